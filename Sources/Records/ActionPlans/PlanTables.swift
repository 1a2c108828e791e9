import ActionPlans
import Vocabulary

/// The read tables of plans, as one entry writes them. Replacing a row ends it and begins a new one; a row begun by
/// the same entry is written again in its place.
struct PlanTables {
    let connection: any Connection
    let mark: EntryMark

    init(_ connection: any Connection, _ mark: EntryMark) {
        self.connection = connection
        self.mark = mark
    }

    var now: SQLValue { SQLValue(mark.sequence) }
}

/// A current row of `strategy`.
struct StrategyRow {
    let id: StrategyID
    let title: String
    let year: PlanYear
    let marking: Marking
    var source: PlanSource
    let imported: Day
    let importedAt: JournalSequence
    /// The entry the source came with.
    var sourceAt: JournalSequence
    var layout: String?
}

/// A current row of `round`.
struct RoundRow {
    let id: RoundID
    let strategy: StrategyID
    let periodFrom: Day
    let periodTo: Day
    let opens: Day
    var closes: Day
    let opened: JournalSequence
    let openedAt: Instant
    let owing: String
}

extension PlanTables {
    func strategy(_ id: StrategyID) throws -> StrategyRow? {
        let rows = try connection.rows(
            """
            SELECT title, year, marking, source_name, source_digest, imported, imported_at,
                COALESCE(source_at, imported_at), layout
            FROM strategy WHERE number = ?1 AND until_sequence IS NULL
            """, [SQLValue(id)])
        guard try rows.next() else { return nil }
        return StrategyRow(
            id: id, title: rows.text(0), year: try rows.word(1), marking: rows.marking(2),
            source: PlanSource(name: rows.text(3), digest: rows.text(4)), imported: try rows.day(5),
            importedAt: rows.sequence(6), sourceAt: rows.sequence(7), layout: rows.textIfAny(8))
    }

    func end(strategy id: StrategyID) throws {
        try connection.execute(
            "UPDATE strategy SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL",
            [now, SQLValue(id)])
    }

    func begin(_ row: StrategyRow) throws {
        try connection.execute(
            """
            INSERT INTO strategy (number, from_sequence, title, year, marking, source_name, source_digest, imported,
                imported_at, source_at, layout)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            [
                SQLValue(row.id), now, .text(row.title), .text(row.year.rawValue), SQLValue(row.marking),
                .text(row.source.name), .text(row.source.digest), SQLValue(row.imported), SQLValue(row.importedAt),
                SQLValue(row.sourceAt), SQLValue(row.layout),
            ])
    }

    func round(_ id: RoundID) throws -> RoundRow? {
        let rows = try connection.rows(
            """
            SELECT strategy, period_from, period_to, opens, closes, opened, opened_at, owing
            FROM round WHERE number = ?1 AND until_sequence IS NULL
            """, [SQLValue(id)])
        guard try rows.next() else { return nil }
        return RoundRow(
            id: id, strategy: rows.id(0), periodFrom: try rows.day(1), periodTo: try rows.day(2),
            opens: try rows.day(3), closes: try rows.day(4), opened: rows.sequence(5), openedAt: rows.instant(6),
            owing: rows.text(7))
    }

    func end(round id: RoundID) throws {
        try connection.execute(
            "UPDATE round SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL", [now, SQLValue(id)])
    }

    func begin(_ row: RoundRow) throws {
        try connection.execute(
            """
            INSERT INTO round (number, from_sequence, strategy, period_from, period_to, opens, closes, opened,
                opened_at, owing)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            [
                SQLValue(row.id), now, SQLValue(row.strategy), SQLValue(row.periodFrom), SQLValue(row.periodTo),
                SQLValue(row.opens), SQLValue(row.closes), SQLValue(row.opened), SQLValue(row.openedAt),
                .text(row.owing),
            ])
    }

    /// That an action was reported on, whatever the report says.
    func report(on action: ActionID, day: Day) throws {
        try connection.execute(
            "INSERT INTO report (sequence, action, recorded, recorded_on) VALUES (?1, ?2, ?3, ?4)",
            [now, SQLValue(action), SQLValue(mark.recorded), SQLValue(day)])
    }
}
