import Glibc

/// Several estimates of one quantity put together, and how far they conflict (DerSimonian and Laird 1986; Paule and Mandel 1982).
public struct RandomEffects: Sendable {
    public enum Between: String, Hashable, Sendable, CaseIterable {
        case dersimonianLaird = "dersimonian-laird"
        case pauleMandel = "paule-mandel"
        /// As if all sources measured the same.
        case fixed
    }

    public let mean: Double
    public let error: Double
    /// With Hartung and Knapp's spread of the sources themselves; use it with Student's t on one fewer than the sources.
    public let knappError: Double
    public let tauSquared: Double
    /// Cochran's Q, and its p: a small one says that the sources conflict.
    public let q: Double
    public let p: Double
    public let iSquared: Double
    public let weights: [Double]

    /// - Parameters:
    ///   - values: the estimates, such as logarithms.
    ///   - variances: of each; above zero.
    /// - Returns: nil with no estimate or a variance that is not above zero.
    public init?(_ values: [Double], _ variances: [Double], between: Between) {
        guard !values.isEmpty, values.count == variances.count, variances.allSatisfy({ $0 > 0 }) else { return nil }
        let degrees = Double(values.count - 1)
        func weighted(_ tau: Double) -> (mean: Double, sum: Double, q: Double) {
            let weights = variances.map { 1 / ($0 + tau) }
            let sum = weights.reduce(0, +)
            let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / sum
            return (mean, sum, zip(weights, values).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) })
        }
        let plain = weighted(0)
        q = plain.q
        p = degrees > 0 ? ChiSquare.above(plain.q, degrees: degrees) : 1
        iSquared = plain.q > 0 ? max(0, (plain.q - degrees) / plain.q) : 0
        var tau = 0.0
        switch between {
        case .fixed: break
        case .dersimonianLaird:
            let squares = variances.reduce(0) { $0 + 1 / ($1 * $1) }
            let scale = plain.sum - squares / plain.sum
            tau = scale > 0 ? max(0, (plain.q - degrees) / scale) : 0
        case .pauleMandel:
            if plain.q > degrees {
                var low = 0.0, high = 1.0
                while weighted(high).q > degrees, high < 1e12 { high *= 2 }
                for _ in 0..<200 {
                    let middle = (low + high) / 2
                    if weighted(middle).q > degrees { low = middle } else { high = middle }
                }
                tau = (low + high) / 2
            }
        }
        let found = weighted(tau)
        mean = found.mean
        error = (1 / found.sum).squareRoot()
        tauSquared = tau
        knappError = degrees > 0 ? (found.q / degrees / found.sum).squareRoot() : (1 / found.sum).squareRoot()
        weights = variances.map { 1 / ($0 + tau) / found.sum }
    }
}
