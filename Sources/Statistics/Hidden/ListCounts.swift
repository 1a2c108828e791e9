import Glibc
public import Vocabulary

/// How many people stood on which lists together.
///
/// A cell is a set of lists, written as bits: bit 0 for the first list. The cell of nobody's list is not there: that is
/// the one to be found.
public struct ListCounts: Hashable, Sendable {
    public let lists: Int
    /// People by cell; the cell with bits `b` stands at `b - 1`.
    public var counts: [Double]

    public static let mostLists = 6

    public init(lists: Int, counts: [Double]) {
        self.lists = lists
        self.counts = counts
        precondition(counts.count == (1 << lists) - 1, "a count for each set of lists but the empty one")
    }

    public var total: Double { counts.reduce(0, +) }

    /// How many people stood on exactly so many lists, from one on.
    public var frequencies: [Double] {
        var found = [Double](repeating: 0, count: lists)
        for (place, count) in counts.enumerated() { found[(place + 1).nonzeroBitCount - 1] += count }
        return found
    }

    /// How many people stood on all of these lists, whatever else.
    public func overlap(_ bits: Int) -> Double {
        var sum = 0.0
        for (place, count) in counts.enumerated() where (place + 1) & bits == bits { sum += count }
        return sum
    }

    public var size: [Double] { (0..<lists).map { overlap(1 << $0) } }
}

/// What at least is hidden, whatever the people differ in (Chao 1987).
public struct LowerBound: Sendable {
    public let total: Double
    public let error: Double
    public let interval: Interval

    /// - Returns: nil where nobody stood on one list or on two lists alone.
    public init?(_ counts: ListCounts, confidence: Double) {
        let found = counts.frequencies
        guard found.count > 1, found[0] > 0, found[1] > 0 else { return nil }
        let share = Double(counts.lists - 1) / Double(counts.lists)
        let ratio = found[0] / found[1]
        let hidden = share * found[0] * found[0] / (2 * found[1])
        let variance =
            found[1]
            * (share / 2 * ratio * ratio + share * share * ratio * ratio * ratio
                + share * share / 4 * ratio * ratio * ratio * ratio)
        total = counts.total + hidden
        error = variance.squareRoot()
        interval = HiddenInterval.logNormal(
            seen: counts.total, hidden: hidden, error: error, confidence: confidence)
    }
}

/// Intervals of a total of which a part was seen.
public enum HiddenInterval {
    /// On the logarithm of what is hidden, so that it never ends below what was seen (Chao 1987).
    public static func logNormal(seen: Double, hidden: Double, error: Double, confidence: Double) -> Interval {
        guard hidden > 0, error.isFinite else {
            return Interval(seen, hidden > 0 ? .infinity : seen, confidence: confidence)
        }
        let spread = log(1 + error * error / (hidden * hidden)).squareRoot()
        let factor = exp(Normal.reach(confidence) * spread)
        return Interval(seen + hidden / factor, seen + hidden * factor, confidence: confidence)
    }

    /// Even on both sides, and not below what was seen.
    public static func normal(total: Double, error: Double, seen: Double = 0, confidence: Double) -> Interval {
        let half = Normal.reach(confidence) * error
        return Interval(max(seen, total - half), max(seen, total + half), confidence: confidence)
    }
}

/// Two lists, or two occasions: Chapman's estimate, which does not run high when the overlap is small, or Bailey's.
public struct Chapman: Sendable {
    public enum Estimator: String, Hashable, Sendable, CaseIterable {
        /// Two lists of people, each of whom stands on a list once.
        case chapman
        /// A list of people, and meetings of which some were with people on it: one person may be met more than once (Bailey
        /// 1951).
        case bailey
    }

    public let first: Double
    public let second: Double
    public let both: Double
    public let estimator: Estimator

    public init(first: Double, second: Double, both: Double, estimator: Estimator = .chapman) {
        self.first = first
        self.second = second
        self.both = both
        self.estimator = estimator
    }

    /// People who are known to be there; with Bailey those of the first list, for the rest were met and not told apart.
    public var seen: Double { estimator == .bailey ? first : first + second - both }
    public var total: Double {
        switch estimator {
        case .chapman: (first + 1) * (second + 1) / (both + 1) - 1
        case .bailey: first * (second + 1) / (both + 1)
        }
    }
    /// Seber (1970); Bailey (1951).
    public var variance: Double {
        let below = (both + 1) * (both + 1) * (both + 2)
        return switch estimator {
        case .chapman: (first + 1) * (second + 1) * (first - both) * (second - both) / below
        case .bailey: first * first * (second + 1) * (second - both) / below
        }
    }
    public var error: Double { variance.squareRoot() }
    /// Without the correction (Lincoln and Petersen); nil without overlap.
    public var petersen: Double? { both > 0 ? first * second / both : nil }

    /// On the logit of the share on both, with half a person added to each cell, and not below what was seen (Sadinle 2009).
    /// For lists of people only.
    public func logit(_ confidence: Double) -> Interval {
        let only1 = first - both + 0.5, only2 = second - both + 0.5, common = both + 0.5
        let spread = (1 / common + 1 / only1 + 1 / only2 + common / (only1 * only2)).squareRoot()
        let middle = only1 * only2 / common
        let factor = exp(Normal.reach(confidence) * spread)
        return Interval(
            max(seen, seen - 0.5 + middle / factor), max(seen, seen - 0.5 + middle * factor), confidence: confidence)
    }

    public func normal(_ confidence: Double) -> Interval {
        HiddenInterval.normal(total: total, error: error, seen: seen, confidence: confidence)
    }

    public func logNormal(_ confidence: Double) -> Interval {
        HiddenInterval.logNormal(seen: seen, hidden: total - seen, error: error, confidence: confidence)
    }
}
