/// One piece of time language in a deadline, and the tokens it stands on.
struct TimescaleAtom {
    enum Kind {
        case date(DatePhrase)
        case continues
        case repeats(Recurrence, isCertain: Bool)
        /// So long from an anchor: nil where it is counted from what stands before.
        case relative(IntervalGrammar.Length, anchor: Range<Int>?, isEvent: Bool, follows: Bool, due: Day?)
        case condition(Range<Int>)
        case undecided
        /// Time language whose day nobody can know: "by Easter", "as soon as possible".
        case vague
    }

    let kind: Kind
    let tokens: Range<Int>
}

/// Finds the pieces of time language in one clause.
struct AtomGrammar {
    let tokens: [TimescaleToken]
    private let dates: DatePhraseGrammar
    private let intervals: IntervalGrammar

    init(tokens: [TimescaleToken], plan: PlanYear) {
        self.tokens = tokens
        dates = DatePhraseGrammar(tokens: tokens, plan: plan)
        intervals = IntervalGrammar(tokens: tokens)
    }

    /// All pieces of a clause. Words that mean time only where nothing else does ("once", "to be agreed", "asap")
    /// are looked for when the rest has been found wanting.
    func atoms(in clause: Range<Int>) -> [TimescaleAtom] {
        let found = scan(clause, isLenient: false)
        return found.isEmpty ? scan(clause, isLenient: true) : found
    }

    private func scan(_ clause: Range<Int>, isLenient: Bool) -> [TimescaleAtom] {
        var found: [TimescaleAtom] = []
        var index = clause.lowerBound
        while index < clause.upperBound {
            if tokens.isMark(index, "("), let end = note(at: index, after: found.last, in: clause) {
                index = end
            } else if let atom = atom(at: index, after: found.last, in: clause, isLenient: isLenient) {
                found.append(atom)
                index = max(atom.tokens.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return found
    }

    /// The piece of time language at an index, if one stands there.
    func time(at index: Int, in clause: Range<Int>) -> TimescaleAtom? {
        guard clause.contains(index) else { return nil }
        return atom(at: index, after: nil, in: clause, isLenient: false)
    }

    /// Whether a date, an interval or a word such as "ongoing" stands at an index.
    func startsTime(at index: Int) -> Bool { time(at: index, in: 0..<tokens.count) != nil }

    private func atom(
        at index: Int, after last: TimescaleAtom?, in clause: Range<Int>, isLenient: Bool
    ) -> TimescaleAtom? {
        guard tokens[index].kind != .mark else { return nil }
        if let end = undecided(at: index, in: clause, isLenient: isLenient) {
            return TimescaleAtom(kind: .undecided, tokens: index..<end)
        }
        if let found = intervals.repetition(at: index) {
            return TimescaleAtom(
                kind: .repeats(found.recurrence, isCertain: found.isCertain), tokens: index..<found.end)
        }
        if let found = relative(at: index, in: clause, isLenient: isLenient) { return found }
        if let end = tokens.longest(of: TimescaleWords.continues, at: index) {
            return TimescaleAtom(kind: .continues, tokens: index..<end)
        }
        if isLenient, let end = tokens.longest(of: TimescaleWords.haste, at: index) {
            return TimescaleAtom(kind: .vague, tokens: index..<end)
        }
        if let phrase = phrase(at: index, in: clause) {
            return TimescaleAtom(kind: .date(phrase), tokens: phrase.tokens)
        }
        if let found = condition(at: index, after: last, in: clause, isLenient: isLenient) { return found }
        return feast(at: index, in: clause, isLenient: isLenient)
    }

    private func phrase(at index: Int, in clause: Range<Int>) -> DatePhrase? {
        guard let found = dates.phrase(at: index), found.tokens.upperBound <= clause.upperBound else { return nil }
        return found
    }

    // MARK: Remarks in brackets

    /// "(originally March 2009)", "(1)": a remark after a date is kept in the wording and not read.
    private func note(at index: Int, after last: TimescaleAtom?, in clause: Range<Int>) -> Int? {
        guard let last, last.tokens.upperBound == index else { return nil }
        var end = index + 1
        let limit = min(clause.upperBound, index + 60)
        while end < limit, !tokens.isMark(end, ")") { end += 1 }
        guard end < limit else { return nil }
        if case .condition = last.kind, time(at: index + 1, in: clause) == nil { return end + 1 }
        let inside = tokens[(index + 1)..<end]
        let isFootnote = inside.count == 1 && (inside.first?.digits ?? 0) > 0 && inside.first?.digits != 4
        guard isFootnote || inside.contains(where: { TimescaleWords.slips.contains($0.text) || $0.text == "revised" })
        else { return nil }
        return end + 1
    }

    // MARK: No day known

    private func undecided(at index: Int, in clause: Range<Int>, isLenient: Bool) -> Int? {
        if let end = tokens.longest(of: TimescaleWords.undecided, at: index) { return end }
        guard isLenient, let end = tokens.longest(of: TimescaleWords.undecidedAlone, at: index),
            index - clause.lowerBound <= 12,
            end >= clause.upperBound || tokens[end].kind == .mark || tokens[end].startsLine
        else { return nil }
        let before = tokens[clause.lowerBound..<index]
        let isAlone = before.allSatisfy { $0.kind == .mark || TimescaleWords.dateNouns.contains($0.text) }
        return isAlone ? end : nil
    }

    private func feast(at index: Int, in clause: Range<Int>, isLenient: Bool) -> TimescaleAtom? {
        let start = dates.marker(at: index)?.end ?? index
        guard let name = tokens.longest(of: TimescaleWords.feasts, at: start) else { return nil }
        let hasYear = tokens[token: name].isYear
        let end = hasYear ? name + 1 : name
        guard hasYear || start > index || (isLenient && clause == index..<end) else { return nil }
        return TimescaleAtom(kind: .vague, tokens: index..<min(end, clause.upperBound))
    }

    // MARK: Intervals from an anchor

    private func relative(at index: Int, in clause: Range<Int>, isLenient: Bool) -> TimescaleAtom? {
        guard let distance = intervals.distance(at: index) else {
            guard isLenient, let length = intervals.length(at: index), index == clause.lowerBound,
                length.end >= clause.upperBound
            else { return nil }
            return TimescaleAtom(kind: .vague, tokens: index..<length.end)
        }
        guard distance.length.isCertain else { return TimescaleAtom(kind: .vague, tokens: index..<distance.end) }
        guard distance.expectsAnchor else {
            return TimescaleAtom(
                kind: .relative(distance.length, anchor: nil, isEvent: false, follows: distance.follows, due: nil),
                tokens: index..<distance.end)
        }
        if let date = phrase(at: distance.end, in: clause), let days = date.terms.first?.days, date.terms.count == 1 {
            let isOneDay = days.lowerBound == days.upperBound
            let isBefore =
                ["before", "to", "of"].contains(tokens[distance.end - 1].text)
                && !tokens.isWord(distance.end - 1, "of")
            return TimescaleAtom(
                kind: .relative(
                    distance.length, anchor: date.tokens, isEvent: false, follows: false,
                    due: isOneDay ? days.lowerBound.adding(distance.length, isBefore: isBefore) : nil),
                tokens: index..<date.tokens.upperBound)
        }
        let anchor = trimmed(distance.end..<eventEnd(from: distance.end, in: clause))
        guard !anchor.isEmpty else { return TimescaleAtom(kind: .vague, tokens: index..<distance.end) }
        let isEvent = !TimescaleWords.ownAnchors.contains(tokens[anchor].map(\.text).joined(separator: " "))
        return TimescaleAtom(
            kind: .relative(distance.length, anchor: anchor, isEvent: isEvent, follows: false, due: nil),
            tokens: index..<anchor.upperBound)
    }

    /// Where the words that name an event end: at a comma, a bracket, a dash, or a date that says by when.
    private func eventEnd(from start: Int, in clause: Range<Int>) -> Int {
        var end = start
        while end < clause.upperBound, !isBoundary(end) {
            if let phrase = phrase(at: end, in: clause) {
                if phrase.role == .by || phrase.role == .before { return end }
                end = phrase.tokens.upperBound
            } else {
                end += 1
            }
        }
        return end
    }

    private func isBoundary(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .mark else { return false }
        if token.text == "." { return !tokens[token: index + 1].isGlued }
        return [",", "(", ")", ":", ";", "\u{2022}"].contains(token.text) || token.isDash && !token.isGlued
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, tokens[end - 1].kind == .mark || ["and", "then"].contains(tokens[end - 1].text) {
            end -= 1
        }
        return range.lowerBound..<end
    }

    // MARK: Conditions

    private func condition(
        at index: Int, after last: TimescaleAtom?, in clause: Range<Int>, isLenient: Bool
    ) -> TimescaleAtom? {
        if let start = tokens.longest(of: TimescaleWords.conditions, at: index) {
            return condition(from: index, words: start..<conditionEnd(from: start, in: clause))
        }
        let isOpening =
            index == clause.lowerBound || last?.tokens.upperBound == index || tokens[index - 1].kind == .mark
            || tokens[index].startsLine
        guard isOpening || isLenient, tokens.longest(of: TimescaleWords.haste, at: index) == nil else { return nil }
        if tokens.isWord(index, "on"), TimescaleWords.events.contains(tokens[token: index + 1].text) {
            return condition(from: index, words: (index + 1)..<eventEnd(from: index + 1, in: clause))
        }
        guard let start = tokens.longest(of: TimescaleWords.clauseConditions, at: index),
            tokens[token: start].kind == .word, tokens[token: start].text != "by",
            IntervalGrammar.units[tokens[token: start].text] == nil
        else { return nil }
        return condition(from: index, words: start..<eventEnd(from: start, in: clause))
    }

    private func condition(from index: Int, words: Range<Int>) -> TimescaleAtom? {
        let words = trimmed(words)
        guard !words.isEmpty else { return nil }
        return TimescaleAtom(kind: .condition(words), tokens: index..<words.upperBound)
    }

    /// "Subject to funding from April 2008": a date with "in" may be part of what is awaited, others are not.
    private func conditionEnd(from start: Int, in clause: Range<Int>) -> Int {
        var end = start
        while end < clause.upperBound, !isBoundary(end) {
            guard let phrase = phrase(at: end, in: clause) else {
                end += 1
                continue
            }
            guard phrase.role == .bare, tokens[end].kind == .word, MonthName(word: tokens[end].text) == nil,
                dates.marker(at: end) != nil
            else { return end }
            end = phrase.tokens.upperBound
        }
        return end
    }
}

extension Day {
    func adding(_ length: IntervalGrammar.Length, isBefore: Bool) -> Day {
        let count = isBefore ? -length.every : length.every
        switch length.unit {
        case .day: return adding(days: count)
        case .week: return adding(days: count * 7)
        case .month: return adding(months: count)
        case .year: return adding(months: count * 12)
        }
    }
}
