import Analyses
import Foundation
import Geography
import Testing
import Vocabulary

/// Every method of the catalogue on tables at the edge of what there may be. The tables are made from the roles alone, so that
/// a new method is tried as soon as it is listed.
@Suite("No table breaks a method")
struct ExtremeTests {
    /// What every cell of the columns holds.
    enum Edge: String, CaseIterable, Sendable {
        case ordinary, zero, ties, missing, withheld, billions, alone
    }

    static let methods = AnalysisCatalogue.all.map { $0.description.name }

    /// One column for each role, named after it.
    static func table(_ method: MethodDescription, _ edge: Edge, spoilt: String? = nil) -> String {
        let rows = edge == .alone ? 1 : 24
        var lines = [method.roles.map(\.name).joined(separator: ",")]
        for row in 0..<rows {
            lines.append(
                method.roles.map { role in
                    if role.name == spoilt, row == 2 { return "NaN" }
                    return cell(role, edge, row)
                }.joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ role: Role, _ edge: Edge, _ row: Int) -> String {
        switch (role.kind, edge) {
        case (_, .missing): return "NA"
        case (.text, _): return role.name == "area" || role.name == "label" ? "A\(row)" : "g\(row % 3)"
        case (.day, .ties): return "2026-01-05"
        case (.day, _): return "20\(22 + row / 12)-\(String(100 + row % 12 + 1).dropFirst())-01"
        case (.yesNo, .zero): return "no"
        case (.yesNo, .ties): return "yes"
        case (.yesNo, _): return row.isMultiple(of: 2) ? "yes" : "no"
        case (_, .withheld): return "*"
        case (_, .zero): return role.kind == .positive ? "1" : "0"
        case (_, .ties): return "7"
        case (_, .billions): return String(1_000_000_000 + row * 1_000)
        case (.positive, _): return String(900 + (row * 37) % 200)
        default: return String((row * 7) % 11)
        }
    }

    static func run(_ name: String, _ csv: String, _ seed: UInt64 = 7) throws -> AnalysisReport {
        let method = try #require(AnalysisCatalogue.method(name))
        let description = method.description
        let table = try AnalysisTable(csv: Array(csv.utf8), name: "edge.csv")
        var columns: [String: [String]] = [:]
        for role in description.roles { columns[role.name] = [role.name] }
        var options: [String: String] = [:]
        for option in description.options {
            switch option.kind {
            case .day where option.standard == nil: options[option.name] = "2023-01-01"
            // Few draws: what is looked at does not hang on their number.
            case .whole(let range) where Int(option.standard ?? "") ?? 0 > 200:
                options[option.name] = String(max(range.lowerBound, 99))
            default: break
            }
        }
        let ring = (0..<24).map { NeighbourPairs.Pair("A\($0)", "A\(($0 + 1) % 24)", weight: 1) }
        let request = try AnalysisRequest(
            description, table, columns: columns, options: options,
            neighbours: description.neighbours == .none ? nil : NeighbourPairs(ring), seed: seed)
        return try method.report(request)
    }

    @Test(
        "Zeros, ties, nothing at all, a single record, thousands of millions: an answer in numbers or a refusal in words"
    )
    func edges() throws {
        for name in Self.methods {
            let method = try #require(AnalysisCatalogue.method(name)).description
            for edge in Edge.allCases {
                do {
                    let report = try Self.run(name, Self.table(method, edge))
                    #expect(!report.result.caution.isEmpty && !report.result.sentence.isEmpty, "\(name), \(edge)")
                    for finding in report.result.findings {
                        if let estimate = finding.estimate {
                            #expect(!estimate.isNaN, "\(name), \(edge): \(finding.key)")
                        }
                        if let interval = finding.interval {
                            #expect(interval.low <= interval.high, "\(name), \(edge): \(finding.key) \(interval)")
                        }
                        if let p = finding.p { #expect((0...1).contains(p), "\(name), \(edge): \(finding.key) \(p)") }
                    }
                    #expect(ReportJSON.text(report).contains("\"format\":1"))
                    // Nothing that is missing or withheld may come back as a figure.
                    if edge == .missing {
                        #expect(report.result.findings.allSatisfy { $0.estimate == nil || $0.estimate == 0 }, "\(name)")
                    }
                } catch let problems as AnalysisProblems {
                    #expect(!problems.problems.isEmpty, "\(name), \(edge)")
                    #expect(problems.problems.allSatisfy { $0.message.count > 10 }, "\(name), \(edge)")
                }
            }
        }
    }

    @Test("A cell that is no number is refused with its row, whatever the method")
    func notANumber() throws {
        for name in Self.methods {
            let method = try #require(AnalysisCatalogue.method(name)).description
            for role in method.roles where [.number, .count, .positive].contains(role.kind) {
                #expect(
                    throws: AnalysisProblems.self, "\(name), \(role.name)",
                    performing: { try Self.run(name, Self.table(method, .ordinary, spoilt: role.name)) })
                do {
                    _ = try Self.run(name, Self.table(method, .ordinary, spoilt: role.name))
                } catch let problems as AnalysisProblems {
                    #expect(
                        problems.problems.contains { $0.place.row == 4 && $0.message.contains("NaN") },
                        "\(name), \(role.name)")
                }
            }
        }
    }

    @Test(
        "The order of the records does not change an estimate",
        arguments: ["rate", "proportion", "funnel", "concentration"])
    func order(name: String) throws {
        let method = try #require(AnalysisCatalogue.method(name)).description
        let lines = Self.table(method, .ordinary).split(separator: "\n")
        let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
        func estimates(_ csv: String) throws -> [String: Double?] {
            Dictionary(try Self.run(name, csv).result.findings.map { ($0.key, $0.estimate) }) { first, _ in first }
        }
        let one = try estimates(lines.joined(separator: "\n")), other = try estimates(turned)
        #expect(one.keys.sorted() == other.keys.sorted())
        for (key, value) in one { #expect(agree(value, other[key] ?? nil, 1e-12), "\(key)") }
    }
}
