public import Partnership
public import Vocabulary

/// What a store must promise about issued packs and exports. Every reading method takes a `Sight`: a pack is reached by
/// whoever is cleared as high as those it was made for, and reaches its plans; an export by whoever is cleared for what
/// was in it.
public protocol PackRegister: Sendable {
    /// Every issued pack up to a sequence, newest first.
    func packs(_ sight: Sight, at: JournalSequence) async throws -> [IssuedPack]
    func pack(_ id: PackID, _ sight: Sight, at: JournalSequence) async throws -> IssuedPack?
    /// What was taken out up to a sequence, newest first, at most `limit`.
    func exports(_ sight: Sight, at: JournalSequence, limit: Int) async throws -> [LoggedExport]
    /// The last edition that may ever have been issued of a set of strategies, whoever may see it; 0 where there is
    /// none. One that was erased under a retention rule counts, so that no edition is given twice.
    func lastEdition(of strategies: [StrategyID]) async throws -> Int
    /// How high a group and its meetings were marked since an entry: what the cover of a pack that knows of it may name.
    func markings(of group: GroupID, since: JournalSequence) async throws -> GroupMarkings
    /// Entries up to a sequence whose payload was erased under a retention rule after another: what was made in between
    /// knew more than can be made now.
    func erased(upTo known: JournalSequence, since issued: JournalSequence) async throws -> [JournalSequence]
    /// The last entry that says anything about plans, people or meetings: packs and exports say nothing a pack could show.
    func lastFact() async throws -> JournalSequence
    /// The numbers the next pack and the next export will bear.
    func nextNumbers() async throws -> NextPackNumbers

    /// Appends entries and the read rows that follow from them, in one transaction.
    ///
    /// - Parameter expecting: the version each subject had when the command was made; a subject never seen is `.none`.
    /// - Throws: `StaleVersion` when one has moved since; `KeepingRefusal.diskFull`.
    @discardableResult
    func append(
        _ drafts: [EntryDraft<PackEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence
}

/// A pack as it was issued, with who issued it and when.
public struct IssuedPack: Hashable, Sendable {
    public var facts: PackIssued
    /// The entry that issued it.
    public var issued: JournalSequence
    public var recorded: Instant
    public var author: MemberID?

    public init(facts: PackIssued, issued: JournalSequence, recorded: Instant, author: MemberID?) {
        self.facts = facts
        self.issued = issued
        self.recorded = recorded
        self.author = author
    }

    public var id: PackID { facts.pack }
    /// Its day was not over when it was made.
    public var isProvisional: Bool { facts.asAt >= facts.on }
}

/// Something that was taken out, with by whom and when.
public struct LoggedExport: Hashable, Sendable {
    public var facts: PlanExported
    public var entry: JournalSequence
    public var recorded: Instant
    public var author: MemberID?

    public init(facts: PlanExported, entry: JournalSequence, recorded: Instant, author: MemberID?) {
        self.facts = facts
        self.entry = entry
        self.recorded = recorded
        self.author = author
    }
}

/// The next identifiers to give; never reused.
public struct NextPackNumbers: Sendable, Equatable {
    public var pack: PackID
    public var export: ExportID

    public init(pack: PackID, export: ExportID) {
        self.pack = pack
        self.export = export
    }
}

/// The highest markings that a group and its meetings have borne since an entry.
public struct GroupMarkings: Sendable, Equatable {
    /// Nil where there is no such group.
    public var group: Marking?
    public var meetings: [MeetingID: Marking]

    public init(group: Marking? = nil, meetings: [MeetingID: Marking] = [:]) {
        self.group = group
        self.meetings = meetings
    }
}
