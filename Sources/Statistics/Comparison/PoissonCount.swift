import CLoops
public import Vocabulary

/// Limits of a count that came about by chance at a steady rate.
public enum PoissonCount {
    public enum Limits: String, Hashable, Sendable, CaseIterable {
        /// Exact below 10, Byar from 10 on: the rule of the English public-health indicators.
        case usual
        /// Through the chi-square law (Ulm 1990).
        case exact
        /// Byar's approximation (Breslow and Day 1987): a tenth of the work, and hardly off from 10 on.
        case byar
    }

    /// - Parameter count: zero or more; need not be whole.
    public static func limits(_ count: Double, confidence: Double, _ limits: Limits = .usual) -> (
        low: Double, high: Double
    ) {
        switch limits {
        case .exact: exact(count, confidence)
        case .byar: byar(count, reach: Normal.reach(confidence))
        case .usual: count < 10 ? exact(count, confidence) : byar(count, reach: Normal.reach(confidence))
        }
    }

    /// Many counts at once. Exact limits of small whole counts come from a table made once.
    public static func limits(
        _ counts: [Double], confidence: Double, _ limits: Limits = .usual
    ) -> (low: [Double], high: [Double]) {
        LimitRoom.fill(counts.count) { low, high in
            counts.withUnsafeBufferPointer {
                PoissonCount.limits($0, confidence: confidence, limits, low: low, high: high)
            }
        }
    }

    /// Many counts at once, into room that is there already and as long as `counts`.
    public static func limits(
        _ counts: UnsafeBufferPointer<Double>, confidence: Double, _ limits: Limits = .usual,
        low: UnsafeMutableBufferPointer<Double>, high: UnsafeMutableBufferPointer<Double>
    ) {
        precondition(low.count == counts.count && high.count == counts.count)
        let reach = Normal.reach(confidence)
        let table = limits == .byar ? [] : (0..<10).map { exact(Double($0), confidence) }
        // A stretch at a time, so that the second look finds it still at hand.
        for begin in stride(from: 0, to: counts.count, by: 1_024) {
            let stretch = begin..<min(counts.count, begin + 1_024)
            if limits != .exact {
                loop_byar(
                    counts.baseAddress.map { $0 + begin }, stretch.count, reach, low.baseAddress.map { $0 + begin },
                    high.baseAddress.map { $0 + begin })
            }
            guard limits != .byar else { continue }
            table.withUnsafeBufferPointer { table in
                for place in stretch where limits == .exact || counts[place] < 10 {
                    let count = counts[place], whole = count >= 0 && count < 10 ? Int(count) : -1
                    (low[place], high[place]) =
                        whole >= 0 && Double(whole) == count ? table[whole] : exact(count, confidence)
                }
            }
        }
    }

    static func exact(_ count: Double, _ confidence: Double) -> (low: Double, high: Double) {
        let alpha = (1 - confidence) / 2
        let low = count > 0 ? ChiSquare.quantile(alpha, degrees: 2 * count) / 2 : 0
        return (low, ChiSquare.quantile(above: alpha, degrees: 2 * count + 2) / 2)
    }

    static func byar(_ count: Double, reach z: Double) -> (low: Double, high: Double) {
        var low = 0.0, high = 0.0
        withUnsafePointer(to: count) { loop_byar($0, 1, z, &low, &high) }
        return (low, high)
    }
}

/// Rates for each of so many people, or so much time.
public enum Rate {
    /// Events over exposure, with limits of the count. For events that are independent of each other.
    public static func estimate(
        _ events: Double, over exposure: Double, confidence: Double, _ limits: PoissonCount.Limits = .usual
    ) -> Estimate {
        let pair = PoissonCount.limits(events, confidence: confidence, limits)
        return Estimate(
            events / exposure, Interval(pair.low / exposure, pair.high / exposure, confidence: confidence))
    }

    /// Events of which some befell the same person: the limits are widened by the variance of events over their number,
    /// sum k^2 f_k / sum k f_k, where f_k people had k events.
    public static func repeated(
        times: [Double], people: [Double], over exposure: Double, confidence: Double
    ) -> (estimate: Estimate, inflation: Double) {
        var events = 0.0, squares = 0.0
        for (k, f) in zip(times, people) {
            events += k * f
            squares += k * k * f
        }
        let inflation = events > 0 ? squares / events : 1
        let pair = PoissonCount.limits(events, confidence: confidence)
        let root = inflation.squareRoot()
        let low = max(0, events - root * (events - pair.low)), high = events + root * (pair.high - events)
        return (
            Estimate(events / exposure, Interval(low / exposure, high / exposure, confidence: confidence)), inflation
        )
    }
}

/// Rates as they would be if every area had people of the same ages.
public enum StandardisedRate {
    /// Directly standardised (Dobson, Kuulasmaa, Eberle and Scherer 1991): bands weighted by a standard population, limits from
    /// those of the total count. Nil below `least` events, as the English indicators rule.
    ///
    /// - Parameter variances: of the events of each band, where they are not independent; the count itself otherwise.
    public static func direct(
        events: [Double], population: [Double], standard: [Double], variances: [Double]? = nil, confidence: Double,
        least: Double = 10
    ) -> Estimate? {
        let total = events.reduce(0, +), whole = standard.reduce(0, +)
        guard total >= least, whole > 0 else { return nil }
        var rate = 0.0, variance = 0.0
        for band in events.indices {
            let weight = standard[band] / population[band]
            rate += weight * events[band]
            variance += weight * weight * (variances?[band] ?? events[band])
        }
        rate /= whole
        variance /= whole * whole
        let pair = PoissonCount.limits(total, confidence: confidence, .byar)
        let scale = (variance / total).squareRoot()
        return Estimate(
            rate,
            Interval(rate + scale * (pair.low - total), rate + scale * (pair.high - total), confidence: confidence))
    }

    /// Indirectly standardised: events over those expected if every band had the reference's rate.
    public static func indirect(
        events: Double, population: [Double], referenceEvents: [Double], referencePopulation: [Double],
        confidence: Double
    ) -> (ratio: Estimate, expected: Double) {
        var expected = 0.0
        for band in population.indices {
            expected += population[band] * referenceEvents[band] / referencePopulation[band]
        }
        return (Rate.estimate(events, over: expected, confidence: confidence), expected)
    }
}

/// Means of measurements.
public enum Mean {
    /// With Student's interval; nil with fewer than two values.
    public static func student(_ values: [Double], confidence: Double) -> (estimate: Estimate, deviation: Double)? {
        guard values.count > 1 else { return nil }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        var squares = 0.0
        for value in values { squares += (value - mean) * (value - mean) }
        let deviation = (squares / (count - 1)).squareRoot()
        let reach = StudentT.reach(confidence, degrees: count - 1) * deviation / count.squareRoot()
        return (Estimate(mean, Interval(mean - reach, mean + reach, confidence: confidence)), deviation)
    }
}
