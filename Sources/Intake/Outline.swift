import Tables
import Vocabulary

/// A document as the plan reader sees it: headings, paragraphs and whole tables, in reading order.
struct Outline {
    enum Part {
        case heading(Heading)
        case paragraph(Paragraph)
        case table(SourceTable)
    }

    private(set) var parts: [Part] = []
    /// What the reader of files could not take, and rows outside any table.
    private(set) var problems: [Problem] = []

    init(_ blocks: [Block], guess: ColumnGuess) {
        var open: SourceTable?
        func close() {
            guard let table = open else { return }
            if !table.rows.isEmpty { parts.append(.table(table.mended())) }
            open = nil
        }
        for block in blocks {
            switch block {
            case .heading(let heading):
                close()
                parts.append(.heading(heading))
            case .paragraph(let paragraph):
                close()
                parts.append(.paragraph(paragraph))
            case .sheet(let sheet):
                close()
                open = SourceTable(number: sheet.place.table ?? tables.count + 1, sheet: sheet)
            case .row(let row):
                if open == nil {
                    let sheet = Sheet(place: row.place)
                    open = SourceTable(number: row.place.table ?? tables.count + 1, sheet: sheet)
                }
                open?.rows.append(row)
            case .problem(let problem):
                problems.append(problem)
            }
        }
        close()
        let before = tables.count
        parts = TableSections(guess).apart(parts)
        guard tables.count > before else { return }
        // The reader of the file compared the rows of these tables with each other.
        problems.removeAll { $0.code == "ragged-row" }
    }

    var tables: [SourceTable] {
        parts.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    /// Whether the file marks its headings; where it does not, a short line above a table is taken for one.
    var marksHeadings: Bool {
        parts.contains { if case .heading(let heading) = $0 { heading.level < 7 } else { false } }
    }
}

/// One table of the file, as it stands there.
struct SourceTable {
    let number: Int
    var sheet: Sheet
    var rows: [Row] = []

    /// The table with rows joined that a line break inside a cell had cut in two: the second half begins with a small
    /// letter, and both together have as many cells as the other rows.
    func mended() -> SourceTable {
        let width = width
        var table = self
        table.rows = []
        for row in rows {
            guard var cut = table.rows.last, let head = row.cells.first, RowSorting.beginsMidSentence(head.text),
                cut.cells.count > 1, cut.cells.count < width, row.cells.count > 1, !cut.isHeader,
                cut.cells.count + row.cells.count - 1 == width, let open = cut.cells.last, !open.isEmpty
            else {
                table.rows.append(row)
                continue
            }
            cut.cells[cut.cells.count - 1].text = open.text + "\n" + head.text
            cut.cells += row.cells.dropFirst()
            table.rows[table.rows.count - 1] = cut
        }
        return table
    }

    var width: Int { rows.reduce(0) { max($0, $1.cells.count) } }

    /// The widest position at which any row has text, plus one.
    var usedWidth: Int {
        rows.reduce(0) { used, row in
            max(used, (row.cells.lastIndex { !$0.isEmpty } ?? -1) + 1)
        }
    }

    /// Its first row in a few words: how a table that is not taken is told from the others.
    var beginning: String {
        let row = rows.first { $0.cells.contains { !$0.isEmpty } }
        let texts = row?.cells.filter { !$0.isEmpty }.map { $0.text.replacing("\n", with: " ") } ?? []
        return texts.joined(separator: " | ").beginning(200)
    }
}

extension Row {
    /// The text of a column, counted from 0; empty where the row is shorter.
    func text(_ column: Int) -> String { column < cells.count ? cells[column].text : "" }

    var isBlank: Bool { cells.allSatisfy(\.isEmpty) }

    /// The columns that hold text, counted from 0.
    var filled: [Int] { cells.indices.filter { !cells[$0].isEmpty } }

    /// The column of the only text in the row; several cells with one text (a cell spread over columns) count as one.
    var onlyColumn: Int? {
        let filled = filled
        guard let first = filled.first else { return nil }
        return filled.dropFirst().allSatisfy { cells[$0].text == cells[first].text } ? first : nil
    }

    func place(column: Int) -> Place {
        var place = place
        place.column = column + 1
        return place
    }
}
