/// Reads what people write in a deadline cell as commitments: "By end March 2009", "Quarterly from April 2003".
///
/// The wording is kept as printed. What cannot be read has `understood == false` and no dates; nothing is guessed.
/// The rules stand in `Documentation/reference/timescales.md`.
public struct TimescaleReader: Sendable {
    public let year: PlanYear

    /// - Parameter year: how the plan counts its years; decides what "2008/09" means.
    public init(year: PlanYear) { self.year = year }

    /// Reads one deadline cell. A blank cell or nil is one undecided commitment.
    public func read(_ wording: String?) -> TimescaleReading {
        let printed = PrintedText(wording ?? "")
        guard let whole = printed.trimmed(0..<printed.count) else {
            return TimescaleReading(
                timescale: Timescale(wording: nil, commitments: [Commitment(undecided: true)]), warnings: [])
        }
        let tokens = TimescaleScanner.tokens(of: printed.text)
        guard !tokens.isEmpty, !tokens.allSatisfy(\.isPlaceholder) else {
            let isPlaceholder = !tokens.isEmpty
            let only = Commitment(wording: whole, undecided: isPlaceholder, understood: isPlaceholder)
            return TimescaleReading(timescale: Timescale(wording: whole, commitments: [only]), warnings: [])
        }
        var assembly = CommitmentAssembly(tokens: tokens, plan: year)
        assembly.run()
        let commitments = self.commitments(of: assembly, in: printed, whole: whole)
        return TimescaleReading(
            timescale: Timescale(wording: whole, commitments: commitments), warnings: assembly.warnings)
    }

    private func commitments(
        of assembly: CommitmentAssembly, in printed: PrintedText, whole: String
    ) -> [Commitment] {
        let drafts = assembly.drafts
        guard !drafts.isEmpty else { return [Commitment(wording: whole, understood: false)] }
        return drafts.indices.map { index in
            let words = drafts.count == 1 ? whole : printed.piece(assembly.place(ofDraft: index)) ?? whole
            return drafts[index].commitment(
                wording: words, in: printed, tokens: assembly.tokens, before: index > 0 ? drafts[index - 1] : nil)
        }
    }
}

extension CommitmentAssembly {
    /// The part of the cell that a commitment was read from, without "and" or "then" at either end.
    fileprivate func place(ofDraft index: Int) -> Range<Int> {
        var start = index == 0 ? 0 : drafts[index].start
        var end = index + 1 < drafts.count ? drafts[index + 1].start : tokens.count
        while start < end - 1,
            [",", "&"].contains(tokens[start].text)
                || TimescaleWords.leadingJoins.contains(tokens[start].text)
        {
            start += 1
        }
        while end > start + 1, ["and", "then", "&", "(", ","].contains(tokens[end - 1].text) { end -= 1 }
        return tokens[start].place.lowerBound..<max(tokens[start].place.upperBound, tokens[end - 1].place.upperBound)
    }
}

extension TimescaleToken {
    /// "-", "?": printed where a date is not known.
    fileprivate var isPlaceholder: Bool { kind == .mark && ["-", ".", "?", "/"].contains(text) }
}

extension CommitmentDraft {
    /// The commitment as a value, with its words cut from the printed text.
    func commitment(
        wording: String, in printed: PrintedText, tokens: [TimescaleToken], before: CommitmentDraft?
    ) -> Commitment {
        func text(_ range: Range<Int>) -> String {
            printed.line(tokens[range.lowerBound].place.lowerBound..<tokens[range.upperBound - 1].place.upperBound)
        }
        var found = Commitment(wording: wording, label: label.map(text), repeats: repeats)
        let isOrdered = opens == nil || due == nil || (opens ?? Day(number: 0)) <= (due ?? Day(number: 0))
        if isPast {
            found.past = true
            found.repeats = nil
            if isReadable, isOrdered { (found.opens, found.due) = (opens, due) }
            return found
        }
        guard isReadable, isOrdered else {
            found.understood = false
            return found
        }
        (found.opens, found.due, found.continues, found.undecided) = (opens, due, continues, isUndecided)
        found.condition = conditions.isEmpty ? nil : conditions.map(text).joined(separator: "; ")
        if case .relative(let length, let anchor, _, let follows, _)? = relative {
            var words = anchor.map(text)
            if words == nil, follows, let before { words = before.printedWords(in: printed, tokens: tokens) }
            if words == nil, opens != nil { words = dateWords.map(text) }
            found.relative = RelativeTerm(every: length.every, unit: length.unit, anchor: words ?? "the plan")
        }
        return found
    }

    /// Its label and its deadline as printed, without what follows them.
    private func printedWords(in printed: PrintedText, tokens: [TimescaleToken]) -> String {
        let first = label?.lowerBound ?? start
        return printed.line(tokens[min(first, end - 1)].place.lowerBound..<tokens[end - 1].place.upperBound)
    }
}
