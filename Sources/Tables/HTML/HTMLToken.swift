/// A tag of a page: name in lower case and attributes, as far as any reader needs them.
struct HTMLTag {
    var name: String
    var isClosing: Bool
    var attributes: [(name: String, value: String)] = []

    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = attribute(name), let value = Int(text.filter { $0.isASCII && $0.isNumber }.prefix(6)) else {
            return nil
        }
        return min(max(value, range.lowerBound), range.upperBound)
    }

    private var style: String? { attribute("style").map { $0.lowercased().filter { $0 != " " } } }

    var isHidden: Bool {
        guard !attributes.isEmpty else { return false }
        if attribute("hidden") != nil { return true }
        guard let style else { return false }
        return style.contains("display:none") || style.contains("visibility:hidden")
    }

    var isStyledBold: Bool {
        guard !attributes.isEmpty, let style else { return false }
        return ["font-weight:bold", "font-weight:700", "font-weight:800", "font-weight:900"].contains {
            style.contains($0)
        }
    }
}

/// A part of a page.
enum HTMLToken {
    case text(Range<Int>)
    case entity([Unicode.Scalar])
    case tag(HTMLTag)
}

/// Splits a page into text and tags in one pass, whatever state it is in.
struct HTMLScanner {
    let bytes: [UInt8]
    let end: Int
    private(set) var index: Int
    /// False once a quotation mark in a tag was found not to close: then tags end at the next `>`.
    private var trustsQuotes = true
    private var commentsClose = true
    /// Where the next `>` was last found; keeps a page without any linear.
    private var knownGreater = -1

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
    }

    mutating func next() -> HTMLToken? {
        while index < end {
            if bytes[index] == Byte.less {
                if skipDeclaration() { continue }
                if let tag = tag() { return .tag(tag) }
            } else if bytes[index] == Byte.ampersand, let (scalars, after) = Entity.scan(bytes, at: index, to: end) {
                index = after
                return .entity(scalars)
            }
            return text()
        }
        return nil
    }

    /// Moves behind `</name`, or to the end.
    mutating func skip(element name: String) {
        let word = Array("</\(name)".utf8)
        while index < end {
            if bytes[index] == Byte.less, index + word.count <= end,
                zip(word, bytes[index..<index + word.count]).allSatisfy({ $0 == $1.lowered })
            {
                index = bytes[index..<end].firstIndex(of: Byte.greater).map { $0 + 1 } ?? end
                return
            }
            index += 1
        }
    }

    private mutating func text() -> HTMLToken {
        let start = index
        index += 1
        while index < end, bytes[index] != Byte.less, bytes[index] != Byte.ampersand { index += 1 }
        return .text(start..<index)
    }

    /// Comments, document types and processing instructions: nothing in them is text, nothing is expanded.
    private mutating func skipDeclaration() -> Bool {
        guard index + 1 < end, bytes[index + 1] == 0x21 || bytes[index + 1] == 0x3F else { return false }
        if index + 3 < end, bytes[index + 2] == Byte.dash, bytes[index + 3] == Byte.dash, commentsClose {
            var at = index + 4
            while at + 2 < end {
                if bytes[at] == Byte.dash, bytes[at + 1] == Byte.dash, bytes[at + 2] == Byte.greater {
                    index = at + 3
                    return true
                }
                at += 1
            }
            commentsClose = false
        }
        index = nextGreater(from: index).map { $0 + 1 } ?? end
        return true
    }

    private mutating func nextGreater(from start: Int) -> Int? {
        if knownGreater < start { knownGreater = bytes[start..<end].firstIndex(of: Byte.greater) ?? end }
        return knownGreater < end ? knownGreater : nil
    }

    private mutating func tag() -> HTMLTag? {
        var at = index + 1
        let isClosing = at < end && bytes[at] == Byte.slash
        if isClosing { at += 1 }
        guard at < end, bytes[at].isLetter, let close = endOfTag(at) else { return nil }
        let nameStart = at
        while at < close, bytes[at] > Byte.space, bytes[at] != Byte.slash { at += 1 }
        var tag = HTMLTag(
            name: String(decoding: bytes[nameStart..<min(at, nameStart + 20)].map(\.lowered), as: UTF8.self),
            isClosing: isClosing)
        if !isClosing { tag.attributes = attributes(at, close) }
        index = close + 1
        return tag
    }

    private mutating func endOfTag(_ start: Int) -> Int? {
        var quote: UInt8 = 0
        var at = start
        while at < end, trustsQuotes {
            let byte = bytes[at]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == Byte.greater {
                return at
            } else if byte == Byte.quote || byte == Byte.apostrophe {
                quote = bytes[at - 1] == Byte.equals || bytes[at - 1] <= Byte.space ? byte : 0
            }
            at += 1
        }
        trustsQuotes = false
        return nextGreater(from: start)
    }

    private func attributes(_ start: Int, _ end: Int) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var at = start
        while at < end, found.count < 64 {
            while at < end, bytes[at] <= Byte.space || bytes[at] == Byte.slash { at += 1 }
            let nameStart = at
            while at < end, bytes[at] > Byte.space, bytes[at] != Byte.equals, bytes[at] != Byte.slash { at += 1 }
            let name = String(decoding: bytes[nameStart..<at].prefix(40).map(\.lowered), as: UTF8.self)
            while at < end, bytes[at] <= Byte.space { at += 1 }
            guard at < end, bytes[at] == Byte.equals else {
                if !name.isEmpty { found.append((name, "")) }
                continue
            }
            at += 1
            while at < end, bytes[at] <= Byte.space { at += 1 }
            let valueStart: Int
            let valueEnd: Int
            if at < end, bytes[at] == Byte.quote || bytes[at] == Byte.apostrophe {
                valueStart = at + 1
                valueEnd = bytes[valueStart..<end].firstIndex(of: bytes[at]) ?? end
                at = min(end, valueEnd + 1)
            } else {
                valueStart = at
                while at < end, bytes[at] > Byte.space { at += 1 }
                valueEnd = at
            }
            found.append((name, String(decoding: bytes[valueStart..<valueEnd].prefix(2_000), as: UTF8.self)))
        }
        return found
    }
}
