import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Members and agencies on their pages")
struct MemberPageTests {
    private struct Office {
        let site: TestSite
        let cast: Cast
        let browser: Browser
    }

    private func open(_ seats: [Seat] = [.administrator, .lead, .reader]) async throws -> Office {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, seats)
        return Office(site: site, cast: cast, browser: try await Browser.signedIn(try cast[.administrator], at: site))
    }

    private static let newMember: [String: [String]] = [
        "name": ["New Person"], "post": ["Housing Officer"], "agency": ["1"], "email": ["new@test.example"],
        "roles": ["lead", "contributor"], "clearance": ["official"],
    ]

    @Test("A member joins, gets a one-time link, chooses a password by it and is signed in; the link works once")
    func join() async throws {
        let office = try await open()
        let joined = try await office.browser.fill("/members/new", Self.newMember)
        #expect(joined.status == 303)
        let page = try await office.browser.follow(joined).page
        #expect(page.banner?.contains("The member was added") == true)
        let member = try require(try await office.site.house.membership.member(email: "new@test.example"))
        #expect(member.roles == [.lead, .contributor] && member.clearance == .official)
        let path = "/members/\(member.id.number)"
        let invited = try await office.browser.fill(path, [:], action: "\(path)/invite")
        #expect(invited.status == 200)
        let link = try require(invited.page.texts(class: "token").first)
        #expect(link.hasPrefix("\(TestSite.localAddress)/invitation/"))
        let newcomer = Browser(office.site)
        let invitation = String(link.dropFirst(TestSite.localAddress.count))
        #expect(try await newcomer.get(invitation).page.main.contains("Housing Officer"))
        let short = try await newcomer.fill(invitation, ["password": ["too short"], "repeated": ["too short"]])
        #expect(short.status == 422 && short.page.problems.map(\.field) == ["password"])
        let guessable = String(repeating: "housing officer ", count: 2)
        #expect(try await newcomer.fill(invitation, ["password": [guessable], "repeated": [guessable]]).status == 422)
        let chosen = try await newcomer.fill(
            invitation, ["password": [Browser.password], "repeated": [Browser.password]])
        #expect(chosen.status == 303)
        #expect(try await newcomer.follow(chosen).page.heading == "My work")
        #expect(try await Browser(office.site).get(invitation).status == 404)
    }

    @Test("A newer link makes the older one void")
    func newerLink() async throws {
        let office = try await open()
        let path = "/members/\(try office.cast[.lead].id.number)"
        var links: [String] = []
        for _ in 0..<2 {
            let invited = try await office.browser.fill(path, [:], action: "\(path)/invite")
            links.append(
                String(try require(invited.page.texts(class: "token").first).dropFirst(TestSite.localAddress.count)))
        }
        #expect(try await Browser(office.site).get(links[0]).status == 404)
        #expect(try await Browser(office.site).get(links[1]).status == 200)
    }

    @Test("Everything that is wrong with a member is said at once, and what was typed is kept")
    func problems() async throws {
        let office = try await open()
        let before = try await office.site.written()
        let answer = try await office.browser.fill(
            "/members/new",
            [
                "name": [""], "post": ["Housing Officer"], "agency": ["1"], "email": [Seat.lead.email.uppercased()],
                "roles": [],
            ])
        #expect(answer.status == 422)
        #expect(answer.page.title.hasPrefix("Error: "))
        #expect(Set(answer.page.problems.map(\.field)) == ["name", "email", "roles"])
        #expect(answer.page.element(id: "post")?["value"] == "Housing Officer")
        for problem in answer.page.problems {
            #expect(answer.page.element(id: problem.field) != nil, "\(problem.field)")
        }
        let bare = try await office.browser.fill("/members/new", ["name": ["A"]])
        #expect(bare.status == 422)
        #expect(Set(bare.page.problems.map(\.field)) == ["post", "agency", "email", "roles"])
        #expect(try await office.site.written() == before)
    }

    @Test("A changed member is signed out everywhere, and has today's rights from the next request on")
    func change() async throws {
        let office = try await open()
        let lead = try office.cast[.lead]
        let theirs = try await Browser.signedIn(lead, at: office.site)
        #expect(try await theirs.get("/members/new").status == 403)
        let done = try await office.browser.fill("/members/\(lead.id.number)", ["roles": ["lead", "administrator"]])
        #expect(done.status == 303)
        #expect(try await theirs.get("/plans").status == 303, "their session has ended")
        try await theirs.signIn(lead)
        #expect(try await theirs.get("/members/new").status == 200)
    }

    @Test("Nobody changes their own rights, and the last administrator stays one")
    func ownRights() async throws {
        let office = try await open()
        let own = try office.cast[.administrator]
        let before = try await office.site.written()
        let more = try await office.browser.fill(
            "/members/\(own.id.number)", ["roles": ["administrator", "coordinator"]])
        #expect(more.status == 422)
        #expect(more.page.problems.map(\.field) == ["roles"])
        let leaves = try await office.browser.post("/members/\(own.id.number)/leave")
        #expect(leaves.status == 422)
        #expect(
            try await office.browser.get("/members/\(own.id.number)").page.form(
                action: "/members/\(own.id.number)/leave") == nil)
        #expect(try await office.site.written() == before)
    }

    @Test("Who leaves is signed out, stands among those who have left, and can come back")
    func leaves() async throws {
        let office = try await open()
        let lead = try office.cast[.lead]
        let path = "/members/\(lead.id.number)"
        let theirs = try await Browser.signedIn(lead, at: office.site)
        let done = try await office.browser.fill("\(path)/leave", [:])
        let page = try await office.browser.follow(done).page
        #expect(page.banner?.contains("has left") == true)
        let details = try require(page.all("details").first)
        #expect(page.text(details).contains(lead.post))
        #expect(try await theirs.get("/plans").status == 303)
        #expect(try await office.browser.post("\(path)/invite").status == 404)
        let back = try await office.browser.fill(path, ["post": ["Treatment Commissioner again"]])
        #expect(back.status == 303)
        #expect(try await office.site.house.membership.member(lead.id)?.isActive == true)
    }

    @Test("Two administrators: the second sees what stands and what they typed, and saves on top knowingly")
    func stale() async throws {
        let office = try await open([.administrator, .everyRole, .lead])
        let lead = try office.cast[.lead]
        let path = "/members/\(lead.id.number)"
        let other = try await Browser.signedIn(try office.cast[.everyRole], at: office.site)
        let seen = try await other.get(path)
        #expect(try await office.browser.fill(path, ["post": ["First Post"]]).status == 303)
        let before = try await office.site.written()
        let stale = try await other.submit(seen, at: path, ["post": ["Second Post"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("First Post"))
        #expect(stale.page.element(id: "post")?["value"] == "Second Post")
        #expect(try await office.site.written() == before)
        #expect(try await other.submit(stale, at: path, [:]).status == 303)
        #expect(try await office.site.house.membership.member(lead.id)?.post == "Second Post")
    }

    @Test("An agency joins once, and the page of members counts its people")
    func agencies() async throws {
        let office = try await open()
        let done = try await office.browser.fill("/agencies/new", ["name": ["Police"], "short": ["PO"]])
        #expect(try await office.browser.follow(done).page.banner?.contains("agency was added") == true)
        let again = try await office.browser.fill("/agencies/new", ["name": ["police"], "short": ["po"]])
        #expect(again.status == 422)
        #expect(Set(again.page.problems.map(\.field)) == ["name", "short"])
        #expect(again.page.element(id: "name")?["value"] == "police")
        let rows = try await office.browser.get("/members").page.rows
        #expect(rows.contains(["Police", "PO", "0"]))
        #expect(rows.contains { $0.first == "City Council" && $0.last == "4" })
    }

    @Test("A reader sees who works here, and no way to change it")
    func reader() async throws {
        let office = try await open()
        let reader = try await Browser.signedIn(try office.cast[.reader], at: office.site)
        let page = try await reader.get("/members").page
        #expect(page.rows.contains { $0.contains(Seat.lead.post) })
        let changing = page.links.filter { !$0.hasSuffix("/work") }
        #expect(!changing.contains { $0.hasPrefix("/members/") || $0.hasPrefix("/agencies/") })
    }
}
