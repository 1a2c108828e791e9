public import Partnership
public import Vocabulary

/// Who the members are, for reports that name the owners of work: staff by name and post, nobody else.
public struct StaffNames: Sendable {
    private let members: [MemberID: Member]

    public init(_ members: [Member]) {
        self.members = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Name and post: "..., Treatment Commissioner"; once where a member is entered by their post. Those who have left keep their name in the history.
    public func name(_ id: MemberID) -> String {
        guard let member = members[id] else { return "a former member" }
        return member.name == member.post ? member.post : "\(member.name), \(member.post)"
    }

    /// The post alone: what minutes and lists of groups say.
    public func post(_ id: MemberID) -> String { members[id]?.post ?? "a former member" }

    /// As `name`; "vacant" where nobody is asked.
    public func owner(_ id: MemberID?) -> String { id.map(name) ?? "vacant" }

    /// As `owner`, and says so where the update owner has left: the post waits for somebody.
    public func ownerNow(_ id: MemberID?) -> String {
        guard let id else { return owner(nil) }
        return hasLeft(id) ? "\(name(id)) (left; post vacant)" : name(id)
    }

    /// Whether somebody who was a member is none any more.
    public func hasLeft(_ id: MemberID) -> Bool { members[id].map { !$0.isActive } ?? false }

    /// Who works here. Nil where no members are known, so that nobody counts as having left.
    public var working: Set<MemberID>? { members.isEmpty ? nil : Array(members.values).working }

    /// Whoever made an entry.
    public func author(_ author: Author) -> String { author.member.map(name) ?? "Cornerstone" }
}
