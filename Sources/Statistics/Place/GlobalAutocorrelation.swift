/// Whether like lies beside like over a whole map.
///
/// `counted` is the number of areas in the formulas where it is not that of the values: without areas that have no neighbour, whose
/// values stay in the mean and in the sum of squares (`adjust.n` of spdep).
public struct GlobalAutocorrelation: Hashable, Sendable {
    public let value: Double
    public let expected: Double
    /// Were the values thrown about the map at random.
    public let variance: Double
    /// Were they drawn from a normal law; Moran and Geary only.
    public let normalVariance: Double?

    public var z: Double { (value - expected) / variance.squareRoot() }

    private static func moments(_ values: [Double]) -> (z: [Double], m2: Double, b2: Double) {
        let n = Double(values.count), mean = values.reduce(0, +) / n
        let z = values.map { $0 - mean }
        var second = 0.0, fourth = 0.0
        for value in z {
            second += value * value
            fourth += value * value * value * value
        }
        return (z, second, n * fourth / (second * second))
    }

    /// Moran's I (1950), with the moments of Cliff and Ord (1981).
    public static func moran(
        _ values: [Double], _ weights: SpatialWeights, counted: Int? = nil
    ) -> GlobalAutocorrelation {
        let n = Double(counted ?? values.count)
        let (z, m2, b2) = moments(values)
        let (s0, s1, s2) = weights.sums
        let cross = zip(z, weights.lag(z)).reduce(0) { $0 + $1.0 * $1.1 }
        let expected = -1 / (n - 1)
        let normal = (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expected * expected
        let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
        let second = b2 * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
        let variance = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
        return GlobalAutocorrelation(
            value: n / s0 * cross / m2, expected: expected, variance: variance, normalVariance: normal)
    }

    /// Geary's C (1954): 1 when there is nothing, below it when like lies beside like.
    public static func geary(
        _ values: [Double], _ weights: SpatialWeights, counted: Int? = nil
    ) -> GlobalAutocorrelation {
        let n = Double(counted ?? values.count)
        let (_, m2, b2) = moments(values)
        let (s0, s1, s2) = weights.sums
        var cross = 0.0
        for area in values.indices {
            for place in weights.stretch(area) {
                let off = values[area] - values[Int(weights.neighbours[place])]
                cross += weights.weights[place] * off * off
            }
        }
        let normal = ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0)
        let a = (n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * b2)
        let b = 0.25 * (n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * b2)
        let c = s0 * s0 * (n * n - 3 - (n - 1) * (n - 1) * b2)
        return GlobalAutocorrelation(
            value: (n - 1) / (2 * s0) * cross / m2, expected: 1,
            variance: (a - b + c) / (n * (n - 2) * (n - 3) * s0 * s0),
            normalVariance: normal)
    }

    /// The general G of Getis and Ord (1992): whether high values lie beside high ones. Values must not be negative.
    public static func generalG(_ values: [Double], _ weights: SpatialWeights) -> GlobalAutocorrelation {
        let n = Double(values.count)
        let (s0, s1, s2) = weights.sums
        var m1 = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0
        for x in values {
            m1 += x
            m2 += x * x
            m3 += x * x * x
            m4 += x * x * x * x
        }
        let cross = zip(values, weights.lag(values)).reduce(0) { $0 + $1.0 * $1.1 }
        let b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0
        let b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
        let b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0 * s0)
        let b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0 * s0
        let b4 = s1 - s2 + s0 * s0
        let below = m1 * m1 - m2
        let expected = s0 / (n * (n - 1))
        let square =
            (b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1)
            / (below * below * n * (n - 1) * (n - 2) * (n - 3))
        return GlobalAutocorrelation(
            value: cross / below, expected: expected, variance: square - expected * expected, normalVariance: nil)
    }
}
