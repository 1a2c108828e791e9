import ActionPlans
import Testing
import Vocabulary

@Suite("Settling deadlines that were past when the plan was imported")
struct SettleDeadlinesTests {
    static let today = Sample.day("2003-02-01")
    static let plan = Sample.plan([
        Sample.action(1, [Sample.promise(Sample.commitment(due: "2002-06-30"))]),
        Sample.action(
            2,
            [
                Sample.promise(Sample.commitment(past: true)),
                Sample.promise(Sample.commitment(due: "2003-06-30"), number: 2),
            ]),
        Sample.action(
            3, [Sample.promise(Sample.commitment(opens: "2002-04-01", repeats: Recurrence(every: 3, unit: .month)))]),
        Sample.action(4, [Sample.promise(Sample.commitment(due: "2002-06-30"), settled: .missed)]),
        Sample.action(5, [Sample.promise(Sample.commitment(due: "2002-06-30"), completed: "2003-01-20")]),
        Sample.action(6, [Sample.promise(Sample.commitment(due: "2002-06-30"))], retired: "2003-01-20"),
    ])

    @Test("The list holds what is past and unanswered, proposes done for past facts, and names occurrences")
    func list() {
        let list = SettleList.of(Self.plan, on: Self.today)
        #expect(list.map(\.action.number) == [1, 2, 3])
        #expect(list.map(\.due) == [Sample.day("2002-06-30"), nil, Sample.day("2002-12-31")])
        #expect(list.map(\.proposed) == [nil, .done, nil])
        #expect(list.map(\.occurrence) == [nil, nil, Sample.day("2002-12-31")])
    }

    static func settle(_ answers: [(Int, Int, SettleAnswer)], note: String = "Checked with the leads") -> Result<
        PlanEntry, Refusals<SettleDeadlinesRefusal>
    > {
        SettleDeadlines(
            note: note,
            answers: answers.map { SettleDeadlines.Answer(action: ActionID($0.0), promise: $0.1, answer: $0.2) }
        ).decide(in: plan, on: today)
    }

    @Test("Many are answered at once with one note; an occurrence stays one")
    func bulk() throws {
        let entry = try Self.settle([(1, 1, .missed), (2, 1, .done), (3, 1, .done)]).get()
        #expect(
            entry
                == .deadlinesSettled(
                    DeadlinesSettled(
                        strategy: StrategyID(1), on: Self.today, note: "Checked with the leads",
                        answers: [
                            .init(action: ActionID(1), promise: 1, answer: .missed),
                            .init(action: ActionID(2), promise: 1, answer: .done),
                            .init(
                                action: ActionID(3), promise: 1, answer: .done, occurrence: Sample.day("2002-12-31")),
                        ])))
    }

    @Test("Done and withdrawn need the note; missed and a delay do not")
    func note() {
        #expect(Sample.codes(Self.settle([(1, 1, .done)], note: " ")) == ["note-missing"])
        #expect(Sample.codes(Self.settle([(1, 1, .withdrawn)], note: "")) == ["note-missing"])
        #expect(Sample.codes(Self.settle([(1, 1, .missed)], note: "")).isEmpty)
        let later = Sample.day("2003-03-31")
        #expect(Sample.codes(Self.settle([(1, 1, .delayAgreed(until: later))], note: "")).isEmpty)
    }

    @Test("Nothing is taken while one answer is refused")
    func refusals() {
        let result = Self.settle([
            (1, 1, .delayAgreed(until: Sample.day("2003-02-01"))),
            (1, 1, .done),
            (2, 2, .done),
            (4, 1, .done),
            (5, 1, .done),
            (6, 1, .done),
            (9, 1, .done),
        ])
        #expect(
            Sample.codes(result)
                == ["not-later-than-today", "answered-twice"] + Array(repeating: "not-on-the-list", count: 5))
        #expect(
            Sample.codes(Self.settle([(1, 1, .delayAgreed(until: Sample.day("2002-06-30")))])) == ["not-later-than-due"]
        )
        #expect(Sample.codes(Self.settle([])) == ["nothing-chosen"])
        #expect(
            Sample.codes(Self.settle([(3, 1, .delayAgreed(until: Sample.day("2003-03-31")))]))
                == ["reaches-next-occurrence"])
        #expect(Sample.codes(Self.settle([(3, 1, .delayAgreed(until: Sample.day("2003-03-30")))])).isEmpty)
    }
}
