import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The record of an action, the wall and the print")
struct ActionRecordTests {
    @Test("At its top: status with its sentence, what it was before, next deadline, owner, marking")
    func top() async throws {
        let city = try await TestCity.make()
        let page = try await city.browser(.clearedLead).get(TestCity.Deed.ofClearedLead.path).page
        #expect(page.heading == "Visit the market area")
        #expect(page.texts(class: "reference") == ["AP-0002"])
        let facts = page.texts(class: "facts").first ?? ""
        for fact in [
            "Next deadline30 September 2026", "Update ownerPolice Superintendent", "ContributingIntelligence Analyst",
            "MarkingOFFICIAL",
        ] {
            #expect(facts.contains(fact), "\(fact): \(facts)")
        }
        #expect(page.texts(class: "sentence") == ["Under way: due 30 September 2026"])
        #expect(page.texts(class: "before").first?.isEmpty == false)
        let headings = page.all("h2").map(page.text)
        #expect(headings.firstIndex(of: "Commitments") ?? 9 < headings.firstIndex(of: "What happened") ?? 0)
        let identity = try require(page.elements.first { $0.has(class: "identity") })
        let table = try require(page.all("table").first)
        #expect(identity.index < table.index)
    }

    @Test("What happened stands newest first, each with who, what and when, thirty at a time")
    func timeline() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        for number in 1...40 {
            try await small.site.house.plans.perform(
                .reportProgress(ReportProgress(action: ActionID(1), note: "Report \(number)")), by: lead)
            small.site.wait(seconds: 60)
        }
        let browser = try await small.browser(.reader)
        let first = try await browser.get("/actions/AP-0001").page
        let events = first.texts(class: "event")
        #expect(events.count == 30)
        #expect(events.first?.contains("Report 40") == true && events.last?.contains("Report 11") == true)
        #expect(events.allSatisfy { $0.contains(lead.post) && $0.contains("on 1 May 2026") && $0.contains("entry") })
        #expect(events.first?.contains("1:39pm on 1 May 2026") == true, "London summer time: \(events.first ?? "")")
        let earlier = try require(first.links.first { $0.contains("before=") })
        let rest = try await browser.get(earlier).page.texts(class: "event")
        #expect(rest.count == 11)
        #expect(rest.first?.contains("Report 10") == true && rest.last?.contains("Entered with the plan") == true)
    }

    @Test("What changed since the last close stands side by side, old and new, with what it is compared with")
    func changes() async throws {
        let small = try await SmallPlan.make()
        let before = try await small.browser(.reader).get("/actions/AP-0001").page
        #expect(before.texts(class: "status-blue").isEmpty)
        let later = AskDelay(action: ActionID(1), promise: 1, newDay: try TestCity.day("2026-08-31"), reason: "Late")
        try await small.site.house.plans.perform(.askDelay(later), by: try small.cast[.lead])
        try await small.site.house.plans.perform(
            .decideDelay(DecideDelay(action: ActionID(1), promise: 1, agrees: true)), by: try small.cast[.approver])
        let page = try await small.browser(.reader).get("/actions/AP-0001").page
        #expect(page.texts(class: "status-blue") == ["■ Changed"])
        let table = page.all("table").first { page.text($0).contains("Before") }
        let change = page.text(try require(table))
        #expect(change.contains("Agreed day of commitment 1None31 August 2026"), "\(change)")
        #expect(page.main.contains("“Changed” compares with"))
    }

    @Test("The wall has a tile for each action, with its status in words, under its aim")
    func wall() async throws {
        let city = try await TestCity.make()
        let page = try await city.browser(.clearedReader).get("\(city.path)/wall").page
        let tiles = page.all("a").filter { ($0["href"] ?? "").hasPrefix("/actions/") }
        #expect(tiles.count == 9)
        for tile in tiles { #expect(page.text(tile).split(separator: " ").count >= 3, "\(page.text(tile))") }
        #expect(page.all("h2").map(page.text) == ["1 Treatment", "\(TestCity.canary)-9 \(TestCity.canary)-aim"])
        let aim = try require(page.all("h2").first.flatMap { page.inside($0).first })
        #expect(aim["href"] == "\(city.path)?aim=1")
        #expect(page.texts(class: "key").first?.contains("Overdue") == true)
    }

    @Test("The print holds every action whole, with the marking, the source and the time of printing")
    func print() async throws {
        let city = try await TestCity.make()
        let page = try await city.browser(.clearedReader).get("\(city.path)/print").page
        #expect(page.rows.count == 9)
        #expect(page.texts(class: "marking").count == 2)
        let printed = page.texts(class: "printed").first ?? ""
        #expect(printed.contains("Printed at 1pm on 1 May 2026"), "\(printed)")
        #expect(printed.contains("Open plan, as at 1 May 2026 (journal entry"), "\(printed)")
    }

    @Test("The first page goes where one can do something")
    func home() async throws {
        let city = try await TestCity.make()
        for seat in Seat.allCases {
            let expected = seat == .nobody ? "/sign-in" : seat.roles == [.administrator] ? "/members" : "/my-work"
            #expect(try await city.browser(seat).get("/").location == expected, "\(seat.rawValue)")
        }
    }

    @Test("The state of the installation is shown to those who keep it, red only for what needs a person")
    func system() async throws {
        let city = try await TestCity.make()
        let page = try await city.browser(.administrator).get("/system").page
        #expect(page.rows.allSatisfy { $0.count >= 2 })
        let head = try require(try await city.site.house.keeping.head())
        #expect(page.main.contains(head.digest))
        #expect(page.main.contains(TestSite.localAddress))
        #expect(page.texts(class: "status-red").isEmpty, "\(page.texts(class: "status-red"))")
        #expect(!page.main.contains("Open plan"))
    }
}
