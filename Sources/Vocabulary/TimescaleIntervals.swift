/// Reads intervals: "quarterly", "every four months", "twice a year", "within 5 years", "one month before release".
struct IntervalGrammar {
    let tokens: [TimescaleToken]

    struct Repetition {
        let recurrence: Recurrence
        /// False where the words have two meanings.
        let isCertain: Bool
        let end: Int
    }

    struct Length {
        let every: Int
        let unit: IntervalUnit
        let isCertain: Bool
        let end: Int
    }

    struct Distance {
        let length: Length
        /// Whether the words after it name what it is counted from.
        let expectsAnchor: Bool
        /// "The following 12 months": counted from what stands before.
        let follows: Bool
        let end: Int
    }

    // MARK: Repetition

    func repetition(at index: Int) -> Repetition? {
        var start = index
        if let end = tokens.longest(of: Self.repetitionOpeners, at: index) {
            start = end
        }
        guard let found = plainRepetition(at: start) else { return nil }
        var end = found.end
        if tokens.isWord(end, "basis") { end += 1 }
        if tokens.isWord(end, "intervals") { end += 1 }
        return Repetition(recurrence: found.recurrence, isCertain: found.isCertain, end: end)
    }

    private func plainRepetition(at index: Int) -> Repetition? {
        let token = tokens[token: index]
        if token.kind == .word {
            if let found = adverb(at: index) { return found }
            if token.text == "every" || token.text == "each" { return every(at: index + 1) }
            if let end = tokens.longest(of: Self.intervalEnds, at: index) { return every(at: end) }
            if token.text == "per" || token.text == "p", tokens.isWord(index + 1, "annum") {
                return Repetition(recurrence: Recurrence(every: 1, unit: .year), isCertain: true, end: index + 2)
            }
        }
        return times(at: index) ?? numberedAdverb(at: index)
    }

    private func adverb(at index: Int) -> Repetition? {
        var best: Repetition?
        for (words, every, unit, isCertain) in Self.adverbs[tokens[token: index].text] ?? [] {
            guard let end = tokens.end(of: words, at: index), end > best?.end ?? index else { continue }
            best = Repetition(recurrence: Recurrence(every: every, unit: unit), isCertain: isCertain, end: end)
        }
        return best
    }

    private typealias Adverb = (words: [String], every: Int, unit: IntervalUnit, isCertain: Bool)

    private static let adverbs: [String: [Adverb]] = {
        let plain: [(String, Int, IntervalUnit)] = [
            ("daily", 1, .day), ("weekly", 1, .week), ("fortnightly", 2, .week), ("monthly", 1, .month),
            ("quarterly", 3, .month), ("half yearly", 6, .month), ("halfyearly", 6, .month),
            ("semi annual", 6, .month), ("semi annually", 6, .month), ("semiannual", 6, .month),
            ("semiannually", 6, .month), ("annual", 1, .year), ("annually", 1, .year), ("yearly", 1, .year),
            ("biennial", 2, .year), ("biennially", 2, .year), ("triennial", 3, .year), ("triennially", 3, .year),
            ("once yearly", 1, .year), ("twice yearly", 6, .month), ("twice annually", 6, .month),
            ("once annually", 1, .year), ("alternate months", 2, .month), ("alternate weeks", 2, .week),
            ("alternate years", 2, .year),
        ]
        let doubtful: [(String, Int, IntervalUnit)] = [
            ("monthly", 2, .month), ("weekly", 2, .week), ("annual", 6, .month), ("annually", 6, .month),
            ("yearly", 6, .month), ("quarterly", 6, .month),
        ]
        var found: [String: [Adverb]] = [:]
        func add(_ text: String, _ every: Int, _ unit: IntervalUnit, _ isCertain: Bool) {
            let words = text.split(separator: " ").map(String.init)
            found[words[0], default: []].append((words, every, unit, isCertain))
        }
        for (text, every, unit) in plain { add(text, every, unit, true) }
        for (text, every, unit) in doubtful {
            add("bi \(text)", every, unit, false)
            add("bi\(text)", every, unit, false)
        }
        return found
    }()

    /// After "every" or "each": "four months", "other week", "quarter", "Monday".
    private func every(at index: Int) -> Repetition? {
        if TimescaleWords.weekdays.contains(tokens[token: index].text) {
            return Repetition(recurrence: Recurrence(every: 1, unit: .week), isCertain: true, end: index + 1)
        }
        if tokens[token: index].isCapital, MonthName(word: tokens[token: index].text) != nil {
            return Repetition(recurrence: Recurrence(every: 1, unit: .year), isCertain: false, end: index + 1)
        }
        if let (every, unit) = Self.units[tokens[token: index].text] {
            return Repetition(recurrence: Recurrence(every: every, unit: unit), isCertain: true, end: index + 1)
        }
        let second = ["other": 2, "second": 2, "third": 3, "fourth": 4, "sixth": 6][tokens[token: index].text]
        if let second, let (every, unit) = Self.units[tokens[token: index + 1].text] {
            return Repetition(
                recurrence: Recurrence(every: every * second, unit: unit), isCertain: true, end: index + 2)
        }
        guard let length = length(at: index) else { return nil }
        return Repetition(
            recurrence: Recurrence(every: length.every, unit: length.unit), isCertain: length.isCertain,
            end: length.end)
    }

    /// "Twice a year", "three times per year", "once every two months".
    private func times(at index: Int) -> Repetition? {
        var count: Int?
        var next = index + 1
        switch tokens[token: index].text {
        case "once": count = 1
        case "twice": count = 2
        case "thrice": count = 3
        default:
            guard let (number, end) = number(at: index), tokens.isWord(end, "times") else { return nil }
            (count, next) = (number, end + 1)
        }
        guard let count else { return nil }
        if count == 1, ["every", "each"].contains(tokens[token: next].text) { return every(at: next + 1) }
        if ["a", "per", "each", "every", "in", "in a"].contains(tokens[token: next].text) { next += 1 }
        if tokens.isWord(next, "a") || tokens.isWord(next, "each") { next += 1 }
        guard let (every, unit) = Self.units[tokens[token: next].text], !tokens[token: next].text.hasSuffix("s") else {
            return nil
        }
        if count == 1 {
            return Repetition(recurrence: Recurrence(every: every, unit: unit), isCertain: true, end: next + 1)
        }
        let months = unit == .year ? every * 12 : unit == .month ? every : 0
        guard months > 0, months % count == 0 else {
            return Repetition(recurrence: Recurrence(every: every, unit: unit), isCertain: false, end: next + 1)
        }
        return Repetition(recurrence: Recurrence(every: months / count, unit: .month), isCertain: true, end: next + 1)
    }

    /// "6 monthly", "three-weekly".
    private func numberedAdverb(at index: Int) -> Repetition? {
        guard let (number, end) = number(at: index) else { return nil }
        let next = tokens[token: end].isDash ? end + 1 : end
        let units: [String: IntervalUnit] = ["daily": .day, "weekly": .week, "monthly": .month, "yearly": .year]
        guard let unit = units[tokens[token: next].text] else { return nil }
        return Repetition(recurrence: Recurrence(every: number, unit: unit), isCertain: true, end: next + 1)
    }

    // MARK: Length

    static let units: [String: (every: Int, unit: IntervalUnit)] = [
        "day": (1, .day), "days": (1, .day), "week": (1, .week), "weeks": (1, .week), "fortnight": (2, .week),
        "fortnights": (2, .week), "month": (1, .month), "months": (1, .month), "mths": (1, .month),
        "mth": (1, .month), "wks": (1, .week), "yrs": (1, .year), "quarter": (3, .month), "quarters": (3, .month),
        "year": (1, .year), "years": (1, .year), "annum": (1, .year),
    ]

    static let numbers: [String: Int] = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30,
        "sixty": 60, "ninety": 90,
    ]

    private func number(at index: Int) -> (Int, end: Int)? {
        let token = tokens[token: index]
        if token.kind == .number {
            guard (1...3).contains(token.digits), !token.isOrdinal, token.value > 0,
                !token.isGlued || index == 0 || ["(", ",", ":", ";"].contains(tokens[token: index - 1].text)
            else { return nil }
            return (token.value, index + 1)
        }
        guard let value = Self.numbers[token.text] else { return nil }
        if value >= 20, tokens[token: index + 1].isDash, let unit = Self.numbers[tokens[token: index + 2].text],
            unit < 10
        {
            return (value + unit, index + 3)
        }
        return (value, index + 1)
    }

    /// "12 months"; "6 to 12 months" and "10 working days" are lengths too, but not certain ones.
    func length(at index: Int) -> Length? {
        guard var (count, next) = number(at: index) else { return nil }
        var isCertain = true
        if tokens[token: next].isDash || tokens.isWord(next, "to") || tokens.isWord(next, "or"),
            let (other, end) = number(at: next + 1) ?? gluedNumber(at: next + 1)
        {
            (count, next, isCertain) = (other, end, false)
        }
        if tokens[token: next].isDash { next += 1 }
        if tokens.isWord(next, "calendar") || tokens.isWord(next, "full") { next += 1 }
        if tokens.isWord(next, "working") || tokens.isWord(next, "school") || tokens.isWord(next, "business") {
            (next, isCertain) = (next + 1, false)
        }
        guard let (every, unit) = Self.units[tokens[token: next].text] else { return nil }
        return Length(every: count * every, unit: unit, isCertain: isCertain, end: next + 1)
    }

    private func gluedNumber(at index: Int) -> (Int, end: Int)? {
        let token = tokens[token: index]
        guard (1...3).contains(token.digits), !token.isOrdinal, token.value > 0 else { return nil }
        return (token.value, index + 1)
    }

    // MARK: Distance

    /// "Within 5 years", "over the following 12 months", "at least one month before".
    func distance(at index: Int) -> Distance? {
        var start = index
        var isOpened = false
        if let end = tokens.longest(of: Self.openers, at: index) {
            (start, isOpened) = (end, true)
        } else if let end = tokens.longest(of: Self.minimums, at: index) {
            start = end
        }
        let follows = tokens.isWord(start - 1, "following")
        if tokens.isWord(start, "further") { start += 1 }
        guard let length = length(at: start) ?? bareUnit(at: start, isOpened: isOpened) else { return nil }
        var end = length.end
        if tokens.isWord(end, "time"), isOpened { end += 1 }
        if tokens.isMark(end, "'") { end += 1 }
        let isDuration = tokens.isWord(index, "for") && tokens.isWord(end, "from")
        if !isDuration, let anchored = tokens.longest(of: Self.anchors, at: end) {
            return Distance(length: length, expectsAnchor: true, follows: false, end: anchored)
        }
        if isOpened, tokens.isWord(end, "of") || tokens.isWord(end, "on") {
            return Distance(length: length, expectsAnchor: true, follows: false, end: end + 1)
        }
        guard isOpened else { return nil }
        return Distance(length: length, expectsAnchor: false, follows: follows, end: end)
    }

    /// "Within the year" is not one year; "over the following year" is.
    private func bareUnit(at index: Int, isOpened: Bool) -> Length? {
        guard isOpened, ["following", "next", "coming"].contains(tokens[token: index - 1].text),
            let (every, unit) = Self.units[tokens[token: index].text]
        else { return nil }
        return Length(every: every, unit: unit, isCertain: true, end: index + 1)
    }

    private static let repetitionOpeners = TimescalePhrases([
        "on a", "at least", "on an", "at a minimum", "minimum of", "a minimum of", "minimum", "no less than",
    ])
    /// Occurrences fall on the last day of an interval, so that its end says no more.
    private static let intervalEnds = TimescalePhrases(
        ["end of", "the end of", "by end of", "by the end of", "at the end of", "at end of"].flatMap {
            ["\($0) each", "\($0) every"]
        })
    private static let minimums = TimescalePhrases(["at least", "not less than", "no less than"])

    private static let openers: TimescalePhrases = {
        var found = ["up to", "no more than", "not more than", "the following", "the next", "the first"]
        for first in ["within", "in", "over", "during", "for", "after", "throughout"] {
            found += [first, "\(first) about", "\(first) a period of", "\(first) the period of"]
            for second in ["next", "following", "coming", "first", "initial"] {
                found.append("\(first) the \(second)")
            }
        }
        return TimescalePhrases(found)
    }()

    private static let anchors = TimescalePhrases([
        "before", "after", "following", "prior to", "from", "ahead of", "in advance of", "post", "since",
        "following on from", "beyond",
    ])
}
