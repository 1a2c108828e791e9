import Tables

/// Blocks written as a page, as an office would type the same document: what the converters of the tests start from.
enum BlocksAsHTML {
    static func page(_ blocks: [Block]) -> String {
        var page = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"
        var index = 0
        while index < blocks.count {
            switch blocks[index] {
            case .heading(let heading):
                page +=
                    heading.level == 7
                    ? "<p><b>\(text(heading.text))</b></p>\n"
                    : "<h\(max(heading.level, 1))>\(text(heading.text))</h\(max(heading.level, 1))>\n"
            case .paragraph(let paragraph):
                if paragraph.isListItem {
                    let (list, end) = list(blocks, from: index)
                    page += list
                    index = end
                    continue
                }
                page += "<p>\(text(paragraph.text))</p>\n"
            case .sheet(let sheet):
                let (table, end) = table(blocks, from: index + 1, caption: sheet.name)
                page += table
                index = end
                continue
            case .row, .problem: break
            }
            index += 1
        }
        return page + "</body></html>\n"
    }

    /// Points of one list: bulleted, or numbered as printed.
    private static func list(_ blocks: [Block], from start: Int) -> (String, Int) {
        var page = ""
        var end = start
        var expected: Int?
        while end < blocks.count, case .paragraph(let point) = blocks[end], point.isListItem {
            let (number, rest) = numbered(point.text)
            let isNumbered = number != nil
            if end == start {
                page += isNumbered ? "<ol start=\"\(number ?? 1)\">\n" : "<ul>\n"
            } else if number != expected {
                break
            }
            page += "<li>\(text(rest))</li>\n"
            expected = number.map { $0 + 1 }
            end += 1
        }
        return (page + (page.hasPrefix("<ol") ? "</ol>\n" : "</ul>\n"), end)
    }

    private static func numbered(_ text: String) -> (Int?, String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count < 4, let number = Int(digits), text.dropFirst(digits.count).hasPrefix(". ") else {
            return (nil, text)
        }
        return (number, String(text.dropFirst(digits.count + 2)))
    }

    private static func table(_ blocks: [Block], from start: Int, caption: String?) -> (String, Int) {
        var rows: [Row] = []
        var end = start
        while end < blocks.count, case .row(let row) = blocks[end] {
            rows.append(row)
            end += 1
        }
        var page = "<table border=\"1\">\n"
        if let caption { page += "<caption>\(text(caption))</caption>" }
        let width = rows.reduce(0) { max($0, $1.cells.count) }
        for (index, row) in rows.enumerated() {
            page += "<tr>"
            for column in 0..<width {
                let cell = column < row.cells.count ? row.cells[column] : Cell("")
                if cell.isMerged { continue }
                let below = rows[(index + 1)...].prefix { column < $0.cells.count && $0.cells[column].isMerged }.count
                let name = row.isHeader ? "th" : "td"
                let content = cell.isBold ? "<b>\(self.cell(cell.text))</b>" : self.cell(cell.text)
                page += "<\(name)\(below > 0 ? " rowspan=\"\(below + 1)\"" : "")>\(content)</\(name)>"
            }
            page += "</tr>\n"
        }
        return (page + "</table>\n", end)
    }

    /// Lines of a cell; points stand in a list of their own.
    private static func cell(_ text: String) -> String {
        var parts: [String] = []
        var isInList = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isPoint = line.hasPrefix("• ")
            if isPoint != isInList { parts.append(isPoint ? "<ul>" : "</ul>") }
            if !isPoint, !isInList, !parts.isEmpty { parts.append("<br>") }
            isInList = isPoint
            let written = self.text(String(isPoint ? line.dropFirst(2) : line[...]))
            parts.append(isPoint ? "<li>\(written)</li>" : written)
        }
        if isInList { parts.append("</ul>") }
        return parts.joined()
    }

    private static func text(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\n", with: "<br>")
    }
}
