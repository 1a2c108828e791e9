public import Tables

/// A document as a person has it after saving it as a spreadsheet: headings and paragraphs over the whole width,
/// and tables between them.
public enum SavedAsSheet {
    private static func width(_ blocks: [Block]) -> Int {
        blocks.reduce(2) { width, block in
            if case .row(let row) = block { max(width, row.cells.count) } else { width }
        }
    }

    private static func words(_ paragraph: Paragraph) -> String {
        paragraph.isListItem ? "• \(paragraph.text)" : paragraph.text
    }

    public static func xlsx(_ blocks: [Block]) -> [UInt8] {
        let width = width(blocks)
        var rows = ""
        var merges = ""
        var number = 0
        func line(_ text: String, style: Int) {
            number += 1
            rows += "<row r=\"\(number)\">\(XLSXMaking.cell(0, number, text, style: style))</row>"
            merges += "<mergeCell ref=\"A\(number):\(XLSXMaking.letters(width - 1))\(number)\"/>"
        }
        for block in blocks {
            switch block {
            case .heading(let heading): line(heading.text, style: heading.level < 5 ? heading.level + 1 : 1)
            case .paragraph(let paragraph): line(words(paragraph), style: 0)
            case .row(let row):
                number += 1
                let cells = row.cells.enumerated().map { column, cell in
                    cell.isEmpty ? "" : XLSXMaking.cell(column, number, cell.text, style: cell.isBold ? 1 : 0)
                }
                rows += "<row r=\"\(number)\">\(cells.joined())</row>"
            case .sheet, .problem: continue
            }
        }
        return XLSXMaking(rows: rows, after: "<mergeCells>\(merges)</mergeCells>").made()
    }

    public static func ods(_ blocks: [Block]) -> [UInt8] {
        let width = width(blocks)
        let spread = " table:number-columns-spanned=\"\(width)\""
        var rows = ""
        for block in blocks {
            switch block {
            case .heading(let heading):
                let style = heading.level < 5 ? "h\(heading.level)" : "b"
                rows += "<table:table-row>\(ODSMaking.cell(heading.text, style: style, attributes: spread))"
                rows += "<table:covered-table-cell table:number-columns-repeated=\"\(width - 1)\"/></table:table-row>"
            case .paragraph(let paragraph):
                rows += "<table:table-row>\(ODSMaking.cell(words(paragraph), attributes: spread))</table:table-row>"
            case .row(let row):
                let cells = row.cells.map { ODSMaking.cell($0.text, style: $0.isBold ? "b" : "p") }
                rows += "<table:table-row>\(cells.joined())</table:table-row>"
            case .sheet, .problem: continue
            }
        }
        return ODSMaking(rows: rows).made()
    }

    /// As a page for LibreOffice, which turns it into a spreadsheet.
    public static func page(_ blocks: [Block]) -> String {
        let width = width(blocks)
        let sizes = [1: 6, 2: 5, 3: 4, 4: 3]
        func cell(_ text: String, isBold: Bool, level: Int? = nil, spread: Int = 1) -> String {
            var inside = text.escaped.replacing("&#10;", with: "<br>")
            if let size = level.flatMap({ sizes[$0] }) { inside = "<font size=\"\(size)\">\(inside)</font>" }
            if isBold { inside = "<b>\(inside)</b>" }
            // Text, whatever it looks like: "1.10" is no number.
            return "<td sdnum=\"2057;0;@\" colspan=\"\(spread)\">\(inside)</td>"
        }
        var rows: [String] = []
        for block in blocks {
            switch block {
            case .heading(let heading):
                rows.append(cell(heading.text, isBold: true, level: heading.level, spread: width))
            case .paragraph(let paragraph): rows.append(cell(words(paragraph), isBold: false, spread: width))
            case .row(let row):
                rows.append(row.cells.map { cell($0.text, isBold: $0.isBold) }.joined())
            case .sheet, .problem: continue
            }
        }
        let body = rows.map { "<tr>\($0)</tr>" }.joined(separator: "\n")
        return "<html><head><meta charset=\"utf-8\"></head><body><table>\(body)</table></body></html>"
    }
}
