public import Vocabulary

/// The journal's side of a pack entry: stable kind names, and how each kind's facts are written and read.
extension PackEntry: EntryPayload {
    public static var room: String { "packs" }

    public var kind: EntryKind {
        switch self {
        case .packIssued: EntryKind("pack-issued")
        case .planExported: EntryKind("plan-exported")
        }
    }

    public var subject: Subject {
        switch self {
        case .packIssued(let facts): .pack(facts.pack)
        case .planExported(let facts): .export(facts.export)
        }
    }

    public var alsoTouches: [Subject] { [] }
    public var happened: Day? { nil }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .packIssued(let facts): try facts.encode(to: encoder)
        case .planExported(let facts): try facts.encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        guard kind.version == 1 else { return nil }
        switch kind.name {
        case "pack-issued": self = .packIssued(try PackIssued(from: decoder))
        case "plan-exported": self = .planExported(try PlanExported(from: decoder))
        default: return nil
        }
    }
}
