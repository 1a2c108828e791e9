public import Partnership
public import Vocabulary

/// What a store must promise about plans. Every reading method takes a `Sight`; what it does not reach does not
/// exist.
public protocol StrategyRegister: Sendable {
    func strategies(_ sight: Sight, at: JournalSequence) async throws -> [Strategy]
    /// The whole plan at a sequence; nil when there is none or the sight does not reach it.
    func plan(_ id: StrategyID, _ sight: Sight, at: JournalSequence) async throws -> Plan?
    /// Which strategy an action belongs to; nil when the sight does not reach the action.
    func strategy(of action: ActionID, _ sight: Sight, at: JournalSequence) async throws -> StrategyID?
    /// What happened to an action, newest first, at most `limit` entries before `before`.
    func history(
        of action: ActionID, _ sight: Sight, at: JournalSequence, before: JournalSequence?, limit: Int
    ) async throws -> [PlanHistoryEntry]
    /// Headers of the entries about a plan, its actions and its rounds after a sequence, oldest first: those of actions
    /// the sight does not reach are left out.
    func entries(
        of strategy: StrategyID, _ sight: Sight, at: JournalSequence, after: JournalSequence
    ) async throws -> [EntryHeader]
    /// The numbers the next strategy, action and round will bear.
    func nextNumbers() async throws -> NextNumbers

    /// Appends entries and the read rows that follow from them, in one transaction.
    ///
    /// - Parameter expecting: the version each subject had when the command was made; a subject never seen is `.none`.
    /// - Throws: `StaleVersion` when one has moved since; `KeepingRefusal.diskFull`.
    @discardableResult
    func append(
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence

    /// The sequence of the last entry that touched a subject; `.none` for one that does not exist.
    func version(of subject: Subject) async throws -> JournalSequence
}

/// One entry of an action's history, payload included; nil payload when it was erased.
public struct PlanHistoryEntry: Sendable, Equatable {
    public let header: EntryHeader
    public let payload: PlanEntry?
    /// The entry that took it back, as far as this action goes; nil where it stands.
    public let correctedBy: JournalSequence?

    public init(header: EntryHeader, payload: PlanEntry?, correctedBy: JournalSequence? = nil) {
        self.header = header
        self.payload = payload
        self.correctedBy = correctedBy
    }
}

/// The next identifiers to give; never reused.
public struct NextNumbers: Sendable, Equatable {
    public var strategy: StrategyID
    public var action: ActionID
    public var round: RoundID

    public init(strategy: StrategyID, action: ActionID, round: RoundID) {
        self.strategy = strategy
        self.action = action
        self.round = round
    }
}
