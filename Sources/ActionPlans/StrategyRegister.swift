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
    /// The first update of each action of a plan on or after a day; of those the sight reaches.
    func firstReports(
        in id: StrategyID, since day: Day, _ sight: Sight, at: JournalSequence
    ) async throws -> [ActionID: Day]
    /// What was recorded about actions up to a sequence, newest first.
    func activity(_ question: ActivityQuestion, _ sight: Sight, at: JournalSequence) async throws -> [PlanActivity]
    /// Where every word stands in what was typed about actions in sight: notes, evidence, reasons; newest first.
    func updates(saying words: SearchWords, _ sight: Sight, at: JournalSequence) async throws -> [FoundUpdate]
    /// What single entries say about actions, as far as the sight reaches the action; in no order.
    func activity(of found: [FoundUpdate], _ sight: Sight, at: JournalSequence) async throws -> [PlanActivity]
    /// Findings of a plan's golden thread that were settled by a sequence, the last answer to each; none where the sight
    /// does not reach the plan.
    func settledFindings(
        of id: StrategyID, _ sight: Sight, at: JournalSequence
    ) async throws -> [SettledFinding]
    /// Headers of the entries about a plan, its actions and its rounds after a sequence, oldest first: those of actions
    /// the sight does not reach are left out.
    func entries(
        of strategy: StrategyID, _ sight: Sight, at: JournalSequence, after: JournalSequence
    ) async throws -> [EntryHeader]
    /// The numbers the next strategy, action and round will bear.
    func nextNumbers() async throws -> NextNumbers

    /// Appends entries and the read rows that follow from them, in one transaction.
    ///
    /// - Parameters:
    ///   - expecting: the version each subject had when the command was made; a subject never seen is `.none`.
    ///   - mail: what is to be sent because of it; queued in the same transaction, sent afterwards.
    /// - Throws: `StaleVersion` when one has moved since; `KeepingRefusal.diskFull`.
    @discardableResult
    func append(
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant,
        mail: [NewMail]
    ) async throws -> JournalSequence

    /// The sequence of the last entry that touched a subject; `.none` for one that does not exist.
    func version(of subject: Subject) async throws -> JournalSequence
}

extension StrategyRegister {
    /// Appends entries that nobody is written to about.
    @discardableResult
    public func append(
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence {
        try await append(drafts, expecting: expecting, at: recorded, mail: [])
    }
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
