/// The position of an entry in the journal: 1, 2, 3 ... `0` is the empty journal.
public struct JournalSequence: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let number: Int64

    public init(_ number: Int64) { self.number = number }

    public static let none = JournalSequence(0)
    public static func < (one: Self, other: Self) -> Bool { one.number < other.number }
    public var description: String { String(number) }

    public init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

/// Who made an entry.
public enum Author: Hashable, Sendable {
    case member(MemberID)
    /// The program itself: first set-up and acts that follow by rule.
    case program

    /// As stored: the member's number, or nil for the program.
    public var member: MemberID? {
        if case .member(let id) = self { id } else { nil }
    }
}

/// What an entry is about: one row of the subject table, `strategy 3`, `action 17`.
public struct Subject: Hashable, Sendable, Codable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case partnership, agency, member, strategy, action, round, group, meeting, decision
        case registerItem = "register-item"
        case pack, export
    }

    public let kind: Kind
    public let number: Int

    public init(_ kind: Kind, _ number: Int) {
        self.kind = kind
        self.number = number
    }

    /// There is one partnership in one database.
    public static let partnership = Subject(.partnership, 1)
    public static func agency(_ id: AgencyID) -> Subject { Subject(.agency, id.number) }
    public static func member(_ id: MemberID) -> Subject { Subject(.member, id.number) }
    public static func strategy(_ id: StrategyID) -> Subject { Subject(.strategy, id.number) }
    public static func action(_ id: ActionID) -> Subject { Subject(.action, id.number) }
    public static func round(_ id: RoundID) -> Subject { Subject(.round, id.number) }
    public static func group(_ id: GroupID) -> Subject { Subject(.group, id.number) }
    public static func meeting(_ id: MeetingID) -> Subject { Subject(.meeting, id.number) }
    public static func decision(_ id: DecisionID) -> Subject { Subject(.decision, id.number) }
    public static func registerItem(_ id: RegisterItemID) -> Subject { Subject(.registerItem, id.number) }
    public static func pack(_ id: PackID) -> Subject { Subject(.pack, id.number) }
    public static func export(_ id: ExportID) -> Subject { Subject(.export, id.number) }
}

/// The stable name and version of a payload: `progress-reported` 1. Never renamed; an old version is upcast on
/// reading.
public struct EntryKind: Hashable, Sendable {
    public let name: String
    public let version: Int

    public init(_ name: String, version: Int = 1) {
        self.name = name
        self.version = version
    }
}

/// What an entry says: an enum of the room that owns the facts, one case a kind.
///
/// Encoded once, as JSON with sorted keys, by `Records`; the stored bytes are hashed and never encoded again.
public protocol EntryPayload: Sendable, Equatable {
    /// The room's stable name: "partnership", "plans". Stored beside the kind.
    static var room: String { get }
    var kind: EntryKind { get }
    /// What the entry is about first: its page is where a reader looks for it.
    var subject: Subject { get }
    /// Everything else whose version this entry moves (an import moves every action it touches).
    var alsoTouches: [Subject] { get }
    /// The day the fact happened, typed by a person, where the fact has one. Displayed; never decides a colour.
    var happened: Day? { get }
    /// Writes the facts of the case, without the kind.
    func encodeFacts(to encoder: any Encoder) throws
    /// Reads the facts of a kind, of any version this room has ever written; nil for a kind it does not know.
    init?(kind: EntryKind, from decoder: any Decoder) throws
}

/// An entry as a room asks for it: the server adds sequence, instant and digests.
public struct EntryDraft<Payload: EntryPayload>: Sendable {
    public let author: Author
    public let purpose: Purpose
    public let payload: Payload

    public init(author: Author, purpose: Purpose = .performance, payload: Payload) {
        self.author = author
        self.purpose = purpose
        self.payload = payload
    }
}

/// The header of a stored entry, without its payload.
public struct EntryHeader: Sendable, Equatable {
    public let sequence: JournalSequence
    public let recorded: Instant
    public let author: Author
    public let purpose: Purpose
    public let subject: Subject
    public let room: String
    public let kind: EntryKind
    public let happened: Day?
    /// SHA-256, 64 lower-case hex digits, over the header, the digest before it and the payload digest.
    public let digest: String

    public init(
        sequence: JournalSequence, recorded: Instant, author: Author, purpose: Purpose, subject: Subject,
        room: String, kind: EntryKind, happened: Day?, digest: String
    ) {
        self.sequence = sequence
        self.recorded = recorded
        self.author = author
        self.purpose = purpose
        self.subject = subject
        self.room = room
        self.kind = kind
        self.happened = happened
        self.digest = digest
    }
}

/// A command saw an older version of a subject than the one that stands now.
public struct StaleVersion: Error, Equatable, Sendable {
    public let subject: Subject
    public let seen: JournalSequence
    public let now: JournalSequence

    public init(subject: Subject, seen: JournalSequence, now: JournalSequence) {
        self.subject = subject
        self.seen = seen
        self.now = now
    }
}
