public import Vocabulary

/// A member's post, agency, address, roles or clearance change; a member who had left comes back.
public struct ChangeMember: Hashable, Sendable {
    public var member: MemberID
    public var details: MemberDetails

    public init(member: MemberID, details: MemberDetails) {
        self.member = member
        self.details = details
    }
}

/// Why a member cannot be changed so.
public enum ChangeMemberRefusal: Refusal {
    case unknownMember
    case details(MemberFault)
    /// Nobody changes their own rights.
    case ownRights
    case lastAdministrator
    case nothingChanged

    public var words: RefusalWords {
        switch self {
        case .unknownMember:
            RefusalWords("unknown-member", field: "member", "Choose a member of the partnership.")
        case .details(let fault): fault.words
        case .ownRights:
            RefusalWords(
                "own-rights", field: "roles",
                "Nobody changes their own roles or clearance. Ask another administrator to change yours.")
        case .lastAdministrator:
            RefusalWords(
                "last-administrator", field: "roles",
                "Make another member an administrator first; this is the last one.")
        case .nothingChanged:
            RefusalWords("nothing-changed", field: nil, "Change something first; every detail is as it was.")
        }
    }
}

extension ChangeMember {
    /// - Parameters:
    ///   - author: who makes the change.
    ///   - members: everybody who is or was a member.
    public func decide(
        by author: Member, agencies: [Agency], members: [Member]
    ) -> Result<PartnershipEntry, Refusals<ChangeMemberRefusal>> {
        guard let present = members.first(where: { $0.id == member }) else {
            return .failure(Refusals(.unknownMember))
        }
        let (details, faults) = details.checked(agencies, members, except: member)
        var refusals = faults.map(ChangeMemberRefusal.details)
        let changed = Member(member, details)
        if author.id == member, changed.roles != present.roles || changed.clearance != present.clearance {
            refusals.append(.ownRights)
        }
        if members.isLastAdministrator(member), !changed.roles.contains(.administrator) {
            refusals.append(.lastAdministrator)
        }
        if changed == present { refusals.append(.nothingChanged) }
        return .decided(refusals, .memberChanged(changed))
    }
}
