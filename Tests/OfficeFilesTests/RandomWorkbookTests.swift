import OfficeFiles
import OfficeFixtures
import Tables
import TestSupport
import Testing
import Vocabulary

extension RandomWorkbook {
    // MARK: As XLSX

    func xlsx(_ random: inout SeededRandom) -> [UInt8] {
        var shared: [String] = []
        var made = XLSXMaking([])
        for sheet in sheets {
            var rows = ""
            for row in sheet.rows.indices where !sheet.isBlank(row) {
                let cells = sheet.rows[row].enumerated().map { xlsx($1, $0, row + 1, &shared, &random) }
                rows +=
                    "<row r=\"\(row + 1)\"\(sheet.hiddenRows.contains(row) ? " hidden=\"1\"" : "")>"
                    + cells.joined() + "</row>"
            }
            let merges = sheet.merges.map { merge in
                "<mergeCell ref=\"\(XLSXMaking.letters(merge.columns.lowerBound))\(merge.rows.lowerBound + 1):"
                    + "\(XLSXMaking.letters(merge.columns.upperBound))\(merge.rows.upperBound + 1)\"/>"
            }
            let after = merges.isEmpty ? "" : "<mergeCells>\(merges.joined())</mergeCells>"
            made.sheets.append(.init(sheet.name, rows: rows, after: after, state: sheet.isHidden ? "hidden" : nil))
        }
        made.shared = shared
        made.properties = isFrom1904 ? " date1904=\"1\"" : ""
        return made.made()
    }

    private func xlsx(
        _ value: Value, _ column: Int, _ row: Int, _ shared: inout [String], _ random: inout SeededRandom
    ) -> String {
        func cell(_ style: Int, _ stored: String, type: String = "") -> String {
            "<c r=\"\(XLSXMaking.letters(column))\(row)\" s=\"\(style)\"\(type)><v>\(stored)</v></c>"
        }
        switch value {
        case .empty: return ""
        case .text(let text):
            guard random.chance(50) else { return XLSXMaking.cell(column, row, text) }
            shared.append("<t xml:space=\"preserve\">\(text.escaped)</t>")
            return cell(0, "\(shared.count - 1)", type: " t=\"s\"")
        case .number(let number): return cell(0, "\(number)")
        case .day(let number): return cell(6, "\(number + 25_569 - (isFrom1904 ? 1_462 : 0))")
        case .flag(let flag): return cell(0, flag ? "1" : "0", type: " t=\"b\"")
        case .length(let minutes): return cell(11, "\(Double(minutes) / 1_440)")
        }
    }

    // MARK: As ODS

    func ods(_ random: inout SeededRandom) -> [UInt8] {
        let tables = sheets.map { sheet in
            var rows: [String] = []
            for row in sheet.rows.indices {
                let attributes = sheet.hiddenRows.contains(row) ? " table:visibility=\"collapse\"" : ""
                rows.append("\(attributes)>\(odsCells(sheet, row, &random))</table:table-row>")
            }
            let body = Self.counted(rows, "rows", &random).map { "<table:table-row\($0)" }.joined()
            return "<table:table table:name=\"\(sheet.name)\"\(sheet.isHidden ? " table:style-name=\"hide\"" : "")>"
                + "\(body)</table:table>"
        }
        return ODSMaking(tables.joined()).made()
    }

    private func odsCells(_ sheet: Sheet, _ row: Int, _ random: inout SeededRandom) -> String {
        let cells = sheet.rows[row].indices.map { column in
            var attributes = ""
            for merge in sheet.merges where (merge.rows.lowerBound, merge.columns.lowerBound) == (row, column) {
                attributes =
                    " table:number-columns-spanned=\"\(merge.columns.count)\" table:number-rows-spanned=\"\(merge.rows.count)\""
            }
            let name = sheet.isCovered(row, column) ? "table:covered-table-cell" : "table:table-cell"
            return "<\(name)§\(attributes)\(Self.ods(sheet.rows[row][column]))</\(name)>"
        }
        return Self.counted(cells, "columns", &random).joined()
    }

    private static func ods(_ value: Value) -> String {
        let words = value.words
        return switch value {
        case .empty: ">"
        case .text:
            " office:value-type=\"string\">"
                + words.split(separator: "\n").map { "<text:p>\(String($0).escaped)</text:p>" }.joined()
        case .number: " office:value-type=\"float\" office:value=\"\(words)\"><text:p>\(words).00</text:p>"
        case .day: " office:value-type=\"date\" office:date-value=\"\(words)\"><text:p>a day</text:p>"
        case .flag(let flag):
            " office:value-type=\"boolean\" office:boolean-value=\"\(flag)\"><text:p>\(words)</text:p>"
        case .length(let minutes):
            " office:value-type=\"time\" office:time-value=\"PT\(minutes / 60)H\(minutes % 60)M00S\"><text:p>x</text:p>"
        }
    }

    /// Equal neighbours as one that is counted, by chance. A cell keeps the place for its count as "§".
    private static func counted(_ pieces: [String], _ kind: String, _ random: inout SeededRandom) -> [String] {
        var found: [String] = []
        var at = 0
        while at < pieces.count {
            var end = at + 1
            let mayMerge = !pieces[at].contains("-spanned")
            while mayMerge, end < pieces.count, pieces[end] == pieces[at], random.chance(80) { end += 1 }
            let count = end - at > 1 ? " table:number-\(kind)-repeated=\"\(end - at)\"" : ""
            found.append(kind == "rows" ? count + pieces[at] : pieces[at].replacing("§", with: count))
            at = end
        }
        return found
    }
}

@Suite("Workbooks made by chance are read as they were made")
struct RandomWorkbookTests {
    private static let rounds = Proof.isAsked ? 2_000 : 60

    private static func check(_ bytes: [UInt8], _ book: RandomWorkbook, _ what: String) {
        let found = OfficeReader.blocks(of: bytes, name: what)
        let lines = found.rows.filter { !$0.cells.allSatisfy(\.isEmpty) }.map { row in
            "\(row.place.sheet ?? "") \(row.place.row ?? 0): " + row.cells.map(\.text).joined(separator: "|")
        }
        #expect(lines == book.lines, "\(what)")
        #expect(Set(found.problems.map(\.code)) == book.codes, "\(what)")
    }

    @Test("Merged, repeated, hidden, under either calendar, on several sheets")
    func read() {
        for round in 0..<Self.rounds {
            var random = SeededRandom(seed: 7_100 + UInt64(round))
            let book = RandomWorkbook(&random)
            Self.check(book.xlsx(&random), book, "\(round).xlsx")
            Self.check(book.ods(&random), book, "\(round).ods")
        }
    }
}
