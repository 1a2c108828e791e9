public import Vocabulary

/// One more action, with its reference, for a plan that was here.
public struct ActionAdded: Hashable, Sendable, Codable {
    public var strategy: StrategyID
    public var on: Day
    public var action: EnteredAction
    /// The meeting that decided on it.
    public var meeting: MeetingID?

    public init(strategy: StrategyID, on: Day, action: EnteredAction, meeting: MeetingID?) {
        self.strategy = strategy
        self.on = on
        self.action = action
        self.meeting = meeting
    }
}

/// New wording of one action. A commitment whose wording and dates are unchanged keeps its history.
public struct ActionAmended: Hashable, Sendable, Codable {
    public var action: ActionID
    public var on: Day
    public var position: Int
    public var wording: ActionWording
    public var reason: String

    public init(action: ActionID, on: Day, position: Int, wording: ActionWording, reason: String) {
        self.action = action
        self.on = on
        self.position = position
        self.wording = wording
        self.reason = reason
    }
}

/// A mistaken entry about an action is taken back. It stays in the journal; what it did is undone from here on, and
/// earlier pictures stay as they were.
public struct EntryCorrected: Hashable, Sendable, Codable {
    /// What becomes of one commitment.
    public struct Restored: Hashable, Sendable, Codable {
        public var promise: Int
        /// Its completion as a whole is taken back.
        public var reopened: Bool
        /// Due days of the occurrences whose completion is taken back.
        public var occurrences: [Day]
        /// Present where an agreed day is taken back.
        public var agreed: AgreedBefore?
        /// Present where a request is taken back, or waits for a decision again.
        public var request: RequestBefore?
        /// The answer of the settle list is taken back.
        public var unsettled: Bool

        public init(
            promise: Int, reopened: Bool = false, occurrences: [Day] = [], agreed: AgreedBefore? = nil,
            request: RequestBefore? = nil, unsettled: Bool = false
        ) {
            self.promise = promise
            self.reopened = reopened
            self.occurrences = occurrences
            self.agreed = agreed
            self.request = request
            self.unsettled = unsettled
        }
    }

    /// The agreed day and the slips as they were before.
    public struct AgreedBefore: Hashable, Sendable, Codable {
        public var day: Day?
        public var slips: Int

        public init(day: Day?, slips: Int) {
            self.day = day
            self.slips = slips
        }
    }

    /// The request as it was before; none where it is taken back.
    public struct RequestBefore: Hashable, Sendable, Codable {
        public var open: DelayRequest?

        public init(open: DelayRequest?) { self.open = open }
    }

    public var action: ActionID
    /// The entry that was mistaken, and its kind.
    public var corrects: JournalSequence
    public var kind: String
    public var on: Day
    public var reason: String
    /// It no longer counts as an update.
    public var retractsUpdate: Bool
    /// The action is in the plan again.
    public var reinstates: Bool
    public var commitments: [Restored]

    public init(
        action: ActionID, corrects: JournalSequence, kind: String, on: Day, reason: String, retractsUpdate: Bool,
        reinstates: Bool, commitments: [Restored]
    ) {
        self.action = action
        self.corrects = corrects
        self.kind = kind
        self.on = on
        self.reason = reason
        self.retractsUpdate = retractsUpdate
        self.reinstates = reinstates
        self.commitments = commitments
    }
}

/// The last import or revision of a plan is undone as one unit.
public struct ImportUndone: Hashable, Sendable, Codable {
    public var strategy: StrategyID
    /// The entry of the import or revision.
    public var undoes: JournalSequence
    public var on: Day
    public var reason: String
    /// It was the first import: the whole plan leaves.
    public var planLeaves: Bool
    /// Actions that leave the plan.
    public var removed: [ActionID]
    /// Actions whose wording, position and commitments are again what stood before.
    public var restored: [ActionID]

    public init(
        strategy: StrategyID, undoes: JournalSequence, on: Day, reason: String, planLeaves: Bool,
        removed: [ActionID], restored: [ActionID]
    ) {
        self.strategy = strategy
        self.undoes = undoes
        self.on = on
        self.reason = reason
        self.planLeaves = planLeaves
        self.removed = removed
        self.restored = restored
    }
}
