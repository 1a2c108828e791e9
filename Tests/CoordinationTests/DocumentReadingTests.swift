import Foundation
import OfficeFiles
import OfficeFixtures
import Tables
import Testing
import TestSupport
import Vocabulary

/// What offices write in Word and LibreOffice, and what it becomes.
@Suite("Documents become blocks")
struct DocumentReadingTests {
    private static let hasPandoc = FileManager.default.isExecutableFile(atPath: TextDocumentReader.standardPandoc)

    /// A block in a line, to compare with what a person sees in the document.
    private func lines(_ blocks: [Block]) -> [String] {
        blocks.map { block in
            switch block {
            case .heading(let heading): "h\(heading.level) \(heading.text)"
            case .paragraph(let paragraph): (paragraph.isListItem ? "• " : "") + paragraph.text
            case .sheet: "table"
            case .row(let row):
                (row.isHeader ? "header " : "")
                    + row.cells.map { cell in
                        cell.isMerged ? "^" : (cell.isBold ? "*\(cell.text)*" : cell.text)
                    }.joined(separator: " | ")
            case .problem(let problem): "! \(problem.code)"
            }
        }
    }

    private func word(_ body: String, styles: String = "", notes: String = "", numbering: String = "") -> [String] {
        func root(_ name: String, _ inside: String) -> String {
            "<w:\(name) xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\(inside)</w:\(name)>"
        }
        let file = WordFile.file(
            body,
            more: [
                ("word/styles.xml", root("styles", styles)), ("word/footnotes.xml", root("footnotes", notes)),
                ("word/numbering.xml", root("numbering", numbering)),
            ])
        return lines(OfficeReader.blocks(of: file, name: "plan.docx"))
    }

    private func open(_ body: String, head: String = "") -> [String] {
        lines(OfficeReader.blocks(of: WordFile.open(body, head: head), name: "plan.odt"))
    }

    private func styled(_ style: String, _ text: String) -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    private func style(_ id: String, _ name: String) -> String {
        "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/></w:style>"
    }

    // MARK: Word

    @Test("A title stands above the headings of a Word document", .enabled(if: hasPandoc))
    func wordTitle() {
        let styles = style("T", "Title") + style("H1", "heading 1") + style("H2", "heading 2")
        let body = styled("T", "City drugs plan") + styled("H1", "Safer streets") + styled("H2", "Markets")
        #expect(word(body, styles: styles) == ["h1 City drugs plan", "h2 Safer streets", "h3 Markets"])
        #expect(word(styled("H1", "Safer streets"), styles: styles) == ["h1 Safer streets"])
    }

    @Test("A bold line alone, a bold cell, breaks and tabs", .enabled(if: hasPandoc))
    func wordText() {
        func run(_ inside: String, bold: Bool = false) -> String {
            "<w:r>\(bold ? "<w:rPr><w:b/></w:rPr>" : "")\(inside)</w:r>"
        }
        let body =
            "<w:p>\(run("<w:t>Treatment</w:t>", bold: true))</w:p>"
            + "<w:p>\(run("<w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three &amp; four</w:t>"))</w:p>"
            + "<w:tbl><w:tr><w:tc><w:p>\(run("<w:t>Lead</w:t>", bold: true))</w:p></w:tc>"
            + "<w:tc>\(WordFile.paragraph("a"))\(WordFile.paragraph("b"))</w:tc></w:tr></w:tbl>"
        #expect(word(body) == ["h7 Treatment", "one\ntwo three & four", "table", "*Lead* | a\nb"])
    }

    @Test("Merged cells, cells in content controls and rows that begin further right", .enabled(if: hasPandoc))
    func wordTables() {
        let row = { (cells: String) in "<w:tr>\(cells)</w:tr>" }
        let cell = { (text: String, look: String) in
            "<w:tc><w:tcPr>\(look)</w:tcPr>\(WordFile.paragraph(text))</w:tc>"
        }
        let body =
            "<w:tbl>"
            + row("<w:trPr><w:tblHeader/></w:trPr>" + cell("No", "") + cell("Action", "") + cell("Lead", ""))
            + row(cell("1", "<w:vMerge w:val=\"restart\"/>") + cell("Map", "") + cell("Police", ""))
            + row(cell("", "<w:vMerge/>") + cell("both", "<w:gridSpan w:val=\"2\"/>"))
            + row(
                "<w:sdt><w:sdtPr/><w:sdtContent>\(cell("2", ""))</w:sdtContent></w:sdt>" + cell("x", "") + cell("y", "")
            )
            + row("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" + cell("right", "") + cell("z", ""))
            + row("<w:trPr><w:del w:id=\"1\"/></w:trPr>" + cell("gone", "") + cell("gone", "") + cell("gone", ""))
            + "</w:tbl>"
        #expect(
            word(body) == [
                "table", "header No | Action | Lead", "1 | Map | Police", "^ | both | ", "2 | x | y", " | right | z",
                "! tracked-changes",
            ])
    }

    @Test("The caption of a Word table is its name", .enabled(if: hasPandoc))
    func wordCaption() {
        let styles = style("TableCaption", "Table Caption")
        let blocks = OfficeReader.blocks(
            of: WordFile.file(
                styled("TableCaption", "Reduce demand") + WordFile.plan,
                more: [
                    (
                        "word/styles.xml",
                        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\(styles)"
                            + "</w:styles>"
                    )
                ]), name: "plan.docx")
        #expect(blocks.count == 4)
        if case .sheet(let sheet)? = blocks.first { #expect(sheet.name == "Reduce demand") }
    }

    @Test("Points, signs of symbol fonts, fields and footnotes", .enabled(if: hasPandoc))
    func wordParts() {
        let point = { (text: String) in
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>\(text)</w:t>"
                + "</w:r></w:p>"
        }
        let numbering = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>\
            <w:lvlText w:val="%1."/></w:lvl></w:abstractNum>\
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            """
        let body =
            point("third") + point("fourth")
            + "<w:tbl><w:tr><w:tc><w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r></w:p></w:tc><w:tc><w:p>"
            + "<w:fldSimple w:instr=\"DATE\"><w:r><w:t>May 2027</w:t></w:r></w:fldSimple>"
            + "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:tc></w:tr></w:tbl>"
        let notes = "<w:footnote w:id=\"2\">\(WordFile.paragraph("if agreed"))</w:footnote>"
        #expect(
            word(body, notes: notes, numbering: numbering) == [
                "• 3. third", "• 4. fourth", "table", "✓ | May 2027", "Note 1: if agreed", "! notes",
            ])
    }

    // MARK: OpenDocument

    @Test("Headings, points, merged cells and inner tables of an OpenDocument text")
    func openParts() {
        let head = """
            <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>\
            <style:style style:name="PB" style:family="paragraph" style:parent-style-name="B2"/>\
            <style:style style:name="B2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/>\
            </style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>\
            <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" \
            text:start-value="2"/></text:list-style>
            """
        let cell = { (inside: String, look: String) in "<table:table-cell \(look)>\(inside)</table:table-cell>" }
        let body =
            "<text:p text:style-name=\"P1\">City plan</text:p><text:h text:outline-level=\"1\">Safer<text:s/>streets</text:h>"
            + "<text:p><text:span text:style-name=\"B\">Alone</text:span></text:p>"
            + "<text:list text:style-name=\"L\"><text:list-item><text:p>second</text:p></text:list-item><text:list-item>"
            + "<text:p>third<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>why</text:p>"
            + "</text:note-body></text:note></text:p></text:list-item></text:list>"
            + "<table:table><table:table-header-rows><table:table-row>\(cell("<text:p>No</text:p>", ""))"
            + "\(cell("<text:p>Action</text:p>", ""))</table:table-row></table:table-header-rows>"
            + "<table:table-row>\(cell("<text:p text:style-name=\"PB\">1</text:p>", "table:number-rows-spanned=\"2\""))"
            + cell(
                "<text:p>Do</text:p><text:list><text:list-item><text:p>this</text:p></text:list-item></text:list>", "")
            + "</table:table-row><table:table-row><table:covered-table-cell/>\(cell("<text:p>that</text:p>", ""))"
            + "</table:table-row></table:table>"
        #expect(
            open(body, head: head) == [
                "h1 City plan", "h2 Safer streets", "h7 Alone", "• 2. second", "• 3. third", "table",
                "header No | Action", "*1* | Do\n• this", "^ | that", "Note 1: why",
            ])
    }

    @Test("Hidden text, comments, boxes and lists of contents of an OpenDocument text are left out and named")
    func openLeftOut() {
        let head = """
            <style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
            """
        let body =
            "<text:table-of-content><text:index-body><text:p>Safer streets 3</text:p></text:index-body>"
            + "</text:table-of-content><text:p>seen<text:span text:style-name=\"H\">not seen</text:span></text:p>"
            + "<text:p>said<office:annotation><text:p>a comment</text:p></office:annotation></text:p>"
            + "<text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>beside</text:p>"
        #expect(open(body, head: head) == ["seen", "said", "beside", "! comments", "! text-boxes", "! hidden"])
    }

    @Test("Places name the table and the row, and no line")
    func places() {
        let blocks = OfficeReader.blocks(of: WordFile.open(), name: "plan.odt")
        guard case .row(let row)? = blocks.last else {
            Issue.record("no row")
            return
        }
        #expect(row.place == Place(table: 1, row: 3))
    }

    // MARK: Anything at all

    @Test("What pandoc might say, changed at random, never ends the reader")
    func mutatedJSON() throws {
        let json = Array(
            """
            {"pandoc-api-version":[1,22],"meta":{"title":{"t":"MetaInlines","c":[{"t":"Str","c":"T"}]}},"blocks":[\
            {"t":"Header","c":[1,["a",[],[]],[{"t":"Str","c":"Aim\\u2019s \\ud83d\\ude00"}]]},{"t":"OrderedList","c":\
            [[3,{"t":"Decimal"},{"t":"Period"}],[[{"t":"Para","c":[{"t":"Strong","c":[{"t":"Str","c":"b"}]},\
            {"t":"Note","c":[{"t":"Para","c":[{"t":"Str","c":"n"}]}]}]}]]]},{"t":"Table","c":[["",[],[]],[null,[]],\
            [[{"t":"AlignDefault"},{"t":"ColWidth","c":0.5}]],[["",[],[]],[[["",[],[]],[[["",[],[]],\
            {"t":"AlignDefault"},1,1,[{"t":"Plain","c":[{"t":"Str","c":"H"}]}]]]]]],[[["",[],[]],0,[],[[["",[],[]],\
            [[["",[],[]],{"t":"AlignDefault"},2,1,[{"t":"Plain","c":[{"t":"Quoted","c":[{"t":"DoubleQuote"},\
            [{"t":"Str","c":"x"}]]}]}]]]]]]],[["",[],[]],[]]]}]}
            """.utf8)
        #expect(lines(try #require(DocumentSteps.blocks(ofPandoc: json))).count == 7)
        var numbers = SeededRandom(seed: 2_026)
        let signs = Array("{}[]\",:\\tc0-9nu".utf8)
        for _ in 0..<6_000 {
            var changed = json
            for _ in 0...numbers.below(4) {
                let at = numbers.below(changed.count)
                switch numbers.below(4) {
                case 0: changed[at] = numbers.pick(signs)
                case 1: changed.remove(at: at)
                case 2: changed.insert(numbers.pick(signs), at: at)
                default:
                    let end = min(changed.count, at + numbers.below(60))
                    changed.insert(contentsOf: changed[at..<end], at: numbers.below(changed.count))
                }
            }
            guard let blocks = DocumentSteps.blocks(ofPandoc: changed) else { continue }
            #expect(blocks.count < 100)
        }
        let deep = Array(repeating: UInt8(0x5B), count: 200_000)
        #expect(DocumentSteps.blocks(ofPandoc: deep) == nil)
        let quotes = String(repeating: "{\"t\":\"BlockQuote\",\"c\":[", count: 900)
        let closed = "{\"blocks\":[\(quotes)\(String(repeating: "]}", count: 900))]}"
        #expect(DocumentSteps.blocks(ofPandoc: Array(closed.utf8))?.isEmpty == true)
    }

    @Test("Parts of documents, changed at random, never end the reader")
    func mutatedParts() {
        var numbers = SeededRandom(seed: 2_027)
        let word = Array(
            WordFile.document(
                WordFile.plan + "<w:p><w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:ins></w:p>"
                    + "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r></w:p>"
            ).utf8)
        var sound = 0
        for round in 0..<4_000 {
            let changed = Self.changed(word, &numbers)
            if DocumentSteps.mended(changed) != nil { sound += 1 }
            guard round % 4 == 0 else { continue }
            let content = Self.changed(Array(WordFile.openPlan.utf8), &numbers)
            let file = WordFile.open(String(decoding: content, as: UTF8.self))
            #expect(!OfficeReader.blocks(of: file, name: "plan.odt").isEmpty)
        }
        #expect(sound > 400)
    }

    @Test("Whole documents, changed at random, give blocks or a sentence", .enabled(if: hasPandoc))
    func mutatedFiles() {
        var numbers = SeededRandom(seed: 2_028)
        for _ in 0..<25 {
            let text = Self.changed(Array(WordFile.document(WordFile.plan).utf8), &numbers)
            let file = WordFile.file(parts: [("word/document.xml", text)])
            #expect(!OfficeReader.blocks(of: file, name: "plan.docx").isEmpty)
        }
        for _ in 0..<400 {
            let file = Self.changed(WordFile.file(), &numbers)
            #expect(!OfficeReader.blocks(of: file, name: "plan.docx", pandoc: "/nowhere/pandoc").isEmpty)
        }
    }

    private static func changed(_ bytes: [UInt8], _ numbers: inout SeededRandom) -> [UInt8] {
        var changed = bytes
        for _ in 0...numbers.below(3) {
            let at = numbers.below(changed.count)
            switch numbers.below(4) {
            case 0: changed[at] = UInt8(numbers.below(256))
            case 1: changed[at] = numbers.pick(Array("<>/=\"&w:t ".utf8))
            case 2: changed.removeSubrange(at..<min(changed.count - 1, at + numbers.below(8)))
            default:
                let end = min(changed.count, at + numbers.below(200))
                changed.insert(contentsOf: changed[at..<end], at: numbers.below(changed.count))
            }
        }
        return changed
    }
}
