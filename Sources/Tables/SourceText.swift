import Vocabulary

/// The text of a file as clean UTF-8, whatever it was sent in: line ends are `\n`, and characters that could
/// mislead a reader or a terminal are gone, each kind with a problem.
struct SourceText {
    var bytes: [UInt8]
    var encoding: TextEncoding
    var problems: [Problem]

    init(_ file: [UInt8]) {
        let (encoding, mark) = TextEncoding.sniff(file)
        self.encoding = encoding
        var cleaner = TextCleaner(capacity: file.count)
        switch encoding {
        case .utf8: SourceText.decodeUTF8(file, from: mark, into: &cleaner)
        case .windows1252:
            for byte in file { cleaner.take(Windows1252.scalar(byte)) }
        case .utf16LittleEndian: SourceText.decodeWide(file, from: mark, highFirst: false, into: &cleaner)
        case .utf16BigEndian: SourceText.decodeWide(file, from: mark, highFirst: true, into: &cleaner)
        }
        bytes = cleaner.finish()
        problems = cleaner.problems
    }

    private static func decodeUTF8(_ file: [UInt8], from mark: Int, into cleaner: inout TextCleaner) {
        file.withUnsafeBufferPointer { buffer in
            var index = mark
            while index < buffer.count {
                let plain = index
                while index < buffer.count, TextCleaner.passes(buffer[index]) { index += 1 }
                if index > plain { cleaner.copy(buffer, plain..<index) }
                guard index < buffer.count else { break }
                if let length = UTF8Sequence.length(buffer, at: index) {
                    cleaner.take(scalar(buffer, index, length))
                    index += length
                } else {
                    cleaner.misread += 1
                    cleaner.take(Windows1252.scalar(buffer[index]))
                    index += 1
                }
            }
        }
    }

    private static func scalar(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) -> UInt32 {
        guard length > 1 else { return UInt32(buffer[index]) }
        var value = UInt32(buffer[index]) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(buffer[index + offset] & 0x3F) }
        return value
    }

    private static func decodeWide(
        _ file: [UInt8], from mark: Int, highFirst: Bool, into cleaner: inout TextCleaner
    ) {
        func unit(_ index: Int) -> UInt32 {
            let (high, low) = highFirst ? (file[index], file[index + 1]) : (file[index + 1], file[index])
            return UInt32(high) << 8 | UInt32(low)
        }
        var index = mark
        while index + 1 < file.count {
            let first = unit(index)
            index += 2
            guard first >= 0xD800, first < 0xE000 else {
                cleaner.take(first)
                continue
            }
            if first < 0xDC00, index + 1 < file.count, case let second = unit(index), second >= 0xDC00,
                second < 0xE000
            {
                cleaner.take(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                index += 2
            } else {
                cleaner.misread += 1
                cleaner.take(0xFFFD)
            }
        }
        if index < file.count { cleaner.misread += 1 }
    }
}

/// Takes characters one by one and keeps those that are text.
struct TextCleaner {
    private var out: [UInt8]
    private var line = 1
    private var afterReturn = false
    private var controls = (count: 0, line: 0)
    private var overrides = (count: 0, line: 0)
    var misread = 0 { didSet { if oldValue == 0 { misreadLine = line } } }
    private var misreadLine = 0

    init(capacity: Int) {
        out = []
        out.reserveCapacity(capacity + 16)
    }

    /// Bytes that are copied without a look: printable ASCII and tabs.
    @inline(__always)
    static func passes(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte < 0x7F) || byte == Byte.tab }

    mutating func copy(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
        afterReturn = false
    }

    mutating func take(_ scalar: UInt32) {
        let wasReturn = afterReturn
        afterReturn = scalar == 0x0D
        switch scalar {
        case 0x0A:
            if !wasReturn { newline() }
        case 0x0D: newline()
        case 0x09, 0x0B, 0x0C, 0x20..<0x7F: out.append(UInt8(truncatingIfNeeded: scalar))
        case 0x00..<0x20, 0x7F..<0xA0:
            if controls.count == 0 { controls.line = line }
            controls.count += 1
        case 0x202A...0x202E, 0x2066...0x2069:
            if overrides.count == 0 { overrides.line = line }
            overrides.count += 1
        case 0x2028, 0x2029: out.append(Byte.verticalTab)
        case 0xFEFF: break
        default: out.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.EncodedScalar())
        }
    }

    private mutating func newline() {
        out.append(Byte.newline)
        line += 1
    }

    func finish() -> [UInt8] { out }

    var problems: [Problem] {
        var found: [Problem] = []
        func report(_ code: String, line: Int, _ message: String) {
            found.append(Problem(place: Place(line: line), severity: .warning, code: code, message: message))
        }
        if controls.count > 0 {
            report(
                "control-characters", line: controls.line,
                "\(controls.count) control characters were left out, the first on line \(controls.line). Check the text there."
            )
        }
        if overrides.count > 0 {
            report(
                "direction-overrides", line: overrides.line,
                "\(overrides.count) invisible characters that turn the direction of the text were left out, the first on line \(overrides.line). Check the words there."
            )
        }
        if misread > 0 {
            report(
                "encoding-doubtful", line: misreadLine,
                "\(misread) characters could not be read for certain, the first on line \(misreadLine). Check accents and quotation marks, or save the file as UTF-8."
            )
        }
        return found
    }
}

/// Windows-1252; every other byte stands for the character of the same number.
enum Windows1252 {
    /// 0x80 to 0x9F, as browsers read them (WHATWG Encoding, index windows-1252).
    private static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    static func scalar(_ byte: UInt8) -> UInt32 {
        byte >= 0x80 && byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
    }
}
