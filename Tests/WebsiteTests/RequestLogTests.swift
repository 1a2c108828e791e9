import Coordination
import Hummingbird
import Partnership
import Testing

@testable import Website

@Suite("The log finds a fault and keeps no secret")
struct RequestLogTests {
    @Test("One line for each answer, without queries, addresses, cookies, tokens, secrets of links or anything typed")
    func lines() async throws {
        let log = LogBook()
        let small = try await SmallPlan.make { $0.log = log }
        let browser = Browser(small.site)
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        let invitation = try await small.site.house.signIn.invite(try small.cast[.reader].id, by: small.cast.first)
        var answers = 0
        func asked(_ answer: Answer) { answers += answer.status > 0 ? 1 : 0 }
        asked(try await browser.get("/invitation/\(invitation.text)"))
        asked(try await browser.get("/plans?text=TYPED-QUERY"))
        _ = try await browser.fill(
            "/sign-in", ["email": [lead.email], "password": ["TYPED-GUESS"]], action: "/sign-in")
        _ = try await browser.fill(
            "/sign-in", ["email": [lead.email], "password": [Browser.password]], action: "/sign-in")
        _ = try await browser.fill("/actions/AP-0001/report", ["answer": ["done"], "note": ["TYPED-NOTE"]])
        asked(try await browser.get("/nothing%0d%0aFORGED line?x=TYPED-QUERY", headers: ["User-Agent": "AGENT\tx"]))
        answers += 6
        let all = log.lines.joined(separator: "\n")
        #expect(log.lines.count { $0.contains("\"ms\"") || $0.contains("ms:") } == answers, "\(log.lines)")
        let secrets = [
            "TYPED-", lead.email, Browser.password, invitation.text, "AGENT", lead.post,
            try require(browser.cookies["cornerstone-session"]), browser.formToken,
        ]
        for secret in secrets { #expect(!all.contains(secret), "\(secret)") }
        #expect(log.lines.allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
        #expect(all.contains("POST /actions/AP-0001/report 303"))
        #expect(all.contains("GET /invitation/… 200"))
    }

    @Test("A fault's line says which request it was, with the reference the page shows and the kind of fault")
    func faults() async throws {
        let log = LogBook()
        let site = try await TestSite.make { choices in
            choices.log = log
            choices.further = { $0.get("/further/fault") { _, _ -> Response in throw UnknownFault() } }
        }
        let answer = try await Browser(site).get("/further/fault")
        let reference = answer.page.main.split(separator: " ").last.map(String.init) ?? "none"
        let lines = log.lines.filter { $0.contains(reference) }
        #expect(lines.count == 2)
        #expect(lines.contains { $0.hasPrefix("error") && $0.contains("UnknownFault") })
        #expect(lines.contains { $0.contains("GET /further/fault 500") })
    }
}
