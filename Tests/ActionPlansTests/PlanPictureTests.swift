import ActionPlans
import Testing
import Vocabulary

@Suite("A plan as of a day")
struct PlanPictureTests {
    static let round = Sample.round()
    static let due = Sample.commitment(due: "2004-03-31")

    /// A picture of 1 November 2003, compared with the close on 14 October.
    static func picture(
        now: [Action], then: [Action], on day: String = "2003-11-01", at: Int64 = 40
    ) -> PlanPicture {
        PlanPicture(
            of: Sample.plan(now, rounds: [round]), on: Sample.day(day),
            comparedWith: PlanComparison(point: .close(round), plan: Sample.plan(then, rounds: [round], at: at)))
    }

    static let plain = Sample.action(1, [Sample.promise(due)])

    @Test("What is as it was carries no mark")
    func unchanged() {
        let picture = Self.picture(now: [Self.plain], then: [Self.plain])
        #expect(picture.isChanged == [false])
        #expect(picture.changes(of: ActionID(1)).isEmpty)
        #expect(picture.counts.changed == 0)
    }

    static let cases: [(String, Action, [ActionChange])] = [
        (
            "wording", Sample.action(1, [Sample.promise(due)], text: "Open two services"),
            [ActionChange("Wording", old: "Open the service", new: "Open two services")]
        ),
        (
            "agreed day", Sample.action(1, [Sample.promise(due, agreed: "2004-06-30", slips: 1)]),
            [ActionChange("Agreed day", old: "None", new: "30 June 2004")]
        ),
        (
            "completion", Sample.action(1, [Sample.promise(due, completed: "2003-10-20")]),
            [
                ActionChange("Completion", old: "Not completed", new: "completed on 20 October 2003: Evidence"),
                ActionChange("Status", old: "Under way", new: "Completed"),
            ]
        ),
        (
            "update without another colour",
            Sample.action(1, [Sample.promise(due)], reported: "2003-10-20", reportedAt: 41),
            [ActionChange("Update", old: "None", new: "20 October 2003")]
        ),
        (
            "withdrawn", Sample.action(1, [Sample.promise(due)], retired: "2003-10-20"),
            [ActionChange("Withdrawn", old: nil, new: "Withdrawn on 20 October 2003: No longer needed")]
        ),
        (
            "leads", leads(["Police"]),
            [ActionChange("Leads", old: "", new: "Police")]
        ),
        (
            "commitments", commitments([due, Sample.commitment(due: "2004-06-30")]),
            [
                ActionChange("Commitments", old: "due 31 March 2004", new: "due 31 March 2004; due 30 June 2004"),
                ActionChange("Number of commitments", old: "1", new: "2"),
            ]
        ),
        (
            "one occurrence of a repeated commitment is completion too",
            Sample.action(1, [Sample.promise(due, occurrences: ["2003-09-30": "2003-10-20"])]),
            [
                ActionChange(
                    "Completion", old: "Not completed", new: "due 30 September 2003: completed on 20 October 2003")
            ]
        ),
        (
            "settled as missed", Sample.action(1, [Sample.promise(due, settled: .missed)]),
            [ActionChange("Settled", old: nil, new: "Missed")]
        ),
        (
            "place in the plan",
            Sample.action(1, [Sample.promise(due)], path: [PlanLevel(level: .aim, number: "1", text: "Reduce harm")]),
            [ActionChange("Place in the plan", old: "", new: "Aim 1: Reduce harm")]
        ),
    ]

    static func leads(_ leads: [String]) -> Action {
        var action = plain
        action.wording.leads = leads
        return action
    }

    static func commitments(_ commitments: [Commitment]) -> Action {
        Sample.action(1, commitments.enumerated().map { Sample.promise($1, number: $0 + 1) })
    }

    @Test("What is written about an action without being part of its value is no mark: position, request, contributors")
    func otherFacts() {
        var moved = Self.plain
        moved.position = 7
        let request = DelayRequest(newDay: Sample.day("2004-06-30"), reason: "Late", by: MemberID(2))
        for action in [moved, Sample.action(1, [Sample.promise(Self.due, request: request)], contributing: [8])] {
            #expect(Self.picture(now: [action], then: [Self.plain]).isChanged == [false])
        }
    }

    @Test("One that is put back into the plan is marked, as one that is withdrawn is")
    func putBack() {
        let gone = Sample.action(1, [Sample.promise(Self.due)], retired: "2003-08-01")
        let changes = Self.picture(now: [Self.plain], then: [gone]).changes(of: ActionID(1))
        #expect(changes.map(\.what) == ["Withdrawn"] && changes[0].new == nil)
    }

    @Test("Slipped more than once and waiting for something named are exceptions, with how often and how long")
    func slippedAndConditional() {
        let waits = Sample.commitment(condition: "the evaluation")
        let opened = Sample.commitment(opens: "2003-10-01", condition: "the evaluation")
        let unopened = Sample.commitment(opens: "2004-10-01", condition: "the evaluation")
        let actions = [
            Sample.action(1, [Sample.promise(Self.due, agreed: "2004-12-31", slips: 2)]),
            Sample.action(2, [Sample.promise(Self.due, agreed: "2004-12-31", slips: 1)]),
            Sample.action(3, [Sample.promise(waits)]), Sample.action(4, [Sample.promise(opened)]),
            Sample.action(5, [Sample.promise(unopened)]),
            Sample.action(6, [Sample.promise(waits, completed: "2003-05-01")]),
        ]
        let found = Self.picture(now: actions, then: actions).exceptions
        #expect(
            found.map(\.sentence) == [
                "Agreed later 2 times: first due 31 March 2004, now due 31 December 2004",
                "Waits for “the evaluation”, for 299 days since 6 January 2003",
                "Waits for “the evaluation”, for 31 days since 1 October 2003",
            ])
        #expect(found.map(\.kind) == [.slipped, .conditional, .conditional])
        let today = Sample.commitment(opens: "2003-11-01", condition: "the evaluation")
        let begun = [Sample.action(1, [Sample.promise(today)])]
        #expect(
            Self.picture(now: begun, then: begun).exceptions.map(\.sentence) == [
                "Waits for “the evaluation”, since 1 November 2003"
            ])
    }

    @Test("Each difference marks the action and is shown old and new", arguments: cases)
    func differences(name: String, action: Action, changes: [ActionChange]) {
        let picture = Self.picture(now: [action], then: [Self.plain])
        #expect(picture.isChanged == [true], "\(name)")
        #expect(picture.changes(of: ActionID(1)) == changes)
    }

    @Test("An update recorded before the close is no change")
    func oldUpdate() {
        let reported = Sample.action(1, [Sample.promise(Self.due)], reported: "2003-10-10", reportedAt: 40)
        #expect(Self.picture(now: [reported], then: [reported]).isChanged == [false])
    }

    @Test("A new update owner is no change of the plan")
    func ownerIsNoChange() {
        let other = Sample.action(1, [Sample.promise(Self.due)], owner: 9, contributing: [4])
        #expect(Self.picture(now: [other], then: [Self.plain]).isChanged == [false])
    }

    @Test("A colour that time alone has changed is marked too")
    func colourByTime() {
        let soon = Sample.action(1, [Sample.promise(Sample.commitment(due: "2003-10-20"))])
        let picture = Self.picture(now: [soon], then: [soon])
        #expect(picture.changes(of: ActionID(1)) == [ActionChange("Status", old: "Under way", new: "Overdue")])
        #expect(Self.picture(now: [soon], then: [soon], on: "2003-10-20").isChanged == [false])
    }

    @Test("An action that turned silent at the close is marked, with what it was")
    func silentAtClose() {
        let plan = Sample.plan([Self.plain], rounds: [Self.round], owed: [1: [1]])
        let picture = PlanPicture(
            of: plan, on: Sample.day("2003-10-15"),
            comparedWith: PlanComparison(point: .close(Self.round), plan: plan))
        #expect(picture.changes(of: ActionID(1)) == [ActionChange("Status", old: "Under way", new: "Silent")])
        #expect(picture.previous(of: ActionID(1))?.status == .underWay)
    }

    @Test("An action that is new since the close is marked; one withdrawn before it is not")
    func newAndGone() {
        let gone = Sample.action(2, [Sample.promise(Self.due)], retired: "2003-08-01")
        let picture = Self.picture(now: [Self.plain, gone], then: [gone])
        #expect(picture.isChanged == [true, false])
        #expect(
            picture.changes(of: ActionID(1)) == [ActionChange("Action", old: nil, new: "New in the plan")])
        #expect(picture.previous(of: ActionID(1)) == nil)
    }

    @Test("Before the first close the comparison is with the import, whose own actions are not new")
    func beforeFirstClose() {
        let plan = Sample.plan([Self.plain], rounds: [Self.round])
        #expect(
            PlanComparison.point(for: plan, on: Sample.day("2003-10-14"))
                == .importing(on: Sample.imported, JournalSequence(1)))
        #expect(PlanComparison.point(for: plan, on: Sample.day("2003-10-15")) == .close(Self.round))
        let imported = Sample.plan([Self.plain], at: 1)
        let point = PlanComparison.point(for: plan, on: Sample.imported)
        let picture = PlanPicture(
            of: imported, on: Sample.imported, comparedWith: PlanComparison(point: point, plan: imported))
        #expect(picture.isChanged == [false])
        let added = Sample.action(2, [Sample.promise(Self.due)], entered: "2003-02-01")
        let later = PlanPicture(
            of: Sample.plan([Self.plain, added]), on: Sample.day("2003-03-01"),
            comparedWith: PlanComparison(point: point, plan: imported))
        #expect(later.isChanged == [false, true])
    }

    @Test("Counts are of every status at every level, withdrawn outside the total")
    func levels() {
        let aim = PlanLevel(level: .aim, number: "1", text: "Reduce harm")
        let first = PlanLevel(level: .objective, number: "1.1", text: "Treatment")
        let second = PlanLevel(level: .objective, number: "1.2", text: "Enforcement")
        let actions = [
            Sample.action(1, [Sample.promise(Self.due)], path: [aim, first]),
            Sample.action(2, [Sample.promise(Self.due, completed: "2003-03-01")], path: [aim, first]),
            Sample.action(3, [Sample.promise(Sample.commitment(due: "2003-05-31"))], path: [aim, second]),
            Sample.action(4, [Sample.promise(Self.due)], retired: "2003-02-01", path: [aim, first]),
            Sample.action(5, [Sample.promise(Self.due)]),
        ]
        let picture = Self.picture(now: actions, then: actions)
        #expect(picture.counts.total == 4)
        #expect(picture.counts[.withdrawn] == 1)
        #expect(picture.counts[Colour.red] == 1)
        #expect(picture.levels.map { $0.path.count } == [1, 2, 2])
        #expect(picture.levels(.aim)[0].counts.total == 3)
        #expect(picture.levels(.objective).map { $0.counts.total } == [2, 1])
        #expect(picture.levels(.objective)[0].counts[.completed] == 1)
        #expect(picture.levels(.objective)[0].actions == [0, 1, 3])
        #expect(picture.levels(.task).isEmpty)
        #expect(picture.standing(of: ActionID(3))?.status == .overdue)
        #expect(picture.position(of: ActionID(9)) == nil)
    }

    @Test("A level that comes again further down is the same level")
    func levelAgain() {
        let one = [PlanLevel(level: .aim, number: nil, text: "One")]
        let two = [PlanLevel(level: .aim, number: nil, text: "Two")]
        let actions = [one, two, one].enumerated().map { index, path in
            Sample.action(index + 1, [Sample.promise(Self.due)], path: path)
        }
        let picture = Self.picture(now: actions, then: actions)
        #expect(picture.levels.map { $0.counts.total } == [2, 1])
    }

    @Test("What needs somebody is listed by kind; what is completed or withdrawn needs nobody")
    func exceptions() {
        let request = DelayRequest(newDay: Sample.day("2004-01-31"), reason: "Late funding", by: MemberID(2))
        let actions = [
            Sample.action(1, [Sample.promise(Self.due, request: request)]),
            Sample.action(2, [Sample.promise(Sample.commitment(due: "2003-05-31"))]),
            Sample.action(3, [Sample.promise(Sample.commitment(due: "2002-05-31"))], owner: nil),
            Sample.action(4, [Sample.promise(Sample.commitment(wording: "soon", understood: false))]),
            Sample.action(5, [Sample.promise(Self.due, completed: "2003-06-01")], owner: nil),
            Sample.action(6, [Sample.promise(Self.due)], retired: "2003-06-01", owner: nil),
            Sample.action(7, [Sample.promise(Self.due), Sample.promise(Self.due, number: 2)]),
        ]
        let plan = Sample.plan(actions, rounds: [Self.round], owed: [1: [7]])
        let picture = PlanPicture(
            of: plan, on: Sample.day("2003-11-01"), comparedWith: PlanComparison(point: .close(Self.round), plan: plan))
        #expect(
            picture.exceptions.map { "\($0.kind.rawValue) \($0.action.number)" }
                == [
                    "overdue 2", "silent 7", "delay-asked 1", "not-yet-confirmed 3", "not-understood 4", "vacant 3",
                ])
        #expect(picture.exceptions.first?.sentence.hasPrefix("Overdue: due 31 May 2003") == true)
    }
}
