import Glibc
public import Vocabulary

/// Tables of two groups by yes and no, one in each stratum, told as one (Mantel and Haenszel 1959).
public struct MantelHaenszel: Sendable {
    /// So many of a group had the event, out of so many trials; and the same of the other group.
    public typealias Stratum = (events: Double, trials: Double, otherEvents: Double, otherTrials: Double)

    private let strata: [Stratum]

    /// Strata in which one group has nobody say nothing and are passed over.
    public init(_ strata: [Stratum]) { self.strata = strata.filter { $0.trials > 0 && $0.otherTrials > 0 } }

    /// How many strata say something.
    public var count: Int { strata.count }

    /// The common odds ratio with the interval of Robins, Breslow and Greenland (1986). Nil where one side of it is empty.
    public func oddsRatio(confidence: Double) -> Estimate? {
        var above = 0.0, below = 0.0, same = 0.0, mixed = 0.0, other = 0.0
        for table in strata {
            let whole = table.trials + table.otherTrials
            let p = (table.events + table.otherTrials - table.otherEvents) / whole
            let r = table.events * (table.otherTrials - table.otherEvents) / whole
            let s = table.otherEvents * (table.trials - table.events) / whole
            above += r
            below += s
            same += p * r
            mixed += p * s + (1 - p) * r
            other += (1 - p) * s
        }
        guard above > 0, below > 0 else { return nil }
        let variance = same / (2 * above * above) + mixed / (2 * above * below) + other / (2 * below * below)
        return Difference.logarithmic(above / below, variance.squareRoot(), confidence)
    }

    /// The common ratio of shares with the interval of Greenland and Robins (1985) for trials.
    public func riskRatio(confidence: Double) -> Estimate? {
        var above = 0.0, below = 0.0, spread = 0.0
        for table in strata {
            let whole = table.trials + table.otherTrials
            above += table.events * table.otherTrials / whole
            below += table.otherEvents * table.trials / whole
            spread +=
                (table.trials * table.otherTrials * (table.events + table.otherEvents)
                    - table.events * table.otherEvents * whole) / (whole * whole)
        }
        guard above > 0, below > 0 else { return nil }
        return Difference.logarithmic(above / below, (max(0, spread) / (above * below)).squareRoot(), confidence)
    }

    /// The common difference of shares with the interval of Sato, Greenland and Robins (1989), good for few large strata and for
    /// many small ones. Nil without strata.
    public func riskDifference(confidence: Double) -> Estimate? {
        var weight = 0.0, off = 0.0, slope = 0.0, level = 0.0
        for table in strata {
            let whole = table.trials + table.otherTrials
            let m = table.trials / whole, n = table.otherTrials / whole
            weight += m * table.otherTrials
            off += table.events * n - table.otherEvents * m
            slope += table.otherEvents * m * m - table.events * n * n + m * n * (table.otherTrials - table.trials) / 2
            level +=
                (table.events * (table.otherTrials - table.otherEvents)
                    + table.otherEvents * (table.trials - table.events)) / (2 * whole)
        }
        guard weight > 0 else { return nil }
        let value = off / weight
        let reach = Normal.reach(confidence) * max(0, value * slope + level).squareRoot() / weight
        return Estimate(value, Interval(value - reach, value + reach, confidence: confidence))
    }

    /// The test that the groups do not differ in any stratum, chi-squared with one degree of freedom; nil where nothing can
    /// vary.
    ///
    /// - Parameter corrected: half an event less, for continuity.
    public func test(corrected: Bool = false) -> (chiSquare: Double, p: Double)? {
        var off = 0.0, variance = 0.0
        for table in strata {
            let whole = table.trials + table.otherTrials, events = table.events + table.otherEvents
            guard whole > 1 else { continue }
            off += table.events - table.trials * events / whole
            variance += table.trials * table.otherTrials * events * (whole - events) / (whole * whole * (whole - 1))
        }
        guard variance > 0 else { return nil }
        let reach = corrected ? max(0, off.magnitude - 0.5) : off.magnitude
        return (reach * reach / variance, Normal.twoSided(reach / variance.squareRoot()))
    }

    /// The test that the odds ratio is the same in all strata (Breslow and Day 1980, with the correction of Tarone 1985), chi-
    /// squared with one degree of freedom less than strata that vary; nil with fewer than two of those.
    public func homogeneity() -> (chiSquare: Double, degrees: Double, p: Double)? {
        guard let ratio = oddsRatio(confidence: 0.95)?.value else { return nil }
        var chiSquare = 0.0, off = 0.0, spread = 0.0, used = 0.0
        for table in strata {
            let events = table.events + table.otherEvents
            guard events > 0, events < table.trials + table.otherTrials else { continue }
            let expected = MantelHaenszel.expected(table, ratio)
            let cells = [
                expected, events - expected, table.trials - expected, table.otherTrials - events + expected,
            ]
            guard cells.allSatisfy({ $0 > 0 }) else { continue }
            let variance = 1 / cells.reduce(0) { $0 + 1 / $1 }
            chiSquare += (table.events - expected) * (table.events - expected) / variance
            off += table.events - expected
            spread += variance
            used += 1
        }
        guard used > 1 else { return nil }
        let tarone = max(0, chiSquare - off * off / spread)
        return (tarone, used - 1, ChiSquare.above(tarone, degrees: used - 1))
    }

    /// How many events the first group would have, its stratum's sums being as they are, at this odds ratio.
    private static func expected(_ table: Stratum, _ ratio: Double) -> Double {
        let events = table.events + table.otherEvents
        // (1 - ratio) e^2 + b e - ratio * events * trials = 0, in the form that stands when the ratio is 1.
        let b = table.otherTrials - events + ratio * (events + table.trials)
        let root = max(0, b * b + 4 * (1 - ratio) * ratio * events * table.trials).squareRoot()
        return 2 * ratio * events * table.trials / (b + root)
    }
}
