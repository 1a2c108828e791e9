import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

@Suite("Every store keeps the registers and what was settled")
struct RegisterStoreTests {
    static let cleared = Sight.of(Fictional.member(2, clearance: .officialSensitive))
    static let uncleared = Sight.of(Fictional.member(1, roles: [.reader]))

    private static func record(_ title: String, actions: [Int] = []) -> RegisterRecord {
        RegisterRecord(
            title: title, strategy: StrategyID(1), actions: actions.map { ActionID($0) }, owner: MemberID(1),
            review: Fictional.day("2008-08-01"),
            details: .risk(RiskDetails(cause: "Café \"x\"", likelihood: 2, impact: 5)))
    }

    private static func append(_ store: Store, _ entry: RegisterEntry) async throws -> JournalSequence {
        try await store.registers.append(
            [EntryDraft(author: .member(MemberID(1)), payload: entry)], expecting: [:], at: Fictional.instant(50))
    }

    private static func opened(
        _ number: Int, _ record: RegisterRecord, marking: Marking = .official
    ) -> RegisterEntry {
        .itemOpened(
            ItemOpened(
                item: RegisterItemID(number), on: Fictional.day("2008-05-01"), record: record, marking: marking))
    }

    @Test("What was written is read at each sequence, and rebuilding gives the same", arguments: StoreKind.allCases)
    func asAt(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            #expect(try await store.registers.nextNumber() == RegisterItemID(1))
            var sequences: [(JournalSequence, RegisterItem?)] = []
            var item: RegisterItem?
            for fixture in PayloadFixtures.registers where fixture.payload.item == RegisterItemID(1) {
                let sequence = try await Self.append(store, fixture.payload)
                item = RegisterItem.after(fixture.payload, item, at: sequence)
                sequences.append((sequence, item))
            }
            #expect(sequences.count == 4)
            for (sequence, expected) in sequences {
                let stored = try await store.registers.item(RegisterItemID(1), .program, at: sequence)
                #expect(stored == expected, "at \(sequence)")
            }
            let last = try #require(sequences.last)
            #expect(try await store.registers.nextNumber() == RegisterItemID(2))
            #expect(try await store.registers.version(of: RegisterItemID(1)) == last.0)
            let history = try await store.registers.history(of: RegisterItemID(1), .program, at: last.0, limit: 10)
            #expect(
                history.map(\.header.kind.name) == ["item-reopened", "item-closed", "item-reviewed", "item-opened"])
            let report = try await store.keeping.rebuild()
            #expect(report.differed.isEmpty && report.rows["register_item"] == 4)
            #expect(try await store.registers.item(RegisterItemID(1), .program, at: last.0) == last.1)
            #expect(try await store.keeping.verify().faults.isEmpty)
        }
    }

    @Test("Every kind is read as it was written", arguments: StoreKind.allCases)
    func kinds(kind: StoreKind) async throws {
        try await kind.with { store in
            for fixture in PayloadFixtures.registers {
                guard case .itemChanged(let facts) = fixture.payload else { continue }
                let sequence = try await Self.append(store, Self.opened(facts.item.number, facts.record))
                let item = try await store.registers.item(facts.item, .program, at: sequence)
                var expected = facts.record
                expected.actions = []
                #expect(item?.record == expected, "\(fixture.file)")
            }
            #expect(try await store.keeping.rebuild().differed.isEmpty)
        }
    }

    @Test("What a sight does not reach does not exist, not even in the past", arguments: StoreKind.allCases)
    func sight(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            _ = try await Self.append(store, Self.opened(1, Self.record("Open", actions: [1])))
            let before = try await Self.append(store, Self.opened(2, Self.record("Raised later", actions: [1])))
            let after = try await Self.append(
                store,
                .itemChanged(
                    ItemChanged(
                        item: RegisterItemID(2), on: Fictional.day("2008-06-01"), record: Self.record("CANARY"),
                        marking: .officialSensitive, reason: "CANARY")))
            for at in [before, after] {
                #expect(try await store.registers.items(Self.uncleared, at: at).map(\.id.number) == [1])
                #expect(try await store.registers.items(Self.cleared, at: at).map(\.id.number) == [1, 2])
                #expect(try await store.registers.item(RegisterItemID(2), Self.uncleared, at: at) == nil)
                #expect(
                    try await store.registers.history(of: RegisterItemID(2), Self.uncleared, at: at, limit: 9).isEmpty)
                #expect(try await store.registers.items(.nobody, at: at).isEmpty)
            }
            #expect(
                try await store.registers.items(about: ActionID(1), Self.cleared, at: before).map(\.id.number) == [
                    1, 2,
                ])
            #expect(
                try await store.registers.items(about: ActionID(1), Self.cleared, at: after).map(\.id.number) == [1])
        }
    }

    @Test("A link to an action out of sight is left out", arguments: StoreKind.allCases)
    func links(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let all = try await store.strategies.plan(StrategyID(1), .program, at: JournalSequence(2))?.actions ?? []
            let hidden = try #require(all.first { $0.marking == .officialSensitive })
            let at = try await Self.append(
                store, Self.opened(1, Self.record("Two links", actions: [1, hidden.id.number])))
            #expect(
                try await store.registers.item(RegisterItemID(1), Self.uncleared, at: at)?.record.actions == [
                    ActionID(1)
                ])
            #expect(
                try await store.registers.item(RegisterItemID(1), Self.cleared, at: at)?.record.actions
                    == [ActionID(1), hidden.id].sorted())
        }
    }

    @Test("A stale version writes nothing", arguments: StoreKind.allCases)
    func stale(kind: StoreKind) async throws {
        try await kind.with { store in
            let seen = try await Self.append(store, Self.opened(1, Self.record("One")))
            let close = RegisterEntry.itemClosed(
                ItemClosed(item: RegisterItemID(1), on: Fictional.day("2008-06-01"), reason: "x"))
            _ = try await Self.append(store, close)
            await #expect(throws: StaleVersion.self) {
                try await store.registers.append(
                    [EntryDraft(author: .program, payload: close)], expecting: [.registerItem(RegisterItemID(1)): seen],
                    at: Fictional.instant(60))
            }
        }
    }

    @Test("The last answer to a finding holds, with who gave it, as at each sequence", arguments: StoreKind.allCases)
    func settled(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            func settle(_ answer: FindingAnswer) async throws -> JournalSequence {
                try await store.strategies.append(
                    [
                        Fictional.draft(
                            .findingSettled(
                                FindingSettled(
                                    strategy: StrategyID(1), finding: "no-owner:AP-0001:1", kind: .noOwner,
                                    actions: [ActionID(1)], answer: answer, note: "Why", on: Fictional.day("2008-06-01")
                                )))
                    ], expecting: [:], at: Fictional.instant(70))
            }
            let first = try await settle(.willBeAmended)
            let second = try await settle(.meantSo)
            for (at, answer) in [(first, FindingAnswer.willBeAmended), (second, .meantSo)] {
                let held = try await store.strategies.settledFindings(of: StrategyID(1), Self.uncleared, at: at)
                #expect(held.map(\.answer) == [answer])
                #expect(held.first?.by == .member(MemberID(1)) && held.first?.sequence == at)
            }
            #expect(try await store.strategies.settledFindings(of: StrategyID(1), .nobody, at: second).isEmpty)
            #expect(try await store.keeping.rebuild().differed.isEmpty)
        }
    }
}
