import Foundation
import GRDB
import Records
import Vocabulary

/// One SQLite file, or one in memory, as `Records` knows databases.
struct SQLiteDatabase: Records.Database {
    let dialect = Dialect.sqlite
    let path: String
    private let connections: any DatabaseWriter
    let isReadOnly: Bool
    /// Held as long as the database; let go when it is closed.
    private let lock: LockFile?
    private let gate = Gate()

    init(path: String, connections: any DatabaseWriter, isReadOnly: Bool, lock: LockFile?) {
        self.path = path
        self.connections = connections
        self.isReadOnly = isReadOnly
        self.lock = lock
    }

    func read<Outcome: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await gate.pass { try await connections.read { try body(SQLiteConnection($0)) } }
        } catch {
            throw SQLiteFault.translated(error)
        }
    }

    func write<Outcome: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Outcome
    ) async throws -> Outcome {
        guard !isReadOnly else { throw DatabaseFault.readOnly }
        do {
            return try await gate.pass { try await connections.write { try body(SQLiteConnection($0)) } }
        } catch {
            throw SQLiteFault.translated(error)
        }
    }

    func condition() async throws -> [CheckLine] {
        do {
            return try await gate.pass {
                try await connections.read { try SQLiteCondition.lines($0, path: path, isReadOnly: isReadOnly) }
            }
        } catch {
            throw SQLiteFault.translated(error)
        }
    }

    /// Folds the log into the file, so that a closed store is one file, and lets go of the lock. What is asked afterwards
    /// is refused; done again, it does nothing.
    func close() async throws {
        guard await gate.close() else { return }
        if !isReadOnly, connections is DatabasePool {
            try await connections.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        try connections.close()
        lock?.release()
    }
}

extension SQLiteDatabase {
    func backUp<Proof: Sendable>(
        to target: String, proof: @escaping @Sendable (any Records.Database) async throws -> Proof
    ) async throws -> (bytes: Int64, proof: Proof) {
        guard !FileManager.default.fileExists(atPath: target) else { throw KeepingRefusal.alreadyThere(path: target) }
        let draft = DraftFile(for: target)
        defer { draft.remove() }
        do {
            // Copying waits for the disk: on a thread of its own, not on one that answers pages.
            try await gate.pass {
                try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                    DispatchQueue.global().async { done.resume(with: Result { try copy(to: draft.path) }) }
                }
            }
        } catch {
            throw SQLiteFault.translated(error)
        }
        let shown = try await SQLiteDatabase.reading(draft.path) { try await proof($0) }
        try draft.sync()
        let bytes = draft.size
        try draft.put(at: target)
        return (bytes, shown)
    }

    /// One picture of the database in one file without companions.
    private func copy(to path: String) throws {
        DraftFile.discard(path)
        try OwnerOnly.create(path)
        let copy = try DatabaseQueue(path: path)
        try connections.backup(to: copy)
        try copy.writeWithoutTransaction { database in
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        }
        try copy.close()
    }

    /// Opens a file for one look at it.
    static func reading<Outcome: Sendable>(
        _ path: String, _ body: (SQLiteDatabase) async throws -> Outcome
    ) async throws -> Outcome {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let database = SQLiteDatabase(
                path: path, connections: try DatabaseQueue(path: path, configuration: configuration),
                isReadOnly: true, lock: nil)
            let outcome = try await body(database)
            try await database.close()
            return outcome
        } catch {
            throw SQLiteFault.translated(error)
        }
    }
}
