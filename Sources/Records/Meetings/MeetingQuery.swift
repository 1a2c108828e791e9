/// The questions asked of groups, meetings and decisions. `?1` is the sequence of the picture, `?2` the highest marking
/// code the sight reaches. A meeting is reached only with its group; a decision only with its meeting and with every
/// action it is about.
enum MeetingQuery {
    static let groups = """
        SELECT g.number, g.name, g.purpose, g.reports_to, g.marking, g.formed, g.dissolved, g.dissolved_reason,
            (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'group' AND e.subject_number = g.number AND e.sequence <= ?1)
        FROM meeting_group g
        WHERE g.from_sequence <= ?1 AND (g.until_sequence IS NULL OR g.until_sequence > ?1) AND g.marking <= ?2
        ORDER BY g.number
        """

    static let terms = """
        SELECT t.meeting_group, t.number, t.member, t.office, t.first_day, t.last_day
        FROM group_term t JOIN meeting_group g ON g.number = t.meeting_group
        WHERE t.from_sequence <= ?1 AND (t.until_sequence IS NULL OR t.until_sequence > ?1)
            AND g.from_sequence <= ?1 AND (g.until_sequence IS NULL OR g.until_sequence > ?1) AND g.marking <= ?2
        ORDER BY t.meeting_group, t.number
        """

    /// `?3` is the group, `?4` the meeting; null for any.
    static let meetings = """
        SELECT m.number, m.meeting_group, m.title, m.day, m.time, m.place, m.strategies, m.marking, m.details_at,
            m.cancelled, m.cancelled_reason, m.attendance_at, m.present, m.apologies, m.visitors, m.agreed,
            m.agreed_at,
            (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'meeting' AND e.subject_number = m.number AND e.sequence <= ?1)
        FROM meeting m JOIN meeting_group g ON g.number = m.meeting_group
        WHERE m.from_sequence <= ?1 AND (m.until_sequence IS NULL OR m.until_sequence > ?1) AND m.marking <= ?2
            AND g.from_sequence <= ?1 AND (g.until_sequence IS NULL OR g.until_sequence > ?1) AND g.marking <= ?2
            AND (?3 IS NULL OR m.meeting_group = ?3) AND (?4 IS NULL OR m.number = ?4)
        ORDER BY m.day, m.number
        """

    static let items = """
        SELECT i.meeting, i.number, i.text FROM meeting_item i JOIN meeting m ON m.number = i.meeting
        WHERE i.from_sequence <= ?1 AND (i.until_sequence IS NULL OR i.until_sequence > ?1)
            AND m.from_sequence <= ?1 AND (m.until_sequence IS NULL OR m.until_sequence > ?1) AND m.marking <= ?2
            AND (?3 IS NULL OR m.meeting_group = ?3) AND (?4 IS NULL OR m.number = ?4)
        ORDER BY i.meeting, i.number
        """

    /// `?3` is the meeting.
    static let notes = """
        SELECT n.number, n.kind, n.about, n.text, n.marking, n.noted FROM meeting_note n
        JOIN meeting m ON m.number = n.meeting
        JOIN meeting_group g ON g.number = m.meeting_group
        WHERE n.meeting = ?3 AND n.from_sequence <= ?1 AND n.marking <= ?2
            AND m.from_sequence <= ?1 AND (m.until_sequence IS NULL OR m.until_sequence > ?1) AND m.marking <= ?2
            AND g.from_sequence <= ?1 AND (g.until_sequence IS NULL OR g.until_sequence > ?1) AND g.marking <= ?2
        ORDER BY n.number
        """

    /// `?3` to `?7` are group, meeting, strategy, action, state; `?8` the decision; null for any.
    static let decisions = """
        SELECT d.number, d.meeting, d.meeting_group, d.text, d.owner, d.comes_back, d.marking, d.taken, d.state,
            d.closed, d.closed_note, d.superseded_by,
            (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'decision' AND e.subject_number = d.number AND e.sequence <= ?1)
        FROM decision d
        JOIN meeting m ON m.number = d.meeting
        JOIN meeting_group g ON g.number = m.meeting_group
        WHERE d.from_sequence <= ?1 AND (d.until_sequence IS NULL OR d.until_sequence > ?1) AND d.marking <= ?2
            AND m.from_sequence <= ?1 AND (m.until_sequence IS NULL OR m.until_sequence > ?1) AND m.marking <= ?2
            AND g.from_sequence <= ?1 AND (g.until_sequence IS NULL OR g.until_sequence > ?1) AND g.marking <= ?2
            AND NOT EXISTS (SELECT 1 FROM decision_action x JOIN action a ON a.number = x.action
                WHERE x.decision = d.number AND a.marking > ?2
                    AND a.from_sequence <= ?1 AND (a.until_sequence IS NULL OR a.until_sequence > ?1))
            AND (?3 IS NULL OR d.meeting_group = ?3) AND (?4 IS NULL OR d.meeting = ?4)
            AND (?5 IS NULL OR EXISTS
                (SELECT 1 FROM decision_action x WHERE x.decision = d.number AND x.strategy = ?5))
            AND (?6 IS NULL OR EXISTS
                (SELECT 1 FROM decision_action x WHERE x.decision = d.number AND x.action = ?6))
            AND (?7 IS NULL OR d.state = ?7) AND (?8 IS NULL OR d.number = ?8)
        ORDER BY d.number DESC
        """

    static let about = """
        SELECT x.decision, x.action, x.strategy FROM decision_action x
        WHERE x.from_sequence <= ?1 AND (?2 IS NULL OR x.decision = ?2)
        ORDER BY x.decision, x.position
        """
}
