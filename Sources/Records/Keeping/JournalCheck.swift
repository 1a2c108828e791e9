import Vocabulary

/// The lines of `check` that concern the journal and what was made of it: quick looks, not the whole proof.
enum JournalCheck {
    static func lines(_ connection: any Connection, _ dialect: Dialect) throws -> [CheckLine] {
        [
            try schema(connection, dialect),
            try head(connection),
            try readTables(connection),
        ]
    }

    private static func schema(_ connection: any Connection, _ dialect: Dialect) throws -> CheckLine {
        let found = try Schema.version(connection, tableExists: true) ?? 0
        let edited = try Schema.edited(connection, dialect: dialect)
        if let number = edited.first {
            return CheckLine(
                "schema", .wrong,
                "Migration \(number) is not the one that made this database. Use the program that made it.")
        }
        guard found == Schema.known else {
            return CheckLine(
                "schema", .warning,
                "The schema is version \(found), this program's is \(Schema.known). "
                    + "Start the server once to bring it up to date."
            )
        }
        return CheckLine("schema", .well, "The schema is version \(found), as this program knows it.")
    }

    private static func head(_ connection: any Connection) throws -> CheckLine {
        guard let head = try JournalReading.head(connection) else {
            return CheckLine("journal", .well, "The journal is empty.")
        }
        return CheckLine(
            "journal", .well,
            "The journal ends with entry \(head.sequence), digest \(head.digest). "
                + "Note both outside this machine: only they show a journal that was cut short."
        )
    }

    /// Counts that must agree. `rebuild` compares row by row.
    private static func readTables(_ connection: any Connection) throws -> CheckLine {
        let head = try JournalReading.head(connection)?.sequence.number ?? 0
        for (table, newest) in ReadTableSpot.newest where try connection.number(newest) ?? 0 > head {
            return CheckLine(
                "read tables", .wrong, "Table \(table) holds a row of an entry that does not exist. Run rebuild.")
        }
        let erased = try connection.number("SELECT COUNT(*) FROM erasure") ?? 0
        for spot in ReadTableSpot.counts {
            let rows = try connection.number(spot.rows) ?? 0
            let entries = try connection.number(spot.entries) ?? 0
            // What was erased leaves subjects without rows.
            guard rows == entries || (erased > 0 && rows < entries) else {
                return CheckLine(
                    "read tables", .wrong,
                    "Table \(spot.table) holds \(rows) rows where the journal speaks of \(entries). Run rebuild.")
            }
        }
        return CheckLine("read tables", .well, "The read tables agree with the journal in number.")
    }
}

/// What is counted on both sides.
private enum ReadTableSpot {
    static let newest: [(table: String, sql: String)] = [
        ("partnership", "SELECT MAX(from_sequence) FROM partnership"),
        ("agency", "SELECT MAX(from_sequence) FROM agency"),
        ("member", "SELECT MAX(from_sequence) FROM member"),
        ("strategy", "SELECT MAX(from_sequence) FROM strategy"),
        ("action", "SELECT MAX(from_sequence) FROM action"),
        ("promise", "SELECT MAX(from_sequence) FROM promise"),
        ("round", "SELECT MAX(from_sequence) FROM round"),
        ("report", "SELECT MAX(sequence) FROM report"),
    ]

    static let counts: [(table: String, rows: String, entries: String)] = [
        (
            "agency", "SELECT COUNT(*) FROM agency WHERE until_sequence IS NULL",
            "SELECT COUNT(DISTINCT subject_number) FROM entry_subject WHERE subject_kind = 'agency'"
        ),
        (
            "member", "SELECT COUNT(*) FROM member WHERE until_sequence IS NULL",
            "SELECT COUNT(DISTINCT subject_number) FROM entry_subject WHERE subject_kind = 'member'"
        ),
        (
            "strategy", "SELECT COUNT(*) FROM strategy WHERE until_sequence IS NULL",
            "SELECT COUNT(DISTINCT subject_number) FROM entry_subject WHERE subject_kind = 'strategy'"
        ),
        (
            "action", "SELECT COUNT(*) FROM action WHERE until_sequence IS NULL",
            "SELECT COUNT(DISTINCT subject_number) FROM entry_subject WHERE subject_kind = 'action'"
        ),
        (
            "round", "SELECT COUNT(*) FROM round WHERE until_sequence IS NULL",
            "SELECT COUNT(DISTINCT subject_number) FROM entry_subject WHERE subject_kind = 'round'"
        ),
        (
            "report", "SELECT COUNT(*) FROM report",
            "SELECT COUNT(*) FROM entry WHERE room = 'plans' AND kind IN ('progress-reported', 'delay-asked')"
        ),
    ]
}
