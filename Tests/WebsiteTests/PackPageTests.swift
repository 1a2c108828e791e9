import ActionPlans
import Coordination
import Partnership
import Reporting
import Testing
import Vocabulary

@testable import Website

@Suite("Board packs are ordered, looked at, issued, read and verified")
struct PackPageTests {
    private static func date(_ name: String, _ iso: String) -> [(String, String)] {
        let parts = iso.split(separator: "-").map { String(Int($0) ?? 0) }
        return [("\(name)-day", parts[2]), ("\(name)-month", parts[1]), ("\(name)-year", parts[0])]
    }

    private static func address(_ fields: [(String, String)]) -> String {
        "/packs/new?" + FormText.urlEncoded([("check", "yes")] + fields)
    }

    /// Issues what the check page of these fields shows.
    @discardableResult
    private static func issue(_ browser: Browser, _ fields: [(String, String)]) async throws -> Answer {
        let check = try await browser.get(address(fields)).page
        let form = try require(check.forms.first { $0.value("digest") != nil })
        return try await browser.post(
            "/packs/new",
            fields + [("edition", form.value("edition") ?? ""), ("digest", form.value("digest") ?? "")])
    }

    @Test("Without a pack the page says what one is; who may issue has the button, others do not")
    func empty() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let page = try await reader.get("/packs").page
        #expect(page.texts(class: "empty").first?.contains("No pack has been issued yet.") == true)
        #expect(!page.links.contains("/packs/new"))
        #expect(try await small.browser(.clearedCoordinator).get("/packs").page.links.contains("/packs/new"))
        #expect(try await reader.get("/packs/new").status == 403)
        #expect(try await reader.get("/packs/1").status == 404)
    }

    @Test("A pack is looked at, issued with its edition and digest, and read by all; it is verified each time")
    func flow() async throws {
        let small = try await SmallPlan.make()
        try small.site.go(to: "2026-05-20")
        let coordinator = try await small.browser(.clearedCoordinator)
        let fields = [("plans", "1"), ("audience", "readers")] + Self.date("as-at", "2026-05-19")
        let check = try await coordinator.get(Self.address(fields))
        #expect(check.status == 200)
        #expect(check.page.main.contains("Not issued yet."))
        #expect(check.page.main.contains("it will be edition 1"))
        #expect(check.page.main.contains("Open a weekly clinic"))
        let before = try await small.site.written()
        _ = try await coordinator.get(Self.address(fields))
        #expect(try await small.site.written() == before, "looking writes nothing")
        let issued = try await Self.issue(coordinator, fields)
        #expect(issued.status == 303 && issued.location == "/packs/1")
        let shown = try await coordinator.follow(issued)
        #expect(shown.body.contains("issued as edition 1"))
        #expect(shown.page.main.contains("Verified: made again just now from the journal, it is what was issued."))
        // Everything changes; the pack does not.
        _ = try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Later")), by: try small.cast[.lead])
        let reader = try await small.browser(.reader)
        let read = try await reader.get("/packs/1").page
        #expect(read.main.contains("Verified:") && read.main.contains("Open a weekly clinic"))
        #expect(!read.main.contains("Later"))
        #expect(read.form(action: "/packs/1/file") != nil)
        let verify = try await reader.get("/packs/1/verify").page
        #expect(verify.rows.count > 7 && verify.rows.allSatisfy { $0.last?.hasSuffix("the same") == true })
        #expect(verify.main.contains("Small plan") && verify.main.contains("19 May 2026"), "which pack it is")
        let list = try await reader.get("/packs").page
        #expect(list.rows.first?.contains("1") == true && list.links.contains("/packs/1/verify"))
        let json = try await reader.takePack(1, as: "json")
        let pack = try await small.site.house.packs.pack(PackID(1), Sight.of(try small.cast[.reader]))
        #expect(Digest.hex(of: Array(json.body.utf8)) == pack.facts.digest)
        let exports = try await small.site.house.packs.exports(Sight.of(try small.cast[.reader]), limit: 5)
        #expect(exports.map(\.facts.pack) == [PackID(1)] && exports.map(\.facts.format) == [.json])
        // The second edition.
        let second = try await Self.issue(coordinator, [("plans", "1")])
        #expect(second.location == "/packs/2")
        let provisional = try await coordinator.follow(second).page
        #expect(provisional.main.contains("Provisional until midnight"))
        try small.site.go(to: "2026-06-20")
        let later = try await small.browser(.reader)
        #expect(try await later.get("/packs/2").page.main.contains("Verified:"))
    }

    @Test("What is wrong is said at its fields, all at once, and what was typed is kept")
    func problems() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let before = try await small.site.written()
        let bad = try await coordinator.get(
            Self.address(
                [("title", String(repeating: "t", count: 130)), ("audience", "group")]
                    + [("as-at-day", "31"), ("as-at-month", "2"), ("as-at-year", "2026")]
                    + Self.date("since", "2030-01-01")))
        #expect(bad.status == 422)
        #expect(Set(bad.page.problems.map(\.field)) == ["as-at-day", "since-day", "title", "plans", "group"])
        let days = try await coordinator.get(
            Self.address([("plans", "1")] + Self.date("as-at", "2030-01-01") + Self.date("since", "2031-01-01")))
        #expect(days.status == 422 && days.page.problems.contains { $0.field == "as-at-day" })
        #expect(try await coordinator.get(Self.address([("plans", "999")])).status == 422)
        #expect(try await coordinator.get(Self.address([("plans", "x"), ("group", "y")])).status == 422)
        #expect(try await coordinator.post("/packs/new", [("plans", "")]).status == 422)
        // Without having looked, the pack is shown and not issued.
        #expect(try await coordinator.post("/packs/new", [("plans", "1")]).status == 200)
        #expect(try await small.site.written() == before)
    }

    @Test("Two who issue at once: the second is told, and nothing is issued twice")
    func race() async throws {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole])
        let one = try await small.browser(.clearedCoordinator)
        let other = try await small.browser(.everyRole)
        let form = try require(
            try await one.get(Self.address([("plans", "1")])).page.forms.first { $0.value("digest") != nil })
        let fields = [
            ("plans", "1"), ("edition", form.value("edition") ?? ""), ("digest", form.value("digest") ?? ""),
        ]
        #expect(try await other.post("/packs/new", fields).status == 303)
        let second = try await one.post("/packs/new", fields)
        #expect(second.status == 409)
        #expect(second.page.main.contains("Something has changed since you looked"))
        #expect(second.page.main.contains("it will be edition 2"))
        let packs = try await small.site.house.packs.packs(Sight.of(try small.cast[.reader]))
        #expect(packs.map(\.facts.edition) == [1])
        // What it shows has changed: no surprise is issued.
        let seen = try require(second.page.forms.first { $0.value("digest") != nil })
        _ = try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Just now")), by: try small.cast[.lead])
        let third = try await one.post(
            "/packs/new",
            [("plans", "1"), ("edition", seen.value("edition") ?? ""), ("digest", seen.value("digest") ?? "")])
        #expect(third.status == 409)
    }

    @Test("Where no writer of PDF files is there, the page says so and the pack stays readable")
    func noWriter() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        try await Self.issue(coordinator, [("plans", "1")])
        let answer = try await coordinator.takePack(1, as: "pdf")
        #expect(answer.status == 503)
        #expect(answer.page.main.contains("The writer of PDF files was not found."))
        #expect(try await small.site.house.packs.exports(.program, limit: 5).isEmpty)
    }
}

extension Browser {
    /// Presses one of the buttons under which a pack is taken out.
    fileprivate func takePack(_ number: Int, as format: String) async throws -> Answer {
        try await post("/packs/\(number)/file", [("format", format)])
    }
}
