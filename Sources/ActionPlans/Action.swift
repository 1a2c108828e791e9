public import Vocabulary

/// An action as it stood at a sequence of the journal.
public struct Action: Hashable, Sendable, Identifiable {
    public let id: ActionID
    public let strategy: StrategyID
    /// Its position in the plan, from 1.
    public var position: Int
    public var wording: ActionWording
    public var marking: Marking
    /// One for each commitment of the wording's timescale, in its order.
    public var promises: [Promise]
    /// Who is asked for updates. Nil is vacant: listed, never mailed.
    public var updateOwner: MemberID?
    /// Members who contribute and may update.
    public var contributing: Set<MemberID>
    public var retired: Retirement?
    /// The entry that brought it into the plan.
    public var entered: JournalSequence
    public var enteredOn: Day
    /// The last update up to this picture; nil while there is none. Reporting progress is an update, and so is asking
    /// for a delay: "need longer" answers a round too.
    public var lastReport: ReportMark?
    /// The sequence of the last entry that touched it.
    public var version: JournalSequence
    /// The meeting that decided on it; nil for what came with a file.
    public var raisedIn: MeetingID?

    public init(
        id: ActionID, strategy: StrategyID, position: Int, wording: ActionWording, marking: Marking,
        promises: [Promise], updateOwner: MemberID?, contributing: Set<MemberID>, retired: Retirement?,
        entered: JournalSequence, enteredOn: Day, lastReport: ReportMark?, version: JournalSequence,
        raisedIn: MeetingID? = nil
    ) {
        self.id = id
        self.strategy = strategy
        self.position = position
        self.wording = wording
        self.marking = marking
        self.promises = promises
        self.updateOwner = updateOwner
        self.contributing = contributing
        self.retired = retired
        self.entered = entered
        self.enteredOn = enteredOn
        self.lastReport = lastReport
        self.version = version
        self.raisedIn = raisedIn
    }
}

/// When an action was last reported on.
public struct ReportMark: Hashable, Sendable {
    public let sequence: JournalSequence
    public let recorded: Instant
    /// The day of `recorded` in the partnership's time zone.
    public let day: Day

    public init(sequence: JournalSequence, recorded: Instant, day: Day) {
        self.sequence = sequence
        self.recorded = recorded
        self.day = day
    }
}

/// A commitment and what has become of it.
public struct Promise: Hashable, Sendable {
    /// Its number within the action, from 1.
    public let number: Int
    public var commitment: Commitment
    /// Completion of the whole commitment; for a repeated one, see `occurrences`.
    public var completed: Completion?
    /// Completed occurrences of a repeated commitment, by the day they were due: by an update that names the
    /// occurrence, or by the answer "done" of the settle list where it names one.
    public var occurrences: [Day: Completion]
    /// The latest new day agreed, if any.
    public var agreedDay: Day?
    /// How often a later day was agreed.
    public var slips: Int
    /// A request for a new day that nobody has decided yet.
    public var request: DelayRequest?
    /// What a person answered to a deadline that was past when imported; nil while nobody has.
    public var settled: SettleAnswer?
    /// The day it came into the plan; nil where it came with its action. A day that was past by then waits to be
    /// confirmed and is not overdue at once.
    public var enteredOn: Day?

    public init(
        number: Int, commitment: Commitment, completed: Completion? = nil, occurrences: [Day: Completion] = [:],
        agreedDay: Day? = nil, slips: Int = 0, request: DelayRequest? = nil, settled: SettleAnswer? = nil,
        enteredOn: Day? = nil
    ) {
        self.number = number
        self.commitment = commitment
        self.completed = completed
        self.occurrences = occurrences
        self.agreedDay = agreedDay
        self.slips = slips
        self.request = request
        self.settled = settled
        self.enteredOn = enteredOn
    }
}

/// That something was completed: recorded on which day, with which evidence or measure.
public struct Completion: Hashable, Sendable, Codable {
    /// The day it was recorded, in the partnership's time zone: what colours go by.
    public let recordedOn: Day
    /// The day a person says it happened. Displayed only.
    public let happened: Day?
    public let evidence: String

    public init(recordedOn: Day, happened: Day?, evidence: String) {
        self.recordedOn = recordedOn
        self.happened = happened
        self.evidence = evidence
    }
}

public struct DelayRequest: Hashable, Sendable, Codable {
    public let newDay: Day
    public let reason: String
    public let by: MemberID

    public init(newDay: Day, reason: String, by: MemberID) {
        self.newDay = newDay
        self.reason = reason
        self.by = by
    }
}

/// What became of a deadline that was past when its plan was imported.
public enum SettleAnswer: Hashable, Sendable, Codable {
    case done
    case delayAgreed(until: Day)
    case missed
    case withdrawn
}

/// A coordinator's or approver's decision that an action leaves the plan. It leaves the counts and stays in print.
public struct Retirement: Hashable, Sendable, Codable {
    public let on: Day
    public let reason: String
    public let successor: ActionID?

    public init(on: Day, reason: String, successor: ActionID?) {
        self.on = on
        self.reason = reason
        self.successor = successor
    }
}

/// One reporting period of a plan's cycle.
public struct Round: Hashable, Sendable, Identifiable {
    public let id: RoundID
    public let strategy: StrategyID
    /// First and last day of the period reported on.
    public var periodFrom: Day
    public var periodTo: Day
    /// The days on which answers are taken, both included. It closes at the end of `closes`, by rule.
    public var opens: Day
    public var closes: Day
    /// The entry that opened it: the plan as it was then decides who owes.
    public var opened: JournalSequence
    public var openedAt: Instant
    public var version: JournalSequence

    public init(
        id: RoundID, strategy: StrategyID, periodFrom: Day, periodTo: Day, opens: Day, closes: Day,
        opened: JournalSequence, openedAt: Instant, version: JournalSequence
    ) {
        self.id = id
        self.strategy = strategy
        self.periodFrom = periodFrom
        self.periodTo = periodTo
        self.opens = opens
        self.closes = closes
        self.opened = opened
        self.openedAt = openedAt
        self.version = version
    }
}

/// A whole plan as it stood at a sequence, as far as a sight reaches.
public struct Plan: Sendable, Equatable {
    public let strategy: Strategy
    public let at: JournalSequence
    /// In the plan's order.
    public let actions: [Action]
    /// By opening day.
    public let rounds: [Round]
    /// Which actions owed an update in each round: in the plan when it opened, not completed or retired then,
    /// opening on or before the period's last day.
    public let owed: [RoundID: Set<ActionID>]

    public init(
        strategy: Strategy, at: JournalSequence, actions: [Action], rounds: [Round], owed: [RoundID: Set<ActionID>]
    ) {
        self.strategy = strategy
        self.at = at
        self.actions = actions
        self.rounds = rounds
        self.owed = owed
    }
}
