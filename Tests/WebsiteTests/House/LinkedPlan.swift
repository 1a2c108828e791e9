import ActionPlans
import Coordination
import HTTPTypes
import Partnership
import Vocabulary

@testable import Website

/// A small plan with an open round, and links for its members.
struct LinkedPlan: Sendable {
    let small: SmallPlan
    let round: RoundID

    var site: TestSite { small.site }
    var cast: Cast { small.cast }

    static func make(
        seats: [Seat] = SmallPlan.seats, opens: String = "2026-05-01", closes: String = "2026-05-14",
        _ choose: (inout TestSite.Choices) -> Void = { _ in },
        actions: (Cast) throws -> [NewAction] = SmallPlan.usual
    ) async throws -> LinkedPlan {
        let small = try await SmallPlan.make(seats: seats, choose, actions: actions)
        let done = try await small.site.house.plans.perform(
            .openRound(
                OpenRound(
                    periodFrom: try TestCity.day("2026-04-01"), periodTo: try TestCity.day("2026-04-30"),
                    opens: try TestCity.day(opens), closes: try TestCity.day(closes)), small.id),
            by: try small.cast[.clearedCoordinator])
        return LinkedPlan(small: small, round: RoundID(done.subject.number))
    }

    func token(_ seat: Seat) async throws -> String {
        try await site.house.leadLinks.issue(for: try cast[seat].id, round: round).text
    }

    func path(_ seat: Seat) async throws -> String { "/answer/\(try await token(seat))" }

    /// As a browser sends the form of a page without a referrer.
    static let headers = ["Origin": "null", "Sec-Fetch-Site": "same-origin"]

    /// A browser that has never been here.
    var stranger: Browser { Browser(site) }
}

extension Browser {
    /// Sends fields to a link as its own page would.
    func answer(
        _ path: String, _ fields: [(String, String)], headers: [String: String] = LinkedPlan.headers
    ) async throws -> Answer {
        var headers = headers
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return try await send(.post, path, headers: headers, body: Array(FormText.urlEncoded(fields).utf8))
    }
}
