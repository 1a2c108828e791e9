import CLoops
import Glibc

/// What spread a generalised linear model expects, and through which link.
public enum Family: String, Hashable, Sendable, CaseIterable {
    /// Counts, with the logarithm as link.
    case poisson
    /// Shares of a number of trials, with the logit as link.
    case binomial
    /// Amounts, as they are.
    case gaussian

    @inline(__always)
    func mean(_ linear: Double) -> Double {
        switch self {
        case .poisson: exp(min(linear, 700))
        case .binomial: 1 / (1 + exp(-linear))
        case .gaussian: linear
        }
    }

    @inline(__always)
    func link(_ mean: Double) -> Double {
        switch self {
        case .poisson: log(mean)
        case .binomial: log(mean / (1 - mean))
        case .gaussian: mean
        }
    }

    /// The spread at a mean, for one trial.
    @inline(__always)
    func spread(_ mean: Double) -> Double {
        switch self {
        case .poisson: mean
        case .binomial: mean * (1 - mean)
        case .gaussian: 1
        }
    }

    /// Twice the loss of likelihood against a perfect fit, of one observation.
    @inline(__always)
    func deviance(_ y: Double, _ mean: Double) -> Double {
        switch self {
        case .poisson: 2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean))
        case .binomial:
            2 * ((y > 0 ? y * log(y / mean) : 0) + (y < 1 ? (1 - y) * log((1 - y) / (1 - mean)) : 0))
        case .gaussian: (y - mean) * (y - mean)
        }
    }
}

/// A generalised linear model fitted by iteratively reweighted least squares (McCullagh and Nelder 1989).
///
/// Steps go by Cholesky of the normal equations. Where a column says almost nothing that those before it do not say, a pivoted
/// QR takes over for the last step, the coefficients and their errors; it also says which columns add nothing at all (their
/// coefficient is NaN). Agreement to ask for: 1e-8 in coefficients and 1e-6 in standard errors against R's `glm` and statsmodels.
public struct LinearModel: Sendable {
    public let family: Family
    /// NaN for a column that adds nothing to those before it.
    public let coefficients: [Double]
    /// (X'WX)^-1 without dispersion.
    public let unscaled: Matrix
    public let means: [Double]
    public let deviance: Double
    /// Pearson's chi-square over the degrees of freedom left.
    public let dispersion: Double
    public let degreesLeft: Int
    public let rank: Int
    public let converged: Bool
    public let steps: Int
    let design: Matrix
    let outcome: [Double]
    let weights: [Double]

    public struct Options: Sendable {
        public var offset: [Double]?
        /// Prior weights; for the binomial family the number of trials, `outcome` being shares.
        public var weights: [Double]?
        public var tolerance = 1e-10
        public var mostSteps = 60

        public init(offset: [Double]? = nil, weights: [Double]? = nil) {
            self.offset = offset
            self.weights = weights
        }
    }

    /// - Parameters:
    ///   - design: one row for each observation; a column of ones where the model has a constant.
    ///   - outcome: counts, shares or amounts; finite.
    /// - Returns: nil when there are no observations or no column adds anything.
    public init?(_ family: Family, _ design: Matrix, _ outcome: [Double], _ options: Options = Options()) {
        let rows = design.rows
        guard rows > 0, outcome.count == rows, design.columns > 0 else { return nil }
        let offset = options.offset ?? [Double](repeating: 0, count: rows)
        let prior = options.weights ?? [Double](repeating: 1, count: rows)
        var kept = Array(0..<design.columns)
        if !LinearModel.isWellFounded(Cholesky(design.gram([Double](repeating: 1, count: rows)))) {
            let first = PivotedQR(design)
            guard first.rank > 0 else { return nil }
            kept = first.order[..<first.rank].sorted()
        }
        let x = kept.count == design.columns ? design : design.keeping(kept)

        var means = zip(outcome, prior).map { family.startingMean($0, trials: $1) }
        var linear = means.map(family.link)
        var last = Double.infinity
        var beta: [Double] = []
        var converged = false
        var steps = 0
        while steps < options.mostSteps, !converged {
            steps += 1
            guard let step = LinearModel.step(family, x, outcome, offset, prior, means, linear) else { break }
            var trial = step
            var deviance = 0.0
            // Half the way as long as the fit gets worse.
            for halving in 0..<30 {
                (linear, means) = LinearModel.expected(family, x, trial, offset)
                deviance = LinearModel.deviance(family, outcome, means, prior)
                if deviance.isFinite, beta.isEmpty || deviance <= last + 1e-8 * (abs(last) + 1) { break }
                if beta.isEmpty || halving == 29 { break }
                trial = zip(trial, beta).map { ($0 + $1) / 2 }
            }
            beta = trial
            converged = abs(deviance - last) <= options.tolerance * (abs(deviance) + 0.1)
            last = deviance
        }
        guard !beta.isEmpty, last.isFinite else { return nil }
        let weights = LinearModel.weights(family, prior, means)
        let inverse: Matrix
        if let root = Cholesky(x.gram(weights)), LinearModel.isWellFounded(root) {
            let step = root.solve(x.crossed(with: outcome.indices.map { prior[$0] * (outcome[$0] - means[$0]) }))
            if step.allSatisfy(\.isFinite) { for column in beta.indices { beta[column] += step[column] } }
            inverse = root.inverse
        } else {
            let (parts, polished) = LinearModel.reflected(
                family, x, outcome, offset, weights, means, linear, tolerance: 1e-11)
            if parts.rank == x.columns, polished.allSatisfy(\.isFinite) { beta = polished }
            inverse = parts.crossInverse
        }

        var coefficients = [Double](repeating: .nan, count: design.columns)
        var unscaled = Matrix(rows: design.columns, columns: design.columns)
        for place in unscaled.values.indices { unscaled.values[place] = .nan }
        for (a, column) in kept.enumerated() {
            coefficients[column] = beta[a]
            for (b, other) in kept.enumerated() { unscaled[column, other] = inverse[a, b] }
        }
        (linear, means) = LinearModel.expected(family, x, beta, offset)
        var pearson = 0.0
        for row in 0..<rows where prior[row] > 0 {
            let off = outcome[row] - means[row]
            pearson += prior[row] * off * off / max(family.spread(means[row]), 1e-300)
        }
        let used = prior.count { $0 > 0 }
        self.family = family
        self.coefficients = coefficients
        self.unscaled = unscaled
        self.means = means
        deviance = LinearModel.deviance(family, outcome, means, prior)
        rank = kept.count
        degreesLeft = used - kept.count
        dispersion = degreesLeft > 0 ? pearson / Double(degreesLeft) : .nan
        self.converged = converged
        self.steps = steps
        self.design = design
        self.outcome = outcome
        self.weights = prior
    }

    /// Whether the normal equations keep nine digits: every column has a share of its own.
    private static func isWellFounded(_ root: Cholesky?) -> Bool { (root?.leastShare ?? 0) > 1e-5 }

    /// With the canonical link the slope of the mean is its spread.
    private static func weights(_ family: Family, _ prior: [Double], _ means: [Double]) -> [Double] {
        means.indices.map { prior[$0] * max(family.spread(means[$0]), 1e-300) }
    }

    /// The linear predictor with its offset, and the means.
    private static func expected(
        _ family: Family, _ x: Matrix, _ beta: [Double], _ offset: [Double]
    ) -> (linear: [Double], means: [Double]) {
        var linear = x.times(beta)
        linear.withUnsafeMutableBufferPointer { linear in
            offset.withUnsafeBufferPointer { offset in
                for row in 0..<linear.count { linear[row] += offset[row] }
            }
        }
        return (linear, linear.map(family.mean))
    }

    private static func deviance(_ family: Family, _ outcome: [Double], _ means: [Double], _ prior: [Double]) -> Double
    {
        outcome.withUnsafeBufferPointer { outcome in
            means.withUnsafeBufferPointer { means in
                prior.withUnsafeBufferPointer { prior in
                    var sum = 0.0
                    for row in 0..<outcome.count where prior[row] > 0 {
                        sum += prior[row] * family.deviance(outcome[row], means[row])
                    }
                    return sum
                }
            }
        }
    }

    private static func step(
        _ family: Family, _ x: Matrix, _ outcome: [Double], _ offset: [Double], _ prior: [Double], _ means: [Double],
        _ linear: [Double]
    ) -> [Double]? {
        let weights = LinearModel.weights(family, prior, means)
        if let root = Cholesky(x.gram(weights)) {
            return root.solve(
                x.crossed(
                    with: outcome.indices.map {
                        weights[$0] * (linear[$0] - offset[$0]) + prior[$0] * (outcome[$0] - means[$0])
                    }))
        }
        return reflected(family, x, outcome, offset, weights, means, linear, tolerance: 1e-12).solution
            .map { $0.isNaN ? 0 : $0 }
    }

    /// A step by pivoted QR.
    private static func reflected(
        _ family: Family, _ x: Matrix, _ outcome: [Double], _ offset: [Double], _ weights: [Double], _ means: [Double],
        _ linear: [Double], tolerance: Double
    ) -> (parts: PivotedQR, solution: [Double]) {
        let roots = weights.map { $0.squareRoot() }
        var scaled = x
        for column in 0..<x.columns {
            for row in 0..<x.rows { scaled.values[column * x.rows + row] *= roots[row] }
        }
        let parts = PivotedQR(scaled, tolerance: tolerance)
        let solution = parts.solve(
            outcome.indices.map { row in
                let spread = max(family.spread(means[row]), 1e-300)
                return roots[row] * (linear[row] - offset[row] + (outcome[row] - means[row]) / spread)
            })
        return (parts, solution)
    }
}

extension Family {
    fileprivate func startingMean(_ y: Double, trials: Double) -> Double {
        switch self {
        case .poisson: y + 0.1
        case .binomial: (trials * y + 0.5) / (trials + 1)
        case .gaussian: y
        }
    }
}

extension LinearModel {
    /// The covariance of the coefficients.
    public enum Errors: Hashable, Sendable {
        /// As the family says, without more.
        case model
        /// The family's, times the dispersion that is seen (quasi-likelihood).
        case dispersed
        /// Newey and West (1987): allows for neighbouring months being alike, up to this many apart, and for spread that the
        /// family does not know; Bartlett weights. The rows must be in order of time.
        ///
        /// - Parameter series: which series each row belongs to, where there are several; none for one.
        case neweyWest(lag: Int, series: [Int] = [])
    }

    public func covariance(_ errors: Errors) -> Matrix {
        switch errors {
        case .model: return unscaled
        case .dispersed:
            var scaled = unscaled
            for place in scaled.values.indices { scaled.values[place] *= dispersion }
            return scaled
        case .neweyWest(let lag, let series): return sandwich(lag, series)
        }
    }

    public func standardErrors(_ errors: Errors) -> [Double] { covariance(errors).diagonal.map { $0.squareRoot() } }

    /// The usual lag: floor(4 (n/100)^(2/9)).
    public static func usualLag(_ rows: Int) -> Int { Int((4 * pow(Double(rows) / 100, 2.0 / 9)).rounded(.down)) }

    /// The rows that lie so far from an earlier row of their own series, in stretches.
    private static func runs(of series: [Int], _ rows: Int, _ apart: Int) -> [Range<Int>] {
        guard !series.isEmpty else { return [apart..<rows] }
        var runs: [Range<Int>] = []
        for row in apart..<rows where series[row] == series[row - apart] {
            if let last = runs.last, last.upperBound == row {
                runs[runs.count - 1] = last.lowerBound..<row + 1
            } else {
                runs.append(row..<row + 1)
            }
        }
        return runs
    }

    private func sandwich(_ lag: Int, _ series: [Int]) -> Matrix {
        let rows = design.rows
        let kept = coefficients.indices.filter { !coefficients[$0].isNaN }
        // Scores: prior weight times distance from the mean, times the row of the design (canonical link).
        let rests = (0..<rows).map { weights[$0] * (outcome[$0] - means[$0]) }
        var scores = Matrix(rows: rows, columns: kept.count)
        for (place, column) in kept.enumerated() {
            for row in 0..<rows { scores.values[place * rows + row] = rests[row] * design.values[column * rows + row] }
        }
        // Each row's score with half its own weight and the weights of those before it: the sum over all pairs of rows is then
        // one product and its mirror image.
        var earlier = scores
        for place in earlier.values.indices { earlier.values[place] *= 0.5 }
        for apart in 1..<max(1, min(lag, rows - 1) + 1) {
            let weight = 1 - Double(apart) / Double(lag + 1)
            let runs = LinearModel.runs(of: series, rows, apart)
            earlier.values.withUnsafeMutableBufferPointer { earlier in
                scores.values.withUnsafeBufferPointer { scores in
                    guard let from = scores.baseAddress, let to = earlier.baseAddress else { return }
                    for start in stride(from: 0, to: rows * kept.count, by: rows) {
                        for run in runs {
                            loop_take_off(
                                from + start + run.lowerBound - apart, -weight, run.count, to + start + run.lowerBound)
                        }
                    }
                }
            }
        }
        var middle = scores.crossed(with: earlier)
        let mirrored = middle.transposed
        for place in middle.values.indices { middle.values[place] += mirrored.values[place] }
        let bread = Matrix(columns: kept.map { column in kept.map { unscaled[$0, column] } })
        let inner = bread.times(middle).times(bread)
        var whole = Matrix(rows: coefficients.count, columns: coefficients.count)
        for place in whole.values.indices { whole.values[place] = .nan }
        for (a, column) in kept.enumerated() {
            for (b, other) in kept.enumerated() { whole[column, other] = inner[a, b] }
        }
        return whole
    }
}
