/// Rules about the words beside a deadline: which of them say what is due, and which tell of something done.
struct LabelRules {
    let tokens: [TimescaleToken]

    /// The words that say what is due, without joins and marks at either end; nil where none are left.
    ///
    /// - Parameters:
    ///   - afterDeadline: the words follow the date, where remarks on it also stand ("revised", "at the latest").
    ///   - isFillerAllowed: keep words such as "complete" that say no more than that a deadline follows.
    func cleaned(
        _ range: Range<Int>, afterDeadline: Bool = false, isFillerAllowed: Bool = false
    ) -> Range<Int>? {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isLeadingJoin(start) { start += 1 }
        while end > start, isTrailingJoin(end - 1) { end -= 1 }
        if end > start, tokens.isMark(end - 1, ")"), !(start..<end).contains(where: { tokens.isMark($0, "(") }) {
            end -= 1
        }
        guard start < end else { return nil }
        if afterDeadline, TimescaleWords.remarks.contains(tokens[start].text) { return nil }
        guard (start..<end).contains(where: { tokens[$0].kind == .word }) else { return nil }
        guard isFillerAllowed || !(start..<end).allSatisfy(isFiller) else { return nil }
        return start..<end
    }

    private func isLeadingJoin(_ index: Int) -> Bool {
        tokens[index].kind == .mark && !["\u{00A3}", "$"].contains(tokens[index].text)
            || TimescaleWords.leadingJoins.contains(tokens[index].text)
    }

    private func isTrailingJoin(_ index: Int) -> Bool {
        tokens[index].kind == .mark && tokens[index].text != ")" && tokens[index].text != "%"
            || TimescaleWords.trailingJoins.contains(tokens[index].text)
    }

    private func isFiller(_ index: Int) -> Bool {
        tokens[index].kind == .mark || TimescaleWords.fillers.contains(tokens[index].text)
    }

    // MARK: Words between two deadlines

    /// Whether words speak of something new: "quarterly meetings, and final report by March 2009".
    func separates(_ words: Range<Int>) -> Bool {
        guard let last = words.last(where: { Self.separators.contains(tokens[$0].text) }) else { return false }
        return cleaned((last + 1)..<words.upperBound) != nil
    }

    /// The end of the words that belong to what goes on, before those of something new: "quarterly meetings, and ...".
    func firstSeparation(in words: Range<Int>) -> Int {
        words.first { Self.separators.contains(tokens[$0].text) } ?? words.lowerBound
    }

    private static let separators: Set<String> = ["and", "&", ",", "plus", "with", ":", "-"]

    /// "Complete", "to finish": the end of what the date before opened.
    func isCompletion(_ words: Range<Int>) -> Bool {
        words.allSatisfy(isFiller) && words.contains { TimescaleWords.completions.contains(tokens[$0].text) }
    }

    /// "Weekly/monthly": one of the two, but which?
    func offersChoice(_ words: Range<Int>) -> Bool {
        words.contains { tokens[$0].isSlash || tokens[$0].text == "or" }
    }

    func isDash(_ words: Range<Int>) -> Bool { words.count == 1 && tokens[words.lowerBound].isDash }

    /// "June 2008 recruit staff, July 2008 train staff": each date before its words.
    func followDates(_ atoms: [TimescaleAtom], in clause: Range<Int>) -> Bool {
        guard atoms.count > 1, let first = atoms.first, let last = atoms.last,
            first.tokens.lowerBound == clause.lowerBound,
            cleaned(last.tokens.upperBound..<clause.upperBound, afterDeadline: true) != nil
        else { return false }
        return zip(atoms, atoms.dropFirst()).allSatisfy { one, other in
            guard case .date = one.kind, case .date = other.kind,
                one.tokens.upperBound < other.tokens.lowerBound
            else { return false }
            let gap = one.tokens.upperBound..<other.tokens.lowerBound
            return cleaned(gap) != nil && [",", "and", "&"].contains(tokens[gap.upperBound - 1].text)
        }
    }

    /// "Originally", "was": said just before a date that no longer holds.
    func tellsEarlierDate(_ words: Range<Int>) -> Bool {
        guard let last = words.last(where: { tokens[$0].kind == .word }) else { return false }
        return TimescaleWords.earlier.contains(tokens[last].text)
    }

    /// "Slipped", "put back": said just before "from" one date "to" another.
    func tellsMove(_ words: Range<Int>) -> Bool {
        guard let last = words.last(where: { tokens[$0].kind == .word }) else { return false }
        return TimescaleWords.movings.contains(tokens[last].text)
    }

    /// "Reviewed", "with": of what goes on, not something new.
    func isReview(_ words: Range<Int>) -> Bool {
        words.allSatisfy { tokens[$0].kind == .mark || TimescaleWords.reviewing.contains(tokens[$0].text) }
    }

    // MARK: Facts

    /// Whether words tell of something that has happened, rather than of something promised.
    ///
    /// "Published in August 2002" and "has been agreed" do; "published by August 2002" and "review completed summer
    /// 2008" do not.
    /// - Parameter role: what stands before the date; nil where there is no date.
    func tellsFact(_ words: Range<Int>, beside role: DateRole?) -> Bool {
        let said = lastSentence(of: words)
        guard let last = said.last, !TimescaleWords.begun.contains(last) else { return false }
        let isPlain = role == nil || role == .bare || role == .during
        if saysHasBeen(said), isPlain || role == .by, last.hasSuffix("ed") || TimescaleWords.happened.contains(last) {
            return true
        }
        guard isPlain, !said.contains(where: TimescaleWords.promises.contains) else { return false }
        if TimescaleWords.happened.contains(last) { return true }
        return said.count == 1 && TimescaleWords.doneAtStart.contains(last)
    }

    private func saysHasBeen(_ words: [String]) -> Bool {
        if words.contains("been"), words.contains(where: { ["has", "have", "had"].contains($0) }) {
            return !words.contains("not")
        }
        return words.dropLast().contains { ["was", "were", "already"].contains($0) } && !words.contains("not")
            && !words.contains("to") && !words.contains("will")
    }

    /// The words of the last sentence, at most forty of them.
    private func lastSentence(of range: Range<Int>) -> [String] {
        var found: [String] = []
        var index = range.upperBound - 1
        while index >= range.lowerBound, found.count < 40 {
            let token = tokens[index]
            if token.kind == .mark, [".", ";", "\u{2022}"].contains(token.text), !found.isEmpty { break }
            if token.kind == .word { found.append(token.text) }
            index -= 1
        }
        return found.reversed()
    }
}
