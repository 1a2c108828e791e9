import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Amending an action, taking back an entry, undoing an import: the pages")
struct ChangeFormTests {
    static let amend = "/actions/AP-0001/amend"

    @Test("Every field is prefilled; the change is shown, old beside new and as understood, before it is entered")
    func amends() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.get("/actions/AP-0001").page.links.contains(Self.amend))
        let shown = try await coordinator.get(Self.amend)
        #expect(shown.page.form()?.value("text") == "Open a weekly clinic")
        let before = try await small.site.written()
        let checked = try await coordinator.submit(
            shown, at: Self.amend,
            ["text": ["Open a daily clinic"], "timescale": ["bi-monthly"], "reason": ["Board"]],
            button: "check")
        #expect(checked.status == 200)
        #expect(try await small.site.written() == before, "nothing is entered yet")
        let page = checked.page
        #expect(page.heading == "Check the amendment")
        #expect(page.rows.contains(["Wording", "Open a weekly clinic", "Open a daily clinic"]))
        #expect(page.main.contains("Marked: not understood"))
        #expect(page.main.contains("falls away"))
        let back = try await coordinator.submit(checked, at: Self.amend, [:], button: "change")
        #expect(back.page.form()?.value("text") == "Open a daily clinic")
        let mended = try await coordinator.submit(
            back, at: Self.amend, ["timescale": ["By spring 2027"]], button: "check")
        #expect(mended.page.main.contains("due 31 May 2027") && !mended.page.main.contains("Marked:"))
        let done = try await coordinator.submit(mended, at: Self.amend, [:], button: "enter")
        #expect(done.status == 303)
        let record = try await coordinator.follow(done).page
        #expect(record.heading == "Open a daily clinic" && record.banner?.contains("was amended") == true)
        #expect(record.texts(class: "event").first?.contains("Board") == true)
    }

    @Test("Nothing changed, no reason, no text: said at the field, with what was typed")
    func mistakes() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let same = try await coordinator.fill(Self.amend, [:], button: "check")
        #expect(same.status == 422 && Set(same.page.problems.map(\.field)) == ["text", "reason"])
        let empty = try await coordinator.fill(
            Self.amend, ["text": [" "], "leads": ["Police"], "reason": ["Board"]], button: "check")
        #expect(empty.status == 422 && empty.page.problems.map(\.field) == ["text"])
        #expect(empty.page.form()?.value("leads") == "Police")
    }

    @Test("What may describe a person is asked about on the check page, and not about what stood already")
    func screening() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let checked = try await coordinator.fill(
            Self.amend, ["notes": ["Ring 01632 960 123"], "reason": ["Board"]], button: "check")
        #expect(checked.status == 200 && checked.page.texts(class: "warning").joined().contains("01632 960 123"))
        let unconfirmed = try await coordinator.submit(checked, at: Self.amend, [:], button: "enter")
        #expect(unconfirmed.status == 422 && unconfirmed.page.problems.map(\.field) == ["screening"])
        let done = try await coordinator.submit(unconfirmed, at: Self.amend, ["screening": ["yes"]], button: "enter")
        #expect(done.status == 303)
        let again = try await coordinator.fill(
            Self.amend, ["measure": ["Visits a week"], "reason": ["Board"]], button: "check")
        #expect(again.page.form()?.names.contains("screening") == false)
    }

    @Test("Two at once: the later one sees both versions and loses neither", arguments: ["check", "enter"])
    func stale(button: String) async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let shown = try await coordinator.get(Self.amend)
        let lead = try await small.browser(.lead)
        #expect(try await lead.fill("/actions/AP-0001/report", ["answer": ["none"]]).status == 303)
        let late = try await coordinator.submit(
            shown, at: Self.amend, ["text": ["Open two clinics"], "reason": ["Board"]], button: button)
        #expect(late.status == 409)
        #expect(late.page.main.contains("No change reported."))
        #expect(late.page.rows.contains(["Wording", "Open a weekly clinic", "Open two clinics"]))
        #expect(late.page.form()?.value("text") == "Open two clinics")
        let checked = try await coordinator.submit(late, at: Self.amend, [:], button: "check")
        #expect(try await coordinator.submit(checked, at: Self.amend, [:], button: "enter").status == 303)
    }

    @Test("From the timeline an entry is taken back: the consequence is named, and the history says so in words")
    func corrects() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let reported = try await lead.fill(
            "/actions/AP-0001/report",
            ["answer": ["done"], "note": ["Opened"], "completes": ["1"], "evidence": ["Seen"]])
        #expect(reported.status == 303)
        let link = try #require(
            try await lead.get("/actions/AP-0001").page.links.first { $0.hasPrefix("/actions/AP-0001/correct/") })
        let shown = try await lead.get(link)
        #expect(shown.page.texts(class: "warning").joined().contains("Commitment 1 is not completed any more."))
        let mute = try await lead.submit(shown, at: link, [:])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["reason"])
        let done = try await lead.submit(mute, at: link, ["reason": ["Wrong action"]])
        #expect(done.status == 303)
        let record = try await lead.follow(done).page
        #expect(record.banner?.contains("was corrected") == true)
        #expect(record.main.contains("it no longer counts") && record.main.contains("Wrong action"))
        #expect(!record.links.contains(link))
        #expect(try await small.action(1).promise(1)?.completed == nil)
        let again = try await lead.get(link)
        #expect(again.page.form() == nil && again.page.main.contains("cannot be corrected"))
        #expect(try await lead.get("/actions/AP-0001/correct/9999").status == 404)
    }

    @Test("What a later entry rests on is named, with what to do")
    func builtOn() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        #expect(try await lead.fill("/actions/AP-0001/report", ["answer": ["none"]]).status == 303)
        let link = try #require(
            try await lead.get("/actions/AP-0001").page.links.first { $0.hasPrefix("/actions/AP-0001/correct/") })
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(
            try await coordinator.fill(
                "/actions/AP-0001/withdraw", ["reason": ["Replaced"], "successor": ["AP-0002"]]
            ).status == 303)
        let refused = try await lead.get(link)
        #expect(refused.page.form() == nil && refused.page.main.contains("Correct that entry first"))
        let replaced = try await coordinator.get("/actions/AP-0001").page
        #expect(replaced.main.contains("Replaced by") && replaced.links.contains("/actions/AP-0002"))
        let successor = try await coordinator.get("/actions/AP-0002").page
        #expect(successor.main.contains("Takes the place of") && successor.links.contains("/actions/AP-0001"))
    }

    @Test("An import is undone from the plan's page, with its consequence named; then the plan is gone from the list")
    func undoes() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/undo-import"
        #expect(try await coordinator.get(small.path).page.links.contains(path))
        #expect(try await coordinator.get("\(small.path)/entered").page.links.contains(path))
        let shown = try await coordinator.get(path)
        #expect(shown.page.texts(class: "warning").joined().contains("The plan leaves, with its 3 actions."))
        let mute = try await coordinator.submit(shown, at: path, [:])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["reason"])
        let lead = try await small.browser(.lead)
        #expect(try await lead.get(path).status == 403)
        let done = try await coordinator.submit(mute, at: path, ["reason": ["The wrong file"]])
        #expect(done.status == 303 && done.location == "/plans")
        #expect(try await coordinator.follow(done).page.banner?.contains("The import was undone.") == true)
        #expect(try await coordinator.get(small.path).status == 404)
        #expect(try await coordinator.get("/actions/AP-0001").status == 404)
    }

    @Test("Once somebody has reported, the page says what rests on the import and shows no form")
    func undoRefused() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        #expect(try await lead.fill("/actions/AP-0001/report", ["answer": ["none"]]).status == 303)
        let coordinator = try await small.browser(.clearedCoordinator)
        let page = try await coordinator.get("\(small.path)/undo-import").page
        #expect(page.main.contains("progress was reported on AP-0001"))
        #expect(page.form() == nil)
    }
}
