extension String {
    /// Without white space at both ends.
    var trimmed: String {
        func blank(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }
        guard let first = first, let last = last else { return self }
        guard blank(first) || blank(last) else { return self }
        var rest = self[...]
        while let head = rest.first, blank(head) { rest.removeFirst() }
        while let tail = rest.last, blank(tail) { rest.removeLast() }
        return String(rest)
    }

    /// Its beginning, at most `length` characters.
    func beginning(_ length: Int) -> String {
        guard utf8.count > length, count > length else { return self }
        return String(prefix(length - 1)) + "…"
    }
}
