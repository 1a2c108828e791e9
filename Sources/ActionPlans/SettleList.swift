public import Vocabulary

/// A deadline that was already past when its plan was imported and that nobody has settled yet.
public struct SettleItem: Hashable, Sendable {
    public let action: ActionID
    public let promise: Int
    /// Nil for a past fact printed without a day.
    public let due: Day?
    /// For a repeated commitment, the due day of the occurrence that was past.
    public let occurrence: Day?
    /// When a repeated commitment falls due next; a new day must come before it.
    public let next: Day?
    /// "Done" for a past fact in the plan's own words; nil where nothing can be proposed.
    public let proposed: SettleAnswer?
}

/// What is to be settled after an import, so that the first day is not a wall of red.
public enum SettleList {
    /// In the plan's order; empty once every past deadline has its answer.
    public static func of(_ plan: Plan, on day: Day) -> [SettleItem] {
        let context = StandingContext(plan, on: day)
        return plan.actions.flatMap { action in
            action.promises.compactMap { item($0, in: action, on: day, context) }
        }
    }

    static func item(
        _ promise: Promise, in action: Action, on day: Day, _ context: StandingContext
    ) -> SettleItem? {
        let standing = Standing.of(promise, in: action, on: day, context)
        guard standing.status == .notYetConfirmed else { return nil }
        return SettleItem(
            action: action.id, promise: promise.number, due: standing.stated,
            occurrence: promise.commitment.repeats == nil ? nil : standing.stated, next: standing.next,
            proposed: promise.commitment.past ? .done : nil)
    }
}
