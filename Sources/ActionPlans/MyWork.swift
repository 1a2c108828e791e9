public import Partnership
public import Vocabulary

/// What waits for one member, what is due, what the member waits for, and what others did meanwhile, over every plan the
/// member sees.
public struct MyWork: Sendable, Equatable {
    /// One line: what it is about, and why it is here.
    public struct Item: Sendable, Equatable {
        public let reason: Reason
        public let strategy: StrategyID
        /// Nil for a line about the plan as a whole.
        public let action: ActionID?
        /// When it should be done by, where there is such a day.
        public let day: Day?

        public init(_ reason: Reason, strategy: StrategyID, action: ActionID? = nil, day: Day? = nil) {
            self.reason = reason
            self.strategy = strategy
            self.action = action
            self.day = day
        }
    }

    public enum Reason: Sendable, Equatable {
        /// An update is owed in an open round; as its owner, or as one who contributes.
        case answer(Round, isOwner: Bool)
        /// Somebody asks for a later day.
        case decide(promise: Int, DelayRequest)
        /// Past deadlines nobody has settled.
        case settle(Int)
        /// Actions without an update owner.
        case vacant(Int)
        /// Deadlines nobody has explained.
        case notUnderstood(Int)
        /// Falls due soon, or fell due already.
        case due(Status)
        /// The member's own request that nobody has decided.
        case asked(promise: Int, DelayRequest)
        /// A member, or nobody for vacant actions, who has not answered for so many actions.
        case unanswered(MemberID?, actions: Int, Round)
    }

    /// What others recorded about one action since the last visit.
    public struct Change: Sendable, Equatable {
        /// The newest entry.
        public let activity: PlanActivity
        /// How many there were in all.
        public let entries: Int
        public let isMine: Bool
    }

    public var waiting: [Item] = []
    public var dueSoon: [Item] = []
    public var waitingOnOthers: [Item] = []
    /// The member's own actions first, then the others; newest first within each.
    public var changed: [Change] = []
    /// More was recorded since than was looked at.
    public var hasMoreChanges = false

    public init() {}

    /// How many days ahead "due soon" looks.
    public static let daysAhead = 30

    /// Adds what one plan has for a member.
    public mutating func add(_ picture: PlanPicture, _ index: WorkIndex, for member: Member) {
        let strategy = picture.plan.strategy.id
        let isCoordinator = member.isActive && member.roles.contains(.coordinator)
        let owned = index.owned[member.id] ?? []
        let contributed = index.contributed[member.id] ?? []
        for (positions, isOwner) in [(owned, true), (contributed, false)] {
            for position in positions {
                let action = picture.plan.actions[position]
                if let round = index.round(awaiting: position),
                    ActionPolicy.may(.reportProgress, member, on: action).isAllowed
                {
                    waiting.append(
                        Item(
                            .answer(round, isOwner: isOwner), strategy: strategy, action: action.id, day: round.closes))
                }
                let standing = picture.standings[position]
                if let due = standing.openDue, due.number <= picture.day.number + Self.daysAhead {
                    dueSoon.append(Item(.due(standing.status), strategy: strategy, action: action.id, day: due))
                }
            }
        }
        for request in index.requests {
            let action = picture.plan.actions[request.position]
            if request.request.by == member.id {
                waitingOnOthers.append(
                    Item(
                        .asked(promise: request.promise, request.request), strategy: strategy, action: action.id,
                        day: request.request.newDay))
            } else if ActionPolicy.may(.decideDelay, member, on: action, promise: request.promise).isAllowed {
                waiting.append(
                    Item(
                        .decide(promise: request.promise, request.request), strategy: strategy, action: action.id,
                        day: request.request.newDay))
            }
        }
        if isCoordinator { addCoordinating(picture, index, member) }
    }

    private mutating func addCoordinating(_ picture: PlanPicture, _ index: WorkIndex, _ member: Member) {
        let strategy = picture.plan.strategy.id
        if index.toSettle > 0 { waiting.append(Item(.settle(index.toSettle), strategy: strategy)) }
        if !index.vacant.isEmpty { waiting.append(Item(.vacant(index.vacant.count), strategy: strategy)) }
        if index.notUnderstood > 0 { waiting.append(Item(.notUnderstood(index.notUnderstood), strategy: strategy)) }
        let others = index.owedBy.filter { $0.key != member.id }
        let inOrder = others.sorted { one, other in
            if one.value.count != other.value.count { return one.value.count > other.value.count }
            return (one.key?.number ?? 0) < (other.key?.number ?? 0)
        }
        for (owner, owed) in inOrder {
            guard let round = owed.first?.round else { continue }
            waitingOnOthers.append(
                Item(.unanswered(owner, actions: owed.count, round), strategy: strategy, day: round.closes))
        }
    }

    /// Puts the lines that have a day in its order, whichever plan they come from; lines without a day come last.
    public mutating func sort() {
        func ordered(_ items: [Item]) -> [Item] {
            items.enumerated().sorted { one, other in
                switch (one.element.day, other.element.day) {
                case (let left?, let right?) where left != right: left < right
                case (.some, nil): true
                case (nil, .some): false
                default: one.offset < other.offset
                }
            }.map(\.element)
        }
        waiting = ordered(waiting)
        dueSoon = ordered(dueSoon)
    }

    /// Adds what others recorded since the last visit.
    ///
    /// - Parameters:
    ///   - activity: newest first, without the member's own entries.
    ///   - isMine: whether the member owns or contributes to an action.
    public mutating func add(_ activity: [PlanActivity], limit: Int, isMine: (ActionID) -> Bool) {
        var counts: [ActionID: Int] = [:]
        for one in activity { counts[one.action, default: 0] += 1 }
        var seen: Set<ActionID> = []
        let all = activity.filter { seen.insert($0.action).inserted }.map {
            Change(activity: $0, entries: counts[$0.action] ?? 1, isMine: isMine($0.action))
        }
        changed = all.filter(\.isMine) + all.filter { !$0.isMine }
        hasMoreChanges = activity.count >= limit
    }
}

extension ActionStanding {
    /// The first due day among the commitments that are open and not done.
    fileprivate var openDue: Day? {
        commitments.filter { $0.status != .completed && $0.status != .withdrawn && $0.status != .notYetConfirmed }
            .compactMap(\.due).min()
    }
}
