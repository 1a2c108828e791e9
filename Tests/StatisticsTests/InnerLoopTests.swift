import Glibc
import Testing

@testable import Statistics

/// The loops that are written for speed, against the same thing written out.
@Suite("Fast loops give what slow ones give")
struct InnerLoopTests {
    @Test(
        "Numbers made many at a time are those made one by one", arguments: [(1, 1), (2_027, 77)] as [(UInt64, UInt64)])
    func words(seed: UInt64, stream: UInt64) {
        var slow = CounterRandom(seed: seed, stream: stream)
        let wide = (0..<600).map { _ in slow.next() }
        let narrow = wide.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
        let fast = CounterWords.with(seed: seed, stream: stream, room: 32) { words in
            (0..<1_200).map { _ in words.next() }
        }
        #expect(fast == narrow)
        var one = Array(0..<300), other = one
        var random = CounterRandom(seed: seed, stream: stream)
        random.shuffle(&one)
        CounterWords.with(seed: seed, stream: stream) { words in
            other.withUnsafeMutableBufferPointer { words.shuffle($0) }
        }
        #expect(one == other)
    }

    /// Draws as they were first written: a number for each slot, again where it is taken already.
    @Test("An area's own draws are those of the plain rule")
    func draws() {
        var random = CounterRandom(seed: 4, stream: 4)
        let values = (0..<12).map { _ in random.normal() }
        let weights = SpatialWeights(
            (0..<12).map { area in (1...5).map { (area: (area + $0) % 12, weight: Double($0)) } })
        let fast = LocalPermutation.p(values, weights, .independent(.fixed(200)), seed: 9)
        let mean = values.reduce(0, +) / 12
        let centred = values.map { $0 - mean }
        for area in 0..<12 {
            var source = IndexSource(seed: 9, stream: UInt64(area), below: 11)
            let stretch = weights.stretch(area)
            let seen = stretch.reduce(0) { $0 + weights.weights[$1] * centred[Int(weights.neighbours[$1])] }
            var high = 0, low = 0
            for _ in 0..<200 {
                var taken: [Int] = [], sum = 0.0
                for place in stretch {
                    var index = 0
                    repeat {
                        index = Int(source.next())
                        if index >= area { index += 1 }
                    } while taken.contains(index)
                    taken.append(index)
                    sum += weights.weights[place] * centred[index]
                }
                if sum >= seen - 1e-9 { high += 1 }
                if sum <= seen + 1e-9 { low += 1 }
            }
            #expect(abs((fast[area] ?? 0) - min(1, 2 * Double(1 + min(high, low)) / 201)) < 1e-15)
        }
    }

    @Test("Points are shared out as one by one", arguments: [(7, 5), (2, 2), (40, 3)])
    func bins(columns: Int, rows: Int) {
        var random = CounterRandom(seed: 3, stream: UInt64(columns))
        let x = (0..<500).map { _ in (random.unit() * 1.2 - 0.1) * Double(columns) * 10 }
        let y = (0..<500).map { _ in (random.unit() * 1.2 - 0.1) * Double(rows) * 10 }
        let weights = x.map { _ in random.unit() }
        let grid = KernelDensity.Grid(west: 0, south: 0, cell: 10, columns: columns, rows: rows)
        let map = KernelDensity(grid, .gaussian, bandwidth: 20, edge: .none)
        for weights in [[], weights] {
            let fast = map.bins(x, y, weights), slow = map.narrowBins(x, y, weights)
            #expect(zip(fast, slow).allSatisfy { abs($0 - $1) < 1e-9 })
        }
    }

    @Test(
        "Smoothing agrees with the sum written out, with rows left out and without",
        arguments: [(0.8, 20, 30), (2.4, 33, 17), (5.2, 41, 90), (10, 35, 120), (23, 30, 200), (200, 20, 60)])
    func smoothing(sigma: Double, columns: Int, rows: Int) {
        var random = CounterRandom(seed: 5, stream: UInt64(rows))
        var values = [Double](repeating: 0, count: columns * rows)
        for _ in 0..<40 { values[random.below(values.count)] += 1 }
        var fast = values
        GaussianSmoothing(sigma: sigma, columns: columns, rows: rows).smooth(&fast)
        let reach = 12 * Int(sigma.rounded(.up))
        let sum = (-reach...reach).reduce(0) { $0 + exp(-0.5 * Double($1 * $1) / (sigma * sigma)) }
        var slow = [Double](repeating: 0, count: values.count)
        for place in values.indices where values[place] > 0 {
            for row in 0..<rows {
                for column in 0..<columns {
                    let dx = Double(column - place % columns), dy = Double(row - place / columns)
                    slow[row * columns + column] +=
                        values[place] * exp(-0.5 * (dx * dx + dy * dy) / (sigma * sigma)) / (sum * sum)
                }
            }
        }
        let most = slow.max() ?? 0
        #expect(zip(fast, slow).allSatisfy { abs($0 - $1) < 1e-12 * most })
    }

    @Test("Limits of many counts are those of each, and Wilson's are those of the formula in the books")
    func limits() {
        let counts = [0, 0.4, 1, 3, 9, 9.5, 10, 11, 250, 1e9]
        for kind in PoissonCount.Limits.allCases {
            let many = PoissonCount.limits(counts, confidence: 0.95, kind)
            for (place, count) in counts.enumerated() {
                let one = PoissonCount.limits(count, confidence: 0.95, kind)
                #expect(one.low == many.low[place] && one.high == many.high[place])
            }
        }
        let trials = counts.map { $0 + 7 }, z = Normal.reach(0.95)
        let many = Proportion.wilson(counts, of: trials, confidence: 0.95)
        for (place, (events, n)) in zip(counts, trials).enumerated() {
            let root = z * (z * z + 4 * events * (1 - events / n)).squareRoot()
            let low = (2 * events + z * z - root) / (2 * (n + z * z)),
                high = (2 * events + z * z + root) / (2 * (n + z * z))
            #expect(abs(many.low[place] - max(0, low)) < 1e-13 && abs(many.high[place] - min(1, high)) < 1e-13)
        }
    }

    @Test("Newey-West's middle is the double sum of the paper", arguments: [0, 1, 4])
    func neweyWest(lag: Int) throws {
        var random = CounterRandom(seed: 8, stream: 1)
        let rows = 50
        var design = Matrix(rows: rows, columns: 3)
        for row in 0..<rows {
            design[row, 0] = 1
            design[row, 1] = Double(row) / 50
            design[row, 2] = random.normal()
        }
        let counts = (0..<rows).map { _ in Double(random.poisson(9)) }
        let series = (0..<rows).map { $0 < 30 ? 0 : 1 }
        let model = try #require(LinearModel(.poisson, design, counts))
        var middle = Matrix(rows: 3, columns: 3)
        for s in 0..<rows {
            for t in 0..<rows where abs(s - t) <= lag && series[s] == series[t] {
                let weight =
                    (1 - Double(abs(s - t)) / Double(lag + 1)) * (counts[s] - model.means[s])
                    * (counts[t] - model.means[t])
                for a in 0..<3 { for b in 0..<3 { middle[a, b] += weight * design[s, a] * design[t, b] } }
            }
        }
        let slow = model.unscaled.times(middle).times(model.unscaled)
        let fast = model.covariance(.neweyWest(lag: lag, series: series))
        for place in slow.values.indices { #expect(abs(slow.values[place] - fast.values[place]) < 1e-12) }
    }
}
