import Foundation
import Statistics
import TestSupport
import Testing
import Vocabulary

@Suite("Costs, prices, multipliers and indicators")
struct CostAndPriceTests {
    @Test(
        "Fieller's limits are the quotients a t-like test does not reject, and open where the outcome is not told from zero"
    )
    func fieller() throws {
        let costs: [Double] = [120, 90, 210, 160, 75, 130, 190, 145], outcomes: [Double] = [4, 3, 7, 5, 2, 6, 5, 6]
        let moments = try #require(CostRatio.Moments(costs, outcomes))
        let ratio = CostRatio(moments)
        guard case .between(let interval) = ratio.fieller(1.96, confidence: 0.95) else {
            Issue.record("bounded limits expected")
            return
        }
        for edge in [interval.low, interval.high] {
            let off = moments.cost - edge * moments.outcome
            let variance = moments.costVariance - 2 * edge * moments.covariance + edge * edge * moments.outcomeVariance
            #expect(abs(off * off / variance - 1.96 * 1.96) < 1e-9)
        }
        #expect(interval.holds(ratio.value))
        let flat = try #require(CostRatio.Moments(costs, [1, -1, 2, -2, 1, -1, 0.5, 0]))
        if case .between = CostRatio(flat).fieller(1.96, confidence: 0.95) { Issue.record("no bounds expected") }
    }

    /// statsmodels 0.14/0.15 `combine_effects`, both estimators of the spread between sources.
    @Test("Random effects: DerSimonian and Laird, Paule and Mandel")
    func randomEffects() throws {
        let shares = [130.0 / 310, 38.0 / 290, 61.0 / 240], surveyed = [310.0, 290, 240]
        let logs = zip([1250.0, 640, 980], shares).map { log($0 / $1) }
        let variances = zip(shares, surveyed).map { (1 - $0) / ($0 * $1) }
        let dl = try #require(RandomEffects(logs, variances, between: .dersimonianLaird))
        let golden = Golden(
            "multiplier", "Random effects over three sources", source: "statsmodels 0.14, combine_effects (DL, PM)")
        #expect(golden.agrees(dl.tauSquared, 0.0489569226024077, 1e-7))
        #expect(golden.agrees(dl.q, 10.87726964526155))
        #expect(golden.agrees(exp(dl.mean), 3737.4928926316347))
        #expect(golden.agrees(dl.error, 0.14287836931977932, 1e-8))
        #expect(golden.agrees(dl.knappError, 0.14183333439926607, 1e-8))
        let pm = try #require(RandomEffects(logs, variances, between: .pauleMandel))
        #expect(golden.agrees(pm.tauSquared, 0.048061127, within: 5e-7))
        #expect(RandomEffects([], [], between: .fixed) == nil && RandomEffects([1], [0], between: .fixed) == nil)
    }

    @Test("Tobit: without censoring it is least squares; with it, the truth is found where least squares misses it")
    func tobit() throws {
        var random = CounterRandom(seed: 6, stream: 0)
        let rows = 400
        var design = Matrix(rows: rows, columns: 2)
        var outcome: [Double] = []
        for row in 0..<rows {
            (design[row, 0], design[row, 1]) = (1, random.normal())
            outcome.append(1 + 2 * design[row, 1] + random.normal())
        }
        let whole = try #require(TobitModel(design, outcome, outcome.map { _ in false }))
        let plain = PivotedQR(design).solve(outcome)
        for (ours, theirs) in zip(whole.coefficients, plain) { #expect(abs(ours - theirs) < 1e-8) }
        let cut = outcome.map { max($0, 0.5) }
        let tobit = try #require(TobitModel(design, cut, outcome.map { $0 < 0.5 }))
        #expect(abs(tobit.coefficients[1] - 2) < 0.2 && abs(tobit.spread - 1) < 0.15)
        #expect(PivotedQR(design).solve(cut)[1] < 1.7)
        #expect(TobitModel(design, cut, outcome.map { _ in true }) == nil)
    }

    @Test("Eigenvalues: the vectors come back to the matrix")
    func eigen() {
        var random = CounterRandom(seed: 8, stream: 0)
        var matrix = Matrix(rows: 5, columns: 5)
        for a in 0..<5 { for b in 0...a { matrix[a, b] = random.normal(); matrix[b, a] = matrix[a, b] } }
        let found = SymmetricEigen(matrix)
        #expect(zip(found.values, found.values.dropFirst()).allSatisfy { $0 >= $1 })
        for place in 0..<5 {
            let vector = found.vectors.column(place)
            for (ours, theirs) in zip(matrix.times(vector), vector) {
                #expect(abs(ours - found.values[place] * theirs) < 1e-10)
            }
        }
    }

    @Test(
        "Indicators: leaving out by formula is leaving out by hand, and prediction intervals hold",
        arguments: IndicatorModel.Kind.allCases)
    func indicators(kind: IndicatorModel.Kind) throws {
        var held = 0, asked = 0
        for sample in 0..<20 {
            var random = CounterRandom(seed: 12, stream: UInt64(sample))
            let areas = 40
            let truth = (0..<areas).map { _ in 0.4 * random.normal() }
            let one = truth.map { $0 + 0.2 * random.normal() }, two = truth.map { 2 * $0 + 0.3 * random.normal() }
            let rates = truth.map { -5 + $0 + 0.1 * random.normal() }
            let anchors = Array(0..<15)
            let model = try #require(
                IndicatorModel(kind, indicators: [one, two], anchors: anchors, rates: anchors.map { rates[$0] }))
            for area in 15..<areas {
                let half = StudentT.reach(0.9, degrees: model.degrees) * model.predictions[area].error
                if abs(rates[area] - model.predictions[area].value) <= half { held += 1 }
                asked += 1
            }
            guard sample == 0 else { continue }
            let fixed = try #require(
                IndicatorModel(
                    kind, indicators: [one, two], anchors: anchors, rates: anchors.map { rates[$0] }, fixed: 1))
            let without = Array(anchors.dropFirst())
            let byHand = try #require(
                IndicatorModel(
                    kind, indicators: [one, two], anchors: without, rates: without.map { rates[$0] }, fixed: 1))
            #expect(abs(byHand.predictions[0].value - fixed.leftOut[0]) < 1e-9)
        }
        let share = Double(held) / Double(asked)
        #expect((0.84...0.96).contains(share), "\(share)")
        #expect(IndicatorModel(kind, indicators: [[1, 1, 1]], anchors: [0, 1, 2], rates: [1, 2, 3]) == nil)
    }
}
