import ActionPlans
import Partnership
import Vocabulary

/// What the files of `Fixtures/payloads` that begin with `meetings` say.
enum MeetingFixtures {
    static let entries: [(file: String, payload: MeetingEntry)] = all.map {
        ("meetings.\($0.kind.name).\($0.kind.version)", $0)
    }

    private static let day = Fictional.day("2008-06-02")

    /// One of each kind, as a first year might bring them.
    static let all: [MeetingEntry] = [
        .groupFormed(
            GroupDescribed(
                group: GroupID(1), name: "Board", purpose: "Oversees / \"the\" plan", reportsTo: nil,
                marking: .official, on: day)),
        .groupChanged(
            GroupDescribed(
                group: GroupID(1), name: "Partnership board", purpose: "Oversees", reportsTo: GroupID(2),
                marking: .officialSensitive, on: day)),
        .termBegun(
            TermBegun(
                group: GroupID(1),
                term: GroupTerm(
                    number: 1, member: MemberID(3), office: .deputyChair, from: day, until: day.adding(days: 365)),
                on: day)),
        .termEnded(TermEnded(group: GroupID(1), term: 1, until: day.adding(days: 90), on: day)),
        .groupDissolved(GroupDissolved(group: GroupID(1), on: day, reason: "Merged")),
        .meetingCalled(described),
        .meetingChanged(described),
        .meetingCancelled(MeetingCancelled(meeting: MeetingID(1), on: day, reason: "Snow")),
        .itemAdded(ItemAdded(meeting: MeetingID(1), item: TypedItem(number: 1, text: "Budget"), on: day)),
        .itemRemoved(ItemRemoved(meeting: MeetingID(1), item: 1, on: day)),
        .attendanceRecorded(
            AttendanceRecorded(
                meeting: MeetingID(1),
                attendance: Attendance(
                    present: [MemberID(1), MemberID(2)], apologies: [MemberID(3)], visitors: ["Manager, Housing"]),
                on: day)),
        .itemDiscussed(
            NoteMade(
                meeting: MeetingID(1), note: 1, about: .action(ActionID(1)), text: "The lease is signed",
                marking: .official, on: day)),
        .decisionTaken(
            DecisionTaken(
                decision: DecisionID(1), meeting: MeetingID(1), group: GroupID(1), text: "Open a second base",
                about: [DecidedAbout(action: ActionID(1), strategy: StrategyID(1))], owner: MemberID(2),
                comesBack: day.adding(days: 90), marking: .official, on: day)),
        .decisionDone(DecisionDone(decision: DecisionID(1), on: day, note: "Opened")),
        .decisionSuperseded(
            DecisionSuperseded(decision: DecisionID(1), by: DecisionID(2), on: day, note: "Another building")),
        .minutesAgreed(MinutesAgreed(meeting: MeetingID(1), on: day)),
        .minutesCorrected(
            NoteMade(
                meeting: MeetingID(1), note: 2, about: nil, text: "The chair was present", marking: .official, on: day)),
    ]

    private static let described = MeetingDescribed(
        meeting: MeetingID(1), group: GroupID(1), title: "Quarterly", day: day, time: "10am to midday",
        place: "Town Hall", strategies: [StrategyID(1), StrategyID(2)], marking: .official, on: day)
}
