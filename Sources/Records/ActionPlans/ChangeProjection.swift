import ActionPlans
import Vocabulary

/// The rows that follow from what was changed by hand: actions added.
extension PlanTables {
    func project(_ facts: ActionAdded) throws {
        guard try strategy(facts.strategy) != nil else { return }
        try enter(facts.action, in: facts.strategy, on: facts.on, meeting: facts.meeting)
    }
}
