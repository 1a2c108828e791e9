import Glibc
public import Vocabulary

/// The weighted displacement quotient (Bowers and Johnson 2003), printed only to continue older series.
public enum DisplacementQuotient {
    public struct Quotient: Hashable, Sendable {
        public var value: Double
        /// D1/C1 - D0/C0: how the buffer changed against the comparison.
        public var buffer: Double
        /// T1/C1 - T0/C0: how the target changed against the comparison.
        public var target: Estimate
        /// Percentile interval of a parametric bootstrap; may be enormous.
        public var interval: Interval
        /// Fieller's (1954); nil where it has no end, which is where the target's change may be 0.
        public var fieller: Interval?
        /// How often a bootstrap sample had a fall in the target, without which the quotient means nothing.
        public var valid: Double
    }

    /// (D1/C1 - D0/C0) / (T1/C1 - T0/C0).
    ///
    /// - Parameter phi: how much more counts vary than chance.
    /// - Returns: nil when the comparison had no events before or after, or the target did not change at all.
    public static func quotient(
        target: BeforeAfter, buffer: BeforeAfter, comparison: BeforeAfter, phi: Double = 1, confidence: Double,
        draws: Int = 10_000, seed: UInt64
    ) -> Quotient? {
        guard comparison.smallest > 0 else { return nil }
        let seen = parts(
            (target.before, target.after), (buffer.before, buffer.after), (comparison.before, comparison.after))
        guard seen.target != 0 else { return nil }
        let spread = spread(target, buffer, comparison, phi)
        let z = Normal.reach(confidence)
        let half = z * spread.target.squareRoot()
        let drawn = bootstrap(target, buffer, comparison, phi, draws, seed)
        let alpha = (1 - confidence) / 2
        return Quotient(
            value: seen.buffer / seen.target, buffer: seen.buffer,
            target: Estimate(seen.target, Interval(seen.target - half, seen.target + half, confidence: confidence)),
            interval: Interval(
                Quantile.of(sorted: drawn.quotients, alpha), Quantile.of(sorted: drawn.quotients, 1 - alpha),
                confidence: confidence),
            fieller: fieller(seen, spread, z, confidence), valid: drawn.valid)
    }

    private static func parts(
        _ t: (Double, Double), _ d: (Double, Double), _ c: (Double, Double)
    ) -> (buffer: Double, target: Double) {
        (d.1 / c.1 - d.0 / c.0, t.1 / c.1 - t.0 / c.0)
    }

    /// Variances of both parts and their covariance (both are divided by the same comparison), by the delta method.
    private static func spread(
        _ t: BeforeAfter, _ d: BeforeAfter, _ c: BeforeAfter, _ phi: Double
    ) -> (buffer: Double, target: Double, both: Double) {
        func own(_ x: Double, _ c: Double) -> Double { x / (c * c) + x * x / (c * c * c) }
        func shared(_ x: Double, _ y: Double, _ c: Double) -> Double { x * y / (c * c * c) }
        return (
            phi * (own(d.before, c.before) + own(d.after, c.after)),
            phi * (own(t.before, c.before) + own(t.after, c.after)),
            phi * (shared(t.before, d.before, c.before) + shared(t.after, d.after, c.after))
        )
    }

    private static func fieller(
        _ seen: (buffer: Double, target: Double), _ spread: (buffer: Double, target: Double, both: Double), _ z: Double,
        _ confidence: Double
    ) -> Interval? {
        let a = seen.target * seen.target - z * z * spread.target
        let b = seen.buffer * seen.target - z * z * spread.both
        let c = seen.buffer * seen.buffer - z * z * spread.buffer
        guard a > 0 else { return nil }
        let root = max(0, b * b - a * c).squareRoot()
        return Interval((b - root) / a, (b + root) / a, confidence: confidence)
    }

    private static func bootstrap(
        _ target: BeforeAfter, _ buffer: BeforeAfter, _ comparison: BeforeAfter, _ phi: Double, _ draws: Int,
        _ seed: UInt64
    ) -> (quotients: [Double], valid: Double) {
        var quotients: [Double] = []
        quotients.reserveCapacity(draws)
        var valid = 0
        for draw in 0..<draws {
            var random = CounterRandom(seed: seed, stream: UInt64(draw))
            // phi times a Poisson count of a phi-th of the mean has phi times its variance.
            func pair(_ place: BeforeAfter) -> (Double, Double) {
                (phi * Double(random.poisson(place.before / phi)), phi * Double(random.poisson(place.after / phi)))
            }
            let drawn = parts(pair(target), pair(buffer), pair(comparison))
            if drawn.target < 0 { valid += 1 }
            let quotient = drawn.buffer / drawn.target
            if quotient.isFinite { quotients.append(quotient) }
        }
        quotients.sort()
        return (quotients, Double(valid) / Double(draws))
    }
}
