import Foundation
import GRDB
import Testing
import Vocabulary

@testable import Records
@testable import RecordsSQLite

@Suite("The schema is what its page says")
struct SchemaTests {
    /// Tables and their columns as `Documentation/reference/schema.md` lists them.
    private static func documented() throws -> [String: [String]] {
        let page = Beside.repository.appendingPathComponent("Documentation/reference/schema.md")
        var tables: [String: [String]] = [:]
        var table: String?
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("### `") { table = line.split(separator: "`").dropFirst().first.map(String.init) }
            guard let table, line.hasPrefix("| `") else { continue }
            let name = try #require(line.split(separator: "`").dropFirst().first)
            tables[table, default: []].append(String(name))
        }
        return tables
    }

    private static func real() async throws -> [String: [String]] {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            try await SQLiteStore.open(path: path).close()
            return try await DatabaseQueue(path: path).read { database in
                var tables: [String: [String]] = [:]
                let names = try String.fetchAll(
                    database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
                for name in names { tables[name] = try database.columns(in: name).map(\.name) }
                return tables
            }
        }
    }

    @Test("Every table and column stands on the page, and nothing else does")
    func page() async throws {
        let documented = try Self.documented()
        let real = try await Self.real()
        #expect(Set(documented.keys) == Set(real.keys))
        for (table, columns) in real { #expect(documented[table] == columns, "\(table)") }
    }

    @Test("Every table is of the journal, a read table or a working table")
    func kinds() async throws {
        let journal: Set<String> = ["entry", "entry_subject", "payload", "erasure", "schema_version"]
        let read = Set(ReadTables.names)
        let working = Set(WorkingTables.all.map(\.name))
        let all = try await Set(Self.real().keys)
        #expect(journal.union(read).union(working) == all)
        #expect(journal.count + read.count + working.count == all.count)
    }

    /// Digests of released migrations: once released, a line here is never changed.
    private static let released: [Int: String] = [
        1: "72d053cc8b5b37b3eebd1ead3007742f2c246927997c97ce799cdf140c3d41b4",
        2: "3d7434263c860f97ec8933a638d29da8e66aa47ace627fd8a16bc54e761cabf4",
        3: "cf5bbc8fb1f4e427b309bfd7d7173ccc0034413dddcb970a5e1473c267748d29",
        4: "4ab03d4c94c1fe3d100b22fa141862afa181a3021552f429afaf154f68950c0b",
        5: "41679d1f4a2a99e5ede9abd124f89bd68a52cf8fa2e13a7daed31ab2974180e6",
        6: "0147624193c81975b6632c7003368f2e72d7f376975d9b7331c6ab92ebd3b502",
        7: "9cd92954540b95c60d32172c4705bb9fef915e68b31daa48b93fc072cdd7d404",
        8: "5e8574688ee9d911ee0ac13465a198c2fa8f4f0d032c3bfa1f5a6d2d8d5dfced",
        9: "640731c91b2d4c21e375b857e1fddd2de53c4581a35b2892d4458655341d9880",
        10: "a2b469e8b4f5ff3b361838a7038a3051fd0345832b3e594f0102c9f5feb3985a",
        11: "33884a6b1313355ec33a30fd5dadc1a04fa387781cee9a6326a92f5a3d41d1ec",
        12: "487824f7116bf9f076b11ff9f28190c09439b6bbe8b6b313488ae5fa71067bf3",
        13: "b372873f13120b5a24f7a5fbb6dea2e6ed6c605a6e99c81213b37bab84ef3743",
    ]

    @Test("Migrations are numbered from 1, and released ones are as they were released")
    func migrations() {
        #expect(Schema.migrations.map(\.number) == Array(1...Schema.migrations.count))
        for (number, digest) in Self.released {
            #expect(Schema.migrations[number - 1].digest(.sqlite) == digest, "migration \(number)")
        }
    }

    @Test("From every earlier schema the store comes up to date with what it held", arguments: 0..<13)
    func upgrade(from number: Int) async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            try await Self.make(path, upTo: number)
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            #expect(try await store.keeping.check().allSatisfy { $0.verdict != .wrong })
            try await store.close()
        }
    }

    /// The empty database of an earlier program, in statements.
    private static func dump(upTo number: Int) async throws -> String {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            try await make(path, upTo: number)
            return try await DatabaseQueue(path: path).read { database in
                let made = try String.fetchAll(
                    database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
                let seen = try String.fetchAll(
                    database,
                    sql: """
                        SELECT 'INSERT INTO schema_version VALUES (' || number || ', ' || quote(name) || ', '
                            || quote(digest) || ')' FROM schema_version ORDER BY number
                        """)
                return (made + seen).map { $0 + ";\n" }.joined()
            }
        }
    }

    private static func make(_ path: String, upTo number: Int) async throws {
        let database = SQLiteDatabase(
            path: path, connections: try DatabaseQueue(path: path), isReadOnly: false, lock: nil)
        try await database.write { connection in
            try Schema.migrate(connection, dialect: .sqlite, tableExists: false, upTo: number)
        }
        try await database.close()
    }

    /// `Scripts/migration-kills` makes the databases of earlier programs from these files.
    @Test("The empty database of every released schema is the one on file", arguments: released.keys.sorted())
    func releasedDatabases(number: Int) async throws {
        let digits = number < 10 ? "0\(number)" : "\(number)"
        let file = Beside.repository.appendingPathComponent(
            "Tests/RecordsTests/Fixtures/schemas/schema-\(digits).sql")
        let dump = try await Self.dump(upTo: number)
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] == "1",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try Data(dump.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == dump)
    }

    @Test("Before the schema of a store is changed, it is copied whole beside it; an upgrade done again keeps one copy")
    func copyFirst() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            try await Self.make(path, upTo: Schema.known - 1)
            for _ in 0..<2 {
                let store = try await SQLiteStore.open(path: path)
                try await store.close()
                // As a kill between the copy and the change leaves it.
                let queue = try DatabaseQueue(path: path)
                #expect(
                    try await queue.read { try Int.fetchOne($0, sql: "SELECT MAX(number) FROM schema_version") }
                        == Schema.known)
                try queue.close()
                for companion in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: path + companion)
                }
                try await Self.make(path, upTo: Schema.known - 1)
            }
            let copies = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("before") }
            #expect(copies == ["store.sqlite.before-schema-\(Schema.known)-0"])
            let copy = try DatabaseQueue(path: folder + "/" + copies[0])
            #expect(
                try await copy.read { try Int.fetchOne($0, sql: "SELECT MAX(number) FROM schema_version") } == Schema
                    .known - 1)
            try copy.close()
        }
    }

    @Test("A migration that was edited after it made a database is found out")
    func editedMigration() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            try await SQLiteStore.open(path: path).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "UPDATE schema_version SET digest = 'x' WHERE number = 2") }
            try queue.close()
            let store = try await SQLiteStore.open(path: path)
            let lines = try await store.keeping.check()
            #expect(lines.first { $0.subject == "schema" }?.verdict == .wrong)
            try await store.close()
        }
    }
}
