import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Rounds are opened, extended and close by themselves")
struct RoundFormTests {
    private static func days(_ days: [(String, String)]) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        for (name, iso) in days {
            let parts = iso.split(separator: "-").map { String(Int($0) ?? 0) }
            fields["\(name)-day"] = [parts[2]]
            fields["\(name)-month"] = [parts[1]]
            fields["\(name)-year"] = [parts[0]]
        }
        return fields
    }

    private static let first = days([
        ("period-from", "2026-01-01"), ("period-to", "2026-03-31"), ("opens", "2026-05-01"), ("closes", "2026-05-14"),
    ])

    @Test("Before the first round the page says so; what is proposed can be opened with one press")
    func open() async throws {
        let small = try await SmallPlan.make()
        let path = "\(small.path)/rounds"
        let reader = try await small.browser(.reader)
        let empty = try await reader.get(path).page
        #expect(empty.texts(class: "empty").first?.contains("No round has been opened yet.") == true)
        #expect(empty.form() == nil, "who may not open one has no form")
        let coordinator = try await small.browser(.clearedCoordinator)
        let done = try await coordinator.fill(path, Self.first)
        #expect(done.status == 303)
        let page = try await coordinator.follow(done).page
        #expect(page.banner?.contains("The round was opened.") == true)
        #expect(page.rows.first?.first == "January to March 2026")
        #expect(page.cell(0, 4).hasPrefix("Open: 0 of 3 have answered"))
        try await small.site.house.plans.perform(
            .reportProgress(.init(action: ActionID(1))), by: try small.cast[.lead])
        #expect(try await reader.get(path).page.cell(0, 4) == "Open: 1 of 3 have answered")
        #expect(try await reader.get("/plans").page.main.contains("January to March 2026"))
    }

    @Test("The proposal can be taken as it is")
    func proposal() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let answer = try await coordinator.fill("\(small.path)/rounds", [:])
        #expect(answer.status == 303, "\(answer.page.problems)")
    }

    @Test("One that opens later says when, on the note and above the plan, and that nobody is asked before")
    func planned() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        var later = Self.first
        later["opens-day"] = ["4"]
        let page = try await coordinator.follow(try await coordinator.fill("\(small.path)/rounds", later)).page
        #expect(page.banner?.contains("It opens on 4 May 2026: until then nobody is asked.") == true)
        #expect(page.main.contains("The round January to March 2026 opens on 4 May 2026."))
        #expect(!page.main.contains("No round has been opened"))
        #expect(try await coordinator.get("/mail").page.rows.isEmpty)
    }

    @Test("It closes by itself at the end of its day, and who gave no answer is silent from then on")
    func closes() async throws {
        let small = try await SmallPlan.make()
        let path = "\(small.path)/rounds"
        #expect(try await small.browser(.clearedCoordinator).fill(path, Self.first).status == 303)
        try small.site.go(to: "2026-05-14")
        let reader = try await small.browser(.reader)
        #expect(try await reader.get(path).page.cell(0, 4).hasPrefix("Open"))
        #expect(try await reader.get("\(small.path)?status=silent").page.rows.isEmpty)
        try small.site.go(to: "2026-05-15")
        let later = try await small.browser(.reader)
        #expect(try await later.get(path).page.cell(0, 4) == "Closed")
        let silent = try await later.get("\(small.path)?status=silent").page
        #expect(silent.rows.count >= 1)
        #expect(silent.texts(class: "because").first == "Silent: no update in the round January to March 2026")
        #expect(try await later.get("\(small.path)?status=silent&as-at=2026-05-14").page.rows.isEmpty)
    }

    static let wrong: [(String, [(String, String)], [String])] = [
        ("the period ends first", [("period-from", "2026-04-01")], ["period-to-day"]),
        ("it closes before it opens", [("opens", "2026-05-20")], ["closes-day"]),
        ("it has closed already", [("opens", "2026-04-01"), ("closes", "2026-04-14")], ["closes-day"]),
        ("a year and more", [("period-from", "2024-01-01")], ["period-to-day"]),
        ("open for years", [("closes", "2029-05-14")], ["closes-day"]),
        ("no such day", [("closes", "2026-02-31")], ["closes-day"]),
    ]

    @Test("What cannot be a round is said at its day, and what was typed is kept", arguments: wrong)
    func problems(name: String, changes: [(String, String)], fields: [String]) async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let before = try await small.site.written()
        let form = Self.first.merging(Self.days(changes)) { $1 }
        let answer = try await coordinator.fill("\(small.path)/rounds", form)
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == fields)
        for (name, values) in form { #expect(answer.page.form()?.value(name) == values.first, "\(name)") }
        #expect(try await small.site.written() == before)
        let blank = try await coordinator.fill(
            "\(small.path)/rounds", ["closes-month": [""], "closes-year": [""]])
        #expect(blank.page.problems.map(\.field) == ["closes-month"])
        #expect(
            blank.page.problems.first?.text == "Fill in the month and the year: the closing day needs all three boxes.")
        #expect(blank.page.texts(class: "wrong").joined().contains("Fill in the month and the year"))
    }

    @Test("A round in the way is named, with when the next may open")
    func anotherIsOpen() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.fill("\(small.path)/rounds", Self.first).status == 303)
        let answer = try await coordinator.fill("\(small.path)/rounds", Self.first)
        #expect(answer.status == 422)
        #expect(Set(answer.page.problems.map(\.field)) == ["period-from-day", "opens-day"])
        #expect(answer.page.main.contains("14 May 2026"))
    }

    @Test("The closing day is moved with a reason, later or earlier, while the round is not closed")
    func extend() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.fill("\(small.path)/rounds", Self.first).status == 303)
        let page = try await coordinator.get("\(small.path)/rounds").page
        let path = try require(page.links.first { $0.hasSuffix("/extend") })
        let mute = try await coordinator.fill(path, Self.days([("closes", "2026-05-28")]))
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["reason"])
        #expect(mute.page.form()?.value("closes-day") == "28")
        let past = try await coordinator.fill(
            path, Self.days([("closes", "2026-04-28")]).merging(["reason": ["x"]]) { $1 })
        #expect(past.status == 422 && past.page.problems.map(\.field) == ["closes-day"])
        let done = try await coordinator.submit(mute, at: path, ["reason": ["Easter"]])
        #expect(done.status == 303)
        let after = try await coordinator.follow(done).page
        #expect(after.banner?.contains("The closing day was changed.") == true)
        #expect(after.cell(0, 2) == "28 May 2026")
        try small.site.go(to: "2026-06-01")
        let later = try await small.browser(.clearedCoordinator)
        #expect(
            try await later.fill(path, Self.days([("closes", "2026-06-28")]).merging(["reason": ["x"]]) { $1 }).status
                == 422)
        #expect(try await coordinator.get("\(small.path)/rounds/99/extend").status == 303, "the session has ended")
        #expect(try await later.get("\(small.path)/rounds/99/extend").status == 404)
    }

    @Test("Two coordinators: the second sees that the plan has moved and what they typed")
    func stale() async throws {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole])
        let one = try await small.browser(.clearedCoordinator)
        let other = try await small.browser(.everyRole)
        let path = "\(small.path)/rounds"
        let shown = try await other.get(path)
        #expect(try await one.fill(path, Self.first).status == 303)
        let before = try await small.site.written()
        let next = Self.days([
            ("period-from", "2026-04-01"), ("period-to", "2026-06-30"), ("opens", "2026-07-01"),
            ("closes", "2026-07-14"),
        ])
        let stale = try await other.submit(shown, at: path, next)
        #expect(stale.status == 409)
        #expect(stale.page.form()?.value("closes-month") == "7")
        #expect(stale.page.rows.first?.first == "January to March 2026", "what stands")
        #expect(try await small.site.written() == before)
        #expect(try await other.submit(stale, at: path, [:]).status == 303)
        let extend = try require(try await one.get(path).page.links.first { $0.contains("/1/extend") })
        let seen = try await other.get(extend)
        #expect(
            try await one.fill(extend, Self.days([("closes", "2026-05-20")]).merging(["reason": ["A"]]) { $1 }).status
                == 303)
        let second = try await other.submit(
            seen, at: extend, Self.days([("closes", "2026-05-25")]).merging(["reason": ["B"]]) { $1 })
        #expect(second.status == 409)
        #expect(second.page.main.contains("20 May 2026") && second.page.form()?.value("reason") == "B")
    }
}
