import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The round page shows who answered, who has not, and who was asked")
struct RoundPageTests {
    static func opened(
        seats: [Seat] = SmallPlan.seats, _ choose: (inout TestSite.Choices) -> Void = { _ in }
    ) async throws -> SmallPlan {
        let small = try await SmallPlan.make(seats: seats, choose)
        try await small.site.house.plans.perform(
            .openRound(
                OpenRound(
                    periodFrom: try TestCity.day("2026-01-01"), periodTo: try TestCity.day("2026-03-31"),
                    opens: try TestCity.day("2026-05-01"), closes: try TestCity.day("2026-05-14")), small.id),
            by: try small.cast[.clearedCoordinator])
        return small
    }

    private static func report(_ small: SmallPlan, _ action: Int, by seat: Seat = .lead) async throws {
        try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(action))), by: try small.cast[seat])
    }

    private static func states(_ page: Page) -> [String: String] {
        Dictionary(page.rows.filter { $0.count == 4 }.map { (String($0[0].prefix(7)), $0[2]) }) { first, _ in first }
    }

    @Test("Open, answered, closed: the page and its counts follow by themselves")
    func course() async throws {
        let small = try await Self.opened()
        let path = "\(small.path)/rounds/1"
        let reader = try await small.browser(.reader)
        var page = try await reader.get(path).page
        #expect(page.main.contains("Open until the end of 14 May 2026."))
        #expect(page.main.contains("no program has to run"))
        #expect(
            Self.states(page).mapValues { String($0.drop { !$0.isLetter }) } == [
                "AP-0001": "Waiting", "AP-0002": "Waiting", "AP-0003": "Vacant",
            ])
        #expect(page.texts(class: "asked").first?.contains("1 May 2026 Asked: Treatment Commissioner") == true)
        #expect(page.main.contains("without anybody doing anything, on 7 May 2026; 12 May 2026; 15 May 2026"))
        try await Self.report(small, 1)
        try small.site.go(to: "2026-05-20")
        let later = try await small.browser(.reader)
        try await Self.report(small, 2)
        page = try await later.get(path).page
        #expect(
            Self.states(page).mapValues { String($0.drop { !$0.isLetter }) } == [
                "AP-0001": "Answered", "AP-0002": "Late", "AP-0003": "Vacant",
            ])
        #expect(page.main.contains("It closed by itself."))
        let past = try await later.get("\(path)?as-at=2026-05-14").page
        #expect(Self.states(past)["AP-0002"]?.hasSuffix("Waiting") == true)
        #expect(try await later.get("\(small.path)/rounds/2").status == 404)
        #expect(try await later.get("/plans/99/rounds/1").status == 404)
    }

    @Test("Filters narrow the list and stand in the address; a list of nothing says so and leads back")
    func filters() async throws {
        let small = try await Self.opened()
        let reader = try await small.browser(.reader)
        let path = "\(small.path)/rounds/1"
        let vacant = try await reader.get("\(path)?answer=vacant").page
        #expect(Self.states(vacant).keys.sorted() == ["AP-0003"])
        let lead = try small.cast[.lead].id.number
        let owned = try await reader.get("\(path)?owner=\(lead)").page
        #expect(Self.states(owned).keys.sorted() == ["AP-0001", "AP-0002"])
        #expect(owned.main.contains("2 actions found"))
        let none = try await reader.get("\(path)?answer=late").page
        #expect(none.texts(class: "empty").first?.contains("No action of this round is like that.") == true)
        for junk in ["answer=x", "owner=x", "page=0", "page=-1", "page=99999", "owner=9999999999999999999"] {
            #expect(try await reader.get("\(path)?\(junk)").status == 200, "\(junk)")
        }
    }

    @Test("The CSV holds what the page shows")
    func csv() async throws {
        let small = try await Self.opened()
        let reader = try await small.browser(.reader)
        let all = try await reader.get("\(small.path)/rounds/1/answers.csv")
        #expect(all.type.hasPrefix("text/csv"))
        #expect(all.body.split(separator: "\r\n").count == 4)
        #expect(all.body.contains("AP-0003,Write the protocol,vacant,Vacant,"))
        let some = try await reader.get("\(small.path)/rounds/1/answers.csv?answer=waiting")
        #expect(some.body.split(separator: "\r\n").count == 3)
    }

    @Test("Reminders: who gets one is shown first, then they are on their way; twice on a day is refused")
    func remind() async throws {
        let small = try await Self.opened()
        let path = "\(small.path)/rounds/1/remind"
        let coordinator = try await small.browser(.clearedCoordinator)
        let today = try await coordinator.get(path).page
        #expect(!today.forms.contains { $0.names.contains("version") })
        #expect(today.main.contains("Wait until tomorrow"))
        try small.site.go(to: "2026-05-04")
        let monday = try await small.browser(.clearedCoordinator)
        let shown = try await monday.get(path)
        #expect(shown.page.rows.first?.first == "Treatment Commissioner" && shown.page.cell(0, 1) == "2")
        let done = try await monday.submit(shown, at: path, [:])
        #expect(done.status == 303)
        let after = try await monday.follow(done).page
        #expect(after.banner?.contains("The reminders are on their way.") == true)
        #expect(after.texts(class: "asked").first?.contains("4 May 2026 Reminder 1: Treatment Commissioner") == true)
        let before = try await small.site.written()
        // The page was made before the reminders; that is said before anything else.
        #expect(try await monday.submit(shown, at: path, [:]).status == 409)
        #expect(try await small.site.written() == before)
        #expect(try await small.browser(.lead).get(path).status == 403)
    }

    @Test("Somebody reminded meanwhile, or the round was changed: 409, and nothing is sent")
    func staleReminder() async throws {
        let small = try await Self.opened(seats: SmallPlan.seats + [.everyRole])
        try small.site.go(to: "2026-05-04")
        let one = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/rounds/1/remind"
        let shown = try await one.get(path)
        try await small.site.house.plans.perform(
            .extendRound(
                ExtendRound(round: RoundID(1), closes: try TestCity.day("2026-05-20"), reason: "Leave"), small.id),
            by: try small.cast[.everyRole])
        let before = try await small.site.written()
        let stale = try await one.submit(shown, at: path, [:])
        #expect(stale.status == 409 && stale.page.main.contains("Somebody changed this"))
        #expect(try await small.site.written() == before)
        #expect(try await one.submit(stale, at: path, [:]).status == 303)
    }

    @Test("When nobody owes there is nobody to remind, and the page says so")
    func nobodyOwes() async throws {
        let small = try await Self.opened()
        for action in [1, 2] { try await Self.report(small, action) }
        try small.site.go(to: "2026-05-04")
        let coordinator = try await small.browser(.clearedCoordinator)
        let page = try await coordinator.get("\(small.path)/rounds/1/remind").page
        #expect(page.texts(class: "empty").first?.contains("Confirm update owners first") == true)
        #expect(!page.forms.contains { $0.names.contains("version") })
    }

    @Test("A closed round is reopened with a day and a reason; bad input is said and kept; stale shows what stands")
    func reopen() async throws {
        let small = try await Self.opened(seats: SmallPlan.seats + [.everyRole])
        let path = "\(small.path)/rounds/1/reopen"
        let open = try await small.browser(.clearedCoordinator)
        let early = try await open.fill(path, ["reason": ["A flood"]])
        #expect(early.status == 422 && early.page.problems.first?.text.contains("has not closed yet") == true)
        try small.site.go(to: "2026-05-20")
        let one = try await small.browser(.clearedCoordinator)
        let other = try await small.browser(.everyRole)
        let seen = try await other.get(path)
        let days = ["closes-day": ["1"], "closes-month": ["5"], "closes-year": ["2026"]]
        let bad = try await one.fill(path, days)
        #expect(bad.status == 422 && Set(bad.page.problems.map(\.field)) == ["closes-day", "reason"])
        #expect(bad.page.form()?.value("closes-month") == "5")
        let good = ["closes-day": ["28"], "closes-month": ["5"], "closes-year": ["2026"], "reason": ["A flood"]]
        let done = try await one.submit(bad, at: path, good)
        #expect(done.status == 303)
        let page = try await one.follow(done).page
        #expect(page.banner?.contains("The round takes answers again.") == true)
        #expect(page.main.contains("Open until the end of 28 May 2026."))
        let stale = try await other.submit(seen, at: path, good)
        #expect([409, 422].contains(stale.status))
        #expect(stale.page.form()?.value("reason") == "A flood")
        #expect(try await small.browser(.reader).get(path).status == 403)
    }

    @Test("A round that has not opened yet is taken back with a reason, and another can be entered; an open one is not")
    func withdraw() async throws {
        let small = try await Self.opened(seats: SmallPlan.seats + [.everyRole])
        let coordinator = try await small.browser(.clearedCoordinator)
        let open = try await coordinator.fill("\(small.path)/rounds/1/withdraw", ["reason": ["Too early"]])
        #expect(open.status == 422 && open.page.problems.first?.text.contains("people were asked") == true)
        let later = OpenRound(
            periodFrom: try TestCity.day("2026-07-01"), periodTo: try TestCity.day("2026-09-30"),
            opens: try TestCity.day("2026-09-30"), closes: try TestCity.day("2026-10-14"))
        let plan = try await small.site.house.plans.strategies(
            Sight.of(try small.cast[.clearedCoordinator]), at: try await small.site.house.plans.moment())[0].id
        try await small.site.house.plans.perform(
            .openRound(later, plan), by: try small.cast[.clearedCoordinator])
        let path = "\(small.path)/rounds/2/withdraw"
        let other = try await small.browser(.everyRole)
        let seen = try await other.get(path)
        #expect(try await coordinator.get("\(small.path)/rounds/2").page.links.contains(path))
        #expect(
            try await !coordinator.get("\(small.path)/rounds/1").page.links.contains("\(small.path)/rounds/1/withdraw"))
        let bad = try await coordinator.fill(path, ["reason": [" "]])
        #expect(bad.status == 422 && bad.page.problems.map(\.field) == ["reason"])
        let done = try await coordinator.submit(bad, at: path, ["reason": ["Entered for the wrong quarter"]])
        #expect(done.status == 303)
        #expect(try await coordinator.follow(done).page.banner?.contains("The round was taken back.") == true)
        #expect(try await coordinator.get("\(small.path)/rounds/2").status == 404)
        #expect([404, 409].contains(try await other.submit(seen, at: path, ["reason": ["Mine"]]).status))
        try await small.site.house.plans.perform(
            .openRound(later, plan), by: try small.cast[.clearedCoordinator])
        #expect(try await coordinator.get("\(small.path)/rounds/3").status == 200)
        #expect(try await small.browser(.reader).get("\(small.path)/rounds/3/withdraw").status == 403)
    }

    @Test("The rounds of all plans stand side by side, without the plans one may not see")
    func all() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let empty = try await reader.get("/rounds").page
        #expect(empty.texts(class: "empty").first?.contains("No round has been opened") == true)
        let city = try await TestCity.make()
        try await city.site.house.plans.perform(
            .openRound(
                OpenRound(
                    periodFrom: try TestCity.day("2026-01-01"), periodTo: try TestCity.day("2026-03-31"),
                    opens: try TestCity.day("2026-05-01"), closes: try TestCity.day("2026-05-15")), city.closedPlan),
            by: try city.cast[.clearedCoordinator])
        let some = try await city.browser(.reader).get("/rounds")
        #expect(some.page.rows.count == 1 && !some.everything.contains(TestCity.canary))
        #expect(some.page.main.contains("1 round is open."))
        let all = try await city.browser(.clearedReader).get("/rounds")
        #expect(all.page.rows.count == 2 && all.page.main.contains("2 rounds are open."))
    }

    @Test("Counts and who was asked leave out what one may not see")
    func sight() async throws {
        let city = try await TestCity.make()
        let path = "\(city.path)/rounds/\(city.round.number)"
        let some = try await city.browser(.coordinator).get(path)
        #expect(some.page.main.contains("6 actions owed an update") && !some.everything.contains(TestCity.canary))
        let all = try await city.browser(.clearedCoordinator).get(path)
        #expect(all.page.main.contains("9 actions owed an update"))
    }
}
