/// A row of a sheet that holds words, as it is printed: what lies under a merged cell is not there.
struct SheetLine {
    /// As the sheet counts it, from 1.
    var number: Int
    /// Its cells, in `SheetLines.kept`.
    var cells: Range<Int>
    /// Rows without any words stand above it.
    var isAfterGap: Bool
    /// Its only cell is merged over several columns.
    var isSpread: Bool
    /// Every cell is bold.
    var isBold: Bool
    /// Of the largest letters, in points.
    var size: Double

    var isSingle: Bool { cells.count == 1 }
}

/// The rows of a sheet that hold words, and how its merged cells cover them.
struct SheetLines {
    let sheet: SheetContents
    private(set) var lines: [SheetLine] = []
    /// The numbers of the cells that are printed.
    private(set) var kept: [Int32] = []
    private(set) var width = 0
    /// The size of most letters.
    private(set) var bodySize = 0.0
    /// What lies under merged cells and says something else than they do.
    private(set) var covered = CoveredWords()

    /// Beyond these bytes nothing tells one header, theme or paragraph from another.
    private static let keyBytes = 200
    private static let openingBytes = 2_000

    init(_ sheet: SheetContents) {
        self.sheet = sheet
        kept.reserveCapacity(sheet.cells.count)
        lines.reserveCapacity(sheet.rows.count)
        var cover = MergeCover(sheet.merges)
        var before = 0
        for row in sheet.rows {
            cover.move(to: row.number)
            let start = kept.count
            for at in row.cells {
                if sheet.cells[at].isCovered || cover.hides(Int(sheet.cells[at].column)) {
                    covered.take(at, row.number, cover, of: sheet)
                } else {
                    kept.append(Int32(at))
                }
            }
            guard kept.count > start else { continue }
            add(row, start..<kept.count, cover, before: before)
            before = row.number
        }
        bodySize = SheetLines.commonSize(of: self)
    }

    private mutating func add(_ row: StoredRow, _ cells: Range<Int>, _ cover: MergeCover, before: Int) {
        var isBold = true
        var size = 0.0
        for at in cells {
            let look = sheet.look(sheet.cells[Int(kept[at])])
            isBold = isBold && look.isBold
            size = max(size, look.size)
        }
        let last = Int(sheet.cells[Int(kept[cells.upperBound - 1])].column)
        width = max(width, last + 1)
        lines.append(
            SheetLine(
                number: row.number, cells: cells, isAfterGap: row.number > max(before, cover.lastRowCovered) + 1,
                isSpread: cells.count == 1 && cover.isSpread(last), isBold: isBold, size: size))
    }

    func cell(_ at: Int) -> StoredCell { sheet.cells[Int(kept[at])] }

    func words(_ line: SheetLine) -> String { line.cells.isEmpty ? "" : sheet.words(cell(line.cells.lowerBound)) }

    /// How the words of a row that stands alone begin: enough to judge what it is.
    func opening(_ line: SheetLine) -> String {
        line.cells.isEmpty ? "" : sheet.words(cell(line.cells.lowerBound), most: SheetLines.openingBytes)
    }

    /// How a row begins and how many cells it has, to know it again. Never its whole text: the texts of cells are shared,
    /// and those of one row may unfold to more than the machine holds.
    func key(_ line: SheetLine) -> [String] {
        var key = ["\(line.cells.count)"]
        var room = SheetLines.keyBytes
        for at in line.cells {
            guard room > 0 else { break }
            let words = sheet.words(cell(at), most: room)
            key.append(words)
            room -= max(1, words.utf8.count)
        }
        return key
    }

    /// The size most words have in rows of several cells, or in all rows where there are none.
    private static func commonSize(of lines: SheetLines) -> Double {
        var counts: [Double: Int] = [:]
        let hasTables = lines.lines.contains { !$0.isSingle }
        for line in lines.lines where !(hasTables && line.isSingle) {
            for at in line.cells {
                let cell = lines.cell(at)
                counts[lines.sheet.look(cell).size, default: 0] += hasTables ? 1 : Int(cell.text.count)
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }
}

/// Which columns of the row looked at lie under a merged cell.
struct MergeCover {
    private let merges: [MergedRange]
    private var next = 0
    private var row = 0
    /// By column: the first and last row of the merged cell over it, and its first column.
    private var first: [Int32] = []
    private var last: [Int32] = []
    private var left: [Int32] = []
    private var right: [Int32] = []
    /// The lowest row any merged cell above reaches.
    private(set) var lastRowCovered = 0
    private var reached = 0

    init(_ merges: [MergedRange]) { self.merges = merges.sorted { $0.rows.lowerBound < $1.rows.lowerBound } }

    mutating func move(to row: Int) {
        self.row = row
        lastRowCovered = min(reached, row - 1)
        while next < merges.count, merges[next].rows.lowerBound <= row {
            take(merges[next])
            next += 1
        }
    }

    private mutating func take(_ merge: MergedRange) {
        let end = min(merge.columns.upperBound, SheetLimits.widest - 1)
        guard merge.columns.lowerBound <= end else { return }
        if merge.rows.count > 1 { reached = max(reached, merge.rows.upperBound) }
        while first.count <= end {
            first.append(0)
            last.append(0)
            left.append(0)
            right.append(0)
        }
        for column in merge.columns.lowerBound...end {
            first[column] = Int32(merge.rows.lowerBound)
            last[column] = Int32(merge.rows.upperBound)
            left[column] = Int32(merge.columns.lowerBound)
            right[column] = Int32(merge.columns.upperBound)
        }
    }

    private func covers(_ column: Int) -> Bool { column < last.count && Int(last[column]) >= row }

    /// Part of a cell that began in a row above.
    func isBelow(_ column: Int) -> Bool { covers(column) && Int(first[column]) < row }

    /// Where the merged cell over a column begins.
    func anchor(_ column: Int) -> CellReference? {
        covers(column) ? CellReference(row: Int(first[column]), column: Int(left[column])) : nil
    }

    func hides(_ column: Int) -> Bool { covers(column) && (Int(first[column]) < row || Int(left[column]) < column) }

    func isSpread(_ column: Int) -> Bool { covers(column) && right[column] > left[column] }
}
