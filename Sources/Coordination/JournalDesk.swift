public import Partnership
public import Vocabulary

/// What somebody wants to read in the journal: as on its page, with days instead of sequences.
public struct JournalAsk: Hashable, Sendable {
    public var author: Author?
    public var room: String?
    public var kind: String?
    public var subject: Subject?
    /// The first and the last day of recording.
    public var from: Day?
    public var to: Day?

    public init(
        author: Author? = nil, room: String? = nil, kind: String? = nil, subject: Subject? = nil, from: Day? = nil,
        to: Day? = nil
    ) {
        self.author = author
        self.room = room
        self.kind = kind
        self.subject = subject
        self.from = from
        self.to = to
    }
}

/// A page of the journal.
public struct JournalLeaf: Sendable {
    /// Newest first.
    public let records: [JournalRecord]
    /// How many entries there are on all pages.
    public let total: Int
    public let hasNewer: Bool
    public let hasOlder: Bool
}

/// The journal, for those who may read it: everything that was entered, as far as they may see it.
public struct JournalDesk: Sendable {
    private let book: any JournalBook
    private let keeping: any Keeping
    private let clock: Clock

    public init(book: any JournalBook, keeping: any Keeping, clock: Clock) {
        self.book = book
        self.keeping = keeping
        self.clock = clock
    }

    /// - Throws: `DeskRefusal.notAllowed`.
    public func leaf(
        _ ask: JournalAsk, at place: JournalPlace, size: Int, by member: Member
    ) async throws -> JournalLeaf {
        let sight = try allowed(member)
        let question = try await question(ask)
        var records = try await book.entries(question, at: place, limit: size + 1, sight)
        let hasMore = records.count > size
        var (hasNewer, hasOlder) = (false, hasMore)
        switch place {
        case .newest: records = Array(records.prefix(size))
        case .before:
            records = Array(records.prefix(size))
            hasNewer = try await exists(newerThan: records.first, question, sight)
        case .after:
            records = Array(records.suffix(size))
            hasNewer = hasMore
            hasOlder = !records.isEmpty
        }
        return JournalLeaf(
            records: records, total: try await book.count(question, sight), hasNewer: hasNewer, hasOlder: hasOlder)
    }

    private func exists(newerThan record: JournalRecord?, _ question: JournalQuestion, _ sight: Sight) async throws
        -> Bool
    {
        guard let record else { return true }
        return try await !book.entries(question, at: .after(record.header.sequence), limit: 1, sight).isEmpty
    }

    /// The newest entries for a file, and how many there would be.
    public func file(
        _ ask: JournalAsk, limit: Int, by member: Member
    ) async throws -> (records: [JournalRecord], total: Int) {
        let sight = try allowed(member)
        let question = try await question(ask)
        return (
            try await book.entries(question, at: .newest, limit: limit, sight), try await book.count(question, sight)
        )
    }

    /// - Throws: `DeskRefusal.notFound` where there is none or the member may not know of it.
    public func entry(_ sequence: JournalSequence, by member: Member) async throws -> JournalRecord {
        guard let record = try await book.entry(sequence, try allowed(member)) else { throw DeskRefusal.notFound }
        return record
    }

    private func allowed(_ member: Member) throws -> Sight {
        if case .denied(let sentence) = Policy.may(.readJournal, member) { throw DeskRefusal.notAllowed(sentence) }
        return Sight.of(member)
    }

    /// Days as the sequences at their ends.
    private func question(_ ask: JournalAsk) async throws -> JournalQuestion {
        var question = JournalQuestion(author: ask.author, room: ask.room, kind: ask.kind, subject: ask.subject)
        if let from = ask.from {
            question.after = try await keeping.sequence(asAt: clock.end(of: from.adding(days: -1)))
        }
        if let to = ask.to { question.upTo = try await keeping.sequence(asAt: clock.end(of: to)) }
        return question
    }
}
