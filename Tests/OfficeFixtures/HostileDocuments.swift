import Foundation
import OfficeFiles

/// Documents that mean harm, or meet it.
extension HostileFile {
    /// Word documents are read with pandoc; without it there is nothing to try.
    public static let hasPandoc = FileManager.default.isExecutableFile(atPath: TextDocumentReader.standardPandoc)

    public static let documents =
        documentArchives + documentContainers + documentParts + documentOutside + documentContents + documentShapes
        + documentOpenDocuments + documentStrangers

    /// Refused for what they would cost, which only the cage bounds.
    public static let onlyInCage: Set<String> = ["large-table.docx"]

    /// Words that are read in those that are not the plan of two actions.
    public static let finds: [String: String] = [
        "include.docx": "what was there",
        "link.docx": "the guidance",
        "changes.docx": "agreed at last",
        "right-to-left.docx": "خطة العمل",
        "five-deep.docx": "innermost",
        "thousand-headings.docx": "Heading 999",
        "many-columns.odt": "end",
    ]

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

    private static let documentArchives: [HostileFile] = [
        HostileFile("nested.docx", "an archive in an archive, and no document", .refused("packed")) {
            WordFile.archive([("inner.docx", WordFile.file()), ("again.zip", WordFile.archive([("a", [0x61])]))])
        },
        HostileFile("bomb.docx", "a text part of 120 MB in 120 kB", .refused("too-large-inside")) {
            WordFile.file(parts: [("word/document.xml", spaces(120_000_000))])
        },
        HostileFile("bomb-pictures.docx", "pictures of 240 MB in 240 kB", .refused("too-large-inside")) {
            WordFile.file(parts: [
                ("word/media/a.png", spaces(120_000_000)), ("word/media/b.png", spaces(120_000_000)),
            ])
        },
        HostileFile("large-picture.docx", "a picture of 100 MB that is never unpacked", .read([])) {
            WordFile.file(parts: [("word/media/a.png", spaces(100_000_000))])
        },
        HostileFile("false-size.docx", "a part that is larger than it says", .refused("damaged")) {
            var bytes = WordFile.file()
            let real = UInt32(WordFile.document(WordFile.plan).utf8.count)
            let size = withUnsafeBytes(of: real.littleEndian) { [UInt8]($0) }
            let less = withUnsafeBytes(of: (real - 100).littleEndian) { [UInt8]($0) }
            while let at = bytes.firstRange(of: size) { bytes.replaceSubrange(at, with: less) }
            return bytes
        },
        HostileFile("encrypted-parts.docx", "parts that are encrypted in the archive", .refused("protected")) {
            var bytes = WordFile.file()
            for at in bytes.indices.dropLast(10) where bytes[at] == 0x50 && bytes[at + 1] == 0x4B {
                if bytes[at + 2] == 3, bytes[at + 3] == 4 { bytes[at + 6] |= 1 }
                if bytes[at + 2] == 1, bytes[at + 3] == 2 { bytes[at + 8] |= 1 }
            }
            return bytes
        },
        HostileFile("cut-early.docx", "cut off after a tenth", .refused("damaged")) {
            Array(WordFile.file().prefix(WordFile.file().count / 10))
        },
        HostileFile("cut-half.docx", "cut off in the middle", .refused("damaged")) {
            Array(WordFile.file().prefix(WordFile.file().count / 2))
        },
        HostileFile("cut-late.docx", "its last ten bytes are missing", .refused("damaged")) {
            WordFile.file().dropLast(10)
        },
        HostileFile("climbing.docx", "a part named ../../etc/passwd", .refused("unsafe-archive")) {
            WordFile.file(more: [("../../etc/passwd", "root")])
        },
        HostileFile("twice.docx", "two parts of the same name", .refused("unsafe-archive")) {
            WordFile.archive([("word/document.xml", [0x61]), ("word/document.xml", [0x62])])
        },
        HostileFile("no-parts.docx", "an archive without any part", .refused("packed")) { ZipWriter().finished() },
    ]

    // MARK: Old containers

    private static let documentContainers: [HostileFile] = [
        HostileFile("password.docx", "a document with a password", .refused("protected")) {
            container("EncryptedPackage")
        },
        HostileFile("old.doc", "Word before 2007", .refused("old-word")) { container("WordDocument") },
        HostileFile("old.xls", "Excel before 2007", .refused("old-excel")) { container("Workbook") },
        HostileFile("old.ppt", "PowerPoint before 2007", .refused("presentation")) {
            container("PowerPoint Document")
        },
        HostileFile("message.msg", "a saved message", .refused("mail")) { container("__substg1.0_0037001F") },
        HostileFile("unknown.doc", "an old container with nothing known in it", .refused("old-office")) {
            container("Something")
        },
    ]

    // MARK: Its parts

    private static let documentParts: [HostileFile] = [
        HostileFile("doctype.docx", "a document type in the text", .refused("definitions")) {
            declared("<!DOCTYPE w:document>", WordFile.plan)
        },
        HostileFile("laughs.docx", "entities that unfold a billionfold", .refused("definitions")) {
            declared(
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>",
                WordFile.paragraph("&c;"))
        },
        HostileFile("entity-file.docx", "an entity that names a file", .refused("definitions")) {
            declared(
                "<!DOCTYPE l [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>", WordFile.paragraph("&secret;"))
        },
        HostileFile("no-text.docx", "the text part is missing", .refused("damaged")) {
            WordFile.file(parts: [("word/document.xml", [])])
        },
        HostileFile("broken-text.docx", "markup that does not close", .refused("damaged")) {
            WordFile.file(more: [("word/document.xml", "<w:document><w:body><w:p></w:body></w:document>")])
        },
        HostileFile("noise.docx", "a text part of noise", .refused("damaged")) {
            WordFile.file(parts: [("word/document.xml", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) })])
        },
        HostileFile("wide.docx", "a text part in UTF-16", .refused("damaged")) {
            let wide = WordFile.document(WordFile.plan).utf16.flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
            }
            return WordFile.file(parts: [("word/document.xml", [0xFF, 0xFE] + wide)])
        },
        HostileFile("broken-notes.docx", "a part of footnotes that does not close", .refused("damaged")) {
            WordFile.file(more: [("word/footnotes.xml", "<w:footnotes><w:footnote>")])
        },
        HostileFile("wrong-types.docx", "its list of kinds names a picture", .read([])) {
            WordFile.file(more: [("[Content_Types].xml", "<Types><Default ContentType=\"image/png\"/></Types>")])
        },
        HostileFile("no-list.docx", "nothing but a list of kinds", .refused("damaged")) {
            WordFile.archive([("[Content_Types].xml", Array("<Types/>".utf8))])
        },
        HostileFile("style-circle.docx", "styles that are each made from the other", .read([])) {
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

    public static let documentOutside: [HostileFile] = [
        HostileFile("picture-elsewhere.docx", "a picture to be fetched from a server", .read([])) {
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
        HostileFile("template-elsewhere.docx", "a template to be fetched, and a file of the machine", .read([])) {
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
        HostileFile("text-elsewhere.docx", "the text is said to lie in /etc/passwd", .refused("outside")) {
            WordFile.file(
                parts: [("word/document.xml", [])],
                more: [
                    ("_rels/.rels", WordFile.relations([("officeDocument", "file:///etc/passwd", true)])),
                    ("word/other.xml", WordFile.document(WordFile.plan)),
                ])
        },
        HostileFile("text-above.docx", "the text is said to lie above the file", .refused("outside")) {
            WordFile.file(more: [
                ("_rels/.rels", WordFile.relations([("officeDocument", "../../../etc/passwd", false)]))
            ])
        },
        HostileFile("include.docx", "a field that includes /etc/passwd", .read([])) {
            let field = "<w:fldSimple w:instr=\"INCLUDETEXT file:///etc/passwd\"><w:r><w:t>what was there</w:t></w:r>"
            return WordFile.file("<w:p>\(field)</w:fldSimple></w:p>" + WordFile.plan)
        },
        HostileFile("link.docx", "links to a file and to a server", .read([])) {
            let link = "<w:hyperlink r:id=\"rId1\"><w:r><w:t>the guidance</w:t></w:r></w:hyperlink>"
            let list = WordFile.relations([("hyperlink", "file:///etc/passwd", true)])
            return WordFile.file(
                "<w:p>\(link)</w:p>" + WordFile.plan, more: [("word/_rels/document.xml.rels", list)])
        },
    ]

    // MARK: What it brings along

    private static let documentContents: [HostileFile] = [
        HostileFile("alt-chunk.docx", "a page embedded in the text", .read(["left-out"])) {
            WordFile.file(
                WordFile.plan + "<w:altChunk r:id=\"rId1\"/>",
                more: [("word/chunk.html", "<script>alert(1)</script>")])
        },
        HostileFile("object.docx", "an embedded workbook", .read(["left-out"])) {
            WordFile.file(
                "<w:p><w:r><w:object><w:OLEObject r:id=\"rId1\"/></w:object></w:r></w:p>" + WordFile.plan,
                parts: [("word/embeddings/a.bin", container("Workbook"))])
        },
        HostileFile("macros.docm", "a document with macros", .read(["macros"])) {
            WordFile.file(parts: [("word/vbaProject.bin", container("VBA"))])
        },
        HostileFile("changes.docx", "tracked changes", .read(["tracked-changes"])) {
            let changes = """
                <w:p><w:ins w:id="1"><w:r><w:t>agreed at last</w:t></w:r></w:ins><w:del w:id="2"><w:r>\
                <w:delText>never agreed</w:delText></w:r></w:del></w:p>
                """
            return WordFile.file(changes + WordFile.plan)
        },
        HostileFile("comments.docx", "comments in the margin", .read(["comments"])) {
            WordFile.file("<w:p><w:r><w:t>x</w:t><w:commentReference w:id=\"1\"/></w:r></w:p>" + WordFile.plan)
        },
        HostileFile("hidden.docx", "hidden text", .read(["hidden"])) {
            WordFile.file(
                "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a secret</w:t></w:r></w:p>" + WordFile.plan)
        },
        HostileFile("text-box.docx", "a text box", .read(["text-boxes"])) {
            let box = "<w:drawing><w:txbxContent>\(WordFile.paragraph("in the box"))</w:txbxContent></w:drawing>"
            return WordFile.file("<w:p><w:r>\(box)<w:t>beside</w:t></w:r></w:p>" + WordFile.plan)
        },
        HostileFile("controls.docx", "control characters", .read(["control-characters"])) {
            WordFile.file(WordFile.paragraph("bell \u{7} and \u{1B}[31m red") + WordFile.plan)
        },
        HostileFile("turned.docx", "characters that turn the direction of text", .read(["direction-overrides"])) {
            WordFile.file(WordFile.paragraph("\u{202E}drawkcab\u{202C}") + WordFile.plan)
        },
        HostileFile("right-to-left.docx", "text from right to left", .read([])) {
            WordFile.file(WordFile.paragraph("خطة العمل") + WordFile.plan)
        },
        HostileFile("picture-only.docx", "a scanned page", .refused("only-pictures")) {
            WordFile.file("<w:p><w:r><w:drawing/></w:r></w:p>", parts: [("word/media/scan.png", [1, 2, 3])])
        },
        HostileFile("empty.docx", "a document without text", .refused("empty")) { WordFile.file("<w:p/>") },
    ]

    // MARK: Shapes

    private static let documentShapes: [HostileFile] = [
        HostileFile("five-deep.docx", "tables in tables, five deep", .read(["nested-table"])) {
            var inside = WordFile.paragraph("innermost")
            for _ in 0..<5 {
                inside =
                    "<w:tbl><w:tblGrid/><w:tr>\(WordFile.cell(WordFile.paragraph("a")))\(WordFile.cell(inside + "<w:p/>"))"
                    + "</w:tr></w:tbl>"
            }
            return WordFile.file(WordFile.paragraph("before") + inside + WordFile.plan)
        },
        HostileFile("large-table.docx", "a table of 200,000 cells", .refused("document-not-read")) {
            let row = "<w:tr>" + String(repeating: WordFile.cell(WordFile.paragraph("x y")), count: 20) + "</w:tr>"
            return WordFile.file("<w:tbl>\(String(repeating: row, count: 10_000))</w:tbl>")
        },
        HostileFile("deep-controls.docx", "content controls 10,000 deep", .refused("too-deep")) {
            let open = String(repeating: "<w:sdt><w:sdtContent>", count: 10_000)
            let close = String(repeating: "</w:sdtContent></w:sdt>", count: 10_000)
            return WordFile.file(open + WordFile.plan + close)
        },
        HostileFile("wide-cell.docx", "a cell over a million columns", .read([])) {
            WordFile.file(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"1000000\"/></w:tcPr>\(WordFile.paragraph("wide"))</w:tc>"
                    + "</w:tr></w:tbl>" + WordFile.plan)
        },
        HostileFile("merged-above.docx", "a cell merged with nothing above it", .read(["text-lost"])) {
            WordFile.file(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>\(WordFile.paragraph("lost"))</w:tc></w:tr></w:tbl>"
                    + WordFile.plan)
        },
        HostileFile("thousand-headings.docx", "1,000 headings", .read([])) {
            let styles = """
                <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style \
                w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>
                """
            let headings = (0..<1_000).map {
                "<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>Heading \($0)</w:t></w:r></w:p>"
            }
            return WordFile.file(headings.joined() + WordFile.plan, more: [("word/styles.xml", styles)])
        },
        HostileFile("one-paragraph.docx", "one paragraph of 1 MB", .read([])) {
            WordFile.file(WordFile.paragraph(String(repeating: "word ", count: 200_000)) + WordFile.plan)
        },
    ]

    // MARK: OpenDocument

    public static let documentOpenDocuments: [HostileFile] = [
        HostileFile("encrypted.odt", "a document with a password", .refused("protected")) {
            let manifest = """
                <manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml">\
                <manifest:encryption-data/></manifest:file-entry></manifest:manifest>
                """
            return WordFile.open("x", parts: [("META-INF/manifest.xml", manifest)])
        },
        HostileFile("macros.odt", "Basic macros", .read(["macros"])) {
            WordFile.open(parts: [("Basic/Standard/Module1.xml", "<script>Shell(\"x\")</script>")])
        },
        HostileFile("link.odt", "a picture and a section to be fetched", .read([])) {
            WordFile.open(
                """
                <text:p><draw:frame><draw:image xlink:href="http://127.0.0.1:CANARY/a.png"/></draw:frame></text:p>\
                <text:section><text:section-source xlink:href="file:///etc/passwd"/>\(WordFile.openPlan)</text:section>
                """)
        },
        HostileFile("doctype.odt", "entities", .refused("definitions")) {
            WordFile.open(before: "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
        },
        HostileFile("bomb.odt", "a text part of 120 MB", .refused("too-large-inside")) {
            WordFile.archive([
                ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
                ("content.xml", spaces(120_000_000)),
            ])
        },
        HostileFile("wrong-kind.odt", "a drawing that calls itself a text", .refused("packed")) {
            WordFile.open(type: "application/vnd.oasis.opendocument.graphics")
        },
        HostileFile("no-content.odt", "the text part is missing", .refused("damaged")) {
            WordFile.archive([("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))])
        },
        HostileFile("changes.odt", "tracked changes", .read(["tracked-changes"])) {
            let changes = """
                <text:tracked-changes><text:changed-region><text:deletion><text:p>never agreed</text:p></text:deletion>\
                </text:changed-region></text:tracked-changes>
                """
            return WordFile.open(changes + WordFile.openPlan)
        },
        HostileFile("style-circle.odt", "a style made from itself", .read([])) {
            WordFile.open(
                "<text:p text:style-name=\"a\">x</text:p>" + WordFile.openPlan,
                head: "<style:style style:name=\"a\" style:family=\"paragraph\" style:parent-style-name=\"a\"/>")
        },
        HostileFile("many-columns.odt", "a cell repeated a billion times", .read([])) {
            WordFile.open(
                "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"1000000000\"/>"
                    + "<table:table-cell><text:p>end</text:p></table:table-cell></table:table-row></table:table>"
                    + WordFile.openPlan)
        },
    ]

    // MARK: Something else

    private static let documentStrangers: [HostileFile] = [
        HostileFile("rich.docx", "RTF under another name", .refused("rich-text")) {
            Array("{\\rtf1\\ansi Map the market}".utf8)
        },
        HostileFile("page.docx", "a web page under another name", .read([])) {
            Array(
                """
                <html><body><table><tr><th>Action</th><th>Lead</th></tr><tr><td>Map the market</td><td>Analyst</td></tr>\
                </table></body></html>
                """.utf8)
        },
        HostileFile("print.docx", "PDF under another name", .refused("pdf")) { Array("%PDF-1.7\n1 0 obj".utf8) },
        HostileFile("flat.fodt", "OpenDocument as flat XML", .refused("flat-xml")) {
            Array("<?xml version=\"1.0\"?><office:document xmlns:office=\"o\"/>".utf8)
        },
        HostileFile("flat.xml", "Word as flat XML", .refused("flat-xml")) {
            Array("<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"p\"/>".utf8)
        },
        HostileFile("plan.pages", "a file of Pages", .refused("apple-office")) {
            WordFile.archive([("Index/Document.iwa", [1, 2, 3])])
        },
        HostileFile("deck.pptx", "slides", .refused("presentation")) {
            WordFile.archive([
                ("_rels/.rels", Array(WordFile.relations([("officeDocument", "ppt/presentation.xml", false)]).utf8)),
                ("ppt/presentation.xml", [0x3C]),
            ])
        },
        HostileFile("plain.zip", "a folder packed as zip", .refused("packed")) {
            WordFile.archive([("plan.csv", Array("a,b".utf8))])
        },
    ]
}
