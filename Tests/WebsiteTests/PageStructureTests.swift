import Testing

@testable import Website

/// Beside `PageRuleTests`: the pages as a parser sees them.
@Suite("Every page is well formed, named and labelled")
struct PageStructureTests {
    static func examples() throws -> [(name: String, page: Page)] {
        try PageRuleTests.rendered().map { ($0.name, Page($0.html)) }
    }

    @Test("Every element closes where it should, every attribute is quoted and given once")
    func wellFormed() throws {
        for (name, page) in try Self.examples() {
            #expect(page.faults.isEmpty, "\(name): \(page.faults)")
            #expect(page.source.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"), "\(name)")
        }
    }

    @Test("The skip link is the first thing one can tab to, and leads to the main part")
    func skipLink() throws {
        for (name, page) in try Self.examples() {
            let first = page.elements.first { ["a", "button", "input", "select", "textarea"].contains($0.name) }
            #expect(first?["href"] == "#main", "\(name)")
            #expect(page.element(id: "main")?.name == "main", "\(name)")
        }
    }

    @Test("One heading of the first order, and none is jumped over below it")
    func headings() throws {
        for (name, page) in try Self.examples() {
            var last = 0
            for heading in page.all("h1", "h2", "h3", "h4") {
                let level = Int(String(heading.name.dropFirst())) ?? 0
                #expect(level <= last + 1 || last == 0, "\(name): \(heading.name) after h\(last)")
                #expect(!page.text(heading).isEmpty, "\(name): an empty \(heading.name)")
                last = level
            }
            #expect(page.all("h1").count == 1, "\(name)")
            #expect(!page.title.isEmpty, "\(name)")
        }
    }

    @Test("Every table has a caption first, and a scope on each of its heads")
    func tables() throws {
        var tables = 0
        for (name, page) in try Self.examples() {
            for table in page.all("table") {
                tables += 1
                let inside = page.inside(table)
                let caption = inside.first
                #expect(caption?.name == "caption", "\(name): \(table["class"] ?? "")")
                if let caption { #expect(!page.text(caption).isEmpty, "\(name)") }
                for head in inside where head.name == "th" {
                    #expect(["col", "row"].contains(head["scope"] ?? ""), "\(name): \(page.text(head))")
                }
            }
        }
        #expect(tables > 10)
    }

    @Test("Every list, table row and description has its own parts and nothing else")
    func parents() throws {
        let allowed: [String: Set<String>] = [
            "li": ["ul", "ol"], "tr": ["tbody", "thead"], "td": ["tr"], "th": ["tr"], "option": ["select"],
            "legend": ["fieldset"], "summary": ["details"], "caption": ["table"], "dt": ["div", "dl"],
            "dd": ["div", "dl"],
        ]
        for (name, page) in try Self.examples() {
            for element in page.elements {
                guard let parents = allowed[element.name] else { continue }
                let parent = element.parent.map { page.elements[$0].name } ?? ""
                #expect(parents.contains(parent), "\(name): <\(element.name)> in <\(parent)>")
            }
        }
    }

    @Test("Every link and button says something, and no form stands inside another")
    func names() throws {
        for (name, page) in try Self.examples() {
            for element in page.all("a", "button") {
                #expect(!page.text(element).isEmpty, "\(name): an empty <\(element.name)>")
            }
            for form in page.all("form") {
                #expect(!page.inside(form).contains { $0.name == "form" }, "\(name)")
            }
        }
    }

    @Test("A region that scrolls is reached with the keyboard, and says what it is")
    func regions() throws {
        var regions = 0
        for (name, page) in try Self.examples() {
            for region in page.elements where (region["class"] ?? "").split(separator: " ").contains("scroll") {
                regions += 1
                #expect(region["tabindex"] == "0" && region["role"] == "region", "\(name)")
                #expect(region["aria-label"] != nil || region["aria-labelledby"] != nil, "\(name)")
            }
        }
        #expect(regions > 10)
    }

    @Test("What an element is named or described by stands on the same page")
    func references() throws {
        for (name, page) in try Self.examples() {
            for element in page.elements {
                let named = [element["aria-labelledby"], element["aria-describedby"]].compactMap { $0 }
                for id in named.flatMap({ $0.split(separator: " ") }) {
                    #expect(page.element(id: String(id)) != nil, "\(name): \(id)")
                }
            }
        }
    }
}
