public import ActionPlans
public import Vocabulary

/// The golden thread of a plan as a value: what was found kind by kind, and what was settled, apart.
public struct GoldenThreadReport: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let finding: ThreadFinding
        /// Nil while nobody has settled it.
        public let settled: SettledFinding?
        /// Who settled it, by name and post.
        public let settledBy: String?
    }

    public let strategy: Strategy
    public let day: Day
    public let sequence: JournalSequence
    /// Not settled, kind by kind.
    public let open: [Line]
    public let settled: [Line]

    public init(_ picture: PlanPicture, settled answers: [SettledFinding], names: StaffNames) {
        strategy = picture.plan.strategy
        day = picture.day
        sequence = picture.plan.at
        let apart = GoldenThread.of(picture).apart(answers)
        open = apart.open.map { Line(finding: $0, settled: nil, settledBy: nil) }
        settled = apart.settled.map {
            Line(finding: $0.finding, settled: $0.by, settledBy: names.author($0.by.by))
        }
    }

    /// The kinds of which something is not settled, with how many.
    public var counts: [(kind: ThreadFinding.Kind, count: Int)] {
        ThreadFinding.Kind.allCases.compactMap { kind in
            let count = open.count { $0.finding.kind == kind }
            return count == 0 ? nil : (kind, count)
        }
    }

    /// What this report does not look at yet.
    public static let notYet =
        "Measures without data and spend without action join this list when indicators and money are recorded here."

    /// For a terminal: the marking first and last.
    public var text: String {
        var parts = [
            strategy.marking.printed,
            "\(PlainTable.line(strategy.title))\nGolden thread as at \(day.printed), entry \(sequence). "
                + "\(open.count.counted("finding")) to settle, \(settled.count.printed) settled.",
        ]
        for (kind, count) in counts {
            var table = PlainTable(["\(kind.words): \(count.printed)"], widest: 160)
            for line in open where line.finding.kind == kind { table.add([line.words], indent: 1) }
            parts.append(table.text)
        }
        if !settled.isEmpty {
            var table = PlainTable(["Settled: \(settled.count.printed)"], widest: 200)
            for line in settled {
                let answer = line.settled.map { "\($0.answer.words), \($0.on.printed): \($0.note)" } ?? ""
                table.add(["\(line.words) \(answer)"], indent: 1)
            }
            parts.append(table.text)
        }
        parts += [GoldenThreadReport.notYet, strategy.marking.printed]
        return parts.joined(separator: "\n\n") + "\n"
    }
}

extension GoldenThreadReport.Line {
    /// The actions it is about, as printed; the first few of many.
    public var references: String {
        let shown = finding.actions.prefix(4).map(\.reference).joined(separator: ", ")
        return finding.actions.count > 4 ? "\(shown) and \((finding.actions.count - 4).printed) more" : shown
    }

    fileprivate var words: String { "\(references)  \(finding.sentence)" }
}

extension GoldenThreadReport: Encodable {
    private enum Key: String, CodingKey { case format, strategy, title, marking, asAt, sequence, open, settled }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(strategy.id, forKey: .strategy)
        try values.encode(strategy.title, forKey: .title)
        try values.encode(strategy.marking, forKey: .marking)
        try values.encode(day, forKey: .asAt)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(open, forKey: .open)
        try values.encode(settled, forKey: .settled)
    }
}

extension GoldenThreadReport.Line: Encodable {
    private enum Key: String, CodingKey { case key, kind, actions, sentence, answer, note, on, by }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(finding.key, forKey: .key)
        try values.encode(finding.kind, forKey: .kind)
        try values.encode(finding.actions.map(\.reference), forKey: .actions)
        try values.encode(finding.sentence, forKey: .sentence)
        try values.encode(settled?.answer, forKey: .answer)
        try values.encode(settled?.note, forKey: .note)
        try values.encode(settled?.on, forKey: .on)
        try values.encode(settledBy, forKey: .by)
    }
}
