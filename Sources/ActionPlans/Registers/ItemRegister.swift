public import Partnership
public import Vocabulary

/// What a store must promise about the registers of risks, issues, pilots and evidence gaps. Every reading method takes
/// a `Sight`; what it does not reach does not exist. An item's marking only ever rises, and what holds is today's: a
/// past picture shows nobody what they may not see now.
public protocol ItemRegister: Sendable {
    /// Every item, closed ones included, by number.
    func items(_ sight: Sight, at: JournalSequence) async throws -> [RegisterItem]
    /// Nil when there is none or the sight does not reach it.
    func item(_ id: RegisterItemID, _ sight: Sight, at: JournalSequence) async throws -> RegisterItem?
    /// The items that name an action, closed ones included, by number.
    func items(about action: ActionID, _ sight: Sight, at: JournalSequence) async throws -> [RegisterItem]
    /// What happened to an item, newest first.
    func history(
        of id: RegisterItemID, _ sight: Sight, at: JournalSequence, limit: Int
    ) async throws -> [RegisterHistoryEntry]
    /// The number the next item will bear; never given twice.
    func nextNumber() async throws -> RegisterItemID

    /// Appends entries and the read rows that follow from them, in one transaction.
    ///
    /// - Throws: `StaleVersion` when a subject has moved since; `KeepingRefusal.diskFull`.
    @discardableResult
    func append(
        _ drafts: [EntryDraft<RegisterEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence

    /// The sequence of the last entry that touched an item; `.none` for one that does not exist.
    func version(of id: RegisterItemID) async throws -> JournalSequence
}

/// One entry of an item's history; nil payload when it was erased.
public struct RegisterHistoryEntry: Sendable, Equatable {
    public let header: EntryHeader
    public let payload: RegisterEntry?

    public init(header: EntryHeader, payload: RegisterEntry?) {
        self.header = header
        self.payload = payload
    }
}
