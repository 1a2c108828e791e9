public import Vocabulary

/// What a store must promise about agencies and members. Names of members are not plan content: whoever is
/// signed in may know who works here, so these take no marking into account.
public protocol MemberRegister: Sendable {
    func profile() async throws -> PartnershipProfile?
    /// As the partnership was called at a sequence of the journal.
    func profile(at: JournalSequence) async throws -> PartnershipProfile?
    /// Those that were merged or replaced included, with who took their place.
    func agencies() async throws -> [Agency]
    /// Those who have left included, so that history keeps its names.
    func members() async throws -> [Member]
    /// Members as they were at a sequence of the journal.
    func members(at: JournalSequence) async throws -> [Member]
    func member(_ id: MemberID) async throws -> Member?
    /// Addresses compare without regard to case.
    func member(email: String) async throws -> Member?

    /// Appends entries and the read rows that follow from them, in one transaction.
    ///
    /// - Parameter expecting: the version each subject had when the command was made; a subject never seen is `.none`.
    /// - Throws: `StaleVersion` when one has moved since; `KeepingRefusal.diskFull`.
    @discardableResult
    func append(
        _ drafts: [EntryDraft<PartnershipEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence

    /// The sequence of the last entry that touched a subject; `.none` for one that does not exist.
    func version(of subject: Subject) async throws -> JournalSequence
}
