/// A word of a text with what screening asks of it, found out once.
struct ScreenedWord {
    /// As it stands, with its punctuation.
    let text: String
    /// A capital and small letters behind it, as in a name.
    let isCapitalised: Bool
    /// A capital at its beginning.
    let beginsWithCapital: Bool
    /// Capitals and digits only.
    let isCapitals: Bool
    let hasDigit: Bool
    let hasAt: Bool
    /// Punctuation follows that separates it from the next word.
    let endsSentence: Bool
    /// Punctuation or the beginning of the text stands before it.
    let beginsSentence: Bool

    /// Without punctuation at both ends.
    var bare: String {
        var rest = text[...]
        while let first = rest.first, !first.isLetter, !first.isNumber, first != "+" { rest.removeFirst() }
        while let last = rest.last, !last.isLetter, !last.isNumber { rest.removeLast() }
        if rest.hasSuffix("’s") || rest.hasSuffix("'s") { rest.removeLast(2) }
        return String(rest)
    }

    var isEmail: Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && (parts[0].last?.isLetter == true || parts[0].last?.isNumber == true)
    }

    static func words(of text: String) -> [ScreenedWord] {
        var words: [ScreenedWord] = []
        var beginsSentence = true
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            while index < bytes.count, bytes[index] <= 0x20 {
                if bytes[index] == 0x0A { beginsSentence = true }
                index += 1
            }
            let start = index
            while index < bytes.count, bytes[index] > 0x20 { index += 1 }
            guard index > start else { break }
            let word = word(bytes[start..<index], beginsSentence: beginsSentence)
            beginsSentence = word.endsSentence
            words.append(word)
        }
        return words
    }

    private static func word(_ bytes: ArraySlice<UInt8>, beginsSentence: Bool) -> ScreenedWord {
        var (capitals, smalls, digits, others) = (0, 0, 0, 0)
        var hasAt = false
        var firstIsCapital = false
        var seen = false
        for byte in bytes {
            switch byte {
            case 0x41...0x5A:
                capitals += 1
                if !seen { firstIsCapital = true }
                seen = true
            case 0x61...0x7A, 0x80...0xFF:
                smalls += 1
                seen = true
            case 0x30...0x39:
                digits += 1
                seen = true
            case 0x40: hasAt = true
            case 0x2F: others += 1
            default: break
            }
        }
        let last = bytes.last ?? 0
        let ends = [0x2E, 0x2C, 0x3B, 0x3A, 0x3F, 0x21, 0x29].contains(last)
        return ScreenedWord(
            text: String(decoding: bytes, as: UTF8.self),
            isCapitalised: firstIsCapital && smalls >= 2 && digits == 0 && others == 0 && capitals <= 2,
            beginsWithCapital: firstIsCapital, isCapitals: capitals > 0 && smalls == 0, hasDigit: digits > 0,
            hasAt: hasAt, endsSentence: ends,
            beginsSentence: beginsSentence)
    }
}
