import Foundation
import Glibc
import Records
public import Vocabulary

extension SQLiteStore {
    /// Proves a backup by opening a copy of it, puts the copy in the place of the store, and proves it again there.
    ///
    /// The store that stood there is kept beside it as `.before-restore-<sequence>`. Needs the lock: refused while a
    /// server runs. Where anything is wrong the store stays as it was.
    ///
    /// - Throws: `KeepingRefusal`.
    public static func restore(from backup: String, to path: String) async throws -> BackupReport {
        guard FileManager.default.fileExists(atPath: backup) else { throw KeepingRefusal.noSuchFile(path: backup) }
        if let kind = NetworkFileSystem.kind(of: path) {
            throw KeepingRefusal.networkFileSystem(path: path, kind: kind)
        }
        let lock = try LockFile(beside: path)
        defer { lock.release() }
        let draft = DraftFile(for: path)
        defer { draft.remove() }
        try copyBytes(from: backup, to: draft.path)
        _ = try await prove(draft.path, named: backup)
        try draft.sync()
        let kept = try await setAside(path)
        do {
            try draft.put(at: path)
            let report = try await prove(path, named: path)
            return BackupReport(
                path: path, bytes: size(of: path), entries: report.entries, head: report.head, proved: true)
        } catch {
            if let kept { rename(kept, path) }
            throw error
        }
    }

    private static func copyBytes(from source: String, to target: String) throws {
        DraftFile.discard(target)
        do {
            try FileManager.default.copyItem(atPath: source, toPath: target)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            throw KeepingRefusal.diskFull
        }
        try OwnerOnly.create(target)
    }

    private static func prove(_ path: String, named name: String) async throws -> VerifyReport {
        do {
            return try await SQLiteDatabase.reading(path) { copy in
                try await refuseStranger(copy, mustBeOurs: true)
                return try await CopyProof.prove(copy, path: name)
            }
        } catch DatabaseFault.damaged(let message) {
            throw KeepingRefusal.notProved(path: name, reason: message)
        } catch KeepingRefusal.notADatabase {
            throw KeepingRefusal.notADatabase(path: name)
        }
    }

    /// Gives the store that stands there another name, its last changes folded in.
    private static func setAside(_ path: String) async throws -> String? {
        guard size(of: path) > 0 else { return nil }
        let sequence = try await foldIn(path)
        var kept = "\(path).before-restore-\(sequence)"
        var attempt = 1
        while FileManager.default.fileExists(atPath: kept) {
            attempt += 1
            kept = "\(path).before-restore-\(sequence)-\(attempt)"
        }
        guard rename(path, kept) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        for companion in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + companion) {
            rename(path + companion, kept + companion)
        }
        return kept
    }

    /// The last sequence of a store; a file too damaged to say counts as 0 and is set aside as it is.
    private static func foldIn(_ path: String) async throws -> JournalSequence {
        do {
            let database = SQLiteDatabase(
                path: path, connections: try plainConnection(path), isReadOnly: false, lock: nil)
            let head = try await SQLKeeping(over: database).head()
            try await database.close()
            return head?.sequence ?? .none
        } catch {
            return .none
        }
    }

    private static func size(of path: String) -> Int64 {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
    }
}
