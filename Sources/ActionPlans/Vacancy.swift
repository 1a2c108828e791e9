public import Vocabulary

/// Why nobody is asked about an action.
public enum Vacancy: Hashable, Sendable {
    /// It has no update owner: "TBA", an unfilled post.
    case noOwner
    /// Its update owner has left; the work stays with the post, which has no holder.
    case ownerHasLeft(MemberID)

    public var sentence: String {
        switch self {
        case .noOwner: "No update owner: nobody is asked for updates"
        case .ownerHasLeft: "Its update owner has left: the post is vacant and nobody is asked for updates"
        }
    }
}

extension Action {
    /// Why nobody is asked about it; nil while somebody is.
    ///
    /// - Parameter working: who works in the partnership (`[Member].working`); nil counts every owner as working.
    public func vacancy(among working: Set<MemberID>?) -> Vacancy? {
        guard let updateOwner else { return .noOwner }
        guard let working, !working.contains(updateOwner) else { return nil }
        return .ownerHasLeft(updateOwner)
    }

    /// Whether nobody is asked about it.
    public func isVacant(among working: Set<MemberID>?) -> Bool { vacancy(among: working) != nil }
}
