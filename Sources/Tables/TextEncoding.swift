/// How the characters of a file are written as bytes.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "Windows-1252"

    /// The encoding and the length of its byte order mark.
    ///
    /// A mark decides. Without one, zeros in every second byte mean UTF-16; bytes that are sound UTF-8, but for
    /// a few, are UTF-8; anything else is Windows-1252, which agrees with ISO-8859-1 on every printed character.
    static func sniff(_ bytes: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if let wide = wideWithoutMark(bytes) { return (wide, 0) }
        let (sound, broken) = multibyteCount(bytes)
        return (broken == 0 || sound > 4 * broken ? .utf8 : .windows1252, 0)
    }

    private static func wideWithoutMark(_ bytes: [UInt8]) -> TextEncoding? {
        let sample = min(bytes.count, 4_096) & ~1
        guard sample >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        for index in stride(from: 0, to: sample, by: 2) {
            if bytes[index] == 0 { zeros.even += 1 }
            if bytes[index + 1] == 0 { zeros.odd += 1 }
        }
        let pairs = sample / 2
        if zeros.odd * 10 >= pairs * 6, zeros.even * 20 <= pairs { return .utf16LittleEndian }
        if zeros.even * 10 >= pairs * 6, zeros.odd * 20 <= pairs { return .utf16BigEndian }
        return nil
    }

    /// Sound characters of several bytes, and bytes that belong to none.
    private static func multibyteCount(_ bytes: [UInt8]) -> (sound: Int, broken: Int) {
        bytes.withUnsafeBufferPointer { buffer in
            var sound = 0
            var broken = 0
            var index = 0
            while index < buffer.count {
                if buffer[index] < 0x80 {
                    index += 1
                } else if let length = UTF8Sequence.length(buffer, at: index) {
                    sound += 1
                    index += length
                } else {
                    broken += 1
                    index += 1
                }
            }
            return (sound, broken)
        }
    }
}

/// The shape of one character in UTF-8 (Unicode 15, table 3-7).
enum UTF8Sequence {
    /// The length of the well-formed character at an index; nil where there is none.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let first = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { low = 0xA0 }
            if first == 0xED { high = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { low = 0x90 }
            if first == 0xF4 { high = 0x8F }
        default: return nil
        }
        guard index + length <= bytes.count, bytes[index + 1] >= low, bytes[index + 1] <= high else { return nil }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return length
    }
}
