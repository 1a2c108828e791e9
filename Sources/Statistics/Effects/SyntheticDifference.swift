import Glibc

/// Synthetic difference in differences: places weighted to run parallel to the treated before the start, periods before it
/// weighted to be like those after, and a difference of differences between them (Arkhangelsky and others 2021).
public struct SyntheticDifference: Sendable {
    public let estimate: Double
    /// Without weights: plain difference in differences.
    public let plain: Double
    /// Places weighted to lie level with the treated, no periods before: synthetic control.
    public let level: Double
    /// Of the untreated places, in their order; sum 1.
    public let unitWeights: [Double]
    /// Of the periods before the start; sum 1.
    public let periodWeights: [Double]
    /// Mean of the treated in each period.
    public let treated: [Double]
    /// What they would have been, in each period: the weighted places, shifted by how far they lay apart before.
    public let expected: [Double]

    /// - Parameters:
    ///   - values: place after place, its periods in order.
    ///   - treated: which places are.
    ///   - before: periods before the start; two or more.
    /// - Returns: nil without two untreated places, two periods before the start, and any change among them.
    public init?(_ values: [Double], periods: Int, before: Int, treated isTreated: [Bool]) {
        let units = isTreated.count, after = periods - before
        let others = (0..<units).filter { !isTreated[$0] }, mine = (0..<units).filter { isTreated[$0] }
        guard others.count > 1, !mine.isEmpty, before > 1, after > 0, values.count == units * periods else {
            return nil
        }
        func value(_ unit: Int, _ period: Int) -> Double { values[unit * periods + period] }
        let noise = SyntheticDifference.noise(others, before, value)
        guard noise > 0 else { return nil }
        let target = (0..<periods).map { period in
            mine.reduce(0) { $0 + value($1, period) } / Double(mine.count)
        }
        let later = others.map { unit in
            (before..<periods).reduce(0) { $0 + value(unit, $1) } / Double(after)
        }
        let byUnit = others.map { unit in (0..<before).map { value(unit, $0) } }
        let byPeriod = (0..<before).map { period in others.map { value($0, period) } }
        let spread = pow(Double(mine.count * after), 0.25) * noise
        guard
            let omega = SyntheticDifference.simplex(
                byUnit, Array(target[..<before]), ridge: spread * spread, isShifted: true),
            let lambda = SyntheticDifference.simplex(byPeriod, later, ridge: 1e-12 * noise * noise, isShifted: true)
        else { return nil }
        let flat = SyntheticDifference.simplex(
            byUnit, Array(target[..<before]), ridge: 1e-12 * noise * noise, isShifted: false)
        func series(_ weights: [Double]) -> [Double] {
            (0..<periods).map { period in zip(weights, others).reduce(0) { $0 + $1.0 * value($1.1, period) } }
        }
        let synthetic = series(omega)
        let targetAfter = target[before...].reduce(0, +) / Double(after)
        let syntheticAfter = synthetic[before...].reduce(0, +) / Double(after)
        var apart = 0.0
        for period in 0..<before { apart += lambda[period] * (target[period] - synthetic[period]) }
        estimate = targetAfter - syntheticAfter - apart
        let even = series([Double](repeating: 1 / Double(others.count), count: others.count))
        let gap = (0..<periods).map { target[$0] - even[$0] }
        plain = gap[before...].reduce(0, +) / Double(after) - gap[..<before].reduce(0, +) / Double(before)
        level = flat.map { targetAfter - series($0)[before...].reduce(0, +) / Double(after) } ?? .nan
        unitWeights = omega
        periodWeights = lambda
        treated = target
        expected = synthetic.map { $0 + apart }
    }

    /// The standard deviation of the changes from one period to the next among the untreated before the start.
    private static func noise(_ others: [Int], _ before: Int, _ value: (Int, Int) -> Double) -> Double {
        var changes: [Double] = []
        for unit in others {
            for period in 1..<before { changes.append(value(unit, period) - value(unit, period - 1)) }
        }
        let mean = changes.reduce(0, +) / Double(changes.count)
        let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(max(1, changes.count - 1))).squareRoot()
    }

    /// Weights that sum to 1, none below zero, with the least mean square of what they leave plus the ridge times their squares.
    ///
    /// With (1'y - 1)^2 added, the y that has the least is the answer times a number, because the rest is homogeneous; so the sum
    /// needs no constraint of its own.
    static func simplex(_ columns: [[Double]], _ target: [Double], ridge: Double, isShifted: Bool) -> [Double]? {
        let rows = Double(target.count)
        func centred(_ column: [Double]) -> [Double] {
            let mean = isShifted ? column.reduce(0, +) / rows : 0
            return column.map { $0 - mean }
        }
        let aim = centred(target)
        let off = Matrix(columns: columns.map { column in zip(centred(column), aim).map { $0 - $1 } })
        var gram = off.gram([Double](repeating: 1 / rows, count: target.count))
        let count = columns.count
        let scale = max(gram.diagonal.reduce(0, +) / Double(count), 1e-300)
        for a in 0..<count {
            gram[a, a] += ridge + 1e-10 * scale
            for b in 0..<count { gram[a, b] += scale }
        }
        guard let y = NonNegativeQuadratic.solve(gram, [Double](repeating: scale, count: count)) else { return nil }
        let sum = y.reduce(0, +)
        return sum > 0 ? y.map { $0 / sum } : nil
    }

    // MARK: Errors

    /// What comes of untreated places taken as if they were treated, the treated left out: their spread is the error.
    public static func placebos(
        _ values: [Double], periods: Int, before: Int, treated: [Bool], draws: Int, seed: UInt64
    ) -> [Double] {
        let pool = treated.indices.filter { !treated[$0] }, size = treated.count { $0 }
        guard pool.count > size + 1 else { return [] }
        let found = Parallel.map(draws, filling: Double.nan, piece: max(1, min(32, draws / 8))) { range, room in
            for draw in range {
                var random = CounterRandom(seed: seed, stream: 0x5D1D_0000 &+ UInt64(draw))
                var order = pool
                random.shuffle(&order)
                var panel: [Double] = []
                panel.reserveCapacity(pool.count * periods)
                for unit in order { panel += values[unit * periods..<(unit + 1) * periods] }
                let group = order.indices.map { $0 < size }
                room[draw] =
                    SyntheticDifference(panel, periods: periods, before: before, treated: group)?.estimate ?? .nan
            }
        }
        return found.filter(\.isFinite)
    }

    /// By leaving out one place at a time with the weights as they are; nil with one treated place.
    public func jackknife(_ values: [Double], periods: Int, before: Int, treated isTreated: [Bool]) -> Double? {
        let others = isTreated.indices.filter { !isTreated[$0] }, mine = isTreated.indices.filter { isTreated[$0] }
        guard mine.count > 1, others.count > 2 else { return nil }
        let after = Double(periods - before)
        func contrast(_ unit: Int) -> Double {
            var sum = 0.0
            for period in 0..<periods {
                sum += values[unit * periods + period] * (period < before ? -periodWeights[period] : 1 / after)
            }
            return sum
        }
        let ours = mine.map(contrast), theirs = others.map(contrast)
        let whole = ours.reduce(0, +), weighted = zip(unitWeights, theirs).reduce(0) { $0 + $1.0 * $1.1 }
        let count = Double(ours.count)
        var left: [Double] = ours.map { (whole - $0) / (count - 1) - weighted }
        for (weight, value) in zip(unitWeights, theirs) where weight < 1 {
            left.append(whole / count - (weighted - weight * value) / (1 - weight))
        }
        let mean = left.reduce(0, +) / Double(left.count)
        let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (Double(left.count - 1) / Double(left.count) * squares).squareRoot()
    }
}
