/// How often a map thrown about at random puts as much around an area as it has: the p-values of local Moran and Gi*.
///
/// The area keeps its own value; its neighbours get values drawn without replacement from all the others. For local Moran and
/// Gi* alike only the sum around the area varies, so both have the same two-sided p-value.
public enum LocalPermutation {
    public enum Draws: Hashable, Sendable {
        /// Every area has draws of its own, keyed by seed and area, as many as the rule asks.
        case independent(DrawRule)
        /// One table of so many draws for all areas: fast, and right for each area by itself; errors of neighbouring areas go
        /// together.
        case shared(Int)
    }

    /// p-values, nil for areas without neighbours.
    ///
    /// - Parameter tail: `high` asks for sums around the area as high as its own.
    public static func p(
        _ values: [Double], _ weights: SpatialWeights, _ draws: Draws, tail: Tail = .both, seed: UInt64
    ) -> [Double?] {
        guard values.count > 2 else { return values.map { _ in nil } }
        let most = (0..<weights.count).map { weights.stretch($0).count }.max() ?? 0
        guard most + 1 < values.count else { return values.map { _ in nil } }
        let centred = centre(values)
        let found: [Double] =
            switch draws {
            case .independent(let rule): independent(centred, weights, rule, tail, seed)
            case .shared(let count): shared(centred, weights, count, most, tail, seed)
            }
        return found.map { $0.isNaN ? nil : $0 }
    }

    private static func centre(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.map { $0 - mean }
    }

    /// How near two sums are taken to be equal: rounding alone.
    private static func slack(_ values: [Double]) -> Double {
        1e-12 * values.reduce(0) { max($0, abs($1)) }
    }

    // MARK: Draws of its own for each area

    private static func independent(
        _ values: [Double], _ weights: SpatialWeights, _ rule: DrawRule, _ tail: Tail, _ seed: UInt64
    ) -> [Double] {
        let slack = slack(values)
        return Parallel.map(values.count, filling: Double.nan, piece: 64) { range, found in
            values.withUnsafeBufferPointer { values in
                weights.weights.withUnsafeBufferPointer { weight in
                    for area in range {
                        let stretch = weights.stretch(area)
                        guard !stretch.isEmpty else { continue }
                        var seen = 0.0
                        for place in stretch { seen += weight[place] * values[Int(weights.neighbours[place])] }
                        found[area] = one(
                            area, values, UnsafeBufferPointer(rebasing: weight[stretch]), seen, slack, rule, tail, seed)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func one(
        _ area: Int, _ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, _ seen: Double,
        _ slack: Double, _ rule: DrawRule, _ tail: Tail, _ seed: UInt64
    ) -> Double {
        let slots = weights.count
        let others = OtherAreas(count: values.count, without: area)
        let reach = slack * Double(slots)
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: slots) { taken in
            CounterWords.with(seed: seed, stream: UInt64(area)) { words in
                var count = DrawCount(rule, tail: tail)
                while !count.isDone {
                    words.refill()
                    let isPlain = words.ready >= slots && others.take(&words, slots, taken)
                    if !isPlain { others.takeOneByOne(&words, slots, taken) }
                    var sum = 0.0
                    for slot in 0..<slots { sum += weights[slot] * values[Int(taken[slot])] }
                    count.add(reachesHigh: sum >= seen - reach, reachesLow: sum <= seen + reach)
                }
                return count.p
            }
        }
    }

    // MARK: One table for all

    private static func shared(
        _ values: [Double], _ weights: SpatialWeights, _ draws: Int, _ most: Int, _ tail: Tail, _ seed: UInt64
    ) -> [Double] {
        let table = SharedDraws(values, draws: draws, slots: most + 1, seed: seed)
        let slack = slack(values)
        let sorted = (0...most).map { slots in slots == 0 ? [] : table.sums(slots).sorted() }
        return Parallel.map(values.count, filling: Double.nan) { range, found in
            for area in range {
                let stretch = weights.stretch(area)
                guard !stretch.isEmpty else { continue }
                let first = weights.weights[stretch.lowerBound]
                let isEven = stretch.allSatisfy { weights.weights[$0] == first }
                let reach = slack * Double(stretch.count)
                var (high, low) =
                    isEven
                    ? table.even(area, stretch, weights, sorted[stretch.count], reach)
                    : table.uneven(area, stretch, weights, reach)
                // As DrawCount has it for a fixed number of draws.
                high = (1 + high) / Double(draws + 1)
                low = (1 + low) / Double(draws + 1)
                found[area] =
                    switch tail {
                    case .high: high
                    case .low: low
                    case .both: min(1, 2 * min(high, low))
                    }
            }
        }
    }
}

/// All areas but one, drawn without replacement.
private struct OtherAreas {
    private let area: Int32
    private let limit: UInt64
    private let least: UInt32

    init(count: Int, without area: Int) {
        self.area = Int32(area)
        limit = UInt64(count - 1)
        least = (0 &- UInt32(count - 1)) % UInt32(count - 1)
    }

    @inline(__always)
    private func index(_ product: UInt64) -> Int32 {
        let index = Int32(truncatingIfNeeded: product >> 32)
        return index >= area ? index &+ 1 : index
    }

    /// One number for each slot. False, with no number used, in the rare case that one falls out or two are the same.
    @inline(__always)
    func take(_ words: inout CounterWords, _ slots: Int, _ taken: UnsafeMutableBufferPointer<Int32>) -> Bool {
        var off: UInt32 = 0
        for slot in 0..<slots {
            let product = UInt64(words.peek(slot)) &* limit
            off |= UInt32(truncatingIfNeeded: product) < least ? 1 : 0
            let index = index(product)
            for earlier in 0..<slot { off |= taken[earlier] == index ? 1 : 0 }
            taken[slot] = index
        }
        guard off == 0 else { return false }
        words.skip(slots)
        return true
    }

    func takeOneByOne(_ words: inout CounterWords, _ slots: Int, _ taken: UnsafeMutableBufferPointer<Int32>) {
        for slot in 0..<slots {
            var isNew = false
            while !isNew {
                let product = UInt64(words.next()) &* limit
                guard UInt32(truncatingIfNeeded: product) >= least else { continue }
                taken[slot] = index(product)
                isNew = !taken[..<slot].contains(taken[slot])
            }
        }
    }
}
