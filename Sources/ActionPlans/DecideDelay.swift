public import Partnership
public import Vocabulary

/// A coordinator's or approver's answer to a request for a later day. Nobody decides their own request.
public struct DecideDelay: Hashable, Sendable {
    public var action: ActionID
    public var promise: Int
    public var agrees: Bool
    /// Required where the delay is refused.
    public var note: String?

    public init(action: ActionID, promise: Int, agrees: Bool, note: String? = nil) {
        self.action = action
        self.promise = promise
        self.agrees = agrees
        self.note = note
    }
}

/// Why a delay cannot be decided.
public enum DecideDelayRefusal: Refusal {
    case unknownAction
    case withdrawn
    case unknownPromise(Int)
    case nothingAsked
    case ownRequest
    case alreadyCompleted(on: Day)
    /// The day asked for has gone by: agreeing would leave it overdue.
    case dayHasPassed(Day)
    case note(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownAction: .unknownAction
        case .withdrawn: .withdrawn
        case .unknownPromise(let number): .unknownPromise(number)
        case .nothingAsked:
            RefusalWords(
                "nothing-asked", field: "commitment",
                "Nobody has asked for a delay of this commitment, or it has been decided already. Look at its history.")
        case .ownRequest:
            RefusalWords(
                "own-request", field: nil,
                "Nobody decides their own request. Ask another coordinator or approver to decide it.")
        case .alreadyCompleted(let day):
            RefusalWords(
                "already-completed", field: "commitment",
                "Refuse the request, with a note: this commitment was completed on \(day.printed).")
        case .dayHasPassed(let day):
            RefusalWords(
                "day-has-passed", field: "agrees",
                "Refuse the request and have a later day asked for: \(day.printed) has passed.")
        case .note(.missing):
            RefusalWords("note-missing", field: "note", "Enter why the delay is refused.")
        case .note(let fault): fault.words("note", "the note")
        }
    }
}

extension DecideDelay {
    /// Whether the facts allow the answer; with every problem at once.
    public func decide(
        in plan: Plan, by member: Member, on day: Day
    ) -> Result<PlanEntry, Refusals<DecideDelayRefusal>> {
        guard let action = plan.action(action) else { return .failure(Refusals(.unknownAction)) }
        guard action.retired == nil else { return .failure(Refusals(.withdrawn)) }
        guard let promise = action.promise(promise) else { return .failure(Refusals(.unknownPromise(promise))) }
        guard let request = promise.request else { return .failure(Refusals(.nothingAsked)) }
        var refusals: [DecideDelayRefusal] = []
        if request.by == member.id { refusals.append(.ownRequest) }
        if agrees {
            if let completion = promise.completed { refusals.append(.alreadyCompleted(on: completion.recordedOn)) }
            if request.newDay < day { refusals.append(.dayHasPassed(request.newDay)) }
        }
        let note = TypedText(note ?? "", upTo: TextLimit.reason, required: !agrees)
        if let fault = note.fault { refusals.append(.note(fault)) }
        let counted = CountedDue(promise, on: day, StandingContext(plan, on: day))
        let decided = DelayDecided(
            action: action.id, promise: promise.number, newDay: request.newDay, replaces: counted.due, on: day,
            note: note.isEmpty ? nil : note.text)
        return .decided(refusals, agrees ? .delayAgreed(decided) : .delayRefused(decided))
    }
}
