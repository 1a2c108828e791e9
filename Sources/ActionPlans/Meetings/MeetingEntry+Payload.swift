public import Vocabulary

/// The journal's side of a meeting entry: stable kind names, and how each kind's facts are written and read.
extension MeetingEntry: EntryPayload {
    public static var room: String { "meetings" }

    public var kind: EntryKind {
        switch self {
        case .groupFormed: EntryKind("group-formed")
        case .groupChanged: EntryKind("group-changed")
        case .termBegun: EntryKind("term-begun")
        case .termEnded: EntryKind("term-ended")
        case .groupDissolved: EntryKind("group-dissolved")
        case .meetingCalled: EntryKind("meeting-called")
        case .meetingChanged: EntryKind("meeting-changed")
        case .meetingCancelled: EntryKind("meeting-cancelled")
        case .itemAdded: EntryKind("item-added")
        case .itemRemoved: EntryKind("item-removed")
        case .attendanceRecorded: EntryKind("attendance-recorded")
        case .itemDiscussed: EntryKind("item-discussed")
        case .decisionTaken: EntryKind("decision-taken")
        case .decisionDone: EntryKind("decision-done")
        case .decisionSuperseded: EntryKind("decision-superseded")
        case .minutesAgreed: EntryKind("minutes-agreed")
        case .minutesCorrected: EntryKind("minutes-corrected")
        }
    }

    public var subject: Subject {
        switch self {
        case .groupFormed(let facts), .groupChanged(let facts): .group(facts.group)
        case .termBegun(let facts): .group(facts.group)
        case .termEnded(let facts): .group(facts.group)
        case .groupDissolved(let facts): .group(facts.group)
        case .meetingCalled(let facts), .meetingChanged(let facts): .meeting(facts.meeting)
        case .meetingCancelled(let facts): .meeting(facts.meeting)
        case .itemAdded(let facts): .meeting(facts.meeting)
        case .itemRemoved(let facts): .meeting(facts.meeting)
        case .attendanceRecorded(let facts): .meeting(facts.meeting)
        case .itemDiscussed(let facts), .minutesCorrected(let facts): .meeting(facts.meeting)
        case .decisionTaken(let facts): .decision(facts.decision)
        case .decisionDone(let facts): .decision(facts.decision)
        case .decisionSuperseded(let facts): .decision(facts.decision)
        case .minutesAgreed(let facts): .meeting(facts.meeting)
        }
    }

    /// A decision is part of its meeting's minutes. It leaves the actions it is about as they are.
    public var alsoTouches: [Subject] {
        if case .decisionTaken(let facts) = self { [.meeting(facts.meeting)] } else { [] }
    }

    public var happened: Day? { nil }

    public func encodeFacts(to encoder: any Encoder) throws {
        switch self {
        case .groupFormed(let facts), .groupChanged(let facts): try facts.encode(to: encoder)
        case .termBegun(let facts): try facts.encode(to: encoder)
        case .termEnded(let facts): try facts.encode(to: encoder)
        case .groupDissolved(let facts): try facts.encode(to: encoder)
        case .meetingCalled(let facts), .meetingChanged(let facts): try facts.encode(to: encoder)
        case .meetingCancelled(let facts): try facts.encode(to: encoder)
        case .itemAdded(let facts): try facts.encode(to: encoder)
        case .itemRemoved(let facts): try facts.encode(to: encoder)
        case .attendanceRecorded(let facts): try facts.encode(to: encoder)
        case .itemDiscussed(let facts), .minutesCorrected(let facts): try facts.encode(to: encoder)
        case .decisionTaken(let facts): try facts.encode(to: encoder)
        case .decisionDone(let facts): try facts.encode(to: encoder)
        case .decisionSuperseded(let facts): try facts.encode(to: encoder)
        case .minutesAgreed(let facts): try facts.encode(to: encoder)
        }
    }

    public init?(kind: EntryKind, from decoder: any Decoder) throws {
        switch (kind.name, kind.version) {
        case ("group-formed", 1): self = .groupFormed(try GroupDescribed(from: decoder))
        case ("group-changed", 1): self = .groupChanged(try GroupDescribed(from: decoder))
        case ("term-begun", 1): self = .termBegun(try TermBegun(from: decoder))
        case ("term-ended", 1): self = .termEnded(try TermEnded(from: decoder))
        case ("group-dissolved", 1): self = .groupDissolved(try GroupDissolved(from: decoder))
        case ("meeting-called", 1): self = .meetingCalled(try MeetingDescribed(from: decoder))
        case ("meeting-changed", 1): self = .meetingChanged(try MeetingDescribed(from: decoder))
        case ("meeting-cancelled", 1): self = .meetingCancelled(try MeetingCancelled(from: decoder))
        case ("item-added", 1): self = .itemAdded(try ItemAdded(from: decoder))
        case ("item-removed", 1): self = .itemRemoved(try ItemRemoved(from: decoder))
        case ("attendance-recorded", 1): self = .attendanceRecorded(try AttendanceRecorded(from: decoder))
        case ("item-discussed", 1): self = .itemDiscussed(try NoteMade(from: decoder))
        case ("decision-taken", 1): self = .decisionTaken(try DecisionTaken(from: decoder))
        case ("decision-done", 1): self = .decisionDone(try DecisionDone(from: decoder))
        case ("decision-superseded", 1): self = .decisionSuperseded(try DecisionSuperseded(from: decoder))
        case ("minutes-agreed", 1): self = .minutesAgreed(try MinutesAgreed(from: decoder))
        case ("minutes-corrected", 1): self = .minutesCorrected(try NoteMade(from: decoder))
        default: return nil
        }
    }
}
