/// What the words before a date make of it.
enum DateRole: Equatable {
    /// No word, or "in", "on", "for": due at its end.
    case bare
    case by
    /// "Until": due at its end, and the end of what repeats.
    case until
    case before
    case from
    case after
    case during
    case between
}

/// One date or range of a phrase: "January" and "June 2002" are two of them.
struct DateTerm {
    /// Nil where it could not be read.
    var days: ClosedRange<Day>?
    var isRange: Bool
    var tokens: Range<Int>
}

/// A date in a deadline with the words that rule it: "by end March 2009", "April 2003 onwards".
struct DatePhrase {
    var role: DateRole
    var terms: [DateTerm]
    var tokens: Range<Int>
    var goesOn = false
    /// Its only words are a bare month or season without a year.
    var lacksYear = false
    var warnings: [TimescaleWarning] = []

    func opens(_ term: DateTerm) -> Day? {
        guard let days = term.days else { return nil }
        if goesOn { return days.lowerBound }
        switch role {
        case .from, .during, .between: return days.lowerBound
        case .after: return days.upperBound.adding(days: 1)
        case .bare: return term.isRange ? days.lowerBound : nil
        case .by, .before, .until: return nil
        }
    }

    func due(_ term: DateTerm) -> Day? {
        guard let days = term.days, !goesOn else { return nil }
        switch role {
        case .from, .after: return term.isRange ? days.upperBound : nil
        case .before: return term.isRange ? days.upperBound : days.lowerBound.adding(days: -1)
        case .bare, .by, .until, .during, .between: return days.upperBound
        }
    }
}

/// Reads date phrases: a role, dates joined by strokes, dashes and commas, and what may follow them.
struct DatePhraseGrammar {
    private let dates: DateGrammar
    private let plan: PlanYear
    private var tokens: [TimescaleToken] { dates.tokens }

    private static let roles: [String: [(words: [String], role: DateRole)]] = {
        var found: [String: [(words: [String], role: DateRole)]] = [:]
        let all: [(TimescalePhrases, DateRole)] = [
            (TimescaleWords.byMarkers, .by), (TimescaleWords.untilMarkers, .until),
            (TimescaleWords.beforeMarkers, .before), (TimescaleWords.fromMarkers, .from),
            (TimescaleWords.afterMarkers, .after), (TimescaleWords.duringMarkers, .during),
            (TimescaleWords.inMarkers, .bare), (TimescaleWords.betweenMarkers, .between),
        ]
        for (phrases, role) in all {
            for words in phrases.all { found[words[0], default: []].append((words, role)) }
        }
        return found
    }()

    init(tokens: [TimescaleToken], plan: PlanYear) {
        dates = DateGrammar(tokens: tokens)
        self.plan = plan
    }

    func phrase(at index: Int) -> DatePhrase? {
        guard let marker = marker(at: index) else {
            return phrase(from: index, datesAt: index, role: .bare, marker: nil, contradicts: false)
        }
        var next = marker.end
        var role = marker.role
        var contradicts = false
        if tokens[token: next].isSlash || tokens.isWord(next, "or"), let second = self.marker(at: next + 1) {
            contradicts = Self.isStart(second.role) != Self.isStart(role)
            (role, next) = (second.role, second.end)
        }
        next = pastQualifiers(next)
        if role == .from || role == .during, let second = self.marker(at: next), second.role == .between {
            (role, next) = (.between, second.end)
        }
        return phrase(from: index, datesAt: next, role: role, marker: tokens[index].text, contradicts: contradicts)
            ?? phrase(from: index, datesAt: index, role: .bare, marker: nil, contradicts: false)
    }

    private static func isStart(_ role: DateRole) -> Bool { role == .from || role == .after }

    func marker(at index: Int) -> (role: DateRole, end: Int)? {
        var best: (role: DateRole, end: Int)?
        for (words, role) in Self.roles[tokens[token: index].text] ?? [] {
            if let end = tokens.end(of: words, at: index), end > best?.end ?? index { best = (role, end) }
        }
        return best
    }

    private func pastQualifiers(_ index: Int) -> Int {
        var next = index
        if tokens.isMark(next, ":") { next += 1 }
        for _ in 0..<3 {
            guard let end = tokens.longest(of: TimescaleWords.qualifiers, at: next) else { break }
            next = end
        }
        return next
    }

    private func phrase(
        from start: Int, datesAt index: Int, role: DateRole, marker: String?, contradicts: Bool
    ) -> DatePhrase? {
        guard var sequence = DateSequence(at: index, dates: dates, isBetween: role == .between),
            isDate(sequence, at: index, role: role, marker: marker)
        else { return nil }
        if role != .from, role != .between { sequence.pairConsecutiveYears() }
        var found = DatePhrase(
            role: role, terms: sequence.terms(in: plan), tokens: start..<sequence.end, warnings: [])
        found.warnings = sequence.warnings(in: plan)
        found.lacksYear = sequence.lacksYear
        // "Before the end of 2008" is by its end; "start of 2009" alone does not say which day.
        let edges = Set(sequence.points.map(\.edge))
        if role == .before, edges == [.end] { found.role = .by }
        if contradicts || (role == .bare && edges.contains(.start)) {
            for position in found.terms.indices { found.terms[position].days = nil }
        }
        if let end = continuation(at: sequence.end, role: role) {
            found.goesOn = true
            found.tokens = start..<end
        }
        return found
    }

    /// "Onwards", "– ongoing", "to date".
    private func continuation(at index: Int, role: DateRole) -> Int? {
        if let end = tokens.longest(of: TimescaleWords.onwards, at: index) { return end }
        if tokens.isMark(index, "+") { return index + 1 }
        if tokens.isMark(index, ","), let end = tokens.longest(of: TimescaleWords.onwards, at: index + 1) { return end }
        if role == .from, tokens.isWord(index, "on"), isClauseEnd(index + 1) { return index + 1 }
        guard role != .by, role != .until, role != .before, tokens[token: index].isDash || tokens.isWord(index, "to")
        else { return nil }
        if let end = tokens.longest(of: TimescaleWords.continues, at: index + 1) { return end }
        if tokens.isWord(index + 1, "present") || tokens.isWord(index + 1, "date") { return index + 2 }
        return tokens[token: index].isDash && isClauseEnd(index + 1) ? index + 1 : nil
    }

    private func isClauseEnd(_ index: Int) -> Bool {
        let token = tokens[token: index]
        return index >= tokens.count || token.startsLine || [".", ",", ";", ")"].contains(token.text)
    }

    // MARK: Numbers and names that only look like dates

    private func isDate(_ sequence: DateSequence, at index: Int, role: DateRole, marker: String?) -> Bool {
        let first = sequence.points[0]
        if case .whole = first.shape, first.edge == .none, case .single? = first.year, sequence.points.count == 1 {
            return isBareYear(at: index, end: first.end, role: role, marker: marker)
        }
        guard sequence.points.allSatisfy({ $0.year == nil && !$0.isVague }) else { return true }
        switch first.shape {
        case .month, .season, .half: return isNameOfTime(at: index, end: sequence.end, marker: marker)
        case .third: return false
        default: return true
        }
    }

    /// "In 2009 we will" is a year; "to 2000 cautions" and "the Act 2003" are not.
    private func isBareYear(at index: Int, end: Int, role: DateRole, marker: String?) -> Bool {
        if let marker, ["to", "at", "about", "around", "over", "across", "up"].contains(marker) {
            let before = tokens[token: index - 2].text
            return marker == "to" && (index < 2 || TimescaleWords.mayLast.contains(before)) && mayFollowYear(end)
        }
        if marker != nil, role != .bare, role != .from { return true }
        let before = tokens[token: index - 1].text
        if marker == nil {
            let isPart =
                before == "of" && ["rest", "remainder", "whole", "year"].contains(tokens[token: index - 2].text)
            let opener = before == "(" ? tokens[token: index - 2].text : before
            guard !TimescaleWords.titled.contains(opener),
                isPart || !TimescaleWords.beforeQuantity.contains(before)
            else { return false }
        }
        return mayFollowYear(end)
    }

    private func mayFollowYear(_ index: Int) -> Bool {
        let after = tokens[token: index]
        return after.kind == .mark && after.text != "%" || after.isCapital || after.startsLine
            || TimescaleWords.afterYear.contains(after.text)
    }

    /// "By March" and "April" speak of time; "may", "march" and "spring clean" do not.
    private func isNameOfTime(at index: Int, end: Int, marker: String?) -> Bool {
        let isAlone = end >= tokens.count || tokens.isMark(end, ".") && end + 1 >= tokens.count
        let name = tokens[token: index]
        if marker != nil { return name.isCapital || isAlone || !TimescaleWords.plainWords.contains(name.text) }
        if isAlone, index == 0 { return true }
        guard name.isCapital, MonthName(word: name.text) != nil else { return false }
        return index > 0 && !tokens.isMark(index - 1, ".") || !TimescaleWords.plainWords.contains(name.text)
            || TimescaleWords.afterYear.contains(tokens[token: end].text)
    }
}
