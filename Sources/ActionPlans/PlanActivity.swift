public import Vocabulary

/// One entry as far as it speaks of one action: what was recorded, by whom, and what it says.
public struct PlanActivity: Sendable, Equatable {
    public let action: ActionID
    public let strategy: StrategyID
    public let entry: PlanHistoryEntry

    public init(action: ActionID, strategy: StrategyID, entry: PlanHistoryEntry) {
        self.action = action
        self.strategy = strategy
        self.entry = entry
    }
}

/// Which entries about actions are wanted.
public struct ActivityQuestion: Sendable, Equatable {
    public enum Scope: Sendable {
        /// What members said about actions: progress, delays, decisions, withdrawals.
        case said
        /// Everything but the import that entered the plan.
        case everything
    }

    public var scope: Scope
    /// One strategy's; nil for those of all that are in sight.
    public var strategy: StrategyID?
    /// Later than this entry.
    public var after: JournalSequence
    /// This member's own are left out.
    public var notBy: MemberID?
    /// At most so many, the newest ones.
    public var limit: Int

    public init(
        _ scope: Scope, strategy: StrategyID? = nil, after: JournalSequence, notBy: MemberID? = nil, limit: Int
    ) {
        self.scope = scope
        self.strategy = strategy
        self.after = after
        self.notBy = notBy
        self.limit = limit
    }
}

/// A place where a search found something in what was recorded about an action.
public struct FoundUpdate: Sendable, Hashable {
    public let sequence: JournalSequence
    public let action: ActionID

    public init(sequence: JournalSequence, action: ActionID) {
        self.sequence = sequence
        self.action = action
    }
}

extension PlanEntry {
    /// What was typed with the entry about an action: notes, evidence, reasons. What is searched and shown as found.
    public var typedTexts: [String] {
        let texts: [String?] =
            switch self {
            case .progressReported(let facts): [facts.note, facts.evidence]
            case .delayAsked(let facts): [facts.reason]
            case .delayAgreed(let facts), .delayRefused(let facts): [facts.note]
            case .deadlinesSettled(let facts): [facts.note]
            case .actionWithdrawn(let facts): [facts.reason]
            default: []
            }
        return texts.compactMap(\.self).filter { !$0.isEmpty }
    }
}
