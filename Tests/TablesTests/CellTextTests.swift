import Tables
import Testing
import Vocabulary

@Suite("The text of a cell")
struct CellTextTests {
    static let markup: [(String, Cell)] = [
        ("plain  text ", Cell("plain text")),
        ("<b>1.1 Intelligence</b>", Cell("1.1 Intelligence", isBold: true)),
        ("<p><b>Whole cell</b></p>", Cell("Whole cell", isBold: true)),
        ("<b><u>Title</u></b>  then text", Cell("Title then text")),
        ("**Whole**", Cell("Whole", isBold: true)),
        ("***Both***", Cell("Both", isBold: true)),
        ("__Whole__", Cell("Whole", isBold: true)),
        ("**Part** only", Cell("Part only")),
        ("<b>Title</b>.", Cell("Title.", isBold: true)),
        ("<p>One</p> <p>Two</p>", Cell("One\nTwo")),
        ("One<br/>Two<br>\nThree", Cell("One\nTwo")),
        (
            "Do: <ul style=\"list-style-type: none\"> <li>• first</li> <li>second</li></ul>",
            Cell("Do:\n• first\n• second")
        ),
        ("<ul style=\"list-style-type: none\"> December 2002 ", Cell("December 2002")),
        ("<ul> • One • Two", Cell("• One\n• Two")),
        ("<ol><li>1. Draft</li><li>Consult</li></ol>", Cell("1. Draft\n2. Consult")),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", Cell("1. a\n• b\n2. c")),
        ("1<sup>st</sup> of H<sub>2</sub>O", Cell("1st of H2O")),
        ("<i>Aiming <b>High</i></b> on", Cell("Aiming High on")),
        ("<span style='color: red'>Red</span>", Cell("Red")),
        ("Health &amp; safety &ndash; it&#39;s &#x2018;so&#x2019;&nbsp;now", Cell("Health & safety – it's ‘so’ now")),
        ("&lt;b&gt; is a tag &unknown; AT&T", Cell("<b> is a tag &unknown; AT&T")),
        ("a < b and c > d", Cell("a < b and c > d")),
        ("<5% or <10", Cell("<5% or <10")),
        ("<p and q> stays", Cell("<p and q> stays")),
        ("<http://example.org/a.pdf>", Cell("<http://example.org/a.pdf>")),
        ("<script>alert(1)</script>", Cell("<script>alert(1)</script>")),
        ("snake_case_name and 2*3*4", Cell("snake_case_name and 2*3*4")),
        ("Baseline* and total**", Cell("Baseline* and total**")),
        ("* see note", Cell("* see note")),
        ("*slanted* and _slanted_ and `code`", Cell("slanted and slanted and code")),
        ("[the guide](http://example.org/g) [1]", Cell("the guide [1]")),
        ("![Red](r.png) status", Cell("Red status")),
        ("~~gone~~ kept", Cell("gone kept")),
        ("\\*not slanted\\*", Cell("*not slanted*")),
        ("Action: • one • two", Cell("Action:\n• one\n• two")),
        ("2005–2008 “quoted”", Cell("2005–2008 “quoted”")),
        ("</li></ul></b> stray", Cell("stray")),
        ("<b>never closed", Cell("never closed", isBold: true)),
    ]

    @Test("Markup becomes plain text", arguments: markup.indices)
    func becomesPlain(_ number: Int) {
        let (source, expected) = Self.markup[number]
        // A cell of tab-separated text ends with its line.
        let line = source.split(separator: "\n", omittingEmptySubsequences: false)[0]
        #expect(Found.cell(String(line)) == expected, "\(source)")
    }

    @Test("A cell of 20,000 characters is kept whole; one of 40,000 is cut with a problem")
    func capsLongCells() {
        let long = String(repeating: "ש", count: 20_000)
        #expect(Found("a,b\n1,\(long)\n", .csv).cells.last == ["1", long])
        let longer = Found("a,b\n1,\(String(repeating: "é", count: 40_000))\n", .csv)
        #expect(longer.cells.last?[1].unicodeScalars.count == ReadingLimits.cellCharacters)
        #expect(longer.codes == ["cell-too-long"])
        #expect(longer.problems.first?.place == Place(table: 1, line: 2, row: 2, column: 2))
    }

    @Test("Right-to-left text is kept; marks that turn the direction of others are not")
    func keepsRightToLeft() {
        let found = Found("a,b\nمخطط العمل,שלום \u{202E}gnp.exe\u{202C}\n", .csv)
        #expect(found.cells.last == ["مخطط العمل", "שלום gnp.exe"])
        #expect(found.codes == ["direction-overrides"])
        #expect(found.problems.first?.place.line == 2)
    }

    @Test("Control characters are left out with a problem")
    func dropsControls() {
        let found = Found("a,b\nx\u{07}y,\u{1B}[31mred\n", .csv)
        #expect(found.cells.last == ["xy", "[31mred"])
        #expect(found.codes == ["control-characters"])
    }
}
