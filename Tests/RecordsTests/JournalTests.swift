import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

@Suite("The journal")
struct JournalTests {
    @Test("An empty store has no head and no past", arguments: StoreKind.allCases)
    func empty(kind: StoreKind) async throws {
        try await kind.with { store in
            let head = try await store.keeping.head()
            #expect(head == nil)
            #expect(try await store.keeping.sequence(asAt: Fictional.instant(0)) == .none)
            #expect(try await store.strategies.version(of: .strategy(StrategyID(1))) == .none)
            #expect(try await store.keeping.verify() == VerifyReport(entries: 0, erased: 0, head: nil, faults: []))
            let first = NextNumbers(strategy: StrategyID(1), action: ActionID(1), round: RoundID(1))
            #expect(try await store.strategies.nextNumbers() == first)
        }
    }

    @Test("Each entry moves the version of whatever it touches, and of nothing else", arguments: StoreKind.allCases)
    func versions(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            func version(_ subject: Subject) async throws -> Int64 {
                try await store.strategies.version(of: subject).number
            }
            #expect(try await version(.strategy(StrategyID(1))) == 1)
            #expect(try await version(.action(ActionID(1))) == 2)
            #expect(try await version(.action(ActionID(3))) == 1)
            #expect(try await version(.action(ActionID(4))) == 0)
            let next = try await store.strategies.nextNumbers()
            #expect(next == NextNumbers(strategy: StrategyID(2), action: ActionID(4), round: RoundID(1)))
        }
    }

    @Test("A command that saw an older version is refused whole", arguments: StoreKind.allCases)
    func stale(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let action = Subject.action(ActionID(1))
            let drafts = [Fictional.draft(Fictional.report(3)), Fictional.draft(Fictional.report(1))]
            await #expect(
                throws: StaleVersion(subject: action, seen: JournalSequence(1), now: JournalSequence(2))
            ) {
                try await store.strategies.append(
                    drafts, expecting: [action: JournalSequence(1)], at: Fictional.instant(120))
            }
            #expect(try await store.keeping.head()?.sequence == JournalSequence(2))
            #expect(try await store.strategies.version(of: .action(ActionID(3))) == JournalSequence(1))
            try await store.strategies.append(
                drafts, expecting: [action: JournalSequence(2), .action(ActionID(9)): .none],
                at: Fictional.instant(120))
            #expect(try await store.keeping.head()?.sequence == JournalSequence(4))
        }
    }

    @Test("Of many who saw the same version, one writes", arguments: StoreKind.allCases)
    func race(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let action = Subject.action(ActionID(1))
            let written = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let sequence = try? await store.strategies.append(
                            [Fictional.draft(Fictional.report(1))], expecting: [action: JournalSequence(2)],
                            at: Fictional.instant(120))
                        return sequence != nil
                    }
                }
                var written = 0
                for await success in group where success { written += 1 }
                return written
            }
            #expect(written == 1)
            #expect(try await store.keeping.head()?.sequence == JournalSequence(3))
        }
    }

    @Test("An entry is never recorded before the one before it", arguments: StoreKind.allCases)
    func clockPutBack(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            for second: Int64 in [30, -5000, 90] {
                try await store.strategies.append(
                    [Fictional.draft(Fictional.report(1))], expecting: [:], at: Fictional.instant(second))
            }
            let headers = try await store.journal.entries(after: .none, limit: 10)
            #expect(headers.map(\.recorded) == [0, 60, 60, 60, 90].map { Fictional.instant($0) })
            #expect(headers.map(\.sequence.number) == [1, 2, 3, 4, 5])
            let plan = try await store.strategies.plan(StrategyID(1), .program, at: JournalSequence(4))
            #expect(plan?.actions[0].lastReport?.recorded == Fictional.instant(60))
        }
    }

    @Test(
        "As at an instant is the last entry recorded by then", arguments: StoreKind.allCases,
        [(-1, 0), (0, 1), (59, 1), (60, 2), (61, 2), (999_999, 2)] as [(Int64, Int64)])
    func asAt(kind: StoreKind, at: (second: Int64, sequence: Int64)) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let found = try await store.keeping.sequence(asAt: Fictional.instant(at.second))
            #expect(found == JournalSequence(at.sequence))
        }
    }

    @Test("Headers say who, why, what about and when, a page at a time", arguments: StoreKind.allCases)
    func headers(kind: StoreKind) async throws {
        try await kind.with { store in
            try await store.members.append(
                [
                    EntryDraft(author: .program, payload: .partnershipNamed(PartnershipProfile(name: "City"))),
                    EntryDraft(author: .program, payload: .agencyJoined(Fictional.agency)),
                ], expecting: [:], at: Fictional.instant(-10))
            try await Fictional.fill(store)
            let all = try await store.journal.entries(after: .none, limit: 100)
            #expect(all.map(\.room) == ["partnership", "partnership", "plans", "plans"])
            #expect(all.map(\.author) == [.program, .program, .member(MemberID(1)), .member(MemberID(1))])
            #expect(all.map(\.subject).last == .action(ActionID(1)))
            #expect(all.last?.kind == EntryKind("progress-reported"))
            #expect(all.last?.happened == Fictional.day("2008-07-01"))
            #expect(all.allSatisfy { $0.digest.count == 64 && $0.purpose == .performance })
            #expect(Set(all.map(\.digest)).count == 4)
            #expect(try await store.journal.entries(after: JournalSequence(2), limit: 1) == [all[2]])
            #expect(try await store.keeping.head()?.digest == all[3].digest)
        }
    }

    @Test("History comes newest first, a page at a time, and only as far as the picture", arguments: StoreKind.allCases)
    func historyPages(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            for second: Int64 in 1...5 {
                try await store.strategies.append(
                    [Fictional.draft(Fictional.report(1, note: "Report \(second)"))], expecting: [:],
                    at: Fictional.instant(100 + second))
            }
            func sequences(_ at: Int64, before: Int64?, _ limit: Int) async throws -> [Int64] {
                try await store.strategies.history(
                    of: ActionID(1), .program, at: JournalSequence(at), before: before.map { JournalSequence($0) },
                    limit: limit
                ).map(\.header.sequence.number)
            }
            #expect(try await sequences(7, before: nil, 3) == [7, 6, 5])
            #expect(try await sequences(7, before: 5, 3) == [4, 3, 2])
            #expect(try await sequences(3, before: nil, 9) == [3, 2, 1])
        }
    }

    @Test("What a sight does not reach has no history and no strategy", arguments: StoreKind.allCases)
    func unseen(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let reader = Sight.of(Fictional.member(2, roles: [.reader]))
            let hidden = ActionID(2)
            let at = JournalSequence(2)
            let shown = try await store.strategies.history(of: hidden, .program, at: at, before: nil, limit: 5)
            #expect(shown.count == 1)
            let unseen = try await store.strategies.history(of: hidden, reader, at: at, before: nil, limit: 5)
            #expect(unseen.isEmpty)
            #expect(try await store.strategies.strategy(of: hidden, reader, at: at) == nil)
            let plan = try await store.strategies.plan(StrategyID(1), reader, at: at)
            #expect(plan?.actions.map(\.id.number) == [1, 3])
            #expect(try await store.strategies.plan(StrategyID(1), .nobody, at: at) == nil)
            #expect(try await store.strategies.strategies(.nobody, at: at).isEmpty)
        }
    }
}
