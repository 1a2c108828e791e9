public import Vocabulary

/// The state that "changed" compares with: the plan as it stood at the last close before a day or, before the first
/// close after the import, as it was imported.
public struct PlanComparison: Sendable {
    /// Which state that is; the desk resolves it to a sequence of the journal and loads the plan there.
    public enum Point: Hashable, Sendable {
        /// The end of the round's closing day.
        case close(Round)
        /// The entry of the import.
        case importing(on: Day, JournalSequence)

        public var day: Day {
            switch self {
            case .close(let round): round.closes
            case .importing(let day, _): day
            }
        }

        /// "the close of the round July to September 2003 on 14 October 2003".
        public var words: String {
            switch self {
            case .close(let round): "the close of the round \(round.label) on \(round.closes.printed)"
            case .importing(let day, _): "the import on \(day.printed)"
            }
        }
    }

    public let point: Point
    public let plan: Plan

    public init(point: Point, plan: Plan) {
        self.point = point
        self.plan = plan
    }

    /// The state to compare with for a picture of a day.
    public static func point(for plan: Plan, on day: Day) -> Point {
        if let round = plan.lastClosedRound(on: day) { return .close(round) }
        return .importing(on: plan.strategy.imported, plan.strategy.importedAt)
    }
}
