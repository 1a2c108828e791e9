import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("Meetings are called, held and minuted, and decisions get their numbers")
struct MeetingTests {
    private static func call(
        _ meeting: Int? = nil, title: String = "Quarterly", on day: String = "2003-09-01",
        strategies: [Int] = [1], marking: Marking = .official
    ) -> CallMeeting {
        CallMeeting(
            meeting: meeting.map { MeetingID($0) }, group: GroupID(1), title: title, day: Sample.day(day), time: "10am",
            place: "Town Hall", strategies: strategies.map { StrategyID($0) }, marking: marking)
    }

    struct Case<Command: Sendable>: Sendable, CustomTestStringConvertible {
        let name: String
        let command: Command
        var meeting = Sample.meeting()
        let codes: [String]
        var testDescription: String { name }
    }

    static let calls: [Case<CallMeeting>] = [
        Case(name: "called", command: call(), codes: []),
        Case(name: "a year ago", command: call(on: "2002-06-02"), codes: []),
        Case(
            name: "too long ago, and more",
            command: call(title: "", on: "2002-06-01", strategies: [9], marking: .officialSensitive),
            codes: ["title-missing", "too-long-ago", "unknown-strategy", "above-clearance"]),
        Case(name: "too far ahead", command: call(on: "2006-06-03"), codes: ["too-far"]),
        Case(name: "another day", command: call(1), codes: []),
        Case(name: "nothing changed", command: call(1, on: "2003-06-02"), codes: ["unchanged"]),
        Case(name: "unknown", command: call(7), codes: ["unknown-meeting"]),
        Case(name: "cancelled", command: call(1), meeting: Sample.meeting(cancelled: true), codes: ["cancelled"]),
        Case(
            name: "minutes agreed", command: call(1), meeting: Sample.meeting(agreed: true), codes: ["minutes-agreed"]),
    ]

    @Test("A meeting is called or changed, or everything against it is said", arguments: calls)
    func calling(one: Case<CallMeeting>) {
        #expect(Sample.codes(one.command.decide(Sample.facts { $0.meetings = [one.meeting] })) == one.codes)
    }

    @Test("A meeting is marked at least as high as its group, and keeps the plans its caller cannot see")
    func keepsHiddenPlans() throws {
        let facts = Sample.facts {
            $0.meetings[0].strategies = [StrategyID(1), StrategyID(5)]
        }
        guard case .success(.meetingChanged(let changed)) = Self.call(1, strategies: []).decide(facts) else {
            Issue.record("refused")
            return
        }
        #expect(changed.strategies == [StrategyID(5)])
        let marked = Sample.facts {
            $0.author.clearance = .officialSensitive
            $0.groups = [Sample.group(marking: .officialSensitive)]
        }
        #expect(Sample.codes(Self.call().decide(marked)) == ["below-group"])
        #expect(Sample.codes(Self.call(marking: .officialSensitive).decide(marked)) == [])
    }

    @Test("What was held is not cancelled")
    func cancelling() {
        let command = CancelMeeting(meeting: MeetingID(1), reason: "Snow")
        #expect(Sample.codes(command.decide(Sample.facts { $0.decisions = [] })) == [])
        #expect(Sample.codes(command.decide(Sample.facts())) == ["has-been-held"])
        let mute = CancelMeeting(meeting: MeetingID(1), reason: "")
        let attended = Sample.facts {
            $0.decisions = []
            $0.meetings = [Sample.meeting(attended: true)]
        }
        #expect(Sample.codes(mute.decide(attended)) == ["has-been-held", "reason-missing"])
    }

    @Test("Items typed by hand are counted on, and one that is not there is not removed")
    func items() {
        let facts = Sample.facts { $0.meetings = [Sample.meeting(items: [TypedItem(number: 3, text: "Budget")])] }
        guard case .success(.itemAdded(let added)) = AddItem(meeting: MeetingID(1), text: " AOB ").decide(facts) else {
            Issue.record("refused")
            return
        }
        #expect(added.item == TypedItem(number: 4, text: "AOB"))
        #expect(Sample.codes(AddItem(meeting: MeetingID(1), text: "").decide(facts)) == ["item-missing"])
        #expect(Sample.codes(RemoveItem(meeting: MeetingID(1), item: 3).decide(facts)) == [])
        #expect(Sample.codes(RemoveItem(meeting: MeetingID(1), item: 1).decide(facts)) == ["unknown-item"])
    }

    static let attendances: [Case<RecordAttendance>] = [
        Case(
            name: "members and a visitor",
            command: RecordAttendance(
                meeting: MeetingID(1), present: [MemberID(2), MemberID(1), MemberID(2)], apologies: [MemberID(3)],
                visitors: ["", " Manager, Housing "]), codes: []),
        Case(
            name: "nobody", command: RecordAttendance(meeting: MeetingID(1), present: []), codes: ["nobody-present"]),
        Case(
            name: "both, and unknown",
            command: RecordAttendance(
                meeting: MeetingID(1), present: [MemberID(1), MemberID(77)], apologies: [MemberID(1)]),
            codes: ["unknown-member", "both-present-and-away"]),
        Case(
            name: "visitors without end",
            command: RecordAttendance(
                meeting: MeetingID(1), present: [MemberID(1)], visitors: Array(repeating: "Manager", count: 41)),
            codes: ["too-many-visitors"]),
        Case(
            name: "before the day", command: RecordAttendance(meeting: MeetingID(1), present: [MemberID(1)]),
            meeting: Sample.meeting(on: "2003-06-03"), codes: ["not-yet-held"]),
        Case(
            name: "after the minutes", command: RecordAttendance(meeting: MeetingID(1), present: [MemberID(1)]),
            meeting: Sample.meeting(agreed: true), codes: ["minutes-agreed"]),
    ]

    @Test("Attendance names each member once, on the day or after it", arguments: attendances)
    func attendance(one: Case<RecordAttendance>) {
        #expect(Sample.codes(one.command.decide(Sample.facts { $0.meetings = [one.meeting] })) == one.codes)
    }

    @Test("A note bears the marking of the action it is about, and is about nothing out of sight")
    func notes() {
        func note(_ about: ItemReference?, _ text: String = "The lease is signed") -> NoteDiscussed {
            NoteDiscussed(meeting: MeetingID(1), about: about, text: text)
        }
        guard case .success(.itemDiscussed(let made)) = note(.action(ActionID(2))).decide(Sample.facts()) else {
            Issue.record("refused")
            return
        }
        #expect(made.marking == .officialSensitive && made.note == 3)
        #expect(Sample.codes(note(nil).decide(Sample.facts())) == [])
        #expect(
            Sample.codes(note(.action(ActionID(9)), " ").decide(Sample.facts())) == ["said-missing", "unknown-item"])
        #expect(Sample.codes(note(.decision(DecisionID(5))).decide(Sample.facts())) == ["unknown-item"])
        #expect(Sample.codes(note(.typed(1)).decide(Sample.facts())) == ["unknown-item"])
    }

    private static func take(
        _ text: String = "Open a second base", actions: [Int] = [], owner: Int? = nil, back: String? = nil
    ) -> TakeDecision {
        TakeDecision(
            meeting: MeetingID(1), text: text, actions: actions.map { ActionID($0) }, owner: owner.map { MemberID($0) },
            comesBack: back.map(Sample.day))
    }

    static let takings: [Case<TakeDecision>] = [
        Case(name: "plain", command: take(), codes: []),
        Case(
            name: "about an action, with everything", command: take(actions: [1, 1], owner: 2, back: "2003-09-01"),
            codes: []),
        Case(
            name: "all of it wrong", command: take("", actions: [8, 9], owner: 4, back: "2003-06-02"),
            codes: ["text-missing", "unknown-action", "unknown-action", "unknown-owner", "comes-back-too-early"]),
        Case(
            name: "an owner who may not see it", command: take(actions: [2], owner: 2), codes: ["owner-below-marking"]),
        Case(name: "in a hundred years", command: take(back: "2103-01-01"), codes: ["comes-back-too-late"]),
        Case(
            name: "before the meeting", command: take(), meeting: Sample.meeting(on: "2003-07-01"),
            codes: ["not-yet-held"]),
        Case(
            name: "after the minutes", command: take(), meeting: Sample.meeting(agreed: true), codes: ["minutes-agreed"]
        ),
    ]

    @Test("A decision is taken, or everything against it is said", arguments: takings)
    func taking(one: Case<TakeDecision>) {
        #expect(Sample.codes(one.command.decide(Sample.facts { $0.meetings = [one.meeting] })) == one.codes)
    }

    @Test("A decision bears the highest marking of its actions and the next number")
    func marking() {
        guard case .success(.decisionTaken(let taken)) = Self.take(actions: [1, 2, 1]).decide(Sample.facts()) else {
            Issue.record("refused")
            return
        }
        #expect(taken.marking == .officialSensitive)
        #expect(taken.decision.reference == "D-0010" && DecisionID(reference: "d-10") == DecisionID(10))
        #expect(taken.about.map(\.action.number) == [1, 2])
        #expect(DecisionID(reference: "D-") == nil && DecisionID(reference: "AP-0001") == nil)
    }

    @Test("A decision is closed once: done with what shows it, or superseded by a later one that stands")
    func closing() {
        let facts = Sample.facts {
            $0.decisions = [
                Sample.decision(1), Sample.decision(2),
                Sample.decision(3, state: .done(on: Sample.day("2003-05-01"), note: "Open")),
            ]
        }
        func finish(_ number: Int, _ note: String) -> [String] {
            Sample.codes(FinishDecision(decision: DecisionID(number), note: note).decide(facts))
        }
        func supersede(_ number: Int, by: Int) -> [String] {
            Sample.codes(SupersedeDecision(decision: DecisionID(number), by: DecisionID(by), note: "").decide(facts))
        }
        #expect(finish(1, "Opened") == [])
        #expect(finish(1, "") == ["note-missing"])
        #expect(finish(3, "Again") == ["not-standing"])
        #expect(finish(9, "x") == ["unknown-decision"])
        #expect(supersede(1, by: 2) == [])
        #expect(supersede(2, by: 1) == ["successor-not-later"])
        #expect(supersede(1, by: 3) == ["unknown-successor"])
        #expect(supersede(1, by: 1) == ["successor-not-later"])
    }

    @Test("Minutes are agreed once attendance is recorded; from then on there are corrections only")
    func agreeing() {
        let agree = AgreeMinutes(meeting: MeetingID(1))
        let correct = CorrectMinutes(meeting: MeetingID(1), text: "The chair was present")
        #expect(Sample.codes(agree.decide(Sample.facts())) == ["attendance-missing"])
        #expect(Sample.codes(correct.decide(Sample.facts())) == ["minutes-not-agreed"])
        let attended = Sample.facts { $0.meetings = [Sample.meeting(attended: true)] }
        #expect(Sample.codes(agree.decide(attended)) == [])
        let agreed = Sample.facts { $0.meetings = [Sample.meeting(attended: true, agreed: true)] }
        #expect(Sample.codes(agree.decide(agreed)) == ["minutes-agreed"])
        #expect(Sample.codes(correct.decide(agreed)) == [])
        #expect(Sample.codes(CorrectMinutes(meeting: MeetingID(1), text: "").decide(agreed)) == ["said-missing"])
    }

    @Test("What an item refers to is read back from its name, and from nothing else")
    func references() {
        for reference in [ItemReference.action(ActionID(12)), .decision(DecisionID(3)), .typed(1)] {
            #expect(ItemReference(name: reference.name) == reference)
        }
        for name in ["", "action", "action-", "action-x", "action--1", "agency-3", "action-0", "action-1-2"] {
            #expect(ItemReference(name: name) == nil, "\(name)")
        }
    }
}
