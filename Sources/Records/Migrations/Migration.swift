import Crypto
import Vocabulary

/// One step of the schema: numbered, forward only, never edited once released.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    /// Statements of the shared subset.
    let sql: String
    /// Statements in the words of one database: what keeps entries from being changed.
    let guards: [Dialect: String]
    /// What stands in the read tables has to be made again from the journal: it holds more than before.
    let rebuilds: Bool

    init(number: Int, name: String, sql: String, guards: [Dialect: String] = [:], rebuilds: Bool = false) {
        self.number = number
        self.name = name
        self.sql = sql
        self.guards = guards
        self.rebuilds = rebuilds
    }

    /// SHA-256 of the statements, kept with the number: an edited migration is found out.
    func digest(_ dialect: Dialect) -> String {
        HexDigest.text(SHA256.hash(data: Array((sql + (guards[dialect] ?? "")).utf8)))
    }
}

/// Every migration there is, and how they are applied.
public enum Schema {
    public static let migrations: [Migration] = [
        .journal, .readTables, .workingTables, .rounds, .changes, .meetings, .registers, .working, .posts, .views,
        .packs, .layouts, .jobs,
    ]

    public static var known: Int { migrations.count }

    /// The number of the last migration a database has seen; nil for a database that has never been ours.
    ///
    /// - Parameter tableExists: whether `schema_version` is there, asked in the dialect's own way.
    public static func version(_ connection: any Connection, tableExists: Bool) throws -> Int? {
        guard tableExists else { return nil }
        return Int(try connection.number("SELECT MAX(number) FROM schema_version") ?? 0)
    }

    /// Brings a database up to date, in the transaction of the connection.
    ///
    /// - Throws: `KeepingRefusal.newerSchema` where a newer program has been here.
    public static func migrate(_ connection: any Connection, dialect: Dialect, tableExists: Bool) throws {
        try migrate(connection, dialect: dialect, tableExists: tableExists, upTo: known)
    }

    /// - Parameter last: tests make the databases of earlier programs with it.
    static func migrate(
        _ connection: any Connection, dialect: Dialect, tableExists: Bool, upTo last: Int
    ) throws {
        if !tableExists { try connection.script(versionTable) }
        let found = try version(connection, tableExists: true) ?? 0
        guard found <= known else { throw KeepingRefusal.newerSchema(found: found, known: known) }
        let wanted = migrations.filter { $0.number > found && $0.number <= last }
        for migration in wanted {
            try connection.script(migration.sql)
            if let guards = migration.guards[dialect] { try connection.script(guards) }
            try connection.execute(
                "INSERT INTO schema_version (number, name, digest) VALUES (?1, ?2, ?3)",
                [SQLValue(migration.number), .text(migration.name), .text(migration.digest(dialect))])
        }
        // The projections of this program need its whole schema.
        if found > 0, last == known, wanted.contains(where: \.rebuilds) { try Rebuild.make(connection) }
    }

    /// Migrations whose statements are not the ones that were applied.
    static func edited(_ connection: any Connection, dialect: Dialect) throws -> [Int] {
        let rows = try connection.rows("SELECT number, digest FROM schema_version ORDER BY number")
        var edited: [Int] = []
        while try rows.next() {
            let number = rows.int(0)
            guard let migration = migrations.first(where: { $0.number == number }) else { continue }
            if migration.digest(dialect) != rows.text(1) { edited.append(number) }
        }
        return edited
    }

    private static let versionTable = """
        CREATE TABLE schema_version (
            number INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            digest TEXT NOT NULL
        );
        """
}
