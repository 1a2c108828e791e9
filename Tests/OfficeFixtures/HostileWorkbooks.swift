extension HostileFile {
    private static let header = XLSXMaking.row(1, ["Action", "Lead", "By when"], style: 1)

    /// A workbook of a header and these rows.
    private static func book(_ rows: String, after: String = "") -> [UInt8] {
        XLSXMaking(rows: header + rows, after: after).made()
    }

    private static func book(part name: String, _ content: String) -> [UInt8] {
        var made = plan
        made.shared = ["<t>x</t>"]
        made.parts = [(name, Array(content.utf8))]
        return made.made()
    }

    private static func days(_ properties: String) -> [UInt8] {
        var made = XLSXMaking(
            rows: header
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Patrol</v></c><c r=\"C2\" s=\"6\"><v>38077</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>Report</v></c><c r=\"C3\" s=\"6\"><v>60</v></c></row>")
        made.properties = properties
        return made.made()
    }

    private static func entity(_ definitions: String) -> [UInt8] {
        let sheet = XLSXMaking.part(sheet: "<sheetData>\(header)</sheetData>")
        return book(
            part: "xl/worksheets/sheet1.xml",
            sheet.replacing("<worksheet", with: "<!DOCTYPE worksheet [\(definitions)]><worksheet"))
    }

    private static func relations(_ target: String, outside: Bool) -> [UInt8] {
        book(
            part: "xl/_rels/workbook.xml.rels",
            XLSXMaking.relations([(id: "rId1", type: "worksheet", target: target, outside: outside)]))
    }

    private static func encoded(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + Array(text.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }

    private static let long = String(repeating: "x", count: 32_000)

    /// What is wrong lies in the parts of an Excel workbook.
    static let workbooks: [HostileFile] = [
        HostileFile("last-cell.xlsx", "a cell XFD1048576, the last there is", .read(["too-many-columns"])) {
            book("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
        },
        HostileFile("row-beyond.xlsx", "a cell XFD1048577", .refused("beyond-sheet")) {
            book("<row r=\"1048577\"><c r=\"XFD1048577\"><v>1</v></c></row>")
        },
        HostileFile("column-beyond.xlsx", "a cell XFE2", .refused("beyond-sheet")) {
            book("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>")
        },
        HostileFile("no-cell.xlsx", "a cell named 7B", .refused("beyond-sheet")) {
            book("<row r=\"2\"><c r=\"7B\"><v>1</v></c></row>")
        },
        HostileFile("disorder.xlsx", "rows out of order", .refused("damaged")) {
            book(XLSXMaking.row(9, ["a"]) + XLSXMaking.row(3, ["b"]))
        },
        HostileFile("dates-1900.xlsx", "days counted from 1900, and its 29 February", .read([])) { days("") },
        HostileFile("dates-1904.xlsx", "days counted from 1904", .read([])) { days(" date1904=\"1\"") },
        HostileFile("no-day.xlsx", "a date beyond the year 9999", .read(["no-such-day"])) {
            book("<row r=\"2\"><c r=\"A2\" s=\"6\"><v>9999999</v></c></row>")
        },
        HostileFile("definitions.xlsx", "a DOCTYPE", .refused("definitions")) { entity("") },
        HostileFile("laughs.xlsx", "entities that multiply", .refused("definitions")) {
            entity("<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">")
        },
        HostileFile("fetch.xlsx", "an entity that reads a file", .refused("definitions")) {
            entity("<!ENTITY a SYSTEM \"file:///etc/passwd\">")
        },
        HostileFile("unknown-entity.xlsx", "an entity nobody defined", .refused("damaged")) {
            book("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>&plan;</v></c></row>")
        },
        HostileFile("deep.xlsx", "100,000 elements inside each other", .refused("too-deep")) {
            book(String(repeating: "<row>", count: 100_000))
        },
        HostileFile("endless.xlsx", "a comment of 20 MB", .refused("too-deep")) {
            book("<!--" + String(repeating: "plan ", count: 4_000_000) + "-->")
        },
        HostileFile("unclosed.xlsx", "a sheet that ends in the middle of a tag", .refused("damaged")) {
            book(part: "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=")
        },
        HostileFile("not-utf8.xlsx", "bytes that are no UTF-8", .refused("damaged")) {
            var made = plan
            made.parts = [("xl/worksheets/sheet1.xml", Array("<worksheet><sheetData>".utf8) + [0xFF, 0xC0, 0x80])]
            return made.made()
        },
        HostileFile("utf16.xlsx", "a sheet in UTF-16", .read([])) {
            var made = plan
            let sheet = XLSXMaking.part(sheet: "<sheetData>\(header)</sheetData>")
            made.parts = [("xl/worksheets/sheet1.xml", encoded(sheet.replacing("UTF-8", with: "UTF-16")))]
            return made.made()
        },
        HostileFile("macros.xlsm", "macros", .read(["macros"])) {
            book(part: "xl/vbaProject.bin", "Sub Auto_Open()")
        },
        HostileFile("binary.xlsb", "a workbook whose sheets are not XML", .refused("binary-workbook")) {
            book(
                part: "_rels/.rels",
                XLSXMaking.relations([(id: "rId1", type: "officeDocument", target: "xl/workbook.bin", outside: false)]))
        },
        HostileFile("slides.pptx", "a presentation", .refused("presentation")) {
            book(
                part: "_rels/.rels",
                XLSXMaking.relations([(id: "a", type: "officeDocument", target: "ppt/presentation.xml", outside: false)]
                ))
        },
        HostileFile("no-workbook.xlsx", "the list of sheets is missing", .refused("damaged")) {
            var made = plan
            made.left = ["xl/workbook.xml"]
            return made.made()
        },
        HostileFile("no-sheet.xlsx", "a sheet is missing", .refused("damaged")) {
            var made = plan
            made.left = ["xl/worksheets/sheet1.xml"]
            return made.made()
        },
        HostileFile("elsewhere.xlsx", "a sheet on a web server", .refused("outside")) {
            relations("http://example.org/sheet1.xml", outside: true)
        },
        HostileFile("climbing.xlsx", "a sheet above the archive", .refused("outside")) {
            relations("../../../etc/passwd", outside: false)
        },
        HostileFile("fifty.xlsx", "50 sheets", .read([])) {
            XLSXMaking((1...50).map { XLSXMaking.Sheet("Sheet \($0)", rows: header) }).made()
        },
        HostileFile("three-hundred.xlsx", "300 sheets", .refused("too-many-sheets")) {
            XLSXMaking((1...300).map { XLSXMaking.Sheet("Sheet \($0)", rows: header) }).made()
        },
        HostileFile("again.xlsx", "one part of 15 MB given out as 20 sheets", .refused("too-large-inside")) {
            var made = XLSXMaking((1...20).map { XLSXMaking.Sheet("Sheet \($0)") })
            let sheet = XLSXMaking.part(sheet: String(repeating: " ", count: 15_000_000))
            made.left = Set((2...20).map { "xl/worksheets/sheet\($0).xml" })
            made.parts = [
                ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
                (
                    "xl/_rels/workbook.xml.rels",
                    Array(
                        XLSXMaking.relations(
                            (1...20).map {
                                (id: "rId\($0)", type: "worksheet", target: "worksheets/sheet1.xml", outside: false)
                            }
                        ).utf8)
                ),
            ]
            return made.made()
        },
        HostileFile("hidden-rows.xlsx", "hidden rows", .read(["hidden-rows"])) {
            book("<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><v>Patrol</v></c></row>")
        },
        HostileFile("hidden-columns.xlsx", "hidden columns", .read(["hidden-columns"])) {
            book("", after: "<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>")
        },
        HostileFile("hidden-sheet.xlsx", "a hidden sheet", .read(["hidden-sheet"])) {
            XLSXMaking([
                XLSXMaking.Sheet("Plan", rows: header), XLSXMaking.Sheet("Lists", rows: header, state: "veryHidden"),
            ]).made()
        },
        HostileFile("whole-merge.xlsx", "one merged cell over the whole sheet", .read(["covered-text"])) {
            book(XLSXMaking.row(2, ["a", "b"]), after: "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>")
        },
        HostileFile("merge-beyond.xlsx", "a merged cell beyond the sheet", .refused("beyond-sheet")) {
            book("", after: "<mergeCells><mergeCell ref=\"A1:XFE9\"/></mergeCells>")
        },
        HostileFile("long-text.xlsx", "a text of 40 MB", .read(["cell-too-long"])) {
            var made = XLSXMaking(rows: header + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>")
            made.shared = ["<t>" + String(repeating: "plan ", count: 8_000_000) + "</t>"]
            return made.made()
        },
        HostileFile("one-text.xlsx", "one long text in 6,000 cells", .read(["too-much-text"])) {
            let rows = (2...6_001).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c></row>" }
            var made = XLSXMaking(rows: header + rows.joined())
            made.shared = ["<t>\(long)</t>"]
            return made.made()
        },
        HostileFile("no-text.xlsx", "a text that is not in the file", .read(["missing-text"])) {
            book("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>4000000000</v></c></row>")
        },
        HostileFile(
            "formulas.xlsx", "formulas with and without results", .read(["formula-fault", "formula-without-result"])
        ) {
            book(
                "<row r=\"2\"><c r=\"A2\"><f>A9</f></c><c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
                    + "<c r=\"C2\"><f>1+1</f><v>2</v></c></row>")
        },
        HostileFile("only-faults.xlsx", "nothing but formulas in error", .refused("formula-fault")) {
            XLSXMaking(rows: "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c></row>").made()
        },
        HostileFile("command.xlsx", "a text that a spreadsheet would run", .read([])) {
            book(XLSXMaking.row(2, ["=cmd|' /C calc'!A0", "@SUM(1)", "=HYPERLINK(\"http://example.org\")"]))
        },
    ]
}
