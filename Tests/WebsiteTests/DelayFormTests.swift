import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Asking for a later day, deciding it, withdrawing and passing on")
struct DelayFormTests {
    private static let later: [String: [String]] = [
        "commitment": ["1"], "new-day-day": ["31"], "new-day-month": ["August"], "new-day-year": ["2026"],
        "reason": ["The landlord has not signed."],
    ]

    private func asked(_ choose: (inout TestSite.Choices) -> Void = { _ in }) async throws -> SmallPlan {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole], choose)
        let done = try await small.browser(.lead).fill("/actions/AP-0001/delay", Self.later)
        #expect(done.status == 303)
        return small
    }

    @Test("A lead asks; the commitment stays as it is until somebody decides")
    func ask() async throws {
        let small = try await asked()
        let request = try require(try await small.action(1).promise(1)?.request)
        #expect(request.newDay == (try TestCity.day("2026-08-31")))
        let lead = try await small.browser(.lead)
        let record = try await lead.get("/actions/AP-0001").page
        #expect(record.main.contains("30 Jun 2026"))
        #expect(record.main.contains("a delay to 31 August 2026 is asked for"))
        #expect(!record.links.contains("/actions/AP-0001/delay/1"), "who asks does not decide")
        let coordinator = try await small.browser(.clearedCoordinator)
        #expect(try await coordinator.get("/actions/AP-0001").page.links.contains("/actions/AP-0001/delay/1"))
        #expect(try await coordinator.get(small.path).page.links.contains("\(small.path)?need=delay-asked"))
        #expect(try await coordinator.get("\(small.path)?need=delay-asked").page.rows.count == 1)
        let again = try await lead.fill("/actions/AP-0001/delay", Self.later)
        #expect(again.status == 422)
        #expect(again.page.problems.first?.text.contains("asked for already") == true)
    }

    static let wrong: [(String, [String: [String]], [String])] = [
        ("nothing", ["commitment": []], ["commitment", "new-day-day", "reason"]),
        ("no reason", later.merging(["reason": [" "]]) { $1 }, ["reason"]),
        ("not later", later.merging(["new-day-month": ["5"], "new-day-day": ["20"]]) { $1 }, ["new-day-day"]),
        ("no such day", later.merging(["new-day-month": ["9"]]) { $1 }, ["new-day-day"]),
        ("far away", later.merging(["new-day-year": ["2050"]]) { $1 }, ["new-day-day"]),
    ]

    @Test("What is wrong with a request is said at its field, all at once", arguments: wrong)
    func mistakes(name: String, changes: [String: [String]], fields: [String]) async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let before = try await small.site.written()
        let answer = try await lead.fill("/actions/AP-0001/delay", changes)
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == fields)
        #expect(answer.page.form()?.value("reason") == changes["reason"]?.first?.trimmingPrefix(" ").description ?? "")
        #expect(answer.page.form()?.value("new-day-month") == changes["new-day-month"]?.first ?? "")
        #expect(try await small.site.written() == before)
    }

    @Test("Agreed: the new day counts, with one slip, and the history says who")
    func agree() async throws {
        let small = try await asked()
        let approver = try await small.browser(.approver)
        let path = "/actions/AP-0001/delay/1"
        let shown = try await approver.get(path).page
        #expect(shown.main.contains("The landlord has not signed."))
        #expect(shown.main.contains("31 August 2026"))
        let done = try await approver.fill(path, ["agrees": ["yes"]])
        #expect(done.status == 303)
        let page = try await approver.follow(done).page
        #expect(page.banner?.contains("The decision on AP-0001 was recorded.") == true)
        #expect(page.main.contains("31 Aug 2026") && page.main.contains("1 slip"))
        #expect(page.texts(class: "event").first?.contains(Seat.approver.post) == true)
        let promise = try require(try await small.action(1).promise(1))
        #expect(promise.request == nil && promise.slips == 1)
        #expect(try await approver.get(path).status == 404, "there is nothing left to decide")
    }

    @Test("Refused: with a note, which is needed; the due day stays")
    func refuse() async throws {
        let small = try await asked()
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "/actions/AP-0001/delay/1"
        let undecided = try await coordinator.fill(path, [:])
        #expect(undecided.status == 422 && undecided.page.problems.map(\.field) == ["agrees"])
        let mute = try await coordinator.fill(path, ["agrees": ["no"]])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["note"])
        #expect(mute.page.form()?.value("agrees") == "no")
        let done = try await coordinator.submit(mute, at: path, ["note": ["Use the smaller room."]])
        #expect(done.status == 303)
        let record = try await coordinator.follow(done).page
        #expect(record.main.contains("Use the smaller room.") && record.main.contains("30 Jun 2026"))
        #expect(try await small.action(1).promise(1)?.slips == 0)
    }

    @Test("Nobody decides their own request, whatever their roles, not by the page and not past it")
    func ownRequest() async throws {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole]) { _ in
        } actions: { cast in
            [
                TestCity.action(
                    "Hire", [Commitment(wording: "June", due: try TestCity.day("2026-06-30"))], try cast[.everyRole])
            ]
        }
        let own = try await small.browser(.everyRole)
        #expect(try await own.fill("/actions/AP-0001/delay", Self.later).status == 303)
        let before = try await small.site.written()
        let page = try await own.get("/actions/AP-0001/delay/1")
        #expect(page.status == 403)
        #expect(page.page.main.contains("Nobody decides their own request."))
        #expect(try await own.post("/actions/AP-0001/delay/1", [("agrees", "yes")]).status == 403)
        #expect(try await small.site.written() == before)
        let other = try await small.browser(.clearedCoordinator)
        #expect(try await other.fill("/actions/AP-0001/delay/1", ["agrees": ["yes"]]).status == 303)
    }

    @Test("Withdrawn with a reason and a successor: out of the counts, still on its page, without its forms")
    func withdraw() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "/actions/AP-0001/withdraw"
        let warned = try await coordinator.get(path).page
        #expect(warned.texts(class: "warning").joined().contains("leaves the counts"))
        let mute = try await coordinator.fill(path, ["successor": ["the other one"]])
        #expect(mute.status == 422)
        #expect(mute.page.problems.map(\.field) == ["successor"])
        #expect(mute.page.form()?.value("successor") == "the other one")
        let absent = try await coordinator.fill(path, ["reason": [""], "successor": ["AP-0099"]])
        #expect(Set(absent.page.problems.map(\.field)) == ["reason", "successor"])
        let done = try await coordinator.fill(
            path, ["reason": ["Replaced by a larger one."], "successor": ["AP-0002"]])
        #expect(done.status == 303)
        let record = try await coordinator.follow(done).page
        #expect(record.main.contains("Replaced by a larger one."))
        #expect(record.main.contains("Withdrawn"))
        // What is left is the way to take the withdrawal back.
        let ways = record.links.filter { $0.hasPrefix("/actions/AP-0001/") }
        #expect(ways.allSatisfy { $0.hasPrefix("/actions/AP-0001/correct/") } && ways.count == 1)
        let list = try await coordinator.get(small.path).page
        #expect(list.rows.count == 3)
        let lead = try await small.browser(.lead)
        #expect(try await lead.fill("/actions/AP-0001/report", ["answer": ["none"]]).status == 422)
    }

    @Test("An action that is out of sight is no successor there is")
    func unseenSuccessor() async throws {
        let city = try await TestCity.make()
        let coordinator = try await city.browser(.coordinator)
        var sentences: Set<String> = []
        for reference in [TestCity.Deed.markedOfNobody.reference, "AP-0099"] {
            let answer = try await coordinator.fill(
                "\(TestCity.Deed.ofNobody.path)/withdraw", ["reason": ["x"], "successor": [reference]])
            #expect(answer.status == 422)
            sentences.formUnion(answer.page.problems.map { $0.text.replacing(reference, with: "REFERENCE") })
        }
        #expect(sentences.count == 1)
    }

    @Test("A lead passes on what they own, to somebody who may report; the history stays")
    func passOn() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let path = "/actions/AP-0001/pass-on"
        let options = try await lead.get(path).page.all("option").compactMap { $0["value"] }
        let contributor = try small.cast[.contributor].id.number
        #expect(options == ["", String(contributor)])
        #expect(try await lead.fill(path, [:]).page.problems.map(\.field) == ["to"])
        #expect(try await lead.post(path, [("to", String(try small.cast[.reader].id.number))]).status == 422)
        #expect(try await lead.post(path, [("to", "99")]).status == 422)
        let done = try await lead.fill(path, ["to": [String(contributor)]])
        #expect(done.status == 303)
        #expect(try await small.action(1).updateOwner?.number == contributor)
        #expect(try await lead.get(path).status == 403, "it is theirs no longer")
        #expect(try await small.browser(.contributor).get("/actions/AP-0001/report").status == 200)
    }

    @Test("A request decided by somebody else meanwhile is not decided twice")
    func decidedTwice() async throws {
        let small = try await asked()
        let path = "/actions/AP-0001/delay/1"
        let approver = try await small.browser(.approver)
        let coordinator = try await small.browser(.clearedCoordinator)
        let shown = try await coordinator.get(path)
        #expect(try await approver.fill(path, ["agrees": ["yes"]]).status == 303)
        let before = try await small.site.written()
        let late = try await coordinator.submit(shown, at: path, ["agrees": ["no"], "note": ["No."]])
        #expect([404, 409, 422].contains(late.status))
        #expect(try await small.site.written() == before)
    }
}
