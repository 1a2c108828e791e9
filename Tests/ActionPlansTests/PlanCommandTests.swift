import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("Importing, revising, confirming owners, withdrawing")
struct PlanCommandTests {
    static let today = Sample.day("2003-03-01")
    static let members = [
        Sample.member(1, [.coordinator]), Sample.member(2, [.lead]), Sample.member(3, [.contributor]),
        Sample.member(4, [.reader]), Sample.member(5, [.lead], active: false),
    ]
    static let digest = String(repeating: "ab", count: 32)
    static let numbers = NextNumbers(strategy: StrategyID(2), action: ActionID(41), round: RoundID(1))

    static func wording(_ text: String = "Open the service", commitments: [Commitment]? = nil) -> ActionWording {
        ActionWording(
            text: text, timescale: Timescale(wording: "wording", commitments: commitments ?? [Sample.commitment()]))
    }

    static func importing(
        title: String = "Plan", marking: Marking = .official, source: PlanSource? = nil, actions: [NewAction]? = nil
    ) -> Result<PlanEntry, Refusals<ImportPlanRefusal>> {
        ImportPlan(
            title: title, year: .financial, marking: marking,
            source: source ?? PlanSource(name: "plan.csv", digest: digest),
            actions: actions ?? [NewAction(wording: wording())]
        ).decide(
            by: members[0], on: today, numbers: numbers, existing: [Sample.strategy()], members: members)
    }

    @Test("Actions get their references in the plan's order, the plan's marking and tidied people")
    func references() throws {
        let entry = try Self.importing(actions: [
            NewAction(
                wording: Self.wording(), updateOwner: MemberID(2),
                contributing: [MemberID(3), MemberID(2), MemberID(3)]),
            NewAction(wording: Self.wording("Close the house")),
        ]).get()
        guard case .planImported(let facts) = entry else {
            Issue.record("not an import")
            return
        }
        #expect(facts.strategy == StrategyID(2))
        #expect(facts.actions.map(\.id.reference) == ["AP-0041", "AP-0042"])
        #expect(facts.actions.map(\.position) == [1, 2])
        #expect(facts.actions[0].contributing == [MemberID(3)])
        #expect(facts.actions[1].updateOwner == nil)
        #expect(facts.actions[1].marking == .official)
        #expect(facts.on == Self.today)
    }

    @Test("A cell of 20,000 characters is taken")
    func longCell() {
        let long = NewAction(wording: Self.wording(String(repeating: "x", count: 20_000)))
        #expect(Sample.codes(Self.importing(actions: [long])).isEmpty)
    }

    @Test("What cannot be imported is refused, all at once")
    func refusedImport() {
        let sample = Sample.strategy()
        #expect(Sample.codes(Self.importing(source: sample.source)) == ["imported-already"])
        #expect(
            Sample.codes(
                Self.importing(
                    title: "", marking: .officialSensitive, source: PlanSource(name: "plan.csv", digest: "AB"),
                    actions: []
                )) == ["title-missing", "file-digest", "no-actions", "marked-above-clearance"])
        let bad = [
            NewAction(wording: Self.wording(" ")),
            NewAction(wording: Self.wording(commitments: [])),
            NewAction(wording: Self.wording(commitments: Array(repeating: Sample.commitment(), count: 201))),
            NewAction(wording: Self.wording(), updateOwner: MemberID(9)),
            NewAction(wording: Self.wording(), updateOwner: MemberID(5)),
            NewAction(wording: Self.wording(), contributing: [MemberID(4)]),
            NewAction(wording: Self.wording(), marking: .officialSensitive),
            NewAction(
                wording: Self.wording(commitments: [Sample.commitment(repeats: Recurrence(every: 0, unit: .day))])),
        ]
        #expect(
            Sample.codes(Self.importing(actions: bad))
                == [
                    "marked-above-clearance", "action-1-text-missing", "no-commitment", "too-many-commitments",
                    "unknown-member", "has-left", "cannot-report", "repeats-without-interval",
                ])
    }

    static let plan = Sample.plan([
        Sample.action(1, [Sample.promise(Sample.commitment())]),
        Sample.action(2, [Sample.promise(Sample.commitment())], retired: "2003-02-01"),
        Sample.action(3, [Sample.promise(Sample.commitment())]),
    ])

    static func revising(
        added: [RevisePlan.Addition] = [], changed: [ChangedAction] = []
    ) -> Result<PlanEntry, Refusals<RevisePlanRefusal>> {
        RevisePlan(source: PlanSource(name: "plan.csv", digest: digest), added: added, changed: changed)
            .decide(in: plan, by: members[0], on: today, numbers: numbers, members: members)
    }

    @Test("A revision keeps what differs and leaves out what reads as it stands")
    func revision() throws {
        let same = ChangedAction(id: ActionID(1), position: 1, wording: Self.plan.actions[0].wording)
        let other = ChangedAction(id: ActionID(3), position: 3, wording: Self.wording("Open two services"))
        let added = RevisePlan.Addition(position: 4, action: NewAction(wording: Self.wording("Third")))
        guard case .planRevised(let facts) = try Self.revising(added: [added], changed: [same, other]).get() else {
            Issue.record("not a revision")
            return
        }
        #expect(facts.changed == [other])
        #expect(facts.added.map(\.id) == [ActionID(41)])
        #expect(facts.added.map(\.position) == [4])
        #expect(Sample.codes(Self.revising(changed: [same])) == ["nothing-changed"])
        #expect(Sample.codes(Self.revising()) == ["nothing-changed"])
    }

    @Test("A revision of what is not there, was withdrawn or is named twice is refused")
    func refusedRevision() {
        func change(_ number: Int) -> ChangedAction {
            ChangedAction(id: ActionID(number), position: number, wording: Self.wording("Other"))
        }
        #expect(
            Sample.codes(Self.revising(changed: [change(9), change(2), change(3), change(3)]))
                == ["unknown-action", "withdrawn", "named-twice"])
    }

    static func confirm(_ assignments: [(Int, Int?, [Int])]) -> Result<PlanEntry, Refusals<ConfirmOwnersRefusal>> {
        ConfirmOwners(
            assignments: assignments.map {
                OwnersConfirmed.Assignment(
                    action: ActionID($0.0), updateOwner: $0.1.map { MemberID($0) },
                    contributing: $0.2.map { MemberID($0) })
            }
        ).decide(in: plan, members: members)
    }

    @Test("Owners are confirmed; an owner is not also a contributor, and a vacant action may be confirmed as such")
    func owners() throws {
        guard case .ownersConfirmed(let facts) = try Self.confirm([(1, 2, [3, 2]), (3, nil, [])]).get() else {
            Issue.record("not a confirmation")
            return
        }
        #expect(facts.assignments[0].contributing == [MemberID(3)])
        #expect(facts.assignments[1].updateOwner == nil)
    }

    @Test("Owners who are unknown, have left or cannot report are refused, all at once")
    func refusedOwners() {
        #expect(
            Sample.codes(Self.confirm([(1, 9, []), (2, 2, []), (3, 5, [4]), (9, 2, []), (1, 2, [])]))
                == [
                    "unknown-member", "withdrawn", "cannot-report", "has-left", "unknown-action", "named-twice",
                ])
        #expect(Sample.codes(Self.confirm([])) == ["nothing-chosen"])
    }

    @Test("A lead passes an action on to a member who can report")
    func reroute() throws {
        func pass(_ action: Int, to member: Int) -> Result<PlanEntry, Refusals<RerouteActionRefusal>> {
            RerouteAction(action: ActionID(action), to: MemberID(member)).decide(in: Self.plan, members: Self.members)
        }
        guard case .ownersConfirmed(let facts) = try pass(1, to: 3).get() else {
            Issue.record("not a confirmation")
            return
        }
        #expect(facts.assignments == [.init(action: ActionID(1), updateOwner: MemberID(3), contributing: [])])
        #expect(Sample.codes(pass(1, to: 2)) == ["is-owner-already"])
        #expect(Sample.codes(pass(1, to: 4)) == ["cannot-report"])
        #expect(Sample.codes(pass(1, to: 5)) == ["has-left"])
        #expect(Sample.codes(pass(2, to: 9)) == ["withdrawn", "unknown-member"])
        #expect(Sample.codes(pass(7, to: 2)) == ["unknown-action"])
    }

    @Test("An action is withdrawn once, with a reason and a successor that is in the plan")
    func withdraw() throws {
        func withdraw(
            _ action: Int, _ reason: String = "Replaced", by successor: Int? = nil
        ) -> Result<PlanEntry, Refusals<WithdrawActionRefusal>> {
            WithdrawAction(action: ActionID(action), reason: reason, successor: successor.map { ActionID($0) })
                .decide(in: Self.plan, on: Self.today)
        }
        #expect(
            try withdraw(1, by: 3).get()
                == .actionWithdrawn(
                    ActionWithdrawn(action: ActionID(1), on: Self.today, reason: "Replaced", successor: ActionID(3))))
        #expect(Sample.codes(withdraw(2)) == ["already-withdrawn"])
        #expect(Sample.codes(withdraw(1, "", by: 1)) == ["reason-missing", "successor-is-itself"])
        #expect(Sample.codes(withdraw(1, by: 2)) == ["successor-withdrawn"])
        #expect(Sample.codes(withdraw(1, by: 8)) == ["unknown-successor"])
        #expect(Sample.codes(withdraw(8)) == ["unknown-action"])
    }
}
