import Coordination
import HTTPTypes
import Testing
import Vocabulary

@testable import Website

@Suite("What cannot be saved just now is given back")
struct UnsavedFormTests {
    @Test("A full disk: the page holds what was typed, and the same is sent from it when there is room")
    func fullDisk() async throws {
        let disk = FullDisk()
        let small = try await SmallPlan.make { $0.strategies = { disk.store($0) } }
        let lead = try await small.browser(.lead)
        let path = "/actions/AP-0001/report"
        disk.isFull = true
        let typed = "Two briefings, and a third to come"
        let answer = try await lead.fill(path, ["answer": ["done"], "note": [typed]])
        #expect(answer.status == 503)
        #expect(answer.page.main.contains(typed))
        #expect(answer.page.faults.isEmpty, "\(answer.page.faults)")
        let form = try #require(answer.page.form(action: path))
        #expect(form.value("note") == typed && form.value("answer") == "done")
        disk.isFull = false
        let before = try await small.site.written()
        #expect(try await lead.submit(answer, at: path, [:], action: path).status == 303)
        #expect(try await small.site.written() != before)
    }

    @Test("A form with a password is not written into a page, nor a form of nobody")
    func secrets() async throws {
        let site = try await TestSite.make { choices in
            choices.members = { _ in FailingMembers(fault: KeepingRefusal.diskFull) }
        }
        let answer = try await Browser(site).fill(
            "/sign-in", ["email": ["a@test.example"], "password": ["TYPED-PASSWORD"]], action: "/sign-in")
        #expect(answer.status == 503)
        #expect(!answer.everything.contains("TYPED-PASSWORD") && !answer.everything.contains("a@test.example"))
    }

    @Test(
        "What passes is 503 with its own words; what nobody expected is 500",
        arguments: [
            (KeepingRefusal.diskFull, "disk-full"), (KeepingRefusal.diskFailed, "disk-failed"),
            (KeepingRefusal.closed, "closed"),
        ])
    func faults(refusal: KeepingRefusal, reason: String) {
        #expect(PageError(refusal) == .unavailable(reason))
        #expect(PageError(refusal).status.code == 503)
        #expect(PageError(KeepingRefusal.heldByAnotherProcess).status.code == 500)
    }
}
