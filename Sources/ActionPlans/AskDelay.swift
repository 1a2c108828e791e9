public import Partnership
public import Vocabulary

/// A request for a later due day of one commitment, to be decided by somebody else.
public struct AskDelay: Hashable, Sendable {
    public var action: ActionID
    public var promise: Int
    public var newDay: Day
    public var reason: String

    public init(action: ActionID, promise: Int, newDay: Day, reason: String) {
        self.action = action
        self.promise = promise
        self.newDay = newDay
        self.reason = reason
    }
}

/// Why a delay cannot be asked for.
public enum AskDelayRefusal: Refusal {
    case unknownAction
    case withdrawn
    case unknownPromise(Int)
    case alreadyCompleted(on: Day)
    /// There is no due day to move.
    case noDueDay
    case notLaterThanDue(Day)
    case notLaterThanToday(Day)
    /// The next occurrence of a repeated commitment falls due by then.
    case reachesNextOccurrence(Day)
    case tooFar(limit: Day)
    case alreadyAsked(newDay: Day)
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownAction: .unknownAction
        case .withdrawn: .withdrawn
        case .unknownPromise(let number): .unknownPromise(number)
        case .alreadyCompleted(let day):
            RefusalWords(
                "already-completed", field: "commitment",
                "Choose a commitment that is not completed; this one was completed on \(day.printed).")
        case .noDueDay:
            RefusalWords(
                "no-due-day", field: "commitment",
                "This commitment has no due day to move. Report progress, or ask a coordinator to amend the plan.")
        case .notLaterThanDue(let due):
            RefusalWords(
                "not-later-than-due", field: "new-day", "Enter a day after \(due.printed), when it is due now.")
        case .notLaterThanToday(let today):
            RefusalWords("not-later-than-today", field: "new-day", "Enter a day after today, \(today.printed).")
        case .reachesNextOccurrence(let next):
            RefusalWords(
                "reaches-next-occurrence", field: "new-day",
                "Enter a day before \(next.printed), when it falls due again, or ask a coordinator to amend the plan.")
        case .tooFar(let limit):
            RefusalWords("too-far", field: "new-day", "Enter a day up to \(limit.printed).")
        case .alreadyAsked(let day):
            RefusalWords(
                "already-asked", field: "commitment",
                "A delay to \(day.printed) is asked for already. Wait until a coordinator or approver has decided it.")
        case .reason(let fault): fault.words("reason", "the reason for the delay")
        }
    }
}

extension AskDelay {
    /// How far ahead a new day may lie.
    static let years = 10

    /// Whether the facts allow the request; with every problem at once.
    public func decide(in plan: Plan, by member: Member, on day: Day) -> Result<PlanEntry, Refusals<AskDelayRefusal>> {
        guard let action = plan.action(action) else { return .failure(Refusals(.unknownAction)) }
        guard action.retired == nil else { return .failure(Refusals(.withdrawn)) }
        guard let promise = action.promise(promise) else { return .failure(Refusals(.unknownPromise(promise))) }
        guard promise.settled != .withdrawn else { return .failure(Refusals(.withdrawn)) }
        let counted = CountedDue(promise, on: day, StandingContext(plan, on: day))
        var refusals: [AskDelayRefusal] = []
        if let completion = counted.completion { refusals.append(.alreadyCompleted(on: completion.recordedOn)) }
        if let request = promise.request { refusals.append(.alreadyAsked(newDay: request.newDay)) }
        if let due = counted.due {
            if newDay <= due {
                refusals.append(.notLaterThanDue(due))
            } else if newDay <= day {
                refusals.append(.notLaterThanToday(day))
            } else if let next = counted.next, newDay >= next {
                refusals.append(.reachesNextOccurrence(next))
            } else if newDay > day.adding(months: Self.years * 12) {
                refusals.append(.tooFar(limit: day.adding(months: Self.years * 12)))
            }
        } else {
            refusals.append(.noDueDay)
        }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals,
            .delayAsked(
                DelayAsked(
                    action: action.id, promise: promise.number, newDay: newDay, on: day, reason: reason.text,
                    by: member.id)))
    }
}
