import Vocabulary

/// What happens to the journal itself.
enum JournalEntry: Sendable, Equatable {
    /// A payload was deleted under a retention rule.
    case erased(Erased)
}

struct Erased: Hashable, Sendable, Codable {
    /// The retention rule, in the words of the schedule.
    let rule: String
    /// The entry whose payload went.
    let sequence: JournalSequence
    /// Whom the entry was about, so that pages made before notice: the main subject first.
    let touched: [Subject]
}

extension JournalEntry: EntryPayload {
    static var room: String { "journal" }
    var kind: EntryKind { EntryKind("erased") }

    var subject: Subject {
        switch self {
        case .erased(let facts): facts.touched.first ?? .partnership
        }
    }

    var alsoTouches: [Subject] {
        switch self {
        case .erased(let facts): Array(facts.touched.dropFirst())
        }
    }

    var happened: Day? { nil }

    func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .erased(let facts): try facts.encode(to: encoder)
        }
    }

    init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("erased", 1): self = .erased(try Erased(from: decoder))
        default: return nil
        }
    }
}

extension JournalEntry: Projected {
    /// Read rows go by making them again without the payload: `Journal.erase` does that in the same transaction.
    func project(_ mark: EntryMark, on connection: any Connection) throws {}
    func excerpts() -> [(subject: Subject, facts: JournalEntry)] { [] }
}
