import Tables
import Testing
import Vocabulary

@Suite("Reading text and Markdown")
struct TextTests {
    @Test(
        "Headings of every kind",
        arguments: [
            ("## Aims ##", 2, "Aims"), ("Title\n=====", 1, "Title"), ("Title\n-----\n", 2, "Title"),
            ("**Guide to colours**", 7, "Guide to colours"), ("***“To do”***", 7, "“To do”"), ("__Both__", 7, "Both"),
            ("<b>In tags</b>", 7, "In tags"), ("<h3>Third</h3>", 3, "Third"), ("### **Bold** one", 3, "Bold one"),
            ("**TWO\nLINES**", 7, "TWO LINES"),
        ])
    func readsHeadings(_ text: String, _ level: Int, _ words: String) {
        #expect(Found(text, .text).blocks == [.heading(Heading(level: level, text: words, place: Place(line: 1)))])
    }

    @Test("Paragraphs keep their line ends; list points stand alone")
    func readsParagraphs() {
        let found = Found(
            "One\ntwo.\n\n- first\n  goes on\n• second\n1. a\n2. b\n\n6. THE PLAN\n\n#1 is no heading", .markdown)
        #expect(
            found.paragraphs.map(\.text) == [
                "One\ntwo.", "first\ngoes on", "second", "1. a", "2. b", "6. THE PLAN", "#1 is no heading",
            ])
        #expect(found.paragraphs.map(\.isListItem) == [false, true, true, true, true, false, false])
        #expect(found.paragraphs.map(\.place.line) == [1, 4, 6, 7, 8, 10, 12])
    }

    @Test("Rows of tabs are one table, also over blank lines; a ruled line is a problem")
    func readsTabs() {
        let text = "THE PLAN\n\nNo.\tAction\tLead\n\tTREATMENT\t\n1.\tMap\tPolice\n\n2.\tClose\t\n----\t---\t--\n\nNext"
        let found = Found(text, .text)
        #expect(
            found.cells == [
                ["No.", "Action", "Lead"], ["", "TREATMENT", ""], ["1.", "Map", "Police"], ["2.", "Close", ""],
            ])
        #expect(found.rows.map(\.place.line) == [3, 4, 5, 7])
        #expect(found.rows.map(\.place.row) == [1, 2, 3, 4])
        #expect(found.codes == ["rule-line"])
        #expect(found.problems.first?.place == Place(table: 1, line: 8))
        #expect(found.paragraphs.map(\.text) == ["THE PLAN", "Next"])
    }

    @Test("Text between rows, or another width after a blank line, begins another table")
    func separatesTables() {
        let found = Found("a\tb\n1\t2\n\nTreatment\n\nc\td\n3\t4\n\nx\ty\tz\n5\t6\t7\n", .text)
        #expect(found.sheets.map(\.place.line) == [1, 6, 9])
        #expect(found.rows.map(\.place.table) == [1, 1, 2, 2, 3, 3])
    }

    @Test("A rule of dashes under the first row marks the header")
    func readsTabHeader() {
        let found = Found("Action\tLead\n---\t---\nMap\tPolice\n", .text)
        #expect(found.rows.map(\.isHeader) == [true, false])
        #expect(found.problems.isEmpty)
    }

    @Test("A tab that only indents makes no table")
    func readsIndents() {
        let found = Found("\tIndented words\n\tmore\n\n•\tA point\n", .text)
        #expect(found.rows.isEmpty)
        #expect(found.paragraphs.map(\.text) == ["Indented words", "more", "A point"])
    }

    @Test(
        "Pipe tables with and without rules and outer pipes",
        arguments: [
            "| No | Action |\n|:--|--:|\n| 1 | Do \\| it |\n", "No | Action\n--- | ---\n1 | Do \\| it\n",
            "| No | Action |\n| 1 | Do \\| it |\n", "Intro\n\n|No|Action|\n|-|-|\n|1|Do \\| it|\n\nEnd",
        ])
    func readsPipes(_ text: String) {
        let found = Found(text, .markdown)
        #expect(found.cells == [["No", "Action"], ["1", "Do | it"]])
        #expect(found.sheets.count == 1)
        #expect(found.rows.map(\.isHeader) == [text.contains("-|") || text.contains("--"), false])
    }

    @Test("A pipe table goes on after a blank line until another header comes")
    func continuesPipes() {
        let found = Found(
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n\n| C | D |\n|---|---|\n| 5 | 6 |\n", .markdown)
        #expect(found.sheets.count == 2)
        #expect(found.rows.map(\.place.table) == [1, 1, 1, 2, 2])
    }

    @Test("Drawn grids hold cells of several lines")
    func readsGrids() {
        let grid = """
            +-----+---------+
            | No  | Action  |
            +=====+=========+
            | 1   | Map the |
            |     | market  |
            |     | - once  |
            +-----+---------+
            """
        let found = Found(grid, .markdown)
        #expect(found.cells == [["No", "Action"], ["1", "Map the market\n• once"]])
        #expect(found.rows.map(\.isHeader) == [true, false])
        #expect(found.rows.map(\.place.line) == [2, 4])
    }

    @Test("Tables and comments of HTML inside Markdown")
    func readsEmbedded() {
        let found = Found(
            "# A\n\n<!-- not\nthis -->\n<table>\n<tr><th>X<th>Y\n<tr><td>1<td>2\n</table>\n\nEnd", .markdown)
        #expect(found.cells == [["X", "Y"], ["1", "2"]])
        #expect(found.rows.map(\.place.line) == [6, 7])
        #expect(found.paragraphs.map(\.text) == ["End"])
    }

    @Test("Pages are counted where the text marks them")
    func countsPages() {
        let found = Found("One\n\u{0C}Two\n\na\tb\n1\t2\n\u{0C}3\t4\n", .text)
        #expect(found.paragraphs.map(\.place.page) == [1, 2])
        #expect(found.rows.map(\.place.page) == [2, 2, 3])
        #expect(Found("One", .text).paragraphs.first?.place.page == nil)
    }

    @Test(
        "The kind is told from name and content",
        arguments: [
            ("plan.md", "a\n=\n", 0), ("plan.txt", "<!DOCTYPE html>\n<p>x", 1), ("PLAN.HTM", "<p>x", 1),
            ("", "  <HTML><p>x", 1),
            ("plan.csv", "x", 0),
        ])
    func tellsTheKind(_ name: String, _ text: String, _ paragraphs: Int) {
        let found = Found(text, .auto, name: name)
        #expect(found.paragraphs.filter { $0.text == "x" }.count == paragraphs)
        #expect(found.blocks.isEmpty == false)
    }
}
