/// An index worked out again and again with other data, weights, scales and sums, to see how firm each area's rank is.
public struct CompositeUncertainty: Sendable {
    /// One indicator before it is put on a scale.
    public struct Indicator: Sendable {
        public var values: [Double]
        public var isReversed: Bool
        public var posts: (Double, Double)?
        public var outliers: OutlierRule?
        /// Where it is a count: what chance leaves open.
        public var errors: CountErrors?

        public init(
            _ values: [Double], isReversed: Bool = false, posts: (Double, Double)? = nil, outliers: OutlierRule? = nil,
            errors: CountErrors? = nil
        ) {
            self.values = values
            self.isReversed = isReversed
            self.posts = posts
            self.outliers = outliers
            self.errors = errors
        }

        /// On the scale; nil where it shows no spread.
        public func scaled(_ way: Normalisation, _ scale: Normalisation.Scale, from drawn: [Double]? = nil) -> [Double]?
        {
            var values = drawn ?? self.values
            outliers?.apply(&values)
            return way.apply(&values, isReversed: isReversed, scale: scale, posts: posts) ? values : nil
        }
    }

    /// What is varied, in the order of the uniform numbers that settle it.
    public enum Factor: String, Hashable, Sendable, CaseIterable {
        case sampling, weights, normalisation, aggregation, dropping
    }

    public var indicators: [Indicator]
    public var tree: CompositeTree
    public var normalisations: [Normalisation]
    public var aggregations: [Aggregation]
    public var top: Aggregation?
    public var scales: [Normalisation: Normalisation.Scale]
    public var leastShare: Double
    /// Weights are drawn from a Dirichlet law with parameters this times the number of parts times their share: 1 knows next to nothing.
    public var concentration: Double
    public var factors: Set<Factor>

    public init(
        indicators: [Indicator], tree: CompositeTree, normalisations: [Normalisation], aggregations: [Aggregation],
        top: Aggregation? = nil, scales: [Normalisation: Normalisation.Scale] = [:], leastShare: Double = 0,
        concentration: Double = 10, factors: Set<Factor>
    ) {
        self.indicators = indicators
        self.tree = tree
        self.normalisations = normalisations
        self.aggregations = aggregations
        self.top = top
        self.scales = scales
        self.leastShare = leastShare
        self.concentration = concentration
        self.factors = factors
    }

    public var areas: Int { indicators.first?.values.count ?? 0 }

    /// The index without any of it: the first scale, the first sum, the weights as they are.
    public var nominal: [Double]? {
        guard let way = normalisations.first, let sum = aggregations.first, let data = matrix(way, nil) else {
            return nil
        }
        return scores(data, tree, sum)
    }

    // MARK: Ranks

    public struct Ranks: Sendable {
        /// How often each area had each rank (0 first): area after area.
        public let histogram: [UInt32]
        public let areas: Int
        public let draws: Int
        /// Mean over areas of how far the rank moved from the nominal one, over all draws.
        public let meanShift: Double
        /// How often the second of each pair of areas came before the first.
        public let overtaken: [UInt32]

        /// Draws in which the area had a rank.
        public func known(_ area: Int) -> Int {
            Int(histogram[area * areas..<(area + 1) * areas].reduce(0) { $0 + UInt64($1) })
        }

        /// The rank that a share of draws does not go beyond, beginning at 1.
        public func quantile(_ area: Int, _ share: Double) -> Double {
            let need = share * Double(known(area))
            var sum = 0.0
            for rank in 0..<areas {
                sum += Double(histogram[area * areas + rank])
                if sum >= need, sum > 0 { return Double(rank + 1) }
            }
            return .nan
        }

        public func mean(_ area: Int) -> Double {
            var sum = 0.0
            for rank in 0..<areas { sum += Double(rank + 1) * Double(histogram[area * areas + rank]) }
            return sum / Double(known(area))
        }

        /// How often it was among the first so many.
        public func chance(_ area: Int, top: Int) -> Double {
            var sum = 0.0
            for rank in 0..<min(top, areas) { sum += Double(histogram[area * areas + rank]) }
            return sum / Double(known(area))
        }
    }

    /// - Parameters:
    ///   - nominal: rank of each area, 1 first; nil where it has none.
    ///   - pairs: areas of which the first is nominally before the second.
    /// - Returns: nil where an indicator shows no spread on one of the scales.
    public func ranks(draws: Int, seed: UInt64, nominal: [Int?], pairs: [(Int, Int)] = []) -> Ranks? {
        guard let tables = prepared() else { return nil }
        let areas = areas, before = nominal.map { Int32($0 ?? 0) }
        let pieces = min(draws, areas > 1_000 ? 2 : 8)
        let whole = Parallel.map(pieces, filling: Part(areas: 0, pairs: 0), piece: 1) { range, room in
            for piece in range {
                var part = Part(areas: areas, pairs: pairs.count)
                var work = Work(self, tables, draws: CompositeUncertainty.batch)
                let last = draws * (piece + 1) / pieces
                var draw = draws * piece / pieces
                while draw < last {
                    let count = min(CompositeUncertainty.batch, last - draw)
                    var ranked = 0
                    for first in stride(from: 0, to: count, by: RankLanes.width) {
                        let filled = min(RankLanes.width, count - first)
                        for lane in 0..<filled {
                            var random = CounterRandom(seed: seed, stream: UInt64(draw + first + lane))
                            work.fill(
                                (random.unit(), random.unit(), random.unit(), random.unit(), random.unit()), lane: lane)
                        }
                        let sure = work.settle(filled, &ranked)
                        for (place, pair) in pairs.enumerated() {
                            part.overtaken[place] += work.lanes.overtaken(pair, sure)
                        }
                    }
                    part.add(work.ranks, ranked, before, pairs)
                    draw += count
                }
                part.add(work.lanes.times, before)
                room[piece] = part
            }
        }
        var sum = Part(areas: areas, pairs: pairs.count)
        for part in whole { sum.add(part) }
        return Ranks(
            histogram: sum.histogram, areas: areas, draws: draws,
            meanShift: sum.moved > 0 ? sum.shift / sum.moved : .nan, overtaken: sum.overtaken)
    }

    /// What the mean shift of ranks against the nominal ones hangs on; nil where nothing varies.
    public func decisions(samples: Int, seed: UInt64, nominal: [Int?]) -> [(
        factor: Factor, index: (SobolIndices.Index, SobolIndices.Index)
    )]? {
        guard let tables = prepared() else { return nil }
        let varied = Factor.allCases.filter { factors.contains($0) }
        let places = varied.map { Factor.allCases.firstIndex(of: $0) ?? 0 }
        let found = SobolIndices(factors: varied.count, samples: samples, seed: seed) { numbers in
            var settings = [0.5, 0.5, 0.5, 0.5, 0.5]
            for (place, number) in zip(places, numbers) { settings[place] = number }
            var work = Work(self, tables)
            work.evaluate((settings[0], settings[1], settings[2], settings[3], settings[4]))
            var shift = 0.0, known = 0.0
            for (area, before) in nominal.enumerated() {
                guard let before, work.ranks[area, 0] >= 0 else { continue }
                shift += abs(Double(work.ranks[area, 0] + 1) - Double(before))
                known += 1
            }
            return known > 0 ? shift / known : .nan
        }
        guard let found else { return nil }
        return varied.indices.map { (varied[$0], (found.first[$0], found.total[$0])) }
    }

    /// Draws whose ranks are counted together: an area's counts then stay close at hand.
    static let batch = 64

    // MARK: One draw

    func matrix(_ way: Normalisation, _ random: CounterRandom?) -> [Double]? {
        var all: [Double] = []
        all.reserveCapacity(indicators.count * areas)
        var random = random
        for indicator in indicators {
            var drawn: [Double]?
            if let errors = indicator.errors, var source = random {
                drawn = (0..<areas).map { errors.draw($0, &source) }
                random = source
            }
            guard let column = indicator.scaled(way, scales[way] ?? Normalisation.Scale(), from: drawn) else {
                return nil
            }
            all += column
        }
        return all
    }

    func scores(_ data: [Double], _ tree: CompositeTree, _ sum: Aggregation) -> [Double] {
        let groups = tree.values(data, areas: areas, sum, top: top, leastShare: leastShare)
        return Array(groups[(tree.groups.count - 1) * areas..<tree.groups.count * areas])
    }

    private func prepared() -> Tables? {
        var tables: [[Double]] = []
        for way in normalisations {
            guard let table = matrix(way, nil) else { return nil }
            tables.append(table)
        }
        return Tables(tables)
    }

    private struct Part: Sendable {
        var histogram: [UInt32]
        var overtaken: [UInt32]
        var shift = 0.0
        var moved = 0.0

        init(areas: Int, pairs: Int) {
            histogram = [UInt32](repeating: 0, count: areas * areas)
            overtaken = [UInt32](repeating: 0, count: pairs)
        }

        /// - Parameters:
        ///   - count: how many draws of the table are filled.
        ///   - nominal: 0 where an area has no rank.
        mutating func add(_ table: RankSorter.Table, _ count: Int, _ nominal: [Int32], _ pairs: [(Int, Int)]) {
            let areas = nominal.count
            var sum = 0, known = 0
            histogram.withUnsafeMutableBufferPointer { histogram in
                table.ranks.withUnsafeBufferPointer { ranks in
                    for area in 0..<areas {
                        let row = area * areas, from = area * table.draws, before = Int(nominal[area])
                        for place in from..<from + count where ranks[place] >= 0 {
                            let rank = Int(ranks[place])
                            histogram[row &+ rank] &+= 1
                            if before > 0 {
                                sum &+= abs(rank &+ 1 &- before)
                                known &+= 1
                            }
                        }
                    }
                }
            }
            for (place, pair) in pairs.enumerated() {
                for draw in 0..<count where table[pair.0, draw] >= 0 && table[pair.1, draw] >= 0 {
                    if table[pair.1, draw] < table[pair.0, draw] { overtaken[place] += 1 }
                }
            }
            shift += Double(sum)
            moved += Double(known)
        }

        /// - Parameter times: rank after rank, area after area; empty where nothing was counted so.
        mutating func add(_ times: [UInt32], _ nominal: [Int32]) {
            guard !times.isEmpty else { return }
            let areas = nominal.count
            for area in 0..<areas {
                let before = Int(nominal[area])
                for rank in 0..<areas where times[rank * areas + area] > 0 {
                    let here = times[rank * areas + area]
                    histogram[area * areas + rank] += here
                    guard before > 0 else { continue }
                    shift += Double(abs(rank + 1 - before) * Int(here))
                    moved += Double(here)
                }
            }
        }

        mutating func add(_ other: Part) {
            for place in other.histogram.indices { histogram[place] += other.histogram[place] }
            for place in other.overtaken.indices { overtaken[place] += other.overtaken[place] }
            shift += other.shift
            moved += other.moved
        }
    }
}
