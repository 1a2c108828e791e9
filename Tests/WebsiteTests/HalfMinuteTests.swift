import ActionPlans
import Coordination
import Testing
import Vocabulary

@testable import Website

@Suite("An update takes half a minute when signed in, too")
struct HalfMinuteTests {
    @Test("While a round asks, No change is one press on the record, and is gone once it is answered")
    func noChange() async throws {
        let linked = try await LinkedPlan.make()
        let lead = try await linked.small.browser(.lead)
        let shown = try await lead.get("/actions/AP-0001")
        let done = try await lead.submit(shown, at: "/actions/AP-0001", [:], action: "/actions/AP-0001/report")
        #expect(done.status == 303 && done.location == "/actions/AP-0001")
        let page = try await lead.follow(done).page
        #expect(page.banner?.contains("AP-0001 was recorded") == true)
        #expect(page.form(action: "/actions/AP-0001/report") == nil)
        #expect(page.texts(class: "event").first?.contains("No change") == true)
    }

    @Test("It is not offered to others, nor without a round, nor for what does not owe, nor for the past")
    func notOffered() async throws {
        let linked = try await LinkedPlan.make()
        for seat in [Seat.reader, .approver, .clearedCoordinator] {
            let page = try await linked.small.browser(seat).get("/actions/AP-0001").page
            #expect(page.form(action: "/actions/AP-0001/report") == nil, "\(seat.rawValue)")
        }
        let contributor = try await linked.small.browser(.contributor)
        #expect(try await contributor.get("/actions/AP-0001").page.form(action: "/actions/AP-0001/report") != nil)
        try linked.site.go(to: "2026-05-15")
        let lead = try await linked.small.browser(.lead)
        #expect(try await lead.get("/actions/AP-0001").page.form(action: "/actions/AP-0001/report") == nil)
    }

    @Test("A press on a page that is out of date shows what was entered meanwhile, and saves nothing")
    func stale() async throws {
        let linked = try await LinkedPlan.make()
        let lead = try await linked.small.browser(.lead)
        let shown = try await lead.get("/actions/AP-0001")
        try await linked.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Entered meanwhile")),
            by: try linked.cast[.contributor])
        let before = try await linked.site.written()
        let stale = try await lead.submit(shown, at: "/actions/AP-0001", [:], action: "/actions/AP-0001/report")
        #expect(stale.status == 409 && stale.page.main.contains("Entered meanwhile"))
        #expect(try await linked.site.written() == before)
    }

    @Test("Not mine leads its owner to passing it on; others are not offered it")
    func notMine() async throws {
        let linked = try await LinkedPlan.make()
        let lead = try await linked.small.browser(.lead)
        let gone = try await lead.fill("/actions/AP-0001/report", ["answer": ["not-mine"]])
        #expect(gone.status == 303 && gone.location == "/actions/AP-0001/pass-on")
        #expect(try await lead.follow(gone).status == 200)
        let contributor = try await linked.small.browser(.contributor)
        let values = try await contributor.get("/actions/AP-0001/report").page.all("input").compactMap { $0["value"] }
        #expect(!values.contains("not-mine") && values.contains("longer"))
    }
}
