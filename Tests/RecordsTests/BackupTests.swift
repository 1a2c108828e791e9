import ActionPlans
import Foundation
import GRDB
import Partnership
import Records
import RecordsSQLite
import Testing
import Vocabulary

@Suite("Backup and restore")
struct BackupTests {
    @Test("Backups taken while somebody writes are whole, and restoring one brings back its moment")
    func duringWrites() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            let writer = Task {
                for second: Int64 in 0..<120 {
                    try await store.strategies.append(
                        [Fictional.draft(Fictional.report(1, note: "Report \(second)"))], expecting: [:],
                        at: Fictional.instant(100 + second))
                }
            }
            var backups: [BackupReport] = []
            for number in 0..<5 {
                backups.append(try await store.keeping.backup(to: folder + "/backup-\(number).sqlite"))
            }
            try await writer.value
            let end = try #require(try await store.keeping.head())
            #expect(end.sequence == JournalSequence(122))
            try await store.close()

            for backup in backups {
                #expect(backup.proved && backup.bytes > 0 && backup.entries == Int(backup.head?.sequence.number ?? 0))
                let restored = try await SQLiteStore.restore(from: backup.path, to: path)
                #expect(restored.head == backup.head && restored.proved)
                let reopened = try await SQLiteStore.open(path: path)
                #expect(try await reopened.keeping.head() == backup.head)
                #expect(try await reopened.keeping.rebuild().differed == [])
                let at = backup.head?.sequence ?? .none
                let plan = try await reopened.strategies.plan(StrategyID(1), .program, at: at)
                #expect(plan?.actions.count == 3)
                try await reopened.close()
            }
            // What stood there first is kept, with everything written up to then.
            let kept = try await SQLiteStore.open(path: path + ".before-restore-122", mode: .readOnly)
            #expect(try await kept.keeping.head() == end)
            try await kept.close()
            #expect(try leftovers(folder).isEmpty)
        }
    }

    /// Files that a finished backup or restore should have removed.
    private func leftovers(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".partial") }
    }

    @Test("A backup does not replace a file that is there")
    func alreadyThere() async throws {
        try await Folder.with { folder in
            let store = try await SQLiteStore.open(path: folder + "/store.sqlite")
            let target = folder + "/backup.sqlite"
            _ = try await store.keeping.backup(to: target)
            await #expect(throws: KeepingRefusal.alreadyThere(path: target)) {
                _ = try await store.keeping.backup(to: target)
            }
            try await store.close()
        }
    }

    @Test("A backup of a journal that is not whole is refused and leaves no file")
    func notWhole() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            try await store.close()
            try await Self.alter(path)
            let altered = try await SQLiteStore.open(path: path)
            let target = folder + "/backup.sqlite"
            await #expect(throws: KeepingRefusal.self) { _ = try await altered.keeping.backup(to: target) }
            #expect(!FileManager.default.fileExists(atPath: target))
            #expect(try leftovers(folder).isEmpty)
            try await altered.close()
        }
    }

    private static func alter(_ path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { database in
            try database.execute(sql: "DROP TRIGGER entry_unchanged; UPDATE entry SET author = 9 WHERE sequence = 1")
        }
        try queue.close()
    }

    @Test("A backup that is missing, noise, cut short or altered is not restored, and the store stays")
    func badBackups() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            let head = try await store.keeping.head()
            let good = folder + "/good.sqlite"
            _ = try await store.keeping.backup(to: good)
            try await store.close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: good))
            func file(_ name: String, _ content: Data) throws -> String {
                try content.write(to: URL(fileURLWithPath: folder + "/" + name))
                return folder + "/" + name
            }
            let altered = try file("altered.sqlite", bytes)
            try await Self.alter(altered)
            let bad = [
                folder + "/missing.sqlite", try file("noise.sqlite", Data(repeating: 7, count: 9000)),
                try file("short.sqlite", bytes.prefix(bytes.count / 2)), try file("empty.sqlite", Data()), altered,
            ]
            for backup in bad {
                await #expect(throws: KeepingRefusal.self, "\(backup)") {
                    _ = try await SQLiteStore.restore(from: backup, to: path)
                }
                let still = try await SQLiteStore.open(path: path)
                #expect(try await still.keeping.head() == head)
                try await still.close()
            }
            #expect(try leftovers(folder).isEmpty)
        }
    }

    @Test("A backup can be restored where no store stood")
    func freshPlace() async throws {
        try await Folder.with { folder in
            let store = try await SQLiteStore.open(path: folder + "/store.sqlite")
            try await Fictional.fill(store)
            let backup = try await store.keeping.backup(to: folder + "/backup.sqlite")
            try await store.close()
            let report = try await SQLiteStore.restore(from: backup.path, to: folder + "/fresh.sqlite")
            #expect(report.head == backup.head && report.entries == 2)
        }
    }
}
