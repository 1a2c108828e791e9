import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Answering a round by the link")
struct LeadLinkTests {
    @Test("One page with every action of theirs, three answers each, no navigation and nobody signed in")
    func page() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let answer = try await linked.stranger.get(path)
        #expect(answer.status == 200)
        let page = answer.page
        #expect(page.faults.isEmpty, "\(page.faults)")
        #expect(page.heading == "Your actions: April 2026")
        #expect(page.main.contains("Small plan") && page.main.contains("to the end of 14 May 2026"))
        #expect(page.texts(class: "lead-answer").count == 2)
        #expect(page.main.contains("Open a weekly clinic") && !page.main.contains("Write the protocol"))
        for number in [1, 2] {
            let radios = page.all("input").filter { $0["name"] == "answer-\(number)" && $0["type"] == "radio" }
            #expect(radios.compactMap { $0["value"] } == ["none", "done", "longer"])
        }
        #expect(page.forms.count == 1)
        #expect(page.all("button").count == 1)
        #expect(page.all("nav").isEmpty)
        #expect(!answer.body.contains("sign-out"))
        #expect(answer.cookies.isEmpty)
        #expect(!answer.body.contains(path), "the secret stands nowhere in the page")
        let ids = page.elements.compactMap { $0["id"] }
        #expect(ids.count == Set(ids).count)
        let labelled = Set(page.all("label").compactMap { $0["for"] })
        for field in page.all("input", "select", "textarea") where field["type"] != "hidden" {
            #expect(field["id"].map(labelled.contains) == true, "\(field["name"] ?? "")")
        }
    }

    @Test("No change: one choice and one press; the page after it lists what was recorded, and the rest stays open")
    func noChange() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let done = try await browser.fill(path, ["answer-1": ["none"]])
        #expect(done.status == 303)
        let page = try await browser.follow(done).page
        #expect(page.texts(class: "done").first?.contains("1 answer was recorded AP-0001 No change reported.") == true)
        #expect(page.main.contains("1 of 2 actions answered"))
        #expect(page.texts(class: "answered").first?.contains("by you: No change reported.") == true)
        #expect(page.forms.count == 1)
        #expect(try await linked.small.action(1).lastReport?.day == TestCity.day("2026-05-01"))
        #expect(try await linked.small.action(2).lastReport == nil)
        #expect(try await browser.get(path).page.texts(class: "done").isEmpty, "said once")
        #expect(browser.cookies.isEmpty)
    }

    @Test("All three answers at once, with notes, and again later")
    func everyAnswer() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let done = try await browser.fill(
            path,
            [
                "answer-1": ["longer"], "commitment-1": ["2"], "new-day-1-day": ["31"], "new-day-1-month": ["1"],
                "new-day-1-year": ["2027"], "note-1": ["The lease is late."], "answer-2": ["done"],
                "evidence-2": ["Minutes of the meeting"], "note-2": ["We met."],
            ])
        #expect(done.status == 303)
        let page = try await browser.follow(done).page
        #expect(page.texts(class: "done").first?.contains("2 answers were recorded") == true)
        let first = try await linked.small.action(1)
        #expect(first.promise(2)?.request?.reason == "The lease is late.")
        let second = try await linked.small.action(2)
        #expect(second.promise(1)?.occurrences.values.first?.evidence == "Minutes of the meeting")
        let again = try await browser.fill(
            path, ["answer-1": ["done"], "completes-1": ["1"], "evidence-1": ["Open"]])
        #expect(again.status == 303)
        #expect(try await linked.small.action(1).promise(1)?.completed?.evidence == "Open")
        let now = try await browser.get(path).page
        #expect(now.texts(class: "answered").first?.contains("asked for: The lease is late.") == true)
        #expect(now.form()?.names.contains("commitment-1") == false, "its other day is asked for already")
    }

    @Test("What is wrong is said for every action at once; what is right is recorded, and nothing typed is lost")
    func problems() async throws {
        let linked = try await LinkedPlan.make { _ in
        } actions: { cast in
            try SmallPlan.usual(cast) + [
                TestCity.action(
                    "Train the staff", [Commitment(wording: "2027", due: try TestCity.day("2027-12-31"))],
                    try cast[.lead]),
                TestCity.action(
                    "Brief the board", [Commitment(wording: "2028", due: try TestCity.day("2028-12-31"))],
                    try cast[.lead]),
            ]
        }
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let shown = try await browser.get(path)
        let answer = try await browser.submit(
            shown, at: path,
            [
                "answer-1": ["done"], "completes-1": ["1"], "note-1": ["TYPED-1"],
                "answer-2": ["none"], "note-2": ["RIGHT-2"],
                "answer-4": ["longer"], "new-day-4-day": ["30"], "new-day-4-month": ["6"], "new-day-4-year": [""],
                "note-5": ["TYPED-5"],
            ])
        #expect(answer.status == 422)
        let page = answer.page
        #expect(page.title.hasPrefix("Error: "))
        let fields = page.problems.map(\.field)
        #expect(fields == ["evidence-1", "new-day-4-year", "note-4", "answer-5"], "\(page.problems)")
        for (field, text) in page.problems {
            #expect(page.element(id: field) != nil, "\(field)")
            #expect(text.hasPrefix("AP-000"), "\(text)")
        }
        #expect(page.texts(class: "done").first?.contains("AP-0002") == true)
        #expect(try await linked.small.action(2).lastReport != nil)
        #expect(try await linked.small.action(1).lastReport == nil)
        let form = try require(page.form())
        #expect(form.value("note-1") == "TYPED-1" && form.value("note-5") == "TYPED-5")
        #expect(form.value("new-day-4-day") == "30" && form.value("answer-4") == "longer")
        #expect(form.value("note-2") == "", "what was recorded is not sent again")
        let mended = try await browser.submit(
            answer, at: path,
            [
                "evidence-1": ["Opened"], "new-day-4-year": ["2028"], "note-4": ["Recruiting"], "answer-5": ["none"],
            ])
        #expect(mended.status == 303, "\(mended.page.problems)")
        #expect(try await linked.small.action(1).promise(1)?.completed != nil)
        #expect(try await linked.small.action(4).promise(1)?.request != nil)
        let entries = try await linked.site.house.keeping.head()?.sequence.number
        #expect(try await browser.follow(mended).page.texts(class: "done").first?.contains("3 answers") == true)
        #expect(try await linked.site.house.keeping.head()?.sequence.number == entries)
    }

    @Test("An empty form says so; choices that are not on the page are asked for again")
    func junk() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let before = try await linked.site.written()
        let empty = try await browser.fill(path, [:])
        #expect(empty.status == 422)
        #expect(empty.page.problems.map(\.text) == ["Answer at least one action, then send."])
        let version = try await linked.small.action(1).version.number
        let cases: [[(String, String)]] = [
            [("answer-1", "maybe")], [("answer-1", "done")], [("answer-1", "done"), ("completes-1", "9")],
            [("answer-1", "done"), ("completes-1", "1@2026-01-01")], [("answer-1", "longer"), ("commitment-1", "7")],
            [("answer-1", "longer")], [("answer-2", "longer"), ("commitment-2", "-1")],
            [("answer-1", "done"), ("completes-1", "1"), ("evidence-1", String(repeating: "x", count: 4_001))],
        ]
        for fields in cases {
            let sent = fields + [("version-1", String(version)), ("version-2", String(version))]
            let answer = try await browser.answer(path, sent)
            #expect(answer.status == 422, "\(fields)")
            #expect(!answer.page.problems.isEmpty && answer.page.faults.isEmpty, "\(fields)")
            for problem in answer.page.problems { #expect(answer.page.element(id: problem.field) != nil, "\(problem)") }
        }
        for version in ["", "0", "-1", "x", "99999999999999999999"] {
            let answer = try await browser.answer(path, [("answer-1", "none"), ("version-1", version)])
            #expect(answer.status == 409, "\(version)")
        }
        #expect(try await linked.site.written() == before)
    }

    @Test("What somebody else entered is shown beside what was typed; sending it again saves it on top")
    func stale() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let shown = try await browser.get(path)
        try await linked.site.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Entered meanwhile")),
            by: try linked.cast[.contributor])
        let before = try await linked.site.written()
        let stale = try await browser.submit(shown, at: path, ["answer-1": ["none"], "note-1": ["Typed here"]])
        #expect(stale.status == 409)
        let warning = try require(stale.page.texts(class: "warning").first)
        #expect(warning.contains("Outreach Manager: Progress reported: Entered meanwhile"))
        #expect(stale.page.form()?.value("note-1") == "Typed here")
        #expect(try await linked.site.written() == before)
        let sent = try await browser.submit(stale, at: path, [:])
        #expect(sent.status == 303)
        #expect(try await browser.follow(sent).page.texts(class: "done").first?.contains("Typed here") == true)
    }

    @Test("Sent twice, by the back button or by two thumbs at once: recorded once, and confirmed each time")
    func twice() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let shown = try await linked.stranger.get(path)
        let before = try require(try await linked.site.house.keeping.head()).sequence.number
        let answers: [String: [String]] = [
            "answer-1": ["longer"], "commitment-1": ["2"], "new-day-1-day": ["31"], "new-day-1-month": ["1"],
            "new-day-1-year": ["2027"], "note-1": ["As planned"], "answer-2": ["done"], "evidence-2": ["Minutes"],
        ]
        let statuses = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<6 {
                let browser = linked.stranger
                group.addTask { try await browser.follow(try await browser.submit(shown, at: path, answers)) }
            }
            return try await group.reduce(into: [String]()) { texts, answer in
                texts.append("\(answer.status) \(answer.page.texts(class: "done").first?.prefix(23) ?? "")")
            }
        }
        #expect(statuses == Array(repeating: "200 2 answers were recorded", count: 6), "\(statuses)")
        #expect(try await linked.site.house.keeping.head()?.sequence.number == before + 2)
    }

    @Test("Before the round opens it says when; after the close only what was answered, until a week later")
    func time() async throws {
        let linked = try await LinkedPlan.make(opens: "2026-05-04")
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let early = try await browser.get(path)
        #expect(early.page.main.contains("opens on 4 May 2026") && early.page.forms.isEmpty)
        #expect(!early.page.main.contains("clinic"))
        #expect(try await browser.answer(path, [("answer-1", "none")]).status == 409)
        try linked.site.go(to: "2026-05-05")
        let shown = try await browser.get(path)
        #expect(try await browser.submit(shown, at: path, ["answer-2": ["none"], "note-2": ["Met."]]).status == 303)
        try linked.site.go(to: "2026-05-15")
        let before = try await linked.site.written()
        let closed = try await browser.get(path)
        #expect(closed.page.main.contains("closed on 14 May 2026") && closed.page.main.contains("21 May 2026"))
        #expect(closed.page.forms.isEmpty)
        #expect(closed.page.main.contains("Progress reported: Met.") && !closed.page.main.contains("clinic"))
        let late = try await browser.submit(shown, at: path, ["answer-1": ["none"], "note-1": ["TYPED LATE"]])
        #expect(late.status == 409)
        #expect(late.page.texts(class: "warning").first?.contains("TYPED LATE") == true)
        #expect(try await linked.site.written() == before)
        try linked.site.go(to: "2026-05-22")
        #expect(try await browser.get(path).status == 404)
        #expect(try await browser.submit(shown, at: path, ["answer-1": ["none"]]).status == 404)
    }

    @Test("An action passed on meanwhile is not taken, and what was typed is given back")
    func passedOn() async throws {
        let linked = try await LinkedPlan.make()
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let shown = try await browser.get(path)
        try await linked.site.house.plans.perform(
            .rerouteAction(RerouteAction(action: ActionID(1), to: try linked.cast[.contributor].id)),
            by: try linked.cast[.lead])
        try await linked.site.house.plans.perform(
            .confirmOwners(
                ConfirmOwners(assignments: [
                    .init(action: ActionID(1), updateOwner: try linked.cast[.contributor].id, contributing: [])
                ]), linked.small.id), by: try linked.cast[.clearedCoordinator])
        let answer = try await browser.submit(
            shown, at: path, ["answer-1": ["none"], "note-1": ["TYPED"], "answer-2": ["none"]])
        #expect([409, 422].contains(answer.status))
        #expect(answer.page.texts(class: "warning").first?.contains("AP-0001 TYPED") == true)
        #expect(answer.page.texts(class: "done").first?.contains("AP-0002") == true)
        #expect(try await linked.small.action(1).lastReport == nil)
    }

    @Test("Not mine: the owner gets the way to pass it on, a contributor the words what to do")
    func notMine() async throws {
        let linked = try await LinkedPlan.make()
        let lead = try await linked.stranger.get(try await linked.path(.lead)).page
        #expect(lead.links.contains("/actions/AP-0001/pass-on"))
        let contributor = try await linked.stranger.get(try await linked.path(.contributor)).page
        #expect(contributor.texts(class: "lead-answer").count == 1)
        #expect(!contributor.links.contains { $0.contains("pass-on") })
        #expect(contributor.main.contains("tell the coordinator"))
    }

    @Test("A member without actions, or without a role that reports, gets a page that says so")
    func nothing() async throws {
        let linked = try await LinkedPlan.make()
        let page = try await linked.stranger.get(try await linked.path(.reader)).page
        #expect(page.main.contains("There is nothing for you to answer here."))
        #expect(page.forms.isEmpty)
    }

    @Test("Many commitments are folded, and one of many can be done")
    func many() async throws {
        let linked = try await LinkedPlan.make { _ in
        } actions: { cast in
            let all = try (1...9).map { number in
                Commitment(wording: "Step \(number)", due: try TestCity.day("2026-12-0\(number)"))
            }
            return [TestCity.action("Nine steps", all, try cast[.lead])]
        }
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let page = try await browser.get(path).page
        #expect(page.all("details").count == 1)
        #expect(page.all("input").filter { $0["name"] == "completes-1" }.count == 10)
        let done = try await browser.fill(
            path, ["answer-1": ["done"], "completes-1": ["3", "5"], "evidence-1": ["Seen"]])
        #expect(done.status == 303)
        let action = try await linked.small.action(1)
        #expect(action.promises.filter { $0.completed != nil }.map(\.number) == [3, 5])
    }

    @Test("The same form one after the other, whatever was answered: known the second time")
    func again() async throws {
        let linked = try await LinkedPlan.make { _ in
        } actions: { cast in
            let due = try TestCity.day("2026-12-31")
            return [
                TestCity.action("One day", [Commitment(wording: "2026", due: due)], try cast[.lead]),
                TestCity.action(
                    "Two days", [Commitment(wording: "A", due: due), Commitment(wording: "B", due: due)],
                    try cast[.lead]),
                TestCity.action("One more", [Commitment(wording: "2026", due: due)], try cast[.lead]),
            ]
        }
        let path = try await linked.path(.lead)
        let browser = linked.stranger
        let shown = try await browser.get(path)
        let all = try require(
            shown.page.all("input").first { $0["name"] == "completes-2" }?["value"], "all commitments")
        #expect(all == "1,2")
        let answers: [String: [String]] = [
            "answer-1": ["done"], "evidence-1": ["Seen"], "answer-2": ["done"], "completes-2": [all],
            "evidence-2": ["Both"], "answer-3": ["longer"], "new-day-3-day": ["31"], "new-day-3-month": ["1"],
            "new-day-3-year": ["2027"], "note-3": ["Lease"],
        ]
        #expect(try await browser.submit(shown, at: path, answers).status == 303)
        let before = try await linked.site.written()
        let second = try await browser.submit(shown, at: path, answers)
        #expect(second.status == 303, "\(second.page.problems) \(second.page.texts(class: "warning"))")
        #expect(try await browser.follow(second).page.texts(class: "done").first?.contains("3 answers") == true)
        #expect(try await linked.site.written() == before)
        #expect(try await linked.small.action(2).promises.allSatisfy { $0.completed?.evidence == "Both" })
    }

    @Test("A disk that is full is said at the action, with what was typed still there")
    func fullDisk() async throws {
        let disk = FullDisk()
        let linked = try await LinkedPlan.make { $0.strategies = { disk.store($0) } }
        let path = try await linked.path(.lead)
        disk.isFull = true
        let answer = try await linked.stranger.fill(path, ["answer-1": ["none"], "note-1": ["TYPED"]])
        #expect(answer.status == 422)
        #expect(answer.page.problems.first?.text.contains("could not be saved just now") == true)
        #expect(answer.page.form()?.value("note-1") == "TYPED")
        disk.isFull = false
        #expect(try await linked.stranger.submit(answer, at: path, [:]).status == 303)
    }
}
