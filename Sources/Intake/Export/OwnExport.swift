public import ActionPlans
public import Tables
public import Vocabulary

/// A file that this program exported, recognised by the headings of its columns, however a spreadsheet program has saved
/// it since. Its rows are read cell by cell, without guessing.
public struct OwnExport: Sendable {
    /// Which plan it is of and as of which entry; nil where the heading that says so was changed.
    public let mark: ExportMark?
    /// Where each column stands; columns that were taken out are absent.
    public let columns: [ExportColumn: Int]
    /// Headings that are none of ours, with their columns, from 1.
    public let unknown: [String]
    /// The rows below the header that say anything.
    public let rows: [Row]
    public let header: Place
    /// A file of separated values, in which an apostrophe keeps a text from being a formula.
    public let isSeparated: Bool

    /// Nil where the file is somebody else's.
    public init?(_ blocks: [Block]) {
        var name: String?
        var found: (header: Row, places: [ExportColumn: Int], mark: ExportMark?)?
        var foundIn: String?
        var rowsSeen = 0
        var rows: [Row] = []
        reading: for block in blocks {
            switch block {
            case .sheet(let sheet):
                // A workbook's other sheets are not the plan; a blank line in separated values begins no other sheet.
                if found != nil, sheet.name != nil || foundIn != nil { break reading }
                name = sheet.name
                rowsSeen = 0
            case .row(let row):
                rowsSeen += 1
                if found != nil {
                    if !row.cells.allSatisfy(\.isEmpty) { rows.append(row) }
                } else if rowsSeen <= 12, let (places, mark) = Self.columns(of: row) {
                    found = (row, places, mark)
                    foundIn = name
                }
            default: break
            }
        }
        guard let found, found.mark != nil || Self.holdsReferences(rows, at: found.places[.reference]) else {
            return nil
        }
        mark = found.mark
        columns = found.places
        header = found.header.place
        let known = Set(found.places.values)
        unknown = found.header.cells.indices.filter { !known.contains($0) && !found.header.cells[$0].isEmpty }
            .map { found.header.cells[$0].text }
        self.rows = rows
        isSeparated = foundIn == nil
    }

    /// Reference, action, and enough of the others to be sure.
    private static func columns(of row: Row) -> (places: [ExportColumn: Int], mark: ExportMark?)? {
        var places: [ExportColumn: Int] = [:]
        var mark: ExportMark?
        for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
            let heading = CellFolding.folded(cell.text).replacing("\n", with: " ")
            if places[.reference] == nil, heading.hasPrefix("Reference") {
                places[.reference] = index
                mark = ExportMark(heading: heading)
            } else if let column = headings[heading], places[column] == nil {
                places[column] = index
            }
        }
        guard places[.reference] != nil, places[.text] != nil, mark != nil || places.count >= 8 else { return nil }
        return (places, mark)
    }

    private static let headings = Dictionary(
        ExportColumn.allCases.map { ($0.heading, $0) }, uniquingKeysWith: { first, _ in first })

    private static func holdsReferences(_ rows: [Row], at column: Int?) -> Bool {
        guard let column else { return false }
        return rows.contains { column < $0.cells.count && ActionID(reference: $0.cells[column].text) != nil }
    }

    /// What a cell says; nil where its column was taken out.
    func text(_ column: ExportColumn, of row: Row) -> String? {
        guard let index = columns[column] else { return nil }
        guard index < row.cells.count else { return "" }
        return row.cells[index].text
    }

    func place(_ column: ExportColumn, of row: Row) -> Place {
        var place = row.place
        place.column = columns[column].map { $0 + 1 }
        return place
    }

    /// A cell's text as somebody typed it: without the apostrophe that kept it from being a formula.
    func typed(_ column: ExportColumn, of row: Row) -> String {
        let text = text(column, of: row) ?? ""
        return isSeparated ? SafeCell.unguarded(text) : text
    }

    /// Whether a cell says what went out, but for what spreadsheet programs and reading do to white space.
    func says(_ cell: String, _ exported: String) -> Bool {
        if cell == exported { return true }
        let folded = CellFolding.folded(cell)
        let wanted = CellFolding.folded(exported)
        if folded == wanted { return true }
        if isSeparated {
            if cell == CSVWriter.readAgain(exported) { return true }
            if CellFolding.folded(SafeCell.unguarded(cell)) == wanted { return true }
        }
        // A text longer than a cell can hold went out cut.
        return folded.utf8.count > 30_000 && folded.hasSuffix("…") && wanted.hasPrefix(String(folded.dropLast()))
    }
}

/// A text as two programs agree on it: spaces folded, empty lines and what cannot be printed left out.
enum CellFolding {
    static func folded(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var owesSpace = false
        var owesLine = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}": owesLine = true
            case "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": break
            case _ where scalar.properties.isWhitespace: owesSpace = true
            case _ where [.control, .format].contains(scalar.properties.generalCategory): break
            default:
                if !out.isEmpty {
                    if owesLine {
                        out.append("\n")
                    } else if owesSpace {
                        out.append(" ")
                    }
                }
                owesLine = false
                owesSpace = false
                out.append(scalar)
            }
        }
        return String(out)
    }
}
