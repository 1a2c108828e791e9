import ActionPlans
import Vocabulary

/// A current row of `action`.
struct ActionRow {
    let id: ActionID
    let strategy: StrategyID
    let marking: Marking
    var position: Int
    var updateOwner: MemberID?
    var retired: Retirement?
    let entered: JournalSequence
    let enteredOn: Day
    var raisedIn: MeetingID?
}

extension PlanTables {
    /// A new action of a plan, with its wording, its promises and those who contribute.
    func enter(
        _ entered: EnteredAction, in strategy: StrategyID, on day: Day, meeting: MeetingID? = nil
    ) throws {
        let row = ActionRow(
            id: entered.id, strategy: strategy, marking: entered.marking, position: entered.position,
            updateOwner: entered.updateOwner, retired: nil, entered: mark.sequence, enteredOn: day,
            raisedIn: meeting)
        try begin(row)
        try begin(entered.wording, of: entered.id)
        for member in Set(entered.contributing).sorted() { try begin(member, contributingTo: row) }
        for promise in Promise.carriedOver(from: [], to: entered.wording.timescale.commitments, on: nil) {
            try begin(promise, of: row)
        }
    }

    func action(_ id: ActionID) throws -> ActionRow? {
        let rows = try connection.rows(
            """
            SELECT strategy, marking, position, update_owner, retired_on, retired_reason, successor, entered,
                entered_on, raised_in
            FROM action WHERE number = ?1 AND until_sequence IS NULL
            """, [SQLValue(id)])
        guard try rows.next() else { return nil }
        return ActionRow(
            id: id, strategy: rows.id(0), marking: rows.marking(1), position: rows.int(2),
            updateOwner: rows.idIfAny(3), retired: rows.retirement(at: 4), entered: rows.sequence(7),
            enteredOn: try rows.day(8), raisedIn: rows.idIfAny(9))
    }

    func replace(_ row: ActionRow) throws {
        let key = [now, SQLValue(row.id)]
        try connection.execute("DELETE FROM action WHERE from_sequence = ?1 AND number = ?2", key)
        try connection.execute(
            "UPDATE action SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL", key)
        try begin(row)
    }

    private func begin(_ row: ActionRow) throws {
        try connection.execute(
            """
            INSERT INTO action (number, from_sequence, strategy, marking, position, update_owner, retired_on,
                retired_reason, successor, entered, entered_on, raised_in)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """,
            [
                SQLValue(row.id), now, SQLValue(row.strategy), SQLValue(row.marking), SQLValue(row.position),
                SQLValue(row.updateOwner), SQLValue(row.retired?.on), SQLValue(row.retired?.reason),
                SQLValue(row.retired?.successor), SQLValue(row.entered), SQLValue(row.enteredOn),
                SQLValue(row.raisedIn),
            ])
    }

    func replaceWording(_ wording: ActionWording, of action: ActionID) throws {
        let key = [now, SQLValue(action)]
        try connection.execute("DELETE FROM action_wording WHERE from_sequence = ?1 AND action = ?2", key)
        try connection.execute(
            "UPDATE action_wording SET until_sequence = ?1 WHERE action = ?2 AND until_sequence IS NULL", key)
        try begin(wording, of: action)
    }

    private func begin(_ wording: ActionWording, of action: ActionID) throws {
        try connection.execute(
            """
            INSERT INTO action_wording (action, from_sequence, number, path, text, owner, leads, contributors,
                resources, coverage, outcome, measure, progress, equality, notes, timescale)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """,
            [
                SQLValue(action), now, SQLValue(wording.number), .text(PlanLevel.written(wording.path)),
                .text(wording.text), SQLValue(wording.owner), .text(TextList.written(wording.leads)),
                .text(TextList.written(wording.contributors)), SQLValue(wording.resources), SQLValue(wording.coverage),
                SQLValue(wording.outcome), SQLValue(wording.measure), SQLValue(wording.progress),
                SQLValue(wording.equality), SQLValue(wording.notes), SQLValue(wording.timescale.wording),
            ])
    }

    /// Ends those who no longer contribute and begins those who now do.
    func replaceMembers(_ members: Set<MemberID>, of action: ActionRow) throws {
        let standing = try self.members(of: action)
        for member in standing.subtracting(members).sorted() {
            let key = [now, SQLValue(action.id), SQLValue(member)]
            try connection.execute(
                "DELETE FROM action_member WHERE from_sequence = ?1 AND action = ?2 AND member = ?3", key)
            try connection.execute(
                """
                UPDATE action_member SET until_sequence = ?1
                WHERE action = ?2 AND member = ?3 AND until_sequence IS NULL
                """, key)
        }
        for member in members.subtracting(standing).sorted() { try begin(member, contributingTo: action) }
    }

    /// Those who contribute to an action.
    func members(of action: ActionRow) throws -> Set<MemberID> {
        let rows = try connection.rows(
            "SELECT member FROM action_member WHERE action = ?1 AND until_sequence IS NULL", [SQLValue(action.id)])
        var standing: Set<MemberID> = []
        while try rows.next() { standing.insert(rows.id(0)) }
        return standing
    }

    private func begin(_ member: MemberID, contributingTo action: ActionRow) throws {
        try connection.execute(
            """
            INSERT INTO action_member (action, member, from_sequence, strategy, marking) VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            [SQLValue(action.id), SQLValue(member), now, SQLValue(action.strategy), SQLValue(action.marking)])
    }
}

extension Rows {
    /// Day, reason and successor in three columns.
    func retirement(at column: Int) -> Retirement? {
        guard let on = dayIfAny(column) else { return nil }
        return Retirement(on: on, reason: text(column + 1), successor: idIfAny(column + 2))
    }
}

extension PlanLevel {
    /// A path in one column: kind, number and text of each level, one after the other.
    static func written(_ path: [PlanLevel]) -> String {
        TextList.written(path.flatMap { [$0.level.rawValue, $0.number, $0.text] })
    }

    /// Nil for anything `written` does not write.
    static func read(_ text: String) -> [PlanLevel]? {
        guard let items = TextList.read(text), items.count.isMultiple(of: 3) else { return nil }
        var path: [PlanLevel] = []
        for index in stride(from: 0, to: items.count, by: 3) {
            guard let level = items[index].flatMap({ Kind(rawValue: $0) }), let text = items[index + 2] else {
                return nil
            }
            path.append(PlanLevel(level: level, number: items[index + 1], text: text))
        }
        return path
    }
}
