import Vocabulary

/// The sheets of an ODS file.
struct ODSContentWriting {
    private let book: Workbook

    init(_ book: Workbook) { self.book = book }

    var part: [UInt8] {
        var out = MarkupWriting()
        out.raw(ODSWriter.declaration)
        let spaces = ODSWriter.spaces("office", "table", "text", "style", "fo", "number", "loext")
        out.raw("<office:document-content\(spaces) office:version=\"1.3\">")
        ODSCellStyles.write(&out, widths: Set(book.sheets.flatMap(\.columns).map(\.width)).sorted())
        out.raw("<office:body><office:spreadsheet>")
        for (index, sheet) in book.sheets.enumerated() { write(sheet, number: index + 1, &out) }
        filters(&out)
        out.raw("</office:spreadsheet></office:body></office:document-content>")
        return out.bytes
    }

    private func write(_ sheet: WorkSheet, number: Int, _ out: inout MarkupWriting) {
        out.raw("<table:table table:name=\"")
        out.text(sheet.name)
        out.raw("\" table:style-name=\"sheet\(number)\"\(sheet.isProtected ? " table:protected=\"true\"" : "")>")
        if sheet.isProtected {
            out.raw("<loext:table-protection loext:select-protected-cells=\"true\" ")
            out.raw("loext:select-unprotected-cells=\"true\" loext:insert-columns=\"true\" loext:insert-rows=\"true\" ")
            out.raw("loext:delete-columns=\"true\" loext:delete-rows=\"true\" loext:use-autofilter=\"true\"/>")
        }
        for column in sheet.columns {
            out.raw("<table:table-column table:style-name=\"width\(column.width)\" ")
            out.raw("table:default-cell-style-name=\"\(Self.style(.empty, column.use))\"/>")
        }
        out.raw("<table:table-header-rows>")
        row(sheet.columns.map { .text($0.heading) }, styles: sheet.columns.map { _ in "header" }, &out)
        out.raw("</table:table-header-rows>")
        for cells in sheet.rows {
            row(cells, styles: zip(cells, sheet.columns).map { Self.style($0, $1.use) }, &out)
        }
        out.raw("</table:table>")
    }

    private static func style(_ cell: WorkCell, _ use: WorkColumn.Use) -> String {
        let isDay = if case .day = cell { true } else { false }
        return switch use {
        case .open: isDay ? "open-day" : "open"
        case .readOnly: isDay ? "read-only-day" : "read-only"
        case .locked: isDay ? "locked-day" : "locked"
        }
    }

    private func row(_ cells: [WorkCell], styles: [String], _ out: inout MarkupWriting) {
        out.raw("<table:table-row table:style-name=\"line\">")
        for (cell, style) in zip(cells, styles) {
            out.raw("<table:table-cell table:style-name=\"\(style)\"")
            switch cell {
            case .empty: out.raw("/>")
            case .text(let text):
                out.raw(" office:value-type=\"string\">")
                for line in HeldText.held(text).split(separator: "\n", omittingEmptySubsequences: false) {
                    out.raw("<text:p>")
                    spaced(line, &out)
                    out.raw("</text:p>")
                }
                out.raw("</table:table-cell>")
            case .whole(let value):
                out.raw(" office:value-type=\"float\" office:value=\"\(value)\"><text:p>\(value)</text:p>")
                out.raw("</table:table-cell>")
            case .day(let day):
                out.raw(" office:value-type=\"date\" office:date-value=\"\(day.iso)\"><text:p>\(day.iso)</text:p>")
                out.raw("</table:table-cell>")
            }
        }
        out.raw("</table:table-row>")
    }

    /// Spaces at either end and several in a row are elements in this format; a program folds them otherwise. A tab is a
    /// space, for a spreadsheet program loses it.
    private func spaced(_ line: Substring, _ out: inout MarkupWriting) {
        var spaces = 0
        var isFirst = true
        func flush(_ out: inout MarkupWriting, atEnd: Bool) {
            guard spaces > 0 else { return }
            let plain = isFirst || atEnd ? 0 : 1
            if plain == 1 { out.raw(" ") }
            if spaces > plain { out.raw("<text:s text:c=\"\(spaces - plain)\"/>") }
            spaces = 0
        }
        for scalar in line.unicodeScalars {
            if scalar == " " || scalar == "\t" {
                spaces += 1
                continue
            }
            flush(&out, atEnd: false)
            isFirst = false
            out.add(scalar)
        }
        flush(&out, atEnd: true)
    }

    private func filters(_ out: inout MarkupWriting) {
        let filtered = book.sheets.enumerated().filter { $0.element.isFiltered }
        guard !filtered.isEmpty else { return }
        out.raw("<table:database-ranges>")
        for (index, sheet) in filtered {
            let last = "\(XLSXWriter.letters(sheet.columns.count - 1))\(sheet.rows.count + 1)"
            out.raw("<table:database-range table:name=\"__Anonymous_Sheet_DB__\(index)\" table:target-range-address=\"")
            out.text("'\(sheet.name.replacing("'", with: "''"))'.A1:'\(sheet.name.replacing("'", with: "''"))'.\(last)")
            out.raw("\" table:display-filter-buttons=\"true\"/>")
        }
        out.raw("</table:database-ranges>")
    }
}
