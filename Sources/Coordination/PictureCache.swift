import ActionPlans
import Partnership
import Vocabulary

/// How many pictures are kept, and what is made from them: many of small plans, few of large ones, so that memory has a
/// bound whatever the plan.
enum PictureRoom {
    /// Pictures at most.
    static let pictures = 48
    /// Actions in all of them together.
    static let actions = 24_000
    /// Kept however large: the members' sights of today and a past day or two.
    static let least = 4

    /// How many of the oldest have to go, given the actions of each, oldest first.
    static func surplus(_ actions: [Int]) -> Int {
        var total = actions.reduce(0, +)
        var gone = 0
        while gone < actions.count - least, actions.count - gone > pictures || total > Self.actions {
            total -= actions[gone]
            gone += 1
        }
        return gone
    }
}

/// Pictures of plans, computed once for all who look at the same moment with the same sight. A past picture never
/// changes; a present one is left behind by the next write.
struct PictureCache {
    struct Key: Hashable {
        let strategy: StrategyID
        let sequence: JournalSequence
        let day: Day
        let ceiling: Marking
    }

    private var work: [Key: Task<PlanPicture?, any Error>] = [:]
    private var order: [Key] = []
    /// Actions of those that are made; what is still in the making has none yet.
    private var actions: [Key: Int] = [:]
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
        makeRoom()
        return task
    }

    /// A picture is there, with so many actions.
    mutating func note(_ key: Key, actions count: Int) {
        guard work[key] != nil, actions[key] == nil else { return }
        actions[key] = count
        makeRoom()
    }

    private mutating func makeRoom() {
        for _ in 0..<PictureRoom.surplus(order.map { actions[$0] ?? 0 }) { drop(order.removeFirst()) }
    }

    /// Whoever looked at a plan as it was at a sequence, one for each ceiling: they will look again after a write.
    func lookers(at strategy: StrategyID, _ sequence: JournalSequence, on day: Day) -> [Sight] {
        order.filter { $0.strategy == strategy && $0.sequence == sequence && $0.day == day }.compactMap { sights[$0] }
    }

    private mutating func drop(_ key: Key) {
        work[key] = nil
        sights[key] = nil
        actions[key] = nil
    }

    /// Forgets one whose making failed, so that the next reader tries again.
    mutating func forget(_ key: Key) {
        drop(key)
        order.removeAll { $0 == key }
    }
}
