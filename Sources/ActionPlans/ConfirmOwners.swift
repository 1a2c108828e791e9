public import Partnership
public import Vocabulary

/// Who is asked for updates on which action, and who else may update: proposed at import, confirmed by a coordinator.
public struct ConfirmOwners: Hashable, Sendable {
    public var assignments: [OwnersConfirmed.Assignment]

    public init(assignments: [OwnersConfirmed.Assignment]) {
        self.assignments = assignments
    }
}

/// Why update owners cannot be confirmed.
public enum ConfirmOwnersRefusal: Refusal {
    case nothingChosen
    case unknownAction(ActionID)
    case namedTwice(ActionID)
    case withdrawn(ActionID)
    case unknownMember(ActionID)
    case hasLeft(ActionID, MemberID)
    /// The member could not report: they hold neither the lead's nor the contributor's role.
    case cannotReport(ActionID, MemberID)

    public var words: RefusalWords {
        switch self {
        case .nothingChosen:
            RefusalWords("nothing-chosen", field: "assignments", "Choose at least one action and its update owner.")
        case .unknownAction(let id):
            RefusalWords(
                "unknown-action", field: "assignments",
                "Leave out \(id.reference); this plan has no action with that reference.")
        case .namedTwice(let id):
            RefusalWords("named-twice", field: "assignments", "Name \(id.reference) once; it was named twice.")
        case .withdrawn(let id):
            RefusalWords("withdrawn", field: "assignments", "Leave out \(id.reference); it was withdrawn.")
        case .unknownMember(let id):
            RefusalWords(
                "unknown-member", field: "assignments",
                "Choose members of the partnership for \(id.reference); one of those chosen is not a member.")
        case .hasLeft(let id, _):
            RefusalWords(
                "has-left", field: "assignments",
                "Choose somebody else for \(id.reference); one of those chosen has left the partnership.")
        case .cannotReport(let id, _):
            RefusalWords(
                "cannot-report", field: "assignments",
                "Choose leads or contributors for \(id.reference), or ask an administrator to give the member that role."
            )
        }
    }
}

extension ConfirmOwners {
    /// Whether the facts allow all assignments; none is taken while one is refused.
    ///
    /// - Parameter members: everybody who is or was a member.
    public func decide(in plan: Plan, members: [Member]) -> Result<PlanEntry, Refusals<ConfirmOwnersRefusal>> {
        let actions = Dictionary(plan.actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var refusals: [ConfirmOwnersRefusal] = assignments.isEmpty ? [.nothingChosen] : []
        var seen: Set<ActionID> = []
        for assignment in assignments {
            let id = assignment.action
            guard let action = actions[id] else {
                refusals.append(.unknownAction(id))
                continue
            }
            if !seen.insert(id).inserted { refusals.append(.namedTwice(id)) }
            if action.retired != nil { refusals.append(.withdrawn(id)) }
            for member in Set(assignment.contributing + [assignment.updateOwner].compactMap(\.self)).sorted() {
                if let refusal = Self.refusal(known[member], for: id) { refusals.append(refusal) }
            }
        }
        return .decided(
            refusals,
            .ownersConfirmed(
                OwnersConfirmed(strategy: plan.strategy.id, assignments: assignments.map(Self.tidied))))
    }

    private static func refusal(_ member: Member?, for action: ActionID) -> ConfirmOwnersRefusal? {
        guard let member else { return .unknownMember(action) }
        guard member.isActive else { return .hasLeft(action, member.id) }
        return member.canReport ? nil : .cannotReport(action, member.id)
    }

    /// Each contributor once, in order, and never the owner.
    static func tidied(_ assignment: OwnersConfirmed.Assignment) -> OwnersConfirmed.Assignment {
        OwnersConfirmed.Assignment(
            action: assignment.action, updateOwner: assignment.updateOwner,
            contributing: Set(assignment.contributing).filter { $0 != assignment.updateOwner }.sorted())
    }
}

extension Member {
    /// Whether this member could be an action's update owner: asked of the same table as the report itself.
    public var canReport: Bool { Policy.may(.reportProgress, self, toward: Relation(.owner)).isAllowed }
}
