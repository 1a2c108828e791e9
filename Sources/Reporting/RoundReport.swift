public import ActionPlans
import Vocabulary

/// One round as a report: the counts, and each action that owed with what has become of it.
public struct RoundReport: Sendable, Equatable, Encodable {
    public struct Line: Sendable, Equatable, Encodable {
        public let action: String
        public let answer: String
        /// The day of its first update since the round opened.
        public let on: String?
        public let owner: String
    }

    public let round: Int
    public let period: String
    public let opens: String
    public let closes: String
    public let isClosed: Bool
    public let owed: Int
    /// How many in each state, by its name.
    public let counts: [String: Int]
    public let actions: [Line]

    public init(_ answers: RoundAnswers, in plan: Plan, names: StaffNames) {
        round = answers.round.id.number
        period = answers.round.label
        opens = answers.round.opens.iso
        closes = answers.round.closes.iso
        isClosed = answers.isClosed
        owed = answers.owing
        counts = Dictionary(
            uniqueKeysWithValues: RoundAnswers.Answer.allCases.map { ($0.rawValue, answers[$0]) })
        actions = answers.lines.map { line in
            Line(
                action: line.action.reference, answer: line.answer.rawValue, on: line.on?.iso,
                owner: names.owner(plan.actions[line.position].updateOwner))
        }
    }

    /// For a terminal.
    public var text: String {
        let states = RoundAnswers.Answer.allCases.map {
            "\($0.words(isClosed: isClosed)) \((counts[$0.rawValue] ?? 0).printed)"
        }
        var lines = [
            "Round \(round), \(period): \(opens) to \(closes), \(isClosed ? "closed" : "not closed").",
            "Owed \(owed.printed): \(states.joined(separator: ", ")).",
        ]
        for line in actions where line.answer != RoundAnswers.Answer.answered.rawValue {
            let answer = RoundAnswers.Answer(rawValue: line.answer)?.words(isClosed: isClosed) ?? line.answer
            lines.append("  \(line.action)  \(answer)\(line.on.map { " on \($0)" } ?? "")  \(line.owner)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension RoundAnswers.Answer {
    /// In a sentence: "answered", "no answer".
    public func words(isClosed: Bool) -> String {
        switch self {
        case .answered: "answered"
        case .late: "late"
        case .waiting: isClosed ? "no answer" : "waiting"
        case .vacant: "vacant"
        case .released: "no longer asked"
        }
    }
}
