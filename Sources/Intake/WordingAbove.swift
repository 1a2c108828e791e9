/// Resolves "As above": the nearest wording of its own in the same column, with what follows added.
struct WordingAbove {
    private var texts: [Int: String] = [:]

    /// The cell's text, resolved. Nil where nothing stands above.
    mutating func resolve(_ text: String, column: Int) -> String? {
        guard let rest = Self.restAfterReference(text) else {
            if !text.isEmpty { texts[column] = text }
            return text
        }
        guard let above = texts[column] else { return nil }
        return rest.isEmpty ? above : above + "\n" + rest
    }

    mutating func forget() { texts = [:] }

    /// What follows "As above"; nil where the text does not refer to the cell above it.
    private static func restAfterReference(_ text: String) -> String? {
        guard let first = text.first, text.utf8.count < 2_000 else { return nil }
        if "\"”″〃".contains(first), text.count <= 2 { return "" }
        guard first.isLetter else { return nil }
        let start = text.prefix(16).lowercased()
        for phrase in ["as above", "same as above", "see above"] where start.hasPrefix(phrase) {
            let rest = text.dropFirst(phrase.count)
            guard rest.first.map({ !$0.isLetter }) ?? true else { return nil }
            let added = String(rest).trimmed.trimmingLeading(".,;:-–")
            return added.hasPrefix("and ") ? String(added.dropFirst(4)).trimmed : added
        }
        return start == "ditto" || start == "ditto." ? "" : nil
    }
}

extension String {
    func trimmingLeading(_ characters: String) -> String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace || characters.contains(first) { rest.removeFirst() }
        return String(rest)
    }
}
