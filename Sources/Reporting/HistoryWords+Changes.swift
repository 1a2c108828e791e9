public import ActionPlans
import Vocabulary

/// The sentences of entries that change what was entered: added, amended, corrected, undone.
extension HistoryWords {
    func added(_ facts: ActionAdded, _ action: ActionID?) -> String {
        let meeting = facts.meeting.map { " by decision of meeting \($0.number)" } ?? ""
        let what = action == nil ? "\(facts.action.id.reference) added to the plan" : "Added to the plan"
        return "\(what)\(meeting). Update owner: \(owner(facts.action.updateOwner))."
    }

    func corrected(_ facts: EntryCorrected) -> String {
        var parts = ["Entry \(facts.corrects) (\(EntryNames.words(facts.kind))) corrected: \(facts.reason)"]
        if let last = parts.last?.last, !".!?".contains(last) { parts[0] += "." }
        return (parts + Self.consequences(of: facts)).joined(separator: " ")
    }

    /// What taking an entry back comes to, a sentence each: for the page that asks first, and for the history.
    public static func consequences(of facts: EntryCorrected) -> [String] {
        var sentences: [String] = []
        if facts.reinstates { sentences.append("The action is in the plan again.") }
        for part in facts.commitments {
            let name = "Commitment \(part.promise)"
            if part.reopened { sentences.append("\(name) is not completed any more.") }
            for day in part.occurrences {
                sentences.append("\(name), due \(day.printed), is not completed any more.")
            }
            if let agreed = part.agreed {
                let slips = agreed.slips.counted("slip")
                sentences.append(
                    agreed.day.map { "\(name) has the agreed day \($0.printed) again, with \(slips)." }
                        ?? "\(name) has no agreed day any more, and \(slips).")
            }
            if let request = part.request {
                sentences.append(
                    request.open.map { "The request for \($0.newDay.printed) waits for a decision again." }
                        ?? "The request for a later day of commitment \(part.promise) is taken back.")
            }
            if part.unsettled { sentences.append("\(name) waits on the settle list again.") }
        }
        if facts.retractsUpdate { sentences.append("It no longer counts as an update.") }
        return sentences
    }

    func undone(_ facts: ImportUndone, _ action: ActionID?) -> String {
        let what = facts.planLeaves ? "The import of the plan" : "The revision of the plan"
        let effect: String
        if let action {
            effect =
                facts.removed.contains(action)
                ? "The action left the plan." : "Wording and commitments are again what stood before."
        } else {
            effect =
                "\(facts.removed.count.counted("action")) left the plan, \(facts.restored.count.printed) read as before."
        }
        return "\(what), entry \(facts.undoes), was undone. \(effect) Reason: \(facts.reason)"
    }
}
