public import Vocabulary

/// A meeting of a group: called for a day, then held and minuted, or cancelled.
public struct Meeting: Hashable, Sendable, Identifiable {
    public let id: MeetingID
    public let group: GroupID
    public var title: String
    public var day: Day
    /// As people write it: "10am to midday".
    public var time: String
    public var place: String
    /// The plans it looks at, in the order of their numbers.
    public var strategies: [StrategyID]
    public var marking: Marking
    public var cancelled: Cancellation?
    /// Nil until somebody has recorded who was there.
    public var attendance: Attendance?
    /// When its minutes were agreed; from then on they change by named corrections only.
    public var agreed: MinutesAgreement?
    /// Items typed by hand, in the order in which they were typed.
    public var items: [TypedItem]
    /// The entry that last changed day, place and what else was called.
    public var detailsAt: JournalSequence
    /// The entry that last recorded attendance; `.none` while there is none.
    public var attendanceAt: JournalSequence
    /// The sequence of the last entry that touched it.
    public var version: JournalSequence

    public init(
        id: MeetingID, group: GroupID, title: String, day: Day, time: String, place: String, strategies: [StrategyID],
        marking: Marking, cancelled: Cancellation? = nil, attendance: Attendance? = nil,
        agreed: MinutesAgreement? = nil, items: [TypedItem] = [], detailsAt: JournalSequence,
        attendanceAt: JournalSequence = .none, version: JournalSequence
    ) {
        self.id = id
        self.group = group
        self.title = title
        self.day = day
        self.time = time
        self.place = place
        self.strategies = strategies
        self.marking = marking
        self.cancelled = cancelled
        self.attendance = attendance
        self.agreed = agreed
        self.items = items
        self.detailsAt = detailsAt
        self.attendanceAt = attendanceAt
        self.version = version
    }

    /// Where a meeting stands on a day.
    public enum State: String, Sendable, CaseIterable {
        case coming, today, held, agreed, cancelled
    }

    public func state(on today: Day) -> State {
        if cancelled != nil { return .cancelled }
        if agreed != nil { return .agreed }
        return day > today ? .coming : day == today ? .today : .held
    }
}

/// That a meeting does not take place, and why.
public struct Cancellation: Hashable, Sendable, Codable {
    public let on: Day
    public let reason: String

    public init(on: Day, reason: String) {
        self.on = on
        self.reason = reason
    }
}

/// Who was at a meeting: members by their post, visitors by post and agency and never by name.
public struct Attendance: Hashable, Sendable, Codable {
    public var present: [MemberID]
    public var apologies: [MemberID]
    public var visitors: [String]

    public init(present: [MemberID], apologies: [MemberID], visitors: [String]) {
        self.present = present
        self.apologies = apologies
        self.visitors = visitors
    }
}

/// That minutes were agreed, and the entry that fixed them.
public struct MinutesAgreement: Hashable, Sendable {
    public let on: Day
    public let at: JournalSequence

    public init(on: Day, at: JournalSequence) {
        self.on = on
        self.at = at
    }
}

/// An item of an agenda that no rule would have found.
public struct TypedItem: Hashable, Sendable, Codable {
    /// Its number within the meeting, from 1; given once.
    public let number: Int
    public let text: String

    public init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}

/// Something written down about a meeting: what was said about an item, or a correction of agreed minutes.
public struct MeetingNote: Hashable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable { case discussed, correction }

    public let meeting: MeetingID
    /// Its number within the meeting, from 1.
    public let number: Int
    public let kind: Kind
    public let about: ItemReference?
    public let text: String
    /// That of the meeting, or of the action it is about where that is higher.
    public let marking: Marking
    public let on: Day

    public init(
        meeting: MeetingID, number: Int, kind: Kind, about: ItemReference?, text: String, marking: Marking, on: Day
    ) {
        self.meeting = meeting
        self.number = number
        self.kind = kind
        self.about = about
        self.text = text
        self.marking = marking
        self.on = on
    }
}

/// What an item of an agenda is about.
public enum ItemReference: Hashable, Sendable, Codable {
    case action(ActionID)
    case decision(DecisionID)
    /// An item typed by hand, by its number within the meeting.
    case typed(Int)

    /// As a form names it: `action-12`.
    public var name: String {
        switch self {
        case .action(let id): "action-\(id.number)"
        case .decision(let id): "decision-\(id.number)"
        case .typed(let number): "typed-\(number)"
        }
    }

    public init?(name: some StringProtocol) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count <= 12, let number = Int(parts[1]), number > 0 else { return nil }
        switch parts[0] {
        case "action": self = .action(ActionID(number))
        case "decision": self = .decision(DecisionID(number))
        case "typed": self = .typed(number)
        default: return nil
        }
    }
}
