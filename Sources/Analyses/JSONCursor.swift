/// Goes through JSON byte by byte and builds nothing up, so that a map of millions of points costs no more than its points.
struct JSONCursor {
    /// Why it is no JSON, as the middle of a sentence, and at which byte.
    struct Defect: Error, Hashable {
        var words: String
        var byte: Int
    }

    /// Lists within lists, no deeper.
    static let deepest = 64

    private let bytes: [UInt8]
    var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    enum Kind { case object, list, text, number, word, end }

    mutating func kind() -> Kind {
        skipSpace()
        guard index < bytes.count else { return .end }
        switch bytes[index] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .list
        case UInt8(ascii: "\""): return .text
        case UInt8(ascii: "-"), 0x30...0x39: return .number
        default: return .word
        }
    }

    // MARK: Objects and lists

    /// The name of the next member of an object; nil at its end. The first time the opening brace is taken.
    mutating func member(_ isFirst: inout Bool) throws(Defect) -> String? {
        guard try goesOn(&isFirst, UInt8(ascii: "{"), UInt8(ascii: "}")) else { return nil }
        let name = try text()
        try take(UInt8(ascii: ":"))
        return name
    }

    /// Whether a list has another item. The first time the opening bracket is taken.
    mutating func item(_ isFirst: inout Bool) throws(Defect) -> Bool {
        try goesOn(&isFirst, UInt8(ascii: "["), UInt8(ascii: "]"))
    }

    private mutating func goesOn(_ isFirst: inout Bool, _ opening: UInt8, _ closing: UInt8) throws(Defect) -> Bool {
        if isFirst { try take(opening) }
        skipSpace()
        if index < bytes.count, bytes[index] == closing {
            index += 1
            isFirst = false
            return false
        }
        if !isFirst { try take(UInt8(ascii: ",")) }
        isFirst = false
        return true
    }

    // MARK: Values

    mutating func number() throws(Defect) -> Double {
        skipSpace()
        let start = index
        while index < bytes.count, isOfNumber(bytes[index]) { index += 1 }
        if let plain = plainNumber(start, index) { return plain }
        guard index > start, bytes[start] != UInt8(ascii: "+"), bytes[start] != UInt8(ascii: "."),
            let value = Double(String(decoding: bytes[start..<index], as: UTF8.self))
        else { throw Defect(words: "a number is wanted", byte: start) }
        guard value.isFinite else { throw Defect(words: "a number is too large", byte: start) }
        return value
    }

    /// Up to fifteen digits with a point among them: exact, and without a text made of them.
    private func plainNumber(_ start: Int, _ end: Int) -> Double? {
        var mantissa = 0, digits = 0, places = -1
        let isBelow = start < end && bytes[start] == UInt8(ascii: "-")
        for byte in bytes[(isBelow ? start + 1 : start)..<end] {
            if byte == UInt8(ascii: "."), places < 0, digits > 0 {
                places = 0
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            mantissa = mantissa * 10 + Int(byte - 0x30)
            digits += 1
            if places >= 0 { places += 1 }
        }
        guard digits > 0, digits <= 15, places != 0 else { return nil }
        var scale = 1.0
        for _ in 0..<max(0, places) { scale *= 10 }
        return (isBelow ? -1 : 1) * (Double(mantissa) / scale)
    }

    mutating func text() throws(Defect) -> String {
        skipSpace()
        let start = index
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            throw Defect(words: "a text in quotation marks is wanted", byte: index)
        }
        index += 1
        var letters: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] >= 0x20 else { throw Defect(words: "a text holds a control character", byte: index) }
            if bytes[index] == UInt8(ascii: "\\") {
                letters += try Array(String(escaped()).utf8)
            } else {
                letters.append(bytes[index])
                index += 1
            }
        }
        guard index < bytes.count else { throw Defect(words: "a text has no end", byte: start) }
        index += 1
        guard let text = String(validating: letters, as: UTF8.self) else {
            throw Defect(words: "a text is not UTF-8", byte: start)
        }
        return text
    }

    private mutating func escaped() throws(Defect) -> Unicode.Scalar {
        let start = index
        index += 1
        guard index < bytes.count else { throw Defect(words: "a text has no end", byte: start) }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"):
            var unit = try unit(start)
            if (0xD800..<0xDC00).contains(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                let low = try self.unit(start)
                guard (0xDC00..<0xE000).contains(low) else {
                    throw Defect(words: "a text holds half a character", byte: start)
                }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else {
                throw Defect(words: "a text holds half a character", byte: start)
            }
            return scalar
        default: throw Defect(words: "a text holds a backslash with nothing it could mean", byte: start)
        }
    }

    private mutating func unit(_ start: Int) throws(Defect) -> UInt32 {
        guard index + 4 <= bytes.count,
            bytes[index..<index + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw Defect(words: "a text holds a backslash with nothing it could mean", byte: start) }
        index += 4
        return unit
    }

    /// true, false or null.
    mutating func word() throws(Defect) -> String {
        skipSpace()
        for word in ["true", "false", "null"] where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return word
        }
        throw Defect(words: "a value is wanted", byte: index)
    }

    /// Passes over one value, whatever it is, looking at its form all the same.
    mutating func skip(depth: Int = 0) throws(Defect) {
        guard depth < Self.deepest else {
            throw Defect(words: "lists stand in lists deeper than \(Self.deepest)", byte: index)
        }
        var isFirst = true
        switch kind() {
        case .object: while try member(&isFirst) != nil { try skip(depth: depth + 1) }
        case .list: while try item(&isFirst) { try skip(depth: depth + 1) }
        case .text: _ = try text()
        case .number: _ = try number()
        case .word: _ = try word()
        case .end: throw Defect(words: "the file ends in the middle", byte: index)
        }
    }

    /// The bytes of a number as they are written.
    mutating func writtenNumber() throws(Defect) -> String {
        skipSpace()
        let start = index
        _ = try number()
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func take(_ byte: UInt8) throws(Defect) {
        skipSpace()
        guard index < bytes.count else { throw Defect(words: "the file ends in the middle", byte: index) }
        guard bytes[index] == byte else {
            throw Defect(words: "\"\(Character(Unicode.Scalar(byte)))\" is wanted", byte: index)
        }
        index += 1
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x2D, 0x2B, 0x2E, 0x45, 0x65: true
        default: false
        }
    }
}
