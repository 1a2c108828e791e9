import ActionPlans
import Synchronization
import Vocabulary

/// What was made from the pictures looked at last, each once for all who look at the same.
final class PictureMade<Made: Sendable>: Sendable {
    private struct Key: Hashable {
        let strategy: StrategyID
        let sequence: JournalSequence
        let day: Day
        let ceiling: Marking
    }

    /// As many as there are pictures in `PictureCache`.
    private let limit = 48
    private let kept = Mutex<[(key: Key, made: Made)]>([])

    func of(_ picture: PlanPicture, _ ceiling: Marking, make: (PlanPicture) -> Made) -> Made {
        let key = Key(strategy: picture.plan.strategy.id, sequence: picture.plan.at, day: picture.day, ceiling: ceiling)
        if let known = kept.withLock({ list in list.last { $0.key == key }?.made }) { return known }
        let made = make(picture)
        kept.withLock { list in
            if list.count >= limit { list.removeFirst() }
            list.append((key, made))
        }
        return made
    }
}
