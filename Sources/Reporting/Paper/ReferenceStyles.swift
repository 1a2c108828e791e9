/// The styles of a Word document, by the names its writer asks for. Arial, because every office has it or its like.
enum ReferenceStyles {
    static func part(language: String) -> String {
        ReferenceDocument.wrap("styles", defaults(language) + paragraphs + characters + table)
    }

    private static func defaults(_ language: String) -> String {
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:lang w:val=\"\(language == "en" ? "en-GB" : language)\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    }

    private struct Style {
        let id: String
        let name: String
        var based = "Normal"
        var next: String?
        /// Of the paragraph, in the order the schema asks for.
        var paragraph = ""
        /// Of its letters.
        var letters = ""

        var xml: String {
            "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:basedOn w:val=\"\(based)\"/>"
                + (next.map { "<w:next w:val=\"\($0)\"/>" } ?? "") + "<w:qFormat/><w:pPr>\(paragraph)</w:pPr>"
                + "<w:rPr>\(letters)</w:rPr></w:style>"
        }
    }

    private static func spacing(_ before: Int, _ after: Int) -> String {
        "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"/>"
    }

    private static func size(_ halfPoints: Int) -> String {
        "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
    }

    private static func ground(_ colour: String) -> String {
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(colour)\"/>"
    }

    private static func edge(_ side: String, _ size: Int, _ colour: String, space: Int = 4) -> String {
        "<w:\(side) w:val=\"single\" w:sz=\"\(size)\" w:space=\"\(space)\" w:color=\"\(colour)\"/>"
    }

    private static let bold = "<w:b/><w:bCs/>"
    private static let keep = "<w:keepNext/><w:keepLines/>"
    private static let plain =
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"

    private static var paragraphs: String { plain + (texts + headings + cells + margins).map(\.xml).joined() }

    private static let texts = [
        Style(id: "BodyText", name: "Body Text"),
        Style(id: "FirstParagraph", name: "First Paragraph", based: "BodyText"),
        Style(
            id: "Notice", name: "Notice",
            paragraph:
                "<w:pBdr>\(["top", "left", "bottom", "right"].map { edge($0, 12, "111111", space: 6) }.joined())</w:pBdr>"
                + "<w:spacing w:before=\"120\" w:after=\"240\"/><w:ind w:left=\"140\" w:right=\"140\"/>", letters: bold),
        Style(
            id: "Fact", name: "Fact",
            paragraph:
                "<w:pBdr>\(edge("bottom", 4, "BBBBBB"))\(edge("between", 4, "BBBBBB"))</w:pBdr><w:tabs><w:tab w:val=\"left\" w:pos=\"2600\"/></w:tabs>"
                + spacing(40, 40) + "<w:ind w:left=\"2600\" w:hanging=\"2600\"/>"),
        Style(
            id: "TOC1", name: "toc 1",
            paragraph: "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9860\"/></w:tabs>" + spacing(0, 60)),
        Style(
            id: "ContentsTitle", name: "Contents Title", paragraph: keep + spacing(480, 120), letters: bold + size(24)),
        Style(id: "ImageCaption", name: "Image Caption"),
    ]

    private static let headings = [
        Style(
            id: "Title", name: "Title", next: "BodyText",
            paragraph: keep + "<w:pBdr>\(edge("top", 32, "12344F", space: 20))</w:pBdr>" + spacing(240, 120),
            letters: bold + size(46)),
        Style(
            id: "Subtitle", name: "Subtitle", next: "BodyText", paragraph: keep + spacing(0, 320),
            letters: "<w:color w:val=\"333333\"/>" + size(26)),
        Style(
            id: "Heading1", name: "heading 1", next: "BodyText",
            paragraph: keep + "<w:pBdr>\(edge("bottom", 10, "12344F"))</w:pBdr>" + spacing(360, 200)
                + "<w:outlineLvl w:val=\"0\"/>", letters: bold + size(30)),
        Style(
            id: "Heading2", name: "heading 2", next: "BodyText",
            paragraph: keep + spacing(280, 100) + "<w:outlineLvl w:val=\"1\"/>", letters: bold + size(23)),
        Style(
            id: "Heading3", name: "heading 3", next: "BodyText",
            paragraph: keep + spacing(200, 80) + "<w:outlineLvl w:val=\"2\"/>", letters: bold),
    ]

    /// In cells; lines are kept together so that a row goes to the next page as a whole.
    private static let cells = [
        Style(
            id: "Compact", name: "Compact", based: "BodyText",
            paragraph: "<w:keepLines/><w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>"),
        Style(
            id: "Group1", name: "Group 1", based: "Compact",
            paragraph: "<w:keepNext/>" + ground("12344F") + spacing(60, 60),
            letters: bold + "<w:color w:val=\"FFFFFF\"/>"),
        Style(
            id: "Group2", name: "Group 2", based: "Compact",
            paragraph: "<w:keepNext/>" + ground("E9EDF1") + spacing(60, 60),
            letters: bold),
        Style(
            id: "Group3", name: "Group 3", based: "Compact", paragraph: "<w:keepNext/>" + spacing(60, 60),
            letters: bold + "<w:i/><w:iCs/>"),
        Style(
            id: "TableCaption", name: "Table Caption", paragraph: keep + spacing(160, 80), letters: bold),
    ]

    private static let margins = [
        Style(
            id: "Marking", name: "Marking", paragraph: spacing(40, 0) + "<w:jc w:val=\"center\"/>",
            letters: bold + "<w:spacing w:val=\"20\"/>" + size(17)),
        Style(
            id: "Footer", name: "footer", paragraph: spacing(0, 0) + "<w:jc w:val=\"center\"/>",
            letters: "<w:color w:val=\"333333\"/>" + size(15)),
    ]

    private static var characters: String {
        let colours = [
            ("red", "A5170C"), ("orange", "8A4B00"), ("green", "10592F"), ("grey", "3E4954"), ("blue", "174A8B"),
            ("none", "111111"),
        ]
        return
            "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
            + "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"NumberHead\"><w:name w:val=\"Number Head\"/><w:rPr>\(size(15))</w:rPr></w:style>"
            + colours.map {
                "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Status\($0.0)\"><w:name w:val=\"Status \($0.0)\"/><w:rPr>\(bold)<w:color w:val=\"\($0.1)\"/></w:rPr></w:style>"
            }.joined()
    }

    private static var table: String {
        let lines =
            edge("top", 8, "111111", space: 0) + edge("bottom", 8, "111111", space: 0)
            + edge("insideH", 4, "999999", space: 0)
        let margin =
            "<w:tblCellMar><w:top w:w=\"30\" w:type=\"dxa\"/><w:left w:w=\"70\" w:type=\"dxa\"/><w:bottom w:w=\"30\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar>"
        return
            "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>"
            + "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Table\"><w:name w:val=\"Table\"/><w:basedOn w:val=\"TableNormal\"/><w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:rPr>\(size(17))</w:rPr><w:tblPr><w:tblBorders>\(lines)</w:tblBorders>\(margin)</w:tblPr>"
            + "<w:trPr><w:cantSplit/></w:trPr>"
            + "<w:tblStylePr w:type=\"firstRow\"><w:rPr>\(bold)</w:rPr><w:tcPr><w:tcBorders>\(edge("bottom", 8, "111111", space: 0))</w:tcBorders>\(ground("E4E9ED"))<w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>"
    }
}
