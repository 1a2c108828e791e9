/// Whole numbers below a limit from the counter, two for each 64 bits.
struct IndexSource {
    private var random: CounterRandom
    private var spare: UInt64 = 0
    private var hasSpare = false
    private let limit: UInt32
    private let least: UInt32

    init(seed: UInt64, stream: UInt64, below limit: UInt32) {
        random = CounterRandom(seed: seed, stream: stream)
        self.limit = limit
        least = (0 &- limit) % limit
    }

    @inline(__always)
    mutating func next() -> UInt32 {
        while true {
            let word: UInt32
            if hasSpare {
                word = UInt32(truncatingIfNeeded: spare >> 32)
                hasSpare = false
            } else {
                spare = random.next()
                word = UInt32(truncatingIfNeeded: spare)
                hasSpare = true
            }
            let product = UInt64(word) &* UInt64(limit)
            if UInt32(truncatingIfNeeded: product) >= least { return UInt32(truncatingIfNeeded: product >> 32) }
        }
    }
}

/// One table of draws for a whole map, with what stands in the way of an area drawing itself.
struct SharedDraws: Sendable {
    private let values: [Double]
    private let draws: Int
    private let slots: Int
    /// The area drawn, slot after slot, draw by draw.
    private let drawn: [Int32]
    /// For each area the draws that hold it, as draw * slots + slot, in one list.
    private let starts: [Int32]
    private let holding: [Int32]

    init(_ values: [Double], draws: Int, slots: Int, seed: UInt64) {
        self.values = values
        self.draws = draws
        self.slots = slots
        var drawn = [Int32](repeating: 0, count: draws * slots)
        for draw in 0..<draws {
            var source = IndexSource(seed: seed, stream: UInt64(draw), below: UInt32(values.count))
            for slot in 0..<slots {
                var index: Int32
                repeat { index = Int32(source.next()) } while (0..<slot).contains { drawn[$0 * draws + draw] == index }
                drawn[slot * draws + draw] = index
            }
        }
        self.drawn = drawn
        var counts = [Int32](repeating: 0, count: values.count + 1)
        for area in drawn { counts[Int(area) + 1] += 1 }
        for area in 1..<counts.count { counts[area] += counts[area - 1] }
        starts = counts
        var holding = [Int32](repeating: 0, count: drawn.count)
        for (place, area) in drawn.enumerated() {
            holding[Int(counts[Int(area)])] = Int32(place)
            counts[Int(area)] += 1
        }
        self.holding = holding
    }

    private func value(_ slot: Int, _ draw: Int) -> Double { values[Int(drawn[slot * draws + draw])] }

    /// The sum of the first `count` slots of each draw.
    func sums(_ count: Int) -> [Double] {
        (0..<draws).map { draw in (0..<count).reduce(0) { $0 + value($1, draw) } }
    }

    /// How many draws reach an area's sum from above and from below, where all its weights are equal: a search in the sorted
    /// sums, and a second look at the draws that hold the area itself, in which a spare slot takes its place.
    func even(
        _ area: Int, _ stretch: Range<Int>, _ weights: SpatialWeights, _ sorted: [Double], _ slack: Double
    ) -> (Double, Double) {
        let count = stretch.count
        var seen = 0.0
        for place in stretch { seen += values[Int(weights.neighbours[place])] }
        var high = sorted.count - firstPlace(sorted, atLeast: seen - slack)
        var low = firstPlace(sorted, above: seen + slack)
        for place in starts[area]..<starts[area + 1] {
            let draw = Int(holding[Int(place)]) % draws, slot = Int(holding[Int(place)]) / draws
            guard slot < count else { continue }
            let sum = (0..<count).reduce(0) { $0 + value($1, draw) }
            let mended = sum - values[area] + value(count, draw)
            high += (mended >= seen - slack ? 1 : 0) - (sum >= seen - slack ? 1 : 0)
            low += (mended <= seen + slack ? 1 : 0) - (sum <= seen + slack ? 1 : 0)
        }
        return (Double(high), Double(low))
    }

    func uneven(
        _ area: Int, _ stretch: Range<Int>, _ weights: SpatialWeights, _ slack: Double
    ) -> (Double, Double) {
        let count = stretch.count
        var seen = 0.0
        for place in stretch { seen += weights.weights[place] * values[Int(weights.neighbours[place])] }
        var high = 0, low = 0
        for draw in 0..<draws {
            var sum = 0.0
            for slot in 0..<count {
                let other = Int(drawn[slot * draws + draw])
                let weight = weights.weights[stretch.lowerBound + slot]
                sum += weight * (other == area ? value(count, draw) : values[other])
            }
            if sum >= seen - slack { high += 1 }
            if sum <= seen + slack { low += 1 }
        }
        return (Double(high), Double(low))
    }

    private func firstPlace(_ sorted: [Double], atLeast value: Double) -> Int {
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func firstPlace(_ sorted: [Double], above value: Double) -> Int {
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
