/// What a method says about one thing: an estimate with its uncertainty, or that there is too little to say anything.
///
/// Every statistic of the house has this one shape, so that a page, a file and a test can carry any of them. Nothing is
/// ever given as 0 or left out because it could not be worked out: that is *insufficient*, with its reason.
public struct Finding: Hashable, Sendable {
    /// What it is about: an area, a month, a band, or the name of the quantity.
    public var key: String
    public var outcome: Outcome
    /// The probability of something at least as far out if there were nothing to find.
    public var p: Double?
    /// The share of false findings to expect among all that are at least as strong as this one.
    public var q: Double?
    /// How many things were counted or observed.
    public var n: Double?
    /// Out of what: a population, an exposure.
    public var denominator: Double?
    /// Further figures of the method under their names, in the order they should be read.
    public var more: [NamedFigure]

    public init(
        _ key: String, _ outcome: Outcome, p: Double? = nil, q: Double? = nil, n: Double? = nil,
        denominator: Double? = nil, more: [NamedFigure] = []
    ) {
        self.key = key
        self.outcome = outcome
        self.p = p
        self.q = q
        self.n = n
        self.denominator = denominator
        self.more = more
    }

    /// The estimate, where there is one.
    public var estimate: Double? {
        if case .estimated(let estimate) = outcome { estimate.value } else { nil }
    }

    public var interval: Interval? {
        if case .estimated(let estimate) = outcome { estimate.interval } else { nil }
    }
}

/// An estimate, or the reason why there is none.
public enum Outcome: Hashable, Sendable {
    case estimated(Estimate)
    /// Too little to say anything, in a sentence: "Fewer than 10 events".
    case insufficient(String)

    /// The estimate where there is one, otherwise why there is none.
    public init(_ estimate: Estimate?, otherwise why: String) {
        self = if let estimate { .estimated(estimate) } else { .insufficient(why) }
    }
}

/// A number with how far it may be off.
public struct Estimate: Hashable, Sendable {
    public var value: Double
    public var interval: Interval?

    public init(_ value: Double, _ interval: Interval? = nil) {
        self.value = value
        self.interval = interval
    }
}

/// The range that holds the true value as often as its confidence says. An open end is infinite.
public struct Interval: Hashable, Sendable {
    public var low: Double
    public var high: Double
    /// Between 0 and 1: 0.95.
    public var confidence: Double

    public init(_ low: Double, _ high: Double, confidence: Double) {
        self.low = low
        self.high = high
        self.confidence = confidence
    }

    public func holds(_ value: Double) -> Bool { low <= value && value <= high }
}

/// A figure under its name.
public struct NamedFigure: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
        case numbers([Double])
        case texts([String])
        case flag(Bool)
    }

    /// In the words of the field and small letters, with underscores: `expected`, `log_likelihood_ratio`.
    public var name: String
    public var value: Value

    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    public init(_ name: String, _ value: Double) { self.init(name, .number(value)) }
    public init(_ name: String, _ value: String) { self.init(name, .text(value)) }
}

/// What a method assumes, and whether the data bear it out.
public struct AssumptionCheck: Hashable, Sendable {
    public enum Verdict: String, Hashable, Sendable {
        /// The data do not speak against it.
        case held
        /// The data speak against it: read the finding with that in mind.
        case doubtful
        /// The data cannot tell.
        case unchecked
    }

    public var assumption: String
    public var verdict: Verdict
    /// What was looked at and what came of it, in a sentence.
    public var note: String

    public init(_ assumption: String, _ verdict: Verdict, _ note: String) {
        self.assumption = assumption
        self.verdict = verdict
        self.note = note
    }
}
