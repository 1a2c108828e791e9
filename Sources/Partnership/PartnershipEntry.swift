public import Vocabulary

/// What can happen to the partnership itself; each case one kind of journal entry.
public enum PartnershipEntry: Sendable, Equatable {
    case partnershipNamed(PartnershipProfile)
    case agencyJoined(Agency)
    /// Name, post and address of a member lie in this entry only, so that erasing it erases them.
    case memberJoined(Member)
    case memberChanged(Member)
    case memberLeft(MemberID)
    case agencyRenamed(AgencyRenamed)
    case agencyMerged(AgencyMerged)
    case agencyReplaced(AgencyReplaced)
}

/// An agency goes by another name; plans may go on using the old one.
public struct AgencyRenamed: Hashable, Sendable, Codable {
    public var agency: AgencyID
    public var name: String
    public var short: String?

    public init(agency: AgencyID, name: String, short: String?) {
        self.agency = agency
        self.name = name
        self.short = short
    }
}

/// An agency's work went to another one of the partnership, and its people with it.
public struct AgencyMerged: Hashable, Sendable, Codable {
    public var agency: AgencyID
    public var into: AgencyID
    /// Who worked there that day, and moves.
    public var members: [MemberID]

    public init(agency: AgencyID, into: AgencyID, members: [MemberID]) {
        self.agency = agency
        self.into = into
        self.members = members
    }
}

/// A new agency takes the place of an old one, and its people with it.
public struct AgencyReplaced: Hashable, Sendable, Codable {
    public var agency: AgencyID
    /// The successor, which joins with this entry.
    public var successor: Agency
    public var members: [MemberID]

    public init(agency: AgencyID, successor: Agency, members: [MemberID]) {
        self.agency = agency
        self.successor = successor
        self.members = members
    }
}
