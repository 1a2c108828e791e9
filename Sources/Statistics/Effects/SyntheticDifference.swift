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
    /// The same for synthetic control; empty where there are none.
    public let levelWeights: [Double]
    /// Of the periods before the start; sum 1.
    public let periodWeights: [Double]
    /// Mean of the treated in each period.
    public let treated: [Double]
    /// What they would have been, in each period: the weighted places, shifted by how far they lay apart before.
    public let expected: [Double]

    /// The effect in each period after the start; their mean is the estimate.
    public var effects: [Double] {
        (treated.count - after..<treated.count).map { treated[$0] - expected[$0] }
    }

    private var after: Int { treated.count - periodWeights.count }

    /// - Parameters:
    ///   - values: place after place, its periods in order.
    ///   - treated: which places are.
    ///   - before: periods before the start; two or more.
    ///   - search: how the weights are found.
    /// - Returns: nil without two untreated places, two periods before the start, and any change among them.
    public init?(
        _ values: [Double], periods: Int, before: Int, treated isTreated: [Bool], search: SyntheticSearch = .exact
    ) {
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
        let aim = Array(target[..<before]), least = 1e-6 * noise
        guard
            let omega = search.weights(byUnit, aim, zeta: spread, isShifted: true, noise: noise),
            let lambda = search.weights(byPeriod, later, zeta: least, isShifted: true, noise: noise)
        else { return nil }
        let flat = search.weights(byUnit, aim, zeta: least, isShifted: false, noise: noise)
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
        levelWeights = flat ?? []
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
}
