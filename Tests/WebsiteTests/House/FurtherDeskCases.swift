import ActionPlans
import Coordination
import Partnership
import Vocabulary

@testable import Website

/// Commands of the meeting desk and the register desk.
extension DeskCommands {
    private static let day = Day(number: 20_600)
    private static let past = Day(number: 20_000)

    /// Every command about the group, the meeting and the decision with a number: each is open at 1 and marked at 2.
    static func ofMeetings(_ number: Int) -> [MeetingCommand] {
        let (group, meeting, decision) = (GroupID(number), MeetingID(number), DecisionID(number))
        let (first, secret) = (MeetingID(1), [ActionID(TestCity.Deed.markedOfNobody.rawValue)])
        let action = number == 1 ? [ActionID(1)] : number == 2 ? secret : [ActionID(RouteCases.nowhere)]
        return [
            .formGroup(FormGroup(group: group, name: "Another", purpose: "Else")),
            .formGroup(FormGroup(name: "Below", purpose: "Else", reportsTo: group)),
            .dissolveGroup(DissolveGroup(group: group, reason: "Done")),
            .beginTerm(BeginTerm(group: group, member: MemberID(1), office: .member, from: day)),
            .endTerm(EndTerm(group: group, term: 1, until: day)),
            .callMeeting(CallMeeting(group: group, title: "Called", day: day)),
            .callMeeting(CallMeeting(meeting: meeting, group: GroupID(1), title: "Called", day: day)),
            .callMeeting(
                CallMeeting(group: GroupID(1), title: "Called", day: day, strategies: [StrategyID(number)])),
            .cancelMeeting(CancelMeeting(meeting: meeting, reason: "Ill")),
            .addItem(AddItem(meeting: meeting, text: "Item")),
            .removeItem(RemoveItem(meeting: meeting, item: 1)),
            .recordAttendance(RecordAttendance(meeting: meeting, present: [MemberID(1)])),
            .noteDiscussed(NoteDiscussed(meeting: meeting, about: nil, text: "Said")),
            .noteDiscussed(NoteDiscussed(meeting: first, about: .action(action[0]), text: "Said")),
            .takeDecision(TakeDecision(meeting: meeting, text: "Agreed")),
            .takeDecision(TakeDecision(meeting: first, text: "Agreed", actions: action)),
            .finishDecision(FinishDecision(decision: decision, note: "Done")),
            .supersedeDecision(SupersedeDecision(decision: decision, by: DecisionID(1), note: "Newer")),
            .supersedeDecision(SupersedeDecision(decision: DecisionID(1), by: decision, note: "Newer")),
            .agreeMinutes(AgreeMinutes(meeting: meeting)),
            .correctMinutes(CorrectMinutes(meeting: meeting, text: "Rather")),
        ]
    }

    /// Every command about an item that is there.
    static func ofRegisters(_ item: RegisterItemID) -> [RegisterCommand] {
        [
            .change(ChangeItem(item, to: record, reason: "Wrong")),
            .review(ReviewItem(item, finding: .noChange, review: past)),
            .decidePilot(DecidePilot(item, .stop, reason: "Done")),
            .answerGap(AnswerGap(item, answer: "Yes", source: "Survey")),
            .close(CloseItem(item, reason: "Gone")),
            .reopen(ReopenItem(item, reason: "Back", review: past)),
        ]
    }

    /// New items: nobody has seen a version of them, so that it is their words that cannot be entered.
    static func opening(plan: StrategyID? = nil, actions: [ActionID] = []) -> RegisterCommand {
        var record = record
        (record.strategy, record.actions) = (plan, actions)
        return .open(OpenItem(record))
    }

    private static let record = RegisterRecord(title: "", details: .risk(RiskDetails(likelihood: 9, impact: 9)))
}

extension DeskCase {
    private static func name(_ command: Any, _ thing: Any, _ seat: Seat) -> String {
        "\(Mirror(reflecting: command).children.first?.label ?? "") \(thing) by \(seat.rawValue)"
    }

    /// Who may not act is told so at once; who may is told of what they see, and of nothing else, in the same words.
    static func onMeetings(_ seat: Seat, _ member: Member) -> [DeskCase] {
        [1, 2, RouteCases.nowhere].flatMap { number in
            DeskCommands.ofMeetings(number).map { command in
                DeskCase(
                    name: name(command, number, seat), seat: seat,
                    expected: [outcome(Policy.may(command.act, member))]
                ) { try await $0.meetings.perform(command, by: $1, expecting: neverWas) }
            }
        }
    }

    static func onRegisters(_ seat: Seat, _ member: Member) -> [DeskCase] {
        let may = outcome(Policy.may(.keepRegisters, member))
        let items = TestCity.Entry.allCases.map { ($0.rawValue, Optional($0.marking)) } + [(RouteCases.nowhere, nil)]
        let onItems = items.flatMap { number, marking in
            let isSeen = marking.map { Sight.of(member).maySee(markedAs: $0) } ?? false
            return DeskCommands.ofRegisters(RegisterItemID(number)).map { command in
                DeskCase(
                    name: name(command, number, seat), seat: seat,
                    expected: [may == .letThrough && !isSeen ? .notThere : may]
                ) { try await $0.registers.perform(command, by: $1, expecting: neverWas) }
            }
        }
        let opened = [
            DeskCommands.opening(), DeskCommands.opening(plan: StrategyID(1)),
            DeskCommands.opening(plan: StrategyID(2)),
            DeskCommands.opening(actions: [ActionID(TestCity.Deed.markedOfLead.rawValue)]),
        ].enumerated().map { number, command in
            DeskCase(name: name(command, number, seat), seat: seat, expected: [may]) {
                try await $0.registers.perform(command, by: $1, expecting: neverWas)
            }
        }
        return onItems + opened
    }

    /// Pairs about what a seat may not know of and about what is not there: both have to come to the same.
    static func pairs() -> [(hidden: DeskCase, missing: DeskCase)] {
        func meeting(_ command: MeetingCommand) -> DeskCase {
            DeskCase(name: name(command, "", .coordinator), seat: .coordinator, expected: []) {
                try await $0.meetings.perform(command, by: $1, expecting: neverWas)
            }
        }
        func register(_ command: RegisterCommand, _ seat: Seat) -> DeskCase {
            DeskCase(name: name(command, "", seat), seat: seat, expected: []) {
                try await $0.registers.perform(command, by: $1, expecting: neverWas)
            }
        }
        let nowhere = RouteCases.nowhere
        let ofMeetings = zip(DeskCommands.ofMeetings(2), DeskCommands.ofMeetings(nowhere)).map {
            (meeting($0), meeting($1))
        }
        let ofRegisters = [Seat.coordinator, .lead, .approver].flatMap { seat in
            let marked = RegisterItemID(TestCity.Entry.markedRisk.rawValue)
            let items = zip(DeskCommands.ofRegisters(marked), DeskCommands.ofRegisters(RegisterItemID(nowhere)))
            let secret = ActionID(TestCity.Deed.markedOfLead.rawValue)
            return items.map { (register($0, seat), register($1, seat)) } + [
                (
                    register(DeskCommands.opening(plan: StrategyID(2)), seat),
                    register(DeskCommands.opening(plan: StrategyID(nowhere)), seat)
                ),
                (
                    register(DeskCommands.opening(actions: [secret]), seat),
                    register(DeskCommands.opening(actions: [ActionID(nowhere)]), seat)
                ),
            ]
        }
        return ofMeetings + ofRegisters
    }
}
