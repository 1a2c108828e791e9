import ActionPlans
import Vocabulary

extension PlanTables {
    /// Changes an action's promises and writes the rows of those that differ.
    ///
    /// - Returns: the promises as they are now.
    @discardableResult
    func change(_ action: ActionRow, _ body: (inout [Promise]) -> Void) throws -> [Promise] {
        let old = try promises(of: action.id)
        var new = old
        body(&new)
        try replace(old, with: new, of: action)
        return new
    }

    /// The promises of an action, in their order: the current ones, or those that stood at a sequence.
    func promises(of action: ActionID, asAt sequence: JournalSequence? = nil) throws -> [Promise] {
        let key = [SQLValue(action)] + (sequence.map { [SQLValue($0)] } ?? [])
        let rows = try connection.rows(
            sequence == nil ? PromiseColumns.ofAction : PromiseColumns.ofActionAsAt, key)
        var promises: [Promise] = []
        while try rows.next() { promises.append(try PromiseColumns.promise(rows, from: 0)) }
        let completed = try connection.rows(
            sequence == nil ? PromiseColumns.occurrences : PromiseColumns.occurrencesAsAt, key)
        while try completed.next() {
            let number = completed.int(0)
            guard let index = promises.firstIndex(where: { $0.number == number }) else { continue }
            promises[index].occurrences[try completed.day(1)] = try completed.completion(at: 2)
        }
        return promises
    }

    /// Ends and begins the rows of promises that are not as they were.
    func replace(_ old: [Promise], with new: [Promise], of action: ActionRow) throws {
        let before = Dictionary(uniqueKeysWithValues: old.map { ($0.number, $0) })
        let after = Dictionary(uniqueKeysWithValues: new.map { ($0.number, $0) })
        for number in Set(before.keys).union(after.keys).sorted() {
            let (one, other) = (before[number], after[number])
            guard one != other else { continue }
            try replaceOccurrences(one?.occurrences ?? [:], other?.occurrences ?? [:], of: number, action)
            guard one?.withoutOccurrences != other?.withoutOccurrences else { continue }
            if one != nil { try end(promise: number, of: action) }
            if let other { try begin(other, of: action) }
        }
    }

    private func end(promise number: Int, of action: ActionRow) throws {
        let key = [now, SQLValue(action.id), SQLValue(number)]
        try connection.execute("DELETE FROM promise WHERE from_sequence = ?1 AND action = ?2 AND number = ?3", key)
        try connection.execute(
            "UPDATE promise SET until_sequence = ?1 WHERE action = ?2 AND number = ?3 AND until_sequence IS NULL", key)
    }

    func begin(_ promise: Promise, of action: ActionRow) throws {
        let head = [
            SQLValue(action.id), SQLValue(promise.number), now, SQLValue(action.strategy), SQLValue(action.marking),
        ]
        try connection.execute(PromiseColumns.insert, head + PromiseColumns.values(promise))
    }

    private func replaceOccurrences(
        _ old: [Day: Completion], _ new: [Day: Completion], of promise: Int, _ action: ActionRow
    ) throws {
        guard old != new else { return }
        for day in Set(old.keys).union(new.keys).sorted() where old[day] != new[day] {
            let key = [now, SQLValue(action.id), SQLValue(promise), SQLValue(day)]
            if old[day] != nil {
                try connection.execute(
                    """
                    DELETE FROM occurrence WHERE from_sequence = ?1 AND action = ?2 AND promise = ?3 AND due = ?4
                    """, key)
                try connection.execute(
                    """
                    UPDATE occurrence SET until_sequence = ?1
                    WHERE action = ?2 AND promise = ?3 AND due = ?4 AND until_sequence IS NULL
                    """, key)
            }
            guard let completion = new[day] else { continue }
            try connection.execute(
                """
                INSERT INTO occurrence (from_sequence, action, promise, due, strategy, marking, completed_on,
                    completed_happened, completed_evidence)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """,
                key + [
                    SQLValue(action.strategy), SQLValue(action.marking), SQLValue(completion.recordedOn),
                    SQLValue(completion.happened), .text(completion.evidence),
                ])
        }
    }
}

extension Promise {
    fileprivate var withoutOccurrences: Promise {
        var bare = self
        bare.occurrences = [:]
        return bare
    }
}

extension Rows {
    /// Day of recording, day it happened and evidence in three columns.
    func completion(at column: Int) throws -> Completion {
        Completion(
            recordedOn: try day(column), happened: dayIfAny(column + 1), evidence: text(column + 2))
    }
}
