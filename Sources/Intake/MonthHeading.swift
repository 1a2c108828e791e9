import ActionPlans

/// A column of a month-by-month grid: "Dec 02", "January 2003", "Q2 2024/25".
enum MonthHeading {
    private static let months: Set<String> = [
        "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug",
        "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december",
    ]
    private static let quarters: Set<String> = ["q1", "q2", "q3", "q4", "qtr1", "qtr2", "qtr3", "qtr4"]

    /// Whether a heading is a month or quarter, with or without its year.
    static func matches(_ heading: String) -> Bool {
        guard !heading.isEmpty, heading.utf8.count <= 20 else { return false }
        var words = Folding.words(heading)
        guard let first = words.first, words.count <= 3 else { return false }
        if months.contains(first) || quarters.contains(first) {
            words.removeFirst()
            return words.allSatisfy(isYear)
        }
        // "Dec02", "Jan2003"
        let letters = String(first.prefix { $0.isLetter })
        return words.count == 1 && months.contains(letters) && isYear(String(first.dropFirst(letters.count)))
    }

    /// Whether a word is a month, a quarter or a year: "Q1 update" is an update.
    static func isPeriod(_ word: String) -> Bool {
        months.contains(word) || quarters.contains(word) || (isYear(word) && word.utf8.count == 4)
    }

    static func isYear(_ word: String) -> Bool {
        (word.utf8.count == 2 || word.utf8.count == 4) && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether a heading holds a year and nothing else: "2024", "2024/25".
    static func isYearHeading(_ heading: String) -> Bool {
        let words = Folding.words(heading)
        return !words.isEmpty && words.count <= 2 && words.allSatisfy(isYear) && words[0].utf8.count == 4
    }

    /// Whether a month heading says its year.
    static func hasYear(_ heading: String) -> Bool {
        Folding.words(heading).contains { $0.contains { $0.isNumber } && !quarters.contains($0) }
    }

    /// Whether a cell of a grid is a mark and no more: a cross, a tick, a blob, also as Word's symbol fonts
    /// write them ("ü" is a tick).
    static func isMark(_ text: String) -> Bool {
        guard text.utf8.count <= 6 else { return false }
        let marks: Set<Character> = [
            "x", "X", "✓", "✔", "√", "✗", "✘", "×", "●", "•", "○", "■", "□", "▪", "◆", "*", "y", "Y", "☑", "☒", "█",
            "▲", "‣", "◦", "\u{F0B7}", "\u{F0FC}", "\u{F0FB}", "ü", "û",
        ]
        let marked = text.filter { !$0.isWhitespace && $0 != "\u{FE0F}" }
        return marked.count == 1 ? marks.contains(marked.first ?? " ") : marked.lowercased() == "yes"
    }

    /// Whether a cell of a grid says that nothing happens then.
    static func isEmptyMark(_ text: String) -> Bool {
        ["-", "–", "—", ".", "n", "no", "n/a"].contains(text.lowercased())
    }
}
