/// The unit of an interval in a plan's wording.
public enum IntervalUnit: String, Codable, Sendable, CaseIterable {
    case day, week, month, year
}

/// "Every four months", "every 2 weeks".
public struct Recurrence: Hashable, Codable, Sendable {
    public let every: Int
    public let unit: IntervalUnit

    public init(every: Int, unit: IntervalUnit) {
        self.every = every
        self.unit = unit
    }
}

/// "One month before release", "over the following 12 months": so long after (or before) a named anchor.
public struct RelativeTerm: Hashable, Codable, Sendable {
    public let every: Int
    public let unit: IntervalUnit
    /// What the interval is counted from, in the document's own words.
    public let anchor: String

    public init(every: Int, unit: IntervalUnit, anchor: String) {
        self.every = every
        self.unit = unit
        self.anchor = anchor
    }
}

/// One promise understood from the wording of a deadline cell.
///
/// The wording is kept for ever. What could not be understood has `understood == false` and no dates: nothing is
/// guessed. Rules: domain of timescales, `Documentation/reference/timescales.md`.
public struct Commitment: Hashable, Codable, Sendable {
    /// The words as printed; nil for a blank cell.
    public var wording: String?
    /// The words beside a deadline that say what is due ("Review completed"); nil where there are none.
    public var label: String?
    /// Work starts no later than this day.
    public var opens: Day?
    /// Must be done by the end of this day.
    public var due: Day?
    public var repeats: Recurrence?
    /// No end: "ongoing".
    public var continues: Bool
    /// What it waits for: "successful evaluation".
    public var condition: String?
    public var relative: RelativeTerm?
    /// A dated fact in a plan column ("published in August 2002"): proposed as completed, not a promise.
    public var past: Bool
    /// No date known: blank, "to be determined".
    public var undecided: Bool
    public var understood: Bool

    public init(
        wording: String? = nil, label: String? = nil, opens: Day? = nil, due: Day? = nil,
        repeats: Recurrence? = nil, continues: Bool = false, condition: String? = nil,
        relative: RelativeTerm? = nil, past: Bool = false, undecided: Bool = false, understood: Bool = true
    ) {
        self.wording = wording
        self.label = label
        self.opens = opens
        self.due = due
        self.repeats = repeats
        self.continues = continues
        self.condition = condition
        self.relative = relative
        self.past = past
        self.undecided = undecided
        self.understood = understood
    }
}

/// How a plan counts its years: decides what "2008/09" means.
public enum PlanYear: String, Codable, Sendable, CaseIterable {
    /// 1 April to 31 March.
    case financial
    /// 1 January to 31 December.
    case calendar
}

/// A deadline cell: its wording and what it was understood to promise. Never empty: a blank cell is one undecided
/// commitment.
public struct Timescale: Hashable, Codable, Sendable {
    public var wording: String?
    public var commitments: [Commitment]

    public init(wording: String?, commitments: [Commitment]) {
        self.wording = wording
        self.commitments = commitments
    }
}
