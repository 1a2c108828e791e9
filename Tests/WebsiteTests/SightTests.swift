import ActionPlans
import Coordination
import HTTPTypes
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("What one may not know of answers as what does not exist")
struct SightTests {
    /// A body without what differs by right: the reference of the page, and the address that was typed.
    private func compared(_ answer: Answer, without address: String) -> [String] {
        let headers = answer.headers.map { "\($0.name): \($0.value)" }.sorted()
        let body = answer.body.replacing(address.prefix { $0 != "?" }, with: "ADDRESS").replacing(
            /[0-9A-F]{12}/, with: "REFERENCE")
        return ["\(answer.status)"] + headers + [body]
    }

    private func expectEqual(_ browser: Browser, _ unseen: String, _ absent: String, form: [(String, String)]?)
        async throws
    {
        let answers =
            if let form {
                (try await browser.post(unseen, form), try await browser.post(absent, form))
            } else {
                (try await browser.get(unseen), try await browser.get(absent))
            }
        #expect(answers.0.status == 404, "\(unseen)")
        #expect(compared(answers.0, without: unseen) == compared(answers.1, without: absent), "\(unseen)")
    }

    @Test(
        "A marked action, on every route there is for actions",
        arguments: [Seat.coordinator, .lead, .contributor, .approver, .reader])
    func actions(seat: Seat) async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(seat)
        let member = try city.cast[seat]
        for route in try city.site.routes() where route.path.contains(":action") {
            guard case .act(let act) = route.policy, RoutePolicy.act(act).verdict(for: member).isAllowed else {
                continue
            }
            // The one of the lead is theirs, and still out of sight.
            for deed in [TestCity.Deed.markedOfClearedLead, .markedOfLead, .inClosedPlan] {
                let path = route.path.replacing(":promise", with: "1")
                try await expectEqual(
                    browser, path.replacing(":action", with: deed.reference),
                    path.replacing(":action", with: "AP-0099"), form: route.method == .post ? [("version", "1")] : nil)
            }
        }
    }

    @Test("A marked plan, on every route there is for plans", arguments: [Seat.coordinator, .reader])
    func plans(seat: Seat) async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(seat)
        let member = try city.cast[seat]
        var asked = 0
        for route in try city.site.routes() where route.path.contains(":plan") {
            guard case .act(let act) = route.policy, RoutePolicy.act(act).verdict(for: member).isAllowed else {
                continue
            }
            asked += 1
            let path = route.path.replacing(":round", with: "1")
            try await expectEqual(
                browser, path.replacing(":plan", with: String(city.closedPlan.number)),
                path.replacing(":plan", with: "9"), form: route.method == .post ? [] : nil)
        }
        #expect(asked >= 5)
        try await expectEqual(
            browser, "\(city.closedPath)?as-at=2026-05-01", "/plans/9?as-at=2026-05-01", form: nil)
    }

    @Test("A file for a marked plan is refused as for none, and another's draft is no draft")
    func imports() async throws {
        let city = try await TestCity.make()
        let cleared = try await city.browser(.clearedCoordinator)
        let draft = try await cleared.upload(Array(FormTokenTests.plan.utf8)).location
        let browser = try await city.browser(.coordinator)
        try await expectEqual(browser, draft, "/imports/7", form: nil)
        try await expectEqual(browser, draft, "/imports/7", form: [("do", "enter")])
        try await expectEqual(
            browser, "/imports/new?revises=\(city.closedPlan.number)", "/imports/new?revises=9", form: nil)
        let file = Array(FormTokenTests.plan.utf8)
        let unseen = try await browser.upload(file, [("revises", String(city.closedPlan.number))])
        let absent = try await browser.upload(file, [("revises", "9")])
        #expect(unseen.status == 404)
        #expect(compared(unseen, without: "-") == compared(absent, without: "-"))
        #expect(try await city.site.house.imports.drafts(of: try city.cast[.coordinator]).isEmpty)
    }

    @Test("Lists, counts, filters, tabs and files count what one sees, and nothing else")
    func counts() async throws {
        let city = try await TestCity.make()
        for (seat, total, settle) in [(Seat.coordinator, 6, "1"), (.clearedCoordinator, 9, "4")] {
            let browser = try await city.browser(seat)
            let page = try await browser.get(city.path).page
            #expect(page.texts(class: "result").first == "\(total) actions")
            #expect(page.rows.count == total)
            let tab = page.all("a").first { $0["href"] == "\(city.path)/settle" }.map(page.text)
            #expect(tab == "Settle \(settle)")
            #expect(CSVCells.read(try await browser.export(city.path).body).count == total + 1)
            let tallies = page.all("b").compactMap { Int(page.text($0)) }
            #expect(tallies.dropLast().reduce(0, +) == total, "each action once, and the changed ones apart")
            #expect(try await browser.get("\(city.path)?text=\(TestCity.canary)").page.rows.count == total - 6)
            let wall = try await browser.get("\(city.path)/wall").page
            #expect(wall.links.filter { $0.hasPrefix("/actions/") }.count == total)
            let rounds = try await browser.get("\(city.path)/rounds").page
            #expect(rounds.cell(0, 3) == String(total), "owing: those one sees")
        }
    }

    @Test("The marking of a page is the highest of what is on it, at its top and at its bottom")
    func markings() async throws {
        let city = try await TestCity.make()
        let cleared = try await city.browser(.clearedCoordinator)
        let lead = try await city.browser(.lead)
        let cases: [(Browser, String, String)] = [
            (lead, city.path, "OFFICIAL"), (cleared, city.path, "OFFICIAL-SENSITIVE"),
            (cleared, "\(city.path)/wall", "OFFICIAL-SENSITIVE"), (lead, "\(city.path)/print", "OFFICIAL"),
            (cleared, "\(city.path)/print", "OFFICIAL-SENSITIVE"),
            (cleared, "/plans", "OFFICIAL-SENSITIVE"), (lead, "/plans", "OFFICIAL"),
            (cleared, TestCity.Deed.ofLead.path, "OFFICIAL"),
            (cleared, TestCity.Deed.markedOfNobody.path, "OFFICIAL-SENSITIVE"),
            (cleared, "\(TestCity.Deed.markedOfNobody.path)/withdraw", "OFFICIAL-SENSITIVE"),
            (cleared, "\(city.path)/settle", "OFFICIAL-SENSITIVE"),
            (cleared, "\(city.path)/owners", "OFFICIAL-SENSITIVE"),
            (cleared, "/members", "OFFICIAL"), (lead, "/sessions", "OFFICIAL"),
        ]
        for (browser, path, marking) in cases {
            let page = try await browser.get(path).page
            let found = page.texts(class: "marking")
            #expect(found == ["Marking: \(marking)", "Marking: \(marking)"], "\(path)")
        }
    }

    @Test("A title never carries the name of a person or what is marked")
    func titles() async throws {
        let city = try await TestCity.make()
        let everyone = try await city.browser(.everyRole)
        let paths = [
            city.path, "\(city.path)/wall", TestCity.Deed.markedOfClearedLead.path, "/members", "/members/3",
            "/sessions", "/plans",
        ]
        for path in paths {
            let title = try await everyone.get(path).page.title
            #expect(!title.isEmpty && !title.contains("@"))
            #expect(!title.contains(TestCity.canary), "\(path): \(title)")
            for seat in Seat.members { #expect(!title.contains(seat.post), "\(path): \(title)") }
        }
    }

    @Test("Two with the same rights see the same page, each with their own post and the token of their own session")
    func sharedPages() async throws {
        let small = try await SmallPlan.make()
        try await small.site.house.membership.perform(
            .joinMember(
                JoinMember(
                    MemberDetails(
                        name: "Second Reader", post: "Town Clerk", agency: AgencyID(1), email: "second@test.example",
                        roles: [.reader]))), by: small.cast.first)
        let second = try require(try await small.site.house.membership.member(email: "second@test.example"))
        let browsers = [
            (Seat.reader.post, try await small.browser(.reader)),
            ("Town Clerk", try await Browser.signedIn(second, at: small.site)),
            (Seat.reader.post, try await small.browser(.reader)),
        ]
        let tokens = browsers.map(\.1.formToken)
        #expect(Set(tokens).count == 3)
        for path in [
            small.path, "\(small.path)/wall", "\(small.path)/print", "\(small.path)?status=overdue", "/actions/AP-0001",
        ] {
            var bodies: Set<String> = []
            for (number, (post, browser)) in browsers.enumerated() {
                let answer = try await browser.get(path)
                for (other, token) in tokens.enumerated() {
                    #expect(answer.body.contains(token) == (other == number), "\(path)")
                }
                #expect(
                    answer.page.elements.first { $0.has(class: "visitor") }.map(answer.page.text)?.hasPrefix(post)
                        == true)
                bodies.insert(answer.body.replacing(tokens[number], with: "TOKEN").replacing(post, with: "POST"))
            }
            #expect(bodies.count == 1, "\(path)")
        }
    }
}
