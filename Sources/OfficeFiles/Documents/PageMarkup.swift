/// A document on its way to blocks, as the plain markup of a page: the reader of pages then treats headings, lists,
/// bold lines, merged cells and tables in tables exactly as it treats those of a page.
struct PageMarkup {
    private(set) var bytes: [UInt8] = []

    mutating func open(_ name: StaticString, _ attributes: String = "") {
        bytes.append(0x3C)
        append(name)
        if !attributes.isEmpty {
            bytes.append(0x20)
            bytes.append(contentsOf: attributes.utf8)
        }
        bytes.append(0x3E)
    }

    mutating func close(_ name: StaticString) {
        bytes.append(0x3C)
        bytes.append(0x2F)
        append(name)
        bytes.append(0x3E)
    }

    mutating func beginHeading(_ level: Int) {
        bytes.append(contentsOf: [0x3C, 0x68, 0x30 + UInt8(min(max(level, 1), 6)), 0x3E])
    }

    mutating func endHeading(_ level: Int) {
        bytes.append(contentsOf: [0x3C, 0x2F, 0x68, 0x30 + UInt8(min(max(level, 1), 6)), 0x3E])
    }

    /// The opening of a cell that may reach over several rows or columns.
    mutating func openCell(rows: Int, columns: Int) {
        var words: [String] = []
        if rows != 1 { words.append("rowspan=\(max(0, min(rows, 65_534)))") }
        if columns != 1 { words.append("colspan=\(max(1, min(columns, 1_000)))") }
        open("td", words.joined(separator: " "))
    }

    /// Plain text: its signs are not markup.
    mutating func text(_ text: some Sequence<UInt8>) {
        for byte in text { append(byte) }
    }

    mutating func append(_ byte: UInt8) {
        switch byte {
        case 0x26: append("&amp;")
        case 0x3C: append("&lt;")
        case 0x3E: append("&gt;")
        default: bytes.append(byte)
        }
    }

    /// Text of an XML part, whose signs are written as references already.
    mutating func copy(_ source: [UInt8], _ range: Range<Int>) { bytes.append(contentsOf: source[range]) }

    /// Whether anything but tags and blanks was written from here on.
    func holdsText(from start: Int) -> Bool {
        var isTag = false
        for byte in bytes[start...] {
            if byte == 0x3C { isTag = true }
            if !isTag, byte > 0x20 { return true }
            if byte == 0x3E { isTag = false }
        }
        return false
    }

    mutating func append(_ word: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
