import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Agencies and posts on their pages")
struct PeoplePageTests {
    private struct Office {
        let site: TestSite
        let cast: Cast
        let browser: Browser

        func agency(_ name: String) async throws -> Agency {
            try require(try await site.house.membership.agencies().first { $0.name == name }, name)
        }
    }

    private func office() async throws -> Office {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.administrator, .everyRole, .lead, .reader])
        let browser = try await Browser.signedIn(try cast[.administrator], at: site)
        #expect(try await browser.fill("/agencies/new", ["name": ["Care Trust"], "short": ["PCT"]]).status == 303)
        return Office(site: site, cast: cast, browser: browser)
    }

    @Test("An agency is renamed, and a second administrator sees the new name beside what they typed")
    func rename() async throws {
        let office = try await office()
        let path = "/agencies/\(try await office.agency("Care Trust").id.number)/edit"
        let other = try await Browser.signedIn(try office.cast[.everyRole], at: office.site)
        let seen = try await other.get(path)
        let done = try await office.browser.fill(path, ["name": ["Clinical Group"]])
        let list = try await office.browser.follow(done).page
        #expect(list.banner?.contains("renamed") == true)
        #expect(list.rows.contains { $0[0].hasPrefix("Clinical Group Before: Care Trust") && $0[1] == "PCT" })
        let stale = try await other.submit(seen, at: path, ["name": ["Health Partnership"]])
        #expect(stale.status == 409 && stale.page.main.contains("“Clinical Group” now"))
        #expect(stale.page.form()?.value("name") == "Health Partnership")
        #expect(try await other.submit(stale, at: path, [:]).status == 303)
        #expect(try await office.agency("Health Partnership").formerNames == ["Care Trust", "Clinical Group"])
        let taken = try await office.browser.fill(path, ["name": ["city council"]])
        #expect(taken.status == 422 && taken.page.problems.map(\.field) == ["name"])
    }

    @Test("A merger names who moves, moves them, and keeps the old agency in sight")
    func merge() async throws {
        let office = try await office()
        let trust = try await office.agency("Care Trust")
        let council = try await office.agency("City Council")
        let path = "/agencies/\(council.id.number)/merge"
        let page = try await office.browser.get(path)
        #expect(page.page.main.contains(Seat.lead.post))
        #expect(try await office.browser.submit(page, at: path, [:]).page.problems.map(\.field) == ["into"])
        let lead = try office.cast[.lead]
        try await office.site.house.membership.perform(
            .memberLeaves(MemberLeaves(member: lead.id)), by: office.cast.first)
        let changed = try await office.browser.submit(page, at: path, ["into": [String(trust.id.number)]])
        #expect(changed.status == 409 && changed.page.main.contains("came to the agency or left it"))
        #expect(changed.page.form()?.value("into") == String(trust.id.number))
        let done = try await office.browser.submit(changed, at: path, [:])
        #expect(done.status == 303)
        let list = try await office.browser.follow(done).page
        #expect(list.rows.contains(["City Council", "", "Care Trust"]))
        #expect(try await office.site.house.membership.member(office.cast.first.id)?.agency == trust.id)
        #expect(try await office.site.house.membership.member(lead.id)?.agency == council.id)
        for gone in ["edit", "merge", "replace"] {
            #expect(try await office.browser.get("/agencies/\(council.id.number)/\(gone)").status == 404)
        }
        let form = try await office.browser.get("/members/new").page
        #expect(!form.all("option").map(form.text).contains("City Council"))
    }

    @Test("A new agency takes the place of an old one, with its people; a reader sees both and no way to change them")
    func replace() async throws {
        let office = try await office()
        let council = try await office.agency("City Council")
        let path = "/agencies/\(council.id.number)/replace"
        let bad = try await office.browser.fill(path, ["name": ["Care Trust"], "short": ["PCT"]])
        #expect(bad.status == 422 && Set(bad.page.problems.map(\.field)) == ["name", "short"])
        #expect(try await office.browser.fill(path, ["name": ["Unitary Council"], "short": ["UC"]]).status == 303)
        let reader = try await Browser.signedIn(try office.cast[.reader], at: office.site)
        let list = try await reader.get("/agencies").page
        #expect(
            list.rows.contains(["Unitary Council", "UC", "5"])
                && list.rows.contains(["City Council", "", "Unitary Council"]))
        #expect(!list.links.contains { $0.contains("/edit") || $0.contains("/merge") })
    }

    @Test("A deputy is chosen on the member's page, and stands on their post's")
    func deputy() async throws {
        let office = try await office()
        let lead = try office.cast[.lead]
        let deputy = try office.cast[.everyRole]
        let path = "/members/\(lead.id.number)"
        #expect(try await office.browser.fill(path, ["deputy": [String(deputy.id.number)]]).status == 303)
        #expect(try await office.site.house.membership.member(lead.id)?.deputy == deputy.id)
        let reader = try await Browser.signedIn(try office.cast[.reader], at: office.site)
        #expect(try await reader.get("\(path)/work").page.main.contains(deputy.post))
        let own = try await office.browser.post(
            path,
            [
                ("name", "A"), ("post", "B"), ("agency", "1"), ("email", "a@test.example"), ("roles", "lead"),
                ("deputy", String(lead.id.number)),
            ])
        #expect(own.status == 422 && own.page.problems.map(\.field) == ["deputy"])
    }

    // MARK: Handing over

    private static let seats = SmallPlan.seats + [.coordinator, .everyRole, .clearedLead, .administrator]

    @Test("A post is handed over with its reason; each action's record says so, and the new holder is asked")
    func handOver() async throws {
        let small = try await SmallPlan.make(seats: Self.seats)
        let coordinator = try await small.browser(.coordinator)
        let (from, to) = (try small.cast[.lead], try small.cast[.contributor])
        let path = "/members/\(from.id.number)/hand-over"
        let shown = try await coordinator.get(path)
        #expect(shown.page.rows.map { $0[0].prefix(7) } == ["AP-0001", "AP-0002"])
        let empty = try await coordinator.submit(shown, at: path, [:])
        #expect(empty.status == 422 && empty.page.problems.map(\.field) == ["to"])
        let unreasoned = try await coordinator.submit(shown, at: path, ["to": [String(to.id.number)]])
        #expect(unreasoned.status == 422 && unreasoned.page.problems.map(\.field) == ["reason"])
        #expect(unreasoned.page.form()?.value("to") == String(to.id.number))
        let done = try await coordinator.submit(unreasoned, at: path, ["reason": ["New holder of the post"]])
        #expect(done.status == 303)
        let page = try await coordinator.follow(done).page
        #expect(page.banner?.contains("was handed over") == true && page.rows.count == 2)
        #expect(try await small.action(1).updateOwner == to.id)
        #expect(try await small.action(1).contributing == [])
        let record = try await coordinator.get("/actions/AP-0001").page.main
        #expect(record.contains("who took the post over from \(from.post): New holder of the post"))
        #expect(try await coordinator.get("/members/\(from.id.number)/work").page.main.contains("no open action"))
    }

    @Test("Actions above the coordinator's clearance pass on too, and the pages do not tell that there are any")
    func hidden() async throws {
        let city = try await TestCity.make()
        let coordinator = try await city.browser(.coordinator)
        let (from, to) = (try city.cast[.clearedLead], try city.cast[.everyRole])
        let path = "/members/\(from.id.number)/hand-over"
        let shown = try await coordinator.get(path)
        #expect(!shown.everything.contains(TestCity.canary))
        let done = try await coordinator.submit(
            shown, at: path, ["to": [String(to.id.number)], "reason": ["New holder"]])
        #expect(done.status == 303)
        let page = try await coordinator.follow(done)
        #expect(!page.everything.contains(TestCity.canary))
        let moment = try await city.site.house.plans.moment()
        for deed in [TestCity.Deed.ofClearedLead, .markedOfClearedLead, .inClosedPlan] {
            let id = ActionID(deed.rawValue)
            let picture = try await city.site.house.plans.picture(with: id, .program, at: moment)
            #expect(picture.plan.action(id)?.updateOwner == to.id, "\(deed)")
        }
        let lower = try await coordinator.fill(
            "/members/\(to.id.number)/hand-over",
            ["to": [String(try city.cast[.lead].id.number)], "reason": ["Back"]])
        #expect(lower.status == 422 && lower.page.main.contains("cleared as high"))
    }

    @Test("Two coordinators hand the same post over: the second sees what has gone, and what they typed is kept")
    func twoCoordinators() async throws {
        let small = try await SmallPlan.make(seats: Self.seats)
        let one = try await small.browser(.coordinator)
        let other = try await small.browser(.everyRole)
        let path = "/members/\(try small.cast[.lead].id.number)/hand-over"
        let seen = try await other.get(path)
        let to = String(try small.cast[.contributor].id.number)
        #expect(try await one.fill(path, ["to": [to], "reason": ["First"]]).status == 303)
        let before = try await small.site.written()
        let stale = try await other.submit(seen, at: path, ["to": [to], "reason": ["Second"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("AP-0001 is not theirs any more"))
        #expect(stale.page.form()?.value("reason") == "Second")
        #expect(try await small.site.written() == before)
        #expect(try await other.submit(stale, at: path, [:]).status == 303)
    }

    @Test("Before a member leaves the page says what follows, as far as the visitor may see it")
    func leaving() async throws {
        let small = try await SmallPlan.make(seats: Self.seats)
        let path = "/members/\(try small.cast[.lead].id.number)/leave"
        let both = try await small.browser(.everyRole)
        let page = try await both.get(path).page
        #expect(page.main.contains("2 open actions that you can see wait for an owner"))
        #expect(page.links.contains(path.replacing("/leave", with: "/hand-over")))
        let administrator = try await small.browser(.administrator)
        let unseeing = try await administrator.get(path)
        #expect(!unseeing.page.main.contains("2 open actions") && unseeing.page.main.contains("Ask a coordinator"))
        #expect(try await administrator.submit(unseeing, at: path, [:]).status == 303)
        #expect(try await administrator.get(path).status == 404, "they have left")
        let coordinator = try await small.browser(.clearedCoordinator)
        let vacant = try await coordinator.get("\(small.path)?need=vacant").page
        #expect(vacant.rows.count == 3, "two whose owner has left, one that never had one")
        #expect(vacant.main.contains("\(Seat.lead.post) (left; post vacant)"))
        let file = try await coordinator.export(small.path).body
        #expect(file.contains("\(Seat.lead.post) (post vacant)"))
    }

    @Test("As at a day before, a member who has left since is no former one")
    func leftSince() async throws {
        let small = try await SmallPlan.make(seats: Self.seats)
        try small.site.go(to: "2026-05-03")
        try await small.site.house.membership.perform(
            .memberLeaves(MemberLeaves(member: try small.cast[.lead].id)), by: small.cast.first)
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.get(small.path).body.contains("left; post vacant"))
        #expect(!(try await coordinator.get("\(small.path)?as-at=2026-05-01").body.contains("left; post vacant")))
    }
}
