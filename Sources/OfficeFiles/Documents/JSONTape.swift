/// JSON as a flat list of its values, each knowing where the next one begins: small, and made and walked without a
/// stack that input could exhaust.
///
/// It is lenient about commas, since what it reads is another program's output; what is cut short or of another form
/// is refused.
struct JSONTape {
    enum Kind: UInt8 { case object, array, string, other }

    struct Fault: Error, Equatable {}

    private struct Value {
        var start: UInt32
        var end: UInt32
        /// The number of the value behind this one and everything in it.
        var next: UInt32
        var kind: Kind
    }

    static let mostValues = 12_000_000
    static let deepest = 4_000

    let bytes: [UInt8]
    private var values: [Value] = []

    init(_ bytes: [UInt8]) throws(Fault) {
        self.bytes = bytes
        guard bytes.count < Int(UInt32.max) else { throw Fault() }
        values.reserveCapacity(min(JSONTape.mostValues, bytes.count / 12))
        var open: [Int] = []
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x3A: at += 1
            case 0x7B, 0x5B:
                try add(bytes[at] == 0x7B ? .object : .array, at, at)
                guard open.count < JSONTape.deepest else { throw Fault() }
                open.append(values.count - 1)
                at += 1
            case 0x7D, 0x5D:
                guard let container = open.popLast(), (values[container].kind == .object) == (bytes[at] == 0x7D) else {
                    throw Fault()
                }
                values[container].end = UInt32(at)
                values[container].next = UInt32(values.count)
                at += 1
            case 0x22: at = try addString(at)
            default: at = try addWord(at)
            }
        }
        guard open.isEmpty, let first = values.first, Int(first.next) == values.count else { throw Fault() }
    }

    private mutating func add(_ kind: Kind, _ start: Int, _ end: Int) throws(Fault) {
        guard values.count < JSONTape.mostValues else { throw Fault() }
        values.append(
            Value(start: UInt32(start), end: UInt32(end), next: UInt32(values.count + 1), kind: kind))
    }

    private mutating func addString(_ start: Int) throws(Fault) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
        guard at < bytes.count else { throw Fault() }
        try add(.string, start + 1, at)
        return at + 1
    }

    private mutating func addWord(_ start: Int) throws(Fault) -> Int {
        var at = start
        while at < bytes.count, bytes[at] > 0x2C || bytes[at] == 0x2B, bytes[at] != 0x5D, bytes[at] != 0x7D,
            bytes[at] != 0x3A
        {
            at += 1
        }
        guard at > start else { throw Fault() }
        try add(.other, start, at)
        return at
    }

    // MARK: Walking

    typealias Index = Int

    var root: Index { 0 }

    func kind(_ index: Index) -> Kind { values[index].kind }

    /// The values directly inside an object (keys and values in turn) or an array, at most so many.
    func items(_ index: Index) -> [Index] {
        guard values[index].kind == .array || values[index].kind == .object else { return [] }
        var found: [Index] = []
        forEachItem(index) { found.append($0) }
        return found
    }

    func forEachItem(_ index: Index, _ body: (Index) -> Void) {
        guard values[index].kind == .array || values[index].kind == .object else { return }
        let end = Int(values[index].next)
        var at = index + 1
        while at < end {
            body(at)
            at = Int(values[at].next)
        }
    }

    /// The value under a key of an object.
    func value(_ key: StaticString, in index: Index) -> Index? {
        guard values[index].kind == .object else { return nil }
        let end = Int(values[index].next)
        var at = index + 1
        while at < end {
            let value = Int(values[at].next)
            guard value < end else { return nil }
            if isWord(at, key) { return value }
            at = Int(values[value].next)
        }
        return nil
    }

    private func isWord(_ index: Index, _ word: StaticString) -> Bool {
        let range = Int(values[index].start)..<Int(values[index].end)
        guard values[index].kind == .string, range.count == word.utf8CodeUnitCount else { return false }
        return zip(range, 0..<range.count).allSatisfy { bytes[$0] == word.utf8Start[$1] }
    }

    func number(_ index: Index) -> Int? {
        guard values[index].kind == .other else { return nil }
        return Int(String(decoding: bytes[Int(values[index].start)..<Int(values[index].end)], as: UTF8.self))
    }

    /// The text of a string as it stands between its quotation marks: for the short names of kinds.
    func name(_ index: Index) -> String {
        guard values[index].kind == .string else { return "" }
        return String(decoding: bytes[Int(values[index].start)..<Int(values[index].end)], as: UTF8.self)
    }

    /// The characters of a string, with its escapes read.
    func text(_ index: Index, _ take: (UInt8) -> Void) {
        guard values[index].kind == .string else { return }
        let end = Int(values[index].end)
        var at = Int(values[index].start)
        while at < end {
            guard bytes[at] == 0x5C, at + 1 < end else {
                take(bytes[at])
                at += 1
                continue
            }
            switch bytes[at + 1] {
            case 0x6E, 0x72, 0x74, 0x62, 0x66: take(0x20)
            case 0x75:
                at = escaped(at, end, take)
                continue
            default: take(bytes[at + 1])
            }
            at += 2
        }
    }

    /// `\u2019`, or two of them for a character beyond the first plane.
    private func escaped(_ at: Int, _ end: Int, _ take: (UInt8) -> Void) -> Int {
        guard let first = unit(at, end) else { return at + 2 }
        var scalar = first
        var after = at + 6
        if first >= 0xD800, first < 0xDC00, let second = unit(after, end), second >= 0xDC00, second < 0xE000 {
            scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            after += 6
        }
        UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")?.forEach(take)
        return after
    }

    private func unit(_ at: Int, _ end: Int) -> UInt32? {
        guard at + 6 <= end, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else { return nil }
        return UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    }
}
