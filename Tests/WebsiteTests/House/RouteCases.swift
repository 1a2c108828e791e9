import ActionPlans
import Coordination
import HTTPTypes
import Partnership
import Vocabulary

@testable import Website

/// One request of the permission matrix: a route, called for one thing by one seat, and what it should answer.
struct RouteCase: Sendable {
    let route: RouteEntry
    let path: String
    let seat: Seat
    let expected: Int

    var name: String { "\(route.method.rawValue) \(path) by \(seat.rawValue)" }
}

/// Makes every case of the matrix: the oracle that the website's answers are held to.
///
/// It reads the policy's table and the markings, never the website's own checks.
struct RouteCases {
    let city: TestCity
    /// Every action with its marking, owner and contributors, by what it is.
    let actions: [TestCity.Deed: Action]
    /// The draft of the cleared coordinator.
    let draft: Int
    /// Pages asked for as at an earlier day: nothing is done to the past.
    var isPast = false

    static let nowhere = 999

    func cases(for route: RouteEntry) throws -> [RouteCase] {
        try Seat.allCases.flatMap { seat in
            try targets(of: route.path, for: seat).map { target in
                RouteCase(
                    route: route, path: path(route, target, seat), seat: seat,
                    expected: try expected(route, target, seat))
            }
        }
    }

    // MARK: Things to ask for

    enum Target: Sendable {
        case nothing, plan(Int), deed(TestCity.Deed), noAction, draft(Int), secret
    }

    private func targets(of path: String, for seat: Seat) -> [Target] {
        if path.contains(":plan") {
            return [.plan(city.plan.number), .plan(city.closedPlan.number), .plan(Self.nowhere)]
        }
        if path.contains(":action") { return TestCity.Deed.allCases.map(Target.deed) + [.noAction] }
        // Whose draft it is would throw it away; the others must not be able to.
        if path.hasSuffix("/give-up"), seat == .clearedCoordinator { return [.draft(Self.nowhere)] }
        if path.contains(":draft") { return [.draft(draft), .draft(Self.nowhere)] }
        return [path.contains(":secret") ? .secret : .nothing]
    }

    private func path(_ route: RouteEntry, _ target: Target, _ seat: Seat) -> String {
        var path = route.path
        switch target {
        case .plan(let number): path = path.replacing(":plan", with: String(number))
        case .deed(let deed):
            // The entry that brought it: there is always one, and it is mended in another way.
            path = path.replacing(":action", with: deed.reference)
                .replacing(":entry", with: String(actions[deed]?.entered.number ?? 1))
        case .noAction: path = path.replacing(":action", with: "AP-0999").replacing(":entry", with: "1")
        case .draft(let number): path = path.replacing(":draft", with: String(number))
        case .nothing, .secret: break
        }
        path = path.replacing(":round", with: String(city.round.number)).replacing(":promise", with: "1")
            .replacing(":secret", with: String(repeating: "s", count: 43)).replacing(":name", with: "nothing.css")
            .replacing(":member", with: String(city.cast.members[seat]?.id.number ?? 1))
        return isPast ? path + "?as-at=2026-05-01" : path
    }

    // MARK: The oracle

    private func expected(_ route: RouteEntry, _ target: Target, _ seat: Seat) throws -> Int {
        guard let policy = RouteTests.routes[RouteTests.name(route)] else { throw NotThere(description: route.path) }
        switch policy {
        case .public: return publicly(route, seat)
        case .signedIn:
            if seat == .nobody { return signedOut(route) }
            return ["/sessions": 200, "/sessions/end": 404][route.path] ?? 303
        case .act(let act):
            if seat == .nobody { return signedOut(route) }
            let member = try city.cast[seat]
            let ties: [Relation.Tie] = [.owner, .contributor, .none]
            guard ties.contains(where: { Policy.may(act, member, toward: Relation($0)).isAllowed }) else { return 403 }
            return try within(route, target, act, member)
        }
    }

    /// To the sign-in page; a form that comes without a session gets it at once, with what was typed in it.
    private func signedOut(_ route: RouteEntry) -> Int {
        route.method == .post && route.path != "/imports" ? 403 : 303
    }

    private func publicly(_ route: RouteEntry, _ seat: Seat) -> Int {
        switch RouteTests.name(route) {
        case "GET /": 303
        case "GET /sign-in": seat == .nobody ? 200 : 303
        case "POST /sign-in": 422
        case "GET /assets/:name", "GET /set-up/:secret", "POST /set-up/:secret", "GET /invitation/:secret",
            "POST /invitation/:secret":
            404
        default: 200
        }
    }

    /// The role allows it somewhere; whether it does here.
    private func within(_ route: RouteEntry, _ target: Target, _ act: Act, _ member: Member) throws -> Int {
        switch target {
        case .plan(Self.nowhere), .noAction, .draft(Self.nowhere):
            // Throwing away what is not there is done already.
            return route.path.hasSuffix("/give-up") ? 303 : 404
        case .plan(let number):
            guard number == city.plan.number || member.clearance == .officialSensitive else { return 404 }
            let isRound = route.path.contains(":round")
            if isRound, number != city.plan.number { return 404 }
            if isPast, !isShown(route.path) { return 404 }
        case .deed(let deed):
            guard let action = actions[deed], action.marking <= member.clearance else { return 404 }
            guard ActionPolicy.may(act, member, on: action, promise: decided(route)).isAllowed else { return 403 }
            if isPast, route.path != "/actions/:action" { return 404 }
            if decided(route) != nil, action.promise(1)?.request == nil { return 404 }
        case .draft:
            let isOwn = try member.id == city.cast[.clearedCoordinator].id
            guard isOwn || route.path.hasSuffix("/give-up") else { return 404 }
        case .nothing, .secret: break
        }
        return done(route)
    }

    private func decided(_ route: RouteEntry) -> Int? { route.path.hasSuffix("/delay/:promise") ? 1 : nil }

    /// Pages of a plan that show the past too.
    private func isShown(_ path: String) -> Bool {
        ["", "/wall", "/print", "/actions.csv", "/rounds", "/entered"].contains {
            path == "/plans/:plan\($0)"
        }
    }

    /// What an allowed request comes to: a page, or a form without any answer, which changes nothing.
    private func done(_ route: RouteEntry) -> Int {
        guard route.method == .post else { return 200 }
        switch route.path {
        case "/imports/:draft", "/imports/:draft/give-up", "/plans/:plan/owners": return 303
        case "/members/:member/invite": return 200
        default: return 422
        }
    }
}
