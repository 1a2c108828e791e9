public import Vocabulary

/// What can happen to an item of a register; each case one kind of journal entry. Nothing is overwritten: the item is
/// what its entries say, one after the other.
public enum RegisterEntry: Sendable, Equatable {
    case itemOpened(ItemOpened)
    case itemChanged(ItemChanged)
    case itemReviewed(ItemReviewed)
    case pilotDecided(PilotDecided)
    case gapAnswered(GapAnswered)
    case itemClosed(ItemClosed)
    case itemReopened(ItemReopened)
}

public struct ItemOpened: Hashable, Sendable, Codable {
    public var item: RegisterItemID
    /// The day of recording.
    public var on: Day
    public var record: RegisterRecord
    public var marking: Marking

    public init(item: RegisterItemID, on: Day, record: RegisterRecord, marking: Marking) {
        self.item = item
        self.on = on
        self.record = record
        self.marking = marking
    }
}

/// The whole record as it reads from now on.
public struct ItemChanged: Hashable, Sendable, Codable {
    public var item: RegisterItemID
    public var on: Day
    public var record: RegisterRecord
    public var marking: Marking
    public var reason: String

    public init(item: RegisterItemID, on: Day, record: RegisterRecord, marking: Marking, reason: String) {
        self.item = item
        self.on = on
        self.record = record
        self.marking = marking
        self.reason = reason
    }
}

/// Somebody looked at it. A risk may be scored anew by the same look.
public struct ItemReviewed: Hashable, Sendable, Codable {
    public enum Finding: String, Hashable, Sendable, Codable, CaseIterable {
        case noChange = "no-change"
        case changed
    }

    public var item: RegisterItemID
    public var on: Day
    public var finding: Finding
    /// Empty where nothing changed and nothing is said.
    public var note: String
    /// When somebody looks again.
    public var review: Day
    public var likelihood: Int?
    public var impact: Int?

    public init(
        item: RegisterItemID, on: Day, finding: Finding, note: String, review: Day, likelihood: Int? = nil,
        impact: Int? = nil
    ) {
        self.item = item
        self.on = on
        self.finding = finding
        self.note = note
        self.review = review
        self.likelihood = likelihood
        self.impact = impact
    }
}

/// What becomes of a pilot.
public struct PilotDecided: Hashable, Sendable, Codable {
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        case adopt, extend, stop
    }

    public var item: RegisterItemID
    public var on: Day
    public var outcome: Outcome
    public var reason: String
    /// The new days, of an extension.
    public var ends: Day?
    public var evaluationDue: Day?

    public init(
        item: RegisterItemID, on: Day, outcome: Outcome, reason: String, ends: Day? = nil, evaluationDue: Day? = nil
    ) {
        self.item = item
        self.on = on
        self.outcome = outcome
        self.reason = reason
        self.ends = ends
        self.evaluationDue = evaluationDue
    }
}

/// An evidence gap is filled: by what, and from where.
public struct GapAnswered: Hashable, Sendable, Codable {
    public var item: RegisterItemID
    public var on: Day
    public var answer: String
    public var source: String

    public init(item: RegisterItemID, on: Day, answer: String, source: String) {
        self.item = item
        self.on = on
        self.answer = answer
        self.source = source
    }
}

public struct ItemClosed: Hashable, Sendable, Codable {
    public var item: RegisterItemID
    public var on: Day
    public var reason: String

    public init(item: RegisterItemID, on: Day, reason: String) {
        self.item = item
        self.on = on
        self.reason = reason
    }
}

public struct ItemReopened: Hashable, Sendable, Codable {
    public var item: RegisterItemID
    public var on: Day
    public var reason: String
    /// When somebody looks at it again.
    public var review: Day

    public init(item: RegisterItemID, on: Day, reason: String, review: Day) {
        self.item = item
        self.on = on
        self.reason = reason
        self.review = review
    }
}
