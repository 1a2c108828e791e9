import Glibc
public import Vocabulary

/// One rate over another. Given how many events there are in all, those of the first are a binomial share of them, and limits
/// of that share are limits of the ratio.
public enum RateRatio {
    public enum Limits: String, Hashable, Sendable, CaseIterable {
        /// Clopper and Pearson (1934): never too narrow, and with few events too wide.
        case exact
        /// The same with half the chance of what was seen (Lancaster 1961; Rothman and Greenland 1998): as often as it says.
        case midP = "mid-p"
        /// Even on the logarithm, with the variance 1/a + 1/b (Wald); none where a count is zero.
        case log
        /// What the score test would let pass: Wilson's limits of the share.
        case score
    }

    /// Nil when there are no events at all. An end is 0 or infinite where a count is zero.
    public static func estimate(
        _ first: Double, over firstExposure: Double, _ second: Double, over secondExposure: Double, confidence: Double,
        _ limits: Limits
    ) -> Estimate? {
        guard first + second > 0 else { return nil }
        let scale = secondExposure / firstExposure
        func odds(_ share: Double) -> Double { share >= 1 ? .infinity : share / (1 - share) * scale }
        let ratio = second > 0 ? first / second * scale : .infinity
        switch limits {
        case .exact:
            return Difference.rateRatio(
                first, over: firstExposure, second, over: secondExposure, confidence: confidence)
        case .midP:
            let alpha = (1 - confidence) / 2
            let low = first > 0 ? oddsAt(first, second, tail: alpha) * scale : 0
            let high = second > 0 ? oddsAt(first, second, tail: 1 - alpha) * scale : .infinity
            return Estimate(ratio, Interval(low, high, confidence: confidence))
        case .log:
            guard first > 0, second > 0 else { return Estimate(ratio) }
            return Difference.logarithmic(ratio, (1 / first + 1 / second).squareRoot(), confidence)
        case .score:
            let pair = Proportion.wilsonLimits(first, of: first + second, reach: Normal.reach(confidence))
            return Estimate(
                ratio,
                Interval(
                    first > 0 ? odds(pair.low) : 0, second > 0 ? odds(pair.high) : .infinity, confidence: confidence))
        }
    }

    /// The ratio that leaves as much chance below what was seen as above it; nil where a count is zero.
    public static func medianUnbiased(
        _ first: Double, over firstExposure: Double, _ second: Double, over secondExposure: Double
    ) -> Double? {
        guard first > 0, second > 0 else { return nil }
        return oddsAt(first, second, tail: 0.5) * secondExposure / firstExposure
    }

    /// The odds of the first at which more events than were seen of it, and half of just as many, have the chance `tail`.
    /// By halving on the logarithm of the odds, within a bracket that doubles until it holds the answer.
    private static func oddsAt(_ first: Double, _ second: Double, tail: Double) -> Double {
        func above(_ logit: Double) -> Double {
            let odds = exp(logit), low = odds / (1 + odds)
            let more = second > 0 ? SpecialFunction.betaBelow(first + 1, second, low) : 0
            let least = first > 0 ? SpecialFunction.betaBelow(first, second + 1, low) : 1
            return (more + least) / 2
        }
        let middle = Glibc.log((first + 0.5) / (second + 0.5))
        var low = middle - 1, high = middle + 1
        while above(low) > tail, low > middle - 700 { low = middle - 2 * (middle - low) }
        while above(high) < tail, high < middle + 700 { high = middle + 2 * (high - middle) }
        for _ in 0..<90 {
            let half = (low + high) / 2
            if above(half) < tail { low = half } else { high = half }
        }
        return exp((low + high) / 2)
    }
}
