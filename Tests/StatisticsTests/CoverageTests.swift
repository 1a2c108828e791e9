import Glibc
import Statistics
import TestSupport
import Testing
import Vocabulary

/// Intervals of counts and shares hold the truth as often as they say. Where the outcomes can be listed, all of them are, with
/// their probabilities: the figure is then exact, and not a matter of luck.
@Suite("Intervals of counts and shares hold the truth as often as they say")
struct CoverageTests {
    @Test("Wilson: every outcome of every size", arguments: [5.0, 15, 40, 200])
    func wilson(size: Double) {
        var mean = 0.0, least = 1.0
        for step in 1..<100 {
            let chance = Double(step) / 100
            var held = 0.0
            for events in stride(from: 0, through: size, by: 1) {
                let interval = Proportion.wilson(events, of: size, confidence: 0.95).interval
                if interval?.holds(chance) == true {
                    held += exp(BinomialLaw.logProbability(events, of: size, chance: chance))
                }
            }
            mean += held / 99
            least = min(least, held)
        }
        ProofRecord.simulated(
            "Wilson 95%, \(Int(size)) people", asked: "0.95", found: mean, of: "99 shares, all outcomes")
        #expect((0.945...0.965).contains(mean), "\(mean)")
        // The known dips near 0 and 1 (Brown, Cai and DasGupta 2001).
        #expect(least > 0.83, "\(least)")
    }

    @Test("Poisson limits: exact ones never fall short; the usual rule is about right on average")
    func poisson() {
        for (limits, bounds) in [
            (PoissonCount.Limits.exact, 0.95...0.99), (.usual, 0.95...0.985), (.byar, 0.945...0.985),
        ] {
            var mean = 0.0, least = 1.0
            let means = stride(from: 0.5, through: 60, by: 0.5).map { $0 }
            for truth in means {
                var held = 0.0
                for count in 0..<140 {
                    let pair = PoissonCount.limits(Double(count), confidence: 0.95, limits)
                    if pair.low <= truth, truth <= pair.high {
                        held += exp(PoissonLaw.logProbability(Double(count), mean: truth))
                    }
                }
                mean += held / Double(means.count)
                least = min(least, held)
            }
            ProofRecord.simulated(
                "Poisson limits, \(limits.rawValue), 95%", asked: "0.95", found: mean,
                of: "120 means to 60, all outcomes")
            #expect(bounds.contains(mean), "\(limits): \(mean)")
            if limits == .exact { #expect(least >= 0.95 - 1e-9, "\(least)") }
        }
    }

    @Test("Newcombe's difference of two shares: every pair of outcomes", arguments: [(12.0, 20.0), (30, 40)])
    func newcombe(first: Double, second: Double) {
        var mean = 0.0, cases = 0.0
        for a in [0.05, 0.2, 0.5, 0.8] {
            for b in [0.1, 0.3, 0.6] {
                cases += 1
                for x in stride(from: 0, through: first, by: 1) {
                    let chance = exp(BinomialLaw.logProbability(x, of: first, chance: a))
                    for y in stride(from: 0, through: second, by: 1) {
                        let interval = Difference.proportions(x, of: first, y, of: second, confidence: 0.95).interval
                        if interval?.holds(a - b) == true {
                            mean += chance * exp(BinomialLaw.logProbability(y, of: second, chance: b))
                        }
                    }
                }
            }
        }
        mean /= cases
        ProofRecord.simulated(
            "Newcombe's difference 95%, \(Int(first)) and \(Int(second)) people", asked: "0.95", found: mean,
            of: "12 pairs of shares, all outcomes")
        #expect((0.94...0.975).contains(mean), "\(mean)")
    }

    @Test("Equal rates: the exact test never rejects too often, mid-p hardly ever")
    func equalRates() {
        for (midP, most) in [(false, 0.05), (true, 0.062)] {
            var worst = 0.0, mean = 0.0
            let means = [2.0, 5, 12, 30]
            for truth in means {
                var rejected = 0.0
                for x in 0..<90 {
                    let chance = exp(PoissonLaw.logProbability(Double(x), mean: truth))
                    guard chance > 1e-12 else { continue }
                    for y in 0..<140 {
                        let other = exp(PoissonLaw.logProbability(Double(y), mean: 2 * truth))
                        guard other > 1e-12 else { continue }
                        if Difference.equalRates(Double(x), over: 1, Double(y), over: 2, midP: midP) <= 0.05 {
                            rejected += chance * other
                        }
                    }
                }
                worst = max(worst, rejected)
                mean += rejected / Double(means.count)
            }
            ProofRecord.simulated(
                "Two equal rates rejected at 5%, \(midP ? "mid-p" : "exact")",
                asked: midP ? "about 0.05" : "at most 0.05",
                found: mean, of: "4 means, all outcomes")
            #expect(worst <= most, "\(worst)")
        }
    }

    @Test("Directly standardised rates by Dobson")
    func standardised() {
        let population = [20_000.0, 15_000, 12_000, 8_000, 3_000], standard = [30.0, 25, 20, 15, 10]
        let rates = [2e-4, 4e-4, 9e-4, 2e-3, 6e-3]
        let truth = zip(rates, standard).reduce(0) { $0 + $1.0 * $1.1 } / standard.reduce(0, +)
        var held = 0, runs = 0
        for run in 0..<1_500 {
            var random = CounterRandom(seed: 21, stream: UInt64(run))
            let events = zip(rates, population).map { Double(random.poisson($0 * $1)) }
            let found = StandardisedRate.direct(
                events: events, population: population, standard: standard, confidence: 0.95)
            guard let interval = found?.interval else { continue }
            runs += 1
            if interval.holds(truth) { held += 1 }
        }
        let share = Double(held) / Double(runs)
        ProofRecord.simulated("Directly standardised rate 95%", asked: "0.95", found: share, of: "\(runs) populations")
        // A standard error of 0.0056.
        #expect((0.93...0.97).contains(share), "\(share)")
    }
}
