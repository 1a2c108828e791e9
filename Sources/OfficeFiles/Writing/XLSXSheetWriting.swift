import Vocabulary

/// One sheet of an XLSX file.
struct XLSXSheetWriting {
    private let sheet: WorkSheet
    private let isFirst: Bool

    init(_ sheet: WorkSheet, isFirst: Bool) {
        self.sheet = sheet
        self.isFirst = isFirst
    }

    /// The elements stand in the order the schema asks for.
    var part: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
        out.raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
        out.raw("<dimension ref=\"\(area)\"/>")
        out.raw("<sheetViews><sheetView \(isFirst ? "tabSelected=\"1\" " : "")workbookViewId=\"0\">")
        out.raw("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>")
        out.raw("</sheetView></sheetViews><cols>")
        for (index, column) in sheet.columns.enumerated() {
            let style = XLSXStylesWriting.style(.empty, in: column.use).rawValue
            out.raw(
                "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(column.width)\" style=\"\(style)\" customWidth=\"1\"/>"
            )
        }
        out.raw("</cols><sheetData>")
        row(1, sheet.columns.map { .text($0.heading) }, styles: sheet.columns.map { _ in .header }, &out)
        for (index, cells) in sheet.rows.enumerated() {
            let styles = zip(cells, sheet.columns).map { XLSXStylesWriting.style($0, in: $1.use) }
            row(index + 2, cells, styles: styles, &out)
        }
        out.raw("</sheetData>")
        protection(&out)
        if sheet.isFiltered { out.raw("<autoFilter ref=\"\(area)\"/>") }
        validation(&out)
        paper(&out)
        out.raw("</worksheet>")
        return out.bytes
    }

    private var area: String { "A1:\(XLSXWriter.letters(sheet.columns.count - 1))\(sheet.rows.count + 1)" }

    private func row(_ number: Int, _ cells: [WorkCell], styles: [XLSXStylesWriting], _ out: inout MarkupWriting) {
        out.raw("<row r=\"\(number)\">")
        for (column, (cell, style)) in zip(cells, styles).enumerated() {
            out.raw("<c r=\"\(XLSXWriter.letters(column))\(number)\" s=\"\(style.rawValue)\"")
            switch cell {
            case .empty: out.raw("/>")
            case .text(let text):
                out.raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                escaped(HeldText.held(text), &out)
                out.raw("</t></is></c>")
            case .whole(let value): out.raw("><v>\(value)</v></c>")
            case .day(let day):
                // Serial days count from 30 December 1899, which is 25,569 days before 1 January 1970.
                out.raw("><v>\(day.number + 25_569)</v></c>")
            }
        }
        out.raw("</row>")
    }

    /// A text that holds what the format reads as an escape ("_x0041_") has its underscore escaped.
    private func escaped(_ text: String, _ out: inout MarkupWriting) {
        guard text.utf8.contains(0x5F) else { return out.text(text) }
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "_", Self.isEscape(scalars, at: index) { out.raw("_x005F") }
            out.add(scalar)
        }
    }

    private static func isEscape(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard index + 6 < scalars.count, scalars[index + 1] == "x", scalars[index + 6] == "_" else { return false }
        return scalars[(index + 2)...(index + 5)].allSatisfy { $0.properties.isASCIIHexDigit }
    }

    /// No password. Everything a person does with rows and columns stays allowed.
    private func protection(_ out: inout MarkupWriting) {
        guard sheet.isProtected else { return }
        out.raw("<sheetProtection sheet=\"1\" objects=\"0\" scenarios=\"0\" formatCells=\"0\" formatColumns=\"0\" ")
        out.raw("formatRows=\"0\" insertColumns=\"0\" insertRows=\"0\" insertHyperlinks=\"0\" deleteColumns=\"0\" ")
        out.raw("deleteRows=\"0\" sort=\"0\" autoFilter=\"0\" pivotTables=\"0\"/>")
    }

    /// Once the protection is lifted, as sorting asks for in some programs, a locked column still refuses to be typed into.
    private func validation(_ out: inout MarkupWriting) {
        guard sheet.isProtected, !sheet.rows.isEmpty else { return }
        let locked = sheet.columns.indices.filter { sheet.columns[$0].use == .locked }
        guard !locked.isEmpty else { return }
        let areas = locked.map { column in
            let letters = XLSXWriter.letters(column)
            return "\(letters)2:\(letters)\(sheet.rows.count + 1)"
        }
        out.raw("<dataValidations count=\"1\"><dataValidation type=\"textLength\" operator=\"lessThan\" ")
        out.raw("allowBlank=\"1\" showErrorMessage=\"1\" errorTitle=\"Locked\" ")
        out.raw("error=\"References and markings are left as they are. Clear them in the row of a new action.\" ")
        out.raw("sqref=\"\(areas.joined(separator: " "))\"><formula1>1</formula1></dataValidation></dataValidations>")
    }

    private func paper(_ out: inout MarkupWriting) {
        out.raw("<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.7\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/>")
        out.raw(
            "<pageSetup paperSize=\"9\" orientation=\"\(sheet.isWide ? "landscape" : "portrait")\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
        )
        out.raw("<headerFooter><oddHeader>&amp;C")
        out.text(Self.literal(sheet.header))
        out.raw("</oddHeader><oddFooter>&amp;L")
        out.text(Self.literal(sheet.footer))
        out.raw("&amp;R&amp;P / &amp;N</oddFooter></headerFooter>")
    }

    /// `&` begins a code in headers and footers; they hold 255 characters at most.
    private static func literal(_ text: String) -> String {
        String(text.prefix(200)).replacing("&", with: "&&")
    }
}
