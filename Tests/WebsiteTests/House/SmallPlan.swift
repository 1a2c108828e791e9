import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// A site with the members a test needs and one plan of a few plain actions: quicker to make than `TestCity`.
struct SmallPlan: Sendable {
    let site: TestSite
    let cast: Cast
    let id: StrategyID

    var path: String { "/plans/\(id.number)" }

    static let seats: [Seat] = [.clearedCoordinator, .lead, .contributor, .approver, .reader]

    /// - Parameter actions: made with the cast; the usual three when nil.
    static func make(
        seats: [Seat] = SmallPlan.seats, _ choose: (inout TestSite.Choices) -> Void = { _ in },
        actions: (Cast) throws -> [NewAction] = SmallPlan.usual
    ) async throws -> SmallPlan {
        let site = try await TestSite.make(choose)
        let cast = try await Cast.join(site.house, seats)
        let done = try await site.house.plans.perform(
            .importPlan(
                ImportPlan(
                    title: "Small plan", year: .financial, marking: .official, source: TestCity.source("small"),
                    actions: try actions(cast))), by: try cast[.clearedCoordinator])
        return SmallPlan(site: site, cast: cast, id: StrategyID(done.subject.number))
    }

    /// AP-0001 with two days, AP-0002 that repeats, AP-0003 that is past and has no owner.
    static func usual(_ cast: Cast) throws -> [NewAction] {
        let june = Commitment(wording: "By end June 2026", due: try TestCity.day("2026-06-30"))
        let autumn = Commitment(wording: "By autumn 2026", label: "Review", due: try TestCity.day("2026-11-30"))
        let past = Commitment(wording: "By March 2026", due: try TestCity.day("2026-03-31"))
        return [
            TestCity.action("Open a weekly clinic", [june, autumn], try cast[.lead], [try cast[.contributor]]),
            TestCity.action(
                "Meet every quarter",
                [Commitment(wording: "Quarterly", repeats: Recurrence(every: 3, unit: .month))], try cast[.lead]),
            TestCity.action("Write the protocol", [past], nil),
        ]
    }

    func browser(_ seat: Seat) async throws -> Browser { try await Browser.signedIn(try cast[seat], at: site) }

    func action(_ number: Int) async throws -> Action {
        let moment = try await site.house.plans.moment()
        let picture = try await site.house.plans.picture(of: id, Sight.of(try cast[.clearedCoordinator]), at: moment)
        return try require(picture.plan.action(ActionID(number)), "action \(number)")
    }
}
