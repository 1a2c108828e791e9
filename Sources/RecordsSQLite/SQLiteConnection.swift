import Foundation
import GRDB
import Records

/// A GRDB connection as `Records` knows connections. Lives within one read or write.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database
    private let inUse = StatementsInUse()

    init(_ database: GRDB.Database) { self.database = database }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try database.cachedStatement(sql: sql)
        statement.setUncheckedArguments(Self.bound(arguments))
        try statement.execute()
        return database.changesCount
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> any Rows {
        var statement = try database.cachedStatement(sql: sql)
        // A statement that is still being read must not be started again under its reader.
        if inUse.contains(statement) { statement = try database.makeStatement(sql: sql) }
        statement.setUncheckedArguments(Self.bound(arguments))
        return SQLiteRows(statement, inUse)
    }

    func script(_ sql: String) throws { try database.execute(sql: sql) }

    private static func bound(_ arguments: [SQLValue]) -> StatementArguments {
        StatementArguments(
            arguments.map { value -> DatabaseValue in
                switch value {
                case .null: .null
                case .integer(let number): number.databaseValue
                // SQLite ends a text at its first zero byte.
                case .text(let text) where text.utf8.contains(0): text.replacing("\0", with: "\u{FFFD}").databaseValue
                case .text(let text): text.databaseValue
                case .blob(let bytes): Data(bytes).databaseValue
                }
            })
    }
}

/// Which statements are being read at the moment.
private final class StatementsInUse {
    private var statements: Set<ObjectIdentifier> = []

    func contains(_ statement: Statement) -> Bool { statements.contains(ObjectIdentifier(statement)) }
    func begin(_ statement: Statement) { statements.insert(ObjectIdentifier(statement)) }
    func end(_ statement: Statement) { statements.remove(ObjectIdentifier(statement)) }
}

/// Rows of a running statement, read from SQLite's own memory.
private final class SQLiteRows: Rows {
    private let steps: Steps
    private let pointer: SQLiteStatement
    private let inUse: StatementsInUse
    private var hasFailed = false
    let count: Int

    init(_ statement: Statement, _ inUse: StatementsInUse) {
        steps = Steps(statement)
        pointer = statement.sqliteStatement
        count = statement.columnCount
        self.inUse = inUse
        inUse.begin(statement)
    }

    deinit {
        inUse.end(steps._statement)
        // Ends the reading, so that no lock is kept; a statement that failed has ended, and GRDB forgets it.
        if !hasFailed { steps._statement.setUncheckedArguments(StatementArguments()) }
    }

    func next() throws -> Bool {
        do {
            return try steps.next() != nil
        } catch {
            hasFailed = true
            throw error
        }
    }

    func isNull(_ column: Int) -> Bool { DatabaseKind.fromStatement(pointer, atUncheckedIndex: CInt(column)) == nil }

    func integer(_ column: Int) -> Int64 { Int64.fromStatement(pointer, atUncheckedIndex: CInt(column)) ?? 0 }

    func text(_ column: Int) -> String { textIfAny(column) ?? "" }

    func textIfAny(_ column: Int) -> String? { String.fromStatement(pointer, atUncheckedIndex: CInt(column)) }

    func withBytes<Outcome>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Outcome) throws -> Outcome {
        try (Data.fromStatement(pointer, atUncheckedIndex: CInt(column)) ?? Data()).withUnsafeBytes(body)
    }
}

/// Steps through a statement without making anything of its rows.
private final class Steps: DatabaseCursor {
    typealias Element = Void
    let _statement: Statement
    var _isDone = false

    init(_ statement: Statement) { _statement = statement }

    func _element(sqliteStatement: SQLiteStatement) throws {}
}

/// Reads nothing but whether there is something.
private struct DatabaseKind: StatementColumnConvertible {
    init(sqliteStatement: SQLiteStatement, index: CInt) {}
}
