import Statistics
import Testing

@Suite("Random draws give honest p-values")
struct MonteCarloTests {
    @Test(
        "A fixed number of draws: one more in both parts", arguments: [(0, 999, 0.001), (49, 999, 0.05), (999, 999, 1)])
    func fixed(hits: Int, draws: Int, p: Double) {
        var count = DrawCount(.fixed(draws), tail: .high)
        for draw in 0..<draws { count.add(reachesHigh: draw < hits, reachesLow: draw >= hits) }
        #expect(count.isDone)
        #expect(abs(count.p - p) < 1e-15)
    }

    @Test("Sequential draws stop at their hits, and p is hits over draws")
    func sequential() {
        var count = DrawCount(.sequential(hits: 20, cap: 1_000), tail: .high)
        while !count.isDone { count.add(reachesHigh: count.draws % 4 == 3, reachesLow: true) }
        #expect(count.draws == 80)
        #expect(count.p == 0.25)
    }

    @Test("A true null is rejected as often as the level says, one-sided and two-sided", arguments: [Tail.high, .both])
    func level(tail: Tail) {
        var rejected = 0
        let runs = 4_000
        for run in 0..<runs {
            var random = CounterRandom(seed: 11, stream: UInt64(run))
            let observed = random.unit()
            var count = DrawCount(.sequential(hits: 20, cap: 2_000), tail: tail)
            while !count.isDone {
                let draw = random.unit()
                count.add(reachesHigh: draw >= observed, reachesLow: draw <= observed)
            }
            if count.p <= 0.05 { rejected += 1 }
        }
        // 0.05 with a standard error of 0.0034.
        #expect(Double(rejected) / Double(runs) > 0.036)
        #expect(Double(rejected) / Double(runs) < 0.062)
    }

    /// Benjamini and Hochberg 1995, table of section 3.2: at 0.05 the first four are discoveries, at Holm's only three.
    @Test("q-values and Holm as in the paper")
    func discoveries() {
        let p: [Double?] = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000,
        ]
        #expect(FalseDiscovery.q(p).count { ($0 ?? 1) <= 0.05 } == 4)
        #expect(FalseDiscovery.holm(p).count { ($0 ?? 1) <= 0.05 } == 3)
        #expect(FalseDiscovery.q([nil, 0.04, nil]) == [nil, 0.04, nil])
    }
}
