public import Vocabulary
import Glibc

/// How far an estimate may be off, found by drawing samples from the sample (Efron and Tibshirani 1993).
public enum Bootstrap {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Between two quantiles of the resampled estimates.
        case percentile
        /// The same, corrected for bias and for a spread that changes with the estimate (Efron 1987).
        case bca
    }

    /// - Parameters:
    ///   - count: observations; each sample is `count` of them with replacement.
    ///   - draws: samples to take.
    ///   - statistic: of the observations with these indices; NaN where it cannot be worked out.
    /// - Returns: nil when fewer than nine tenths of the samples gave a figure, or when there are fewer than two observations.
    public static func interval(
        _ kind: Kind, count: Int, draws: Int, confidence: Double, seed: UInt64, statistic: ([Int]) -> Double
    ) -> Interval? {
        guard count > 1, draws > 1 else { return nil }
        let observed = statistic(Array(0..<count))
        var sample = [Int](repeating: 0, count: count)
        var estimates: [Double] = []
        estimates.reserveCapacity(draws)
        for draw in 0..<draws {
            var random = CounterRandom(seed: seed, stream: UInt64(draw))
            for place in 0..<count { sample[place] = random.below(count) }
            let estimate = statistic(sample)
            if estimate.isFinite { estimates.append(estimate) }
        }
        guard observed.isFinite, estimates.count * 10 >= draws * 9 else { return nil }
        estimates.sort()
        let alpha = (1 - confidence) / 2
        var shares = (alpha, 1 - alpha)
        if kind == .bca {
            let left = (0..<count).map { out in statistic((0..<count).filter { $0 != out }) }
            shares = corrected(shares, estimates, observed: observed, leavingOneOut: left)
        }
        return Interval(
            Quantile.of(sorted: estimates, shares.0), Quantile.of(sorted: estimates, shares.1), confidence: confidence)
    }

    /// Where to cut the resampled estimates so that bias and acceleration are allowed for.
    static func corrected(
        _ shares: (Double, Double), _ sorted: [Double], observed: Double, leavingOneOut left: [Double]
    ) -> (Double, Double) {
        let below = Double(sorted.count { $0 < observed }) + 0.5 * Double(sorted.count { $0 == observed })
        let bias = Normal.quantile(min(max(below / Double(sorted.count), 1e-6), 1 - 1e-6))
        let mean = left.reduce(0, +) / Double(left.count)
        var squares = 0.0, cubes = 0.0
        for value in left {
            let off = mean - value
            squares += off * off
            cubes += off * off * off
        }
        let acceleration = squares > 0 ? cubes / (6 * pow(squares, 1.5)) : 0
        func cut(_ share: Double) -> Double {
            let z = bias + Normal.quantile(share)
            return Normal.below(bias + z / (1 - acceleration * z))
        }
        return (cut(shares.0), cut(shares.1))
    }
}

/// Order statistics.
public enum Quantile {
    /// With straight lines between the values (type 7 of Hyndman and Fan 1996, what R and spreadsheets do).
    public static func of(sorted values: [Double], _ share: Double) -> Double {
        guard let last = values.indices.last else { return .nan }
        let place = min(max(share, 0), 1) * Double(last)
        let lower = Int(place.rounded(.down))
        guard lower < last else { return values[last] }
        let part = place - Double(lower)
        return values[lower] + part * (values[lower + 1] - values[lower])
    }

    public static func of(_ values: [Double], _ share: Double) -> Double { of(sorted: values.sorted(), share) }

    public static func median(_ values: [Double]) -> Double { of(values, 0.5) }
}
