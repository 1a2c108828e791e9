import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("My work, changes, exceptions and search on their pages")
struct ViewPagesTests {
    // MARK: My work

    @Test(
        "The first page after signing in is my work, empty section by section, and with a way on where there is no plan"
    )
    func myWorkEmpty() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let page = try await reader.follow(try await reader.get("/")).page
        #expect(page.heading == "My work")
        for sentence in ["Nothing waits for you.", "You wait for nobody.", "This is your first visit."] {
            #expect(page.main.contains(sentence), "\(sentence)")
        }
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.coordinator, .reader])
        let coordinator = try await Browser.signedIn(try cast[.coordinator], at: site)
        #expect(try await coordinator.get("/my-work").page.links.contains("/imports/new"))
        let other = try await Browser.signedIn(try cast[.reader], at: site).get("/my-work")
        #expect(!other.page.links.contains("/imports/new") && other.page.main.contains("No plan is here yet"))
    }

    @Test("What waits for a lead, an approver and a coordinator stands on their pages with the way to do it")
    func myWork() async throws {
        let city = try await TestCity.make()
        let lead = try await city.browser(.lead).get("/my-work").page
        #expect(lead.links.contains("\(TestCity.Deed.ofLead.path)/report"))
        #expect(lead.main.contains("You asked for a delay to 31 December 2026: The tender is late."))
        #expect(lead.all("nav").first.map { lead.inside($0).compactMap { $0["href"] }.first } == "/my-work")
        let approver = try await city.browser(.approver).get("/my-work").page
        #expect(approver.links.contains("\(TestCity.Deed.delayAsked.path)/delay/1"))
        let coordinator = try await city.browser(.clearedCoordinator).get("/my-work").page
        #expect(
            coordinator.links.contains("\(city.path)/settle") && coordinator.links.contains("\(city.path)/owners")
        )
        #expect(coordinator.main.contains("No answer yet for"))
        #expect(coordinator.texts(class: "marking").first?.contains("OFFICIAL-SENSITIVE") == true)
        let open = try await city.browser(.coordinator).get("/my-work")
        #expect(!open.everything.contains(TestCity.canary))
    }

    @Test("Changed since my last visit: what others did, once the pause is over, and no word of one's own")
    func changedSince() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        try await lead.get("/my-work")
        small.site.wait(seconds: 3_600)
        try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Seen by <others>")),
            by: try small.cast[.contributor])
        try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(2), note: "My own words")), by: try small.cast[.lead])
        // An hour without a request would have ended the session; a visit goes on beyond it.
        let again = try await small.browser(.lead)
        let page = try await again.get("/my-work")
        #expect(page.page.main.contains("Seen by <others>") && page.body.contains("Seen by &lt;others&gt;"))
        #expect(!page.page.main.contains("My own words"))
        small.site.wait(seconds: 600)
        #expect(try await again.get("/my-work").page.main.contains("Seen by <others>"))
        let changes = try await again.get("\(small.path)/changes?since=visit")
        #expect(changes.page.main.contains("Since your last visit") && changes.page.main.contains("Seen by <others>"))
    }

    // MARK: Changes

    @Test("What changed is shown old and new side by side, and as a file; the boxes lead to an address with the days")
    func changes() async throws {
        let small = try await SmallPlan.make()
        try small.site.go(to: "2026-07-04")
        try await small.site.house.plans.perform(
            .reportProgress(
                ReportProgress(
                    action: ActionID(1), note: "Opened", evidence: "=Opening report", completes: [.init(promise: 1)])),
            by: try small.cast[.lead])
        let reader = try await small.browser(.reader)
        let answer = try await reader.get("\(small.path)/changes")
        let page = answer.page
        #expect(answer.status == 200)
        #expect(page.main.contains("From the import on 1 May 2026 to the end of 4 July 2026."))
        #expect(page.main.contains("4 days late") && page.main.contains("=Opening report"))
        #expect(page.main.contains("Not completed") && page.main.contains("completed on 4 July 2026"))
        let csv = try await reader.get("\(small.path)/changes.csv")
        #expect(csv.type.hasPrefix("text/csv") && csv.body.hasPrefix("Kind,Action,Number,Text,What,Before,Now,Day,By"))
        #expect(csv.body.contains("achieved,AP-0001") && csv.body.contains("recorded,AP-0001"))
        let boxes = "from-day=1&from-month=May&from-year=2026&to-day=1&to-month=7&to-year=2026"
        let sent = try await reader.get("\(small.path)/changes?\(boxes)")
        #expect(sent.location == "\(small.path)/changes?from=2026-05-01&to=2026-07-01")
        let quiet = try await reader.get(sent.location)
        #expect(quiet.page.main.contains("to the end of 1 July 2026"))
        #expect(!quiet.page.main.contains("Opening report"))
        #expect(
            try await reader.get("\(small.path)/changes?to=2026-05-01").page.main.contains("Nothing changed between"))
        #expect(
            try await reader.get("\(small.path)/changes?as-at=2026-07-01").page.main.contains("to the end of 1 July"))
    }

    static let problems: [(String, String)] = [
        ("from=2026-07-02&to=2026-06-01", "Enter a first day before the last one"),
        ("from=2026-04-01", "This plan was imported on 1 May 2026."), ("to=2026-12-01", "Enter a day up to today"),
        ("from=yesterday", "Enter a day that exists"),
        ("from-day=31&from-month=2&from-year=2026", "Enter a day that exists"),
        ("from-day=31", "needs all three boxes"), ("from=2026-06-01&to=2026-06-01", "both are the same day"),
    ]

    @Test("Days that make no span are said at their boxes, and what was typed stays", arguments: problems)
    func changesProblems(query: String, sentence: String) async throws {
        let small = try await SmallPlan.make(seats: [.clearedCoordinator, .lead, .contributor, .reader])
        try small.site.go(to: "2026-07-04")
        let answer = try await small.browser(.reader).get("\(small.path)/changes?\(query)")
        #expect(answer.status == 422)
        #expect(answer.page.problems.contains { $0.text.contains(sentence) }, "\(answer.page.problems)")
        #expect(answer.page.title.hasPrefix("Error: "))
        let csv = try await small.browser(.reader).get("\(small.path)/changes.csv?\(query)")
        #expect([200, 303].contains(csv.status))
    }

    @Test("A long list is cut with a way to all of it")
    func longChanges() async throws {
        let small = try await SmallPlan.make(actions: { cast in
            try (1...130).map { number in
                TestCity.action(
                    "Act \(number)", [Commitment(wording: "June", due: try TestCity.day("2026-05-10"))],
                    try cast[.lead])
            }
        })
        try small.site.go(to: "2026-05-20")
        let reader = try await small.browser(.reader)
        let page = try await reader.get("\(small.path)/changes").page
        #expect(page.main.contains("The first 100 of 130 are shown.") && !page.main.contains("Act 130"))
        let whole = try await reader.get("\(small.path)/changes?all=yes").page
        #expect(whole.main.contains("Act 130"))
        let exceptions = try await reader.get("\(small.path)/exceptions").page
        #expect(exceptions.main.contains("Overdue: 130") && exceptions.main.contains("Show all 130"))
        #expect(!exceptions.main.contains("Act 130"))
        #expect(try await reader.get("\(small.path)/exceptions?all=yes").page.main.contains("Act 130"))
    }

    // MARK: Exceptions

    @Test("Exceptions are grouped by why, with counts, sentences, owners and a file; none is said in a sentence")
    func exceptions() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let page = try await reader.get("\(small.path)/exceptions").page
        #expect(
            page.main.contains("Past deadlines to settle: 1") && page.main.contains("Nobody is asked for updates: 1"))
        #expect(page.main.contains("No update owner: nobody is asked for updates"))
        let csv = try await reader.get("\(small.path)/exceptions.csv").body
        #expect(csv.hasPrefix("Kind,Reference") && csv.contains("Nobody is asked for updates,AP-0003"))
        let calm = try await SmallPlan.make(actions: { cast in
            [
                TestCity.action(
                    "One", [Commitment(wording: "2027", due: try TestCity.day("2027-12-31"))], try cast[.lead])
            ]
        })
        #expect(
            try await calm.browser(.reader).get("\(calm.path)/exceptions").page.main.contains("Nothing needs anybody"))
    }

    // MARK: Search

    @Test("Search stands in the header of whoever sees plans, labelled, and of nobody else")
    func searchBox() async throws {
        let city = try await TestCity.make()
        let reader = try await city.browser(.reader).get("/members").page
        #expect(reader.element(id: "search-box")?["name"] == "q")
        #expect(reader.all("label").contains { $0["for"] == "search-box" })
        #expect(try await city.browser(.administrator).get("/members").page.element(id: "search-box") == nil)
        #expect(try await Browser(city.site).get("/sign-in").page.element(id: "search-box") == nil)
    }

    @Test("A reference leads to its action, where one may see it")
    func reference() async throws {
        let city = try await TestCity.make()
        let reader = try await city.browser(.reader)
        #expect(try await reader.get("/search?q=ap-0001").location == "/actions/AP-0001")
        #expect(try await reader.get("/search?q=%20AP-1%20").location == "/actions/AP-0001")
        let hidden = try await reader.get("/search?q=\(TestCity.Deed.markedOfLead.reference)")
        #expect(hidden.status == 200 && hidden.page.main.contains("Nothing you may see"))
        #expect(try await reader.get("/search?q=AP-0999").status == 200)
    }

    @Test("What is found is marked, escaped, and counted by what one may see")
    func found() async throws {
        let city = try await TestCity.make()
        try await city.site.house.plans.perform(
            .reportProgress(
                ReportProgress(action: ActionID(1), note: "<script>alert('clinic')</script> & \"Clínic\"")),
            by: try city.cast[.lead])
        let reader = try await city.browser(.reader)
        let answer = try await reader.get("/search?q=clinic")
        #expect(answer.body.contains("weekly <mark>clinic</mark>"))
        #expect(answer.body.contains("&lt;script&gt;alert(&#39;<mark>clinic</mark>&#39;)&lt;/script&gt;"))
        #expect(answer.body.contains("&quot;<mark>Clínic</mark>&quot;"))
        #expect(answer.page.main.contains("Updates: 1") && answer.page.main.contains("Actions: 1"))
        for query in ["CANARY", "canary-note", "canary-reason", "canary-aim", "closed plan", "canary-evidence"] {
            let text = query.replacing(" ", with: "+")
            let hidden = try await reader.get("/search?q=\(text)")
            #expect(hidden.page.main.contains("0 found"), "\(query)")
            // What was typed stands in the box; nothing else may name it.
            let others = hidden.body.replacing("value=\"\(query)\"", with: "")
            #expect(!others.contains(TestCity.canary), "\(query)")
        }
        let cleared = try await city.browser(.clearedReader).get("/search?q=canary-note")
        #expect(cleared.page.main.contains("1 found"))
        #expect(cleared.page.texts(class: "marking").first?.contains("OFFICIAL-SENSITIVE") == true)
    }

    @Test(
        "Whatever is typed is only words",
        arguments: [
            "%", "_", "%25%25", "'", "\"", "'; DROP TABLE entry; --", "<script>", "\\", "  ", "\u{1}\u{2}", "🙂",
            String(repeating: "a", count: 5_000), String(repeating: "qx zq ", count: 900), "{{page.formToken}}",
            "[[x]]",
        ])
    func hostile(text: String) async throws {
        let small = try await SmallPlan.make(seats: [.clearedCoordinator, .lead, .contributor, .reader])
        let reader = try await small.browser(.reader)
        let answer = try await reader.get("/search?q=\(FormText.encode(text))")
        #expect(answer.status == 200)
        #expect(answer.page.faults.isEmpty && !answer.body.contains("<script>"))
        let isBlank = SearchWords(text).isEmpty
        #expect(answer.page.main.contains(isBlank ? "All the words must be there" : "0 found"), "\(text.prefix(40))")
        if text.count > 1_000 { #expect(answer.page.main.contains("Only the first eight words")) }
    }

    @Test("A long list of hits is cut into pages, and a page beyond its end leads back to the first")
    func pages() async throws {
        let small = try await SmallPlan.make()
        for number in 1...30 {
            try await small.site.house.plans.perform(
                .reportProgress(ReportProgress(action: ActionID(1), note: "Outreach number \(number)")),
                by: try small.cast[.lead])
        }
        let reader = try await small.browser(.reader)
        let all = try await reader.get("/search?q=outreach").page
        #expect(all.main.contains("Updates: 30") && all.links.contains("/search?q=outreach&kind=updates"))
        let first = try await reader.get("/search?q=outreach&kind=updates").page
        #expect(first.main.contains("Showing 1 to 25 of 30") && first.main.contains("number 30"))
        let second = try await reader.get("/search?q=outreach&kind=updates&page=2").page
        #expect(second.main.contains("Showing 26 to 30 of 30") && second.main.contains("number 5"))
        let beyond = try await reader.get("/search?q=outreach&kind=updates&page=9")
        #expect(beyond.location == "/search?q=outreach&kind=updates")
        #expect(try await reader.get("/search?q=outreach&kind=nothing&page=x").status == 200)
    }
}
