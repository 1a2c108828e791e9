import ActionPlans
import Partnership
import Vocabulary

/// What the files of `Fixtures/payloads` say. The files are kept for ever: a payload that was once written must be
/// read as this as long as the program lives.
enum PayloadFixtures {
    static let plans: [(file: String, payload: PlanEntry)] = [
        ("plans.plan-imported.1", .planImported(imported)),
        ("plans.plan-revised.1", .planRevised(revised)),
        ("plans.plan-imported.1.layout", .planImported(importedInLayout)),
        ("plans.plan-revised.1.layout", .planRevised(revisedInLayout)),
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
            "plans.round-reopened.1",
            .roundReopened(
                RoundReopened(
                    round: RoundID(1), strategy: StrategyID(1), closes: day("2008-11-04"), reason: "A flood"))
        ),
        (
            "plans.round-withdrawn.1",
            .roundWithdrawn(
                RoundWithdrawn(
                    round: RoundID(1), strategy: StrategyID(1), on: day("2008-09-15"), reason: "Too early"))
        ),
        (
            "plans.round-reminded.1",
            .roundReminded(
                RoundReminded(
                    round: RoundID(1), strategy: StrategyID(1), on: day("2008-10-07"), step: 1,
                    members: [MemberID(2), MemberID(5)]))
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
            "plans.finding-settled.1",
            .findingSettled(
                FindingSettled(
                    strategy: StrategyID(1), finding: "dated-twice:AP-0001:AP-0002:00c0ffee00c0ffee",
                    kind: .datedTwice, actions: [ActionID(1), ActionID(2)], answer: .willBeAmended,
                    note: "The later day holds", on: day("2008-10-20")))
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
            "plans.post-handed-over.1",
            .postHandedOver(
                HandedOver(
                    from: MemberID(3), to: MemberID(4), on: day("2008-11-06"), reason: "New holder of the post",
                    owned: [ActionID(1), ActionID(3)], contributing: [ActionID(2)]))
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

    static let registers: [(file: String, payload: RegisterEntry)] = [
        (
            "registers.item-opened.1",
            .itemOpened(
                ItemOpened(item: RegisterItemID(1), on: day("2008-05-01"), record: risk, marking: .officialSensitive))
        ),
        ("registers.item-changed.1", .itemChanged(change(of: 2, to: issue))),
        ("registers.item-changed.1.pilot", .itemChanged(change(of: 3, to: pilot))),
        ("registers.item-changed.1.gap", .itemChanged(change(of: 4, to: gap))),
        (
            "registers.item-reviewed.1",
            .itemReviewed(
                ItemReviewed(
                    item: RegisterItemID(1), on: day("2008-08-01"), finding: .changed, note: "Lease signed",
                    review: day("2008-11-01"), likelihood: 1, impact: 4))
        ),
        (
            "registers.pilot-decided.1",
            .pilotDecided(
                PilotDecided(
                    item: RegisterItemID(3), on: day("2008-12-01"), outcome: .extend, reason: "Too few visits so far",
                    ends: day("2009-06-30"), evaluationDue: day("2009-07-31")))
        ),
        (
            "registers.gap-answered.1",
            .gapAnswered(
                GapAnswered(
                    item: RegisterItemID(4), on: day("2009-01-10"), answer: "About one in ten",
                    source: "Survey of 2008"))
        ),
        (
            "registers.item-closed.1",
            .itemClosed(ItemClosed(item: RegisterItemID(1), on: day("2009-02-01"), reason: "The building is ours"))
        ),
        (
            "registers.item-reopened.1",
            .itemReopened(
                ItemReopened(
                    item: RegisterItemID(1), on: day("2009-03-01"), reason: "The roof leaks",
                    review: day("2009-04-01")))
        ),
    ]

    private static let risk = RegisterRecord(
        title: "The lease may not be renewed", strategy: StrategyID(1), actions: [ActionID(1), ActionID(2)],
        owner: MemberID(3), review: day("2008-08-01"),
        details: .risk(
            RiskDetails(
                cause: "The owner sells", effect: "No base", likelihood: 3, impact: 4, mitigation: "Look elsewhere")))
    private static let issue = RegisterRecord(
        title: "The van broke down", review: day("2008-08-01"),
        details: .issue(IssueDetails(effect: "No outreach", response: "Hire one")))
    private static let pilot = RegisterRecord(
        title: "Evening clinic", owner: MemberID(4),
        details: .pilot(
            PilotDetails(
                site: "East ward", begins: day("2008-06-01"), ends: day("2008-11-30"),
                evaluationDue: day("2008-12-31"))))
    private static let gap = RegisterRecord(
        title: "How many are not in treatment?",
        details: .evidenceGap(GapDetails(why: "Places are planned by it", fill: nil, due: day("2009-01-31"))))

    private static func change(of item: Int, to record: RegisterRecord) -> ItemChanged {
        ItemChanged(
            item: RegisterItemID(item), on: day("2008-07-01"), record: record, marking: .official, reason: "Mended")
    }

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
        ("partnership.member-changed.1.deputy", .memberChanged(deputised)),
        (
            "partnership.agency-renamed.1",
            .agencyRenamed(AgencyRenamed(agency: AgencyID(1), name: "City Council", short: nil))
        ),
        (
            "partnership.agency-merged.1",
            .agencyMerged(
                AgencyMerged(agency: AgencyID(2), into: AgencyID(1), members: [MemberID(3), MemberID(4)]))
        ),
        (
            "partnership.agency-replaced.1",
            .agencyReplaced(
                AgencyReplaced(
                    agency: AgencyID(1), successor: Agency(id: AgencyID(3), name: "Clinical Group", short: "CG"),
                    members: [MemberID(3)]))
        ),
    ]

    private static func day(_ text: String) -> Day { Fictional.day(text) }

    private static let member = Member(
        id: MemberID(3), name: "Holder of the post", post: "Treatment Commissioner", agency: AgencyID(1),
        email: "treatment@example.org", roles: [.lead], clearance: .officialSensitive)

    private static let deputised: Member = {
        var deputised = PayloadFixtures.member
        deputised.deputy = MemberID(4)
        return deputised
    }()

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

    private static let importedInLayout: PlanImported = {
        var facts = imported
        facts.layout = "metropolitan-2003"
        return facts
    }()

    private static let revisedInLayout: PlanRevised = {
        var facts = revised
        facts.layout = "national-2008"
        return facts
    }()

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
