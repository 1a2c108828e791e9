import ActionPlans
import Foundation
import Partnership
import Testing
import Vocabulary

@testable import Records

@Suite("Mail waits in the store with the entry that asks for it")
struct MailTests {
    private static func opened(_ round: Int, strategy: Int = 1) -> PlanEntry {
        .roundOpened(
            RoundOpened(
                round: RoundID(round), strategy: StrategyID(strategy), periodFrom: Fictional.day("2008-07-01"),
                periodTo: Fictional.day("2008-09-30"), opens: Fictional.day("2008-10-01"),
                closes: Fictional.day("2008-10-14"), owing: [ActionID(1), ActionID(2)]))
    }

    private static func asked(_ round: Int, strategy: Int = 1, step: Int = 0) -> PlanEntry {
        .roundReminded(
            RoundReminded(
                round: RoundID(round), strategy: StrategyID(strategy), on: Fictional.day("2008-10-01"), step: step,
                members: [MemberID(1), MemberID(2)]))
    }

    private static func mail(_ round: Int, to member: Int, strategy: Int = 1, second: Int64 = 100) -> NewMail {
        NewMail(
            .roundDigest, to: MemberID(member), strategy: StrategyID(strategy), round: RoundID(round),
            created: Fictional.instant(second))
    }

    private static let coordinator = Sight.of(Fictional.member(1))
    private static let cleared = Sight.of(Fictional.member(1, clearance: .officialSensitive))

    private static func fill(_ store: Store) async throws -> JournalSequence {
        try await Fictional.fill(store)
        return try await store.strategies.append(
            [Fictional.draft(opened(1)), Fictional.draft(asked(1))], expecting: [:], at: Fictional.instant(100),
            mail: [mail(1, to: 1), mail(1, to: 2)])
    }

    @Test("Mail bears the number of its entry and waits in order", arguments: StoreKind.allCases)
    func queued(kind: StoreKind) async throws {
        try await kind.with { store in
            let sequence = try await Self.fill(store)
            let waiting = try await store.mail.waiting(limit: 10)
            #expect(waiting.map(\.number) == [1, 2])
            #expect(waiting.map(\.member) == [MemberID(1), MemberID(2)])
            #expect(waiting.allSatisfy { $0.entry == sequence && $0.state == .waiting && $0.attempts == 0 })
            #expect(Set(waiting.map(\.messageID)).count == 2)
            let plan = try await store.strategies.plan(StrategyID(1), .program, at: sequence)
            #expect(plan?.rounds.first?.reminders.map(\.members) == [[MemberID(1), MemberID(2)]])
        }
    }

    @Test("A stale append queues nothing", arguments: StoreKind.allCases)
    func stale(kind: StoreKind) async throws {
        try await kind.with { store in
            _ = try await Self.fill(store)
            await #expect(throws: StaleVersion.self) {
                try await store.strategies.append(
                    [Fictional.draft(Self.asked(1, step: 1))], expecting: [.round(RoundID(1)): .none],
                    at: Fictional.instant(200), mail: [Self.mail(1, to: 1, second: 200)])
            }
            #expect(try await store.mail.waiting(limit: 10).count == 2)
        }
    }

    @Test("What has become of a mail is kept, and counted by state", arguments: StoreKind.allCases)
    func states(kind: StoreKind) async throws {
        try await kind.with { store in
            _ = try await Self.fill(store)
            var first = try #require(try await store.mail.waiting(limit: 1).first)
            (first.state, first.attempts) = (.sent, 1)
            (first.lastTry, first.sentAt) = (Fictional.instant(120), Fictional.instant(120))
            try await store.mail.update(first)
            #expect(try await store.mail.mail(1, Self.coordinator, keeper: false) == first)
            #expect(try await store.mail.waiting(limit: 10).map(\.number) == [2])
            #expect(try await store.mail.counts(Self.coordinator, keeper: false) == [.sent: 1, .waiting: 1])
            let sent = try await store.mail.mail(Self.coordinator, keeper: false, in: .sent, limit: 10, offset: 0)
            #expect(sent.map(\.number) == [1])
            let all = try await store.mail.mail(Self.coordinator, keeper: false, in: nil, limit: 1, offset: 0)
            #expect(all.map(\.number) == [2], "newest first")
            try await store.mail.pruneMail(before: Fictional.instant(101))
            #expect(try await store.mail.counts(Self.coordinator, keeper: false) == [.waiting: 1])
        }
    }

    @Test("Mail of a plan that a sight does not reach is not there", arguments: StoreKind.allCases)
    func sight(kind: StoreKind) async throws {
        try await kind.with { store in
            _ = try await Self.fill(store)
            try await store.strategies.append(
                [
                    Fictional.draft(
                        Fictional.plan(2, actions: [Fictional.action(4)], marking: .officialSensitive)),
                    Fictional.draft(Self.opened(2, strategy: 2)), Fictional.draft(Self.asked(2, strategy: 2)),
                ], expecting: [:], at: Fictional.instant(300),
                mail: [Self.mail(2, to: 1, strategy: 2, second: 300)])
            for (sight, keeper, numbers) in [
                (Self.coordinator, false, [2, 1]), (Self.cleared, false, [3, 2, 1]), (.nobody, false, []),
                (.nobody, true, [3, 2, 1]),
            ] {
                let seen = try await store.mail.mail(sight, keeper: keeper, in: nil, limit: 10, offset: 0)
                #expect(seen.map(\.number) == numbers)
                #expect(try await store.mail.counts(sight, keeper: keeper).values.reduce(0, +) == numbers.count)
                #expect(try await store.mail.mail(3, sight, keeper: keeper)?.number == (numbers.contains(3) ? 3 : nil))
            }
        }
    }

    @Test(
        "The first update since a day is found, not the last, and only where the sight reaches",
        arguments: StoreKind.allCases)
    func firstReports(kind: StoreKind) async throws {
        try await kind.with { store in
            _ = try await Self.fill(store)
            func report(_ action: Int, _ day: String) -> EntryDraft<PlanEntry> {
                Fictional.draft(
                    .progressReported(
                        ProgressReported(
                            action: ActionID(action), on: Fictional.day(day), happened: nil, note: "", evidence: nil,
                            completes: [])))
            }
            let before = try await store.strategies.append(
                [report(1, "2008-10-05"), report(2, "2008-10-20")], expecting: [:], at: Fictional.instant(400))
            let last = try await store.strategies.append(
                [report(1, "2008-10-30")], expecting: [:], at: Fictional.instant(500))
            func first(_ sight: Sight, _ at: JournalSequence) async throws -> [ActionID: Day] {
                try await store.strategies.firstReports(
                    in: StrategyID(1), since: Fictional.day("2008-10-01"), sight, at: at)
            }
            let five = Fictional.day("2008-10-05")
            #expect(try await first(.program, last) == [ActionID(1): five, ActionID(2): Fictional.day("2008-10-20")])
            #expect(try await first(Self.coordinator, last) == [ActionID(1): five])
            #expect(try await first(.nobody, last).isEmpty)
            #expect(try await first(.program, JournalSequence(before.number - 2)).isEmpty)
        }
    }

    @Test("A rebuild makes who was asked again, and leaves the mail alone", arguments: StoreKind.allCases)
    func rebuild(kind: StoreKind) async throws {
        try await kind.with { store in
            let sequence = try await Self.fill(store)
            let report = try await store.keeping.rebuild()
            #expect(report.differed == [])
            #expect(report.rows["round_reminder"] == 1)
            #expect(try await store.mail.waiting(limit: 10).count == 2)
            let plan = try await store.strategies.plan(StrategyID(1), .program, at: sequence)
            #expect(plan?.rounds.first?.reminders.count == 1)
        }
    }
}
