import ActionPlans
import Vocabulary

/// The rows that follow when an import or a revision is undone: those that stood before it hold again, from here on.
extension PlanTables {
    func project(_ facts: ImportUndone) throws {
        let before = JournalSequence(facts.undoes.number - 1)
        if facts.planLeaves {
            for action in try actions(of: facts.strategy) { try leave(action) }
            try connection.execute(
                "UPDATE round SET until_sequence = ?1 WHERE strategy = ?2 AND until_sequence IS NULL",
                [now, SQLValue(facts.strategy)])
            try end(strategy: facts.strategy)
            return
        }
        for action in facts.removed { try leave(action) }
        for action in facts.restored { try restore(action, asAt: before) }
        guard var row = try strategy(facts.strategy), let old = try source(of: facts.strategy, asAt: before) else {
            return
        }
        (row.source, row.sourceAt, row.layout) = old
        try end(strategy: facts.strategy)
        try begin(row)
    }

    private func actions(of strategy: StrategyID) throws -> [ActionID] {
        let rows = try connection.rows(
            "SELECT number FROM action WHERE strategy = ?1 AND until_sequence IS NULL ORDER BY number",
            [SQLValue(strategy)])
        var found: [ActionID] = []
        while try rows.next() { found.append(rows.id(0)) }
        return found
    }

    /// An action is no longer in its plan. Its number is not given again.
    private func leave(_ action: ActionID) throws {
        let key = [now, SQLValue(action)]
        for sql in [
            "UPDATE action SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL",
            "UPDATE action_wording SET until_sequence = ?1 WHERE action = ?2 AND until_sequence IS NULL",
            "UPDATE action_member SET until_sequence = ?1 WHERE action = ?2 AND until_sequence IS NULL",
            "UPDATE promise SET until_sequence = ?1 WHERE action = ?2 AND until_sequence IS NULL",
            "UPDATE occurrence SET until_sequence = ?1 WHERE action = ?2 AND until_sequence IS NULL",
        ] { try connection.execute(sql, key) }
    }

    /// Wording, position and commitments of an action as they stood at a sequence.
    private func restore(_ id: ActionID, asAt before: JournalSequence) throws {
        let then = [SQLValue(before), SQLValue(id)]
        let stood = try connection.number(
            """
            SELECT position FROM action
            WHERE number = ?2 AND from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1)
            """, then)
        guard var action = try action(id), let stood else { return }
        if action.position != Int(stood) {
            action.position = Int(stood)
            try replace(action)
        }
        try connection.execute(
            "UPDATE action_wording SET until_sequence = ?1 WHERE action = ?2 AND until_sequence IS NULL",
            [now, SQLValue(id)])
        try connection.execute(
            """
            INSERT INTO action_wording (action, from_sequence, number, path, text, owner, leads, contributors,
                resources, coverage, outcome, measure, progress, equality, notes, timescale)
            SELECT action, ?3, number, path, text, owner, leads, contributors, resources, coverage, outcome, measure,
                progress, equality, notes, timescale
            FROM action_wording
            WHERE action = ?2 AND from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1)
            """, then + [now])
        try replace(promises(of: id), with: promises(of: id, asAt: before), of: action)
    }

    private func source(
        of strategy: StrategyID, asAt before: JournalSequence
    ) throws -> (PlanSource, JournalSequence, String?)? {
        let rows = try connection.rows(
            """
            SELECT source_name, source_digest, COALESCE(source_at, imported_at), layout FROM strategy
            WHERE number = ?2 AND from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1)
            """, [SQLValue(before), SQLValue(strategy)])
        guard try rows.next() else { return nil }
        return (PlanSource(name: rows.text(0), digest: rows.text(1)), rows.sequence(2), rows.textIfAny(3))
    }
}
