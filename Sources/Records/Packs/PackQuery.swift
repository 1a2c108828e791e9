/// Which packs and exports a sight reaches: asked in one way by their register and by the journal.
enum PackQuery {
    /// The numbers of the packs that are open to a sight.
    ///
    /// A pack is closed to whoever is not cleared as high as its audience, as anything in it, as each of its plans, and as
    /// what its cover names: its group, the meeting it looks back to, and that meeting's group, however these were marked
    /// since the last entry the pack knows of. What nothing is left of counts as the highest marking there is.
    ///
    /// - Parameters:
    ///   - reach: the parameter with the highest marking code the sight reaches.
    ///   - highest: the parameter with the highest marking code there is.
    static func open(_ reach: String, _ highest: String) -> String {
        """
        SELECT k.number FROM pack k
        WHERE k.ceiling <= \(reach) AND k.marking <= \(reach)
            AND NOT EXISTS (
                SELECT 1 FROM pack_strategy o
                WHERE o.pack = k.number
                    AND COALESCE(
                        (SELECT MAX(s.marking) FROM strategy s WHERE s.number = o.strategy), \(highest)) > \(reach))
            AND (k.audience_group IS NULL OR COALESCE(
                (SELECT MAX(g.marking) FROM meeting_group g
                    WHERE g.number = k.audience_group
                        AND (g.until_sequence IS NULL OR g.until_sequence > k.known_to)), \(highest)) <= \(reach))
            AND (k.since_meeting IS NULL OR COALESCE(
                (SELECT MAX(CASE WHEN m.marking > g.marking THEN m.marking ELSE g.marking END)
                    FROM meeting m JOIN meeting_group g ON g.number = m.meeting_group
                    WHERE m.number = k.since_meeting
                        AND (m.until_sequence IS NULL OR m.until_sequence > k.known_to)
                        AND (g.until_sequence IS NULL OR g.until_sequence > k.known_to)), \(highest)) <= \(reach))
        """
    }

    /// The numbers of the exports that are open to a sight: those of open packs, and of open plans.
    static func openExports(_ reach: String, _ highest: String) -> String {
        """
        SELECT v.number FROM plan_export v
        WHERE v.marking <= \(reach) AND (v.pack IS NULL OR v.pack IN (\(open(reach, highest))))
            AND NOT EXISTS (
                SELECT 1 FROM plan_export_strategy o
                WHERE o.export = v.number
                    AND COALESCE(
                        (SELECT MAX(s.marking) FROM strategy s WHERE s.number = o.strategy), \(highest)) > \(reach))
        """
    }

    /// The highest marking a group, `?1`, and each of its meetings has borne since an entry, `?2`.
    static let groupSince = """
        SELECT MAX(marking) FROM meeting_group WHERE number = ?1 AND (until_sequence IS NULL OR until_sequence > ?2)
        """
    static let meetingsSince = """
        SELECT number, MAX(marking) FROM meeting
        WHERE meeting_group = ?1 AND (until_sequence IS NULL OR until_sequence > ?2) GROUP BY number
        """
}
