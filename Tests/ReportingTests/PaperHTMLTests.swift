import Charts
import Reporting
import TestSupport
import Testing
import Vocabulary

@Suite("Paper as HTML")
struct PaperHTMLTests {
    @Test("No text of a paper becomes markup, in no field, on no kind of page", arguments: HostileText.all.indices)
    func hostile(_ number: Int) throws {
        let text = HostileText.all[number]
        let calm = HostilePaper.paper("calm")
        let paper = HostilePaper.paper(text)
        // The same elements and attributes as with harmless words: nothing was added by the text.
        #expect(
            HostilePaper.tags(PaperHTML.fragment(of: paper).html)
                == HostilePaper.tags(PaperHTML.fragment(of: calm).html))
        #expect(HostilePaper.tags(PaperHTML.printed(paper)) == HostilePaper.tags(PaperHTML.printed(calm)))
        #expect(!PaperHTML.fragment(of: paper).html.contains("{{"))
    }

    @Test("The fragment has no style and no script, headings from the second level on, and each id once")
    func fragment() {
        let html = PaperHTML.fragment(of: HostilePaper.paper("words")).html
        for word in ["<style", "style=", "<script", "<h1", "onclick", "href=\"http"] { #expect(!html.contains(word)) }
        let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.hasPrefix("paper-") })
        let targets = html.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
        #expect(targets.count == 3 && targets.allSatisfy { ids.contains($0) })
        for label in html.matches(of: /aria-labelledby="([^"]*)"/) { #expect(ids.contains(String(label.output.1))) }
    }

    @Test("Tables have a caption, scopes, and a labelled region that the keyboard reaches")
    func tables() {
        let html = PaperHTML.fragment(of: HostilePaper.paper("words")).html
        #expect(
            html.contains("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"paper-table-1\">"))
        #expect(html.contains("<caption id=\"paper-table-1\">"))
        #expect(html.contains("<th scope=\"col\""))
        #expect(html.contains("<th scope=\"row\""))
        #expect(html.contains("<th scope=\"rowgroup\" colspan=\"2\">"))
        #expect(html.contains("<span class=\"status status-red\"><span class=\"shape\" aria-hidden=\"true\">"))
    }

    @Test("A colour that is none of the five, a language that is none and an id that is none stand for nothing")
    func oddNames() {
        var paper = HostilePaper.paper("words")
        paper.language = "en\" onload=\"x"
        paper.sections = [
            PaperSection(id: "A \"B\"", title: "One", blocks: []), PaperSection(id: "", title: "Two", blocks: []),
            PaperSection(
                id: "", title: "Three",
                blocks: [
                    .table(
                        PaperTable(
                            caption: "c", columns: [PaperColumn("h", share: -5)],
                            rows: [
                                .cells([PaperCell("x", status: PaperStatus(shape: "o", word: "w", colour: "x\" y"))])
                            ],
                            empty: ""))
                ]),
        ]
        let html = PaperHTML.fragment(of: paper).html
        #expect(html.contains("lang=\"en\""))
        #expect(html.contains("status-none"))
        #expect(html.contains("id=\"paper-part\"") && html.contains("id=\"paper-part-3\""))
    }

    @Test("No cell is lost: more cells than columns, fewer, no columns, no rows")
    func cells() {
        func html(_ columns: [PaperColumn], _ rows: [PaperRow]) -> String {
            let table = PaperTable(caption: "c", columns: columns, rows: rows, empty: "Nothing yet.")
            let section = PaperSection(id: "a", title: "A", blocks: [.table(table)])
            return PaperHTML.printed(Paper(title: "T", marking: .official, foot: "f", sections: [section]))
        }
        let many = html([PaperColumn("h")], [.cells([PaperCell("one"), PaperCell("two")]), .cells([])])
        #expect(many.contains("one") && many.contains("two"))
        #expect(many.matches(of: /<t[dh][ >]/).count == 6)
        #expect(html([], [.group("alone", level: 9)]).contains("alone"))
        #expect(html([PaperColumn("h")], []).contains("Nothing yet."))
        #expect(!html([PaperColumn("h")], []).contains("<table"))
    }

    @Test("The printed document is whole in itself: language, title, style of ours, the margins' words as attributes")
    func printed() {
        let html = PaperHTML.printed(HostilePaper.paper("words"), created: Day(iso: "2026-11-21"))
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(html.contains("<title>words</title>"))
        #expect(html.contains("data-marking=\"OFFICIAL\" data-foot=\"words\" data-page=\"Page\" data-of=\"of\""))
        #expect(html.contains("<meta name=\"dcterms.created\" content=\"2026-11-21\">"))
        #expect(html.contains("class=\"paper-section wide\""))
        #expect(html.contains("src=\"data:image/svg+xml;base64,"))
    }
}

@Suite("Drawings are looked through before they stand in a page")
struct CheckedDrawingTests {
    static let good = [
        "<svg viewBox=\"0 0 1 1\"></svg>", "<svg viewBox=\"0 0 1 1\"/>",
        "<svg role=\"img\" aria-label=\"a: url(x)\"><title>a &amp; b &#38; c</title><g fill=\"url(#hatch)\"><path d=\"M0 0\"/></g></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><defs><pattern id=\"h\" patternUnits=\"userSpaceOnUse\"></pattern></defs>\n</svg>\n",
    ]

    static let bad = [
        "", "text", "<p>", "<svg>", "<svg></svg><svg></svg>", "<svg></svg>x", "<svg><script>x</script></svg>",
        "<svg onload=\"x\"></svg>", "<svg><a href=\"x\"></a></svg>", "<svg><image href=\"x\"/></svg>",
        "<svg><use href=\"#a\"/></svg>", "<svg><use xlink:href=\"http://a\"/></svg>",
        "<svg><foreignObject></foreignObject></svg>", "<svg><style>a{}</style></svg>", "<svg style=\"fill:red\"></svg>",
        "<svg><rect fill=\"url(http://a)\"/></svg>", "<svg><rect fill=\"url( #a)\"/></svg>",
        "<svg><rect fill=\"u\\72l(x)\"/></svg>", "<svg><rect fill=\"&#117;rl(x)\"/></svg>",
        "<svg><rect fill=\"URL(file:///etc/passwd)\"/></svg>", "<svg><!-- x --></svg>", "<!DOCTYPE svg><svg></svg>",
        "<?xml version=\"1.0\"?><svg></svg>", "<svg><![CDATA[<b>]]></svg>", "<svg>&xxe;</svg>", "<svg>& </svg>",
        "<svg><title><b>x</b></title></svg>", "<svg><title><g></g></title></svg>", "<svg><g></svg></g>",
        "<svg viewBox='0 0 1 1'></svg>", "<svg viewBox=0></svg>", "<svg><rect x=\"1\"y=\"2\"/></svg>",
        "<svg><animate attributeName=\"x\"/></svg>", "<svg><svg></svg></svg>", "<SVG></SVG>",
        "<svg xmlns=\"http://evil\"></svg>",
        "<svg><set/></svg>", "<svg><feImage href=\"x\"/></svg>", "</svg>", "<svg><rect></svg>", "<svg x=\"<\"></svg>",
    ]

    private func shows(_ svg: String) -> Bool {
        let figure = Figure(
            drawings: [Drawing(svg: svg, width: 10, height: 10)], title: "t", subtitle: "", summary: "", source: "")
        let html = PaperHTML.figure(
            PaperFigure(figure, table: PaperTable(caption: "c", columns: [], rows: [], empty: "e"))
        ).html
        return !html.contains(PaperWords.english.withoutDrawing) && html.contains("<svg")
    }

    @Test("Shapes and text are shown", arguments: good.indices)
    func shown(_ number: Int) { #expect(shows(Self.good[number])) }

    @Test("Anything else is left out, and the paper says so", arguments: bad.indices)
    func leftOut(_ number: Int) { #expect(!shows(Self.bad[number]), "\(Self.bad[number])") }
}
