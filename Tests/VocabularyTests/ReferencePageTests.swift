import Foundation
import Testing
import Vocabulary

/// The page of rules is read as a table of cases: each row is a wording and what it must be read as.
@Suite("The page on timescales")
struct ReferencePageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let wording: String
        let expected: [String]
        let year: PlanYear
        var testDescription: String { wording }
    }

    static let rows: [Row] = {
        let page = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Documentation/reference/timescales.md")
        guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
        var year: PlanYear?
        var rows: [Row] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            switch cells {
            case ["Wording", "Read as"]: year = .financial
            case ["Wording", "Read as in a plan of calendar years"]: year = .calendar
            case let pair where pair.count == 2 && !pair[0].hasPrefix("---"):
                guard let year else { continue }
                rows.append(Row(wording: pair[0], expected: pair[1].components(separatedBy: " + "), year: year))
            case []: year = nil
            default: continue
            }
        }
        return rows
    }()

    @Test("The page has its examples")
    func hasExamples() {
        #expect(Self.rows.count > 130)
        #expect(Self.rows.contains { $0.year == .calendar })
    }

    @Test("Every example on the page is read as the page says", arguments: rows)
    func readsAsPrinted(_ row: Row) {
        #expect(readings(row.wording, year: row.year) == row.expected)
    }
}
