import OfficeFiles

/// A document that means harm, or meets it, and what becomes of it.
struct HostileDocument: Sendable {
    enum Outcome: Sendable {
        /// Refused with this code and a sentence that says what to do.
        case refused(String)
        /// Read, with these warnings; the text is found in it.
        case read([String], finds: String = "Map the market")
        /// Either of both, but never anything else.
        case either([String])
    }

    let name: String
    /// What is wrong with it, for the list of such files.
    let what: String
    let outcome: Outcome
    let bytes: @Sendable () -> [UInt8]

    init(_ name: String, _ what: String, _ outcome: Outcome, _ bytes: @escaping @Sendable () -> [UInt8]) {
        self.name = name
        self.what = what
        self.outcome = outcome
        self.bytes = bytes
    }

    static let all = archives + containers + parts + outside + contents + shapes + openDocuments + strangers

    private static func spaces(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x20, count: count) }

    private static func declared(_ declaration: String, _ body: String) -> [UInt8] {
        WordFile.file(more: [("word/document.xml", WordFile.document(body, before: declaration))])
    }

    /// A file in the old container whose directory names this.
    static func container(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
        for entry in ["Root Entry", name] {
            var record = [UInt8](repeating: 0, count: 128)
            for (index, byte) in entry.utf8.enumerated() { record[index * 2] = byte }
            record[64] = UInt8(entry.utf8.count * 2 + 2)
            bytes += record
        }
        return bytes + [UInt8](repeating: 0, count: 2_000)
    }

    // MARK: The archive

    static let archives: [HostileDocument] = [
        HostileDocument("nested.docx", "an archive in an archive, and no document", .refused("packed")) {
            WordFile.archive([("inner.docx", WordFile.file()), ("again.zip", WordFile.archive([("a", [0x61])]))])
        },
        HostileDocument("bomb.docx", "a text part of 120 MB in 120 kB", .refused("too-large-inside")) {
            WordFile.file(parts: [("word/document.xml", spaces(120_000_000))])
        },
        HostileDocument("bomb-pictures.docx", "pictures of 240 MB in 240 kB", .refused("too-large-inside")) {
            WordFile.file(parts: [
                ("word/media/a.png", spaces(120_000_000)), ("word/media/b.png", spaces(120_000_000)),
            ])
        },
        HostileDocument("large-picture.docx", "a picture of 100 MB that is never unpacked", .read([])) {
            WordFile.file(parts: [("word/media/a.png", spaces(100_000_000))])
        },
        HostileDocument("false-size.docx", "a part that is larger than it says", .refused("damaged")) {
            var bytes = WordFile.file()
            let real = UInt32(WordFile.document(WordFile.plan).utf8.count)
            let size = withUnsafeBytes(of: real.littleEndian) { [UInt8]($0) }
            let less = withUnsafeBytes(of: (real - 100).littleEndian) { [UInt8]($0) }
            while let at = bytes.firstRange(of: size) { bytes.replaceSubrange(at, with: less) }
            return bytes
        },
        HostileDocument("encrypted-parts.docx", "parts that are encrypted in the archive", .refused("protected")) {
            var bytes = WordFile.file()
            for at in bytes.indices.dropLast(10) where bytes[at] == 0x50 && bytes[at + 1] == 0x4B {
                if bytes[at + 2] == 3, bytes[at + 3] == 4 { bytes[at + 6] |= 1 }
                if bytes[at + 2] == 1, bytes[at + 3] == 2 { bytes[at + 8] |= 1 }
            }
            return bytes
        },
        HostileDocument("cut-early.docx", "cut off after a tenth", .refused("damaged")) {
            Array(WordFile.file().prefix(WordFile.file().count / 10))
        },
        HostileDocument("cut-half.docx", "cut off in the middle", .refused("damaged")) {
            Array(WordFile.file().prefix(WordFile.file().count / 2))
        },
        HostileDocument("cut-late.docx", "its last ten bytes are missing", .refused("damaged")) {
            WordFile.file().dropLast(10)
        },
        HostileDocument("climbing.docx", "a part named ../../etc/passwd", .refused("unsafe-archive")) {
            WordFile.file(more: [("../../etc/passwd", "root")])
        },
        HostileDocument("twice.docx", "two parts of the same name", .refused("unsafe-archive")) {
            WordFile.archive([("word/document.xml", [0x61]), ("word/document.xml", [0x62])])
        },
        HostileDocument("no-parts.docx", "an archive without any part", .refused("packed")) { ZipWriter().finished() },
    ]

    // MARK: Old containers

    static let containers: [HostileDocument] = [
        HostileDocument("password.docx", "a document with a password", .refused("protected")) {
            container("EncryptedPackage")
        },
        HostileDocument("old.doc", "Word before 2007", .refused("old-word")) { container("WordDocument") },
        HostileDocument("old.xls", "Excel before 2007", .refused("old-excel")) { container("Workbook") },
        HostileDocument("old.ppt", "PowerPoint before 2007", .refused("presentation")) {
            container("PowerPoint Document")
        },
        HostileDocument("message.msg", "a saved message", .refused("mail")) { container("__substg1.0_0037001F") },
        HostileDocument("unknown.doc", "an old container with nothing known in it", .refused("old-office")) {
            container("Something")
        },
    ]

    // MARK: Its parts

    static let parts: [HostileDocument] = [
        HostileDocument("doctype.docx", "a document type in the text", .refused("definitions")) {
            declared("<!DOCTYPE w:document>", WordFile.plan)
        },
        HostileDocument("laughs.docx", "entities that unfold a billionfold", .refused("definitions")) {
            declared(
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>",
                WordFile.paragraph("&c;"))
        },
        HostileDocument("entity-file.docx", "an entity that names a file", .refused("definitions")) {
            declared(
                "<!DOCTYPE l [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>", WordFile.paragraph("&secret;"))
        },
        HostileDocument("no-text.docx", "the text part is missing", .refused("damaged")) {
            WordFile.file(parts: [("word/document.xml", [])])
        },
        HostileDocument("broken-text.docx", "markup that does not close", .refused("damaged")) {
            WordFile.file(more: [("word/document.xml", "<w:document><w:body><w:p></w:body></w:document>")])
        },
        HostileDocument("noise.docx", "a text part of noise", .refused("damaged")) {
            WordFile.file(parts: [("word/document.xml", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) })])
        },
        HostileDocument("wide.docx", "a text part in UTF-16", .refused("damaged")) {
            let wide = WordFile.document(WordFile.plan).utf16.flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
            }
            return WordFile.file(parts: [("word/document.xml", [0xFF, 0xFE] + wide)])
        },
        HostileDocument("broken-notes.docx", "a part of footnotes that does not close", .refused("damaged")) {
            WordFile.file(more: [("word/footnotes.xml", "<w:footnotes><w:footnote>")])
        },
        HostileDocument("wrong-types.docx", "its list of kinds names a picture", .read([])) {
            WordFile.file(more: [("[Content_Types].xml", "<Types><Default ContentType=\"image/png\"/></Types>")])
        },
        HostileDocument("no-list.docx", "nothing but a list of kinds", .refused("damaged")) {
            WordFile.archive([("[Content_Types].xml", Array("<Types/>".utf8))])
        },
        HostileDocument("style-circle.docx", "styles that are each made from the other", .either([])) {
            let styles = """
                <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style \
                w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style><w:style \
                w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style></w:styles>
                """
            let body = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" + WordFile.plan
            return WordFile.file(body, more: [("word/styles.xml", styles)])
        },
    ]

    // MARK: Pointing elsewhere

    static let outside: [HostileDocument] = [
        HostileDocument("picture-elsewhere.docx", "a picture to be fetched from a server", .read([])) {
            let body = "<w:p><w:r><w:drawing><a:blip r:link=\"rId1\"/></w:drawing></w:r></w:p>" + WordFile.plan
            return WordFile.file(
                body,
                more: [
                    (
                        "word/_rels/document.xml.rels",
                        WordFile.relations([("image", "http://127.0.0.1:CANARY/picture.png", true)])
                    )
                ])
        },
        HostileDocument("template-elsewhere.docx", "a template to be fetched, and a file of the machine", .read([])) {
            WordFile.file(more: [
                (
                    "word/_rels/document.xml.rels",
                    WordFile.relations([
                        ("attachedTemplate", "http://127.0.0.1:CANARY/template.dotm", true),
                        ("image", "file:///etc/passwd", true),
                    ])
                )
            ])
        },
        HostileDocument("text-elsewhere.docx", "the text is said to lie in /etc/passwd", .refused("damaged")) {
            WordFile.file(
                parts: [("word/document.xml", [])],
                more: [
                    ("_rels/.rels", WordFile.relations([("officeDocument", "file:///etc/passwd", true)])),
                    ("word/other.xml", WordFile.document(WordFile.plan)),
                ])
        },
        HostileDocument("text-above.docx", "the text is said to lie above the file", .refused("damaged")) {
            WordFile.file(more: [
                ("_rels/.rels", WordFile.relations([("officeDocument", "../../../etc/passwd", false)]))
            ])
        },
        HostileDocument("include.docx", "a field that includes /etc/passwd", .read([], finds: "what was there")) {
            let field = "<w:fldSimple w:instr=\"INCLUDETEXT file:///etc/passwd\"><w:r><w:t>what was there</w:t></w:r>"
            return WordFile.file("<w:p>\(field)</w:fldSimple></w:p>" + WordFile.plan)
        },
        HostileDocument("link.docx", "links to a file and to a server", .read([], finds: "the guidance")) {
            let link = "<w:hyperlink r:id=\"rId1\"><w:r><w:t>the guidance</w:t></w:r></w:hyperlink>"
            let list = WordFile.relations([("hyperlink", "file:///etc/passwd", true)])
            return WordFile.file(
                "<w:p>\(link)</w:p>" + WordFile.plan, more: [("word/_rels/document.xml.rels", list)])
        },
    ]

    // MARK: What it brings along

    static let contents: [HostileDocument] = [
        HostileDocument("alt-chunk.docx", "a page embedded in the text", .read(["left-out"])) {
            WordFile.file(
                WordFile.plan + "<w:altChunk r:id=\"rId1\"/>",
                more: [("word/chunk.html", "<script>alert(1)</script>")])
        },
        HostileDocument("object.docx", "an embedded workbook", .read(["left-out"])) {
            WordFile.file(
                "<w:p><w:r><w:object><w:OLEObject r:id=\"rId1\"/></w:object></w:r></w:p>" + WordFile.plan,
                parts: [("word/embeddings/a.bin", container("Workbook"))])
        },
        HostileDocument("macros.docm", "a document with macros", .read(["macros"])) {
            WordFile.file(parts: [("word/vbaProject.bin", container("VBA"))])
        },
        HostileDocument("changes.docx", "tracked changes", .read(["tracked-changes"], finds: "agreed at last")) {
            let changes = """
                <w:p><w:ins w:id="1"><w:r><w:t>agreed at last</w:t></w:r></w:ins><w:del w:id="2"><w:r>\
                <w:delText>never agreed</w:delText></w:r></w:del></w:p>
                """
            return WordFile.file(changes + WordFile.plan)
        },
        HostileDocument("comments.docx", "comments in the margin", .read(["comments"])) {
            WordFile.file("<w:p><w:r><w:t>x</w:t><w:commentReference w:id=\"1\"/></w:r></w:p>" + WordFile.plan)
        },
        HostileDocument("hidden.docx", "hidden text", .read(["hidden"])) {
            WordFile.file(
                "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a secret</w:t></w:r></w:p>" + WordFile.plan)
        },
        HostileDocument("text-box.docx", "a text box", .read(["text-boxes"])) {
            let box = "<w:drawing><w:txbxContent>\(WordFile.paragraph("in the box"))</w:txbxContent></w:drawing>"
            return WordFile.file("<w:p><w:r>\(box)<w:t>beside</w:t></w:r></w:p>" + WordFile.plan)
        },
        HostileDocument("controls.docx", "control characters", .read(["control-characters"])) {
            WordFile.file(WordFile.paragraph("bell \u{7} and \u{1B}[31m red") + WordFile.plan)
        },
        HostileDocument("turned.docx", "characters that turn the direction of text", .read(["direction-overrides"])) {
            WordFile.file(WordFile.paragraph("\u{202E}drawkcab\u{202C}") + WordFile.plan)
        },
        HostileDocument("right-to-left.docx", "text from right to left", .read([], finds: "خطة العمل")) {
            WordFile.file(WordFile.paragraph("خطة العمل") + WordFile.plan)
        },
        HostileDocument("picture-only.docx", "a scanned page", .refused("only-pictures")) {
            WordFile.file("<w:p><w:r><w:drawing/></w:r></w:p>", parts: [("word/media/scan.png", [1, 2, 3])])
        },
        HostileDocument("empty.docx", "a document without text", .refused("empty")) { WordFile.file("<w:p/>") },
    ]

    // MARK: Shapes

    static let shapes: [HostileDocument] = [
        HostileDocument("five-deep.docx", "tables in tables, five deep", .read(["nested-table"], finds: "innermost")) {
            var inside = WordFile.paragraph("innermost")
            for _ in 0..<5 {
                inside =
                    "<w:tbl><w:tblGrid/><w:tr>\(WordFile.cell(WordFile.paragraph("a")))\(WordFile.cell(inside + "<w:p/>"))"
                    + "</w:tr></w:tbl>"
            }
            return WordFile.file(WordFile.paragraph("before") + inside + WordFile.plan)
        },
        HostileDocument("large-table.docx", "a table of 200,000 cells", .either([])) {
            let row = "<w:tr>" + String(repeating: WordFile.cell(WordFile.paragraph("x y")), count: 20) + "</w:tr>"
            return WordFile.file("<w:tbl>\(String(repeating: row, count: 10_000))</w:tbl>")
        },
        HostileDocument("deep-controls.docx", "content controls 10,000 deep", .refused("too-deep")) {
            let open = String(repeating: "<w:sdt><w:sdtContent>", count: 10_000)
            let close = String(repeating: "</w:sdtContent></w:sdt>", count: 10_000)
            return WordFile.file(open + WordFile.plan + close)
        },
        HostileDocument("wide-cell.docx", "a cell over a million columns", .read([])) {
            WordFile.file(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"1000000\"/></w:tcPr>\(WordFile.paragraph("wide"))</w:tc>"
                    + "</w:tr></w:tbl>" + WordFile.plan)
        },
        HostileDocument("merged-above.docx", "a cell merged with nothing above it", .read(["text-lost"])) {
            WordFile.file(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>\(WordFile.paragraph("lost"))</w:tc></w:tr></w:tbl>"
                    + WordFile.plan)
        },
        HostileDocument("thousand-headings.docx", "1,000 headings", .read([], finds: "Heading 999")) {
            let styles = """
                <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style \
                w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>
                """
            let headings = (0..<1_000).map {
                "<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>Heading \($0)</w:t></w:r></w:p>"
            }
            return WordFile.file(headings.joined() + WordFile.plan, more: [("word/styles.xml", styles)])
        },
        HostileDocument("one-paragraph.docx", "one paragraph of 5 MB", .either(["part-too-long"])) {
            WordFile.file(WordFile.paragraph(String(repeating: "word ", count: 1_000_000)) + WordFile.plan)
        },
    ]

    // MARK: OpenDocument

    static let openDocuments: [HostileDocument] = [
        HostileDocument("encrypted.odt", "a document with a password", .refused("protected")) {
            let manifest = """
                <manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml">\
                <manifest:encryption-data/></manifest:file-entry></manifest:manifest>
                """
            return WordFile.open("x", parts: [("META-INF/manifest.xml", manifest)])
        },
        HostileDocument("macros.odt", "Basic macros", .read(["macros"])) {
            WordFile.open(parts: [("Basic/Standard/Module1.xml", "<script>Shell(\"x\")</script>")])
        },
        HostileDocument("link.odt", "a picture and a section to be fetched", .read([])) {
            WordFile.open(
                """
                <text:p><draw:frame><draw:image xlink:href="http://127.0.0.1:CANARY/a.png"/></draw:frame></text:p>\
                <text:section><text:section-source xlink:href="file:///etc/passwd"/>\(WordFile.openPlan)</text:section>
                """)
        },
        HostileDocument("doctype.odt", "entities", .refused("definitions")) {
            WordFile.open(before: "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
        },
        HostileDocument("bomb.odt", "a text part of 120 MB", .refused("too-large-inside")) {
            WordFile.archive([
                ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
                ("content.xml", spaces(120_000_000)),
            ])
        },
        HostileDocument("wrong-kind.odt", "a drawing that calls itself a text", .refused("packed")) {
            WordFile.open(type: "application/vnd.oasis.opendocument.graphics")
        },
        HostileDocument("no-content.odt", "the text part is missing", .refused("damaged")) {
            WordFile.archive([("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))])
        },
        HostileDocument("changes.odt", "tracked changes", .read(["tracked-changes"])) {
            let changes = """
                <text:tracked-changes><text:changed-region><text:deletion><text:p>never agreed</text:p></text:deletion>\
                </text:changed-region></text:tracked-changes>
                """
            return WordFile.open(changes + WordFile.openPlan)
        },
        HostileDocument("style-circle.odt", "a style made from itself", .read([])) {
            WordFile.open(
                "<text:p text:style-name=\"a\">x</text:p>" + WordFile.openPlan,
                head: "<style:style style:name=\"a\" style:family=\"paragraph\" style:parent-style-name=\"a\"/>")
        },
        HostileDocument("many-columns.odt", "a cell repeated a billion times", .read([], finds: "end")) {
            WordFile.open(
                "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"1000000000\"/>"
                    + "<table:table-cell><text:p>end</text:p></table:table-cell></table:table-row></table:table>"
                    + WordFile.openPlan)
        },
    ]

    // MARK: Something else

    static let strangers: [HostileDocument] = [
        HostileDocument("rich.docx", "RTF under another name", .refused("rich-text")) {
            Array("{\\rtf1\\ansi Map the market}".utf8)
        },
        HostileDocument("page.docx", "a web page under another name", .read([])) {
            Array(
                """
                <html><body><table><tr><th>Action</th><th>Lead</th></tr><tr><td>Map the market</td><td>Analyst</td></tr>\
                </table></body></html>
                """.utf8)
        },
        HostileDocument("print.docx", "PDF under another name", .refused("pdf")) { Array("%PDF-1.7\n1 0 obj".utf8) },
        HostileDocument("flat.fodt", "OpenDocument as flat XML", .refused("flat-xml")) {
            Array("<?xml version=\"1.0\"?><office:document xmlns:office=\"o\"/>".utf8)
        },
        HostileDocument("flat.xml", "Word as flat XML", .refused("flat-xml")) {
            Array("<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"p\"/>".utf8)
        },
        HostileDocument("plan.pages", "a file of Pages", .refused("apple-office")) {
            WordFile.archive([("Index/Document.iwa", [1, 2, 3])])
        },
        HostileDocument("slides.pptx", "slides", .refused("presentation")) {
            WordFile.archive([
                ("_rels/.rels", Array(WordFile.relations([("officeDocument", "ppt/presentation.xml", false)]).utf8)),
                ("ppt/presentation.xml", [0x3C]),
            ])
        },
        HostileDocument("plain.zip", "a folder packed as zip", .refused("packed")) {
            WordFile.archive([("plan.csv", Array("a,b".utf8))])
        },
    ]
}
