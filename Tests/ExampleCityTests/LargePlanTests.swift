import ActionPlans
import Coordination
import ExampleCity
import Partnership
import Records
import Testing
import Vocabulary

@Suite("The large plan is a genuine journal")
struct LargePlanTests {
    @Test("Every update asked for is in the journal, which verifies and rebuilds; two years ago there was a plan")
    func whole() async throws {
        let day = try #require(Day(iso: "2026-11-21"))
        let large = LargePlan(
            now: TestHouse.noon(day), timeZone: TestHouse.timeZone, actions: 120, updates: 1_200)
        let (house, store) = try await TestHouse.open(clock: large.clock)
        let summary = try await large.fill(house, register: store.strategies)
        #expect(try await house.keeping.verify().faults.isEmpty)
        #expect(try await house.keeping.rebuild().differed.isEmpty)
        let moment = try await house.plans.moment(asAt: summary.twoYearsAgo)
        let picture = try await house.plans.picture(of: summary.strategy, Sight.of(summary.reader), at: moment)
        #expect(picture.plan.actions.count == 120)
        #expect(!picture.plan.rounds.isEmpty)
        let now = try await house.plans.moment()
        let owned = try await house.plans.picture(with: summary.actions[0], Sight.of(summary.writer), at: now)
        #expect(owned.plan.action(summary.actions[0])?.updateOwner == summary.writer.id)
        #expect(owned.plan.rounds.count == 13)
        let reports = try await store.strategies.history(
            of: summary.actions[0], Sight.of(summary.reader), at: now.sequence, before: nil, limit: 100)
        #expect(reports.count { $0.header.kind.name == "progress-reported" } == 10)
        try await store.close()
    }
}
