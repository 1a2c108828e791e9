import Testing
import Vocabulary

@Suite("Texts as people type them")
struct TypedTextTests {
    @Test(
        "Spaces and breaks around a text are left out",
        arguments: [
            ("  a b \n", "a b"), ("\u{A0}\u{2003}a\t", "a"), ("a\nb", "a\nb"), (" \n\t ", ""), ("", ""),
        ])
    func tidied(typed: String, text: String) {
        #expect(TypedText(typed, upTo: 10, required: false).text == text)
    }

    @Test("A blank text is missing only where it is required")
    func missing() {
        #expect(TypedText(" ", upTo: 10).fault == .missing)
        #expect(TypedText(" ", upTo: 10, required: false).fault == nil)
    }

    @Test("Length is counted after tidying, to the limit and not beyond")
    func length() {
        #expect(TypedText("  0123456789  ", upTo: 10).fault == nil)
        #expect(TypedText("0123456789a", upTo: 10).fault == .tooLong(length: 11, limit: 10))
    }

    @Test("Marks cannot hide behind one letter")
    func marks() {
        let hidden = "a" + String(repeating: "\u{301}", count: 5_000)
        #expect(hidden.count == 1)
        #expect(TypedText(hidden, upTo: 100).fault == .tooLong(length: 5_001, limit: 100))
    }

    @Test("Controls are refused, but for the breaks of paragraphs; right-to-left text is text")
    func controls() {
        #expect(TypedText("a\u{0}b", upTo: 10).fault == .unprintable)
        #expect(TypedText("a\u{1B}b", upTo: 10).fault == .unprintable)
        #expect(TypedText("a\r\n\tb", upTo: 10).fault == nil)
        #expect(TypedText("a\nb", upTo: 10, .line).fault == .unprintable)
        #expect(TypedText("\u{5E9}\u{5DC}\u{5D5}\u{5DD}", upTo: 10, .line).fault == nil)
    }

    @Test("A fault becomes a sentence about the field")
    func words() {
        let words = TypedText.Fault.tooLong(length: 12_345, limit: 2_000).words("reason", "the reason")
        #expect(words.code == "reason-too-long")
        #expect(words.field == "reason")
        #expect(words.sentence == "Shorten the reason to 2,000 characters or fewer; it has 12,345.")
    }

    @Test(
        "Numbers have commas between thousands",
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "\u{2212}1,000"),
        ])
    func numbers(number: Int, text: String) {
        #expect(number.printed == text)
    }

    @Test("One day, two days")
    func counted() {
        #expect(1.counted("day") == "1 day")
        #expect(34.counted("day") == "34 days")
        #expect(0.counted("entry", "entries") == "0 entries")
    }

    private enum SomeRefusal: Refusal {
        case one, two

        var words: RefusalWords { RefusalWords(self == .one ? "one" : "two", field: "f", "Do something.") }
    }

    @Test("A decision is refused with everything, or is the entry")
    func decided() {
        let refused: Result<Int, Refusals<SomeRefusal>> = .decided([.one, .two], 5)
        #expect(refused == .failure(Refusals([.one, .two])!))
        let entry: Result<Int, Refusals<SomeRefusal>> = .decided([], 5)
        #expect(entry == .success(5))
        #expect(Refusals<SomeRefusal>([]) == nil)
        #expect(Refusals(SomeRefusal.one).all.map(\.code) == ["one"])
    }
}
