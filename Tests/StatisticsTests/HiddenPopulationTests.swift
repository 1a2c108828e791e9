import Foundation
import Statistics
import Testing
import Vocabulary

@Suite("Hidden populations")
struct HiddenPopulationTests {
    private func counts(_ cells: [Double], lists: Int = 3) -> ListCounts { ListCounts(lists: lists, counts: cells) }

    @Test("Models are enumerated and named: 8, 64 and 1,024 pairwise; 8 and 113 hierarchical")
    func models() {
        #expect([3, 4, 5].map { ListModel.pairwise(lists: $0).count } == [8, 64, 1_024])
        #expect(ListModel.allHierarchical(lists: 3).count == 8)
        #expect(ListModel.allHierarchical(lists: 4).count == 113)
        #expect(Set(ListModel.allHierarchical(lists: 4).map(\.name)).count == 113)
        #expect(ListModel.named("[3, 12]", lists: 3)?.name == "12,3")
        #expect(ListModel.named("123,4", lists: 4)?.terms.count == 4)
        #expect(ListModel.named("1234", lists: 4) == nil && ListModel.named("12,x", lists: 3) == nil)
    }

    /// For three lists the model with all pairs has the closed form n111 n100 n010 n001 / (n110 n101 n011) (Fienberg 1972).
    @Test("Closed forms for three lists", arguments: [[60, 45, 20, 70, 15, 12, 4], [230, 45, 134, 52, 107, 3, 12]])
    func closedForms(cells: [Double]) throws {
        let lists = counts(cells)
        let hidden = cells[6] * cells[0] * cells[1] * cells[3] / (cells[2] * cells[4] * cells[5])
        let model = try #require(ListModel.named("12,13,23", lists: 3))
        let fit = try #require(ModelFit(model, lists))
        #expect(abs(fit.total - lists.total - hidden) < 1e-6 * hidden)
        #expect(fit.deviance < 1e-9 && fit.degrees == 0)
        // With lists 1 and 2 dependent, they are one list against the third.
        let joint = try #require(ListModel.named("12,3", lists: 3).flatMap { ModelFit($0, lists) })
        let either = cells[0] + cells[1] + cells[2], third = cells[3], both = cells[4] + cells[5] + cells[6]
        #expect(abs(joint.total - lists.total - either * third / both) < 1e-6 * joint.total)
    }

    @Test("Zeros: a fit at the edge is found, and a total that cannot be told is not told")
    func existence() throws {
        // Nobody is on lists 1 and 2 together.
        let lists = counts([60, 45, 0, 70, 15, 12, 0])
        func fit(_ name: String) -> ModelFit? { ListModel.named(name, lists: 3).flatMap { ModelFit($0, lists) } }
        let edge = try #require(fit("12,3"))
        #expect(edge.existence == "extended")
        let expected = 105.0 * 70 / 27
        #expect(abs(edge.total - lists.total - expected) < 1e-6 * expected)
        let full = try #require(fit("12,13,23"))
        #expect(full.existence == "not estimable" && full.total.isNaN)
        let plain = try #require(fit("13,2"))
        #expect(plain.existence == "exists")
        // Overlaps with one list alone: whatever is told is a number.
        let odd = counts([10, 10, 0, 10, 0, 0, 0])
        let fits = ListModel.pairwise(lists: 3).compactMap { ModelFit($0, odd) }
        #expect(!fits.isEmpty && fits.allSatisfy { $0.total.isFinite == $0.isUsable })
    }

    @Test("The order of the lists changes nothing")
    func order() throws {
        let cells: [Double] = [60, 45, 20, 70, 15, 12, 4]
        // Lists 1 and 3 change places: bits 0 and 2.
        let turned = (1...7).map { (bits: Int) -> Double in
            let other: Int = ((bits & 1) << 2) | (bits & 2) | (bits >> 2)
            return cells[other - 1]
        }
        let one = try #require(
            CaptureRecapture(counts(cells), models: ListModel.pairwise(lists: 3), criterion: .bic, headline: .average))
        let two = try #require(
            CaptureRecapture(counts(turned), models: ListModel.pairwise(lists: 3), criterion: .bic, headline: .average))
        #expect(abs(one.estimate - two.estimate) < 1e-7 * one.estimate)
        let bound = try #require(LowerBound(counts(cells), confidence: 0.95))
        #expect(bound.total > counts(cells).total && bound.interval.low >= counts(cells).total)
    }

    @Test("The bootstrap is the same each time, counts the choice of model, and BCa differs from percentiles")
    func bootstrap() throws {
        let lists = counts([60, 45, 20, 70, 15, 12, 4])
        let whole = try #require(
            CaptureRecapture(lists, models: ListModel.pairwise(lists: 3), criterion: .aic, headline: .average))
        let one = try #require(whole.bootstrap(.bca, draws: 200, confidence: 0.95, seed: 1))
        let two = try #require(whole.bootstrap(.bca, draws: 200, confidence: 0.95, seed: 1))
        #expect(one.interval == two.interval)
        let alone = try #require(
            CaptureRecapture(lists, models: [whole.fits[whole.best].model], criterion: .aic, headline: .average)?
                .bootstrap(.percentile, draws: 200, confidence: 0.95, seed: 1))
        #expect(one.interval.high - one.interval.low > alone.interval.high - alone.interval.low)
    }

    /// Two dependent lists and one that is independent of them, N = 800: 120 samples, 95% intervals. The chosen model's own interval
    /// holds the truth too rarely; with the choice inside it holds it about as often as it says.
    @Test("Intervals after a choice of model hold the truth")
    func coverage() throws {
        let whole = 800, samples = 60
        var held = 0, alone = 0, used = 0
        for sample in 0..<samples {
            var random = CounterRandom(seed: 31, stream: UInt64(sample))
            var cells = [Double](repeating: 0, count: 7)
            for _ in 0..<whole {
                let first = random.unit() < 0.3
                let second = random.unit() < (first ? 0.4 : 0.25), third = random.unit() < 0.3
                let bits = (first ? 1 : 0) | (second ? 2 : 0) | (third ? 4 : 0)
                if bits > 0 { cells[bits - 1] += 1 }
            }
            let lists = counts(cells)
            guard
                let found = CaptureRecapture(
                    lists, models: ListModel.pairwise(lists: 3), criterion: .aic, headline: .average),
                let interval = found.bootstrap(.bca, draws: 200, confidence: 0.95, seed: UInt64(sample))?.interval
            else { continue }
            used += 1
            if interval.holds(Double(whole)) { held += 1 }
            if let own = ProfileLikelihood(found.fits[found.best], lists, confidence: 0.95)?.interval,
                own.holds(Double(whole))
            {
                alone += 1
            }
        }
        #expect(used == samples)
        #expect(Double(held) / Double(used) >= 0.88, "\(held) of \(used)")
        #expect(alone < held, "\(alone) against \(held)")
    }

    @Test(
        "A search by steps ends where no single step helps, and no further from the best of all models than it must",
        arguments: 0..<12)
    func stepwise(turn: Int) throws {
        var random = CounterRandom(seed: 61, stream: UInt64(turn))
        let lists = 4, chances = [0.5, 0.35, 0.3, 0.25]
        var cells = [Double](repeating: 0, count: 15)
        for _ in 0..<900 {
            var cell = 0
            for (list, chance) in chances.enumerated() where random.unit() < chance { cell |= 1 << list }
            // Who is on the first list is often brought onto the second.
            if cell & 1 == 1, random.unit() < 0.5 { cell |= 2 }
            if cell > 0 { cells[cell - 1] += 1 }
        }
        let counts = ListCounts(lists: lists, counts: cells)
        let looked = ListModel.stepwise(counts, by: .aic)
        #expect(looked.first?.terms.isEmpty == true && Set(looked.map(\.name)).count == looked.count)
        let all = try #require(
            CaptureRecapture(counts, models: ListModel.pairwise(lists: lists), criterion: .aic, headline: .best))
        let found = try #require(CaptureRecapture(counts, models: looked, criterion: .aic, headline: .best))
        let best = found.fits[found.best]
        #expect(best.model.terms.contains(0b11))
        // Every model one step from the one it ends with was looked into, and none is better.
        let terms = Set(best.model.terms)
        for other in all.fits where terms.symmetricDifference(other.model.terms).count == 1 {
            #expect(looked.contains { $0.name == other.model.name })
            #expect(!other.isUsable || other.aic >= best.aic - 1e-6)
        }
        #expect(best.aic <= all.fits[all.best].aic + 2)
    }

    @Test("Chapman's intervals: coverage in 400 samples of 1,000 people, two lists of a quarter each")
    func chapmanCoverage() {
        var held = [0, 0, 0]
        for sample in 0..<400 {
            var random = CounterRandom(seed: 7, stream: UInt64(sample))
            var first = 0.0, second = 0.0, both = 0.0
            for _ in 0..<1_000 {
                let a = random.unit() < 0.25, b = random.unit() < 0.25
                if a { first += 1 }
                if b { second += 1 }
                if a && b { both += 1 }
            }
            let found = Chapman(first: first, second: second, both: both)
            for (place, interval) in [found.normal(0.95), found.logNormal(0.95), found.logit(0.95)].enumerated()
            where interval.holds(1_000) { held[place] += 1 }
        }
        #expect(held.allSatisfy { (368...394).contains($0) }, "\(held)")
    }

    @Test("Least squares without negative coefficients meets the exhaustive search over all subsets")
    func nonNegative() {
        for sample in 0..<30 {
            var random = CounterRandom(seed: 3, stream: UInt64(sample))
            var matrix = Matrix(rows: 5, columns: 4)
            for place in matrix.values.indices { matrix.values[place] = random.normal() }
            let right = (0..<5).map { _ in random.normal() }
            func loss(_ x: [Double]) -> Double {
                zip(right, matrix.times(x)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            var best = loss([0, 0, 0, 0])
            for subset in 1..<16 {
                let columns = (0..<4).filter { subset >> $0 & 1 == 1 }
                let solved = PivotedQR(matrix.keeping(columns)).solve(right)
                guard solved.allSatisfy({ $0 >= 0 }) else { continue }
                var x = [Double](repeating: 0, count: 4)
                for (place, column) in columns.enumerated() { x[column] = solved[place] }
                best = min(best, loss(x))
            }
            let ours = NonNegativeLeastSquares(matrix, right)
            #expect(ours.coefficients.allSatisfy { $0 >= 0 })
            #expect(abs(loss(ours.coefficients) - best) < 1e-9)
        }
    }
}
