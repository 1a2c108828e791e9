import Glibc

/// What a count out of a population leaves open about its rate: a gamma law for events, a beta law for people of whom each counts once.
///
/// The law before the data is fitted to all areas by moments (Marshall 1991), so that small areas are drawn towards the average as far
/// as their size leaves open; without it Jeffreys' law stands (half an event more).
public struct CountErrors: Hashable, Sendable {
    public enum Law: String, Hashable, Sendable, CaseIterable { case poisson, binomial }

    public let law: Law
    /// The law before the data: shape and rate of a gamma, or the two parameters of a beta.
    public let prior: (Double, Double)
    let counts: [Double]
    let populations: [Double]

    public static func == (one: CountErrors, other: CountErrors) -> Bool {
        one.law == other.law && one.prior == other.prior && one.counts == other.counts
            && one.populations == other.populations
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(counts)
        hasher.combine(populations)
    }

    /// - Parameter counts: NaN where missing.
    public init(_ law: Law, counts: [Double], populations: [Double], isShrunk: Bool) {
        self.law = law
        self.counts = counts
        self.populations = populations
        var all = 0.0, people = 0.0, areas = 0.0
        for (count, population) in zip(counts, populations) where !count.isNaN && !population.isNaN {
            all += count
            people += population
            areas += 1
        }
        let mean = all / people
        guard isShrunk, areas > 1, mean > 0 else {
            prior = law == .poisson ? (0.5, 0) : (0.5, 0.5)
            return
        }
        var spread = 0.0
        for (count, population) in zip(counts, populations) where !count.isNaN && !population.isNaN {
            let off = count / population - mean
            spread += population * off * off
        }
        let between = spread / people - (law == .poisson ? mean : mean * (1 - mean)) / (people / areas)
        switch law {
        case .poisson:
            // No variance between areas beyond chance: all have one rate, as sure as all their events make it.
            prior = between > 0 ? (mean * mean / between, mean / between) : (all, people)
        case .binomial:
            let size = between > 0 ? mean * (1 - mean) / between - 1 : people
            prior = size > 0 ? (mean * size, (1 - mean) * size) : (0.5, 0.5)
        }
    }

    /// The mean of what is left open about the rate of an area.
    public func rate(_ area: Int) -> Double {
        let count = counts[area], population = populations[area]
        switch law {
        case .poisson: return (count + prior.0) / (population + prior.1)
        case .binomial: return (count + prior.0) / (population + prior.0 + prior.1)
        }
    }

    /// One rate the data leave open.
    func draw(_ area: Int, _ random: inout CounterRandom) -> Double {
        let count = counts[area], population = populations[area]
        guard !count.isNaN, !population.isNaN else { return .nan }
        switch law {
        case .poisson: return random.gamma(count + prior.0) / (population + prior.1)
        case .binomial:
            let hits = random.gamma(count + prior.0), misses = random.gamma(max(0, population - count) + prior.1)
            return hits / (hits + misses)
        }
    }
}
