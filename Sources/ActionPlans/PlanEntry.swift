public import Vocabulary

/// What can happen to a plan; each case one kind of journal entry. Days that colours depend on are those of
/// recording, put in by the desk from the partnership's clock, so that a replay needs no clock.
public enum PlanEntry: Sendable, Equatable {
    case planImported(PlanImported)
    case planRevised(PlanRevised)
    case ownersConfirmed(OwnersConfirmed)
    case roundOpened(RoundOpened)
    case roundExtended(RoundExtended)
    case roundReopened(RoundReopened)
    case roundWithdrawn(RoundWithdrawn)
    case roundReminded(RoundReminded)
    case progressReported(ProgressReported)
    case delayAsked(DelayAsked)
    case delayAgreed(DelayDecided)
    case delayRefused(DelayDecided)
    case deadlinesSettled(DeadlinesSettled)
    case findingSettled(FindingSettled)
    case actionWithdrawn(ActionWithdrawn)
    case actionAdded(ActionAdded)
    case postHandedOver(HandedOver)
    case actionAmended(ActionAmended)
    case entryCorrected(EntryCorrected)
    case importUndone(ImportUndone)
}

/// An action of a plan as the import enters it.
public struct EnteredAction: Hashable, Sendable, Codable {
    public var id: ActionID
    public var position: Int
    public var wording: ActionWording
    public var marking: Marking
    public var updateOwner: MemberID?
    public var contributing: [MemberID]

    public init(
        id: ActionID, position: Int, wording: ActionWording, marking: Marking, updateOwner: MemberID?,
        contributing: [MemberID]
    ) {
        self.id = id
        self.position = position
        self.wording = wording
        self.marking = marking
        self.updateOwner = updateOwner
        self.contributing = contributing
    }
}

public struct PlanImported: Hashable, Sendable, Codable {
    public var strategy: StrategyID
    public var title: String
    public var year: PlanYear
    public var marking: Marking
    public var source: PlanSource
    /// The day of the import.
    public var on: Day
    public var actions: [EnteredAction]
    /// The layout its file has, by the name the framework pack gives it; nil in imports that do not say.
    public var layout: String?

    public init(
        strategy: StrategyID, title: String, year: PlanYear, marking: Marking, source: PlanSource, on: Day,
        actions: [EnteredAction], layout: String? = nil
    ) {
        self.strategy = strategy
        self.title = title
        self.year = year
        self.marking = marking
        self.source = source
        self.on = on
        self.actions = actions
        self.layout = layout
    }
}

/// A newer file of the same plan: what is new and what reads differently. What is absent stays.
public struct PlanRevised: Hashable, Sendable, Codable {
    public var strategy: StrategyID
    public var source: PlanSource
    public var on: Day
    public var added: [EnteredAction]
    /// New wording of actions that were there. A commitment whose wording and dates are unchanged keeps its history.
    public var changed: [ChangedAction]
    /// The layout the plan is in from now on; nil where it stays as it is.
    public var layout: String?

    public init(
        strategy: StrategyID, source: PlanSource, on: Day, added: [EnteredAction], changed: [ChangedAction],
        layout: String? = nil
    ) {
        self.strategy = strategy
        self.source = source
        self.on = on
        self.added = added
        self.changed = changed
        self.layout = layout
    }
}

public struct ChangedAction: Hashable, Sendable, Codable {
    public var id: ActionID
    public var position: Int
    public var wording: ActionWording

    public init(id: ActionID, position: Int, wording: ActionWording) {
        self.id = id
        self.position = position
        self.wording = wording
    }
}

public struct OwnersConfirmed: Hashable, Sendable, Codable {
    public struct Assignment: Hashable, Sendable, Codable {
        public var action: ActionID
        public var updateOwner: MemberID?
        public var contributing: [MemberID]

        public init(action: ActionID, updateOwner: MemberID?, contributing: [MemberID]) {
            self.action = action
            self.updateOwner = updateOwner
            self.contributing = contributing
        }
    }

    public var strategy: StrategyID
    public var assignments: [Assignment]

    public init(strategy: StrategyID, assignments: [Assignment]) {
        self.strategy = strategy
        self.assignments = assignments
    }
}

public struct RoundOpened: Hashable, Sendable, Codable {
    public var round: RoundID
    public var strategy: StrategyID
    public var periodFrom: Day
    public var periodTo: Day
    public var opens: Day
    public var closes: Day
    /// Who owes, decided when it opens and kept with the entry.
    public var owing: [ActionID]

    public init(
        round: RoundID, strategy: StrategyID, periodFrom: Day, periodTo: Day, opens: Day, closes: Day,
        owing: [ActionID]
    ) {
        self.round = round
        self.strategy = strategy
        self.periodFrom = periodFrom
        self.periodTo = periodTo
        self.opens = opens
        self.closes = closes
        self.owing = owing
    }
}

/// A new closing day, later or earlier, with its reason.
public struct RoundExtended: Hashable, Sendable, Codable {
    public var round: RoundID
    public var strategy: StrategyID
    public var closes: Day
    public var reason: String

    public init(round: RoundID, strategy: StrategyID, closes: Day, reason: String) {
        self.round = round
        self.strategy = strategy
        self.closes = closes
        self.reason = reason
    }
}

/// A round that had closed takes answers again until a new closing day, with the reason.
public struct RoundReopened: Hashable, Sendable, Codable {
    public var round: RoundID
    public var strategy: StrategyID
    public var closes: Day
    public var reason: String

    public init(round: RoundID, strategy: StrategyID, closes: Day, reason: String) {
        self.round = round
        self.strategy = strategy
        self.closes = closes
        self.reason = reason
    }
}

/// A round that had been entered for a later day was taken back before it opened, with the reason.
public struct RoundWithdrawn: Hashable, Sendable, Codable {
    public var round: RoundID
    public var strategy: StrategyID
    public var on: Day
    public var reason: String

    public init(round: RoundID, strategy: StrategyID, on: Day, reason: String) {
        self.round = round
        self.strategy = strategy
        self.on = on
        self.reason = reason
    }
}

/// Everybody who owed an answer was asked, each with one digest.
public struct RoundReminded: Hashable, Sendable, Codable {
    public var round: RoundID
    public var strategy: StrategyID
    /// The day of asking.
    public var on: Day
    /// 0 for the asking itself, then the number of the reminder.
    public var step: Int
    /// Who was asked.
    public var members: [MemberID]

    public init(round: RoundID, strategy: StrategyID, on: Day, step: Int, members: [MemberID]) {
        self.round = round
        self.strategy = strategy
        self.on = on
        self.step = step
        self.members = members
    }
}

public struct ProgressReported: Hashable, Sendable, Codable {
    /// A commitment completed, or one occurrence of a repeated one.
    public struct Completed: Hashable, Sendable, Codable {
        public var promise: Int
        /// The occurrence's due day, for a repeated commitment that goes on.
        public var occurrence: Day?

        public init(promise: Int, occurrence: Day? = nil) {
            self.promise = promise
            self.occurrence = occurrence
        }
    }

    public var action: ActionID
    /// The day of recording.
    public var on: Day
    public var happened: Day?
    /// What was done; empty for "no change".
    public var note: String
    /// Evidence or measure; required where anything is completed.
    public var evidence: String?
    public var completes: [Completed]

    public init(
        action: ActionID, on: Day, happened: Day?, note: String, evidence: String?, completes: [Completed]
    ) {
        self.action = action
        self.on = on
        self.happened = happened
        self.note = note
        self.evidence = evidence
        self.completes = completes
    }
}

public struct DelayAsked: Hashable, Sendable, Codable {
    public var action: ActionID
    public var promise: Int
    public var newDay: Day
    /// The day of recording: "need longer" answers a round as any update does.
    public var on: Day
    public var reason: String
    public var by: MemberID

    public init(action: ActionID, promise: Int, newDay: Day, on: Day, reason: String, by: MemberID) {
        self.action = action
        self.promise = promise
        self.newDay = newDay
        self.on = on
        self.reason = reason
        self.by = by
    }
}

public struct DelayDecided: Hashable, Sendable, Codable {
    public var action: ActionID
    public var promise: Int
    /// The day asked for: agreed or refused.
    public var newDay: Day
    /// The due day it would replace, an agreed day or that of an occurrence included: a later one is a slip.
    public var replaces: Day?
    public var on: Day
    public var note: String?

    public init(action: ActionID, promise: Int, newDay: Day, replaces: Day?, on: Day, note: String?) {
        self.action = action
        self.promise = promise
        self.newDay = newDay
        self.replaces = replaces
        self.on = on
        self.note = note
    }
}

public struct DeadlinesSettled: Hashable, Sendable, Codable {
    public struct Answer: Hashable, Sendable, Codable {
        public var action: ActionID
        public var promise: Int
        public var answer: SettleAnswer
        /// For a repeated commitment, the due day of the occurrence that was past: "done" completes that occurrence
        /// and not the whole commitment.
        public var occurrence: Day?

        public init(action: ActionID, promise: Int, answer: SettleAnswer, occurrence: Day? = nil) {
            self.action = action
            self.promise = promise
            self.answer = answer
            self.occurrence = occurrence
        }
    }

    public var strategy: StrategyID
    public var on: Day
    /// Typed once: the evidence of each "done", the reason of each "withdrawn".
    public var note: String
    public var answers: [Answer]

    public init(strategy: StrategyID, on: Day, note: String, answers: [Answer]) {
        self.strategy = strategy
        self.on = on
        self.note = note
        self.answers = answers
    }
}

public struct ActionWithdrawn: Hashable, Sendable, Codable {
    public var action: ActionID
    public var on: Day
    public var reason: String
    public var successor: ActionID?

    public init(action: ActionID, on: Day, reason: String, successor: ActionID?) {
        self.action = action
        self.on = on
        self.reason = reason
        self.successor = successor
    }
}

/// A post in other hands: the open actions that passed on, in every plan.
public struct HandedOver: Hashable, Sendable, Codable {
    public var from: MemberID
    public var to: MemberID
    public var on: Day
    public var reason: String
    public var owned: [ActionID]
    public var contributing: [ActionID]

    public init(
        from: MemberID, to: MemberID, on: Day, reason: String, owned: [ActionID], contributing: [ActionID]
    ) {
        self.from = from
        self.to = to
        self.on = on
        self.reason = reason
        self.owned = owned
        self.contributing = contributing
    }
}
