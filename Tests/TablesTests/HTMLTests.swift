import Tables
import Testing
import Vocabulary

@Suite("Reading HTML")
struct HTMLTests {
    @Test("Title, headings, paragraphs and points")
    func readsProse() {
        let page = """
            <!DOCTYPE html>
            <html><head><title>Our &amp; plan</title><style>p { color: red }</style></head>
            <body><h1>The <em>plan</em></h1>
            <p>First<br>second&nbsp;&ndash; x < 5
            <ul><li>One</li><li><p>Two</p><li>Three</ul>
            <ol start="3"><li>c<li><p>d</p><p>e</p></ol><!-- <p>not this</p> -->
            <div><b>Bold line</b></div></body></html>
            """
        let found = Found(page, .html)
        #expect(found.headings.map(\.text) == ["Our & plan", "The plan", "Bold line"])
        #expect(found.headings.map(\.level) == [0, 1, 7])
        #expect(found.paragraphs.map(\.text) == ["First\nsecond – x < 5", "One", "Two", "Three", "3. c", "4. d\ne"])
        #expect(found.paragraphs.map(\.isListItem) == [false, true, true, true, true, true])
        #expect(found.paragraphs.map(\.place.line) == [4, 5, 5, 5, 6, 6])
        #expect(found.problems.isEmpty)
    }

    @Test("Tables with captions, headers and merged cells")
    func readsTables() {
        let page = """
            <table><caption>Table <i>one</i></caption>
            <thead><tr><td>Objective</td><td>Action</td><td>Due</td></tr></thead>
            <tr><td rowspan=2>Supply</td><td>Map</td><td>2008</td></tr>
            <tr><td>Close<ul><li>now</ul></td><td>2009</td></tr>
            <tr><td colspan="3"><b>Treatment</b></td></tr>
            </table>
            <table><tr><th>A<th>B<tr><td>1<td>2</table>
            """
        let found = Found(page, .html)
        #expect(found.sheets.map(\.name) == ["Table one", nil])
        #expect(
            found.cells == [
                ["Objective", "Action", "Due"], ["Supply", "Map", "2008"], ["", "Close\n• now", "2009"],
                ["Treatment", "", ""], ["A", "B"], ["1", "2"],
            ])
        #expect(found.rows.map(\.isHeader) == [true, false, false, false, true, false])
        #expect(found.rows[3].cells[0].isBold)
        #expect(found.rows.map(\.place.line) == [2, 3, 4, 5, 7, 7])
        #expect(found.rows.map(\.place.row) == [1, 2, 3, 4, 1, 2])
    }

    @Test("A table inside a cell is flattened with a problem")
    func flattensNested() {
        let found = Found("<table><tr><td>a<table><tr><td>b<td>c</tr></table></td><td>d</td></tr></table>", .html)
        #expect(found.cells == [["a\nb c", "d"]])
        #expect(found.codes == ["nested-table"])
    }

    @Test("What the page hides, and scripts, are left out with a problem")
    func leavesOutHidden() {
        let found = Found(
            "<p hidden>secret</p><p>seen <span style='display: none'>x</span></p><script>alert('<p>y</p>')</script>",
            .html)
        #expect(found.paragraphs.map(\.text) == ["seen"])
        #expect(found.codes.sorted() == ["hidden", "hidden", "left-out"])
        #expect(found.problems.contains { $0.message.contains("\"secret\"") })
    }

    @Test("Script in every field stays out of the words")
    func survivesScripts() {
        let page =
            "<table><tr><td><script>alert(1)</script>Map</td><td onclick=\"x('>')\">&lt;script&gt;</td></tr></table>"
        #expect(Found(page, .html).cells == [["Map", "<script>"]])
    }

    @Test("Entities are not expanded, whatever the page declares")
    func expandsNothing() {
        let page = "<!DOCTYPE html [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><html><p>x &b; y</p></html>"
        #expect(Found(page, .html).paragraphs.last?.text.contains("&b;") == true)
    }

    @Test(
        "Broken pages are read as far as they go",
        arguments: [
            "<table><tr><td>a", "<p>a</td></tr></table>", "<<<<p>a", "<p>a<", "<p title='>a", "<p>a<!-- open",
            "<li>a</ul></ol></li>",
            "<td>a</td>", "</table></table><p>a", "<b><table><tr><td>a",
        ])
    func survivesBroken(_ page: String) {
        let found = Found(page, .html)
        let words = found.paragraphs.map(\.text) + found.headings.map(\.text) + found.cells.flatMap(\.self)
        #expect(words.contains { $0.contains("a") })
    }
}
