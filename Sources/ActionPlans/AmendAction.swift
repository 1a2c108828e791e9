import Partnership
public import Vocabulary

/// New wording for one action of the plan: what is to be done, by when, by whom, with its reason.
public struct AmendAction: Hashable, Sendable {
    public var action: ActionID
    public var wording: TypedWording
    public var reason: String
    /// The member has looked at what may name or describe a person, and says it may stay.
    public var isScreeningConfirmed: Bool

    public init(action: ActionID, wording: TypedWording, reason: String, isScreeningConfirmed: Bool = false) {
        self.action = action
        self.wording = wording
        self.reason = reason
        self.isScreeningConfirmed = isScreeningConfirmed
    }
}

/// Why an action cannot be amended.
public enum AmendActionRefusal: Refusal {
    case unknownAction
    case withdrawn
    case nothingChanged
    case fault(ActionFault)
    case unknownLevel
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownAction: .unknownAction
        case .withdrawn: .withdrawn
        case .nothingChanged:
            RefusalWords(
                "nothing-changed", field: "text",
                "Change at least one field: everything reads as it stands in the plan.")
        case .fault(let fault): fault.formWords
        case .unknownLevel: .unknownLevel
        case .reason(let fault): fault.words("reason", "the reason for the amendment")
        }
    }
}

/// What an amendment would make of an action: shown before it is entered.
public struct Amendment: Hashable, Sendable {
    public let wording: ActionWording
    public let position: Int
    /// One for each commitment as it would stand, with what it keeps.
    public let promises: [Promise]
    /// Numbers, among the present ones, of the commitments that would be gone.
    public let dropped: [Int]
    /// Numbers, among the new ones, of the commitments that would begin afresh.
    public let fresh: [Int]
    public let changes: [ActionChange]
}

extension AmendAction {
    /// What it would make of the action; nil where the plan has none.
    public func amendment(in plan: Plan, on day: Day) -> Amendment? {
        guard let action = plan.action(action) else { return nil }
        let wording = wording.wording(year: plan.strategy.year, standing: action.wording)
        let promises = Promise.carriedOver(from: action.promises, to: wording.timescale.commitments, on: day)
        var waiting = action.promises
        var fresh: [Int] = []
        for promise in promises {
            if let kept = waiting.firstIndex(where: { $0.commitment == promise.commitment }) {
                waiting.remove(at: kept)
            } else {
                fresh.append(promise.number)
            }
        }
        let hasMoved = wording.path != action.wording.path
        return Amendment(
            wording: wording, position: hasMoved ? plan.endPosition(of: wording.path) : action.position,
            promises: promises, dropped: waiting.map(\.number), fresh: fresh,
            changes: ActionChange.between(action.wording, wording))
    }

    /// Whether the facts allow it; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<AmendActionRefusal>> {
        guard let action = plan.action(action), let amendment = amendment(in: plan, on: day) else {
            return .failure(Refusals(.unknownAction))
        }
        guard action.retired == nil else { return .failure(Refusals(.withdrawn)) }
        var refusals = ActionFault.all(in: amendment.wording).map(AmendActionRefusal.fault)
        if !plan.hasLevel(amendment.wording.path) { refusals.append(.unknownLevel) }
        if amendment.wording == action.wording { refusals.append(.nothingChanged) }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals,
            .actionAmended(
                ActionAmended(
                    action: action.id, on: day, position: amendment.position, wording: amendment.wording,
                    reason: reason.text)))
    }
}

extension ActionChange {
    /// Every field of a wording that differs, old and new side by side.
    public static func between(_ old: ActionWording, _ new: ActionWording) -> [ActionChange] {
        ActionComparison.wordingChanges(old, new)
    }
}
