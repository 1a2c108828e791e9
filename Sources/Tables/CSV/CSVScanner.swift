/// Where one field lies in the buffer.
struct CSVField {
    var start: Int
    var end: Int
    /// Stood in quotation marks; the range lies inside them.
    var isQuoted = false
    /// Holds doubled quotation marks, to be read as one.
    var hasDoubledQuotes = false
}

/// Something odd in the quotation marks of a record.
struct CSVOddity {
    enum Kind { case unclosedQuote, strayQuote }
    var kind: Kind
    var line: Int
    var column: Int
}

/// Finds records and fields in one pass over the bytes (RFC 4180, and what people really send).
///
/// A quotation mark that is never closed, or whose field would swallow later lines up to another field's quotation
/// mark, is read as an ordinary character, so that the rest of the file stays readable.
struct CSVScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private var index = 0
    private(set) var line = 1
    private(set) var fields: [CSVField] = []
    private(set) var oddities: [CSVOddity] = []
    /// Bytes that may still be read a second time; keeps hostile input linear.
    private var secondLooks: Int
    private var knownClose = -1

    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, from start: Int = 0, line: Int = 1) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.line = line
        index = start
        secondLooks = 4 * bytes.count + 65_536
    }

    /// Reads the next record into `fields` and gives the line it begins on; nil at the end. A blank line is a
    /// record of one empty field.
    mutating func next() -> Int? {
        guard index < bytes.count else { return nil }
        fields.removeAll(keepingCapacity: true)
        if !oddities.isEmpty { oddities.removeAll() }
        let first = line
        repeat { field() } while step(over: delimiter)
        if step(over: Byte.newline) { line += 1 }
        return first
    }

    @inline(__always)
    private mutating func step(over byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func field() {
        let start = index
        var look = index
        while look < bytes.count, bytes[look] == Byte.space { look += 1 }
        if look < bytes.count, bytes[look] == Byte.quote, quoted(from: look) { return }
        index = start
        runToEnd()
        fields.append(CSVField(start: start, end: index))
    }

    @inline(__always)
    private mutating func runToEnd() {
        let end = bytes.count
        var at = index
        let mark = delimiter
        while at < end, bytes[at] != mark, bytes[at] != Byte.newline { at += 1 }
        index = at
    }

    /// Reads a quoted field; false when its quotation mark turns out to be an ordinary character.
    private mutating func quoted(from open: Int) -> Bool {
        let firstLine = line
        var doubled = false
        var at = open + 1
        var lines = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == Byte.newline { lines += 1 }
            guard byte == Byte.quote else {
                at += 1
                continue
            }
            if at + 1 < bytes.count, bytes[at + 1] == Byte.quote {
                doubled = true
                at += 2
                continue
            }
            let after = skipSpaces(at + 1)
            if isEnd(after) {
                fields.append(
                    CSVField(start: open + 1, end: at, isQuoted: true, hasDoubledQuotes: doubled))
                line += lines
                index = after
                return true
            }
            if lines > 0, beginsField(at) || !closesLater(at + 1) { break }
            note(.strayQuote, line: firstLine + lines)
            guard closesLater(at + 1) else { return endAtStray(open, close: at, doubled: doubled) }
            at += 1
        }
        oddities.removeAll { $0.column == fields.count + 1 }
        note(.unclosedQuote, line: firstLine)
        secondLooks -= at - open
        knownClose = -1
        guard secondLooks > 0 else {
            fields.append(CSVField(start: open + 1, end: at, isQuoted: true, hasDoubledQuotes: doubled))
            line += lines
            index = at
            return true
        }
        return false
    }

    /// `"abc"def,`: the quoted part and what follows it are one value, quotation marks and all.
    private mutating func endAtStray(_ open: Int, close: Int, doubled: Bool) -> Bool {
        index = close
        runToEnd()
        fields.append(CSVField(start: open, end: index, hasDoubledQuotes: doubled))
        return true
    }

    private mutating func note(_ kind: CSVOddity.Kind, line: Int) {
        let column = fields.count + 1
        if let last = oddities.last, last.kind == kind, last.column == column { return }
        oddities.append(CSVOddity(kind: kind, line: line, column: column))
    }

    private func skipSpaces(_ from: Int) -> Int {
        var at = from
        while at < bytes.count, bytes[at] == Byte.space { at += 1 }
        return at
    }

    private func isEnd(_ at: Int) -> Bool {
        at >= bytes.count || bytes[at] == delimiter || bytes[at] == Byte.newline
    }

    /// The quotation mark stands where a field begins.
    private func beginsField(_ at: Int) -> Bool {
        bytes[at - 1] == delimiter || bytes[at - 1] == Byte.newline
    }

    /// A quotation mark before a delimiter follows on the same line.
    private mutating func closesLater(_ from: Int) -> Bool {
        if knownClose >= from { return true }
        guard secondLooks > 0 else { return false }
        var at = from
        defer { secondLooks -= at - from }
        while at < bytes.count, bytes[at] != Byte.newline {
            if bytes[at] == Byte.quote, isEnd(skipSpaces(at + 1)) {
                knownClose = at
                return true
            }
            at += 1
        }
        return false
    }
}
