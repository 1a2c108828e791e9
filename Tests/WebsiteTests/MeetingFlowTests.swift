import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

/// From the first group to agreed minutes, as people go through it.
@Suite("Groups are formed, meetings held and minuted, decisions kept")
struct MeetingFlowTests {
    private static func date(_ name: String, _ iso: String) -> [String: [String]] {
        let parts = iso.split(separator: "-").map { String(Int($0) ?? 0) }
        return ["\(name)-day": [parts[2]], "\(name)-month": [parts[1]], "\(name)-year": [parts[0]]]
    }

    /// A small plan with a group and a meeting of it on a day, called by its coordinator.
    private static func withMeeting(on day: String = "2026-05-01") async throws -> SmallPlan {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole])
        let coordinator = try await small.browser(.clearedCoordinator)
        let group = try await coordinator.fill(
            "/groups/new", ["name": ["Steering group"], "purpose": ["Oversees the plan"]])
        #expect(group.status == 303 && group.location == "/groups/1", "\(group.page.problems)")
        let called = try await coordinator.fill("/groups/1/meetings/new", date("day", day))
        #expect(called.status == 303 && called.location == "/meetings/1", "\(called.page.problems)")
        return small
    }

    @Test("Without a group every page says what to do first, and who may do nothing has no button")
    func empty() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let meetings = try await reader.get("/meetings").page
        #expect(meetings.texts(class: "empty").first?.contains("Form a group first") == true)
        #expect(meetings.links.contains("/groups"))
        let groups = try await reader.get("/groups").page
        #expect(groups.texts(class: "empty").first?.contains("There is no group yet.") == true)
        #expect(!groups.links.contains("/groups/new"))
        #expect(try await reader.get("/decisions").page.texts(class: "empty").count == 1)
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.get("/groups").page.links.contains("/groups/new"))
        #expect(try await reader.get("/decisions.csv").body.split(separator: "\r\n").count == 1)
    }

    @Test("Groups stand below those they report to; members come, go and are listed with their days")
    func groups() async throws {
        let small = try await Self.withMeeting()
        let coordinator = try await small.browser(.clearedCoordinator)
        let below = try await coordinator.fill(
            "/groups/new", ["name": ["Delivery group"], "purpose": ["Delivers"], "reports-to": ["1"]])
        #expect(below.status == 303)
        let tree = try await coordinator.get("/groups").page
        #expect(tree.all("h2").map(tree.text) == ["Steering group", "Delivery group"])
        #expect(tree.elements.contains { $0.has(class: "depth-1") })
        #expect(tree.main.contains("Reports to Steering group."))
        #expect(try await coordinator.get("/groups/2").page.main.contains("Line of accountability: Steering group."))

        let lead = String(try small.cast[.lead].id.number)
        let seated = try await coordinator.fill(
            "/groups/1/terms/new", ["member": [lead], "office": ["chair"]])
        #expect(seated.status == 303, "\(seated.page.problems)")
        #expect(try await coordinator.follow(seated).page.rows.first?.first == "Treatment Commissioner")
        let second = try await coordinator.fill(
            "/groups/1/terms/new", ["member": [lead], "office": ["secretary"]])
        #expect(second.status == 422 && second.page.problems.map(\.field) == ["member"])
        let mute = try await coordinator.fill("/groups/1/terms/new", ["from-day": ["31"], "from-month": ["2"]])
        #expect(mute.page.problems.map(\.field) == ["member", "from-day"])
        let ended = try await coordinator.fill("/groups/1/terms/1/end", Self.date("until", "2026-05-01"))
        #expect(ended.status == 303, "\(ended.page.problems)")
        try small.site.go(to: "2026-05-02")
        let later = try await small.browser(.reader)
        let page = try await later.get("/groups/1").page
        #expect(page.main.contains("Treatment Commissioner, Chair, 1 May 2026 – 1 May 2026"))
    }

    @Test("What cannot be a group is said at its fields, and what was typed is kept")
    func badGroup() async throws {
        let small = try await Self.withMeeting()
        let coordinator = try await small.browser(.clearedCoordinator)
        let before = try await small.site.written()
        let answer = try await coordinator.fill("/groups/new", ["name": ["Steering group"], "purpose": [""]])
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == ["name", "purpose"])
        #expect(answer.page.form()?.value("name") == "Steering group")
        let gone = try await coordinator.fill("/groups/1/dissolve", ["reason": ["Merged"]])
        #expect(gone.status == 422 && gone.page.main.contains("Cancel what is still to come first"))
        #expect(try await small.site.written() == before)
        #expect(try await coordinator.get("/groups/9").status == 404)
        #expect(try await coordinator.get("/groups/x/change").status == 404)
        #expect(try await coordinator.get("/meetings?group=9").status == 404)
    }

    @Test("The agenda makes itself: reds, delays, vacant owners, items by hand; as page and as text")
    func agenda() async throws {
        let small = try await Self.withMeeting(on: "2026-07-01")
        try await small.site.house.plans.perform(
            .askDelay(
                AskDelay(
                    action: ActionID(1), promise: 2, newDay: try TestCity.day("2027-01-31"), reason: "No tender")),
            by: try small.cast[.lead])
        try small.site.go(to: "2026-07-01")
        let coordinator = try await small.browser(.clearedCoordinator)
        let added = try await coordinator.fill("/meetings/1", ["item": ["Budget"]], action: "/meetings/1/items")
        #expect(added.status == 303, "\(added.page.problems)")
        let page = try await coordinator.get("/meetings/1").page
        let headings = page.all("h3").map(page.text)
        #expect(headings.prefix(2) == ["To be decided", "Red"])
        #expect(headings.last == "Other items")
        #expect(page.main.contains("A delay to 31 January 2027 is asked for: No tender."))
        #expect(page.main.contains("Overdue: due 30 June 2026, no delay agreed, 1 day ago"))
        let text = try await (try await small.browser(.reader)).get("/meetings/1/agenda.txt")
        #expect(text.status == 200 && text.type.hasPrefix("text/plain"))
        #expect(text.body.contains("RED\n") && text.body.contains("AP-0001 Open a weekly clinic"))
        let mute = try await coordinator.post("/meetings/1/items", [("item", " ")])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["item"])
        let removed = try await coordinator.submit(
            try await coordinator.get("/meetings/1"), at: "/meetings/1", [:], action: "/meetings/1/items/1/remove")
        #expect(removed.status == 303)
        #expect(try await coordinator.get("/meetings/1").page.main.contains("Budget") == false)
    }

    @Test(
        "In the room: a delay is agreed with the meeting's name, a note and a decision are recorded, an action is raised"
    )
    func room() async throws {
        let small = try await Self.withMeeting()
        try await small.site.house.plans.perform(
            .askDelay(
                AskDelay(
                    action: ActionID(1), promise: 1, newDay: try TestCity.day("2026-08-31"), reason: "No tender")),
            by: try small.cast[.lead])
        let coordinator = try await small.browser(.clearedCoordinator)
        let room = try await coordinator.get("/meetings/1/room")
        #expect(room.page.heading.contains("Open a weekly clinic"))
        let mute = try await coordinator.submit(
            room, at: "/meetings/1/room", [:], action: "/meetings/1/delays")
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["agrees"])
        let agreed = try await coordinator.submit(
            room, at: "/meetings/1/room", ["agrees": ["yes"]], action: "/meetings/1/delays")
        #expect(agreed.status == 303 && agreed.location == "/meetings/1/room?at=end", "\(agreed.location)")
        let action = try await small.action(1)
        #expect(action.promises[0].agreedDay == (try TestCity.day("2026-08-31")))
        #expect(try await coordinator.get("/actions/AP-0001").page.main.contains("Meeting 1"))

        let empty = try await coordinator.post("/meetings/1/decisions", [("text", ""), ("actions", "AP-1 nonsense")])
        #expect(empty.page.problems.map(\.field) == ["text", "actions"])
        let unknown = try await coordinator.post("/meetings/1/decisions", [("text", "X"), ("actions", "AP-0099")])
        #expect(unknown.page.problems.map(\.field) == ["actions"])
        let decided = try await coordinator.post(
            "/meetings/1/decisions",
            [
                ("text", "Open on Fridays too"), ("actions", "AP-0001, ap-2"),
                ("owner", String(try small.cast[.lead].id.number)), ("comes-back-day", "1"), ("comes-back-month", "9"),
                ("comes-back-year", "2026"), ("at", "end"),
            ])
        #expect(decided.status == 303, "\(decided.page.problems)")
        let noted = try await coordinator.post("/meetings/1/notes", [("said", "The lease is signed"), ("at", "end")])
        #expect(noted.status == 303)
        let record = try await coordinator.get("/actions/AP-0002").page
        #expect(record.main.contains("Open on Fridays too") && record.links.contains("/decisions/D-0001"))
        let raise = try require(
            try await coordinator.get("/meetings/1/room?at=end").page.links.first {
                $0.contains("/actions/new?meeting=1")
            })
        let raised = try await coordinator.fill(raise, ["text": ["Write to the landlords"]])
        #expect(raised.status == 303 && raised.location == "/meetings/1")

        let minutes = try await coordinator.get("/meetings/1/minutes").page
        for text in [
            "D-0001", "Open on Fridays too", "The lease is signed", "Delay of commitment 1 to 31 August 2026 agreed.",
            "AP-0004", "Write to the landlords", "Who was there has not been recorded yet.",
        ] {
            #expect(minutes.main.contains(text), "\(text)")
        }
    }

    @Test("What was raised, and what is to come back, is on the next meeting's agenda")
    func carriedOver() async throws {
        let small = try await Self.withMeeting()
        let coordinator = try await small.browser(.clearedCoordinator)
        let raised = try await coordinator.fill(
            "/plans/1/actions/new?meeting=1", ["text": ["Write to the landlords"], "timescale": ["By end June 2026"]])
        #expect(raised.status == 303)
        let decided = try await coordinator.post(
            "/meetings/1/decisions",
            [
                ("text", "Look again"), ("comes-back-day", "1"), ("comes-back-month", "6"),
                ("comes-back-year", "2026"),
            ])
        #expect(decided.status == 303, "\(decided.page.problems)")
        #expect(
            try await coordinator.fill("/groups/1/meetings/new", Self.date("day", "2026-06-10")).location
                == "/meetings/2")
        try small.site.go(to: "2026-06-10")
        let later = try await small.browser(.reader)
        let page = try await later.get("/meetings/2").page
        #expect(page.all("h3").map(page.text).first == "Carried over from earlier meetings")
        #expect(page.main.contains("Look again") && page.main.contains("Raised at the meeting on 1 May 2026."))
        let first = try await later.get("/meetings/1").page
        #expect(!first.main.contains("Look again"), "its own decisions do not stand on its agenda")
    }

    @Test("Minutes are agreed once, after attendance; then nothing is added but a correction named as one")
    func minutes() async throws {
        let small = try await Self.withMeeting()
        let coordinator = try await small.browser(.clearedCoordinator)
        let lead = String(try small.cast[.lead].id.number)
        let nobody = try await coordinator.fill("/meetings/1/attendance", [:])
        #expect(nobody.status == 422 && nobody.page.problems.map(\.field) == ["present"])
        let named = try await coordinator.fill(
            "/meetings/1/attendance", ["present": [lead], "visitors": ["Manager, 07700 900123"]])
        #expect(named.status == 422 && named.page.problems.map(\.field) == ["screening"])
        let present = try await coordinator.fill(
            "/meetings/1/attendance", ["present": [lead], "visitors": ["Manager, Housing\n\n"]])
        #expect(present.status == 303, "\(present.page.problems)")
        let page = try await coordinator.follow(present).page
        #expect(page.main.contains("Treatment Commissioner") && page.main.contains("Manager, Housing (visitor)"))
        let agreed = try await coordinator.submit(
            try await coordinator.get("/meetings/1/minutes"), at: "/meetings/1/minutes", [:],
            action: "/meetings/1/minutes/agree")
        #expect(agreed.status == 303)
        let before = try await small.site.written()
        for (path, fields) in [
            ("/meetings/1/decisions", [("text", "Late")]), ("/meetings/1/notes", [("said", "Late")]),
            ("/meetings/1/items", [("item", "Late")]), ("/meetings/1/attendance", [("present", lead)]),
            ("/meetings/1/minutes/agree", []), ("/meetings/1/cancel", [("reason", "Late")]),
        ] as [(String, [(String, String)])] {
            let answer = try await coordinator.post(path, fields)
            #expect(answer.status == 422, "\(path)")
            #expect(answer.page.main.contains("The minutes were agreed on 1 May 2026"), "\(path)")
        }
        #expect(try await small.site.written() == before)
        #expect(try await coordinator.get("/meetings/1/room").status == 404)
        let corrected = try await coordinator.fill(
            "/meetings/1/minutes/correct", ["said": ["The deputy chaired the meeting."]])
        #expect(corrected.status == 303)
        let after = try await (try await small.browser(.reader)).get("/meetings/1/minutes").page
        #expect(after.all("h2").map(after.text).contains("Corrections"))
        #expect(
            after.main.contains("The deputy chaired the meeting.")
                && after.form(action: "/meetings/1/minutes/agree") == nil)
    }

    @Test("The log narrows by group, plan, state and words, and its file holds the same rows")
    func log() async throws {
        let small = try await Self.withMeeting()
        let coordinator = try await small.browser(.clearedCoordinator)
        for (text, actions) in [("Open on Fridays", "AP-0001"), ("Buy chairs", ""), ("Paint \"it\"", "")] {
            #expect(
                try await coordinator.post("/meetings/1/decisions", [("text", text), ("actions", actions)]).status
                    == 303)
        }
        let closed = try await coordinator.fill(
            "/decisions/D-0002/close", ["answer": ["superseded"], "by": ["D-0003"]])
        #expect(closed.status == 303, "\(closed.page.problems)")
        let early = try await coordinator.fill("/decisions/D-0001/close", ["answer": ["superseded"], "by": ["D-0002"]])
        #expect(early.status == 422 && early.page.problems.map(\.field) == ["by"])
        let mute = try await coordinator.fill("/decisions/D-0001/close", ["answer": ["done"]])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["note"])
        let reader = try await small.browser(.reader)
        func shown(_ query: String) async throws -> [String] {
            try await reader.get("/decisions\(query)").page.rows.compactMap { $0.first.map { String($0.prefix(6)) } }
        }
        #expect(try await shown("") == ["D-0003", "D-0002", "D-0001"])
        #expect(try await shown("?state=superseded") == ["D-0002"])
        #expect(try await shown("?strategy=1&state=standing") == ["D-0001"])
        #expect(try await shown("?text=CHAIRS") == ["D-0002"])
        #expect(try await shown("?group=1").count == 3)
        #expect(try await shown("?group=9") == [])
        #expect(try await reader.get("/decisions?text=nothing").page.texts(class: "empty").count == 1)
        let file = try await reader.get("/decisions.csv?text=paint").body
        #expect(file.split(separator: "\r\n").count == 2 && file.contains("\"Paint \"\"it\"\"\""))
        #expect(try await reader.get("/decisions/D-0002").page.links.contains("/decisions/D-0003"))
        #expect(try await coordinator.get("/decisions/D-0002/close").status == 404)
        #expect(try await reader.get("/decisions/2").status == 404)
    }

    struct Stale: Sendable, CustomTestStringConvertible {
        let path: String
        let fields: [String: [String]]
        let kept: (name: String, value: String)
        let meanwhile: MeetingCommand
        let shows: String
        var testDescription: String { path }
    }

    static let stales: [Stale] = [
        Stale(
            path: "/groups/1/change", fields: ["name": ["Typed here"]], kept: ("name", "Typed here"),
            meanwhile: .formGroup(FormGroup(group: GroupID(1), name: "Meanwhile", purpose: "Other")), shows: "Meanwhile"
        ),
        Stale(
            path: "/meetings/1/change", fields: ["place": ["Typed here"]], kept: ("place", "Typed here"),
            meanwhile: .callMeeting(
                CallMeeting(
                    meeting: MeetingID(1), group: GroupID(1), title: "Meanwhile", day: Day(number: 20_600))),
            shows: "Meanwhile"),
        Stale(
            path: "/meetings/1/attendance", fields: ["visitors": ["Typed here"]], kept: ("visitors", "Typed here"),
            meanwhile: .recordAttendance(RecordAttendance(meeting: MeetingID(1), present: [MemberID(3)])),
            shows: "Recorded as present: Treatment Commissioner"),
        Stale(
            path: "/meetings/1/cancel", fields: ["reason": ["Typed here"]], kept: ("reason", "Typed here"),
            meanwhile: .callMeeting(
                CallMeeting(
                    meeting: MeetingID(1), group: GroupID(1), title: "Meanwhile", day: Day(number: 20_600))),
            shows: "Meanwhile"),
    ]

    @Test("409 with what stands, what was typed beside it, and one press to save on top", arguments: stales)
    func stale(one: Stale) async throws {
        let small = try await Self.withMeeting()
        let browser = try await small.browser(.everyRole)
        let shown = try await browser.get(one.path)
        #expect(shown.status == 200)
        try await small.site.house.meetings.perform(one.meanwhile, by: try small.cast[.clearedCoordinator])
        let before = try await small.site.written()
        let stale = try await browser.submit(shown, at: one.path, one.fields)
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("Somebody changed this while you were writing"))
        #expect(stale.page.main.contains(one.shows))
        #expect(stale.page.form()?.value(one.kept.name) == one.kept.value)
        #expect(try await small.site.written() == before)
        #expect(try await browser.submit(stale, at: one.path, [:]).status == 303)
    }

    @Test("A decision added by one recorder leaves the other's attendance form as it was")
    func together() async throws {
        let small = try await Self.withMeeting()
        let one = try await small.browser(.everyRole)
        let other = try await small.browser(.clearedCoordinator)
        let shown = try await one.get("/meetings/1/attendance")
        #expect(try await other.post("/meetings/1/decisions", [("text", "Open")]).status == 303)
        #expect(try await other.post("/meetings/1/notes", [("said", "Said")]).status == 303)
        let lead = String(try small.cast[.lead].id.number)
        #expect(try await one.submit(shown, at: "/meetings/1/attendance", ["present": [lead]]).status == 303)
        let minutes = try await one.get("/meetings/1/minutes")
        #expect(try await other.post("/meetings/1/notes", [("said", "Too late")]).status == 303)
        let agreed = try await one.submit(
            minutes, at: "/meetings/1/minutes", [:], action: "/meetings/1/minutes/agree")
        #expect(agreed.status == 409, "minutes that have moved are looked at again before they are agreed")
        #expect(agreed.page.main.contains("Too late"))
    }

    @Test("Whoever may not see a marked action sees neither its line, its decision, its note nor their number")
    func marked() async throws {
        let city = try await TestCity.make()
        let low = try await city.browser(.coordinator)
        let high = try await city.browser(.clearedReader)
        for path in ["/meetings/1", "/meetings/1/minutes", "/decisions", "/decisions.csv", "/groups/1", "/groups"] {
            #expect(try await high.get(path).everything.contains(TestCity.canary), "\(path)")
            let answer = try await low.get(path)
            #expect(answer.status == 200 && !answer.everything.contains(TestCity.canary), "\(path)")
        }
        #expect(try await low.get("/decisions").page.texts(class: "result").first == "1 decision")
        #expect(try await high.get("/decisions").page.texts(class: "result").first == "2 decisions")
        #expect(try await low.get("/decisions/D-0002").status == 404)
        #expect(try await low.get("/meetings/2").status == 404)
        #expect(try await high.get("/meetings/1").page.elements.contains { $0.has(class: "sensitive") })
        #expect(try await low.get("/meetings/1").page.elements.contains { $0.has(class: "sensitive") } == false)
        // What cannot be seen cannot be decided about, and says no more than what is not there.
        let secret = TestCity.Deed.markedOfLead.reference
        let hidden = try await low.post("/meetings/1/decisions", [("text", "X"), ("actions", secret)])
        let absent = try await low.post("/meetings/1/decisions", [("text", "X"), ("actions", "AP-0999")])
        #expect(hidden.status == 422 && absent.status == 422)
        #expect(
            hidden.page.problems.map(\.text) == absent.page.problems.map { $0.text.replacing("AP-0999", with: secret) })
    }
}
