import ActionPlans
import Tables
import Vocabulary

/// A level of the plan given by a row of its own: a theme, an objective.
struct RowLevel {
    /// How such a row looks: rows that look alike stand on one level.
    struct Look: Hashable {
        let label: String?
        let depth: Int
        let isBold: Bool
        let isCapitals: Bool

        /// Nothing but its standing alone tells that it is a level.
        var isPlain: Bool { label == nil && !isBold && !isCapitals }
    }

    let number: String?
    let text: String
    let look: Look
    let place: Place
    /// The row itself, where it may turn out to be an action.
    var row: Row?
    var isUsed = false

    /// As it stands in the row.
    var printed: String { number.map { look.label == nil ? "\($0) \(text)" : text } ?? text }

    init(_ text: String, isBold: Bool, place: Place) {
        let named = LevelName(text)
        number = named.number
        self.text = named.text
        self.place = place
        let letters = text.filter(\.isLetter)
        look = Look(
            label: named.label, depth: number.map { $0.count { $0 == "." } + 1 } ?? 0, isBold: isBold,
            isCapitals: !letters.isEmpty && letters.allSatisfy(\.isUppercase))
    }
}

/// A heading or level taken apart: "1.1 Intelligence" has a number; "OBJECTIVE 1" is a label with one, and stays whole.
struct LevelName {
    /// "objective", "priority": what the heading calls itself; nil where it does not.
    let label: String?
    let number: String?
    let text: String
    /// Nothing but a label and its number.
    let isBare: Bool

    private static let labels: Set<String> = [
        "aim", "priority", "theme", "goal", "objective", "strand", "pillar", "outcome", "task", "workstream",
        "ambition",
        "commitment", "recommendation", "chapter", "section", "part", "driver", "standard",
    ]
    static let high: Set<String> = ["aim", "priority", "theme", "goal", "strand", "pillar", "outcome", "ambition"]

    init(_ printed: String) {
        let text = printed.replacing("\n", with: " ").trimmed
        if let split = PrintedNumber.split(text, bare: true) {
            (label, number, isBare) = (nil, split.number, false)
            self.text = split.rest
            return
        }
        let words = text.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        let folded = words.map { Folding.heading($0).first ?? "" }
        guard let at = folded.prefix(3).firstIndex(where: Self.labels.contains), at + 1 < words.count,
            let number = PrintedNumber.cleaned(words[at + 1].trimmingEnd(of: ":-–—.,)")), number.utf8.count <= 6,
            PrintedNumber.isNumber(number)
        else {
            label = folded.first.flatMap { Self.labels.contains($0) && text.contains(":") ? $0 : nil }
            (self.number, self.text, isBare) = (nil, text, false)
            return
        }
        label = folded[at]
        self.number = number
        self.text = text
        isBare = words.count == at + 2
    }
}

extension Substring {
    func trimmingEnd(of characters: String) -> String {
        var rest = self
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
