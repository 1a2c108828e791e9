import ActionPlans
import Frameworks

/// What a heading was taken for.
struct GuessedColumn: Hashable {
    enum Certainty: Int, Comparable {
        /// Nothing in the heading is known.
        case unknown
        /// A known phrase stands among other words.
        case contained
        /// The whole heading is a known phrase.
        case whole

        static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
    }

    var reading: ColumnReading
    var certainty: Certainty
    /// The heading names the number of the level or action that the next column holds: "objective_no".
    var isNumberOfNext = false

    static let unknown = GuessedColumn(reading: ColumnReading(.notes), certainty: .unknown)
}

/// Guesses from a column's heading what the column holds, by the phrases of the framework pack.
///
/// Case, punctuation and plural do not matter; the longest known phrase wins, of two equally long ones the last
/// ("Area lead" is a lead), before a preposition the first ("Lead for action" is a lead).
struct ColumnGuess {
    private let phrases: [[String]: ColumnReading]
    private let longest: Int
    /// Headings that were settled for this sender before: a row of them is a header, whatever the phrases say.
    private let remembered: Set<String>

    init(_ headings: [ColumnHeading], remembered: Set<String> = []) {
        self.remembered = remembered
        var phrases: [[String]: ColumnReading] = [:]
        for heading in headings {
            let words = Folding.heading(heading.heading)
            if !words.isEmpty { phrases[words] = heading.meaning }
        }
        self.phrases = phrases
        longest = phrases.keys.reduce(0) { max($0, $1.count) }
    }

    /// Whether a whole text is a known heading: quicker than guessing.
    func knows(_ text: String) -> Bool { text.utf8.count <= 60 && phrases[Folding.heading(text)] != nil }

    func guess(_ heading: String) -> GuessedColumn {
        var guessed = guessByPhrases(heading)
        if !remembered.isEmpty, remembered.contains(RememberedHeading.key(heading)) { guessed.certainty = .whole }
        return guessed
    }

    private func guessByPhrases(_ heading: String) -> GuessedColumn {
        let words = Folding.heading(heading)
        guard !words.isEmpty, words.count <= 16 else { return .unknown }
        if let reading = phrases[words] { return GuessedColumn(reading: reading, certainty: .whole) }
        if let number = numberColumn(words) { return number }
        let undated = words.filter { !MonthHeading.isPeriod($0) }
        if undated.count < words.count, !Self.tooShort.contains(undated.joined()), let reading = phrases[undated] {
            return GuessedColumn(reading: reading, certainty: .whole)
        }
        if let mixed = mixed(heading) { return GuessedColumn(reading: mixed, certainty: .whole) }
        if let reading = contained(words) { return GuessedColumn(reading: reading, certainty: .contained) }
        return .unknown
    }

    /// "objective_no", "Action ref": the number of what the other words name.
    private func numberColumn(_ words: [String]) -> GuessedColumn? {
        guard words.count > 1, let last = words.last, ["no", "number", "ref", "reference", "id", "code"].contains(last)
        else { return nil }
        guard let named = phrases[Array(words.dropLast())], let meaning = named.meanings.first else { return nil }
        switch meaning {
        case .aim, .objective, .task:
            return GuessedColumn(reading: ColumnReading(meaning), certainty: .whole, isNumberOfNext: true)
        case .text: return GuessedColumn(reading: ColumnReading(.number), certainty: .whole)
        default: return nil
        }
    }

    /// "Action + Time scales", "Lead / Timescale": two known phrases joined in the heading.
    private func mixed(_ heading: String) -> ColumnReading? {
        let joined = heading.lowercased().replacing(" and ", with: "/").replacing("&", with: "/")
            .replacing("+", with: "/").replacing(",", with: "/").replacing("\n", with: "/").replacing(" - ", with: "/")
        let parts = joined.split(separator: "/").map(Folding.heading).filter { !$0.isEmpty }
        guard parts.count > 1, parts.count <= 3 else { return nil }
        var meanings: [ColumnMeaning] = []
        for part in parts {
            guard let reading = phrases[part] else { return nil }
            for meaning in reading.meanings where !meanings.contains(meaning) { meanings.append(meaning) }
        }
        return Self.settled(meanings)
    }

    /// Which of the meanings of a mixed heading a reader can do something with.
    private static func settled(_ meanings: [ColumnMeaning]) -> ColumnReading {
        var meanings = meanings
        if meanings.count > 1 { meanings.removeAll { $0 == .notes || $0 == .number } }
        if meanings.isEmpty { return ColumnReading(.notes) }
        let levels: [ColumnMeaning] = [.aim, .objective, .task]
        if meanings.contains(.text) {
            return meanings.contains(.timescale) ? ColumnReading(.text, .timescale) : ColumnReading(.text)
        }
        if let level = meanings.first(where: { levels.contains($0) }) { return ColumnReading(level) }
        if meanings.contains(.leads) { meanings.removeAll { $0 == .contributors || $0 == .owner } }
        for rank in [ColumnMeaning.text, .leads, .contributors, .outcome, .measure] where meanings.contains(rank) {
            guard let other = meanings.first(where: { $0 != rank }) else { break }
            let partner = meanings.contains(.timescale) && rank != .timescale ? ColumnMeaning.timescale : other
            return ColumnReading([rank, partner])
        }
        return ColumnReading(Array(meanings.prefix(2)))
    }

    private static let prepositions: Set<String> = ["of", "for", "to", "by", "in", "on", "against", "from", "with"]

    private func contained(_ words: [String]) -> ColumnReading? {
        var found: (range: Range<Int>, reading: ColumnReading)?
        for length in stride(from: min(longest, words.count - 1), through: 1, by: -1) {
            for start in 0...(words.count - length) {
                let phrase = Array(words[start..<start + length])
                guard let reading = phrases[phrase], length > 1 || !Self.tooShort.contains(phrase[0]) else { continue }
                if let earlier = found {
                    let between = words[min(earlier.range.upperBound, start)..<start]
                    if between.contains(where: Self.prepositions.contains) { continue }
                }
                found = (start..<start + length, reading)
            }
            if let found { return found.reading }
        }
        return nil
    }

    /// Words that mean a column only where they stand alone.
    private static let tooShort: Set<String> = [
        "no", "number", "id", "line", "code", "item", "who", "what", "when", "where", "why", "by", "time", "year",
        "end",
        "start", "need", "area", "place", "group", "board", "type", "category", "link", "complete", "completed",
        "closed",
        "standard", "requirement", "driver", "support", "supporting", "involved", "fund", "capacity", "step", "program",
        "programme", "colour", "borough", "district", "spread", "benefit", "result", "chapter", "scheme", "agency",
        "department", "directorate", "finish", "duration", "quarter", "schedule", "need", "evidence", "pi",
    ]
}
