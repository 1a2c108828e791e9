import ActionPlans
import Partnership
import Vocabulary

/// What the files of `Fixtures/payloads` say. The files are kept for ever: a payload that was once written must be
/// read as this as long as the program lives.
enum PayloadFixtures {
    static let plans: [(file: String, payload: PlanEntry)] = [
        ("plans.plan-imported.1", .planImported(imported)),
        ("plans.plan-revised.1", .planRevised(revised)),
        (
            "plans.owners-confirmed.1",
            .ownersConfirmed(
                OwnersConfirmed(
                    strategy: StrategyID(1),
                    assignments: [
                        .init(action: ActionID(1), updateOwner: MemberID(3), contributing: [MemberID(4)]),
                        .init(action: ActionID(2), updateOwner: nil, contributing: []),
                    ]))
        ),
        (
            "plans.round-opened.1",
            .roundOpened(
                RoundOpened(
                    round: RoundID(1), strategy: StrategyID(1), periodFrom: day("2008-07-01"),
                    periodTo: day("2008-09-30"), opens: day("2008-10-01"), closes: day("2008-10-14"),
                    owing: [ActionID(1), ActionID(2)]))
        ),
        (
            "plans.round-extended.1",
            .roundExtended(
                RoundExtended(
                    round: RoundID(1), strategy: StrategyID(1), closes: day("2008-10-21"), reason: "Half-term"))
        ),
        (
            "plans.progress-reported.1",
            .progressReported(
                ProgressReported(
                    action: ActionID(1), on: day("2008-10-03"), happened: day("2008-09-28"), note: "Clinic open",
                    evidence: "Minutes 7/08",
                    completes: [.init(promise: 1), .init(promise: 2, occurrence: day("2008-09-30"))]))
        ),
        (
            "plans.delay-asked.1",
            .delayAsked(
                DelayAsked(
                    action: ActionID(2), promise: 1, newDay: day("2009-06-30"), on: day("2008-10-02"),
                    reason: "Post vacant",
                    by: MemberID(3)))
        ),
        ("plans.delay-agreed.1", .delayAgreed(decided)),
        ("plans.delay-refused.1", .delayRefused(decided)),
        (
            "plans.deadlines-settled.1",
            .deadlinesSettled(
                DeadlinesSettled(
                    strategy: StrategyID(1), on: day("2008-04-02"), note: "Board of 2 April",
                    answers: [
                        .init(action: ActionID(1), promise: 1, answer: .done),
                        .init(action: ActionID(1), promise: 2, answer: .delayAgreed(until: day("2008-12-31"))),
                        .init(action: ActionID(2), promise: 1, answer: .missed),
                        .init(action: ActionID(2), promise: 2, answer: .withdrawn),
                    ]))
        ),
        (
            "plans.action-withdrawn.1",
            .actionWithdrawn(
                ActionWithdrawn(
                    action: ActionID(2), on: day("2008-11-05"), reason: "Replaced", successor: ActionID(3)))
        ),
        (
            "plans.action-added.1",
            .actionAdded(
                ActionAdded(
                    strategy: StrategyID(1), on: day("2008-11-06"), action: entered, meeting: MeetingID(2)))
        ),
        (
            "plans.action-amended.1",
            .actionAmended(
                ActionAmended(
                    action: ActionID(1), on: day("2008-11-07"), position: 2, wording: entered.wording,
                    reason: "The lead agency changed"))
        ),
        (
            "plans.entry-corrected.1",
            .entryCorrected(
                EntryCorrected(
                    action: ActionID(2), corrects: JournalSequence(17), kind: "delay-agreed", on: day("2008-11-08"),
                    reason: "Wrong action", retractsUpdate: true, reinstates: true,
                    commitments: [
                        .init(
                            promise: 1, reopened: true, occurrences: [day("2008-09-30")],
                            agreed: .init(day: day("2009-03-31"), slips: 1),
                            request: .init(
                                open: DelayRequest(newDay: day("2009-06-30"), reason: "Post vacant", by: MemberID(3))),
                            unsettled: true),
                        .init(promise: 2, agreed: .init(day: nil, slips: 0), request: .init(open: nil)),
                    ]))
        ),
        (
            "plans.import-undone.1",
            .importUndone(
                ImportUndone(
                    strategy: StrategyID(1), undoes: JournalSequence(4), on: day("2008-11-09"), reason: "Wrong file",
                    planLeaves: false, removed: [ActionID(7)], restored: [ActionID(1), ActionID(2)]))
        ),
    ]

    static let partnership: [(file: String, payload: PartnershipEntry)] = [
        (
            "partnership.partnership-named.1",
            .partnershipNamed(PartnershipProfile(name: "Example City", timeZone: "Europe/London"))
        ),
        (
            "partnership.agency-joined.1",
            .agencyJoined(Agency(id: AgencyID(1), name: "City Council", short: "CC"))
        ),
        ("partnership.member-joined.1", .memberJoined(member)),
        ("partnership.member-changed.1", .memberChanged(member)),
        ("partnership.member-left.1", .memberLeft(MemberID(3))),
    ]

    private static func day(_ text: String) -> Day { Fictional.day(text) }

    private static let member = Member(
        id: MemberID(3), name: "Holder of the post", post: "Treatment Commissioner", agency: AgencyID(1),
        email: "treatment@example.org", roles: [.lead], clearance: .officialSensitive)

    private static let decided = DelayDecided(
        action: ActionID(2), promise: 1, newDay: day("2009-06-30"), replaces: day("2009-03-31"), on: day("2008-10-09"),
        note: "Once only")

    private static let entered = EnteredAction(
        id: ActionID(1), position: 1,
        wording: ActionWording(
            number: "1.1",
            path: [
                PlanLevel(level: .aim, number: "1", text: "Treatment"),
                PlanLevel(level: .objective, number: nil, text: "More in treatment"),
            ], text: "Open a drop-in clinic / \"night\" café", owner: "Director", leads: ["CC", "HO"],
            contributors: ["All partners"], resources: "£20k", coverage: "City", outcome: "Open", measure: "Visits",
            progress: "Begun", equality: "Screened", notes: "Heading: text",
            timescale: Timescale(
                wording: "By end March 2009, reviewed quarterly",
                commitments: [
                    Commitment(
                        wording: "By end March 2009", label: "Open", opens: day("2008-04-01"), due: day("2009-03-31")),
                    Commitment(
                        wording: "reviewed quarterly", repeats: Recurrence(every: 3, unit: .month), continues: true,
                        condition: "funding", relative: RelativeTerm(every: 1, unit: .month, anchor: "opening")),
                ])), marking: .official, updateOwner: MemberID(3), contributing: [MemberID(4), MemberID(5)])

    private static let imported = PlanImported(
        strategy: StrategyID(1), title: "Strategy 2008-2011", year: .financial, marking: .officialSensitive,
        source: PlanSource(name: "plan.csv", digest: String(repeating: "0a", count: 32)), on: day("2008-04-01"),
        actions: [entered])

    private static let revised: PlanRevised = {
        var added = entered
        added.updateOwner = nil
        return PlanRevised(
            strategy: StrategyID(1), source: PlanSource(name: "plan 2.csv", digest: String(repeating: "0b", count: 32)),
            on: day("2008-10-01"), added: [added],
            changed: [
                ChangedAction(
                    id: ActionID(2), position: 2,
                    wording: ActionWording(
                        text: "Train staff",
                        timescale: Timescale(
                            wording: nil,
                            commitments: [Commitment(past: true, undecided: true, understood: false)])))
            ])
    }()
}
