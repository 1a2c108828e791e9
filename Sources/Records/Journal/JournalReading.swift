import Vocabulary

/// Questions about the journal that need no payload.
enum JournalReading {
    static func head(_ connection: any Connection) throws -> JournalHead? {
        let rows = try connection.rows("SELECT sequence, recorded, digest FROM entry ORDER BY sequence DESC LIMIT 1")
        guard try rows.next() else { return nil }
        return JournalHead(sequence: rows.sequence(0), recorded: rows.instant(1), digest: rows.text(2))
    }

    static func version(of subject: Subject, _ connection: any Connection) throws -> JournalSequence {
        let last = try connection.number(
            "SELECT MAX(sequence) FROM entry_subject WHERE subject_kind = ?1 AND subject_number = ?2",
            [.text(subject.kind.rawValue), SQLValue(subject.number)])
        return JournalSequence(last ?? 0)
    }

    static func sequence(asAt instant: Instant, _ connection: any Connection) throws -> JournalSequence {
        let last = try connection.number(
            "SELECT sequence FROM entry WHERE recorded <= ?1 ORDER BY recorded DESC, sequence DESC LIMIT 1",
            [SQLValue(instant)])
        return JournalSequence(last ?? 0)
    }

    static func headers(
        after sequence: JournalSequence, limit: Int, _ connection: any Connection
    ) throws -> [EntryHeader] {
        let rows = try connection.rows(
            """
            SELECT sequence, recorded, author, purpose, subject_kind, subject_number, room, kind, kind_version,
                happened, digest
            FROM entry WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
            """, [SQLValue(sequence), SQLValue(max(0, limit))])
        var headers: [EntryHeader] = []
        while try rows.next() { headers.append(try header(rows)) }
        return headers
    }

    /// A header from a row that begins with its columns, in the order above.
    static func header(_ rows: any Rows) throws -> EntryHeader {
        let member: MemberID? = rows.idIfAny(2)
        return EntryHeader(
            sequence: rows.sequence(0), recorded: rows.instant(1), author: member.map { .member($0) } ?? .program,
            purpose: try rows.word(3), subject: Subject(try rows.word(4), rows.int(5)), room: rows.text(6),
            kind: EntryKind(rows.text(7), version: rows.int(8)), happened: rows.dayIfAny(9), digest: rows.text(10))
    }
}
