/// What every store promises beside the registers: that the journal is whole, that the read tables follow from
/// it, that a backup can be opened again.
public protocol Keeping: Sendable {
    /// The last entry and its digest; nil while the journal is empty.
    func head() async throws -> JournalHead?
    /// The sequence of the last entry recorded at or before an instant; `.none` when there is none.
    func sequence(asAt instant: Instant) async throws -> JournalSequence
    /// Recomputes every digest from the first entry on.
    func verify() async throws -> VerifyReport
    /// The same, and compares the journal with a head that was kept outside: only so is a journal found out that was cut
    /// short or written anew from some entry on.
    func verify(head: JournalHead?) async throws -> VerifyReport
    /// Makes every read table again from the journal, and says whether the result equals what stood before.
    func rebuild() async throws -> RebuildReport
    /// Copies the database to a new file while it is in use, opens the copy and proves it.
    func backup(to path: String) async throws -> BackupReport
    /// Looks at the store without changing it: schema, integrity, foreign keys, journal head.
    func check() async throws -> [CheckLine]
}

public struct JournalHead: Sendable, Equatable {
    public let sequence: JournalSequence
    public let recorded: Instant
    public let digest: String

    public init(sequence: JournalSequence, recorded: Instant, digest: String) {
        self.sequence = sequence
        self.recorded = recorded
        self.digest = digest
    }
}

/// How a journal stands to a head that was kept outside it.
public enum HeadComparison: Sendable, Equatable {
    /// The entry is there with the digest that was kept; so many entries came after it.
    case grown(by: Int64)
    /// The journal ends before it.
    case cutShort(endsAt: JournalSequence)
    /// Another entry stands in its place.
    case writtenAnew
}

/// What `journal verify` found. Whole when there are no faults.
public struct VerifyReport: Sendable, Equatable {
    public struct Fault: Sendable, Equatable {
        public let sequence: JournalSequence
        /// A plain sentence: "The payload of entry 17 is not the one that was recorded."
        public let sentence: String

        public init(sequence: JournalSequence, sentence: String) {
            self.sequence = sequence
            self.sentence = sentence
        }
    }

    public let entries: Int
    public let erased: Int
    public let head: JournalHead?
    public let faults: [Fault]
    /// Against the head that was kept outside, where one was given.
    public let comparison: HeadComparison?

    public init(
        entries: Int, erased: Int, head: JournalHead?, faults: [Fault], comparison: HeadComparison? = nil
    ) {
        self.entries = entries
        self.erased = erased
        self.head = head
        self.faults = faults
        self.comparison = comparison
    }
}

public struct RebuildReport: Sendable, Equatable {
    public let entries: Int
    /// Rows made, by read table.
    public let rows: [String: Int]
    /// Read tables whose content differed from what stood before; empty when all is well.
    public let differed: [String]

    public init(entries: Int, rows: [String: Int], differed: [String]) {
        self.entries = entries
        self.rows = rows
        self.differed = differed
    }
}

public struct BackupReport: Sendable, Equatable {
    public let path: String
    public let bytes: Int64
    public let entries: Int
    public let head: JournalHead?
    /// The copy was opened, its integrity checked and its journal verified.
    public let proved: Bool

    public init(path: String, bytes: Int64, entries: Int, head: JournalHead?, proved: Bool) {
        self.path = path
        self.bytes = bytes
        self.entries = entries
        self.head = head
        self.proved = proved
    }
}

/// One line of `cornerstone check`: what was looked at, whether it is well, and what to do if not.
public struct CheckLine: Sendable, Equatable {
    public enum Verdict: String, Sendable, Codable { case well, warning, wrong }
    public let subject: String
    public let verdict: Verdict
    public let sentence: String

    public init(_ subject: String, _ verdict: Verdict, _ sentence: String) {
        self.subject = subject
        self.verdict = verdict
        self.sentence = sentence
    }
}

/// A store that cannot do what was asked, in words for the person who asked.
public enum KeepingRefusal: Error, Equatable, Sendable {
    /// Another process writes here: exit code 75.
    case heldByAnotherProcess
    case newerSchema(found: Int, known: Int)
    case notADatabase(path: String)
    case alreadyThere(path: String)
    case noSuchFile(path: String)
    case networkFileSystem(path: String, kind: String)
    /// A restored or backed-up file did not open whole.
    case notProved(path: String, reason: String)
    case diskFull
    /// The disk did not take or give what was asked of it. Nothing was written.
    case diskFailed
    /// The store was closed; nothing can be asked of it any more.
    case closed
}
