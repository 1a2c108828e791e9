import Charts
import OfficeFiles
import Vocabulary

/// The document that a Word document takes its styles, header and footer from: made anew for each paper, because the
/// marking and the foot stand in it.
public enum ReferenceDocument {
    /// The whole file.
    public static func bytes(for paper: Paper, words: PaperWords = .english) -> [UInt8] {
        var zip = ZipWriter()
        for part in parts(for: paper, words: words) { zip.add(part.name, part.text) }
        return zip.finished()
    }

    static func parts(for paper: Paper, words: PaperWords) -> [(name: String, text: String)] {
        [
            ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageLinks),
            ("word/document.xml", document), ("word/_rels/document.xml.rels", documentLinks),
            ("word/styles.xml", ReferenceStyles.part(language: PaperText.language(paper.language))),
            ("word/header1.xml", header(paper)), ("word/footer1.xml", footer(paper, words)),
            ("word/theme/theme1.xml", theme), ("word/fontTable.xml", fontTable),
            ("word/webSettings.xml", wrap("webSettings", "")), ("word/settings.xml", settings),
            ("word/footnotes.xml", notes),
        ]
    }

    private static let begin = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let names =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

    static func wrap(_ element: String, _ content: String) -> String {
        "\(begin)<w:\(element) \(names)>\(content)</w:\(element)>"
    }

    /// Across, since the writer makes no picture wider than this page; `DocumentFinish` sets the last pages right.
    private static var document: String {
        wrap("document", "<w:body><w:p/>\(OfficeMarkup.pages(isWide: true, header: "rId9", footer: "rId10"))</w:body>")
    }

    private static func header(_ paper: Paper) -> String {
        wrap("hdr", line(style: "Marking", run(paper.marking.printed)))
    }

    private static func footer(_ paper: Paper, _ words: PaperWords) -> String {
        let pages = run("\(words.page) ") + field("PAGE") + run(" \(words.of) ") + field("NUMPAGES")
        return wrap(
            "ftr",
            line(style: "Footer", run(paper.foot)) + line(style: "Footer", pages)
                + line(style: "Marking", run(paper.marking.printed)))
    }

    private static func line(style: String, _ runs: String) -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(runs)</w:p>"
    }

    private static func run(_ text: String) -> String {
        let plain = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FFFE}" && $0 != "\u{FFFF}" }))
        return "<w:r><w:t xml:space=\"preserve\">\(EscapedText.of(plain))</w:t></w:r>"
    }

    private static func field(_ name: StaticString) -> String {
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \(name) </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    }

    private static var contentTypes: String {
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        let parts = [
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"),
            ("webSettings", "webSettings"), ("fontTable", "fontTable"), ("footnotes", "footnotes"),
            ("header1", "header"), ("footer1", "footer"),
        ]
        let overrides = parts.map {
            "<Override PartName=\"/word/\($0.0).xml\" ContentType=\"\(main)\($0.1)+xml\"/>"
        }.joined()
        return begin + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\(overrides)"
            + "<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/></Types>"
    }

    private static let links = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static let packageLinks =
        begin
        + "<Relationships xmlns=\"\(links)\"><Relationship Id=\"rId1\" Type=\"\(kinds)/officeDocument\" Target=\"word/document.xml\"/></Relationships>"

    /// Numbered as the writer of documents numbers them: eight of its own, then header and footer.
    private static var documentLinks: String {
        let parts = [
            "numbering", "styles", "settings", "webSettings", "fontTable", "theme", "footnotes", "comments", "header",
            "footer",
        ]
        let targets = ["theme": "theme/theme1.xml", "header": "header1.xml", "footer": "footer1.xml"]
        let listed = parts.enumerated().filter { $0.element != "numbering" && $0.element != "comments" }.map {
            "<Relationship Id=\"rId\($0.offset + 1)\" Type=\"\(kinds)/\($0.element)\" Target=\"\(targets[$0.element] ?? $0.element + ".xml")\"/>"
        }.joined()
        return begin + "<Relationships xmlns=\"\(links)\">\(listed)</Relationships>"
    }

    private static let settings = wrap(
        "settings",
        "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    )

    private static let notes = wrap(
        "footnotes",
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )

    private static let fontTable = wrap(
        "fonts", "<w:font w:name=\"Arial\"><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>")

    private static var theme: String {
        let colours = [
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "12344F"), ("lt2", "EEF1F4"), ("accent1", "12344F"),
            ("accent2", "A5170C"), ("accent3", "8A4B00"), ("accent4", "10592F"), ("accent5", "174A8B"),
            ("accent6", "3E4954"), ("hlink", "1A4F9C"), ("folHlink", "0D2F63"),
        ].map { "<a:\($0.0)><a:srgbClr val=\"\($0.1)\"/></a:\($0.0)>" }.joined()
        let font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"
        let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
        let edge = "<a:ln w=\"9525\">\(fill)<a:prstDash val=\"solid\"/></a:ln>"
        let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
        func three(_ part: String) -> String { part + part + part }
        return begin
            + "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Cornerstone\"><a:themeElements><a:clrScheme name=\"Cornerstone\">\(colours)</a:clrScheme><a:fontScheme name=\"Cornerstone\"><a:majorFont>\(font)</a:majorFont><a:minorFont>\(font)</a:minorFont></a:fontScheme><a:fmtScheme name=\"Cornerstone\"><a:fillStyleLst>\(three(fill))</a:fillStyleLst><a:lnStyleLst>\(three(edge))</a:lnStyleLst><a:effectStyleLst>\(three(effect))</a:effectStyleLst><a:bgFillStyleLst>\(three(fill))</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    }
}
