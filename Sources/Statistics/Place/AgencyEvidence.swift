import Glibc

/// What several agencies say of the same areas, each told against its own exposure, never added up.
public enum AgencyEvidence {
    /// One agency's view of one area.
    public struct View: Hashable, Sendable {
        public var observed: Double
        /// By the agency's own average over its own exposure.
        public var expected: Double
        /// Observed over expected.
        public var ratio: Double { observed / expected }
        /// The logarithm drawn towards the agency's average by as much as its size leaves to chance.
        public var shrunken: Double
        public var error: Double
        /// Two-sided mid-p of a Poisson count with the expected mean.
        public var p: Double
    }

    /// Several views of one area as one.
    public struct Combined: Hashable, Sendable {
        /// Inverse-variance mean of the shrunken logarithms.
        public var logarithm: Double
        public var error: Double
        /// Cochran's Q and its degrees of freedom: whether the agencies differ by more than chance.
        public var disagreement: Double
        public var degrees: Int

        public var p: Double { Normal.twoSided(logarithm / error) }
        public var disagreementP: Double? {
            degrees > 0 ? ChiSquare.above(disagreement, degrees: Double(degrees)) : nil
        }
    }

    /// One agency's views of its areas: rate ratios under a gamma law fitted by moments (Clayton and Kaldor 1987), their
    /// logarithms with mean digamma(a + O) - ln(a + E) and variance trigamma(a + O).
    ///
    /// - Returns: the views, and the shape of the gamma law (the larger, the more alike the areas).
    public static func views(observed: [Double], exposure: [Double]) -> (views: [View], shape: Double) {
        let rate = observed.reduce(0, +) / exposure.reduce(0, +)
        let expected = exposure.map { $0 * rate }
        // Variance of O/E beyond chance, weighted by E (Marshall 1991).
        let all = expected.reduce(0, +)
        var spread = 0.0
        for area in observed.indices {
            let off = observed[area] / expected[area] - 1
            spread += expected[area] * off * off
        }
        let between = max(1e-6, (spread - Double(observed.count)) / all)
        let shape = 1 / between
        let views = zip(observed, expected).map { o, e in
            View(
                observed: o, expected: e, shrunken: SpecialFunction.digamma(shape + o) - log(shape + e),
                error: SpecialFunction.trigamma(shape + o).squareRoot(), p: midP(o, e))
        }
        return (views, shape)
    }

    static func midP(_ observed: Double, _ mean: Double) -> Double {
        let here = exp(PoissonLaw.logProbability(observed, mean: mean)) / 2
        let high = PoissonLaw.atLeast(observed, mean: mean) - here, low = PoissonLaw.atMost(observed, mean: mean) - here
        return min(1, 2 * min(high, low))
    }

    /// - Returns: nil without any view.
    public static func combined(_ views: [View]) -> Combined? {
        guard !views.isEmpty else { return nil }
        var weights = 0.0, sum = 0.0
        for view in views {
            let weight = 1 / (view.error * view.error)
            weights += weight
            sum += weight * view.shrunken
        }
        let mean = sum / weights
        let q = views.reduce(0) {
            $0 + ($1.shrunken - mean) * ($1.shrunken - mean) / ($1.error * $1.error)
        }
        return Combined(
            logarithm: mean, error: (1 / weights).squareRoot(), disagreement: q, degrees: views.count - 1)
    }
}
