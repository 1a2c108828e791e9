/// Wording brought to a form in which two ways of writing the same compare equal: lower case, no punctuation,
/// "&" as "and". Computed once for each text that is compared.
public enum Folding {
    /// The words of a text in lower case, in order. Apostrophes vanish (`PI's` is `pis`), `#` reads as "no".
    public static func words(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func close() {
            guard !word.isEmpty else { return }
            words.append(String(decoding: word, as: UTF8.self))
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A, 0x30...0x39: word.append(UInt8(scalar.value))
            case 0x41...0x5A: word.append(UInt8(scalar.value + 32))
            case 0x27, 0x2019, 0x2018, 0xAD: break
            case 0x26:
                close()
                words.append("and")
            case 0x23, 0x2116:
                close()
                words.append("no")
            case 0..<0x80, 0x2000...0x2BFF, 0xA0...0xBF: close()
            default:
                if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                    word.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
                } else if !scalar.properties.isDiacritic {
                    close()
                }
            }
        }
        close()
        return words
    }

    /// The words joined by single spaces: equal for texts that differ in case, space and punctuation only.
    public static func key(_ text: some StringProtocol) -> String { words(text).joined(separator: " ") }

    /// The words of a heading in the singular; a lone "s" left over from "lead(s)" vanishes.
    public static func heading(_ text: some StringProtocol) -> [String] {
        words(text).compactMap { $0 == "s" ? nil : singular($0) }
    }

    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s") else { return word }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("sis") { return word }
        return String(word.dropLast())
    }
}
