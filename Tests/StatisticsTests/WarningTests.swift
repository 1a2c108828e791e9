import Glibc
import Statistics
import TestSupport
import Testing

@Suite("Early warning")
struct WarningTests {
    @Test("Without anything new, Farrington's alarms come no more often than alpha says")
    func farringtonLevel() {
        var model = Farrington()
        model.alpha = 0.02
        var alarms = 0, judged = 0
        for seed in 0..<30 as Range<UInt64> {
            var random = CounterRandom(seed: seed, stream: 7)
            let counts = (0..<330).map { week -> Double in
                let mean = 12 * exp(0.3 * cos(2 * Double.pi * Double(week) / 52))
                // Twice as variable as chance.
                return Double(random.poisson(mean * random.gamma(mean) / mean))
            }
            for week in 300..<330 {
                guard let found = model.result(counts, week: week, references: (1...5).map { week - 52 * $0 }) else {
                    continue
                }
                judged += 1
                if counts[week] > found.upper { alarms += 1 }
            }
        }
        // The threshold leaves out what is not known of the mean: some more alarms than alpha, never twice as many.
        #expect(judged == 900)
        #expect(Double(alarms) / Double(judged) < 0.04, "\(alarms) of \(judged)")
    }

    @Test("A base without events, too short a past and a missing week give no result instead of a number")
    func farringtonEdges() throws {
        let model = Farrington(), none = [Double](repeating: 0, count: 330)
        let references = (1...5).map { 320 - 52 * $0 }
        if let quiet = model.result(none, week: 320, references: references) { #expect(quiet.expected < 1e-6) }
        var gap = none.map { _ in 4.0 }
        gap[320] = .nan
        #expect(model.result(gap, week: 320, references: references) == nil)
        #expect(model.result(gap, week: 100, references: [48]) == nil)
        var early = none.map { _ in 5.0 }
        early[50] = .nan
        let found = try #require(model.result(early, week: 320, references: references))
        #expect(abs(found.expected - 5) < 1e-6 && found.dispersion == 1)
    }

    @Test(
        "The negative binomial law against its sum, and its quantiles against its law", arguments: [1.0, 1.3, 2.0, 7.5])
    func dispersed(phi: Double) {
        for mean in [0.2, 3.0, 40.0] {
            var below = 0.0
            let size = phi > 1 ? mean / (phi - 1) : 0
            for count in 0..<60 {
                let x = Double(count)
                below +=
                    phi > 1
                    ? exp(
                        SpecialFunction.logGamma(x + size) - SpecialFunction.logGamma(size)
                            - SpecialFunction.logGamma(x + 1)
                            - size * log(phi) + x * log(1 - 1 / phi))
                    : exp(PoissonLaw.logProbability(x, mean: mean))
                #expect(abs(DispersedLaw.atMost(x, mean: mean, phi: phi) - below) < 1e-11)
                #expect(abs(DispersedLaw.atLeast(x + 1, mean: mean, phi: phi) - (1 - below)) < 1e-11)
            }
            for p in [0.001, 0.4, 0.95, 0.9999] {
                let q = DispersedLaw.quantile(p, mean: mean, phi: phi)
                #expect(DispersedLaw.atMost(q, mean: mean, phi: phi) >= p)
                #expect(q == 0 || DispersedLaw.atMost(q - 1, mean: mean, phi: phi) < p)
            }
        }
    }

    /// `arlCusum(h, k, theta)` of R's surveillance 1.20.3: average run length from 0 and with a head start.
    @Test(
        "Run lengths of the Poisson CUSUM",
        arguments: [
            (6.0, 3.0, 2.4, 85.536575842185826, 75.630053276238471), (6, 3, 4.8, 3.924427889856712, 2.447337717961656),
            (4, 2, 1.5, 50.977288706554184, 44.410339717943621), (3.4, 1.4, 1, 62.255829386894341, 56.808329637772459),
            (2.5, 0.7, 0.5, 42.262749459008383, 36.959479309940363),
            (10, 12, 10, 162.347304352077686, 151.599339702416842),
        ])
    func runLengths(h: Double, k: Double, mean: Double, zero: Double, headStart: Double) {
        let found = PoissonCUSUM(k: k, h: h, grid: 10).runLength(mean: mean)
        let golden = Golden(
            "poisson-cusum", "Run lengths, also with a head start", source: "arlCusum of R's surveillance 1.20.3")
        #expect(golden.agrees(found.fromZero, zero))
        #expect(golden.agrees(found.withHeadStart, headStart))
    }

    @Test("False alarms of the chart come as seldom as it was designed for, and no smaller interval would do")
    func designed() throws {
        let k = PoissonCUSUM.reference(1.2, 2.4)
        let chart = try #require(PoissonCUSUM.designed(usual: 1.2, k: k, grid: 10, runLength: 60))
        #expect(chart.runLength(mean: 1.2).fromZero >= 60)
        #expect(PoissonCUSUM(k: k, h: chart.h - 0.1, grid: 10).runLength(mean: 1.2).fromZero < 60)
        var random = CounterRandom(seed: 11, stream: 0)
        let counts = (0..<60_000).map { _ in Double(random.poisson(1.2)) }
        let alarms = chart.run(counts).count { $0.isSignal }
        let due = 60_000 / chart.runLength(mean: 1.2).fromZero
        #expect(abs(Double(alarms) - due) < 4 * due.squareRoot())
    }

    /// `earsC` of R's surveillance 1.20.3 on the first weeks of the series in WarningGoldenTests; C3 by its definition.
    @Test("C1, C2 and C3 of the early aberration reporting system")
    func ears() throws {
        let counts: [Double] = [18, 5, 9, 16, 10, 11, 3, 6, 5, 8, 9, 8]
        let limit = Normal.quantile(0.999)
        let one = try #require(ShortBaseline(.c1, limit: limit).step(counts, 8))
        let golden = Golden("ears", "Limits of C1 and C2", source: "earsC of R's surveillance 1.20.3")
        #expect(golden.agrees(one.threshold, 22.02454860434487, 1e-12))
        let two = try #require(ShortBaseline(.c2, limit: limit).step(counts, 11))
        #expect(golden.agrees(two.threshold, 22.02454860434487, 1e-12))
        var rising = counts
        (rising[9], rising[10], rising[11]) = (25, 25, 25)
        let each = try (9...11).map { try #require(ShortBaseline(.c2, limit: 2).step(rising, $0)).statistic }
        let three = try #require(ShortBaseline(.c3, limit: 2).step(rising, 11))
        #expect(abs(three.statistic - each.reduce(0) { $0 + max(0, $1 - 1) }) < 1e-12)
        #expect(ShortBaseline(.c3, limit: 2).step(counts, 10) == nil)
        #expect(ShortBaseline(.c1, limit: 2).step([Double](repeating: 3, count: 9), 8) == nil)
    }
}
