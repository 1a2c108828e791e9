import ActionPlans
import Partnership
import Vocabulary

/// What members typed about actions, folded for searching.
struct UpdateTexts {
    let connection: any Connection
    let dialect: Dialect

    init(_ connection: any Connection, _ dialect: Dialect) {
        self.connection = connection
        self.dialect = dialect
    }

    /// Every place where all words stand, newest first. `?1` is the sequence of the picture, `?2` the highest marking
    /// code the sight reaches; the words follow.
    func found(_ words: SearchWords, _ sight: Sight, at: JournalSequence) throws -> [FoundUpdate] {
        let conditions = words.words.indices.map { dialect.stands("?\($0 + 3)", in: "u.folded") }
        let rows = try connection.rows(
            Self.query + conditions.map { " AND \($0)" }.joined(),
            [SQLValue(at), sight.ceilingCode] + words.words.map { .text($0) })
        var found: [FoundUpdate] = []
        while try rows.next() { found.append(FoundUpdate(sequence: rows.sequence(0), action: rows.id(1))) }
        return found.sorted { ($0.sequence, $0.action) > ($1.sequence, $1.action) }
    }

    private static let query = """
        SELECT u.sequence, u.action FROM update_text u
        JOIN action a ON a.number = u.action
        JOIN strategy s ON s.number = a.strategy
        WHERE u.sequence <= ?1
            AND a.from_sequence <= ?1 AND (a.until_sequence IS NULL OR a.until_sequence > ?1) AND a.marking <= ?2
            AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        """
}

extension PlanTables {
    /// Keeps what an entry says about each action it speaks of, folded.
    func keepTexts(of entry: PlanEntry) throws {
        let parts = entry.excerpts()
        if parts.isEmpty {
            try keep(entry.typedTexts, about: entry.subject)
        } else {
            for part in parts { try keep(part.facts.typedTexts, about: part.subject) }
        }
    }

    private func keep(_ texts: [String], about subject: Subject) throws {
        guard subject.kind == .action, !texts.isEmpty else { return }
        try connection.execute(
            "INSERT INTO update_text (sequence, action, folded) VALUES (?1, ?2, ?3)",
            [now, SQLValue(subject.number), .text(FoldedText.of(texts.joined(separator: "\n")))])
    }
}
