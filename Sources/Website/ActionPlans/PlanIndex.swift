import ActionPlans
import Partnership
import Synchronization
import Vocabulary

/// What the pages of one picture ask for again and again: the highest marking, the leads to choose from, who needs
/// somebody. Made once for a picture.
final class PlanIndex: Sendable {
    let marking: Marking
    /// Every distinct wording of a lead, sorted.
    let leads: [String]
    /// The update owners there are; those whose actions have none are `isVacant`.
    let owners: [MemberID]
    /// The outermost levels: aims, themes, areas of work.
    let aims: [LevelPicture]
    /// Deadlines on the settle list.
    let toSettle: Int
    /// Positions of actions with a delay that waits for a decision, a deadline nobody has explained, no update owner.
    let delayAsked: Set<Int>
    let notUnderstood: Set<Int>
    let vacant: Set<Int>
    /// Who worked here then: an action whose owner has left is vacant too.
    let working: Set<MemberID>?
    /// What each action says, folded for searching; made when somebody first searches.
    private let searched = Mutex<[SearchText]?>(nil)

    init(_ picture: PlanPicture, working: Set<MemberID>?) {
        var marking = picture.plan.strategy.marking
        var leads: Set<String> = []
        var owners: Set<MemberID> = []
        var toSettle = 0
        var delayAsked: Set<Int> = []
        var notUnderstood: Set<Int> = []
        var vacant: Set<Int> = []
        for (position, action) in picture.plan.actions.enumerated() {
            marking = max(marking, action.marking)
            leads.formUnion(action.wording.leads)
            if let owner = action.updateOwner { owners.insert(owner) }
            let standing = picture.standings[position]
            guard standing.status != .withdrawn, standing.status != .completed else { continue }
            if action.isVacant(among: working) { vacant.insert(position) }
            for commitment in standing.commitments where commitment.status != .completed {
                if commitment.status == .notYetConfirmed { toSettle += 1 }
                if commitment.promise.request != nil { delayAsked.insert(position) }
                if !commitment.promise.commitment.understood { notUnderstood.insert(position) }
            }
        }
        self.marking = marking
        self.leads = leads.sorted()
        self.owners = owners.sorted()
        self.toSettle = toSettle
        self.delayAsked = delayAsked
        self.notUnderstood = notUnderstood
        self.vacant = vacant
        self.working = working
        aims = picture.levels.filter { $0.path.count == 1 }
    }

    /// Every action's text, leads, number, reference and part of the plan.
    func texts(of picture: PlanPicture) -> [SearchText] {
        if let made = searched.withLock({ $0 }) { return made }
        let made = picture.plan.actions.map { SearchText($0) }
        searched.withLock { $0 = made }
        return made
    }
}

/// What an action says, folded, as bytes: two thousand of them are searched for one press of a button.
struct SearchText: Sendable {
    private let bytes: [UInt8]

    init(_ action: Action) {
        let wording = action.wording
        let parts =
            [action.id.reference, wording.number ?? "", wording.text] + wording.leads + wording.path.map(\.text)
        bytes = SearchText.folded(parts.joined(separator: "\n"))
    }

    static func folded(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }

    /// Whether a folded text stands in it.
    func says(_ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            var length = 1
            while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return true }
        }
        return false
    }
}

/// The indexes of the pictures looked at last.
final class PlanIndexes: Sendable {
    private struct Key: Hashable {
        let strategy: StrategyID
        let sequence: JournalSequence
        let day: Day
        let ceiling: Marking
        let working: Set<MemberID>?
    }

    private let made = Mutex<[(key: Key, index: PlanIndex)]>([])

    func index(of picture: PlanPicture, _ sight: Sight, working: Set<MemberID>? = nil) -> PlanIndex {
        let key = Key(
            strategy: picture.plan.strategy.id, sequence: picture.plan.at, day: picture.day, ceiling: sight.ceiling,
            working: working)
        if let known = made.withLock({ list in list.first { $0.key == key }?.index }) { return known }
        let index = PlanIndex(picture, working: working)
        made.withLock { list in
            if list.count >= 24 { list.removeFirst() }
            list.append((key, index))
        }
        return index
    }
}
