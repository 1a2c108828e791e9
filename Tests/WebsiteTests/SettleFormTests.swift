import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The settle list and the update owners")
struct SettleFormTests {
    /// Sixty past deadlines, so that there are two pages of them; two that the plan says were done.
    private func past(_ count: Int = 60) async throws -> SmallPlan {
        try await SmallPlan.make { _ in
        } actions: { cast in
            try (1...count).map { number in
                TestCity.action(
                    "Promise \(number)",
                    [
                        Commitment(
                            wording: "By March 2026", due: try TestCity.day("2026-03-31"), past: number <= 2)
                    ], number % 2 == 0 ? try cast[.lead] : nil)
            }
        }
    }

    @Test("Answers to many at once, with one note; the page says what was recorded and what is left")
    func bulk() async throws {
        let small = try await past()
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/settle"
        let shown = try await coordinator.get(path)
        #expect(shown.page.texts(class: "result") == ["60 deadlines to settle"])
        #expect(shown.page.rows.count == 50)
        #expect(shown.page.main.contains("Showing 1 to 50 of 60"))
        let form = try require(shown.page.form())
        #expect(form.value("answer-1-1") == "done", "what the plan says was done is proposed")
        #expect(form.value("answer-3-1") == "")
        let done = try await coordinator.submit(
            shown, at: path,
            [
                "answer-3-1": ["missed"], "answer-4-1": ["delay"], "all": ["done"], "until-day": ["30"],
                "until-month": ["9"], "until-year": ["2026"], "note": ["Minutes of the board, April 2026"],
            ])
        #expect(done.status == 303)
        let after = try await coordinator.follow(done).page
        #expect(after.banner?.contains("Answers recorded: 50.") == true)
        #expect(after.texts(class: "result") == ["10 deadlines to settle"])
        let three = try require(try await small.action(3).promise(1))
        let four = try require(try await small.action(4).promise(1))
        let five = try require(try await small.action(5).promise(1))
        #expect(three.settled == .missed && five.settled == .done)
        #expect(four.settled == .delayAgreed(until: try TestCity.day("2026-09-30")))
        #expect(five.completed?.evidence == "Minutes of the board, April 2026")
        let missed = try await coordinator.get("/actions/AP-0003").page.main
        #expect(missed.contains("confirmed as missed"))
    }

    @Test("When all are answered the page says so, and the tab is gone")
    func empty() async throws {
        let small = try await past(3)
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/settle"
        #expect(try await coordinator.fill(path, ["all": ["missed"], "note": ["Board"]]).status == 303)
        let page = try await coordinator.get(path).page
        #expect(page.texts(class: "empty").first?.contains("Nothing is left to settle.") == true)
        #expect(page.form() == nil)
        #expect(!(try await coordinator.get(small.path).page.links.contains(path)))
    }

    @Test("Nothing chosen, no note where one is needed, no day for a delay: each is said, nothing is recorded")
    func problems() async throws {
        let small = try await past(4)
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/settle"
        let before = try await small.site.written()
        let none = try await coordinator.fill(path, ["answer-1-1": [""], "answer-2-1": [""]])
        #expect(none.status == 422 && none.page.problems.map(\.field) == ["all"])
        let mute = try await coordinator.fill(path, ["answer-3-1": ["withdrawn"]])
        #expect(mute.status == 422 && mute.page.problems.map(\.field) == ["note"])
        #expect(mute.page.form()?.value("answer-3-1") == "withdrawn", "what was chosen is kept")
        let dayless = try await coordinator.fill(path, ["answer-3-1": ["delay"], "note": ["Agreed in March"]])
        #expect(dayless.status == 422 && dayless.page.problems.map(\.field) == ["until-day"])
        #expect(dayless.page.form()?.value("note") == "Agreed in March")
        let early = try await coordinator.fill(
            path,
            ["answer-3-1": ["delay"], "note": ["x"], "until-day": ["1"], "until-month": ["4"], "until-year": ["2026"]])
        #expect(early.status == 422 && early.page.problems.count >= 1)
        for page in [none, mute, dayless, early].map(\.page) {
            for problem in page.problems { #expect(page.element(id: problem.field) != nil, "\(problem)") }
        }
        #expect(try await small.site.written() == before)
    }

    @Test("Answers for what is not on the list are refused as a whole")
    func offTheList() async throws {
        let small = try await past(2)
        let coordinator = try await small.browser(.clearedCoordinator)
        let before = try await small.site.written()
        for name in ["answer-99-1", "answer-1-7"] {
            let answer = try await coordinator.post(
                "\(small.path)/settle", [(name, "missed"), ("answer-2-1", "missed")])
            #expect(answer.status == 422, "\(name)")
        }
        #expect(try await small.site.written() == before)
    }

    @Test("A list that moved meanwhile comes back with what was chosen and what stands")
    func stale() async throws {
        let small = try await past(3)
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/settle"
        let shown = try await coordinator.get(path)
        #expect(try await coordinator.fill("\(small.path)/owners", ["lead": [""], "lead-2": [""]]).status == 303)
        let before = try await small.site.written()
        let stale = try await coordinator.submit(shown, at: path, ["answer-3-1": ["missed"], "note": ["Kept text"]])
        #expect(stale.status == 409)
        #expect(stale.page.form()?.value("answer-3-1") == "missed")
        #expect(stale.page.form()?.value("note") == "Kept text")
        #expect(stale.page.main.contains("Somebody changed this while you were writing"))
        #expect(try await small.site.written() == before)
        #expect(try await coordinator.submit(stale, at: path, [:]).status == 303)
    }

    // MARK: Owners

    @Test("Owners are chosen for a lead as printed, for all its actions; vacant is a choice")
    func owners() async throws {
        let small = try await past(4)
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/owners"
        let page = try await coordinator.get(path).page
        #expect(page.rows.map(\.first) == ["TBA 2 actions", "Treatment Commissioner 2 actions"])
        let contributor = try small.cast[.contributor].id.number
        let done = try await coordinator.fill(path, ["lead": [String(contributor)], "lead-2": [""]])
        #expect(done.status == 303)
        #expect(try await coordinator.follow(done).page.banner?.contains("4 of the actions") == true)
        #expect(try await small.action(1).updateOwner?.number == contributor)
        #expect(try await small.action(2).updateOwner == nil)
        let vacant = try await coordinator.get("\(small.path)?need=vacant").page
        #expect(vacant.rows.count == 2)
        #expect(try await coordinator.get("\(small.path)?owner=\(contributor)").page.rows.count == 2)
        let before = try await small.site.written()
        let same = try await coordinator.fill(path, ["lead-2": [""]])
        #expect(try await coordinator.follow(same).page.banner?.contains("Nothing was changed") == true)
        #expect(try await small.site.written() == before)
    }

    @Test("Only who may report is offered as an owner, and nobody else is taken")
    func ableOwners() async throws {
        let small = try await past(2)
        let coordinator = try await small.browser(.clearedCoordinator)
        let select = try require(try await coordinator.get("\(small.path)/owners").page.form()).names
        #expect(select.contains("lead"))
        let page = try await coordinator.get("\(small.path)/owners").page
        let offered = Set(page.all("option").compactMap { $0["value"] }).subtracting([""])
        let able = [Seat.lead, .contributor].compactMap { small.cast.members[$0]?.id.number }.map(String.init)
        #expect(offered == Set(able))
        let before = try await small.site.written()
        for number in [try small.cast[.reader].id.number, 99] {
            let answer = try await coordinator.post("\(small.path)/owners", [("lead", String(number))])
            #expect(answer.status == 422)
            for problem in answer.page.problems { #expect(answer.page.element(id: problem.field) != nil) }
        }
        #expect(try await small.site.written() == before)
    }
}
