public import Vocabulary

/// The journal's side of a partnership entry: stable kind names, and how each kind's facts are written and read.
extension PartnershipEntry: EntryPayload {
    public static var room: String { "partnership" }

    public var kind: EntryKind {
        switch self {
        case .partnershipNamed: EntryKind("partnership-named")
        case .agencyJoined: EntryKind("agency-joined")
        case .memberJoined: EntryKind("member-joined")
        case .memberChanged: EntryKind("member-changed")
        case .memberLeft: EntryKind("member-left")
        case .agencyRenamed: EntryKind("agency-renamed")
        case .agencyMerged: EntryKind("agency-merged")
        case .agencyReplaced: EntryKind("agency-replaced")
        }
    }

    public var subject: Subject {
        switch self {
        case .partnershipNamed: .partnership
        case .agencyJoined(let agency): .agency(agency.id)
        case .memberJoined(let member), .memberChanged(let member): .member(member.id)
        case .memberLeft(let id): .member(id)
        case .agencyRenamed(let facts): .agency(facts.agency)
        case .agencyMerged(let facts): .agency(facts.agency)
        case .agencyReplaced(let facts): .agency(facts.agency)
        }
    }

    /// A merger changes both agencies, and the details of everybody who moves.
    public var alsoTouches: [Subject] {
        switch self {
        case .agencyMerged(let facts): [.agency(facts.into)] + facts.members.map { .member($0) }
        case .agencyReplaced(let facts): [.agency(facts.successor.id)] + facts.members.map { .member($0) }
        case .partnershipNamed, .agencyJoined, .memberJoined, .memberChanged, .memberLeft, .agencyRenamed: []
        }
    }

    public var happened: Day? { nil }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .partnershipNamed(let profile): try profile.encode(to: encoder)
        case .agencyJoined(let agency): try agency.encode(to: encoder)
        case .memberJoined(let member), .memberChanged(let member): try member.encode(to: encoder)
        case .memberLeft(let id): try Leaving(member: id).encode(to: encoder)
        case .agencyRenamed(let facts): try facts.encode(to: encoder)
        case .agencyMerged(let facts): try facts.encode(to: encoder)
        case .agencyReplaced(let facts): try facts.encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("partnership-named", 1): self = .partnershipNamed(try PartnershipProfile(from: decoder))
        case ("agency-joined", 1): self = .agencyJoined(try Agency(from: decoder))
        case ("member-joined", 1): self = .memberJoined(try Member(from: decoder))
        case ("member-changed", 1): self = .memberChanged(try Member(from: decoder))
        case ("member-left", 1): self = .memberLeft(try Leaving(from: decoder).member)
        case ("agency-renamed", 1): self = .agencyRenamed(try AgencyRenamed(from: decoder))
        case ("agency-merged", 1): self = .agencyMerged(try AgencyMerged(from: decoder))
        case ("agency-replaced", 1): self = .agencyReplaced(try AgencyReplaced(from: decoder))
        default: return nil
        }
    }
}

private struct Leaving: Codable {
    let member: MemberID
}
