public import ActionPlans
import Frameworks
public import Partnership
public import Vocabulary

/// Remembered meanings of columns in a database: a working table, without entries.
public struct SQLColumnRegister<Store: Database>: ColumnRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    /// What a sight lets through: `marking <= ?1 AND ?2 = 1`, nothing above its ceiling.
    private static func values(_ sight: Sight) -> [SQLValue] { [SQLValue(sight.ceiling), SQLValue(sight.seesPlans)] }

    public func columns(_ sight: Sight) async throws -> [RememberedColumn] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT agency, heading, marking, printed, meaning, member, settled, source FROM remembered_column
                WHERE marking <= ?1 AND ?2 = 1 ORDER BY agency, heading, marking
                """, Self.values(sight))
            var columns: [RememberedColumn] = []
            while try rows.next() {
                guard let meaning = ColumnReading(word: rows.text(4)) else {
                    throw MisreadRow(column: 4, expected: "a column meaning")
                }
                columns.append(
                    RememberedColumn(
                        agency: rows.id(0), heading: rows.text(1), marking: rows.marking(2), printed: rows.text(3),
                        meaning: meaning, member: rows.id(5), settled: rows.instant(6), source: rows.text(7)))
            }
            return columns
        }
    }

    public func remember(
        _ columns: [RememberedColumn], forgetting: [String], of agency: AgencyID, _ sight: Sight, limit: Int
    ) async throws {
        try await database.write { connection in
            for heading in forgetting {
                try connection.execute(
                    "DELETE FROM remembered_column WHERE marking <= ?1 AND ?2 = 1 AND agency = ?3 AND heading = ?4",
                    Self.values(sight) + [SQLValue(agency), .text(heading)])
            }
            for column in columns {
                let key: [SQLValue] = [SQLValue(agency), .text(column.heading), SQLValue(column.marking)]
                try connection.execute(
                    "DELETE FROM remembered_column WHERE agency = ?1 AND heading = ?2 AND marking = ?3", key)
                try connection.execute(
                    """
                    INSERT INTO remembered_column
                        (agency, heading, marking, printed, meaning, member, settled, source)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    """,
                    key + [
                        .text(column.printed), .text(column.meaning.description), SQLValue(column.member),
                        SQLValue(column.settled), .text(column.source),
                    ])
            }
            try connection.execute(
                """
                DELETE FROM remembered_column WHERE agency = ?1 AND (
                    SELECT COUNT(*) FROM remembered_column n WHERE n.agency = ?1 AND (
                        n.settled > remembered_column.settled
                        OR (n.settled = remembered_column.settled AND n.heading < remembered_column.heading))) >= ?2
                """, [SQLValue(agency), SQLValue(limit)])
        }
    }

    @discardableResult
    public func forget(_ column: RememberedColumn, _ sight: Sight) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                """
                DELETE FROM remembered_column
                WHERE marking <= ?1 AND ?2 = 1 AND agency = ?3 AND heading = ?4 AND marking = ?5 AND settled = ?6
                """,
                Self.values(sight) + [
                    SQLValue(column.agency), .text(column.heading), SQLValue(column.marking),
                    SQLValue(column.settled),
                ]) > 0
        }
    }

    @discardableResult
    public func forgetAll(of agency: AgencyID, _ sight: Sight) async throws -> Int {
        try await database.write { connection in
            try connection.execute(
                "DELETE FROM remembered_column WHERE marking <= ?1 AND ?2 = 1 AND agency = ?3",
                Self.values(sight) + [SQLValue(agency)])
        }
    }
}
