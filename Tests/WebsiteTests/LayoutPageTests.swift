import ActionPlans
import Coordination
import Foundation
import Frameworks
import Intake
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("A plan on paper in the layouts of its framework pack")
struct LayoutPageTests {
    static let names = ["national-2008", "metropolitan-2003", "birmingham-2005"]

    @Test("The print page names the layouts, and which is the plan's own; each is one link away, at the same day")
    func ways() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let page = try await reader.get("\(small.path)/print").page
        for name in Self.names { #expect(page.links.contains("\(small.path)/print?layout=\(name)"), "\(page.links)") }
        #expect(page.main.contains("this plan’s own"))
        try small.site.go(to: "2026-06-20")
        let later = try await small.browser(.reader)
        let past = try await later.get("\(small.path)/print?layout=birmingham-2005&as-at=2026-05-02").page
        #expect(past.links.contains("\(small.path)/print?layout=national-2008&as-at=2026-05-02"))
        #expect(past.links.contains("\(small.path)/print?as-at=2026-05-02"))
        #expect(past.main.contains("2 May 2026"))
        let current = past.elements.first { $0["aria-current"] == "page" && $0["href"]?.contains("layout") == true }
        #expect(current?["href"]?.contains("birmingham-2005") == true)
    }

    @Test("Each layout has its own columns, every action, its status in shape and word", arguments: names)
    func layout(name: String) async throws {
        let small = try await SmallPlan.make()
        try await small.site.house.plans.perform(
            .withdrawAction(WithdrawAction(action: ActionID(2), reason: "No longer needed")),
            by: try small.cast[.clearedCoordinator])
        let page = try await small.browser(.reader).get("\(small.path)/print?layout=\(name)").page
        let layout = try #require(try TestSite.pack().layout(named: name))
        let heads = page.all("th").filter { $0["scope"] == "col" }.map(page.text)
        #expect(heads.starts(with: layout.columns.map(\.heading)), "\(heads)")
        #expect(page.faults.isEmpty)
        for text in [
            "Open a weekly clinic", "Meet every quarter", "Write the protocol", "AP-0001", "AP-0002", "AP-0003",
        ] {
            #expect(page.main.contains(text), "\(text)")
        }
        #expect(page.main.contains("✕ Withdrawn") && page.main.contains("Withdrawn because: No longer needed"))
        #expect(page.all("table").allSatisfy { table in page.inside(table).contains { $0.name == "caption" } })
    }

    @Test("A layout nobody has is no page; an empty choice is the list with reasons")
    func unknown() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        for name in ["other", "National-2008", "..%2F..", "%3Cscript%3E", String(repeating: "x", count: 500)] {
            #expect(try await reader.get("\(small.path)/print?layout=\(name)").status == 404)
        }
        #expect(try await reader.get("\(small.path)/print?layout=").page.main.contains("no delay agreed") == false)
        #expect(try await reader.get("\(small.path)/print?layout=").status == 200)
    }

    @Test("What a member may not see stands in no layout", arguments: names)
    func canary(name: String) async throws {
        let city = try await TestCity.make()
        let path = "\(city.path)/print?layout=\(name)"
        let open = try await city.browser(.reader).get(path)
        #expect(open.status == 200 && !open.body.contains(TestCity.canary))
        let cleared = try await city.browser(.clearedReader).get(path)
        #expect(cleared.body.contains(TestCity.canary))
        #expect(cleared.page.source.contains("<body class=\"sensitive\""))
        #expect(try await city.browser(.reader).get("\(city.closedPath)/print?layout=\(name)").status == 404)
        let administrator = try await city.browser(.administrator).get(path)
        #expect(administrator.status == 403 || administrator.status == 404)
    }

    // MARK: The layout of a file

    private static func desk() async throws -> (site: TestSite, browser: Browser) {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, SmallPlan.seats)
        return (site, try await Browser.signedIn(try cast[.clearedCoordinator], at: site))
    }

    private static func layout(_ site: TestSite) async throws -> [String?] {
        let moment = try await site.house.plans.moment()
        let all = Sight.of(try #require(try await site.house.membership.members().first { $0.clearance > .official }))
        return try await site.house.plans.strategies(all, at: moment).map(\.layout)
    }

    @Test("The preview proposes the layout of the file's columns; a coordinator may choose another, also later")
    func chosen() async throws {
        let (site, browser) = try await Self.desk()
        let draft = try await browser.upload(Array(ImportFlowTests.plan.utf8)).location
        let form = try #require(try await browser.get(draft).page.form())
        #expect(form.value("layout") == "national-2008")
        let wrong = try await browser.fill(draft, ["title": ["City plan"], "layout": ["nobody"]], button: "enter")
        #expect(wrong.status == 422 && wrong.page.problems.map(\.field) == ["layout"])
        let entered = try await browser.fill(
            draft, ["title": ["City plan"], "layout": ["birmingham-2005"]], button: "enter")
        #expect(entered.status == 303)
        #expect(try await Self.layout(site) == ["birmingham-2005"])
        let newer = try await browser.upload(Array(ImportFlowTests.plan.utf8), [("revises", "1")]).location
        #expect(try await browser.get(newer).page.form()?.value("layout") == "birmingham-2005")
        let same = try await browser.fill(newer, [:], button: "enter")
        #expect(same.status == 422, "nothing has changed")
        let other = try await browser.fill(newer, ["layout": ["metropolitan-2003"]], button: "enter")
        #expect(other.status == 303)
        #expect(try await Self.layout(site) == ["metropolitan-2003"])
        #expect(try await site.house.keeping.rebuild().differed == [])
    }

    @Test("A plan of before layouts is shown in the one its actions fill")
    func derived() async throws {
        let small = try await SmallPlan.make()
        #expect(try await Self.layout(small.site) == [nil])
        let page = try await small.browser(.reader).get("\(small.path)/print").page
        #expect(page.main.contains("this plan’s own"))
    }

    // MARK: Printed, and read again

    struct Again: Sendable {
        let file: String
        let bytes: [UInt8]
        let layout: String
    }

    /// Prints a plan in a layout and reads the page as a file.
    private static func again(_ file: String, _ bytes: [UInt8], in layout: String?) async throws -> (
        layout: String?, before: ReadPlan, after: ReadPlan
    ) {
        let (site, browser) = try await desk()
        let house = site.house
        let coordinator = try #require(
            try await house.membership.members().first { Policy.may(.importPlan, $0).isAllowed })
        var answers = ImportAnswers()
        answers.isScreeningConfirmed = true
        let draft = try await house.imports.begin(bytes, name: file, revises: nil, answers: answers, by: coordinator)
        let before = try await house.imports.preview(draft, by: coordinator).read
        _ = try await house.imports.enter(draft, by: coordinator)
        let found = try await Self.layout(site)[0]
        let page = try await browser.get("/plans/1/print?layout=\(layout ?? found ?? "")")
        #expect(page.status == 200)
        let after = try await house.imports.reading.read(Array(page.body.utf8), name: "print.html")
        return (found, before, after)
    }

    private static func plain(_ text: String?) -> String {
        (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    static func card(_ wording: ActionWording) -> String {
        [
            plain(wording.text), wording.leads.map { plain($0) }.joined(separator: " | "),
            plain(wording.timescale.wording),
            wording.timescale.commitments.map { $0.due?.iso ?? "-" }.joined(separator: ","),
        ].joined(separator: "\n")
    }

    static let fixtures = [
        ("departments.txt", "national-2008"), ("force.txt", "metropolitan-2003"), ("city.txt", "birmingham-2005"),
    ]

    @Test("A fictional plan printed in its own layout is read again as it was", arguments: fixtures)
    func rereadFixture(file: String, layout: String) async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "IntakeTests/Fixtures/\(file)"))
        let plans = try await Self.again(file, Array(data), in: nil)
        #expect(plans.layout == layout)
        #expect(plans.after.actions.map { Self.card($0.wording) } == plans.before.actions.map { Self.card($0.wording) })
        #expect(plans.before.actions.count > 2)
    }

    static let sources = [
        ("drugs-action-plan-2008-2011.txt", "national-2008"),
        ("met-police-drugs-action-plan-2003.txt", "metropolitan-2003"),
        ("birmingham-crack-strategy-2005.txt", "birmingham-2005"), ("national-crack-plan-2002.txt", "national-2008"),
    ]

    @Test(
        "A source plan is found to be in its layout, and printed in it is read again: texts, leads, deadlines",
        .enabled(if: SourcePlans.folder != nil), arguments: sources)
    func rereadSource(file: String, layout: String) async throws {
        let plans = try await Self.again(file, try SourcePlans.bytes(file), in: nil)
        #expect(plans.layout == layout)
        let before = plans.before.actions.map { Self.card($0.wording) }
        let after = plans.after.actions.map { Self.card($0.wording) }
        let same = zip(before, after).count { $0 == $1 }
        SourcePlans.note("\(file) in \(layout): \(before.count) actions, \(after.count) read again, \(same) the same")
        #expect(before.count == after.count)
        for (one, other) in zip(before, after) { #expect(one == other) }
    }

    @Test(
        "Every source plan in every layout shows every action once", .enabled(if: SourcePlans.folder != nil),
        arguments: sources.map(\.0), names)
    func everyLayout(file: String, layout: String) async throws {
        let (site, browser) = try await Self.desk()
        let house = site.house
        let coordinator = try #require(
            try await house.membership.members().first { Policy.may(.importPlan, $0).isAllowed })
        var answers = ImportAnswers()
        answers.isScreeningConfirmed = true
        let draft = try await house.imports.begin(
            try SourcePlans.bytes(file), name: file, revises: nil, answers: answers, by: coordinator)
        let read = try await house.imports.preview(draft, by: coordinator).read
        _ = try await house.imports.enter(draft, by: coordinator)
        let page = try await browser.get("/plans/1/print?layout=\(layout)").page
        #expect(page.faults.isEmpty)
        let rows = page.all("tr").filter { $0.has(class: "layout-group") == false }.map(page.text)
        for number in 1...read.actions.count {
            #expect(rows.count { $0.contains(ActionID(number).reference) } == 1)
        }
    }
}
