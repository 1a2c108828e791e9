import Foundation
import Tables
import Testing
import Vocabulary

/// The folder of the published documents, where this machine has it.
private let reference = ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"]

@Suite("The published plans", .enabled(if: reference != nil))
struct SourceDocumentTests {
    struct Expected: Sendable {
        var name: String
        /// The rows of each table, in order.
        var rows: [Int]
        /// The lines on which plan tables begin.
        var begins: [Int]
    }

    static let documents: [Expected] = [
        Expected(name: "birmingham-crack-strategy-2005", rows: [28, 6, 7, 8, 8, 46], begins: [440]),
        Expected(
            name: "met-police-drugs-action-plan-2003", rows: [53, 9, 26, 13, 12, 10, 8, 2, 4],
            begins: [76, 139, 153, 187]),
        Expected(
            name: "national-crack-plan-2002", rows: [31, 16, 8, 6, 5, 12, 9], begins: [594, 825, 836, 846, 923, 940]),
    ]

    private func found(_ name: String) throws -> Found {
        let path = try #require(reference) + "/sources/\(name).txt"
        return Found(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))), name: "\(name).txt")
    }

    @Test("Their tables stand where they are printed", arguments: documents)
    func findsTables(_ expected: Expected) throws {
        let found = try found(expected.name)
        let counts = found.sheets.map { sheet in found.rows.count { $0.place.table == sheet.place.table } }
        #expect(counts == expected.rows)
        #expect(Set(expected.begins).isSubset(of: found.sheets.compactMap(\.place.line)))
        #expect(found.problems.allSatisfy { $0.code == "rule-line" })
    }

    @Test("Every page of the national plan's tables has its own heading")
    func findsPages() throws {
        let found = try found("drugs-action-plan-2008-2011")
        #expect(found.sheets.count == 29)
        #expect(found.headings.filter { $0.level == 7 || $0.level == 2 }.count == 28)
        #expect(found.rows.filter { $0.cells.first?.text == "Strategic Objective" }.count == 28)
        #expect(found.rows.contains { $0.cells.first?.isBold == true })
    }

    @Test("The ruled line in the Birmingham plan is a problem with its line")
    func findsTheRule() throws {
        #expect(try found("birmingham-crack-strategy-2005").problems.map(\.place.line) == [494])
    }

    @Test("No markup is left in any cell")
    func leavesNoMarkup() throws {
        for name in Self.documents.map(\.name) + ["drugs-action-plan-2008-2011"] {
            for row in try found(name).rows {
                for cell in row.cells {
                    #expect(!cell.text.contains("<"), "\(name) line \(row.place.line ?? 0)")
                    #expect(!cell.text.contains("**") && !cell.text.contains("• •"))
                }
            }
        }
    }

    @Test("The sample of a real plan is records")
    func readsTheSample() throws {
        let path = try #require(reference) + "/data/action-plan-samples/west_end_drugs_partnership_2006_07.csv"
        let found = Found(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))), name: "x.csv")
        #expect(found.rows.count == 9)
        #expect(found.rows.allSatisfy { $0.cells.count >= 8 })
    }
}
