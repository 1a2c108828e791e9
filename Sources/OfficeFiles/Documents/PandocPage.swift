import Tables

/// What pandoc says of a document, as the markup of a page.
///
/// Texts of links and quotations stay, pictures, raw parts and formatting other than bold do not. Footnotes are taken
/// out of the sentence they stand in, and follow at the end, so that no deadline or lead carries one.
struct PandocPage {
    static let deepest = 120

    private let tape: JSONTape
    private var page = PageMarkup()
    private var notes: [JSONTape.Index] = []
    private var shift = 0
    private var depth = 0
    private var tables = 0
    private var isNote = false
    /// Letters and digits of the text, notes apart.
    private(set) var letters = 0
    private(set) var notesInTables = 0
    private(set) var isCut = false
    private(set) var pictures = 0

    /// - Returns: nil where the JSON is none of pandoc's.
    init?(_ json: [UInt8]) {
        guard let tape = try? JSONTape(json) else { return nil }
        self.tape = tape
        guard let blocks = tape.value("blocks", in: tape.root), tape.kind(blocks) == .array else { return nil }
        begin(before: blocks)
        each(blocks) { $0.block($1) }
        end()
    }

    var bytes: [UInt8] { page.bytes }

    // MARK: Beginning and end

    /// The lines Word sets apart as title, subtitle, author and date; below a title every heading is one level lower.
    private mutating func begin(before blocks: JSONTape.Index) {
        guard let meta = tape.value("meta", in: tape.root) else { return }
        if let title = tape.value("title", in: meta) {
            let own = words(title)
            if !own.isEmpty, own != firstHeading(blocks) {
                shift = 1
                page.beginHeading(1)
                page.text(own.utf8)
                page.endHeading(1)
            }
            letters += XMLScan.letters(Array(own.utf8), 0..<own.utf8.count)
        }
        for key: StaticString in ["subtitle", "author", "date", "abstract"] {
            guard let value = tape.value(key, in: meta) else { continue }
            page.open("p")
            metaValue(value)
            page.close("p")
        }
    }

    private mutating func metaValue(_ value: JSONTape.Index) {
        guard let content = tape.value("c", in: value), let kind = kind(value), deeper() else { return }
        switch kind {
        case "MetaInlines": inlines(content)
        case "MetaBlocks": each(content) { $0.block($1) }
        case "MetaList":
            each(content) { page, item in
                page.metaValue(item)
                page.page.open("br")
            }
        case "MetaString": string(content)
        default: break
        }
        depth -= 1
    }

    /// The text of a piece alone, without a trace in the page; its footnotes follow at the end, as all do.
    private mutating func words(_ value: JSONTape.Index) -> String {
        var copy = self
        copy.page = PageMarkup()
        copy.metaValue(value)
        notes = copy.notes
        isCut = isCut || copy.isCut
        return PlainPage.text(of: copy.page.bytes)
    }

    private func firstHeading(_ blocks: JSONTape.Index) -> String? {
        guard let first = tape.items(blocks).first(where: { kind($0) == "Header" }),
            let content = tape.value("c", in: first), let inlines = tape.items(content).last
        else { return nil }
        var copy = self
        copy.page = PageMarkup()
        copy.inlines(inlines)
        return PlainPage.text(of: copy.page.bytes)
    }

    private mutating func end() {
        isNote = true
        var number = 0
        while number < notes.count {
            page.open("p")
            page.text("Note \(number + 1): ".utf8)
            each(notes[number]) { $0.noteBlock($1) }
            page.close("p")
            number += 1
        }
    }

    private mutating func noteBlock(_ index: JSONTape.Index) {
        guard let content = tape.value("c", in: index) else { return }
        if ["Para", "Plain"].contains(kind(index)) {
            inlines(content)
            page.open("br")
        } else {
            block(index)
        }
    }

    // MARK: Blocks

    private func kind(_ index: JSONTape.Index) -> String? {
        tape.value("t", in: index).map { tape.name($0) }
    }

    private mutating func each(_ index: JSONTape.Index, _ body: (inout PandocPage, JSONTape.Index) -> Void) {
        for item in tape.items(index) { body(&self, item) }
    }

    private mutating func deeper() -> Bool {
        guard depth < PandocPage.deepest else {
            isCut = true
            return false
        }
        depth += 1
        return true
    }

    private mutating func block(_ index: JSONTape.Index) {
        guard let kind = kind(index), deeper() else { return }
        defer { depth -= 1 }
        guard let content = tape.value("c", in: index) else { return }
        let parts = tape.kind(content) == .array ? tape.items(content) : []
        switch kind {
        case "Para", "Plain": paragraph { $0.inlines(content) }
        case "LineBlock":
            paragraph { page in
                for line in parts {
                    page.inlines(line)
                    page.page.open("br")
                }
            }
        case "CodeBlock":
            if let text = parts.last { paragraph { $0.string(text) } }
        case "BlockQuote": each(content) { $0.block($1) }
        case "BulletList": list(content, number: nil)
        case "OrderedList":
            let first = parts.first.flatMap { tape.items($0).first }.flatMap { tape.number($0) } ?? 1
            if let items = parts.last { list(items, number: max(0, min(first, 9_999))) }
        case "DefinitionList": definitions(parts)
        case "Header": heading(parts)
        case "Table": table(parts)
        case "Div", "Figure":
            if let inner = parts.last { each(inner) { $0.block($1) } }
        default: break
        }
    }

    private mutating func paragraph(_ inside: (inout PandocPage) -> Void) {
        page.open("p")
        inside(&self)
        page.close("p")
    }

    private mutating func heading(_ parts: [JSONTape.Index]) {
        guard let first = parts.first, let level = tape.number(first).map({ min(max($0, 1), 10) }),
            let text = parts.last
        else { return }
        page.beginHeading(level + shift)
        inlines(text)
        page.endHeading(level + shift)
    }

    private mutating func list(_ items: JSONTape.Index, number: Int?) {
        if let number { page.open("ol", "start=\(number)") } else { page.open("ul") }
        each(items) { page, item in
            page.page.open("li")
            page.each(item) { $0.block($1) }
            page.page.close("li")
        }
        if number == nil { page.close("ul") } else { page.close("ol") }
    }

    private mutating func definitions(_ parts: [JSONTape.Index]) {
        for part in parts {
            let pair = tape.items(part)
            guard let term = pair.first, let meanings = pair.last else { continue }
            paragraph { $0.inlines(term) }
            each(meanings) { page, blocks in page.each(blocks) { $0.block($1) } }
        }
    }

    // MARK: Tables

    /// `[attributes, caption, columns, head, bodies, foot]`.
    private mutating func table(_ parts: [JSONTape.Index]) {
        guard parts.count == 6 else {
            isCut = true
            return
        }
        tables += 1
        page.open("table")
        if let caption = tape.items(parts[1]).last, !tape.items(caption).isEmpty {
            page.open("caption")
            each(caption) { $0.noteBlock($1) }
            page.close("caption")
        }
        section(tape.items(parts[3]).last, isHead: true)
        for body in tape.items(parts[4]) {
            let rows = tape.items(body).suffix(2)
            section(rows.first, isHead: true)
            section(rows.last, isHead: false)
        }
        section(tape.items(parts[5]).last, isHead: false)
        page.close("table")
        tables -= 1
    }

    private mutating func section(_ rows: JSONTape.Index?, isHead: Bool) {
        guard let rows else { return }
        let all = tape.items(rows).compactMap { tape.items($0).last }
        // Pandoc gives a table without a header one of empty cells.
        if all.isEmpty || (isHead && all.allSatisfy(isBlank)) { return }
        if isHead { page.open("thead") } else { page.open("tbody") }
        for cells in all {
            page.open("tr")
            each(cells) { $0.cell($0.tape.items($1)) }
            page.close("tr")
        }
        if isHead { page.close("thead") } else { page.close("tbody") }
    }

    private func isBlank(_ cells: JSONTape.Index) -> Bool {
        tape.items(cells).allSatisfy { cell in
            guard let content = tape.items(cell).last else { return true }
            return tape.items(content).allSatisfy { block in
                tape.value("c", in: block).map { tape.items($0).isEmpty } ?? true
            }
        }
    }

    /// `[attributes, alignment, rows, columns, blocks]`.
    private mutating func cell(_ parts: [JSONTape.Index]) {
        guard parts.count == 5 else {
            isCut = true
            return
        }
        page.openCell(rows: tape.number(parts[2]) ?? 1, columns: tape.number(parts[3]) ?? 1)
        each(parts[4]) { $0.block($1) }
        page.close("td")
    }

    // MARK: Text

    private mutating func string(_ index: JSONTape.Index) {
        var text: [UInt8] = []
        tape.text(index) { text.append($0) }
        page.text(text)
        if !isNote { letters += text.count(where: XMLScan.isLetter) }
    }

    private mutating func inlines(_ index: JSONTape.Index) { each(index) { $0.inline($1) } }

    private mutating func inline(_ index: JSONTape.Index) {
        guard let kind = kind(index) else { return }
        if kind == "Space" || kind == "SoftBreak" { return page.append(0x20 as UInt8) }
        if kind == "LineBreak" { return page.open("br") }
        guard let content = tape.value("c", in: index), deeper() else { return }
        defer { depth -= 1 }
        switch kind {
        case "Str": string(content)
        case "Strong":
            page.open("b")
            inlines(content)
            page.close("b")
        case "Emph", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps": inlines(content)
        case "Quoted": quoted(tape.items(content))
        case "Cite", "Span":
            if let text = tape.items(content).last { inlines(text) }
        case "Link":
            if tape.items(content).count == 3 { inlines(tape.items(content)[1]) }
        case "Code", "Math":
            if let text = tape.items(content).last { string(text) }
        case "Image": pictures += 1
        case "Note":
            if tables > 0 { notesInTables += 1 }
            if !isNote { notes.append(content) }
        default: break
        }
    }

    private mutating func quoted(_ parts: [JSONTape.Index]) {
        guard let mark = parts.first, let text = parts.last else { return }
        let isDouble = kind(mark) == "DoubleQuote"
        page.append(isDouble ? "“" : "‘")
        inlines(text)
        page.append(isDouble ? "”" : "’")
    }
}

/// The bare text of a piece of page markup.
enum PlainPage {
    static func text(of markup: [UInt8]) -> String {
        for case .paragraph(let paragraph) in DocumentReader.page(Array("<p>".utf8) + markup) {
            return paragraph.text
        }
        for case .heading(let heading) in DocumentReader.page(Array("<p>".utf8) + markup) { return heading.text }
        return ""
    }
}
