public import Vocabulary

/// A slip told in a progress text and nowhere else: "publication now due in November 2003" beside a deadline of May.
public enum SlipInText: Hashable, Sendable {
    /// The text speaks of a day after the deadline.
    case laterMention(String, deadline: Day)
    /// A column of new days holds one after the deadline.
    case laterDay(Day, deadline: Day)
    /// The text says so without a day: "slipped".
    case phrase(String)

    /// What was found and what to do about it.
    public var sentence: String {
        switch self {
        case .laterMention(let mention, let deadline):
            "The progress speaks of \(mention), later than the deadline of \(deadline.printed). "
                + "If the deadline has moved, ask for the delay and have it agreed."
        case .laterDay(let day, let deadline):
            "A later day, \(day.printed), stands beside the deadline of \(deadline.printed). "
                + "If the deadline has moved, ask for the delay and have it agreed."
        case .phrase(let phrase):
            "The progress says “\(phrase)”, but the deadline stands as it was. "
                + "If it has moved, ask for the delay and have it agreed."
        }
    }

    /// Words that tell of a slip without any date, by their first word.
    private static let telling: [String: [[String]]] = {
        let phrases = [
            "revised publication date", "revised date", "revised deadline", "revised timescale", "new deadline",
            "delayed", "delay to", "has slipped", "slipped", "slippage", "postponed", "put back", "rescheduled",
            "deferred to", "deferred until", "behind schedule", "missed deadline", "deadline missed",
            "deadline not met", "extended to", "date extended", "now due", "due now", "now expected",
        ]
        return Dictionary(grouping: phrases.map(Folding.words)) { $0.first ?? "" }
    }()

    /// Words that make a later date a promise.
    private static let promising: Set<String> = [
        "now", "due", "expected", "expect", "expects", "anticipated", "extended", "revised", "be", "will", "until",
        "planned", "scheduled", "by", "forecast", "target", "new", "aim", "awaiting", "pending", "from", "delayed",
    ]

    /// The first slip a text tells of.
    ///
    /// - Parameters:
    ///   - latest: the day by which all is promised; see `latestDay`.
    ///   - due: the day a mention such as "November 2003" means in this plan.
    public static func find(in text: String, after latest: Day?, due: (String) -> Day?) -> SlipInText? {
        let all = Folding.words(text)
        guard all.contains(where: MonthMention.months.contains) || phrase(in: all) != nil else { return nil }
        for sentence in sentences(text) {
            let words = Folding.words(sentence)
            let mentions = words.contains(where: MonthMention.months.contains) ? MonthMention.all(in: sentence) : []
            if let latest, words.contains(where: promising.contains) {
                for mention in mentions {
                    guard let day = due(mention), day > latest else { continue }
                    return .laterMention(mention, deadline: latest)
                }
            }
            if let phrase = phrase(in: words), latest != nil || mentions.isEmpty { return .phrase(phrase) }
        }
        return nil
    }

    /// The day by which all of a timescale is promised; nil where something goes on without end or no day is known.
    public static func latestDay(_ timescale: Timescale) -> Day? {
        guard !timescale.commitments.contains(where: { $0.continues || $0.repeats != nil }) else { return nil }
        return timescale.commitments.compactMap(\.due).max()
    }

    private static func phrase(in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            guard let phrases = telling[word] else { continue }
            if let found = phrases.first(where: { words[index...].starts(with: $0) }) {
                return found.joined(separator: " ")
            }
        }
        return nil
    }

    private static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            let isMark = byte == 0x2E || byte == 0x3B || byte == 0x21 || byte == 0x3F
            if byte == 0x0A || (isMark && index < bytes.endIndex && bytes[index] == 0x20) {
                sentences.append(String(text[start..<index]))
                start = index
            }
        }
        return start < bytes.endIndex ? sentences + [String(text[start...])] : sentences
    }
}

/// Months with their year in running text: "Sept 03", "1 October 2003", "January 2004".
enum MonthMention {
    static let months: Set<String> = [
        "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug",
        "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december",
    ]

    static func all(in text: String) -> [String] {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        var mentions: [String] = []
        for (index, word) in words.enumerated() where index + 1 < words.count {
            guard word.first?.isUppercase == true, months.contains(word.lowercased()), isYear(words[index + 1])
            else { continue }
            let day = index > 0 ? words[index - 1].trimmingOrdinal : ""
            let hasDay = day.count <= 2 && Int(day).map { (1...31).contains($0) } == true && words[index + 1].count == 4
            mentions.append((hasDay ? "\(day) " : "") + "\(word) \(words[index + 1])")
        }
        return mentions
    }

    private static func isYear(_ word: String) -> Bool {
        (word.utf8.count == 2 || word.utf8.count == 4) && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension String {
    /// "1st" as "1".
    fileprivate var trimmingOrdinal: String {
        for ending in ["st", "nd", "rd", "th"] where hasSuffix(ending) { return String(dropLast(2)) }
        return self
    }
}
