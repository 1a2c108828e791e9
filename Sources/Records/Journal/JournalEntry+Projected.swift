import Vocabulary

extension JournalEntry: Projected {
    /// Read rows go by making them again without the payload: `Journal.erase` does that in the same transaction.
    func project(_ mark: EntryMark, on connection: any Connection) throws {}
    func excerpts() -> [(subject: Subject, facts: JournalEntry)] { [] }
}
