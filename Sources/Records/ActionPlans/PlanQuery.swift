/// The questions asked of plans. `?1` is the sequence of the picture, `?2` the highest marking code the sight
/// reaches, `?3` the strategy or the action.
enum PlanQuery {
    static let strategies = """
        SELECT s.number, s.title, s.year, s.marking, s.source_name, s.source_digest, s.imported, s.imported_at,
            (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'strategy' AND e.subject_number = s.number AND e.sequence <= ?1),
            COALESCE(s.source_at, s.imported_at), s.layout
        FROM strategy s
        WHERE s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        """

    static let strategyOfAction = """
        SELECT a.strategy FROM action a JOIN strategy s ON s.number = a.strategy
        WHERE a.number = ?3
            AND a.from_sequence <= ?1 AND (a.until_sequence IS NULL OR a.until_sequence > ?1) AND a.marking <= ?2
            AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        """

    static let actions = """
        SELECT a.number, a.position, a.marking, a.update_owner, a.retired_on, a.retired_reason, a.successor, a.entered,
            a.entered_on, r.sequence, r.recorded, r.recorded_on,
            (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'action' AND e.subject_number = a.number AND e.sequence <= ?1),
            w.number, w.path, w.text, w.owner, w.leads, w.contributors, w.resources, w.coverage, w.outcome, w.measure,
            w.progress, w.equality, w.notes, w.timescale, a.raised_in
        FROM action a
        JOIN action_wording w ON w.action = a.number
            AND w.from_sequence <= ?1 AND (w.until_sequence IS NULL OR w.until_sequence > ?1)
        LEFT JOIN report r ON r.action = a.number AND r.sequence =
            (SELECT MAX(x.sequence) FROM report x WHERE x.action = a.number AND x.sequence <= ?1
                AND (x.until_sequence IS NULL OR x.until_sequence > ?1))
        WHERE a.strategy = ?3
            AND a.from_sequence <= ?1 AND (a.until_sequence IS NULL OR a.until_sequence > ?1) AND a.marking <= ?2
        ORDER BY a.position, a.number
        """

    /// In no order: sorting wide rows costs more than sorting each action's few promises.
    static let promises =
        "SELECT action, " + PromiseColumns.list + """
             FROM promise
            WHERE strategy = ?3
                AND from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1) AND marking <= ?2
            """

    static let occurrences = """
        SELECT action, promise, due, completed_on, completed_happened, completed_evidence FROM occurrence
        WHERE strategy = ?3
            AND from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1) AND marking <= ?2
        """

    static let contributing = """
        SELECT action, member FROM action_member
        WHERE strategy = ?3
            AND from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1) AND marking <= ?2
        """

    static let rounds = """
        SELECT r.number, r.period_from, r.period_to, r.opens, r.closes, r.opened, r.opened_at,
            (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'round' AND e.subject_number = r.number AND e.sequence <= ?1),
            r.owing
        FROM round r JOIN strategy s ON s.number = r.strategy
        WHERE r.strategy = ?3
            AND r.from_sequence <= ?1 AND (r.until_sequence IS NULL OR r.until_sequence > ?1)
            AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        ORDER BY r.opens, r.number
        """

    /// Whom the rounds of a plan asked, and when.
    static let reminders = """
        SELECT x.round, x.step, x.asked_on, x.members, x.sequence
        FROM round_reminder x
        JOIN round r ON r.number = x.round
            AND r.from_sequence <= ?1 AND (r.until_sequence IS NULL OR r.until_sequence > ?1)
        JOIN strategy s ON s.number = r.strategy
            AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        WHERE r.strategy = ?3 AND x.sequence <= ?1
        ORDER BY x.sequence
        """

    /// The first update of each action of a plan on or after a day, `?4`.
    static let firstReports = """
        SELECT r.action, MIN(r.recorded_on)
        FROM report r
        JOIN action a ON a.number = r.action
            AND a.from_sequence <= ?1 AND (a.until_sequence IS NULL OR a.until_sequence > ?1) AND a.marking <= ?2
        JOIN strategy s ON s.number = a.strategy
            AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
        WHERE a.strategy = ?3 AND r.sequence <= ?1 AND r.recorded_on >= ?4
        GROUP BY r.action
        """

    /// The last entries about an action before another, newest first, with what each says about it: an excerpt where
    /// the entry speaks of many, else the payload. `?2` is the action, `?3` the entry before which, `?4` the room, `?5`
    /// how many.
    static let history = """
        SELECT e.sequence, e.recorded, e.author, e.purpose, e.subject_kind, e.subject_number, e.room, e.kind,
            e.kind_version, e.happened, e.digest, COALESCE(x.body, p.body),
            (SELECT MIN(c.sequence) FROM correction c
                WHERE c.action = ?2 AND c.corrects = h.sequence AND c.sequence <= ?1)
        FROM entry_subject h
        JOIN entry e ON e.sequence = h.sequence
        LEFT JOIN entry_excerpt x
            ON x.sequence = h.sequence AND x.subject_kind = 'action' AND x.subject_number = ?2
        LEFT JOIN payload p ON p.sequence = h.sequence
        WHERE h.subject_kind = 'action' AND h.subject_number = ?2 AND h.sequence <= ?1 AND h.sequence < ?3
            AND e.room = ?4
        ORDER BY h.sequence DESC LIMIT ?5
        """

    /// Headers of the entries about a plan, its actions and its rounds after the sequence `?4`, as they stood ever.
    static let entries = """
        SELECT e.sequence, e.recorded, e.author, e.purpose, e.subject_kind, e.subject_number, e.room, e.kind,
            e.kind_version, e.happened, e.digest
        FROM entry e
        WHERE e.sequence > ?4 AND e.sequence <= ?1 AND EXISTS (
            SELECT 1 FROM entry_subject h
            WHERE h.sequence = e.sequence AND (
                (h.subject_kind = 'strategy' AND h.subject_number = ?3)
                OR (h.subject_kind = 'action' AND h.subject_number IN (
                    SELECT a.number FROM action a WHERE a.strategy = ?3 AND a.marking <= ?2))
                OR (h.subject_kind = 'round' AND h.subject_number IN (
                    SELECT r.number FROM round r WHERE r.strategy = ?3))))
            AND (e.subject_kind <> 'action' OR e.subject_number NOT IN (
                SELECT a.number FROM action a WHERE a.marking > ?2))
        ORDER BY e.sequence
        """
}
