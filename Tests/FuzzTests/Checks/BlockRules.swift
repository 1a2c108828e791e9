import Tables
import Vocabulary

/// What holds for the blocks of every reader, whatever it read.
enum BlockRules {
    /// - Parameter mostText: bytes of text that may come out at most.
    static func fault(in blocks: [Block], mostText: Int) -> String? {
        var table: Int?
        var cells = 0
        var text = 0
        for block in blocks {
            switch block {
            case .sheet(let sheet):
                table = sheet.place.table
                guard table != nil else { return "a table without a number" }
                text += sheet.name?.utf8.count ?? 0
            case .row(let row):
                if let fault = fault(in: row, of: table) { return fault }
                cells += row.cells.count
                text += row.cells.reduce(0) { $0 + $1.text.utf8.count }
            case .heading(let heading):
                guard isClean(heading.text), !heading.text.isEmpty else {
                    return "heading \(heading.text.debugDescription)"
                }
                guard (0...7).contains(heading.level) else { return "a heading of level \(heading.level)" }
                table = nil
                text += heading.text.utf8.count
            case .paragraph(let paragraph):
                guard isClean(paragraph.text), !paragraph.text.isEmpty else {
                    return "paragraph \(paragraph.text.debugDescription)"
                }
                table = nil
                text += paragraph.text.utf8.count
            case .problem(let problem):
                guard !problem.message.isEmpty, !problem.code.isEmpty else { return "a problem without words" }
            }
        }
        guard cells <= ReadingLimits.cells else { return "\(cells) cells" }
        guard text <= mostText else { return "\(text) bytes of text where at most \(mostText) may be" }
        return nil
    }

    private static func fault(in row: Row, of table: Int?) -> String? {
        guard row.place.table == table, table != nil else { return "a row outside of its table" }
        guard (1...ReadingLimits.columns).contains(row.cells.count) else { return "a row of \(row.cells.count) cells" }
        for cell in row.cells {
            guard isClean(cell.text) else { return "cell \(cell.text.debugDescription)" }
            guard cell.text.unicodeScalars.count <= ReadingLimits.cellCharacters else { return "a cell too long" }
            guard !cell.isMerged || cell.isEmpty else { return "a merged cell with a text of its own" }
        }
        return nil
    }

    /// No control characters but line ends, nothing that turns the direction of the text.
    static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }
}
