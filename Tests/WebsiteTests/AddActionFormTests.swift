import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Adding an action to a plan")
struct AddActionFormTests {
    static let path = "/plans/1/actions/new"

    @Test("A coordinator adds an action; it has the next reference, its deadline is understood")
    func adds() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.get(small.path).page.links.contains(Self.path))
        let done = try await coordinator.fill(
            Self.path,
            [
                "text": ["Train the wardens"], "timescale": ["By end March 2027"], "leads": ["Police\nCouncil"],
                "update-owner": [String(try small.cast[.lead].id.number)],
                "contributing": [String(try small.cast[.contributor].id.number)],
            ])
        #expect(done.status == 303 && done.location == "/actions/AP-0004")
        let page = try await coordinator.follow(done).page
        #expect(page.banner?.contains("AP-0004 was added to the plan.") == true)
        #expect(page.heading == "Train the wardens")
        #expect(page.texts(class: "event").first?.contains("Added to the plan") == true)
        let action = try await small.action(4)
        #expect(action.wording.leads == ["Police", "Council"])
        #expect(action.promises.map(\.commitment.due) == [try TestCity.day("2027-03-31")])
        #expect(action.position == 4 && action.raisedIn == nil)
    }

    @Test("From a meeting it goes back to the meeting, and the action says where it was raised")
    func meeting() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let shown = try await coordinator.get("\(Self.path)?meeting=3")
        #expect(shown.page.form()?.value("meeting") == "3")
        let done = try await coordinator.submit(shown, at: Self.path, ["text": ["Ask the landlord"]])
        #expect(done.status == 303 && done.location == "/meetings/3")
        #expect(try await small.action(4).raisedIn == MeetingID(3))
        let odd = try await coordinator.get("\(Self.path)?meeting=../../x").page
        #expect(odd.form()?.names.contains("meeting") == false)
    }

    @Test("What is missing is said at its field and nothing that was typed is lost")
    func mistakes() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let before = try await small.site.written()
        let answer = try await coordinator.fill(Self.path, ["leads": ["Police"], "timescale": ["Quarterly"]])
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == ["text"])
        #expect(answer.page.form()?.value("leads") == "Police")
        #expect(answer.page.form()?.value("timescale") == "Quarterly")
        #expect(try await small.site.written() == before)
    }

    @Test("What may describe a person is shown, and is entered only once somebody has confirmed it")
    func screening() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let shown = try await coordinator.fill(Self.path, ["text": ["Ring 01632 960 123 about the flat"]])
        #expect(shown.status == 422)
        #expect(shown.page.problems.map(\.field) == ["screening"])
        #expect(shown.page.texts(class: "warning").joined().contains("01632 960 123"))
        let done = try await coordinator.submit(shown, at: Self.path, ["screening": ["yes"]])
        #expect(done.status == 303)
    }

    @Test("Only coordinators add actions, and not to a plan of another day")
    func rights() async throws {
        let small = try await SmallPlan.make()
        for seat: Seat in [.lead, .contributor, .approver, .reader] {
            let browser = try await small.browser(seat)
            #expect(try await browser.get(Self.path).status == 403)
            #expect(try await browser.post(Self.path, [("text", "x")]).status == 403)
            #expect(try await browser.get(small.path).page.links.contains(Self.path) == false)
        }
    }

    @Test("Somebody changed the plan meanwhile: what was typed stays, and sending it again is a decision")
    func stale() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let shown = try await coordinator.get(Self.path)
        let other = try await small.browser(.clearedCoordinator)
        #expect(try await other.fill(Self.path, ["text": ["First"]]).status == 303)
        let stale = try await coordinator.submit(shown, at: Self.path, ["text": ["Second"]])
        #expect(stale.status == 409)
        #expect(stale.page.form()?.value("text") == "Second")
        #expect(try await coordinator.submit(stale, at: Self.path, [:]).status == 303)
        #expect(try await small.action(5).wording.text == "Second")
    }
}
