import Glibc
public import Vocabulary

/// Two shares or two rates against each other.
public enum Difference {
    /// The difference of two shares with the interval of Newcombe (1998, method 10) from the two Wilson intervals.
    public static func proportions(
        _ first: Double, of firstTotal: Double, _ second: Double, of secondTotal: Double, confidence: Double
    ) -> Estimate {
        let z = Normal.reach(confidence)
        let a = first / firstTotal, b = second / secondTotal
        let one = Proportion.wilsonLimits(first, of: firstTotal, reach: z)
        let two = Proportion.wilsonLimits(second, of: secondTotal, reach: z)
        func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        let off = a - b
        return Estimate(
            off,
            Interval(
                off - length(a - one.low, two.high - b), off + length(one.high - a, b - two.low), confidence: confidence
            ))
    }

    /// The ratio of two shares with the interval of Katz and others (1978) on its logarithm; half an event more on both
    /// sides where one is zero.
    public static func proportionRatio(
        _ first: Double, of firstTotal: Double, _ second: Double, of secondTotal: Double, confidence: Double
    ) -> Estimate? {
        let add = first == 0 || second == 0 ? 0.5 : 0
        guard first + second > 0 else { return nil }
        let a = first + add, b = second + add
        let ratio = (a / (firstTotal + add)) / (b / (secondTotal + add))
        let variance = 1 / a - 1 / (firstTotal + add) + 1 / b - 1 / (secondTotal + add)
        return logarithmic(ratio, max(0, variance).squareRoot(), confidence)
    }

    /// The two-sided p-value of equal shares: pooled normal, or Fisher's exact where fewer than five are expected in a cell.
    public static func equalProportions(
        _ first: Double, of firstTotal: Double, _ second: Double, of secondTotal: Double
    ) -> Double {
        let all = firstTotal + secondTotal, share = (first + second) / all
        let least = min(share, 1 - share) * min(firstTotal, secondTotal)
        if least < 5, let exact = fisher(first, of: firstTotal, second, of: secondTotal) { return exact }
        return pooledZ(first, of: firstTotal, second, of: secondTotal).map(Normal.twoSided) ?? 1
    }

    /// The difference of two shares over its error if they were one; its square is Pearson's chi-squared. Nil where nobody or
    /// everybody has it.
    public static func pooledZ(
        _ first: Double, of firstTotal: Double, _ second: Double, of secondTotal: Double
    ) -> Double? {
        let share = (first + second) / (firstTotal + secondTotal)
        let variance = share * (1 - share) * (1 / firstTotal + 1 / secondTotal)
        return variance > 0 ? (first / firstTotal - second / secondTotal) / variance.squareRoot() : nil
    }

    /// The ratio of two odds with Woolf's interval; half a case more in every cell where one is empty. Nil where nobody or
    /// everybody has it.
    public static func oddsRatio(
        _ first: Double, of firstTotal: Double, _ second: Double, of secondTotal: Double, confidence: Double
    ) -> Estimate? {
        guard first + second > 0, first + second < firstTotal + secondTotal else { return nil }
        let cells = [first, firstTotal - first, second, secondTotal - second]
        let full = cells.contains(0) ? cells.map { $0 + 0.5 } : cells
        let error = full.reduce(0) { $0 + 1 / $1 }.squareRoot()
        return logarithmic(full[0] * full[3] / (full[1] * full[2]), error, confidence)
    }

    /// Fisher's exact two-sided p-value, adding up what is no likelier than what was seen; nil unless the counts are whole and
    /// below ten million.
    public static func fisher(
        _ first: Double, of firstTotal: Double, _ second: Double, of secondTotal: Double
    ) -> Double? {
        guard [first, firstTotal, second, secondTotal].allSatisfy({ $0 == $0.rounded() && $0 < 1e7 }) else {
            return nil
        }
        let hits = first + second
        let lowest = max(0, hits - secondTotal), highest = min(hits, firstTotal)
        func log(_ x: Double) -> Double {
            SpecialFunction.logChoose(firstTotal, x) + SpecialFunction.logChoose(secondTotal, hits - x)
                - SpecialFunction.logChoose(firstTotal + secondTotal, hits)
        }
        let seen = log(first)
        var p = 0.0
        for x in stride(from: lowest, through: highest, by: 1) where log(x) <= seen + 1e-7 { p += exp(log(x)) }
        return min(1, p)
    }

    /// The difference of two rates, by the same construction as Newcombe's from the limits of each.
    public static func rates(
        _ first: Double, over firstExposure: Double, _ second: Double, over secondExposure: Double, confidence: Double
    ) -> Estimate {
        let one = Rate.estimate(first, over: firstExposure, confidence: confidence)
        let two = Rate.estimate(second, over: secondExposure, confidence: confidence)
        func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        let off = one.value - two.value
        guard let a = one.interval, let b = two.interval else { return Estimate(off) }
        return Estimate(
            off,
            Interval(
                off - length(one.value - a.low, b.high - two.value),
                off + length(a.high - one.value, two.value - b.low),
                confidence: confidence))
    }

    /// The ratio of two rates: exact through the binomial law of the first count given both (Clopper and Pearson 1934);
    /// nil when there are no events at all. An end is 0 or infinite where a count is zero.
    public static func rateRatio(
        _ first: Double, over firstExposure: Double, _ second: Double, over secondExposure: Double, confidence: Double
    ) -> Estimate? {
        guard first + second > 0 else { return nil }
        let alpha = (1 - confidence) / 2
        let scale = secondExposure / firstExposure
        func odds(_ p: Double) -> Double { p >= 1 ? .infinity : p / (1 - p) * scale }
        let low = first > 0 ? SpecialFunction.betaQuantile(first, second + 1, alpha) : 0
        let high = second > 0 ? SpecialFunction.betaQuantile(first + 1, second, 1 - alpha) : 1
        let ratio = second > 0 ? (first / firstExposure) / (second / secondExposure) : .infinity
        return Estimate(ratio, Interval(odds(low), odds(high), confidence: confidence))
    }

    /// The two-sided p-value of equal rates: exact, given both counts, doubling the smaller tail (mid-p on request).
    public static func equalRates(
        _ first: Double, over firstExposure: Double, _ second: Double, over secondExposure: Double, midP: Bool = false
    ) -> Double {
        let all = first + second
        guard all > 0 else { return 1 }
        let chance = firstExposure / (firstExposure + secondExposure)
        let here = midP ? exp(BinomialLaw.logProbability(first, of: all, chance: chance)) / 2 : 0
        let high = 1 - BinomialLaw.atMost(first - 1, of: all, chance: chance) - here
        let low = BinomialLaw.atMost(first, of: all, chance: chance) - here
        return min(1, 2 * min(high, low))
    }

    /// An estimate whose interval is even on the logarithm.
    static func logarithmic(_ value: Double, _ error: Double, _ confidence: Double) -> Estimate {
        let factor = exp(Normal.reach(confidence) * error)
        return Estimate(value, Interval(value / factor, value * factor, confidence: confidence))
    }
}

/// The e-test of Krishnamoorthy and Thomson (2004): two Poisson rates against each other, stronger than the exact test.
public enum PoissonETest {
    /// Two-sided p-value of the rates differing by `difference`.
    ///
    /// - Parameters:
    ///   - counts: zero or more, whole.
    ///   - exposures: above zero.
    public static func p(
        counts: (Double, Double), exposures: (Double, Double) = (1, 1), difference: Double = 0
    ) -> Double {
        let (k1, k2) = counts
        let (n1, n2) = exposures
        func spread(_ a: Double, _ b: Double) -> Double { a / (n1 * n1) + b / (n2 * n2) }
        func statistic(_ a: Double, _ b: Double) -> Double {
            let off = a / n1 - b / n2 - difference
            let variance = spread(a, b)
            return variance > 0 ? abs(off) / variance.squareRoot() : (off == 0 ? 0 : .infinity)
        }
        let seen = statistic(k1, k2)
        let lambda = (k1 + k2) / (n1 + n2) - difference * n1 / (n1 + n2)
        let means = (n1 * (max(0, lambda) + difference), n2 * max(0, lambda))
        guard means.0 + means.1 > 0 else { return 1 }
        func range(_ mean: Double) -> ClosedRange<Int> {
            let reach = 12 * mean.squareRoot() + 30
            return max(0, Int(mean - reach))...Int(mean + reach)
        }
        let second = range(means.1).map { (Double($0), exp(PoissonLaw.logProbability(Double($0), mean: means.1))) }
        var p = 0.0
        for a in range(means.0) {
            let chance = exp(PoissonLaw.logProbability(Double(a), mean: means.0))
            guard chance > 1e-18 else { continue }
            var sum = 0.0
            for (b, other) in second where statistic(Double(a), b) >= seen - 1e-12 { sum += other }
            p += chance * sum
        }
        return min(1, p)
    }
}
