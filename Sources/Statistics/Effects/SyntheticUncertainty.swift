import Glibc

extension SyntheticComparison {
    /// What came of placebo groups, drawn from the untreated places and matched as the treated ones are.
    public struct Placebos: Sendable {
        /// For each outcome: difference over its error, of each group that could be worked out.
        public let z: [[Double]]
        public let logRatios: [[Double]]
        /// The chi-square over all outcomes, of each group.
        public let omnibus: [Double]
        public let drawn: Int
        /// Whether these are all groups there are.
        public let isEvery: Bool
        /// Groups that could not be matched exactly; they are in the figures with their least imbalance.
        public let inexact: Int

        /// The share of groups at least as far out as what was observed, both parts with one more.
        public static func p(_ observed: Double, _ drawn: [Double]) -> (lower: Double, upper: Double, both: Double) {
            let count = Double(drawn.count + 1)
            let lower = Double(1 + drawn.count { $0 <= observed }) / count
            let upper = Double(1 + drawn.count { $0 >= observed }) / count
            return (lower, upper, min(1, 2 * min(lower, upper)))
        }
    }

    /// Every group of as many untreated places as are treated, if there are no more than `most`; otherwise so many different ones.
    public func placebos(_ most: Int, seed: UInt64) -> Placebos {
        struct One: Sendable {
            var z: [Double] = []
            var logs: [Double] = []
            var omnibus = Double.nan
            var isExact = true
        }
        let pool = (0..<panel.units).filter { !panel.treated[$0] }
        let size = panel.treated.count { $0 }
        let groups = PlaceboGroups(of: size, among: pool.count, most: most, seed: seed, stream: 0x5EA0_0000)
        let draws = groups.members.count
        guard draws > 0 else {
            return Placebos(
                z: effects.map { _ in [] }, logRatios: effects.map { _ in [] }, omnibus: [], drawn: 0, isEvery: false,
                inexact: 0)
        }
        let estimating = Estimating(panel, rows, sums, errors)
        let found = Parallel.map(draws, filling: One(), piece: max(1, draws / 16)) { range, room in
            let calibrator = Calibrator(rows, distance)
            for draw in range {
                var group = [Bool](repeating: false, count: panel.units)
                for member in groups.members[draw] { group[pool[member]] = true }
                let targets = rows.total(group.map { $0 ? 1 : 0 })
                let excluded = zip(group, panel.treated).map { $0 || $1 }
                let weights = calibrator.weights(targets, excluded: excluded)
                let one = estimating.effects(weights.weights, group)
                room[draw] = One(
                    z: one.effects.map { $0.z.isFinite ? $0.z : 0 }, logs: one.effects.map(\.logRatio),
                    omnibus: SyntheticComparison.omnibus(one.effects, one.covariance)?.chiSquare ?? .nan,
                    isExact: weights.isExact)
            }
        }
        return Placebos(
            z: effects.indices.map { outcome in found.map { $0.z[outcome] } },
            logRatios: effects.indices.map { outcome in found.map { $0.logs[outcome] } },
            omnibus: found.map(\.omnibus).filter(\.isFinite), drawn: draws,
            isEvery: groups.isEvery, inexact: found.count { !$0.isExact })
    }

    /// Errors of the log ratios by leaving out one group of places at a time and weighting anew (JK1).
    ///
    /// - Returns: nil with fewer than two groups, or where a group's effect cannot be worked out.
    public func jackknife(groups asked: Int, seed: UInt64) -> [Double]? {
        let size = panel.treated.count { $0 }
        let groups = min(asked, size, panel.units - size)
        guard groups > 1 else { return nil }
        var belongs = [Int](repeating: 0, count: panel.units)
        for (stream, isTreated) in [(UInt64(1), true), (2, false)] {
            var members = (0..<panel.units).filter { panel.treated[$0] == isTreated }
            var random = CounterRandom(seed: seed, stream: 0x7AC0_0000 &+ stream)
            random.shuffle(&members)
            for (place, unit) in members.enumerated() { belongs[unit] = place % groups }
        }
        let estimating = Estimating(panel, rows, sums, errors), groupOf = belongs
        let found = Parallel.map(groups, filling: [Double](), piece: max(1, groups / 8)) { range, room in
            let calibrator = Calibrator(rows, distance)
            for out in range {
                let group = (0..<panel.units).map { panel.treated[$0] && groupOf[$0] != out }
                let share = Double(size) / Double(group.count { $0 })
                let targets = rows.total(group.map { $0 ? share : 0 })
                let excluded = (0..<panel.units).map { panel.treated[$0] || groupOf[$0] == out }
                let weights = calibrator.weights(targets, excluded: excluded)
                room[out] = estimating.totals(weights.weights, group, groupWeight: share).map {
                    log($0.group / $0.other)
                }
            }
        }
        return effects.indices.map { outcome in
            var squares = 0.0
            for one in found { squares += pow(one[outcome] - effects[outcome].logRatio, 2) }
            return (Double(groups - 1) / Double(groups) * squares).squareRoot()
        }
    }

    /// Other sets of weights that match as well, from starting weights drawn at random: the solution is not the only one.
    public struct Sensitivity: Sendable {
        /// The ratio each set gives, for each outcome, in order.
        public let ratios: [[Double]]
        public let effectiveSizes: [Double]
        public let exact: Int
    }

    public func sensitivity(sets: Int, seed: UInt64) -> Sensitivity {
        struct One: Sendable {
            var ratios: [Double] = []
            var size = 0.0
            var isExact = false
        }
        let targets = balance.map(\.target)
        let even = targets[0] / Double(panel.treated.count { !$0 })
        let estimating = Estimating(panel, rows, sums, errors)
        let found = Parallel.map(sets, filling: One(), piece: max(1, sets / 8)) { range, room in
            let calibrator = Calibrator(rows, distance)
            for set in range {
                var random = CounterRandom(seed: seed, stream: 0x5E75_0000 &+ UInt64(set))
                let base = (0..<panel.units).map { _ in even * random.exponential() }
                let weights = calibrator.weights(targets, excluded: panel.treated, base: base)
                let totals = estimating.totals(weights.weights, panel.treated)
                room[set] = One(
                    ratios: totals.map { $0.group / $0.other }, size: weights.effectiveSize, isExact: weights.isExact)
            }
        }
        let used = calibration.isExact ? found.filter(\.isExact) : found
        return Sensitivity(
            ratios: effects.indices.map { outcome in used.map { $0.ratios[outcome] }.sorted() },
            effectiveSizes: used.map(\.size), exact: used.count)
    }

    /// How far a comparison's total in each period may be off, by what the matching leaves of each place.
    public func seriesErrors(_ outcome: Int) -> [Double] {
        let weights = calibration.weights
        return (0..<panel.periods).map { period in
            guard period >= panel.before else { return 0 }
            var mean = 0.0, whole = 0.0
            for unit in 0..<panel.units {
                mean += weights[unit] * panel.outcomes[outcome][unit * panel.periods + period]
                whole += weights[unit]
            }
            mean /= whole
            var squares = 0.0
            for unit in 0..<panel.units where weights[unit] > 0 {
                let off = weights[unit] * (panel.outcomes[outcome][unit * panel.periods + period] - mean)
                squares += off * off
            }
            return squares.squareRoot()
        }
    }
}
