/// How often values thrown about the map at random lie as much beside their like as they do: Moran, Geary and the general G by permutation.
public struct GlobalPermutation: Hashable, Sendable {
    /// The share of maps with a statistic at least as high, at least as low, and twice the smaller, what was observed counted in each.
    public let greater: Double
    public let less: Double
    public var both: Double { min(1, 2 * min(greater, less)) }
    /// Of the statistic over the random maps.
    public let mean: Double
    public let variance: Double
    public let draws: Int

    /// What one map gives: the sum of w x_i x_j of centred values, and what Geary and G need beside it.
    private struct Sums: Sendable {
        var cross = 0.0
        /// Values and their squares, each times the weights that touch its area.
        var level = 0.0
        var squares = 0.0
    }

    /// Moran's I and Geary's C on the same random maps.
    public static func moranAndGeary(
        _ values: [Double], _ weights: SpatialWeights, draws: Int, seed: UInt64, counted: Int? = nil
    ) -> (moran: GlobalPermutation, geary: GlobalPermutation) {
        let (own, drawn, z) = maps(values, weights, draws, seed)
        let n = Double(counted ?? values.count), s0 = weights.weights.reduce(0, +)
        let m2 = z.reduce(0) { $0 + $1 * $1 }
        func moran(_ sums: Sums) -> Double { n / s0 * sums.cross / m2 }
        func geary(_ sums: Sums) -> Double { (n - 1) / (2 * s0) * (sums.squares - 2 * sums.cross) / m2 }
        return (judge(moran(own), drawn.map(moran)), judge(geary(own), drawn.map(geary)))
    }

    /// The general G; values must not be negative.
    public static func generalG(
        _ values: [Double], _ weights: SpatialWeights, draws: Int, seed: UInt64
    ) -> GlobalPermutation {
        let (own, drawn, _) = maps(values, weights, draws, seed)
        let total = values.reduce(0, +), mean = total / Double(values.count)
        let below = total * total - values.reduce(0) { $0 + $1 * $1 }, s0 = weights.weights.reduce(0, +)
        func general(_ sums: Sums) -> Double { (sums.cross + mean * sums.level + mean * mean * s0) / below }
        return judge(general(own), drawn.map(general))
    }

    private static func judge(_ observed: Double, _ drawn: [Double]) -> GlobalPermutation {
        // What rounding alone sets apart is equal.
        let reach = 1e-10 * max(abs(observed), drawn.reduce(0) { max($0, abs($1)) })
        let count = Double(drawn.count), mean = drawn.reduce(0, +) / max(1, count)
        return GlobalPermutation(
            greater: Double(1 + drawn.count { $0 >= observed - reach }) / (1 + count),
            less: Double(1 + drawn.count { $0 <= observed + reach }) / (1 + count), mean: mean,
            variance: drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count), draws: drawn.count)
    }

    private static func maps(
        _ values: [Double], _ weights: SpatialWeights, _ draws: Int, _ seed: UInt64
    ) -> (own: Sums, drawn: [Sums], centred: [Double]) {
        let mean = values.reduce(0, +) / Double(values.count), centred = values.map { $0 - mean }
        var touching = [Double](repeating: 0, count: values.count)
        for area in values.indices {
            for place in weights.stretch(area) {
                touching[area] += weights.weights[place]
                touching[Int(weights.neighbours[place])] += weights.weights[place]
            }
        }
        let degrees = touching
        let drawn = Parallel.map(draws, filling: Sums(), piece: 16) { range, room in
            for draw in range {
                var random = CounterRandom(seed: seed, stream: 0x610B_0000 &+ UInt64(draw)), map = centred
                random.shuffle(&map)
                room[draw] = sums(map, weights, degrees)
            }
        }
        return (sums(centred, weights, degrees), drawn, centred)
    }

    private static func sums(_ map: [Double], _ weights: SpatialWeights, _ degrees: [Double]) -> Sums {
        var sums = Sums()
        map.withUnsafeBufferPointer { map in
            weights.weights.withUnsafeBufferPointer { weight in
                weights.neighbours.withUnsafeBufferPointer { neighbours in
                    for area in map.indices {
                        var lag = 0.0
                        for place in weights.stretch(area) { lag += weight[place] * map[Int(neighbours[place])] }
                        sums.cross += map[area] * lag
                        sums.level += degrees[area] * map[area]
                        sums.squares += degrees[area] * map[area] * map[area]
                    }
                }
            }
        }
        return sums
    }
}
