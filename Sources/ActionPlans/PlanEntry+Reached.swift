public import Vocabulary

extension PlanEntry {
    /// What an entry says to somebody who may not know of every action it speaks of: the others are left out, and so
    /// are out of every number.
    public func reduced(without closed: Set<ActionID>) -> PlanEntry {
        guard !closed.isEmpty else { return self }
        func isReached(_ action: ActionID) -> Bool { !closed.contains(action) }
        switch self {
        case .planImported(var facts):
            facts.actions.removeAll { closed.contains($0.id) }
            return .planImported(facts)
        case .planRevised(var facts):
            facts.added.removeAll { closed.contains($0.id) }
            facts.changed.removeAll { closed.contains($0.id) }
            return .planRevised(facts)
        case .ownersConfirmed(var facts):
            facts.assignments.removeAll { closed.contains($0.action) }
            return .ownersConfirmed(facts)
        case .roundOpened(var facts):
            facts.owing.removeAll { closed.contains($0) }
            return .roundOpened(facts)
        case .deadlinesSettled(var facts):
            facts.answers.removeAll { closed.contains($0.action) }
            return .deadlinesSettled(facts)
        case .actionWithdrawn(var facts):
            facts.successor = facts.successor.flatMap { isReached($0) ? $0 : nil }
            return .actionWithdrawn(facts)
        case .postHandedOver(var facts):
            facts.owned.removeAll { closed.contains($0) }
            facts.contributing.removeAll { closed.contains($0) }
            return .postHandedOver(facts)
        case .importUndone(var facts):
            facts.removed.removeAll { closed.contains($0) }
            facts.restored.removeAll { closed.contains($0) }
            return .importUndone(facts)
        case .roundExtended, .roundReopened, .roundWithdrawn, .roundReminded, .progressReported, .delayAsked,
            .delayAgreed,
            .delayRefused,
            .actionAdded, .actionAmended, .entryCorrected, .findingSettled:
            return self
        }
    }
}
