public import ActionPlans
public import Vocabulary

/// Where a plan stands on a day: the counts, each aim and objective, and everything that needs somebody. The same
/// value becomes a page, text for the command line, and JSON.
public struct PlanStatusReport: Sendable, Equatable {
    /// One level of the plan with the count of each status below it, never an average.
    public struct Level: Sendable, Equatable {
        public let path: [PlanLevel]
        public let tally: StatusTally
    }

    /// One thing that needs somebody.
    public struct Exception: Sendable, Equatable {
        public let kind: PlanException.Kind
        public let action: ActionID
        public let number: String?
        public let text: String
        public let sentence: String
    }

    public let strategy: Strategy
    public let day: Day
    public let sequence: JournalSequence
    public let comparedWith: PlanComparison.Point
    /// The round that takes answers on the day, if any.
    public let openRound: Round?
    public let lastClosedRound: Round?
    public let tally: StatusTally
    public let levels: [Level]
    public let exceptions: [Exception]

    /// - Parameters:
    ///   - words: what a pack calls the statuses, in the sentences.
    ///   - working: who works in the partnership, so that an owner who has left is listed as vacant.
    public init(_ picture: PlanPicture, words: StatusWords = StatusWords(), working: Set<MemberID>? = nil) {
        let plan = picture.plan
        strategy = plan.strategy
        day = picture.day
        sequence = plan.at
        comparedWith = picture.comparedWith.point
        openRound = plan.openRound(on: picture.day)
        lastClosedRound = plan.lastClosedRound(on: picture.day)
        tally = StatusTally(picture.counts)
        levels = picture.levels.map { Level(path: $0.path, tally: StatusTally($0.counts)) }
        exceptions = picture.exceptions(working: working, word: words.word).map { exception in
            let wording = picture.position(of: exception.action).map { plan.actions[$0].wording }
            return Exception(
                kind: exception.kind, action: exception.action, number: wording?.number, text: wording?.text ?? "",
                sentence: exception.sentence)
        }
    }
}

extension PlanStatusReport: Encodable {
    private enum Key: String, CodingKey {
        case format, strategy, title, marking, asAt, sequence, comparedWith, openRound, lastClosedRound, counts
        case levels, exceptions
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(strategy.id, forKey: .strategy)
        try values.encode(strategy.title, forKey: .title)
        try values.encode(strategy.marking, forKey: .marking)
        try values.encode(day, forKey: .asAt)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(ComparedWith(comparedWith), forKey: .comparedWith)
        try values.encode(openRound.map(RoundLine.init), forKey: .openRound)
        try values.encode(lastClosedRound.map(RoundLine.init), forKey: .lastClosedRound)
        try values.encode(tally, forKey: .counts)
        try values.encode(levels, forKey: .levels)
        try values.encode(exceptions, forKey: .exceptions)
    }
}

extension PlanStatusReport.Level: Encodable {
    private enum Key: String, CodingKey { case path, counts }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(path.map(LevelLine.init), forKey: .path)
        try values.encode(tally, forKey: .counts)
    }
}

extension PlanStatusReport.Exception: Encodable {
    private enum Key: String, CodingKey { case kind, action, number, text, sentence }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(action.reference, forKey: .action)
        try values.encode(number, forKey: .number)
        try values.encode(text, forKey: .text)
        try values.encode(sentence, forKey: .sentence)
    }
}

/// A level of the way to an action, with its number present even where it is null.
struct LevelLine: Encodable {
    let level: PlanLevel

    init(_ level: PlanLevel) { self.level = level }

    private enum Key: String, CodingKey { case level, number, text }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(level.level, forKey: .level)
        try values.encode(level.number, forKey: .number)
        try values.encode(level.text, forKey: .text)
    }
}

/// A round as reports show it.
struct RoundLine: Encodable {
    let number: Int
    let periodFrom: Day
    let periodTo: Day
    let opens: Day
    let closes: Day

    init(_ round: Round) {
        number = round.id.number
        periodFrom = round.periodFrom
        periodTo = round.periodTo
        opens = round.opens
        closes = round.closes
    }
}

/// What "changed" compares with, as reports show it.
struct ComparedWith: Encodable {
    let kind: String
    let day: Day

    init(_ point: PlanComparison.Point) {
        day = point.day
        kind =
            switch point {
            case .close: "close"
            case .importing: "import"
            }
    }
}
