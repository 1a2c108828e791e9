import Vocabulary

/// Reads the words of a page: title, headings, paragraphs, list points and tables. Tolerates unclosed and stray
/// tags, runs no script, follows no link, expands nothing.
struct HTMLReader {
    enum Block: Equatable { case paragraph, heading(Int), point, caption }

    var collector: BlockCollector
    private var scanner: HTMLScanner
    private let bytes: [UInt8]
    private var line: Int
    private var counted: Int
    private var block = Block.paragraph
    private var blockLine: Int
    private var lists: [HTMLList] = []
    private var styledBold: [(name: String, depth: Int)] = []
    private var hidden: HiddenPart?
    private var leftOut: Int?
    private let layouts: Set<Int>
    var text = PlainText()
    var table: HTMLTable?

    static func read(_ bytes: [UInt8], into collector: inout BlockCollector) {
        read(bytes, 0..<bytes.count, firstLine: 1, into: &collector)
    }

    /// Reads a part of a document whose first line has the number given.
    static func read(_ bytes: [UInt8], _ range: Range<Int>, firstLine: Int, into collector: inout BlockCollector) {
        var reader = HTMLReader(bytes, range, firstLine, collector)
        reader.run()
        collector = reader.collector
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>, _ firstLine: Int, _ collector: BlockCollector) {
        self.bytes = bytes
        self.collector = collector
        scanner = HTMLScanner(bytes, range)
        layouts = LayoutTables.find(bytes, range)
        line = firstLine
        blockLine = firstLine
        counted = range.lowerBound
    }

    private mutating func run() {
        while !collector.isFull, let token = scanner.next() {
            switch token {
            case .text(let range): add(bytes, range)
            case .entity(let scalars):
                let encoded = Array(String(String.UnicodeScalarView(scalars)).utf8)
                add(encoded, 0..<encoded.count)
            case .tag(let tag): take(tag)
            }
            countLines()
        }
        if let part = hidden { report(part) }
        flush()
        endTable()
        if let leftOut {
            collector.problem(
                .warning, "left-out", line: leftOut, row: .none,
                "Scripts, embedded pages or form fields were left out, the first on line \(leftOut). Nothing need be done if they hold no part of the plan."
            )
        }
    }

    private mutating func countLines() {
        while counted < scanner.index {
            if bytes[counted] == Byte.newline { line += 1 }
            counted += 1
        }
    }

    private mutating func add(_ source: [UInt8], _ range: Range<Int>) {
        if hidden != nil {
            hidden?.text.add(source, range)
        } else if table?.cell != nil {
            table?.cell?.text.add(source, range)
        } else {
            if text.isEmpty { blockLine = line + leadingLines(source, range) }
            text.add(source, range)
        }
    }

    private func leadingLines(_ source: [UInt8], _ range: Range<Int>) -> Int {
        var lines = 0
        for index in range {
            if source[index] > Byte.space { return lines }
            if source[index] == Byte.newline { lines += 1 }
        }
        return 0
    }

    // MARK: Tags

    static let skipped: Set<String> = [
        "script", "style", "template", "svg", "iframe", "noscript", "select", "textarea", "canvas", "object",
    ]
    private static let blocks: Set<String> = [
        "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "blockquote", "pre",
        "form", "fieldset", "legend", "dl", "dt", "dd", "figure", "figcaption", "center", "hr", "details", "summary",
        "body", "html", "head", "title",
    ]
    private static let tableParts: Set<String> = [
        "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup",
    ]

    private mutating func take(_ tag: HTMLTag) {
        if hides(tag) { return }
        if HTMLReader.skipped.contains(tag.name) {
            guard !tag.isClosing else { return }
            if tag.name != "style", leftOut == nil { leftOut = line }
            return scanner.skip(element: tag.name)
        }
        if tag.name == "img", let words = tag.attribute("alt") {
            return add(Array(words.utf8), 0..<words.utf8.count)
        }
        trackStyle(tag)
        if HTMLReader.tableParts.contains(tag.name) {
            takeTablePart(tag, line: line, isLayout: layouts.contains(scanner.index))
        } else if table?.cell != nil {
            table?.cell?.text.apply(tag.name, isClosing: tag.isClosing)
        } else {
            takeBlock(tag)
        }
    }

    private mutating func takeBlock(_ tag: HTMLTag) {
        if tag.name == "title" {
            flush()
            block = tag.isClosing ? .paragraph : .heading(0)
        } else if tag.name.count == 2, tag.name.hasPrefix("h"), let level = Int(tag.name.dropFirst()), level > 0,
            level < 7
        {
            flush()
            block = tag.isClosing ? .paragraph : .heading(level)
        } else if tag.name == "ul" || tag.name == "ol" {
            flush()
            block = .paragraph
            if tag.isClosing {
                if !lists.isEmpty { lists.removeLast() }
            } else if lists.count < 256 {
                lists.append(HTMLList(isNumbered: tag.name == "ol", next: tag.number("start", in: 0...9_999) ?? 1))
            }
        } else if tag.name == "li" {
            flush()
            block = tag.isClosing ? .paragraph : .point
            if !tag.isClosing { beginPoint() }
        } else if HTMLReader.blocks.contains(tag.name) {
            if block == .point { return text.breakLine() }
            flush()
            block = .paragraph
            if tag.name == "pre" { text.keepsLines = !tag.isClosing }
        } else if !["b", "strong"].contains(tag.name) || !tag.isClosing || table == nil {
            text.apply(tag.name, isClosing: tag.isClosing)
        }
    }

    private mutating func beginPoint() {
        guard let list = lists.last, list.isNumbered else { return }
        let number = Array("\(list.next). ".utf8)
        lists[lists.count - 1].next += 1
        blockLine = line
        text.prefix(number)
    }

    private mutating func trackStyle(_ tag: HTMLTag) {
        if tag.isStyledBold, styledBold.count < 64, tag.name != "td", tag.name != "th" {
            styledBold.append((tag.name, 1))
            setBold(true)
        } else if let top = styledBold.last, top.name == tag.name {
            styledBold[styledBold.count - 1].depth += tag.isClosing ? -1 : 1
            if styledBold[styledBold.count - 1].depth == 0 {
                styledBold.removeLast()
                setBold(false)
            }
        }
    }

    private mutating func setBold(_ begins: Bool) {
        if table?.cell != nil {
            if begins { table?.cell?.text.beginBold() } else { table?.cell?.text.endBold() }
        } else {
            if begins { text.beginBold() } else { text.endBold() }
        }
    }

    // MARK: What the page hides

    /// True while a tag belongs to a part the page hides.
    private mutating func hides(_ tag: HTMLTag) -> Bool {
        if var part = hidden {
            if part.ends(at: tag) {
                hidden = nil
                report(part)
                return tag.isClosing && tag.name == part.name
            }
            part.track(tag)
            part.text.apply(tag.name, isClosing: tag.isClosing)
            hidden = part
            return true
        }
        guard tag.isHidden, !HiddenPart.void.contains(tag.name) else { return false }
        hidden = HiddenPart(name: tag.name, line: line)
        return true
    }

    private mutating func report(_ part: HiddenPart) {
        let words = part.text.string
        guard !words.isEmpty else { return }
        collector.problem(
            .warning, "hidden", line: part.line, row: .none,
            "Text that the page hides was left out on line \(part.line): \"\(words.prefix(80))\". Show it on the page if it belongs to the plan."
        )
    }

    // MARK: Blocks

    mutating func flush() {
        guard table?.cell == nil else { return }
        let found = text
        text = text.following()
        guard !found.isEmpty else { return }
        if table != nil {
            table?.takeLoose(found.string, isCaption: block == .caption, line: blockLine)
            return
        }
        switch block {
        case .heading(let level): collector.heading(level: level, found.string.onOneLine, line: blockLine)
        case .point: collector.paragraph(found.string, isListItem: true, line: blockLine)
        case .paragraph, .caption:
            if found.isBold {
                collector.heading(level: 7, found.string.onOneLine, line: blockLine)
            } else {
                collector.paragraph(found.string, line: blockLine)
            }
        }
    }

    mutating func begin(_ kind: Block) { block = kind }
}

extension String {
    /// Breaks as spaces, as a heading is printed.
    fileprivate var onOneLine: String { contains("\n") ? split(separator: "\n").joined(separator: " ") : self }
}

/// An open list of a page.
struct HTMLList {
    var isNumbered: Bool
    var next: Int
}

/// A part of a page that its author hid, and where it ends.
struct HiddenPart {
    let name: String
    let line: Int
    var text = PlainText()
    private var depth = 1

    static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
    ]

    init(name: String, line: Int) {
        self.name = name
        self.line = line
    }

    mutating func track(_ tag: HTMLTag) {
        if tag.name == name { depth += tag.isClosing ? -1 : 1 }
    }

    /// Cells, rows, points and paragraphs may leave out their closing tags.
    func ends(at tag: HTMLTag) -> Bool {
        if tag.isClosing, tag.name == name, depth == 1 { return true }
        switch name {
        case "td", "th": return ["td", "th", "tr"].contains(tag.name) || (tag.isClosing && tag.name == "table")
        case "tr": return tag.name == "tr" || (tag.isClosing && ["table", "tbody", "thead"].contains(tag.name))
        case "li": return tag.isClosing && ["ul", "ol"].contains(tag.name)
        case "p": return tag.name == "p"
        default: return false
        }
    }
}
