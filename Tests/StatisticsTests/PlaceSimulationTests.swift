import Glibc
@testable import Statistics
import Testing

/// Methods of place on data in which there is nothing to find, and against sums written out in full.
@Suite("Methods of place keep their word")
struct PlaceSimulationTests {
    /// Events that gather about a few middles, and in a few bursts, each without regard to the other: a market's usual shape.
    static func bursty(_ count: Int, seed: UInt64) -> (x: [Double], y: [Double], days: [Int]) {
        var random = CounterRandom(seed: seed, stream: 7)
        let middles = (0..<8).map { _ in (random.unit() * 3_000, random.unit() * 3_000) }
        let bursts = (0..<6).map { _ in random.below(360) }
        var x: [Double] = [], y: [Double] = [], days: [Int] = []
        for _ in 0..<count {
            let middle = middles[random.below(middles.count)]
            x.append(middle.0 + 80 * random.normal())
            y.append(middle.1 + 80 * random.normal())
            days.append(max(0, bursts[random.below(bursts.count)] + Int(6 * random.normal())))
        }
        return (x, y, days)
    }

    @Test("Knox on independent events that gather and come in bursts rejects about one in twenty")
    func knox() {
        let knox = NearRepeat(distanceEdges: [0, 150], timeEdges: [0, 14], hasSamePlace: false, hasBeyond: false)
        var rejected = 0
        let runs = 160
        for run in 0..<runs {
            let events = Self.bursty(100, seed: UInt64(run))
            let table = knox.table(
                x: events.x, y: events.y, days: events.days, .euclidean, permutations: 59, seed: UInt64(run))
            if table.p[0][0] <= 0.05 { rejected += 1 }
        }
        // 8 expected of 160; binomial limits at one in a thousand to either side.
        #expect((1...18).contains(rejected), "\(rejected) of \(runs)")
    }

    @Test(
        "Knox counts the pairs that are there, whatever the order and the turn of the map",
        arguments: 1...3 as ClosedRange<UInt64>)
    func knoxPairs(seed: UInt64) {
        let events = Self.bursty(60, seed: seed)
        let edges = [0.0, 100, 250], times = [0, 7, 30]
        let knox = NearRepeat(distanceEdges: edges, timeEdges: times, hasSamePlace: false, hasBeyond: false)
        var slow = [[0, 0], [0, 0]]
        for one in 0..<60 {
            for other in 0..<one {
                let dx = events.x[one] - events.x[other], dy = events.y[one] - events.y[other]
                let apart = (dx * dx + dy * dy).squareRoot(), days = abs(events.days[one] - events.days[other])
                for row in 0..<2 where apart >= edges[row] && apart < edges[row + 1] {
                    for column in 0..<2 where days >= times[column] && days < times[column + 1] {
                        slow[row][column] += 1
                    }
                }
            }
        }
        func observed(_ x: [Double], _ y: [Double], _ days: [Int]) -> [[Int]] {
            knox.table(x: x, y: y, days: days, .euclidean, permutations: 0, seed: 1).observed
        }
        #expect(observed(events.x, events.y, events.days) == slow)
        #expect(observed(events.x.reversed(), events.y.reversed(), events.days.reversed()) == slow)
        #expect(observed(events.y.map { -$0 }, events.x, events.days.map { 1_000 - $0 }) == slow)
    }

    @Test("The margins of a Knox table are all pairs counted one by one, and random orders give them on average")
    func margins() {
        var random = CounterRandom(seed: 71, stream: 0)
        let x = (0..<80).map { _ in Double(random.below(600)) }, y = (0..<80).map { _ in Double(random.below(600)) }
        let days = (0..<80).map { _ in random.below(90) }
        for hasBeyond in [false, true] {
            let knox = NearRepeat(
                distanceEdges: [0, 100, 250], timeEdges: [0, 10, 40], hasSamePlace: false, hasBeyond: hasBeyond)
            let table = knox.table(x: x, y: y, days: days, .euclidean, permutations: 999, seed: 3)
            var byDistance = [0, 0, 0], byTime = [0, 0, 0]
            for first in 0..<80 {
                for second in (first + 1)..<80 {
                    let far = hypot(x[first] - x[second], y[first] - y[second]), long = abs(days[first] - days[second])
                    byDistance[far < 100 ? 0 : far < 250 ? 1 : 2] += 1
                    byTime[long < 10 ? 0 : long < 40 ? 1 : 2] += 1
                }
            }
            #expect(table.pairs == 3_160)
            #expect(table.byDistance == Array(byDistance.prefix(knox.rows)))
            #expect(table.byTime == Array(byTime.prefix(knox.columns)))
            for row in 0..<knox.rows {
                for column in 0..<knox.columns {
                    #expect(abs(table.expected[row][column] / table.byMargins(row, column) - 1) < 0.03)
                }
            }
        }
    }

    /// A square of areas, neighbours side by side.
    static func square(_ side: Int) -> SpatialWeights {
        SpatialWeights(
            (0..<side * side).map { area in
                let row = area / side, column = area % side
                return [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
                    .filter { (0..<side).contains($0.0) && (0..<side).contains($0.1) }
                    .map { (area: $0.0 * side + $0.1, weight: 1.0) }
            })
    }

    @Test("Moran and Geary are the sums they are defined by, in any order and on any scale")
    func global() {
        var random = CounterRandom(seed: 5, stream: 0)
        let values = (0..<36).map { _ in random.exponential() }, weights = Self.square(6).rowStandardised
        let mean = values.reduce(0, +) / 36
        var cross = 0.0, off = 0.0, squares = 0.0, all = 0.0
        for area in values.indices {
            squares += (values[area] - mean) * (values[area] - mean)
            for place in weights.stretch(area) {
                let other = Int(weights.neighbours[place])
                all += weights.weights[place]
                cross += weights.weights[place] * (values[area] - mean) * (values[other] - mean)
                off += weights.weights[place] * (values[area] - values[other]) * (values[area] - values[other])
            }
        }
        let moran = GlobalAutocorrelation.moran(values, weights), geary = GlobalAutocorrelation.geary(values, weights)
        #expect(abs(moran.value - 36 / all * cross / squares) < 1e-12)
        #expect(abs(geary.value - 35 / (2 * all) * off / squares) < 1e-12)
        let scaled = GlobalAutocorrelation.moran(values.map { 1_000_000 + 3e6 * $0 }, weights)
        #expect(abs(scaled.value - moran.value) < 1e-9 && abs(scaled.z - moran.z) < 1e-7)
    }

    @Test("The mean and the spread of Moran's I over all orders are those it says")
    func moments() {
        let values = [1.0, 2, 4, 8, 3],
            weights = SpatialWeights([
                [(1, 1)], [(0, 1), (2, 1)], [(1, 1), (3, 1)], [(2, 1), (4, 1)], [(3, 1)],
            ])
        var all: [Double] = []
        func permute(_ left: [Double], _ taken: [Double]) {
            if left.isEmpty { all.append(GlobalAutocorrelation.moran(taken, weights).value) }
            for place in left.indices {
                var rest = left
                let next = rest.remove(at: place)
                permute(rest, taken + [next])
            }
        }
        permute(values, [])
        let mean = all.reduce(0, +) / 120, variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 120
        let said = GlobalAutocorrelation.moran(values, weights)
        #expect(all.count == 120 && abs(said.expected - mean) < 1e-12 && abs(said.variance - variance) < 1e-12)
    }

    @Test("The scan finds the best circle there is, and rejects about one noise map in ten at 0.1")
    func scan() {
        let side = 5, x = (0..<25).map { Double($0 % side) }, y = (0..<25).map { Double($0 / side) * 1.01 }
        let people = (0..<25).map { 100 + Double($0 * 37 % 60) }
        var rejected = 0
        for run in 0..<60 as Range<UInt64> {
            var random = CounterRandom(seed: run, stream: 3)
            let cases = people.map { Double(random.poisson($0 / 25)) }
            let found = SpatialScan(.poisson).clusters(
                x: x, y: y, cases: cases, expected: people, population: people, draws: 39, most: 1, seed: run)
            if (found.first?.p ?? 1) <= 0.1 { rejected += 1 }
            guard run < 4 else { continue }
            #expect(abs((found.first?.logLikelihoodRatio ?? 0) - bestCircle(x, y, cases, people)) < 1e-10)
        }
        // 6 expected of 60.
        #expect((1...14).contains(rejected), "\(rejected)")
    }

    /// Every middle with every radius, written out.
    private func bestCircle(_ x: [Double], _ y: [Double], _ cases: [Double], _ people: [Double]) -> Double {
        let total = cases.reduce(0, +), all = people.reduce(0, +)
        var best = 0.0
        for middle in x.indices {
            func apart(_ area: Int) -> Double {
                let dx = x[area] - x[middle], dy = y[area] - y[middle]
                return dx * dx + dy * dy
            }
            let order = x.indices.sorted { (apart($0), $0) < (apart($1), $1) }
            for last in order.indices {
                let inside = order[0...last]
                let c = inside.reduce(0) { $0 + cases[$1] }, n = inside.reduce(0) { $0 + people[$1] }
                let e = total * n / all
                guard n <= all / 2, c > e else { continue }
                best = max(best, SlowScan.ratio(c, e, total))
            }
        }
        return best
    }

    @Test("A Bernoulli scan of cases and controls is the likelihood ratio of two shares")
    func bernoulli() {
        let x = [0.0, 1, 10, 11, 12], y = [Double](repeating: 0, count: 5)
        let cases = [9.0, 8, 2, 1, 2], people = [12.0, 11, 13, 12, 14]
        let found = SpatialScan(.bernoulli).clusters(
            x: x, y: y, cases: cases, expected: people, population: people, draws: 99, most: 1, seed: 1)
        #expect(found.first?.areas.sorted() == [0, 1])
        #expect(abs((found.first?.logLikelihoodRatio ?? 0) - SlowScan.bernoulli(17, 23, 22, 62)) < 1e-10)
    }

    @Test("No circle's ratio exceeds the bound by which random maps pass it over, however common cases are")
    func bound() {
        var random = CounterRandom(seed: 81, stream: 0)
        for law in SpatialScan.Law.allCases {
            let scan = SpatialScan(law, rates: .both)
            for _ in 0..<4_000 {
                let people = Double(50 + random.below(900)), total = Double(1 + random.below(Int(people) - 1))
                let n = Double(1 + random.below(Int(people) - 1))
                let least = max(0, total - (people - n)), most = min(n, total)
                let c = least + Double(random.below(Int(most - least) + 1)), e = total * n / people
                let ratio = scan.ratio(c, e, n, total, people)
                #expect(ratio <= scan.bound(c, e, n, total, people) * (1 + 1e-12) + 1e-9)
            }
        }
    }

    @Test("Where nearly everybody is a case, noise is rejected about as often as asked")
    func commonCases() {
        let x = (0..<25).map { Double($0 % 5) }, y = (0..<25).map { Double($0 / 5) * 1.01 }
        let people = [Double](repeating: 30, count: 25)
        var rejected = 0
        for run in 0..<60 as Range<UInt64> {
            var random = CounterRandom(seed: run, stream: 4)
            let cases = people.map { Double(random.binomial(Int($0), chance: 0.8)) }
            let found = SpatialScan(.bernoulli).clusters(
                x: x, y: y, cases: cases, expected: people, population: people, draws: 39, most: 1, seed: run)
            if (found.first?.p ?? 1) <= 0.1 { rejected += 1 }
        }
        // 6 expected of 60.
        #expect((1...14).contains(rejected), "\(rejected)")
    }

    @Test("Circles with fewer cases are those with more controls")
    func low() {
        let x = [0.0, 1, 10, 11, 12], y = [Double](repeating: 0, count: 5)
        let cases = [2.0, 3, 9, 10, 9], people = [12.0, 11, 13, 12, 14]
        func first(_ cases: [Double], _ rates: SpatialScan.Rates) -> SpatialScan.Cluster? {
            SpatialScan(.bernoulli, rates: rates).clusters(
                x: x, y: y, cases: cases, expected: people, population: people, draws: 99, most: 1, seed: 1
            ).first
        }
        let fewer = first(cases, .low), more = first(zip(people, cases).map { $0 - $1 }, .high)
        #expect(fewer?.areas.sorted() == [0, 1] && fewer?.areas == more?.areas)
        #expect(abs((fewer?.logLikelihoodRatio ?? 0) - (more?.logLikelihoodRatio ?? 1)) < 1e-10)
        #expect((fewer?.cases ?? 9) < (fewer?.expected ?? 0))
        let either = first(cases, .both)?.logLikelihoodRatio ?? 0
        #expect(either >= max(fewer?.logLikelihoodRatio ?? 0, first(cases, .high)?.logLikelihoodRatio ?? 0))
    }

    @Test("A smoothed map is what adding every kernel to every cell gives")
    func kernel() {
        let grid = KernelDensity.Grid(west: 0, south: 0, cell: 10, columns: 12, rows: 9)
        // At middles of cells nothing is shared out, so that the sum can be written with the cells alone.
        let x = [15.0, 55, 55, 95], y = [25.0, 45, 85, 5]
        let ours = KernelDensity(grid, .gaussian, bandwidth: 20, edge: .none).density(x: x, y: y)
        let half = (-16...16).map { SlowScan.gauss(Double($0) / 2) }, mass = half.reduce(0, +)
        for cell in ours.indices {
            let centre = grid.centre(cell % 12, cell / 12)
            let slow = x.indices.reduce(0.0) {
                $0 + SlowScan.gauss((centre.x - x[$1]) / 20) * SlowScan.gauss((centre.y - y[$1]) / 20)
            }
            #expect(abs(ours[cell] - slow / (mass * mass) / 100) < 1e-12)
        }
    }
}

enum SlowScan {
    static func gauss(_ u: Double) -> Double { exp(-u * u / 2) }

    static func ratio(_ c: Double, _ e: Double, _ total: Double) -> Double {
        c * log(c / e) + (total - c) * log((total - c) / (total - e))
    }

    static func bernoulli(_ c: Double, _ n: Double, _ total: Double, _ all: Double) -> Double {
        func share(_ hits: Double, _ of: Double) -> Double { hits * log(hits / of) + (of - hits) * log(1 - hits / of) }
        return share(c, n) + share(total - c, all - n) - share(total, all)
    }
}
