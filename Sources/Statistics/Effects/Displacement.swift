import Glibc
public import Vocabulary

/// A count before and after, with how much time and ground it covers.
public struct BeforeAfter: Hashable, Sendable {
    public var before: Double
    public var after: Double
    /// Area times time; only their proportions matter.
    public var exposureBefore: Double
    public var exposureAfter: Double

    public init(_ before: Double, _ after: Double, exposureBefore: Double = 1, exposureAfter: Double = 1) {
        self.before = before
        self.after = after
        self.exposureBefore = exposureBefore
        self.exposureAfter = exposureAfter
    }

    public static func + (one: BeforeAfter, other: BeforeAfter) -> BeforeAfter {
        BeforeAfter(
            one.before + other.before, one.after + other.after,
            exposureBefore: one.exposureBefore + other.exposureBefore,
            exposureAfter: one.exposureAfter + other.exposureAfter)
    }

    public var smallest: Double { min(before, after) }
}

/// Whether what happened in a place moved, or its good spread, told against a comparison.
public enum Displacement {
    /// How a place changed against a comparison: the ratio of their changes, ln RIR = ln(T1 C0 / (T0 C1)).
    public struct Ratio: Hashable, Sendable {
        public var estimate: Estimate
        public var p: Double
        /// Of the logarithm.
        public var error: Double
        /// What would have come without anything but the comparison's change.
        public var expected: Double
        /// Events more than that, with an interval.
        public var net: Estimate
        /// Half an event was added to every count because one was 0.
        public var isAdjusted: Bool
    }

    /// - Parameter phi: how much more counts vary than chance does, at least 1; from the time before.
    /// - Returns: nil when a place and its comparison had no event at all before, or an exposure is not positive.
    public static func ratio(
        _ place: BeforeAfter, against comparison: BeforeAfter, phi: Double, confidence: Double
    ) -> Ratio? {
        guard place.before + place.after > 0, comparison.before + comparison.after > 0 else { return nil }
        let add = min(place.smallest, comparison.smallest) == 0 ? 0.5 : 0
        let t0 = place.before + add, t1 = place.after + add, c0 = comparison.before + add, c1 = comparison.after + add
        let drift =
            (c1 / comparison.exposureAfter) / (c0 / comparison.exposureBefore)
            * (place.exposureAfter / place.exposureBefore)
        let expected = t0 * drift
        let ratio = t1 / expected
        let error = (max(1, phi) * (1 / t0 + 1 / t1 + 1 / c0 + 1 / c1)).squareRoot()
        let reach = exp(Normal.reach(confidence) * error)
        // The net effect is T1 - T0 drift: by the delta method T1 has its own error and the expected count that of the rest.
        let spread = (max(1, phi) * (t1 + expected * expected * (1 / t0 + 1 / c0 + 1 / c1))).squareRoot()
        let half = Normal.reach(confidence) * spread
        let net = place.after - place.before * drift
        return Ratio(
            estimate: Estimate(ratio, Interval(ratio / reach, ratio * reach, confidence: confidence)),
            p: Normal.twoSided(log(ratio) / error), error: error, expected: expected,
            net: Estimate(net, Interval(net - half, net + half, confidence: confidence)), isAdjusted: add > 0)
    }

    /// Target and buffer together, against one comparison: events more than expected in both, with one interval that
    /// knows that both are told against the same comparison.
    public static func net(
        target: BeforeAfter, buffer: BeforeAfter, against comparison: BeforeAfter, phi: Double, confidence: Double
    ) -> Estimate? {
        ratio(target + buffer, against: comparison, phi: phi, confidence: confidence)?.net
    }

    /// How much the exact test of two shares says where a count is below 10: the mid-p of T1 given T0 + T1 and C1 given C0 + C1
    /// (Fisher's law).
    public static func midP(_ place: BeforeAfter, against comparison: BeforeAfter) -> Double {
        let n = place.before + place.after, m = comparison.before + comparison.after
        let hits = place.after + comparison.after
        func chance(_ x: Double) -> Double {
            exp(
                SpecialFunction.logChoose(n, x) + SpecialFunction.logChoose(m, hits - x)
                    - SpecialFunction.logChoose(n + m, hits))
        }
        var below = 0.0, above = 0.0
        for x in stride(from: max(0, hits - m), through: min(n, hits), by: 1) {
            if x < place.after { below += chance(x) } else if x > place.after { above += chance(x) }
        }
        let here = chance(place.after) / 2
        return min(1, 2 * min(below + here, above + here))
    }

    /// The change of `place` ratio that a study of this size finds four times in five at 0.05, downwards and upwards.
    public static func detectable(
        _ place: BeforeAfter, against comparison: BeforeAfter, phi: Double, level: Double = 0.05, power: Double = 0.8
    ) -> (fall: Double, rise: Double)? {
        guard place.before > 0, comparison.before > 0, comparison.after > 0 else { return nil }
        let drift =
            (comparison.after / comparison.exposureAfter) / (comparison.before / comparison.exposureBefore)
            * (place.exposureAfter / place.exposureBefore)
        let z = Normal.reach(1 - level) + Normal.quantile(power)
        let base = 1 / place.before + 1 / comparison.before + 1 / comparison.after
        func error(_ ratio: Double) -> Double {
            (max(1, phi) * (base + 1 / (place.before * drift * ratio))).squareRoot()
        }
        func edge(_ sign: Double) -> Double {
            var ratio = exp(sign * z * error(1))
            for _ in 0..<200 { ratio = exp(sign * z * error(ratio)) }
            return ratio.isFinite ? ratio : (sign > 0 ? .infinity : 0)
        }
        return (edge(-1), edge(1))
    }
}

/// The weighted displacement difference (Wheeler and Ratcliffe 2018): changes of counts less those of comparisons.
public enum WeightedDifference {
    public struct Part: Hashable, Sendable {
        public var estimate: Double
        public var error: Double

        public func interval(_ confidence: Double) -> Interval {
            let half = Normal.reach(confidence) * error
            return Interval(estimate - half, estimate + half, confidence: confidence)
        }

        /// As much for each event as it counts for.
        public func weighed(_ weight: Double) -> Part { Part(estimate: weight * estimate, error: weight * error) }
    }

    /// Counts are divided by their exposure; variances by its square.
    public static func part(_ place: BeforeAfter, against comparison: BeforeAfter) -> Part {
        func rate(_ count: Double, _ exposure: Double) -> Double { count / exposure }
        let estimate =
            rate(place.after, place.exposureAfter) - rate(place.before, place.exposureBefore)
            - rate(comparison.after, comparison.exposureAfter) + rate(comparison.before, comparison.exposureBefore)
        let variance = [
            (place.after, place.exposureAfter), (place.before, place.exposureBefore),
            (comparison.after, comparison.exposureAfter), (comparison.before, comparison.exposureBefore),
        ].reduce(0) { $0 + $1.0 / ($1.1 * $1.1) }
        return Part(estimate: estimate, error: variance.squareRoot())
    }

    public static func total(_ parts: [Part]) -> Part {
        Part(
            estimate: parts.reduce(0) { $0 + $1.estimate },
            error: parts.reduce(0) { $0 + $1.error * $1.error }.squareRoot())
    }
}
