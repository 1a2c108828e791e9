import ActionPlans
import Testing
import Vocabulary

@Suite("Rounds open, take answers, and close by rule")
struct RoundTests {
    static let round = Sample.round()
    static let cycle = Recurrence(every: 3, unit: .month)

    @Test(
        "A round takes answers from its opening to its closing day, both included, and is closed after it",
        arguments: [
            ("2003-09-29", false, false), ("2003-09-30", true, false), ("2003-10-14", true, false),
            ("2003-10-15", false, true),
        ])
    func boundaries(day: String, accepts: Bool, isClosed: Bool) {
        #expect(Self.round.accepts(on: Sample.day(day)) == accepts)
        #expect(Self.round.isClosed(on: Sample.day(day)) == isClosed)
    }

    @Test(
        "A period is printed with its real dates",
        arguments: [
            ("2003-07-01", "2003-09-30", "July to September 2003"),
            ("2003-12-01", "2004-02-29", "December 2003 to February 2004"),
            ("2003-07-01", "2003-07-31", "July 2003"),
            ("2003-07-02", "2003-09-30", "2 July 2003 to 30 September 2003"),
        ])
    func labels(from: String, to: String, label: String) {
        #expect(Sample.round(from: from, to: to).label == label)
    }

    @Test(
        "The first round proposed is the period that has just ended while it can still be answered, else the present one",
        arguments: [
            ("2003-04-10", "2003-01-01", "2003-03-31", "2003-04-14"),
            ("2003-04-14", "2003-01-01", "2003-03-31", "2003-04-14"),
            ("2003-04-15", "2003-04-01", "2003-06-30", "2003-07-14"),
            // The period before the import is not asked about.
            ("2003-01-08", "2003-01-01", "2003-03-31", "2003-04-14"),
        ])
    func proposal(day: String, from: String, to: String, closes: String) {
        let proposal = RoundProposal.next(
            for: Sample.plan([]), on: Sample.day(day), cycle: Self.cycle, closingDays: 14)
        #expect(proposal.periodFrom == Sample.day(from))
        #expect(proposal.periodTo == Sample.day(to))
        #expect(proposal.opens == Sample.day(to))
        #expect(proposal.closes == Sample.day(closes))
    }

    @Test("After a round the next period is proposed, whatever the day")
    func nextProposal() {
        let plan = Sample.plan([], rounds: [Self.round])
        for day in ["2003-10-20", "2004-06-01"] {
            let proposal = RoundProposal.next(for: plan, on: Sample.day(day), cycle: Self.cycle, closingDays: 14)
            #expect(proposal.periodFrom == Sample.day("2003-10-01"))
            #expect(proposal.periodTo == Sample.day("2003-12-31"))
        }
    }

    @Test(
        "Periods divide the plan's year, the last one shorter where the cycle does not fit",
        arguments: [
            (PlanYear.financial, 6, IntervalUnit.month, "2003-11-20", "2003-10-01", "2004-03-31"),
            (.calendar, 6, .month, "2003-11-20", "2003-07-01", "2003-12-31"),
            (.calendar, 1, .year, "2003-11-20", "2003-01-01", "2003-12-31"),
            (.calendar, 5, .month, "2003-11-20", "2003-11-01", "2003-12-31"),
            (.calendar, 2, .week, "2003-01-20", "2003-01-15", "2003-01-28"),
        ])
    func cycles(year: PlanYear, every: Int, unit: IntervalUnit, day: String, from: String, to: String) {
        let plan = Sample.plan([], year: year)
        let proposal = RoundProposal.next(
            for: plan, on: Sample.day(day), cycle: Recurrence(every: every, unit: unit), closingDays: 0)
        #expect(proposal.periodFrom == Sample.day(from))
        #expect(proposal.periodTo == Sample.day(to))
    }

    static func open(
        _ plan: Plan, from: String = "2003-10-01", to: String = "2003-12-31", opens: String = "2003-12-31",
        closes: String = "2004-01-14", on day: String = "2004-01-02"
    ) -> Result<PlanEntry, Refusals<OpenRoundRefusal>> {
        OpenRound(
            periodFrom: Sample.day(from), periodTo: Sample.day(to), opens: Sample.day(opens),
            closes: Sample.day(closes)
        ).decide(in: plan, number: RoundID(2), on: Sample.day(day))
    }

    @Test("Who owes: in the plan, not completed, not withdrawn, opening on or before the period's last day")
    func owing() throws {
        let quarterly = Sample.commitment(opens: "2003-04-01", repeats: Self.cycle)
        let plan = Sample.plan(
            [
                Sample.action(1, [Sample.promise(Sample.commitment(due: "2004-06-30"))]),
                Sample.action(2, [Sample.promise(Sample.commitment(due: "2004-06-30"), completed: "2003-12-01")]),
                Sample.action(3, [Sample.promise(Sample.commitment(due: "2004-06-30"))], retired: "2003-12-01"),
                Sample.action(4, [Sample.promise(Sample.commitment(opens: "2003-12-31"))]),
                Sample.action(5, [Sample.promise(Sample.commitment(opens: "2004-01-01"))]),
                Sample.action(6, [Sample.promise(Sample.commitment())]),
                Sample.action(7, [Sample.promise(Sample.commitment(due: "2002-06-30"))]),
                Sample.action(
                    8,
                    [
                        Sample.promise(Sample.commitment(due: "2003-06-30"), completed: "2003-06-01"),
                        Sample.promise(Sample.commitment(opens: "2004-04-01"), number: 2),
                    ]),
                Sample.action(9, [Sample.promise(quarterly, occurrences: ["2003-12-31": "2003-12-20"])]),
                Sample.action(10, [Sample.promise(quarterly, occurrences: ["2003-09-30": "2003-09-20"])]),
            ], rounds: [Self.round])
        guard case .roundOpened(let facts) = try Self.open(plan).get() else {
            Issue.record("not an opening")
            return
        }
        #expect(facts.owing.map(\.number) == [1, 4, 6, 7, 8, 10])
        #expect(facts.round == RoundID(2))
    }

    @Test(
        "What cannot be opened is refused by name",
        arguments: [
            ("2003-12-31", "2003-10-01", "2003-12-31", "2004-01-14", ["period-ends-before-it-begins"]),
            ("2003-10-01", "2004-10-01", "2003-12-31", "2004-01-14", ["period-too-long"]),
            ("2003-09-30", "2003-12-31", "2003-12-31", "2004-01-14", ["period-asked-already"]),
            ("2003-10-20", "2003-12-31", "2003-10-19", "2004-01-14", ["opens-before-period"]),
            ("2003-10-01", "2003-12-31", "2004-01-05", "2004-01-04", ["closes-before-it-opens"]),
            ("2003-10-01", "2003-12-31", "2003-12-31", "2004-01-01", ["closes-in-the-past"]),
            ("2003-10-01", "2003-12-31", "2003-12-31", "2004-12-31", ["open-too-long"]),
            ("2003-10-01", "2003-12-31", "2003-10-14", "2004-01-14", ["another-is-open"]),
            ("2003-10-01", "2003-12-31", "2003-10-15", "2004-01-02", []),
        ])
    func refused(from: String, to: String, opens: String, closes: String, codes: [String]) {
        let plan = Sample.plan([], rounds: [Self.round])
        #expect(Sample.codes(Self.open(plan, from: from, to: to, opens: opens, closes: closes)) == codes)
    }

    static func extend(
        closes: String, reason: String = "Half of the leads were on leave", on day: String = "2003-10-10",
        rounds: [Round] = [round], number: Int = 1
    ) -> Result<PlanEntry, Refusals<ExtendRoundRefusal>> {
        ExtendRound(round: RoundID(number), closes: Sample.day(closes), reason: reason)
            .decide(in: Sample.plan([], rounds: rounds), on: Sample.day(day))
    }

    @Test(
        "A round closes later, or earlier, to the end of today at the earliest",
        arguments: ["2003-10-31", "2003-10-10"])
    func extended(closes: String) throws {
        let entry = try Self.extend(closes: closes).get()
        #expect(
            entry
                == .roundExtended(
                    RoundExtended(
                        round: RoundID(1), strategy: StrategyID(1), closes: Sample.day(closes),
                        reason: "Half of the leads were on leave")))
    }

    @Test("A closed round stays closed; on its closing day it can still be extended")
    func closedStaysClosed() {
        #expect(Sample.codes(Self.extend(closes: "2003-10-31", on: "2003-10-15")) == ["has-closed"])
        #expect(Sample.codes(Self.extend(closes: "2003-10-31", on: "2003-10-14")).isEmpty)
    }

    @Test("What else cannot be is refused by name")
    func refusedExtensions() {
        #expect(Sample.codes(Self.extend(closes: "2003-10-14")) == ["same-day"])
        #expect(Sample.codes(Self.extend(closes: "2003-10-09")) == ["closes-in-the-past"])
        #expect(Sample.codes(Self.extend(closes: "2003-09-29")) == ["closes-before-it-opens"])
        #expect(Sample.codes(Self.extend(closes: "2004-09-30")) == ["open-too-long"])
        #expect(Sample.codes(Self.extend(closes: "2003-10-31", reason: "")) == ["reason-missing"])
        #expect(Sample.codes(Self.extend(closes: "2003-10-31", number: 4)) == ["unknown-round"])
        let next = Sample.round(2, from: "2003-10-01", to: "2003-12-31", opens: "2003-10-31", closes: "2003-12-31")
        #expect(Sample.codes(Self.extend(closes: "2003-10-31", rounds: [Self.round, next])) == ["reaches-next-round"])
    }
}
