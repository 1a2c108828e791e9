/// Numbers as plans print them: "28.", "1.1", "A)", "3a". Kept as text, without a closing full stop.
enum PrintedNumber {
    /// A number cell as it is kept: "12." is "12"; nil when empty.
    static func cleaned(_ text: String) -> String? {
        var text = text.trimmed
        while text.hasSuffix(".") { text.removeLast() }
        text = text.trimmed
        return text.isEmpty ? nil : text
    }

    /// Whether a cell holds nothing but a number: "3", "2.4", "1a", "B)".
    static func isNumber(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 8 else { return false }
        var digits = 0
        var letters = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A: letters += 1
            case 0x2E, 0x29, 0x28, 0x2D, 0x2F, 0x20: break
            default: return false
            }
        }
        return digits > 0 ? letters <= 2 : letters == 1
    }

    /// Takes a leading number off a text: "28. Make greater use" gives ("28", "Make greater use").
    ///
    /// Digits count as a number where a full stop or bracket closes them, or where they are dotted ("1.1 Intelligence");
    /// `bare` also takes "3 Prevention", as headings print it.
    static func split(_ text: String, bare: Bool = false) -> (number: String, rest: String)? {
        let bytes = Array(text.utf8.prefix(16))
        var index = 0
        var dots = 0
        func isDigit(_ at: Int) -> Bool { at < bytes.count && (0x30...0x39).contains(bytes[at]) }
        guard isDigit(0) else { return nil }
        while isDigit(index) { index += 1 }
        guard index <= 3 else { return nil }
        while index < bytes.count, bytes[index] == 0x2E, isDigit(index + 1) {
            dots += 1
            index += 1
            while isDigit(index) { index += 1 }
        }
        if index < bytes.count, (0x61...0x7A).contains(bytes[index]),
            index + 1 < bytes.count, [0x2E, 0x29, 0x20].contains(bytes[index + 1])
        {
            index += 1
        }
        var end = index
        var closed = false
        if end < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x29 || bytes[end] == 0x3A {
            closed = true
            end += 1
        }
        guard end < bytes.count, closed || dots > 0 || bare else { return nil }
        guard bytes[end] == 0x20 || bytes[end] == 0x0A || bytes[end] == 0x09 || bytes[end] == 0xC2 else { return nil }
        let rest = String(text.utf8.dropFirst(end)) ?? ""
        let words = rest.trimmed
        guard let first = words.first, closed || dots > 0 || first.isUppercase else { return nil }
        let number = String(decoding: bytes[..<index], as: UTF8.self)
        return (number, words)
    }
}
