/// One tag of markup: its name in lower case, and where its attributes lie.
struct InlineTag: Equatable {
    var name: String
    var isClosing: Bool
    var attributes: Range<Int>
    /// Just behind the `>`.
    var end: Int

    /// Tags that text from word processors and web pages carries inside cells; any other `<` is an ordinary
    /// character, so that `a < b`, `<5%` and `<http://...>` stay as they are.
    private static let known: Set<String> = [
        "a", "abbr", "b", "big", "blockquote", "br", "center", "cite", "code", "del", "dd", "div", "dl", "dt", "em",
        "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "label", "li", "mark", "nobr", "o:p", "ol", "p",
        "pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
        "tt", "u", "ul", "wbr",
    ]
    private static let longestName = 10

    /// The known tag that begins at a `<`; nil where it is an ordinary character.
    static func scan(_ bytes: [UInt8], at start: Int, to end: Int) -> InlineTag? {
        var index = start + 1
        let isClosing = index < end && bytes[index] == Byte.slash
        if isClosing { index += 1 }
        let nameStart = index
        while index < end, index - nameStart <= longestName,
            bytes[index].isLetter || bytes[index].isDigit || bytes[index] == Byte.colon
        {
            index += 1
        }
        guard index > nameStart, index < end else { return nil }
        let name = String(decoding: bytes[nameStart..<index].map(\.lowered), as: UTF8.self)
        guard known.contains(name) else { return nil }
        let attributes = index
        guard let close = endOfAttributes(bytes, index, end) else { return nil }
        return InlineTag(name: name, isClosing: isClosing, attributes: attributes..<close, end: close + 1)
    }

    /// The `>` behind attributes of the form `name=value`; nil where something else stands there, which is text.
    private static func endOfAttributes(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end {
            while index < end, bytes[index] <= Byte.space || bytes[index] == Byte.slash { index += 1 }
            guard index < end else { return nil }
            if bytes[index] == Byte.greater { return index }
            let nameStart = index
            while index < end,
                bytes[index].isLetter || bytes[index].isDigit || bytes[index] == Byte.dash || bytes[index] == Byte.colon
            {
                index += 1
            }
            guard index > nameStart else { return nil }
            while index < end, bytes[index] == Byte.space { index += 1 }
            guard index < end, bytes[index] == Byte.equals else {
                if isBare(bytes[nameStart..<index]) { continue }
                return nil
            }
            index += 1
            while index < end, bytes[index] == Byte.space { index += 1 }
            guard let after = endOfValue(bytes, index, end) else { return nil }
            index = after
        }
        return nil
    }

    private static func isBare(_ name: ArraySlice<UInt8>) -> Bool {
        let word = String(decoding: name.filter { $0 > Byte.space }.map(\.lowered), as: UTF8.self)
        return ["hidden", "nowrap", "reversed", "compact", "noshade"].contains(word)
    }

    private static func endOfValue(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start < end else { return nil }
        var index = start
        if bytes[start] == Byte.quote || bytes[start] == Byte.apostrophe {
            index += 1
            while index < end, bytes[index] != bytes[start], bytes[index] != Byte.less { index += 1 }
            return index < end && bytes[index] == bytes[start] ? index + 1 : nil
        }
        while index < end, bytes[index] > Byte.space, bytes[index] != Byte.greater, bytes[index] != Byte.less {
            index += 1
        }
        return index
    }
}

extension PlainText {
    /// What a tag does to the text around it.
    mutating func apply(_ name: String, isClosing: Bool, isStyledBold: Bool = false) {
        switch name {
        case "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6":
            if isClosing { endBold() } else { beginBold() }
            if name.hasPrefix("h") { breakLine() }
        case "br", "p", "div", "hr", "blockquote", "center", "pre", "table", "tr", "dl", "dt", "dd": breakLine()
        case "ul", "ol":
            if isClosing { endList() } else { beginList(numbered: name == "ol") }
        case "li":
            if isClosing { endPoint() } else { beginPoint() }
        case "td", "th": space()
        default: break
        }
    }
}
