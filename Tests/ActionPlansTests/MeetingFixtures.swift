import ActionPlans
import Partnership
import Vocabulary

/// Short ways to write groups, meetings and decisions in a test.
extension Sample {
    static func group(
        _ number: Int = 1, name: String = "Steering group", reportsTo: Int? = nil, marking: Marking = .official,
        dissolved: String? = nil, terms: [GroupTerm] = []
    ) -> Group {
        Group(
            id: GroupID(number), name: name, purpose: "Oversees the plan", reportsTo: reportsTo.map { GroupID($0) },
            marking: marking, formed: day("2003-01-06"),
            dissolved: dissolved.map { Dissolution(on: day($0), reason: "Done") }, terms: terms,
            version: JournalSequence(3))
    }

    static func term(
        _ number: Int = 1, member: Int = 1, _ office: GroupOffice = .member, from: String = "2003-01-06",
        until: String? = nil
    ) -> GroupTerm {
        GroupTerm(
            number: number, member: MemberID(member), office: office, from: day(from), until: until.map(day))
    }

    static func meeting(
        _ number: Int = 1, group: Int = 1, on text: String = "2003-06-02", marking: Marking = .official,
        cancelled: Bool = false, attended: Bool = false, agreed: Bool = false, items: [TypedItem] = []
    ) -> Meeting {
        Meeting(
            id: MeetingID(number), group: GroupID(group), title: "Quarterly", day: day(text), time: "10am",
            place: "Town Hall", strategies: [StrategyID(1)], marking: marking,
            cancelled: cancelled ? Cancellation(on: day(text), reason: "Snow") : nil,
            attendance: attended ? Attendance(present: [MemberID(1)], apologies: [], visitors: []) : nil,
            agreed: agreed ? MinutesAgreement(on: day(text), at: JournalSequence(9)) : nil, items: items,
            detailsAt: JournalSequence(4), version: JournalSequence(4))
    }

    static func decision(
        _ number: Int = 1, meeting: Int = 1, actions: [Int] = [], comesBack: String? = nil,
        state: Decision.State = .standing, marking: Marking = .official
    ) -> Decision {
        Decision(
            id: DecisionID(number), meeting: MeetingID(meeting), group: GroupID(1), text: "Open a second base",
            about: actions.map { DecidedAbout(action: ActionID($0), strategy: StrategyID(1)) }, owner: nil,
            comesBack: comesBack.map(day), marking: marking, taken: day("2003-03-03"), state: state,
            version: JournalSequence(5))
    }

    /// Facts on 2 June 2003, the day of the fixture meeting; the author is member 1, a coordinator of the lower clearance.
    static func facts(
        _ change: (inout MeetingFacts) -> Void = { _ in }
    ) -> MeetingFacts {
        var facts = MeetingFacts(
            today: day("2003-06-02"), author: member(1, [.coordinator]), groups: [group()],
            members: [member(1, [.coordinator]), member(2), member(3), member(4, active: false)],
            strategies: [StrategyID(1)],
            actions: [
                ActionID(1): .init(strategy: StrategyID(1), marking: .official),
                ActionID(2): .init(strategy: StrategyID(1), marking: .officialSensitive),
            ], meetings: [meeting()], decisions: [decision()],
            numbers: NextMeetingNumbers(group: GroupID(8), meeting: MeetingID(9), decision: DecisionID(10)),
            nextNote: 3, nextItem: 4)
        change(&facts)
        if facts.everyGroup.count < facts.groups.count { facts.everyGroup = facts.groups }
        return facts
    }
}
