import Vocabulary

/// Which payloads were erased, from the entries that say so. The table `erasure` only allows the deletion; what
/// proves it is the entry.
enum Erasures {
    static func read(_ connection: any Connection) throws -> [Int64: Int64] {
        let rows = try connection.rows(
            """
            SELECT e.sequence, e.kind, e.kind_version, p.body FROM entry e JOIN payload p ON p.sequence = e.sequence
            WHERE e.room = ?1 ORDER BY e.sequence
            """, [.text(JournalEntry.room)])
        var found: [Int64: Int64] = [:]
        while try rows.next() {
            let kind = EntryKind(rows.text(1), version: rows.int(2))
            // An entry that cannot be read erases nothing; its payload's digest says what is wrong with it.
            guard
                case .erased(let facts)? = try? rows.withBytes(
                    3, { try PayloadCoder.decode(JournalEntry.self, kind: kind, body: $0) })
            else { continue }
            if facts.sequence.number < rows.integer(0) { found[facts.sequence.number] = rows.integer(0) }
        }
        return found
    }

    /// Deletes a payload and what was made of it, and says so in an entry.
    static func erase(
        _ sequence: JournalSequence, rule: String, by author: Author, at instant: Instant, salts: SaltSource,
        on connection: any Connection
    ) throws -> JournalSequence {
        let touched = try subjects(of: sequence, connection)
        let made = try Journal.append(
            [
                EntryDraft(
                    author: author,
                    payload: JournalEntry.erased(Erased(rule: rule, sequence: sequence, touched: touched))
                )
            ], expecting: [:], at: instant, salts: salts, on: connection)
        try connection.execute(
            "INSERT INTO erasure (erased, sequence) VALUES (?1, ?2)", [SQLValue(sequence), SQLValue(made)])
        try connection.execute("DELETE FROM payload WHERE sequence = ?1", [SQLValue(sequence)])
        try Rebuild.make(connection)
        return made
    }

    /// Whom an entry is about, the main subject first.
    private static func subjects(of sequence: JournalSequence, _ connection: any Connection) throws -> [Subject] {
        let entry = try connection.rows(
            """
            SELECT e.subject_kind, e.subject_number, e.room, p.sequence FROM entry e
            LEFT JOIN payload p ON p.sequence = e.sequence WHERE e.sequence = ?1
            """, [SQLValue(sequence)])
        guard try entry.next() else { throw ErasureRefusal.noSuchEntry(sequence) }
        guard entry.text(2) != JournalEntry.room else { throw ErasureRefusal.isAnErasure(sequence) }
        guard !entry.isNull(3) else { throw ErasureRefusal.alreadyErased(sequence) }
        let main = Subject(try entry.word(0), entry.int(1))
        let rows = try connection.rows(
            """
            SELECT subject_kind, subject_number FROM entry_subject WHERE sequence = ?1
            ORDER BY subject_kind, subject_number
            """, [SQLValue(sequence)])
        var others: [Subject] = []
        while try rows.next() { others.append(Subject(try rows.word(0), rows.int(1))) }
        return [main] + others.filter { $0 != main }
    }
}
