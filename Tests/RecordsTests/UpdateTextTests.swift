import ActionPlans
import Foundation
import GRDB
import Partnership
import Testing
import Vocabulary

@testable import Records
@testable import RecordsSQLite

@Suite("What was said is found as it was said, and only by those who may see it")
struct UpdateTextTests {
    /// Every entry of a random history with the actions it speaks of.
    private static func fill(
        _ store: Store, seed: UInt64, steps: Int
    ) async throws -> (history: RandomHistory, said: [(FoundUpdate, PlanEntry)]) {
        var history = RandomHistory(seed: seed)
        var said: [(FoundUpdate, PlanEntry)] = []
        for _ in 0..<steps {
            let before = history.sequence.number
            let (drafts, at) = history.step()
            try await store.strategies.append(drafts, expecting: [:], at: at)
            for (index, draft) in drafts.enumerated() {
                let sequence = JournalSequence(before + 1 + Int64(index))
                for subject in Set(draft.payload.alsoTouches + [draft.payload.subject]) where subject.kind == .action {
                    let action = ActionID(subject.number)
                    said.append(
                        (
                            FoundUpdate(sequence: sequence, action: action),
                            Fictional.part(draft.payload, about: action)
                        ))
                }
            }
        }
        return (history, said)
    }

    private static func reaches(_ sight: Sight, _ action: ActionID, _ replay: Replay) -> Bool {
        guard let found = replay.actions[action], let strategy = replay.strategies[found.strategy] else { return false }
        return sight.maySee(markedAs: found.marking) && sight.maySee(markedAs: strategy.marking)
    }

    @Test(
        "Every word that was typed is found for each sight, newest first, and nothing else is",
        arguments: StoreKind.allCases, ProofSize.seeds(from: 31, 2, proof: 20))
    func found(kind: StoreKind, seed: UInt64) async throws {
        try await kind.with { store in
            let (history, said) = try await Self.fill(store, seed: seed, steps: 90)
            let texts = Set(said.flatMap { $0.1.typedTexts })
            let queries = texts.sorted().prefix(6).map { SearchWords($0) } + [SearchWords("done"), SearchWords("%")]
            #expect(!texts.isEmpty)
            for sight in HistoryTests.sights {
                for words in queries where !words.isEmpty {
                    let expected = said.filter { found, entry in
                        Self.reaches(sight, found.action, history.replay)
                            && words.areIn(Array(FoldedText.of(entry.typedTexts.joined(separator: "\n")).utf8))
                            && !entry.typedTexts.isEmpty
                    }.map(\.0).sorted { ($0.sequence, $0.action) > ($1.sequence, $1.action) }
                    let found = try await store.strategies.updates(saying: words, sight, at: history.sequence)
                    #expect(found == expected, "\(words.words)")
                }
            }
        }
    }

    @Test("What was recorded is read back whole, for each sight, scope and author", arguments: StoreKind.allCases)
    func activity(kind: StoreKind) async throws {
        try await kind.with { store in
            let (history, said) = try await Self.fill(store, seed: 41, steps: 70)
            let after = JournalSequence(history.sequence.number / 3)
            for sight in HistoryTests.sights {
                let expected = said.filter { found, entry in
                    if case .planImported = entry { return false }
                    return found.sequence > after && Self.reaches(sight, found.action, history.replay)
                }.sorted { one, other in
                    one.0.sequence != other.0.sequence
                        ? one.0.sequence > other.0.sequence : one.0.action < other.0.action
                }
                let all = try await store.strategies.activity(
                    ActivityQuestion(.everything, after: after, limit: 10_000), sight, at: history.sequence)
                #expect(
                    all.map { FoundUpdate(sequence: $0.entry.header.sequence, action: $0.action) } == expected.map(\.0))
                let payloadsEqual = all.map(\.entry.payload) == expected.map { Optional($0.1) }
                #expect(payloadsEqual)
                let few = try await store.strategies.activity(
                    ActivityQuestion(.everything, after: after, limit: 3), sight, at: history.sequence)
                #expect(few == Array(all.prefix(3)))
                for strategy in history.replay.strategies.keys {
                    let own = try await store.strategies.activity(
                        ActivityQuestion(.said, strategy: strategy, after: after, limit: 10_000), sight,
                        at: history.sequence)
                    let quiet: Set<String> = ["plan-revised", "owners-confirmed"]
                    #expect(own == all.filter { $0.strategy == strategy && !quiet.contains($0.entry.header.kind.name) })
                }
                let authors = Set(all.compactMap(\.entry.header.author.member))
                for author in authors {
                    let others = try await store.strategies.activity(
                        ActivityQuestion(.everything, after: after, notBy: author, limit: 10_000), sight,
                        at: history.sequence)
                    #expect(others == all.filter { $0.entry.header.author != .member(author) })
                }
                for one in all.prefix(20) {
                    let found = FoundUpdate(sequence: one.entry.header.sequence, action: one.action)
                    #expect(
                        try await store.strategies.activity(of: [found], sight, at: history.sequence) == [one])
                }
            }
            let all = said.map(\.0)
            #expect(try await store.strategies.activity(of: all, .nobody, at: history.sequence).isEmpty)
        }
    }

    @Test(
        "Signs of the query language are letters like any other", arguments: StoreKind.allCases,
        ["%", "_", "100%", "a_b", "o'brien\"s", "\\", "'; DROP TABLE entry; --", "?1", "cafe", "\u{301}"])
    func hostile(kind: StoreKind, text: String) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let words = SearchWords(text)
            #expect(try await store.strategies.updates(saying: words, .program, at: JournalSequence(9)).isEmpty)
            try await store.strategies.append(
                [Fictional.draft(Fictional.report(3, note: "We said: Café \(text) it was"))], expecting: [:],
                at: Fictional.instant(120))
            let found = try await store.strategies.updates(saying: words, .program, at: JournalSequence(9))
            #expect(found.count == (words.isEmpty ? 0 : 1))
        }
    }

    @Test("An earlier store comes up with everything that was said before, ready to be searched")
    func upgrade() async throws {
        try await Folder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try await SQLiteStore.open(path: path)
            try await Fictional.fill(store)
            try await store.close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                try database.execute(sql: "DROP TABLE update_text; DROP TABLE last_visit")
                try database.execute(
                    sql:
                        "DROP TABLE pack; DROP TABLE pack_strategy; DROP TABLE plan_export; DROP TABLE plan_export_strategy"
                )
                try database.execute(sql: "DELETE FROM schema_version WHERE number >= 10")
            }
            try queue.close()
            let again = try await SQLiteStore.open(path: path)
            let found = try await again.strategies.updates(
                saying: SearchWords("minutes board"), .program, at: JournalSequence(9))
            #expect(found == [FoundUpdate(sequence: JournalSequence(2), action: ActionID(1))])
            #expect(try await again.keeping.rebuild().differed.isEmpty)
            #expect(try await again.keeping.check().allSatisfy { $0.verdict != .wrong })
            try await again.close()
        }
    }

    @Test("How far a member had looked is kept, and replaced", arguments: StoreKind.allCases)
    func visits(kind: StoreKind) async throws {
        try await kind.with { store in
            #expect(try await store.signIn.lastVisit(of: MemberID(1)) == nil)
            let first = LastVisit(
                member: MemberID(1), since: nil, sinceAt: nil, seen: JournalSequence(4), seenAt: Fictional.instant(0))
            try await store.signIn.keepVisit(first)
            #expect(try await store.signIn.lastVisit(of: MemberID(1)) == first)
            let next = first.requested(at: Fictional.instant(1800), JournalSequence(9))
            try await store.signIn.keepVisit(next)
            #expect(try await store.signIn.lastVisit(of: MemberID(1)) == next)
            #expect(next.since == JournalSequence(4) && next.seen == JournalSequence(9))
            #expect(try await store.signIn.lastVisit(of: MemberID(2)) == nil)
        }
    }
}
