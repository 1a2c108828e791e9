public import Vocabulary

/// A plan as of a day: every colour with its sentence, the counts at each level, what has changed, what needs
/// somebody's attention. Computed from the plan at that day and the plan at the last close; nothing is stored.
public struct PlanPicture: Sendable {
    public let day: Day
    public let plan: Plan
    public let comparedWith: PlanComparison
    /// One for each action of the plan, in its order.
    public let standings: [ActionStanding]
    /// Whether each action carries the mark "changed", in the same order.
    public let isChanged: [Bool]
    public let counts: StatusCounts
    /// Every aim, objective and task, outermost first, in the plan's order.
    public let levels: [LevelPicture]

    private let oldActions: [ActionID: Int]
    private let oldContext: StandingContext
    private let positions: [ActionID: Int]

    /// - Parameters:
    ///   - plan: as it stood at the end of `day`.
    ///   - comparison: the plan at `PlanComparison.point(for: plan, on: day)`.
    public init(of plan: Plan, on day: Day, comparedWith comparison: PlanComparison) {
        self.plan = plan
        self.day = day
        comparedWith = comparison
        let atClose: Plan? = if case .close = comparison.point { comparison.plan } else { nil }
        let context = StandingContext(plan, on: day, atClose: atClose)
        let oldContext = StandingContext(comparison.plan, on: comparison.point.day)
        let oldActions = Dictionary(
            comparison.plan.actions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let standings = plan.actions.map { ActionStanding.of($0, on: day, context) }
        var isChanged: [Bool] = []
        isChanged.reserveCapacity(plan.actions.count)
        for (action, standing) in zip(plan.actions, standings) {
            let old = oldActions[action.id].map { comparison.plan.actions[$0] }
            let oldStanding = old.map { ActionStanding.of($0, on: comparison.point.day, oldContext) }
            isChanged.append(
                ActionComparison(
                    old: old, oldStanding: oldStanding, new: action, newStanding: standing,
                    since: comparison.plan.at
                ).isChanged)
        }
        var counts = StatusCounts()
        for (standing, changed) in zip(standings, isChanged) { counts.add(standing.status, changed: changed) }
        self.oldContext = oldContext
        self.oldActions = oldActions
        self.standings = standings
        self.isChanged = isChanged
        self.counts = counts
        levels = Self.levels(of: plan, standings, isChanged)
        positions = Dictionary(plan.actions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where an action stands in `plan.actions`, `standings` and `isChanged`; nil for one that is not in the plan.
    public func position(of action: ActionID) -> Int? { positions[action] }

    public func standing(of action: ActionID) -> ActionStanding? { positions[action].map { standings[$0] } }

    /// What the action was at the comparison; nil for one that is new since.
    public func previous(of action: ActionID) -> ActionStanding? {
        guard let index = oldActions[action] else { return nil }
        return ActionStanding.of(comparedWith.plan.actions[index], on: comparedWith.point.day, oldContext)
    }

    /// What has changed for an action since the comparison, old and new side by side; empty where it is not marked.
    ///
    /// - Parameter word: how a status is called, where a pack calls it otherwise.
    public func changes(of action: ActionID, word: (Status) -> String = { $0.word }) -> [ActionChange] {
        guard let position = positions[action], isChanged[position] else { return [] }
        return ActionComparison(
            old: oldActions[action].map { comparedWith.plan.actions[$0] }, oldStanding: previous(of: action),
            new: plan.actions[position], newStanding: standings[position], since: comparedWith.plan.at
        ).changes(word)
    }

    /// The levels of one kind, in the plan's order: every aim, every objective.
    public func levels(_ kind: PlanLevel.Kind) -> [LevelPicture] { levels.filter { $0.level?.level == kind } }

    private static func levels(
        of plan: Plan, _ standings: [ActionStanding], _ isChanged: [Bool]
    ) -> [LevelPicture] {
        var levels: [LevelPicture] = []
        var indices: [[PlanLevel]: Int] = [:]
        // Actions of one objective follow each other, so the last way is asked first.
        var lastPath: [PlanLevel] = []
        var lastIndices: [Int] = []
        for (position, action) in plan.actions.enumerated() {
            if action.wording.path != lastPath || position == 0 {
                lastPath = action.wording.path
                lastIndices = lastPath.indices.map { depth in
                    let path = Array(lastPath[...depth])
                    if let index = indices[path] { return index }
                    indices[path] = levels.count
                    levels.append(LevelPicture(path: path))
                    return levels.count - 1
                }
            }
            for index in lastIndices {
                levels[index].counts.add(standings[position].status, changed: isChanged[position])
                levels[index].actions.append(position)
            }
        }
        return levels
    }
}
