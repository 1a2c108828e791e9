import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("Asking for a delay, and deciding it")
struct DelayTests {
    static let today = Sample.day("2003-05-10")
    static let request = DelayRequest(newDay: Sample.day("2003-08-31"), reason: "Late funding", by: MemberID(2))
    static let actions = [
        Sample.action(
            1,
            [
                Sample.promise(Sample.commitment(due: "2003-06-30")),
                Sample.promise(Sample.commitment(due: "2003-04-30"), number: 2),
                Sample.promise(Sample.commitment(), number: 3),
                Sample.promise(Sample.commitment(due: "2003-04-30"), number: 4, completed: "2003-04-20"),
                Sample.promise(Sample.commitment(due: "2003-06-30"), number: 5, request: request),
                Sample.promise(
                    Sample.commitment(opens: "2003-01-01", repeats: Recurrence(every: 3, unit: .month)), number: 6),
                Sample.promise(Sample.commitment(due: "2003-04-30"), number: 7, agreed: "2003-07-31", slips: 1),
            ]),
        Sample.action(2, [Sample.promise(Sample.commitment(due: "2003-06-30"))], retired: "2003-03-01"),
    ]
    static let plan = Sample.plan(actions)

    static func ask(_ action: Int, _ promise: Int, _ day: String, _ reason: String = "Late funding") -> Result<
        PlanEntry, Refusals<AskDelayRefusal>
    > {
        AskDelay(action: ActionID(action), promise: promise, newDay: Sample.day(day), reason: reason)
            .decide(in: plan, by: Sample.member(2), on: today)
    }

    @Test("A request names its asker and keeps its reason tidied")
    func asked() throws {
        let entry = try Self.ask(1, 1, "2003-07-31", " Late funding ").get()
        #expect(
            entry
                == .delayAsked(
                    DelayAsked(
                        action: ActionID(1), promise: 1, newDay: Sample.day("2003-07-31"), on: Self.today,
                        reason: "Late funding", by: MemberID(2))))
    }

    @Test(
        "What cannot be asked for is refused by name",
        arguments: [
            (9, 1, "2003-07-31", ["unknown-action"]),
            (2, 1, "2003-07-31", ["withdrawn"]),
            (1, 9, "2003-07-31", ["unknown-commitment"]),
            (1, 1, "2003-06-30", ["not-later-than-due"]),
            (1, 1, "2003-06-01", ["not-later-than-due"]),
            (1, 2, "2003-05-10", ["not-later-than-today"]),
            (1, 2, "2003-05-05", ["not-later-than-today"]),
            (1, 2, "2003-05-11", []),
            (1, 7, "2003-07-31", ["not-later-than-due"]),
            (1, 7, "2003-08-01", []),
            (1, 1, "2013-05-11", ["too-far"]),
            (1, 3, "2003-07-31", ["no-due-day"]),
            (1, 4, "2003-07-31", ["already-completed"]),
            (1, 5, "2003-09-30", ["already-asked"]),
            (1, 6, "2003-06-29", []),
            (1, 6, "2003-06-30", ["reaches-next-occurrence"]),
        ])
    func refused(action: Int, promise: Int, day: String, codes: [String]) {
        #expect(Sample.codes(Self.ask(action, promise, day)) == codes)
    }

    @Test("A reason is needed, and has an end")
    func reason() {
        #expect(Sample.codes(Self.ask(1, 1, "2003-07-31", " ")) == ["reason-missing"])
        #expect(
            Sample.codes(Self.ask(1, 1, "2003-07-31", String(repeating: "x", count: 2_001))) == ["reason-too-long"])
        #expect(Sample.codes(Self.ask(1, 1, "2003-06-01", "")) == ["not-later-than-due", "reason-missing"])
    }

    static func decide(
        _ action: Int = 1, _ promise: Int = 5, agrees: Bool = true, note: String? = nil, by member: Int = 3,
        on day: Day = today
    ) -> Result<PlanEntry, Refusals<DecideDelayRefusal>> {
        DecideDelay(action: ActionID(action), promise: promise, agrees: agrees, note: note)
            .decide(in: plan, by: Sample.member(member, [.approver]), on: day)
    }

    @Test("An agreement counts from the day it is given, for the day asked for")
    func agreed() throws {
        #expect(
            try Self.decide().get()
                == .delayAgreed(
                    DelayDecided(
                        action: ActionID(1), promise: 5, newDay: Self.request.newDay,
                        replaces: Sample.day("2003-06-30"), on: Self.today, note: nil)))
    }

    @Test("A refusal says why")
    func disagreed() throws {
        #expect(Sample.codes(Self.decide(agrees: false)) == ["note-missing"])
        #expect(
            try Self.decide(agrees: false, note: "The money is there").get()
                == .delayRefused(
                    DelayDecided(
                        action: ActionID(1), promise: 5, newDay: Self.request.newDay,
                        replaces: Sample.day("2003-06-30"), on: Self.today,
                        note: "The money is there")))
    }

    @Test("Nobody decides their own request, either way")
    func ownRequest() {
        #expect(Sample.codes(Self.decide(by: 2)) == ["own-request"])
        #expect(Sample.codes(Self.decide(agrees: false, note: "No", by: 2)) == ["own-request"])
        let action = Self.actions[0]
        let asker = Sample.member(2, Set(Role.allCases))
        #expect(!ActionPolicy.may(.decideDelay, asker, on: action, promise: 5).isAllowed)
        #expect(ActionPolicy.may(.decideDelay, asker, on: action, promise: 1).isAllowed)
        #expect(ActionPolicy.may(.decideDelay, Sample.member(3, [.approver]), on: action, promise: 5).isAllowed)
    }

    @Test("There must be something to decide")
    func nothingAsked() {
        #expect(Sample.codes(Self.decide(1, 1)) == ["nothing-asked"])
        #expect(Sample.codes(Self.decide(1, 9)) == ["unknown-commitment"])
        #expect(Sample.codes(Self.decide(2, 1)) == ["withdrawn"])
        #expect(Sample.codes(Self.decide(8, 1)) == ["unknown-action"])
    }

    @Test("A day that has passed can only be refused; the day itself can still be agreed")
    func tooLate() {
        #expect(Sample.codes(Self.decide(on: Sample.day("2003-09-01"))) == ["day-has-passed"])
        #expect(Sample.codes(Self.decide(on: Sample.day("2003-08-31"))).isEmpty)
        #expect(Sample.codes(Self.decide(agrees: false, note: "Too late", on: Sample.day("2003-09-01"))).isEmpty)
    }

    @Test(
        "What a member is to an action",
        arguments: [(2, Relation.Tie.owner), (4, .contributor), (5, .none)])
    func relation(member: Int, tie: Relation.Tie) {
        let action = Sample.action(1, [], owner: 2, contributing: [2, 4])
        #expect(ActionPolicy.relation(of: Sample.member(member), to: action) == Relation(tie))
        let vacant = Sample.action(1, [], owner: nil)
        #expect(ActionPolicy.relation(of: Sample.member(member), to: vacant).tie == .none)
    }
}
