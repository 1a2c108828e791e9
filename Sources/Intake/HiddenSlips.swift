import ActionPlans
import Frameworks
import Vocabulary

/// Slips told in the progress text and nowhere else: "publication now due in November 2003" beside a deadline of May.
enum HiddenSlips {
    /// Words that tell of a slip without any date, by their first word.
    private static let telling: [String: [[String]]] = {
        let phrases = [
            "revised publication date", "revised date", "revised deadline", "revised timescale", "new deadline",
            "delayed",
            "delay to", "has slipped", "slipped", "slippage", "postponed", "put back", "rescheduled", "deferred to",
            "deferred until", "behind schedule", "missed deadline", "deadline missed", "deadline not met",
            "extended to",
            "date extended", "now due", "due now", "now expected",
        ]
        return Dictionary(grouping: phrases.map(Folding.words)) { $0.first ?? "" }
    }()
    /// Words that make a later date a promise.
    private static let promising: Set<String> = [
        "now", "due", "expected", "expect", "expects", "anticipated", "extended", "revised", "be", "will", "until",
        "planned",
        "scheduled", "by", "forecast", "target", "new", "aim", "awaiting", "pending", "from", "delayed",
    ]

    static func report(_ reading: Reading) {
        for (action, trace) in zip(reading.actions, reading.traces) {
            let latest = latestDay(action.wording.timescale)
            var seen: Set<Place> = []
            for part in trace.parts
            where [.progress, .notes].contains(part.meaning) && seen.insert(part.place).inserted {
                let slip =
                    part.heading.map(namesNewDay) == true
                    ? newDay(part.text, after: latest, reading.deadlines)
                    : slip(in: part.text, after: latest, reading.deadlines)
                guard let slip else { continue }
                reading.warn("hidden-slip", at: part.place, slip)
            }
        }
    }

    /// "Revised date", "Forecast completion": a column of days that are not the deadline.
    private static func namesNewDay(_ heading: String) -> Bool {
        !Set(Folding.words(heading)).isDisjoint(with: ["revised", "forecast", "new", "extended"])
    }

    private static func newDay(_ text: String, after latest: Day?, _ deadlines: Deadlines) -> String? {
        guard let latest, let day = deadlines.read(text).timescale.commitments.compactMap(\.due).max(), day > latest
        else { return nil }
        return "A later day, \(day.printed), stands beside the deadline of \(latest.printed). "
            + "If the deadline has moved, ask for the delay and have it agreed."
    }

    /// The day by which all is promised; nil where something goes on without end or no day is known.
    private static func latestDay(_ timescale: Timescale) -> Day? {
        guard !timescale.commitments.contains(where: { $0.continues || $0.repeats != nil }) else { return nil }
        return timescale.commitments.compactMap(\.due).max()
    }

    private static func slip(in text: String, after latest: Day?, _ deadlines: Deadlines) -> String? {
        let all = Folding.words(text)
        guard all.contains(where: MonthMention.months.contains) || phrase(in: all) != nil else { return nil }
        for sentence in sentences(text) {
            let words = Folding.words(sentence)
            let mentions = words.contains(where: MonthMention.months.contains) ? MonthMention.all(in: sentence) : []
            if let latest, words.contains(where: promising.contains) {
                for mention in mentions {
                    guard let day = deadlines.read(mention).timescale.commitments.first?.due, day > latest else {
                        continue
                    }
                    return "The progress speaks of \(mention), later than the deadline of \(latest.printed). "
                        + "If the deadline has moved, ask for the delay and have it agreed."
                }
            }
            if let phrase = phrase(in: words), latest != nil || mentions.isEmpty {
                return "The progress says “\(phrase)”, but the deadline stands as it was. "
                    + "If it has moved, ask for the delay and have it agreed."
            }
        }
        return nil
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
        var sentence = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            sentence.append(character)
            let ends =
                character == "\n"
                || (".;!?".contains(character) && index + 1 < characters.count && characters[index + 1] == " ")
            if ends {
                sentences.append(sentence)
                sentence = ""
            }
        }
        return sentence.isEmpty ? sentences : sentences + [sentence]
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
            guard word.first?.isUppercase == true, months.contains(word.lowercased()),
                MonthHeading.isYear(words[index + 1])
            else { continue }
            let day = index > 0 ? words[index - 1].trimmingOrdinal : ""
            let hasDay = day.count <= 2 && Int(day).map { (1...31).contains($0) } == true && words[index + 1].count == 4
            mentions.append((hasDay ? "\(day) " : "") + "\(word) \(words[index + 1])")
        }
        return mentions
    }
}

extension String {
    /// "1st" as "1".
    fileprivate var trimmingOrdinal: String {
        for ending in ["st", "nd", "rd", "th"] where hasSuffix(ending) { return String(dropLast(2)) }
        return self
    }
}
