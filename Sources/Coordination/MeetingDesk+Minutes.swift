public import Reporting
public import Vocabulary
import ActionPlans

extension MeetingFolder {
    /// What its minutes are made from.
    public var minutesSource: MinutesReport.Source {
        MinutesReport.Source(
            meeting: meeting, group: group, superior: superior, next: next, notes: notes, decisions: decisions,
            raised: raised, marking: minutesMarking)
    }

    /// The highest marking of what is in the minutes; the agenda may hold more.
    public var minutesMarking: Marking {
        let parts = decisions.map(\.marking) + notes.map(\.marking) + raised.map(\.marking)
        return max(meeting.marking, group.marking, superior?.marking ?? .official, parts.max() ?? .official)
    }
}
