import ActionPlans
import Vocabulary

/// Where two pictures of a plan first differ, in a line: the pictures themselves fill pages.
enum PlanDifference {
    static func first(_ stored: Plan?, _ expected: Plan?) -> String? {
        guard stored != expected else { return nil }
        guard let stored, let expected else { return stored == nil ? "missing" : "should not be seen" }
        if stored.strategy != expected.strategy { return "\(stored.strategy) is not \(expected.strategy)" }
        if stored.rounds != expected.rounds { return "rounds \(stored.rounds) are not \(expected.rounds)" }
        if stored.owed != expected.owed { return "owed \(stored.owed) is not \(expected.owed)" }
        if stored.actions.map(\.id) != expected.actions.map(\.id) {
            return "actions \(stored.actions.map(\.id.number)) are not \(expected.actions.map(\.id.number))"
        }
        for (one, other) in zip(stored.actions, expected.actions) where one != other { return action(one, other) }
        return "at \(stored.at) is not at \(expected.at)"
    }

    private static func action(_ stored: Action, _ expected: Action) -> String {
        let name = stored.id.reference
        if stored.wording != expected.wording { return "\(name): wording" }
        if stored.promises != expected.promises {
            return "\(name): promises \(stored.promises) are not \(expected.promises)"
        }
        if stored.lastReport != expected.lastReport { return "\(name): last report" }
        if stored.version != expected.version { return "\(name): version \(stored.version), not \(expected.version)" }
        if stored.contributing != expected.contributing { return "\(name): contributing" }
        if stored.retired != expected.retired { return "\(name): retired" }
        return "\(name): something else"
    }
}
