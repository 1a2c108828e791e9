import ActionPlans
import Coordination
import Foundation
import HTTPTypes
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The link is safe to mail, to scan and to lose")
struct LeadLinkSafetyTests {
    @Test("Opening it a hundred times, as mail scanners do, changes nothing")
    func scanners() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let before = try await linked.site.written()
        let first = try await linked.stranger.get(path).body
        for number in 0..<100 {
            let scanner = linked.stranger
            let answer =
                number % 4 == 0
                ? try await scanner.send(.head, path)
                : try await scanner.get("\(path)?answer-1=none&version-1=1", headers: ["User-Agent": "scan \(number)"])
            #expect(answer.status == 200)
            if number % 4 != 0 { #expect(answer.body == first) }
        }
        #expect(try await linked.site.written() == before)
        #expect(try await linked.stranger.fill(path, ["answer-1": ["none"]]).status == 303)
    }

    @Test("Unknown, malformed, replaced, run out and a left member's: one and the same 404")
    func sameAnswer() async throws {
        let linked = try await LinkedPlan.make()
        let replaced = try await linked.path(.lead)
        let left = try await linked.path(.contributor)
        _ = try await linked.path(.lead)
        try await linked.site.house.membership.perform(
            .memberLeaves(MemberLeaves(member: try linked.cast[.contributor].id)), by: linked.cast.first)
        let unknown = "/answer/\(SecretToken().text)"
        let paths = [
            unknown, replaced, left, "/answer/x", "/answer/\(String(repeating: "a", count: 43))",
            "/answer/\(String(repeating: "b", count: 3_000))", "/answer/%00%0d%0a", "/answer/..%2f..%2fplans",
        ]
        for method: HTTPRequest.Method in [.get, .post] {
            var bodies: Set<String> = []
            for path in paths {
                let browser = linked.stranger
                let answer =
                    method == .get
                    ? try await browser.get(path) : try await browser.answer(path, [("answer-1", "none")])
                #expect(answer.status == 404, "\(path.prefix(60))")
                #expect(answer.cookies.isEmpty)
                bodies.insert(answer.body)
            }
            #expect(bodies.count == 1)
        }
        let run = try await linked.path(.lead)
        try linked.site.go(to: "2026-05-22")
        let over = try await linked.stranger.get(run)
        let known = try await linked.stranger.get(unknown)
        #expect(over.status == 404 && over.body == known.body)
    }

    @Test("The headers keep the address to itself, on pages and on every refusal; no cookie on any of them")
    func headers() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let signedIn = try await linked.small.browser(.lead)
        let own = LinkedPlan.headers
        let long = String(repeating: "x", count: LeadLinkRoutes.bodyBytes)
        let answers: [(String, Int, Answer)] = [
            ("page", 200, try await linked.stranger.get(path)),
            ("double slash", 200, try await linked.stranger.get("/\(path)")),
            ("signed in elsewhere", 200, try await signedIn.get(path)),
            ("sent", 303, try await linked.stranger.fill(path, ["answer-1": ["none"]])),
            ("problem", 422, try await linked.stranger.answer(path, [])),
            ("stale", 409, try await linked.stranger.answer(path, [("answer-2", "none"), ("version-2", "1")])),
            ("unknown", 404, try await linked.stranger.get("/answer/nothing")),
            ("no token", 404, try await linked.stranger.get("/answer/")),
            ("deeper", 404, try await linked.stranger.get("\(path)/more")),
            ("method", 405, try await linked.stranger.send(.put, path)),
            (
                "another site", 403,
                try await linked.stranger.answer(path, [], headers: ["Origin": "https://evil.example"])
            ),
            ("too large", 413, try await linked.stranger.answer(path, [("note-1", long)])),
            (
                "no form", 415,
                try await linked.stranger.send(
                    .post, path, headers: own.merging(["Content-Type": "text/json"]) { $1 }, body: [])
            ),
        ]
        let token = String(path.dropFirst("/answer/".count))
        for (name, status, answer) in answers {
            #expect(answer.status == status, "\(name)")
            #expect(answer.header("Referrer-Policy") == "no-referrer", "\(name)")
            #expect(answer.header("Cache-Control") == "no-store", "\(name)")
            #expect(answer.header("X-Robots-Tag")?.contains("noindex") == true, "\(name)")
            #expect(answer.header("Content-Security-Policy")?.contains("form-action 'self'") == true, "\(name)")
            #expect(answer.cookies.isEmpty, "\(name)")
            #expect(!answer.body.contains(token), "\(name)")
            #expect(!answer.body.contains("sign-out") && answer.page.all("nav").isEmpty, "\(name)")
        }
        let elsewhere = try await linked.stranger.get("/sign-in")
        #expect(elsewhere.header("Referrer-Policy") == "same-origin")
    }

    @Test("Who is signed in at the browser makes no difference")
    func noSession() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let coordinator = try await linked.small.browser(.clearedCoordinator)
        #expect(try await coordinator.get(path).body == linked.stranger.get(path).body)
        let done = try await coordinator.fill(path, ["answer-1": ["none"]])
        #expect(done.status == 303)
        let history = try await linked.site.house.plans.history(
            of: ActionID(1), Sight.of(try linked.cast[.lead]), at: try await linked.site.house.plans.moment())
        #expect(history.first?.header.author == .member(try linked.cast[.lead].id))
    }

    @Test("A form is taken from our own page, also one without a referrer, and from no other site")
    func origins() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let version = try await linked.small.action(1).version.number
        let fields = [("answer-1", "none"), ("version-1", String(version))]
        let before = try await linked.site.written()
        let foreign: [[String: String]] = [
            ["Origin": "https://evil.example"], ["Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"],
            ["Origin": "null", "Sec-Fetch-Site": "cross-site"], ["Origin": "null", "Sec-Fetch-Site": "same-site"],
            ["Origin": "null", "Sec-Fetch-Site": "none"], ["Sec-Fetch-Site": "cross-site"],
            ["Origin": "http://127.0.0.1:8080.evil.example"], ["Origin": "http://127.0.0.1:9090"], ["Origin": "NULL"],
            ["Origin": "null, http://127.0.0.1:8080"], ["Origin": ""],
        ]
        for headers in foreign {
            #expect(try await linked.stranger.answer(path, fields, headers: headers).status == 403, "\(headers)")
        }
        #expect(try await linked.site.written() == before)
        let ours: [[String: String]] = [
            ["Origin": "null", "Sec-Fetch-Site": "same-origin"], ["Origin": "null"],
            ["Origin": TestSite.localAddress, "Sec-Fetch-Site": "same-origin"], ["Origin": TestSite.localAddress],
            [:],
        ]
        for headers in ours {
            #expect(try await linked.stranger.answer(path, fields, headers: headers).status == 303, "\(headers)")
        }
        let lead = try await linked.small.browser(.lead)
        let elsewhere = try await lead.post(
            "/actions/AP-0001/report", [("answer", "none")], headers: ["Origin": "null"])
        #expect(elsewhere.status == 403, "only here")
    }

    @Test("A storm of guesses is slowed down, for the network it comes from and nobody else, until the minute is over")
    func storm() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let attacker = ["X-Forwarded-For": "203.0.113.7"]
        var statuses: [Int] = []
        for _ in 0..<100 {
            statuses.append(try await linked.stranger.get("/answer/\(SecretToken().text)", headers: attacker).status)
        }
        #expect(statuses.count { $0 == 404 } == LookLimits.unknown)
        #expect(statuses.suffix(40).allSatisfy { $0 == 429 })
        let blocked = try await linked.stranger.get(path, headers: attacker)
        #expect(blocked.status == 429, "a right guess answers no differently")
        #expect(Int(blocked.header("Retry-After") ?? "").map { (1...60).contains($0) } == true)
        #expect(!blocked.body.contains(path) && blocked.page.heading == "Too many tries")
        let post = try await linked.stranger.answer(
            path, [("answer-1", "none")], headers: attacker.merging(LinkedPlan.headers) { $1 })
        #expect(post.status == 429)
        #expect(try await linked.stranger.get(path, headers: ["X-Forwarded-For": "203.0.113.8"]).status == 200)
        linked.site.wait(seconds: 60)
        #expect(try await linked.stranger.get(path, headers: attacker).status == 200)
    }

    @Test("Where a proxy does not say who asks, guesses are slowed down, and nobody's link is closed by them")
    func untold() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        var statuses: [Int] = []
        for _ in 0..<80 { statuses.append(try await linked.stranger.get("/answer/\(SecretToken().text)").status) }
        #expect(statuses == Array(repeating: 404, count: 60) + Array(repeating: 429, count: 20))
        #expect(try await linked.stranger.get(path).status == 200)
    }

    @Test("One link has its own limit, and IPv6 counts by network")
    func limits() {
        let limits = LookLimits()
        let now = Instant(microseconds: 61_000_000)
        let link = SecretToken().digest
        var waits: [Int?] = []
        for number in 0..<(LookLimits.link + 3) {
            waits.append(limits.wait(from: "10.0.0.\(number)", for: link, at: now))
        }
        #expect(waits.prefix(LookLimits.link).allSatisfy { $0 == nil })
        #expect(waits.suffix(3).allSatisfy { $0 == 59 })
        #expect(limits.wait(from: "10.0.0.1", for: SecretToken().digest, at: now) == nil)
        #expect(LookLimits.place("2001:db8:1:2:aaaa::1") == LookLimits.place("2001:DB8:1:2::9"))
        #expect(LookLimits.place("2001:db8:1:2::1") != LookLimits.place("2001:db8:1:3::1"))
        #expect(LookLimits.place("192.0.2.1") == "192.0.2.1" && LookLimits.place("") == "")
        #expect(LookLimits.place("127.0.0.1").isEmpty && LookLimits.place("::1").isEmpty)
        for _ in 0..<LookLimits.unknown { #expect(limits.missed(from: "2001:db8::1", at: now) == nil) }
        #expect(limits.missed(from: "2001:db8::1", at: now) == 59)
        #expect(limits.wait(from: "2001:db8::2", for: SecretToken().digest, at: now) == 59)
        #expect(limits.wait(from: "2001:db8::2", for: SecretToken().digest, at: now.adding(seconds: 59)) == nil)
    }

    @Test("What is marked is neither shown nor taken, even posted by hand; the page says where it can be answered")
    func marked() async throws {
        let city = try await TestCity.make()
        for seat in [Seat.lead, .clearedLead, .contributor, .clearedContributor, .everyRole, .clearedCoordinator] {
            let token = try await city.site.house.leadLinks.issue(for: try city.cast[seat].id, round: city.round)
            let path = "/answer/\(token.text)"
            let browser = Browser(city.site)
            let shown = try await browser.get(path)
            #expect(shown.status == 200)
            #expect(!shown.everything.contains(TestCity.canary), "\(seat.rawValue)")
            #expect(shown.page.texts(class: "marking").allSatisfy { $0 == "Marking: OFFICIAL" })
            let saysMore = shown.page.main.contains("can be answered after signing in")
            #expect(saysMore == (seat.clearance == .officialSensitive), "\(seat.rawValue)")
            let before = try await city.site.written()
            for deed in TestCity.Deed.allCases where deed.isMarked {
                #expect(!shown.body.contains(deed.reference))
                let number = deed.rawValue
                for version in ["0", "1", "999", String(before.head?.sequence.number ?? 0)] {
                    let answer = try await browser.answer(
                        path,
                        [
                            ("answer-\(number)", "done"), ("completes-\(number)", "1"), ("version-\(number)", version),
                            ("evidence-\(number)", "x"), ("note-\(number)", "y"),
                        ])
                    #expect([409, 422].contains(answer.status))
                    #expect(!answer.everything.contains(TestCity.canary))
                }
            }
            #expect(try await city.site.written() == before, "\(seat.rawValue)")
        }
    }

    @Test("Only their own actions: every other reference posted by hand is not taken")
    func foreign() async throws {
        let city = try await TestCity.make()
        let token = try await city.site.house.leadLinks.issue(for: try city.cast[.contributor].id, round: city.round)
        let path = "/answer/\(token.text)"
        let browser = Browser(city.site)
        let own = try await browser.get(path).page.texts(class: "lead-answer")
        #expect(own.count == 2)
        let before = try await city.site.written()
        let head = String(before.head?.sequence.number ?? 0)
        for number in [2, 4, 5, 6, 99, 0, -3] {
            let fields = [("answer-\(number)", "none"), ("version-\(number)", head), ("note-\(number)", "TYPED")]
            let answer = try await browser.answer(path, fields)
            #expect([409, 422].contains(answer.status), "\(number)")
        }
        #expect(try await city.site.written() == before)
    }

    @Test("Text with the marking is refused in every field, and says where it belongs")
    func markedText() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let before = try await linked.site.written()
        let day = [("new-day-1-day", "31"), ("new-day-1-month", "1"), ("new-day-1-year", "2027")]
        let version = String(try await linked.small.action(1).version.number)
        for text in ["OFFICIAL-SENSITIVE", "Official sensitive", "see OFFICIAL – SENSITIVE file"] {
            let cases: [(String, [(String, String)])] = [
                ("note-1", [("answer-1", "none"), ("note-1", text)]),
                ("note-1", [("answer-1", "done"), ("completes-1", "1"), ("evidence-1", "x"), ("note-1", text)]),
                ("evidence-1", [("answer-1", "done"), ("completes-1", "1"), ("evidence-1", text)]),
                ("note-1", [("answer-1", "longer"), ("commitment-1", "1"), ("note-1", text)] + day),
            ]
            for (field, fields) in cases {
                let answer = try await browser.answer(path, fields + [("version-1", version)])
                #expect(answer.status == 422)
                #expect(answer.page.problems.map(\.field) == [field], "\(fields)")
                #expect(answer.page.problems.first?.text.contains("Sign in and record it") == true)
            }
        }
        #expect(try await linked.site.written() == before)
    }

    @Test("Typed text stays text, on the page it comes back on and on the one after")
    func escaping() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let payloads = [
            "<script>CANARYRUN()</script>", "\"><img src=x onerror=CANARYRUN()>", "'\u{301}\" onfocus=CANARYRUN() x=\"",
            "</textarea><script>CANARYRUN()</script>", "{{page.formToken}} [[frame.skip]]", "\u{202E}javascript:x",
        ]
        for payload in payloads {
            let wrong = try await browser.fill(path, ["answer-1": ["done"], "note-1": [payload]])
            #expect(wrong.status == 422 && wrong.page.faults.isEmpty)
            #expect(wrong.page.form()?.value("note-1") == payload)
            let done = try await browser.follow(
                try await browser.fill(path, ["answer-1": ["none"], "note-1": [payload]]))
            let page = done.page
            #expect(page.faults.isEmpty && page.all("script").count == 1 && page.all("img").isEmpty)
            #expect(page.elements.allSatisfy { $0["onerror"] == nil && $0["onfocus"] == nil })
            #expect(page.texts(class: "done").first?.contains("Progress reported:") == true)
        }
    }

    @Test("The secret is in no line of the log, in no table, on no page")
    func nowhere() async throws {
        let log = LogBook()
        let linked = try await LinkedPlan.make { $0.log = log }
        let token = try await linked.token(.lead)
        let path = "/answer/\(token)"
        let browser = linked.stranger
        var answers = [try await browser.get(path), try await browser.get("//answer//\(token)?after=1")]
        answers.append(try await browser.fill(path, ["answer-1": ["none"]]))
        answers.append(try await browser.follow(answers[2]))
        answers.append(try await browser.send(.delete, path))
        answers.append(try await browser.answer(path, [], headers: ["Origin": "https://evil.example"]))
        answers.append(try await browser.get("\(path)/more"))
        for answer in answers {
            #expect(!answer.body.contains(token))
            for header in answer.headers where header.name != .location { #expect(!header.value.contains(token)) }
        }
        #expect(log.lines.count >= answers.count)
        #expect(log.lines.allSatisfy { !$0.contains(token) && !$0.contains(token.prefix(20)) })
        #expect(log.lines.contains { $0.contains("GET /answer/… 200") })
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("link-\(token.prefix(8)).sqlite")
        defer { try? FileManager.default.removeItem(at: copy) }
        _ = try await linked.site.house.keeping.backup(to: copy.path)
        let bytes = try Data(contentsOf: copy)
        #expect(bytes.range(of: Data(token.utf8)) == nil)
        #expect(bytes.range(of: Data(SecretToken(text: token).digest.hex.utf8)) != nil, "the search would find it")
    }
}
