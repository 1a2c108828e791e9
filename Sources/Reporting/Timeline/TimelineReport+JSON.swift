import ActionPlans
import Vocabulary

extension TimelineReport: Encodable {
    private enum Key: String, CodingKey {
        case format, title, marking, asAt, by, from, to, summary, actions
    }

    private struct Row: Encodable {
        let group: String
        let strategy: StrategyID
        let action: String
        let number: String?
        let text: String
        let status: String
        let nextDeadline: Day?
        let commitments: [Promised]
    }

    private struct Promised: Encodable {
        let what: String
        let opens: Day?
        let due: Day?
        let agreed: Day?
        let slips: Int
        let completed: Day?
        let next: Day?
        let further: String
        let status: String
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(title, forKey: .title)
        try values.encode(pictures.map(\.marking).max() ?? .official, forKey: .marking)
        try values.encode(day, forKey: .asAt)
        try values.encode(grouping, forKey: .by)
        try values.encode(span.lowerBound, forKey: .from)
        try values.encode(span.upperBound, forKey: .to)
        try values.encode(summary, forKey: .summary)
        try values.encode(
            entries.map { entry in
                Row(
                    group: entry.group, strategy: pictures[entry.picture].plan.strategy.id,
                    action: action(entry).id.reference, number: action(entry).wording.number,
                    text: action(entry).wording.text, status: standing(entry).status.rawValue,
                    nextDeadline: standing(entry).nextDeadline,
                    commitments: lines(entry).compactMap { line in
                        line.standing.map {
                            Promised(
                                what: line.what, opens: line.opens, due: line.stated, agreed: line.agreed,
                                slips: $0.slips, completed: line.completed, next: $0.next, further: line.further,
                                status: $0.status.rawValue)
                        }
                    })
            }, forKey: .actions)
    }
}
