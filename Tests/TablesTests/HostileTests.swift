import Tables
import Testing
import TestSupport
import Vocabulary

@Suite("Hostile files are harmless")
struct HostileTests {
    /// Bytes that mean something to some reader come more often than chance would have it.
    private static let ingredients: [[UInt8]] =
        [
            "<", ">", "</", "<table>", "</table>", "<td", "<tr>", "<li>", "<ul>", "<b>", "<p hidden>", "<!--", "-->",
            "&", "&amp;", "&#",
            ";", "\"", "'", ",", "\t", "\n", "\r", "|", "|---|", "+--+", "*", "**", "_", "`", "[", "](", ")", "\\", "#",
            "- ", "1. ",
            "•", "\u{0C}", "\u{202E}", "é", "x", " ", "=", "rowspan=9", "colspan='5'", "<script>", "</script>",
            "<title>", "<th>",
        ].map { Array($0.utf8) } + [[0x00], [0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80]]

    @Test("Ten thousand random files never crash, and rows stay inside their tables")
    func survivesRandomBytes() {
        var numbers = SeededRandom(seed: 20_080_430)
        for round in 0..<10_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<60, using: &numbers) {
                if round % 3 == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &numbers))
                } else {
                    bytes += Self.ingredients[Int.random(in: 0..<Self.ingredients.count, using: &numbers)]
                }
            }
            let kind = ReadKind.allCases[round % ReadKind.allCases.count]
            let found = Found(bytes: bytes, kind)
            #expect(isSound(found.blocks), "round \(round), \(kind): \(bytes)")
        }
    }

    /// Every row belongs to the sheet before it, and texts are clean.
    private func isSound(_ blocks: [Block]) -> Bool {
        var table: Int?
        for block in blocks {
            switch block {
            case .sheet(let sheet): table = sheet.place.table
            case .row(let row):
                guard row.place.table == table, table != nil, !row.cells.isEmpty else { return false }
                guard row.cells.allSatisfy({ isClean($0.text) }) else { return false }
            case .heading(let heading):
                guard isClean(heading.text), !heading.text.isEmpty else { return false }
                table = nil
            case .paragraph(let paragraph):
                guard isClean(paragraph.text), !paragraph.text.isEmpty else { return false }
                table = nil
            case .problem(let problem):
                guard !problem.message.isEmpty else { return false }
            }
        }
        return true
    }

    private func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)) }
    }

    @Test(
        "Texts made to be slow are read in one pass",
        arguments: [
            ("<a ", ReadKind.html), ("<a \"> \" ", .html), ("<!--", .html), ("&#", .html), ("<table><tr><td>", .html),
            ("<td rowspan=60000>", .html), ("[", .markdown), ("[](", .markdown), ("*a ", .markdown),
            ("**a _b ", .markdown),
            ("`", .markdown), ("| a ", .markdown), ("<b a='", .markdown), ("<!--\n", .markdown),
            ("<table>\n", .markdown), ("1. a\n", .text),
            ("\t", .text), ("a\t\n\n", .text), ("\"", .csv), ("\"a ", .csv), ("\"a\n", .csv), ("\"b \"\"\n", .csv),
            ("\"a\"b", .csv),
            (",", .csv), ("|---|\n", .markdown), ("+---+\n", .markdown), ("a|b|c\n\n", .markdown),
            ("<p style='display:none'>", .html),
        ])
    func staysLinear(_ piece: String, _ kind: ReadKind) {
        // Far below a second each when linear; minutes when not, which the time limit of the run would show.
        let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
        #expect(isSound(Found(text, kind).blocks))
    }
}
