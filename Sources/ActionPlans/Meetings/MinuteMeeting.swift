import Partnership
public import Vocabulary

/// An item that no rule would find is put on the agenda.
public struct AddItem: Hashable, Sendable {
    public var meeting: MeetingID
    public var text: String

    public init(meeting: MeetingID, text: String) {
        self.meeting = meeting
        self.text = text
    }
}

/// An item typed by hand is taken off the agenda.
public struct RemoveItem: Hashable, Sendable {
    public var meeting: MeetingID
    public var item: Int

    public init(meeting: MeetingID, item: Int) {
        self.meeting = meeting
        self.item = item
    }
}

/// Who was at a meeting. Recorded again, it replaces what was recorded before.
public struct RecordAttendance: Hashable, Sendable {
    public var meeting: MeetingID
    public var present: [MemberID]
    public var apologies: [MemberID]
    /// Post and agency of each; never a name.
    public var visitors: [String]

    public init(meeting: MeetingID, present: [MemberID], apologies: [MemberID] = [], visitors: [String] = []) {
        self.meeting = meeting
        self.present = present
        self.apologies = apologies
        self.visitors = visitors
    }
}

/// What was said about an item.
public struct NoteDiscussed: Hashable, Sendable {
    public var meeting: MeetingID
    public var about: ItemReference?
    public var text: String

    public init(meeting: MeetingID, about: ItemReference?, text: String) {
        self.meeting = meeting
        self.about = about
        self.text = text
    }
}

/// The group has agreed the minutes: they are fixed as they stand.
public struct AgreeMinutes: Hashable, Sendable {
    public var meeting: MeetingID

    public init(meeting: MeetingID) { self.meeting = meeting }
}

/// Something in agreed minutes is wrong: what is right is added, named as a correction.
public struct CorrectMinutes: Hashable, Sendable {
    public var meeting: MeetingID
    public var text: String

    public init(meeting: MeetingID, text: String) {
        self.meeting = meeting
        self.text = text
    }
}

extension MeetingFacts {
    /// The meeting, on its day or after it, while its minutes are not agreed.
    func held(_ id: MeetingID) -> Result<Meeting, Refusals<MeetingRefusal>> {
        open(id).flatMap { meeting in
            meeting.day > today ? .failure(Refusals(.notYetHeld(day: meeting.day))) : .success(meeting)
        }
    }
}

extension AddItem {
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        facts.open(meeting).flatMap { meeting in
            var refusals: [MeetingRefusal] = []
            let text = TypedText(text, upTo: MeetingLimit.item, .line)
            if let fault = text.fault { refusals.append(.item(fault)) }
            if meeting.items.count >= MeetingLimit.items { refusals.append(.tooManyItems) }
            let item = TypedItem(number: facts.nextItem, text: text.text)
            return .decided(refusals, .itemAdded(ItemAdded(meeting: meeting.id, item: item, on: facts.today)))
        }
    }
}

extension RemoveItem {
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        facts.open(meeting).flatMap { meeting in
            let isThere = meeting.items.contains { $0.number == item }
            return .decided(
                isThere ? [] : [.unknownItem],
                .itemRemoved(ItemRemoved(meeting: meeting.id, item: item, on: facts.today)))
        }
    }
}

extension RecordAttendance {
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        facts.held(meeting).flatMap { meeting in
            var refusals: [MeetingRefusal] = []
            let present = Set(present)
            let apologies = Set(apologies)
            let known = Set(facts.members.map(\.id))
            if !known.isSuperset(of: present.union(apologies)) { refusals.append(.unknownMember) }
            let both = present.intersection(apologies).count
            if both > 0 { refusals.append(.bothPresentAndAway(count: both)) }
            let typed = visitors.map { TypedText($0, upTo: MeetingLimit.visitor, .line, required: false) }
            if present.isEmpty, typed.allSatisfy(\.isEmpty) { refusals.append(.nobodyPresent) }
            if let fault = typed.compactMap(\.fault).first { refusals.append(.visitor(fault)) }
            let visitors = typed.filter { !$0.isEmpty }.map(\.text)
            if visitors.count > MeetingLimit.visitors { refusals.append(.tooManyVisitors) }
            return .decided(
                refusals,
                .attendanceRecorded(
                    AttendanceRecorded(
                        meeting: meeting.id,
                        attendance: Attendance(
                            present: present.sorted(), apologies: apologies.sorted(), visitors: visitors),
                        on: facts.today)))
        }
    }
}

extension NoteDiscussed {
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        facts.held(meeting).flatMap { meeting in
            var refusals: [MeetingRefusal] = []
            let text = TypedText(text, upTo: MeetingLimit.text)
            if let fault = text.fault { refusals.append(.note(fault)) }
            var marking = meeting.marking
            switch about {
            case nil: break
            case .action(let id):
                if let action = facts.actions[id] {
                    marking = max(marking, action.marking)
                } else {
                    refusals.append(.unknownItem)
                }
            case .decision(let id):
                if let decision = facts.decision(id) {
                    marking = max(marking, decision.marking)
                } else {
                    refusals.append(.unknownItem)
                }
            case .typed(let number):
                if !meeting.items.contains(where: { $0.number == number }) { refusals.append(.unknownItem) }
            }
            return .decided(
                refusals,
                .itemDiscussed(
                    NoteMade(
                        meeting: meeting.id, note: facts.nextNote, about: about, text: text.text, marking: marking,
                        on: facts.today)))
        }
    }
}

extension AgreeMinutes {
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        facts.held(meeting).flatMap { meeting in
            .decided(
                meeting.attendance == nil ? [.attendanceMissing] : [],
                .minutesAgreed(MinutesAgreed(meeting: meeting.id, on: facts.today)))
        }
    }
}

extension CorrectMinutes {
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<MeetingRefusal>> {
        guard let meeting = facts.meeting(meeting) else { return .failure(Refusals(.unknownMeeting)) }
        if let cancelled = meeting.cancelled { return .failure(Refusals(.cancelled(on: cancelled.on))) }
        var refusals: [MeetingRefusal] = meeting.agreed == nil ? [.minutesNotAgreed] : []
        let text = TypedText(text, upTo: MeetingLimit.text)
        if let fault = text.fault { refusals.append(.note(fault)) }
        return .decided(
            refusals,
            .minutesCorrected(
                NoteMade(
                    meeting: meeting.id, note: facts.nextNote, about: nil, text: text.text, marking: meeting.marking,
                    on: facts.today)))
    }
}
