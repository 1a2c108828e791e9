extension CompositeUncertainty {
    /// The indicators on each scale, and whether nothing is missing or beyond all bounds.
    struct Tables: Sendable {
        let values: [[Double]]
        let isWhole: Bool
        let isFinite: Bool

        init(_ values: [[Double]]) {
            self.values = values
            isWhole = values.allSatisfy { table in table.allSatisfy { !$0.isNaN } }
            isFinite = values.allSatisfy { table in table.allSatisfy(\.isFinite) }
        }
    }

    /// The room one thread needs to work the index out again.
    struct Work {
        private let model: CompositeUncertainty
        private let tables: Tables
        private let isFlat: Bool
        private var sorter: RankSorter
        private var scores: [Double]
        private var shares: [Double]
        private(set) var ranks: RankSorter.Table
        /// Draws side by side, and their weights where weights are all that varies.
        private(set) var lanes: RankLanes
        private var weights: [Double]
        private let variesInWeights: Bool

        init(_ model: CompositeUncertainty, _ tables: Tables, draws: Int = 1) {
            self.model = model
            self.tables = tables
            isFlat = model.tree.groups.count == 1
            sorter = RankSorter(model.areas)
            scores = [Double](repeating: 0, count: model.areas)
            shares = [Double](repeating: 0, count: model.indicators.count)
            ranks = RankSorter.Table(areas: model.areas, draws: draws)
            lanes = RankLanes(model.areas)
            weights = [Double](repeating: 0, count: model.indicators.count * RankLanes.width)
            let settled = model.factors.subtracting([.weights, .dropping])
            variesInWeights =
                tables.isFinite && isFlat && model.top ?? .arithmetic == .arithmetic
                && model.aggregations.first == .arithmetic && !settled.contains(.sampling)
                && (!settled.contains(.normalisation) || model.normalisations.count == 1)
                && (!settled.contains(.aggregation) || model.aggregations.count == 1)
        }

        /// Puts a draw beside others, for `settle`.
        mutating func fill(_ settings: (Double, Double, Double, Double, Double), lane: Int) {
            guard variesInWeights else {
                score(settings)
                return lanes.put(scores, draw: lane)
            }
            let isEmpty = share(out: random(settings), dropped(settings)) <= 0
            for place in shares.indices {
                weights[place &* RankLanes.width &+ lane] = isEmpty ? .nan : max(0, shares[place])
            }
        }

        /// Counts the draws that were filled.
        ///
        /// - Parameter ranked: how many columns of `ranks` are filled; those that cannot be counted in lanes come after them.
        /// - Returns: which were counted in lanes.
        mutating func settle(_ filled: Int, _ ranked: inout Int) -> UInt32 {
            if variesInWeights { lanes.weigh(tables.values[0], weights) }
            let sure = lanes.counted(draws: filled)
            for lane in 0..<filled where sure >> UInt32(lane) & 1 == 0 {
                lanes.take(draw: lane, into: &scores)
                scores.withUnsafeBufferPointer { sorter.rank($0, into: &ranks, draw: ranked) }
                ranked += 1
            }
            return sure
        }

        /// - Parameters:
        ///   - settings: numbers between 0 and 1 that settle the factors in their order.
        ///   - draw: the column of the ranks to fill.
        mutating func evaluate(_ settings: (Double, Double, Double, Double, Double), draw: Int = 0) {
            score(settings)
            scores.withUnsafeBufferPointer { sorter.rank($0, into: &ranks, draw: draw) }
        }

        private mutating func score(_ settings: (Double, Double, Double, Double, Double)) {
            let factors = model.factors
            let way = factors.contains(.normalisation) ? Work.pick(settings.2, model.normalisations.count) : 0
            let sum =
                model.aggregations[factors.contains(.aggregation) ? Work.pick(settings.3, model.aggregations.count) : 0]
            let drawn: [Double]? =
                factors.contains(.sampling)
                ? model.matrix(
                    model.normalisations[way], CounterRandom(seed: settings.0.bitPattern, stream: 1)) : nil
            if tables.isWhole, isFlat, sum == .arithmetic, model.top ?? .arithmetic == .arithmetic {
                flat(drawn ?? tables.values[way], random(settings), dropped(settings))
            } else {
                let tree = tree(random(settings), dropped(settings))
                scores = model.scores(drawn ?? tables.values[way], tree, sum)
            }
        }

        private func random(_ settings: (Double, Double, Double, Double, Double)) -> CounterRandom? {
            model.factors.contains(.weights) ? CounterRandom(seed: settings.1.bitPattern, stream: 2) : nil
        }

        private func dropped(_ settings: (Double, Double, Double, Double, Double)) -> Int {
            model.factors.contains(.dropping) ? Work.pick(settings.4, model.indicators.count + 1) - 1 : -1
        }

        private static func pick(_ number: Double, _ count: Int) -> Int { min(count - 1, Int(number * Double(count))) }

        /// One group, nothing missing, plain means: the common case, without a detour.
        private mutating func flat(_ table: [Double], _ random: CounterRandom?, _ dropped: Int) {
            let areas = scores.count, isEmpty = share(out: random, dropped) <= 0, shares = shares
            table.withUnsafeBufferPointer { table in
                scores.withUnsafeMutableBufferPointer { scores in
                    // Sums need not be divided to be put in order, and so equal scores stay equal.
                    scores.update(repeating: isEmpty ? .nan : 0)
                    for place in shares.indices where shares[place] > 0 {
                        let weight = shares[place], start = place * areas
                        for area in 0..<areas { scores[area] += weight * table[start + area] }
                    }
                }
            }
        }

        /// The weight of every indicator in the one group there is.
        ///
        /// - Returns: all of them together.
        private mutating func share(out random: CounterRandom?, _ dropped: Int) -> Double {
            let group = model.tree.groups[0]
            var random = random, all = 0.0
            let given = group.weights.reduce(0, +), times = model.concentration * Double(group.parts.count) / given
            for place in group.parts.indices {
                guard case .indicator(let index) = group.parts[place] else { continue }
                var weight = group.weights[place]
                if weight > 0 { weight = random?.gamma(times * weight) ?? weight }
                if index == dropped { weight = 0 }
                shares[index] = weight
                all += weight
            }
            return all
        }

        /// The tree with weights drawn anew in each group, and without an indicator.
        private func tree(_ random: CounterRandom?, _ dropped: Int) -> CompositeTree {
            var random = random
            return CompositeTree(
                model.tree.groups.map { group in
                    var group = group
                    let all = group.weights.reduce(0, +), times = model.concentration * Double(group.parts.count) / all
                    for place in group.parts.indices where group.weights[place] > 0 {
                        if let weight = random?.gamma(times * group.weights[place]) { group.weights[place] = weight }
                        if group.parts[place] == .indicator(dropped) { group.weights[place] = 0 }
                    }
                    return group
                })
        }
    }
}
