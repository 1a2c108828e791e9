public import ActionPlans
public import Vocabulary

/// Every action of a plan on a day, a line each: what `plan show` prints.
public struct PlanListReport: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let action: ActionID
        public let number: String?
        public let path: [PlanLevel]
        public let text: String
        public let owner: String
        public let status: Status
        public let isChanged: Bool
        public let sentence: String
    }

    public let strategy: Strategy
    public let day: Day
    public let sequence: JournalSequence
    public let lines: [Line]

    public init(_ picture: PlanPicture, names: StaffNames, words: StatusWords) {
        strategy = picture.plan.strategy
        day = picture.day
        sequence = picture.plan.at
        lines = picture.plan.actions.indices.map { position in
            let action = picture.plan.actions[position]
            let standing = picture.standings[position]
            return Line(
                action: action.id, number: action.wording.number, path: action.wording.path, text: action.wording.text,
                owner: names.ownerNow(action.updateOwner), status: standing.status,
                isChanged: picture.isChanged[position],
                sentence: standing.sentence(word: words.word(standing.status)))
        }
    }

    /// For a terminal: the marking first and last.
    public func text(_ words: StatusWords) -> String {
        var table = PlainTable(["Reference", "No.", "Action", "Status", "Why"], widest: 70)
        for line in lines {
            let mark = line.isChanged ? "  \(words.changed)" : ""
            table.add(
                [line.action.reference, line.number ?? "", line.text, words.drawn(line.status) + mark, line.sentence])
        }
        return [
            strategy.marking.printed,
            "\(PlainTable.line(strategy.title))\nAs at \(day.printed), entry \(sequence). "
                + "\(lines.count.counted("action")).",
            table.text,
            strategy.marking.printed,
        ].joined(separator: "\n\n") + "\n"
    }
}

extension PlanListReport: Encodable {
    private enum Key: String, CodingKey { case format, strategy, title, marking, asAt, sequence, actions }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(strategy.id, forKey: .strategy)
        try values.encode(strategy.title, forKey: .title)
        try values.encode(strategy.marking, forKey: .marking)
        try values.encode(day, forKey: .asAt)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(lines, forKey: .actions)
    }
}

extension PlanListReport.Line: Encodable {
    private enum Key: String, CodingKey {
        case action, number, path, text, owner, status, colour, changed, sentence
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(action.reference, forKey: .action)
        try values.encode(number, forKey: .number)
        try values.encode(path.map(LevelLine.init), forKey: .path)
        try values.encode(text, forKey: .text)
        try values.encode(owner, forKey: .owner)
        try values.encode(status, forKey: .status)
        try values.encode(status.colour, forKey: .colour)
        try values.encode(isChanged, forKey: .changed)
        try values.encode(sentence, forKey: .sentence)
    }
}
