/// Which areas stand out together with their neighbours.
public enum LocalAutocorrelation {
    /// How an area and its neighbours lie about the average.
    public enum Quadrant: String, Hashable, Sendable {
        case highHigh = "high-high"
        case lowLow = "low-low"
        case highLow = "high-low"
        case lowHigh = "low-high"
    }

    /// One area.
    public struct Area: Hashable, Sendable {
        public var value: Double
        /// Were the other values thrown about at random; the area keeps its own.
        public var expected: Double
        public var variance: Double
        public var quadrant: Quadrant

        public var z: Double { (value - expected) / variance.squareRoot() }
    }

    /// Local Moran (Anselin 1995): I_i = (n - 1) z_i sum_j w_ij z_j / sum z^2, with the moments of conditional randomisation
    /// (Sokal, Oden and Thomson 1998). Nil for an area without neighbours.
    public static func moran(_ values: [Double], _ weights: SpatialWeights) -> [Area?] {
        let n = Double(values.count), mean = values.reduce(0, +) / n
        let z = values.map { $0 - mean }
        var m2 = 0.0
        for value in z { m2 += value * value }
        let scale = (n - 1) / m2
        return values.indices.map { area in
            let range = weights.stretch(area)
            guard !range.isEmpty, m2 > 0 else { return nil }
            var lag = 0.0, sum = 0.0, squares = 0.0
            for place in range {
                let weight = weights.weights[place]
                lag += weight * z[Int(weights.neighbours[place])]
                sum += weight
                squares += weight * weight
            }
            // The others have mean -z_i / (n - 1); their sum of squares is m2 - z_i^2.
            let own = z[area]
            let average = -own / (n - 1)
            let spread = (m2 - own * own) / (n - 1) - average * average
            let variance = spread * (squares * (n - 1) - sum * sum) / (n - 2)
            let quadrant: Quadrant = own > 0 ? (lag > 0 ? .highHigh : .highLow) : (lag > 0 ? .lowHigh : .lowLow)
            return Area(
                value: scale * own * lag, expected: scale * own * sum * average,
                variance: scale * scale * own * own * variance, quadrant: quadrant)
        }
    }

    /// Gi* (Ord and Getis 1995), the area itself counted with weight `own`; with `own` 0 it is Gi, and the area does not count.
    /// The value is a z-score already. Nil for an area without neighbours.
    public static func getisOrd(_ values: [Double], _ weights: SpatialWeights, own: Double = 1) -> [Double?] {
        let n = Double(values.count)
        let total = values.reduce(0, +)
        var squares = 0.0
        for value in values { squares += value * value }
        return values.indices.map { area in
            let range = weights.stretch(area)
            guard !range.isEmpty else { return nil }
            var lag = own * values[area], sum = own, s1 = own * own
            for place in range {
                let weight = weights.weights[place]
                lag += weight * values[Int(weights.neighbours[place])]
                sum += weight
                s1 += weight * weight
            }
            let m = own > 0 ? n : n - 1
            let mean = (own > 0 ? total : total - values[area]) / m
            let spread = (own > 0 ? squares : squares - values[area] * values[area]) / m - mean * mean
            let below = (spread * (m * s1 - sum * sum) / (m - 1)).squareRoot()
            return below > 0 ? (lag - mean * sum) / below : nil
        }
    }
}
