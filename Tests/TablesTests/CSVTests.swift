import Tables
import Testing
import Vocabulary

@Suite("Reading CSV")
struct CSVTests {
    static let delimiters: [(String, [[String]])] = [
        ("a,b,c\n1,2,3", [["a", "b", "c"], ["1", "2", "3"]]),
        ("a;b;c\n1,5;2;3", [["a", "b", "c"], ["1,5", "2", "3"]]),
        ("a\tb\tc\n1\t2\t3", [["a", "b", "c"], ["1", "2", "3"]]),
        ("a|b|c\n1|2|3", [["a", "b", "c"], ["1", "2", "3"]]),
        ("sep=;\na;b\n1;2", [["a", "b"], ["1", "2"]]),
        (
            "Action;Lead\n\"Map, then close; report\";Police, council",
            [["Action", "Lead"], ["Map, then close; report", "Police, council"]]
        ),
    ]

    @Test("The delimiter is found from the records", arguments: delimiters)
    func findsTheDelimiter(_ text: String, _ cells: [[String]]) {
        #expect(Found(text, .csv).cells == cells)
    }

    static let quoting: [(String, [[String]])] = [
        ("a,b\n\"say \"\"yes\"\"\",2", [["a", "b"], ["say \"yes\"", "2"]]),
        ("a,b\n\"one\ntwo\",2", [["a", "b"], ["one\ntwo", "2"]]),
        ("a,b\r\n\"one\r\ntwo\",2\r\n", [["a", "b"], ["one\ntwo", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a,b\n  1 ,  \"x, y\" \n", [["a", "b"], ["1", "x, y"]]),
        ("a,b\n,\n\"\",x", [["a", "b"], ["", ""], ["", "x"]]),
        ("a,b\n1,5\" pipe", [["a", "b"], ["1", "5\" pipe"]]),
    ]

    @Test("Quotation marks, line ends and white space", arguments: quoting)
    func readsQuotes(_ text: String, _ cells: [[String]]) {
        let found = Found(text, .csv)
        #expect(found.cells == cells)
        #expect(found.problems.isEmpty)
    }

    @Test("Every row knows its line and its number; blank lines are no rows")
    func knowsItsPlace() {
        let found = Found("a,b\n\n\"x\ny\",2\n   \n3,4\n", .csv)
        #expect(found.rows.map(\.place.line) == [1, 3, 6])
        #expect(found.rows.map(\.place.row) == [1, 2, 3])
        #expect(found.rows.allSatisfy { $0.place.table == 1 })
        #expect(found.sheets == [Sheet(place: Place(table: 1, line: 1))])
    }

    @Test("A quotation mark that is never closed is a problem, and the rest is read")
    func toleratesUnclosed() {
        let found = Found("a,b\n1,\"open\n2,b\n3,\"c\"\n", .csv)
        #expect(found.cells == [["a", "b"], ["1", "\"open"], ["2", "b"], ["3", "c"]])
        #expect(found.codes == ["unclosed-quote"])
        #expect(found.problems.first?.place == Place(table: 1, line: 2, row: 2, column: 2))
    }

    @Test("An undoubled quotation mark is a problem, and its row is read")
    func toleratesStray() {
        let found = Found("a,b\n\"He said \"yes\" loudly\",2\n\"x\"y,4\n", .csv)
        #expect(found.cells == [["a", "b"], ["He said \"yes\" loudly", "2"], ["\"x\"y", "4"]])
        #expect(found.codes == ["stray-quote", "stray-quote"])
        #expect(found.problems.map(\.place.line) == [2, 3])
    }

    @Test("Rows of unequal width are kept; one with more cells than the others is pointed out")
    func toleratesRagged() {
        let found = Found("a,b,c\n1\n1,2,3,\n1,2,3,4\n1,2,3\n", .csv)
        #expect(found.rows.map(\.cells.count) == [3, 1, 4, 4, 3])
        #expect(found.codes == ["ragged-row"])
        #expect(found.problems.first?.place == Place(table: 1, line: 4, row: 4, column: 4))
    }

    @Test("A blank line and another header begin another table; a blank line alone does not")
    func separatesTables() {
        let found = Found("No,Action,Lead\n1,Map,Police\n\n2,Close,\n\nItem,Cost\nTraining,500\n", .csv)
        #expect(found.rows.map(\.place.table) == [1, 1, 1, 2, 2])
        #expect(found.rows.map(\.place.row) == [1, 2, 3, 1, 2])
        #expect(found.rows.map(\.place.line) == [1, 2, 4, 6, 7])
    }

    @Test("Markup in a cell becomes text; what is not markup stays")
    func readsMarkup() {
        let found = Found("a,b\n<b>Bold</b>,<script>alert(1)</script>\na < b,Health &amp; safety\n", .csv)
        #expect(found.rows[1].cells == [Cell("Bold", isBold: true), Cell("<script>alert(1)</script>")])
        #expect(found.cells[2] == ["a < b", "Health & safety"])
    }

    @Test("Five thousand rows come out whole")
    func readsManyRows() {
        let lines = (1...5_000).map { "\($0),Action \($0) \"of\" many,Lead \($0 % 7),April 2008" }
        let found = Found("No,Action,Lead,Due\n" + lines.joined(separator: "\n"), .csv)
        #expect(found.rows.count == 5_001)
        #expect(found.cells.last == ["5000", "Action 5000 \"of\" many", "Lead 2", "April 2008"])
        #expect(found.rows.last?.place == Place(table: 1, line: 5_001, row: 5_001))
    }

    @Test("Problems of one kind are listed up to a limit, then counted")
    func countsProblems() {
        let found = Found("a,b\n" + String(repeating: "\"x\"y,2\n", count: 700), .csv)
        #expect(found.rows.count == 701)
        #expect(found.codes.filter { $0 == "stray-quote" }.count == ReadingLimits.problemsOfOneCode)
        #expect(found.problems.last?.code == "more-problems")
        #expect(found.problems.last?.message.hasPrefix("200 more") == true)
    }

    @Test("Text is trusted to be records only when the records agree")
    func tellsRecordsFromText() {
        #expect(Found("No,Action,Due\n1,Map,2008\n2,Close,2009\n", .auto, name: "plan.txt").rows.count == 3)
        let prose = "The plan, as agreed, follows.\nIt has parts, and they matter.\nNothing else\n"
        #expect(Found(prose, .auto, name: "plan.txt").rows.isEmpty)
        #expect(Found("a\tb\n1\t2\n", .auto, name: "plan.tsv").rows.count == 2)
    }
}
