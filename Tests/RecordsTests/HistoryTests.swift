import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

/// Random histories against the replay: what the read tables show at each sequence is what the entries say.
@Suite("Read tables say what the entries say")
struct HistoryTests {
    /// Every kind of sight there is.
    static let sights: [Sight] = [
        .program, .nobody, .of(Fictional.member(1, roles: [.reader])),
        .of(Fictional.member(2, roles: [.coordinator], clearance: .officialSensitive)),
        .of(Fictional.member(3, roles: [.administrator], clearance: .officialSensitive)),
    ]

    @Test(
        "Each plan at each sequence, for each sight, equals the replay", arguments: StoreKind.allCases,
        ProofSize.seeds(from: 1, 3, proof: 60))
    func plansEqualReplay(kind: StoreKind, seed: UInt64) async throws {
        try await kind.with { store in
            var history = RandomHistory(seed: seed)
            var pictures: [(JournalSequence, Replay)] = []
            for _ in 0..<45 {
                let (drafts, at) = history.step()
                let reached = try await store.strategies.append(drafts, expecting: [:], at: at)
                #expect(reached == history.sequence)
                pictures.append((reached, history.replay))
                try await Self.compare(store, history.replay, at: reached)
            }
            // And looking back, from the end.
            for (sequence, replay) in pictures.enumerated().filter({ $0.offset.isMultiple(of: 4) }).map(\.element) {
                try await Self.compare(store, replay, at: sequence)
                try await Self.compareReach(store, replay, at: sequence)
            }
        }
    }

    private static func compare(_ store: Store, _ replay: Replay, at sequence: JournalSequence) async throws {
        for sight in sights {
            let strategies = try await store.strategies.strategies(sight, at: sequence)
            let allEqual = strategies == replay.strategies(sight)
            #expect(allEqual, "strategies at \(sequence)")
            for id in replay.strategies.keys.sorted() {
                let stored = try await store.strategies.plan(id, sight, at: sequence)
                let difference = PlanDifference.first(stored, replay.plan(id, sight, at: sequence))
                #expect(difference == nil, "strategy \(id.number) at \(sequence)")
            }
        }
    }

    private static func compareReach(
        _ store: Store, _ replay: Replay, at sequence: JournalSequence
    ) async throws {
        for sight in sights {
            for action in replay.actions.values {
                let reached = try await store.strategies.strategy(of: action.id, sight, at: sequence)
                let strategy = try #require(replay.strategies[action.strategy])
                let may = sight.maySee(markedAs: action.marking) && sight.maySee(markedAs: strategy.marking)
                #expect(reached == (may ? action.strategy : nil))
            }
        }
    }

    @Test(
        "Rebuilding gives the tables that stood before", arguments: StoreKind.allCases,
        ProofSize.seeds(from: 11, 3, proof: 60))
    func rebuildEquals(kind: StoreKind, seed: UInt64) async throws {
        try await kind.with { store in
            var history = RandomHistory(seed: seed)
            for _ in 0..<120 {
                let (drafts, at) = history.step()
                try await store.strategies.append(drafts, expecting: [:], at: at)
            }
            let report = try await store.keeping.rebuild()
            #expect(report.differed == [])
            #expect(report.entries == Int(history.sequence.number))
            #expect(report.rows["report"] ?? 0 > 0 && report.rows["promise"] ?? 0 > 0)
            try await Self.compare(store, history.replay, at: history.sequence)
            #expect(try await store.keeping.verify().faults == [])
        }
    }

    @Test(
        "An action's history shows what each entry says about it, and nothing about others",
        arguments: StoreKind.allCases)
    func historyIsPartial(kind: StoreKind) async throws {
        try await kind.with { store in
            var history = RandomHistory(seed: 21)
            var said: [(JournalSequence, PlanEntry)] = []
            for _ in 0..<80 {
                let before = history.sequence.number
                let (drafts, at) = history.step()
                try await store.strategies.append(drafts, expecting: [:], at: at)
                for (index, draft) in drafts.enumerated() {
                    said.append((JournalSequence(before + 1 + Int64(index)), draft.payload))
                }
            }
            for action in history.replay.actions.keys.sorted() {
                let subject = Subject.action(action)
                let expected = said.filter { $0.1.subject == subject || $0.1.alsoTouches.contains(subject) }
                    .reversed().map { ($0.0, Fictional.part($0.1, about: action)) }
                let shown = try await store.strategies.history(
                    of: action, .program, at: history.sequence, before: nil, limit: 1000)
                #expect(shown.map(\.header.sequence) == expected.map(\.0))
                let payloadsEqual = shown.map(\.payload) == expected.map(\.1)
                #expect(payloadsEqual, "action \(action.number)")
                let corrected = history.replay.corrected[action] ?? [:]
                #expect(shown.map(\.correctedBy) == shown.map { corrected[$0.header.sequence] })
            }
        }
    }
}
