public import Vocabulary

/// The journal's side of a register entry: stable kind names, and how each kind's facts are written and read.
extension RegisterEntry: EntryPayload {
    public static var room: String { "registers" }

    public var kind: EntryKind {
        switch self {
        case .itemOpened: EntryKind("item-opened")
        case .itemChanged: EntryKind("item-changed")
        case .itemReviewed: EntryKind("item-reviewed")
        case .pilotDecided: EntryKind("pilot-decided")
        case .gapAnswered: EntryKind("gap-answered")
        case .itemClosed: EntryKind("item-closed")
        case .itemReopened: EntryKind("item-reopened")
        }
    }

    public var item: RegisterItemID {
        switch self {
        case .itemOpened(let facts): facts.item
        case .itemChanged(let facts): facts.item
        case .itemReviewed(let facts): facts.item
        case .pilotDecided(let facts): facts.item
        case .gapAnswered(let facts): facts.item
        case .itemClosed(let facts): facts.item
        case .itemReopened(let facts): facts.item
        }
    }

    public var subject: Subject { .registerItem(item) }

    /// Linked actions are not touched: a form open on an action does not grow stale because a risk names it.
    public var alsoTouches: [Subject] { [] }
    public var happened: Day? { nil }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .itemOpened(let facts): try facts.encode(to: encoder)
        case .itemChanged(let facts): try facts.encode(to: encoder)
        case .itemReviewed(let facts): try facts.encode(to: encoder)
        case .pilotDecided(let facts): try facts.encode(to: encoder)
        case .gapAnswered(let facts): try facts.encode(to: encoder)
        case .itemClosed(let facts): try facts.encode(to: encoder)
        case .itemReopened(let facts): try facts.encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("item-opened", 1): self = .itemOpened(try ItemOpened(from: decoder))
        case ("item-changed", 1): self = .itemChanged(try ItemChanged(from: decoder))
        case ("item-reviewed", 1): self = .itemReviewed(try ItemReviewed(from: decoder))
        case ("pilot-decided", 1): self = .pilotDecided(try PilotDecided(from: decoder))
        case ("gap-answered", 1): self = .gapAnswered(try GapAnswered(from: decoder))
        case ("item-closed", 1): self = .itemClosed(try ItemClosed(from: decoder))
        case ("item-reopened", 1): self = .itemReopened(try ItemReopened(from: decoder))
        default: return nil
        }
    }
}
