import Charts
import Foundation
import Vocabulary

/// Puts a paper together as HTML, from its first line to its last.
struct PaperWriter {
    enum Target { case page, print }

    let paper: Paper
    let words: PaperWords
    let target: Target
    var markup = Markup()
    private let ids: [String]
    private var tables = 0
    /// The section being written lies across the sheet.
    private var isWide = false

    init(_ paper: Paper, words: PaperWords, target: Target) {
        self.paper = paper
        self.words = words
        self.target = target
        ids = PaperWriter.ids(of: paper.sections)
    }

    /// One id a section: its own, with a number where another has the same.
    private static func ids(of sections: [PaperSection]) -> [String] {
        var taken: Set<String> = []
        return sections.enumerated().map { number, section in
            let own = "paper-\(PaperText.id(section.id))"
            let id = taken.contains(own) ? "\(own)-\(number + 1)" : own
            taken.insert(id)
            return id
        }
    }

    mutating func fragment() -> String {
        markup.open("div", ["class": "paper", "lang": PaperText.language(paper.language)])
        head()
        contents()
        sections()
        markup.close("div")
        return markup.html
    }

    mutating func document(created: Day?) -> String {
        markup.open("html", ["lang": PaperText.language(paper.language)])
        markup.element("head") { head in
            head.open("meta", ["charset": "utf-8"])
            head.element("title", text: paper.title)
            head.open("meta", ["name": "generator", "content": "Cornerstone"])
            if let created {
                head.open("meta", ["name": "dcterms.created", "content": created.iso])
                head.open("meta", ["name": "dcterms.modified", "content": created.iso])
            }
            head.style(PrintStyle.sheet)
        }
        markup.open(
            "body",
            [
                "data-marking": paper.marking.printed, "data-foot": paper.foot, "data-page": words.page,
                "data-of": words.of,
            ])
        markup.open("header")
        markup.element("h1", text: paper.title)
        head()
        markup.close("header")
        contents()
        sections()
        markup.close("body")
        markup.close("html")
        return "<!DOCTYPE html>\n" + markup.html
    }

    private mutating func head() {
        if let subtitle = paper.subtitle { markup.element("p", ["class": "paper-subtitle"]) { $0.lines(subtitle) } }
        if let notice = paper.notice { markup.element("p", ["class": "paper-notice"]) { $0.lines(notice) } }
        guard !paper.facts.isEmpty else { return }
        switch target {
        case .page:
            markup.element("dl", ["class": "paper-facts"]) { list in
                for fact in paper.facts {
                    list.element("dt", text: fact.name)
                    list.element("dd") { $0.lines(fact.value) }
                }
            }
        case .print:
            // The printer tags terms and what they mean as a list without saying which belongs to which.
            markup.element("table", ["class": "paper-facts"]) { table in
                for fact in paper.facts {
                    table.element("tr") { row in
                        row.element("th", ["scope": "row"], text: fact.name)
                        row.element("td") { $0.lines(fact.value) }
                    }
                }
            }
        }
    }

    private mutating func contents() {
        guard paper.sections.count > 1 else { return }
        markup.element("nav", ["class": "paper-contents", "aria-labelledby": "paper-contents"]) { nav in
            nav.element("h2", ["id": "paper-contents"], text: words.contents)
            nav.element("ol") { list in
                for (section, id) in zip(paper.sections, ids) {
                    list.element("li") { $0.element("a", ["href": "#\(id)"], text: section.title) }
                }
            }
        }
    }

    private mutating func sections() {
        for (section, id) in zip(paper.sections, ids) {
            isWide = section.isWide
            let kind = section.isWide ? "paper-section wide" : "paper-section"
            markup.open("section", ["class": kind, "id": id, "aria-labelledby": "\(id)-title"])
            markup.element("h2", ["id": "\(id)-title"], text: section.title)
            for block in section.blocks { self.block(block) }
            markup.close("section")
        }
    }

    private mutating func block(_ block: PaperBlock) {
        switch block {
        case .heading(let text): markup.element("h3", text: text)
        case .paragraph(let text): markup.element("p") { $0.lines(text) }
        case .list(let items):
            guard !items.isEmpty else { return }
            markup.element("ul") { list in
                for item in items { list.element("li") { $0.lines(item) } }
            }
        case .table(let table): self.table(table)
        case .figure(let figure): self.figure(figure)
        }
    }

    mutating func figure(_ figure: PaperFigure) {
        let drawn = figure.figure
        let drawings = drawn.drawings.compactMap(CheckedDrawing.init)
        markup.open("div", ["class": "paper-figure"])
        markup.element("h3", text: drawn.title)
        if !drawn.subtitle.isEmpty { markup.element("p", ["class": "paper-small"]) { $0.lines(drawn.subtitle) } }
        for (number, drawing) in drawings.enumerated() { draw(drawing, number, of: drawings.count, drawn) }
        if drawings.count < drawn.drawings.count { markup.element("p", text: words.withoutDrawing) }
        if !drawn.summary.isEmpty { markup.element("p") { $0.lines(drawn.summary) } }
        if !drawn.source.isEmpty { markup.element("p", ["class": "paper-small"]) { $0.lines(drawn.source) } }
        markup.close("div")
        table(figure.table)
    }

    private mutating func draw(_ drawing: CheckedDrawing, _ number: Int, of count: Int, _ figure: Figure) {
        let name = count > 1 ? "\(figure.title) (\(number + 1)/\(count))" : figure.title
        switch target {
        case .page:
            markup.element("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": name]) {
                $0.drawing(drawing)
            }
        case .print:
            let picture = "data:image/svg+xml;base64," + Data(drawing.svg.utf8).base64EncodedString()
            let told = number == 0 && !figure.summary.isEmpty ? "\(name). \(figure.summary)" : name
            markup.element("p", ["class": number == 0 ? "drawing" : "drawing next"]) {
                $0.open("img", ["src": picture, "alt": told.isEmpty ? words.withoutDrawing : told])
            }
        }
    }

    private mutating func table(_ table: PaperTable) {
        guard !table.rows.isEmpty else {
            markup.element("p", ["class": "paper-empty"]) { $0.lines(table.empty) }
            return
        }
        tables += 1
        let caption = "paper-table-\(tables)"
        if target == .page {
            markup.open("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": caption])
        }
        markup.open("table", ["class": "paper-table"])
        markup.element("caption", ["id": caption], text: table.caption)
        var rows = PaperRows(table, target: target, isWide: isWide)
        rows.write(to: &markup)
        markup.close("table")
        if target == .page { markup.close("div") }
    }
}
