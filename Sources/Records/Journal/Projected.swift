import Vocabulary

/// A payload that knows the read rows that follow from it. Only appending an entry and rebuilding call it: nothing
/// else can write a read table.
protocol Projected: EntryPayload {
    /// Writes the read rows of one entry, after those of every entry before it.
    func project(_ mark: EntryMark, on connection: any Connection) throws
    /// For an entry about many subjects: what it says about each, so that a subject's history need not read, and
    /// must not show, what it says about the others. Empty where the whole payload is about its subject.
    func excerpts() -> [(subject: Subject, facts: Self)]
}

/// The facts of an entry that its rows need beside the payload.
struct EntryMark: Sendable {
    let sequence: JournalSequence
    let recorded: Instant
}
