public import Vocabulary

/// What a member of the partnership may be. Roles add up; nobody decides their own request.
public enum Role: String, Codable, Sendable, CaseIterable, Comparable {
    /// Imports, settles, amends, opens and extends rounds, decides delays and withdrawals, issues packs.
    case coordinator
    /// Reports, asks delay and re-routes for actions they own.
    case lead
    /// Reports on and asks delay for actions they contribute to.
    case contributor
    /// Decides delays and withdrawals, approves packs.
    case approver
    /// Reads.
    case reader
    /// Members, agencies, settings; no plan content by this role.
    case administrator

    public static func < (one: Role, other: Role) -> Bool {
        Role.allCases.firstIndex(of: one)! < Role.allCases.firstIndex(of: other)!
    }
}

/// An organisation of the partnership: police, council, a treatment provider.
public struct Agency: Hashable, Sendable, Codable, Identifiable {
    public let id: AgencyID
    public var name: String
    /// As printed in a plan's lead column: "CSP", "HO".
    public var short: String?
    /// Names and short names it bore before: plans go on using them.
    public var formerNames: [String] = []
    /// The agency its work went to. Nil while it is one of the partnership's.
    public var replacedBy: AgencyID?

    public init(
        id: AgencyID, name: String, short: String? = nil, formerNames: [String] = [], replacedBy: AgencyID? = nil
    ) {
        self.id = id
        self.name = name
        self.short = short
        self.formerNames = formerNames
        self.replacedBy = replacedBy
    }

    /// What an entry says of an agency that joins; former names and successors follow from later entries.
    private enum CodingKeys: String, CodingKey {
        case id, name, short
    }

    /// Whether it still is one of the partnership's: members can belong to it.
    public var isCurrent: Bool { replacedBy == nil }
}

/// A person who works here, by name and post. Exception (a) of the protection rules: staff only.
public struct Member: Hashable, Sendable, Codable, Identifiable {
    public let id: MemberID
    public var name: String
    /// The post the work belongs to: "Treatment Commissioner".
    public var post: String
    public var agency: AgencyID
    public var email: String
    public var roles: Set<Role>
    /// The highest marking this member may see.
    public var clearance: Marking
    /// False once the member has left: cannot sign in, keeps their name in the history.
    public var isActive: Bool
    /// Who is turned to after this member: reminders go to the owner, then to the deputy.
    public var deputy: MemberID?

    public init(
        id: MemberID, name: String, post: String, agency: AgencyID, email: String, roles: Set<Role>,
        clearance: Marking = .official, isActive: Bool = true, deputy: MemberID? = nil
    ) {
        self.id = id
        self.name = name
        self.post = post
        self.agency = agency
        self.email = email
        self.roles = roles
        self.clearance = clearance
        self.isActive = isActive
        self.deputy = deputy
    }
}

extension [Member] {
    /// Those who work here now.
    public var working: Set<MemberID> { Set(lazy.filter(\.isActive).map(\.id)) }
}

/// The partnership itself: one in a database.
public struct PartnershipProfile: Hashable, Sendable, Codable {
    public var name: String
    /// An IANA name; decides on which day an instant falls.
    public var timeZone: String

    public init(name: String, timeZone: String = "Europe/London") {
        self.name = name
        self.timeZone = timeZone
    }
}
