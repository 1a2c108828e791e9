import Vocabulary

/// A table of a page while it is being read.
struct HTMLTable {
    struct OpenCell {
        var text = PlainText()
        var isHeader: Bool
        var columns: Int
        var rows: Int
        var hasNested = false
    }

    struct Loose {
        var text: String
        var line: Int
    }

    var line: Int
    var caption: String?
    /// The number of tables open inside each other.
    var depth = 1
    var isInHead = false
    var hasRows = false
    var row: [Cell]?
    var rowLine = 0
    var cell: OpenCell?
    /// Text that stands in the table but in no cell.
    private(set) var loose: [Loose] = []
    private var hasPlain = false
    private var hasHeader = false
    /// Rows below that a merged cell still covers, by column.
    private var covered: [Int] = []

    init(line: Int) { self.line = line }

    mutating func takeLoose(_ text: String, isCaption: Bool, line: Int) {
        if isCaption, caption == nil, !hasRows { caption = text } else { loose.append(Loose(text: text, line: line)) }
    }

    mutating func beginRow(line: Int) {
        row = []
        rowLine = line
        hasPlain = false
        hasHeader = false
    }

    mutating func beginCell(_ tag: HTMLTag) {
        fillCovered()
        cell = OpenCell(
            isHeader: tag.name == "th", columns: tag.number("colspan", in: 1...1_000) ?? 1,
            rows: tag.number("rowspan", in: 0...65_534) ?? 1)
        if tag.isStyledBold { cell?.text.beginBold() }
    }

    mutating func endCell() {
        guard let ended = cell else { return }
        cell = nil
        let text = ended.text.cellText
        if !text.isEmpty {
            if ended.isHeader { hasHeader = true } else { hasPlain = true }
        }
        for offset in 0..<ended.columns {
            let column = row?.count ?? 0
            guard column <= ReadingLimits.columns else { return }
            // No number of rows, 0, means down to the end of the section.
            let below = ended.rows == 0 ? 65_534 : ended.rows - 1
            while covered.count <= column { covered.append(0) }
            covered[column] = max(covered[column], below)
            row?.append(offset == 0 ? Cell(text, isBold: ended.text.isBold) : Cell(""))
            if offset + 1 < ended.columns, column + 1 < covered.count, covered[column + 1] > 0 { continue }
        }
    }

    /// The finished row; nil where there is none or it has no cell.
    mutating func endRow() -> (cells: [Cell], isHeader: Bool)? {
        endCell()
        guard row != nil else { return nil }
        fillCovered()
        let cells = row ?? []
        row = nil
        guard !cells.isEmpty else { return nil }
        return (cells, isInHead || (hasHeader && !hasPlain))
    }

    mutating func endSection() { covered = [] }

    /// Cells covered from above are empty here, so that whoever reads the column can carry the text down.
    private mutating func fillCovered() {
        while let column = row?.count, column < covered.count, covered[column] > 0 {
            covered[column] -= 1
            row?.append(Cell("", isMerged: true))
        }
    }
}

extension HTMLReader {
    mutating func takeTablePart(_ tag: HTMLTag, line: Int, isLayout: Bool) {
        guard let depth = table?.depth else {
            flush()
            begin(.paragraph)
            if tag.name == "table", !tag.isClosing, !isLayout { table = HTMLTable(line: line) }
            return
        }
        if tag.name == "table" {
            tag.isClosing ? closeTable() : openNested(line: line)
        } else if depth > 1 {
            if tag.name == "td" || tag.name == "th" { table?.cell?.text.space() } else { table?.cell?.text.breakLine() }
        } else {
            takePart(tag, line: line)
        }
    }

    private mutating func takePart(_ tag: HTMLTag, line: Int) {
        switch tag.name {
        case "caption":
            flush()
            begin(tag.isClosing ? .paragraph : .caption)
        case "thead", "tbody", "tfoot":
            endRow()
            table?.endSection()
            table?.isInHead = tag.name == "thead" && !tag.isClosing
        case "tr":
            endRow()
            flush()
            if !tag.isClosing { table?.beginRow(line: line) }
        case "td", "th":
            table?.endCell()
            flush()
            guard !tag.isClosing else { return }
            begin(.paragraph)
            if table?.row == nil { table?.beginRow(line: line) }
            table?.beginCell(tag)
        default: return
        }
    }

    private mutating func openNested(line: Int) {
        table?.depth += 1
        guard table?.cell != nil else { return }
        table?.cell?.text.breakLine()
        guard table?.cell?.hasNested == false else { return }
        table?.cell?.hasNested = true
        collector.problem(
            .warning, "nested-table", line: line, row: .none,
            "A table inside a cell on line \(line) was read as plain text of that cell. Check the cell, or put the inner table on its own."
        )
    }

    private mutating func closeTable() {
        guard let depth = table?.depth else { return }
        if depth > 1 {
            table?.depth = depth - 1
            table?.cell?.text.breakLine()
        } else {
            endTable()
        }
    }

    private mutating func endRow() {
        guard let ended = table?.endRow(), let open = table else { return }
        if !open.hasRows {
            table?.hasRows = true
            collector.beginTable(name: open.caption, line: open.line)
        }
        collector.addRow(ended.cells, line: open.rowLine, isHeader: ended.isHeader)
    }

    mutating func endTable() {
        guard table != nil else { return }
        endRow()
        flush()
        let loose = table?.loose ?? []
        table = nil
        collector.endTable()
        for part in loose { collector.paragraph(part.text, line: part.line) }
        begin(.paragraph)
    }
}
