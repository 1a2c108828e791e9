import ActionPlans
import Testing
import Vocabulary

@Suite("Reporting progress")
struct ReportProgressTests {
    static let today = Sample.day("2003-07-05")
    static let action = Sample.action(
        1,
        [
            Sample.promise(Sample.commitment(due: "2003-06-30")),
            Sample.promise(Sample.commitment(due: "2003-05-31"), number: 2, completed: "2003-05-30"),
            Sample.promise(
                Sample.commitment(opens: "2003-04-01", repeats: Recurrence(every: 3, unit: .month)), number: 3,
                occurrences: ["2003-06-30": "2003-06-20"]),
            Sample.promise(Sample.commitment(due: "2002-06-30"), number: 4, settled: .withdrawn),
        ])
    static let plan = Sample.plan([action, Sample.action(2, [], retired: "2003-02-01")])

    static func report(
        action: Int = 1, note: String = "Done", evidence: String? = nil, happened: String? = nil,
        completes: [(Int, String?)] = []
    ) -> Result<PlanEntry, Refusals<ReportProgressRefusal>> {
        ReportProgress(
            action: ActionID(action), note: note, evidence: evidence, happened: happened.map(Sample.day),
            completes: completes.map { ProgressReported.Completed(promise: $0.0, occurrence: $0.1.map(Sample.day)) }
        ).decide(in: plan, on: today)
    }

    @Test("No change is an update: an empty note and nothing completed")
    func noChange() throws {
        let entry = try Self.report(note: "  ").get()
        #expect(
            entry
                == .progressReported(
                    ProgressReported(
                        action: ActionID(1), on: Self.today, happened: nil, note: "", evidence: nil, completes: [])))
    }

    @Test("A completion carries its evidence, tidied, and the day of recording")
    func completes() throws {
        let entry = try Self.report(evidence: " Minutes of 4 July ", happened: "2003-07-04", completes: [(1, nil)])
            .get()
        guard case .progressReported(let facts) = entry else {
            Issue.record("not a report")
            return
        }
        #expect(facts.on == Self.today)
        #expect(facts.happened == Sample.day("2003-07-04"))
        #expect(facts.evidence == "Minutes of 4 July")
        #expect(facts.completes == [ProgressReported.Completed(promise: 1)])
    }

    @Test(
        "What cannot be recorded is refused by name",
        arguments: [
            (9, "x", nil, nil, [], "unknown-action"),
            (2, "x", nil, nil, [], "withdrawn"),
            (1, String(repeating: "x", count: 4_001), nil, nil, [], "note-too-long"),
            (1, "nul \u{0}", nil, nil, [], "note-unprintable"),
            (1, "x", nil, nil, [(1, nil)], "evidence-missing"),
            (1, "x", " \n", nil, [(1, nil)], "evidence-missing"),
            (1, "x", String(repeating: "x", count: 4_001), nil, [(1, nil)], "evidence-too-long"),
            (1, "x", nil, "2003-07-06", [], "happened-later"),
            (1, "x", "e", nil, [(5, nil)], "unknown-commitment"),
            (1, "x", "e", nil, [(0, nil)], "unknown-commitment"),
            (1, "x", "e", nil, [(2, nil)], "already-completed"),
            (1, "x", "e", nil, [(3, "2003-06-30")], "already-completed"),
            (1, "x", "e", nil, [(4, nil)], "commitment-withdrawn"),
            (1, "x", "e", nil, [(1, nil), (1, nil)], "named-twice"),
            (1, "x", "e", nil, [(1, "2003-06-30")], "does-not-repeat"),
            (1, "x", "e", nil, [(3, "2003-07-01")], "no-such-occurrence"),
            (1, "x", "e", nil, [(3, "2003-03-31")], "no-such-occurrence"),
            (1, "x", "e", nil, [(3, "2003-12-31")], "no-such-occurrence"),
        ] as [(Int, String, String?, String?, [(Int, String?)], String)])
    func refused(
        action: Int, note: String, evidence: String?, happened: String?, completes: [(Int, String?)], code: String
    ) {
        let result = Self.report(
            action: action, note: note, evidence: evidence, happened: happened, completes: completes)
        #expect(Sample.codes(result) == [code])
    }

    @Test("The occurrence that is due and the next may be completed, and the whole", arguments: ["2003-09-30", nil])
    func occurrences(day: String?) {
        #expect(Sample.codes(Self.report(evidence: "e", completes: [(3, day)])).isEmpty)
    }

    @Test("All problems come at once")
    func allAtOnce() {
        let result = Self.report(
            note: String(repeating: "x", count: 5_000), happened: "2004-01-01", completes: [(2, nil), (7, nil)])
        #expect(
            Sample.codes(result)
                == ["note-too-long", "evidence-missing", "happened-later", "already-completed", "unknown-commitment"])
    }

    @Test("Each refusal says what to do")
    func sentences() {
        let result = Self.report(note: String(repeating: "x", count: 5_000), completes: [(2, nil)])
        guard case .failure(let refused) = result else { return }
        #expect(
            refused.all.map(\.sentence)
                == [
                    "Shorten the note to 4,000 characters or fewer; it has 5,000.",
                    "Enter the evidence or the measure of progress: it is needed where something is completed.",
                    "Leave out commitment 2; it was completed on 30 May 2003.",
                ])
    }
}
