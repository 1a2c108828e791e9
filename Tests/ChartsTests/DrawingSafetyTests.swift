import Testing
import Vocabulary

@testable import Charts

@Suite("What a drawing says stays text")
struct DrawingSafetyTests {
    static let pieces = [
        "<script>alert(1)</script>", "</text><script>alert(1)</script>", "</svg><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>", "' onload='alert(1)", "]]>", "<![CDATA[x]]>", "<!-- x", "-->", "&lt;b&gt;",
        "&#60;b&#62;",
        "<style>*{}</style>", "<a href=\"javascript:alert(1)\">x</a>", "<use href=\"//evil.example/x\"/>",
        "<foreignObject><body/></foreignObject>", "<animate attributeName=\"x\"/>", "{{page.formToken}}",
        "{{{page}}} [[words]]", "a\u{0}b\u{1B}[31m\u{7F}", "\u{202E}gnp.exe\u{202C}\u{2066}x\u{2069}",
        "\"\u{301}><script>x</script>", "<\u{338}script>", "one\r\ntwo\u{2028}three", "\u{FFFE}\u{FFFF}",
        "😀 漢字 ﷽ \u{200B}",
        "=HYPERLINK(\"http://evil.example\")", "<?xml version=\"1.0\"?>", "<!DOCTYPE svg [<!ENTITY a \"b\">]>&a;",
        "<image href=\"file:///etc/passwd\"/>", "url(http://evil.example)",
    ]

    /// Each alone and each behind harmless words: sixty texts.
    static var payloads: [String] { pieces + pieces.map { "Open the service \($0) by then" } }

    @Test(
        "Sixty hostile texts in every place of a timeline make no element, no attribute and no link",
        arguments: payloads)
    func hostile(payload: String) throws {
        #expect(Self.payloads.count == 60)
        func drawing(_ text: String) throws -> [DrawnXML] {
            let lanes = [TimelineLane(state: .underWay, isConditional: true, note: text)]
            var timeline = try TimelineFixtures.timeline([
                TimelineGroup(
                    title: text,
                    rows: [TimelineRow(name: text, text: text, state: .underWay, lanes: lanes)])
            ])
            timeline.title = text
            timeline.words = [.underWay: text]
            return timeline.figure(name: "t").drawings.map { DrawnXML($0.svg) }
        }
        let allowed: Set<String> = ["svg", "title", "desc", "rect", "line", "path", "circle", "text", "g"]
        for xml in try drawing(payload) {
            #expect(xml.faults.isEmpty, "\(xml.faults)")
            for element in xml.elements {
                #expect(allowed.contains(element.name), "\(element.name)")
                for (name, value) in element.attributes {
                    #expect(!name.hasPrefix("on") && name != "style" && name != "href" && name != "class", "\(name)")
                    #expect(!value.contains("url(") && !value.contains("evil"), "\(name)")
                }
                #expect(
                    element.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x202A...0x202E ~= $0.value) })
            }
        }
    }

    @Test("What this room draws passes the check; what it did not draw shows nothing in a page")
    func checked() throws {
        let rows = [try TimelineFixtures.row(1, lanes: try TimelineFixtures.everyLane())]
        let hostile = try Self.payloads.enumerated().map { try TimelineFixtures.row($0.offset, text: $0.element) }
        let timeline = try TimelineFixtures.timeline([TimelineGroup(title: "Aim", rows: rows + hostile)])
        let drawings = timeline.figure(name: "t").drawings
        #expect(!drawings.isEmpty)
        for drawing in drawings { #expect(drawing.markup.html.hasPrefix("<svg"), "\(drawing.svg.prefix(300))") }
        for piece in Self.pieces + ["<svg><script/></svg>", "<svg onload=\"x\"></svg>"] {
            #expect(Drawing(svg: piece, width: 1, height: 1).markup.html.isEmpty, "\(piece)")
        }
    }

    @Test("A drawing is an image with a name and a description, and its identifiers are its own")
    func named() throws {
        let timeline = try TimelineFixtures.timeline([
            TimelineGroup(title: "Aim", rows: try (1...60).map { try TimelineFixtures.row($0) })
        ])
        var ids: [String] = []
        for drawing in timeline.figure(name: "plan-1").drawings {
            let xml = DrawnXML(drawing.svg)
            let root = try #require(xml.elements.first)
            #expect(root.attributes["role"] == "img")
            let own = xml.elements.compactMap { $0.attributes["id"] }
            #expect(root.attributes["aria-labelledby"] == own.joined(separator: " ") && own.count == 2)
            #expect(xml.elements.filter { $0.name == "title" || $0.name == "desc" }.allSatisfy { !$0.text.isEmpty })
            ids += own
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test("Letters are never set smaller than eleven on a sheet of a thousand: more than eight points on paper")
    func sizes() throws {
        let timeline = try TimelineFixtures.timeline([
            TimelineGroup(title: "Aim", rows: [try TimelineFixtures.row(1, lanes: TimelineFixtures.everyLane())])
        ])
        for drawing in timeline.figure(name: "t").drawings {
            let sizes = DrawnXML(drawing.svg).elements.compactMap { Double($0.attributes["font-size"] ?? "") }
            #expect(!sizes.isEmpty && sizes.allSatisfy { $0 >= 11 })
        }
    }
}
