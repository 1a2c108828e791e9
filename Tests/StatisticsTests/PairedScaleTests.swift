import Foundation
import Statistics
import TestSupport
import Testing
import Vocabulary

@Suite("The same people's answers twice")
struct PairedScaleTests {
    private func scale(_ rows: [[Double]]) -> PairedScale {
        var counts = Matrix(rows: rows.count, columns: rows.count)
        for (row, values) in rows.enumerated() {
            for (column, value) in values.enumerated() { counts[row, column] = value }
        }
        return PairedScale(counts)
    }

    /// Unaided distance vision of the right and left eye of 7,477 women (Stuart 1955): 11.95657 on 3, p 0.0075334; Bhapkar 11.97572.
    static let vision: [[Double]] = [
        [1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492],
    ]

    @Test("Stuart and Maxwell, Bhapkar: the vision table")
    func vision() throws {
        let table = scale(Self.vision)
        let found = try #require(table.homogeneity)
        #expect(table.total == 7_477 && found.degrees == 3)
        let stuart = Golden(
            "paired-scale", "Stuart's and Bhapkar's tests", source: "Vision of 7,477 women (Stuart 1955; Bhapkar 1966)")
        #expect(stuart.agrees(found.stuartMaxwell, 11.95657, within: 5e-6))
        #expect(stuart.agrees(found.stuartMaxwellP, 0.0075334, within: 5e-8))
        #expect(stuart.agrees(found.bhapkar, 11.97572, within: 5e-6))
        let ranks = try #require(table.signedRank)
        let wilcoxon = Golden(
            "paired-scale", "Signed ranks by Pratt",
            source: "scipy 1.17.1, wilcoxon(zero_method=\"pratt\", correction=False, method=\"approx\")")
        #expect(wilcoxon.agrees(ranks.z, 3.4430075724317435, 1e-10))
        #expect(wilcoxon.agrees(ranks.p, 0.0005752832054678422, within: 1e-12))
    }

    /// Airway hyper-responsiveness of 21 children (Bentur and others 2009), in Fagerland, Lydersen and Laake 2013: exact p 0.0703, mid-p 0.0391.
    @Test("McNemar's mid-p")
    func midP() throws {
        let found = try #require(scale([[12, 7], [1, 1]]).agreement(top: 1, confidence: 0.95))
        let golden = Golden(
            "paired-scale", "McNemar's mid-p and exact p",
            source: "Bentur and others 2009, in Fagerland, Lydersen and Laake 2013")
        #expect(golden.agrees(found.midP, 0.0391, within: 5e-5))
        #expect(golden.agrees(found.exactP, 0.0703, within: 5e-5))
        #expect(abs(found.chiSquare - 4.5) < 1e-12)
    }

    @Test("Newcombe's and Tango's limits: 36, 12, 2, 0")
    func limits() throws {
        // Newcombe 1998, table II, example of Karacan and others 1976: method 10 gives 0.0569 to 0.3404.
        let table = scale([[0, 12], [2, 36]])
        let agreement = try #require(table.agreement(top: 1, confidence: 0.95))
        let golden = Golden("paired-scale", "Newcombe's limits, method 10", source: "Newcombe 1998, table II")
        #expect(golden.agrees(agreement.interval.low, 0.0569, within: 5e-5))
        #expect(golden.agrees(agreement.interval.high, 0.3404, within: 5e-5))
        let net = try #require(table.netChange(0.95))
        // Tango's limits are where the score test, with the shares at their likeliest under that difference, just rejects.
        for edge in [net.score.low, net.score.high] {
            func logLikelihood(_ down: Double) -> Double {
                12 * log(down + edge) + 2 * log(down) + 36 * log(1 - 2 * down - edge)
            }
            var best = 0.0
            for step in 1..<200_000 {
                let down = Double(step) / 200_000 * (1 - edge) / 2
                if best == 0 || logLikelihood(down) > logLikelihood(best) { best = down }
            }
            let z = (10 - 50 * edge) / (50 * (2 * best + edge - edge * edge)).squareRoot()
            #expect(abs(abs(z) - Normal.reach(0.95)) < 1e-3)
        }
        #expect(net.newcombe.low > 0 && net.newcombe.high < 0.36)
    }

    @Test("Nobody moved; one answer; empty categories; order turned round")
    func edges() throws {
        let still = scale([[5, 0, 0], [0, 3, 0], [0, 0, 9]])
        #expect(still.homogeneity == nil && still.signedRank == nil)
        let net = try #require(still.netChange(0.95))
        #expect(net.value == 0 && net.p == 1 && net.newcombe.low < 0 && net.newcombe.high > 0)
        #expect(scale([[0, 0], [0, 0]]).netChange(0.95) == nil)
        let three = scale([[4, 2, 0], [1, 7, 3], [0, 2, 5]])
        let wide = scale([[4, 2, 0, 0], [1, 7, 0, 3], [0, 0, 0, 0], [0, 2, 0, 5]])
        #expect(abs((three.homogeneity?.stuartMaxwell ?? 0) - (wide.homogeneity?.stuartMaxwell ?? 1)) < 1e-12)
        let turned = scale([[5, 2, 0], [3, 7, 1], [0, 2, 4]])
        #expect(abs((three.signedRank?.z ?? 0) + (turned.signedRank?.z ?? 0)) < 1e-12)
    }

    /// Against the marginal likelihood integrated by the trapezoid rule at 2,001 points and climbed by scipy's BFGS.
    @Test("Cumulative logit with a level for each respondent")
    func cumulative() throws {
        let five: [[Double]] = [
            [12, 8, 3, 1, 0], [6, 20, 12, 5, 1], [2, 9, 25, 14, 6], [0, 4, 8, 22, 13], [1, 0, 3, 6, 19],
        ]
        let small = try #require(CumulativeLogit(scale(five)))
        #expect(small.converged)
        let golden = Golden(
            "paired-scale", "Cumulative logit with levels",
            source: "Likelihood by the trapezoid rule at 2,001 points, climbed by scipy's BFGS")
        #expect(golden.agrees(small.change, 0.4586553870, within: 1e-4))
        #expect(golden.agrees(small.spread, 3.009880538, within: 1e-3))
        #expect(golden.agrees(small.logLikelihood, -564.3774354860, within: 1e-5))
        #expect(golden.agrees(small.changeError, 0.2043048591, within: 1e-4))
        let large = try #require(CumulativeLogit(scale(Self.vision)))
        #expect(golden.agrees(large.change, 0.1177267976, within: 1e-4))
        #expect(golden.agrees(large.logLikelihood, -17068.2568746917, within: 1e-2))
    }

    @Test("Gauss-Hermite: moments of the normal law up to the degree it is exact for", arguments: [1, 2, 5, 9, 21, 40])
    func quadrature(count: Int) {
        let rule = GaussHermite(count)
        var moment = Double.pi.squareRoot()
        for half in 0..<min(count, 8) {
            let ours = zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.1 * pow($1.0, Double(2 * half)) }
            #expect(abs(ours - moment) < 1e-10 * moment)
            moment *= (2 * Double(half) + 1) / 2
        }
    }

    @Test("Net change: limits hold the truth as often as they say")
    func coverage() throws {
        var newcombe = 0, score = 0
        for sample in 0..<400 {
            var random = CounterRandom(seed: 41, stream: UInt64(sample))
            var counts = Matrix(rows: 3, columns: 3)
            for _ in 0..<40 {
                let draw = random.unit()
                // 30% up, 10% down.
                let place = draw < 0.3 ? (0, 1) : draw < 0.4 ? (2, 1) : (1, 1)
                counts[place.0, place.1] += 1
            }
            let net = try #require(PairedScale(counts).netChange(0.95))
            if net.newcombe.holds(0.2) { newcombe += 1 }
            if net.score.holds(0.2) { score += 1 }
        }
        #expect((370...394).contains(newcombe) && (370...394).contains(score), "\(newcombe) \(score)")
    }
}
