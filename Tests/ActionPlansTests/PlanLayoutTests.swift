import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("The layout of a plan in its import and its revisions")
struct PlanLayoutTests {
    private static func revising(_ layout: String?, in plan: Plan) -> Result<PlanEntry, Refusals<RevisePlanRefusal>> {
        RevisePlan(
            source: PlanSource(name: "plan.csv", digest: PlanCommandTests.digest), added: [], changed: [],
            layout: layout
        ).decide(
            in: plan, by: PlanCommandTests.members[0], on: PlanCommandTests.today, numbers: PlanCommandTests.numbers,
            members: PlanCommandTests.members)
    }

    @Test("An import keeps the layout its file has; what no pack can call a layout is refused")
    func imported() throws {
        func importing(_ layout: String?) -> Result<PlanEntry, Refusals<ImportPlanRefusal>> {
            ImportPlan(
                title: "Plan", year: .financial, marking: .official,
                source: PlanSource(name: "plan.csv", digest: PlanCommandTests.digest),
                actions: [NewAction(wording: PlanCommandTests.wording())], layout: layout
            ).decide(
                by: PlanCommandTests.members[0], on: PlanCommandTests.today, numbers: PlanCommandTests.numbers,
                existing: [], members: PlanCommandTests.members)
        }
        for layout in ["national-2008", nil] {
            guard case .planImported(let facts) = try importing(layout).get() else {
                Issue.record("not an import")
                return
            }
            #expect(facts.layout == layout)
        }
        for wrong in ["", "National 2008", "../x", "ä", String(repeating: "a", count: 61)] {
            #expect(Sample.codes(importing(wrong)) == ["not-a-layout"], "\(wrong)")
        }
    }

    @Test("A revision may change nothing but the layout; the layout it has already changes nothing")
    func revised() throws {
        let plan = PlanCommandTests.plan
        #expect(Sample.codes(Self.revising(nil, in: plan)) == ["nothing-changed"])
        #expect(Sample.codes(Self.revising("Not one", in: plan)).contains("not-a-layout"))
        guard case .planRevised(let facts) = try Self.revising("birmingham-2005", in: plan).get() else {
            Issue.record("not a revision")
            return
        }
        #expect(facts.layout == "birmingham-2005" && facts.changed.isEmpty && facts.added.isEmpty)
        var strategy = plan.strategy
        strategy.layout = "birmingham-2005"
        let same = Plan(strategy: strategy, at: plan.at, actions: plan.actions, rounds: plan.rounds, owed: plan.owed)
        #expect(Sample.codes(Self.revising("birmingham-2005", in: same)) == ["nothing-changed"])
    }
}
