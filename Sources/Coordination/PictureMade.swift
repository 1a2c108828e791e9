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

    private let kept = Mutex<[(key: Key, actions: Int, made: Made)]>([])

    func of(_ picture: PlanPicture, _ ceiling: Marking, make: (PlanPicture) -> Made) -> Made {
        let key = Key(strategy: picture.plan.strategy.id, sequence: picture.plan.at, day: picture.day, ceiling: ceiling)
        if let known = kept.withLock({ list in list.last { $0.key == key }?.made }) { return known }
        let made = make(picture)
        kept.withLock { list in
            list.append((key, picture.plan.actions.count, made))
            list.removeFirst(PictureRoom.surplus(list.map(\.actions)))
        }
        return made
    }
}
