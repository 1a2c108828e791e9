import ActionPlans
import Partnership
import Vocabulary

/// What was recorded about actions in sight, whichever action it was.
struct PlanActivities {
    let connection: any Connection
    let sight: Sight
    let at: JournalSequence

    init(_ connection: any Connection, _ sight: Sight, at: JournalSequence) {
        self.connection = connection
        self.sight = sight
        self.at = at
    }

    func asked(_ question: ActivityQuestion) throws -> [PlanActivity] {
        let kinds =
            switch question.scope {
            case .said: " AND e.kind NOT IN ('plan-imported', 'plan-revised', 'owners-confirmed')"
            case .everything: " AND e.kind <> 'plan-imported'"
            }
        return try read(
            Self.query + kinds + """
                 AND h.sequence > ?3 AND (?4 IS NULL OR a.strategy = ?4)
                    AND (?5 IS NULL OR e.author IS NULL OR e.author <> ?5)
                ORDER BY h.sequence DESC, h.subject_number LIMIT ?6
                """,
            [
                SQLValue(at), sight.ceilingCode, SQLValue(question.after), SQLValue(question.strategy),
                SQLValue(question.notBy), SQLValue(max(0, question.limit)),
            ])
    }

    /// One entry about one action; nil where the sight does not reach the action.
    func one(_ found: FoundUpdate) throws -> PlanActivity? {
        try read(
            Self.query + " AND h.sequence = ?3 AND h.subject_number = ?4",
            [SQLValue(at), sight.ceilingCode, SQLValue(found.sequence), SQLValue(found.action)]
        ).first
    }

    private func read(_ sql: String, _ arguments: [SQLValue]) throws -> [PlanActivity] {
        let rows = try connection.rows(sql, arguments)
        var found: [PlanActivity] = []
        while try rows.next() {
            let header = try JournalReading.header(rows)
            var payload: PlanEntry?
            if !rows.isNull(11) {
                payload = try rows.withBytes(11) {
                    try PayloadCoder.decode(PlanEntry.self, kind: header.kind, body: $0)
                }
            }
            found.append(
                PlanActivity(
                    action: rows.id(12), strategy: rows.id(13),
                    entry: PlanHistoryEntry(header: header, payload: payload)))
        }
        return found
    }

    /// `?1` is the sequence of the picture, `?2` the highest marking code the sight reaches.
    private static let query = """
        SELECT e.sequence, e.recorded, e.author, e.purpose, e.subject_kind, e.subject_number, e.room, e.kind,
            e.kind_version, e.happened, e.digest, COALESCE(x.body, p.body), a.number, a.strategy
        FROM entry_subject h
        JOIN entry e ON e.sequence = h.sequence
        JOIN action a ON a.number = h.subject_number
            AND a.from_sequence <= ?1 AND (a.until_sequence IS NULL OR a.until_sequence > ?1) AND a.marking <= ?2
        JOIN strategy s ON s.number = a.strategy
            AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        LEFT JOIN entry_excerpt x
            ON x.sequence = h.sequence AND x.subject_kind = 'action' AND x.subject_number = h.subject_number
        LEFT JOIN payload p ON p.sequence = h.sequence
        WHERE h.subject_kind = 'action' AND h.sequence <= ?1 AND e.room = 'plans'
        """
}
