import TestSupport
import Vocabulary

/// A workbook made by chance, and what must be read of it: told from how it was made, never by reading.
struct RandomWorkbook {
    enum Value: Equatable {
        case empty
        case text(String)
        case number(Int)
        case day(Int)
        case flag(Bool)
        /// In minutes.
        case length(Int)

        var words: String {
            switch self {
            case .empty: ""
            case .text(let text): text
            case .number(let number): "\(number)"
            case .day(let number): Day(number: number).iso
            case .flag(let flag): flag ? "TRUE" : "FALSE"
            case .length(let minutes):
                "\(minutes < 600 ? "0" : "")\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
            }
        }
    }

    struct Merge {
        /// Counted from 0.
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>

        func covers(_ row: Int, _ column: Int) -> Bool {
            rows.contains(row) && columns.contains(column)
                && (row, column) != (rows.lowerBound, columns.lowerBound)
        }
    }

    struct Sheet {
        let name: String
        var isHidden = false
        var rows: [[Value]]
        var merges: [Merge] = []
        var hiddenRows: Set<Int> = []

        func isCovered(_ row: Int, _ column: Int) -> Bool { merges.contains { $0.covers(row, column) } }

        func isBlank(_ row: Int) -> Bool { rows[row].allSatisfy { $0 == .empty } }
    }

    var sheets: [Sheet]
    let isFrom1904: Bool

    init(_ random: inout SeededRandom) {
        isFrom1904 = random.chance(40)
        sheets = (1...random.number(1...4)).map { Self.sheet("Sheet \($0)", &random) }
        for index in sheets.indices.dropFirst() { sheets[index].isHidden = random.chance(30) }
    }

    private static func sheet(_ name: String, _ random: inout SeededRandom) -> Sheet {
        let width = random.number(3...9)
        var rows = [(0..<width).map { Value.text("Head \($0)") }]
        for _ in 0..<random.number(1...20) {
            if random.chance(15) {
                rows.append([Value](repeating: .empty, count: width))
            } else if random.chance(25), let last = rows.last {
                rows.append(last)
            } else {
                rows.append((0..<width).map { $0 < 2 ? .text("r\(rows.count)c\($0)") : value(&random) })
            }
        }
        var sheet = Sheet(name: name, rows: rows)
        for _ in 0..<random.number(0...4) { merge(&sheet, &random) }
        for row in rows.indices.dropFirst() where random.chance(10) { sheet.hiddenRows.insert(row) }
        return sheet
    }

    private static func value(_ random: inout SeededRandom) -> Value {
        switch random.below(10) {
        case 0...2: .empty
        case 3...5: .text(random.pick(["a", "b", "AT&T <x>", "two\nlines", "émigré", "0012", "=1+1"]))
        case 6: .number(random.number(0...100_000))
        case 7: .day(random.number(0...30_000))
        case 8: .flag(random.chance(50))
        default: .length(random.number(0...100_000))
        }
    }

    /// Merges cells beside the first two columns, where nothing is merged yet; some keep a text underneath.
    private static func merge(_ sheet: inout Sheet, _ random: inout SeededRandom) {
        let top = random.number(1...max(1, sheet.rows.count - 1))
        let left = random.number(2...(sheet.rows[0].count - 1))
        let merge = Merge(
            rows: top...min(sheet.rows.count - 1, top + random.below(4)),
            columns: left...min(sheet.rows[0].count - 1, left + random.below(3)))
        guard merge.rows.count * merge.columns.count > 1,
            !sheet.merges.contains(where: { $0.rows.overlaps(merge.rows) && $0.columns.overlaps(merge.columns) })
        else { return }
        sheet.merges.append(merge)
        for row in merge.rows {
            for column in merge.columns where merge.covers(row, column) {
                sheet.rows[row][column] = random.chance(10) && !sheet.isBlank(row) ? .text("under \(row)") : .empty
            }
        }
    }

    // MARK: What must be read

    var shown: [Sheet] { sheets.filter { !$0.isHidden } }

    /// Each row with words: sheet, number, cells.
    var lines: [String] {
        shown.flatMap { sheet in
            sheet.rows.indices.filter { !sheet.isBlank($0) }.map { row in
                let cells = sheet.rows[row].indices.map { column in
                    sheet.isCovered(row, column) ? "" : sheet.rows[row][column].words
                }
                return "\(sheet.name) \(row + 1): " + cells.joined(separator: "|")
            }
        }
    }

    var codes: Set<String> {
        var found: Set<String> = []
        if sheets.count > shown.count { found.insert("hidden-sheet") }
        for sheet in shown {
            if sheet.hiddenRows.contains(where: { !sheet.isBlank($0) }) { found.insert("hidden-rows") }
            for row in sheet.rows.indices {
                for column in sheet.rows[row].indices
                where sheet.rows[row][column] != .empty && sheet.isCovered(row, column) {
                    found.insert("covered-text")
                }
            }
        }
        return found
    }
}
