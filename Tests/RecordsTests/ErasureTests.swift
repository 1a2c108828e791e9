import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

@Suite("Erasing under a retention rule")
struct ErasureTests {
    @Test("What was erased is gone, is said to be, and breaks nothing", arguments: StoreKind.allCases)
    func erased(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let before = try #require(try await store.keeping.head())
            let made = try await store.journal.erase(
                JournalSequence(2), rule: "Reports, 6 years", by: .member(MemberID(1)), at: Fictional.instant(99))
            #expect(made == JournalSequence(3))

            let report = try await store.journal.verify(head: before)
            #expect(report.faults == [])
            #expect(report.erased == 1 && report.entries == 3)
            let history = try await store.strategies.history(
                of: ActionID(1), .program, at: made, before: nil, limit: 9)
            #expect(history.map(\.header.sequence.number) == [2, 1])
            #expect(history[0].payload == nil && history[1].payload != nil)
            let action = try await store.strategies.plan(StrategyID(1), .program, at: JournalSequence(2))?.actions[0]
            #expect(action?.lastReport == nil && action?.promises[0].completed == nil)
            #expect(try await store.strategies.version(of: .action(ActionID(1))) == made)
            #expect(try await store.keeping.rebuild().differed == [])
        }
    }

    @Test("An erased import takes its plan with it, and its numbers are not given again", arguments: StoreKind.allCases)
    func wholePlan(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            try await store.journal.erase(
                JournalSequence(1), rule: "Plans, 20 years", by: .program, at: Fictional.instant(99))
            let at = JournalSequence(3)
            #expect(try await store.strategies.plan(StrategyID(1), .program, at: at) == nil)
            #expect(try await store.strategies.plan(StrategyID(1), .program, at: JournalSequence(1)) == nil)
            #expect(try await store.strategies.nextNumbers().action == ActionID(4))
            #expect(try await store.keeping.verify().faults == [])
            #expect(try await store.keeping.check().allSatisfy { $0.verdict != .wrong })
        }
    }

    @Test("What is not there, is gone already, or proves an erasure is not erased", arguments: StoreKind.allCases)
    func refusals(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            func erase(_ sequence: Int64) async throws {
                try await store.journal.erase(
                    JournalSequence(sequence), rule: "Reports, 6 years", by: .program, at: Fictional.instant(99))
            }
            await #expect(throws: ErasureRefusal.noSuchEntry(JournalSequence(9))) { try await erase(9) }
            try await erase(2)
            await #expect(throws: ErasureRefusal.alreadyErased(JournalSequence(2))) { try await erase(2) }
            await #expect(throws: ErasureRefusal.isAnErasure(JournalSequence(3))) { try await erase(3) }
            #expect(try await store.keeping.head()?.sequence == JournalSequence(3))
        }
    }
}
