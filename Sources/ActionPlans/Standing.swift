public import Vocabulary

/// What one commitment is on a day, with the facts behind its colour.
///
/// A pure function of the picture at the day and the day itself: nobody types a colour and nobody overrides one. A
/// wrong one is mended by an entry that corrects a fact. Earlier days are judged on the picture of that earlier
/// day, so a delay agreed later never turns them.
public struct Standing: Hashable, Sendable {
    public let promise: Promise
    public let status: Status
    /// The due day that counts: the latest new day agreed, or the stated one; nil where there is none.
    public let due: Day?
    /// The due day as the plan states it; for a repeated commitment that of the occurrence that counts.
    public let stated: Day?
    /// The next occurrence of a repeated commitment after the one that counts.
    public let next: Day?
    /// The completion that makes it green.
    public let completion: Completion?
    public let day: Day
    /// The round that found it silent, or that its late update answers.
    public let round: Round?
    /// The answer of the settle list, where it is about the due day that counts: a later occurrence of a repeated
    /// commitment has nothing to do with it.
    public let settled: SettleAnswer?

    public var slips: Int { promise.slips }
    public var colour: Colour? { status.colour }

    /// Days between the due day that counts and the completion; nil where it was in time, has no due day, or was
    /// settled after the import, when nobody recorded the day.
    public var daysLate: Int? {
        guard let completion, let due, settled != .done, completion.recordedOn > due else { return nil }
        return completion.recordedOn.number - due.number
    }

    /// The rules, in order; the first that matches decides.
    ///
    /// - Parameters:
    ///   - action: as it stood at the end of `day`.
    ///   - context: what the plan as a whole says on that day; made once a picture.
    public static func of(
        _ promise: Promise, in action: Action, on day: Day, _ context: StandingContext
    ) -> Standing {
        let counted = CountedDue(promise, on: day, context)
        let status = status(of: promise, in: action, on: day, counted, context)
        return Standing(
            promise: promise, status: status, due: counted.due, stated: counted.stated, next: counted.next,
            completion: status == .completed ? counted.completion : nil, day: day,
            round: status == .silent || (status == .underWay && context.answeredLate(action))
                ? context.lastClosed : nil,
            settled: counted.isSettled(promise, enteredOn: promise.enteredOn ?? action.enteredOn)
                ? promise.settled : nil)
    }

    private static func status(
        of promise: Promise, in action: Action, on day: Day, _ counted: CountedDue, _ context: StandingContext
    ) -> Status {
        if action.retired != nil || promise.settled == .withdrawn { return .withdrawn }
        if let completion = counted.completion, completion.recordedOn <= day { return .completed }
        if let opens = promise.commitment.opens, opens > day { return .notYetOpen }
        if promise.isUnsettled(counted.stated, enteredOn: promise.enteredOn ?? action.enteredOn) {
            return .notYetConfirmed
        }
        if let due = counted.due, due < day { return .overdue }
        if context.isSilent(action) { return .silent }
        return .underWay
    }
}

extension Promise {
    /// Whether it belongs on the settle list: past when it entered the plan, or printed as a past fact, with no
    /// answer yet. A delay agreed in the ordinary way is an answer too.
    func isUnsettled(_ stated: Day?, enteredOn: Day) -> Bool {
        guard settled == nil, agreedDay == nil else { return false }
        return commitment.past || stated.map { $0 < enteredOn } == true
    }
}

/// What the colour of a commitment needs to know of the plan around it. Made once for a picture.
public struct StandingContext: Sendable {
    public let year: PlanYear
    public let imported: Day
    /// The last round that had closed before the day.
    public let lastClosed: Round?
    private let owed: Set<ActionID>
    /// Who had answered when it closed; nil where the plan at its close is not at hand.
    private let answeredInTime: Set<ActionID>?

    /// - Parameter atClose: the plan as it stood when the last round closed; needed only to tell late answers.
    public init(_ plan: Plan, on day: Day, atClose: Plan? = nil) {
        year = plan.strategy.year
        imported = plan.strategy.imported
        lastClosed = plan.lastClosedRound(on: day)
        owed = lastClosed.flatMap { plan.owed[$0.id] } ?? []
        if let round = lastClosed, let atClose {
            answeredInTime = Set(atClose.actions.filter { Self.reported($0, since: round.opens) }.map(\.id))
        } else {
            answeredInTime = nil
        }
    }

    /// It owed an update in the last closed round, gave none, and none has been recorded since.
    func isSilent(_ action: Action) -> Bool {
        guard let lastClosed, owed.contains(action.id) else { return false }
        return !Self.reported(action, since: lastClosed.opens)
    }

    /// It owed an update in the last closed round and gave it only after the round had closed.
    func answeredLate(_ action: Action) -> Bool {
        guard let lastClosed, let answeredInTime, owed.contains(action.id) else { return false }
        return !answeredInTime.contains(action.id) && Self.reported(action, since: lastClosed.opens)
    }

    private static func reported(_ action: Action, since day: Day) -> Bool {
        action.lastReport.map { $0.day >= day } ?? false
    }
}

/// The due day that counts on a day, and the completion that belongs to it.
///
/// For a repeated commitment each occurrence counts: the latest due by the day or, if none is due yet, the next.
struct CountedDue {
    let stated: Day?
    let due: Day?
    let next: Day?
    let completion: Completion?

    init(_ promise: Promise, on day: Day, _ context: StandingContext) {
        let commitment = promise.commitment
        guard commitment.repeats != nil,
            let calendar = OccurrenceCalendar(commitment, year: context.year, imported: context.imported)
        else {
            stated = commitment.due
            due = promise.agreedDay ?? commitment.due
            next = nil
            completion = promise.completed
            return
        }
        stated = calendar.latestDue(onOrBefore: day) ?? calendar.nextDue(after: day)
        next = stated.flatMap { calendar.nextDue(after: $0) }
        if let agreed = promise.agreedDay, CountedDue.applies(agreed, to: stated, before: next) {
            due = agreed
        } else {
            due = stated
        }
        completion = promise.completed ?? stated.flatMap { promise.occurrences[$0] }
    }

    /// Whether the settle list's answer is about the due day that counts.
    func isSettled(_ promise: Promise, enteredOn: Day) -> Bool {
        promise.commitment.repeats == nil || stated.map { $0 < enteredOn } == true
    }

    /// An agreed day moves the occurrence it follows, and never reaches the next one.
    private static func applies(_ agreed: Day, to stated: Day?, before next: Day?) -> Bool {
        guard let stated else { return true }
        return agreed > stated && next.map { agreed < $0 } ?? true
    }
}
