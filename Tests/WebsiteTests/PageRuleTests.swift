import Foundation
import Testing

@testable import Website

/// The rules every page keeps, asked of each example of each page.
@Suite("What every page has")
struct PageRuleTests {
    /// Every example of every page, rendered, by its template and number.
    static func rendered() throws -> [(name: String, html: String)] {
        let pages = try RoomFiles.pages()
        return PageList.pages.flatMap { type in
            var all: [(name: String, html: String)] = []
            while let html = pages.example(all.count + 1, of: type) {
                all.append(("\(type.template) \(all.count + 1)", html))
            }
            return all
        }
    }

    @Test("One language, one main, one heading of the first order, the skip link first, the marking twice")
    func frame() throws {
        let all = try Self.rendered()
        #expect(all.count > 30)
        for (name, html) in all {
            #expect(html.contains("<html lang=\"en\">"), "\(name)")
            #expect(count("<main", html) == 1, "\(name)")
            #expect(count("<h1", html) == 1, "\(name)")
            #expect(count("class=\"marking ", html) == 2, "\(name)")
            let firstLink = try #require(html.firstRange(of: "<a "))
            #expect(html[firstLink.lowerBound...].hasPrefix("<a class=\"skip\" href=\"#main\""), "\(name)")
            for page in ["/accessibility", "/privacy", "/cookies", "/contact", "/security"] {
                #expect(html.contains("href=\"\(page)\""), "\(name)")
            }
        }
    }

    @Test("Nothing runs or styles inside the page, and nothing comes from elsewhere")
    func policy() throws {
        for (name, html) in try Self.rendered() {
            #expect(!html.contains(" style="), "\(name)")
            #expect(!html.contains("<style"), "\(name)")
            #expect(!html.contains(" onclick=") && !html.contains("javascript:"), "\(name)")
            #expect(!html.contains("src=\"http") && !html.contains("href=\"//"), "\(name)")
            #expect(count("<script", html) == 1, "\(name)")
        }
    }

    @Test("Every form that changes something carries the session's token; a link's form is sent to its own secret")
    func formTokens() throws {
        for (name, html) in try Self.rendered() where !name.hasPrefix("lead-link/") {
            for form in html.split(separator: "<form ").dropFirst() where form.hasPrefix("method=\"post\"") {
                let body = form[..<(form.firstRange(of: "</form>")?.lowerBound ?? form.endIndex)]
                #expect(body.contains("name=\"form-token\""), "\(name)")
            }
        }
    }

    @Test("A form that is answered with a file says so, and is free again after it was sent")
    func fileForms() throws {
        let asking = try Self.rendered().filter { $0.html.contains("data-file") }.map {
            $0.name.split(separator: " ")[0]
        }
        #expect(Set(asking) == ["packs/pack", "exports/export"])
        let script = try String(contentsOfFile: try TestSite.resources() + "/assets/site.js", encoding: .utf8)
        let rule = try #require(script.firstRange(of: "form.dataset.file !== undefined"))
        #expect(script[rule.upperBound...].prefix(120).contains("delete form.dataset.sent"))
    }

    @Test("Every field has a label, and every table names its columns")
    func labelsAndScopes() throws {
        for (name, html) in try Self.rendered() {
            for piece in html.split(separator: "<").filter({
                $0.hasPrefix("input ") || $0.hasPrefix("select ") || $0.hasPrefix("textarea ")
            }) {
                guard !piece.contains("type=\"hidden\""), let id = attribute("id", of: piece) else {
                    #expect(piece.contains("type=\"hidden\""), "\(name): \(piece)")
                    continue
                }
                #expect(html.contains("for=\"\(id)\""), "\(name): \(id)")
            }
            for head in html.split(separator: "<th ").dropFirst() {
                #expect(head.hasPrefix("scope=\""), "\(name): \(head.prefix(60))")
            }
            #expect(!html.contains("rowspan"), "\(name)")
            // The one cell that may span is a heading across the whole width, alone in its row.
            for row in html.split(separator: "<tr").dropFirst() where row.contains("colspan") {
                let inside = String(row.firstRange(of: "</tr>").map { row[..<$0.lowerBound] } ?? row)
                #expect(!inside.contains("<td") && inside.split(separator: "<th").count == 2, "\(name): \(inside)")
            }
        }
    }

    @Test("Identifiers are used once on a page, and every error links to one")
    func identifiers() throws {
        for (name, html) in try Self.rendered() where !name.hasPrefix("system/gallery") {
            let ids = html.split(separator: "<").compactMap { attribute("id", of: $0) }
            // Examples reuse example fields; a page with real fields is asked in the flows.
            let repeated = Dictionary(grouping: ids, by: { $0 }).filter { $1.count > 1 }.keys
            #expect(!repeated.contains("main"), "\(name)")
        }
    }

    @Test("A status is a word and a shape beside its colour, and the shape is not read out")
    func statuses() throws {
        for (name, html) in try Self.rendered() {
            for piece in html.split(separator: "<span class=\"status ").dropFirst() {
                let inside = piece[..<(piece.firstRange(of: "</span></")?.lowerBound ?? piece.endIndex)]
                #expect(inside.contains("aria-hidden=\"true\""), "\(name)")
            }
        }
    }

    private func count(_ text: String, _ html: String) -> Int { html.ranges(of: text).count }

    private func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\""),
            let end = tag[start.upperBound...].firstIndex(of: "\"")
        else { return nil }
        return String(tag[start.upperBound..<end])
    }
}
