import ActionPlans
import Partnership
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
    /// Who asked for each last; what they may see is the key's own ceiling.
    private var sights: [Key: Sight] = [:]

    /// The picture, or the work that is making it.
    mutating func picture(
        _ key: Key, for sight: Sight, make: @escaping @Sendable () async throws -> PlanPicture?
    ) -> Task<PlanPicture?, any Error> {
        if let running = work[key] {
            if let index = order.firstIndex(of: key) { order.append(order.remove(at: index)) }
            return running
        }
        let task = Task { try await make() }
        work[key] = task
        sights[key] = sight
        order.append(key)
        if order.count > limit { drop(order.removeFirst()) }
        return task
    }

    /// Whoever looked at a plan as it was at a sequence, one for each ceiling: they will look again after a write.
    func lookers(at strategy: StrategyID, _ sequence: JournalSequence, on day: Day) -> [Sight] {
        order.filter { $0.strategy == strategy && $0.sequence == sequence && $0.day == day }.compactMap { sights[$0] }
    }

    private mutating func drop(_ key: Key) {
        work[key] = nil
        sights[key] = nil
    }

    /// Forgets one whose making failed, so that the next reader tries again.
    mutating func forget(_ key: Key) {
        drop(key)
        order.removeAll { $0 == key }
    }
}
