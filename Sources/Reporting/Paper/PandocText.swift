/// The pieces of pandoc's own JSON (api 1.22) that a paper is made of. Text is only ever a `Str`, so that no link, path,
/// formula or raw markup can come of it; the raw pieces are written in the program.
enum PandocText {
    /// Words and spaces of one or more lines, as inlines.
    static func inlines(_ text: String) -> [String] {
        var all: [String] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { all.append("{\"t\":\"LineBreak\"}") }
            for (place, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if place > 0 { all.append("{\"t\":\"Space\"}") }
                if !word.isEmpty { all.append("{\"t\":\"Str\",\"c\":\(string(word))}") }
            }
        }
        return all
    }

    static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    static func plain(_ inlines: [String]) -> String { "{\"t\":\"Plain\",\"c\":\(list(inlines))}" }
    static func paragraph(_ inlines: [String]) -> String { "{\"t\":\"Para\",\"c\":\(list(inlines))}" }
    static func strong(_ inlines: [String]) -> [String] { ["{\"t\":\"Strong\",\"c\":\(list(inlines))}"] }

    /// A paragraph in a style of the reference document.
    static func styled(_ style: StaticString, _ blocks: [String]) -> String {
        "{\"t\":\"Div\",\"c\":[[\"\",[],[[\"custom-style\",\"\(style)\"]]],\(list(blocks))]}"
    }

    /// Words in a style of the reference document; its name is one of ours.
    static func styled(_ style: String, words: [String]) -> [String] {
        ["{\"t\":\"Span\",\"c\":[[\"\",[],[[\"custom-style\",\(string(style))]]],\(list(words))]}"]
    }

    static func heading(_ level: Int, _ inlines: [String]) -> String {
        "{\"t\":\"Header\",\"c\":[\(level),[\"\",[],[]],\(list(inlines))]}"
    }

    static func bullets(_ items: [String]) -> String {
        let blocks = items.map { list([plain(inlines($0))]) }
        return "{\"t\":\"BulletList\",\"c\":\(list(blocks))}"
    }

    /// A picture that lies beside the document while it is written, by its number.
    static func picture(number: Int, alt: String, width: String, height: String) -> [String] {
        [
            "{\"t\":\"Image\",\"c\":[[\"\",[],[[\"width\",\(string(width))],[\"height\",\(string(height))]]],"
                + "\(list(inlines(alt))),[\"picture\(number).png\",\"\"]]}"
        ]
    }

    /// Office markup written in the program, with numbers of ours put in.
    static func raw(_ markup: OfficeMarkup) -> String {
        "{\"t\":\"RawBlock\",\"c\":[\"openxml\",\(string(markup.xml))]}"
    }
    static func rawInline(_ markup: OfficeMarkup) -> [String] {
        ["{\"t\":\"RawInline\",\"c\":[\"openxml\",\(string(markup.xml))]}"]
    }

    /// A JSON string, without what XML cannot hold.
    static func string(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: bytes += "\\\"".utf8
            case 0x5C: bytes += "\\\\".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F, 0xFFFE, 0xFFFF: continue
            default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Office markup that text can never be part of: constants and numbers.
struct OfficeMarkup: Hashable, Sendable {
    let xml: String

    private init(_ xml: String) { self.xml = xml }

    static let tab = OfficeMarkup("<w:r><w:tab/></w:r>")

    /// Marks where a section begins. The writer's own mark goes around the whole section, and LibreOffice loses those
    /// that have a table in them.
    static func mark(ofPart number: Int) -> OfficeMarkup {
        let id = 90_000 + number
        return OfficeMarkup("<w:bookmarkStart w:id=\"\(id)\" w:name=\"part\(number)\"/><w:bookmarkEnd w:id=\"\(id)\"/>")
    }

    /// The page on which a section begins; `dirty` has Word count it when the document is opened,
    /// and until then it is empty rather than wrong.
    static func page(ofPart number: Int) -> OfficeMarkup {
        OfficeMarkup(
            "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF part\(number) \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t></w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    }

    /// The end of a run of pages that stand upright or lie across.
    static func sectionEnd(isWide: Bool) -> OfficeMarkup {
        OfficeMarkup(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>\(pages(isWide: isWide))</w:pPr></w:p>"
        )
    }

    /// In the place of the numbers of header and footer, which the writer gives out; see `DocumentFinish`.
    static let headerName = "paperHeader"
    static let footerName = "paperFooter"

    /// The paper, its margins, header and footer.
    static func pages(isWide: Bool, header: String = headerName, footer: String = footerName) -> String {
        let size =
            isWide
            ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1190\" w:right=\"850\" w:bottom=\"1190\" w:left=\"850\" w:header=\"560\" w:footer=\"480\" w:gutter=\"0\"/>"
            : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1304\" w:right=\"1020\" w:bottom=\"1304\" w:left=\"1020\" w:header=\"600\" w:footer=\"520\" w:gutter=\"0\"/>"
        return "<w:sectPr><w:headerReference w:type=\"default\" \(link(header))/>"
            + "<w:footerReference w:type=\"default\" \(link(footer))/>\(size)</w:sectPr>"
    }

    /// The attribute that names a part of the document. No text of a paper can hold it: quotes are escaped there.
    static func link(_ id: String) -> String { "r:id=\"\(id)\"" }
}
