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
    /// Only the head of the answer is asked for.
    var isHead = false

    var name: String { "\(isHead ? "HEAD" : route.method.rawValue) \(path) by \(seat.rawValue)" }
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
    let further: RouteTargets
    /// Pages asked for as at an earlier day: nothing is done to the past.
    var isPast = false

    static let nowhere = 999

    /// Every seat, for every thing the route can name, under each of its questions; pages also by their head alone.
    func cases(for route: RouteEntry) throws -> [RouteCase] {
        try Seat.everywhere.flatMap { seat in
            try targets(of: route.path, for: seat).flatMap { target in
                let expected = try expected(route, target, seat)
                let path = path(route, target, seat)
                let one = RouteCase(route: route, path: path, seat: seat, expected: expected)
                guard route.method == .get, !isPast else { return [one] }
                let asked = RouteTargets.questions[route.path, default: []].map {
                    RouteCase(route: route, path: "\(path)?\($0)", seat: seat, expected: expected)
                }
                return [one, RouteCase(route: route, path: path, seat: seat, expected: expected, isHead: true)] + asked
            }
        }
    }

    // MARK: Things to ask for

    enum Target: Sendable {
        case nothing, plan(Int), deed(TestCity.Deed), noAction, draft(Int), secret, entry(TestCity.Entry), noItem
        case group(Int), meeting(Int), decision(Int)
        case thing(parameter: String, RouteTargets.Thing)
    }

    private func targets(of path: String, for seat: Seat) throws -> [Target] {
        for parameter in path.split(separator: "/").map(String.init) where parameter.hasPrefix(":") {
            if let things = further.byParameter[parameter] { return things.map { .thing(parameter: parameter, $0) } }
            let own = [":plan", ":action", ":draft", ":item", ":group", ":meeting", ":decision"]
            guard own.contains(parameter) || RouteTargets.plain.contains(parameter) else {
                throw NotThere(description: "what \(parameter) of \(path) may stand for: add it to RouteTargets, which")
            }
        }
        if path.contains(":plan") {
            return [.plan(city.plan.number), .plan(city.closedPlan.number), .plan(Self.nowhere)]
        }
        if path.contains(":action") { return TestCity.Deed.allCases.map(Target.deed) + [.noAction] }
        if path.contains(":group") { return [.group(1), .group(TestCity.markedGroup), .group(Self.nowhere)] }
        if path.contains(":meeting") { return [.meeting(1), .meeting(TestCity.markedMeeting), .meeting(Self.nowhere)] }
        if path.contains(":decision") {
            return [.decision(1), .decision(TestCity.markedDecision), .decision(Self.nowhere)]
        }
        if path.contains(":item") { return TestCity.Entry.allCases.map(Target.entry) + [.noItem] }
        // Whose draft it is would throw it away; the others must not be able to.
        if path.hasSuffix("/give-up"), seat == .clearedCoordinator { return [.draft(Self.nowhere)] }
        if path.contains(":draft") { return [.draft(draft), .draft(Self.nowhere)] }
        return [path.contains(":secret") || path.contains(":token") ? .secret : .nothing]
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
        case .thing(let parameter, let thing): path = path.replacing(parameter, with: thing.value)
        case .entry(let entry): path = path.replacing(":item", with: entry.reference)
        case .noItem: path = path.replacing(":item", with: "R-0999")
        case .group(let number): path = path.replacing(":group", with: String(number))
        case .meeting(let number): path = path.replacing(":meeting", with: String(number))
        case .decision(let number): path = path.replacing(":decision", with: DecisionID(number).reference)
        case .nothing, .secret: break
        }
        path = path.replacing(":term", with: "1").replacing(":item", with: "99")
        path = path.replacing(":round", with: String(city.round.number)).replacing(":promise", with: "1")
            .replacing(":secret", with: String(repeating: "s", count: 43)).replacing(":mail", with: "1")
            .replacing(":token", with: String(repeating: "s", count: 43)).replacing(":name", with: "nothing.css")
            .replacing(":agency", with: "1").replacing(":file", with: "1").replacing(
                ":member", with: String(city.cast.members[seat]?.id.number ?? 1))
        return isPast ? path + "?as-at=2026-05-01" : path
    }

    // MARK: The oracle

    private func expected(_ route: RouteEntry, _ target: Target, _ seat: Seat) throws -> Int {
        guard let policy = RouteTests.routes[RouteTests.name(route)] else {
            throw NotThere(description: "who may open \(RouteTests.name(route)): add it to RouteTests.routes, which")
        }
        switch policy {
        case .public: return publicly(route, seat)
        case .signedIn:
            if seat == .nobody { return signedOut(route) }
            return ["/sessions": 200, "/sessions/end": 404, "/drafts": 200, "/sessions/extend": 200][route.path] ?? 303
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
            "POST /invitation/:secret", "GET /answer/:token", "POST /answer/:token":
            404
        default: 200
        }
    }

    /// The role allows it somewhere; whether it does here.
    private func within(_ route: RouteEntry, _ target: Target, _ act: Act, _ member: Member) throws -> Int {
        switch target {
        case .plan(Self.nowhere), .noAction, .noItem, .draft(Self.nowhere):
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
        case .thing(_, let thing):
            switch thing.reach {
            case .everybody: break
            case .cleared: guard member.clearance == .officialSensitive else { return 404 }
            case .nobody: return 404
            case .only(let seat): guard try member.id == city.cast[seat].id else { return 404 }
            }
        case .entry(let entry):
            guard entry.marking <= member.clearance else { return 404 }
            // A form that does not fit the item as it stands is not shown.
            if route.method == .get, !entry.shows(route.path) { return 404 }
        case .group(let number), .meeting(let number), .decision(let number):
            let marked = [TestCity.markedGroup, TestCity.markedMeeting, TestCity.markedDecision]
            guard number != Self.nowhere else { return 404 }
            guard !marked.contains(number) || member.clearance == .officialSensitive else { return 404 }
            // There is no item with that number, and what is not agreed cannot be corrected.
            if route.path.contains(":item") { return 404 }
            if route.method == .get, route.path.hasSuffix("/correct") { return 404 }
        case .nothing, .secret: break
        }
        // Without the finding it is about there is no form.
        if route.method == .get, route.path.hasSuffix("/thread/settle") { return 404 }
        return done(route)
    }

    private func decided(_ route: RouteEntry) -> Int? { route.path.hasSuffix("/delay/:promise") ? 1 : nil }

    /// Pages of a plan that show the past too.
    private func isShown(_ path: String) -> Bool {
        [
            "", "/wall", "/print", "/export", "/rounds", "/entered", "/changes", "/changes.csv", "/exceptions",
            "/exceptions.csv", "/thread", "/thread.csv", "/timeline", "/timeline.csv", "/rounds/:round",
            "/rounds/:round/answers.csv",
        ].contains {
            path == "/plans/:plan\($0)"
        }
    }

    /// What an allowed request comes to: a page, or a form without any answer, which changes nothing.
    private func done(_ route: RouteEntry) -> Int {
        guard route.method == .post else { return 200 }
        switch route.path {
        case "/imports/:draft", "/imports/:draft/give-up", "/plans/:plan/owners", "/mail/:mail/again",
            "/jobs/:job/cancel", "/imports/columns/forget", "/packs/each":
            return 303
        case "/members/:member/invite": return 200
        case "/meetings/:meeting/minutes/agree", "/imports/columns/forget-all": return 409
        default: return 422
        }
    }
}
