import ActionPlans
import Testing
import Vocabulary

@Suite("The colour of one commitment on a day")
struct StandingRuleTests {
    static let due = Sample.commitment(due: "2003-04-30")

    @Test(
        "It is under way to the end of its due day, and overdue from the next",
        arguments: [
            ("2003-04-29", Status.underWay, "Under way: due 30 April 2003"),
            ("2003-04-30", .underWay, "Under way: due 30 April 2003"),
            ("2003-05-01", .overdue, "Overdue: due 30 April 2003, no delay agreed, 1 day ago"),
            ("2003-06-03", .overdue, "Overdue: due 30 April 2003, no delay agreed, 34 days ago"),
        ])
    func dueDay(day: String, status: Status, sentence: String) {
        let standing = Sample.standing(Sample.promise(Self.due), on: day)
        #expect(standing.status == status)
        #expect(standing.sentence == sentence)
    }

    @Test(
        "A completion counts from the day it was recorded",
        arguments: [
            ("2003-05-02", Status.overdue, "Overdue: due 30 April 2003, no delay agreed, 2 days ago"),
            ("2003-05-03", .completed, "Completed on 3 May 2003, 3 days late"),
            ("2004-01-01", .completed, "Completed on 3 May 2003, 3 days late"),
        ])
    func completedLate(day: String, status: Status, sentence: String) {
        let standing = Sample.standing(Sample.promise(Self.due, completed: "2003-05-03"), on: day)
        #expect(standing.status == status)
        #expect(standing.sentence == sentence)
    }

    @Test(
        "Completed in time has no days late",
        arguments: [("2003-04-29", Int?.none), ("2003-04-30", nil), ("2003-05-01", 1)])
    func daysLate(completed: String, late: Int?) {
        #expect(Sample.standing(Sample.promise(Self.due, completed: completed), on: "2003-06-01").daysLate == late)
    }

    @Test("What a person says about the day is shown and never decides")
    func happenedIsShown() {
        let promise = Sample.promise(Self.due, completed: "2003-05-03", happened: "2003-04-28")
        let standing = Sample.standing(promise, on: "2003-05-03")
        #expect(standing.daysLate == 3)
        #expect(standing.sentence == "Completed on 3 May 2003, 3 days late, said to be done on 28 April 2003")
        #expect(Sample.standing(promise, on: "2003-05-01").status == .overdue)
    }

    @Test(
        "It is not yet open before its opening day",
        arguments: [("2003-03-31", Status.notYetOpen), ("2003-04-01", .underWay), ("2003-04-02", .underWay)])
    func opening(day: String, status: Status) {
        let promise = Sample.promise(Sample.commitment(opens: "2003-04-01", due: "2004-03-31"))
        #expect(Sample.standing(promise, on: day).status == status)
    }

    @Test("The sentence of what is not yet open says when it opens")
    func openingSentence() {
        let promise = Sample.promise(Sample.commitment(opens: "2003-04-01"))
        #expect(Sample.standing(promise, on: "2003-03-01").sentence == "Not yet open: opens 1 April 2003")
        #expect(
            Sample.standing(promise, on: "2003-04-01").sentence == "Under way: opened 1 April 2003, no end stated")
    }

    @Test("Completed comes before not yet open: work may be done early")
    func completedBeforeOpening() {
        let promise = Sample.promise(Sample.commitment(opens: "2003-04-01"), completed: "2003-02-01")
        #expect(Sample.standing(promise, on: "2003-02-01").status == .completed)
    }

    @Test(
        "A delay counts to the end of the latest day agreed",
        arguments: [
            ("2003-05-10", Status.underWay, "Under way: due 30 June 2003, first due 30 April 2003, 2 slips"),
            ("2003-06-30", .underWay, "Under way: due 30 June 2003, first due 30 April 2003, 2 slips"),
            (
                "2003-07-01", .overdue,
                "Overdue: due 30 June 2003, first due 30 April 2003, 2 slips, 1 day ago"
            ),
        ])
    func agreedDay(day: String, status: Status, sentence: String) {
        let standing = Sample.standing(Sample.promise(Self.due, agreed: "2003-06-30", slips: 2), on: day)
        #expect(standing.status == status)
        #expect(standing.sentence == sentence)
    }

    @Test("Lateness is counted from the day agreed")
    func lateAfterDelay() {
        let promise = Sample.promise(Self.due, completed: "2003-07-02", agreed: "2003-06-30", slips: 1)
        #expect(Sample.standing(promise, on: "2003-08-01").sentence == "Completed on 2 July 2003, 2 days late")
    }

    @Test("A request for a delay is shown and changes no colour")
    func request() {
        let request = DelayRequest(newDay: Sample.day("2003-06-30"), reason: "Late funding", by: MemberID(2))
        let standing = Sample.standing(Sample.promise(Self.due, request: request), on: "2003-05-01")
        #expect(standing.status == .overdue)
        #expect(
            standing.sentence
                == "Overdue: due 30 April 2003, no delay agreed, 1 day ago, a delay to 30 June 2003 is asked for")
    }

    @Test(
        "A deadline past at the import waits for the settle list; one due on the day of the import does not",
        arguments: [
            ("2003-01-05", Status.notYetConfirmed), ("2003-01-06", .overdue), ("2003-01-07", .overdue),
        ])
    func pastAtImport(due: String, status: Status) {
        let promise = Sample.promise(Sample.commitment(due: due))
        #expect(Sample.standing(promise, on: "2003-02-01").status == status)
    }

    @Test("Its sentence says so")
    func pastSentence() {
        let promise = Sample.promise(Sample.commitment(due: "2002-06-30"))
        #expect(
            Sample.standing(promise, on: "2003-02-01").sentence
                == "Not yet confirmed: due 30 June 2002 had passed when the plan was imported")
    }

    @Test("An action entered later is judged by its own day of entry")
    func enteredLater() {
        let action = Sample.action(1, [Sample.promise(Self.due)], entered: "2003-05-01")
        #expect(Sample.standing(action, on: "2003-05-01").status == .notYetConfirmed)
        let same = Sample.action(1, [Sample.promise(Self.due)], entered: "2003-04-30")
        #expect(Sample.standing(same, on: "2003-05-01").status == .overdue)
    }

    @Test(
        "A past fact is not a promise: it waits to be confirmed, with or without a day",
        arguments: [nil, "2002-08-31", "2003-12-31"])
    func pastFact(due: String?) {
        let promise = Sample.promise(Sample.commitment(due: due, past: true))
        let standing = Sample.standing(promise, on: "2003-02-01")
        #expect(standing.status == .notYetConfirmed)
        #expect(standing.sentence == "Not yet confirmed: the plan says it was done; confirm it on the settle list")
    }

    @Test(
        "Each answer of the settle list has its colour",
        arguments: [
            (SettleAnswer.missed, Status.overdue), (.withdrawn, .withdrawn),
            (.delayAgreed(until: Sample.day("2003-03-31")), .underWay),
        ])
    func settled(answer: SettleAnswer, status: Status) {
        let agreed: String? = if case .delayAgreed(let until) = answer { until.iso } else { nil }
        let promise = Sample.promise(Sample.commitment(due: "2002-06-30"), agreed: agreed, settled: answer)
        #expect(Sample.standing(promise, on: "2003-02-01").status == status)
    }

    @Test("What was settled as done is green without days late: nobody recorded the day")
    func settledDone() {
        let promise = Sample.promise(
            Sample.commitment(due: "2002-06-30"), completed: "2003-01-20", settled: .done)
        let standing = Sample.standing(promise, on: "2003-02-01")
        #expect(standing.status == .completed)
        #expect(standing.daysLate == nil)
        #expect(
            standing.sentence == "Completed: confirmed on 20 January 2003, when past deadlines were settled")
    }

    @Test("What was settled as missed says so")
    func settledMissed() {
        let promise = Sample.promise(Sample.commitment(due: "2002-12-31"), settled: .missed)
        #expect(
            Sample.standing(promise, on: "2003-01-10").sentence
                == "Overdue: due 31 December 2002, confirmed as missed, no delay agreed, 10 days ago")
    }

    @Test("A delay agreed in the ordinary way answers the settle list too")
    func ordinaryDelaySettles() {
        let promise = Sample.promise(Sample.commitment(due: "2002-12-31"), agreed: "2003-02-28", slips: 1)
        #expect(Sample.standing(promise, on: "2003-02-28").status == .underWay)
        #expect(Sample.standing(promise, on: "2003-03-01").status == .overdue)
    }

    @Test(
        "Everything else is under way, and the sentence says why there is no day",
        arguments: [
            (Sample.commitment(), "Under way: no date decided"),
            (
                Sample.commitment(wording: "Subject to evaluation", condition: "evaluation"),
                "Under way: waits for “evaluation”"
            ),
            (
                Sample.commitment(due: "2010-03-31", condition: "the outcome"),
                "Under way: due 31 March 2010, waits for “the outcome”"
            ),
            (
                Sample.commitment(opens: "2002-04-01", continues: true),
                "Under way: continues until an update says it is completed"
            ),
            (
                Sample.commitment(wording: "in due course", understood: false),
                "Under way: its deadline “in due course” is not understood yet"
            ),
        ])
    func withoutDay(commitment: Commitment, sentence: String) {
        let standing = Sample.standing(Sample.promise(commitment), on: "2003-02-01")
        #expect(standing.status == .underWay)
        #expect(standing.sentence == sentence)
    }

    @Test("What continues is completed only by an update that says so")
    func continues() {
        let commitment = Sample.commitment(opens: "2002-04-01", continues: true)
        #expect(Sample.standing(Sample.promise(commitment), on: "2013-01-01").status == .underWay)
        #expect(
            Sample.standing(Sample.promise(commitment, completed: "2012-01-01"), on: "2013-01-01").status == .completed)
    }

    @Test("Long wording is shortened in a sentence")
    func longWording() {
        let commitment = Sample.commitment(wording: String(repeating: "x", count: 20_000), understood: false)
        #expect(Sample.standing(Sample.promise(commitment), on: "2003-02-01").sentence.count < 200)
    }

    @Test("A withdrawn action has no colour, whatever its commitments say")
    func withdrawn() {
        let action = Sample.action(
            1, [Sample.promise(Self.due), Sample.promise(Self.due, number: 2, completed: "2003-04-01")],
            retired: "2003-05-05", successor: 12)
        let plan = Sample.plan([action])
        let day = Sample.day("2003-06-01")
        let standing = ActionStanding.of(action, on: day, StandingContext(plan, on: day))
        #expect(standing.status == .withdrawn)
        #expect(standing.colour == nil)
        #expect(standing.sentence == "Withdrawn on 5 May 2003, replaced by AP-0012: No longer needed")
    }
}
