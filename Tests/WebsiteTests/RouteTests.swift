import Hummingbird
import Partnership
import Testing

@testable import Website

@Suite("There is no route without a policy")
struct RouteTests {
    /// Every route and who may open it, written down a second time: whoever changes one changes both, knowingly.
    static let routes: [String: RoutePolicy] = [
        "GET /": .public, "GET /assets/:name": .public, "GET /robots.txt": .public,
        "GET /accessibility": .public, "GET /privacy": .public, "GET /cookies": .public, "GET /contact": .public,
        "GET /security": .public, "GET /.well-known/security.txt": .public,
        "GET /sign-in": .public, "POST /sign-in": .public,
        "GET /set-up/:secret": .public, "POST /set-up/:secret": .public,
        "GET /invitation/:secret": .public, "POST /invitation/:secret": .public,
        "GET /answer/:token": .public, "POST /answer/:token": .public,
        "POST /sign-out": .signedIn, "GET /sessions": .signedIn, "POST /sessions/end": .signedIn,
        "POST /sessions/end-others": .signedIn,
        "GET /plans": .act(.readPlan), "GET /plans/:plan": .act(.readPlan), "GET /plans/:plan/wall": .act(.readPlan),
        "GET /plans/:plan/timeline": .act(.readPlan), "GET /plans/:plan/timeline.csv": .act(.readPlan),
        "GET /timeline": .act(.readPlan), "GET /timeline.csv": .act(.readPlan),
        "GET /plans/:plan/print": .act(.readPlan), "GET /plans/:plan/export": .act(.readPlan),
        "POST /plans/:plan/export": .act(.readPlan),
        "GET /plans/:plan/rounds": .act(.readPlan), "GET /actions/:action": .act(.readPlan),
        "POST /plans/:plan/rounds": .act(.openRound),
        "GET /plans/:plan/rounds/:round/extend": .act(.extendRound),
        "POST /plans/:plan/rounds/:round/extend": .act(.extendRound),
        "GET /plans/:plan/rounds/:round": .act(.readPlan),
        "GET /plans/:plan/rounds/:round/answers.csv": .act(.readPlan),
        "GET /plans/:plan/rounds/:round/remind": .act(.remindRound),
        "POST /plans/:plan/rounds/:round/remind": .act(.remindRound),
        "GET /plans/:plan/rounds/:round/reopen": .act(.reopenRound),
        "POST /plans/:plan/rounds/:round/reopen": .act(.reopenRound),
        "GET /plans/:plan/rounds/:round/withdraw": .act(.openRound),
        "POST /plans/:plan/rounds/:round/withdraw": .act(.openRound),
        "GET /rounds": .act(.readPlan), "GET /mail": .act(.readMail), "GET /mail/:mail": .act(.readMail),
        "POST /mail/:mail/again": .act(.sendMail),
        "GET /plans/:plan/settle": .act(.settleDeadlines), "POST /plans/:plan/settle": .act(.settleDeadlines),
        "GET /plans/:plan/owners": .act(.confirmOwners), "POST /plans/:plan/owners": .act(.confirmOwners),
        "GET /plans/:plan/entered": .act(.importPlan),
        "GET /actions/:action/report": .act(.reportProgress), "POST /actions/:action/report": .act(.reportProgress),
        "GET /actions/:action/delay": .act(.askDelay), "POST /actions/:action/delay": .act(.askDelay),
        "GET /actions/:action/delay/:promise": .act(.decideDelay),
        "POST /actions/:action/delay/:promise": .act(.decideDelay),
        "GET /actions/:action/withdraw": .act(.withdrawAction),
        "POST /actions/:action/withdraw": .act(.withdrawAction),
        "GET /actions/:action/pass-on": .act(.rerouteAction), "POST /actions/:action/pass-on": .act(.rerouteAction),
        "GET /registers": .act(.readRegisters), "GET /registers/print": .act(.readRegisters),
        "GET /registers/items.csv": .act(.readRegisters), "GET /registers/:item": .act(.readRegisters),
        "GET /registers/new": .act(.keepRegisters), "POST /registers/new": .act(.keepRegisters),
        "GET /registers/:item/change": .act(.keepRegisters), "POST /registers/:item/change": .act(.keepRegisters),
        "GET /registers/:item/review": .act(.keepRegisters), "POST /registers/:item/review": .act(.keepRegisters),
        "GET /registers/:item/decide": .act(.keepRegisters), "POST /registers/:item/decide": .act(.keepRegisters),
        "GET /registers/:item/answer": .act(.keepRegisters), "POST /registers/:item/answer": .act(.keepRegisters),
        "GET /registers/:item/close": .act(.keepRegisters), "POST /registers/:item/close": .act(.keepRegisters),
        "GET /registers/:item/reopen": .act(.keepRegisters), "POST /registers/:item/reopen": .act(.keepRegisters),
        "GET /plans/:plan/thread": .act(.readPlan), "GET /plans/:plan/thread.csv": .act(.readPlan),
        "GET /plans/:plan/thread/settle": .act(.settleFinding),
        "POST /plans/:plan/thread/settle": .act(.settleFinding),
        "GET /imports/new": .act(.importPlan), "POST /imports": .act(.importPlan),
        "GET /imports/:draft": .act(.importPlan), "POST /imports/:draft": .act(.importPlan),
        "GET /imports/:draft/actions": .act(.importPlan), "GET /imports/:draft/problems.csv": .act(.importPlan),
        "POST /imports/:draft/give-up": .act(.importPlan),
        "GET /my-work": .act(.readPlan), "GET /search": .act(.readPlan),
        "GET /plans/:plan/changes": .act(.readPlan), "GET /plans/:plan/changes.csv": .act(.readPlan),
        "GET /plans/:plan/exceptions": .act(.readPlan), "GET /plans/:plan/exceptions.csv": .act(.readPlan),
        "GET /members": .act(.readMembers), "GET /members/new": .act(.manageMembers),
        "POST /members/new": .act(.manageMembers), "GET /members/:member": .act(.manageMembers),
        "POST /members/:member": .act(.manageMembers), "POST /members/:member/leave": .act(.manageMembers),
        "POST /members/:member/invite": .act(.manageMembers),
        "GET /agencies/new": .act(.manageAgencies), "POST /agencies/new": .act(.manageAgencies),
        "GET /journal": .act(.readJournal), "GET /journal/entries.csv": .act(.readJournal),
        "GET /journal/head": .act(.readJournal), "GET /journal/:sequence": .act(.readJournal),
        "GET /agencies": .act(.readMembers),
        "GET /agencies/:agency/edit": .act(.manageAgencies), "POST /agencies/:agency/edit": .act(.manageAgencies),
        "GET /agencies/:agency/merge": .act(.manageAgencies), "POST /agencies/:agency/merge": .act(.manageAgencies),
        "GET /agencies/:agency/replace": .act(.manageAgencies),
        "POST /agencies/:agency/replace": .act(.manageAgencies),
        "GET /members/:member/work": .act(.readPlan), "GET /members/:member/leave": .act(.manageMembers),
        "GET /members/:member/hand-over": .act(.handOverPost),
        "POST /members/:member/hand-over": .act(.handOverPost),
        "GET /jobs": .act(.readPlan), "GET /jobs/:job": .act(.readPlan), "POST /jobs/:job/cancel": .act(.readPlan),
        "GET /jobs/:job/files/:file": .act(.readPlan), "GET /imports/columns": .act(.importPlan),
        "POST /imports/columns/forget": .act(.importPlan), "POST /imports/columns/forget-all": .act(.importPlan),
        "GET /drafts": .signedIn, "POST /drafts/throw-away": .signedIn, "POST /sessions/extend": .signedIn,
        "GET /decisions": .act(.readMeetings),
        "GET /decisions.csv": .act(.readMeetings),
        "GET /decisions/:decision": .act(.readMeetings),
        "GET /decisions/:decision/close": .act(.holdMeeting),
        "POST /decisions/:decision/close": .act(.holdMeeting),
        "GET /groups": .act(.readMeetings),
        "GET /groups/:group": .act(.readMeetings),
        "GET /groups/:group/change": .act(.manageGroups),
        "POST /groups/:group/change": .act(.manageGroups),
        "GET /groups/:group/dissolve": .act(.manageGroups),
        "POST /groups/:group/dissolve": .act(.manageGroups),
        "GET /groups/:group/meetings/new": .act(.holdMeeting),
        "POST /groups/:group/meetings/new": .act(.holdMeeting),
        "GET /groups/:group/terms/:term/end": .act(.manageGroups),
        "POST /groups/:group/terms/:term/end": .act(.manageGroups),
        "GET /groups/:group/terms/new": .act(.manageGroups),
        "POST /groups/:group/terms/new": .act(.manageGroups),
        "GET /groups/new": .act(.manageGroups),
        "POST /groups/new": .act(.manageGroups),
        "GET /meetings": .act(.readMeetings),
        "GET /meetings/:meeting": .act(.readMeetings),
        "GET /meetings/:meeting/agenda.txt": .act(.readMeetings),
        "GET /meetings/:meeting/attendance": .act(.holdMeeting),
        "POST /meetings/:meeting/attendance": .act(.holdMeeting),
        "GET /meetings/:meeting/cancel": .act(.holdMeeting),
        "POST /meetings/:meeting/cancel": .act(.holdMeeting),
        "GET /meetings/:meeting/change": .act(.holdMeeting),
        "POST /meetings/:meeting/change": .act(.holdMeeting),
        "POST /meetings/:meeting/decisions": .act(.holdMeeting),
        "POST /meetings/:meeting/delays": .act(.holdMeeting),
        "POST /meetings/:meeting/items": .act(.holdMeeting),
        "POST /meetings/:meeting/items/:item/remove": .act(.holdMeeting),
        "GET /meetings/:meeting/minutes": .act(.readMeetings),
        "POST /meetings/:meeting/minutes/agree": .act(.holdMeeting),
        "GET /meetings/:meeting/minutes/correct": .act(.holdMeeting),
        "POST /meetings/:meeting/minutes/correct": .act(.holdMeeting),
        "POST /meetings/:meeting/notes": .act(.holdMeeting),
        "GET /meetings/:meeting/room": .act(.holdMeeting),
        "GET /packs": .act(.readPacks), "GET /packs/new": .act(.issuePack), "POST /packs/new": .act(.issuePack),
        "GET /packs/each": .act(.issuePack), "POST /packs/each": .act(.issuePack),
        "GET /packs/:pack": .act(.readPacks), "GET /packs/:pack/verify": .act(.readPacks),
        "POST /packs/:pack/file": .act(.readPacks),
        "GET /system": .act(.checkStore),
        "GET /plans/:plan/actions/new": .act(.addAction), "POST /plans/:plan/actions/new": .act(.addAction),
        "GET /actions/:action/amend": .act(.amendAction), "POST /actions/:action/amend": .act(.amendAction),
        "GET /actions/:action/correct/:entry": .act(.correctEntry),
        "POST /actions/:action/correct/:entry": .act(.correctEntry),
        "GET /plans/:plan/undo-import": .act(.undoImport), "POST /plans/:plan/undo-import": .act(.undoImport),
    ]

    /// Only where the data are fictional.
    static let gallery = ["GET /gallery", "GET /gallery/:area", "GET /gallery/:area/:page"]

    static func name(_ entry: RouteEntry) -> String { "\(entry.method.rawValue) \(entry.path)" }

    @Test("The routes are those written down here, each with the policy written down here")
    func reference() async throws {
        let site = try await TestSite.make()
        let entries = try site.routes()
        #expect(entries.count == Set(entries.map(Self.name)).count)
        let found = Dictionary(uniqueKeysWithValues: entries.map { (Self.name($0), $0.policy) })
        for name in Set(found.keys).union(Self.routes.keys).sorted() {
            #expect(found[name] == Self.routes[name], "\(name)")
        }
    }

    @Test("The gallery is there in the demonstration, and nowhere else")
    func demo() async throws {
        let demo = try await TestSite.make { $0.isDemo = true }
        let names = try demo.routes().map(Self.name)
        #expect(Set(names) == Set(Self.routes.keys).union(Self.gallery))
        #expect(try await Browser(demo).get("/gallery").status == 200)
        let real = try await TestSite.make()
        #expect(try await Browser(real).get("/gallery").status == 404)
        #expect(try await Browser(real).get("/gallery/plans/strategy").status == 404)
    }

    @Test("Every page of the gallery can be opened, and says that the data are fictional")
    func galleryPages() async throws {
        let demo = try await TestSite.make { $0.isDemo = true }
        let browser = Browser(demo)
        let gallery = try await browser.get("/gallery")
        #expect(gallery.page.texts(class: "notice").joined().contains("fictional"))
        let links = gallery.page.links.filter { $0.hasPrefix("/gallery/") }
        #expect(links.count == PageList.pages.count - 1)
        for link in links {
            let example = try await browser.get(link)
            #expect(example.status == 200, "\(link)")
            let sheet = try #require(example.page.all("link").first?["href"])
            #expect(try await browser.get(sheet).status == 200, "\(link) is shown in its dress")
        }
        #expect(try await browser.get("/gallery/plans/strategy?example=99").status == 404)
        #expect(try await browser.get("/gallery/../../words/en").status == 404)
    }

    // MARK: What stops the start-up

    private func table() async throws -> RouteTable {
        let test = try await TestSite.make()
        let site = Site(
            house: test.house, settings: test.settings, pages: try RoomFiles.pages(),
            cookies: SiteCookies(isSecure: false), faces: StatusFaces(nil))
        return RouteTable(router: Router(context: SiteContext.self), site: site)
    }

    @Test("A route put into the router past the table stops the start-up, by its name")
    func stray() async throws {
        var routes = try await table()
        routes.get("/known", .public) { $0.redirect(to: "/") }
        try routes.check()
        routes.router.post("/past/:table") { _, _ -> Response in Response(status: .ok) }
        let fault = #expect(throws: RouteFault.self) { try routes.check() }
        #expect(fault == .withoutPolicy(["POST /past/{table}"]) || fault == .withoutPolicy(["POST /past/:table"]))
        #expect(fault?.description.contains("past") == true)
        #expect(fault?.description.contains("does not start") == true)
    }

    @Test("A route that hides behind a known path with another method is found too")
    func strayMethod() async throws {
        var routes = try await table()
        routes.get("/known", .public) { $0.redirect(to: "/") }
        routes.router.delete("/known") { _, _ -> Response in Response(status: .ok) }
        #expect(throws: RouteFault.self) { try routes.check() }
    }

    @Test("Every act that a route asks about is one that somebody may do")
    func openActs() async throws {
        let site = try await TestSite.make()
        for entry in try site.routes() {
            guard case .act(let act) = entry.policy else { continue }
            #expect(!Policy.roles(for: act).isEmpty, "\(Self.name(entry))")
        }
    }

    @Test("Every path answers another method with 405 and the methods it takes")
    func otherMethods() async throws {
        let site = try await TestSite.make()
        let browser = Browser(site)
        let entries = try site.routes()
        for (path, known) in Dictionary(grouping: entries, by: \.path) {
            let address = path.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }
            let methods = Set(known.map(\.method))
            for method: HTTPRequest.Method in [.get, .post, .put, .patch, .delete] where !methods.contains(method) {
                let answer = try await browser.send(method, "/" + address.joined(separator: "/"))
                #expect(answer.status == 405, "\(method.rawValue) \(path)")
                for method in methods {
                    #expect(answer.header("Allow")?.contains(method.rawValue) == true, "\(path)")
                }
            }
        }
    }

    @Test("A large body is welcome where a file is sent and nowhere else")
    func uploads() {
        let patterns = ["/imports", "/plans/:plan/files"]
        for path in ["/imports", "/imports/", "/plans/1/files"] {
            #expect(RouteTable.takesFile(path, among: patterns), "\(path)")
        }
        for path in ["/", "/imports/1", "/plans/1", "/plans/files", "/Imports", "/sign-in"] {
            #expect(!RouteTable.takesFile(path, among: patterns), "\(path)")
        }
    }
}
