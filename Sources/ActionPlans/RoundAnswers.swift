public import Vocabulary

/// What has become of everything that owed an update in a round, on a day. Computed from the plan's picture, used by
/// page, command and mail alike; nothing is stored.
///
/// Every action that owed is in exactly one state, so that the counts add up.
public struct RoundAnswers: Sendable {
    /// What an action that owed has come to.
    public enum Answer: String, Sendable, CaseIterable {
        /// An update was recorded between opening and closing.
        case answered
        /// The first update came after the round had closed, and before the next one had.
        case late
        /// No update yet, and there is somebody to ask.
        case waiting
        /// No update, and nobody who could be asked for one: listed, never mailed.
        case vacant
        /// Withdrawn, or found completed, without an update since it opened: nobody is asked any more.
        case released
    }

    public struct Line: Hashable, Sendable {
        /// Its position in `Plan.actions`.
        public let position: Int
        public let action: ActionID
        public let answer: Answer
        /// The day of the first update since the round opened.
        public let on: Day?
        /// Who is asked; nil where nobody can be.
        public let owner: MemberID?
    }

    public let round: Round
    public let day: Day
    /// In the plan's order.
    public let lines: [Line]
    private let counts: [Answer: Int]

    /// How many owed.
    public var owing: Int { lines.count }
    public var isClosed: Bool { round.isClosed(on: day) }

    public subscript(answer: Answer) -> Int { counts[answer, default: 0] }

    /// - Parameters:
    ///   - round: with the closing day as it stands on `day`.
    ///   - owed: which actions owe in it.
    ///   - firstReports: the first update of each action since the round opened. Without them the last update counts,
    ///     which is the same as long as the round has not closed.
    public init(
        of round: Round, owed: Set<ActionID>, in plan: Plan, on day: Day, people: RoundPeople,
        firstReports: [ActionID: Day]? = nil
    ) {
        let context = StandingContext(plan, on: day)
        let lateUntil = plan.roundAfter(round).map(\.closes)
        var lines: [Line] = []
        lines.reserveCapacity(owed.count)
        var counts: [Answer: Int] = [:]
        for (position, action) in plan.actions.enumerated() where owed.contains(action.id) {
            let report = RoundAnswers.report(on: action, since: round.opens, firstReports)
                .flatMap { first in lateUntil.map { first > max($0, round.closes) } == true ? nil : first }
            let owner = people.owner(of: action, in: plan)
            let answer: Answer
            if let report {
                answer = report <= round.closes ? .answered : .late
            } else {
                let status = ActionStanding.of(action, on: day, context).status
                answer =
                    status == .withdrawn || status == .completed ? .released : owner == nil ? .vacant : .waiting
            }
            counts[answer, default: 0] += 1
            lines.append(Line(position: position, action: action.id, answer: answer, on: report, owner: owner))
        }
        self.round = round
        self.day = day
        self.lines = lines
        self.counts = counts
    }

    /// The answers of a round of the plan; nil for a round it does not have.
    public init?(
        of round: RoundID, in plan: Plan, on day: Day, people: RoundPeople, firstReports: [ActionID: Day]? = nil
    ) {
        guard let found = plan.round(round) else { return nil }
        self.init(
            of: found, owed: plan.owed[round] ?? [], in: plan, on: day, people: people, firstReports: firstReports)
    }

    private static func report(on action: Action, since opens: Day, _ firstReports: [ActionID: Day]?) -> Day? {
        guard let last = action.lastReport?.day, last >= opens else { return nil }
        return firstReports?[action.id] ?? last
    }
}
