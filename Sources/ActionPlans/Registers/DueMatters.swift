public import Vocabulary

/// Something in the registers that somebody has to look at by a day: what a meeting takes on its agenda, and what waits
/// for an owner.
public struct DueMatter: Hashable, Sendable {
    public enum Why: String, Hashable, Sendable, CaseIterable {
        /// A pilot's evaluation is late: an exception.
        case evaluationOverdue = "evaluation-overdue"
        case evaluationDue = "evaluation-due"
        /// A pilot ended and nobody decided what becomes of it.
        case pilotEnded = "pilot-ended"
        case gapDue = "gap-due"
        case reviewDue = "review-due"
    }

    public let item: RegisterReference
    public let title: String
    public let marking: Marking
    public let strategy: StrategyID?
    public let actions: [ActionID]
    /// Nil is vacant.
    public let owner: MemberID?
    public let why: Why
    /// The day it fell due.
    public let day: Day
    /// "Review due on 3 March 2009, 12 days ago".
    public let sentence: String

    /// Late evaluations are exceptions, as overdue actions are.
    public var isException: Bool { why == .evaluationOverdue }
}

extension RegisterItem {
    /// What is due of this item on a day: nothing once it is closed.
    public func due(on day: Day) -> [DueMatter] {
        guard isOpen else { return [] }
        var matters: [DueMatter] = []
        func add(_ why: DueMatter.Why, _ due: Day, _ words: String) {
            guard due <= day else { return }
            let late = day.number - due.number
            let ago = late == 0 ? "today" : "\(late.counted("day")) ago"
            matters.append(
                DueMatter(
                    item: reference, title: record.title, marking: marking, strategy: record.strategy,
                    actions: record.actions, owner: record.owner, why: why, day: due,
                    sentence: "\(words) \(due.printed), \(ago)"))
        }
        switch record.details {
        case .pilot(let details):
            if details.evaluationDue < day {
                add(.evaluationOverdue, details.evaluationDue, "Evaluation overdue: it was due on")
            } else {
                add(.evaluationDue, details.evaluationDue, "Evaluation due on")
            }
            add(.pilotEnded, details.ends, "The pilot ended on")
        case .evidenceGap(let details): add(.gapDue, details.due, "Answer due on")
        case .risk, .issue: break
        }
        if let review = record.review { add(.reviewDue, review, "Review due on") }
        return matters
    }

    /// The next day anything of it falls due; nil for a closed one.
    public var nextDue: Day? {
        guard isOpen else { return nil }
        var days = [record.review].compactMap(\.self)
        switch record.details {
        case .pilot(let details): days += [details.ends, details.evaluationDue]
        case .evidenceGap(let details): days.append(details.due)
        case .risk, .issue: break
        }
        return days.min()
    }
}

extension Sequence<RegisterItem> {
    /// Everything due on a day, exceptions first, then by the day it fell due and by number.
    public func due(on day: Day) -> [DueMatter] {
        flatMap { $0.due(on: day) }.sorted { one, other in
            if one.isException != other.isException { return one.isException }
            return (one.day, one.item.id) < (other.day, other.item.id)
        }
    }
}
