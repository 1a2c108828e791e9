import ActionPlans
import Vocabulary

/// The rows that follow from what was changed by hand: actions added and amended, entries corrected.
extension PlanTables {
    func project(_ facts: ActionAdded) throws {
        guard try strategy(facts.strategy) != nil else { return }
        try enter(facts.action, in: facts.strategy, on: facts.on, meeting: facts.meeting)
    }

    func project(_ facts: ActionAmended) throws {
        try reword(facts.action, position: facts.position, facts.wording, on: facts.on)
    }

    /// New wording of an action that is there; its promises follow.
    func reword(_ id: ActionID, position: Int, _ wording: ActionWording, on day: Day) throws {
        guard var action = try action(id) else { return }
        if action.position != position {
            action.position = position
            try replace(action)
        }
        try replaceWording(wording, of: id)
        let old = try promises(of: id)
        try replace(
            old, with: Promise.carriedOver(from: old, to: wording.timescale.commitments, on: day), of: action)
    }

    func project(_ facts: EntryCorrected) throws {
        guard var action = try action(facts.action) else { return }
        try connection.execute(
            "INSERT INTO correction (sequence, action, corrects) VALUES (?1, ?2, ?3)",
            [now, SQLValue(facts.action), SQLValue(facts.corrects)])
        if facts.retractsUpdate {
            try connection.execute(
                """
                UPDATE report SET until_sequence = ?1
                WHERE sequence = ?2 AND action = ?3 AND until_sequence IS NULL
                """, [now, SQLValue(facts.corrects), SQLValue(facts.action)])
        }
        try change(action) { promises in
            for part in facts.commitments {
                guard let index = promises.firstIndex(where: { $0.number == part.promise }) else { continue }
                promises[index].restore(part)
            }
        }
        if facts.reinstates, action.retired != nil {
            action.retired = nil
            try replace(action)
        }
    }
}

extension Promise {
    /// Takes back what a mistaken entry did.
    mutating func restore(_ part: EntryCorrected.Restored) {
        if part.reopened { completed = nil }
        for day in part.occurrences { occurrences[day] = nil }
        if let agreed = part.agreed { (agreedDay, slips) = (agreed.day, agreed.slips) }
        if let before = part.request { request = before.open }
        if part.unsettled { settled = nil }
    }
}
