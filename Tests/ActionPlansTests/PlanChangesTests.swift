import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("What changed between two days")
struct PlanChangesTests {
    static let due = Sample.commitment(due: "2004-03-31")
    static let quarterly = Sample.commitment(
        due: "2003-03-31", repeats: Recurrence(every: 3, unit: .month), label: "Meeting")

    static func picture(_ actions: [Action], on day: String, at: Int64) -> PlanPicture {
        let plan = Sample.plan(actions, at: at)
        let imported = Sample.plan(actions, at: 1)
        return PlanPicture(
            of: plan, on: Sample.day(day),
            comparedWith: PlanComparison(
                point: .importing(on: Sample.imported, JournalSequence(1)), plan: imported))
    }

    /// From 1 March to 1 November 2003.
    static func changes(from old: [Action], to new: [Action], said: [PlanActivity] = []) -> PlanChanges {
        PlanChanges(
            from: picture(old, on: "2003-03-01", at: 20), to: picture(new, on: "2003-11-01", at: 60), said: said)
    }

    static let plain = Sample.action(1, [Sample.promise(due)])

    @Test("Nothing differs between two days of a plan that stood still")
    func nothing() {
        let changes = Self.changes(from: [Self.plain], to: [Self.plain])
        #expect(changes.isEmpty)
        #expect(changes.changed.isEmpty && changes.achievements.isEmpty && changes.slips.isEmpty)
    }

    @Test("New and withdrawn actions stand apart from changed ones, and what is no longer there is counted")
    func kinds() {
        let old = [
            Self.plain, Sample.action(2, [Sample.promise(Self.due)]),
            Sample.action(3, [Sample.promise(Self.due)], retired: "2003-02-01"),
            Sample.action(9, [Sample.promise(Self.due)]),
        ]
        let new = [
            Sample.action(1, [Sample.promise(Self.due)], text: "Open two services"),
            Sample.action(2, [Sample.promise(Self.due)], retired: "2003-06-01"),
            Sample.action(3, [Sample.promise(Self.due)], retired: "2003-02-01"),
            Sample.action(4, [Sample.promise(Self.due)]),
        ]
        let changes = Self.changes(from: old, to: new)
        #expect(changes.changed.map(\.action.id.number) == [1])
        #expect(changes.withdrawn.map(\.action.id.number) == [2])
        #expect(changes.added.map(\.action.id.number) == [4])
        #expect(changes.gone == 1)
        #expect(
            changes.changed[0].changes() == [ActionChange("Wording", old: "Open the service", new: "Open two services")]
        )
        #expect(changes.added[0].before == nil)
    }

    @Test("A new update owner is a change between two days, though no mark on the plan")
    func owners() {
        let changes = Self.changes(
            from: [Sample.action(1, [Sample.promise(Self.due)], owner: nil)],
            to: [Sample.action(1, [Sample.promise(Self.due)], owner: 7)])
        #expect(changes.changed.map { [$0.owners?.before, $0.owners?.now] } == [[nil, MemberID(7)]])
        #expect(changes.changed[0].changes().isEmpty)
        let left = Self.changes(
            from: [Sample.action(1, [Sample.promise(Self.due)], owner: 7)],
            to: [Sample.action(1, [Sample.promise(Self.due)], owner: nil)])
        #expect(left.changed.map { [$0.owners?.before, $0.owners?.now] } == [[MemberID(7), nil]])
    }

    @Test("A slip is an agreed day later than before, counted as often as it was agreed")
    func slips() {
        let changes = Self.changes(
            from: [Sample.action(1, [Sample.promise(Self.due, agreed: "2004-06-30", slips: 1)])],
            to: [Sample.action(1, [Sample.promise(Self.due, agreed: "2004-12-31", slips: 3)])])
        #expect(changes.slips.map(\.times) == [2])
        #expect(changes.slips[0].before == Sample.day("2004-06-30") && changes.slips[0].now == Sample.day("2004-12-31"))
        let first = Self.changes(
            from: [Self.plain], to: [Sample.action(1, [Sample.promise(Self.due, agreed: "2004-04-30", slips: 1)])])
        #expect(first.slips.map(\.before) == [Sample.day("2004-03-31")])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let old: [Promise]
        let new: [Promise]
        /// Commitment, occurrence and days late of each achievement.
        let achieved: [String]
        var testDescription: String { name }
    }

    static let soon = Sample.commitment(due: "2003-04-30")
    static let cases: [Case] = [
        Case(
            name: "in time", old: [Sample.promise(due)], new: [Sample.promise(due, completed: "2003-10-01")],
            achieved: ["1"]),
        Case(
            name: "late", old: [Sample.promise(soon)], new: [Sample.promise(soon, completed: "2003-05-10")],
            achieved: ["1, 10 late"]),
        Case(
            name: "late after a later agreed day", old: [Sample.promise(soon)],
            new: [Sample.promise(soon, completed: "2003-07-02", agreed: "2003-06-30", slips: 1)],
            achieved: ["1, 2 late"]),
        Case(
            name: "completed before", old: [Sample.promise(due, completed: "2003-02-01")],
            new: [Sample.promise(due, completed: "2003-02-01")], achieved: []),
        Case(
            name: "the same completion under another number after a revision",
            old: [Sample.promise(due, completed: "2003-02-01")],
            new: [Sample.promise(soon, number: 1), Sample.promise(due, number: 2, completed: "2003-02-01")],
            achieved: []),
        Case(
            name: "an occurrence", old: [Sample.promise(quarterly, occurrences: ["2003-03-31": "2003-02-20"])],
            new: [
                Sample.promise(
                    quarterly, occurrences: ["2003-03-31": "2003-02-20", "2003-06-30": "2003-07-04"])
            ], achieved: ["1 due 2003-06-30, 4 late"]),
        Case(
            name: "settled as done", old: [Sample.promise(Sample.commitment(due: "2002-12-31"))],
            new: [
                Promise(
                    number: 1, commitment: Sample.commitment(due: "2002-12-31"),
                    completed: Completion(recordedOn: Sample.day("2003-03-05"), happened: nil, evidence: "Seen"),
                    settled: .done)
            ], achieved: ["1 settled"]),
    ]

    @Test("Achievements are what was completed between the two days, late ones with their days", arguments: cases)
    func achievements(one: Case) {
        let changes = Self.changes(from: [Sample.action(1, one.old)], to: [Sample.action(1, one.new)])
        let found = changes.achievements.map { achievement in
            "\(achievement.promise)" + (achievement.occurrence.map { " due \($0.iso)" } ?? "")
                + (achievement.daysLate.map { ", \($0) late" } ?? "") + (achievement.isSettled ? " settled" : "")
        }
        #expect(found == one.achieved)
    }

    @Test("What was completed in an action that is withdrawn since is no achievement, and a new action may have one")
    func achievementsOfOthers() {
        let done = [Sample.promise(Self.due, completed: "2003-05-01")]
        #expect(
            Self.changes(from: [Self.plain], to: [Sample.action(1, done, retired: "2003-06-01")]).achievements.isEmpty)
        #expect(Self.changes(from: [], to: [Sample.action(1, done)]).achievements.count == 1)
    }

    @Test("What was said of actions out of sight is left out")
    func said() {
        func activity(_ action: Int) -> PlanActivity {
            PlanActivity(
                action: ActionID(action), strategy: StrategyID(1),
                entry: PlanHistoryEntry(
                    header: EntryHeader(
                        sequence: JournalSequence(30), recorded: Instant(microseconds: 0), author: .program,
                        purpose: .performance, subject: .action(ActionID(action)), room: "plans",
                        kind: EntryKind("progress-reported"), happened: nil, digest: ""), payload: nil))
        }
        let changes = Self.changes(from: [Self.plain], to: [Self.plain], said: [activity(1), activity(5)])
        #expect(changes.said.map(\.action.number) == [1])
        #expect(!changes.isEmpty)
    }
}
