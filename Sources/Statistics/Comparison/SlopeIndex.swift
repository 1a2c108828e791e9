import Glibc
public import Vocabulary

/// How steeply something falls or rises from the least to the most deprived people.
public enum SlopeIndex {
    /// The slope over the whole range of relative rank, by weighted least squares (Low and Low 2004): the difference
    /// between the hypothetical best-off and worst-off person.
    ///
    /// - Parameters:
    ///   - values: of each group, in order from the most to the least deprived.
    ///   - population: of each group.
    ///   - errors: the standard error of each value.
    ///   - draws: random values for the interval, from the normal law of each group.
    /// - Returns: the index as (least deprived - most deprived), its simulation interval, and the relative index.
    public static func fit(
        values: [Double], population: [Double], errors: [Double], confidence: Double, draws: Int = 10_000, seed: UInt64
    ) -> (slope: Estimate, relative: Estimate)? {
        guard values.count > 2 else { return nil }
        let total = population.reduce(0, +)
        var before = 0.0
        let ranks = population.map { share in
            defer { before += share / total }
            return before + share / total / 2
        }
        let roots = population.map { ($0 / total).squareRoot() }
        func line(_ y: [Double]) -> (intercept: Double, slope: Double) {
            var sw = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0
            for group in y.indices {
                let w = roots[group] * roots[group]
                sw += w
                sx += w * ranks[group]
                sy += w * y[group]
                sxx += w * ranks[group] * ranks[group]
                sxy += w * ranks[group] * y[group]
            }
            let slope = (sw * sxy - sx * sy) / (sw * sxx - sx * sx)
            return ((sy - slope * sx) / sw, slope)
        }
        let seen = line(values)
        var slopes: [Double] = [], relatives: [Double] = []
        slopes.reserveCapacity(draws)
        for draw in 0..<draws {
            var random = CounterRandom(seed: seed, stream: UInt64(draw))
            let drawn = line(values.indices.map { values[$0] + errors[$0] * random.normal() })
            slopes.append(drawn.slope)
            relatives.append((drawn.intercept + drawn.slope) / drawn.intercept)
        }
        slopes.sort()
        relatives.sort()
        let alpha = (1 - confidence) / 2
        func interval(_ sorted: [Double]) -> Interval {
            Interval(Quantile.of(sorted: sorted, alpha), Quantile.of(sorted: sorted, 1 - alpha), confidence: confidence)
        }
        return (
            Estimate(seen.slope, interval(slopes)),
            Estimate((seen.intercept + seen.slope) / seen.intercept, interval(relatives))
        )
    }
}
