import Glibc

/// Estimates from a sample that was drawn by a plan, with errors that know the plan (Taylor linearisation; Särndal,
/// Swensson and Wretman 1992; as R's `survey`).
public struct SurveyDesign: Sendable {
    public let weights: [Double]
    private let strata: [Int]
    private let clusters: [Int]
    private let strataCount: Int
    /// For each stratum: clusters drawn and the share of all clusters that they are.
    private let drawn: [(clusters: Int, fraction: Double)]

    /// - Parameters:
    ///   - strata: the stratum of each answer; one for all when there are none.
    ///   - clusters: the first-stage unit of each answer, unique over strata; the answer itself when there are none.
    ///   - populations: how many units the stratum has in all, on each answer; nil when sampling with replacement.
    public init(weights: [Double], strata: [Int], clusters: [Int], populations: [Double]? = nil) {
        self.weights = weights
        self.strata = strata
        self.clusters = clusters
        strataCount = (strata.max() ?? -1) + 1
        var units = [Set<Int>](repeating: [], count: strataCount)
        var size = [Double](repeating: .infinity, count: strataCount)
        for place in strata.indices {
            units[strata[place]].insert(clusters[place])
            if let populations { size[strata[place]] = populations[place] }
        }
        drawn = zip(units, size).map { ($0.count, $1.isFinite ? Double($0.count) / $1 : 0) }
    }

    /// Clusters less strata.
    public var degrees: Double { Double(drawn.reduce(0) { $0 + $1.clusters }) - Double(strataCount) }

    /// Strata with a single cluster, from which no spread can be seen.
    public var lonely: Int { drawn.count { $0.clusters == 1 && $0.fraction < 1 } }

    /// The variance of a weighted total of `scores`, which are zero outside a group.
    public func variance(_ scores: [Double]) -> Double {
        var totals: [Int: Double] = [:]
        var stratumOf: [Int: Int] = [:]
        for place in scores.indices {
            totals[clusters[place], default: 0] += weights[place] * scores[place]
            stratumOf[clusters[place]] = strata[place]
        }
        var sums = [Double](repeating: 0, count: strataCount)
        let order = totals.keys.sorted()
        for cluster in order { sums[stratumOf[cluster] ?? 0] += totals[cluster] ?? 0 }
        var squares = [Double](repeating: 0, count: strataCount)
        for cluster in order {
            let stratum = stratumOf[cluster] ?? 0
            let off = (totals[cluster] ?? 0) - sums[stratum] / Double(drawn[stratum].clusters)
            squares[stratum] += off * off
        }
        var variance = 0.0
        for stratum in 0..<strataCount where drawn[stratum].clusters > 1 {
            let n = Double(drawn[stratum].clusters)
            variance += (1 - drawn[stratum].fraction) * n / (n - 1) * squares[stratum]
        }
        return variance
    }

    public func total(_ values: [Double], among inGroup: [Bool]) -> (value: Double, error: Double) {
        let scores = values.indices.map { inGroup[$0] ? values[$0] : 0 }
        var total = 0.0
        for place in scores.indices { total += weights[place] * scores[place] }
        return (total, variance(scores).squareRoot())
    }

    /// One total over another; a mean where `below` is 1 for everybody.
    public func ratio(_ above: [Double], _ below: [Double], among inGroup: [Bool]) -> (value: Double, error: Double)? {
        var top = 0.0, bottom = 0.0
        for place in above.indices where inGroup[place] {
            top += weights[place] * above[place]
            bottom += weights[place] * below[place]
        }
        guard bottom != 0 else { return nil }
        let ratio = top / bottom
        let scores = above.indices.map { inGroup[$0] ? (above[$0] - ratio * below[$0]) / bottom : 0 }
        return (ratio, variance(scores).squareRoot())
    }

    /// How many answers of a simple random sample would tell as much.
    public var effectiveSize: Double {
        let sum = weights.reduce(0, +), squares = weights.reduce(0) { $0 + $1 * $1 }
        return squares > 0 ? sum * sum / squares : 0
    }
}
