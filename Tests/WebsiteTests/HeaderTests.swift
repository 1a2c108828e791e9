import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Testing
import Vocabulary

@testable import Website

@Suite("Every answer carries the browser's rules")
struct HeaderTests {
    private func expectRules(_ answer: Answer, _ name: String, isSecure: Bool = false) {
        let policy = answer.header("Content-Security-Policy") ?? ""
        for rule in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'",
            "frame-ancestors 'none'", "base-uri 'none'",
        ] { #expect(policy.contains(rule), "\(name): \(rule)") }
        #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"), "\(name)")
        #expect(answer.header("X-Content-Type-Options") == "nosniff", "\(name)")
        #expect(answer.header("Referrer-Policy") == "same-origin", "\(name)")
        #expect(answer.header("Cross-Origin-Opener-Policy") == "same-origin", "\(name)")
        #expect(answer.header("Cross-Origin-Resource-Policy") == "same-origin", "\(name)")
        #expect(answer.header("X-Frame-Options") == "DENY", "\(name)")
        #expect(answer.header("Permissions-Policy")?.contains("geolocation=()") == true, "\(name)")
        #expect((answer.header("Strict-Transport-Security") != nil) == isSecure, "\(name)")
        #expect(answer.header("Server") == nil && answer.header("X-Powered-By") == nil, "\(name)")
        let isAsset = answer.status == 200 && name.hasPrefix("asset")
        #expect(
            answer.header("Cache-Control") == (isAsset ? "public, max-age=31536000, immutable" : "no-store"), "\(name)")
    }

    /// A page that helps: what happened, what to do, where to go, and a reference that is in the log.
    private func expectHelp(_ answer: Answer, _ name: String, log: LogBook) {
        let page = answer.page
        #expect(answer.type == "text/html; charset=utf-8", "\(name)")
        #expect(page.faults.isEmpty, "\(name): \(page.faults)")
        #expect(page.all("h1").count == 1 && page.all("main").count == 1, "\(name)")
        #expect(page.title.hasPrefix(page.heading), "\(name): \(page.title)")
        #expect(page.mainElements.filter { $0.name == "p" }.count >= 3, "\(name)")
        #expect(page.links.contains("/"), "\(name)")
        #expect(!answer.body.contains("["), "\(name): words are missing")
        let reference = page.main.split(separator: " ").last.map(String.init) ?? ""
        #expect(reference.count == 12, "\(name): \(reference)")
        #expect(log.lines.contains { $0.contains(reference) }, "\(name): \(reference) is not in the log")
    }

    @Test("Pages, redirects, files and every kind of refusal carry them, and refusals help")
    func everyStatus() async throws {
        let log = LogBook()
        let small = try await SmallPlan.make { choices in
            choices.log = log
            choices.limits.uploadBytes = 1_000
            choices.further = { $0.get("/further/fault") { _, _ -> Response in throw UnknownFault() } }
        }
        let stranger = Browser(small.site)
        let lead = try await small.browser(.lead)
        let coordinator = try await small.browser(.clearedCoordinator)
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        let style = try require(try await stranger.get("/sign-in").page.all("link").first?["href"])
        try await small.site.house.plans.perform(
            .reportProgress(.init(action: ActionID(1), note: "Meanwhile")), by: try small.cast[.contributor])
        var answers: [(name: String, status: Int, answer: Answer)] = [
            ("page", 200, try await stranger.get("/sign-in")),
            ("page of a member", 200, try await lead.get(small.path)),
            ("head of a page", 200, try await lead.send(.head, small.path)),
            ("asset", 200, try await stranger.get(style)),
            ("file", 200, try await lead.export(small.path)),
            ("robots", 200, try await stranger.get("/robots.txt")),
            ("to sign in", 303, try await stranger.get(small.path)),
            ("after a form", 303, try await lead.post("/actions/AP-0002/report", [("answer", "none")])),
        ]
        let refusals: [(name: String, status: Int, answer: Answer)] = [
            (
                "another site", 403,
                try await lead.post("/sessions/end-others", headers: ["Origin": "https://evil.example"])
            ),
            ("stale form", 403, try await lead.post("/sessions/end-others", token: "x")),
            ("not allowed", 403, try await lead.get("/members/new")),
            ("no such page", 404, try await stranger.get("/nothing/here")),
            ("no such asset", 404, try await stranger.get("/assets/site.css")),
            ("no such plan", 404, try await lead.get("/plans/99")),
            ("another method", 405, try await lead.send(.put, small.path)),
            ("a form for a page", 405, try await lead.post("/plans")),
            (
                "too large before it is read", 413,
                try await lead.send(.post, "/sign-in", headers: form.merging(["Content-Length": "99999999"]) { $1 })
            ),
            ("too large a file", 413, try await coordinator.upload(Array(repeating: 65, count: 1_500))),
            (
                "not a form", 415,
                try await lead.send(.post, "/sessions/end", headers: ["Content-Type": "text/json"], body: [])
            ),
            ("not a form with a file", 415, try await coordinator.post("/imports")),
            (
                "half a form", 422,
                try await coordinator.send(
                    .post, "/imports", headers: ["Content-Type": "multipart/form-data; boundary=abc"],
                    body: Array("--abc\r\nContent".utf8))
            ),
            (
                "too many headers", 431,
                try await stranger.get(
                    "/sign-in", headers: Dictionary(uniqueKeysWithValues: (0..<101).map { ("X-Header-\($0)", "x") }))
            ),
            ("a fault", 500, try await stranger.get("/further/fault")),
        ]
        for refusal in refusals { expectHelp(refusal.answer, refusal.name, log: log) }
        answers += refusals
        answers += [
            ("a form with problems", 422, try await lead.post("/actions/AP-0001/report")),
            (
                "a stale version", 409,
                try await lead.post("/actions/AP-0001/report", [("answer", "none"), ("version", "1")])
            ),
        ]
        for (name, status, answer) in answers {
            #expect(answer.status == status, "\(name)")
            expectRules(answer, name)
        }
        #expect(refusals.first { $0.name == "another method" }?.answer.header("Allow") == "GET, HEAD")
        #expect(refusals.first { $0.name == "a fault" }?.answer.everything.contains(UnknownFault.secret) == false)
        #expect(!log.lines.joined().contains(UnknownFault.secret))
        #expect(
            answers.allSatisfy { !$0.answer.everything.contains("Hummingbird") && !$0.answer.body.contains(".swift") })
    }

    @Test("Ten failed tries to sign in, and the next waits: 429 with the time")
    func tooManyTries() async throws {
        let log = LogBook()
        let small = try await SmallPlan.make { $0.log = log }
        let browser = Browser(small.site)
        var answer = try await browser.get("/sign-in")
        for _ in 0..<11 {
            answer = try await browser.fill(
                "/sign-in", ["email": [Seat.lead.email], "password": ["guess"]], action: "/sign-in")
        }
        #expect(answer.status == 429)
        #expect((1...30).contains(Int(answer.header("Retry-After") ?? "") ?? 0))
        expectRules(answer, "too many tries")
        expectHelp(answer, "too many tries", log: log)
    }

    @Test(
        "A full disk is 503, says so, and nothing is lost; an unknown fault of the store is 500 and says nothing of it")
    func failingStores() async throws {
        let log = LogBook()
        let full = try await SmallPlan.make { choices in
            choices.log = log
            choices.strategies = { FailingStore(real: $0, fault: KeepingRefusal.diskFull) }
        }
        let report = [("answer", "done"), ("note", "TYPED-TEXT was done")]
        let before = try await full.site.written()
        let answer = try await full.browser(.lead).post("/actions/AP-0001/report", report)
        #expect(answer.status == 503)
        #expect(answer.header("Retry-After") == "60")
        #expect(answer.page.main.contains("The disk of this service is full"))
        expectRules(answer, "full disk")
        expectHelp(answer, "full disk", log: log)
        #expect(try await full.site.written() == before)
        let broken = try await SmallPlan.make { choices in
            choices.log = log
            choices.strategies = { FailingStore(real: $0, fault: UnknownFault()) }
        }
        let lead = try await broken.browser(.lead)
        for fault in [try await lead.post("/actions/AP-0001/report", report), try await lead.get("/actions/AP-0001")] {
            #expect(fault.status == 500)
            #expect(!fault.everything.contains(UnknownFault.secret))
            expectRules(fault, "broken store")
            expectHelp(fault, "broken store", log: log)
        }
        #expect(!log.lines.joined().contains(UnknownFault.secret))
        #expect(!log.lines.joined().contains("TYPED-TEXT"))
    }

    @Test("A store that cannot say who is there is 500 where it matters, and the statements still stand")
    func membersFail() async throws {
        let log = LogBook()
        let site = try await TestSite.make { choices in
            choices.log = log
            choices.members = { _ in FailingMembers() }
        }
        let browser = Browser(site)
        browser.setCookie("cornerstone-session", "0123456789012345678901234567890123456789010")
        let fault = try await browser.fill(
            "/sign-in", ["email": ["a@test.example"], "password": ["TYPED-PASSWORD"]], action: "/sign-in")
        #expect(fault.status == 500)
        #expect(!fault.everything.contains(UnknownFault.secret))
        expectRules(fault, "no members")
        expectHelp(fault, "no members", log: log)
        #expect(try await browser.get("/privacy").status == 200)
        #expect(!log.lines.joined().contains("TYPED-PASSWORD"))
    }

    @Test("With a certificate the answer asks for it next time too")
    func secureAddress() async throws {
        let site = try await TestSite.make { $0.address = TestSite.secureAddress }
        let browser = Browser(site)
        for (name, path) in [("page", "/sign-in"), ("refusal", "/nothing"), ("redirect", "/plans")] {
            expectRules(try await browser.get(path), name, isSecure: true)
        }
    }
}
