public import Partnership
public import Vocabulary

/// A member's work passes to another: the work belongs to the post, and the post has a new holder.
///
/// All open actions the member owns or contributes to go over, in every plan. What is done or withdrawn keeps the name
/// it was done under.
public struct HandOverPost: Hashable, Sendable {
    public var from: MemberID
    public var to: MemberID
    public var reason: String

    public init(from: MemberID, to: MemberID, reason: String) {
        self.from = from
        self.to = to
        self.reason = reason
    }
}

/// Why a post cannot be handed over.
public enum HandOverPostRefusal: Refusal {
    case unknownMember
    case unknownSuccessor
    case toThemselves
    case successorHasLeft
    case successorCannotReport
    /// Asked of the two members, never of the actions: what there is above somebody's clearance stays unsaid.
    case successorClearedLower
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownMember:
            RefusalWords("unknown-member", field: "member", "Choose a member whose post is to be handed over.")
        case .unknownSuccessor:
            RefusalWords("unknown-successor", field: "to", "Choose the member who takes the work over.")
        case .toThemselves:
            RefusalWords("to-themselves", field: "to", "Choose somebody else; a post is handed to another member.")
        case .successorHasLeft:
            RefusalWords("has-left", field: "to", "Choose somebody else; this member has left the partnership.")
        case .successorCannotReport:
            RefusalWords(
                "cannot-report", field: "to",
                "Choose a lead or a contributor, or ask an administrator to give this member one of those roles.")
        case .successorClearedLower:
            RefusalWords(
                "cleared-lower", field: "to",
                "Choose somebody cleared as high as the present holder, or ask an administrator to change a clearance.")
        case .reason(let fault): fault.words("reason", "the reason for handing over")
        }
    }
}

extension HandOverPost {
    /// Whether the facts allow it; what passes on is found here and kept with the entry.
    ///
    /// - Parameter plans: every plan, whole: also what the one who hands over may not see.
    public func decide(
        in plans: [Plan], members: [Member], on day: Day
    ) -> Result<PlanEntry, Refusals<HandOverPostRefusal>> {
        guard let holder = members.first(where: { $0.id == from }) else {
            return .failure(Refusals(.unknownMember))
        }
        var refusals: [HandOverPostRefusal] = []
        if to == from {
            refusals.append(.toThemselves)
        } else if let successor = members.first(where: { $0.id == to }) {
            if !successor.isActive {
                refusals.append(.successorHasLeft)
            } else {
                if !successor.canReport { refusals.append(.successorCannotReport) }
                if successor.clearance < holder.clearance { refusals.append(.successorClearedLower) }
            }
        } else {
            refusals.append(.unknownSuccessor)
        }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        let work = plans.map { $0.openWork(of: from, on: day) }
        return .decided(
            refusals,
            .postHandedOver(
                HandedOver(
                    from: from, to: to, on: day, reason: reason.text,
                    owned: work.flatMap(\.owned).map(\.id).sorted(),
                    contributing: work.flatMap(\.contributing).map(\.id).sorted())))
    }
}

/// What a member has to do in a plan.
public struct OpenWork: Hashable, Sendable {
    public var owned: [Action]
    /// Actions they contribute to and do not own.
    public var contributing: [Action]

    public init(owned: [Action] = [], contributing: [Action] = []) {
        self.owned = owned
        self.contributing = contributing
    }

    public var isEmpty: Bool { owned.isEmpty && contributing.isEmpty }
}

extension Plan {
    /// The actions of a member that are neither completed nor withdrawn on a day, in the plan's order.
    public func openWork(of member: MemberID, on day: Day) -> OpenWork {
        let tied = actions.filter { $0.updateOwner == member || $0.contributing.contains(member) }
        guard !tied.isEmpty else { return OpenWork() }
        let context = StandingContext(self, on: day)
        let open = tied.filter { action in
            let status = ActionStanding.of(action, on: day, context).status
            return status != .withdrawn && status != .completed
        }
        return OpenWork(
            owned: open.filter { $0.updateOwner == member }, contributing: open.filter { $0.updateOwner != member })
    }
}

extension HandedOver {
    /// Who is asked about an action, and who contributes, once the post is in other hands. The owner never contributes.
    public func people(
        of action: ActionID, owner: MemberID?, contributing: Set<MemberID>
    ) -> (owner: MemberID?, contributing: Set<MemberID>) {
        let isOwned = owned.contains(action)
        let owner = isOwned ? to : owner
        var others = contributing
        others.remove(from)
        if isOwned { others.remove(to) } else if owner != to { others.insert(to) }
        return (owner, others)
    }
}
