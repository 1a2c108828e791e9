import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("An import is undone as one unit, while nobody has built on it")
struct UndoImportTests {
    private static func source(_ name: String, _ letter: Character) -> PlanSource {
        PlanSource(name: name, digest: String(repeating: letter, count: 64))
    }

    private static func wording(_ text: String, _ timescale: String) -> ActionWording {
        TypedWording(text: text, timescale: timescale).wording(year: .financial)
    }

    private static func importing(_ count: Int = 2) -> ImportPlan {
        ImportPlan(
            title: "Small plan", year: .financial, marking: .official, source: source("first.csv", "d"),
            actions: (1...count).map { NewAction(wording: wording("Action \($0)", "By end June 2026")) })
    }

    private static func codes(_ body: () async throws -> Void) async throws -> [String] {
        do {
            try await body()
            return []
        } catch DeskRefusal.problems(let refusals) {
            return refusals.map(\.code)
        }
    }

    @Test("A first import: the plan is gone from now on and there as at earlier days; numbers are not given again")
    func first() async throws {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let house = test.house
        let plan = StrategyID(
            try await house.plans.perform(.importPlan(Self.importing()), by: cast.coordinator).subject.number)
        _ = try await house.plans.perform(
            .confirmOwners(
                ConfirmOwners(assignments: [
                    .init(action: ActionID(1), updateOwner: cast.lead.id, contributing: [])
                ]), plan), by: cast.coordinator)
        test.go(to: "2026-05-20")
        try await house.plans.perform(
            .undoImport(UndoImport(reason: "Wrong file"), plan), by: cast.coordinator)
        let sight = Sight.of(cast.coordinator)
        #expect(try await house.plans.strategies(sight, at: try await house.plans.moment()).isEmpty)
        await #expect(throws: DeskRefusal.self) {
            try await house.plans.picture(with: ActionID(1), sight, at: try await house.plans.moment())
        }
        let then = try await house.plans.moment(asAt: Day(iso: "2026-05-10"))
        #expect(try await house.plans.picture(of: plan, sight, at: then).plan.actions.count == 2)
        #expect(try await house.keeping.rebuild().differed == [])
        let again = try await house.plans.perform(.importPlan(Self.importing()), by: cast.coordinator)
        #expect(again.subject == .strategy(StrategyID(2)), "the same file can be imported again")
        let picture = try await house.plans.picture(of: StrategyID(2), sight, at: try await house.plans.moment())
        #expect(picture.plan.actions.map(\.id.reference) == ["AP-0003", "AP-0004"])
    }

    @Test("A revision: wording, position, commitments and source are as before, what it added leaves")
    func revision() async throws {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let plans = test.house.plans
        let plan = StrategyID(
            try await plans.perform(.importPlan(Self.importing()), by: cast.coordinator).subject.number)
        try await plans.perform(
            .confirmOwners(
                ConfirmOwners(assignments: [.init(action: ActionID(1), updateOwner: cast.lead.id, contributing: [])]),
                plan), by: cast.coordinator)
        try await plans.perform(
            .reportProgress(
                ReportProgress(action: ActionID(1), note: "Done", evidence: "Seen", completes: [.init(promise: 1)])),
            by: cast.lead)
        let sight = Sight.of(cast.coordinator)
        let before = try await plans.picture(of: plan, sight, at: try await plans.moment()).plan
        try await plans.perform(
            .revisePlan(
                RevisePlan(
                    source: Self.source("second.csv", "e"),
                    added: [.init(position: 3, action: NewAction(wording: Self.wording("More", "By 2027")))],
                    changed: [
                        ChangedAction(
                            id: ActionID(1), position: 5, wording: Self.wording("Action one", "By end July 2026"))
                    ]), plan), by: cast.coordinator)
        let revised = try await plans.picture(of: plan, sight, at: try await plans.moment()).plan
        #expect(revised.actions.count == 3 && revised.action(ActionID(1))?.promises[0].completed == nil)
        try await plans.perform(.undoImport(UndoImport(reason: "Wrong file"), plan), by: cast.coordinator)
        let after = try await plans.picture(of: plan, sight, at: try await plans.moment()).plan
        #expect(after.actions.map(\.id) == before.actions.map(\.id))
        #expect(after.actions.map(\.wording) == before.actions.map(\.wording))
        #expect(after.actions.map(\.position) == before.actions.map(\.position))
        #expect(after.actions.map(\.promises) == before.actions.map(\.promises))
        #expect(after.actions.map(\.updateOwner) == before.actions.map(\.updateOwner))
        #expect(after.strategy.source == before.strategy.source)
        #expect(after.strategy.sourceAt == before.strategy.sourceAt)
        #expect(try await test.house.keeping.rebuild().differed == [])
        let left = try await Self.codes {
            try await plans.perform(.undoImport(UndoImport(reason: "And the first"), plan), by: cast.coordinator)
        }
        #expect(left == ["entered-since"], "the report rests on the first import")
    }

    @Test(
        "Refused once somebody has built on it, after 30 days, or without a reason; the refusal lists what rests on it")
    func refused() async throws {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let plans = test.house.plans
        let plan = StrategyID(
            try await plans.perform(.importPlan(Self.importing(8)), by: cast.coordinator).subject.number)
        #expect(
            try await Self.codes {
                try await plans.perform(.undoImport(UndoImport(reason: ""), plan), by: cast.coordinator)
            } == ["reason-missing"])
        for number in 1...6 {
            try await plans.perform(
                .withdrawAction(WithdrawAction(action: ActionID(number), reason: "No")), by: cast.coordinator)
        }
        test.go(to: "2026-06-01")
        do {
            try await plans.perform(.undoImport(UndoImport(reason: "Wrong"), plan), by: cast.coordinator)
            Issue.record("it was undone")
        } catch DeskRefusal.problems(let refusals) {
            #expect(refusals.map(\.code) == ["too-long-ago", "entered-since"])
            let sentence = refusals.last?.sentence ?? ""
            #expect(sentence.contains("an action was withdrawn on AP-0001"))
            #expect(sentence.contains("and 1 more"))
        }
        await #expect(throws: DeskRefusal.self) {
            try await plans.perform(.undoImport(UndoImport(reason: "Wrong"), plan), by: cast.lead)
        }
    }
}
