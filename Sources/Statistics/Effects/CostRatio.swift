import Glibc
public import Vocabulary

/// What one outcome costs: a quotient of two means that are seen with error.
public struct CostRatio: Sendable {
    /// Means, their variances and covariance: of cost and outcome, or of their differences between two groups.
    public struct Moments: Sendable {
        public var cost = 0.0
        public var outcome = 0.0
        public var costVariance = 0.0
        public var outcomeVariance = 0.0
        public var covariance = 0.0
        public var count = 0.0

        public init() {}

        /// - Returns: nil with fewer than two records.
        public init?(_ costs: [Double], _ outcomes: [Double]) {
            let n = Double(costs.count)
            guard costs.count > 1, costs.count == outcomes.count else { return nil }
            cost = costs.reduce(0, +) / n
            outcome = outcomes.reduce(0, +) / n
            for (c, e) in zip(costs, outcomes) {
                costVariance += (c - cost) * (c - cost)
                outcomeVariance += (e - outcome) * (e - outcome)
                covariance += (c - cost) * (e - outcome)
            }
            let scale = n * (n - 1)
            costVariance /= scale
            outcomeVariance /= scale
            covariance /= scale
            count = n
        }

        public static func - (ours: Moments, theirs: Moments) -> Moments {
            var difference = ours
            difference.cost -= theirs.cost
            difference.outcome -= theirs.outcome
            difference.costVariance += theirs.costVariance
            difference.outcomeVariance += theirs.outcomeVariance
            difference.covariance += theirs.covariance
            difference.count += theirs.count
            return difference
        }
    }

    /// What the limits are when the outcome itself is not told from zero.
    public enum Limits: Hashable, Sendable {
        case between(Interval)
        /// Everything but what lies between these two.
        case outside(Double, Double)
        case everything
    }

    public let moments: Moments

    public init(_ moments: Moments) { self.moments = moments }

    public var value: Double { moments.cost / moments.outcome }

    /// Fieller (1954): the quotients r for which cost - r outcome is not told from zero.
    public func fieller(_ reach: Double, confidence: Double) -> Limits {
        let z2 = reach * reach
        let a = moments.outcome * moments.outcome - z2 * moments.outcomeVariance
        let b = moments.cost * moments.outcome - z2 * moments.covariance
        let c = moments.cost * moments.cost - z2 * moments.costVariance
        let inner = b * b - a * c
        guard inner >= 0 else { return .everything }
        let root = inner.squareRoot()
        if a > 0 { return .between(Interval((b - root) / a, (b + root) / a, confidence: confidence)) }
        guard a < 0 else { return .everything }
        return .outside((b + root) / a, (b - root) / a)
    }

    /// By the first derivative: the error of the quotient.
    public var deltaError: Double {
        let r = value
        let variance = moments.costVariance - 2 * r * moments.covariance + r * r * moments.outcomeVariance
        return max(0, variance).squareRoot() / abs(moments.outcome)
    }

    /// Worth less cost, when one outcome is worth so much; with its error.
    public func netBenefit(_ worth: Double) -> (value: Double, error: Double) {
        let variance =
            worth * worth * moments.outcomeVariance - 2 * worth * moments.covariance + moments.costVariance
        return (worth * moments.outcome - moments.cost, max(0, variance).squareRoot())
    }
}
