import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Testing
import TestSupport
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
        let city = try await TestCity.make(seats: Seat.everywhere.filter { $0 != .nobody })
        try city.site.go(to: day)
        var browsers: [Seat: Browser] = [:]
        for seat in Seat.everywhere { browsers[seat] = try await city.browser(seat) }
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
        if one.isHead { return try await browser.send(.head, one.path) }
        if one.route.method == .get { return try await browser.get(one.path) }
        if one.route.path == "/imports" { return try await browser.upload([], name: "") }
        if one.seat == .nobody { try await browser.get("/sign-in") }
        let token =
            one.seat == .nobody
            ? Secrets.formToken(try require(browser.cookies["cornerstone-form"])) : browser.formToken
        return try await browser.post(one.path, [("version", "0")], token: token)
    }

    /// The cases of these routes; a route without an oracle is a fault that names it.
    static func cases(_ prepared: Prepared, _ routes: [RouteEntry]) throws -> [RouteCase] {
        try routes.filter { !leaving.contains(RouteTests.name($0)) }.flatMap { try prepared.cases.cases(for: $0) }
    }

    private func run(_ prepared: Prepared, _ all: [RouteCase], _ name: String) async throws {
        let chosen = MatrixSize.sample(all)
        for one in chosen {
            // Sixty unknown links a minute are looked at, whoever asks; all of them are asked for within one here.
            if one.route.path.contains(":token") { prepared.city.site.wait(seconds: 2) }
            let answer = try await ask(one, try require(prepared.browsers[one.seat]))
            expectRight(one, answer)
        }
        print("Permission matrix, \(name): \(chosen.count) of \(all.count) cases asked.")
    }

    private func expectRight(_ one: RouteCase, _ answer: Answer) {
        #expect(answer.status == one.expected, "\(one.name)")
        expectNothingCrosses(one, answer)
        if one.isHead { #expect(answer.bytes.isEmpty, "\(one.name)") }
        guard one.seat == .nobody, one.route.policy != .public else { return }
        let isSignIn =
            answer.status == 303 ? answer.location.hasPrefix("/sign-in") : answer.page.heading == "Sign in"
        #expect(isSignIn, "\(one.name)")
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
        let writer = try prepared.city.cast[.clearedCoordinator]
        let before = try await prepared.city.site.written(drafts: writer)
        let all = try Self.cases(prepared, try prepared.city.site.routes())
        #expect(all.count >= 8_000, "\(all.count) cases")
        try await run(prepared, all, "today")
        #expect(try await prepared.city.site.written(drafts: writer) == before)
    }

    @Test("As at an earlier day the rights are today's, and nothing can be done")
    func past() async throws {
        let prepared = try await Self.prepare(on: "2026-05-04", isPast: true)
        let routes = try prepared.city.site.routes().filter { route in
            route.method == .get && (route.path.contains(":plan") || route.path.contains(":action"))
        }
        let all = try Self.cases(prepared, routes)
        #expect(all.count >= 2_000, "\(all.count) cases")
        try await run(prepared, all, "as at an earlier day")
    }

    /// Two hundred sessions of everybody who can sign in, for ten seconds in `make check` and five minutes in
    /// `make prove`.
    @Test("Two hundred people at once, each at their own pace, while others write: no answer crosses")
    func together() async throws {
        let prepared = try await Self.prepare()
        let routes = try prepared.city.site.routes().filter { $0.method == .get }
        let all = Dictionary(grouping: try Self.cases(prepared, routes), by: \.seat)
        let seats = Seat.everywhere.filter { $0 != .nobody }
        let end = ContinuousClock.now.advanced(by: .seconds(MatrixSize.of(10, proof: 300)))
        var people: [(seat: Seat, browser: Browser)] = []
        for number in 0..<200 {
            let seat = seats[number % seats.count]
            people.append((seat, try await prepared.city.browser(seat)))
        }
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, person) in people.enumerated() {
                var random = SeededRandom(seed: UInt64(number))
                let mine = all[person.seat, default: []].shuffled(using: &random)
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end || count == 0 {
                        let one = mine[count % mine.count]
                        if !one.route.path.contains(":token") {
                            expectRight(one, try await ask(one, person.browser))
                        }
                        count += 1
                    }
                    return count
                }
            }
            // Pictures are made anew all the while: an open action and a marked one are reported on in turn.
            group.addTask {
                var number = 0
                while ContinuousClock.now < end {
                    let (seat, deed): (Seat, TestCity.Deed) =
                        number.isMultiple(of: 2) ? (.lead, .ofLead) : (.clearedLead, .markedOfClearedLead)
                    let note = seat == .lead ? "Note \(number)" : "\(TestCity.canary)-note-\(number)"
                    let answer = try await require(prepared.browsers[seat]).post(
                        "\(deed.path)/report", [("answer", "done"), ("note", note)])
                    #expect(answer.status == 303, "\(deed) \(number)")
                    number += 1
                    try await Task.sleep(for: .milliseconds(50))
                }
                return 0
            }
            return try await group.reduce(0, +)
        }
        #expect(answered >= 200)
        print("Permission matrix, 200 at once: \(answered) cases asked.")
    }

    @Test("The canary is on the pages of those who may see it: the search would find it")
    func control() async throws {
        let prepared = try await Self.prepare()
        let city = prepared.city
        for seat in [Seat.clearedReader, .clearedLead, .everyRole] {
            let browser = try require(prepared.browsers[seat])
            for path in [
                "/plans", city.path, "\(city.path)/wall", "\(city.path)/print",
                city.closedPath, TestCity.Deed.markedOfClearedLead.path,
            ] {
                #expect(try await browser.get(path).everything.contains(TestCity.canary), "\(path) by \(seat.rawValue)")
            }
            #expect(try await browser.export(city.path).everything.contains(TestCity.canary), "\(seat.rawValue)")
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
