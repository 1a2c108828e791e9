import Glibc

/// A quasi-Poisson model of counts with a level for each season and a straight trend, as early warning fits it thousands of times.
///
/// The normal equations are an arrow (season levels apart, one slope across), so that a step costs one pass over the weeks. Start,
/// steps and stopping are those of R's `glm`, and so are the figures taken from the last step's weights: both programs then give the same
/// dispersion to the last digits although neither has gone on to the exact optimum.
struct SeasonalTrendFit {
    let levels: [Double]
    let slope: Double?
    let means: [Double]
    let leverages: [Double]
    let degreesLeft: Int
    /// Pearson's chi-square over the degrees of freedom.
    let dispersion: Double
    /// The same without dividing each square by its mean: what farringtonFlexible 1.20 takes for standard errors after reweighting.
    let plainDispersion: Double
    /// The sum of weights at each level, and of squares of time about their weighted middles.
    let levelWeights: [Double]
    let levelMiddles: [Double]
    let timeSquares: Double
    let origin: Double

    struct Weeks {
        var counts: [Double] = []
        var times: [Double] = []
        var seasons: [Int] = []
        /// Logarithms of populations; empty where there are none.
        var offsets: [Double] = []
    }

    /// - Returns: nil where it does not settle in 25 steps.
    init?(_ weeks: Weeks, seasons: Int, hasTrend: Bool, prior: [Double]) {
        let n = weeks.counts.count
        guard n > 0 else { return nil }
        let origin = weeks.times[n / 2]
        var mu = weeks.counts.map { $0 + 0.1 }, eta = mu.map { log($0) }
        var hat = [Double](repeating: 0, count: n), lastWeights = hat
        var state = Normal(seasons)
        var deviance = SeasonalTrendFit.deviance(weeks.counts, mu, prior), settled = false
        let hasOffset = !weeks.offsets.isEmpty
        for _ in 0..<25 {
            state.clear()
            for place in 0..<n {
                let weight = prior[place] * mu[place]
                lastWeights[place] = weight
                let z =
                    eta[place] - (hasOffset ? weeks.offsets[place] : 0) + (weeks.counts[place] - mu[place]) / mu[place]
                state.add(weeks.seasons[place], weeks.times[place] - origin, weight, z)
            }
            guard state.solve(hasTrend: hasTrend) else { return nil }
            for place in 0..<n {
                let linear =
                    state.levels[weeks.seasons[place]] + state.slope * (weeks.times[place] - origin)
                    + (hasOffset ? weeks.offsets[place] : 0)
                eta[place] = linear
                mu[place] = max(exp(min(linear, 700)), 2.220446049250313e-16)
            }
            let next = SeasonalTrendFit.deviance(weeks.counts, mu, prior)
            guard next.isFinite else { return nil }
            settled = abs(next - deviance) / (abs(next) + 0.1) < 1e-8
            deviance = next
            if settled { break }
        }
        guard settled else { return nil }
        for place in 0..<n {
            let season = weeks.seasons[place], off = weeks.times[place] - origin - state.middle(season)
            hat[place] =
                lastWeights[place] * (1 / state.weights[season] + (hasTrend ? off * off / state.squares : 0))
        }
        var pearson = 0.0, plain = 0.0
        for place in 0..<n {
            let residual = (weeks.counts[place] - mu[place]) / mu[place]
            pearson += lastWeights[place] * residual * residual
            plain += prior[place] * residual * residual
        }
        levels = state.levels
        slope = hasTrend ? state.slope : nil
        means = mu
        leverages = hat
        degreesLeft = prior.count { $0 > 0 } - state.weights.count { $0 > 0 } - (hasTrend ? 1 : 0)
        dispersion = degreesLeft > 0 ? pearson / Double(degreesLeft) : .nan
        plainDispersion = degreesLeft > 0 ? plain / Double(degreesLeft) : .nan
        levelWeights = state.weights
        levelMiddles = (0..<seasons).map { state.middle($0) }
        timeSquares = state.squares
        self.origin = origin
    }

    /// The linear predictor at a time and season, without an offset; nil where the season was never seen.
    func linear(time: Double, season: Int) -> Double? {
        guard levelWeights[season] > 0 else { return nil }
        return levels[season] + (slope ?? 0) * (time - origin)
    }

    /// The variance of the linear predictor, to be multiplied by a dispersion.
    func unscaledVariance(time: Double, season: Int) -> Double {
        let off = time - origin - levelMiddles[season]
        return 1 / levelWeights[season] + (slope == nil ? 0 : off * off / timeSquares)
    }

    private static func deviance(_ counts: [Double], _ mu: [Double], _ prior: [Double]) -> Double {
        var sum = 0.0
        for place in counts.indices {
            let y = counts[place]
            sum += prior[place] * 2 * ((y > 0 ? y * log(y / mu[place]) : 0) - (y - mu[place]))
        }
        return sum
    }

    /// Sums of one step, and their solution.
    private struct Normal {
        var weights: [Double]
        var times: [Double]
        var right: [Double]
        var levels: [Double]
        var timeRight = 0.0
        var timeTime = 0.0
        var slope = 0.0
        var squares = 0.0

        init(_ seasons: Int) {
            weights = [Double](repeating: 0, count: seasons)
            times = weights
            right = weights
            levels = weights
        }

        mutating func clear() {
            for season in weights.indices { (weights[season], times[season], right[season]) = (0, 0, 0) }
            (timeRight, timeTime) = (0, 0)
        }

        @inline(__always)
        mutating func add(_ season: Int, _ time: Double, _ weight: Double, _ z: Double) {
            weights[season] += weight
            times[season] += weight * time
            right[season] += weight * z
            timeRight += weight * time * z
            timeTime += weight * time * time
        }

        func middle(_ season: Int) -> Double { weights[season] > 0 ? times[season] / weights[season] : 0 }

        mutating func solve(hasTrend: Bool) -> Bool {
            slope = 0
            squares = timeTime
            var top = timeRight
            for season in weights.indices where weights[season] > 0 {
                squares -= times[season] * times[season] / weights[season]
                top -= times[season] * right[season] / weights[season]
            }
            if hasTrend {
                guard squares > 1e-11 * timeTime else { return false }
                slope = top / squares
            }
            for season in weights.indices where weights[season] > 0 {
                levels[season] = (right[season] - slope * times[season]) / weights[season]
            }
            return slope.isFinite
        }
    }
}
