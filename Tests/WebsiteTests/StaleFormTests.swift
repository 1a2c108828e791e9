import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

/// Each form about one action, with something else entered between opening and sending it.
@Suite("Nothing is overwritten in silence, whichever form it is")
struct StaleFormTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let path: String
        let seat: Seat
        let fields: [String: [String]]
        /// A field whose typed value must still be there.
        let kept: (name: String, value: String)
        var testDescription: String { path }
    }

    static let forms: [Form] = [
        Form(
            path: "/actions/AP-0001/report", seat: .lead, fields: ["answer": ["done"], "note": ["Typed here"]],
            kept: ("note", "Typed here")),
        Form(
            path: "/actions/AP-0001/delay", seat: .lead,
            fields: [
                "commitment": ["1"], "new-day-day": ["31"], "new-day-month": ["8"], "new-day-year": ["2026"],
                "reason": ["Typed here"],
            ], kept: ("reason", "Typed here")),
        Form(
            path: "/actions/AP-0001/withdraw", seat: .approver, fields: ["reason": ["Typed here"]],
            kept: ("reason", "Typed here")),
        Form(path: "/actions/AP-0001/pass-on", seat: .lead, fields: ["to": ["4"]], kept: ("to", "4")),
        Form(
            path: "/actions/AP-0001/delay/2", seat: .clearedCoordinator,
            fields: ["agrees": ["no"], "note": ["Typed here"]],
            kept: ("note", "Typed here")),
    ]

    @Test("409 with what stands and by whom, what was typed beside it, and one press to save on top", arguments: forms)
    func stale(form: Form) async throws {
        let small = try await SmallPlan.make()
        try await small.site.house.plans.perform(
            .askDelay(
                AskDelay(action: ActionID(1), promise: 2, newDay: try TestCity.day("2027-01-31"), reason: "Early")),
            by: try small.cast[.lead])
        let browser = try await small.browser(form.seat)
        let shown = try await browser.get(form.path)
        #expect(shown.status == 200)
        try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Entered meanwhile")),
            by: try small.cast[.contributor])
        let before = try await small.site.written()
        let stale = try await browser.submit(shown, at: form.path, form.fields)
        #expect(stale.status == 409)
        #expect(stale.page.heading == shown.page.heading)
        #expect(stale.page.main.contains("Somebody changed this while you were writing"))
        #expect(stale.page.main.contains("Entered meanwhile") && stale.page.main.contains(Seat.contributor.post))
        #expect(stale.page.form()?.value(form.kept.name) == form.kept.value)
        #expect(try await small.site.written() == before)
        #expect(try await browser.submit(stale, at: form.path, [:]).status == 303)
        #expect(try await small.site.written() != before)
    }

    @Test("A version nobody was ever shown is stale too")
    func junkVersion() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let before = try await small.site.written()
        for version in ["0", "999999", "-1"] {
            let answer = try await browser.post("/actions/AP-0001/report", [("answer", "none"), ("version", version)])
            #expect(answer.status == 409, "\(version)")
        }
        #expect(try await small.site.written() == before)
    }

    @Test("Twenty at once: one is taken, the others see what it wrote")
    func together() async throws {
        let small = try await SmallPlan.make()
        var browsers: [(Browser, Answer)] = []
        for number in 0..<20 {
            let browser = try await small.browser(number % 2 == 0 ? .lead : .contributor)
            browsers.append((browser, try await browser.get("/actions/AP-0001/report")))
        }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, (browser, shown)) in browsers.enumerated() {
                group.addTask {
                    try await browser.submit(
                        shown, at: "/actions/AP-0001/report", ["answer": ["done"], "note": ["Note \(number)"]]
                    ).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 303 } == 1)
        #expect(statuses.count { $0 == 409 } == 19)
        let record = try await browsers[0].0.get("/actions/AP-0001").page
        #expect(record.texts(class: "event").count { $0.contains("Note ") } == 1)
    }
}
