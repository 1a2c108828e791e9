/// Where the bytes of a cell's text stand: among the sheet's own, or among the texts that sheets share.
struct TextRange {
    var start: UInt32
    var count: UInt32
    var isShared: Bool
}

/// A cell with text; a cell without is not kept.
struct StoredCell {
    /// Counted from 0.
    var column: Int32
    var look: UInt16
    /// It lies under a merged cell, as the file itself says.
    var isCovered = false
    /// The whole text is set in bold by its own runs.
    var hasBoldRuns: Bool
    var text: TextRange
}

struct StoredRow {
    /// As the sheet counts it, from 1.
    var number: Int
    var cells: Range<Int>
}

/// A block of merged cells; columns are counted from 0, rows from 1, both ends belong to it.
struct MergedRange: Hashable {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
}

/// How a cell is set.
struct CellLook: Hashable {
    var isBold = false
    /// In points; 0 where it is not known.
    var size = 0.0

    static let plain = CellLook()
}

/// A sheet as it stands in the file, held in few large buffers.
struct SheetContents {
    let name: String
    var rows: [StoredRow] = []
    var cells: [StoredCell] = []
    /// Texts of this sheet alone.
    var bytes: [UInt8] = []
    var shared = SharedTexts()
    var looks: [CellLook] = [.plain]
    var merges: [MergedRange] = []
    var hiddenColumns: [ClosedRange<Int>] = []
    var hiddenRows: [Int] = []
    /// What could not be taken, with its place in the sheet.
    var remarks: [CellRemark] = []

    init(name: String) { self.name = name }

    mutating func remark(_ kind: CellRemark.Kind, row: Int, column: Int) {
        guard remarks.count < 20_000 else { return }
        remarks.append(CellRemark(kind: kind, row: row, column: column))
    }

    /// Keeps the bytes of a text.
    mutating func keep(_ text: some Collection<UInt8>) -> TextRange {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return TextRange(start: UInt32(start), count: UInt32(bytes.count - start), isShared: false)
    }

    func look(_ cell: StoredCell) -> CellLook {
        var look = Int(cell.look) < looks.count ? looks[Int(cell.look)] : .plain
        look.isBold = look.isBold || cell.hasBoldRuns
        return look
    }

    func words(_ cell: StoredCell) -> String { words(cell, most: Int(cell.text.count)) }

    /// - Parameter most: bytes of it that are looked at.
    func words(_ cell: StoredCell, most: Int) -> String {
        let bytes = cell.text.isShared ? shared.bytes : bytes
        let start = Int(cell.text.start)
        var end = start + min(Int(cell.text.count), most)
        // Before a character, never inside.
        if end < start + Int(cell.text.count) {
            while end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        return CellWords.clean(bytes, start..<end)
    }
}

/// The texts that the sheets of a workbook share.
struct SharedTexts {
    var bytes: [UInt8] = []
    /// Where each ends.
    var ends: [UInt32] = []
    var bold: [Bool] = []

    var count: Int { ends.count }

    func range(_ index: Int) -> TextRange {
        let start = index == 0 ? 0 : ends[index - 1]
        return TextRange(start: start, count: ends[index] - start, isShared: true)
    }
}

/// Something about one cell that a person should look at.
struct CellRemark {
    enum Kind {
        /// A formula without a result.
        case formula
        /// A formula that ended in an error.
        case fault(String)
        /// The text it refers to is not in the file.
        case missingText
        /// A day that no calendar has.
        case noDay
        /// The sheet shows a month, the file holds a day.
        case monthShown
    }

    var kind: Kind
    var row: Int
    var column: Int
}
