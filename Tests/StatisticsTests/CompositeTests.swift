import Glibc
import TestSupport
import Testing

@testable import Statistics

@Suite("Composite indices")
struct CompositeTests {
    /// OECD rule on the example of COINr's help page of `winsorise`: two far values are drawn in to the third.
    @Test("Far values are drawn in until the indicator is no longer skewed and peaked")
    func outliers() {
        var values: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]
        #expect(!OutlierRule().passes(values))
        #expect(OutlierRule().apply(&values) == [11])
        #expect(values[11] == 30)
        var low = values.map { -$0 }
        low[11] = -1_000
        #expect(OutlierRule(most: 1).apply(&low) == [11])
        #expect(low[11] == -30)
        var even: [Double] = [1, 2, 3, 4]
        #expect(OutlierRule().apply(&even).isEmpty)
    }

    @Test("What has no spread is said to have none; a missing value stays missing and changes no other")
    func degenerate() {
        for way in Normalisation.allCases where way != .none {
            var same = [4.0, 4, 4]
            #expect(!way.apply(&same, posts: way == .goalposts ? (4, 4) : nil), "\(way)")
            var gap = [1.0, .nan, 2, 4, 8], whole = [1.0, 2, 4, 8]
            #expect(way.apply(&gap, posts: (0, 10)) && way.apply(&whole, posts: (0, 10)))
            #expect(gap[1].isNaN)
            #expect([gap[0], gap[2], gap[3], gap[4]] == whole, "\(way)")
        }
    }

    @Test(
        "Ranks over all ways of leaving one indicator out are those of an ordinary sort, ties and gaps too",
        arguments: [false, true])
    func ranks(hasGaps: Bool) throws {
        var random = CounterRandom(seed: 9, stream: 0)
        let areas = 60
        var columns = (0..<4).map { _ in (0..<areas).map { _ in Double(random.below(5)) } }
        if hasGaps {
            columns[0][3] = .nan
            for column in 0..<4 { columns[column][7] = .nan }
        }
        let tree = CompositeTree.flat([1, 1, 1, 1])
        let model = CompositeUncertainty(
            indicators: columns.map { CompositeUncertainty.Indicator($0) }, tree: tree, normalisations: [.none],
            aggregations: [.arithmetic], factors: [.dropping])
        let nominal = ScoreRank.of(try #require(model.nominal))
        let found = try #require(model.ranks(draws: 4_000, seed: 1, nominal: nominal))
        var expected: [Set<Int>] = Array(repeating: [], count: areas)
        for dropped in -1..<4 {
            let weights = (0..<4).map { $0 == dropped ? 0.0 : 1 }
            let scores = CompositeTree.flat(weights).values(columns.flatMap { $0 }, areas: areas, .arithmetic)
            for (area, rank) in ScoreRank.of(scores).enumerated() { if let rank { expected[area].insert(rank) } }
        }
        for area in 0..<areas {
            let seen = (0..<areas).filter { found.histogram[area * areas + $0] > 0 }.map { $0 + 1 }
            #expect(Set(seen) == expected[area])
            #expect(found.known(area) == (hasGaps && area == 7 ? 0 : 4_000))
        }
    }

    @Test(
        "Draws ranked side by side are those of an ordinary sort; what is too near to tell is left over",
        arguments: [2, 3, 17, 343])
    func sideBySide(areas: Int) {
        var random = CounterRandom(seed: 5, stream: UInt64(areas))
        var lanes = RankLanes(areas), columns: [[Double]] = [], left: UInt32 = 0
        for draw in 0..<RankLanes.width {
            var column = (0..<areas).map { _ in random.normal() * 1e3 - 5 }
            if draw == 3 { column[1] = column[0] }
            if draw == 5 { column[areas - 1] = .nan }
            if draw == 7 { column[0] = .infinity }
            // Nearer to each other than the boxes are wide: in one box, or on either side of an edge and in order.
            if draw == 9, areas > 2 { column[1] = column[0].nextUp }
            if [3, 5, 7].contains(draw) { left |= 1 << UInt32(draw) }
            lanes.put(column, draw: draw)
            columns.append(column)
        }
        let sure = lanes.counted(draws: 14)
        #expect(sure & left == 0 && sure >> 14 == 0)
        #expect(sure.nonzeroBitCount >= 12 - left.nonzeroBitCount)
        var expected = [UInt32](repeating: 0, count: areas * areas)
        for (draw, column) in columns.enumerated() where sure >> UInt32(draw) & 1 == 1 {
            for (rank, area) in column.indices.sorted(by: { column[$0] > column[$1] }).enumerated() {
                expected[rank * areas + area] += 1
            }
        }
        #expect(lanes.times == expected)
    }

    @Test("The same seed gives the same ranks; chances of being first add up to one without ties")
    func repeatable() throws {
        var random = CounterRandom(seed: 2, stream: 0)
        let columns = (0..<5).map { _ in (0..<40).map { _ in random.normal() } }
        let model = CompositeUncertainty(
            indicators: columns.map { CompositeUncertainty.Indicator($0) }, tree: .flat([1, 1, 1, 1, 1]),
            normalisations: [.z], aggregations: [.arithmetic], concentration: 1, factors: [.weights])
        let nominal = ScoreRank.of(try #require(model.nominal))
        let one = try #require(model.ranks(draws: 500, seed: 3, nominal: nominal))
        let same = try #require(model.ranks(draws: 500, seed: 3, nominal: nominal))
        let other = try #require(model.ranks(draws: 500, seed: 4, nominal: nominal))
        #expect(one.histogram == same.histogram && one.histogram != other.histogram)
        #expect(abs((0..<40).reduce(0) { $0 + one.chance($1, top: 1) } - 1) < 1e-12)
        #expect(abs((0..<40).reduce(0) { $0 + one.mean($1) } - 40 * 20.5) < 1e-6)
    }

    @Test("Chances of being among the first are as often right as they say when counts have chance errors")
    func calibration() throws {
        var groups = Array(repeating: (said: 0.0, true: 0.0, count: 0.0), count: 4)
        for trial in 0..<40 as Range<UInt64> {
            var random = CounterRandom(seed: 100, stream: trial)
            let people = (0..<30).map { _ in 500 + Double(random.below(3_000)) }
            let rates = people.map { _ in random.gamma(4) / 4 * 0.02 }
            let counts = zip(people, rates).map { Double(random.poisson($0 * $1)) }
            let errors = CountErrors(.poisson, counts: counts, populations: people, isShrunk: true)
            let model = CompositeUncertainty(
                indicators: [CompositeUncertainty.Indicator((0..<30).map { errors.rate($0) }, errors: errors)],
                tree: .flat([1]), normalisations: [.none], aggregations: [.arithmetic], factors: [.sampling])
            let nominal = ScoreRank.of(try #require(model.nominal))
            let found = try #require(model.ranks(draws: 300, seed: trial, nominal: nominal))
            let truth = ScoreRank.of(rates)
            for area in 0..<30 {
                let said = found.chance(area, top: 6), place = min(3, Int(said * 4))
                groups[place].said += said
                groups[place].true += (truth[area] ?? 99) <= 6 ? 1 : 0
                groups[place].count += 1
            }
        }
        for group in groups {
            let said = group.said / group.count, seen = group.true / group.count
            let error = (said * (1 - said) / group.count).squareRoot()
            #expect(abs(said - seen) < 4 * error + 0.03, "said \(said), seen \(seen), n \(group.count)")
        }
    }

    @Test("Binomial and poisson errors: a mean between the area's rate and the average, and none for a missing count")
    func shrinkage() {
        let errors = CountErrors(
            .poisson, counts: [0, 5, 40, .nan], populations: [100, 200, 1_000, 50], isShrunk: true)
        let average = 45.0 / 1_300
        #expect(errors.rate(0) > 0 && errors.rate(0) < average)
        #expect(abs(errors.rate(2) - 0.04) < abs(average - 0.04))
        let shares = CountErrors(.binomial, counts: [0, 50, 100], populations: [100, 100, 100], isShrunk: false)
        #expect(shares.rate(0) == 0.5 / 101 && shares.rate(2) == 100.5 / 101)
    }

    /// Closed forms: Ishigami and Homma 1990 with a = 7, b = 0.1; the g-function of Saltelli and Sobol 1995 with a = 0, 1, 4.5, 9.
    @Test("Sobol indices of Ishigami's function and of the g-function")
    func sobol() throws {
        let ishigami = try #require(
            SobolIndices(factors: 3, samples: 60_000, seed: 5) { u in
                let x = u.map { (2 * $0 - 1) * Double.pi }
                return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
            })
        let first = [0.313905191147811, 0.442411144790041, 0],
            total = [0.557588855209959, 0.442411144790041, 0.243683664062148]
        let golden = Golden(
            "composite-uncertainty", "Shares of variance, first and total",
            source: "Closed forms: Ishigami and Homma 1990; g-function of Saltelli and Sobol 1995")
        for place in 0..<3 {
            #expect(golden.agrees(ishigami.first[place].value, first[place], within: 0.01))
            #expect(golden.agrees(ishigami.total[place].value, total[place], within: 0.01))
            #expect(abs(ishigami.total[place].value - total[place]) < 5 * ishigami.total[place].error)
        }
        let a = [0.0, 1, 4.5, 9]
        let g = try #require(
            SobolIndices(factors: 4, samples: 60_000, seed: 6) { u in
                zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
            })
        let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
        let all = parts.reduce(1) { $0 * (1 + $1) } - 1
        for place in 0..<4 {
            let others = parts.indices.reduce(1.0) { $0 * ($1 == place ? 1 : 1 + parts[$1]) }
            #expect(golden.agrees(g.first[place].value, parts[place] / all, within: 0.01))
            #expect(golden.agrees(g.total[place].value, parts[place] * others / all, within: 0.01))
        }
        #expect(SobolIndices(factors: 2, samples: 100, seed: 1) { _ in 3 } == nil)
    }
}
