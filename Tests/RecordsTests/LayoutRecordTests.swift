import ActionPlans
import Foundation
import GRDB
import Partnership
import Testing
import Vocabulary

@testable import Records
@testable import RecordsSQLite

@Suite("The layout a plan came in is kept")
struct LayoutRecordTests {
    private static let sight = Sight.of(Fictional.member(1, clearance: .officialSensitive))

    private static func imported(_ layout: String?) -> PlanEntry {
        guard case .planImported(var facts) = Fictional.plan(actions: [Fictional.action(1)]) else {
            return Fictional.report(1)
        }
        facts.layout = layout
        return .planImported(facts)
    }

    private static func revised(_ layout: String?) -> PlanEntry {
        .planRevised(
            PlanRevised(
                strategy: StrategyID(1), source: PlanSource(name: "2.csv", digest: String(repeating: "b", count: 64)),
                on: Fictional.day("2008-05-01"), added: [],
                changed: [ChangedAction(id: ActionID(1), position: 1, wording: Fictional.wording("Other"))],
                layout: layout))
    }

    private static let undone = PlanEntry.importUndone(
        ImportUndone(
            strategy: StrategyID(1), undoes: JournalSequence(3), on: Fictional.day("2008-05-02"), reason: "Wrong file",
            planLeaves: false, removed: [], restored: [ActionID(1)]))

    @Test(
        "It is the import's, until a revision says another; undoing the revision brings it back",
        arguments: StoreKind.allCases)
    func kept(kind: StoreKind) async throws {
        try await kind.with { store in
            let entries = [
                Self.imported("metropolitan-2003"), Self.revised(nil), Self.revised("national-2008"), Self.undone,
            ]
            var sequence = JournalSequence.none
            for (index, entry) in entries.enumerated() {
                sequence = try await store.strategies.append(
                    [Fictional.draft(entry)], expecting: [:], at: Fictional.instant(Int64(index)))
            }
            var layouts: [String?] = []
            for number in 1...sequence.number {
                let plan = try await store.strategies.plan(StrategyID(1), Self.sight, at: JournalSequence(number))
                layouts.append(plan?.strategy.layout)
            }
            #expect(layouts == ["metropolitan-2003", "metropolitan-2003", "national-2008", "metropolitan-2003"])
            let listed = try await store.strategies.strategies(Self.sight, at: sequence)
            #expect(listed.map(\.layout) == ["metropolitan-2003"])
            #expect(try await store.keeping.rebuild().differed == [])
        }
    }

    @Test("A store of before layouts comes up to date: its plans are whole, and no import says a layout")
    func upgrade() async throws {
        try await Folder.with { folder in
            let (new, old) = (folder + "/new.sqlite", folder + "/old.sqlite")
            let made = try await SQLiteStore.open(path: new)
            try await Fictional.fill(made)
            let before = try await made.strategies.plan(StrategyID(1), Self.sight, at: JournalSequence(2))
            try await made.close()
            let database = SQLiteDatabase(
                path: old, connections: try DatabaseQueue(path: old), isReadOnly: false, lock: nil)
            try await database.write { connection in
                try Schema.migrate(connection, dialect: .sqlite, tableExists: false, upTo: 11)
            }
            try await database.close()
            try await Self.copy(from: new, to: old)
            let store = try await SQLiteStore.open(path: old)
            let plan = try await store.strategies.plan(StrategyID(1), Self.sight, at: JournalSequence(2))
            #expect(plan == before && plan?.actions.count == 3 && plan?.strategy.layout == nil)
            #expect(try await store.keeping.check().allSatisfy { $0.verdict != .wrong })
            #expect(try await store.keeping.rebuild().differed == [])
            try await store.strategies.append(
                [Fictional.draft(Self.revised("birmingham-2005"))], expecting: [:], at: Fictional.instant(90))
            let after = try await store.strategies.plan(StrategyID(1), Self.sight, at: JournalSequence(3))
            #expect(after?.strategy.layout == "birmingham-2005")
            try await store.close()
        }
    }

    /// The rows of every table the older schema has, column by column.
    private static func copy(from new: String, to old: String) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: old, configuration: configuration)
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH DATABASE ? AS new", arguments: [new])
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            for table in tables where table != "schema_version" {
                let columns = try String.fetchAll(
                    database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]
                ).map { "\"\($0)\"" }.joined(separator: ", ")
                try database.execute(
                    sql: "INSERT INTO main.\"\(table)\" (\(columns)) SELECT \(columns) FROM new.\"\(table)\"")
            }
            try database.execute(sql: "DETACH DATABASE new")
        }
        try queue.close()
    }
}
