import ActionPlans
import Coordination
import HTTPTypes
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The journal on its pages")
struct JournalPageTests {
    private func lines(_ answer: Answer) -> [String] { answer.body.split(separator: "\r\n").map(String.init) }

    @Test("Everything that was entered, newest first, in plain words with who, when and the entry's number")
    func list() async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.clearedCoordinator)
        let last = try require(try await city.site.house.keeping.head()?.sequence.number)
        let page = try await browser.get("/journal").page
        #expect(page.heading == "Journal")
        #expect(page.texts(class: "result").first == "\(last) entries")
        #expect(page.rows.count == Int(min(last, 50)))
        #expect(page.rows.first?.first == "Entry \(last)")
        #expect(page.main.contains("CANARY-note"))
        #expect(page.main.contains("Delay of commitment 1 to 31 December 2026 asked for: The tender is late."))
        #expect(page.main.contains("Plan “Open plan” imported from open.csv: 9 actions."))
        #expect(page.main.contains("Cornerstone") && page.main.contains(Seat.clearedLead.post))
        #expect(page.source.contains("OFFICIAL-SENSITIVE"))
        #expect(!page.main.contains("numbers may be missing"))
        #expect(page.links.contains(TestCity.Deed.delayAsked.path) && page.links.contains(city.path))
    }

    @Test("A reader without the clearance sees the same journal without what they may not know of")
    func sight() async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.coordinator)
        let page = try await browser.get("/journal").page
        let last = Int(try require(try await city.site.house.keeping.head()?.sequence.number))
        // The closed plan, what was said on marked actions, what stands of marked groups, meetings and items.
        let hidden = try require(try await RouteTargets.make(city).byParameter[":sequence"]).count {
            $0.reach == .cleared
        }
        #expect(page.texts(class: "result").first == "\(last - hidden) entries")
        #expect(page.main.contains("Plan “Open plan” imported from open.csv: 6 actions."))
        #expect(page.main.contains("6 actions to report on"))
        #expect(!page.source.contains(TestCity.canary))
        #expect(page.main.contains("numbers may be missing"))
        let file = try await browser.get("/journal/entries.csv")
        #expect(lines(file).count == last - hidden + 1)
        #expect(!file.everything.contains(TestCity.canary))
        // Nor by asking for it: what is hidden answers as what is not there.
        for about in [TestCity.Deed.markedOfLead.reference, "plan \(city.closedPlan.number)", "AP-0999", "plan 99"] {
            let found = try await browser.get("/journal?about=\(FormText.encode(about))").page
            #expect(found.texts(class: "result").first == "No entries found", "\(about)")
            #expect(found.rows.isEmpty && found.main.contains("No entry answers all of these."))
        }
    }

    @Test("A page that holds nothing marked is not marked itself")
    func marking() async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.clearedCoordinator)
        let about = try await browser.get(
            "/journal?about=\(TestCity.Deed.delayAsked.reference)&what=plans%2Fdelay-asked")
        #expect(about.page.rows.count == 1)
        #expect(!about.body.contains("OFFICIAL-SENSITIVE"))
    }

    @Test(
        "Filters narrow, stand in the address and can be taken away one by one",
        arguments: [
            ("what=plans%2Fdelay-asked", "What: Delay asked for", 3),
            ("what=plans%2Fdelay-asked&about=ap-0006", "About: ap-0006", 1),
            ("who=program", "Who: Cornerstone itself", 3),
            ("from=2026-05-02", "From 2 May 2026", 0),
            ("from-day=1&from-month=5&from-year=2026&what=plans%2Fround-opened", "From 1 May 2026", 1),
            ("to=2026-04-30", "To 30 April 2026", 0),
            ("what=plans&about=round+1", "About: round 1", 2),
        ])
    func filters(query: String, tag: String, count: Int) async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.clearedCoordinator)
        let page = try await browser.get("/journal?\(query)").page
        #expect(page.rows.count == count)
        let tags = page.all("a").filter { $0.has(class: "filter-tag") }
        let chosen = try require(tags.first { page.text($0).contains(tag) }, "the tag \(tag)")
        let without = try await browser.get(try require(chosen["href"])).page
        #expect(without.rows.count >= count && !without.main.contains(tag))
        #expect(try await browser.get("/journal/entries.csv?\(query)").body.split(separator: "\r\n").count == count + 1)
    }

    @Test(
        "What cannot be understood is said beside its field, and the list is still there",
        arguments: [
            ("about=somewhere", "about"), ("from-day=31&from-month=2&from-year=2026", "from-day"),
            ("from-day=3", "from-month"), ("from=2026-05-03&to=2026-05-01", "to-day"),
        ])
    func problems(query: String, field: String) async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.coordinator)
        let answer = try await browser.get("/journal?\(query)")
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == [field])
        #expect(try await browser.get("/journal/entries.csv?\(query)").status == 422)
    }

    @Test("Fifty a page, by sequence, there and back")
    func pages() async throws {
        let city = try await TestCity.make()
        let lead = try city.cast[.lead]
        for number in 0..<130 {
            try await city.site.house.plans.perform(
                .reportProgress(
                    ReportProgress(action: ActionID(TestCity.Deed.ofLead.rawValue), note: "Note \(number)")), by: lead)
        }
        let browser = try await city.browser(.coordinator)
        func link(_ page: Page, _ text: String) -> String? {
            page.all("a").first { page.text($0) == text }.flatMap { $0["href"] }
        }
        var seen: [String] = []
        var page = try await browser.get("/journal").page
        let total = try require(page.texts(class: "result").first)
        #expect(link(page, "Newer") == nil)
        while true {
            seen += page.rows.compactMap(\.first)
            guard let older = link(page, "Older") else { break }
            page = try await browser.get(older).page
        }
        #expect("\(seen.count) entries" == total && Set(seen).count == seen.count)
        let back = try await browser.get(try require(link(page, "Newer"))).page
        #expect(back.rows.count == 50)
        #expect(back.rows.last?.first == seen[seen.count - page.rows.count - 1])
        #expect(try await browser.get("/journal?before=1").page.rows.isEmpty)
        #expect(try await browser.get("/journal?after=99999").status == 200)
        #expect(try await browser.get("/journal?before=x&after=-4").page.rows.count == 50)
    }

    @Test("The page of one entry: what it said, its header, what it touches, its digests")
    func one() async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.coordinator)
        let list = try await browser.get("/journal?what=plans%2Fplan-imported").page
        let number = try require(list.rows.first?.first?.split(separator: " ").last)
        let page = try await browser.get("/journal/\(number)").page
        #expect(page.heading == "Entry \(number)")
        #expect(page.main.contains("plans / plan-imported 1"))
        let touched = try require(page.elements.first { $0.has(class: "touched") })
        #expect(page.inside(touched).filter { $0.name == "li" }.count == 7, "the plan and six actions")
        #expect(page.main.matches(of: /[0-9a-f]{64}/).count == 3)
        for missing in ["9999", "0", "-1", "x"] { #expect(try await browser.get("/journal/\(missing)").status == 404) }
    }

    @Test("A hidden entry and one that is not there get the same bytes")
    func hidden() async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.coordinator)
        let targets = try await RouteTargets.make(city)
        let hidden = try require(targets.byParameter[":sequence"]).filter { $0.reach == .cleared }
        #expect(hidden.count > 3)
        func body(_ path: String) async throws -> String {
            let answer = try await browser.get(path)
            #expect(answer.status == 404)
            return answer.body.replacing(/[0-9A-F]{12}/, with: "").replacing(path, with: "")
        }
        let missing = try await body("/journal/9999")
        for thing in hidden { #expect(try await body("/journal/\(thing.value)") == missing) }
    }

    @Test("Without entries of a kind the page says so; only coordinators come here")
    func whoMay() async throws {
        let city = try await TestCity.make()
        for seat in Seat.members {
            let browser = try await city.browser(seat)
            let isIn = seat.roles.contains(.coordinator)
            #expect(try await browser.get("/journal").status == (isIn ? 200 : 403))
            let first = try await browser.follow(try await browser.get("/"))
            #expect(first.page.links.contains("/journal") == isIn)
        }
    }

    @Test("The signed head is a file that names the last entry; the page shows the public key it was signed with")
    func head() async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.coordinator)
        let answer = try await browser.get("/journal/head")
        #expect(answer.status == 200 && answer.type.hasPrefix("text/plain"))
        let signed = try require(SignedHead(text: answer.body))
        #expect(signed.isGenuine)
        #expect(signed.head == (try await city.site.house.keeping.head()))
        #expect(signed.partnership == "Test Partnership")
        #expect(answer.header("Content-Disposition")?.contains(signed.fileName) == true)
        #expect(try await browser.get("/journal").body.contains(signed.publicKey))
    }

    @Test("Where the key cannot be used, the page says whom to tell, and the log says why")
    func noKey() async throws {
        let log = LogBook()
        let city = try await TestCity.make {
            $0.signingKey = nil
            $0.log = log
        }
        let answer = try await (try await city.browser(.coordinator)).get("/journal/head")
        #expect(answer.status == 503)
        #expect(answer.page.main.contains("could not be signed"))
        #expect(log.lines.contains { $0.contains("CORNERSTONE_SIGNING_KEY") })
    }
}
