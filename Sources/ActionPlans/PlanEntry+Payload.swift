public import Vocabulary

/// The journal's side of a plan entry: stable kind names, and how each kind's facts are written and read.
extension PlanEntry: EntryPayload {
    public static var room: String { "plans" }

    public var kind: EntryKind {
        switch self {
        case .planImported: EntryKind("plan-imported")
        case .planRevised: EntryKind("plan-revised")
        case .ownersConfirmed: EntryKind("owners-confirmed")
        case .roundOpened: EntryKind("round-opened")
        case .roundExtended: EntryKind("round-extended")
        case .roundReopened: EntryKind("round-reopened")
        case .roundWithdrawn: EntryKind("round-withdrawn")
        case .roundReminded: EntryKind("round-reminded")
        case .progressReported: EntryKind("progress-reported")
        case .delayAsked: EntryKind("delay-asked")
        case .delayAgreed: EntryKind("delay-agreed")
        case .delayRefused: EntryKind("delay-refused")
        case .deadlinesSettled: EntryKind("deadlines-settled")
        case .findingSettled: EntryKind("finding-settled")
        case .actionWithdrawn: EntryKind("action-withdrawn")
        case .actionAdded: EntryKind("action-added")
        case .postHandedOver: EntryKind("post-handed-over")
        case .actionAmended: EntryKind("action-amended")
        case .entryCorrected: EntryKind("entry-corrected")
        case .importUndone: EntryKind("import-undone")
        }
    }

    public var subject: Subject {
        switch self {
        case .planImported(let facts): .strategy(facts.strategy)
        case .planRevised(let facts): .strategy(facts.strategy)
        case .ownersConfirmed(let facts): .strategy(facts.strategy)
        case .roundOpened(let facts): .round(facts.round)
        case .roundExtended(let facts): .round(facts.round)
        case .roundReopened(let facts): .round(facts.round)
        case .roundWithdrawn(let facts): .round(facts.round)
        case .roundReminded(let facts): .round(facts.round)
        case .progressReported(let facts): .action(facts.action)
        case .delayAsked(let facts): .action(facts.action)
        case .delayAgreed(let facts), .delayRefused(let facts): .action(facts.action)
        case .deadlinesSettled(let facts): .strategy(facts.strategy)
        case .findingSettled(let facts): .strategy(facts.strategy)
        case .actionWithdrawn(let facts): .action(facts.action)
        case .actionAdded(let facts): .action(facts.action.id)
        case .postHandedOver(let facts): .member(facts.from)
        case .actionAmended(let facts): .action(facts.action)
        case .entryCorrected(let facts): .action(facts.action)
        case .importUndone(let facts): .strategy(facts.strategy)
        }
    }

    public var alsoTouches: [Subject] {
        switch self {
        case .planImported(let facts): facts.actions.map { .action($0.id) }
        case .planRevised(let facts): facts.added.map { .action($0.id) } + facts.changed.map { .action($0.id) }
        case .ownersConfirmed(let facts): facts.assignments.map { .action($0.action) }
        case .roundOpened(let facts): [.strategy(facts.strategy)]
        case .roundExtended(let facts): [.strategy(facts.strategy)]
        case .roundReopened(let facts): [.strategy(facts.strategy)]
        case .roundWithdrawn(let facts): [.strategy(facts.strategy)]
        // Being asked changes nothing in the plan, so a form about the plan does not go stale by it.
        case .roundReminded: []
        case .deadlinesSettled(let facts):
            Set(facts.answers.map(\.action)).sorted().map { .action($0) }
        case .actionAdded(let facts): [.strategy(facts.strategy)]
        case .postHandedOver(let facts):
            [.member(facts.to)] + Set(facts.owned + facts.contributing).sorted().map { .action($0) }
        case .importUndone(let facts): (facts.removed + facts.restored).map { .action($0) }
        case .progressReported, .delayAsked, .delayAgreed, .delayRefused, .actionWithdrawn, .actionAmended,
            .entryCorrected, .findingSettled:
            []
        }
    }

    public var happened: Day? {
        if case .progressReported(let facts) = self { facts.happened } else { nil }
    }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .planImported(let facts): try facts.encode(to: encoder)
        case .planRevised(let facts): try facts.encode(to: encoder)
        case .ownersConfirmed(let facts): try facts.encode(to: encoder)
        case .roundOpened(let facts): try facts.encode(to: encoder)
        case .roundExtended(let facts): try facts.encode(to: encoder)
        case .roundReopened(let facts): try facts.encode(to: encoder)
        case .roundWithdrawn(let facts): try facts.encode(to: encoder)
        case .roundReminded(let facts): try facts.encode(to: encoder)
        case .progressReported(let facts): try facts.encode(to: encoder)
        case .delayAsked(let facts): try facts.encode(to: encoder)
        case .delayAgreed(let facts), .delayRefused(let facts): try facts.encode(to: encoder)
        case .deadlinesSettled(let facts): try facts.encode(to: encoder)
        case .findingSettled(let facts): try facts.encode(to: encoder)
        case .actionWithdrawn(let facts): try facts.encode(to: encoder)
        case .actionAdded(let facts): try facts.encode(to: encoder)
        case .postHandedOver(let facts): try facts.encode(to: encoder)
        case .actionAmended(let facts): try facts.encode(to: encoder)
        case .entryCorrected(let facts): try facts.encode(to: encoder)
        case .importUndone(let facts): try facts.encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("plan-imported", 1): self = .planImported(try PlanImported(from: decoder))
        case ("plan-revised", 1): self = .planRevised(try PlanRevised(from: decoder))
        case ("owners-confirmed", 1): self = .ownersConfirmed(try OwnersConfirmed(from: decoder))
        case ("round-opened", 1): self = .roundOpened(try RoundOpened(from: decoder))
        case ("round-extended", 1): self = .roundExtended(try RoundExtended(from: decoder))
        case ("round-reopened", 1): self = .roundReopened(try RoundReopened(from: decoder))
        case ("round-withdrawn", 1): self = .roundWithdrawn(try RoundWithdrawn(from: decoder))
        case ("round-reminded", 1): self = .roundReminded(try RoundReminded(from: decoder))
        case ("progress-reported", 1): self = .progressReported(try ProgressReported(from: decoder))
        case ("delay-asked", 1): self = .delayAsked(try DelayAsked(from: decoder))
        case ("delay-agreed", 1): self = .delayAgreed(try DelayDecided(from: decoder))
        case ("delay-refused", 1): self = .delayRefused(try DelayDecided(from: decoder))
        case ("deadlines-settled", 1): self = .deadlinesSettled(try DeadlinesSettled(from: decoder))
        case ("finding-settled", 1): self = .findingSettled(try FindingSettled(from: decoder))
        case ("action-withdrawn", 1): self = .actionWithdrawn(try ActionWithdrawn(from: decoder))
        case ("action-added", 1): self = .actionAdded(try ActionAdded(from: decoder))
        case ("post-handed-over", 1): self = .postHandedOver(try HandedOver(from: decoder))
        case ("action-amended", 1): self = .actionAmended(try ActionAmended(from: decoder))
        case ("entry-corrected", 1): self = .entryCorrected(try EntryCorrected(from: decoder))
        case ("import-undone", 1): self = .importUndone(try ImportUndone(from: decoder))
        default: return nil
        }
    }
}
