/// Takes the leads of a cell apart on what the document uses to separate them: line breaks, ";" and "/".
///
/// Never on commas, which stand inside titles. A "/" in a cell that uses ";", inside a number, in "and/or", or between
/// long runs of words separates nothing: what cannot be split stays whole.
enum LeadSplit {
    static func leads(_ text: String) -> [String] {
        var leads: [String] = []
        let usesSemicolons = text.contains(";")
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == ";" || $0 == "•" }) {
            leads += usesSemicolons ? [String(line)] : slashed(String(line))
        }
        var seen: Set<String> = []
        return leads.map(\.trimmed).map(withoutMark).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    private static func slashed(_ line: String) -> [String] {
        guard line.contains("/") else { return [line] }
        var parts: [String] = []
        var part = ""
        let characters = Array(line)
        for (index, character) in characters.enumerated() {
            if character == "/", separates(characters, at: index) {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        parts.append(part)
        let isSplit = parts.allSatisfy { $0.split(separator: " ").count <= 6 }
        return isSplit ? parts : [line]
    }

    private static func separates(_ characters: [Character], at index: Int) -> Bool {
        guard index > 0, index + 1 < characters.count else { return true }
        let before = characters[index - 1]
        let after = characters[index + 1]
        if before.isNumber, after.isNumber { return false }
        let left = String(characters[..<index].reversed().prefix { $0.isLetter }.reversed()).lowercased()
        let right = String(characters[(index + 1)...].prefix { $0.isLetter }).lowercased()
        if left == "and", right == "or" { return false }
        return !(left.count == 1 && right.count == 1)
    }

    /// Without a list point in front, and without a closing full stop.
    private static func withoutMark(_ text: String) -> String {
        var text = text
        if let first = text.first, "-–*,".contains(first) { text = String(text.dropFirst()).trimmed }
        while let last = text.last, ".,".contains(last) { text.removeLast() }
        return text
    }
}
