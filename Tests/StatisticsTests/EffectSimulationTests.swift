import Glibc
import Statistics
import TestSupport
import Testing
import Vocabulary

/// Series, funnels, bootstraps and chosen places in data where the truth is known.
@Suite("Methods of change and comparison keep their word")
struct EffectSimulationTests {
    @Test("Funnel: with winsorised overdispersion allowed for, one area in ten lies outside; without, many more")
    func funnel() {
        var outside = 0, plain = 0, areas = 0
        for run in 0..<60 {
            var random = CounterRandom(seed: 31, stream: UInt64(run))
            let totals = (0..<100).map { _ in 300 + 2_000 * random.unit() }
            let events = totals.map { total in
                let rate = 0.04 + 0.008 * random.normal()
                return Double(random.poisson(max(0.001, rate) * total))
            }
            let funnel = Funnel(.rate, events: events, of: totals)
            outside += funnel.adjusted.count { abs($0) > 1.959964 }
            plain += funnel.z.count { abs($0) > 1.959964 }
            areas += 100
        }
        let share = Double(outside) / Double(areas), without = Double(plain) / Double(areas)
        ProofRecord.simulated(
            "Funnel, areas outside 95% with overdispersion", asked: "0.05", found: share, of: "60 maps of 100 areas")
        ProofRecord.simulated(
            "The same without allowing for it", asked: "more", found: without, of: "60 maps of 100 areas")
        // Winsorised z-scores understate a spread that all areas share: about twice as many lie outside as said.
        #expect((0.07...0.14).contains(share), "\(share)")
        #expect(without > 1.5 * share, "\(without)")
    }

    /// Monthly counts with a season, spread beyond chance and, where asked, months that resemble the one before.
    private func series(_ run: Int, memory: Double) -> [InterruptedSeries.Point] {
        var random = CounterRandom(seed: 41, stream: UInt64(run))
        var off = 0.0
        return (0..<72).map { month in
            off = memory * off + 0.08 * random.normal()
            let mean = 60 * exp(0.2 * sin(2 * Double.pi * Double(month) / 12) + off)
            return InterruptedSeries.Point(time: month, season: month % 12, count: Double(random.poisson(mean)))
        }
    }

    @Test("Level of a series after nothing: rejected about as often as said, with Newey-West errors")
    func levels() {
        for (memory, bounds) in [(0.0, 0.02...0.15), (0.3, 0.02...0.2)] {
            var rejected = 0, runs = 0
            for run in 0..<120 {
                guard let fit = InterruptedSeries(series(run, memory: memory), InterruptedSeries.Plan(start: 40))
                else { continue }
                runs += 1
                if Normal.twoSided(fit.level.coefficient / fit.level.error) <= 0.05 { rejected += 1 }
            }
            let share = Double(rejected) / Double(runs)
            ProofRecord.simulated(
                "Time series without a change, level found at 5%, memory \(memory)", asked: "about 0.05", found: share,
                of: "\(runs) series of 72 months")
            #expect(runs == 120)
            #expect(bounds.contains(share), "memory \(memory): \(share)")
        }
    }

    @Test("Bootstrap of a lopsided mean: BCa holds the truth nearly as often as said")
    func bootstrap() {
        for kind in [Bootstrap.Kind.percentile, .bca] {
            var held = 0
            let runs = 120
            for run in 0..<runs {
                var random = CounterRandom(seed: 51, stream: UInt64(run))
                let values = (0..<25).map { _ in random.exponential() }
                let interval = Bootstrap.interval(kind, count: 25, draws: 399, confidence: 0.95, seed: UInt64(run)) {
                    places in
                    var sum = 0.0
                    for place in places { sum += values[place] }
                    return sum / Double(places.count)
                }
                if interval?.holds(1) == true { held += 1 }
            }
            let share = Double(held) / Double(runs)
            ProofRecord.simulated(
                "Bootstrap 95%, \(kind.rawValue), mean of 25 exponential values", asked: "0.95, known to fall short",
                found: share, of: "\(runs) samples")
            #expect((0.85...0.985).contains(share), "\(kind): \(share)")
        }
    }

    @Test("The worst places of a year: their next year lies within what regression to the mean expects")
    func worstYear() {
        var held = 0, fell = 0, naive = 0.0
        let runs = 300
        for run in 0..<runs {
            var random = CounterRandom(seed: 61, stream: UInt64(run))
            // Places differ by a gamma law, as the method takes it; nothing is done about any of them.
            let rates = (0..<120).map { _ in 20 * random.gamma(4) / 4 }
            let before = rates.map { Double(random.poisson($0)) }, after = rates.map { Double(random.poisson($0)) }
            let worst = Set(before.indices.sorted { (before[$1], $0) < (before[$0], $1) }.prefix(5))
            let isChosen = before.indices.map { worst.contains($0) }
            guard
                let found = RegressionToMean.expected(
                    counts: before, exposure: before.map { _ in 1 }, isChosen: isChosen, confidence: 0.95)
            else { continue }
            let next = worst.reduce(0) { $0 + after[$1] }
            if found.expected.interval?.holds(next) == true { held += 1 }
            if next < found.before { fell += 1 }
            naive += (next / found.before - 1) / Double(runs)
        }
        let share = Double(held) / Double(runs)
        ProofRecord.simulated(
            "Next year of the five worst of 120 places within what is expected, 95%", asked: "0.95", found: share,
            of: "\(runs) cities")
        ProofRecord.simulated(
            "The same five fell with nothing done", asked: "half, were there no selection",
            found: Double(fell) / Double(runs), of: "\(runs) cities")
        #expect((0.9...0.985).contains(share), "\(share)")
        #expect(fell > runs * 3 / 4 && naive < -0.03)
    }

    @Test("p-values of equal shares are spread evenly enough: no more than said are small")
    func shares() {
        var worst = 0.0
        for (first, second, chance) in [(20.0, 25.0, 0.1), (40, 40, 0.3), (60, 30, 0.5)] {
            var rejected = 0.0
            for x in stride(from: 0, through: first, by: 1) {
                for y in stride(from: 0, through: second, by: 1)
                where Difference.equalProportions(x, of: first, y, of: second) <= 0.05 {
                    rejected += exp(
                        BinomialLaw.logProbability(x, of: first, chance: chance)
                            + BinomialLaw.logProbability(y, of: second, chance: chance))
                }
            }
            worst = max(worst, rejected)
            ProofRecord.simulated(
                "Two equal shares of \(chance), rejected at 5%", asked: "about 0.05", found: rejected,
                of: "\(Int(first)) and \(Int(second)) people, all outcomes")
        }
        #expect(worst < 0.075, "\(worst)")
    }
}
