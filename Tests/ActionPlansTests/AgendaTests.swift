import ActionPlans
import Partnership
import Testing
import Vocabulary

/// On 2 June 2003, with one plan: what stands on the agenda and under which heading.
@Suite("An agenda makes itself from the plans")
struct AgendaTests {
    static let today = "2003-06-02"

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// The actions on the day.
        let actions: [Action]
        /// The actions at the last close, or at the last meeting; those of the day where nil.
        var before: [Action]?
        var rounds: [Round] = []
        var owed: [Int: Set<Int>] = [:]
        var decisions: [Decision] = []
        var raised: [Int] = []
        var due: [DueItem] = []
        var typed: [TypedItem] = []
        /// Heading and reference of each line, in order.
        let lines: [String]
        var testDescription: String { name }
    }

    private static func due(_ day: String?, _ change: (inout Promise) -> Void = { _ in }) -> Promise {
        var promise = Sample.promise(Sample.commitment(due: day))
        change(&promise)
        return promise
    }

    private static let asked = DelayRequest(newDay: Sample.day("2003-09-30"), reason: "No tender.", by: MemberID(2))

    static let cases: [Case] = [
        Case(name: "nothing waits", actions: [Sample.action(1, [due("2003-12-31")])], lines: []),
        Case(
            name: "overdue", actions: [Sample.action(1, [due("2003-05-31")])], lines: ["reds AP-0001"]),
        Case(
            name: "due today is not overdue", actions: [Sample.action(1, [due("2003-06-02")])], lines: []),
        Case(
            name: "overdue stands before silent, whatever the plan's order",
            actions: [Sample.action(1, [due("2003-12-31")]), Sample.action(2, [due("2003-05-31")])],
            rounds: [Sample.round(from: "2003-01-01", to: "2003-03-31", opens: "2003-04-01", closes: "2003-04-14")],
            owed: [1: [1]], lines: ["reds AP-0002", "reds AP-0001"]),
        Case(
            name: "a red without owner is not listed twice",
            actions: [Sample.action(1, [due("2003-05-31")], owner: nil)], lines: ["reds AP-0001"]),
        Case(
            name: "vacant", actions: [Sample.action(1, [due("2003-12-31")], owner: nil)], lines: ["vacant AP-0001"]),
        Case(
            name: "completed and vacant needs nobody",
            actions: [
                Sample.action(
                    1,
                    [
                        due("2003-12-31") {
                            $0.completed = Completion(
                                recordedOn: Sample.day("2003-02-01"), happened: nil, evidence: "Open")
                        }
                    ], owner: nil)
            ], lines: []),
        Case(
            name: "a delay to decide on a red action is both",
            actions: [Sample.action(1, [due("2003-05-31") { $0.request = asked }])],
            before: [Sample.action(1, [due("2003-05-31")])], lines: ["decisions AP-0001", "reds AP-0001"]),
        Case(
            name: "two delays of one action are two decisions",
            actions: [
                Sample.action(
                    1,
                    [
                        due("2003-07-31") { $0.request = asked },
                        Sample.promise(Sample.commitment(due: "2003-08-31"), number: 2, request: asked),
                    ])
            ], lines: ["decisions AP-0001", "decisions AP-0001"]),
        Case(
            name: "what changed is listed once, and not where it is red already",
            actions: [
                Sample.action(1, [due("2003-12-31")], text: "New words"),
                Sample.action(2, [due("2003-05-31")], text: "New words"),
            ],
            before: [Sample.action(1, [due("2003-12-31")]), Sample.action(2, [due("2003-05-31")])],
            lines: ["reds AP-0002", "changes AP-0001"]),
        Case(
            name: "what is new", actions: [Sample.action(1, [due("2003-12-31")])], before: [],
            lines: ["changes AP-0001"]),
        Case(
            name: "withdrawn since", actions: [Sample.action(1, [due("2003-05-31")], retired: "2003-05-20")],
            before: [Sample.action(1, [due("2003-12-31")])], lines: ["changes AP-0001"]),
        Case(
            name: "decisions come back on their day, open ones only",
            actions: [],
            decisions: [
                Sample.decision(1, comesBack: "2003-06-02"), Sample.decision(2, comesBack: "2003-06-03"),
                Sample.decision(3),
                Sample.decision(
                    4, comesBack: "2003-05-01", state: .done(on: Sample.day("2003-05-02"), note: "Open")),
            ], lines: ["carried-over D-0001"]),
        Case(
            name: "raised at an earlier meeting and not completed",
            actions: [Sample.action(1, [due("2003-12-31")]), Sample.action(2, [due("2003-05-31")])],
            before: [Sample.action(2, [due("2003-05-31")])], raised: [1, 2],
            lines: ["carried-over AP-0001", "carried-over AP-0002", "reds AP-0002"]),
        Case(
            name: "raised and withdrawn since", actions: [Sample.action(1, [due("2003-12-31")], retired: "2003-04-01")],
            raised: [1], lines: []),
        Case(
            name: "registers by due day, after the delays",
            actions: [Sample.action(1, [due("2003-07-31") { $0.request = asked }])],
            due: [register("R-0002", "2003-06-01"), register("R-0001", "2003-05-01")],
            lines: ["decisions AP-0001", "decisions R-0001", "decisions R-0002"]),
        Case(
            name: "items typed by hand stand last", actions: [Sample.action(1, [due("2003-05-31")])],
            typed: [TypedItem(number: 2, text: "Budget")], lines: ["reds AP-0001", "typed Budget"]),
    ]

    private static func register(_ reference: String, _ day: String) -> DueItem {
        DueItem(
            reference: reference, kind: "Risk", title: "Lease", due: Sample.day(day), sentence: "Review due",
            href: "/registers/\(reference)", marking: .official)
    }

    private static func picture(_ plan: Plan, on day: String, before: Plan? = nil) -> PlanPicture {
        PlanPicture(
            of: plan, on: Sample.day(day),
            comparedWith: PlanComparison(
                point: .importing(on: Sample.imported, JournalSequence(1)), plan: before ?? plan))
    }

    private static func source(_ one: Case, atMeeting: Bool) -> AgendaSource {
        let plan = Sample.plan(one.actions, rounds: one.rounds, owed: one.owed)
        let before = Sample.plan(one.before ?? one.actions, rounds: one.rounds, owed: one.owed, at: 60)
        let meeting = Sample.meeting(7, on: "2003-05-15", attended: true)
        return AgendaSource(
            day: Sample.day(today),
            looks: [
                .init(
                    now: picture(plan, on: today, before: atMeeting ? plan : before),
                    atLastMeeting: atMeeting ? picture(before, on: "2003-06-01") : nil)
            ], decisions: one.decisions,
            raised: Dictionary(uniqueKeysWithValues: one.raised.map { (ActionID($0), meeting) }),
            registerItems: one.due, typed: one.typed)
    }

    @Test("Each rule by itself and together, compared with the last meeting", arguments: cases)
    func sinceMeeting(one: Case) {
        let agenda = Agenda(from: Self.source(one, atMeeting: true))
        #expect(Self.lines(agenda) == one.lines)
        #expect(agenda.since[StrategyID(1)] == "the meeting on 1 June 2003")
    }

    @Test("The same where there was no meeting yet: the last close is compared with")
    func sinceClose() {
        for one in Self.cases where one.before?.isEmpty != true {
            let agenda = Agenda(from: Self.source(one, atMeeting: false))
            // The colour at the import may differ from the one the day before the meeting.
            let expected = one.lines.filter { !$0.hasPrefix("changes") }
            #expect(Self.lines(agenda).filter { !$0.hasPrefix("changes") } == expected, "\(one.name)")
            #expect(agenda.since[StrategyID(1)]?.hasPrefix("the import") == true)
        }
    }

    private static func lines(_ agenda: Agenda) -> [String] {
        agenda.items.map { "\($0.part.rawValue) \($0.reference.isEmpty ? $0.title : $0.reference)" }
    }

    @Test("Every line but a typed one says why it stands there")
    func sentences() throws {
        for one in Self.cases {
            for item in Agenda(from: Self.source(one, atMeeting: true)).items where item.part != .typed {
                #expect(!item.sentence.isEmpty, "\(one.name)")
            }
        }
        let both = try #require(Self.cases.first { $0.name.hasPrefix("a delay to decide") })
        let items = Agenda(from: Self.source(both, atMeeting: true)).items
        #expect(
            items[0].sentence
                == "A delay to 30 September 2003 is asked for: No tender. Overdue: due 31 May 2003, no delay agreed, "
                + "2 days ago, a delay to 30 September 2003 is asked for")
        #expect(
            items[1].sentence
                == "Overdue: due 31 May 2003, no delay agreed, 2 days ago, a delay to 30 September 2003 is asked for")
        let changed = try #require(Self.cases.first { $0.name.hasPrefix("what changed") })
        #expect(
            Agenda(from: Self.source(changed, atMeeting: true)).items[1].sentence
                == "Wording: New words (was Open the service)")
        let vacant = try #require(Self.cases.first { $0.name.hasPrefix("a red without") })
        #expect(
            Agenda(from: Self.source(vacant, atMeeting: true)).items[0].sentence
                .hasSuffix("Nobody is asked for updates"))
    }

    @Test("A meeting short of time takes carried-over items, decisions and reds")
    func pressing() {
        let actions = [
            Sample.action(1, [Self.due("2003-05-31")]), Sample.action(2, [Self.due("2003-12-31")], owner: nil),
        ]
        let one = Case(
            name: "", actions: actions, decisions: [Sample.decision(1, comesBack: "2003-06-02")],
            typed: [TypedItem(number: 1, text: "Budget")], lines: [])
        let agenda = Agenda(from: Self.source(one, atMeeting: true))
        #expect(agenda.items.count == 4)
        #expect(agenda.items.filter(\.isPressing).map(\.reference) == ["D-0001", "AP-0001"])
    }

    @Test("The agenda bears the highest marking of what stands on it")
    func marking() {
        var secret = Sample.action(1, [Self.due("2003-05-31")])
        secret.marking = .officialSensitive
        let one = Case(name: "", actions: [secret], lines: [])
        #expect(Agenda(from: Self.source(one, atMeeting: true)).marking == .officialSensitive)
        #expect(Agenda(from: Self.source(Self.cases[0], atMeeting: true)).marking == .official)
    }
}
