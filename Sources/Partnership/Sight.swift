public import Vocabulary

/// What a member may see, for a purpose, at a moment. Every reading method of a register takes one.
///
/// Made only by `Sight.of`: from today's rights, also for as-at pages. The store applies it in `WHERE`, before
/// counting, paging and search; a property test holds that equal to `maySee`, row by row.
public struct Sight: Hashable, Sendable {
    public let member: MemberID?
    public let purpose: Purpose
    /// False for somebody whose only role is administrator, and for nobody at all.
    public let seesPlans: Bool
    /// Records marked higher than this do not exist for this sight.
    public let ceiling: Marking

    init(member: MemberID?, purpose: Purpose, seesPlans: Bool, ceiling: Marking) {
        self.member = member
        self.purpose = purpose
        self.seesPlans = seesPlans
        self.ceiling = ceiling
    }

    /// What a member sees. A member who has left sees nothing.
    public static func of(_ member: Member, purpose: Purpose = .performance) -> Sight {
        Sight(
            member: member.id, purpose: purpose,
            seesPlans: member.isActive && !member.roles.subtracting([.administrator]).isEmpty,
            ceiling: member.clearance)
    }

    /// Somebody who has not signed in.
    public static let nobody = Sight(member: nil, purpose: .performance, seesPlans: false, ceiling: .official)

    /// The program itself, for acts that follow by rule and for proving a store. Never for a page.
    public static let program = Sight(
        member: nil, purpose: .performance, seesPlans: true, ceiling: .officialSensitive)

    /// The same sight, reaching no higher than a marking: for doors that show less than a session does.
    public func capped(at marking: Marking) -> Sight {
        Sight(member: member, purpose: purpose, seesPlans: seesPlans, ceiling: min(ceiling, marking))
    }

    /// The oracle the SQL is held to.
    public func maySee(markedAs marking: Marking) -> Bool { seesPlans && marking <= ceiling }
}
