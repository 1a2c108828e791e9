import Statistics
import Testing

@Suite("Random maps give honest p-values for areas")
struct LocalPermutationTests {
    /// Areas in a ring, each with `reach` neighbours on either side.
    private func ring(_ count: Int, reach: Int = 3) -> SpatialWeights {
        SpatialWeights(
            (0..<count).map { area in
                (1...reach).flatMap { step in
                    [((area + step) % count, 1.0), ((area + count - step) % count, 1.0)].map {
                        (area: $0.0, weight: $0.1)
                    }
                }
            })
    }

    private func noise(_ count: Int, seed: UInt64) -> [Double] {
        var random = CounterRandom(seed: seed, stream: 0)
        return (0..<count).map { _ in random.normal() }
    }

    @Test(
        "On noise about 5% of areas have p at most 0.05, whichever way the maps are drawn",
        arguments: [
            LocalPermutation.Draws.shared(999), .independent(.fixed(499)),
            .independent(.sequential(hits: 20, cap: 9_999)),
        ])
    func level(draws: LocalPermutation.Draws) {
        var found = 0, areas = 0
        for seed in 0..<10 as Range<UInt64> {
            let p = LocalPermutation.p(noise(1_000, seed: seed), ring(1_000), draws, seed: seed + 100)
            found += p.count { ($0 ?? 1) <= 0.05 }
            areas += p.count
        }
        let share = Double(found) / Double(areas)
        #expect(share > 0.040 && share < 0.060, "\(share)")
    }

    @Test("The shared table and draws of each area's own agree within chance, also with uneven weights")
    func agreement() {
        let values = noise(400, seed: 3)
        let uneven = SpatialWeights(
            (0..<400).map { area in [(area: (area + 1) % 400, weight: 2.0), (area: (area + 7) % 400, weight: 0.5)] })
        for weights in [ring(400), uneven] {
            let one = LocalPermutation.p(values, weights, .shared(9_999), seed: 1)
            let other = LocalPermutation.p(values, weights, .independent(.fixed(9_999)), seed: 2)
            for (a, b) in zip(one, other) {
                let a = a ?? 9, b = b ?? -9
                let p = max(0.001, (a + b) / 2)
                #expect(abs(a - b) <= 5 * 2 * (p / 2 * (1 - p / 2) * 2 / 9_999).squareRoot() + 1e-3)
            }
        }
    }

    @Test("The answer is the same for the same seed, however the areas fall on cores, and another for another seed")
    func repeatable() {
        let values = noise(700, seed: 8), weights = ring(700)
        let draws = LocalPermutation.Draws.independent(.standard)
        #expect(
            LocalPermutation.p(values, weights, draws, seed: 4) == LocalPermutation.p(values, weights, draws, seed: 4))
        #expect(
            LocalPermutation.p(values, weights, draws, seed: 4) != LocalPermutation.p(values, weights, draws, seed: 5))
    }

    /// All 12 ways to give two neighbours two of the four other values, as an oracle.
    @Test("Few areas: p comes near what all maps say")
    func allMaps() {
        let values = [5.0, 1, 2, 4, 8]
        let weights = SpatialWeights(
            [[(1, 1), (2, 1)], [(0, 1)], [(0, 1)], [], []].map { $0.map { (area: $0.0, weight: Double($0.1)) } })
        let seen = values[1] + values[2]
        let others = [1.0, 2, 4, 8]
        var high = 0, low = 0, all = 0
        for a in 0..<4 {
            for b in 0..<4 where a != b {
                all += 1
                if others[a] + others[b] >= seen { high += 1 }
                if others[a] + others[b] <= seen { low += 1 }
            }
        }
        let exact = min(1, 2 * Double(min(high, low)) / Double(all))
        let p = LocalPermutation.p(values, weights, .independent(.fixed(20_000)), seed: 1)
        #expect(abs((p[0] ?? 0) - exact) < 0.02)
        #expect(p[3] == nil)
    }
}
