/// Puts the time language of a cell together as commitments, clause by clause.
struct CommitmentAssembly {
    let tokens: [TimescaleToken]
    private let grammar: AtomGrammar
    private let labels: LabelRules
    private(set) var drafts: [CommitmentDraft] = []
    private(set) var warnings: [TimescaleWarning] = []
    /// In this clause each deadline comes first and the words that say what is due after it.
    private var datesComeFirst = false
    /// Words of earlier clauses that wait for a deadline.
    private var carried: Int?

    init(tokens: [TimescaleToken], plan: PlanYear) {
        self.tokens = tokens
        grammar = AtomGrammar(tokens: tokens, plan: plan)
        labels = LabelRules(tokens: tokens)
    }

    mutating func run() {
        var start = 0
        for index in tokens.indices where isStop(index) {
            take(clause: start..<index)
            start = index + 1
        }
        take(clause: start..<tokens.count)
    }

    /// A full stop that ends a sentence, a semicolon or a bullet.
    private func isStop(_ index: Int) -> Bool {
        guard tokens[index].kind == .mark else { return false }
        switch tokens[index].text {
        case ";", "\u{2022}", "!": return true
        case ".":
            let next = tokens[token: index + 1]
            let before = tokens[token: index - 1]
            if next.isGlued { return next.kind == .word && next.isCapital }
            let isShortMonth = before.text.count <= 4 && MonthName(word: before.text) != nil && next.digits > 0
            return !isShortMonth && !TimescaleWords.abbreviations.contains(before.text)
        default: return false
        }
    }

    // MARK: Clauses

    private mutating func take(clause: Range<Int>) {
        guard !clause.isEmpty else { return }
        let first = drafts.count
        let atoms = grammar.atoms(in: clause)
        guard !atoms.isEmpty else {
            takeWords(clause)
            return
        }
        datesComeFirst = carried == nil && labels.followDates(atoms, in: clause)
        var words = clause.lowerBound
        for atom in atoms {
            if isRemark(atom, after: words..<atom.tokens.lowerBound, of: atoms, isFirst: drafts.count == first) {
                if drafts.count > first { words = atom.tokens.upperBound }
                continue
            }
            take(atom, after: words..<atom.tokens.lowerBound, isFirst: drafts.count == first)
            words = max(words, drafts[drafts.count - 1].end)
        }
        if drafts.count == first {
            // Only dates that no longer hold: "was March 2009, then was June".
            var draft = CommitmentDraft(start: carried ?? clause.lowerBound, label: nil, end: clause.upperBound)
            draft.isReadable = false
            drafts.append(draft)
            carried = nil
        } else {
            finish(with: words..<clause.upperBound)
        }
    }

    /// A clause without time language: a fact, or words that belong to the deadline before or after it.
    private mutating func takeWords(_ clause: Range<Int>) {
        guard let range = labels.cleaned(clause, isFillerAllowed: true) else { return }
        if labels.tellsFact(clause, beside: nil) {
            var draft = CommitmentDraft(start: carried ?? clause.lowerBound, label: nil, end: clause.upperBound)
            draft.label = labels.cleaned((carried ?? clause.lowerBound)..<clause.upperBound)
            draft.isPast = true
            drafts.append(draft)
            carried = nil
        } else if drafts.isEmpty || carried != nil {
            carried = carried ?? range.lowerBound
        }
    }

    private mutating func take(_ atom: TimescaleAtom, after words: Range<Int>, isFirst: Bool) {
        if case .date(let phrase) = atom.kind {
            for warning in phrase.warnings where !warnings.contains(warning) { warnings.append(warning) }
        }
        let joint = isFirst ? .words : joint(words, before: atom)
        if !isFirst, let last = drafts.last, !last.isPast, merges(atom, into: last, joint: joint, words: words) {
            merge(atom, words: words, joint: joint)
        } else {
            open(atom, words: words, isFirst: isFirst)
        }
        if case .date(let phrase) = atom.kind { spread(phrase, end: atom.tokens.upperBound) }
    }

    /// "Slipped from December 2009", "originally March 2009": beside the date that holds, one that does not.
    private func isRemark(
        _ atom: TimescaleAtom, after words: Range<Int>, of atoms: [TimescaleAtom], isFirst: Bool
    ) -> Bool {
        guard case .date(let phrase) = atom.kind, !words.isEmpty else { return false }
        let isOnlyDate = !atoms.contains {
            guard case .date = $0.kind else { return false }
            return $0.tokens != atom.tokens
        }
        if isOnlyDate { return false }
        if phrase.role == .bare || phrase.role == .by, labels.tellsEarlierDate(words) { return true }
        return !isFirst && phrase.role == .from && !phrase.terms[0].isRange && labels.tellsMove(words)
    }

    private mutating func open(_ atom: TimescaleAtom, words: Range<Int>, isFirst: Bool) {
        var start = words.lowerBound
        if !isFirst { start = settleTrailing(words) }
        let from = isFirst ? carried ?? start : start
        carried = nil
        let label = labels.cleaned(from..<atom.tokens.lowerBound)
        var draft = CommitmentDraft(start: from, label: label, end: atom.tokens.upperBound)
        draft.take(atom.kind, joins: .words)
        if draft.role == .from, draft.due != nil, labels.tellsMove(words) { draft.opens = nil }
        if let role = Self.role(of: atom), labels.tellsFact(from..<atom.tokens.lowerBound, beside: role) {
            draft.isPast = true
        }
        drafts.append(draft)
    }

    private static func role(of atom: TimescaleAtom) -> DateRole? {
        guard case .date(let phrase) = atom.kind, !phrase.goesOn else { return nil }
        return phrase.role
    }

    private mutating func merge(_ atom: TimescaleAtom, words: Range<Int>, joint: Joint) {
        var draft = drafts.removeLast()
        let wasOnlyContinuing = draft.continues && !draft.hasDate
        if joint == .words {
            if wasOnlyContinuing, case .date(let phrase) = atom.kind, phrase.role != .from, !phrase.goesOn {
                // "Ongoing review by March 2009": the word describes the review.
                draft.label = labels.cleaned((draft.label?.lowerBound ?? draft.start)..<words.upperBound)
            } else if draft.label == nil {
                draft.label = labels.cleaned(words, afterDeadline: true)
            }
        }
        if draft.isUndecided, case .date = atom.kind {
            draft.isUndecided = false
            warnings.append(.provisional)
        }
        if draft.hasDate, case .undecided = atom.kind {
            warnings.append(.provisional)
        } else {
            draft.take(atom.kind, joins: joint)
        }
        draft.end = atom.tokens.upperBound
        drafts.append(draft)
    }

    /// "January and June 2002" under one label are two commitments.
    private mutating func spread(_ phrase: DatePhrase, end: Int) {
        guard phrase.terms.count > 1, var draft = drafts.last else { return }
        // "Quarterly (January, April, July, October)" is one thing that repeats, in months nobody has dated.
        if phrase.lacksYear { return }
        for term in phrase.terms.dropFirst() {
            draft.start = term.tokens.lowerBound
            (draft.opens, draft.due, draft.role, draft.hasDate) = (nil, nil, nil, false)
            draft.isReadable = true
            draft.take(term, of: phrase)
            draft.end = end
            drafts.append(draft)
        }
    }

    /// Words after the last deadline of a clause.
    private mutating func finish(with words: Range<Int>) {
        guard !words.isEmpty, drafts[drafts.count - 1].label == nil else { return }
        if tokens.isMark(words.lowerBound, "("), drafts[drafts.count - 1].hasOnlyConditions { return }
        drafts[drafts.count - 1].label = labels.cleaned(words, afterDeadline: true)
    }

    /// Words between two commitments belong to the second, except those after a colon or in brackets. Gives where
    /// the second begins.
    private mutating func settleTrailing(_ words: Range<Int>) -> Int {
        guard !words.isEmpty else { return words.lowerBound }
        var end = words.lowerBound
        if datesComeFirst {
            end = words.upperBound
        } else if tokens.isMark(end, "(") {
            while end < words.upperBound, !tokens.isMark(end, ")") { end += 1 }
            end = end < words.upperBound ? end + 1 : words.lowerBound
        } else if tokens.isMark(end, ")") {
            return end + 1
        } else if tokens.isMark(end, ":") {
            while end < words.upperBound, !tokens.isMark(end, ","), !tokens[end].startsLine { end += 1 }
        } else if let last = drafts.last, !last.hasDate, last.repeats != nil || last.continues {
            end = labels.firstSeparation(in: words)
        }
        let isWhole = datesComeFirst || tokens.isMark(words.lowerBound, "(")
        guard end > words.lowerBound, end < words.upperBound || isWhole else {
            return words.lowerBound
        }
        if drafts[drafts.count - 1].label == nil {
            drafts[drafts.count - 1].label = labels.cleaned(words.lowerBound..<end, afterDeadline: true)
        }
        return end
    }

    // MARK: One commitment or two

    private func joint(_ words: Range<Int>, before atom: TimescaleAtom) -> Joint {
        var isFollowed = false
        var isJoined = false
        var inBracketed = 0
        for index in words {
            let token = tokens[index]
            if token.text == "(" && index + 1 < words.upperBound { inBracketed += 1 }
            if token.text == ")" { inBracketed = max(0, inBracketed - 1) }
            if inBracketed > 0 && index > words.lowerBound && token.kind != .mark { continue }
            if token.kind == .mark || ["and", "but", "or", "is", "are", "will", "be"].contains(token.text) {
                isJoined = true
            } else if ["then", "thereafter", "afterwards", "subsequently"].contains(token.text) {
                isFollowed = true
            } else {
                let last = tokens[words.upperBound - 1].text
                return last == "thereafter" || last == "then" ? .followed : .words
            }
        }
        if isFollowed { return .followed }
        if isJoined { return .joined }
        return tokens[atom.tokens.lowerBound].startsLine ? .line : .adjacent
    }

    private func merges(_ atom: TimescaleAtom, into draft: CommitmentDraft, joint: Joint, words: Range<Int>) -> Bool {
        switch atom.kind {
        case .date(let phrase): return merges(phrase, into: draft, joint: joint, words: words)
        case .condition: return !draft.isUndecided || joint != .words
        case .continues:
            return joint != .words && joint != .line && !draft.continues
        case .repeats(_, let isCertain):
            if draft.repeats != nil { return joint != .words && (!isCertain || labels.offersChoice(words)) }
            if joint == .words { return draft.hasOnlyConditions || labels.isReview(words) }
            return joint != .line
        case .relative:
            return draft.hasOnlyConditions || (joint != .words && draft.opens != nil && draft.due == nil)
        case .undecided: return joint != .words && (draft.hasDate || draft.hasOnlyConditions)
        case .vague: return draft.hasOnlyConditions
        }
    }

    private func merges(
        _ phrase: DatePhrase, into draft: CommitmentDraft, joint: Joint, words: Range<Int>
    ) -> Bool {
        let isExplicit = phrase.role != .bare || phrase.goesOn
        if draft.hasOnlyConditions { return true }
        if !draft.isReadable, draft.repeats != nil, joint != .words { return true }
        if draft.hasDate { return closes(phrase, draft, joint: joint, words: words) }
        guard draft.isReadable || draft.repeats != nil else { return false }
        if draft.relative != nil { return joint != .words && phrase.role == .from }
        switch joint {
        case .words:
            if draft.isUndecided { return false }
            if phrase.role == .from || phrase.goesOn { return true }
            return !labels.separates(words)
        case .line: return isExplicit
        case .adjacent, .joined, .followed:
            return isExplicit || !draft.continues || draft.repeats != nil || labels.isDash(words)
        }
    }

    /// "From April 2008, complete by March 2009": the second date ends what the first opened.
    private func closes(_ phrase: DatePhrase, _ draft: CommitmentDraft, joint: Joint, words: Range<Int>) -> Bool {
        guard let opens = draft.opens, draft.due == nil, !draft.continues, phrase.terms.count == 1,
            let due = phrase.due(phrase.terms[0]), phrase.opens(phrase.terms[0]) == nil, due >= opens
        else { return false }
        if joint == .words { return labels.isCompletion(words) }
        return phrase.role == .by || phrase.role == .until || phrase.role == .before
    }
}
