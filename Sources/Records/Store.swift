public import ActionPlans
public import Partnership
public import Vocabulary

/// Everything a house needs of its store, as the registers the rooms declare. Made by the room of one database
/// (`SQLiteStore.open`); the desks see the registers only.
public struct Store: Sendable {
    public let strategies: any StrategyRegister
    public let members: any MemberRegister
    public let registers: any ItemRegister
    public let signIn: any SignInRegister
    public let drafts: any ImportDraftRegister
    public let mail: any MailRegister
    public let leadLinks: any LeadLinkRegister
    public let meetings: any MeetingRegister
    public let formDrafts: any FormDraftRegister
    public let packs: any PackRegister
    public let jobs: any JobRegister
    public let columns: any ColumnRegister
    public let journal: any JournalReader
    public let book: any JournalBook
    public let keeping: any Keeping
    /// Lets go of the database and its lock. Nothing may be asked of the store afterwards.
    public let close: @Sendable () async throws -> Void

    /// Every register over one database.
    public init(over database: some Database, salts: SaltSource = .system) {
        let keeping = SQLKeeping(over: database, salts: salts)
        strategies = SQLStrategyRegister(over: database, salts: salts)
        members = SQLMemberRegister(over: database, salts: salts)
        registers = SQLItemRegister(over: database, salts: salts)
        signIn = SQLSignInRegister(over: database)
        drafts = SQLImportDraftRegister(over: database)
        mail = SQLMailRegister(over: database)
        leadLinks = SQLLeadLinkRegister(over: database)
        meetings = SQLMeetingRegister(over: database, salts: salts)
        formDrafts = SQLFormDraftRegister(over: database)
        packs = SQLPackRegister(over: database, salts: salts)
        jobs = SQLJobRegister(over: database)
        columns = SQLColumnRegister(over: database)
        journal = keeping
        book = SQLJournalBook(over: database)
        self.keeping = keeping
        close = { try await database.close() }
    }
}

/// Reads the journal itself, header by header, for the page and the command that list it.
public protocol JournalReader: Sendable {
    /// Headers in order after a sequence, at most `limit`.
    func entries(after: JournalSequence, limit: Int) async throws -> [EntryHeader]
    /// Recomputes every digest, and compares the end with a head that was noted outside: only so is a journal found
    /// out that was cut short or written anew from some entry on.
    func verify(head: JournalHead?) async throws -> VerifyReport
    /// Deletes the payload of an entry under a retention rule, with the read rows that came of it, and says so in an
    /// entry of its own. What stands in the header stays.
    ///
    /// - Throws: `ErasureRefusal` when there is no such entry, or its payload is gone already.
    @discardableResult
    func erase(_ sequence: JournalSequence, rule: String, by author: Author, at: Instant) async throws
        -> JournalSequence
}

/// Why an entry's payload was not erased.
public enum ErasureRefusal: Error, Equatable, Sendable {
    case noSuchEntry(JournalSequence)
    case alreadyErased(JournalSequence)
    /// An entry about an erasure is the proof of it.
    case isAnErasure(JournalSequence)
}
