import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Testing
import Vocabulary

@testable import Website

/// Every route that changes something, against every way in which somebody else could have a browser send it.
@Suite("A form is taken from our own page in the same session, and from nowhere else")
struct FormTokenTests {
    /// A way to send a form that is not ours.
    struct Attack: Sendable, CustomTestStringConvertible {
        let name: String
        /// Nil for the right token; otherwise what is sent in its place, made from the right one and another session's.
        var token: (@Sendable (_ own: String, _ other: String) -> String)?
        var headers: [String: String] = [:]
        let heading: String

        var testDescription: String { name }
    }

    static let staleForm = "This form has expired"
    static let anotherSite = "This was not sent from this site"

    static let attacks: [Attack] = [
        Attack(name: "no token", token: { _, _ in "" }, heading: staleForm),
        Attack(name: "a wrong token", token: { own, _ in String(own.reversed()) }, heading: staleForm),
        Attack(name: "a token cut short", token: { own, _ in String(own.dropLast()) }, heading: staleForm),
        Attack(name: "another session's token", token: { _, other in other }, heading: staleForm),
        Attack(
            name: "another site's Origin", headers: ["Origin": "https://evil.example"], heading: anotherSite),
        Attack(name: "an Origin of nobody", headers: ["Origin": "null"], heading: anotherSite),
        Attack(
            name: "our host on another port", headers: ["Origin": "http://127.0.0.1:9090"], heading: anotherSite),
        Attack(
            name: "our name inside another's", headers: ["Origin": "http://127.0.0.1:8080.evil.example"],
            heading: anotherSite),
        Attack(name: "cross-site", headers: ["Sec-Fetch-Site": "cross-site"], heading: anotherSite),
        Attack(name: "same-site but not same-origin", headers: ["Sec-Fetch-Site": "same-site"], heading: anotherSite),
        Attack(
            name: "our Origin, but said to be cross-site",
            headers: ["Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "cross-site"], heading: anotherSite),
    ]

    /// Where each route that takes a form is called, and what would be sent to do something there.
    static let forms: [String: (path: String, fields: [(String, String)])] = [
        "/sign-in": ("/sign-in", [("email", Seat.everyRole.email), ("password", Browser.password)]),
        "/set-up/:secret": ("/set-up/SECRET", [("partnership", "Taken over")]),
        "/invitation/:secret": (
            "/invitation/SECRET", [("password", "taken over by a stranger"), ("repeated", "taken over by a stranger")]
        ),
        "/sign-out": ("/sign-out", []),
        "/sessions/end": ("/sessions/end", [("session", "SESSION")]),
        "/sessions/end-others": ("/sessions/end-others", []),
        "/packs/new": ("/packs/new", [("plans", "1"), ("edition", "3"), ("digest", "DIGEST")]),
        "/packs/each": ("/packs/each", []),
        "/packs/:pack/file": ("/packs/1/file", [("format", "json")]),
        "/plans/:plan/rounds": (
            "/plans/1/rounds",
            [
                ("period-from-day", "1"), ("period-from-month", "4"), ("period-from-year", "2026"),
                ("period-to-day", "30"), ("period-to-month", "6"), ("period-to-year", "2026"), ("opens-day", "1"),
                ("opens-month", "7"), ("opens-year", "2026"), ("closes-day", "14"), ("closes-month", "7"),
                ("closes-year", "2026"),
            ]
        ),
        "/plans/:plan/rounds/:round/extend": (
            "/plans/1/rounds/1/extend",
            [("closes-day", "30"), ("closes-month", "5"), ("closes-year", "2026"), ("reason", "Holidays")]
        ),
        "/plans/:plan/rounds/:round/remind": ("/plans/1/rounds/1/remind", []),
        "/plans/:plan/rounds/:round/reopen": (
            "/plans/1/rounds/1/reopen",
            [("closes-day", "30"), ("closes-month", "5"), ("closes-year", "2026"), ("reason", "A flood")]
        ),
        "/plans/:plan/rounds/:round/withdraw": ("/plans/1/rounds/2/withdraw", [("reason", "Too early")]),
        "/mail/:mail/again": ("/mail/1/again", []),
        "/plans/:plan/export": ("/plans/1/export", [("format", "csv")]),
        "/plans/:plan/settle": ("/plans/1/settle", [("answer-4-1", "missed")]),
        "/plans/:plan/owners": ("/plans/1/owners", [("lead", ""), ("lead-2", "")]),
        "/plans/:plan/thread/settle": (
            "/plans/1/thread/settle",
            [("finding", "no-owner:AP-0004:55584557306c0950"), ("answer", "meant-so"), ("note", "So")]
        ),
        "/registers/new": (
            "/registers/new",
            [
                ("kind", "issue"), ("title", "The van broke down"), ("review-day", "1"), ("review-month", "9"),
                ("review-year", "2026"),
            ]
        ),
        "/registers/:item/change": (
            "/registers/R-0001/change",
            [
                ("title", "Another"), ("reason", "So"), ("likelihood", "1"), ("impact", "1"), ("review-day", "1"),
                ("review-month", "9"), ("review-year", "2026"),
            ]
        ),
        "/registers/:item/review": (
            "/registers/R-0001/review",
            [
                ("finding", "no-change"), ("review-day", "1"), ("review-month", "9"), ("review-year", "2026"),
            ]
        ),
        "/registers/:item/decide": ("/registers/P-0003/decide", [("outcome", "stop"), ("reason", "So")]),
        "/registers/:item/answer": ("/registers/E-0004/answer", [("answer", "Ten"), ("source", "A survey")]),
        "/registers/:item/close": ("/registers/R-0001/close", [("reason", "So")]),
        "/registers/:item/reopen": (
            "/registers/R-0001/reopen",
            [("reason", "So"), ("review-day", "1"), ("review-month", "9"), ("review-year", "2026")]
        ),
        "/actions/:action/report": ("/actions/AP-0005/report", [("answer", "none")]),
        "/actions/:action/delay": (
            "/actions/AP-0005/delay",
            [
                ("commitment", "2"), ("new-day-day", "1"), ("new-day-month", "1"), ("new-day-year", "2027"),
                ("reason", "Late"),
            ]
        ),
        "/actions/:action/delay/:promise": ("/actions/AP-0006/delay/1", [("agrees", "yes")]),
        "/actions/:action/withdraw": ("/actions/AP-0006/withdraw", [("reason", "Not wanted any more")]),
        "/actions/:action/pass-on": ("/actions/AP-0005/pass-on", [("to", "3")]),
        "/plans/:plan/actions/new": ("/plans/1/actions/new", [("text", "Sell the clinic")]),
        "/groups/new": ("/groups/new", [("name", "Cabal"), ("purpose", "Takes over"), ("marking", "official")]),
        "/groups/:group/change": (
            "/groups/1/change", [("name", "Cabal"), ("purpose", "Takes over"), ("marking", "official")]
        ),
        "/groups/:group/terms/new": (
            "/groups/1/terms/new",
            [
                ("member", "3"), ("office", "member"), ("from-day", "1"), ("from-month", "5"), ("from-year", "2026"),
            ]
        ),
        "/groups/:group/terms/:term/end": (
            "/groups/1/terms/1/end", [("until-day", "1"), ("until-month", "6"), ("until-year", "2026")]
        ),
        "/groups/:group/dissolve": ("/groups/3/dissolve", [("reason", "Not wanted any more")]),
        "/groups/:group/meetings/new": (
            "/groups/1/meetings/new",
            [("title", "Another"), ("day-day", "1"), ("day-month", "7"), ("day-year", "2026")]
        ),
        "/meetings/:meeting/change": (
            "/meetings/3/change",
            [("title", "Another"), ("day-day", "1"), ("day-month", "7"), ("day-year", "2026")]
        ),
        "/meetings/:meeting/cancel": ("/meetings/3/cancel", [("reason", "Not wanted any more")]),
        "/meetings/:meeting/items": ("/meetings/1/items", [("item", "Something else")]),
        "/meetings/:meeting/items/:item/remove": ("/meetings/1/items/1/remove", []),
        "/meetings/:meeting/notes": ("/meetings/1/notes", [("said", "It was said")]),
        "/meetings/:meeting/decisions": ("/meetings/1/decisions", [("text", "It was decided")]),
        "/meetings/:meeting/delays": (
            "/meetings/1/delays", [("action", "AP-0006"), ("promise", "1"), ("agrees", "yes")]
        ),
        "/meetings/:meeting/attendance": ("/meetings/1/attendance", [("present", "1")]),
        "/meetings/:meeting/minutes/agree": ("/meetings/1/minutes/agree", []),
        "/meetings/:meeting/minutes/correct": ("/meetings/4/minutes/correct", [("said", "It was otherwise")]),
        "/decisions/:decision/close": ("/decisions/D-0001/close", [("answer", "done"), ("note", "It is open")]),
        "/actions/:action/amend": (
            "/actions/AP-0006/amend", [("text", "Sell the clinic"), ("reason", "Taken over"), ("do", "enter")]
        ),
        "/actions/:action/correct/:entry": ("/actions/AP-0006/correct/ENTRY", [("reason", "Taken over")]),
        "/plans/:plan/undo-import": ("/plans/2/undo-import", [("reason", "Taken over")]),
        "/imports": ("/imports", [("year", "financial")]),
        "/imports/:draft": ("/imports/1", [("title", "Taken over"), ("do", "enter")]),
        "/imports/:draft/give-up": ("/imports/1/give-up", []),
        "/members/new": (
            "/members/new",
            [("name", "A"), ("post", "B"), ("agency", "1"), ("email", "a@test.example"), ("roles", "administrator")]
        ),
        "/members/:member": (
            "/members/2",
            [("name", "A"), ("post", "B"), ("agency", "1"), ("email", "a@test.example"), ("roles", "administrator")]
        ),
        "/members/:member/leave": ("/members/2/leave", []),
        "/members/:member/invite": ("/members/2/invite", []),
        "/agencies/new": ("/agencies/new", [("name", "Another agency")]),
        "/agencies/:agency/edit": ("/agencies/1/edit", [("name", "Taken over")]),
        "/agencies/:agency/merge": ("/agencies/1/merge", [("into", "2")]),
        "/agencies/:agency/replace": ("/agencies/1/replace", [("name", "Taken over")]),
        "/members/:member/hand-over": ("/members/3/hand-over", [("to", "4"), ("reason", "Taken over")]),
        "/drafts/throw-away": ("/drafts/throw-away", [("path", "/plans/1/settle")]),
        "/sessions/extend": ("/sessions/extend", []),
        "/jobs/:job/cancel": ("/jobs/1/cancel", []),
        "/imports/columns/forget": (
            "/imports/columns/forget", [("sender", "1"), ("agency", "1"), ("heading", "action"), ("version", "1")]
        ),
        "/imports/columns/forget-all": ("/imports/columns/forget-all", [("sender", "1"), ("version", "0-0")]),
    ]

    static let plan = "No,Action,Lead,By when\n1,Open a weekly clinic,Treatment Commissioner,June 2026\n"

    /// The form of a link carries no token: the secret of its address is what another site would need. It has tests of
    /// its own.
    static let links: Set<String> = ["/answer/:token"]

    /// Everything an attack could change, to be compared before and after.
    struct State: Equatable {
        let written: TestSite.Written
        let sessions: Int
        let invitation: Bool
    }

    private static func state(_ city: TestCity, _ browser: Browser, _ invitation: SecretToken) async throws -> State {
        let member = try city.cast[.everyRole]
        return State(
            written: try await city.site.written(drafts: member),
            sessions: try await city.site.house.signIn.sessions(of: member).count,
            invitation: try await city.site.house.signIn.link(invitation) != nil)
    }

    @Test("Every form that is not ours is refused with 403, and nothing is written", arguments: attacks)
    func attack(attack: Attack) async throws {
        let city = try await TestCity.make()
        let own = try await city.browser(.everyRole)
        let other = try await city.browser(.everyRole)
        #expect(own.formToken != other.formToken)
        let draft = try await own.upload(Array(Self.plan.utf8))
        #expect(draft.location == "/imports/1")
        let invitation = try await city.site.house.signIn.invite(try city.cast[.reader].id, by: city.cast.first)
        let token = attack.token.map { $0(own.formToken, other.formToken) } ?? own.formToken
        let before = try await Self.state(city, own, invitation)
        let session = SecretToken(text: try require(other.cookies["cornerstone-session"])).digest.hex
        let routes = try city.site.routes().filter { $0.method == .post && !Self.links.contains($0.path) }
        #expect(Set(routes.map(\.path)) == Set(Self.forms.keys))
        for route in routes {
            let form = try require(Self.forms[route.path], route.path)
            let path = form.path.replacing("SECRET", with: invitation.text)
            let digest = try await city.site.house.packs.prepare(
                OrderPack(strategies: [city.plan]), by: try city.cast[.everyRole]
            ).digest
            let fields = form.fields.map {
                ($0.0, $0.1.replacing("SESSION", with: session).replacing("DIGEST", with: digest))
            }
            let answer =
                route.path == "/imports"
                ? try await own.upload(Array(Self.plan.utf8), fields, token: token, headers: attack.headers)
                : try await own.post(path, fields, token: token, headers: attack.headers)
            #expect(answer.status == 403, "\(route.path)")
            #expect(answer.page.heading == attack.heading, "\(route.path)")
            #expect(answer.cookies.isEmpty, "\(route.path)")
        }
        #expect(try await Self.state(city, own, invitation) == before)
    }

    @Test("The same forms from our own page do change something: the attacks failed for being attacks")
    func control() async throws {
        // Each alone in a fresh partnership, since one may take away what the next one needs.
        for (pattern, form) in Self.forms.sorted(by: { $0.key < $1.key }) {
            let city = try await TestCity.make()
            // Nobody is reminded twice on a day, and only a closed round is reopened.
            if pattern.hasSuffix("/remind") { try city.site.go(to: "2026-05-04") }
            if pattern.hasSuffix("/rounds/:round/withdraw") {
                try await city.site.house.plans.perform(
                    .openRound(
                        OpenRound(
                            periodFrom: try TestCity.day("2026-07-01"), periodTo: try TestCity.day("2026-09-30"),
                            opens: try TestCity.day("2026-09-30"), closes: try TestCity.day("2026-10-14")), city.plan),
                    by: try city.cast[.everyRole])
            }
            if pattern.hasSuffix("/reopen") { try city.site.go(to: "2026-05-20") }
            let own = try await city.browser(.everyRole)
            try await own.upload(Array(Self.plan.utf8))
            if pattern == "/registers/:item/reopen" {
                try await city.site.house.registers.perform(
                    .close(CloseItem(RegisterItemID(1), reason: "So")), by: try city.cast[.everyRole])
            }
            if pattern == "/jobs/:job/cancel" {
                _ = try await city.site.house.jobs.begin("test", "Work", by: try city.cast[.everyRole]) { _ in
                    try await Task.sleep(for: .seconds(600))
                    return JobResult()
                }
            }
            let history = try await city.site.house.plans.history(
                of: ActionID(6), Sight.of(try city.cast[.everyRole]), at: try await city.site.house.plans.moment())
            let asked = try require(history.first { $0.header.kind.name == "delay-asked" }).header.sequence
            let invitation = try await city.site.house.signIn.invite(try city.cast[.reader].id, by: city.cast.first)
            // Somewhere for an agency to be merged into.
            try await city.site.house.membership.perform(
                .joinAgency(JoinAgency(name: "Care Trust")), by: city.cast.first)
            let other = try await city.browser(.everyRole)
            let session = SecretToken(text: try require(other.cookies["cornerstone-session"])).digest.hex
            let digest = try await city.site.house.packs.prepare(
                OrderPack(strategies: [city.plan]), by: try city.cast[.everyRole]
            ).digest
            let fields = form.fields.map {
                ($0.0, $0.1.replacing("SESSION", with: session).replacing("DIGEST", with: digest))
            }
            let headers = ["Origin": TestSite.localAddress, "Sec-Fetch-Site": "same-origin"]
            let answer =
                pattern == "/imports"
                ? try await own.upload(Array(Self.plan.utf8), fields, headers: headers)
                : try await own.post(
                    form.path.replacing("SECRET", with: invitation.text).replacing("ENTRY", with: "\(asked)"), fields,
                    headers: headers)
            // An invitation's link is no set-up link; the invited page is shown, not gone to.
            let expected =
                [
                    "/set-up/:secret": 404, "/members/:member/invite": 200, "/sessions/extend": 200,
                    "/plans/:plan/export": 200, "/packs/:pack/file": 200,
                ][pattern] ?? 303
            #expect(answer.status == expected, "\(pattern): \(answer.page.problems)")
        }
    }

    @Test(
        "Somebody not signed in has a form token of their own, and another's is not taken",
        arguments: ["/sign-in", "/invitation/SECRET"])
    func signedOut(pattern: String) async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        let invitation = try await small.site.house.signIn.invite(lead.id, by: small.cast.first)
        let path = pattern.replacing("SECRET", with: invitation.text)
        let victim = Browser(small.site)
        let stranger = Browser(small.site)
        let own = try require(try await victim.get(path).page.forms.first?.value("form-token"))
        let other = try require(try await stranger.get(path).page.forms.first?.value("form-token"))
        #expect(own != other && own.utf8.count == 32)
        #expect(try await victim.get(path).page.forms.first?.value("form-token") == own)
        let fields = [
            ("email", lead.email), ("password", Browser.password), ("repeated", Browser.password), ("next", "/plans"),
        ]
        for token in ["", other, String(own.reversed())] {
            let answer = try await victim.post(path, fields, token: token)
            #expect(answer.status == 403)
            #expect(victim.cookies["cornerstone-session"] == nil)
        }
        let bare = try await Browser(small.site).post(path, fields, token: own)
        #expect(bare.status == 403, "a token without its cookie")
        #expect(
            try await victim.post(path, fields, token: own, headers: ["Origin": "https://evil.example"]).status == 403)
        #expect(try await victim.post(path, fields, token: own).status == 303)
        #expect(victim.cookies["cornerstone-session"] != nil)
    }

    @Test("A form of an ended session is not taken by the next one, and what was typed is not thrown back")
    func endedSession() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let token = browser.formToken
        try await browser.signIn(try small.cast[.lead])
        let before = try await small.site.written()
        let answer = try await browser.post("/actions/AP-0001/report", [("answer", "none")], token: token)
        #expect(answer.status == 403)
        #expect(answer.page.heading == Self.staleForm)
        #expect(try await small.site.written() == before)
    }

    @Test("Behind a certificate the form's origin has to be the public address")
    func publicOrigin() async throws {
        let small = try await SmallPlan.make { $0.address = TestSite.secureAddress }
        let browser = try await small.browser(.lead)
        for origin in [
            "http://plans.test.example", "https://test.example", TestSite.localAddress,
            "https://plans.test.example:444",
        ] {
            let answer = try await browser.post(
                "/actions/AP-0001/report", [("answer", "none")], headers: ["Origin": origin])
            #expect(answer.status == 403, "\(origin)")
        }
        let answer = try await browser.post(
            "/actions/AP-0001/report", [("answer", "none")], headers: ["Origin": "https://Plans.Test.example"])
        #expect(answer.status == 303)
    }

    @Test("Opening a page changes nothing, whatever its address carries")
    func reading() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let before = try await small.site.written()
        let query = FormText.urlEncoded([("answer", "none"), ("form-token", browser.formToken)])
        for path in ["/actions/AP-0001/report", "/sign-out", "/sessions/end-others"] {
            let status = try await browser.get("\(path)?\(query)").status
            #expect([200, 405].contains(status), "\(path)")
        }
        #expect(try await small.site.written() == before)
        #expect(try await browser.get("/sessions").status == 200)
    }
}
