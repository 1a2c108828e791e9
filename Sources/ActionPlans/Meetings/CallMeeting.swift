import Partnership
public import Vocabulary

/// A meeting is called, or called anew for another day, place or plan.
public struct CallMeeting: Hashable, Sendable {
    /// Nil for a new one.
    public var meeting: MeetingID?
    public var group: GroupID
    public var title: String
    public var day: Day
    public var time: String
    public var place: String
    public var strategies: [StrategyID]
    public var marking: Marking

    public init(
        meeting: MeetingID? = nil, group: GroupID, title: String, day: Day, time: String = "", place: String = "",
        strategies: [StrategyID] = [], marking: Marking = .official
    ) {
        self.meeting = meeting
        self.group = group
        self.title = title
        self.day = day
        self.time = time
        self.place = place
        self.strategies = strategies
        self.marking = marking
    }
}

/// A meeting that was called does not take place.
public struct CancelMeeting: Hashable, Sendable {
    public var meeting: MeetingID
    public var reason: String

    public init(meeting: MeetingID, reason: String) {
        self.meeting = meeting
        self.reason = reason
    }
}

/// Why something about a meeting cannot be entered.
public enum MeetingRefusal: Refusal {
    case unknownMeeting
    case unknownGroup
    case groupDissolved(on: Day)
    case cancelled(on: Day)
    case minutesAgreed(on: Day)
    case minutesNotAgreed
    case hasBeenHeld
    case notYetHeld(day: Day)
    case title(TypedText.Fault)
    case time(TypedText.Fault)
    case place(TypedText.Fault)
    case tooLongAgo(earliest: Day)
    case tooFar(latest: Day)
    case unknownStrategy
    case belowGroup
    case aboveClearance
    case unchanged
    case reason(TypedText.Fault)
    case item(TypedText.Fault)
    case tooManyItems
    case unknownItem
    case note(TypedText.Fault)
    case unknownMember
    case bothPresentAndAway(count: Int)
    case nobodyPresent
    case visitor(TypedText.Fault)
    case tooManyVisitors
    case attendanceMissing

    public var words: RefusalWords {
        switch self {
        case .unknownMeeting:
            RefusalWords("unknown-meeting", field: "meeting", "Choose a meeting; there is none with this number.")
        case .unknownGroup:
            RefusalWords("unknown-group", field: "group", "Choose a group; there is none with this number.")
        case .groupDissolved(let day):
            RefusalWords(
                "group-dissolved", field: "group", "Choose another group; this one was dissolved on \(day.printed).")
        case .cancelled(let day):
            RefusalWords(
                "cancelled", field: "meeting",
                "This meeting was cancelled on \(day.printed). Call another one instead.")
        case .minutesAgreed(let day):
            RefusalWords(
                "minutes-agreed", field: "meeting",
                "The minutes were agreed on \(day.printed) and stay as they are. Record a correction of them instead.")
        case .minutesNotAgreed:
            RefusalWords(
                "minutes-not-agreed", field: "said",
                "Enter it in the minutes themselves: they have not been agreed yet.")
        case .hasBeenHeld:
            RefusalWords(
                "has-been-held", field: "reason", "This meeting was held: attendance or a decision is recorded.")
        case .notYetHeld(let day):
            RefusalWords("not-yet-held", field: "meeting", "Wait until \(day.printed), the day of the meeting.")
        case .title(let fault): fault.words("title", "what the meeting is called")
        case .time(let fault): fault.words("time", "the time")
        case .place(let fault): fault.words("place", "the place")
        case .tooLongAgo(let day): RefusalWords("too-long-ago", field: "day", "Enter a day from \(day.printed) on.")
        case .tooFar(let day): RefusalWords("too-far", field: "day", "Enter a day up to \(day.printed).")
        case .unknownStrategy: RefusalWords("unknown-strategy", field: "strategies", "Choose plans of the list.")
        case .belowGroup:
            RefusalWords("below-group", field: "marking", "Choose the group's own marking, or a higher one.")
        case .aboveClearance:
            RefusalWords("above-clearance", field: "marking", "Choose a marking up to your own clearance.")
        case .unchanged:
            RefusalWords("unchanged", field: "title", "Change something first; this is what stands already.")
        case .reason(let fault): fault.words("reason", "the reason")
        case .item(let fault): fault.words("item", "the item")
        case .tooManyItems:
            RefusalWords(
                "too-many-items", field: "item", "Remove an item first; an agenda takes \(MeetingLimit.items.printed).")
        case .unknownItem: RefusalWords("unknown-item", field: "about", "Choose an item of this meeting.")
        case .note(let fault): fault.words("said", "what is to be minuted")
        case .unknownMember: RefusalWords("unknown-member", field: "present", "Choose members of the list.")
        case .bothPresentAndAway(let count):
            RefusalWords(
                "both-present-and-away", field: "present",
                "Choose one answer for each member: \(count.counted("member")) \(count == 1 ? "is" : "are") both present and away."
            )
        case .nobodyPresent: RefusalWords("nobody-present", field: "present", "Choose who was present.")
        case .visitor(let fault): fault.words("visitors", "each visitor's post and agency")
        case .tooManyVisitors:
            RefusalWords(
                "too-many-visitors", field: "visitors", "Enter up to \(MeetingLimit.visitors.printed) visitors.")
        case .attendanceMissing:
            RefusalWords("attendance-missing", field: "meeting", "Record who was present first.")
        }
    }
}

extension MeetingFacts {
    /// The meeting, while it may still be written about.
    func open(_ id: MeetingID) -> Result<Meeting, Refusals<MeetingRefusal>> {
        guard let meeting = meeting(id) else { return .failure(Refusals(.unknownMeeting)) }
        if let cancelled = meeting.cancelled { return .failure(Refusals(.cancelled(on: cancelled.on))) }
        if let agreed = meeting.agreed { return .failure(Refusals(.minutesAgreed(on: agreed.on))) }
        return .success(meeting)
    }
}

extension CallMeeting {
    /// How far back a meeting may be entered, and how far ahead called, in months.
    static let monthsBack = 12
    static let monthsAhead = 36

    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        var present: Meeting?
        if let meeting {
            switch facts.open(meeting) {
            case .failure(let refused): return .failure(refused)
            case .success(let found): present = found
            }
        }
        guard let group = facts.group(present?.group ?? group) else { return .failure(Refusals(.unknownGroup)) }
        if let gone = group.dissolved { return .failure(Refusals(.groupDissolved(on: gone.on))) }
        var refusals: [MeetingRefusal] = []
        let title = TypedText(title, upTo: MeetingLimit.name, .line)
        let time = TypedText(time, upTo: MeetingLimit.time, .line, required: false)
        let place = TypedText(place, upTo: MeetingLimit.place, .line, required: false)
        if let fault = title.fault { refusals.append(.title(fault)) }
        let earliest = facts.today.adding(months: -Self.monthsBack)
        let latest = facts.today.adding(months: Self.monthsAhead)
        if day < earliest, day != present?.day { refusals.append(.tooLongAgo(earliest: earliest)) }
        if day > latest { refusals.append(.tooFar(latest: latest)) }
        if let fault = time.fault { refusals.append(.time(fault)) }
        if let fault = place.fault { refusals.append(.place(fault)) }
        // Plans out of the author's sight stay on a meeting they were put on by somebody else.
        let kept = Set(present?.strategies ?? []).subtracting(facts.strategies)
        if !facts.strategies.isSuperset(of: strategies) { refusals.append(.unknownStrategy) }
        if marking < group.marking { refusals.append(.belowGroup) }
        if marking > facts.author.clearance { refusals.append(.aboveClearance) }
        let described = MeetingDescribed(
            meeting: present?.id ?? facts.numbers.meeting, group: group.id, title: title.text, day: day,
            time: time.text, place: place.text, strategies: kept.union(strategies).sorted(), marking: marking,
            on: facts.today)
        guard let present else { return .decided(refusals, .meetingCalled(described)) }
        let isSame =
            present.title == described.title && present.day == day && present.time == described.time
            && present.place == described.place && present.strategies == described.strategies
            && present.marking == marking
        if isSame, refusals.isEmpty { refusals.append(.unchanged) }
        return .decided(refusals, .meetingChanged(described))
    }
}

extension CancelMeeting {
    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        switch facts.open(meeting) {
        case .failure(let refused): return .failure(refused)
        case .success(let meeting):
            var refusals: [MeetingRefusal] = []
            let isHeld = meeting.attendance != nil || facts.decisions.contains { $0.meeting == meeting.id }
            if isHeld { refusals.append(.hasBeenHeld) }
            let reason = TypedText(reason, upTo: MeetingLimit.reason)
            if let fault = reason.fault { refusals.append(.reason(fault)) }
            return .decided(
                refusals,
                .meetingCancelled(MeetingCancelled(meeting: meeting.id, on: facts.today, reason: reason.text)))
        }
    }
}
