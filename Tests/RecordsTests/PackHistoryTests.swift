import ActionPlans
import Foundation
import Frameworks
import Partnership
import Records
import Testing
import Vocabulary

@testable import Coordination

/// Packs issued at random moments of random histories, with everything that can happen after them.
@Suite("An issued pack is the same for ever, whatever is written after it")
struct PackHistoryTests {
    private static let framework = FrameworkPack(
        name: "test", title: "Test", source: "Test", statuses: [], cycle: Recurrence(every: 3, unit: .month),
        closingDays: 14, planYear: .financial, columnHeadings: [])

    /// Desks that have seen nothing yet.
    private static func desk(
        _ store: Store, at now: Instant, framework: FrameworkPack = PackHistoryTests.framework, digest: String = "f"
    ) -> PackDesk {
        let clock = Clock(timeZone: .gmt) { now }
        let plans = PlanDesk(register: store.strategies, members: store.members, keeping: store.keeping, clock: clock)
        let meetings = MeetingDesk(register: store.meetings, members: store.members, plans: plans, clock: clock)
        return PackDesk(
            register: store.packs, members: store.members, plans: plans, meetings: meetings, keeping: store.keeping,
            clock: clock, framework: framework, frameworkDigest: digest)
    }

    /// What no plan says: names of people and of the partnership.
    private static func people(_ store: Store, _ round: Int, at instant: Instant) async throws {
        var member = Fictional.member(round % 5 + 1)
        member.name = "Name after \(round)"
        let entry: PartnershipEntry =
            switch round % 3 {
            case 0: .partnershipNamed(PartnershipProfile(name: "Partnership after \(round)", timeZone: "UTC"))
            case 1: .memberChanged(member)
            default: .agencyRenamed(AgencyRenamed(agency: AgencyID(1), name: "Agency \(round)", short: nil))
            }
        try await store.members.append([EntryDraft(author: .program, payload: entry)], expecting: [:], at: instant)
    }

    private static func start(_ store: Store) async throws {
        var entries: [PartnershipEntry] = [
            .partnershipNamed(PartnershipProfile(name: "Partnership", timeZone: "UTC")),
            .agencyJoined(Fictional.agency),
        ]
        for number in 1...5 { entries.append(.memberJoined(Fictional.member(number))) }
        try await store.members.append(
            entries.map { EntryDraft(author: .program, payload: $0) }, expecting: [:],
            at: Instant(microseconds: 1_199_000_000_000_000))
    }

    /// Issues a pack of what there is, for one audience or the other.
    private static func issue(_ store: Store, _ history: RandomHistory, _ number: Int) async throws -> PackMade? {
        let desk = desk(store, at: history.recorded)
        let sequence = try await store.packs.lastFact()
        let audience =
            number.isMultiple(of: 2) ? PackAudience.readers : PackAudience(kind: .cleared, ceiling: .officialSensitive)
        let sight = Sight.program.capped(at: audience.ceiling)
        let strategies = try await store.strategies.strategies(sight, at: sequence).map(\.id)
        guard !strategies.isEmpty else { return nil }
        let today = desk.clock.today
        let terms = PackTerms(
            strategies: strategies, title: "Pack \(number)", asAt: today, since: today.adding(days: -number % 40 - 1),
            sinceMeeting: nil, audience: audience)
        let made = try await desk.make(terms, edition: number, at: sequence, on: today, isDraft: false)
        try await store.packs.append(
            [
                EntryDraft(
                    author: .program, payload: .packIssued(made.facts(PackID(number), framework: "test", digest: "f")))
            ], expecting: [:], at: history.recorded)
        return made
    }

    @Test(
        "Packs issued at random moments are equal at the end, made by desks that know nothing",
        arguments: ProofSize.seeds(from: 71, 4, proof: 25))
    func histories(seed: UInt64) async throws {
        try await StoreKind.memory.with { store in
            var history = RandomHistory(seed: seed)
            try await Self.start(store)
            var issued: [PackMade] = []
            for round in 1...120 {
                let (drafts, at) = history.step()
                try await store.strategies.append(drafts, expecting: [:], at: at)
                if round.isMultiple(of: 7) { try await Self.people(store, round, at: history.recorded) }
                guard round.isMultiple(of: 12) else { continue }
                if let made = try await Self.issue(store, history, issued.count + 1) { issued.append(made) }
            }
            // Where the first import was undone, there is nothing to make a pack of for a while.
            #expect(!issued.isEmpty)
            #expect(Set(issued.map(\.digest)).count == issued.count)
            // Years later, in another house.
            let later = Self.desk(store, at: history.recorded.adding(seconds: 90_000_000))
            for (index, made) in issued.enumerated() {
                let verdict = try await later.verify(PackID(index + 1), .program)
                #expect(
                    verdict.isEqual, "pack \(index + 1): \(verdict.differences.map(\.id)) \(verdict.reasons)")
                #expect(verdict.made?.json == made.json)
            }
            #expect(try await store.keeping.rebuild().differed.isEmpty)
            let again = try await Self.desk(store, at: history.recorded).verify(PackID(1), .program)
            #expect(again.isEqual, "also from read tables that were made again")
        }
    }

    @Test("What differs is named with its reason: another framework, an erasure, digests that were never right")
    func reasons() async throws {
        try await StoreKind.memory.with { store in
            var history = RandomHistory(seed: 5)
            try await Self.start(store)
            for _ in 1...20 {
                let (drafts, at) = history.step()
                try await store.strategies.append(drafts, expecting: [:], at: at)
            }
            let made = try #require(try await Self.issue(store, history, 1))
            var other = Self.framework
            other.title = "Another"
            let framework = try await Self.desk(store, at: history.recorded, framework: other, digest: "g")
                .verify(PackID(1), .program)
            #expect(!framework.isEqual && framework.reasons == [.framework(then: "f", now: "g")])
            #expect(framework.differences.map(\.id) == ["sources"])

            // A pack that says of itself what is not so.
            var facts = made.facts(PackID(2), framework: "test", digest: "f")
            facts.digest = String(repeating: "0", count: 64)
            facts.sections[2].digest = String(repeating: "1", count: 64)
            try await store.packs.append(
                [EntryDraft(author: .program, payload: .packIssued(facts))], expecting: [:], at: history.recorded)
            let forged = try await Self.desk(store, at: history.recorded).verify(PackID(2), .program)
            #expect(!forged.isEqual && forged.reasons == [.unexplained])
            #expect(forged.differences.map(\.id) == [facts.sections[2].id])
            // Only the whole digest is forged: no part differs, and still it is found.
            facts.pack = PackID(3)
            facts.sections = made.sections
            try await store.packs.append(
                [EntryDraft(author: .program, payload: .packIssued(facts))], expecting: [:], at: history.recorded)
            #expect(try await Self.desk(store, at: history.recorded).verify(PackID(3), .program).isEqual == false)

            for sequence in try await store.journal.entries(after: .none, limit: 40)
            where sequence.kind.name == "plan-imported" {
                try await store.journal.erase(
                    sequence.sequence, rule: "Test", by: .program, at: history.recorded.adding(seconds: 60))
            }
            let erased = try await Self.desk(store, at: history.recorded).verify(PackID(1), .program)
            #expect(!erased.isEqual)
            guard case .erased(let entries)? = erased.reasons.first else {
                Issue.record("\(erased.reasons)")
                return
            }
            #expect(!entries.isEmpty)
            #expect(erased.made == nil, "the plan itself is gone")
            #expect(erased.differences.allSatisfy { $0.kind == .missing })
        }
    }
}
