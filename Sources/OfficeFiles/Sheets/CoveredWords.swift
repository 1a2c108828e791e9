/// Text that lies under merged cells, which no program shows: it is left out, and said so.
struct CoveredWords {
    private(set) var count = 0
    /// The first of them, and how it begins.
    private(set) var first: (row: Int, column: Int, words: String)?

    /// More are not compared with the cell above them, only counted.
    private static let compared = 10_000
    private static let wordBytes = 200

    /// Takes a covered cell, unless it is blank or says what the merged cell over it says.
    mutating func take(_ at: Int, _ row: Int, _ cover: MergeCover, of sheet: SheetContents) {
        let cell = sheet.cells[at]
        if count < CoveredWords.compared {
            let words = sheet.words(cell, most: CoveredWords.wordBytes)
            if words.isEmpty || words == CoveredWords.words(cover.anchor(Int(cell.column)), sheet) { return }
            if first == nil { first = (row, Int(cell.column), words) }
        }
        count += 1
    }

    private static func words(_ anchor: CellReference?, _ sheet: SheetContents) -> String? {
        guard let anchor, let row = row(anchor.row, sheet),
            let cell = row.cells.first(where: { Int(sheet.cells[$0].column) >= anchor.column }),
            Int(sheet.cells[cell].column) == anchor.column
        else { return nil }
        return sheet.words(sheet.cells[cell], most: wordBytes)
    }

    /// Rows stand in the order of their numbers.
    private static func row(_ number: Int, _ sheet: SheetContents) -> StoredRow? {
        var (low, high) = (0, sheet.rows.count)
        while low < high {
            let middle = (low + high) / 2
            if sheet.rows[middle].number < number { low = middle + 1 } else { high = middle }
        }
        guard low < sheet.rows.count, sheet.rows[low].number == number else { return nil }
        return sheet.rows[low]
    }
}
