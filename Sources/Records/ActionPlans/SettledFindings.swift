import ActionPlans
import Partnership
import Vocabulary

/// Answers to findings about a plan, in their read table.
enum SettledFindings {
    /// The answers that hold at a sequence, where the sight reaches the plan.
    static func reached(
        of id: StrategyID, _ sight: Sight, at: JournalSequence, _ connection: any Connection
    ) throws -> [SettledFinding] {
        let rows = try connection.rows(
            """
            SELECT f.finding, f.answer, f.note, f.settled_on, e.author, f.from_sequence
            FROM settled_finding f
            JOIN entry e ON e.sequence = f.from_sequence
            JOIN strategy s ON s.number = f.strategy
                AND s.from_sequence <= ?1 AND (s.until_sequence IS NULL OR s.until_sequence > ?1) AND s.marking <= ?2
            WHERE f.strategy = ?3
                AND f.from_sequence <= ?1 AND (f.until_sequence IS NULL OR f.until_sequence > ?1)
            ORDER BY f.from_sequence, f.finding
            """, [SQLValue(at), sight.ceilingCode, SQLValue(id)])
        var found: [SettledFinding] = []
        while try rows.next() {
            let member: MemberID? = rows.idIfAny(4)
            found.append(
                SettledFinding(
                    key: rows.text(0), answer: try rows.word(1), note: rows.text(2), on: try rows.day(3),
                    by: member.map { .member($0) } ?? .program, sequence: rows.sequence(5)))
        }
        return found
    }
}

extension PlanTables {
    func project(_ facts: FindingSettled) throws {
        let key: [SQLValue] = [now, SQLValue(facts.strategy), .text(facts.finding)]
        try connection.execute(
            "DELETE FROM settled_finding WHERE from_sequence = ?1 AND strategy = ?2 AND finding = ?3", key)
        try connection.execute(
            """
            UPDATE settled_finding SET until_sequence = ?1
            WHERE strategy = ?2 AND finding = ?3 AND until_sequence IS NULL
            """, key)
        try connection.execute(
            """
            INSERT INTO settled_finding (strategy, finding, from_sequence, answer, note, settled_on)
            VALUES (?2, ?3, ?1, ?4, ?5, ?6)
            """, key + [.text(facts.answer.rawValue), .text(facts.note), SQLValue(facts.on)])
    }
}
