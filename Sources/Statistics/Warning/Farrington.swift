import Glibc

/// Whether this week has more than the same time of earlier years, the trend and the season lead to expect.
///
/// Farrington and others (1996) as improved by Noufaily and others (2013): a quasi-Poisson fit to the weeks about the same week of earlier
/// years and the seasons between, earlier outbreaks weighed down, and a threshold from a negative binomial law.
public struct Farrington: Hashable, Sendable {
    public enum Threshold: String, Hashable, Sendable, CaseIterable {
        /// The quantile of a negative binomial law with the fitted mean and dispersion.
        case plugin
        /// The same at the upper end of what is left open about the mean.
        case upper
        /// Of the 2/3 power, as in 1996.
        case power
    }

    /// Years looked back.
    public var years = 5
    /// Weeks on either side of the same week of earlier years.
    public var halfWindow = 3
    /// The latest weeks that are left out of the base, so that an outbreak does not hide itself.
    public var omitted = 26
    /// Levels of the season; 1 takes the same weeks alone.
    public var seasons = 10
    public var alpha = 0.005
    public var isReweighted = true
    /// Residuals beyond this weigh less.
    public var residualLimit = 2.58
    /// No trend at all where false.
    public var hasTrend = true
    /// The trend stays where its p is below this.
    public var trendP = 1.0
    public var threshold = Threshold.plugin
    /// Standard errors as farringtonFlexible 1.20 takes them after reweighting.
    public var asPeer = false

    public init() {}

    public struct Result: Hashable, Sendable {
        public var expected: Double
        public var upper: Double
        public var dispersion: Double
        /// Of as many or more, without an outbreak.
        public var p: Double
        /// The slope by week on the logarithm, where the trend stayed.
        public var trend: Double?
        /// (observed - expected) / (upper - expected).
        public var score: Double
        public var base: Int
    }

    /// - Parameters:
    ///   - counts: week after week; NaN where there is none.
    ///   - week: the week looked at.
    ///   - references: the same week of the years before, the latest first, `years` of them.
    /// - Returns: nil where the base is too short or the fit does not settle.
    public func result(
        _ counts: [Double], populations: [Double]? = nil, week: Int, references: [Int]
    ) -> Result? {
        guard references.count == years, let first = references.last, first - halfWindow >= 0,
            let weeks = base(counts, populations, week, references), weeks.counts.count > seasons + 2
        else { return nil }
        let y = counts[week]
        guard !y.isNaN else { return nil }
        let now = Double(week), season = seasons - 1
        let offset = populations.map { log($0[week]) } ?? 0
        guard offset.isFinite else { return nil }
        var fit: SeasonalTrendFit?
        if hasTrend, years >= 3, let trended = fitted(weeks, hasTrend: true) {
            if trended.slope == nil { fit = trended }
            if let slope = trended.slope, let linear = trended.linear(time: now, season: season) {
                let error = (errorDispersion(trended) / trended.timeSquares).squareRoot()
                let p = StudentT.twoSided(slope / error, degrees: Double(trended.degreesLeft))
                if p < trendP, exp(linear + offset) <= weeks.counts.max() ?? 0 { fit = trended }
            }
        }
        guard let fit = fit ?? fitted(weeks, hasTrend: false), let linear = fit.linear(time: now, season: season) else {
            return nil
        }
        let phi = max(1, fit.dispersion), mean = exp(linear + offset)
        guard phi.isFinite, mean.isFinite else { return nil }
        let error = (errorDispersion(fit) * fit.unscaledVariance(time: now, season: season)).squareRoot()
        let (upper, p) = limit(y, mean, linear + offset, error, phi)
        return Result(
            expected: mean, upper: upper, dispersion: phi, p: p, trend: fit.slope,
            score: (y - mean) / (upper - mean), base: weeks.counts.count)
    }

    /// The dispersion that standard errors take.
    private func errorDispersion(_ fit: SeasonalTrendFit) -> Double {
        asPeer && isReweighted ? fit.plainDispersion : fit.dispersion
    }

    private func limit(
        _ y: Double, _ mean: Double, _ linear: Double, _ error: Double, _ phi: Double
    ) -> (upper: Double, p: Double) {
        switch threshold {
        case .plugin, .upper:
            let at = threshold == .plugin ? mean : exp(linear + Normal.quantile(1 - alpha) * error)
            return (DispersedLaw.quantile(1 - alpha, mean: at, phi: phi), DispersedLaw.atLeast(y, mean: at, phi: phi))
        case .power:
            // The error of the mean itself, not of its logarithm.
            let tau = phi + error * error * mean
            let spread = (4.0 / 9 * cbrt(mean) * tau).squareRoot(), root = pow(mean, 2.0 / 3)
            let upper = pow(max(0, root + Normal.quantile(1 - alpha) * spread), 1.5)
            return (upper, Normal.above((pow(y, 2.0 / 3) - root) / spread))
        }
    }

    private func fitted(_ weeks: SeasonalTrendFit.Weeks, hasTrend: Bool) -> SeasonalTrendFit? {
        let even = [Double](repeating: 1, count: weeks.counts.count)
        guard let fit = SeasonalTrendFit(weeks, seasons: seasons, hasTrend: hasTrend, prior: even) else {
            return hasTrend ? fitted(weeks, hasTrend: false) : nil
        }
        guard isReweighted else { return fit }
        let phi = max(1, fit.dispersion)
        guard phi.isFinite else { return nil }
        // Anscombe's residuals, standardised.
        var weights = even, sum = 0.0
        for place in weights.indices {
            let mu = fit.means[place], root = cbrt(mu).squareRoot(), third = cbrt(weeks.counts[place])
            let raw = 1.5 * (third * third / root - mu.squareRoot())
            let residual = raw / (phi * (1 - fit.leverages[place])).squareRoot()
            weights[place] = residual > residualLimit ? 1 / (residual * residual) : 1
            sum += weights[place]
        }
        let scale = Double(weights.count) / sum
        for place in weights.indices { weights[place] *= scale }
        guard
            let again = SeasonalTrendFit(weeks, seasons: seasons, hasTrend: fit.slope != nil, prior: weights)
        else { return hasTrend ? fitted(weeks, hasTrend: false) : nil }
        return again
    }

    /// The weeks of the base, each with its season: the last season is the time of year looked at.
    private func base(
        _ counts: [Double], _ populations: [Double]?, _ week: Int, _ references: [Int]
    ) -> SeasonalTrendFit.Weeks? {
        var season = [Int](repeating: -1, count: week + 1)
        for at in max(0, week - halfWindow)...week { season[at] = seasons - 1 }
        let points = [week] + references
        for year in 1..<points.count {
            let at = points[year]
            for place in at - halfWindow...min(week, at + halfWindow) { season[place] = seasons - 1 }
            guard seasons > 1 else { continue }
            let between = points[year - 1] - 2 * halfWindow - 1 - at
            guard between >= seasons - 1 else { return nil }
            let length = between / (seasons - 1), rest = between % (seasons - 1)
            var place = at + halfWindow + 1
            for level in 0..<seasons - 1 {
                for _ in 0..<length + (level < rest ? 1 : 0) {
                    season[place] = level
                    place += 1
                }
            }
        }
        var weeks = SeasonalTrendFit.Weeks()
        for place in 0..<max(0, week - omitted) where season[place] >= 0 && !counts[place].isNaN {
            if let populations {
                guard populations[place] > 0 else { continue }
                weeks.offsets.append(log(populations[place]))
            }
            weeks.counts.append(counts[place])
            weeks.times.append(Double(place))
            weeks.seasons.append(season[place])
        }
        return weeks.counts.isEmpty ? nil : weeks
    }
}

/// Counts whose variance is phi times their mean: negative binomial, or Poisson where phi is 1.
public enum DispersedLaw {
    /// P(X <= count).
    public static func atMost(_ count: Double, mean: Double, phi: Double) -> Double {
        guard count >= 0 else { return 0 }
        if phi <= 1 { return PoissonLaw.atMost(count, mean: mean) }
        return SpecialFunction.betaBelow(mean / (phi - 1), count.rounded(.down) + 1, 1 / phi)
    }

    /// P(X >= count).
    public static func atLeast(_ count: Double, mean: Double, phi: Double) -> Double {
        guard count > 0 else { return 1 }
        if phi <= 1 { return PoissonLaw.atLeast(count, mean: mean) }
        return SpecialFunction.betaBelow(count.rounded(.up), mean / (phi - 1), 1 - 1 / phi)
    }

    /// The smallest count with at least a share `p` at or below it.
    public static func quantile(_ p: Double, mean: Double, phi: Double) -> Double {
        guard p > 0, p < 1, mean > 0, mean.isFinite, phi.isFinite else { return mean == 0 || p <= 0 ? 0 : .nan }
        if phi <= 1 { return PoissonLaw.quantile(p, mean: mean) }
        let z = Normal.quantile(p), spread = (mean * phi).squareRoot()
        // With the skewness of the law in the first guess (Cornish and Fisher).
        let skewed = z + (2 * phi - 1) / spread * (z * z - 1) / 6
        var high = max(0, (mean + spread * skewed).rounded(.down)), low = -1.0, step = max(1, (spread / 8).rounded())
        while atMost(high, mean: mean, phi: phi) < p {
            low = high
            high += step
            step *= 2
        }
        if low < 0 {
            step = max(1, (spread / 8).rounded())
            var below = high - step
            while below >= 0, atMost(below, mean: mean, phi: phi) >= p {
                high = below
                step *= 2
                below = high - step
            }
            low = max(-1, below)
        }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if atMost(middle, mean: mean, phi: phi) >= p { high = middle } else { low = middle }
        }
        return high
    }
}

extension Farrington {
    /// Many series and weeks at once: series after series, week after week.
    ///
    /// - Parameter references: for each of the weeks, the same week of the years before.
    public static func results(
        _ model: Farrington, _ series: [[Double]], populations: [[Double]]? = nil, weeks: [Int], references: [[Int]]
    ) -> [Result?] {
        Parallel.map(series.count * weeks.count, filling: Result?.none, piece: 16) { range, room in
            for place in range {
                let one = place / weeks.count, week = place % weeks.count
                room[place] = model.result(
                    series[one], populations: populations?[one], week: weeks[week], references: references[week])
            }
        }
    }
}
