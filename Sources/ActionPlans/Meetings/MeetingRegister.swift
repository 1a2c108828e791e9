public import Partnership
public import Vocabulary

/// What a store must promise about groups, meetings and decisions. Every reading method takes a `Sight`; what it does
/// not reach does not exist. A meeting is reached only with its group, a decision only with its meeting and every
/// action it is about.
public protocol MeetingRegister: Sendable {
    /// Every group, dissolved ones included, by number.
    func groups(_ sight: Sight, at: JournalSequence) async throws -> [Group]
    /// The meetings of a group, or of all, cancelled ones included, by day.
    func meetings(of group: GroupID?, _ sight: Sight, at: JournalSequence) async throws -> [Meeting]
    func meeting(_ id: MeetingID, _ sight: Sight, at: JournalSequence) async throws -> Meeting?
    /// What was written down at a meeting, in order.
    func notes(of meeting: MeetingID, _ sight: Sight, at: JournalSequence) async throws -> [MeetingNote]
    /// The decisions that pass a filter, newest first.
    func decisions(_ filter: DecisionFilter, _ sight: Sight, at: JournalSequence) async throws -> [Decision]
    func decision(_ id: DecisionID, _ sight: Sight, at: JournalSequence) async throws -> Decision?
    /// The numbers the next group, meeting and decision will bear.
    func nextNumbers() async throws -> NextMeetingNumbers
    /// The number the next note of a meeting will bear, whoever may see the notes before it.
    func nextNote(of meeting: MeetingID) async throws -> Int
    /// The number the next typed item will bear; that of a removed one is not given again.
    func nextItem(of meeting: MeetingID) async throws -> Int

    /// Appends entries and the read rows that follow from them, in one transaction.
    ///
    /// - Parameter expecting: the version each subject had when the command was made; a subject never seen is `.none`.
    /// - Throws: `StaleVersion` when one has moved since; `KeepingRefusal.diskFull`.
    @discardableResult
    func append(
        _ drafts: [EntryDraft<MeetingEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence

    /// The sequence of the last entry that touched a subject; `.none` for one that does not exist.
    func version(of subject: Subject) async throws -> JournalSequence
}

/// The next identifiers to give; never reused.
public struct NextMeetingNumbers: Sendable, Equatable {
    public var group: GroupID
    public var meeting: MeetingID
    public var decision: DecisionID

    public init(group: GroupID, meeting: MeetingID, decision: DecisionID) {
        self.group = group
        self.meeting = meeting
        self.decision = decision
    }
}
