import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Bringing in a plan: file, preview, answers, entry")
struct ImportFlowTests {
    static let plan = """
        No,Objective,Action,Lead,Timescale,Measure
        1.1,Treatment,Open a weekly clinic in the market area,Treatment Commissioner,By end June 2026,Clinic open
        1.2,Treatment,Train two outreach workers for the clinic,Outreach Manager,March 2026,Workers trained
        2.1,Supply,Hold a briefing for every shift each month,TBA,Monthly from April 2026,Briefings held
        2.2,Supply,Write to licensed premises about the new rules,Treatment Commissioner,Bi-monthly,Letters sent

        """

    static let revised = """
        No,Objective,Action,Lead,Timescale,Measure
        1.1,Treatment,Open a weekly clinic in the market area,Treatment Commissioner,By end September 2026,Clinic open
        1.2,Treatment,Train two outreach workers for the clinic,Outreach Manager,March 2026,Workers trained
        2.9,Supply,Hold a short briefing for every shift each month,TBA,Monthly from April 2026,Briefings held
        3.1,Support,Publish a helpline number on every bus,Outreach Manager,By end 2026,Number published

        """

    private struct Desk {
        let site: TestSite
        let cast: Cast
        let browser: Browser
    }

    private func open() async throws -> Desk {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, SmallPlan.seats)
        return Desk(
            site: site, cast: cast, browser: try await Browser.signedIn(try cast[.clearedCoordinator], at: site))
    }

    private func upload(_ desk: Desk, _ text: String, name: String = "plan.csv", _ fields: [(String, String)] = [])
        async throws -> String
    {
        let answer = try await desk.browser.upload(Array(text.utf8), name: name, fields)
        guard answer.status == 303 else { throw NotThere(description: "a draft: \(answer.page.problems)") }
        return answer.location
    }

    private func enter(_ desk: Desk, _ text: String, title: String = "City plan") async throws -> Answer {
        let draft = try await upload(desk, text)
        return try await desk.browser.fill(draft, ["title": [title]], button: "enter")
    }

    @Test(
        "The same file again, or another with its title, says which plan is here already and how it becomes a newer one"
    )
    func hereAlready() async throws {
        let desk = try await open()
        let first = try await desk.browser.get(try await upload(desk, Self.plan)).page
        #expect(!first.main.contains("is here already"))
        _ = try await enter(desk, Self.plan, title: "Treatment and supply")
        let again = try await desk.browser.get(try await upload(desk, Self.plan, name: "copy.csv")).page
        #expect(again.main.contains("is here already"))
        #expect(again.links.contains("/imports/new?revises=1") && again.links.contains("/plans/1"))
        let other = try await upload(desk, Self.revised)
        #expect(try await !desk.browser.get(other).page.main.contains("is here already"))
        let titled = try await desk.browser.fill(other, ["title": ["treatment  and SUPPLY"]], button: "read")
        #expect(
            try await desk.browser.get(titled.location.isEmpty ? other : titled.location).page.main.contains(
                "is here already"))
    }

    @Test("An empty partnership is offered the first step, and the first step says what it takes")
    func firstStep() async throws {
        let desk = try await open()
        let plans = try await desk.browser.get("/plans").page
        #expect(plans.texts(class: "empty").first?.contains("Bring in the action plan you already have.") == true)
        #expect(plans.links.contains("/imports/new"))
        let page = try await desk.browser.get("/imports/new").page
        let form = try require(page.form(action: "/imports"))
        #expect(form.isMultipart)
        #expect(page.element(id: "file")?["accept"]?.contains(".csv") == true)
        #expect(page.main.contains("at most 20 MB"))
    }

    @Test("The preview counts what was read, shows it, and stores nothing but itself")
    func preview() async throws {
        let desk = try await open()
        let before = try await desk.site.written()
        let draft = try await upload(desk, Self.plan)
        let page = try await desk.browser.get(draft).page
        #expect(page.heading == "Preview: plan")
        #expect(page.main.contains("Nothing is stored yet"))
        let counts = page.elements.filter { $0.has(class: "tally") }.map(page.text)
        #expect(counts.contains { $0.hasPrefix("4") && $0.contains("New") }, "\(counts)")
        #expect(page.main.contains("4 actions were read"))
        #expect(page.main.contains("Bi-monthly"))
        #expect(page.main.contains("Proposed from the post or agency"))
        let form = try require(page.form())
        #expect(form.value("lead-1") == String(try desk.cast[.lead].id.number), "proposed from the post")
        #expect(form.value("lead-3") == "", "TBA names nobody")
        let columns = form.fields.filter { $0.name.hasPrefix("columns") }.map(\.value)
        #expect(columns == ["number", "objective", "text", "leads", "timescale", "measure"])
        let all = try await desk.browser.get("\(draft)/actions").page
        #expect(all.rows.count == 4 && all.rows.contains { $0.contains("1.2") })
        #expect(try await desk.site.written() == before)
        #expect(try await desk.browser.get("/plans").page.links.contains(draft), "it can be come back to")
    }

    @Test("Every problem of the file can be downloaded with its place")
    func problemsFile() async throws {
        let desk = try await open()
        let draft = try await upload(desk, Self.plan)
        let file = try await desk.browser.get("\(draft)/problems.csv")
        #expect(file.type == "text/csv; charset=utf-8")
        #expect(file.header("Content-Disposition") == "attachment; filename=\"import-1-problems.csv\"")
        let lines = file.body.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "Part of the plan,Table,Row,Column,Line,Severity,Code,What and what to do")
        let funds = try #require(lines.first { $0.contains("not-understood") })
        #expect(funds.hasPrefix("\"table 1, row 5, column 5, line 5\",1,5,5,5,Warning,not-understood,"), "\(funds)")
    }

    @Test("Answers are kept at every press; the plan is entered whole, with references and what comes next")
    func enterPlan() async throws {
        let desk = try await open()
        let draft = try await upload(desk, Self.plan)
        let nameless = try await desk.browser.fill(draft, ["title": [""]], button: "enter")
        #expect(nameless.status == 422)
        #expect(nameless.page.problems.map(\.field) == ["title"])
        let contributor = String(try desk.cast[.contributor].id.number)
        let saved = try await desk.browser.fill(
            draft, ["title": ["City plan"], "lead-3": [contributor]], button: "save")
        #expect(try await desk.browser.follow(saved).page.banner?.contains("Your answers were kept.") == true)
        let kept = try require(try await desk.browser.get(draft).page.form())
        #expect(kept.value("title") == "City plan" && kept.value("lead-3") == contributor)
        let entered = try await desk.browser.fill(draft, [:], button: "enter")
        #expect(entered.status == 303 && entered.location == "/plans/1/entered")
        let done = try await desk.browser.follow(entered).page
        #expect(done.heading == "City plan is entered")
        #expect(done.main.contains("Settle 2 past deadlines"))
        #expect(done.main.contains(Digest.hex(of: Array(Self.plan.utf8))))
        #expect(done.links.contains("/plans/1") && done.links.contains("/plans/1/settle"))
        let rows = try await desk.browser.get("/plans/1").page.rows
        #expect(rows.count == 4)
        #expect(rows.first?.joined().contains("AP-0001 (1.1)") == true)
        #expect(rows.dropFirst(2).first?.joined().contains(Seat.contributor.post) == true)
        #expect(try await desk.browser.get(draft).status == 404, "the draft is used up")
    }

    @Test("A column that means something else is read again and looked at before it is entered")
    func otherMeaning() async throws {
        let desk = try await open()
        let draft = try await upload(desk, Self.plan)
        let again = try await desk.browser.fill(
            draft, ["columns-6": ["outcome"], "title": ["City plan"]], button: "enter")
        #expect(again.location == draft)
        let page = try await desk.browser.follow(again).page
        #expect(page.banner?.contains("The file was read again with other meanings.") == true)
        #expect(page.form()?.value("columns-6") == "outcome")
        #expect(try await desk.browser.fill(draft, [:], button: "enter").status == 303)
        #expect(try await desk.browser.get("/actions/AP-0001").page.main.contains("Expected outcomeClinic open"))
    }

    @Test("The same file again is recognised, as a new plan and as a newer file")
    func sameFile() async throws {
        let desk = try await open()
        #expect(try await enter(desk, Self.plan).status == 303)
        let before = try await desk.site.written()
        let again = try await enter(desk, Self.plan, title: "Another title")
        #expect(again.status == 422)
        #expect(again.page.main.contains("This file is imported already."))
        for problem in again.page.problems { #expect(again.page.element(id: problem.field) != nil) }
        let draft = try await upload(desk, Self.plan, name: "same.csv", [("revises", "1")])
        let page = try await desk.browser.get(draft).page
        #expect(page.main.contains("There is nothing to enter."))
        let nothing = try await desk.browser.fill(draft, [:], button: "enter")
        #expect(nothing.status == 422)
        for problem in nothing.page.problems { #expect(nothing.page.element(id: problem.field) != nil) }
        #expect(try await desk.site.written() == before, "no entry for a file that changes nothing")
    }

    @Test("A newer file: changed, unchanged, new, perhaps the same and absent, each answered and entered")
    func revision() async throws {
        let desk = try await open()
        #expect(try await enter(desk, Self.plan).status == 303)
        let form = try await desk.browser.get("/imports/new?revises=1").page
        #expect(form.heading == "Bring in a newer file of a plan" && form.main.contains("City plan"))
        let draft = try await upload(desk, Self.revised, name: "plan 2.csv", [("revises", "1")])
        let page = try await desk.browser.get(draft).page
        let counts = page.elements.filter { $0.has(class: "tally") }.map(page.text)
        for (number, word) in [
            (1, "New"), (1, "Changed"), (1, "Unchanged"), (1, "Perhaps the same"), (1, "Not in the file"),
        ] {
            #expect(counts.contains { $0.hasPrefix("\(number)") && $0.hasSuffix(" \(word)") }, "\(word): \(counts)")
        }
        let proposal = try require(page.all("input").first { $0["type"] == "radio" && $0["value"] == "yes" }?["name"])
        #expect(page.main.contains("Hold a briefing for every shift each month"))
        #expect(page.main.contains("Hold a short briefing for every shift each month"))
        let absent = try require(page.all("a").first { page.text($0) == "AP-0004" })
        #expect(absent["href"] == "/actions/AP-0004")
        let entered = try await desk.browser.fill(draft, [proposal: ["yes"]], button: "enter")
        #expect(entered.status == 303, "\(entered.page.problems)")
        let rows = try await desk.browser.get("/plans/1").page.rows
        #expect(rows.count == 5)
        let record = try await desk.browser.get("/actions/AP-0003").page
        #expect(record.heading == "Hold a short briefing for every shift each month")
        let changes = try await desk.browser.get("/actions/AP-0001").page
        #expect(changes.main.contains("By end June 2026") && changes.main.contains("By end September 2026"))
        #expect(try await desk.browser.get("/actions/AP-0005").page.heading == "Publish a helpline number on every bus")
        #expect(try await desk.browser.get("/actions/AP-0004").status == 200, "what the file lacks stays")
        #expect(try await desk.browser.get("/plans/1?changed=yes").page.rows.count == 3)
    }

    @Test("A plan that moved while its newer file was looked at is compared again before anything is entered")
    func staleRevision() async throws {
        let desk = try await open()
        #expect(try await enter(desk, Self.plan).status == 303)
        let draft = try await upload(desk, Self.revised, [("revises", "1")])
        let shown = try await desk.browser.get(draft)
        let other = try await upload(desk, Self.revised.replacing("every bus", with: "every tram"), [("revises", "1")])
        #expect(try await desk.browser.fill(other, [:], button: "enter").status == 303)
        let before = try await desk.site.written()
        let stale = try await desk.browser.submit(shown, at: draft, [:], button: "enter")
        #expect(stale.status == 409)
        #expect(stale.page.problems.map(\.text).joined().contains("It has been compared again"))
        for problem in stale.page.problems { #expect(stale.page.element(id: problem.field) != nil) }
        let counts = stale.page.elements.filter { $0.has(class: "tally") }.map(stale.page.text)
        #expect(counts.contains { $0.hasPrefix("0") && $0.hasSuffix("New") }, "\(counts)")
        #expect(try await desk.site.written() == before)
        #expect(try await desk.browser.submit(stale, at: draft, [:], button: "enter").status == 303)
        #expect(try await desk.browser.get("/actions/AP-0006").page.heading.contains("every bus"))
    }

    @Test("Text about a person has to be looked at first; a preview can be thrown away")
    func screening() async throws {
        let desk = try await open()
        let personal = Self.plan.replacing("Clinic open", with: "Ask John Smith on 07700 900123")
        let draft = try await upload(desk, personal)
        let page = try await desk.browser.get(draft).page
        #expect(page.main.contains("Text that may name or describe a person"))
        let before = try await desk.site.written()
        let refused = try await desk.browser.fill(draft, ["title": ["City plan"]], button: "enter")
        #expect(refused.status == 422)
        #expect(refused.page.problems.map(\.field) == ["screening"])
        #expect(refused.page.form()?.value("title") == "City plan")
        #expect(try await desk.site.written() == before)
        let confirmed = try await desk.browser.submit(refused, at: draft, ["screening": ["yes"]], button: "enter")
        #expect(confirmed.status == 303)
        let second = try await upload(desk, Self.revised)
        let thrown = try await desk.browser.fill(second, [:], action: "\(second)/give-up")
        #expect(try await desk.browser.follow(thrown).page.banner?.contains("thrown away") == true)
        #expect(try await desk.browser.get(second).status == 404)
    }

    @Test("A plan marked above one's clearance cannot be entered by oneself")
    func marking() async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.coordinator])
        let browser = try await Browser.signedIn(try cast[.coordinator], at: site)
        let draft = try await browser.upload(Array(Self.plan.utf8)).location
        let refused = try await browser.fill(
            draft, ["title": ["City plan"], "marking": ["official-sensitive"]], button: "enter")
        #expect(refused.status == 422)
        #expect(refused.page.problems.map(\.field) == ["marking"])
        #expect(try await browser.submit(refused, at: draft, ["marking": ["official"]], button: "enter").status == 303)
        let desk = try await open()
        let cleared = try await upload(desk, Self.plan)
        let entered = try await desk.browser.fill(
            cleared, ["title": ["Closed plan"], "marking": ["official-sensitive"]], button: "enter")
        #expect(entered.status == 303)
        let reader = try await Browser.signedIn(try desk.cast[.reader], at: desk.site)
        #expect(try await reader.get("/plans/1").status == 404)
        #expect(!(try await reader.get("/plans").body.contains("Closed plan")))
    }
}
