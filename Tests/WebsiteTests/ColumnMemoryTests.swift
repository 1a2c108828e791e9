import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("What a sender's headings mean is remembered")
struct ColumnMemoryTests {
    static let plan = """
        No,Objective,Action,Boss,By when
        1,Treatment,Open a weekly clinic in the market area,Treatment Commissioner,By end June 2026
        2,Supply,Hold a briefing for every shift each month,Outreach Manager,July 2026

        """

    /// Another kind of file, with other columns and one heading in common.
    static let next = """
        # Next year's plan

        | Ref | Action | BOSS | By when |
        |-----|--------|------|---------|
        | 9.1 | Print a leaflet for every surgery in the city | Treatment Commissioner | May 2027 |

        """

    private struct Desk {
        let site: TestSite
        let cast: Cast
        let browser: Browser
        let police: AgencyID

        static func open(_ seats: [Seat] = SmallPlan.seats + [.coordinator]) async throws -> Desk {
            let site = try await TestSite.make()
            let cast = try await Cast.join(site.house, seats)
            let joined = try await site.house.membership.perform(
                .joinAgency(JoinAgency(name: "City Police", short: "CP")), by: cast.first)
            return Desk(
                site: site, cast: cast,
                browser: try await Browser.signedIn(try cast[.clearedCoordinator], at: site),
                police: AgencyID(joined.subject.number))
        }

        func upload(_ text: String, _ name: String = "plan.csv", sender: AgencyID? = nil, by other: Browser? = nil)
            async throws -> String
        {
            let fields = sender.map { [("sender", String($0.number))] } ?? []
            let answer = try await (other ?? browser).upload(Array(text.utf8), name: name, fields)
            guard answer.status == 303 else { throw NotThere(description: "a draft: \(answer.page.problems)") }
            return answer.location
        }

        /// Uploads a plan, says what its fourth column means, and enters it.
        func settle(
            _ text: String = ColumnMemoryTests.plan, as meaning: String = "leads", sender: AgencyID? = nil,
            marking: String = "official"
        ) async throws {
            let draft = try await upload(text, sender: sender)
            let read = try await browser.fill(draft, ["columns-4": [meaning]], button: "read")
            #expect(read.location == draft)
            let entered = try await browser.fill(
                draft, ["title": ["Plan"], "marking": [marking]], button: "enter")
            #expect(entered.status == 303 && entered.location.hasSuffix("/entered"), "\(entered.page.problems)")
        }

        func columns(_ sender: Int = 1) async throws -> Page {
            try await browser.get("/imports/columns?agency=\(sender)").page
        }
    }

    @Test("Settled once, a heading means the same in the sender's next file, and the preview says whence")
    func twoUploads() async throws {
        let desk = try await Desk.open()
        let upload = try await desk.browser.get("/imports/new").page
        #expect(upload.form(action: "/imports")?.value("sender") == "1", "one's own agency")
        #expect(upload.links.contains("/imports/columns?agency=1"))
        try await desk.settle()
        try desk.site.go(to: "2026-05-20")
        let later = try await Browser.signedIn(try desk.cast[.clearedCoordinator], at: desk.site)
        let draft = try await desk.upload(Self.next, "next.md", by: later)
        let page = try await later.get(draft).page
        #expect(page.form()?.value("columns-3") == "leads")
        #expect(page.main.contains("It came from City Council."))
        #expect(page.main.contains("As remembered from City Council, 1 May 2026."))
        #expect(page.links.contains("/imports/columns?agency=1"))
        #expect(page.rows.joined().contains("Treatment Commissioner"), "read as a lead")
        #expect(page.main.ranges(of: "As remembered").count == 1, "what was guessed is not said to be remembered")
    }

    @Test("Another sender's files are read as if nothing had been settled")
    func otherSender() async throws {
        let desk = try await Desk.open()
        try await desk.settle()
        let draft = try await desk.upload(Self.next, "next.md", sender: desk.police)
        let page = try await desk.browser.get(draft).page
        #expect(page.form()?.value("columns-3") == "notes")
        #expect(page.main.contains("It came from City Police.") && !page.main.contains("As remembered"))
        #expect(try await desk.columns(desk.police.number).main.contains("Nothing is remembered of City Police."))
    }

    @Test("Nothing is remembered of what was pressed and not entered")
    func notEntered() async throws {
        let desk = try await Desk.open()
        let draft = try await desk.upload(Self.plan)
        #expect(try await desk.browser.fill(draft, ["columns-4": ["leads"]], button: "read").status == 303)
        #expect(try await desk.columns().main.contains("Nothing is remembered of City Council."))
        #expect(try await desk.browser.fill(draft, [:], action: "\(draft)/give-up").status == 303)
        #expect(try await desk.columns().texts(class: "empty").count == 1)
    }

    @Test("An answer comes before what is remembered, and is remembered in its place")
    func changedMind() async throws {
        let desk = try await Desk.open()
        try await desk.settle()
        desk.site.wait(seconds: 60)
        let draft = try await desk.upload(Self.next, "next.md")
        #expect(try await desk.browser.fill(draft, ["columns-3": ["contributors"]], button: "read").status == 303)
        let page = try await desk.browser.get(draft).page
        #expect(page.form()?.value("columns-3") == "contributors" && !page.main.contains("As remembered"))
        #expect(try await desk.columns().rows.first?[1] == "Leads", "until it is entered")
        let entered = try await desk.browser.fill(draft, ["title": ["Next"]], button: "enter")
        #expect(entered.status == 303)
        let rows = try await desk.columns().rows
        #expect(rows.count == 1 && rows[0][1] == "Contributors" && rows[0][3].contains("next.md"))
    }

    @Test("A heading is forgotten with one press, and all of them with another")
    func forget() async throws {
        let desk = try await Desk.open()
        try await desk.settle()
        let shown = try await desk.columns()
        #expect(shown.rows.count == 1 && shown.faults.isEmpty)
        #expect(Array(shown.rows[0].prefix(3)) == ["Boss", "Leads", "City Council"])
        #expect(shown.rows[0][3] == "1 May 2026, by \(Seat.clearedCoordinator.post), for plan.csv")
        let draft = try await desk.upload(Self.next, "next.md")
        let pressed = try await desk.browser.fill(
            "/imports/columns?agency=1", [:], action: "/imports/columns/forget")
        #expect(pressed.location == "/imports/columns?agency=1")
        let after = try await desk.browser.follow(pressed).page
        #expect(after.banner?.contains("“Boss” is forgotten") == true && after.rows.isEmpty)
        #expect(
            try await desk.browser.get(draft).page.form()?.value("columns-3") == "leads",
            "a preview stays what was looked at")
        let fresh = try await desk.upload(Self.next + " ", "next.md")
        #expect(try await desk.browser.get(fresh).page.form()?.value("columns-3") == "notes")
        try await desk.settle(Self.plan.replacing("market", with: "station"))
        let all = try await desk.browser.fill(
            "/imports/columns?agency=1", [:], action: "/imports/columns/forget-all")
        #expect(try await desk.browser.follow(all).page.banner?.contains("All headings of City Council") == true)
        #expect(try await desk.columns().rows.isEmpty)
        let gone = try await desk.browser.post(
            "/imports/columns/forget",
            [("sender", "1"), ("agency", "1"), ("heading", "boss"), ("marking", "official"), ("version", "1")])
        #expect(try await desk.browser.follow(gone).page.banner?.contains("forgotten already") == true)
    }

    @Test("What was settled anew since one looked is shown, and not forgotten")
    func stale() async throws {
        let desk = try await Desk.open()
        try await desk.settle()
        let path = "/imports/columns?agency=1"
        let shown = try await desk.browser.get(path)
        desk.site.wait(seconds: 60)
        try await desk.settle(Self.plan.replacing("market", with: "station"), as: "contributors")
        for action in ["/imports/columns/forget", "/imports/columns/forget-all"] {
            let refused = try await desk.browser.submit(shown, at: path, [:], action: action)
            #expect(refused.status == 409)
            #expect(refused.page.problems.map(\.field) == ["agency"])
            #expect(refused.page.element(id: "agency") != nil)
            #expect(refused.page.rows.first?[1] == "Contributors")
        }
        #expect(try await desk.columns().rows.count == 1)
    }

    @Test("What an agency was sent stays known when its work goes to another, and both are known")
    func merged() async throws {
        let desk = try await Desk.open()
        try await desk.settle(sender: desk.police)
        let waiting = try await desk.upload(Self.plan.replacing("market", with: "station"), sender: desk.police)
        #expect(try await desk.browser.fill(waiting, ["columns-4": ["owner"]], button: "read").status == 303)
        try await desk.site.house.membership.perform(
            .mergeAgency(MergeAgency(agency: desk.police, into: AgencyID(1))), by: desk.cast.first)
        let draft = try await desk.upload(Self.next, "next.md")
        let page = try await desk.browser.get(draft).page
        #expect(page.form()?.value("columns-3") == "leads")
        #expect(page.main.contains("As remembered from City Police, 1 May 2026."))
        #expect(try await desk.columns().rows.first?[2] == "City Police")
        #expect(try await desk.browser.get("/imports/columns?agency=\(desk.police.number)").status == 404)
        desk.site.wait(seconds: 60)
        let entered = try await desk.browser.fill(waiting, ["title": ["Late"]], button: "enter")
        #expect(entered.location.hasSuffix("/entered"), "\(entered.page.problems)")
        #expect(Set(try await desk.columns().rows.map { $0[2] }) == ["City Police", "City Council"])
        let third = try await desk.upload(Self.next + " ", "next.md")
        #expect(try await desk.browser.get(third).page.form()?.value("columns-3") == "owner", "its own come first")
    }

    @Test("A heading of a marked plan is unknown to a coordinator without the clearance")
    func marked() async throws {
        let desk = try await Desk.open()
        let secret = Self.plan.replacing("Boss", with: TestCity.canary)
        try await desk.settle(secret, marking: "official-sensitive")
        #expect(try await desk.columns().rows.first?[0] == TestCity.canary)
        let other = try await Browser.signedIn(try desk.cast[.coordinator], at: desk.site)
        let page = try await other.get("/imports/columns")
        #expect(page.status == 200 && !page.everything.contains(TestCity.canary))
        let draft = try await desk.upload(secret.replacing("market", with: "station"), by: other)
        #expect(try await other.get(draft).page.form()?.value("columns-4") == "notes")
        let forgotten = try await other.post(
            "/imports/columns/forget",
            [("sender", "1"), ("agency", "1"), ("heading", "canary"), ("marking", "official-sensitive")])
        #expect(forgotten.status == 303)
        #expect(try await desk.columns().rows.count == 1, "what is out of sight cannot be forgotten")
    }

    @Test("An agency there is not is refused at its field; other roles do not come in")
    func badInput() async throws {
        let desk = try await Desk.open()
        for sender in ["99", "-1", "police", "1 OR 1"] {
            let refused = try await desk.browser.upload(
                Array(Self.plan.utf8), name: "plan.csv", [("sender", sender)])
            #expect(refused.status == 422 && refused.page.problems.map(\.field) == ["sender"], "\(sender)")
            #expect(try await desk.browser.get("/imports/columns?agency=\(FormText.encode(sender))").status == 404)
        }
        for seat in [Seat.lead, .approver, .reader] {
            let other = try await Browser.signedIn(try desk.cast[seat], at: desk.site)
            #expect(try await other.get("/imports/columns").status == 403)
            #expect(try await other.post("/imports/columns/forget-all", [("sender", "1")]).status == 403)
        }
    }
}
