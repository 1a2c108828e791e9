import ActionPlans
import Coordination
import Partnership
import Testing
import TestSupport
import Vocabulary

@testable import Website

@Suite("A plan as a list: filters, order, pages, empty places, earlier days")
struct StrategyPageTests {
    /// A hundred and twelve actions: every third vacant, every fourth past, two aims.
    private func large() async throws -> SmallPlan {
        try await SmallPlan.make { _ in
        } actions: { cast in
            try (1...112).map { number in
                let due = try TestCity.day(number % 4 == 0 ? "2026-03-31" : "2026-07-\(number % 20 + 10)")
                var action = TestCity.action(
                    number == 7 ? "Visit the old library" : "Do thing \(number)",
                    [Commitment(wording: "By \(due.printed)", due: due)], number % 3 == 0 ? nil : try cast[.lead])
                action.wording.number = "\(number)"
                action.wording.path = [
                    PlanLevel(
                        level: .aim, number: number <= 60 ? "1" : "2", text: number <= 60 ? "Treatment" : "Supply")
                ]
                return action
            }
        }
    }

    private func references(_ answer: Answer) -> [String] {
        answer.page.rows.compactMap { row in
            row.joined(separator: " ").firstMatch(of: /AP-[0-9]{4}/).map { String($0.output) }
        }
    }

    @Test("Fifty rows a page, and the text says which of how many")
    func pages() async throws {
        let small = try await large()
        let reader = try await small.browser(.reader)
        var seen: [String] = []
        for (page, text) in [
            ("", "Showing 1 to 50 of 112"), ("?page=2", "Showing 51 to 100 of 112"),
            ("?page=3", "Showing 101 to 112 of 112"),
        ] {
            let answer = try await reader.get(small.path + page)
            #expect(answer.page.main.contains(text), "\(page)")
            #expect(answer.page.texts(class: "result").first == "112 actions")
            seen += references(answer)
        }
        #expect(seen.count == 112 && Set(seen).count == 112)
        for junk in ["0", "-3", "x", "99999999999999999999", "1e3"] {
            let answer = try await reader.get("\(small.path)?page=\(junk)")
            #expect(answer.status == 200 && answer.page.rows.count >= 12, "\(junk)")
        }
        #expect(try await reader.get("\(small.path)?page=999").page.main.contains("Showing 101 to 112 of 112"))
    }

    struct View: Sendable, CustomTestStringConvertible {
        let fields: [(String, String)]
        let count: Int
        let tags: [String]
        var testDescription: String { fields.map { "\($0.0)=\($0.1)" }.joined(separator: " ") }
    }

    static let views: [View] = [
        View(fields: [("status", "not-yet-confirmed")], count: 28, tags: ["Status: Not yet confirmed"]),
        View(fields: [("text", "OLD Library")], count: 1, tags: ["Words: OLD Library"]),
        View(fields: [("text", "ap-0012")], count: 1, tags: ["Words: ap-0012"]),
        View(fields: [("lead", "TBA")], count: 37, tags: ["Lead: TBA"]),
        View(fields: [("owner", "vacant")], count: 37, tags: ["Update owner: Vacant"]),
        View(fields: [("aim", "2")], count: 52, tags: ["Aim: 2 Supply"]),
        View(fields: [("need", "vacant")], count: 37, tags: ["No update owner"]),
        View(
            fields: [("aim", "1"), ("status", "under-way"), ("owner", "vacant")], count: 15,
            tags: ["Status: Under way", "Update owner: Vacant", "Aim: 1 Treatment"]),
    ]

    @Test("What is chosen stands in the address, which gives the same view to whoever opens it", arguments: views)
    func filters(view: View) async throws {
        let small = try await large()
        let reader = try await small.browser(.reader)
        let address = "\(small.path)?\(FormText.urlEncoded(view.fields))"
        let answer = try await reader.get(address)
        let page = answer.page
        let noun = view.count == 1 ? "action" : "actions"
        #expect(page.texts(class: "result").first == "\(view.count) \(noun) found")
        #expect(page.rows.count == min(50, view.count))
        let tags = page.texts(class: "filter-tag").map {
            $0.replacing("Remove filter ", with: "").replacing(" ×", with: "")
        }
        #expect(tags == view.tags)
        let other = try await small.browser(.approver).get(address)
        #expect(references(other) == references(answer))
        // Each tag takes away its own filter and keeps the others.
        let links = page.all("a").filter { $0.has(class: "filter-tag") }.compactMap { $0["href"] }
        for (index, link) in links.enumerated() {
            let without = try await reader.get(link).page.texts(class: "filter-tag")
            #expect(without.count == view.tags.count - 1)
            #expect(!without.contains { $0.contains(view.tags[index]) })
        }
        let form = try require(page.all("form").first { $0["role"] == "search" })
        #expect(form["method"] == "get", "no filter by script only")
        let file = try await reader.export(
            small.path, [("rows", "chosen")], asking: FormText.urlEncoded(view.fields)
        ).body
        #expect(CSVCells.read(file).count == view.count + 1)
    }

    @Test("Junk in the address is as nothing, and never a fault")
    func junk() async throws {
        let small = try await large()
        let reader = try await small.browser(.reader)
        var random = SeededRandom(seed: 17)
        for _ in 0..<60 {
            let name =
                [
                    "text", "status", "lead", "owner", "aim", "need", "sort", "order", "page", "changed", "as-at",
                    "as-at-day", "before",
                ]
                .randomElement(using: &random) ?? "text"
            let value = String(decoding: random.junk("'\"<>%&=-0123456789", upTo: 60), as: UTF8.self)
            for path in [small.path, "\(small.path)/wall", "/actions/AP-0001", "\(small.path)/export"] {
                let answer = try await reader.get("\(path)?\(name)=\(FormText.encode(value))")
                #expect([200, 303, 422].contains(answer.status), "\(path) \(name)=\(value)")
                if answer.type.hasPrefix("text/html") { #expect(answer.page.faults.isEmpty, "\(name)=\(value)") }
            }
        }
    }

    @Test(
        "Each column sorts both ways by a link, and says so",
        arguments: ["status", "reference", "lead", "owner", "due", "updated"])
    func sorting(column: String) async throws {
        let small = try await large()
        let reader = try await small.browser(.reader)
        let up = try await reader.get("\(small.path)?sort=\(column)")
        let down = try await reader.get("\(small.path)?sort=\(column)&order=down")
        let heads = up.page.all("th").filter { $0["scope"] == "col" }
        #expect(heads.count { $0["aria-sort"] == "ascending" } == 1)
        #expect(heads.count == 6 && heads.allSatisfy { head in up.page.inside(head).contains { $0.name == "a" } })
        #expect(down.page.all("th").count { $0["aria-sort"] == "descending" } == 1)
        #expect(references(up).count == 50)
        // Nobody has reported, and one member owns all that is owned: nothing to turn round there.
        if !["updated", "owner"].contains(column) { #expect(references(up) != references(down)) }
    }

    @Test("Each kind of empty says which it is, with one thing to do next")
    func empty() async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.reader, .coordinator])
        let reader = try await Browser.signedIn(try cast[.reader], at: site)
        let none = try await reader.get("/plans").page
        #expect(
            none.texts(class: "empty").first?.contains("A coordinator of your partnership can bring one in.") == true)
        #expect(!none.links.contains("/imports/new"))
        let coordinator = try await Browser.signedIn(try cast[.coordinator], at: site)
        #expect(try await coordinator.get("/plans").page.links.contains("/imports/new"))
        let small = try await large()
        let filtered = try await small.browser(.reader).get("\(small.path)?text=nothing+like+this").page
        #expect(filtered.texts(class: "result").first == "0 actions found")
        #expect(filtered.texts(class: "empty").first?.contains("Take a filter away to see more.") == true)
        #expect(filtered.rows.isEmpty && filtered.all("table").isEmpty)
        let administrator = try await TestCity.make()
        let office = try await administrator.browser(.administrator)
        #expect(try await office.get("/").location == "/members", "no plan for this role")
        #expect(try await office.get("/plans").status == 403)
    }

    // MARK: Statuses

    @Test("A status is a word with a shape beside it and the sentence behind it, everywhere it stands")
    func statuses() async throws {
        let small = try await large()
        let reader = try await small.browser(.reader)
        for path in [small.path, "\(small.path)/wall", "\(small.path)/print", "/actions/AP-0004"] {
            let page = try await reader.get(path).page
            let marks = page.elements.filter { $0.has(class: "status") }
            #expect(!marks.isEmpty, "\(path)")
            for mark in marks {
                let shape = page.inside(mark).first { $0["aria-hidden"] == "true" }
                #expect(shape.map(page.text)?.count == 1, "\(path)")
                #expect(page.text(mark).count > 3, "\(path)")
            }
        }
        let row = try await reader.get("\(small.path)?text=AP-0004").page
        #expect(
            row.texts(class: "because") == [
                "Not yet confirmed: due 31 March 2026 had passed when the plan was imported"
            ])
        let wall = try await reader.get("\(small.path)/wall").page
        let tile = try require(wall.all("a").first { $0["href"] == "/actions/AP-0004" })
        #expect(wall.text(tile).contains("Not yet confirmed"), "the word is in the link")
        let record = try await reader.get("/actions/AP-0004").page
        #expect(record.texts(class: "sentence").first?.hasPrefix("Not yet confirmed: due 31 March 2026") == true)
    }

    // MARK: Earlier days

    @Test("As at an earlier day: the page says so with the entry, has no forms, and keeps the day in its links")
    func asAt() async throws {
        let small = try await large()
        try small.site.go(to: "2026-05-10")
        try await small.site.house.plans.perform(
            .reportProgress(
                .init(action: ActionID(1), note: "After the ninth.", evidence: "Seen", completes: [.init(promise: 1)])),
            by: try small.cast[.lead])
        try small.site.go(to: "2026-05-12")
        let coordinator = try await small.browser(.clearedCoordinator)
        for path in [
            small.path, "\(small.path)/wall", "\(small.path)/print", "\(small.path)/rounds", "/actions/AP-0001",
        ] {
            let page = try await coordinator.get("\(path)?as-at=2026-05-09").page
            let banner = page.texts(class: "as-at").first ?? ""
            #expect(banner.contains("as it stood at the end of 9 May 2026 (journal entry"), "\(path): \(banner)")
            #expect(banner.contains("Nothing can be changed here."), "\(path)")
            #expect(page.forms.map(\.action) == ["/sign-out"], "\(path)")
            #expect(page.links.contains(path), "\(path): the way back to today")
            let inner = page.links.filter { $0.hasPrefix("/plans/1") || $0.hasPrefix("/actions/") }
            #expect(inner.allSatisfy { $0.contains("as-at=2026-05-09") || $0 == path }, "\(path): \(inner)")
            #expect(!page.main.contains("After the ninth."), "\(path)")
        }
        #expect(try await coordinator.get("\(small.path)?status=completed&as-at=2026-05-09").page.rows.isEmpty)
        #expect(try await coordinator.get("\(small.path)?status=completed&as-at=2026-05-10").page.rows.count == 1)
        for path in ["\(small.path)/settle", "\(small.path)/owners", "/actions/AP-0001/withdraw"] {
            #expect(try await coordinator.get("\(path)?as-at=2026-05-09").status == 404, "\(path)")
        }
        let file = try await coordinator.export(small.path, asking: "as-at=2026-05-09")
        #expect(file.header("Content-Disposition")?.contains("plan-1-2026-05-09.csv") == true)
    }

    @Test("A form sent to the past is not taken")
    func formsForThePast() async throws {
        let small = try await large()
        try small.site.go(to: "2026-05-12")
        let lead = try await small.browser(.lead)
        let before = try await small.site.written()
        #expect(try await lead.post("/actions/AP-0001/report?as-at=2026-05-09", [("answer", "none")]).status == 404)
        let coordinator = try await small.browser(.clearedCoordinator)
        for path in ["settle", "owners", "rounds"] {
            let answer = try await coordinator.post(
                "\(small.path)/\(path)?as-at=2026-05-09", [("answer-4-1", "missed"), ("lead", ""), ("lead-2", "")])
            #expect(answer.status == 404, "\(path)")
        }
        #expect(try await small.site.written() == before)
    }

    @Test(
        "Three boxes lead to the address that names the day; a day to come, no day and a day before the plan are said")
    func boxes() async throws {
        let small = try await large()
        try small.site.go(to: "2026-05-12")
        let reader = try await small.browser(.reader)
        let typed = try await reader.get("\(small.path)?status=overdue&as-at-day=9&as-at-month=May&as-at-year=2026")
        #expect(typed.status == 303 && typed.location == "\(small.path)?status=overdue&as-at=2026-05-09")
        let today = try await reader.get("\(small.path)?as-at-day=12&as-at-month=5&as-at-year=2026")
        #expect(today.location == small.path)
        for (query, words) in [
            ("as-at=2026-06-01", "Enter a day up to today, 12 May 2026."),
            ("as-at=2026-02-31", "Enter a day that exists"),
            ("as-at-day=1&as-at-month=&as-at-year=2026", "Fill in the month"),
            ("as-at=2026-04-01", "imported on 1 May 2026"),
            ("as-at-day=1&as-at-month=1&as-at-year=2099", "Enter a day up to today"),
        ] {
            for path in [small.path, "/actions/AP-0001"] {
                let answer = try await reader.get("\(path)?\(query)")
                #expect(answer.status == 422, "\(path)?\(query)")
                #expect(answer.page.title.hasPrefix("Error: "), "\(query)")
                let problem = answer.page.problems.first
                #expect(problem?.text.contains(words) == true, "\(query): \(problem?.text ?? "")")
                #expect(answer.page.element(id: problem?.field ?? "") != nil, "\(query)")
            }
        }
    }
}
