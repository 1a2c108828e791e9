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
        }
    }

    public var subject: Subject {
        switch self {
        case .partnershipNamed: .partnership
        case .agencyJoined(let agency): .agency(agency.id)
        case .memberJoined(let member), .memberChanged(let member): .member(member.id)
        case .memberLeft(let id): .member(id)
        }
    }

    public var alsoTouches: [Subject] { [] }
    public var happened: Day? { nil }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .partnershipNamed(let profile): try profile.encode(to: encoder)
        case .agencyJoined(let agency): try agency.encode(to: encoder)
        case .memberJoined(let member), .memberChanged(let member): try member.encode(to: encoder)
        case .memberLeft(let id): try Leaving(member: id).encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("partnership-named", 1): self = .partnershipNamed(try PartnershipProfile(from: decoder))
        case ("agency-joined", 1): self = .agencyJoined(try Agency(from: decoder))
        case ("member-joined", 1): self = .memberJoined(try Member(from: decoder))
        case ("member-changed", 1): self = .memberChanged(try Member(from: decoder))
        case ("member-left", 1): self = .memberLeft(try Leaving(from: decoder).member)
        default: return nil
        }
    }
}

private struct Leaving: Codable {
    let member: MemberID
}
