import GRDB
import Records
import Vocabulary

/// SQLite's answers in the store's words.
enum SQLiteFault {
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let message = error.message ?? "no message"
        return switch error.resultCode {
        case .SQLITE_FULL: KeepingRefusal.diskFull
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: KeepingRefusal.diskFailed
        case .SQLITE_READONLY: DatabaseFault.readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: DatabaseFault.busy
        case .SQLITE_CONSTRAINT: DatabaseFault.constraint(message)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: DatabaseFault.damaged(message)
        default: DatabaseFault.other(code: Int(error.extendedResultCode.rawValue), message: message)
        }
    }
}
