/// Reads a cell, heading or paragraph with what may stand inside it: tags, entities and Markdown emphasis.
enum InlineText {
    /// Which marks are understood.
    enum Rules {
        /// CSV: tags and entities; line ends are breaks.
        case records
        /// Text: also `**bold**`, `*slanted*`, `` `code` `` and links.
        case text
        /// Markdown: also every backslash escape.
        case markdown

        var emphasis: Bool { self != .records }
    }

    static func cell(_ bytes: [UInt8], _ range: Range<Int>, rules: Rules) -> Cell {
        let text = plain(bytes, range, rules: rules, keepsLines: rules == .records)
        return Cell(text.cellText, isBold: text.isBold)
    }

    static func plain(_ bytes: [UInt8], _ range: Range<Int>, rules: Rules, keepsLines: Bool) -> PlainText {
        var text = PlainText()
        text.keepsLines = keepsLines
        guard range.contains(where: { isSpecial(bytes[$0], rules) }) else {
            text.add(bytes, range)
            return text
        }
        var scan = InlineScan(bytes: bytes, range: range, rules: rules)
        for piece in scan.pieces() { write(piece, bytes, into: &text) }
        return text
    }

    private static func write(_ piece: InlinePiece, _ bytes: [UInt8], into text: inout PlainText) {
        switch piece {
        case .text(let range): text.add(bytes, range)
        case .scalars(let found):
            // An entity is text, never a mark: `&#42;` is a star, `&lt;b&gt;` is not a tag.
            let encoded = Array(String(String.UnicodeScalarView(found)).utf8)
            text.add(encoded, 0..<encoded.count)
        case .tag(let tag): text.apply(tag.name, isClosing: tag.isClosing)
        case .emphasis(let isBold, let opens):
            guard isBold else { return }
            if opens { text.beginBold() } else { text.endBold() }
        case .nothing: return
        }
    }

    private static func isSpecial(_ byte: UInt8, _ rules: Rules) -> Bool {
        switch byte {
        case Byte.less, Byte.ampersand: true
        case Byte.star, Byte.underscore, Byte.backtick, Byte.backslash, 0x5B, Byte.tilde: rules.emphasis
        default: false
        }
    }
}

/// A part of inline text.
enum InlinePiece {
    case text(Range<Int>)
    case scalars([Unicode.Scalar])
    case tag(InlineTag)
    case emphasis(isBold: Bool, opens: Bool)
    case nothing
}

/// Splits inline text into pieces in one pass; runs of `*` and `_` are paired as they close.
struct InlineScan {
    private struct Run {
        var piece: Int
        var mark: UInt8
        var length: Int
    }

    let bytes: [UInt8]
    let range: Range<Int>
    let rules: InlineText.Rules
    private var found: [InlinePiece] = []
    private var open: [Run] = []
    private var index = 0
    private var plain = 0
    /// Where the next `]`, `)` and backtick were last found; keeps a text of many brackets linear.
    private var nextBracket = -1
    private var nextParenthesis = -1
    private var nextBacktick = -1

    init(bytes: [UInt8], range: Range<Int>, rules: InlineText.Rules) {
        self.bytes = bytes
        self.range = range
        self.rules = rules
    }

    mutating func pieces() -> [InlinePiece] {
        index = range.lowerBound
        plain = index
        while index < range.upperBound {
            switch bytes[index] {
            case Byte.less: tag()
            case Byte.ampersand: entity()
            case Byte.star where rules.emphasis, Byte.underscore where rules.emphasis, Byte.tilde where rules.emphasis:
                run()
            case Byte.backtick where rules.emphasis: code()
            case Byte.backslash where rules.emphasis: escape()
            case 0x5B where rules.emphasis: link()
            default: index += 1
            }
        }
        flush(to: range.upperBound)
        return found
    }

    private mutating func flush(to end: Int) {
        if end > plain { found.append(.text(plain..<end)) }
    }

    private mutating func take(_ piece: InlinePiece, to end: Int) {
        flush(to: index)
        found.append(piece)
        index = end
        plain = end
    }

    private mutating func tag() {
        if let tag = InlineTag.scan(bytes, at: index, to: range.upperBound) {
            take(.tag(tag), to: tag.end)
        } else {
            index += 1
        }
    }

    private mutating func entity() {
        if let (scalars, end) = Entity.scan(bytes, at: index, to: range.upperBound) {
            take(.scalars(scalars), to: end)
        } else {
            index += 1
        }
    }

    private mutating func escape() {
        let next = index + 1
        guard next < range.upperBound, bytes[next].isPunctuation,
            rules == .markdown
                || [Byte.star, Byte.underscore, Byte.pipe, Byte.less, Byte.greater, Byte.hash, 0x5B, 0x5D].contains(
                    bytes[next])
        else {
            index += 1
            return
        }
        take(.text(next..<next + 1), to: next + 1)
    }

    private func next(_ byte: UInt8, from start: Int, known: inout Int) -> Int? {
        if known < start { known = bytes[start..<range.upperBound].firstIndex(of: byte) ?? range.upperBound }
        return known < range.upperBound ? known : nil
    }

    private mutating func code() {
        guard let close = next(Byte.backtick, from: index + 1, known: &nextBacktick) else {
            index += 1
            return
        }
        take(.text(index + 1..<close), to: close + 1)
    }

    /// `[words](address)` is its words; without words, the address.
    private mutating func link() {
        guard let close = next(0x5D, from: index + 1, known: &nextBracket), close + 1 < range.upperBound,
            bytes[close + 1] == 0x28, let end = next(0x29, from: close + 2, known: &nextParenthesis)
        else {
            index += 1
            return
        }
        if index > plain, bytes[index - 1] == 0x21 { dropPictureMark() }
        let words = index + 1..<close
        take(.text(words.isEmpty ? close + 2..<end : words), to: end + 1)
    }

    /// The `!` of a picture's `![words](address)` is not text.
    private mutating func dropPictureMark() {
        if index - 1 > plain { found.append(.text(plain..<index - 1)) }
        plain = index
    }

    private mutating func run() {
        let mark = bytes[index]
        var end = index
        while end < range.upperBound, bytes[end] == mark { end += 1 }
        let length = end - index
        let before = index > range.lowerBound ? bytes[index - 1] : Byte.space
        let after = end < range.upperBound ? bytes[end] : Byte.space
        let inWord = before.isWord && after.isWord
        let bound = mark == Byte.underscore || length == 1
        guard length <= 3, mark != Byte.tilde || length == 2, !(inWord && bound) else {
            index = end
            return
        }
        let canClose = before > Byte.space
        let canOpen = after > Byte.space && !(bound && before.isWord)
        if canClose, !(bound && after.isWord), closes(mark, length, end: end) {
            return
        } else if canOpen {
            open.append(Run(piece: found.count + (index > plain ? 1 : 0), mark: mark, length: length))
            if open.count > 64 { open.removeFirst() }
            take(.text(index..<end), to: end)
        } else {
            index = end
        }
    }

    /// Pairs a closing run with the nearest opening one of its length, or with a part of a longer one.
    private mutating func closes(_ mark: UInt8, _ length: Int, end: Int) -> Bool {
        func opener(_ lengths: Set<Int>) -> Int? {
            open.lastIndex { $0.mark == mark && lengths.contains($0.length) }
        }
        if let at = opener([length, 3]) {
            pair(at, length, mark, to: end)
        } else if length == 3, let at = opener([2]) {
            pair(at, 2, mark, to: end)
            if let outer = opener([1]) { open.removeSubrange(outer...) }
        } else {
            return false
        }
        return true
    }

    private mutating func pair(_ at: Int, _ length: Int, _ mark: UInt8, to end: Int) {
        let isBold = length >= 2 && mark != Byte.tilde
        let opener = open[at]
        open.removeSubrange(at...)
        if case .text = found[opener.piece] { found[opener.piece] = .emphasis(isBold: isBold, opens: true) }
        if opener.length > length {
            open.append(Run(piece: opener.piece, mark: mark, length: opener.length - length))
        }
        take(.emphasis(isBold: isBold, opens: false), to: end)
    }
}
