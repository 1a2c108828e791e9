import Glibc
import Tables

/// What a person would have typed into a cell.
enum CellWords {
    /// Plain text: white space folded, line breaks kept.
    static func clean(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        if isPlain(bytes, range) { return String(decoding: bytes[range], as: UTF8.self) }
        var text = PlainText(keepsLines: true, keepsBullets: true)
        text.add(bytes, range)
        return text.cellText
    }

    /// Single spaces, and nothing that folds.
    private static func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var wasSpace = true
        for index in range {
            let byte = bytes[index]
            if byte <= 0x20 {
                if byte != 0x20 || wasSpace { return false }
                wasSpace = true
            } else {
                if PlainText.mayFold(byte) || byte == 0x7F { return false }
                wasSpace = false
            }
        }
        return !wasSpace
    }

    /// A number without the noise of its storage: 1 for "1.0", 0.3 for "0.30000000000000004".
    static func number(_ stored: [UInt8]) -> [UInt8] {
        if stored.count <= 15, isWhole(stored) { return stored }
        guard let value = Double(String(decoding: stored, as: UTF8.self)), value.isFinite else { return stored }
        return number(value)
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        let digits = bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
        return !digits.isEmpty && (digits.count == 1 || digits.first != 0x30)
            && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    static func number(_ value: Double) -> [UInt8] {
        if value == value.rounded(), abs(value) < 1e15 { return Array("\(Int(value))".utf8) }
        let digits = printed(value, "%.15g")
        guard let power = digits.firstIndex(of: 0x65) else { return digits }
        if abs(value) >= 1, abs(value) < 1e21 { return printed(value, "%.0f") }
        // Small numbers: as many places as fifteen digits need.
        if abs(value) < 1, abs(value) > 1e-10 {
            var plain = printed(value, "%.24f")
            while plain.last == 0x30 { plain.removeLast() }
            return plain.count <= 20 ? plain : Array(digits[..<power]) + [0x45] + digits[(power + 1)...]
        }
        return Array(digits[..<power]) + [0x45] + digits[(power + 1)...]
    }

    private static func printed(_ value: Double, _ format: String) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: 400)
        let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
        return buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }
    }

    static func percent(_ stored: [UInt8]) -> [UInt8] {
        guard let value = Double(String(decoding: stored, as: UTF8.self)), value.isFinite else { return stored }
        return number(value * 100) + [0x25]
    }
}
