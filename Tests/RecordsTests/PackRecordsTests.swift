import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

@Suite("Every store keeps issued packs and what was taken out")
struct PackRecordsTests {
    static let cleared = Sight.of(Fictional.member(2, clearance: .officialSensitive))
    static let uncleared = Sight.of(Fictional.member(1, roles: [.reader]))

    private static func append(_ store: Store, _ entry: PackEntry, second: Int64 = 100) async throws -> JournalSequence
    {
        try await store.packs.append(
            [EntryDraft(author: .member(MemberID(1)), payload: entry)], expecting: [entry.subject: .none],
            at: Fictional.instant(second))
    }

    @Test(
        "Packs and exports are read as they were written, at each sequence and after rebuilding",
        arguments: StoreKind.allCases)
    func written(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let plan = try await store.strategies.version(of: .strategy(StrategyID(1)))
            let one = PackFixtures.issued(1, of: [1])
            let two = PackFixtures.issued(2, of: [1], edition: 2)
            let first = try await Self.append(store, .packIssued(one))
            let second = try await Self.append(store, .packIssued(two))
            let export = PackFixtures.exported(1, of: [1])
            let third = try await Self.append(store, .planExported(export))
            #expect(try await store.packs.packs(Self.uncleared, at: first).map(\.facts) == [one])
            #expect(try await store.packs.packs(Self.uncleared, at: third).map(\.facts) == [two, one])
            #expect(try await store.packs.pack(PackID(2), Self.uncleared, at: first) == nil)
            let read = try #require(try await store.packs.pack(PackID(2), Self.uncleared, at: second))
            #expect(
                read
                    == IssuedPack(
                        facts: two, issued: second, recorded: Fictional.instant(100), author: MemberID(1)))
            #expect(try await store.packs.exports(Self.uncleared, at: second, limit: 9).isEmpty)
            #expect(try await store.packs.exports(Self.uncleared, at: third, limit: 9).map(\.facts) == [export])
            #expect(try await store.packs.exports(Self.uncleared, at: third, limit: 0).isEmpty)
            #expect(try await store.packs.nextNumbers() == NextPackNumbers(pack: PackID(3), export: ExportID(2)))
            // Nothing about the plan has moved.
            #expect(try await store.strategies.version(of: .strategy(StrategyID(1))) == plan)
            let report = try await store.keeping.rebuild()
            #expect(report.differed.isEmpty && report.rows["pack"] == 2 && report.rows["plan_export"] == 1)
            #expect(try await store.packs.packs(Self.uncleared, at: third).map(\.facts) == [two, one])
            #expect(try await store.keeping.verify().faults.isEmpty)
        }
    }

    @Test("Editions are counted for each set of strategies, whatever their order", arguments: StoreKind.allCases)
    func editions(kind: StoreKind) async throws {
        try await kind.with { store in
            #expect(try await store.packs.lastEdition(of: [StrategyID(1)]) == 0)
            _ = try await Self.append(store, .packIssued(PackFixtures.issued(1, of: [1], edition: 1)))
            _ = try await Self.append(store, .packIssued(PackFixtures.issued(2, of: [2, 1], edition: 1)))
            _ = try await Self.append(store, .packIssued(PackFixtures.issued(3, of: [1, 2], edition: 2)))
            #expect(try await store.packs.lastEdition(of: [StrategyID(1)]) == 1)
            #expect(try await store.packs.lastEdition(of: [StrategyID(2), StrategyID(1)]) == 2)
            #expect(try await store.packs.lastEdition(of: [StrategyID(2)]) == 0)
        }
    }

    @Test("The number of a pack is given once: of two writers the second is refused", arguments: StoreKind.allCases)
    func twice(kind: StoreKind) async throws {
        try await kind.with { store in
            _ = try await Self.append(store, .packIssued(PackFixtures.issued(1)))
            await #expect(throws: StaleVersion.self) {
                _ = try await Self.append(store, .packIssued(PackFixtures.issued(1)))
            }
            #expect(try await store.packs.packs(Self.cleared, at: JournalSequence(9)).count == 1)
        }
    }

    @Test(
        "Who is not cleared as high as the audience, or as the plan, knows of no pack and no export",
        arguments: StoreKind.allCases)
    func sight(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            try await store.strategies.append(
                [Fictional.draft(Fictional.plan(2, actions: [Fictional.action(9)], marking: .officialSensitive))],
                expecting: [:], at: Fictional.instant(70))
            let cleared = PackAudience(kind: .cleared, ceiling: .officialSensitive)
            let entries: [PackEntry] = [
                .packIssued(PackFixtures.issued(1, of: [1])),
                .packIssued(PackFixtures.issued(2, of: [1], audience: cleared)),
                .packIssued(PackFixtures.issued(3, of: [1], audience: cleared, marking: .officialSensitive)),
                .packIssued(PackFixtures.issued(4, of: [1, 2])),
                .planExported(PackFixtures.exported(1, of: [1])),
                .planExported(PackFixtures.exported(2, of: [1], marking: .officialSensitive)),
                .planExported(PackFixtures.exported(3, of: [2])),
            ]
            var sequences: [JournalSequence] = []
            for entry in entries { sequences.append(try await Self.append(store, entry)) }
            let at = sequences[6]
            #expect(try await store.packs.packs(Self.uncleared, at: at).map(\.facts.pack.number) == [1])
            #expect(try await store.packs.packs(Self.cleared, at: at).map(\.facts.pack.number) == [4, 3, 2, 1])
            #expect(try await store.packs.packs(.nobody, at: at).isEmpty)
            for hidden in 2...4 {
                #expect(try await store.packs.pack(PackID(hidden), Self.uncleared, at: at) == nil)
            }
            #expect(try await store.packs.exports(Self.uncleared, at: at, limit: 9).map(\.facts.export.number) == [1])
            #expect(try await store.packs.exports(Self.cleared, at: at, limit: 9).count == 3)
            // The journal's page shows and counts the same.
            let question = JournalQuestion(room: PackEntry.room)
            #expect(try await store.book.count(question, Self.uncleared) == 2)
            #expect(try await store.book.count(question, Self.cleared) == 7)
            let shown = try await store.book.entries(question, at: .newest, limit: 20, Self.uncleared)
            #expect(shown.map(\.header.sequence) == [sequences[4], sequences[0]])
            #expect(shown.map(\.marking) == [.official, .official])
            let marked = try await store.book.entry(sequences[2], Self.cleared)
            #expect(marked?.marking == .officialSensitive)
            #expect(try await store.book.entry(sequences[2], Self.uncleared) == nil)
        }
    }

    /// A group and a meeting of it, both in the open.
    private static func meet(_ store: Store, _ group: Marking = .official, _ meeting: Marking = .official, again: Bool)
        async throws -> JournalSequence
    {
        let day = Fictional.day("2008-05-01")
        let described = GroupDescribed(
            group: GroupID(1), name: "Board", purpose: "Oversees", reportsTo: nil, marking: group, on: day)
        let called = MeetingDescribed(
            meeting: MeetingID(1), group: GroupID(1), title: "Spring", day: day, time: "", place: "", strategies: [],
            marking: meeting, on: day)
        let entries: [MeetingEntry] =
            again
            ? [.groupChanged(described), .meetingChanged(called)] : [.groupFormed(described), .meetingCalled(called)]
        return try await store.meetings.append(
            entries.map { EntryDraft(author: .program, payload: $0) }, expecting: [:], at: Fictional.instant(90))
    }

    @Test(
        "A group or a meeting marked up after a pack was issued closes the pack; what was so before it does not",
        arguments: StoreKind.allCases)
    func markedUp(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            // Marked once, and lowered before the packs: these know of it in the open.
            _ = try await Self.meet(store, .officialSensitive, .officialSensitive, again: false)
            let known = try await Self.meet(store, again: true)
            let group = PackAudience(kind: .group, group: GroupID(1), ceiling: .official)
            let entries: [PackEntry] = [
                .packIssued(PackFixtures.issued(1, at: known.number)),
                .packIssued(PackFixtures.issued(2, audience: group, at: known.number)),
                .packIssued(PackFixtures.issued(3, meeting: MeetingID(1), at: known.number)),
                .planExported(PackFixtures.exported(1, of: [1], pack: PackID(2))),
                .planExported(PackFixtures.exported(2, of: [1], pack: PackID(3))),
                .planExported(PackFixtures.exported(3, of: [1], pack: PackID(1))),
            ]
            for entry in entries { _ = try await Self.append(store, entry) }
            func seen(_ sight: Sight) async throws -> [[Int]] {
                let at = JournalSequence(1_000)
                let question = JournalQuestion(room: PackEntry.room)
                let shown = try await store.book.entries(question, at: .newest, limit: 20, sight)
                #expect(try await store.book.count(question, sight) == shown.count)
                return [
                    try await store.packs.packs(sight, at: at).map(\.facts.pack.number),
                    try await store.packs.exports(sight, at: at, limit: 9).map(\.facts.export.number),
                    shown.map(\.header.subject.number),
                ]
            }
            #expect(try await seen(Self.uncleared) == [[3, 2, 1], [3, 2, 1], [3, 2, 1, 3, 2, 1]])
            _ = try await Self.meet(store, .official, .officialSensitive, again: true)
            #expect(try await seen(Self.uncleared) == [[2, 1], [3, 1], [3, 1, 2, 1]])
            _ = try await Self.meet(store, .officialSensitive, .officialSensitive, again: true)
            #expect(try await seen(Self.uncleared) == [[1], [3], [3, 1]])
            #expect(try await seen(Self.cleared) == [[3, 2, 1], [3, 2, 1], [3, 2, 1, 3, 2, 1]])
            // Lowered again: what was marked after the pack stays closed to whoever is not cleared.
            _ = try await Self.meet(store, again: true)
            #expect(try await seen(Self.uncleared) == [[1], [3], [3, 1]])
            #expect(try await store.keeping.rebuild().differed.isEmpty)
            #expect(try await seen(Self.uncleared) == [[1], [3], [3, 1]])
        }
    }

    @Test(
        "A pack whose plan, group or meeting is erased is closed to whoever is not cleared",
        arguments: StoreKind.allCases)
    func erasedGroup(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let known = try await Self.meet(store, again: false)
            let group = PackAudience(kind: .group, group: GroupID(1), ceiling: .official)
            _ = try await Self.append(store, .packIssued(PackFixtures.issued(1, audience: group, at: known.number)))
            _ = try await Self.append(store, .packIssued(PackFixtures.issued(2, of: [9], at: known.number)))
            let at = JournalSequence(1_000)
            #expect(try await store.packs.packs(Self.uncleared, at: at).map(\.facts.pack.number) == [1])
            try await store.journal.erase(
                JournalSequence(known.number - 1), rule: "Test", by: .program, at: Fictional.instant(200))
            #expect(try await store.packs.packs(Self.uncleared, at: at).isEmpty)
            #expect(try await store.packs.packs(Self.cleared, at: at).count == 2)
        }
    }

    @Test("How high a group and its meetings were marked since an entry is found", arguments: StoreKind.allCases)
    func markings(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            let first = try await Self.meet(store, .officialSensitive, .official, again: false)
            let second = try await Self.meet(store, .official, .officialSensitive, again: true)
            let third = try await Self.meet(store, again: true)
            func markings(_ since: JournalSequence) async throws -> GroupMarkings {
                try await store.packs.markings(of: GroupID(1), since: since)
            }
            let high = Marking.officialSensitive
            #expect(try await markings(first) == GroupMarkings(group: high, meetings: [MeetingID(1): high]))
            #expect(try await markings(second) == GroupMarkings(group: .official, meetings: [MeetingID(1): high]))
            #expect(try await markings(third) == GroupMarkings(group: .official, meetings: [MeetingID(1): .official]))
            #expect(try await store.packs.markings(of: GroupID(7), since: first) == GroupMarkings())
        }
    }

    @Test(
        "The edition of an erased pack is not given again, whichever of them is erased", arguments: StoreKind.allCases)
    func erasedEditions(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            var given: [Int: [Int]] = [:]
            var entries: [JournalSequence] = []
            func issue(_ plan: Int) async throws {
                let edition = try await store.packs.lastEdition(of: [StrategyID(plan)]) + 1
                #expect(edition > given[plan]?.last ?? 0, "of \(given)")
                given[plan, default: []].append(edition)
                entries.append(
                    try await Self.append(
                        store, .packIssued(PackFixtures.issued(entries.count + 1, of: [plan], edition: edition))))
            }
            func erase(_ index: Int) async throws {
                try await store.journal.erase(
                    entries[index], rule: "Test", by: .program, at: Fictional.instant(200))
            }
            for plan in [1, 1, 2, 1] { try await issue(plan) }
            #expect(given == [1: [1, 2, 3], 2: [1]])
            try await erase(3)
            try await issue(1)
            #expect(given[1] == [1, 2, 3, 4])
            try await erase(4)
            try await erase(1)
            try await issue(1)
            try await issue(2)
            #expect(try await store.keeping.rebuild().differed.isEmpty)
            try await erase(5)
            try await erase(0)
            try await issue(1)
            try await issue(1)
        }
    }

    @Test("An erasure of what a pack knew is found, one before it or beyond it is not", arguments: StoreKind.allCases)
    func erased(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            func erase(_ number: Int64) async throws {
                try await store.journal.erase(
                    JournalSequence(number), rule: "Test", by: .program, at: Fictional.instant(200))
            }
            let report = try await store.strategies.append(
                [Fictional.draft(Fictional.report(3))], expecting: [:], at: Fictional.instant(80))
            try await erase(report.number)
            let issued = try await Self.append(
                store, .packIssued(PackFixtures.issued(1, at: report.number + 1)))
            #expect(try await store.packs.erased(upTo: JournalSequence(report.number + 1), since: issued).isEmpty)
            try await erase(2)
            #expect(
                try await store.packs.erased(upTo: JournalSequence(report.number + 1), since: issued)
                    == [JournalSequence(2)])
            #expect(try await store.packs.erased(upTo: JournalSequence(1), since: issued).isEmpty)
        }
    }
}
