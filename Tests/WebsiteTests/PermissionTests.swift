import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Testing
import Vocabulary

@testable import Website

/// Every route, called by every seat for every thing there is, and every byte of the answers looked through.
@Suite("Pages answer as the policy says, and nothing crosses to who may not see it")
struct PermissionTests {
    static let draftPlan = """
        No,Objective,Action,Lead,By when
        1,\(TestCity.canary)-objective,\(TestCity.canary)-action,\(TestCity.canary)-lead,June 2026
        """

    struct Prepared {
        let city: TestCity
        let cases: RouteCases
        let browsers: [Seat: Browser]
    }

    /// - Parameter day: the day of asking; the plans were imported on 1 May 2026.
    static func prepare(on day: String = "2026-05-01", isPast: Bool = false) async throws -> Prepared {
        let city = try await TestCity.make()
        try city.site.go(to: day)
        var browsers: [Seat: Browser] = [:]
        for seat in Seat.allCases { browsers[seat] = try await city.browser(seat) }
        let draft = try await require(browsers[.clearedCoordinator]).upload(
            Array(draftPlan.utf8), name: "\(TestCity.canary)-file.csv")
        guard draft.status == 303, let number = draft.location.split(separator: "/").last.flatMap({ Int($0) }) else {
            throw NotThere(description: "a draft: \(draft.status) \(draft.page.main)")
        }
        var actions: [TestCity.Deed: Action] = [:]
        let moment = try await city.site.house.plans.moment()
        for deed in TestCity.Deed.allCases {
            let id = ActionID(deed.rawValue)
            let sight = Sight.of(try city.cast[.everyRole])
            actions[deed] = try await city.site.house.plans.picture(with: id, sight, at: moment).plan.action(id)
        }
        var cases = RouteCases(
            city: city, actions: actions, draft: number, further: try await RouteTargets.make(city))
        cases.isPast = isPast
        return Prepared(city: city, cases: cases, browsers: browsers)
    }

    /// Leaving, or ending sessions, would take the browser from the cases after it; they have a test of their own.
    static let leaving: Set<String> = ["POST /sign-out", "POST /sessions/end-others"]

    private func ask(_ one: RouteCase, _ browser: Browser) async throws -> Answer {
        if one.route.method == .get { return try await browser.get(one.path) }
        if one.route.path == "/imports" { return try await browser.upload([], name: "") }
        if one.seat == .nobody { try await browser.get("/sign-in") }
        let token =
            one.seat == .nobody
            ? Secrets.formToken(try require(browser.cookies["cornerstone-form"])) : browser.formToken
        return try await browser.post(one.path, [("version", "0")], token: token)
    }

    private func run(_ prepared: Prepared, routes: [RouteEntry], atLeast count: Int) async throws {
        var done = 0
        for route in routes where !Self.leaving.contains(RouteTests.name(route)) {
            for one in try prepared.cases.cases(for: route) {
                done += 1
                let answer = try await ask(one, try require(prepared.browsers[one.seat]))
                #expect(answer.status == one.expected, "\(one.name)")
                expectNothingCrosses(one, answer)
                if one.seat == .nobody, route.policy != .public {
                    let isSignIn =
                        answer.status == 303
                        ? answer.location.hasPrefix("/sign-in") : answer.page.heading == "Sign in"
                    #expect(isSignIn, "\(one.name)")
                }
            }
        }
        #expect(done >= count, "\(done) cases")
    }

    /// Every byte: header lines, title, body.
    private func expectNothingCrosses(_ one: RouteCase, _ answer: Answer) {
        let seesPlans = !one.seat.roles.subtracting([.administrator]).isEmpty
        if !seesPlans || one.seat.clearance == .official {
            #expect(!answer.everything.contains(TestCity.canary), "\(one.name)")
        }
        if !seesPlans {
            for text in ["Open plan", "weekly clinic", "The tender is late", "open.csv"] {
                #expect(!answer.everything.contains(text), "\(one.name): \(text)")
            }
        }
    }

    @Test("Every route answers every seat as policy, ties and markings say")
    func matrix() async throws {
        let prepared = try await Self.prepare()
        let before = try await prepared.city.site.written(drafts: try prepared.city.cast[.clearedCoordinator])
        try await run(prepared, routes: try prepared.city.site.routes(), atLeast: 2_400)
        #expect(try await prepared.city.site.written(drafts: try prepared.city.cast[.clearedCoordinator]) == before)
    }

    @Test("As at an earlier day the rights are today's, and nothing can be done")
    func past() async throws {
        let prepared = try await Self.prepare(on: "2026-05-04", isPast: true)
        let routes = try prepared.city.site.routes().filter { route in
            route.method == .get && (route.path.contains(":plan") || route.path.contains(":action"))
        }
        try await run(prepared, routes: routes, atLeast: 1_000)
    }

    @Test("With everybody asking at once, each still gets their own: no answer crosses")
    func together() async throws {
        let prepared = try await Self.prepare()
        let routes = try prepared.city.site.routes().filter { $0.method == .get }
        var random = SeededRandom(seed: 10)
        var cases = try routes.flatMap { try prepared.cases.cases(for: $0) }
        cases.shuffle(using: &random)
        let chosen = cases.prefix(700)
        try await withThrowingTaskGroup(of: (RouteCase, Answer).self) { group in
            for one in chosen {
                let browser = try require(prepared.browsers[one.seat])
                group.addTask { (one, try await browser.get(one.path)) }
            }
            // Something is written all the while, so that pictures are made anew.
            let lead = try require(prepared.browsers[.lead])
            for number in 0..<20 {
                group.addTask {
                    let path = TestCity.Deed.ofLead.path
                    let answer = try await lead.post(
                        "\(path)/report", [("answer", "done"), ("note", "Note \(number)")])
                    let route = RouteEntry(method: .post, path: path, policy: .act(.reportProgress))
                    return (RouteCase(route: route, path: path, seat: .lead, expected: 303), answer)
                }
            }
            for try await (one, answer) in group {
                #expect(answer.status == one.expected, "\(one.name)")
                expectNothingCrosses(one, answer)
            }
        }
    }

    @Test("The canary is on the pages of those who may see it: the search would find it")
    func control() async throws {
        let prepared = try await Self.prepare()
        let city = prepared.city
        for seat in [Seat.clearedReader, .clearedLead, .everyRole] {
            let browser = try require(prepared.browsers[seat])
            for path in [
                "/plans", city.path, "\(city.path)/wall", "\(city.path)/print", "\(city.path)/actions.csv",
                city.closedPath, TestCity.Deed.markedOfClearedLead.path,
            ] {
                #expect(try await browser.get(path).everything.contains(TestCity.canary), "\(path) by \(seat.rawValue)")
            }
        }
        let coordinator = try require(prepared.browsers[.clearedCoordinator])
        for path in [
            "/imports/\(prepared.cases.draft)", "/imports/\(prepared.cases.draft)/actions", "\(city.path)/settle",
            "\(city.path)/owners",
        ] {
            #expect(try await coordinator.get(path).body.contains(TestCity.canary), "\(path)")
        }
        let record = try await coordinator.get(TestCity.Deed.markedOfClearedLead.path).body
        for field in [
            "text", "aim", "objective", "owner", "lead", "contributor", "resources", "coverage", "outcome", "measure",
            "progress", "equality", "notes", "timescale", "note", "evidence", "reason",
        ] {
            #expect(record.contains("\(TestCity.canary)-\(field)"), "\(field)")
        }
    }

    @Test("Leaving is allowed to everybody who is here, and to nobody else", arguments: Seat.allCases)
    func leaving(seat: Seat) async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, seat == .nobody ? [] : [seat])
        for path in ["/sessions/end-others", "/sign-out"] {
            let browser = Browser(site)
            if seat != .nobody { try await browser.signIn(try cast[seat]) }
            let answer = try await browser.post(path)
            #expect(answer.status == 303)
            #expect(answer.location.hasPrefix("/sign-in") == (seat == .nobody || path == "/sign-out"))
        }
    }
}
