/// How indicators in different units are put on one scale. A missing value is NaN and stays so.
public enum Normalisation: String, Hashable, Sendable, CaseIterable {
    /// Lowest and highest become the ends of the range.
    case minMax = "min-max"
    /// Distance from the mean in standard deviations (n - 1).
    case z
    /// Distance from the median in median absolute deviations, times 1.4826 so that it is z for a normal law.
    case robustZ = "robust-z"
    /// 1 for the lowest; equal values share the lower rank.
    case rank
    /// Where it stands between the lowest and the highest rank, over the range.
    case percentile
    /// Between two declared ends, held to them, over the range.
    case goalposts
    /// As it is.
    case none

    /// What the scales run over.
    public struct Scale: Hashable, Sendable {
        public var low: Double
        public var high: Double
        /// Centre and spread that z-scores are given.
        public var centre: Double
        public var spread: Double

        public init(low: Double = 0, high: Double = 100, centre: Double = 0, spread: Double = 1) {
            self.low = low
            self.high = high
            self.centre = centre
            self.spread = spread
        }
    }

    /// Puts the values of one indicator on the scale, in place.
    ///
    /// - Parameters:
    ///   - isReversed: more of it counts for less.
    ///   - posts: the declared ends, for `goalposts`.
    /// - Returns: false where the values have no spread this scale could show.
    @discardableResult
    public func apply(
        _ values: inout [Double], isReversed: Bool = false, scale: Scale = Scale(), posts: (Double, Double)? = nil
    ) -> Bool {
        if isReversed, self != .goalposts { for place in values.indices { values[place] = -values[place] } }
        let width = scale.high - scale.low
        switch self {
        case .none: return true
        case .goalposts:
            guard let posts, posts.0 != posts.1 else { return false }
            for place in values.indices where !values[place].isNaN {
                let share = min(max((values[place] - posts.0) / (posts.1 - posts.0), 0), 1)
                values[place] = (isReversed ? 1 - share : share) * width + scale.low
            }
            return true
        case .minMax:
            var low = Double.infinity, high = -Double.infinity
            for value in values where !value.isNaN { (low, high) = (min(low, value), max(high, value)) }
            guard high > low else { return false }
            for place in values.indices { values[place] = (values[place] - low) / (high - low) * width + scale.low }
            return true
        case .z:
            let moments = Moments(values)
            guard moments.deviation > 0 else { return false }
            for place in values.indices {
                values[place] = (values[place] - moments.mean) / moments.deviation * scale.spread + scale.centre
            }
            return true
        case .robustZ:
            let known = values.filter { !$0.isNaN }
            let middle = Quantile.median(known)
            let deviation = 1.4826 * Quantile.median(known.map { abs($0 - middle) })
            guard deviation > 0 else { return false }
            for place in values.indices {
                values[place] = (values[place] - middle) / deviation * scale.spread + scale.centre
            }
            return true
        case .rank, .percentile: return Normalisation.rank(&values, self == .percentile ? scale : nil)
        }
    }

    private static func rank(_ values: inout [Double], _ scale: Scale?) -> Bool {
        let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
        guard let first = order.first, let last = order.last, values[first] < values[last] else { return false }
        var ranks = [Double](repeating: .nan, count: values.count)
        var start = 0
        for (place, index) in order.enumerated() {
            if place > 0, values[index] > values[order[place - 1]] { start = place }
            let share = Double(start) / Double(order.count - 1)
            ranks[index] = scale.map { $0.low + share * ($0.high - $0.low) } ?? Double(start + 1)
        }
        values = ranks
        return true
    }
}

/// Mean, spread and shape of values of which some are missing (NaN).
public struct Moments: Hashable, Sendable {
    public let count: Int
    public let mean: Double
    /// With n - 1.
    public let deviation: Double
    /// Corrected for the size of the sample, as spreadsheets give them (type 2 of Joanes and Gill 1998); NaN below 3 and 4 values.
    public let skewness: Double
    public let kurtosis: Double

    public init(_ values: [Double]) {
        var sum = 0.0, known = 0
        for value in values where !value.isNaN {
            sum += value
            known += 1
        }
        let n = Double(known), mean = sum / n
        var second = 0.0, third = 0.0, fourth = 0.0
        for value in values where !value.isNaN {
            let off = value - mean, square = off * off
            second += square
            third += square * off
            fourth += square * square
        }
        count = known
        self.mean = mean
        deviation = known > 1 ? (second / (n - 1)).squareRoot() : .nan
        let raw = n.squareRoot() * third / (second * second.squareRoot())
        skewness = known > 2 && second > 0 ? raw * (n * (n - 1)).squareRoot() / (n - 2) : .nan
        let ratio = n * fourth / (second * second)
        kurtosis =
            known > 3 && second > 0
            ? ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)) : .nan
    }
}

/// Drawing in outliers, one value after another from the end the skew points to, until the indicator is no longer both skewed and
/// peaked: the rule of the OECD and JRC handbook (2008).
public struct OutlierRule: Hashable, Sendable {
    public var most: Int
    public var skewness: Double
    public var kurtosis: Double

    public init(most: Int = 5, skewness: Double = 2, kurtosis: Double = 3.5) {
        self.most = most
        self.skewness = skewness
        self.kurtosis = kurtosis
    }

    public func passes(_ values: [Double]) -> Bool {
        let moments = Moments(values)
        return !(abs(moments.skewness) >= skewness && moments.kurtosis >= kurtosis)
    }

    /// - Returns: the places of values that were drawn in.
    @discardableResult
    public func apply(_ values: inout [Double]) -> [Int] {
        var high: [Int] = [], low: [Int] = []
        while high.count + low.count < most, !passes(values) {
            if Moments(values).skewness >= 0 {
                high = OutlierRule.drawIn(&values, by: >)
            } else {
                low = OutlierRule.drawIn(&values, by: <)
            }
        }
        return Array(Set(high + low)).sorted()
    }

    private static func drawIn(_ values: inout [Double], by isFurther: (Double, Double) -> Bool) -> [Int] {
        var furthest = Double.nan, next = Double.nan
        for value in values where !value.isNaN {
            if furthest.isNaN || isFurther(value, furthest) {
                next = furthest
                furthest = value
            } else if value != furthest, next.isNaN || isFurther(value, next) {
                next = value
            }
        }
        let places = values.indices.filter { values[$0] == furthest }
        if !next.isNaN { for place in places { values[place] = next } }
        return places
    }
}
