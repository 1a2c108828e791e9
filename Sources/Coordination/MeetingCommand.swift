public import ActionPlans
public import Partnership
import Vocabulary

/// What a member can ask the meeting desk to do.
public enum MeetingCommand: Sendable {
    case formGroup(FormGroup)
    case dissolveGroup(DissolveGroup)
    case beginTerm(BeginTerm)
    case endTerm(EndTerm)
    case callMeeting(CallMeeting)
    case cancelMeeting(CancelMeeting)
    case addItem(AddItem)
    case removeItem(RemoveItem)
    case recordAttendance(RecordAttendance)
    case noteDiscussed(NoteDiscussed)
    case takeDecision(TakeDecision)
    case finishDecision(FinishDecision)
    case supersedeDecision(SupersedeDecision)
    case agreeMinutes(AgreeMinutes)
    case correctMinutes(CorrectMinutes)

    /// What the policy is asked about.
    public var act: Act {
        switch self {
        case .formGroup, .dissolveGroup, .beginTerm, .endTerm: .manageGroups
        case .callMeeting, .cancelMeeting, .addItem, .removeItem, .recordAttendance, .noteDiscussed, .takeDecision,
            .finishDecision, .supersedeDecision, .agreeMinutes, .correctMinutes:
            .holdMeeting
        }
    }

    /// The meeting it is about, where it is about one that is there.
    var meeting: MeetingID? {
        switch self {
        case .callMeeting(let command): command.meeting
        case .cancelMeeting(let command): command.meeting
        case .addItem(let command): command.meeting
        case .removeItem(let command): command.meeting
        case .recordAttendance(let command): command.meeting
        case .noteDiscussed(let command): command.meeting
        case .takeDecision(let command): command.meeting
        case .agreeMinutes(let command): command.meeting
        case .correctMinutes(let command): command.meeting
        case .formGroup, .dissolveGroup, .beginTerm, .endTerm, .finishDecision, .supersedeDecision: nil
        }
    }

    /// The actions it names: they have to be in sight.
    var actions: [ActionID] {
        switch self {
        case .takeDecision(let command): Array(command.actions.prefix(MeetingLimit.actions * 2))
        case .noteDiscussed(let command):
            if case .action(let id) = command.about { [id] } else { [] }
        default: []
        }
    }

    /// The texts that go into minutes and log.
    var minuted: [String] {
        switch self {
        case .addItem(let command): [command.text]
        case .recordAttendance(let command): command.visitors
        case .noteDiscussed(let command): [command.text]
        case .takeDecision(let command): [command.text]
        case .finishDecision(let command): [command.note]
        case .supersedeDecision(let command): [command.note]
        case .correctMinutes(let command): [command.text]
        case .formGroup, .dissolveGroup, .beginTerm, .endTerm, .callMeeting, .cancelMeeting, .removeItem,
            .agreeMinutes:
            []
        }
    }
}
