public import Vocabulary

/// A database as the registers need it: reads beside each other, one write at a time, each in a transaction.
///
/// The SQL handed to it is text one can paste into a console, in the subset SQLite and PostgreSQL share, with
/// numbered parameters (`?1`). Implemented by the room of one database, which adds a connection and a dialect and
/// nothing else.
public protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Reads one unchanging picture of the database.
    func read<Outcome: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Outcome
    ) async throws -> Outcome

    /// Writes all or nothing: what the body throws undoes what it did.
    ///
    /// - Throws: `KeepingRefusal.diskFull`, `DatabaseFault`, and what the body throws.
    func write<Outcome: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Outcome
    ) async throws -> Outcome

    /// Copies the database to a new file while it is in use. The copy gets its name only after `proof` has looked at
    /// it, opened for reading; where the proof throws, nothing stays.
    ///
    /// - Throws: `KeepingRefusal.alreadyThere`, `.diskFull`, and what the proof throws.
    func backUp<Proof: Sendable>(
        to path: String, proof: @escaping @Sendable (any Database) async throws -> Proof
    ) async throws -> (bytes: Int64, proof: Proof)

    /// What can be said of the database itself: version, integrity, foreign keys.
    func condition() async throws -> [CheckLine]

    func close() async throws
}

/// A connection inside one read or write. Never kept beyond it.
public protocol Connection: AnyObject {
    /// Runs a statement that gives no rows, and says how many it touched. Prepared once and kept.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// Rows as they come. One statement can be read by one reader at a time.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> any Rows
    /// Several statements without parameters: migrations.
    func script(_ sql: String) throws
}

/// Rows of a running query, read by position from 0; `count` is how many columns there are.
public protocol Rows: AnyObject {
    /// Moves to the next row; false after the last.
    func next() throws -> Bool
    var count: Int { get }
    func isNull(_ column: Int) -> Bool
    /// 0 where there is none.
    func integer(_ column: Int) -> Int64
    /// Empty where there is none.
    func text(_ column: Int) -> String
    func textIfAny(_ column: Int) -> String?
    /// The bytes as they are stored, of text and of blobs. Valid within the body only; empty for null.
    func withBytes<Outcome>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Outcome) throws -> Outcome
}

/// One parameter of a statement.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// What one database says differently from another.
public struct Dialect: Hashable, Sendable {
    public let name: String

    /// SQLite 3.38 or later.
    public static let sqlite = Dialect(name: "SQLite")
}

/// What a database answered, in the store's own words. Registers let it pass; it tells a visitor nothing.
public enum DatabaseFault: Error, Equatable, Sendable {
    /// The store was opened for reading.
    case readOnly
    /// Somebody else held the database for too long.
    case busy
    /// A rule written in the schema would have been broken. Nothing was written.
    case constraint(String)
    /// The file is damaged.
    case damaged(String)
    case other(code: Int, message: String)
}

extension Connection {
    /// The first row's first column as a number; nil when there is no row or it holds null.
    func number(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int64? {
        let rows = try rows(sql, arguments)
        guard try rows.next(), !rows.isNull(0) else { return nil }
        return rows.integer(0)
    }

    @discardableResult
    func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    func rows(_ sql: String) throws -> any Rows { try rows(sql, []) }
}
