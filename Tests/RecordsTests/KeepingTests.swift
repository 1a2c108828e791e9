import ActionPlans
import Foundation
import GRDB
import Partnership
import Records
import Testing
import Vocabulary

@testable import RecordsSQLite

@Suite("Keeping a store")
struct KeepingTests {
    @Test("A second writer is refused, and reading beside the first goes on")
    func secondWriter() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let first = try await SQLiteStore.open(path: path)
            try await Fictional.fill(first)
            await #expect(throws: KeepingRefusal.heldByAnotherProcess) { _ = try await SQLiteStore.open(path: path) }
            await #expect(throws: KeepingRefusal.heldByAnotherProcess) {
                _ = try await SQLiteStore.restore(from: path, to: path)
            }

            let beside = try await SQLiteStore.open(path: path, mode: .readOnly)
            #expect(try await beside.keeping.head()?.sequence == JournalSequence(2))
            try await first.strategies.append(
                [Fictional.draft(Fictional.report(1))], expecting: [:], at: Fictional.instant(70))
            #expect(try await beside.keeping.head()?.sequence == JournalSequence(3))
            #expect(try await beside.keeping.verify().faults == [])
            await #expect(throws: DatabaseFault.readOnly) {
                try await beside.strategies.append(
                    [Fictional.draft(Fictional.report(1))], expecting: [:], at: Fictional.instant(80))
            }
            let report = try await beside.keeping.backup(to: folder + "/backup.sqlite")
            #expect(report.proved && report.entries == 3)
            try await beside.close()
            try await first.close()
        }
    }

    @Test("A closed store lets the next writer in, with everything that was written")
    func reopened() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            for round: Int64 in 1...3 {
                let store = try await SQLiteStore.open(path: path)
                try await store.members.append(
                    [EntryDraft(author: .program, payload: .agencyJoined(Fictional.agency))], expecting: [:],
                    at: Fictional.instant(round))
                #expect(try await store.keeping.head()?.sequence == JournalSequence(round))
                try await store.close()
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test(
        "What was acknowledged is there after the process was killed",
        arguments: [SQLiteStore.Mode.readWrite, .readOnly])
    func killed(mode: SQLiteStore.Mode) async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            // What a kill leaves: the file and its log as they lie on the disk, and no lock.
            let image = folder + "/image.sqlite"
            for companion in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + companion, toPath: image + companion)
            }
            let reopened = try await SQLiteStore.open(path: image, mode: mode)
            #expect(try await reopened.keeping.head() == store.keeping.head())
            #expect(try await reopened.keeping.verify().faults == [])
            try await reopened.close()
            try await store.close()
        }
    }

    @Test("Commits wait for the disk, and the log is written ahead")
    func settings() async throws {
        try await Folder.with { folder in
            let database = try await SQLiteStore.database(
                path: folder + "/store.sqlite", mode: .readWrite,
                prepare: { connection in
                    let synchronous = try Int.fetchOne(connection, sql: "PRAGMA synchronous")
                    #expect(synchronous == 2)
                    #expect(try String.fetchOne(connection, sql: "PRAGMA journal_mode") == "wal")
                    #expect(try Int.fetchOne(connection, sql: "PRAGMA foreign_keys") == 1)
                })
            try await database.close()
        }
    }

    @Test("What is not a store of ours is refused and left as it was")
    func strangers() async throws {
        try await Folder.with { folder in
            let noise = folder + "/noise.sqlite"
            try Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) }).write(to: URL(fileURLWithPath: noise))
            let foreign = folder + "/foreign.sqlite"
            try await DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
            for path in [noise, foreign] {
                let before = try Data(contentsOf: URL(fileURLWithPath: path)).count
                for mode in [SQLiteStore.Mode.readWrite, .readOnly] {
                    await #expect(throws: KeepingRefusal.notADatabase(path: path)) {
                        _ = try await SQLiteStore.open(path: path, mode: mode)
                    }
                }
                #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == before)
            }
            let missing = folder + "/missing.sqlite"
            await #expect(throws: KeepingRefusal.noSuchFile(path: missing)) {
                _ = try await SQLiteStore.open(path: missing, mode: .readOnly)
            }
        }
    }

    @Test("A store of a newer program is refused", arguments: [SQLiteStore.Mode.readWrite, .readOnly])
    func newerSchema(mode: SQLiteStore.Mode) async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            try await SQLiteStore.open(path: path).close()
            let newer = Schema.known + 1
            let queue = try DatabaseQueue(path: path)
            try await queue.write {
                try $0.execute(sql: "INSERT INTO schema_version VALUES (?, 'later', 'x')", arguments: [newer])
            }
            try queue.close()
            await #expect(throws: KeepingRefusal.newerSchema(found: newer, known: Schema.known)) {
                _ = try await SQLiteStore.open(path: path, mode: mode)
            }
        }
    }

    @Test("A full disk refuses the write whole; reads go on, and writing resumes when there is room")
    func diskFull() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let small = try await SQLiteStore.database(
                path: path, mode: .readWrite,
                prepare: { try $0.execute(sql: "PRAGMA max_page_count = 300") })
            let store = Store(over: small)
            try await Fictional.fill(store)
            var written: Int64 = 2
            var refused = false
            while !refused, written < 2000 {
                do {
                    try await store.strategies.append(
                        [Fictional.draft(Fictional.report(1, note: String(repeating: "x", count: 4000)))],
                        expecting: [:], at: Fictional.instant(100))
                    written += 1
                } catch KeepingRefusal.diskFull {
                    refused = true
                }
            }
            #expect(refused && written > 10)
            #expect(try await store.keeping.head()?.sequence == JournalSequence(written))
            #expect(try await store.keeping.verify().faults == [])
            #expect(try await store.strategies.plan(StrategyID(1), .program, at: JournalSequence(written)) != nil)
            try await store.close()

            let roomy = try await SQLiteStore.open(path: path)
            let next = try await roomy.strategies.append(
                [Fictional.draft(Fictional.report(1))], expecting: [:], at: Fictional.instant(200))
            #expect(next == JournalSequence(written + 1))
            #expect(try await roomy.keeping.check().allSatisfy { $0.verdict != .wrong })
            try await roomy.close()
        }
    }

    @Test("Check says that all is well, and what is wrong with tables that do not follow")
    func check() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            let lines = try await store.keeping.check()
            #expect(lines.allSatisfy { $0.verdict == .well })
            #expect(
                lines.map(\.subject) == [
                    "SQLite", "integrity", "foreign keys", "permissions", "schema", "journal", "read tables",
                ])
            try await store.close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "DELETE FROM report") }
            try queue.close()
            let damaged = try await SQLiteStore.open(path: path)
            let wrong = Self.subjects(.wrong, of: try await damaged.keeping.check())
            #expect(wrong == ["read tables"])
            #expect(try await damaged.keeping.rebuild().differed == ["report"])
            #expect(try await damaged.keeping.check().allSatisfy { $0.verdict == .well })
            try await damaged.close()
        }
    }

    private static func subjects(_ verdict: CheckLine.Verdict, of lines: [CheckLine]) -> [String] {
        lines.filter { $0.verdict == verdict }.map(\.subject)
    }

    @Test("A disk that does not take or give is a refusal of its own; what SQLite says of rules is not")
    func diskFaults() {
        for code: ResultCode in [.SQLITE_IOERR, .SQLITE_CANTOPEN] {
            #expect(SQLiteFault.translated(DatabaseError(resultCode: code)) as? KeepingRefusal == .diskFailed)
        }
        // Extended codes too: a log that could not be synced, shared memory that found no room.
        for code: ResultCode in [.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_WRITE] {
            #expect(SQLiteFault.translated(DatabaseError(resultCode: code)) as? KeepingRefusal == .diskFailed)
        }
        #expect(SQLiteFault.translated(DatabaseError(resultCode: .SQLITE_FULL)) as? KeepingRefusal == .diskFull)
        #expect(SQLiteFault.translated(DatabaseError(resultCode: .SQLITE_CONSTRAINT)) is DatabaseFault)
    }

    @Test(
        "Every kind of network file system is refused, and local ones are not",
        arguments: [
            ("nfs", true), ("nfs4", true), ("cifs", true), ("smb3", true), ("smbfs", true), ("afs", true), ("9p", true),
            ("ceph", true), ("fuse.sshfs", true), ("ext4", false), ("xfs", false), ("btrfs", false), ("tmpfs", false),
            ("overlay", false), ("zfs", false),
        ])
    func kindsOfFileSystems(kind: String, isNetwork: Bool) {
        let mounts = "22 1 254:0 / / rw shared:1 - ext4 /dev/vda rw\n30 22 0:40 / /srv/data rw - \(kind) source rw\n"
        #expect((NetworkFileSystem.kind(of: "/srv/data", mounts: mounts) != nil) == isNetwork)
        #expect(NetworkFileSystem.kind(of: "/srv", mounts: mounts) == nil)
    }

    @Test(
        "File systems of other machines are told from local ones",
        arguments: [
            ("/srv/data", nil), ("/srv/share/plans", "nfs4"), ("/srv/shared", nil), ("/mnt/box/x", "fuse.sshfs"),
            ("/mnt/with space/x", "cifs"), ("/srv/share/local/x", nil),
        ] as [(String, String?)])
    func networkFileSystems(path: String, kind: String?) {
        let mounts = """
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            30 22 0:40 / /srv/share rw shared:2 - nfs4 server:/x rw
            31 22 0:41 / /mnt/box rw - fuse.sshfs me@host: rw
            32 22 0:42 / /mnt/with\\040space rw - cifs //host/share rw
            33 30 254:1 / /srv/share/local rw - ext4 /dev/vdb rw
            """
        #expect(NetworkFileSystem.kind(of: path, mounts: mounts) == kind)
    }
}
