public import Vocabulary

/// A coordinator's or approver's decision that an action leaves the plan, with a reason and, where it was replaced,
/// its successor. It leaves the counts and stays in print.
public struct WithdrawAction: Hashable, Sendable {
    public var action: ActionID
    public var reason: String
    public var successor: ActionID?

    public init(action: ActionID, reason: String, successor: ActionID? = nil) {
        self.action = action
        self.reason = reason
        self.successor = successor
    }
}

/// Why an action cannot be withdrawn.
public enum WithdrawActionRefusal: Refusal {
    case unknownAction
    case alreadyWithdrawn(on: Day)
    case reason(TypedText.Fault)
    case unknownSuccessor(ActionID)
    case successorIsItself
    case successorWithdrawn(ActionID)

    public var words: RefusalWords {
        switch self {
        case .unknownAction: .unknownAction
        case .alreadyWithdrawn(let day):
            RefusalWords(
                "already-withdrawn", field: "action", "This action was withdrawn on \(day.printed) already.")
        case .reason(let fault): fault.words("reason", "the reason for withdrawing it")
        case .unknownSuccessor(let id):
            RefusalWords(
                "unknown-successor", field: "successor",
                "Choose a successor from this plan; it has no action \(id.reference).")
        case .successorIsItself:
            RefusalWords(
                "successor-is-itself", field: "successor", "Choose another action; an action cannot replace itself.")
        case .successorWithdrawn(let id):
            RefusalWords(
                "successor-withdrawn", field: "successor",
                "Choose an action that is still in the plan; \(id.reference) was withdrawn.")
        }
    }
}

extension WithdrawAction {
    /// Whether the facts allow it; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<WithdrawActionRefusal>> {
        guard let action = plan.action(action) else { return .failure(Refusals(.unknownAction)) }
        if let retired = action.retired { return .failure(Refusals(.alreadyWithdrawn(on: retired.on))) }
        var refusals: [WithdrawActionRefusal] = []
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        if let successor {
            if successor == action.id {
                refusals.append(.successorIsItself)
            } else if let found = plan.action(successor) {
                if found.retired != nil { refusals.append(.successorWithdrawn(successor)) }
            } else {
                refusals.append(.unknownSuccessor(successor))
            }
        }
        return .decided(
            refusals,
            .actionWithdrawn(
                ActionWithdrawn(action: action.id, on: day, reason: reason.text, successor: successor)))
    }
}
