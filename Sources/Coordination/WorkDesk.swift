public import ActionPlans
public import Partnership
public import Vocabulary

/// What one member has to do, over every plan they see.
public struct WorkDesk: Sendable {
    private let plans: PlanDesk
    private let visits: VisitDesk
    private let indexes = PictureMade<WorkIndex>()

    /// How many entries of others are looked at for "changed since".
    static let entries = 200

    init(plans: PlanDesk, visits: VisitDesk) {
        self.plans = plans
        self.visits = visits
    }

    /// The work with the pictures it was found in, by strategy.
    public struct Found: Sendable {
        public let work: MyWork
        public let pictures: [StrategyID: PlanPicture]
        public let moment: Moment
        /// What "changed" compares with; nil on somebody's first visit.
        public let visit: LastVisit?
    }

    public func work(of member: Member) async throws -> Found {
        let sight = Sight.of(member)
        let moment = try await plans.moment()
        var work = MyWork()
        var pictures: [StrategyID: PlanPicture] = [:]
        for strategy in try await plans.strategies(sight, at: moment) {
            let picture = try await plans.picture(of: strategy.id, sight, at: moment)
            let index = indexes.of(picture, sight.ceiling) { WorkIndex($0) }
            work.add(picture, index, for: member)
            pictures[strategy.id] = picture
        }
        work.sort()
        let visit = try await visits.visit(of: member.id)
        if let since = visit?.since, since < moment.sequence {
            let activity = try await plans.activity(
                ActivityQuestion(.everything, after: since, notBy: member.id, limit: Self.entries), sight, at: moment)
            let strategies = Dictionary(activity.map { ($0.action, $0.strategy) }, uniquingKeysWith: { one, _ in one })
            work.add(activity, limit: Self.entries) { id in
                // Completed ones are not among those with work left.
                guard let picture = strategies[id].flatMap({ pictures[$0] }), let position = picture.position(of: id)
                else { return false }
                let action = picture.plan.actions[position]
                return action.updateOwner == member.id || action.contributing.contains(member.id)
            }
        }
        return Found(work: work, pictures: pictures, moment: moment, visit: visit)
    }
}
