extension Marking {
    /// Whether a text names this marking, as people write it: in any case, in one word or two, with any dash, space
    /// or colon between them ("Official – Sensitive").
    ///
    /// Only a marking of several words can be told from an ordinary sentence; a text that names `official` is every
    /// second letter the council writes, so that one is never found.
    public func isNamed(in text: String) -> Bool {
        guard self > .official else { return false }
        let words = printed.split(separator: "-").map { Array($0.lowercased().unicodeScalars) }
        let letters = text.unicodeScalars.filter { !Self.isSkipped($0) }.map(Self.folded)
        return letters.indices.contains { Self.stands(words, in: letters, from: $0) }
    }

    /// Whether all words stand from a place on, each behind the one before with nothing but joints between.
    private static func stands(
        _ words: [[Unicode.Scalar]], in letters: [Unicode.Scalar], from start: Int
    ) -> Bool {
        var place = start
        for (index, word) in words.enumerated() {
            if index > 0 {
                while place < letters.count, isJoint(letters[place]) { place += 1 }
            }
            guard letters[place...].starts(with: word) else { return false }
            place += word.count
        }
        return true
    }

    /// Marks that print nothing of their own: soft hyphens, joiners, accents set on a letter.
    private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isJoint(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .dashPunctuation, .connectorPunctuation, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control:
            true
        default: ["\u{2212}", ":", "/", "(", "[", "*", "\u{B7}", "+", "|"].contains(scalar)
        }
    }

    /// A letter in lower case; a wide one as the plain one.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        if (0xFF21...0xFF3A).contains(value) || (0xFF41...0xFF5A).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 0x20 }
        return Unicode.Scalar(value) ?? scalar
    }
}
