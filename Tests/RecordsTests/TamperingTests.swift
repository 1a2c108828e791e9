import ActionPlans
import Foundation
import GRDB
import RecordsSQLite
import Testing
import TestSupport
import Vocabulary

@testable import Records

@Suite("A journal that was tampered with is found out")
struct TamperingTests {
    /// A store file of some fifty entries, closed; its head; and how many entries there are.
    private static func journal(in folder: String) async throws -> (path: String, head: JournalHead) {
        let path = folder + "/whole.sqlite"
        let store = try await SQLiteStore.open(path: path)
        var history = RandomHistory(seed: 5)
        for _ in 0..<40 {
            let (drafts, at) = history.step()
            try await store.strategies.append(drafts, expecting: [:], at: at)
        }
        try await store.journal.erase(
            JournalSequence(history.sequence.number - 3), rule: "Test", by: .program, at: history.recorded)
        let head = try #require(try await store.keeping.head())
        #expect(try await store.journal.verify(head: head).faults == [])
        try await store.close()
        return (path, head)
    }

    /// Opens the file as somebody would who wants to hide something: no triggers, no foreign keys, no checks.
    private static func tamper(_ path: String, _ body: (GRDB.Database) throws -> Void) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; BEGIN")
            for name in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(name)")
            }
            try body(database)
            try database.execute(sql: "COMMIT")
        }
        try queue.close()
    }

    @Test("Random alterations are all found, each with the place of the first")
    func randomAlterations() async throws {
        try await Folder.with { folder in
            let (whole, head) = try await Self.journal(in: folder)
            var random = SeededRandom(seed: 77)
            for number in 0..<ProofSize.of(300, proof: 10_000) {
                let path = folder + "/altered-\(number).sqlite"
                try FileManager.default.copyItem(atPath: whole, toPath: path)
                let alteration = Alteration.allCases[number % Alteration.allCases.count]
                let entry = Int64(random.number(2...Int(head.sequence.number) - 5))
                try Self.tamper(path) { try alteration.apply(to: entry, $0, &random) }
                let store = try await SQLiteStore.open(path: path, mode: .readOnly)
                let report = try await store.keeping.verify()
                #expect(!report.faults.isEmpty, "\(alteration) of entry \(entry)")
                #expect(report.faults.allSatisfy { $0.sentence.hasSuffix(".") })
                let first = try #require(report.faults.first)
                let latest = alteration == .insert ? head.sequence.number + 1 : entry + 2
                #expect(first.sequence.number <= latest, "\(alteration) of entry \(entry): \(first.sentence)")
                try await store.close()
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }

    @Test("Cutting the end off shows only against a head noted outside", arguments: [1, 3, 10])
    func cutShort(count: Int64) async throws {
        try await Folder.with { folder in
            let (path, head) = try await Self.journal(in: folder)
            let last = head.sequence.number - count
            try Self.tamper(path) { database in
                for table in ["erasure", "payload", "entry_subject", "entry"] {
                    try database.execute(sql: "DELETE FROM \(table) WHERE sequence > ?", arguments: [last])
                }
                // Without the entry that says so, the missing payload would show.
                try database.execute(sql: "DELETE FROM erasure")
                try database.execute(
                    sql: "INSERT OR IGNORE INTO payload SELECT sequence, zeroblob(16), '{}' FROM entry WHERE 0")
            }
            let store = try await SQLiteStore.open(path: path, mode: .readOnly)
            let alone = try await store.keeping.verify().faults.filter { !$0.sentence.contains("missing") }
            #expect(alone == [])
            let against = try await store.journal.verify(head: head).faults
            #expect(against.contains { $0.sequence == head.sequence && $0.sentence.contains("cut short") })
            try await store.close()
        }
    }

    @Test("Writing everything anew from an entry on shows only against a head noted outside")
    func writtenAnew() async throws {
        try await Folder.with { folder in
            let (path, head) = try await Self.journal(in: folder)
            try Self.tamper(path) { database in
                try database.execute(sql: "UPDATE entry SET author = 99 WHERE sequence = 7")
                try Self.rechain(from: 7, database)
            }
            let store = try await SQLiteStore.open(path: path, mode: .readOnly)
            #expect(try await store.keeping.verify().faults == [])
            let against = try await store.journal.verify(head: head).faults
            #expect(against.map(\.sequence) == [head.sequence])
            #expect(against.first?.sentence.contains("written anew") == true)
            try await store.close()
        }
    }

    /// Recomputes every digest from an entry to the end, as the program would.
    static func rechain(from first: Int64, to last: Int64 = .max, _ database: GRDB.Database) throws {
        let rows = try Row.fetchAll(
            database, sql: "SELECT * FROM entry WHERE sequence BETWEEN ? AND ? ORDER BY sequence",
            arguments: [first, last])
        var previous = try String.fetchOne(
            database, sql: "SELECT digest FROM entry WHERE sequence < ? ORDER BY sequence DESC LIMIT 1",
            arguments: [first])
        for row in rows {
            var form = EntryForm()
            for column in [
                "sequence", "recorded", "author", "purpose", "subject_kind", "subject_number", "room", "kind",
                "kind_version", "happened", "payload_digest",
            ] {
                form.field(
                    String.fromDatabaseValue(row[column]) ?? Int64.fromDatabaseValue(row[column]).map { "\($0)" })
            }
            let before = previous ?? EntryForm.noDigest
            form.field(before)
            let sequence: Int64 = row["sequence"]
            let subjects = try Row.fetchAll(
                database,
                sql: "SELECT * FROM entry_subject WHERE sequence = ? ORDER BY subject_kind, subject_number",
                arguments: [sequence])
            for subject in subjects {
                form.field(subject["subject_kind"] as String)
                form.field(subject["subject_number"] as Int)
            }
            try database.execute(
                sql: "UPDATE entry SET previous_digest = ?, digest = ? WHERE sequence = ?",
                arguments: [before, form.digest, sequence])
            previous = form.digest
        }
    }

    @Test(
        "Ordinary SQL cannot change the journal",
        arguments: [
            "UPDATE entry SET author = 2 WHERE sequence = 1", "DELETE FROM entry WHERE sequence = 2",
            "UPDATE payload SET body = '{}'", "DELETE FROM payload WHERE sequence = 1",
            "DELETE FROM entry_subject WHERE sequence = 1", "UPDATE entry_subject SET subject_number = 9",
            "INSERT INTO entry SELECT sequence + 5, recorded, author, purpose, subject_kind, subject_number, room, kind, kind_version, happened, payload_digest, previous_digest, digest FROM entry WHERE sequence = 1",
            "INSERT INTO entry SELECT 3, recorded - 1, author, purpose, subject_kind, subject_number, room, kind, kind_version, happened, payload_digest, previous_digest, digest FROM entry WHERE sequence = 2",
            "INSERT INTO payload VALUES (3, zeroblob(16), '{}')",
            "INSERT INTO report VALUES (3, 1, 0, '2008-01-01')",
        ])
    func guarded(sql: String) async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            try await store.close()
            let queue = try DatabaseQueue(path: path)
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
            try queue.close()
        }
    }
}

/// What somebody might do to one entry in the middle of a journal.
enum Alteration: CaseIterable {
    case header, subject, payload, salt, digest, delete, deletePayload, deleteSubject, addSubject, swapPayloads
    case swapEntries, insert, laterRecorded, wrongKind, rechainOne, rechainSome, falseErasure, bringBack

    func apply(to entry: Int64, _ database: GRDB.Database, _ random: inout SeededRandom) throws {
        switch self {
        case .header:
            let changes = [
                "UPDATE entry SET author = COALESCE(author, 0) + 1 WHERE sequence = ?",
                "UPDATE entry SET recorded = recorded + 1 WHERE sequence = ?",
                "UPDATE entry SET kind = kind || 'x' WHERE sequence = ?",
                "UPDATE entry SET happened = '2008-02-29' WHERE sequence = ?",
                "UPDATE entry SET purpose = 'performancE' WHERE sequence = ?",
                "UPDATE entry SET subject_number = subject_number + 1 WHERE sequence = ?",
                "UPDATE entry SET kind_version = 2 WHERE sequence = ?",
            ]
            try database.execute(sql: random.pick(changes), arguments: [entry])
        case .subject:
            try database.execute(
                sql: "UPDATE entry_subject SET subject_number = subject_number + 100 WHERE sequence = ?",
                arguments: [entry])
        case .payload: try Self.flip("body", of: entry, database, &random)
        case .salt: try Self.flip("salt", of: entry, database, &random)
        case .digest:
            try database.execute(
                sql: "UPDATE entry SET digest = replace(digest, substr(digest, 9, 1), 'f') || 'a' WHERE sequence = ?",
                arguments: [entry])
        case .delete:
            for table in ["payload", "entry_subject", "entry"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE sequence = ?", arguments: [entry])
            }
        case .deletePayload:
            try database.execute(sql: "DELETE FROM payload WHERE sequence = ?", arguments: [entry])
        case .deleteSubject:
            try database.execute(sql: "DELETE FROM entry_subject WHERE sequence = ?", arguments: [entry])
        case .addSubject:
            try database.execute(sql: "INSERT INTO entry_subject VALUES (?, 'action', 999)", arguments: [entry])
        case .swapPayloads:
            try Self.swap("payload", entry - 1, entry, database)
        case .swapEntries:
            for table in ["payload", "entry_subject", "entry"] { try Self.swap(table, entry - 1, entry, database) }
        case .insert:
            try database.execute(
                sql: """
                    INSERT INTO entry SELECT 10000, recorded, author, purpose, subject_kind, subject_number, room, kind,
                        kind_version, happened, payload_digest, digest, digest FROM entry WHERE sequence = ?
                    """, arguments: [entry])
        case .laterRecorded:
            try database.execute(
                sql: "UPDATE entry SET recorded = recorded + 100000000000000 WHERE sequence = ?", arguments: [entry])
            try TamperingTests.rechain(from: entry, database)
        case .wrongKind:
            try database.execute(
                sql: "UPDATE entry_subject SET subject_kind = CAST(subject_kind AS BLOB) WHERE sequence = ?",
                arguments: [entry])
        case .rechainOne:
            try database.execute(sql: "UPDATE entry SET author = 77 WHERE sequence = ?", arguments: [entry])
            try TamperingTests.rechain(from: entry, to: entry, database)
        case .rechainSome:
            try database.execute(sql: "UPDATE entry SET author = 77 WHERE sequence = ?", arguments: [entry])
            try TamperingTests.rechain(from: entry, to: entry + 1, database)
        case .falseErasure:
            try database.execute(sql: "DELETE FROM payload WHERE sequence = ?", arguments: [entry])
            try database.execute(sql: "INSERT INTO erasure VALUES (?, ?)", arguments: [entry, entry + 1])
        case .bringBack:
            // The payload that an entry says was erased is there again.
            try database.execute(
                sql: "INSERT INTO payload SELECT erased, zeroblob(16), '{}' FROM erasure", arguments: [])
            try database.execute(sql: "DELETE FROM payload WHERE sequence = ?", arguments: [entry])
        }
    }

    private static func flip(
        _ column: String, of entry: Int64, _ database: GRDB.Database, _ random: inout SeededRandom
    ) throws {
        guard
            var data = try Data.fetchOne(
                database, sql: "SELECT CAST(\(column) AS BLOB) FROM payload WHERE sequence = ?", arguments: [entry])
        else { return try Alteration.header.apply(to: entry, database, &random) }
        let index = random.number(0...(data.count - 1))
        data[index] ^= UInt8(1 << random.number(0...6))
        let type = column == "body" ? "TEXT" : "BLOB"
        try database.execute(
            sql: "UPDATE payload SET \(column) = CAST(? AS \(type)) WHERE sequence = ?", arguments: [data, entry])
    }

    private static func swap(_ table: String, _ one: Int64, _ other: Int64, _ database: GRDB.Database) throws {
        for (from, to) in [(one, -1), (other, one), (-1, other)] {
            try database.execute(
                sql: "UPDATE \(table) SET sequence = ? WHERE sequence = ?", arguments: [to, from])
        }
    }
}
