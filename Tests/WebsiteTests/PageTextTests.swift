import Tables
import Testing

@testable import Website

@Suite("Text stays text")
struct PageTextTests {
    @Test(
        "Every mark that HTML gives a meaning to is escaped",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onfocus='x' & more", "&quot; onfocus=&#39;x&#39; &amp; more"),
            ("plain – “text”", "plain – “text”"),
            ("a\u{0}b\u{1B}c", "abc"),
            ("line\none\ttab", "line\none\ttab"),
        ])
    func escaping(text: String, expected: String) {
        #expect(PageText.escaped(text) == expected)
    }

    @Test("A combining mark does not carry a quotation mark or a bracket past the escaping")
    func combiningMarks() {
        // The library's own escaping goes by Character and lets these through.
        let marks: [Unicode.Scalar] = ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}"]
        for (character, name) in [("\"", "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ("&", "&amp;")] {
            for mark in marks {
                let text = character + String(mark) + " onfocus=x"
                #expect(
                    PageText.escaped(text).unicodeScalars.elementsEqual(
                        (name + String(mark) + " onfocus=x").unicodeScalars))
            }
        }
    }

    @Test("A template escapes with it, in elements and attributes, in parts and in blocks")
    func templates() throws {
        let pages = try RoomFiles.pages()
        let mark = "\u{301}"
        let hostile = "\"" + mark + "><script>x</script>"
        var frame = Frame.examples[0]
        frame.title = hostile
        let html = pages.render(SignInPage(page: frame, words: pages.words, email: hostile, next: "/"))
        let escaped = "&quot;" + mark + "&gt;&lt;script&gt;x"
        #expect(!html.contains("<script>x"))
        #expect(html.utf8.count > 500)
        #expect(Array(html.unicodeScalars).ranges(of: Array(hostile.unicodeScalars)).isEmpty)
        #expect(Array(html.unicodeScalars).ranges(of: Array(escaped.unicodeScalars)).count == 2)
    }

    @Test(
        "A cell that a spreadsheet would take for a formula is made harmless",
        arguments: [
            ("=1+1", "'=1+1\r\n"), ("+44", "'+44\r\n"), ("-2", "'-2\r\n"), ("@x", "'@x\r\n"),
            ("a,b", "\"a,b\"\r\n"), ("say \"x\"", "\"say \"\"x\"\"\"\r\n"), ("two\nlines", "\"two\nlines\"\r\n"),
            ("plain", "plain\r\n"),
        ])
    func formulas(cell: String, line: String) {
        #expect(CSVWriter.line([cell]) == line)
    }

    @Test("A note on the next page is believed only with its signature")
    func notes() throws {
        let note = Note("progress-reported", ["reference": "AP-0001"], href: "/plans/1")
        let cookie = note.signed(with: "secret")
        #expect(Note(signed: cookie, secret: "secret") == note)
        #expect(Note(signed: cookie, secret: "other") == nil)
        #expect(Note(signed: cookie.replacing("plans", with: "evil"), secret: "secret") == nil)
        #expect(CookieReader.read("note=\(cookie)")["note"] == cookie)
    }

    @Test(
        "After signing in one goes to a path of this site, never to another",
        arguments: [
            ("/plans/1?status=overdue", "/plans/1?status=overdue"), ("//evil.example", "/"),
            ("https://evil.example", "/"), ("/\\evil.example", "/"), ("javascript:alert(1)", "/"), ("", "/"),
            ("/sign-out", "/"), ("/plans\r\nSet-Cookie: a=b", "/"), ("/pl ans", "/"),
        ])
    func returnPaths(typed: String, path: String) {
        #expect(AccountRoutes.safePath(typed) == path)
    }

    @Test("The log keeps no secret of a link and no control character")
    func redaction() {
        #expect(RequestLog.redacted("/invitation/verysecret") == "/invitation/…")
        #expect(RequestLog.redacted("/set-up/verysecret") == "/set-up/…")
        #expect(RequestLog.redacted("/plans/1/wall") == "/plans/1/wall")
        #expect(!RequestLog.redacted("/a\r\nGET /b").contains("\n"))
    }

    @Test(
        "The public address is https, or http on this machine",
        arguments: [
            ("https://plans.example.org", "https://plans.example.org"),
            ("https://Plans.Example.org/", "https://plans.example.org"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://localhost", "http://localhost"),
            ("https://a.example:443", "https://a.example"), ("http://[::1]:8080", "http://[::1]:8080"),
        ])
    func goodAddresses(text: String, origin: String) throws {
        let address = try #require(PublicAddress(text))
        #expect(address.origin == origin)
        #expect(address.isSecure == text.hasPrefix("https"))
    }

    @Test(
        "Any other public address is refused with what to write instead",
        arguments: [
            "http://plans.example.org", "plans.example.org", "ftp://a", "https://", "https://a/b", "https://a:99999",
            "https://a b", "https://user@host", "",
        ])
    func badAddresses(text: String) throws {
        #expect(PublicAddress(text) == nil)
        #expect(try #require(PublicAddress.problem(with: text)).hasSuffix("."))
    }
}
