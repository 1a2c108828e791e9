/// Writes a workbook as XLSX (ISO/IEC 29500): texts as inline strings, days as real dates, no formula, no macro, no link.
public enum XLSXWriter {
    public static func bytes(of workbook: Workbook) -> [UInt8] {
        var zip = ZipWriter()
        let parts = XLSXParts(workbook)
        zip.add("[Content_Types].xml", parts.contentTypes)
        zip.add("_rels/.rels", parts.relations)
        zip.add("docProps/core.xml", parts.core)
        zip.add("docProps/app.xml", parts.app)
        zip.add("xl/workbook.xml", parts.workbook)
        zip.add("xl/_rels/workbook.xml.rels", parts.workbookRelations)
        zip.add("xl/styles.xml", XLSXStylesWriting.part)
        for (index, sheet) in workbook.sheets.enumerated() {
            zip.add("xl/worksheets/sheet\(index + 1).xml", XLSXSheetWriting(sheet, isFirst: index == 0).part)
        }
        return zip.finished()
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    /// "A" for 0, "AA" for 26.
    static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        repeat {
            letters.append(UInt8(0x41 + rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}

/// The parts of the file beside its sheets.
struct XLSXParts {
    private let book: Workbook
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    init(_ book: Workbook) { self.book = book }

    var contentTypes: [UInt8] {
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw("<Types xmlns=\"\(Self.package)/content-types\">")
        out.raw(
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
        out.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
        out.raw("<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>")
        for number in book.sheets.indices.map({ $0 + 1 }) {
            out.raw(
                "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" ContentType=\"\(kind).worksheet+xml\"/>")
        }
        out.raw("<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kind).styles+xml\"/>")
        out.raw(
            "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
        )
        out.raw(
            "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
        )
        out.raw("</Types>")
        return out.bytes
    }

    var relations: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw("<Relationships xmlns=\"\(Self.package)/relationships\">")
        out.raw(
            "<Relationship Id=\"rId1\" Type=\"\(Self.office)/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
        )
        out.raw(
            "<Relationship Id=\"rId2\" Type=\"\(Self.package)/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        )
        out.raw(
            "<Relationship Id=\"rId3\" Type=\"\(Self.office)/relationships/extended-properties\" Target=\"docProps/app.xml\"/>"
        )
        out.raw("</Relationships>")
        return out.bytes
    }

    /// Title and subject; no author, no company, no time.
    var core: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw(
            "<cp:coreProperties xmlns:cp=\"\(Self.package)/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        )
        out.raw("<dc:title>")
        out.text(book.title)
        out.raw("</dc:title><dc:subject>")
        out.text(book.subject)
        out.raw("</dc:subject></cp:coreProperties>")
        return out.bytes
    }

    var app: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw(
            "<Properties xmlns=\"\(Self.office)/extended-properties\"><Application>Cornerstone</Application></Properties>"
        )
        return out.bytes
    }

    var workbookRelations: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw("<Relationships xmlns=\"\(Self.package)/relationships\">")
        for number in book.sheets.indices.map({ $0 + 1 }) {
            out.raw(
                "<Relationship Id=\"rId\(number)\" Type=\"\(Self.office)/relationships/worksheet\" Target=\"worksheets/sheet\(number).xml\"/>"
            )
        }
        out.raw(
            "<Relationship Id=\"rId\(book.sheets.count + 1)\" Type=\"\(Self.office)/relationships/styles\" Target=\"styles.xml\"/>"
        )
        out.raw("</Relationships>")
        return out.bytes
    }

    var workbook: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw("<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)/relationships\">")
        out.raw("<workbookPr date1904=\"0\"/><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>")
        for (index, sheet) in book.sheets.enumerated() {
            out.raw("<sheet name=\"")
            out.text(sheet.name)
            out.raw("\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>")
        }
        out.raw("</sheets>")
        names(&out)
        out.raw("</workbook>")
        return out.bytes
    }

    /// Names that programs look for: what is filtered, and which row is printed on every page. In the order programs
    /// write them: by name, then by sheet.
    private func names(_ out: inout MarkupWriting) {
        out.raw("<definedNames>")
        for (index, sheet) in book.sheets.enumerated() where sheet.isFiltered {
            out.raw("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">")
            quoted(sheet, &out)
            out.raw("$A$1:$\(XLSXWriter.letters(sheet.columns.count - 1))$\(sheet.rows.count + 1)</definedName>")
        }
        for (index, sheet) in book.sheets.enumerated() {
            out.raw("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">")
            quoted(sheet, &out)
            out.raw("$1:$1</definedName>")
        }
        out.raw("</definedNames>")
    }

    private func quoted(_ sheet: WorkSheet, _ out: inout MarkupWriting) {
        out.raw("'")
        out.text(sheet.name.replacing("'", with: "''"))
        out.raw("'!")
    }
}
