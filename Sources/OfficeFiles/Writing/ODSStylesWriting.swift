/// The looks of cells, columns and rows of an ODS file.
enum ODSCellStyles {
    static func write(_ out: inout MarkupWriting, widths: [Int]) {
        out.raw("<office:automatic-styles>")
        for width in widths {
            // A character of the sheet's font is about two millimetres wide.
            out.raw("<style:style style:name=\"width\(width)\" style:family=\"table-column\">")
            out.raw("<style:table-column-properties style:column-width=\"\(width * 2)mm\"/></style:style>")
        }
        out.raw("<style:style style:name=\"line\" style:family=\"table-row\">")
        out.raw("<style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>")
        for number in 1...9 {
            let master = number == 1 ? "wide" : "notes"
            out.raw("<style:style style:name=\"sheet\(number)\" style:family=\"table\" ")
            out.raw(
                "style:master-page-name=\"\(master)\"><style:table-properties table:display=\"true\"/></style:style>")
        }
        out.raw("<number:date-style style:name=\"day\"><number:day/><number:text> </number:text>")
        out.raw("<number:month number:textual=\"true\"/><number:text> </number:text>")
        out.raw("<number:year number:style=\"long\"/></number:date-style>")
        out.raw("<number:text-style style:name=\"words\"><number:text-content/></number:text-style>")
        cell("header", &out, data: "words", fill: "#dde3e8", isLocked: true, text: " fo:font-weight=\"bold\"")
        cell("locked", &out, data: "words", fill: "#dde3e8", isLocked: true)
        cell("locked-day", &out, data: "day", fill: "#dde3e8", isLocked: true)
        cell("open", &out, data: "words", fill: "transparent", isLocked: false)
        cell("open-day", &out, data: "day", fill: "transparent", isLocked: false)
        cell("read-only", &out, data: "words", fill: "#f2f2f2", isLocked: false, text: " fo:color=\"#444444\"")
        cell("read-only-day", &out, data: "day", fill: "#f2f2f2", isLocked: false, text: " fo:color=\"#444444\"")
        out.raw("</office:automatic-styles>")
    }

    private static func cell(
        _ name: String, _ out: inout MarkupWriting, data: String, fill: String, isLocked: Bool, text: String = ""
    ) {
        out.raw("<style:style style:name=\"\(name)\" style:family=\"table-cell\" style:data-style-name=\"\(data)\">")
        out.raw("<style:table-cell-properties style:cell-protect=\"\(isLocked ? "protected" : "none")\" ")
        out.raw("fo:wrap-option=\"wrap\" style:vertical-align=\"top\" fo:background-color=\"\(fill)\" ")
        out.raw("fo:border=\"0.5pt solid #b0b0b0\"/>")
        out.raw("<style:text-properties fo:font-size=\"10pt\"\(text)/></style:style>")
    }
}

/// How the sheets of an ODS file print: the first across the sheet, the others upright, each with the marking above
/// and below.
struct ODSStylesWriting {
    private let book: Workbook

    init(_ book: Workbook) { self.book = book }

    var part: [UInt8] {
        var out = MarkupWriting()
        out.raw(ODSWriter.declaration)
        out.raw("<office:document-styles\(ODSWriter.spaces("office", "table", "text", "style", "fo"))")
        out.raw(" office:version=\"1.3\"><office:styles/><office:automatic-styles>")
        layout("wide", isWide: book.sheets.first?.isWide ?? true, &out)
        layout("notes", isWide: book.sheets.dropFirst().first?.isWide ?? false, &out)
        out.raw("</office:automatic-styles><office:master-styles>")
        master("wide", book.sheets.first, &out)
        master("notes", book.sheets.dropFirst().first ?? book.sheets.first, &out)
        out.raw("</office:master-styles></office:document-styles>")
        return out.bytes
    }

    private func layout(_ name: String, isWide: Bool, _ out: inout MarkupWriting) {
        let size =
            isWide
            ? "fo:page-width=\"297mm\" fo:page-height=\"210mm\" style:print-orientation=\"landscape\""
            : "fo:page-width=\"210mm\" fo:page-height=\"297mm\" style:print-orientation=\"portrait\""
        out.raw("<style:page-layout style:name=\"layout-\(name)\"><style:page-layout-properties \(size) ")
        out.raw("fo:margin=\"10mm\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\"/>")
        out.raw("<style:header-style><style:header-footer-properties fo:min-height=\"8mm\"/></style:header-style>")
        out.raw("<style:footer-style><style:header-footer-properties fo:min-height=\"8mm\"/></style:footer-style>")
        out.raw("</style:page-layout>")
    }

    private func master(_ name: String, _ sheet: WorkSheet?, _ out: inout MarkupWriting) {
        out.raw("<style:master-page style:name=\"\(name)\" style:page-layout-name=\"layout-\(name)\">")
        out.raw("<style:header><text:p>")
        out.text(sheet?.header ?? "")
        out.raw("</text:p></style:header><style:footer><text:p>")
        out.text(sheet?.footer ?? "")
        out.text(" – ")
        out.raw("<text:page-number>1</text:page-number></text:p></style:footer></style:master-page>")
    }
}
