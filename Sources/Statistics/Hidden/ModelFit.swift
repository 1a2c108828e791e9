import Glibc
public import Vocabulary

/// One log-linear model fitted to one set of lists.
public struct ModelFit: Sendable {
    public let model: ListModel
    /// "exists", "extended" where cells are empty under the fit itself, "not estimable".
    public let existence: String
    /// Everybody, seen and unseen; NaN where it cannot be told.
    public let total: Double
    public let error: Double
    public let deviance: Double
    public let degrees: Int
    public let parameters: Int
    public let logLikelihood: Double
    public let aic: Double
    public let bic: Double
    public let fitted: [Double]
    public let converged: Bool
    let coefficients: [Double]
    let columns: [Int]
    let active: [Bool]

    /// A total beyond so many times those seen counts as not told: the fit has run off.
    static let farthest = 1e5

    public var isUsable: Bool { existence != "not estimable" && total.isFinite }
    /// Twice the shortfall against a perfect fit, under its chi-square.
    public var devianceP: Double? { degrees > 0 ? ChiSquare.above(deviance, degrees: Double(degrees)) : nil }

    /// - Returns: nil where nothing can be fitted: more coefficients than cells, or nobody counted.
    public init?(_ model: ListModel, _ counts: ListCounts) {
        var model = model
        if model.isBound, let bound = ModelFit.withoutNegativeSteps(model, counts) { model = bound }
        let seen = counts.total
        let rank = PivotedQR(model.design).rank
        guard seen > 0, rank == model.design.columns, rank <= counts.counts.count else { return nil }
        let existence = Existence(model, counts.counts)
        let kept = existence.columns
        let design = kept.count == model.design.columns ? model.design : model.design.keeping(kept)
        let solver = PoissonSolver(design, active: existence.active)
        counts.counts.withUnsafeBufferPointer { if let base = $0.baseAddress { solver.fit(base) } }
        var coefficients = [Double](repeating: 0, count: model.design.columns)
        for (place, column) in kept.enumerated() { coefficients[column] = solver.coefficients[place] }
        var deviance = 0.0, likelihood = 0.0
        let means = solver.fitted
        for (count, mean) in zip(counts.counts, means) {
            deviance += 2 * ((count > 0 ? count * log(count / mean) : 0) - (count - mean))
            likelihood += count > 0 || mean > 0 ? PoissonLaw.logProbability(count, mean: mean) : 0
        }
        self.model = model
        self.existence = existence.verdict.rawValue
        self.deviance = max(0, deviance)
        parameters = rank
        degrees = counts.counts.count - rank
        logLikelihood = likelihood
        aic = 2 * Double(rank) - 2 * likelihood
        bic = log(seen) * Double(rank) - 2 * likelihood
        fitted = means
        converged = solver.converged
        self.coefficients = coefficients
        columns = kept
        active = existence.active
        let found = model.total(coefficients, seen: seen, lists: counts.lists)
        let isTold = existence.verdict != .notEstimable && found >= seen && found < ModelFit.farthest * seen
        total = isTold ? found : .nan
        error = isTold ? ModelFit.error(model, coefficients, kept, solver.covariance(), counts, found) : .nan
    }

    /// The error of the total: of the coefficients, and of how many people happened to be there (Rivest and Baillargeon 2007).
    private static func error(
        _ model: ListModel, _ coefficients: [Double], _ kept: [Int], _ covariance: Matrix, _ counts: ListCounts,
        _ total: Double
    ) -> Double {
        if model.unseen == .constant {
            let hidden = exp(coefficients[0])
            return (hidden + hidden * hidden * covariance[0, 0]).squareRoot()
        }
        let slopes = kept.map { column -> Double in
            func at(_ move: Double) -> Double {
                var moved = coefficients
                moved[column] += move
                return model.total(moved, seen: counts.total, lists: counts.lists)
            }
            let step = 1e-5
            return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step)
        }
        let through = covariance.times(slopes)
        return max(0, zip(slopes, through).reduce(0) { $0 + $1.0 * $1.1 } - total).squareRoot()
    }

    /// Chao's bound keeps only steps that are not negative: the first negative one is taken out until none is.
    private static func withoutNegativeSteps(_ model: ListModel, _ counts: ListCounts) -> ListModel? {
        let base = model.design.columns - (counts.lists - 2)
        var kept = Array(0..<model.design.columns)
        while kept.count > base {
            let solver = PoissonSolver(model.design.keeping(kept))
            counts.counts.withUnsafeBufferPointer { if let start = $0.baseAddress { solver.fit(start) } }
            guard let negative = (base..<kept.count).first(where: { solver.coefficients[$0] < 0 }) else { break }
            kept.remove(at: negative)
        }
        return ListModel(
            model.name, model.design.keeping(kept), terms: model.terms, unseen: model.unseen, isBound: true)
    }
}

/// The likelihood of each possible total under a model, everything else at its best (Cormack 1992).
public struct ProfileLikelihood: Sendable {
    /// The total with the highest likelihood, all cells taken as shares of it.
    public let best: Double
    public let interval: Interval

    /// - Returns: nil where the model's total cannot be told or does not follow from the constant alone.
    public init?(_ fit: ModelFit, _ counts: ListCounts, confidence: Double) {
        guard fit.isUsable, fit.model.unseen == .constant else { return nil }
        let profile = Profile(fit, counts)
        let start = max(fit.total - counts.total, 0.5)
        let peak = profile.peak(near: start)
        let drop = ChiSquare.quantile(confidence, degrees: 1) / 2
        best = counts.total + peak.hidden
        interval = Interval(
            counts.total + profile.crossing(from: peak.hidden, level: peak.height - drop, isUp: false),
            counts.total + profile.crossing(from: peak.hidden, level: peak.height - drop, isUp: true),
            confidence: confidence)
    }
}

private final class Profile {
    private let solver: PoissonSolver
    private var cells: [Double]
    private let counts: ListCounts
    private var last: [Double]?

    init(_ fit: ModelFit, _ counts: ListCounts) {
        let design = fit.model.design.keeping(fit.columns)
        var extended = Matrix(rows: design.rows + 1, columns: design.columns)
        for column in 0..<design.columns {
            for row in 0..<design.rows { extended[row, column] = design[row, column] }
        }
        extended[design.rows, 0] = 1
        solver = PoissonSolver(extended, active: fit.active + [true])
        cells = counts.counts + [0]
        self.counts = counts
        last = fit.columns.map { fit.coefficients[$0] }
    }

    /// The log likelihood with so many people on no list.
    func height(_ hidden: Double) -> Double {
        cells[cells.count - 1] = hidden
        cells.withUnsafeBufferPointer { if let base = $0.baseAddress { solver.fit(base, from: last) } }
        if solver.converged { last = solver.coefficients }
        let total = counts.total + hidden
        var sum = SpecialFunction.logGamma(total + 1) - SpecialFunction.logGamma(hidden + 1)
        for (count, mean) in zip(cells, solver.fitted) where count > 0 && mean > 0 { sum += count * log(mean / total) }
        return sum
    }

    /// Golden section on the logarithm of the hidden.
    func peak(near start: Double) -> (hidden: Double, height: Double) {
        var low = log(start / 4 + 1e-9), high = log(start * 4)
        while height(exp(low)) > height(exp(low + 0.1)), low > -20 { low -= 2 }
        while height(exp(high)) > height(exp(high - 0.1)), high < 40 { high += 2 }
        let golden = (5.0.squareRoot() - 1) / 2
        var a = high - golden * (high - low), b = low + golden * (high - low)
        var atA = height(exp(a)), atB = height(exp(b))
        for _ in 0..<80 where high - low > 1e-9 {
            if atA > atB {
                (high, b, atB) = (b, a, atA)
                a = high - golden * (high - low)
                atA = height(exp(a))
            } else {
                (low, a, atA) = (a, b, atB)
                b = low + golden * (high - low)
                atB = height(exp(b))
            }
        }
        let hidden = exp((low + high) / 2)
        let none = height(0), top = height(hidden)
        return none > top ? (0, none) : (hidden, top)
    }

    func crossing(from peak: Double, level: Double, isUp: Bool) -> Double {
        var inside = max(peak, 1e-9)
        var outside = inside
        if isUp {
            repeat {
                outside = outside * 1.5 + 1
                if outside > 1e9 * (1 + counts.total) { return .infinity }
            } while height(outside) > level
        } else {
            if height(0) > level { return 0 }
            outside = 0
        }
        for _ in 0..<70 where abs(outside - inside) > 1e-9 * (1 + abs(inside)) {
            let middle = (inside + outside) / 2
            if height(middle) > level { inside = middle } else { outside = middle }
        }
        return (inside + outside) / 2
    }
}
