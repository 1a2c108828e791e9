public import ActionPlans
public import Vocabulary

/// One plain sentence for each entry of a history, so that page and command share their words.
public struct HistoryWords: Sendable {
    private let names: StaffNames

    public init(_ names: StaffNames) { self.names = names }

    /// What an entry says about an action; about the plan as a whole where no action is given.
    ///
    /// - Parameter entry: nil where its content was erased under a retention schedule.
    public func sentence(_ entry: PlanEntry?, about action: ActionID? = nil) -> String {
        switch entry {
        case nil: "The content of this entry was erased."
        case .planImported(let facts): imported(facts, action)
        case .planRevised(let facts): revised(facts, action)
        case .ownersConfirmed(let facts): confirmed(facts, action)
        case .roundOpened(let facts):
            "Round \(label(facts.periodFrom, facts.periodTo)) opened: answers from \(facts.opens.printed) to "
                + "\(facts.closes.printed); \(facts.owing.count.counted("action")) to report on."
        case .roundExtended(let facts): "Round closes on \(facts.closes.printed) instead: \(facts.reason)"
        case .roundReopened(let facts):
            "Round reopened, closes on \(facts.closes.printed): \(facts.reason)"
        case .roundWithdrawn(let facts): "Round taken back before it opened: \(facts.reason)"
        case .roundReminded(let facts): reminded(facts)
        case .progressReported(let facts): reported(facts)
        case .delayAsked(let facts):
            "Delay of commitment \(facts.promise) to \(facts.newDay.printed) asked for: \(facts.reason)"
        case .delayAgreed(let facts): decided(facts, "agreed")
        case .delayRefused(let facts): decided(facts, "refused")
        case .deadlinesSettled(let facts): settled(facts, action)
        case .findingSettled(let facts): settled(facts)
        case .actionWithdrawn(let facts):
            "Withdrawn\(facts.successor.map { ", replaced by \($0.reference)" } ?? ""): \(facts.reason)"
        case .actionAdded(let facts): added(facts, action)
        case .postHandedOver(let facts): handedOver(facts, action)
        case .actionAmended(let facts): "Amended: \(facts.reason)"
        case .entryCorrected(let facts): corrected(facts)
        case .importUndone(let facts): undone(facts, action)
        }
    }

    func owner(_ member: MemberID?) -> String { names.owner(member) }
    private func reminded(_ facts: RoundReminded) -> String {
        let asked = facts.members.map(names.name).joined(separator: "; ")
        return (facts.step == 0 ? "Asked for updates: " : "Reminded for the \(facts.step.ordinal) time: ") + asked + "."
    }

    private func label(_ first: Day, _ last: Day) -> String { Round.label(from: first, to: last) }

    private func imported(_ facts: PlanImported, _ action: ActionID?) -> String {
        guard let action, let entered = facts.actions.first(where: { $0.id == action }) else {
            return "Plan “\(facts.title)” imported from \(facts.source.name): \(facts.actions.count.counted("action"))."
        }
        return "Entered with the plan “\(facts.title)” from \(facts.source.name). "
            + "Update owner: \(names.owner(entered.updateOwner))."
    }

    private func revised(_ facts: PlanRevised, _ action: ActionID?) -> String {
        guard let action else {
            return "Plan revised from \(facts.source.name): \(facts.added.count.printed) new, "
                + "\(facts.changed.count.printed) changed."
        }
        if let entered = facts.added.first(where: { $0.id == action }) {
            return "Entered with the revised plan from \(facts.source.name). "
                + "Update owner: \(names.owner(entered.updateOwner))."
        }
        return "Reworded by the revised plan from \(facts.source.name)."
    }

    private func confirmed(_ facts: OwnersConfirmed, _ action: ActionID?) -> String {
        guard let action, let assignment = facts.assignments.first(where: { $0.action == action }) else {
            return "Update owners confirmed for \(facts.assignments.count.counted("action"))."
        }
        let others = assignment.contributing.map(names.name)
        let contributing = others.isEmpty ? "" : " Contributing: \(others.joined(separator: "; "))."
        return "Update owner: \(names.owner(assignment.updateOwner)).\(contributing)"
    }

    /// Never how many actions: some of them may lie above the reader's clearance.
    private func handedOver(_ facts: HandedOver, _ action: ActionID?) -> String {
        let (from, to) = (names.name(facts.from), names.name(facts.to))
        guard let action else { return "Post handed over from \(from) to \(to): \(facts.reason)" }
        return facts.owned.contains(action)
            ? "Update owner: \(to), who took the post over from \(from): \(facts.reason)"
            : "Contributing: \(to), who took the post over from \(from): \(facts.reason)"
    }

    private func reported(_ facts: ProgressReported) -> String {
        var parts: [String] = []
        if facts.note.isEmpty {
            if facts.completes.isEmpty { parts.append("No change reported.") }
        } else {
            parts.append("Progress reported: \(facts.note)")
        }
        for completed in facts.completes {
            let occurrence = completed.occurrence.map { ", due \($0.printed)," } ?? ""
            parts.append("Commitment \(completed.promise)\(occurrence) completed.")
        }
        if let evidence = facts.evidence { parts.append("Evidence: \(evidence)") }
        if let happened = facts.happened, happened != facts.on {
            parts.append("Said to have happened on \(happened.printed).")
        }
        return parts.joined(separator: " ")
    }

    private func decided(_ facts: DelayDecided, _ verb: String) -> String {
        "Delay of commitment \(facts.promise) to \(facts.newDay.printed) \(verb)\(facts.note.map { ": \($0)" } ?? ".")"
    }

    private func settled(_ facts: FindingSettled) -> String {
        let about = facts.actions.count > 3 ? [] : facts.actions.map(\.reference)
        let place = about.isEmpty ? "" : " (\(about.joined(separator: ", ")))"
        return "Finding settled, \(facts.kind.words.lowercasedFirst)\(place). \(facts.answer.words): \(facts.note)"
    }

    private func settled(_ facts: DeadlinesSettled, _ action: ActionID?) -> String {
        let note = facts.note.isEmpty ? "" : " Note: \(facts.note)"
        let answers = facts.answers.filter { action == nil || $0.action == action }
        guard action != nil else {
            return "\(answers.count.counted("past deadline")) settled.\(note)"
        }
        let words = answers.map { "commitment \($0.promise): \($0.answer.words.lowercasedFirst)" }
        return "Past deadlines settled, \(words.joined(separator: "; ")).\(note)"
    }
}

extension Int {
    /// "first", "second", "third", then "4th".
    var ordinal: String {
        let words = ["first", "second", "third"]
        if (1...3).contains(self) { return words[self - 1] }
        let isTeen = (11...13).contains(magnitude % 100)
        let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][magnitude % 10] ?? "th"
        return "\(self)\(ending)"
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
