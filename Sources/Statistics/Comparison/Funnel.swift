import Glibc

/// Many areas around one average, with the room that chance gives to each by its size (Spiegelhalter 2005).
public struct Funnel: Sendable {
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        /// Events out of people.
        case proportion
        /// Events over exposure.
        case rate
        /// Events over expected events.
        case ratio
    }

    public enum Limits: String, Hashable, Sendable, CaseIterable {
        /// What the score test would let pass: the average give or take z standard errors at the average.
        case score
        /// Quantiles of the binomial or Poisson law, with a straight line between whole counts.
        case exact
        /// As the English public-health indicators draw them: the observed count of which the average is just the exact Poisson
        /// limit, over the size (ratios and rates); for proportions the score limits, which are the same.
        case phe
    }

    /// The average: all events over everything.
    public let average: Double
    /// How far each area is off, in standard errors at the average, without allowance for overdispersion.
    public let z: [Double]
    /// The mean of squared z after winsorising; 1 is chance alone.
    public let dispersion: Double
    /// The variance between areas that chance does not explain, on the measure's own scale.
    public let between: Double
    /// z with that variance allowed for.
    public let adjusted: [Double]
    private let measure: Measure

    /// - Parameters:
    ///   - winsorised: the share of the z-scores at each end that is drawn in to the quantile before dispersion is judged.
    ///   - given: an average from elsewhere, to be compared with.
    public init(
        _ measure: Measure, events: [Double], of totals: [Double], winsorised: Double = 0.1,
        average given: Double? = nil
    ) {
        self.measure = measure
        let average = given ?? events.reduce(0, +) / totals.reduce(0, +)
        self.average = average
        let variances = totals.map { Funnel.variance(measure, average, $0) }
        let z = events.indices.map { (events[$0] / totals[$0] - average) / variances[$0].squareRoot() }
        self.z = z
        let count = Double(z.count)
        let sorted = z.sorted()
        let low = Quantile.of(sorted: sorted, winsorised), high = Quantile.of(sorted: sorted, 1 - winsorised)
        let drawn = z.map { min(max($0, low), high) }
        let phi = drawn.reduce(0) { $0 + $1 * $1 } / count
        dispersion = phi
        let weights = variances.map { 1 / $0 }
        let sum = weights.reduce(0, +), squares = weights.reduce(0) { $0 + $1 * $1 }
        let below = sum - squares / sum
        let between = below > 0 ? max(0, (count * phi - (count - 1)) / below) : 0
        self.between = between
        adjusted = events.indices.map { (events[$0] / totals[$0] - average) / (variances[$0] + between).squareRoot() }
    }

    static func variance(_ measure: Measure, _ average: Double, _ total: Double) -> Double {
        switch measure {
        case .proportion: average * (1 - average) / total
        case .rate, .ratio: average / total
        }
    }

    /// Where chance alone leaves an area of this size with this confidence.
    public func limits(
        total: Double, confidence: Double, _ kind: Limits = .score, overdispersed: Bool = false
    ) -> (low: Double, high: Double) {
        Funnel.limits(
            measure, average: average, total: total, confidence: confidence, kind,
            between: overdispersed ? between : 0)
    }

    /// The same around a given average.
    public static func limits(
        _ measure: Measure, average: Double, total: Double, confidence: Double, _ kind: Limits = .score,
        between: Double = 0
    ) -> (low: Double, high: Double) {
        let most = measure == .proportion ? 1.0 : .infinity
        if kind == .phe, between == 0, measure != .proportion {
            let observed = observed(mean: average * total, tail: (1 - confidence) / 2)
            return (observed.low / total, observed.high / total)
        }
        if kind == .exact, between == 0 {
            let alpha = (1 - confidence) / 2
            return (
                quantile(measure, average, total, alpha) / total,
                min(most, quantile(measure, average, total, 1 - alpha) / total)
            )
        }
        let reach = Normal.reach(confidence) * (variance(measure, average, total) + between).squareRoot()
        return (max(0, average - reach), min(most, average + reach))
    }

    /// The counts whose own exact limits end at `mean`: of the larger the lower one, of the smaller the upper one. Between whole
    /// counts through the gamma law, so that the curve runs through the points that are drawn for whole ones.
    static func observed(mean: Double, tail: Double) -> (low: Double, high: Double) {
        guard mean > 0 else { return (0, 0) }
        func solve(_ from: Double, _ to: Double, _ isBelow: (Double) -> Bool) -> Double {
            var low = from, high = to
            for _ in 0..<100 where high - low > 1e-15 * high {
                let half = (low + high) / 2
                if isBelow(half) { low = half } else { high = half }
            }
            return (low + high) / 2
        }
        // With fewer than this expected, nothing at all is no surprise.
        let low = exp(-mean) >= tail ? 0 : solve(0, mean) { SpecialFunction.gammaAbove($0 + 1, mean) < tail }
        let reach = -2 * Normal.quantile(tail) * mean.squareRoot() + 30
        let high = solve(0, mean + reach) { SpecialFunction.gammaBelow($0, mean) > tail }
        return (low, high)
    }

    /// A count with a straight line between whole ones, so that limits have no steps (Spiegelhalter 2005, appendix).
    private static func quantile(_ measure: Measure, _ average: Double, _ total: Double, _ p: Double) -> Double {
        func below(_ count: Double) -> Double {
            measure == .proportion
                ? BinomialLaw.atMost(count, of: total, chance: average)
                : PoissonLaw.atMost(count, mean: average * total)
        }
        var count = PoissonLaw.quantile(p, mean: average * total)
        if measure == .proportion {
            while count > 0, below(count - 1) >= p { count -= 1 }
            while count < total, below(count) < p { count += 1 }
        }
        let here = below(count), before = below(count - 1)
        return here > before ? max(0, count - (here - p) / (here - before)) : count
    }
}
