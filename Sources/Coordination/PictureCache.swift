import ActionPlans
import Vocabulary

/// Pictures of plans, computed once for all who look at the same moment with the same sight. A past picture never
/// changes; a present one is left behind by the next write.
struct PictureCache {
    struct Key: Hashable {
        let strategy: StrategyID
        let sequence: JournalSequence
        let day: Day
        let ceiling: Marking
    }

    private let limit = 48
    private var work: [Key: Task<PlanPicture?, any Error>] = [:]
    private var order: [Key] = []

    /// The picture, or the work that is making it.
    mutating func picture(
        _ key: Key, make: @escaping @Sendable () async throws -> PlanPicture?
    ) -> Task<PlanPicture?, any Error> {
        if let running = work[key] {
            if let index = order.firstIndex(of: key) { order.append(order.remove(at: index)) }
            return running
        }
        let task = Task { try await make() }
        work[key] = task
        order.append(key)
        if order.count > limit { work[order.removeFirst()] = nil }
        return task
    }

    /// Forgets one whose making failed, so that the next reader tries again.
    mutating func forget(_ key: Key) {
        work[key] = nil
        order.removeAll { $0 == key }
    }
}
