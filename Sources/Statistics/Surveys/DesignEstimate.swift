import Glibc

/// Estimates from a sample that was drawn by a plan, in one stage or several, with errors that know the plan (Taylor
/// linearisation; Särndal, Swensson and Wretman 1992, chapters 4 and 5; as R's `survey`).
public struct SurveyDesign: Sendable {
    /// What was drawn at one stage: the units, and how many there were to draw from.
    public struct Stage: Sendable {
        /// The unit of each answer, unique over all units of the stages before and over strata; numbered from 0.
        public let units: [Int]
        /// On each answer, how many units its stratum (at a later stage its unit of the stage before) has in all; nil when
        /// they were drawn with replacement, or the share drawn is too small to matter.
        public let populations: [Double]?

        public init(units: [Int], populations: [Double]? = nil) {
            self.units = units
            self.populations = populations
        }
    }

    public let weights: [Double]
    private let levels: [DesignLevel]

    /// - Parameters:
    ///   - strata: the stratum of each answer, numbered from 0; one for all when there are none.
    ///   - stages: from the first to the last, one at least. The answers themselves are the last unit where each is its own.
    public init(weights: [Double], strata: [Int], stages: [Stage]) {
        self.weights = weights
        var levels: [DesignLevel] = []
        for stage in stages {
            levels.append(DesignLevel(stage, within: levels.last.map { ($0.units, $0) } ?? (strata, nil)))
        }
        self.levels = levels
    }

    /// First-stage units, answers that are outside a group among them.
    public var clusters: Int { levels[0].parentOf.count }
    public var strata: Int { levels[0].drawn.count }
    /// First-stage clusters less strata, of the whole design.
    public var degrees: Double { Double(clusters - strata) }

    /// Strata with a single cluster, from which no spread can be seen.
    public var lonely: Int { levels[0].lonely }
    /// The same at each later stage: units of which a single part was drawn, though they have more.
    public var lonelyLater: Int { levels.dropFirst().reduce(0) { $0 + $1.lonely } }

    /// The variance of a weighted total of `scores`, which are zero outside a group.
    ///
    /// Each stage adds what its units differ by within those of the stage before, times the share that these are of all.
    public func variance(_ scores: [Double]) -> Double {
        levels.reduce(0) { $0 + $1.variance(scores, weights) }
    }

    public func total(_ values: [Double], among inGroup: [Bool]) -> DesignEstimate {
        let scores = values.indices.map { inGroup[$0] ? values[$0] : 0 }
        var total = 0.0
        for place in scores.indices { total += weights[place] * scores[place] }
        return estimate(total, scores, inGroup)
    }

    /// One total over another; a mean where `below` is 1 for everybody.
    public func ratio(_ above: [Double], _ below: [Double], among inGroup: [Bool]) -> DesignEstimate? {
        var top = 0.0, bottom = 0.0
        for place in above.indices where inGroup[place] {
            top += weights[place] * above[place]
            bottom += weights[place] * below[place]
        }
        guard bottom != 0 else { return nil }
        let ratio = top / bottom
        let scores = above.indices.map { inGroup[$0] ? (above[$0] - ratio * below[$0]) / bottom : 0 }
        return estimate(ratio, scores, inGroup)
    }

    private func estimate(_ value: Double, _ scores: [Double], _ inGroup: [Bool]) -> DesignEstimate {
        var count = 0.0, sum = 0.0, squares = 0.0, scored = 0.0
        for place in scores.indices where inGroup[place] {
            count += 1
            sum += weights[place]
            squares += weights[place] * weights[place]
            scored += weights[place] * scores[place]
        }
        var spread = 0.0
        for place in scores.indices where inGroup[place] {
            let off = scores[place] - scored / sum
            spread += weights[place] * off * off
        }
        let each = count > 1 && sum > 0 ? spread / sum * count / (count - 1) : 0
        let variance = variance(scores)
        // As many drawn at random, with replacement and without: the scores add up to the estimate over sum people.
        let again = each * sum * sum / count, once = again * (1 - count / sum)
        return DesignEstimate(
            value: value, error: variance.squareRoot(), effectiveSize: squares > 0 ? sum * sum / squares : 0,
            effect: once > 0 ? variance / once : nil, effectWithReplacement: again > 0 ? variance / again : nil)
    }
}

/// An estimate from a survey, and how much its plan cost.
public struct DesignEstimate: Sendable {
    public let value: Double
    /// Its standard error, by the plan.
    public let error: Double
    /// By unequal weights alone (Kish 1965): how many answers with equal weights they are worth.
    public let effectiveSize: Double
    /// The variance over that of a simple random sample of as many, drawn without replacement from as many as the weights add
    /// up to. Nil where weights add up to no more than the answers, or all answers are one.
    public let effect: Double?
    /// The same with a sample drawn with replacement; needs no weights that add up to everybody.
    public let effectWithReplacement: Double?
}

/// One stage of a plan, its units numbered within those of the stage before.
struct DesignLevel: Sendable {
    let units: [Int]
    /// For each unit, the unit of the stage before that it lies in; at the first stage its stratum.
    let parentOf: [Int]
    /// For each parent: units drawn, the share of all that they are, and the share of all that the parent itself stands for.
    let drawn: [(units: Int, fraction: Double, share: Double)]

    /// - Parameter before: the parent of each answer, and the stage whose unit it is.
    init(_ stage: SurveyDesign.Stage, within before: (parents: [Int], level: DesignLevel?)) {
        units = stage.units
        var parentOf = [Int](repeating: 0, count: (units.max() ?? -1) + 1)
        var size = [Double](repeating: .infinity, count: (before.parents.max() ?? -1) + 1)
        for place in units.indices {
            parentOf[units[place]] = before.parents[place]
            if let populations = stage.populations { size[before.parents[place]] = populations[place] }
        }
        self.parentOf = parentOf
        var counts = [Int](repeating: 0, count: size.count)
        for parent in parentOf { counts[parent] += 1 }
        drawn = size.indices.map { parent in
            let share = before.level.map { level in
                let above = level.drawn[level.parentOf[parent]]
                return above.share * above.fraction
            }
            return (counts[parent], size[parent].isFinite ? Double(counts[parent]) / size[parent] : 0, share ?? 1)
        }
    }

    var lonely: Int { drawn.count { $0.units == 1 && $0.fraction < 1 && $0.share > 0 } }

    func variance(_ scores: [Double], _ weights: [Double]) -> Double {
        guard drawn.contains(where: { $0.share > 0 && $0.fraction < 1 && $0.units > 1 }) else { return 0 }
        var totals = [Double](repeating: 0, count: parentOf.count)
        for place in scores.indices { totals[units[place]] += weights[place] * scores[place] }
        var sums = [Double](repeating: 0, count: drawn.count)
        for (unit, parent) in parentOf.enumerated() { sums[parent] += totals[unit] }
        var squares = [Double](repeating: 0, count: drawn.count)
        for (unit, parent) in parentOf.enumerated() {
            let off = totals[unit] - sums[parent] / Double(drawn[parent].units)
            squares[parent] += off * off
        }
        var variance = 0.0
        for (parent, drawn) in drawn.enumerated() where drawn.units > 1 {
            let n = Double(drawn.units)
            variance += drawn.share * (1 - drawn.fraction) * n / (n - 1) * squares[parent]
        }
        return variance
    }
}
