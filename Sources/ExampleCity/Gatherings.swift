import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// The groups of the example city and their meetings: a board after every round, called when the round closes, held
/// from the agenda that the rules make, with minutes agreed ten days later.
struct Gatherings {
    let house: House
    let dates: CityDates
    let time: WorkingTime
    let cast: Cast
    let strategies: [StrategyID]

    static let board = GroupID(1)

    func deeds() throws -> [Deed] {
        let coordinator = try cast.member(CityMember.coordinator).id
        let founding = Deed(
            at: time.at(WorkingTime.onOrAfter(dates.base.adding(days: -2)), minute: 9 * 60 + 30), by: coordinator,
            what: .formGroups)
        return [founding]
            + dates.rounds.enumerated().flatMap { index, round in
                let closes = dates.lastDay(of: round)
                // The next one is called already, while its round still takes answers.
                let isNext = closes >= dates.today
                let day = WorkingTime.onOrAfter(isNext ? dates.today.adding(days: 12) : closes.adding(days: 18))
                let called =
                    isNext
                    ? WorkingTime.onOrBefore(dates.today.adding(days: -3))
                    : WorkingTime.onOrAfter(closes.adding(days: 1))
                let steps: [(Day, Int, Deed.What)] = [
                    (called, 9 * 60 + 40, .callBoard(number: index + 1, on: day)),
                    (day, 14 * 60 + 5, .holdBoard(MeetingID(index + 1), number: index + 1)),
                    (WorkingTime.onOrAfter(day.adding(days: 10)), 11 * 60, .agreeMinutes(MeetingID(index + 1))),
                ]
                return steps.map { Deed(at: time.at($0.0, minute: $0.1), by: coordinator, what: $0.2) }
            }
    }

    // MARK: Doing it

    func formGroups(by member: Member) async throws {
        let groups: [(name: String, purpose: String, above: GroupID?, posts: [(String, GroupOffice)])] = [
            (
                "Partnership Board", "Answers for the three plans and decides on delays, money and withdrawals.", nil,
                [
                    (CityMember.approver, .chair), ("Divisional Commander", .deputyChair),
                    (CityMember.coordinator, .secretary), ("Treatment Commissioner", .member),
                    ("Clinical Nurse Lead", .member), ("Probation Team Manager", .member),
                    ("Housing Manager", .member), ("Head of Prison Drug Strategy", .member),
                ]
            ),
            (
                "Treatment and Recovery Group", "Sees to waiting times, the care pathway and housing after treatment.",
                Self.board,
                [
                    ("Treatment Commissioner", .chair), ("Treatment Service Manager", .member),
                    ("Clinical Nurse Lead", .member), ("Housing Manager", .member),
                ]
            ),
            (
                "Markets and Enforcement Group", "Agrees what is done about each market, and what may follow from it.",
                Self.board,
                [
                    ("Divisional Commander", .chair), ("Drugs Team Inspector", .secretary),
                    ("Community Safety Manager", .member),
                ]
            ),
        ]
        let today = house.clock.today
        for (index, group) in groups.enumerated() {
            try await house.meetings.perform(
                .formGroup(FormGroup(name: group.name, purpose: group.purpose, reportsTo: group.above)), by: member)
            for (post, office) in group.posts {
                try await house.meetings.perform(
                    .beginTerm(
                        BeginTerm(
                            group: GroupID(index + 1), member: try cast.member(post).id, office: office, from: today)),
                    by: member)
            }
        }
    }

    func callBoard(_ number: Int, on day: Day, by member: Member) async throws {
        try await house.meetings.perform(
            .callMeeting(
                CallMeeting(
                    group: Self.board, title: "Board meeting \(number)", day: day, time: "2pm to 4pm",
                    place: "Committee room, City Hall", strategies: strategies)), by: member)
    }

    /// Who was there, what was said to the first reds, a decision or two, and once a new action.
    func holdBoard(_ meeting: MeetingID, number: Int, by member: Member) async throws {
        if number >= 4 { try await issuePack(by: member) }
        let agenda = try await house.meetings.folder(meeting, Sight.of(member)).agenda
        let posts = [CityMember.approver, CityMember.coordinator, "Treatment Commissioner", "Clinical Nurse Lead"]
        try await house.meetings.perform(
            .recordAttendance(
                RecordAttendance(
                    meeting: meeting, present: try posts.map { try cast.member($0).id },
                    apologies: [try cast.member("Probation Team Manager").id],
                    visitors: number == 2 ? ["Public Health Registrar, Regional Drugs Office"] : [])), by: member)
        let reds = agenda.items.filter { $0.part == .reds && $0.marking == .official }.prefix(3)
        for (item, said) in zip(reds, Self.said) {
            try await house.meetings.perform(
                .noteDiscussed(NoteDiscussed(meeting: meeting, about: item.itemReference, text: said)), by: member)
        }
        let actions = reds.compactMap { item -> ActionID? in
            if case .action(let id) = item.about { id } else { nil }
        }
        try await house.meetings.perform(
            .takeDecision(
                TakeDecision(
                    meeting: meeting, text: Self.decisions[number % Self.decisions.count],
                    actions: Array(actions.prefix(1)), owner: try cast.member(CityMember.coordinator).id,
                    comesBack: house.clock.today.adding(months: 3))), by: member)
        if number == 3, let plan = strategies.first { try await addAction(to: plan, meeting, by: member) }
    }

    /// What the board reads: every plan as it stood the evening before, looking back to its last meeting.
    private func issuePack(by member: Member) async throws {
        try await house.packs.issue(
            OrderPack(
                strategies: strategies, asAt: house.clock.today.adding(days: -1), audience: .group, group: Self.board),
            by: member)
    }

    private func addAction(to plan: StrategyID, _ meeting: MeetingID, by member: Member) async throws {
        let due = house.clock.today.adding(months: 5).endOfMonth
        try await house.plans.perform(
            .addAction(
                AddAction(
                    wording: TypedWording(
                        text: "Agree one page on who tells residents what after a premises is closed",
                        leads: ["Community Safety Manager"], measure: "The page is agreed and used at the next closure",
                        timescale: "By end \(due.printedMonth)"),
                    updateOwner: try cast.member("Community Safety Manager").id, meeting: meeting), plan), by: member)
    }

    func agreeMinutes(_ meeting: MeetingID, by member: Member) async throws {
        try await house.meetings.perform(.agreeMinutes(AgreeMinutes(meeting: meeting)), by: member)
        guard meeting.number == 2 else { return }
        try await house.meetings.perform(
            .finishDecision(
                FinishDecision(decision: DecisionID(1), note: "Done: the figures came with the papers of this meeting.")
            ),
            by: member)
    }

    private static let said = [
        "The lead explained why it is late; the board asks for a date it can rely on by the next round.",
        "Nobody has reported. The chair writes to the accountable owner.",
        "Agreed to look at it together with the action it depends on.",
    ]

    private static let decisions = [
        "The coordinator brings waiting times by agency to every board, with their ranges.",
        "Delays of more than three months come to the board with the reason and the cost of waiting.",
        "The evaluation of the outreach pilot comes before its extension is decided.",
        "Each agency names a deputy for every lead by the next round.",
    ]
}
