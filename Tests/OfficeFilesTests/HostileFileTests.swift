import OfficeFixtures
import OfficeFiles
import Tables
import TestSupport
import Testing
import Vocabulary

/// Reads a file as the reader in its cage does.
enum Reading {
    static func blocks(_ bytes: [UInt8], name: String) -> [Block] {
        OfficeReader.takes(bytes, kind: .auto)
            ? OfficeReader.blocks(of: bytes, name: name) : DocumentReader.blocks(of: bytes, name: name)
    }
}

extension [Block] {
    var problems: [Problem] { compactMap { if case .problem(let problem) = $0 { problem } else { nil } } }
    var rows: [Row] { compactMap { if case .row(let row) = $0 { row } else { nil } } }
    var texts: [[String]] { rows.map { $0.cells.map(\.text) } }
    var outcome: HostileFile.Outcome {
        let codes = Set(problems.map(\.code)).sorted()
        guard count == problems.count else { return .read(codes) }
        return .refused(problems.map(\.code).joined(separator: ", "))
    }
}

@Suite("Office files that mean harm, or come to it")
struct HostileFileTests {
    @Test(
        "Each ends in a plain sentence or a right reading",
        arguments: HostileFile.all.filter { !HostileFile.onlyInCage.contains($0.name) })
    func ends(file: HostileFile) {
        let found = Reading.blocks(file.make(), name: file.name)
        #expect(found.outcome == file.outcome, "\(found.problems.first?.message ?? "")")
        for problem in found.problems { #expect(problem.message.hasSuffix(".") && !problem.message.contains("nvalid")) }
    }

    @Test("There are at least 60, each under its own name")
    func count() {
        #expect(HostileFile.all.count >= 60)
        #expect(Set(HostileFile.all.map(\.name)).count == HostileFile.all.count)
    }

    @Test("Days are told under both calendars")
    func calendars() throws {
        func days(_ name: String) throws -> [String?] {
            let file = try #require(HostileFile.all.first { $0.name == name })
            return Reading.blocks(file.make(), name: name).rows.dropFirst().map { $0.cells.last?.text }
        }
        #expect(try days("dates-1900.xlsx") == ["2004-03-31", "1900-02-29"])
        #expect(try days("dates-1904.xlsx") == ["2008-04-01", "1904-03-01"])
    }

    @Test("What a spreadsheet would run is text like any other")
    func commands() throws {
        let file = try #require(HostileFile.all.first { $0.name == "command.xlsx" })
        let row = Reading.blocks(file.make(), name: file.name).texts.last
        #expect(row == ["=cmd|' /C calc'!A0", "@SUM(1)", "=HYPERLINK(\"http://example.org\")"])
    }

    /// A thousand broken files in every check; twenty times as many where the proof is asked for.
    private static let rounds = Proof.isAsked ? 20_000 : 1_000

    @Test("Files cut and changed at random never crash the reader, and keep to its promises")
    func random() {
        var numbers = SeededRandom(seed: 41_973)
        let good = [
            HostileFile.named("workbook.csv"), HostileFile.named("hidden.ods"), HostileFile.named("formulas.xlsx"),
        ]
        .compactMap { $0?.make() }
        #expect(good.count == 3)
        for round in 0..<Self.rounds {
            var bytes = numbers.pick(good)
            for _ in 0..<numbers.number(1...6) { bytes[numbers.below(bytes.count)] = UInt8(numbers.number(0...255)) }
            if numbers.chance(30) { bytes = Array(bytes[..<numbers.below(bytes.count)]) }
            let found = Reading.blocks(bytes, name: "plan.xlsx")
            #expect(!found.isEmpty, "round \(round)")
        }
    }

    @Test("Parts changed at random inside a sound archive never crash the reader")
    func randomParts() {
        var numbers = SeededRandom(seed: 88_113)
        let pieces = [
            "<row>", "</row>", "<c r=\"A1\">", "</c>", "<v>", "</v>", "9", "&#10;", "t=\"s\"", "<is><t>", "s=\"99\"",
        ]
        for round in 0..<Self.rounds {
            var text = ""
            for _ in 0..<numbers.number(1...12) { text += numbers.pick(pieces) }
            let found = Reading.blocks(XLSXMaking(rows: text).made(), name: "plan.xlsx")
            #expect(found.rows.count < 100, "round \(round)")
        }
    }
}
