import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// What stands in the registers of the example city: recorded when its plans have come in, so that a year later some of
/// it is due, one evaluation is late, and one question is answered.
struct CityRegisters {
    let house: House
    let dates: CityDates
    let cast: Cast
    let plan: StrategyID

    func record() async throws {
        let coordinator = try cast.member(CityMember.coordinator)
        let sight = Sight.of(coordinator)
        let actions = try await house.plans.picture(of: plan, sight, at: try await house.plans.moment()).plan.actions
            .filter { $0.marking == .official && $0.retired == nil }.map(\.id)
        for record in records(actions, owner: coordinator.id) {
            try await house.registers.perform(.open(OpenItem(record)), by: coordinator)
        }
        try await house.registers.perform(
            .answerGap(
                AnswerGap(
                    RegisterItemID(6), answer: "About one caller in nine has children at home.",
                    source: "Count of the helpline over one quarter")), by: coordinator)
    }

    private func records(_ actions: [ActionID], owner: MemberID) -> [RegisterRecord] {
        func linked(_ places: Int...) -> [ActionID] { places.filter { $0 < actions.count }.map { actions[$0] } }
        let today = dates.today
        return [
            RegisterRecord(
                title: "The lease of the outreach base may not be renewed.", strategy: plan, actions: linked(0, 3),
                owner: owner, review: today.adding(days: -3),
                details: .risk(
                    RiskDetails(
                        cause: "The building is to be sold.", effect: "Outreach loses its only base in the east.",
                        likelihood: 4, impact: 4, mitigation: "Two other buildings are looked at."))),
            RegisterRecord(
                title: "Waiting times may grow when two posts fall vacant together.", strategy: plan,
                actions: linked(1), review: today.adding(days: 24),
                details: .risk(
                    RiskDetails(
                        effect: "People wait longer than three weeks.", likelihood: 3, impact: 3,
                        mitigation: "A bank of sessional workers."))),
            RegisterRecord(
                title: "The shared database is down one day a week.", strategy: plan, actions: linked(2), owner: owner,
                review: today.adding(days: 12),
                details: .issue(
                    IssueDetails(
                        effect: "Figures come late.", response: "Paper forms until the supplier has mended it."))),
            RegisterRecord(
                title: "Evening clinic without appointments", strategy: plan, actions: linked(4), owner: owner,
                details: .pilot(
                    PilotDetails(
                        site: "Market quarter", begins: dates.base, ends: today.adding(days: -40),
                        evaluationDue: today.adding(days: -12)))),
            RegisterRecord(
                title: "How many people who use crack see no service at all?", strategy: plan, owner: owner,
                details: .evidenceGap(
                    GapDetails(
                        why: "The number of places is planned by it.", fill: "A capture and recapture study.",
                        due: today.adding(days: 20)))),
            RegisterRecord(
                title: "How many callers have children at home?", strategy: plan,
                details: .evidenceGap(GapDetails(why: "Family work is planned by it.", due: today.adding(days: -90)))),
        ]
    }
}
