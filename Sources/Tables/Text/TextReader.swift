import Vocabulary

/// Reads plain text and Markdown: headings, paragraphs, list points, and tables of tabs or pipes.
///
/// Consecutive lines are one paragraph, their line ends kept. A paragraph that is bold throughout is a heading of
/// level 7; deciding what else is a heading (capitals, numbering) is left to whoever knows the subject.
struct TextReader {
    let bytes: [UInt8]
    let lines: [SourceLine]
    let rules: InlineText.Rules
    var collector: BlockCollector
    /// The line looked at.
    var index = 0
    private var pending: Pending?
    private var lastNumber: Int?
    /// Set once a comment was found not to end.
    var commentsStayOpen = false

    private struct Pending {
        var range: Range<Int>
        var first: SourceLine
        var isListItem: Bool
        var lines = 1
    }

    static func read(_ bytes: [UInt8], isMarkdown: Bool, into collector: inout BlockCollector) {
        var reader = TextReader(bytes, rules: isMarkdown ? .markdown : .text, collector)
        reader.run()
        collector = reader.collector
    }

    private init(_ bytes: [UInt8], rules: InlineText.Rules, _ collector: BlockCollector) {
        self.bytes = bytes
        self.rules = rules
        self.collector = collector
        lines = SourceLine.all(of: bytes)
    }

    private mutating func run() {
        while index < lines.count, !collector.isFull {
            let line = lines[index]
            if line.isBlank {
                flush()
                index += 1
                continue
            }
            if underlined(line) || marked(line) || embedded(line) || table(line) || listItem(line) { continue }
            continueParagraph(line)
        }
        flush()
        guard lines.count == ReadingLimits.lines, !collector.isFull else { return }
        collector.problem(
            .error, "too-many-lines", line: lines.count, row: .none,
            "Reading stopped at line \(lines.count): the file has more lines than any plan. Split it and send the parts."
        )
    }

    /// The first byte that is not a space or tab.
    func firstInk(_ line: SourceLine) -> Int {
        var at = line.range.lowerBound
        while at < line.range.upperBound, bytes[at].isBlank { at += 1 }
        return at
    }

    // MARK: Headings

    /// `Title` over a line of `===` or `---`; a line of `---`, `***` or `___` alone is a rule and not text.
    private mutating func underlined(_ line: SourceLine) -> Bool {
        guard line.pipes == 0, !line.hasTab, let mark = ruleMark(line) else { return false }
        if let held = pending, !held.isListItem, held.lines <= 3, mark == Byte.equals || mark == Byte.dash {
            pending = nil
            heading(level: mark == Byte.equals ? 1 : 2, held.range, held.first)
        } else if mark == Byte.equals {
            return false
        } else {
            flush()
        }
        index += 1
        return true
    }

    private func ruleMark(_ line: SourceLine) -> UInt8? {
        let start = firstInk(line)
        let mark = bytes[start]
        guard [Byte.equals, Byte.dash, Byte.star, Byte.underscore].contains(mark) else { return nil }
        var count = 0
        for at in start..<line.range.upperBound where bytes[at] != Byte.space {
            guard bytes[at] == mark else { return nil }
            count += 1
        }
        return count >= 3 ? mark : nil
    }

    /// `## Title`, a line that is bold throughout, a code fence.
    private mutating func marked(_ line: SourceLine) -> Bool {
        let start = firstInk(line)
        switch bytes[start] {
        case Byte.hash:
            var at = start
            while at < line.range.upperBound, bytes[at] == Byte.hash { at += 1 }
            guard at - start <= 6, at < line.range.upperBound, bytes[at].isBlank else { return false }
            flush()
            var end = line.range.upperBound
            while end > at, bytes[end - 1] == Byte.hash || bytes[end - 1].isBlank { end -= 1 }
            heading(level: at - start, at..<end, line)
        case Byte.star, Byte.underscore, Byte.less:
            guard !line.hasTab, line.pipes == 0, ListMark.find(bytes, line.range) == nil else { return false }
            let text = InlineText.plain(bytes, line.range, rules: rules, keepsLines: false)
            guard text.isBold else { return false }
            flush()
            heading(level: headingLevel(of: line) ?? 7, line.range, line)
        case Byte.backtick, Byte.tilde:
            guard bytes[start..<line.range.upperBound].starts(with: [bytes[start], bytes[start], bytes[start]]) else {
                return false
            }
            flush()
        default: return false
        }
        index += 1
        return true
    }

    /// The level of a line that begins with `<h1>` to `<h6>`.
    private func headingLevel(of line: SourceLine) -> Int? {
        guard let tag = InlineTag.scan(bytes, at: firstInk(line), to: line.range.upperBound), tag.name.count == 2,
            tag.name.hasPrefix("h")
        else { return nil }
        return Int(tag.name.dropFirst())
    }

    private mutating func heading(level: Int, _ range: Range<Int>, _ line: SourceLine) {
        lastNumber = nil
        collector.page = line.page
        let text = InlineText.plain(bytes, range, rules: rules, keepsLines: false)
        collector.heading(level: level, text.string, line: line.number)
    }

    // MARK: Paragraphs and lists

    private mutating func continueParagraph(_ line: SourceLine) {
        let start = firstInk(line)
        let isQuoted =
            bytes[start] == Byte.greater && start + 1 < line.range.upperBound && bytes[start + 1] == Byte.space
        if isQuoted || pending.map({ $0.first.page != line.page }) ?? false { flush() }
        if let held = pending {
            pending?.range = held.range.lowerBound..<line.range.upperBound
            pending?.lines = held.lines + 1
        } else {
            pending = Pending(
                range: (isQuoted ? start + 1 : line.range.lowerBound)..<line.range.upperBound, first: line,
                isListItem: false)
        }
        index += 1
    }

    private mutating func listItem(_ line: SourceLine) -> Bool {
        guard let mark = ListMark.find(bytes, line.range) else { return false }
        if let number = mark.number, !isListed(number) { return false }
        flush()
        pending = Pending(
            range: (mark.number == nil ? mark.end : line.range.lowerBound)..<line.range.upperBound, first: line,
            isListItem: true)
        if let number = mark.number { lastNumber = number }
        index += 1
        return true
    }

    /// A number begins a list point when its neighbour is listed too; `6. The plan` standing alone is a title.
    private func isListed(_ number: Int) -> Bool {
        if let lastNumber, lastNumber + 1 == number { return true }
        var next = index + 1
        while next < lines.count, next < index + 40 {
            let line = lines[next]
            if !line.isBlank, let mark = ListMark.find(bytes, line.range) { return mark.number == number + 1 }
            if !line.isBlank, next > index + 1, lines[next - 1].isBlank { return false }
            next += 1
        }
        return false
    }

    mutating func flush() {
        guard let held = pending else { return }
        pending = nil
        collector.page = held.first.page
        let text = InlineText.plain(bytes, held.range, rules: rules, keepsLines: true)
        if text.isBold, !held.isListItem {
            return heading(level: 7, held.range, held.first)
        }
        if !held.isListItem { lastNumber = nil }
        collector.paragraph(text.string, isListItem: held.isListItem, line: held.first.number)
    }
}
