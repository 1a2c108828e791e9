public import Vocabulary

/// What changed in a plan between two moments: new, withdrawn, changed with old and new side by side, slips, what was
/// achieved, what was said.
///
/// Both sides are pictures made with today's rights. A change of the update owner counts here, and not for the mark
/// "changed": the mark is about the plan, this about the work.
public struct PlanChanges: Sendable {
    /// One action with everything that differs.
    public struct Item: Sendable, Hashable {
        public let action: Action
        public let before: ActionStanding?
        public let now: ActionStanding
        /// The update owners before and now, where they differ.
        public let owners: Owners?
        private let old: Action?
        private let since: JournalSequence

        fileprivate init?(
            _ action: Action, _ now: ActionStanding, old: Action?, before: ActionStanding?, since: JournalSequence
        ) {
            self.action = action
            self.now = now
            self.old = old
            self.before = before
            self.since = since
            owners = old.flatMap {
                $0.updateOwner == action.updateOwner ? nil : Owners(before: $0.updateOwner, now: action.updateOwner)
            }
            if owners == nil, !comparison.isChanged { return nil }
        }

        private var comparison: ActionComparison {
            ActionComparison(old: old, oldStanding: before, new: action, newStanding: now, since: since)
        }

        /// Old and new side by side, worded when they are asked for: thousands of actions may differ.
        ///
        /// - Parameter word: how a status is called, where a pack calls it otherwise.
        public func changes(_ word: (Status) -> String = { $0.word }) -> [ActionChange] { comparison.changes(word) }
    }

    public struct Owners: Sendable, Hashable {
        public let before: MemberID?
        public let now: MemberID?
    }

    /// A commitment whose due day was agreed to be later, once or more.
    public struct Slip: Sendable, Hashable {
        public let action: Action
        public let promise: Int
        /// How often between the two moments.
        public let times: Int
        public let before: Day?
        public let now: Day?
    }

    /// A commitment, or one occurrence of it, that was completed.
    public struct Achievement: Sendable, Hashable {
        public let action: Action
        public let promise: Int
        public let label: String?
        /// The due day of the occurrence, for a repeated commitment that goes on.
        public let occurrence: Day?
        public let completion: Completion
        /// Nil where it was in time or nobody can know.
        public let daysLate: Int?
        /// Confirmed when past deadlines were settled: nobody recorded the day.
        public let isSettled: Bool
    }

    public let before: PlanPicture
    public let now: PlanPicture
    /// In the plan's order, like all that follow.
    public let added: [Item]
    public let withdrawn: [Item]
    public let changed: [Item]
    public let slips: [Slip]
    public let achievements: [Achievement]
    /// Newest first; those of actions that are not in the picture are left out.
    public let said: [PlanActivity]
    /// How many actions stood in the plan before and no longer do: their import was undone.
    public let gone: Int

    /// - Parameter said: what was recorded about actions after the first moment, up to the second.
    public init(from before: PlanPicture, to now: PlanPicture, said: [PlanActivity]) {
        self.before = before
        self.now = now
        var added: [Item] = []
        var withdrawn: [Item] = []
        var changed: [Item] = []
        var slips: [Slip] = []
        var achievements: [Achievement] = []
        for (action, standing) in zip(now.plan.actions, now.standings) {
            let position = before.position(of: action.id)
            let old = position.map { before.plan.actions[$0] }
            let oldStanding = position.map { before.standings[$0] }
            achievements += Achievement.all(in: action, standing, since: old)
            if let old { slips += Slip.all(from: old, to: action) }
            guard let item = Item(action, standing, old: old, before: oldStanding, since: before.plan.at) else {
                continue
            }
            if old == nil {
                added.append(item)
            } else if oldStanding?.status != .withdrawn, standing.status == .withdrawn {
                withdrawn.append(item)
            } else {
                changed.append(item)
            }
        }
        self.added = added
        self.withdrawn = withdrawn
        self.changed = changed
        self.slips = slips
        self.achievements = achievements
        self.said = said.filter { now.position(of: $0.action) != nil }
        gone = before.plan.actions.count { now.position(of: $0.id) == nil }
    }

    /// Nothing at all differs, and nothing was said.
    public var isEmpty: Bool {
        added.isEmpty && withdrawn.isEmpty && changed.isEmpty && achievements.isEmpty && said.isEmpty && gone == 0
    }
}

extension PlanChanges.Slip {
    static func all(from old: Action, to new: Action) -> [Self] {
        new.promises.compactMap { promise in
            guard let before = old.promise(promise.number), promise.slips > before.slips else { return nil }
            return Self(
                action: new, promise: promise.number, times: promise.slips - before.slips,
                before: before.agreedDay ?? before.commitment.due, now: promise.agreedDay ?? promise.commitment.due)
        }
    }
}

extension PlanChanges.Achievement {
    /// Every completion of an action that was not there before. Commitments may have other numbers since, so what was
    /// completed before is known by the completion itself.
    static func all(in action: Action, _ standing: ActionStanding, since old: Action?) -> [Self] {
        guard action.retired == nil, action.promises.contains(where: \.holdsCompletion) else { return [] }
        let known = Set(
            (old?.promises ?? []).flatMap { Array($0.occurrences.values) + [$0.completed].compactMap(\.self) })
        return zip(action.promises, standing.commitments).flatMap { promise, standing in
            of(promise, standing, in: action).filter { !known.contains($0.completion) }
        }
    }

    private static func of(_ promise: Promise, _ standing: Standing, in action: Action) -> [Self] {
        func made(_ completion: Completion, occurrence: Day?, daysLate: Int?) -> Self {
            let isSettled = promise.settled == .done && promise.isFromSettling(completion)
            return Self(
                action: action, promise: promise.number, label: promise.commitment.label, occurrence: occurrence,
                completion: completion, daysLate: isSettled ? nil : daysLate, isSettled: isSettled)
        }
        var found: [Self] = []
        for (day, completion) in promise.occurrences.sorted(by: { $0.key < $1.key }) {
            let counts = standing.completion == completion && standing.stated == day
            let late = completion.recordedOn > day ? completion.recordedOn.number - day.number : nil
            found.append(made(completion, occurrence: day, daysLate: counts ? standing.daysLate : late))
        }
        if let completion = promise.completed {
            found.append(made(completion, occurrence: nil, daysLate: standing.daysLate))
        }
        return found
    }
}

extension Promise {
    fileprivate var holdsCompletion: Bool { completed != nil || !occurrences.isEmpty }

    /// Whether a completion came from the settle list: the first there was, without a day of its own.
    fileprivate func isFromSettling(_ completion: Completion) -> Bool {
        completion.happened == nil
            && (completed == completion || occurrences.min { $0.key < $1.key }?.value == completion)
    }
}
