public import ActionPlans
public import Partnership
public import Vocabulary

/// The open work of a member in one plan, as far as somebody's sight reaches.
public struct PostWork: Sendable {
    public let picture: PlanPicture
    public let work: OpenWork
}

extension PlanDesk {
    /// What a member owns and contributes to and has not finished, plan by plan.
    public func work(of member: MemberID, _ sight: Sight, at moment: Moment) async throws -> [PostWork] {
        guard sight.seesPlans else { return [] }
        var found: [PostWork] = []
        for strategy in try await strategies(sight, at: moment) {
            let picture = try await picture(of: strategy.id, sight, at: moment)
            let work = picture.plan.openWork(of: member, on: moment.day)
            if !work.isEmpty { found.append(PostWork(picture: picture, work: work)) }
        }
        return found
    }
}
