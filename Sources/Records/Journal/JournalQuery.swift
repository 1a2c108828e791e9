/// The questions asked of the journal as a whole. `?1` is the highest marking code a sight reaches, `?2` the highest there
/// is; `?3` and `?4` are the entries between which one looks, `?5` the author's number, 0 for the program, `?6` the room,
/// `?7` the kind, `?8` and `?9` the subject; null does not narrow.
enum JournalQuery {
    /// What a sight does not reach, and the entries that go with it.
    ///
    /// A subject is closed when it was ever marked higher, or when nothing is left that says how it is marked. An entry is
    /// closed when it touches a closed strategy or round, when its own subject is closed, or when it speaks of actions
    /// and all of them are closed. What is minuted about a closed action is closed with it.
    private static let closed = """
        WITH closed_strategy (number) AS (
            SELECT number FROM strategy WHERE marking > ?1
            UNION
            SELECT subject_number FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'strategy' AND subject_number NOT IN (SELECT number FROM strategy)
        ),
        closed_action (number) AS (
            SELECT number FROM action WHERE marking > ?1 OR strategy IN (SELECT number FROM closed_strategy)
            UNION
            SELECT subject_number FROM entry_subject
            WHERE ?1 < ?2 AND EXISTS (SELECT 1 FROM erasure)
                AND subject_kind = 'action' AND subject_number NOT IN (SELECT number FROM action)
        ),
        closed_round (number) AS (
            SELECT number FROM round WHERE strategy IN (SELECT number FROM closed_strategy)
            UNION
            SELECT subject_number FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'round' AND subject_number NOT IN (SELECT number FROM round)
        ),
        closed_entry (sequence) AS (
            SELECT sequence FROM entry_subject
            WHERE subject_kind = 'strategy' AND subject_number IN (SELECT number FROM closed_strategy)
            UNION
            SELECT sequence FROM entry_subject
            WHERE subject_kind = 'round' AND subject_number IN (SELECT number FROM closed_round)
            UNION
            SELECT h.sequence FROM entry_subject h JOIN entry m ON m.sequence = h.sequence
            WHERE h.subject_kind = 'action' AND h.subject_number IN (SELECT number FROM closed_action)
                AND ((m.subject_kind = 'action' AND m.subject_number = h.subject_number)
                    OR NOT EXISTS (
                        SELECT 1 FROM entry_subject v
                        WHERE v.sequence = h.sequence AND v.subject_kind = 'action'
                            AND v.subject_number NOT IN (SELECT number FROM closed_action)))
            UNION
            SELECT sequence FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'group' AND subject_number NOT IN (
                SELECT number FROM meeting_group GROUP BY number HAVING MAX(marking) <= ?1)
            UNION
            SELECT sequence FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'meeting' AND subject_number NOT IN (
                SELECT number FROM meeting GROUP BY number HAVING MAX(marking) <= ?1)
            UNION
            SELECT sequence FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'decision' AND subject_number NOT IN (
                SELECT number FROM decision GROUP BY number HAVING MAX(marking) <= ?1)
            UNION
            SELECT sequence FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'register-item' AND subject_number NOT IN (
                SELECT number FROM register_item GROUP BY number HAVING MAX(marking) <= ?1)
            UNION
            SELECT sequence FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'pack' AND subject_number NOT IN (\(PackQuery.open("?1", "?2")))
            UNION
            SELECT sequence FROM entry_subject
            WHERE ?1 < ?2 AND subject_kind = 'export'
                AND subject_number NOT IN (\(PackQuery.openExports("?1", "?2")))
            UNION
            SELECT from_sequence FROM meeting_note WHERE marking > ?1
        )

        """

    /// Entries about a subject. What is said about a closed action does not count as being about its plan.
    private static let about = """
        , about (sequence) AS (
            SELECT sequence FROM entry_subject
            WHERE subject_kind = ?8 AND subject_number = ?9
                AND (?8 <> 'action' OR subject_number NOT IN (SELECT number FROM closed_action))
            UNION
            SELECT h.sequence FROM entry_subject h
            WHERE ?8 = 'strategy' AND h.subject_kind = 'action'
                AND h.subject_number IN (SELECT number FROM action WHERE strategy = ?9)
                AND h.subject_number NOT IN (SELECT number FROM closed_action)
            UNION
            SELECT h.sequence FROM entry_subject h
            WHERE ?8 = 'strategy' AND h.subject_kind = 'round'
                AND h.subject_number IN (SELECT number FROM round WHERE strategy = ?9)
        )

        """

    private static let wanted = """
        FROM entry e
        WHERE e.sequence > ?3 AND e.sequence < ?4
            AND (?5 IS NULL OR COALESCE(e.author, 0) = ?5)
            AND (?6 IS NULL OR e.room = ?6) AND (?7 IS NULL OR e.kind = ?7)
            AND (?8 IS NULL OR e.sequence IN (SELECT sequence FROM about))
            AND e.sequence NOT IN (SELECT sequence FROM closed_entry)

        """

    static let count = closed + about + "SELECT COUNT(*) " + wanted

    /// The sequences of a page; what stands in its rows is read for those alone.
    static let newestFirst = closed + about + "SELECT e.sequence " + wanted + "ORDER BY e.sequence DESC LIMIT ?10"
    static let oldestFirst = closed + about + "SELECT e.sequence " + wanted + "ORDER BY e.sequence LIMIT ?10"

    /// One entry by its sequence, `?3`; nothing where it is closed.
    static let isOpen =
        closed + """
            SELECT e.sequence FROM entry e
            WHERE e.sequence = ?3 AND e.sequence NOT IN (SELECT sequence FROM closed_entry)
            """

    static let closedActions = closed + "SELECT number FROM closed_action"

    /// What a page shows of an entry, `?1`, to a sight that reaches `?2`.
    static let record = """
        SELECT e.sequence, e.recorded, e.author, e.purpose, e.subject_kind, e.subject_number, e.room, e.kind,
            e.kind_version, e.happened, e.digest, e.payload_digest, e.previous_digest, p.body, x.sequence,
            (SELECT MAX(s.marking) FROM entry_subject h JOIN strategy s ON s.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'strategy' AND s.marking <= ?2),
            (SELECT MAX(a.marking) FROM entry_subject h JOIN action a ON a.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'action' AND a.marking <= ?2),
            (SELECT MAX(g.marking) FROM entry_subject h JOIN meeting_group g ON g.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'group' AND g.marking <= ?2),
            (SELECT MAX(t.marking) FROM entry_subject h JOIN meeting t ON t.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'meeting' AND t.marking <= ?2),
            (SELECT MAX(d.marking) FROM entry_subject h JOIN decision d ON d.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'decision' AND d.marking <= ?2),
            (SELECT MAX(i.marking) FROM entry_subject h JOIN register_item i ON i.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'register-item' AND i.marking <= ?2),
            (SELECT MAX(s.marking) FROM entry_subject h JOIN round r ON r.number = h.subject_number
                JOIN strategy s ON s.number = r.strategy
                WHERE h.sequence = e.sequence AND h.subject_kind = 'round' AND s.marking <= ?2),
            (SELECT MAX(n.marking) FROM meeting_note n WHERE n.from_sequence = e.sequence AND n.marking <= ?2),
            (SELECT MAX(k.marking) FROM entry_subject h JOIN pack k ON k.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'pack' AND k.marking <= ?2),
            (SELECT MAX(x.marking) FROM entry_subject h JOIN plan_export x ON x.number = h.subject_number
                WHERE h.sequence = e.sequence AND h.subject_kind = 'export' AND x.marking <= ?2)
        FROM entry e
        LEFT JOIN payload p ON p.sequence = e.sequence
        LEFT JOIN erasure x ON x.erased = e.sequence
        WHERE e.sequence = ?1
        """

    /// Everything an entry, `?3`, touches that a sight reaches.
    static let touched =
        closed + """
            SELECT subject_kind, subject_number FROM entry_subject
            WHERE sequence = ?3
                AND NOT (subject_kind = 'action' AND subject_number IN (SELECT number FROM closed_action))
            ORDER BY subject_kind, subject_number
            """
}
