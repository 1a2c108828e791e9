import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("What is typed is not lost")
struct DraftTests {
    private static let path = "/actions/AP-0001/report"
    private static let typed: [String: [String]] = [
        "answer": ["done"], "note": ["Two rooms are <ready> & \"let\"."], "completes": ["1"],
    ]

    /// Keeps the form of a path and gives the browser that has it.
    private func kept(_ small: SmallPlan, _ seat: Seat = .lead) async throws -> Browser {
        let browser = try await small.browser(seat)
        let done = try await browser.fill(Self.path, Self.typed, button: DraftForms.keep)
        #expect(done.status == 303 && done.location == "/drafts")
        return browser
    }

    @Test("A form kept for later is filled in again, at another browser too, until it is sent")
    func keep() async throws {
        let small = try await SmallPlan.make()
        let before = try await small.site.written()
        let browser = try await kept(small)
        let list = try await browser.get("/drafts").page
        #expect(list.banner?.contains("Your form was kept") == true)
        #expect(list.rows.first?.prefix(2) == ["Report progress", "AP-0001"])
        #expect(try await small.site.written() == before, "nothing was entered")
        small.site.wait(seconds: SignInDesk.Lasts.absolute + 1)
        #expect(try await browser.get(Self.path).status == 303, "the session has ended")
        let later = try await small.browser(.lead)
        let again = try await later.get(Self.path)
        #expect(again.page.texts(class: "draft").first?.contains("You began this form earlier") == true)
        let form = try require(again.page.form())
        #expect(form.value("note") == "Two rooms are <ready> & \"let\".")
        #expect(form.value("completes") == "1" && form.value("answer") == "done")
        #expect(try await later.submit(again, at: Self.path, ["evidence": ["Minutes"]]).status == 303)
        #expect(try await later.get("/drafts").page.main.contains("no form that waits"))
        #expect(try await later.get(Self.path).page.form()?.value("note") == "")
        #expect(try await small.action(1).promise(1)?.completed?.evidence == "Minutes")
    }

    @Test("Nobody else sees it, neither in the form nor in their list")
    func own() async throws {
        let small = try await SmallPlan.make()
        _ = try await kept(small)
        for seat in [Seat.contributor, .clearedCoordinator] {
            let other = try await small.browser(seat)
            #expect(!(try await other.get("/drafts").everything.contains("AP-0001")))
            #expect(!(try await other.get(Self.path).everything.contains("Two rooms")))
            let thrown = try await other.post("/drafts/throw-away", [("path", Self.path)])
            #expect(thrown.status == 303)
        }
        let lead = try await small.browser(.lead)
        #expect(try await lead.get(Self.path).page.form()?.value("note")?.hasPrefix("Two rooms") == true)
    }

    @Test("What was entered meanwhile stands beside the draft, and sending it is done knowingly")
    func stale() async throws {
        let small = try await SmallPlan.make()
        let browser = try await kept(small)
        try await small.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Entered meanwhile")),
            by: try small.cast[.contributor])
        let again = try await browser.get(Self.path)
        #expect(again.status == 200)
        #expect(again.page.main.contains("Somebody changed this while you were writing"))
        #expect(again.page.main.contains("Entered meanwhile") && again.page.main.contains(Seat.contributor.post))
        #expect(try await browser.submit(again, at: Self.path, ["evidence": ["Minutes"]]).status == 303)
    }

    @Test("It is thrown away with one press, after 30 days, and when its writer leaves")
    func ends() async throws {
        let small = try await SmallPlan.make()
        let browser = try await kept(small)
        let shown = try await browser.get(Self.path)
        let thrown = try await browser.submit(shown, at: Self.path, [:], action: "/drafts/throw-away")
        #expect(thrown.location == Self.path)
        #expect(try await browser.follow(thrown).page.form()?.value("note") == "")
        _ = try await kept(small)
        small.site.wait(seconds: FormDraftDesk.Limits.lasts + 1)
        let later = try await small.browser(.lead)
        #expect(try await later.get(Self.path).page.form()?.value("note") == "")
        _ = try await kept(small)
        let lead = try small.cast[.lead]
        #expect(try await small.site.house.formDrafts.draft(of: lead.id, path: Self.path) != nil)
        try await small.site.house.membership.perform(
            .memberLeaves(MemberLeaves(member: lead.id)), by: small.cast.first)
        #expect(try await small.site.house.formDrafts.draft(of: lead.id, path: Self.path) == nil)
    }

    @Test("The oldest goes when there are too many, and a form that is far too long is refused")
    func limits() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        for number in 0..<(FormDraftDesk.Limits.perMember + 2) {
            small.site.wait(seconds: 1)
            try await small.site.house.formDrafts.save("a=b", path: "/form/\(number)", of: try small.cast[.lead].id)
        }
        let kept = try await small.site.house.formDrafts.drafts(of: try small.cast[.lead].id)
        #expect(kept.count == FormDraftDesk.Limits.perMember)
        #expect(kept.first?.path == "/form/51" && !kept.contains { $0.path == "/form/0" })
        let long = String(repeating: "a", count: FormDraftDesk.Limits.bytes)
        #expect(try await browser.post(Self.path, [("do", "keep-draft"), ("note", long)]).status == 422)
    }

    @Test("A draft of an action that one may not see any more is not even named")
    func sight() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        try await small.site.house.formDrafts.save("note=x", path: "/actions/AP-0099/report", of: lead.id)
        let browser = try await small.browser(.lead)
        #expect(!(try await browser.get("/drafts").body.contains("AP-0099")))
    }

    @Test(
        "Forms about a whole plan are kept too",
        arguments: [
            ("/plans/1/settle", ["note": ["Half an answer"], "answer-3-1": ["missed"]]),
            ("/plans/1/owners", ["lead": [""]]), ("/plans/1/rounds", ["closes-day": ["30"]]),
        ] as [(String, [String: [String]])])
    func plans(path: String, fields: [String: [String]]) async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.clearedCoordinator)
        #expect(try await browser.fill(path, fields, button: DraftForms.keep).status == 303)
        let again = try await browser.get(path)
        #expect(again.status == 200)
        for (name, values) in fields { #expect(again.page.form()?.value(name) == values[0], "\(name)") }
        #expect(try await browser.get("/drafts").page.main.contains("Small plan"))
    }

    @Test("What a script keeps while one types is the same draft, and answers without a page")
    func quietly() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let answer = try await browser.fill(Self.path, Self.typed, button: DraftForms.keepQuietly)
        #expect(answer.status == 204 && answer.cookies.isEmpty)
        #expect(try await browser.get(Self.path).page.form()?.value("note")?.hasPrefix("Two rooms") == true)
    }

    // MARK: A form that came after its session had ended

    private func late(_ small: SmallPlan) async throws -> (Browser, Answer) {
        let browser = try await small.browser(.lead)
        let shown = try await browser.get(Self.path)
        small.site.wait(seconds: SignInDesk.Lasts.idle + 1)
        return (browser, try await browser.submit(shown, at: Self.path, Self.typed))
    }

    private func signIn(_ browser: Browser, _ late: Answer, _ member: Member) async throws -> Answer {
        try await small(member, browser.site)
        return try await browser.submit(
            late, at: "/sign-in", ["email": [member.email], "password": [Browser.password]], action: "/sign-in")
    }

    private func small(_ member: Member, _ site: TestSite) async throws {
        try await site.house.signIn.setPassword(Browser.password, of: member.id)
    }

    @Test("Another member who signs in at the same browser never has it, not even in the source of a page")
    func otherMember() async throws {
        let small = try await SmallPlan.make()
        let (browser, late) = try await late(small)
        #expect(late.status == 403 && late.page.main.contains("What you typed is kept"))
        #expect(!late.everything.contains("Two rooms"))
        let other = try await signIn(browser, late, try small.cast[.contributor])
        #expect(other.status == 303 && other.location == "/")
        #expect(!(try await browser.get(Self.path).everything.contains("Two rooms")))
        let stranger = try await small.browser(.lead)
        #expect(try await stranger.get(Self.path).page.form()?.value("note")?.hasPrefix("Two rooms") == true)
    }

    @Test("Somebody who says whose form it was, and cannot show the session, keeps nothing for them")
    func forged() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        let stranger = Browser(small.site)
        try await stranger.get("/sign-in")
        for cookie in [nil, SecretToken().text] {
            stranger.setCookie("cornerstone-session", cookie)
            let answer = try await stranger.post(Self.path, [("note", "smuggled")])
            #expect(answer.status == 403 && answer.page.main.contains("was not kept"))
        }
        let (browser, _) = try await late(small)
        let wrongToken = try await browser.post("/actions/AP-0002/report", [("note", "smuggled")], token: "0")
        #expect(wrongToken.page.main.contains("was not kept"))
        #expect(try await small.site.house.formDrafts.drafts(of: lead.id).map(\.path) == [Self.path])
    }

    @Test("A day after its end a session is forgotten, and a form of it with it")
    func forgotten() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let shown = try await browser.get(Self.path)
        small.site.wait(seconds: SignInDesk.Lasts.idle + SignInDesk.Lasts.remembered + 60)
        try await small.site.house.signIn.tidy()
        let answer = try await browser.submit(shown, at: Self.path, Self.typed)
        #expect(answer.status == 403 && answer.page.main.contains("was not kept"))
    }

    // MARK: The end of a session

    @Test("Every page says how long the session lasts, and asking for it makes it last")
    func lasting() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        func seconds(_ answer: Answer) -> String? { answer.page.all("body").first?["data-session"] }
        #expect(seconds(try await browser.get(small.path)) == "1800")
        small.site.wait(seconds: 40)
        #expect(seconds(try await browser.get(small.path)) == "1760", "use within a minute is not noted")
        small.site.wait(seconds: 1_700)
        let extended = try await browser.post("/sessions/extend")
        #expect(extended.status == 200 && extended.body == "1800")
        for _ in 0..<24 {
            small.site.wait(seconds: 28 * 60)
            #expect(try await browser.post("/sessions/extend").status == 200)
        }
        let last = try require(seconds(try await browser.get(small.path)))
        #expect(last.hasSuffix(" last"), "\(last)")
        #expect(seconds(try await Browser(small.site).get("/sign-in")) == "")
    }
}
