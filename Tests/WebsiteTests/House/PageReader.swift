/// Takes HTML apart into tags and text, as strictly as our own pages can stand: every attribute quoted, every name in
/// lower case, no bare mark in text.
struct PageReader {
    enum Token {
        case text([UInt8])
        case open(String, [String: String], twice: [String])
        case close(String)
    }

    static let void: Set<String> = ["meta", "link", "input", "br", "hr", "img"]

    /// Shapes of a drawing, which close themselves.
    static let shapes: Set<String> = ["rect", "line", "path", "circle"]

    private let bytes: [UInt8]
    private var closing: String?
    private var index = 0
    private(set) var faults: [String] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        if let name = closing {
            closing = nil
            return .close(name)
        }
        guard index < bytes.count else { return nil }
        guard bytes[index] == UInt8(ascii: "<") else { return .text(readText()) }
        if has("<!") {
            let end = find(UInt8(ascii: ">"), from: index) ?? bytes.count - 1
            index = end + 1
            return .text([])
        }
        if has("</") {
            index += 2
            let name = readName()
            if index >= bytes.count || bytes[index] != UInt8(ascii: ">") { fault("a closing tag that does not end") }
            index += 1
            return .close(name)
        }
        index += 1
        return readTag()
    }

    private mutating func readText() -> [UInt8] {
        let end = find(UInt8(ascii: "<"), from: index) ?? bytes.count
        let raw = bytes[index..<end]
        index = end
        if raw.contains(UInt8(ascii: ">")) { fault("a bare > in text") }
        return decode(raw)
    }

    private mutating func readTag() -> Token {
        let name = readName()
        if name.isEmpty { fault("a bare < in text") }
        var attributes: [String: String] = [:]
        var twice: [String] = []
        while index < bytes.count {
            skipSpace()
            guard index < bytes.count else { break }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                return .open(name, attributes, twice: twice)
            }
            if PageReader.shapes.contains(name), has("/>") {
                index += 2
                closing = name
                return .open(name, attributes, twice: twice)
            }
            let attribute = readName(mayHaveCapitals: name == "svg")
            guard !attribute.isEmpty else {
                fault("<\(name)> holds \(String(decoding: bytes[index...].prefix(20), as: UTF8.self))")
                index += 1
                continue
            }
            if attributes[attribute] != nil { twice.append(attribute) }
            attributes[attribute] = readValue(of: attribute, in: name)
        }
        fault("<\(name)> does not end")
        return .open(name, attributes, twice: twice)
    }

    private mutating func readValue(of attribute: String, in name: String) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return "" }
        index += 1
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            fault("\(attribute) of <\(name)> is not quoted")
            return ""
        }
        let end = find(UInt8(ascii: "\""), from: index + 1) ?? bytes.count
        let value = String(decoding: decode(bytes[(index + 1)..<min(end, bytes.count)]), as: UTF8.self)
        index = min(end + 1, bytes.count)
        return value
    }

    private mutating func readName(mayHaveCapitals: Bool = false) -> String {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            let isName =
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                || (mayHaveCapitals && (0x41...0x5A).contains(byte))
            guard isName else { break }
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 }
    }

    /// The marks that pages escape; any other reference is a fault.
    private mutating func decode(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        guard raw.contains(UInt8(ascii: "&")) else { return Array(raw) }
        let known: [(String, UInt8)] = [
            ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#39;", 0x27),
            // Markup of ours holds no braces, which templates would read.
            ("&#123;", 0x7B),
        ]
        var plain: [UInt8] = []
        var at = raw.startIndex
        while at < raw.endIndex {
            guard raw[at] == UInt8(ascii: "&") else {
                plain.append(raw[at])
                at += 1
                continue
            }
            if let found = known.first(where: { raw[at...].starts(with: $0.0.utf8) }) {
                plain.append(found.1)
                at += found.0.utf8.count
            } else {
                fault("a bare & before \(String(decoding: raw[at...].prefix(12), as: UTF8.self))")
                plain.append(raw[at])
                at += 1
            }
        }
        return plain
    }

    private mutating func fault(_ text: String) { faults.append("\(text) (byte \(index))") }

    private func has(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        var at = start
        while at < bytes.count {
            if bytes[at] == byte { return at }
            at += 1
        }
        return nil
    }
}
