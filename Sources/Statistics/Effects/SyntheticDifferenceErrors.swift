extension SyntheticDifference {
    /// What comes of untreated places taken as if they were treated, the treated left out.
    public struct Placebos: Sendable {
        /// Of each group: synthetic difference in differences, difference in differences, synthetic control.
        public let estimates: [Double]
        public let plain: [Double]
        public let level: [Double]
        /// The effect in each period after the start, of each group.
        public let effects: [[Double]]
        /// Whether these are all groups there are.
        public let isEvery: Bool

        /// How far they spread about their mean: the error.
        public static func error(_ drawn: [Double]) -> Double {
            let count = Double(drawn.count), mean = drawn.reduce(0, +) / count
            return (drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        }

        /// The share of groups at least as far from zero, what was observed counted among them.
        public static func p(_ observed: Double, _ drawn: [Double]) -> Double {
            // What rounding alone sets apart is as far out.
            let reach = observed.magnitude * (1 - 1e-12)
            return Double(1 + drawn.count { $0.magnitude >= reach }) / Double(1 + drawn.count)
        }
    }

    /// Every group of as many untreated places as are treated, if there are no more than `most`; otherwise so many different ones.
    public static func placebos(
        _ values: [Double], periods: Int, before: Int, treated: [Bool], most: Int, search: SyntheticSearch = .exact,
        seed: UInt64
    ) -> Placebos {
        let pool = treated.indices.filter { !treated[$0] }, size = treated.count { $0 }
        guard pool.count > size + 1 else {
            return Placebos(estimates: [], plain: [], level: [], effects: [], isEvery: false)
        }
        let groups = PlaceboGroups(of: size, among: pool.count, most: most, seed: seed, stream: 0x5D1D_0000)
        var panel: [Double] = []
        panel.reserveCapacity(pool.count * periods)
        for unit in pool { panel += values[unit * periods..<(unit + 1) * periods] }
        let untreated = panel, count = groups.members.count
        struct One: Sendable {
            var estimate = 0.0
            var plain = 0.0
            var level = 0.0
            var effects: [Double] = []
        }
        let found = Parallel.map(count, filling: One?.none, piece: max(1, min(32, count / 8))) { range, room in
            for place in range {
                var group = [Bool](repeating: false, count: pool.count)
                for member in groups.members[place] { group[member] = true }
                room[place] = SyntheticDifference(
                    untreated, periods: periods, before: before, treated: group, search: search
                ).map { One(estimate: $0.estimate, plain: $0.plain, level: $0.level, effects: $0.effects) }
            }
        }.compactMap { $0 }
        return Placebos(
            estimates: found.map(\.estimate), plain: found.map(\.plain),
            level: found.map(\.level).filter(\.isFinite), effects: found.map(\.effects), isEvery: groups.isEvery)
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
