public import ActionPlans
import Vocabulary

/// What a member can ask the register desk to do.
public enum RegisterCommand: Sendable {
    case open(OpenItem)
    case change(ChangeItem)
    case review(ReviewItem)
    case decidePilot(DecidePilot)
    case answerGap(AnswerGap)
    case close(CloseItem)
    case reopen(ReopenItem)

    /// The item it is about; nil for one that is new.
    var item: RegisterItemID? {
        switch self {
        case .open: nil
        case .change(let command): command.item
        case .review(let command): command.item
        case .decidePilot(let command): command.item
        case .answerGap(let command): command.item
        case .close(let command): command.item
        case .reopen(let command): command.item
        }
    }

    /// The actions and the plan that are to be linked.
    var record: RegisterRecord? {
        switch self {
        case .open(let command): command.record
        case .change(let command): command.record
        default: nil
        }
    }

    /// Every text somebody typed, by the field of its form.
    var texts: [TypedField] {
        switch self {
        case .open(let command): command.record.texts
        case .change(let command): command.record.texts + [TypedField("reason", command.reason)]
        case .review(let command): [TypedField("note", command.note)]
        case .decidePilot(let command): [TypedField("reason", command.reason)]
        case .answerGap(let command): [TypedField("answer", command.answer), TypedField("source", command.source)]
        case .close(let command): [TypedField("reason", command.reason)]
        case .reopen(let command): [TypedField("reason", command.reason)]
        }
    }
}

extension RegisterRecord {
    fileprivate var texts: [TypedField] {
        var texts = [TypedField("title", title)]
        switch details {
        case .risk(let risk):
            texts += [
                TypedField("cause", risk.cause), TypedField("effect", risk.effect),
                TypedField("mitigation", risk.mitigation),
            ]
        case .issue(let issue): texts += [TypedField("effect", issue.effect), TypedField("response", issue.response)]
        case .pilot(let pilot): texts.append(TypedField("site", pilot.site))
        case .evidenceGap(let gap): texts += [TypedField("why", gap.why), TypedField("fill", gap.fill)]
        }
        return texts
    }
}
