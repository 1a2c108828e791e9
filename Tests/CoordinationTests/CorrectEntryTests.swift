import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

/// Corrections through the desk, over a store: what is taken back is as if it had not been, from then on.
@Suite("A mistaken entry is taken back by a new entry that names it")
struct CorrectEntryTests {
    /// A house with a plan; AP-0001 has one commitment due on 30 June 2026.
    struct Scene {
        let test: TestHouse
        let cast: TestHouse.Cast
        let plan: StrategyID

        static func make(on day: String = "2026-05-01") async throws -> Scene {
            let test = try await TestHouse.make(on: "2026-05-01")
            let cast = try await test.cast()
            let scene = Scene(test: test, cast: cast, plan: try await test.importPlan(by: cast))
            test.go(to: day)
            return scene
        }

        func action(_ number: Int = 1, asAt day: Day? = nil) async throws -> Action {
            let moment = try await test.house.plans.moment(asAt: day)
            let picture = try await test.house.plans.picture(
                with: ActionID(number), Sight.of(cast.coordinator), at: moment)
            return try #require(picture.plan.action(ActionID(number)))
        }

        func status(asAt day: Day? = nil) async throws -> Status? {
            let moment = try await test.house.plans.moment(asAt: day)
            return try await test.house.plans.picture(with: ActionID(1), Sight.of(cast.coordinator), at: moment)
                .standing(of: ActionID(1))?.status
        }

        @discardableResult
        func does(_ command: PlanCommand, _ member: Member) async throws -> JournalSequence {
            test.wait(seconds: 60)
            return try await test.house.plans.perform(command, by: member).sequence
        }

        func correct(
            _ entry: JournalSequence, action: Int = 1, reason: String = "Wrong action", by member: Member? = nil
        ) async throws -> JournalSequence {
            try await does(
                .correctEntry(CorrectEntry(action: ActionID(action), entry: entry, reason: reason)),
                member ?? cast.coordinator)
        }

        /// The codes a correction is refused with; empty where it was taken.
        func refused(
            _ entry: JournalSequence, action: Int = 1, reason: String = "Wrong", by member: Member? = nil
        ) async throws -> [String] {
            do {
                _ = try await correct(entry, action: action, reason: reason, by: member)
                return []
            } catch DeskRefusal.problems(let refusals) {
                for refusal in refusals { #expect(refusal.sentence.hasSuffix("."), "\(refusal.sentence)") }
                return refusals.map(\.code)
            } catch DeskRefusal.notAllowed {
                return ["not-allowed"]
            }
        }

        func report(completes: Bool = true, by member: Member? = nil) async throws -> JournalSequence {
            try await does(
                .reportProgress(
                    ReportProgress(
                        action: ActionID(1), note: "Opened", evidence: completes ? "Seen" : nil,
                        completes: completes ? [.init(promise: 1)] : [])), member ?? cast.lead)
        }

        func ask(_ day: String) async throws -> JournalSequence {
            try await does(
                .askDelay(
                    AskDelay(
                        action: ActionID(1), promise: 1, newDay: try #require(Day(iso: day)), reason: "Late")),
                cast.lead)
        }

        func decide(_ agrees: Bool) async throws -> JournalSequence {
            try await does(
                .decideDelay(DecideDelay(action: ActionID(1), promise: 1, agrees: agrees, note: "Board")),
                cast.approver)
        }

        func history() async throws -> [PlanHistoryEntry] {
            try await test.house.plans.history(
                of: ActionID(1), Sight.of(cast.coordinator), at: try await test.house.plans.moment())
        }
    }

    @Test("A report: its completion is open again, its update does not count, and yesterday stays as it was")
    func report() async throws {
        let scene = try await Scene.make(on: "2026-07-10")
        let before = try await scene.action()
        let entry = try await scene.report()
        #expect(try await scene.status() == .completed)
        scene.test.go(to: "2026-07-11")
        let correction = try await scene.correct(entry)
        let after = try await scene.action()
        #expect(try await scene.status() == .overdue)
        #expect(after.promises == before.promises && after.lastReport == nil && after.version == correction)
        #expect(try await scene.status(asAt: Day(iso: "2026-07-10")) == .completed, "earlier pictures never change")
        let shown = try await scene.history()
        #expect(shown.first { $0.header.sequence == entry }?.correctedBy == correction)
        #expect(try await scene.test.house.keeping.rebuild().differed == [])
        #expect(try await scene.refused(entry) == ["corrected-already"])
        #expect(try await scene.refused(correction) == ["otherwise-mended"])
        // And the right thing can be entered.
        _ = try await scene.report()
        #expect(try await scene.status() == .completed)
    }

    @Test("An earlier update counts again when the later one is taken back")
    func earlierUpdate() async throws {
        let scene = try await Scene.make()
        let first = try await scene.report(completes: false)
        let second = try await scene.report(completes: false)
        #expect(try await scene.action().lastReport?.sequence == second)
        _ = try await scene.correct(second)
        #expect(try await scene.action().lastReport?.sequence == first)
        #expect(try await scene.test.house.keeping.rebuild().differed == [])
    }

    @Test("A request for a delay is taken back while nobody has decided it")
    func request() async throws {
        let scene = try await Scene.make()
        let asked = try await scene.ask("2026-09-30")
        _ = try await scene.correct(asked, by: scene.cast.lead)
        #expect(try await scene.action().promises[0].request == nil)
        #expect(try await scene.action().lastReport == nil)
        let again = try await scene.ask("2026-08-31")
        let decided = try await scene.decide(true)
        #expect(try await scene.refused(again) == ["decided-since"])
        _ = try await scene.correct(decided)
        #expect(try await scene.action().promises[0].request?.newDay == Day(iso: "2026-08-31"))
        #expect(try await scene.refused(again) == [])
    }

    @Test("An agreed delay: agreed day and slips are as before, and the request waits again", arguments: [true, false])
    func decision(agrees: Bool) async throws {
        let scene = try await Scene.make()
        _ = try await scene.ask("2026-08-31")
        let first = try await scene.decide(true)
        _ = try await scene.ask("2026-10-31")
        let before = try await scene.action()
        #expect(try await scene.refused(first) == ["built-on"], "a later request rests on it")
        let second = try await scene.decide(agrees)
        #expect(try await scene.action().promises[0].slips == (agrees ? 2 : 1))
        _ = try await scene.correct(second)
        #expect(try await scene.action().promises == before.promises)
        _ = try await scene.decide(!agrees)
        #expect(try await scene.action().promises[0].slips == (agrees ? 1 : 2))
        #expect(try await scene.test.house.keeping.rebuild().differed == [])
    }

    @Test("A withdrawal: the action is in the plan again; while it is out, only that entry is corrected")
    func withdrawal() async throws {
        let scene = try await Scene.make()
        let reported = try await scene.report(completes: false)
        let out = try await scene.does(
            .withdrawAction(WithdrawAction(action: ActionID(1), reason: "No money")), scene.cast.coordinator)
        #expect(try await scene.refused(reported) == ["action-withdrawn"])
        _ = try await scene.correct(out)
        #expect(try await scene.action().retired == nil)
        #expect(try await scene.refused(reported) == [])
    }

    static let answers: [SettleAnswer] = [
        .done, .missed, .withdrawn, .delayAgreed(until: Day(iso: "2026-12-31") ?? Day(number: 0)),
    ]

    @Test("An answer of the settle list: the deadline is on the list again", arguments: answers)
    func settled(answer: SettleAnswer) async throws {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let past = Commitment(wording: "By March 2026", due: Day(iso: "2026-03-31"))
        let done = try await test.house.plans.perform(
            .importPlan(
                ImportPlan(
                    title: "Plan", year: .financial, marking: .official,
                    source: PlanSource(name: "a.csv", digest: String(repeating: "c", count: 64)),
                    actions: [
                        NewAction(
                            wording: ActionWording(
                                text: "Write it", timescale: Timescale(wording: "By March 2026", commitments: [past])))
                    ])), by: cast.coordinator)
        let scene = Scene(test: test, cast: cast, plan: StrategyID(done.subject.number))
        let before = try await scene.action()
        let entry = try await scene.does(
            .settleDeadlines(
                SettleDeadlines(
                    note: "Board", answers: [.init(action: ActionID(1), promise: 1, answer: answer)]), scene.plan),
            cast.coordinator)
        #expect(try await scene.status() != .notYetConfirmed)
        _ = try await scene.correct(entry)
        let after = try await scene.action()
        #expect(after.promises == before.promises && after.retired == nil)
        #expect(try await scene.status() == .notYetConfirmed)
        #expect(try await test.house.keeping.rebuild().differed == [])
    }

    @Test("Leads correct what they entered themselves, on their own actions; approvers and readers nothing")
    func rights() async throws {
        let scene = try await Scene.make()
        let theirs = try await scene.report(completes: false)
        let other = try await scene.report(completes: false, by: scene.cast.contributor)
        #expect(try await scene.refused(other, by: scene.cast.lead) == ["not-yours"])
        #expect(try await scene.refused(theirs, by: scene.cast.contributor) == ["not-yours"])
        for member in [scene.cast.approver, scene.cast.reader] {
            #expect(try await scene.refused(theirs, by: member) == ["not-allowed"])
        }
        #expect(try await scene.refused(theirs, by: scene.cast.lead) == [])
        #expect(try await scene.refused(other, by: scene.cast.contributor) == [])
    }

    @Test("What is no entry of this action, or is mended in another way, is refused with what to do; so is no reason")
    func refusals() async throws {
        let scene = try await Scene.make()
        let entry = try await scene.report()
        #expect(try await scene.refused(JournalSequence(999)) == ["not-about-this-action"])
        #expect(try await scene.refused(entry, action: 2) == ["not-about-this-action"])
        #expect(try await scene.refused(try await scene.action().entered) == ["otherwise-mended"])
        #expect(try await scene.refused(entry, reason: " ") == ["reason-missing"])
        var typed = TypedWording(try await scene.action().wording)
        typed.timescale = "By end August 2026"
        _ = try await scene.does(
            .amendAction(AmendAction(action: ActionID(1), wording: typed, reason: "Board")), scene.cast.coordinator)
        #expect(try await scene.refused(entry) == ["built-on"], "its commitments are others now")
    }
}
