public import Vocabulary

/// What can happen to groups, meetings and decisions; each case one kind of journal entry. Days are those of recording,
/// put in by the desk, so that a replay needs no clock.
public enum MeetingEntry: Sendable, Equatable {
    case groupFormed(GroupDescribed)
    case groupChanged(GroupDescribed)
    case termBegun(TermBegun)
    case termEnded(TermEnded)
    case groupDissolved(GroupDissolved)
    case meetingCalled(MeetingDescribed)
    case meetingChanged(MeetingDescribed)
    case meetingCancelled(MeetingCancelled)
    case itemAdded(ItemAdded)
    case itemRemoved(ItemRemoved)
    case attendanceRecorded(AttendanceRecorded)
    case itemDiscussed(NoteMade)
    case decisionTaken(DecisionTaken)
    case decisionDone(DecisionDone)
    case decisionSuperseded(DecisionSuperseded)
    case minutesAgreed(MinutesAgreed)
    case minutesCorrected(NoteMade)
}

public struct GroupDescribed: Hashable, Sendable, Codable {
    public var group: GroupID
    public var name: String
    public var purpose: String
    public var reportsTo: GroupID?
    public var marking: Marking
    public var on: Day

    public init(group: GroupID, name: String, purpose: String, reportsTo: GroupID?, marking: Marking, on: Day) {
        self.group = group
        self.name = name
        self.purpose = purpose
        self.reportsTo = reportsTo
        self.marking = marking
        self.on = on
    }
}

public struct TermBegun: Hashable, Sendable, Codable {
    public var group: GroupID
    public var term: GroupTerm
    public var on: Day

    public init(group: GroupID, term: GroupTerm, on: Day) {
        self.group = group
        self.term = term
        self.on = on
    }
}

public struct TermEnded: Hashable, Sendable, Codable {
    public var group: GroupID
    public var term: Int
    /// The last day of the term.
    public var until: Day
    public var on: Day

    public init(group: GroupID, term: Int, until: Day, on: Day) {
        self.group = group
        self.term = term
        self.until = until
        self.on = on
    }
}

public struct GroupDissolved: Hashable, Sendable, Codable {
    public var group: GroupID
    public var on: Day
    public var reason: String

    public init(group: GroupID, on: Day, reason: String) {
        self.group = group
        self.on = on
        self.reason = reason
    }
}

public struct MeetingDescribed: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    public var group: GroupID
    public var title: String
    public var day: Day
    public var time: String
    public var place: String
    public var strategies: [StrategyID]
    public var marking: Marking
    public var on: Day

    public init(
        meeting: MeetingID, group: GroupID, title: String, day: Day, time: String, place: String,
        strategies: [StrategyID], marking: Marking, on: Day
    ) {
        self.meeting = meeting
        self.group = group
        self.title = title
        self.day = day
        self.time = time
        self.place = place
        self.strategies = strategies
        self.marking = marking
        self.on = on
    }
}

public struct MeetingCancelled: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    public var on: Day
    public var reason: String

    public init(meeting: MeetingID, on: Day, reason: String) {
        self.meeting = meeting
        self.on = on
        self.reason = reason
    }
}

public struct ItemAdded: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    public var item: TypedItem
    public var on: Day

    public init(meeting: MeetingID, item: TypedItem, on: Day) {
        self.meeting = meeting
        self.item = item
        self.on = on
    }
}

public struct ItemRemoved: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    public var item: Int
    public var on: Day

    public init(meeting: MeetingID, item: Int, on: Day) {
        self.meeting = meeting
        self.item = item
        self.on = on
    }
}

public struct AttendanceRecorded: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    public var attendance: Attendance
    public var on: Day

    public init(meeting: MeetingID, attendance: Attendance, on: Day) {
        self.meeting = meeting
        self.attendance = attendance
        self.on = on
    }
}

/// What was said about an item, or a correction of agreed minutes.
public struct NoteMade: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    /// Its number within the meeting.
    public var note: Int
    public var about: ItemReference?
    public var text: String
    public var marking: Marking
    public var on: Day

    public init(meeting: MeetingID, note: Int, about: ItemReference?, text: String, marking: Marking, on: Day) {
        self.meeting = meeting
        self.note = note
        self.about = about
        self.text = text
        self.marking = marking
        self.on = on
    }
}

public struct DecisionTaken: Hashable, Sendable, Codable {
    public var decision: DecisionID
    public var meeting: MeetingID
    public var group: GroupID
    public var text: String
    public var about: [DecidedAbout]
    public var owner: MemberID?
    public var comesBack: Day?
    public var marking: Marking
    public var on: Day

    public init(
        decision: DecisionID, meeting: MeetingID, group: GroupID, text: String, about: [DecidedAbout],
        owner: MemberID?, comesBack: Day?, marking: Marking, on: Day
    ) {
        self.decision = decision
        self.meeting = meeting
        self.group = group
        self.text = text
        self.about = about
        self.owner = owner
        self.comesBack = comesBack
        self.marking = marking
        self.on = on
    }
}

public struct DecisionDone: Hashable, Sendable, Codable {
    public var decision: DecisionID
    public var on: Day
    /// What shows that it was done.
    public var note: String

    public init(decision: DecisionID, on: Day, note: String) {
        self.decision = decision
        self.on = on
        self.note = note
    }
}

public struct DecisionSuperseded: Hashable, Sendable, Codable {
    public var decision: DecisionID
    public var by: DecisionID
    public var on: Day
    public var note: String

    public init(decision: DecisionID, by: DecisionID, on: Day, note: String) {
        self.decision = decision
        self.by = by
        self.on = on
        self.note = note
    }
}

/// The minutes are fixed as they stand before this entry.
public struct MinutesAgreed: Hashable, Sendable, Codable {
    public var meeting: MeetingID
    public var on: Day

    public init(meeting: MeetingID, on: Day) {
        self.meeting = meeting
        self.on = on
    }
}
