import Statistics
import Testing
import Vocabulary

@Suite("Synthetic comparison")
struct SyntheticComparisonTests {
    /// Counts that hang together within each place; `effect` on the treated after the start.
    static func panel(
        _ seed: UInt64, units: Int = 150, periods: Int = 8, before: Int = 6, treated: Int = 12, effect: Double = 1
    ) -> SyntheticPanel {
        var random = CounterRandom(seed: seed, stream: 9)
        var flags = [Bool](repeating: false, count: units)
        for unit in 0..<treated { flags[unit] = true }
        var counts: [Double] = [], people: [Double] = []
        for unit in 0..<units {
            let size = 50 + 100 * random.unit()
            people.append(size.rounded())
            let level = size / 40 * random.gamma(2) / 2
            for period in 0..<periods {
                let drop = flags[unit] && period >= before ? effect : 1
                counts.append(Double(random.poisson(level * drop * (1 + 0.1 * Double(period % 4)))))
            }
        }
        return SyntheticPanel(
            units: units, periods: periods, before: before, treated: flags, outcomes: [counts], covariates: [people])
    }

    @Test(
        "Weights meet every total, none is negative, and raking's are exponentials",
        arguments: Calibration.Distance.allCases)
    func exact(distance: Calibration.Distance) throws {
        let found = try #require(SyntheticComparison(Self.panel(1), errors: .matched, distance: distance))
        #expect(found.calibration.isExact && found.calibration.worst <= 1e-9)
        #expect(found.calibration.weights.allSatisfy { $0 >= 0 })
        for balance in found.balance {
            #expect(abs(balance.target - balance.weighted) <= 1e-8 * max(1, balance.target))
        }
        #expect(found.calibration.weights[..<12].allSatisfy { $0 == 0 })
        #expect(found.calibration.effectiveSize > 12)
    }

    @Test("The order of the places changes nothing, and twice the same places change nothing but the errors")
    func invariance() throws {
        let panel = Self.panel(2)
        let order = Array((0..<panel.units).reversed())
        let turned = SyntheticPanel(
            units: panel.units, periods: panel.periods, before: panel.before, treated: order.map { panel.treated[$0] },
            outcomes: [
                order.flatMap { unit in (0..<panel.periods).map { panel.outcomes[0][unit * panel.periods + $0] } }
            ],
            covariates: [order.map { panel.covariates[0][$0] }])
        let one = try #require(SyntheticComparison(panel, errors: .survey, distance: .linear)).effects[0]
        let two = try #require(SyntheticComparison(turned, errors: .survey, distance: .linear)).effects[0]
        #expect(abs(one.expected - two.expected) < 1e-7 && abs(one.z - two.z) < 1e-7)
    }

    @Test("Totals that cannot be met: the least imbalance is that of least squares without negatives")
    func infeasible() throws {
        // Two columns and the count; the treated total lies outside what any mix of the others gives.
        var matrix = Matrix(rows: 5, columns: 3)
        let rows: [[Double]] = [[1, 9, 9], [1, 1, 2], [1, 2, 1], [1, 3, 3], [1, 2, 4]]
        for (row, values) in rows.enumerated() {
            for (column, value) in values.enumerated() { matrix[row, column] = value }
        }
        let targets = rows[0]
        let found = Calibrator(SparseRows(matrix), .raking).weights(
            targets, excluded: [true, false, false, false, false])
        #expect(!found.isExact && found.worst > 0.1)
        let scaled = Matrix(
            columns: (1..<5).map { unit in (0..<3).map { rows[unit][$0] / max(1, targets[$0]) } })
        let oracle = NonNegativeLeastSquares(scaled, targets.map { $0 / max(1, $0) })
        func miss(_ weights: [Double]) -> Double {
            zip(targets, scaled.times(weights)).reduce(0) { sum, pair in
                let off = pair.0 / max(1, pair.0) - pair.1
                return sum + off * off
            }
        }
        let ours = miss(Array(found.weights[1...])), best = oracle.residual.reduce(0) { $0 + $1 * $1 }
        #expect(ours < best * 1.01 + 1e-6 && ours > best * 0.999 - 1e-9, "\(ours) against \(best)")
    }

    @Test("A total of zero is met by giving nothing to places that have any")
    func zeroTotal() {
        var matrix = Matrix(rows: 6, columns: 2)
        let second: [Double] = [0, 0, 3, 0, 1, 0]
        for row in 0..<6 { (matrix[row, 0], matrix[row, 1]) = (1, second[row]) }
        let found = Calibrator(SparseRows(matrix), .linear).weights(
            [2, 0], excluded: [true, true, false, false, false, false])
        #expect(found.isExact && found.weights[2] == 0 && found.weights[4] == 0)
        #expect(abs(found.weights.reduce(0, +) - 2) < 1e-9)
    }

    @Test("An effect is found; placebos, jackknife and other weights are the same each time")
    func effect() throws {
        let found = try #require(
            SyntheticComparison(Self.panel(3, effect: 0.3), errors: .matched, distance: .linear))
        #expect(found.effects[0].ratio < 0.8 && found.effects[0].z < -2)
        let placebos = found.placebos(60, seed: 4), again = found.placebos(60, seed: 4)
        #expect(placebos.z == again.z)
        #expect(SyntheticComparison.Placebos.p(found.effects[0].z, placebos.z[0]).lower <= 3.0 / 61)
        let error = try #require(found.jackknife(groups: 10, seed: 1))[0]
        #expect(error > 0.3 * found.effects[0].error && error < 3 * found.effects[0].error)
        let other = found.sensitivity(sets: 6, seed: 1)
        #expect(other.ratios[0].count == 6 && (other.ratios[0].last ?? 9) < 1)
    }

    /// No effect, 12 of 120 places: how often the linearised tests call one at 5% (seen: 2 and 1 of 120, on the safe side), and 39 placebo groups
    /// at 10% (7 of 60).
    @Test("A true null is rejected about as often as it says")
    func size() throws {
        var matched = 0, survey = 0, placebo = 0
        let samples = 120
        for sample in 0..<samples {
            let panel = Self.panel(1_000 + UInt64(sample), units: 120, periods: 7, before: 5)
            let one = try #require(SyntheticComparison(panel, errors: .matched, distance: .linear))
            let two = try #require(SyntheticComparison(panel, errors: .survey, distance: .linear))
            if abs(one.effects[0].z) > 1.96 { matched += 1 }
            if abs(two.effects[0].z) > 1.96 { survey += 1 }
            if sample < 60 {
                let drawn = one.placebos(39, seed: UInt64(sample))
                if SyntheticComparison.Placebos.p(one.effects[0].z, drawn.z[0]).both <= 0.1 { placebo += 1 }
            }
        }
        #expect(matched <= 12, "\(matched) of \(samples)")
        #expect(survey <= 12, "\(survey) of \(samples)")
        #expect(placebo <= 12, "\(placebo) of 60")
    }
}

@Suite("Synthetic difference in differences")
struct SyntheticDifferenceTests {
    @Test("Parallel places with an effect: it is found exactly, and so is plain difference in differences")
    func exact() throws {
        var random = CounterRandom(seed: 2, stream: 0)
        let units = 8, periods = 12, before = 8
        let time = (0..<periods).map { _ in 3 * random.normal() }
        var values: [Double] = []
        for unit in 0..<units {
            let level = 10 * random.unit()
            for period in 0..<periods { values.append(level + time[period] + (unit == 0 && period >= before ? -4 : 0)) }
        }
        let found = try #require(
            SyntheticDifference(values, periods: periods, before: before, treated: (0..<units).map { $0 == 0 }))
        #expect(abs(found.estimate + 4) < 1e-9 && abs(found.plain + 4) < 1e-9)
        #expect(abs(found.unitWeights.reduce(0, +) - 1) < 1e-12 && abs(found.periodWeights.reduce(0, +) - 1) < 1e-12)
    }

    /// The weights against a search by small moves between two places at a time, which cannot end anywhere but at the best of a
    /// convex problem.
    @Test("Weights are those of a slow search", arguments: [0, 1, 2] as [UInt64])
    func oracle(seed: UInt64) throws {
        var random = CounterRandom(seed: 17, stream: seed)
        let units = 6, periods = 10, before = 7
        let values = (0..<units * periods).map { _ in 20 + 5 * random.normal() }
        let found = try #require(
            SyntheticDifference(values, periods: periods, before: before, treated: (0..<units).map { $0 == 0 }))
        let changes = (1..<units).flatMap { unit in
            (1..<before).map { values[unit * periods + $0] - values[unit * periods + $0 - 1] }
        }
        let mean = changes.reduce(0, +) / Double(changes.count)
        let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(changes.count - 1)
        let ridge = (1.0 * 3).squareRoot() * variance
        func loss(_ weights: [Double]) -> Double {
            var left = (0..<before).map { period in
                (1..<units).reduce(-values[period]) { $0 + weights[$1 - 1] * values[$1 * periods + period] }
            }
            let middle = left.reduce(0, +) / Double(before)
            left = left.map { $0 - middle }
            return left.reduce(0) { $0 + $1 * $1 } / Double(before) + ridge * weights.reduce(0) { $0 + $1 * $1 }
        }
        var slow = [Double](repeating: 0.2, count: 5)
        var step = 0.1
        while step > 1e-7 {
            var moved = false
            for a in 0..<5 {
                for b in 0..<5 where a != b && slow[a] >= step {
                    var next = slow
                    next[a] -= step
                    next[b] += step
                    if loss(next) < loss(slow) - 1e-14 { (slow, moved) = (next, true) }
                }
            }
            if !moved { step /= 2 }
        }
        #expect(loss(found.unitWeights) <= loss(slow) + 1e-9)
        for (ours, theirs) in zip(found.unitWeights, slow) { #expect(abs(ours - theirs) < 1e-4) }
    }

    @Test("Placebo errors: a null is rejected about as often as it says, and an effect is found")
    func errors() throws {
        var rejected = 0
        for sample in 0..<60 {
            var random = CounterRandom(seed: 23, stream: UInt64(sample))
            let units = 14, periods = 12, before = 9
            var values: [Double] = []
            for _ in 0..<units {
                let level = 30 * random.unit(), slope = 0.3 * random.normal()
                for period in 0..<periods { values.append(level + slope * Double(period) + random.normal()) }
            }
            let treated = (0..<units).map { $0 < 2 }
            let found = try #require(SyntheticDifference(values, periods: periods, before: before, treated: treated))
            let draws = SyntheticDifference.placebos(
                values, periods: periods, before: before, treated: treated, most: 30, seed: UInt64(sample))
            #expect(!draws.isEvery && draws.estimates.count == 30)
            let error = SyntheticDifference.Placebos.error(draws.estimates)
            if abs(found.estimate) > 1.96 * error { rejected += 1 }
            #expect(try #require(found.jackknife(values, periods: periods, before: before, treated: treated)) > 0)
        }
        #expect(rejected <= 10, "\(rejected) of 60")
    }

    @Test("Too little to say: one period before, one other place, nothing that changes")
    func insufficient() {
        #expect(SyntheticDifference([1, 2, 3, 4], periods: 2, before: 1, treated: [true, false]) == nil)
        #expect(SyntheticDifference([1, 2, 3, 1, 2, 3], periods: 3, before: 2, treated: [true, false]) == nil)
        let flat = [Double](repeating: 5, count: 12)
        #expect(SyntheticDifference(flat, periods: 3, before: 2, treated: [true, false, false, false]) == nil)
    }
}
