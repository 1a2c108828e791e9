import ActionPlans
import Partnership
import Records
import RecordsSQLite
import Testing
import Vocabulary

@Suite("A store that was closed")
struct ClosedStoreTests {
    @Test(
        "Refuses what is asked of it, reads and writes alike, and is closed again without harm",
        arguments: StoreKind.allCases)
    func refuses(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            try await store.close()
            try await store.close()
            await #expect(throws: KeepingRefusal.closed) { _ = try await store.keeping.head() }
            await #expect(throws: KeepingRefusal.closed) { _ = try await store.keeping.check() }
            await #expect(throws: KeepingRefusal.closed) { _ = try await store.keeping.backup(to: "/tmp/never") }
            await #expect(throws: KeepingRefusal.closed) {
                try await store.strategies.append(
                    [Fictional.draft(Fictional.report(1))], expecting: [:], at: Fictional.instant(99))
            }
        }
    }

    @Test("Closed while many read and write: each gets an answer or the refusal, and what was acknowledged is there")
    func whileBusy() async throws {
        try await Folder.with { folder in
            let path = folder + "/busy.sqlite"
            for round in 0..<12 {
                let store = try await SQLiteStore.open(path: path)
                if round == 0 { try await Fictional.fill(store) }
                let before = try #require(try await store.keeping.head()).sequence
                let written = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            do {
                                if number.isMultiple(of: 4) {
                                    try await store.strategies.append(
                                        [Fictional.draft(Fictional.report(1))], expecting: [:],
                                        at: Fictional.instant(100))
                                    return 1
                                }
                                _ = try await store.strategies.plan(StrategyID(1), .program, at: before)
                            } catch KeepingRefusal.closed {}
                            return 0
                        }
                    }
                    group.addTask {
                        try await Task.sleep(for: .microseconds(200 * round))
                        try await store.close()
                        return 0
                    }
                    return try await group.reduce(0, +)
                }
                let again = try await SQLiteStore.open(path: path)
                #expect(try await again.keeping.head()?.sequence.number == before.number + Int64(written))
                #expect(try await again.keeping.verify().faults == [])
                try await again.close()
            }
        }
    }
}
