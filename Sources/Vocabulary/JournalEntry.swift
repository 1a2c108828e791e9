/// What happens to the journal itself.
public enum JournalEntry: Sendable, Equatable {
    /// A payload was deleted under a retention rule.
    case erased(Erased)
}

/// The proof that a payload was deleted, and by which rule.
public struct Erased: Hashable, Sendable, Codable {
    /// The retention rule, in the words of the schedule.
    public let rule: String
    /// The entry whose payload went.
    public let sequence: JournalSequence
    /// Whom the entry was about, so that pages made before notice: the main subject first.
    public let touched: [Subject]

    public init(rule: String, sequence: JournalSequence, touched: [Subject]) {
        self.rule = rule
        self.sequence = sequence
        self.touched = touched
    }
}

extension JournalEntry: EntryPayload {
    public static var room: String { "journal" }
    public var kind: EntryKind { EntryKind("erased") }

    public var subject: Subject {
        switch self {
        case .erased(let facts): facts.touched.first ?? .partnership
        }
    }

    public var alsoTouches: [Subject] {
        switch self {
        case .erased(let facts): Array(facts.touched.dropFirst())
        }
    }

    public var happened: Day? { nil }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .erased(let facts): try facts.encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("erased", 1): self = .erased(try Erased(from: decoder))
        default: return nil
        }
    }
}
