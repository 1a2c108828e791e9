import Charts
import Foundation
import Testing

@testable import Website

@Suite("Templates, models and words fit together")
struct TemplateTests {
    @Test("Every name in every template is one its models have")
    func names() throws {
        let faults = TemplateCheck.faults(of: try RoomFiles.pages())
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    }

    @Test(
        "The check of templates finds what it is for",
        arguments: [
            ("{{word}} {{wrod}}", "no model has {{wrod}}"),
            ("{{#shape}}{{nothing}}{{/shape}}", "no model has {{nothing}}"),
            ("{{> parts/none}}", "there is no such template"),
        ])
    func checkFinds(template: String, fault: String) throws {
        var sources = try RoomFiles.pages().sources
        sources[StatusTag.template] = template
        let faults = TemplateCheck.faults(of: try Pages(sources: sources))
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test("A name that may be nil and stands in an outer model too is found, for Mustache would lend the outer one")
    func climbing() {
        struct Inner {
            let note: String?
            let own: String
        }
        struct Outer {
            let note: String
            let inner: [Inner]
        }
        let examples: [Any] = [Outer(note: "outer", inner: [Inner(note: nil, own: "a"), Inner(note: "b", own: "b")])]
        func faults(_ template: String) -> [String] {
            TemplateCheck.faults(of: "page", in: ["page": template], examples: examples)
        }
        #expect(faults("{{note}}{{#inner}}{{own}}{{/inner}}").isEmpty)
        #expect(faults("{{#inner}}{{#note}}{{.}}{{/note}}{{/inner}}").contains { $0.contains("may be nil") })
        #expect(faults("{{#inner}}{{own}}{{/inner}}{{own}}") == ["page: no model has {{own}}"])
    }

    @Test("A part of a page that no example shows is found")
    func unfilled() {
        struct Page { let words: [String] }
        let faults = TemplateCheck.faults(
            of: "page", in: ["page": "{{#words}}{{.}}{{/words}}"], examples: [Page(words: [])])
        #expect(faults == ["page: no example fills {{#words}}"])
    }

    @Test("An unescaped tag stops the start-up", arguments: ["{{{text}}}", "{{&text}}"])
    func unescaped(tag: String) {
        #expect(throws: PagesFault.self) { try Pages(sources: ["layout": tag]) }
    }

    @Test("Markup that Charts or the paper made stands as it is, and the same text as a text is escaped")
    func trustedMarkup() throws {
        struct Page: Sendable {
            let drawn: TrustedMarkup?
            let text: String
            let inner: [Row]
        }
        struct Row: Sendable { let drawn: TrustedMarkup }
        let html = "<svg viewBox=\"0 0 1 1\"><title>{{text}} {{{text}}} &amp;</title></svg>\n"
        let safe = "<svg viewBox=\"0 0 1 1\"><title>&#123;&#123;text}} &#123;&#123;&#123;text}}} &amp;</title></svg>\n"
        let pages = try Pages(
            sources: ["page": "{{text}}|{{drawn}}|{{#drawn}}{{.}}{{/drawn}}|{{#inner}}{{drawn}}{{/inner}}"])
        let drawn = TrustedMarkup(escaped: html)
        let page = pages.render(
            Page(drawn: drawn, text: "<b>", inner: [Row(drawn: drawn), Row(drawn: drawn)]), template: "page")
        #expect(page == "&lt;b&gt;|\(safe)|\(safe)|\(safe)\(safe)")
        let none = pages.render(Page(drawn: nil, text: html, inner: []), template: "page")
        #expect(none == "\(PageText.escaped(html))|||")
    }

    @Test("Every key that Swift asks for is in the catalogue")
    func keysInCode() throws {
        let words = try RoomFiles.pages().words
        let pattern = /\b(?:words|visit\.words|look\.words)(?:\.count)?\(\s*"([a-z0-9.-]+)"/
        var missing: Set<String> = []
        var found = 0
        for file in try RoomFiles.sources() {
            for match in file.matches(of: pattern) {
                found += 1
                let key = String(match.output.1)
                if key != "key", !words.has(key), !words.has("\(key).other") { missing.insert(key) }
            }
        }
        #expect(found > 200)
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test("Every key of the catalogue is used somewhere")
    func unusedKeys() throws {
        let words = try RoomFiles.pages().words
        let code = try RoomFiles.sources().joined() + RoomFiles.templates().joined()
        // Keys that are put together: their beginning stands in the code before an interpolation.
        let beginnings = code.matches(of: /"([a-z-]+\.(?:[a-z-]+\.)*)\\\(/).map { String($0.output.1) }
        let made =
            beginnings + [
                "error.", "note.", "accessibility.", "privacy.", "cookies.", "contact.", "security.", "rounds.",
                "set-up.",
                "end-term.", "dissolve.", "cancel-meeting.", "correct-minutes.",
            ]
        let unused = words.keys.filter { key in
            let base = key.replacing(/\.(one|other|none)$/, with: "")
            return !code.contains("\"\(base)\"") && !code.contains("[[\(key)]]")
                && !made.contains { key.hasPrefix($0) }
        }
        #expect(unused.isEmpty, "\(unused.sorted())")
    }

    @Test("Every note and every error page has all its words")
    func noteAndErrorWords() throws {
        let words = try RoomFiles.pages().words
        let code = try RoomFiles.sources().joined()
        let notes = code.matches(of: /(?:Note\(|done: )"([a-z-]+)"/).map { String($0.output.1) }
        #expect(notes.count > 10)
        for note in notes { #expect(words.has("note.\(note)"), "\(note)") }
        for key in words.keys where key.hasPrefix("error.") && key.hasSuffix(".title") {
            let base = String(key.dropLast(".title".count))
            #expect(words.has("\(base).what") && words.has("\(base).next"), "\(base)")
        }
    }

    @Test("No sentence tells people off: no word that says wrong without saying what to do")
    func plainWords() throws {
        let words = try RoomFiles.pages().words
        let banned = ["invalid", "illegal", "forbidden", "oops", "sorry", "please", "fatal", "abort"]
        for key in words.keys {
            let text = words(key).lowercased()
            #expect(!banned.contains { text.contains($0) }, "\(key): \(text)")
        }
    }

    @Test("A catalogue with a key twice, or without an equals sign, stops the start-up")
    func catalogueFaults() throws {
        #expect(throws: PagesFault.self) { try Words.read("a = 1\na = 2", language: "en") }
        #expect(throws: PagesFault.self) { try Words.read("nothing here", language: "en") }
        let words = try Words.read(
            "# note\na = one\n  and more\nb.one = {count} thing\nb.other = {count} things", language: "en")
        #expect(words("a") == "one and more")
        #expect(words.count("b", 1) == "1 thing")
        #expect(words.count("b", 1_234) == "1,234 things")
    }

    @Test("The style sheet and the script stay small, and name no brand that is not ours")
    func assets() throws {
        let assets = try RoomFiles.pages().assets
        for (address, asset) in assets.byAddress {
            #expect(asset.bytes.count < (address.hasSuffix(".css") ? 60_000 : 30_000), "\(address)")
            let text = String(decoding: asset.bytes, as: UTF8.self).lowercased()
            for word in ["govuk", "gds transport", "crown", "http://", "https://", "@import", "url("] {
                let isNamespace = word == "http://" && text.contains("http://www.w3.org/2000/svg")
                #expect(isNamespace || !text.contains(word), "\(address): \(word)")
            }
        }
        #expect(assets.address("site.css").hasPrefix("/assets/site."))
    }

    @Test("The style sheet closes what it opens, so that no rule swallows those after it")
    func braces() throws {
        let sheets = try RoomFiles.pages().assets.byAddress.filter { $0.key.hasSuffix(".css") }
        #expect(sheets.count == 1)
        for (address, sheet) in sheets {
            var depth = 0
            for (number, line) in String(decoding: sheet.bytes, as: UTF8.self).split(separator: "\n").enumerated() {
                // A rule that begins at the edge is inside nothing; what is inside something is indented.
                if let first = line.first, !first.isWhitespace, first != "}" {
                    #expect(depth == 0, "\(address), rule \(number + 1): \(line.prefix(60))")
                }
                depth += line.count { $0 == "{" } - line.count { $0 == "}" }
            }
            #expect(depth == 0, "\(address)")
        }
    }
}
