import ActionPlans
import Coordination
import Foundation
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The registers: recorded, changed, looked at, decided, closed, on paper and in a file")
struct RegisterPageTests {
    static func days(_ days: [String: String]) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        for (name, iso) in days {
            let parts = iso.split(separator: "-").map { String(Int($0) ?? 0) }
            fields["\(name)-day"] = [parts[2]]
            fields["\(name)-month"] = [parts[1]]
            fields["\(name)-year"] = [parts[0]]
        }
        return fields
    }

    static let risk: [String: [String]] = [
        "title": ["The lease may not be renewed"], "likelihood": ["3"], "impact": ["4"], "effect": ["No base"],
        "plan": ["1"], "actions": ["AP-0001, ap-0002"],
    ].merging(days(["review": "2026-06-01"])) { $1 }

    static let pilot: [String: [String]] = [
        "title": ["Evening clinic"], "site": ["East ward"],
    ].merging(days(["begins": "2026-04-01", "ends": "2026-05-31", "evaluation": "2026-06-30"])) { $1 }

    @Test("Nothing recorded yet: the page says so, and only who keeps registers is offered the form")
    func empty() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let page = try await reader.get("/registers").page
        #expect(page.texts(class: "empty").first?.contains("Nothing stands here yet") == true)
        #expect(!page.links.contains("/registers/new"))
        #expect(try await reader.get("/registers/new").status == 403)
        let lead = try await small.browser(.lead)
        #expect(try await lead.get("/registers").page.links.contains("/registers/new"))
        #expect(
            try await lead.get("/registers/new?action=AP-0001").page.links.contains(
                "/registers/new?kind=risk&action=AP-0001"))
        #expect(
            try await lead.get("/registers?text=nothing").page.texts(class: "empty").first?.contains(
                "Take a filter away") == true)
    }

    @Test("A risk is recorded, stands in the list, in the file and on its actions, and is looked at")
    func riskFlow() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let done = try await lead.fill("/registers/new?kind=risk", Self.risk)
        #expect(done.status == 303, "\(done.page.problems)")
        #expect(done.location == "/registers/R-0001")
        let record = try await lead.follow(done).page
        #expect(record.banner?.contains("R-0001 was recorded.") == true)
        #expect(record.main.contains("12 (likelihood 3, possible; impact 4, large)"))
        #expect(record.links.contains("/actions/AP-0001") && record.links.contains("/actions/AP-0002"))
        let reader = try await small.browser(.reader)
        let list = try await reader.get("/registers?kind=risk").page
        #expect(list.rows.count == 1 && list.cell(0, 1).hasPrefix("12 ("))
        let file = try await reader.get("/registers/items.csv")
        #expect(
            file.type.hasPrefix("text/csv")
                && file.body.contains("R-0001,Risk,Open,The lease may not be renewed,3,4,12"))
        #expect(try await reader.get("/actions/AP-0001").page.main.contains("The lease may not be renewed"))
        #expect(try await reader.get("/registers/print").page.main.contains("R-0001"))
        try small.site.go(to: "2026-06-11")
        let later = try await small.browser(.lead)
        #expect(try await later.get("/registers?due=now").page.main.contains("Review due on 1 June 2026, 10 days ago"))
        let mute = try await later.fill("/registers/R-0001/review", ["finding": ["changed"], "impact": ["2"]])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["review-day"])
        let looked = try await later.submit(
            mute, at: "/registers/R-0001/review",
            ["finding": ["changed"], "impact": ["2"], "note": ["A new lease is drafted"]].merging(
                Self.days(["review": "2026-09-01"])
            ) { $1 })
        #expect(looked.status == 303, "\(looked.page.problems)")
        let after = try await later.follow(looked).page.main
        #expect(after.contains("Score: 12 (likelihood 3, possible; impact 4, large) before, 6 ("))
        #expect(after.contains("Next review on 1 September 2026."))
    }

    @Test("Everything that is wrong is said at its field, and what was typed is kept")
    func wrong() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let before = try await small.site.written()
        let answer = try await lead.fill(
            "/registers/new?kind=risk",
            [
                "title": ["x"], "actions": ["AP-0099"], "review-day": ["31"], "review-month": ["2"],
                "review-year": ["2026"],
            ])
        #expect(answer.status == 422)
        #expect(Set(answer.page.problems.map(\.field)) == ["review-day", "likelihood", "impact", "actions"])
        #expect(answer.page.form()?.value("actions") == "AP-0099" && answer.page.form()?.value("title") == "x")
        let nonsense = try await lead.fill(
            "/registers/new?kind=risk", Self.risk.merging(["actions": ["the clinic"]]) { $1 })
        #expect(nonsense.page.problems.map(\.field) == ["actions"])
        #expect(try await lead.post("/registers/new", [("title", "x")]).status == 422)
        let pilot = try await lead.fill(
            "/registers/new?kind=pilot", Self.pilot.merging(Self.days(["ends": "2026-03-01"])) { $1 })
        #expect(pilot.status == 422 && pilot.page.problems.map(\.field) == ["ends-day"])
        #expect(try await small.site.written() == before)
    }

    static let personal: [(String, String)] = [
        ("effect", "Ring 0121 496 0123 first"), ("mitigation", "Ask Mr Smith"), ("cause", "12 High Street is sold"),
        ("title", "Born 12/03/1980, may relapse"),
    ]

    @Test("A text about people stops the save and says why, at its field", arguments: personal)
    func people(field: String, text: String) async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let before = try await small.site.written()
        let answer = try await lead.fill("/registers/new?kind=risk", Self.risk.merging([field: [text]]) { $1 })
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == [field], "\(answer.page.problems)")
        #expect(answer.page.problems.first?.text.contains("seems to hold") == true)
        #expect(answer.page.form()?.value(field) == text)
        #expect(try await small.site.written() == before)
    }

    @Test("A pilot whose evaluation is late is an exception, is extended, and then adopted")
    func pilotFlow() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.fill("/registers/new?kind=pilot", Self.pilot).location == "/registers/P-0001")
        try small.site.go(to: "2026-07-10")
        let later = try await small.browser(.clearedCoordinator)
        let list = try await later.get("/registers").page
        #expect(list.main.contains("1 evaluation is overdue."))
        #expect(list.main.contains("Evaluation overdue: it was due on 30 June 2026, 10 days ago"))
        let path = "/registers/P-0001/decide"
        let bare = try await later.fill(path, ["outcome": ["extend"], "reason": ["Few visits"]])
        #expect(bare.status == 422 && bare.page.problems.map(\.field) == ["ends-day", "evaluation-day"])
        #expect(try await later.fill(path, ["reason": ["x"]]).page.problems.map(\.field) == ["outcome"])
        let extended = try await later.submit(
            bare, at: path, Self.days(["ends": "2026-09-30", "evaluation": "2026-10-31"]))
        #expect(extended.status == 303, "\(extended.page.problems)")
        #expect(!(try await later.get("/registers").page.main.contains("overdue")))
        #expect(try await later.fill(path, ["outcome": ["adopt"], "reason": ["It works"]]).status == 303)
        let record = try await later.get("/registers/P-0001").page
        #expect(record.main.contains("Adopted on 10 July 2026: It works"))
        #expect(record.main.contains("Pilot extended"))
        #expect(try await later.get(path).status == 404, "it is closed")
        #expect(try await later.get("/registers").page.rows.isEmpty)
        #expect(try await later.get("/registers?state=closed").page.rows.count == 1)
        let back = try await later.fill(
            "/registers/P-0001/reopen",
            ["reason": ["The ward asks"]].merging(Self.days(["review": "2026-08-01"])) { $1 })
        #expect(back.status == 303)
        #expect(try await later.get("/registers").page.rows.count == 1)
    }

    @Test("A gap is answered with its source; an issue is changed and closed with reasons")
    func gapAndIssue() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let gap = try await lead.fill(
            "/registers/new?kind=evidence-gap",
            ["title": ["How many are not in treatment?"], "why": ["Places are planned by it"]].merging(
                Self.days(["due": "2026-06-30"])
            ) { $1 })
        #expect(gap.location == "/registers/E-0001", "\(gap.page.problems)")
        #expect(
            try await lead.fill("/registers/E-0001/answer", ["answer": ["A tenth"]]).page.problems.map(\.field) == [
                "source"
            ])
        #expect(
            try await lead.fill("/registers/E-0001/answer", ["answer": ["A tenth"], "source": ["Survey"]]).status == 303
        )
        #expect(try await lead.get("/registers/E-0001").page.main.contains("Answered on 1 May 2026: A tenth"))
        let issue = try await lead.fill(
            "/registers/new?kind=issue",
            ["title": ["The van broke down"]].merging(Self.days(["review": "2026-05-20"])) { $1 })
        #expect(issue.location == "/registers/I-0002")
        let same = try await lead.fill("/registers/I-0002/change", [:])
        #expect(same.status == 422 && Set(same.page.problems.map(\.field)) == ["title", "reason"])
        let changed = try await lead.fill("/registers/I-0002/change", ["response": ["Hire one"], "reason": ["Agreed"]])
        #expect(changed.status == 303)
        #expect(
            try await lead.follow(changed).page.main.contains("What is being done: “nothing” before, “Hire one” now."))
        #expect(
            try await lead.fill("/registers/I-0002/close", ["reason": [""]]).page.problems.map(\.field) == ["reason"])
        #expect(try await lead.fill("/registers/I-0002/close", ["reason": ["Mended"]]).status == 303)
        #expect(try await lead.get("/registers/I-0002/change").status == 404)
    }

    @Test("Two people: the second sees what the first did, and what they typed is kept")
    func stale() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let other = try await small.browser(.clearedCoordinator)
        #expect(try await lead.fill("/registers/new?kind=risk", Self.risk).status == 303)
        let path = "/registers/R-0001/change"
        let shown = try await other.get(path)
        let look = try await other.get("/registers/R-0001/review")
        #expect(try await lead.fill(path, ["impact": ["5"], "reason": ["The owner sells"]]).status == 303)
        let before = try await small.site.written()
        let stale = try await other.submit(shown, at: path, ["cause": ["No money"], "reason": ["Found out"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("The owner sells") && stale.page.main.contains("before"))
        #expect(stale.page.form()?.value("cause") == "No money")
        let staleLook = try await other.submit(
            look, at: "/registers/R-0001/review",
            ["finding": ["no-change"]].merging(Self.days(["review": "2026-08-01"])) { $1 })
        #expect(staleLook.status == 409 && staleLook.page.main.contains("The owner sells"))
        #expect(try await small.site.written() == before)
        #expect(try await other.submit(stale, at: path, [:]).status == 303)
    }

    @Test("What is marked does not exist for others: not in list, counts, file, nor on the action")
    func marked() async throws {
        let city = try await TestCity.make()
        let keeper = try await city.browser(.clearedCoordinator)
        let marked = "AP-000\(TestCity.Deed.markedOfLead.rawValue)"
        let done = try await keeper.fill(
            "/registers/new?kind=risk",
            Self.risk.merging(["title": ["CANARY"], "actions": ["AP-0001, \(marked)"]]) { $1 })
        #expect(done.location == "/registers/R-0005", "\(done.page.problems)")
        #expect(try await keeper.get("/registers/R-0005").page.main.contains("OFFICIAL-SENSITIVE"))
        let lower = try await keeper.fill(
            "/registers/R-0005/change", ["marking": ["official-sensitive"], "reason": ["x"]])
        #expect(lower.page.problems.map(\.field) == ["title"], "nothing changed")
        for seat in [Seat.reader, .lead, .coordinator] {
            let browser = try await city.browser(seat)
            for path in ["/registers", "/registers/items.csv", "/registers/print", "/actions/AP-0001"] {
                let answer = try await browser.get(path)
                #expect(answer.status == 200 && !answer.everything.contains("CANARY"), "\(path) by \(seat.rawValue)")
            }
            #expect(try await browser.get("/registers/R-0005").status == 404)
            #expect(try await browser.get("/registers").page.rows.count == 2)
        }
        #expect(try await city.browser(.clearedReader).get("/registers").body.contains("CANARY"))
        for path in ["/registers/I-0001", "/registers/R-0099", "/registers/x", "/registers/R-0001x"] {
            #expect(try await keeper.get(path).status == 404, "\(path)")
        }
    }
}

@Suite("The golden thread of a plan")
struct ThreadPageTests {
    @Test("Findings are listed kind by kind, settled with a reason, listed apart, and in a file")
    func settle() async throws {
        let small = try await SmallPlan.make()
        let path = "\(small.path)/thread"
        let reader = try await small.browser(.reader)
        let shown = try await reader.get(path)
        #expect(shown.page.main.contains("Actions without a measure or an outcome: 3"))
        #expect(shown.page.main.contains("Actions without an owner: 1"))
        #expect(shown.page.main.contains("join this list when indicators and money"))
        #expect(!shown.page.links.contains { $0.contains("/thread/settle") })
        let coordinator = try await small.browser(.clearedCoordinator)
        let form = try require(
            try await coordinator.get("\(path)?kind=no-owner").page.links.first { $0.contains("/thread/settle") })
        let bare = try await coordinator.fill(form, [:])
        #expect(bare.status == 422 && bare.page.problems.map(\.field) == ["answer", "note"])
        let person = try await coordinator.submit(bare, at: form, ["answer": ["meant-so"], "note": ["Ask Mr Smith"]])
        #expect(person.status == 422 && person.page.problems.map(\.field) == ["note"])
        let done = try await coordinator.submit(bare, at: form, ["answer": ["meant-so"], "note": ["The board leads"]])
        #expect(done.status == 303, "\(done.page.problems)")
        let after = try await coordinator.follow(done).page
        #expect(after.banner?.contains("listed apart") == true)
        #expect(!after.main.contains("Actions without an owner: 1"))
        #expect(after.main.contains("It is meant so. The board leads"))
        #expect(try await reader.get(path).page.main.contains("Partnership Coordinator, 1 May 2026"))
        let file = try await reader.get("\(path).csv").body
        #expect(file.contains("AP-0003") && file.contains("The board leads"))
        #expect(try await reader.get("\(path)?show=all").status == 200)
        #expect(try await coordinator.get("\(path)/settle?finding=nothing").status == 404)
        #expect(try await reader.get(form).status == 403)
    }

    @Test("Two coordinators: the second sees that the plan has moved and what they typed")
    func stale() async throws {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole])
        let one = try await small.browser(.clearedCoordinator)
        let other = try await small.browser(.everyRole)
        let form = try require(
            try await one.get("\(small.path)/thread?kind=no-owner").page.links.first { $0.contains("/thread/settle") })
        let seen = try await other.get(form)
        #expect(try await one.fill(form, ["answer": ["meant-so"], "note": ["A"]]).status == 303)
        let stale = try await other.submit(seen, at: form, ["answer": ["will-be-amended"], "note": ["B"]])
        #expect(stale.status == 409 && stale.page.form()?.value("note") == "B")
        #expect(try await other.submit(stale, at: form, [:]).status == 303)
    }

    @Test("A plan whose thread holds says so, and a past day shows what was found then")
    func whole() async throws {
        let small = try await SmallPlan.make(actions: { cast in
            var action = TestCity.action(
                "Open a weekly clinic", [Commitment(wording: "June 2026", due: try TestCity.day("2026-06-30"))],
                try cast[.lead])
            action.wording.measure = "Visits counted"
            return [action]
        })
        let reader = try await small.browser(.reader)
        #expect(
            try await reader.get("\(small.path)/thread").page.texts(class: "empty").first?.contains("The thread holds")
                == true)
        try small.site.go(to: "2026-05-09")
        let later = try await small.browser(.reader)
        #expect(try await later.get("\(small.path)/thread?as-at=2026-05-01").status == 200)
    }
}

/// The real plans, brought in through the desk: what their golden thread says.
@Suite("The golden thread of the source plans", .enabled(if: SourcePlans.folder != nil))
struct SourceThreadTests {
    /// File, actions, and kinds of which something must be found.
    static let plans: [(String, Int, [ThreadFinding.Kind])] = [
        ("birmingham-crack-strategy-2005.txt", 39, [.datedTwice, .sameWording, .noOwner]),
        ("met-police-drugs-action-plan-2003.txt", 79, [.hiddenSlip, .noOwner]),
        ("drugs-action-plan-2008-2011.txt", 87, [.noDate, .noOwner]),
    ]

    @Test("What is found in each", arguments: plans)
    func found(name: String, actions: Int, kinds: [ThreadFinding.Kind]) async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.clearedCoordinator])
        let coordinator = try cast[.clearedCoordinator]
        let bytes = try SourcePlans.bytes(name)
        var answers = ImportAnswers()
        answers.isScreeningConfirmed = true
        let draft = try await site.house.imports.begin(
            bytes, name: name, revises: nil, answers: answers, by: coordinator)
        let done = try await site.house.imports.enter(draft, by: coordinator)
        let moment = try await site.house.plans.moment()
        let picture = try await site.house.plans.picture(
            of: StrategyID(done.subject.number), Sight.of(coordinator), at: moment)
        let thread = GoldenThread.of(picture)
        #expect(picture.plan.actions.count == actions)
        for kind in kinds { #expect(thread.findings.contains { $0.kind == kind }, "\(kind.rawValue)") }
        #expect(Set(thread.findings.map(\.key)).count == thread.findings.count, "keys are told apart")
        let browser = try await Browser.signedIn(coordinator, at: site)
        let page = try await browser.get("/plans/\(done.subject.number)/thread")
        #expect(page.status == 200 && page.page.faults.isEmpty)
        let counts = ThreadFinding.Kind.allCases.map { kind in thread.findings.count { $0.kind == kind } }
        SourcePlans.note("\(name): \(counts)")
    }
}

enum SourcePlans {
    static let folder: URL? = ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"].flatMap {
        $0.isEmpty ? nil : URL(filePath: $0)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: try require(folder).appending(path: "sources/\(name)")))
    }

    /// Figures for whoever runs the tests by hand.
    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
