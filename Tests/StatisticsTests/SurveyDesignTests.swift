import Statistics
import Testing

@Suite("Samples drawn in stages")
struct SurveyDesignTests {
    /// A made-up city: streets of five to twelve homes, the homes of a street more alike than those of two.
    private static let city: [[Double]] = {
        var random = CounterRandom(seed: 5, stream: 1)
        return (0..<20).map { _ in
            let street = 20 + 4 * random.normal()
            return (0..<(5 + random.below(8))).map { _ in street + 8 * random.normal() }
        }
    }()

    /// Some of the places from 0 to `all`.
    private static func drawn(_ count: Int, of all: Int, _ random: inout CounterRandom) -> [Int] {
        var places = Array(0..<all)
        random.shuffle(&places)
        return Array(places.prefix(count))
    }

    @Test("The variance of a total drawn in two stages is right on average; that of the first stage alone runs low")
    func unbiased() {
        let city = Self.city, samples = 3_000
        var totals: [Double] = [], both = 0.0, first = 0.0, held = 0.0
        let truth = city.reduce(0) { $0 + $1.reduce(0, +) }
        for sample in 0..<samples {
            var random = CounterRandom(seed: 8, stream: UInt64(sample))
            var values: [Double] = [], weights: [Double] = [], units: [Int] = [], sizes: [Double] = []
            for (place, street) in Self.drawn(10, of: city.count, &random).enumerated() {
                for home in Self.drawn(3, of: city[street].count, &random) {
                    values.append(city[street][home])
                    weights.append(2 * Double(city[street].count) / 3)
                    units.append(place)
                    sizes.append(Double(city[street].count))
                }
            }
            let streets = SurveyDesign.Stage(units: units, populations: values.map { _ in 20 })
            let homes = SurveyDesign.Stage(units: Array(values.indices), populations: sizes)
            let everybody = values.map { _ in true }, strata = values.map { _ in 0 }
            let two = SurveyDesign(weights: weights, strata: strata, stages: [streets, homes])
                .total(values, among: everybody)
            let one = SurveyDesign(weights: weights, strata: strata, stages: [streets]).total(values, among: everybody)
            totals.append(two.value)
            both += two.error * two.error
            first += one.error * one.error
            if abs(two.value - truth) <= StudentT.reach(0.95, degrees: 9) * two.error { held += 1 }
        }
        let mean = totals.reduce(0, +) / Double(samples)
        let spread = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples - 1)
        #expect(abs(mean / truth - 1) < 0.01)
        #expect(abs(both / Double(samples) / spread - 1) < 0.07, "\(both / Double(samples)), \(spread)")
        #expect(first / Double(samples) / spread < 0.9, "\(first / Double(samples)), \(spread)")
        #expect((0.93...0.97).contains(held / Double(samples)), "\(held / Double(samples))")
    }

    /// The definition: what the units differ by, and the share drawn times the same within each unit.
    private static func recursive(
        _ totals: [Double], _ stages: [(units: [Int], sizes: [Double])], _ members: [Int]
    ) -> Double {
        guard let stage = stages.first else { return 0 }
        let units = Set(members.map { stage.units[$0] }).sorted()
        let parts = units.map { unit in members.filter { stage.units[$0] == unit } }
        let sums = parts.map { part in part.reduce(0) { $0 + totals[$1] } }
        let n = Double(units.count), fraction = n / stage.sizes[members[0]]
        let mean = sums.reduce(0, +) / n
        let own = n > 1 ? (1 - fraction) * n / (n - 1) * sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } : 0
        return own + parts.reduce(0) { $0 + fraction * recursive(totals, Array(stages.dropFirst()), $1) }
    }

    @Test("The sum over stages is the recursion over units, in up to four stages")
    func oracle() {
        for trial in 0..<40 {
            var random = CounterRandom(seed: 3, stream: UInt64(trial))
            let depth = 1 + trial % 4
            var paths: [[Int]] = [[]], above: [[Double]] = [[]]
            var next = [Int](repeating: 0, count: depth)
            for stage in 0..<depth {
                var longer: [[Int]] = [], sizes: [[Double]] = []
                for (path, size) in zip(paths, above) {
                    let drawn = 1 + random.below(4), all = Double(drawn + random.below(5))
                    for _ in 0..<drawn {
                        longer.append(path + [next[stage]])
                        sizes.append(size + [all])
                        next[stage] += 1
                    }
                }
                paths = longer
                above = sizes
            }
            let scores = paths.map { _ in random.normal() }, weights = paths.map { _ in 1 + random.unit() }
            let stages = (0..<depth).map { stage in
                (units: paths.map { $0[stage] }, sizes: above.map { $0[stage] })
            }
            let design = SurveyDesign(
                weights: weights, strata: paths.map { _ in 0 },
                stages: stages.map { SurveyDesign.Stage(units: $0.units, populations: $0.sizes) })
            let slow = Self.recursive(zip(scores, weights).map(*), stages, Array(paths.indices))
            #expect(abs(design.variance(scores) - slow) <= 1e-10 * max(1, slow), "trial \(trial)")
        }
    }
}
