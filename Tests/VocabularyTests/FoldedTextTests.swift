import Testing

@testable import Vocabulary

@Suite("What is searched is folded, and what is found is shown as it was written")
struct FoldedTextTests {
    static let cases: [(String, String)] = [
        ("Treatment", "treatment"), ("Café", "cafe"), ("Cafe\u{301}", "cafe"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"),
        ("Æthelred", "aethelred"), ("İzmir", "izmir"), ("Ŵyau", "wyau"), ("  a \n\t b  ", "a b"),
        ("partners’", "partners'"),
        ("“quoted” – text", "\"quoted\" - text"), ("a\u{AD}b\u{200B}c", "abc"), ("", ""), (" \u{1}\u{2} ", ""),
        ("Ελλάδα", "ελλάδα"), ("50%_", "50%_"),
    ]

    @Test("Case, accents and white space are folded away", arguments: cases)
    func folding(text: String, folded: String) {
        #expect(FoldedText.of(text) == folded)
        #expect(FoldedText.of(folded) == folded, "folding twice")
    }

    @Test("A query becomes words without the punctuation around them, each once, and never more than are looked for")
    func words() {
        #expect(SearchWords("  Outreach, \"Outreach\" (clinic) ").words == ["outreach", "clinic"])
        #expect(SearchWords("50% _ '").words == ["50%", "_"])
        #expect(SearchWords(" \u{0}\u{7} \"\" ").isEmpty)
        #expect(SearchWords("").isEmpty)
        let many = SearchWords((1...20).map { "w\($0)" }.joined(separator: " "))
        #expect(many.words.count == SearchWords.most && many.isCut)
        let long = SearchWords(String(repeating: "x", count: 5_000))
        #expect(long.typed.count == SearchWords.longest && long.isCut)
        #expect(!SearchWords("outreach").isCut)
    }

    @Test("All words must be there, in any order")
    func all() {
        let text = Array(FoldedText.of("Open a second outreach base at the Café").utf8)
        #expect(SearchWords("BASE cafe").areIn(text))
        #expect(!SearchWords("base closed").areIn(text))
        #expect(!SearchWords("%").areIn(text))
        #expect(!SearchWords(String(repeating: "a", count: 100)).areIn(text))
    }

    private func drawn(_ excerpt: Excerpt) -> String {
        excerpt.pieces.map { $0.isFound ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test("An excerpt marks what was found in the text as it was written")
    func excerpt() {
        #expect(
            drawn(Excerpt("The Café, by Cafe\u{301} Straße", showing: SearchWords("cafe strasse")))
                == "The [Café], by [Cafe\u{301}] [Straße]")
        #expect(drawn(Excerpt("No hit here", showing: SearchWords("other"))) == "No hit here")
        #expect(drawn(Excerpt("", showing: SearchWords("other"))) == "")
        #expect(drawn(Excerpt("aaa", showing: SearchWords("aa"))) == "[aaa]")
    }

    @Test("A long text is cut around the first word found, and nothing of it is changed")
    func longExcerpt() {
        let text = String(repeating: "before ", count: 60) + "needle" + String(repeating: " after", count: 60)
        let excerpt = Excerpt(text, showing: SearchWords("needle"), length: 100)
        let all = excerpt.pieces.map(\.text).joined()
        #expect(all.hasPrefix("… ") && all.hasSuffix(" …") && all.count <= 104)
        #expect(excerpt.pieces.filter(\.isFound).map(\.text) == ["needle"])
        #expect(text.contains(all.dropFirst(2).dropLast(2)))
    }
}
