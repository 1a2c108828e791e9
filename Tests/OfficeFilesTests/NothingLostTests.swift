import OfficeFiles
import OfficeFixtures
import Tables
import Testing
import Vocabulary

@Suite("What a file holds arrives as it says, or is told")
struct NothingLostTests {
    // MARK: Lengths of time

    private static func xlsx(format code: String, _ stored: String) -> [Block] {
        var made = XLSXMaking(
            rows: "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" s=\"6\"><v>\(stored)</v></c></row>")
        made.styles = made.styles.replacing("[$-809]dd\\ mmmm\\ yyyy;@", with: code.escaped)
        return OfficeReader.blocks(of: made.made(), name: "a.xlsx")
    }

    static let lengths: [(code: String, stored: String, text: String)] = [
        ("[h]:mm", "1.2604166666666667", "30:15"), ("[hh]:mm:ss", "1.2604166666666667", "30:15"),
        ("[mm]", "1.2604166666666667", "30:15"), ("[ss].0", "1.2604282407407407", "30:15:01"),
        ("[H]:MM;@", "39539", "948936:00"), ("[h]:mm", "0.39583333333333331", "09:30"), ("[h]:mm", "0", "00:00"),
        ("[h]:mm", "-1.25", "-30:00"), ("[Red][h]:mm", "2", "48:00"), ("[h]:mm", "9e300", "9E+300"),
        ("h:mm", "0.5", "12:00"), ("[$-409]d mmm yyyy", "39539", "2008-04-01"),
        ("d/m/yyyy [h]:mm", "39539.5", "2008-04-01 12:00"),
    ]

    @Test("A length of time above a day is never a day of the calendar", arguments: lengths)
    func xlsxLengths(code: String, stored: String, text: String) {
        let found = Self.xlsx(format: code, stored)
        #expect(found.texts == [["TRUE", text]])
        #expect(found.problems.isEmpty)
    }

    @Test("The length that every program knows by number is one too")
    func builtIn() {
        var made = XLSXMaking(rows: "<row r=\"1\"><c r=\"A1\" s=\"10\"><v>1.26041666666667</v></c></row>")
        made.styles = made.styles.replacing("<xf numFmtId=\"20\"", with: "<xf numFmtId=\"46\"")
        #expect(OfficeReader.blocks(of: made.made(), name: "a.xlsx").last?.words == "30:15")
    }

    static let written: [(value: String, text: String)] = [
        ("PT30H15M00S", "30:15"), ("PT30H15M", "30:15"), ("P1DT6H15M", "30:15"), ("PT1815M", "30:15"),
        ("PT30H", "30:00"), ("PT09H30M00S", "09:30"), ("PT00H00M05.4S", "00:00:05"), ("-PT45M", "-00:45"),
        ("P1Y2M", "shown"), ("PT", "shown"), ("soon", "shown"),
    ]

    @Test("So it is in OpenDocument, however it is written; what is none arrives as it is shown", arguments: written)
    func openLengths(value: String, text: String) {
        let cell =
            "<table:table-cell office:value-type=\"time\" office:time-value=\"\(value)\"><text:p>shown</text:p>"
            + "</table:table-cell>"
        let rows = "<table:table-row>\(ODSMaking.cell("x"))\(cell)</table:table-row>"
        #expect(OfficeReader.blocks(of: ODSMaking(rows: rows).made(), name: "a").texts == [["x", text]])
    }

    // MARK: Under merged cells

    @Test("Text under a merged cell is left out and told, with its place")
    func covered() {
        let rows =
            XLSXMaking.row(1, ["Aim", "Action"]) + XLSXMaking.row(2, ["Safer", "Patrol"])
            + XLSXMaking.row(3, ["left over", "Report"]) + XLSXMaking.row(4, ["more", "Visit"])
        let after = "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>"
        let found = OfficeReader.blocks(of: XLSXMaking(rows: rows, after: after).made(), name: "a")
        #expect(found.problems.map(\.code) == ["covered-text"])
        #expect(found.problems.first?.place.row == 3 && found.problems.first?.place.column == 1)
        let told = found.problems.first?.message ?? ""
        #expect(told.contains("Cell A3") && told.contains("1 other cell") && told.contains("“left over”"), "\(told)")
    }

    @Test("A text that repeats the merged cell's own, or is blank, is nothing to tell")
    func repeated() {
        let rows =
            XLSXMaking.row(1, ["Aim", "Action"]) + XLSXMaking.row(2, ["Safer", "Patrol"])
            + XLSXMaking.row(3, ["Safer", "Report"]) + XLSXMaking.row(4, [" ", "Visit"])
        let after = "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>"
        #expect(OfficeReader.blocks(of: XLSXMaking(rows: rows, after: after).made(), name: "a").problems.isEmpty)
    }

    @Test("Covered cells of OpenDocument sheets and texts are told too")
    func coveredOpen() {
        let sheet =
            ODSMaking.row(["Aim", "Action"])
            + "<table:table-row>" + ODSMaking.cell("Safer", attributes: " table:number-rows-spanned=\"2\"")
            + ODSMaking.cell("Patrol") + "</table:table-row><table:table-row><table:covered-table-cell "
            + "office:value-type=\"string\"><text:p>left over</text:p></table:covered-table-cell>"
            + ODSMaking.cell("Report") + "</table:table-row>"
        let found = OfficeReader.blocks(of: ODSMaking(rows: sheet).made(), name: "a.ods")
        #expect(found.texts == [["Aim", "Action"], ["Safer", "Patrol"], ["", "Report"]])
        #expect(found.problems.map(\.code) == ["covered-text"])
        let text = OfficeReader.blocks(
            of: WordFile.open(
                "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>Aim</text:p>"
                    + "</table:table-cell><table:covered-table-cell><text:p>left over</text:p></table:covered-table-cell>"
                    + "</table:table-row></table:table>" + WordFile.openPlan), name: "a.odt")
        #expect(text.problems.map(\.code) == ["covered-text"])
        #expect(text.problems.first?.message.contains("“left over”") == true)
    }

    // MARK: Counted cells of text documents

    private static func text(_ rows: String) -> [Block] {
        OfficeReader.blocks(of: WordFile.open("<table:table>\(rows)</table:table>"), name: "a.odt")
    }

    private static func cell(_ text: String, times: Int = 1) -> String {
        let inside = text.isEmpty ? "" : "<text:p>\(text)</text:p>"
        return "<table:table-cell table:number-columns-repeated=\"\(times)\">\(inside)</table:table-cell>"
    }

    private static func row(_ cells: String, times: Int = 1) -> String {
        "<table:table-row table:number-rows-repeated=\"\(times)\">\(cells)</table:table-row>"
    }

    @Test("Repeated cells and rows of a text document stand as often as they are counted")
    func counted() {
        let found = Self.text(
            Self.row(Self.cell("Action") + Self.cell("x", times: 2)) + Self.row(Self.cell(""), times: 3)
                + Self.row(Self.cell("Visit") + Self.cell("", times: 1) + Self.cell("all"), times: 3))
        let filled = found.texts.filter { $0.contains { !$0.isEmpty } }
        #expect(filled == [["Action", "x", "x"]] + [[String]](repeating: ["Visit", "", "all"], count: 3))
        #expect(found.problems.isEmpty)
    }

    @Test("A repeated cell keeps what follows it in its column, and its inner table")
    func shifted() {
        let found = Self.text(
            Self.row(Self.cell("a", times: 3) + Self.cell("end"))
                + Self.row(Self.cell("", times: 3) + Self.cell("below")))
        #expect(found.texts == [["a", "a", "a", "end"], ["", "", "", "below"]])
    }

    @Test("Beyond the cap the reader stops writing them out, and says so", arguments: ["row", "cell"])
    func cap(kind: String) {
        let many =
            kind == "row"
            ? Self.row(Self.cell("again"), times: 2_000_000_000)
            : String(repeating: Self.row(Self.cell("again", times: 1_500)), count: 100)
        let found = Self.text(many)
        #expect(found.rows.count > (kind == "row" ? 100_000 : 99))
        #expect(found.rows.count <= 100_002)
        #expect(found.problems.map(\.code) == ["too-many-repeats"])
        #expect(found.problems.first?.message.contains("100000") == true)
    }

    // MARK: Caps

    @Test("An attribute's text is cut as any cell is, so that few cells do not fill the reader")
    func attributes() {
        let long = String(repeating: "word ", count: 200_000)
        let cell = "<table:table-cell office:value-type=\"string\" office:string-value=\"\(long)\"/>"
        let rows = String(repeating: "<table:table-row>\(cell)\(cell)</table:table-row>", count: 35)
        let found = OfficeReader.blocks(of: ODSMaking(rows: rows).made(), name: "a.ods")
        #expect(found.rows.count == 35, "70 MB of attributes, 9 MB of cells")
        #expect(Set(found.problems.map(\.code)) == ["cell-too-long"])
    }

    @Test("The cap that bit is the one that is told")
    func caps() throws {
        func told(_ name: String) throws -> String {
            let file = try #require(HostileFile.named(name))
            return Reading.blocks(file.make(), name: name).problems.first?.message ?? ""
        }
        #expect(try told("bomb.odt").contains("64 MB"))
        #expect(ZipRefusal.tooLarge.sentence.contains("200 MB"))
        #expect(ZipRefusal.partTooLarge(most: 150_000_000).sentence.contains("150 MB"))
    }

    @Test("A document that is said to lie outside gets a sentence of its own", arguments: ["docx", "xlsx"])
    func outside(kind: String) {
        for target in ["https://example.org/plan", "https://example.org/word/document.xml", "../word/document.xml"] {
            let relations = XLSXMaking.relations([
                (id: "rId1", type: "officeDocument", target: target, outside: !target.hasPrefix("."))
            ])
            let parts = [("_rels/.rels", Array(relations.utf8))]
            let bytes = kind == "docx" ? WordFile.file(parts: parts) : WordFile.archive(parts)
            let found = OfficeReader.blocks(of: bytes, name: "plan.\(kind)")
            #expect(found.problems.map(\.code) == ["outside"])
            #expect(found.problems.first?.message.contains("xl/workbook.xml") == false)
        }
        let none = WordFile.file(parts: [("_rels/.rels", Array(WordFile.relations([]).utf8))])
        let told = OfficeReader.blocks(of: none, name: "plan.docx").problems
        #expect(told.map(\.code) == ["damaged"] && told.first?.message.contains("workbook.xml") == false)
    }

    @Test("Footnotes of a Word title are kept, after the text")
    func titleNotes() throws {
        let json = """
            {"meta":{"title":{"t":"MetaInlines","c":[{"t":"Str","c":"Plan"},{"t":"Note","c":[{"t":"Para","c":[{"t":"Str",\
            "c":"Agreed in May."}]}]}]}},"blocks":[{"t":"Para","c":[{"t":"Str","c":"Text"},{"t":"Note","c":[{"t":"Para",\
            "c":[{"t":"Str","c":"Later."}]}]}]}]}
            """
        let blocks = try #require(DocumentSteps.blocks(ofPandoc: Array(json.utf8)))
        #expect(blocks.map(\.words) == ["Plan", "Text", "Note 1: Agreed in May.", "Note 2: Later."])
    }
}

extension Block {
    fileprivate var words: String {
        switch self {
        case .heading(let heading): heading.text
        case .paragraph(let paragraph): paragraph.text
        case .row(let row): row.cells.map(\.text).joined(separator: "|")
        case .sheet: ""
        case .problem(let problem): problem.code
        }
    }
}
