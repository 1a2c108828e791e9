public import Vocabulary

/// A member leaves: they can no longer sign in, and the history keeps their name. Their work stays with the post.
public struct MemberLeaves: Hashable, Sendable {
    public var member: MemberID

    public init(member: MemberID) { self.member = member }
}

/// Why a member cannot leave.
public enum MemberLeavesRefusal: Refusal {
    case unknownMember
    case hasLeftAlready
    case lastAdministrator
    /// Leaving would change one's own rights.
    case isAuthor

    public var words: RefusalWords {
        switch self {
        case .unknownMember:
            RefusalWords("unknown-member", field: "member", "Choose a member of the partnership.")
        case .hasLeftAlready:
            RefusalWords("has-left-already", field: "member", "This member has left already.")
        case .lastAdministrator:
            RefusalWords(
                "last-administrator", field: "member",
                "Make another member an administrator first; this is the last one.")
        case .isAuthor:
            RefusalWords(
                "own-rights", field: "member",
                "Nobody changes their own rights. Ask another administrator to record that you leave.")
        }
    }
}

extension MemberLeaves {
    /// - Parameters:
    ///   - author: who records it.
    ///   - members: everybody who is or was a member.
    public func decide(
        by author: Member, members: [Member]
    ) -> Result<PartnershipEntry, Refusals<MemberLeavesRefusal>> {
        guard let present = members.first(where: { $0.id == member }) else {
            return .failure(Refusals(.unknownMember))
        }
        guard present.isActive else { return .failure(Refusals(.hasLeftAlready)) }
        var refusals: [MemberLeavesRefusal] = []
        if members.isLastAdministrator(member) { refusals.append(.lastAdministrator) }
        if author.id == member { refusals.append(.isAuthor) }
        return .decided(refusals, .memberLeft(member))
    }
}
