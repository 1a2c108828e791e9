import OfficeFiles
import OfficeFixtures
import Tables
import Testing
import Vocabulary

@Suite("Cells of spreadsheets as a person typed them")
struct SpreadsheetTests {
    private func xlsx(_ cells: String, shared: [String] = []) -> [Block] {
        var made = XLSXMaking(rows: "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c>\(cells)</row>")
        made.shared = shared
        return OfficeReader.blocks(of: made.made(), name: "a.xlsx")
    }

    private func ods(_ cell: String) -> [Block] {
        let rows = "<table:table-row>\(ODSMaking.cell("x"))\(cell)</table:table-row>"
        return OfficeReader.blocks(of: ODSMaking(rows: rows).made(), name: "a.ods")
    }

    static let numbers: [(stored: String, style: Int, text: String)] = [
        ("1", 0, "1"), ("1.0", 0, "1"), ("0.30000000000000004", 0, "0.3"), ("-2.50", 0, "-2.5"), ("1E3", 0, "1000"),
        ("1.5E-3", 0, "0.0015"), ("123456789012", 0, "123456789012"), ("1e20", 0, "100000000000000000000"),
        ("0.25", 9, "25%"), ("0.07", 9, "7%"), ("1.005", 9, "100.5%"),
        ("39539", 6, "2008-04-01"), ("39539.99", 6, "2008-04-01"), ("1", 6, "1900-01-01"), ("59", 6, "1900-02-28"),
        ("60", 6, "1900-02-29"), ("61", 6, "1900-03-01"), ("2958465", 6, "9999-12-31"),
        ("39539.395833333336", 8, "2008-04-01 09:30"), ("39539", 8, "2008-04-01"), ("0.5", 10, "12:00"),
        ("39539", 7, "2008-04-01"), ("44927", 6, "2023-01-01"), ("45351", 6, "2024-02-29"),
    ]

    @Test("Numbers, percentages, days and times", arguments: numbers)
    func numbersAndDays(stored: String, style: Int, text: String) {
        #expect(xlsx("<c r=\"B1\" s=\"\(style)\"><v>\(stored)</v></c>").texts == [["x", text]])
    }

    static let formats: [(code: String, text: String)] = [
        ("dd/mm/yyyy", "2008-04-01"), ("[$-809]d mmmm yyyy;@", "2008-04-01"), ("yyyy\\-mm\\-dd", "2008-04-01"),
        ("#,##0.00 \"days\"", "39539"), ("[Red]0.0", "39539"), ("0.0%", "3953900%"), ("General", "39539"),
        ("[h]:mm", "948936:00"), ("_-* #,##0_-", "39539"), ("\"due \"d mmm", "2008-04-01"), ("0.0E+00", "39539"),
    ]

    @Test("A format of its own is read by its letters", arguments: formats)
    func formatsByLetters(code: String, text: String) {
        var made = XLSXMaking(
            rows: "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" s=\"6\"><v>39539</v></c></row>")
        made.styles = made.styles.replacing("[$-809]dd\\ mmmm\\ yyyy;@", with: code.escaped)
        #expect(OfficeReader.blocks(of: made.made(), name: "a").texts == [["TRUE", text]])
    }

    @Test("Runs are joined, how they are pronounced is left out, escapes are characters")
    func texts() {
        let runs =
            "<r><t>Open </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">a clinic</t></r><rPh sb=\"0\" eb=\"1\"><t>oh</t></rPh>"
        #expect(xlsx("<c r=\"B1\" t=\"s\"><v>0</v></c>", shared: [runs]).texts == [["x", "Open a clinic"]])
        let escaped = "<c r=\"B1\" t=\"inlineStr\"><is><t>one_x000D_\ntwo  three_x005F_x0041_</t></is></c>"
        #expect(xlsx(escaped).texts == [["x", "one\ntwo three_x0041_"]])
        let bold = xlsx("<c r=\"B1\" t=\"s\"><v>0</v></c>", shared: ["<r><rPr><b/></rPr><t>All</t></r>"])
        #expect(bold.rows.first?.cells.map(\.isBold) == [false, true])
        #expect(xlsx("<c r=\"B1\" t=\"d\"><v>2008-04-01T09:30:00</v></c>").texts == [["x", "2008-04-01 09:30"]])
        #expect(
            xlsx("<c r=\"D1\" t=\"inlineStr\"><is><t>• one&#10;• two</t></is></c>").texts == [
                ["x", "", "", "• one\n• two"]
            ])
    }

    @Test("Merged cells carry down, and stand once across")
    func merged() {
        let rows =
            XLSXMaking.row(1, ["Aim", "Action", "", "By"]) + XLSXMaking.row(2, ["Safer", "Patrol", "x", "May"])
            + XLSXMaking.row(3, ["left over", "Report", "", "June"])
        let after = "<mergeCells><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>"
        let found = OfficeReader.blocks(of: XLSXMaking(rows: rows, after: after).made(), name: "a")
        #expect(
            found.texts == [
                ["Aim", "Action", "", "By"], ["Safer", "Patrol", "x", "May"], ["", "Report", "", "June"],
            ])
        #expect(found.rows.map { $0.cells.map(\.isMerged) }.last == [true, false, false, false])
        #expect(found.rows.first?.cells.contains(where: \.isMerged) == false)
        #expect(found.rows.map(\.place.row) == [1, 2, 3])
        #expect(found.rows.first?.place.sheet == "Plan")
    }

    static let openCells: [(cell: String, text: String)] = [
        (
            "<table:table-cell office:value-type=\"float\" office:value=\"1.0\"><text:p>1.00</text:p></table:table-cell>",
            "1"
        ),
        (
            "<table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25 %</text:p></table:table-cell>",
            "25%"
        ),
        (
            "<table:table-cell office:value-type=\"date\" office:date-value=\"2008-04-01\"><text:p>1/4/08</text:p></table:table-cell>",
            "2008-04-01"
        ),
        (
            "<table:table-cell office:value-type=\"date\" office:date-value=\"2008-04-01T09:30:00\"><text:p>x</text:p></table:table-cell>",
            "2008-04-01 09:30"
        ),
        (
            "<table:table-cell office:value-type=\"time\" office:time-value=\"PT09H30M00S\"><text:p>9:30</text:p></table:table-cell>",
            "09:30"
        ),
        (
            "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>yes</text:p></table:table-cell>",
            "TRUE"
        ),
        (
            "<table:table-cell office:value-type=\"string\"><text:p>one<text:s text:c=\"3\"/><text:span>two</text:span></text:p><text:p>three<text:line-break/>four</text:p></table:table-cell>",
            "one two\nthree\nfour"
        ),
        (
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>no</text:p></office:annotation><text:p>a <text:a>link</text:a></text:p></table:table-cell>",
            "a link"
        ),
    ]

    @Test("Values and paragraphs of OpenDocument cells", arguments: openCells)
    func openDocumentCells(cell: String, text: String) { #expect(ods(cell).texts == [["x", text]]) }

    @Test("Repeated cells and rows stand as often as they are counted")
    func repeats() {
        let rows =
            "<table:table-row table:number-rows-repeated=\"2\">"
            + ODSMaking.cell("a", attributes: " table:number-columns-repeated=\"2\"")
            + "<table:table-cell table:number-columns-repeated=\"2\"/>" + ODSMaking.cell("b") + "</table:table-row>"
            + "<table:table-row table:number-rows-repeated=\"3\"/>" + ODSMaking.row(["c"])
        let found = OfficeReader.blocks(of: ODSMaking(rows: rows).made(), name: "a")
        #expect(found.rows.map(\.place.row) == [1, 2, 5, 6])
        #expect(found.texts.first == ["a", "a", "", "", "b"])
        #expect(found.texts.last?.first == "c")
    }

    @Test("A month shown with its first day is pointed out once for a sheet")
    func months() {
        let cell = "<c r=\"B1\" s=\"7\"><v>39539</v></c><c r=\"C1\" s=\"7\"><v>39569</v></c>"
        #expect(xlsx(cell).problems.map(\.code) == ["month-shown"])
        let open =
            "<table:table-cell table:style-name=\"m\" office:value-type=\"date\" office:date-value=\"2008-04-01\"/>"
        #expect(ods(open).problems.map(\.code) == ["month-shown"])
    }

    @Test("Headings, paragraphs and points stand outside the tables of a document")
    func document() {
        let blocks: [Block] = [
            .heading(Heading(level: 1, text: "The plan", place: Place())),
            .paragraph(Paragraph(text: "This is what the partners of the city will do.", place: Place())),
            .sheet(Sheet(place: Place(table: 1))),
            .row(Row(cells: [Cell("Action", isBold: true), Cell("Lead", isBold: true)], place: Place(table: 1))),
            .row(Row(cells: [Cell("Patrol"), Cell("Police")], place: Place(table: 1))),
            .heading(Heading(level: 2, text: "Children", place: Place())),
            .paragraph(Paragraph(text: "One point", isListItem: true, place: Place())),
            .sheet(Sheet(place: Place(table: 2))),
            .row(Row(cells: [Cell("Action", isBold: true), Cell("Lead", isBold: true)], place: Place(table: 2))),
            .row(Row(cells: [Cell("Visit schools"), Cell("Schools")], place: Place(table: 2))),
        ]
        for bytes in [SavedAsSheet.xlsx(blocks), SavedAsSheet.ods(blocks)] {
            let found = OfficeReader.blocks(of: bytes, name: "a")
            #expect(found.map(Self.plain) == blocks.map(Self.plain))
        }
    }

    /// Without its place.
    private static func plain(_ block: Block) -> String {
        switch block {
        case .heading(let heading): "\(heading.level) \(heading.text)"
        case .paragraph(let paragraph): "\(paragraph.isListItem) \(paragraph.text)"
        case .sheet: "table"
        case .row(let row): row.cells.map { "\($0.text) \($0.isBold)" }.joined(separator: "|")
        case .problem(let problem): problem.code
        }
    }
}
