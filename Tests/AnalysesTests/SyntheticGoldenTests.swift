import Analyses
import Foundation
import Statistics
import TestSupport
import Testing
import Vocabulary

/// The Seattle drug market intervention, as microsynth 2.0.51 has it (Robbins and Davenport 2021, first example; run of that version).
@Suite("The Seattle case agrees with microsynth", .enabled(if: ReferenceTable.isHere))
struct SyntheticGoldenTests {
    /// The fields of a packed CSV file as numbers, row after row; what is not a number is 0.
    private static func numbers(_ path: String, _ columns: [String]) throws -> [[Double]] {
        let folder = try #require(ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-dc", folder + "/data/" + path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: true)
        let names = String(decoding: lines[0], as: UTF8.self).split(separator: ",").map(String.init)
        let wanted = try columns.map { try #require(names.firstIndex(of: $0)) }
        var table = [[Double]](repeating: [], count: columns.count)
        for line in lines.dropFirst() {
            var field = 0, value = 0.0, row = [Double](repeating: 0, count: names.count)
            for byte in line {
                if byte == 44 {
                    row[field] = value
                    (field, value) = (field + 1, 0)
                } else if byte >= 48, byte <= 57 {
                    value = value * 10 + Double(byte - 48)
                }
            }
            row[field] = value
            for (place, column) in wanted.enumerated() { table[place].append(row[column]) }
        }
        return table
    }

    static let covariates = [
        "TotalPop", "BLACK", "HISPANIC", "Males_1521", "HOUSEHOLDS", "FAMILYHOUS", "FEMALE_HOU", "RENTER_HOU",
        "VACANT_HOU",
    ]
    static let outcomes = ["i_felony", "i_misdemea", "i_drugs", "any_crime"]

    private func panel() throws -> SyntheticPanel {
        let blocks = try Self.numbers("seattle-dmi/blocks.csv.gz", Self.covariates + ["treated"])
        let counts = try Self.numbers("seattle-dmi/block_quarter_counts.csv.gz", Self.outcomes + ["time"])
        #expect(counts[0].count == 154_272 && blocks[0].count == 9_642)
        #expect(counts[4].prefix(17).map(Int.init) == Array(1...16) + [1])
        return SyntheticPanel(
            units: 9_642, periods: 16, before: 12, treated: (blocks.last ?? []).map { $0 == 1 },
            outcomes: Array(counts.dropLast()), covariates: Array(blocks.dropLast()))
    }

    @Test("Effects on four outcomes: treated, weighted comparison, one-sided p, 90% limits, and the balance")
    func effects() throws {
        let found = try #require(SyntheticComparison(try panel(), errors: .survey, distance: .linear))
        #expect(found.calibration.isExact)
        // Treated, comparison, p of a fall; printed to these digits.
        let theirs: [(Double, Double, Double)] = [
            (46, 68.22, 0.0109), (45, 71.80, 0.0019), (20, 23.76, 0.2560), (788, 986.43, 0.0147),
        ]
        let golden = Golden(
            "synthetic-control", "The Seattle case: treated, comparison, p, limits",
            source: "microsynth 2.0.51 (Robbins and Davenport 2021, first example)")
        for (ours, theirs) in zip(found.effects, theirs) {
            #expect(golden.agrees(ours.treated, theirs.0))
            #expect(golden.agrees(ours.expected, theirs.1, within: 0.01), "\(ours.expected)")
            #expect(golden.agrees(Normal.below(ours.z), theirs.2, within: 1e-4), "\(Normal.below(ours.z))")
        }
        let felony = found.effects[0], reach = Normal.reach(0.9)
        #expect(golden.agrees(exp(felony.logRatio) - 1, -0.326, within: 5e-4))
        #expect(golden.agrees(exp(felony.logRatio - reach * felony.error) - 1, -0.503, within: 1e-3))
        #expect(golden.agrees(exp(felony.logRatio + reach * felony.error) - 1, -0.084, within: 1e-3))
        for (balance, target) in zip(found.balance, [39.0, 2994, 173, 149, 49, 1968, 519, 101, 1868, 160]) {
            #expect(balance.target == target && abs(balance.weighted - target) <= 1e-9 * target)
        }
    }

    @Test("All outcomes together, asked for a fall")
    func together() throws {
        let found = try #require(SyntheticComparison(try panel(), errors: .survey, distance: .linear))
        let golden = Golden(
            "synthetic-control", "The Seattle case: p of a fall of all outcomes",
            source: "microsynth 2.0.51, first example; its covariance leaves out random groups in turn")
        #expect(golden.agrees(Normal.below(try #require(found.together)), 0.0011, within: 2e-3))
        #expect((found.omnibus?.p ?? 0) > Normal.below(found.together ?? 0))
    }

    @Test("Raking matches as exactly and answers much the same")
    func raking() throws {
        let found = try #require(SyntheticComparison(try panel(), errors: .matched, distance: .raking))
        #expect(found.calibration.isExact && found.calibration.steps <= 25)
        #expect(abs(found.effects[0].expected - 68.22) < 3)
        // All blocks scaled, as the package's ninth example prints them.
        let all = try ReferenceTable.records("seattle-dmi/example9_cross_section_balance.csv")
        let golden = Golden(
            "synthetic-control", "All blocks scaled to the treated ones", source: "microsynth 2.0.51, ninth example")
        for (ours, row) in zip(found.balance, all) {
            let plain = (ours.unweighted * (9_603.0 / 39) + ours.target) * 39 / 9_642
            #expect(golden.agrees(plain, Double(row["All.scaled"] ?? ""), 1e-9))
        }
    }
}
