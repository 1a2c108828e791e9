/// Why a part of a document is not read.
enum PartFault: Error, Equatable {
    /// The markup does not close what it opens, or is no markup.
    case damaged
    /// It declares a document type, which no office program writes: the door to entities.
    case documentType
    /// Parts stand in each other deeper than any document needs.
    case tooDeep
}

/// A tag of a part, as byte ranges of it.
struct XMLTag {
    /// With its prefix.
    var name: Range<Int>
    /// Without its prefix.
    var local: Range<Int>
    var attributes: Range<Int>
    var isEmpty: Bool
    /// From `<` to behind `>`.
    var whole: Range<Int>
}

/// Splits one XML part into tags and text, in one pass and without a stack that input could exhaust.
///
/// It expands nothing, follows nothing, and refuses a document type. Texts are handed on as they stand, with their
/// character references.
struct XMLScan {
    enum Event {
        case open(XMLTag)
        /// The tag that opened what ends here.
        case close(XMLTag)
        case text(Range<Int>)
        /// A CDATA section: its signs are not markup.
        case raw(Range<Int>)
    }

    static let deepest = 256

    let bytes: [UInt8]
    private(set) var open: [XMLTag] = []
    private var index = 0
    private var hasRoot = false
    private var emptyTag: XMLTag?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The next event; nil at the end of a part whose tags are all closed.
    ///
    /// - Throws: `PartFault`. A tag that closes itself is followed by its own closing.
    mutating func next() throws(PartFault) -> Event? {
        if let tag = emptyTag {
            emptyTag = nil
            return .close(tag)
        }
        while index < bytes.count {
            guard bytes[index] == 0x3C else { return text() }
            guard index + 1 < bytes.count else { throw .damaged }
            switch bytes[index + 1] {
            case 0x3F: try skip(to: "?>")
            case 0x21:
                if let raw = try declaration() { return .raw(raw) }
            case 0x2F: return .close(try closing())
            default: return .open(try opening())
            }
        }
        guard open.isEmpty, hasRoot else { throw .damaged }
        return nil
    }

    private mutating func text() -> Event {
        let start = index
        while index < bytes.count, bytes[index] != 0x3C { index += 1 }
        return .text(start..<index)
    }

    private mutating func declaration() throws(PartFault) -> Range<Int>? {
        if begins("<!--") {
            try skip(to: "-->")
            return nil
        }
        guard begins("<![CDATA[") else { throw .documentType }
        let start = index + 9
        try skip(to: "]]>")
        return start..<index - 3
    }

    private func begins(_ word: StaticString) -> Bool {
        guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
    }

    private mutating func skip(to word: StaticString) throws(PartFault) {
        while index < bytes.count {
            if begins(word) {
                index += word.utf8CodeUnitCount
                return
            }
            index += 1
        }
        throw .damaged
    }

    private mutating func closing() throws(PartFault) -> XMLTag {
        let start = index + 2
        var at = start
        while at < bytes.count, bytes[at] != 0x3E { at += 1 }
        guard at < bytes.count, let tag = open.popLast() else { throw .damaged }
        var end = at
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        guard bytes[tag.name].elementsEqual(bytes[start..<end]) else { throw .damaged }
        index = at + 1
        return tag
    }

    private mutating func opening() throws(PartFault) -> XMLTag {
        let start = index
        var at = start + 1
        var local = at
        while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x3E, bytes[at] != 0x2F {
            if bytes[at] == 0x3A { local = at + 1 }
            at += 1
        }
        let name = start + 1..<at
        guard !name.isEmpty, local <= at else { throw .damaged }
        let attributes = at
        var quote: UInt8 = 0
        while at < bytes.count, quote != 0 || bytes[at] != 0x3E {
            if quote != 0 {
                if bytes[at] == quote { quote = 0 }
            } else if bytes[at] == 0x22 || bytes[at] == 0x27 {
                quote = bytes[at]
            }
            at += 1
        }
        guard at < bytes.count else { throw .damaged }
        let isEmpty = bytes[at - 1] == 0x2F
        index = at + 1
        let tag = XMLTag(
            name: name, local: local..<name.upperBound,
            attributes: attributes..<max(attributes, isEmpty ? at - 1 : at), isEmpty: isEmpty, whole: start..<index)
        hasRoot = true
        if isEmpty {
            emptyTag = tag
        } else {
            guard open.count < XMLScan.deepest else { throw .tooDeep }
            open.append(tag)
        }
        return tag
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The name without its prefix.
    func name(_ tag: XMLTag) -> String { string(tag.local) }

    /// The value of the attribute of this name, whatever its prefix; character references stay as they stand.
    func attribute(_ name: String, of tag: XMLTag) -> String? {
        let wanted = Array(name.utf8)
        var at = tag.attributes.lowerBound
        let end = tag.attributes.upperBound
        while at < end {
            while at < end, bytes[at] <= 0x20 { at += 1 }
            var local = at
            while at < end, bytes[at] > 0x20, bytes[at] != 0x3D {
                if bytes[at] == 0x3A { local = at + 1 }
                at += 1
            }
            let nameEnd = at
            while at < end, bytes[at] <= 0x20 { at += 1 }
            guard at < end, bytes[at] == 0x3D else { return nil }
            at += 1
            while at < end, bytes[at] <= 0x20 { at += 1 }
            guard at < end, bytes[at] == 0x22 || bytes[at] == 0x27 else { return nil }
            let quote = bytes[at]
            let start = at + 1
            at = start
            while at < end, bytes[at] != quote { at += 1 }
            if local <= nameEnd, bytes[local..<nameEnd].elementsEqual(wanted) { return string(start..<at) }
            at += 1
        }
        return nil
    }

    /// Letters and digits of a piece of text, in bytes; character references do not count.
    static func letters(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var count = 0
        var isReference = false
        for index in range {
            let byte = bytes[index]
            if byte == 0x26 {
                isReference = true
            } else if isReference {
                isReference = byte != 0x3B
            } else if isLetter(byte) {
                count += 1
            }
        }
        return count
    }

    /// A letter, a digit, or part of a character beyond ASCII.
    static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    }
}
