import Foundation
import GRDB
import Vocabulary

/// What `check` says of the SQLite file itself.
enum SQLiteCondition {
    static func lines(_ database: GRDB.Database, path: String, isReadOnly: Bool) throws -> [CheckLine] {
        [
            try version(database),
            try integrity(database),
            try foreignKeys(database),
            permissions(path),
        ].compactMap(\.self)
    }

    private static func version(_ database: GRDB.Database) throws -> CheckLine {
        let version = try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "unknown"
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard parts.lexicographicallyPrecedes([3, 51, 3]) else {
            return CheckLine("SQLite", .well, "SQLite \(version).")
        }
        return CheckLine(
            "SQLite", .well,
            "SQLite \(version). Versions before 3.51.3 can damage a file that two connections write at once; "
                + "Cornerstone writes over one connection of one process, which its lock file ensures."
        )
    }

    private static func integrity(_ database: GRDB.Database) throws -> CheckLine {
        let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(5)")
        guard found == ["ok"] else {
            return CheckLine(
                "integrity", .wrong,
                "The database file is damaged (\(found.first ?? "no answer")). "
                    + "Stop the server and restore the last proved backup."
            )
        }
        return CheckLine("integrity", .well, "Every page and index of the database file is whole.")
    }

    private static func foreignKeys(_ database: GRDB.Database) throws -> CheckLine {
        let broken = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
        guard broken == 0 else {
            return CheckLine(
                "foreign keys", .wrong,
                "\(broken) rows name something that is not there. "
                    + "Run rebuild; if that does not help, restore the last proved backup."
            )
        }
        return CheckLine("foreign keys", .well, "Every row that names another names one that is there.")
    }

    private static func permissions(_ path: String) -> CheckLine? {
        guard let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int else {
            return nil
        }
        guard mode & 0o077 == 0 else {
            return CheckLine(
                "permissions", .warning,
                "Other users of this machine may open the database file. Take their rights away: chmod 600.")
        }
        return CheckLine("permissions", .well, "Only its owner may open the database file.")
    }
}
