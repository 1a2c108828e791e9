extension TimescaleReader {
    /// Splits a cell that holds both what is to be done and by when ("Set up a group. When by: Nov 05").
    ///
    /// A deadline begins at a marker ("When by:", "Timescale:", "Target date:", a bare "On going:") and ends where
    /// the language of dates ends; the words before the marker are its label. A cell without markers whose words
    /// promise a date ("publish by March 2006") keeps its text whole and is read for that date.
    public func splitting(combined: String) -> CombinedReading {
        let printed = PrintedText(combined)
        let tokens = TimescaleScanner.tokens(of: combined)
        let splitter = CombinedSplitter(tokens: tokens, plan: year)
        let parts = splitter.parts()
        guard parts.contains(where: { $0.deadline != nil }) else { return unmarked(printed, splitter: splitter) }
        var words: [String] = []
        var deadlines: [CombinedReading.Deadline] = []
        for part in parts {
            let label = part.words.isEmpty ? nil : printed.trimmed(tokens.place(of: part.words))
            if let label { words.append(label) }
            guard let deadline = part.deadline else { continue }
            deadlines.append(
                .init(
                    label: label.map { printed.oneLine($0) },
                    wording: deadline.isEmpty ? nil : printed.trimmed(tokens.place(of: deadline))))
        }
        return CombinedReading(text: words.joined(separator: " "), deadlines: deadlines, reading: read(deadlines))
    }

    private func read(_ deadlines: [CombinedReading.Deadline]) -> TimescaleReading {
        var commitments: [Commitment] = []
        var warnings: [TimescaleWarning] = []
        for deadline in deadlines {
            let one = read(deadline.wording)
            for var commitment in one.timescale.commitments {
                commitment.label = deadline.label ?? commitment.label
                commitments.append(commitment)
            }
            warnings += one.warnings.filter { !warnings.contains($0) }
        }
        let wordings = deadlines.compactMap(\.wording)
        let wording = wordings.isEmpty ? nil : wordings.joined(separator: "; ")
        return TimescaleReading(
            timescale: Timescale(wording: wording, commitments: commitments), warnings: warnings)
    }

    /// Without a marker only dates that words such as "by" and "from" rule, or that end the cell, are deadlines.
    private func unmarked(_ printed: PrintedText, splitter: CombinedSplitter) -> CombinedReading {
        let text = printed.trimmed(0..<printed.count) ?? ""
        guard splitter.promisesDate else {
            return CombinedReading(text: text, deadlines: [], reading: read(nil as String?))
        }
        var reading = read(text)
        reading.timescale.commitments = reading.timescale.commitments.filter { $0.opens != nil || $0.due != nil }
        guard !reading.timescale.commitments.isEmpty else {
            return CombinedReading(text: text, deadlines: [], reading: read(nil as String?))
        }
        let deadlines = reading.timescale.commitments.map {
            CombinedReading.Deadline(label: $0.label, wording: $0.wording)
        }
        return CombinedReading(text: text, deadlines: deadlines, reading: reading)
    }
}

extension PrintedText {
    /// Words on one line.
    func oneLine(_ text: String) -> String {
        let part = PrintedText(text)
        return part.line(0..<part.count)
    }
}

extension Array where Element == TimescaleToken {
    /// Where a run of tokens stands in the text; the run is not empty.
    fileprivate func place(of run: Range<Int>) -> Range<Int> {
        self[run.lowerBound].place.lowerBound..<self[run.upperBound - 1].place.upperBound
    }
}

/// Finds the markers of a combined cell and the deadlines after them.
struct CombinedSplitter {
    /// Words, and the deadline that follows them: nil after the last marker, empty where a marker stands alone.
    struct Part {
        let words: Range<Int>
        let deadline: Range<Int>?
    }

    private let tokens: [TimescaleToken]
    private let grammar: AtomGrammar

    init(tokens: [TimescaleToken], plan: PlanYear) {
        self.tokens = tokens
        grammar = AtomGrammar(tokens: tokens, plan: plan)
    }

    func parts() -> [Part] {
        let markers = self.markers()
        var found: [Part] = []
        var start = 0
        for (index, marker) in markers.enumerated() where marker.lowerBound >= start {
            let limit = index + 1 < markers.count ? markers[index + 1].lowerBound : tokens.count
            if tokens.isMark(marker.upperBound - 1, ":"), isContinuing(marker) {
                found.append(
                    Part(words: start..<marker.lowerBound, deadline: marker.lowerBound..<(marker.upperBound - 1)))
                start = marker.upperBound
                continue
            }
            let end = deadlineEnd(from: marker.upperBound, limit: max(limit, marker.upperBound))
            found.append(Part(words: start..<marker.lowerBound, deadline: marker.upperBound..<end))
            start = end
        }
        if start < tokens.count, tokens[start...].contains(where: { $0.kind != .mark }) {
            found.append(Part(words: start..<tokens.count, deadline: nil))
        }
        return found
    }

    /// Whether a cell without markers holds a date that is promised.
    var promisesDate: Bool {
        grammar.atoms(in: 0..<tokens.count).contains { atom in
            guard case .date(let phrase) = atom.kind else { return false }
            let rest = tokens[atom.tokens.upperBound...]
            return phrase.role != .bare || phrase.goesOn || rest.allSatisfy { $0.kind == .mark }
        }
    }

    private func isContinuing(_ marker: Range<Int>) -> Bool {
        tokens.longest(of: TimescaleWords.continues, at: marker.lowerBound) == marker.upperBound - 1
    }

    /// The places of "When by:", "Timescale:", "On going:" and their like.
    private func markers() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < tokens.count {
            if let end = marker(at: index) {
                found.append(index..<end)
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    private func marker(at index: Int) -> Int? {
        guard tokens[index].kind == .word else { return nil }
        if let end = tokens.longest(of: TimescaleWords.openMarkers, at: index) {
            if isColon(end) { return end + 1 }
            return grammar.startsTime(at: end) ? end : nil
        }
        if let end = tokens.longest(of: TimescaleWords.closedMarkers, at: index), isColon(end) { return end + 1 }
        if let end = tokens.longest(of: TimescaleWords.continues, at: index), tokens.isMark(end, ":") { return end + 1 }
        return nil
    }

    private func isColon(_ index: Int) -> Bool {
        tokens.isMark(index, ":") || (tokens[token: index].isDash && !tokens[token: index].isGlued)
    }

    /// The end of the deadline that begins at an index: pieces of time language with only joins between them; where
    /// there are none, the rest of the sentence or line.
    private func deadlineEnd(from start: Int, limit: Int) -> Int {
        var end = start
        while end < limit {
            var next = end
            while next < limit, next < end + 3, isJoin(next) { next += 1 }
            guard let atom = grammar.time(at: next, in: start..<limit),
                end == start || next > end || standsAlone(atom, limit: limit)
            else { break }
            end = atom.tokens.upperBound
        }
        if end == start { return lineEnd(from: start, limit: limit) }
        if tokens.isMark(end, "("), let close = (end..<min(limit, end + 10)).first(where: { tokens.isMark($0, ")") }) {
            end = close + 1
        }
        if end < limit, tokens.isMark(end, "."), tokens[end].isGlued { end += 1 }
        return end
    }

    /// "Onwards" after a date without any join belongs to it; "continuous training" does not.
    private func standsAlone(_ atom: TimescaleAtom, limit: Int) -> Bool {
        if case .date(let phrase) = atom.kind { return phrase.role != .bare }
        let after = tokens[token: atom.tokens.upperBound]
        return atom.tokens.upperBound >= limit || after.kind == .mark || after.isCapital || after.startsLine
    }

    private func isJoin(_ index: Int) -> Bool {
        [",", "&", "and", "then", "thereafter", "-", "(", ")", "/"].contains(tokens[index].text)
    }

    private func lineEnd(from start: Int, limit: Int) -> Int {
        var end = start
        while end < limit, end == start || !tokens[end].startsLine {
            if tokens[end].kind == .mark, [".", ";", "\u{2022}"].contains(tokens[end].text) { return end + 1 }
            end += 1
        }
        return end
    }
}
