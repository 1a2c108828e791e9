public import Vocabulary

/// A person joins the partnership, with a post in an agency and the roles they need.
public struct JoinMember: Hashable, Sendable {
    public var details: MemberDetails

    public init(_ details: MemberDetails) { self.details = details }
}

/// Why a member cannot join.
public enum JoinMemberRefusal: Refusal {
    case details(MemberFault)
    /// The first member must be able to let others in.
    case firstMustBeAdministrator

    public var words: RefusalWords {
        switch self {
        case .details(let fault): fault.words
        case .firstMustBeAdministrator:
            RefusalWords(
                "first-must-be-administrator", field: "roles",
                "Give the first member the role of administrator, so that they can let others in.")
        }
    }
}

extension JoinMember {
    /// - Parameters:
    ///   - members: everybody who is or was a member.
    ///   - number: the number the member will bear.
    public func decide(
        agencies: [Agency], members: [Member], number: MemberID
    ) -> Result<PartnershipEntry, Refusals<JoinMemberRefusal>> {
        let (details, faults) = details.checked(agencies, members)
        var refusals = faults.map(JoinMemberRefusal.details)
        let hasAdministrator = members.contains { $0.isActive && $0.roles.contains(.administrator) }
        if !hasAdministrator, !details.roles.contains(.administrator) { refusals.append(.firstMustBeAdministrator) }
        return .decided(refusals, .memberJoined(Member(number, details)))
    }
}

extension Member {
    init(_ id: MemberID, _ details: MemberDetails) {
        self.init(
            id: id, name: details.name, post: details.post, agency: details.agency, email: details.email,
            roles: details.roles, clearance: details.clearance, deputy: details.deputy)
    }
}
