public import Vocabulary

/// A quantile of measurements with an interval between two of them, which needs no law of the values.
public enum QuantileEstimate {
    public struct Found: Hashable, Sendable {
        public var estimate: Estimate
        /// Which values in order of size are the ends, from 1; 0 and n + 1 where the interval has no end on that side.
        public var ranks: (low: Int, high: Int) { (lowRank, highRank) }
        var lowRank: Int
        var highRank: Int
        /// How often such an interval holds the quantile; at least the confidence where both ends are there.
        public var coverage: Double
    }

    /// - Parameters:
    ///   - share: between 0 and 1.
    ///   - definition: which of the nine of Hyndman and Fan (1996) the estimate follows.
    public static func of(_ values: [Double], _ share: Double, confidence: Double, definition: Int = 7) -> Found? {
        guard !values.isEmpty, share > 0, share < 1 else { return nil }
        let sorted = values.sorted(), n = sorted.count, tail = (1 - confidence) / 2
        // The number of values below the quantile is binomial. Low end: the highest rank r with P(fewer than r) at most the tail.
        var low = 0
        while low < n, BinomialLaw.atMost(Double(low), of: Double(n), chance: share) <= tail { low += 1 }
        var high = n + 1
        while high > 1, 1 - BinomialLaw.atMost(Double(high - 2), of: Double(n), chance: share) <= tail { high -= 1 }
        let above = high > n ? 1 : BinomialLaw.atMost(Double(high - 1), of: Double(n), chance: share)
        let below = low < 1 ? 0 : BinomialLaw.atMost(Double(low - 1), of: Double(n), chance: share)
        return Found(
            estimate: Estimate(
                value(sorted, share, definition),
                Interval(
                    low < 1 ? -.infinity : sorted[low - 1], high > n ? .infinity : sorted[high - 1],
                    confidence: confidence)), lowRank: low, highRank: high, coverage: above - below)
    }

    /// The nine definitions of Hyndman and Fan: 1 to 3 jump, 4 to 9 go straight from value to value.
    public static func value(_ sorted: [Double], _ share: Double, _ definition: Int) -> Double {
        let n = Double(sorted.count)
        func at(_ rank: Double) -> Double { sorted[min(sorted.count, max(1, Int(rank))) - 1] }
        let shift: Double =
            switch definition {
            case 3: -0.5
            case 5: 0.5
            case 6: share
            case 7: 1 - share
            case 8: (share + 1) / 3
            case 9: share / 4 + 3.0 / 8
            default: 0
            }
        let place = n * share + shift, whole = (place + 4e-16 * n).rounded(.down), part = place - whole
        let isWhole = part < 1e-12
        let weight: Double =
            switch definition {
            case 1: isWhole ? 0 : 1
            case 2: isWhole ? 0.5 : 1
            case 3: isWhole && whole.truncatingRemainder(dividingBy: 2) == 0 ? 0 : 1
            default: isWhole ? 0 : part
            }
        return (1 - weight) * at(whole) + weight * at(whole + 1)
    }
}
