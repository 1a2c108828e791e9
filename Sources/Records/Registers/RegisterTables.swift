import ActionPlans
import Vocabulary

/// Which rows of the registers follow from an entry.
extension RegisterEntry: Projected {
    func project(_ mark: EntryMark, on connection: any Connection) throws {
        let tables = RegisterTables(connection: connection, mark: mark)
        let before = try tables.item(item)
        guard let after = RegisterItem.after(self, before, at: mark.sequence) else { return }
        try tables.replace(after)
    }

    func excerpts() -> [(subject: Subject, facts: RegisterEntry)] { [] }
}

/// The read tables of the registers, as one entry writes them.
struct RegisterTables {
    let connection: any Connection
    let mark: EntryMark

    private var now: SQLValue { SQLValue(mark.sequence) }

    /// The current row of an item; nil for one that is not there.
    func item(_ id: RegisterItemID) throws -> RegisterItem? {
        let rows = try connection.rows(RegisterColumns.current, [SQLValue(id)])
        guard try rows.next() else { return nil }
        var item = try RegisterColumns.item(rows)
        let links = try connection.rows(
            "SELECT action FROM register_item_action WHERE item = ?1 AND until_sequence IS NULL ORDER BY action",
            [SQLValue(id)])
        while try links.next() { item.record.actions.append(links.id(0)) }
        return item
    }

    func replace(_ item: RegisterItem) throws {
        let key = [now, SQLValue(item.id)]
        try connection.execute("DELETE FROM register_item WHERE from_sequence = ?1 AND number = ?2", key)
        try connection.execute(
            "UPDATE register_item SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL", key)
        try begin(item)
        try replaceLinks(Set(item.record.actions), of: item.id)
    }

    private func begin(_ item: RegisterItem) throws {
        let columns = RegisterColumns(item.record.details)
        try connection.execute(
            """
            INSERT INTO register_item (number, from_sequence, kind, title, strategy, marking, owner, review, reviewed,
                opened, cause, effect, response, likelihood, impact, site, begins, ends, due, extensions, closed_how,
                closed_on, closed_reason, closed_source)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                ?22, ?23, ?24)
            """,
            [
                SQLValue(item.id), now, .text(item.kind.rawValue), .text(item.record.title),
                SQLValue(item.record.strategy), SQLValue(item.marking), SQLValue(item.record.owner),
                SQLValue(item.record.review), SQLValue(item.reviewed), SQLValue(item.opened), SQLValue(columns.cause),
                SQLValue(columns.effect), SQLValue(columns.response), SQLValue(columns.likelihood),
                SQLValue(columns.impact), SQLValue(columns.site), SQLValue(columns.begins), SQLValue(columns.ends),
                SQLValue(columns.due), SQLValue(item.extensions), SQLValue(item.closing?.how.rawValue),
                SQLValue(item.closing?.on), SQLValue(item.closing?.reason), SQLValue(item.closing?.source),
            ])
    }

    private func replaceLinks(_ actions: Set<ActionID>, of item: RegisterItemID) throws {
        let rows = try connection.rows(
            "SELECT action FROM register_item_action WHERE item = ?1 AND until_sequence IS NULL", [SQLValue(item)])
        var old: Set<ActionID> = []
        while try rows.next() { old.insert(rows.id(0)) }
        for action in old.subtracting(actions).sorted() {
            let key = [now, SQLValue(item), SQLValue(action)]
            try connection.execute(
                "DELETE FROM register_item_action WHERE from_sequence = ?1 AND item = ?2 AND action = ?3", key)
            try connection.execute(
                """
                UPDATE register_item_action SET until_sequence = ?1
                WHERE item = ?2 AND action = ?3 AND until_sequence IS NULL
                """, key)
        }
        for action in actions.subtracting(old).sorted() {
            try connection.execute(
                "INSERT INTO register_item_action (item, action, from_sequence) VALUES (?1, ?2, ?3)",
                [SQLValue(item), SQLValue(action), now])
        }
    }
}

/// How the parts of each kind stand in the columns of `register_item`.
struct RegisterColumns {
    var cause: String?
    var effect: String?
    var response: String?
    var likelihood: Int?
    var impact: Int?
    var site: String?
    var begins: Day?
    var ends: Day?
    var due: Day?

    init(_ details: RegisterDetails) {
        switch details {
        case .risk(let risk):
            (cause, effect, response) = (risk.cause, risk.effect, risk.mitigation)
            (likelihood, impact) = (risk.likelihood, risk.impact)
        case .issue(let issue): (effect, response) = (issue.effect, issue.response)
        case .pilot(let pilot):
            (site, begins, ends, due) = (pilot.site, pilot.begins, pilot.ends, pilot.evaluationDue)
        case .evidenceGap(let gap): (effect, response, due) = (gap.why, gap.fill, gap.due)
        }
    }

    static let current =
        "SELECT " + list + """
            , i.from_sequence FROM register_item i WHERE i.number = ?1 AND i.until_sequence IS NULL
            """

    static let list = """
        i.number, i.kind, i.title, i.strategy, i.marking, i.owner, i.review, i.reviewed, i.opened, i.cause, i.effect,
        i.response, i.likelihood, i.impact, i.site, i.begins, i.ends, i.due, i.extensions, i.closed_how, i.closed_on,
        i.closed_reason, i.closed_source
        """

    /// An item from a row of `list` followed by its version; its actions are read apart.
    static func item(_ rows: any Rows) throws -> RegisterItem {
        var closing: RegisterClosing?
        if !rows.isNull(19) {
            closing = RegisterClosing(
                how: try rows.word(19), on: try rows.day(20), reason: rows.text(21), source: rows.textIfAny(22))
        }
        return RegisterItem(
            id: rows.id(0),
            record: RegisterRecord(
                title: rows.text(2), strategy: rows.idIfAny(3), owner: rows.idIfAny(5), review: rows.dayIfAny(6),
                details: try details(rows)),
            marking: rows.marking(4), opened: try rows.day(8), closing: closing, reviewed: rows.dayIfAny(7),
            extensions: rows.int(18), version: rows.sequence(23))
    }

    private static func details(_ rows: any Rows) throws -> RegisterDetails {
        let kind: RegisterKind = try rows.word(1)
        switch kind {
        case .risk:
            return .risk(
                RiskDetails(
                    cause: rows.textIfAny(9), effect: rows.textIfAny(10), likelihood: rows.int(12),
                    impact: rows.int(13), mitigation: rows.textIfAny(11)))
        case .issue: return .issue(IssueDetails(effect: rows.textIfAny(10), response: rows.textIfAny(11)))
        case .pilot:
            return .pilot(
                PilotDetails(
                    site: rows.text(14), begins: try rows.day(15), ends: try rows.day(16),
                    evaluationDue: try rows.day(17)))
        case .evidenceGap:
            return .evidenceGap(GapDetails(why: rows.text(10), fill: rows.textIfAny(11), due: try rows.day(17)))
        }
    }
}
