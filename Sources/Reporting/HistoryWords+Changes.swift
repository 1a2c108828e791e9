import ActionPlans
import Vocabulary

/// The sentences of entries that change what was entered: added, amended, corrected, undone.
extension HistoryWords {
    func added(_ facts: ActionAdded, _ action: ActionID?) -> String {
        let meeting = facts.meeting.map { " by decision of meeting \($0.number)" } ?? ""
        let what = action == nil ? "\(facts.action.id.reference) added to the plan" : "Added to the plan"
        return "\(what)\(meeting). Update owner: \(owner(facts.action.updateOwner))."
    }
}
