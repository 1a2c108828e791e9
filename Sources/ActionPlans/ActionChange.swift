import Vocabulary

/// One thing that differs since the comparison, old and new side by side.
public struct ActionChange: Hashable, Sendable {
    /// What differs: "Leads", "Agreed day of commitment 2", "Status".
    public let what: String
    public let old: String?
    public let new: String?

    public init(_ what: String, old: String?, new: String?) {
        self.what = what
        self.old = old
        self.new = new
    }
}

/// What "changed" compares for one action: its value then and now.
struct ActionComparison {
    let old: Action?
    let oldStanding: ActionStanding?
    let new: Action
    let newStanding: ActionStanding
    /// The comparison's place in the journal: an update recorded later is a change.
    let since: JournalSequence

    /// The blue mark. The same rules as `changes`, without making words.
    var isChanged: Bool {
        guard let old, let oldStanding else { return true }
        return isUpdated || old.wording != new.wording || old.promises.count != new.promises.count
            || oldStanding.colour != newStanding.colour || (old.retired == nil) != (new.retired == nil)
            || zip(old.promises, new.promises).contains { $0.differs(from: $1) }
    }

    /// Everything that differs; empty exactly where the action is not marked.
    ///
    /// - Parameter word: how a status is called.
    func changes(_ word: (Status) -> String) -> [ActionChange] {
        guard let old, let oldStanding else { return [ActionChange("Action", old: nil, new: "New in the plan")] }
        var changes = Self.wordingChanges(old.wording, new.wording) + promiseChanges(old.promises, new.promises)
        if oldStanding.colour != newStanding.colour, (old.retired == nil) == (new.retired == nil) {
            changes.append(ActionChange("Status", old: word(oldStanding.status), new: word(newStanding.status)))
        }
        if old.retired == nil, new.retired != nil {
            changes.append(ActionChange("Withdrawn", old: nil, new: newStanding.sentence(word: word(.withdrawn))))
        } else if old.retired != nil, new.retired == nil {
            changes.append(ActionChange("Withdrawn", old: oldStanding.sentence(word: word(.withdrawn)), new: nil))
        }
        if isUpdated {
            changes.append(
                ActionChange(
                    "Update", old: old.lastReport?.day.printed ?? "None", new: new.lastReport?.day.printed))
        }
        return changes
    }

    private var isUpdated: Bool { new.lastReport.map { $0.sequence > since } ?? false }

    static func wordingChanges(_ old: ActionWording, _ new: ActionWording) -> [ActionChange] {
        guard old != new else { return [] }
        var changes: [ActionChange] = []
        func compare<Value: Equatable>(
            _ what: String, _ field: (ActionWording) -> Value, _ words: (ActionWording) -> String?
        ) {
            if field(old) != field(new) { changes.append(ActionChange(what, old: words(old), new: words(new))) }
        }
        compare("Number", \.number, \.number)
        compare("Place in the plan", \.path, \.pathWords)
        compare("Wording", \.text, \.text)
        compare("Accountable owner", \.owner, \.owner)
        compare("Leads", \.leads) { $0.leads.joined(separator: "; ") }
        compare("Contributors", \.contributors) { $0.contributors.joined(separator: "; ") }
        compare("Resources", \.resources, \.resources)
        compare("Coverage", \.coverage, \.coverage)
        compare("Outcome", \.outcome, \.outcome)
        compare("Measure of progress", \.measure, \.measure)
        compare("Progress", \.progress, \.progress)
        compare("Equality", \.equality, \.equality)
        compare("Notes", \.notes, \.notes)
        compare("Timescale", \.timescale.wording, \.timescale.wording)
        compare("Commitments", \.timescale.commitments) { $0.timescale.commitmentWords }
        return changes
    }

    private func promiseChanges(_ old: [Promise], _ new: [Promise]) -> [ActionChange] {
        var changes: [ActionChange] = []
        if old.count != new.count {
            changes.append(
                ActionChange("Number of commitments", old: String(old.count), new: String(new.count)))
        }
        for (before, after) in zip(old, new) where before.differs(from: after) {
            let name = new.count > 1 ? " of commitment \(after.number)" : ""
            if before.agreedDay != after.agreedDay {
                changes.append(
                    ActionChange(
                        "Agreed day\(name)", old: before.agreedDay?.printed ?? "None",
                        new: after.agreedDay?.printed ?? "None"))
            }
            if before.completed != after.completed || before.occurrences != after.occurrences {
                changes.append(
                    ActionChange(
                        "Completion\(name)", old: before.completionWords(beside: after),
                        new: after.completionWords(beside: before)))
            }
            if before.settled != after.settled {
                changes.append(
                    ActionChange("Settled\(name)", old: before.settled?.words, new: after.settled?.words))
            }
        }
        return changes
    }
}

extension Promise {
    fileprivate func differs(from other: Promise) -> Bool {
        agreedDay != other.agreedDay || completed != other.completed || occurrences != other.occurrences
            || settled != other.settled
    }

    /// What was completed, without the occurrences that are the same on the other side.
    fileprivate func completionWords(beside other: Promise) -> String {
        var words = occurrences.filter { other.occurrences[$0.key] != $0.value }.sorted { $0.key < $1.key }
            .map { due, completion in "due \(due.printed): completed on \(completion.recordedOn.printed)" }
        if let completed { words.append("completed on \(completed.recordedOn.printed): \(completed.evidence)") }
        return words.isEmpty ? "Not completed" : words.joined(separator: "; ")
    }
}

extension ActionWording {
    /// "Aim 1: Reduce harm > Objective 1.2: Treatment".
    public var pathWords: String {
        path.map { level in
            let number = level.number.map { " \($0)" } ?? ""
            return "\(level.level.rawValue.capitalisedFirst)\(number): \(level.text)"
        }.joined(separator: " > ")
    }
}

extension Timescale {
    /// Each commitment by its dates, for comparing two readings of one cell.
    fileprivate var commitmentWords: String {
        commitments.map { commitment in
            var parts: [String] = []
            if let label = commitment.label { parts.append(label) }
            if let opens = commitment.opens { parts.append("opens \(opens.printed)") }
            if let due = commitment.due { parts.append("due \(due.printed)") }
            if let repeats = commitment.repeats {
                parts.append("every \(repeats.every.counted(repeats.unit.rawValue))")
            }
            if commitment.continues { parts.append("continues") }
            if let condition = commitment.condition { parts.append("waits for \(condition)") }
            if !commitment.understood { parts.append("not understood") }
            return parts.isEmpty ? commitment.wording ?? "no date decided" : parts.joined(separator: ", ")
        }.joined(separator: "; ")
    }
}

extension SettleAnswer {
    /// The answer in words: "Delay agreed to 30 June 2003".
    public var words: String {
        switch self {
        case .done: "Done"
        case .delayAgreed(let until): "Delay agreed to \(until.printed)"
        case .missed: "Missed"
        case .withdrawn: "Withdrawn"
        }
    }
}

extension String {
    /// "Aim" for "aim".
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
