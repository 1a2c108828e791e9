import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("The plan desk: allowed, decided, written, seen")
struct PlanDeskTests {
    @Test("A lead reports, the board sees the new colour, and yesterday's picture does not move")
    func reportAndAsAt() async throws {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let plan = try await test.importPlan(by: cast)
        test.go(to: "2026-07-10")
        let sight = Sight.of(cast.reader)
        let before = try await test.house.plans.picture(of: plan, sight, at: try await test.house.plans.moment())
        #expect(before.standing(of: ActionID(1))?.status == .overdue)
        test.go(to: "2026-07-11")
        _ = try await test.house.plans.perform(
            .reportProgress(
                ReportProgress(
                    action: ActionID(1), note: "Opened", evidence: "Clinic open", completes: [.init(promise: 1)])),
            by: cast.lead)
        let now = try await test.house.plans.picture(of: plan, sight, at: try await test.house.plans.moment())
        #expect(now.standing(of: ActionID(1))?.status == .completed)
        let yesterday = try await test.house.plans.moment(asAt: Day(year: 2026, month: 7, day: 10))
        let then = try await test.house.plans.picture(of: plan, sight, at: yesterday)
        #expect(then.standing(of: ActionID(1))?.status == .overdue)
        #expect(!yesterday.isToday)
    }

    @Test("What a sight does not reach does not exist: not in the plan, not in the counts, not by reference")
    func sight() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        let plan = try await test.importPlan(by: cast)
        let moment = try await test.house.plans.moment()
        let all = try await test.house.plans.picture(of: plan, Sight.of(cast.coordinator), at: moment)
        let some = try await test.house.plans.picture(of: plan, Sight.of(cast.reader), at: moment)
        #expect(all.counts.total == 3)
        #expect(some.counts.total == 2)
        await #expect(throws: DeskRefusal.self) {
            try await test.house.plans.picture(with: ActionID(3), Sight.of(cast.reader), at: moment)
        }
        await #expect(throws: DeskRefusal.self) {
            try await test.house.plans.picture(
                of: plan, Sight.of(Member.onlyAdministrator(cast.administrator)), at: moment)
        }
    }

    @Test("A command on an action out of sight is refused as if there were none")
    func foreignAction() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        for id in [3, 99] {
            do {
                try await test.house.plans.perform(
                    .reportProgress(ReportProgress(action: ActionID(id), note: "x")), by: cast.lead)
                Issue.record("action \(id) took a report")
            } catch let refusal as DeskRefusal {
                guard case .notFound = refusal else {
                    Issue.record("\(refusal)")
                    continue
                }
            }
        }
    }

    @Test("Nobody decides their own request, and readers decide nothing")
    func ownRequest() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        let plan = try await test.importPlan(by: cast)
        let later = try #require(Day(year: 2026, month: 9, day: 30))
        try await test.house.plans.perform(
            .askDelay(AskDelay(action: ActionID(1), promise: 1, newDay: later, reason: "Lease")), by: cast.lead)
        let decide = PlanCommand.decideDelay(DecideDelay(action: ActionID(1), promise: 1, agrees: true))
        for member in [cast.lead, cast.reader, cast.contributor, cast.administrator.without(.coordinator)] {
            await #expect(throws: DeskRefusal.self) { try await test.house.plans.perform(decide, by: member) }
        }
        try await test.house.plans.perform(decide, by: cast.approver)
        let picture = try await test.house.plans.picture(
            of: plan, Sight.of(cast.reader), at: try await test.house.plans.moment())
        #expect(picture.plan.action(ActionID(1))?.promises[0].agreedDay == later)
        #expect(picture.plan.action(ActionID(1))?.promises[0].slips == 1)
    }

    @Test("A stale page is told so, with both versions, and writes nothing")
    func stale() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        let plan = try await test.importPlan(by: cast)
        let moment = try await test.house.plans.moment()
        let seen = try #require(
            try await test.house.plans.picture(of: plan, Sight.of(cast.lead), at: moment).plan.action(ActionID(1))
        ).version
        let report = PlanCommand.reportProgress(ReportProgress(action: ActionID(1), note: "First"))
        let first = try await test.house.plans.perform(report, by: cast.lead, expecting: seen)
        do {
            try await test.house.plans.perform(report, by: cast.contributor, expecting: seen)
            Issue.record("the second report was taken")
        } catch DeskRefusal.stale(let stale) {
            #expect(stale.seen == seen && stale.now == first.sequence)
        }
        #expect(try await test.house.keeping.head()?.sequence == first.sequence)
    }

    @Test("Everything that is wrong is said at once")
    func allProblems() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        do {
            try await test.house.plans.perform(
                .reportProgress(
                    ReportProgress(
                        action: ActionID(1), note: String(repeating: "x", count: 5000), evidence: nil,
                        happened: Day(year: 2030, month: 1, day: 1), completes: [.init(promise: 1), .init(promise: 7)])),
                by: cast.lead)
            Issue.record("it was taken")
        } catch DeskRefusal.problems(let problems) {
            #expect(Set(problems.compactMap(\.field)).isSuperset(of: ["note", "evidence", "happened"]))
            #expect(problems.allSatisfy { $0.sentence.hasSuffix(".") })
        }
    }

    @Test("A round's debtors are found on the whole plan, whoever opens it; silence turns red when it has closed")
    func roundAndSilence() async throws {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let plan = try await test.importPlan(by: cast)
        test.go(to: "2026-06-30")
        let open = OpenRound(
            periodFrom: try #require(Day(iso: "2026-04-01")), periodTo: try #require(Day(iso: "2026-06-30")),
            opens: try #require(Day(iso: "2026-06-30")), closes: try #require(Day(iso: "2026-07-14")))
        try await test.house.plans.perform(.openRound(open, plan), by: cast.coordinator)
        try await test.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(2), note: "Met in June")), by: cast.contributor)
        test.go(to: "2026-07-15")
        let picture = try await test.house.plans.picture(
            of: plan, Sight.of(cast.coordinator), at: try await test.house.plans.moment())
        #expect(picture.plan.owed.values.first == [ActionID(1), ActionID(2), ActionID(3)])
        #expect(picture.standing(of: ActionID(3))?.status == .silent)
        #expect(picture.standing(of: ActionID(2))?.status != .silent)
    }

    @Test("A day to come is refused in words")
    func dayToCome() async throws {
        let test = try await TestHouse.make()
        _ = try await test.cast()
        await #expect(throws: DeskRefusal.self) {
            try await test.house.plans.moment(asAt: Day(year: 2027, month: 1, day: 1))
        }
    }

    @Test("Two hundred members who report at once are all heard, one after the other")
    func concurrentReports() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        let before = try #require(try await test.house.keeping.head()).sequence.number
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await test.house.plans.perform(
                        .reportProgress(ReportProgress(action: ActionID(1 + number % 2), note: "Report \(number)")),
                        by: number % 3 == 0 ? cast.contributor : cast.lead)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.house.keeping.head()?.sequence.number == before + 200)
        #expect(try await test.house.keeping.verify().faults.isEmpty)
    }
}

extension Member {
    fileprivate func without(_ role: Role) -> Member {
        var copy = self
        copy.roles.remove(role)
        return copy
    }

    static func onlyAdministrator(_ member: Member) -> Member {
        var copy = member
        copy.roles = [.administrator]
        return copy
    }
}
