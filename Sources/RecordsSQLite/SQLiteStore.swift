import Foundation
import GRDB
public import Records
import Vocabulary

/// One SQLite file as the store of a partnership: WAL, every commit on disk before it is acknowledged, one writing
/// process at a time.
public enum SQLiteStore {
    public enum Mode: Sendable {
        /// Takes the lock file, makes the database where there is none, and brings its schema up to date.
        case readWrite
        /// Beside a writing process; nothing is changed. The file must be there.
        case readOnly
    }

    /// Opens the store in a file.
    ///
    /// - Parameter readers: how many may read at once; others wait.
    /// - Throws: `KeepingRefusal`: held by another process, a newer schema, not a database, no such file, a network
    ///   file system.
    public static func open(path: String, mode: Mode = .readWrite, readers: Int = 8) async throws -> Store {
        Store(over: try await database(path: path, mode: mode, readers: readers))
    }

    /// A store that is gone when it is closed; for tests and trials.
    public static func inMemory() async throws -> Store {
        let database = SQLiteDatabase(
            path: ":memory:", connections: try DatabaseQueue(), isReadOnly: false, lock: nil)
        try await migrate(database)
        return Store(over: database)
    }

    /// - Parameter prepare: run on the writing connection before anything else; tests set a size limit with it.
    static func database(
        path: String, mode: Mode, readers: Int = 8, prepare: (@Sendable (GRDB.Database) throws -> Void)? = nil
    ) async throws -> SQLiteDatabase {
        if let kind = NetworkFileSystem.kind(of: path) {
            throw KeepingRefusal.networkFileSystem(path: path, kind: kind)
        }
        if mode == .readOnly, !FileManager.default.fileExists(atPath: path) {
            throw KeepingRefusal.noSuchFile(path: path)
        }
        do {
            let lock = mode == .readWrite ? try LockFile(beside: path) : nil
            try await refuseStranger(at: path, mode)
            if mode == .readWrite { try OwnerOnly.create(path) }
            let database = SQLiteDatabase(
                path: path, connections: try connections(path, mode, readers, prepare), isReadOnly: mode == .readOnly,
                lock: lock)
            if mode == .readWrite {
                try await keepBeforeMigration(database)
                try await migrate(database)
            }
            return database
        } catch {
            let fault = SQLiteFault.translated(error)
            if case DatabaseFault.damaged = fault { throw KeepingRefusal.notADatabase(path: path) }
            throw fault
        }
    }

    private static func connections(
        _ path: String, _ mode: Mode, _ readers: Int, _ prepare: (@Sendable (GRDB.Database) throws -> Void)?
    ) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.readonly = mode == .readOnly
        configuration.maximumReaderCount = max(1, readers)
        configuration.busyMode = .timeout(10)
        configuration.label = "Cornerstone"
        // A plan of 2,000 actions takes more than the 2 MB a connection keeps by itself.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16384") }
        let pool = try DatabasePool(path: path, configuration: configuration)
        if mode == .readWrite {
            try pool.writeWithoutTransaction { database in
                // The pool opens with NORMAL, which may lose the last commits when the power goes.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try prepare?(database)
            }
        }
        return pool
    }

    /// A connection without companions to its file once it is closed.
    static func plainConnection(_ path: String) throws -> DatabaseQueue { try DatabaseQueue(path: path) }

    /// Looks before anything is written: opening for writing alone would change the file.
    private static func refuseStranger(at path: String, _ mode: Mode) async throws {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size > 0 else { return }
        try await SQLiteDatabase.reading(path) { try await refuseStranger($0, mustBeOurs: mode == .readOnly) }
    }

    /// A database that holds tables of somebody else is left alone.
    static func refuseStranger(_ database: SQLiteDatabase, mustBeOurs: Bool = false) async throws {
        let path = database.path
        try await database.read { connection in
            let tables = try count(tables, connection)
            let hasVersion = try count(versionTables, connection) > 0
            if !hasVersion, tables > 0 || mustBeOurs { throw KeepingRefusal.notADatabase(path: path) }
            let found = try Schema.version(connection, tableExists: hasVersion) ?? 0
            if found > Schema.known { throw KeepingRefusal.newerSchema(found: found, known: Schema.known) }
        }
    }

    /// Copies a store of an earlier program before its schema is changed: as `.before-schema-<new>-<sequence>` beside it,
    /// proved like any backup. Where an upgrade was interrupted, the copy of it is there already.
    private static func keepBeforeMigration(_ database: SQLiteDatabase) async throws {
        let found = try await database.read { connection in
            try Schema.version(connection, tableExists: try count(versionTables, connection) > 0) ?? 0
        }
        guard found > 0, found < Schema.known else { return }
        let keeping = SQLKeeping(over: database)
        let sequence = try await keeping.head()?.sequence ?? .none
        let target = "\(database.path).before-schema-\(Schema.known)-\(sequence)"
        guard !FileManager.default.fileExists(atPath: target) else { return }
        _ = try await keeping.backup(to: target)
    }

    static func migrate(_ database: SQLiteDatabase) async throws {
        try await database.write { connection in
            let hasVersion = try count(versionTables, connection) > 0
            try Schema.migrate(connection, dialect: .sqlite, tableExists: hasVersion)
        }
    }

    private static let tables = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    private static let versionTables =
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"

    private static func count(_ sql: String, _ connection: any Connection) throws -> Int64 {
        let rows = try connection.rows(sql, [])
        return try rows.next() ? rows.integer(0) : 0
    }
}
