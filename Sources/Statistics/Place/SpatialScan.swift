import Glibc

/// The circle that stands out most from everything outside it, and whether chance would do (Kulldorff 1997).
public struct SpatialScan: Sendable {
    public enum Law: String, Hashable, Sendable, CaseIterable {
        /// Cases against expected cases.
        case poisson
        /// Cases against people who are not.
        case bernoulli
    }

    public struct Cluster: Hashable, Sendable {
        /// Areas, the middle one first, by distance from it.
        public var areas: [Int]
        public var radius: Double
        public var cases: Double
        public var expected: Double
        public var population: Double
        public var logLikelihoodRatio: Double
        public var p: Double
        /// Through a Gumbel law fitted to the random maxima: finer than one in the number of draws.
        public var gumbelP: Double
    }

    /// Which circles are looked for.
    public enum Rates: String, Hashable, Sendable, CaseIterable {
        /// With more than expected.
        case high
        /// With fewer.
        case low
        case both
    }

    public let law: Law
    public let rates: Rates
    /// A circle may hold at most this share of the population.
    public let share: Double

    public init(_ law: Law, share: Double = 0.5, rates: Rates = .high) {
        self.law = law
        self.rates = rates
        self.share = share
    }

    /// The most likely cluster and further ones that share no area with those before.
    ///
    /// - Parameters:
    ///   - cases: of each area.
    ///   - expected: for the Poisson law, scaled here so that they add up to the cases; for the Bernoulli law not used.
    ///   - population: of each area; what a circle's size is measured by.
    ///   - draws: random maps.
    ///   - most: how many clusters.
    public func clusters(
        x: [Double], y: [Double], cases: [Double], expected: [Double], population: [Double], draws: Int, most: Int,
        seed: UInt64
    ) -> [Cluster] {
        let total = cases.reduce(0, +), people = population.reduce(0, +)
        guard total > 0, people > 0 else { return [] }
        let base = law == .poisson ? expected : population
        let scale = total / base.reduce(0, +)
        let fair = base.map { $0 * scale }
        let orders = circles(x, y, population, people)
        let found = best(orders, cases, fair, population, total, people, most)
        guard let first = found.first, first.llr > 0 else { return [] }

        var cumulative = [0.0]
        for area in fair.indices { cumulative.append((cumulative.last ?? 0) + fair[area] / total) }
        let shares = cumulative
        let maxima = Parallel.map(draws, filling: 0.0, piece: 8) { range, room in
            var drawn = [Double](repeating: 0, count: fair.count)
            for draw in range {
                var random = CounterRandom(seed: seed, stream: UInt64(draw))
                throwAbout(&drawn, fair, shares, population, Int(total), Int(people), &random)
                room[draw] = highest(orders, drawn, fair, population, total, people)
            }
        }
        let mean = maxima.reduce(0, +) / Double(max(1, draws))
        let spread = (maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, draws - 1))).squareRoot()
        let beta = spread * 6.0.squareRoot() / .pi, mode = mean - 0.577_215_664_901_532_9 * beta
        return found.map { circle in
            let order = orders[circle.middle]
            let areas = Array(order.areas[0...circle.last]).map { Int($0) }
            let reached = maxima.count { $0 >= circle.llr - 1e-9 }
            return Cluster(
                areas: areas, radius: order.distances[circle.last], cases: areas.reduce(0) { $0 + cases[$1] },
                expected: areas.reduce(0) { $0 + fair[$1] }, population: areas.reduce(0) { $0 + population[$1] },
                logLikelihoodRatio: circle.llr, p: Double(1 + reached) / Double(draws + 1),
                gumbelP: beta > 0 ? -expm1(-exp(-(circle.llr - mode) / beta)) : .nan)
        }
    }

    private struct Order: Sendable {
        var areas: [Int32]
        var distances: [Double]
    }

    /// For each middle the areas by distance, as far as half the population goes. Areas at one distance come in together.
    private func circles(_ x: [Double], _ y: [Double], _ population: [Double], _ people: Double) -> [Order] {
        x.indices.map { middle in
            let distances = x.indices.map { other in
                ((x[other] - x[middle]) * (x[other] - x[middle]) + (y[other] - y[middle]) * (y[other] - y[middle]))
                    .squareRoot()
            }
            let order = x.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
            var sum = 0.0, kept: [Int32] = []
            for area in order {
                sum += population[area]
                guard sum <= share * people else { break }
                kept.append(Int32(area))
            }
            return Order(areas: kept, distances: kept.map { distances[Int($0)] })
        }
    }

    /// ln of the likelihood ratio of a circle on the side that is looked for, 0 otherwise.
    @inline(__always)
    func ratio(_ c: Double, _ e: Double, _ n: Double, _ total: Double, _ people: Double) -> Double {
        guard isLookedFor(c, e) else { return 0 }
        func term(_ hits: Double, _ of: Double) -> Double { hits > 0 ? hits * log(hits / of) : 0 }
        switch law {
        case .poisson: return term(c, e) + term(total - c, total - e)
        case .bernoulli:
            let outN = people - n, outC = total - c
            return term(c, n) + term(n - c, n) + term(outC, outN) + term(outN - outC, outN) - term(total, people)
                - term(people - total, people)
        }
    }

    @inline(__always)
    private func isLookedFor(_ c: Double, _ e: Double) -> Bool {
        switch rates {
        case .high: c > e
        case .low: c < e
        case .both: c != e
        }
    }

    /// What the ratio cannot exceed, without a logarithm: ln(1 + x) is at most x, which makes of it the squares of Pearson's
    /// chi-square.
    @inline(__always)
    func bound(_ c: Double, _ e: Double, _ n: Double, _ total: Double, _ people: Double) -> Double {
        var parts = 1 / e + 1 / (total - e)
        if law == .bernoulli { parts += 1 / (n - e) + 1 / (people - n - total + e) }
        return (c - e) * (c - e) * parts
    }

    private func best(
        _ orders: [Order], _ cases: [Double], _ fair: [Double], _ population: [Double], _ total: Double,
        _ people: Double, _ most: Int
    ) -> [(middle: Int, last: Int, llr: Double)] {
        var all: [(middle: Int, last: Int, llr: Double)] = []
        for (middle, order) in orders.enumerated() {
            var c = 0.0, e = 0.0, n = 0.0
            var best: (middle: Int, last: Int, llr: Double)?
            for (place, area) in order.areas.enumerated() {
                c += cases[Int(area)]
                e += fair[Int(area)]
                n += population[Int(area)]
                let llr = ratio(c, e, n, total, people)
                if llr > 0 { all.append((middle, place, llr)) }
                if llr > best?.llr ?? 0 { best = (middle, place, llr) }
            }
        }
        all.sort { ($1.llr, $0.last, $0.middle) < ($0.llr, $1.last, $1.middle) }
        var taken: Set<Int32> = []
        var chosen: [(middle: Int, last: Int, llr: Double)] = []
        for circle in all where chosen.count < most {
            let areas = orders[circle.middle].areas[0...circle.last]
            if areas.contains(where: taken.contains) { continue }
            taken.formUnion(areas)
            chosen.append(circle)
        }
        return chosen
    }

    private func highest(
        _ orders: [Order], _ cases: [Double], _ fair: [Double], _ population: [Double], _ total: Double,
        _ people: Double
    ) -> Double {
        var highest = 0.0
        cases.withUnsafeBufferPointer { cases in
            fair.withUnsafeBufferPointer { fair in
                population.withUnsafeBufferPointer { population in
                    for order in orders {
                        var c = 0.0, e = 0.0, n = 0.0
                        order.areas.withUnsafeBufferPointer { areas in
                            for area in areas {
                                c += cases[Int(area)]
                                e += fair[Int(area)]
                                n += population[Int(area)]
                                // The logarithms are only worth their cost where the circle could win.
                                guard isLookedFor(c, e), bound(c, e, n, total, people) > highest else { continue }
                                highest = max(highest, ratio(c, e, n, total, people))
                            }
                        }
                    }
                }
            }
        }
        return highest
    }

    /// The cases thrown about: each to an area by its share (Poisson, given the total), or to people without repetition
    /// (Bernoulli).
    private func throwAbout(
        _ drawn: inout [Double], _ fair: [Double], _ shares: [Double], _ population: [Double], _ total: Int,
        _ people: Int,
        _ random: inout CounterRandom
    ) {
        switch law {
        case .poisson:
            var left = total, share = 1.0
            for area in fair.indices {
                let chance = (shares[area + 1] - shares[area]) / share
                let count = area == fair.count - 1 ? left : random.binomial(left, chance: min(1, max(0, chance)))
                drawn[area] = Double(count)
                left -= count
                share -= shares[area + 1] - shares[area]
            }
        case .bernoulli:
            var left = total, rest = people
            for area in population.indices {
                let size = Int(population[area])
                let count =
                    area == population.count - 1 ? left : Hypergeometric.draw(left, of: rest, among: size, &random)
                drawn[area] = Double(count)
                left -= count
                rest -= size
            }
        }
    }
}

/// How many of `size` people are among `hits` drawn from `all`: by inversion from the middle outwards.
enum Hypergeometric {
    static func draw(_ hits: Int, of all: Int, among size: Int, _ random: inout CounterRandom) -> Int {
        let low = max(0, hits - (all - size)), high = min(hits, size)
        guard low < high else { return low }
        let n = Double(all), k = Double(size), m = Double(hits)
        let mode = min(high, max(low, Int((m + 1) * (k + 1) / (n + 2))))
        func log(_ x: Int) -> Double {
            SpecialFunction.logChoose(k, Double(x)) + SpecialFunction.logChoose(n - k, m - Double(x))
                - SpecialFunction.logChoose(n, m)
        }
        let top = exp(log(mode))
        var left = random.unit() - top
        if left <= 0 { return mode }
        var up = mode, down = mode, pUp = top, pDown = top
        while up < high || down > low {
            if up < high {
                pUp *= (k - Double(up)) * (m - Double(up)) / (Double(up + 1) * (n - k - m + Double(up) + 1))
                up += 1
                left -= pUp
                if left <= 0 { return up }
            }
            if down > low {
                pDown *= Double(down) * (n - k - m + Double(down)) / ((k - Double(down) + 1) * (m - Double(down) + 1))
                down -= 1
                left -= pDown
                if left <= 0 { return down }
            }
        }
        return mode
    }
}
