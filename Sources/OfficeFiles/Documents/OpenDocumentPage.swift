/// The text of an ODT file as the markup of a page.
///
/// Read by ourselves and not by pandoc, which leaves out the lists, headings, merged cells and inner tables of ODT
/// tables.
struct OpenDocumentPage {
    private struct OpenList {
        var style: String?
        var next: Int?
        var isOpen = false
    }

    private struct OpenText {
        var page: PageMarkup
        var isInText: Int
    }

    private var scan: XMLScan
    private let styles: OpenDocumentStyles
    private var page = PageMarkup()
    private(set) var findings = WordMending.Findings()
    private(set) var notesInTables = 0
    private(set) var pictures = 0

    private var skipping = 0
    private var skippedName = ""
    private var shift = 0
    private var hasBegun = false
    private var inText = 0
    private var tables = 0
    private var isBody = false
    private var lists: [OpenList] = []
    /// For each open item, whether its opening was written: an item that holds a heading is none.
    private var items: [Bool] = []
    private var bold: [Bool] = []
    private var counted: [String: Int] = [:]
    private var cells = CountedCells()
    /// What was being written when a note began.
    private var outside: OpenText?
    private var notes: [PageMarkup] = []

    private static let skipped: Set<String> = [
        "tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls",
        "user-field-decls", "dde-connection-decls", "table-of-content", "alphabetical-index", "illustration-index",
        "table-index", "user-index", "object-index", "bibliography", "frame", "custom-shape", "rect", "line", "g",
        "covered-table-cell", "scripts", "automatic-styles", "font-face-decls", "note-citation", "ruby-text",
        "hidden-text", "hidden-paragraph", "control", "event-listeners", "shapes", "object",
    ]

    /// - Throws: `PartFault` for a part that is no sound XML.
    init(_ content: [UInt8], styles: OpenDocumentStyles) throws(PartFault) {
        scan = XMLScan(content)
        self.styles = styles
        while let event = try scan.next() { take(event) }
        for (number, note) in notes.enumerated() {
            page.open("p")
            page.text("Note \(number + 1): ".utf8)
            page.copy(note.bytes, note.bytes.indices)
            page.close("p")
        }
    }

    var bytes: [UInt8] { page.bytes }

    private mutating func take(_ event: XMLScan.Event) {
        switch event {
        case .open(let tag): open(tag)
        case .close(let tag): close(tag)
        case .text(let range):
            if skipping > 0 { return noteSkipped(range) }
            if inText > 0 { page.copy(scan.bytes, range) }
        case .raw(let range):
            if skipping == 0, inText > 0 { page.text(scan.bytes[range]) }
        }
    }

    private mutating func noteSkipped(_ range: Range<Int>) {
        if skippedName == "covered-table-cell", findings.covered.utf8.count < 80 {
            findings.covered += scan.string(range)
        }
        if skippedName == "hidden", findings.hidden.utf8.count < 80 { findings.hidden += scan.string(range) }
        guard skippedName == "frame" || skippedName == "custom-shape", findings.boxes.utf8.count < 80,
            let last = scan.open.last, ["p", "span", "h", "a"].contains(scan.name(last))
        else { return }
        findings.boxes += scan.string(range)
    }

    // MARK: Tags

    private mutating func open(_ tag: XMLTag) {
        let name = scan.name(tag)
        if skipping > 0 {
            if name == "changed-region" { findings.hasChanges = true }
            if !tag.isEmpty { skipping += 1 }
            return
        }
        if name == "text", scan.string(tag.name) == "office:text" { isBody = true }
        if OpenDocumentPage.skipped.contains(name) { return skip(tag, name) }
        guard isBody else { return }
        switch name {
        case "p", "h": beginText(tag, name)
        case "span": beginSpan(tag)
        case "section": if isHidden("section", tag) { skip(tag, "hidden") }
        case "s": blanks(tag)
        case "tab": page.append(0x20 as UInt8)
        case "line-break": page.open("br")
        case "list": beginList(tag)
        case "list-item", "list-header": beginItem(tag)
        case "note": beginNote()
        case "table": beginTable()
        case "table-header-rows": page.open("thead")
        case "table-row": beginRow(tag)
        case "table-cell": cell(tag)
        default: break
        }
    }

    private mutating func close(_ tag: XMLTag) {
        if skipping > 0 {
            if !tag.isEmpty { skipping -= 1 }
            return
        }
        let name = scan.name(tag)
        guard isBody, !OpenDocumentPage.skipped.contains(name) else { return }
        switch name {
        case "p", "h": endText(tag, name)
        case "span": endBold()
        case "list": endList()
        case "list-item", "list-header": endItem()
        case "note": endNote()
        case "table": endTable()
        case "table-header-rows": page.close("thead")
        case "table-row": endRow()
        case "table-cell": endCell()
        default: break
        }
    }

    private mutating func skip(_ tag: XMLTag, _ name: String) {
        if name == "annotation" { findings.hasComments = true }
        if name == "frame" { pictures += 1 }
        if name == "object" { findings.hasEmbedded = true }
        guard !tag.isEmpty else { return }
        skipping = 1
        skippedName = name.hasPrefix("hidden") ? "hidden" : name
    }

    private func isHidden(_ family: String, _ tag: XMLTag) -> Bool {
        scan.attribute("display", of: tag) == "none"
            || styles.isHidden(family, scan.attribute("style-name", of: tag))
    }

    // MARK: Text

    private mutating func beginText(_ tag: XMLTag, _ name: String) {
        let style = scan.attribute("style-name", of: tag)
        if !tag.isEmpty, styles.isHidden("paragraph", style) { return skip(tag, "hidden") }
        inText += 1
        let isTitle = name == "p" && tables == 0 && outside == nil && styles.isMade("paragraph", style, from: "Title")
        if name == "h" || isTitle {
            if isTitle, !hasBegun { shift = 1 }
            page.beginHeading(isTitle ? 1 : level(tag))
        } else {
            openItem()
            if outside == nil { page.open("p") }
        }
        hasBegun = true
        let isBold = name == "p" && styles.isBold("paragraph", style)
        if isBold { page.open("b") }
        bold.append(isBold)
    }

    private func level(_ tag: XMLTag) -> Int {
        min(max(scan.attribute("outline-level", of: tag).flatMap { Int($0) } ?? 1, 1), 10) + shift
    }

    private mutating func endText(_ tag: XMLTag, _ name: String) {
        endBold()
        inText = max(0, inText - 1)
        if outside != nil { return page.open("br") }
        let style = scan.attribute("style-name", of: tag)
        if name == "h" {
            page.endHeading(level(tag))
        } else if tables == 0, styles.isMade("paragraph", style, from: "Title") {
            page.endHeading(1)
        } else {
            page.close("p")
        }
    }

    private mutating func beginSpan(_ tag: XMLTag) {
        let style = scan.attribute("style-name", of: tag)
        if !tag.isEmpty, styles.isHidden("text", style) { return skip(tag, "hidden") }
        let isBold = styles.isBold("text", style)
        if isBold { page.open("b") }
        bold.append(isBold)
    }

    private mutating func endBold() {
        if bold.popLast() == true { page.close("b") }
    }

    private mutating func blanks(_ tag: XMLTag) { page.append(0x20 as UInt8) }

    private mutating func beginNote() {
        guard outside == nil else { return }
        if tables > 0 { notesInTables += 1 }
        outside = OpenText(page: page, isInText: inText)
        page = PageMarkup()
        inText = 0
    }

    private mutating func endNote() {
        guard let before = outside else { return }
        notes.append(page)
        page = before.page
        inText = before.isInText
        outside = nil
    }

    // MARK: Lists

    private mutating func beginList(_ tag: XMLTag) {
        let style = scan.attribute("style-name", of: tag) ?? lists.last?.style
        let levels = style.flatMap { styles.lists[$0] } ?? []
        let level = lists.count
        var next = level < levels.count ? levels[level] : nil
        if next != nil, scan.attribute("continue-numbering", of: tag) == "true", let style {
            next = counted["\(style) \(level)"] ?? next
        }
        lists.append(OpenList(style: style, next: next))
    }

    private mutating func beginItem(_ tag: XMLTag) {
        items.append(false)
        guard let last = lists.indices.last else { return }
        if lists[last].next != nil, let start = scan.attribute("start-value", of: tag).flatMap({ Int($0) }) {
            close(list: last)
            lists[last].next = min(max(start, 0), 9_999)
        }
    }

    /// Writes the opening of the list and of its item once it holds text.
    private mutating func openItem() {
        for number in items.indices where !items[number] && number < lists.count {
            guard number == items.indices.last else { continue }
            if !lists[number].isOpen {
                if let next = lists[number].next {
                    page.open("ol", "start=\(max(0, min(next, 9_999)))")
                } else {
                    page.open("ul")
                }
                lists[number].isOpen = true
            }
            page.open("li")
            items[number] = true
            if let next = lists[number].next { lists[number].next = next + 1 }
        }
    }

    private mutating func endItem() {
        if items.popLast() == true { page.close("li") }
    }

    private mutating func endList() {
        guard let last = lists.indices.last else { return }
        close(list: last)
        let ended = lists.removeLast()
        if let style = ended.style, let next = ended.next { counted["\(style) \(lists.count)"] = next }
    }

    private mutating func close(list number: Int) {
        guard lists[number].isOpen else { return }
        if lists[number].next == nil { page.close("ul") } else { page.close("ol") }
        lists[number].isOpen = false
    }

    // MARK: Tables

    private mutating func beginTable() {
        hasBegun = true
        tables += 1
        page.open("table")
    }

    private mutating func endTable() {
        tables = max(0, tables - 1)
        page.close("table")
    }

    private func number(_ name: String, of tag: XMLTag) -> Int {
        scan.attribute(name, of: tag).flatMap { Int($0) } ?? 1
    }

    private mutating func beginRow(_ tag: XMLTag) {
        cells.begin(times: number("number-rows-repeated", of: tag), isRow: true, in: page)
        page.open("tr")
    }

    private mutating func endRow() {
        page.close("tr")
        endCounted()
    }

    private mutating func endCell() {
        page.close("td")
        endCounted()
    }

    private mutating func endCounted() {
        cells.end(in: &page)
        findings.hasMoreRepeats = cells.isCut
    }

    private mutating func cell(_ tag: XMLTag) {
        func number(_ name: String) -> Int { self.number(name, of: tag) }
        findings.cells += 1
        cells.begin(times: number("number-columns-repeated"), isRow: false, in: page)
        page.openCell(rows: number("number-rows-spanned"), columns: number("number-columns-spanned"))
    }
}
