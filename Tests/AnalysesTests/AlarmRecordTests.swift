import Analyses
import TestSupport
import Testing
import Vocabulary

@Suite("How alarms would have served")
struct AlarmRecordTests {
    private static let table = """
        week,alarm,event,found
        2024-01-01,no,no,
        2024-01-08,yes,no,
        2024-01-15,no,no,
        2024-01-22,no,yes,
        2024-01-29,yes,yes,
        2024-02-05,yes,yes,2024-02-20
        2024-02-12,no,no,
        2024-02-19,no,yes,
        2024-02-26,no,no,

        """
    private static let columns = ["day": ["week"], "alarm": ["alarm"], "event": ["event"], "found": ["found"]]

    /// Counted by hand: two episodes, one found a week late and 22 days before the report, one missed; two alarms, one of them false.
    @Test("Found, missed, false, delay, lead and cost")
    func counted() throws {
        let found = try AnalysisTrip.run("backtest-alarms", Self.table, Self.columns, ["cost": "400"]).result.findings
        func value(_ key: String) -> Double? { found.first { $0.key == key }?.estimate }
        let golden = Golden("backtest-alarms", "Found, false, delay, lead and cost", source: "Counted by hand")
        #expect(golden.agrees(value("episodes found"), 0.5) && golden.agrees(value("alarms that were true"), 0.5))
        #expect(golden.agrees(value("median delay in weeks"), 1))
        #expect(golden.agrees(value("median lead time in days"), 22))
        #expect(golden.agrees(value("cost of each episode found"), 800))
        #expect(golden.agrees(value("false alarms a year of one series"), 365.25 / 7 / 5, 1e-12))
        let missed = try #require(found.first { $0.key == "episode 2024-02-19" })
        #expect(missed.estimate == nil)
    }

    @Test("An alarm just before an episode belongs to it where that is said; no episode and no alarm are no zero")
    func edges() throws {
        let early = try AnalysisTrip.run("backtest-alarms", Self.table, Self.columns, ["early": "2"]).result.findings
        #expect(early.first { $0.key == "alarms that were true" }?.estimate == 1)
        #expect(early.first { $0.key == "episode 2024-01-22" }?.estimate == -2)
        let quiet = try AnalysisTrip.run(
            "backtest-alarms", "week,alarm,event\n2024-01-01,no,no\n2024-01-08,no,no\n",
            ["day": ["week"], "alarm": ["alarm"], "event": ["event"]]
        ).result.findings
        #expect(quiet.first { $0.key == "episodes found" }?.estimate == nil)
        #expect(quiet.first { $0.key == "false alarms a year of one series" }?.estimate == 0)
        let twice = AnalysisTrip.problems(
            "backtest-alarms", "week,alarm,event\n2024-01-01,no,no\n2024-01-01,yes,no\n",
            ["day": ["week"], "alarm": ["alarm"], "event": ["event"]])
        #expect(twice.contains { $0.code == "day-twice" && $0.place.row == 3 })
    }
}
