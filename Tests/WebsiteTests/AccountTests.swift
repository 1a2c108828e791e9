import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Setting up, signing in and out")
struct AccountTests {
    private static let firstForm: [String: [String]] = [
        "partnership": ["Example Partnership"], "agency": ["City Council"], "name": ["Example Person"],
        "post": ["Partnership Coordinator"], "email": ["first@test.example"], "password": [Browser.password],
        "repeated": [Browser.password],
    ]

    @Test("The first link makes the partnership and its first administrator, once")
    func setUp() async throws {
        let site = try await TestSite.make()
        let link = try require(try await site.house.signIn.makeFirstLink())
        let path = "/set-up/\(link.text)"
        let stranger = Browser(site)
        #expect(try await stranger.get("/").location == "/sign-in")
        #expect(try await stranger.get("/sign-in").page.main.contains("has not been set up yet"))
        let browser = Browser(site)
        // Looking does not use it up: mail scanners look.
        for _ in 0..<3 { #expect(try await browser.get(path).status == 200) }
        let done = try await browser.fill(path, Self.firstForm)
        #expect(done.status == 303)
        let home = try await browser.follow(done)
        #expect(home.status == 200)
        #expect(home.page.heading == "My work")
        #expect(home.page.main.contains("Bring in the action plan you already have"))
        let member = try require(try await site.house.membership.member(email: "first@test.example"))
        #expect(member.roles == [.administrator, .coordinator])
        let again = try await stranger.get(path)
        #expect(again.status == 404)
        #expect(again.page.heading == "This link does not work any more")
        #expect(try await site.house.signIn.makeFirstLink() == nil)
    }

    @Test("Everything that is wrong with the first form is said at once, what was typed is kept, passwords are not")
    func setUpProblems() async throws {
        let site = try await TestSite.make()
        let path = "/set-up/\(try require(try await site.house.signIn.makeFirstLink()).text)"
        let browser = Browser(site)
        var form = Self.firstForm
        form["email"] = ["no address"]
        form["agency"] = [""]
        form["password"] = ["short"]
        form["repeated"] = ["short"]
        let answer = try await browser.fill(path, form)
        #expect(answer.status == 422)
        let page = answer.page
        #expect(page.title.hasPrefix("Error: "))
        #expect(Set(page.problems.map(\.field)) == ["agency", "email", "password"])
        #expect(page.element(id: "name")?["value"] == "Example Person")
        #expect(page.element(id: "email")?["value"] == "no address")
        #expect(page.element(id: "password")?["value"] == "")
        #expect(try await site.house.keeping.head() == nil)
        form["repeated"] = ["another phrase of the right length"]
        #expect(
            Set(try await browser.fill(path, form).page.problems.map(\.field))
                == ["agency", "email", "password", "repeated"])
        form = Self.firstForm
        form["repeated"] = ["another phrase of the right length"]
        #expect(try await browser.fill(path, form).page.problems.map(\.field) == ["repeated"])
        #expect(try await browser.fill(path, Self.firstForm).status == 303, "the link still works")
    }

    @Test("A link that was never made, a short one and one that has run out say the same")
    func goneLinks() async throws {
        let site = try await TestSite.make()
        let link = try require(try await site.house.signIn.makeFirstLink())
        site.wait(seconds: SignInDesk.Lasts.firstLink + 1)
        let browser = Browser(site)
        let old = try await browser.get("/set-up/\(link.text)")
        let never = try await browser.get("/set-up/\(SecretToken().text)")
        #expect(old.status == 404 && never.status == 404)
        #expect(old.page.heading == never.page.heading)
        #expect(try await browser.get("/set-up/short").status == 404)
        #expect(try await browser.get("/invitation/\(link.text)").status == 404)
    }

    // MARK: Signing in

    private func signIn(_ browser: Browser, _ email: String, _ password: String, next: String = "") async throws
        -> Answer
    {
        let path = next.isEmpty ? "/sign-in" : "/sign-in?next=\(FormText.encode(next))"
        return try await browser.fill(path, ["email": [email], "password": [password]], action: "/sign-in")
    }

    @Test("Signing in leads to the page that was asked for, or to the first one; signing out ends the session")
    func inAndOut() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        let browser = Browser(small.site)
        let asked = try await browser.get("\(small.path)?status=overdue")
        #expect(asked.status == 303)
        #expect(asked.location == "/sign-in?next=%2Fplans%2F1%3Fstatus%3Doverdue")
        let done = try await signIn(
            browser, lead.email.uppercased(), Browser.password, next: "\(small.path)?status=overdue")
        #expect(done.status == 303)
        #expect(done.location == "\(small.path)?status=overdue")
        let page = try await browser.get(small.path).page
        #expect(page.all("nav").contains { page.text($0).contains("Plans") })
        #expect(page.elements.contains { $0.has(class: "visitor") })
        #expect(try await browser.get("/sign-in").location == "/")
        let cookie = browser.cookies["cornerstone-session"]
        let out = try await browser.fill(small.path, [:], action: "/sign-out")
        #expect(out.location == "/sign-in?signed-out=yes")
        #expect(try await browser.follow(out).page.main.contains("You have signed out"))
        browser.setCookie("cornerstone-session", cookie)
        #expect(try await browser.get(small.path).status == 303, "the session itself is gone")
    }

    @Test("An unknown address, a wrong password, none chosen yet and one who left get the same page, word for word")
    func sameWords() async throws {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.administrator])
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        let reader = try small.cast[.reader]
        try await small.site.house.signIn.setPassword(Browser.password, of: reader.id)
        try await small.site.house.membership.perform(
            .memberLeaves(MemberLeaves(member: reader.id)), by: small.cast.first)
        var bodies: Set<String> = []
        for (email, password) in [
            ("nobody@test.example", Browser.password), (lead.email, "a wrong password of some length"),
            (Seat.approver.email, Browser.password), (reader.email, Browser.password),
            (lead.email, Browser.password + " "), ("' or 1=1 --", "x"),
        ] {
            let answer = try await signIn(Browser(small.site), email, password)
            #expect(answer.status == 422)
            #expect(answer.page.title.hasPrefix("Error: Sign in"))
            #expect(answer.page.problems.map(\.field) == ["email"])
            #expect(answer.page.element(id: "email")?["value"] == email, "what was typed is kept")
            let typed = PageText.escaped(email)
            bodies.insert(
                answer.body.replacing("value=\"\(typed)\"", with: "").replacing(/value="[0-9a-f]{32}"/, with: ""))
        }
        #expect(bodies.count == 1)
    }

    @Test("An empty field is named, and no try is counted for it")
    func emptyFields() async throws {
        let small = try await SmallPlan.make()
        let browser = Browser(small.site)
        for _ in 0..<15 {
            #expect(try await signIn(browser, "", "").page.problems.map(\.field) == ["email", "password"])
        }
    }

    @Test("A stranger's wrong tries slow an account for seconds, and lock nobody out")
    func tries() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        for number in 0..<14 { _ = try await signIn(Browser(small.site), lead.email, "guess number \(number)") }
        #expect(try await signIn(Browser(small.site), lead.email, Browser.password).status == 429)
        small.site.wait(seconds: 31)
        #expect(try await signIn(Browser(small.site), lead.email, Browser.password).status == 303)
    }

    @Test("After signing in one goes to a path of ours, whatever the address says")
    func nextPaths() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        for hostile in [
            "//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:a=b", "/sign-out",
        ] {
            let answer = try await signIn(Browser(small.site), lead.email, Browser.password, next: hostile)
            #expect(answer.status == 303)
            #expect(!answer.location.contains("evil") || answer.location == "/", "\(hostile)")
            #expect(!answer.cookies.contains { $0.contains("a=b") })
        }
    }

    // MARK: Sessions

    @Test("One sees one's own sessions and ends them, one or all others; another's cannot be ended")
    func sessions() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        var browsers: [Browser] = []
        for _ in 0..<4 { browsers.append(try await Browser.signedIn(lead, at: small.site)) }
        let stranger = try await small.browser(.reader)
        let shown = try await browsers[0].get("/sessions")
        #expect(shown.page.rows.count == 4)
        #expect(shown.page.rows.filter { $0.last == "This one" }.count == 1)
        #expect(
            !shown.body.contains(try require(browsers[0].cookies["cornerstone-session"])),
            "no page shows a session's secret")
        let one = try require(shown.page.forms.first { $0.action == "/sessions/end" }?.value("session"))
        #expect(try await stranger.post("/sessions/end", [("session", one)]).status == 404)
        let ended = try await browsers[0].post("/sessions/end", [("session", one)])
        #expect(try await browsers[0].follow(ended).page.banner?.contains("The session was ended.") == true)
        #expect(try await browsers[0].get("/sessions").page.rows.count == 3)
        #expect(try await browsers[0].post("/sessions/end", [("session", one)]).status == 404)
        try await browsers[0].post("/sessions/end-others")
        #expect(try await browsers[0].get("/sessions").page.rows.count == 1)
        for browser in browsers.dropFirst() { #expect(try await browser.get("/sessions").status == 303) }
        #expect(try await stranger.get("/sessions").status == 200)
    }

    @Test("A session ends after half an hour without use, and after twelve hours in any case")
    func sessionsEnd() async throws {
        let small = try await SmallPlan.make()
        let idle = try await small.browser(.lead)
        small.site.wait(seconds: SignInDesk.Lasts.idle + 1)
        #expect(try await idle.get(small.path).status == 303)
        let busy = try await small.browser(.lead)
        for _ in 0..<47 {
            small.site.wait(seconds: 15 * 60)
            #expect(try await busy.get("/sessions").status == 200)
        }
        small.site.wait(seconds: 15 * 60 + 1)
        #expect(try await busy.get("/sessions").status == 303)
    }

    @Test("What was typed into a form whose session had ended is still there after signing in again")
    func keptForm() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let path = "/actions/AP-0001/report"
        let shown = try await browser.get(path)
        small.site.wait(seconds: SignInDesk.Lasts.idle + 1)
        let typed: [String: [String]] = ["answer": ["done"], "note": ["Two rooms are <ready> & \"let\"."]]
        let late = try await browser.submit(shown, at: path, typed)
        #expect(late.status == 403)
        #expect(late.page.heading == "Sign in")
        let before = try await small.site.written()
        let lead = try small.cast[.lead]
        let wrong = try await browser.submit(
            late, at: "/sign-in", ["email": [lead.email], "password": ["a wrong one"]], action: "/sign-in")
        let again = try await browser.submit(
            wrong, at: "/sign-in", ["email": [lead.email], "password": [Browser.password]], action: "/sign-in")
        #expect(again.status == 200)
        #expect(try await small.site.written() == before, "nothing is done without a press")
        let form = try require(again.page.form(action: path))
        #expect(form.value("note") == "Two rooms are <ready> & \"let\".")
        let done = try await browser.submit(again, at: "/sign-in", [:], action: path)
        #expect(done.status == 303)
        #expect(try await browser.follow(done).page.main.contains("Two rooms are <ready> & \"let\"."))
        let cross = try await Browser(small.site).post(
            path, [("note", "smuggled")], headers: ["Origin": "https://evil.example"])
        #expect(cross.status == 403 && !cross.body.contains("smuggled"))
    }
}
