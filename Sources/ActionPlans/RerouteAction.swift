public import Partnership
public import Vocabulary

/// A lead passes an action they own on to another member: the work belongs to a post, and posts change.
public struct RerouteAction: Hashable, Sendable {
    public var action: ActionID
    public var to: MemberID

    public init(action: ActionID, to: MemberID) {
        self.action = action
        self.to = to
    }
}

/// Why an action cannot be passed on.
public enum RerouteActionRefusal: Refusal {
    case unknownAction
    case withdrawn
    case unknownMember
    case hasLeft
    case cannotReport
    case isOwnerAlready

    public var words: RefusalWords {
        switch self {
        case .unknownAction: .unknownAction
        case .withdrawn: .withdrawn
        case .unknownMember:
            RefusalWords("unknown-member", field: "to", "Choose a member of the partnership.")
        case .hasLeft:
            RefusalWords("has-left", field: "to", "Choose somebody else; this member has left the partnership.")
        case .cannotReport:
            RefusalWords("cannot-report", field: "to", "Choose a lead or a contributor; this member cannot report.")
        case .isOwnerAlready:
            RefusalWords("is-owner-already", field: "to", "Choose another member; this one owns the action already.")
        }
    }
}

extension RerouteAction {
    /// Whether the facts allow it. The former owner goes on as a contributor only if they were one.
    public func decide(in plan: Plan, members: [Member]) -> Result<PlanEntry, Refusals<RerouteActionRefusal>> {
        guard let action = plan.action(action) else { return .failure(Refusals(.unknownAction)) }
        var refusals: [RerouteActionRefusal] = []
        if action.retired != nil { refusals.append(.withdrawn) }
        if let member = members.first(where: { $0.id == to }) {
            if !member.isActive {
                refusals.append(.hasLeft)
            } else if !member.canReport {
                refusals.append(.cannotReport)
            } else if action.updateOwner == to {
                refusals.append(.isOwnerAlready)
            }
        } else {
            refusals.append(.unknownMember)
        }
        let assignment = OwnersConfirmed.Assignment(
            action: action.id, updateOwner: to, contributing: Array(action.contributing))
        return .decided(
            refusals,
            .ownersConfirmed(
                OwnersConfirmed(strategy: plan.strategy.id, assignments: [ConfirmOwners.tidied(assignment)])))
    }
}
