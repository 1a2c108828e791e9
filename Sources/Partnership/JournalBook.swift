public import Vocabulary

/// What a store must promise about reading the journal itself: the page, its file and its command.
///
/// An entry about something the sight does not reach does not exist here: it is in no list, in no count and has no page.
/// Of an entry about many actions, only what it says about those the sight reaches is handed out.
public protocol JournalBook: Sendable {
    /// At most `limit` entries that answer a question, newest first.
    func entries(
        _ question: JournalQuestion, at place: JournalPlace, limit: Int, _ sight: Sight
    ) async throws -> [JournalRecord]
    /// How many entries answer a question.
    func count(_ question: JournalQuestion, _ sight: Sight) async throws -> Int
    /// One entry with everything it touches; nil when there is none or the sight does not reach it.
    func entry(_ sequence: JournalSequence, _ sight: Sight) async throws -> JournalRecord?
}

/// Which entries are wanted. What is left out does not narrow.
public struct JournalQuestion: Hashable, Sendable {
    public var author: Author?
    /// The room's stable name.
    public var room: String?
    /// The stable name of a kind of that room.
    public var kind: String?
    /// Entries that touch it; for a strategy, those that touch its actions and rounds too.
    public var subject: Subject?
    /// Entries after this one.
    public var after: JournalSequence
    /// Entries up to this one.
    public var upTo: JournalSequence?

    public init(
        author: Author? = nil, room: String? = nil, kind: String? = nil, subject: Subject? = nil,
        after: JournalSequence = .none, upTo: JournalSequence? = nil
    ) {
        self.author = author
        self.room = room
        self.kind = kind
        self.subject = subject
        self.after = after
        self.upTo = upTo
    }
}

/// Where in the list a page begins. By sequence and not by page number, so that a page stays what it was while entries
/// are added.
public enum JournalPlace: Hashable, Sendable {
    case newest
    /// The entries just before this one.
    case before(JournalSequence)
    /// The entries just after this one.
    case after(JournalSequence)
}

/// One entry as the journal's page shows it.
public struct JournalRecord: Sendable {
    public let header: EntryHeader
    public let content: JournalContent
    /// The highest marking of what it is about, as far as the sight reaches.
    public let marking: Marking
    public let payloadDigest: String
    public let previousDigest: String
    /// Everything it touches that the sight reaches, its subject first. Filled for a single entry only.
    public let touched: [Subject]

    public init(
        header: EntryHeader, content: JournalContent, marking: Marking, payloadDigest: String,
        previousDigest: String, touched: [Subject] = []
    ) {
        self.header = header
        self.content = content
        self.marking = marking
        self.payloadDigest = payloadDigest
        self.previousDigest = previousDigest
        self.touched = touched
    }
}

/// What is left of what an entry said.
public enum JournalContent: Sendable {
    /// The facts, as far as the sight reaches.
    case said(any EntryPayload)
    /// Deleted under a retention rule; the entry that says so.
    case erased(under: JournalSequence)
    /// Of a kind this program does not know, or not as it was recorded: `journal verify` says more.
    case unreadable
}
