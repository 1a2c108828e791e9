import Glibc
public import Vocabulary

/// Several models of the same lists, weighed against each other, with an interval that counts the choice between them.
public struct CaptureRecapture: Sendable {
    public enum Criterion: String, Hashable, Sendable, CaseIterable {
        case aic, bic

        func of(_ fit: ModelFit) -> Double { self == .aic ? fit.aic : fit.bic }
    }

    public enum Headline: String, Hashable, Sendable, CaseIterable {
        /// The mean of the models, each by how well it does for what it costs.
        case average
        /// The best one alone.
        case best
    }

    public let counts: ListCounts
    public let fits: [ModelFit]
    public let criterion: Criterion
    public let headline: Headline
    /// The weight of each fit; 0 for those that cannot be used and for bounds.
    public let weights: [Double]
    public let estimate: Double
    /// Index of the best fit.
    public let best: Int

    /// - Parameter weighed: whether a model may carry weight.
    /// - Returns: nil where no model tells the total.
    public init?(
        _ counts: ListCounts, models: [ListModel], criterion: Criterion, headline: Headline,
        weighed: (ListModel) -> Bool = { !$0.isBound }
    ) {
        self.counts = counts
        let fits = models.compactMap { ModelFit($0, counts) }
        let usable = fits.indices.filter { fits[$0].isUsable && weighed(fits[$0].model) }
        guard let best = usable.min(by: { criterion.of(fits[$0]) < criterion.of(fits[$1]) }) else { return nil }
        let least = criterion.of(fits[best])
        var weights = [Double](repeating: 0, count: fits.count)
        for place in usable { weights[place] = exp(-(criterion.of(fits[place]) - least) / 2) }
        let all = weights.reduce(0, +)
        var mean = 0.0
        for place in usable {
            weights[place] /= all
            mean += weights[place] * fits[place].total
        }
        self.fits = fits
        self.best = best
        self.weights = weights
        self.criterion = criterion
        self.headline = headline
        estimate = headline == .best ? fits[best].total : mean
    }

    /// The lowest and highest total of the models within ten of the best.
    public var range: (low: Double, high: Double, models: Int) {
        let least = criterion.of(fits[best])
        let near = fits.indices.filter { weights[$0] > 0 && criterion.of(fits[$0]) <= least + 10 }.map {
            fits[$0].total
        }
        return (near.min() ?? .nan, near.max() ?? .nan, near.count)
    }

    /// The spread of the average: each model's own error and how far the models lie apart (Buckland, Burnham, Augustin 1997).
    public var unconditionalError: Double {
        fits.indices.reduce(0) { sum, place in
            guard weights[place] > 0 else { return sum }
            let off = fits[place].total - estimate
            return sum + weights[place] * (fits[place].error * fits[place].error + off * off).squareRoot()
        }
    }

    public struct Resampled: Sendable {
        public let interval: Interval
        public let error: Double
        /// Samples that gave a figure.
        public let used: Int
    }

    /// Samples of the whole population, unseen people too, each with its own choice of model (Buckland and Garthwaite 1991).
    ///
    /// - Returns: nil when fewer than nine tenths of the samples gave a figure.
    public func bootstrap(
        _ kind: Bootstrap.Kind, draws: Int, confidence: Double, seed: UInt64
    ) -> Resampled? {
        let plan = BootstrapPlan(self)
        let whole = Int(estimate.rounded())
        let found = Parallel.map(draws, filling: Double.nan, piece: max(1, min(64, draws / 8))) { range, room in
            let worker = BootstrapWorker(plan)
            for draw in range { room[draw] = worker.draw(whole, seed: seed, stream: UInt64(draw)) }
        }
        let estimates = found.filter(\.isFinite).sorted()
        guard draws > 1, estimates.count * 10 >= draws * 9 else { return nil }
        let alpha = (1 - confidence) / 2
        var shares = (alpha, 1 - alpha)
        if kind == .bca {
            let worker = BootstrapWorker(plan)
            var left: [Double] = []
            for (cell, count) in counts.counts.enumerated() where count > 0 {
                let value = worker.without(cell)
                if value.isFinite {
                    left += [Double](repeating: value, count: max(1, Int(min(count, 100_000).rounded())))
                }
            }
            if !left.isEmpty {
                shares = Bootstrap.corrected(shares, estimates, observed: estimate, leavingOneOut: left)
            }
        }
        let mean = estimates.reduce(0, +) / Double(estimates.count)
        let squares = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return Resampled(
            interval: Interval(
                Quantile.of(sorted: estimates, shares.0), Quantile.of(sorted: estimates, shares.1),
                confidence: confidence), error: (squares / Double(max(1, estimates.count - 1))).squareRoot(),
            used: estimates.count)
    }
}

/// What every sample of the bootstrap begins from.
private struct BootstrapPlan: Sendable {
    let counts: ListCounts
    let models: [ListModel]
    let starts: [[Double]]
    let criterion: CaptureRecapture.Criterion
    let headline: CaptureRecapture.Headline

    init(_ whole: CaptureRecapture) {
        counts = whole.counts
        // What lies further behind than this is not chosen in another sample either.
        let chosen = whole.fits.indices.filter { whole.weights[$0] > exp(-15) * whole.weights[whole.best] }
        models = chosen.map { whole.fits[$0].model }
        starts = chosen.map { whole.fits[$0].coefficients }
        criterion = whole.criterion
        headline = whole.headline
    }
}

/// One thread's solvers and cells.
private final class BootstrapWorker {
    private let plan: BootstrapPlan
    private let solvers: [PoissonSolver]
    private var cells: [Double]
    private let shares: [Double]

    init(_ plan: BootstrapPlan) {
        self.plan = plan
        solvers = plan.models.map { PoissonSolver($0.design) }
        cells = plan.counts.counts
        shares = plan.counts.counts
    }

    func draw(_ whole: Int, seed: UInt64, stream: UInt64) -> Double {
        var random = CounterRandom(seed: seed, stream: stream)
        var left = whole, rest = max(Double(whole), plan.counts.total)
        for cell in cells.indices {
            let chance = rest > 0 ? min(1, shares[cell] / rest) : 0
            let count = random.binomial(left, chance: chance)
            cells[cell] = Double(count)
            left -= count
            rest -= shares[cell]
        }
        return estimate()
    }

    func without(_ cell: Int) -> Double {
        cells = shares
        cells[cell] = max(0, cells[cell] - 1)
        return estimate()
    }

    private func estimate() -> Double {
        let seen = cells.reduce(0, +)
        guard seen > 0 else { return .nan }
        var best = Double.infinity
        var values: [(criterion: Double, total: Double)] = []
        values.reserveCapacity(solvers.count)
        cells.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for (place, solver) in solvers.enumerated() {
                solver.fit(base, from: plan.starts[place], precision: 1e-9)
                let model = plan.models[place]
                let total =
                    model.unseen == .constant
                    ? seen + exp(solver.constant)
                    : model.total(solver.coefficients, seen: seen, lists: plan.counts.lists)
                guard solver.logLikelihood.isFinite, total >= seen, total < ModelFit.farthest * seen else { continue }
                let cost = plan.criterion == .aic ? 2 : log(seen)
                let value = cost * Double(solver.parameters) - 2 * solver.logLikelihood
                values.append((value, total))
                best = min(best, value)
            }
        }
        guard !values.isEmpty else { return .nan }
        if plan.headline == .best { return values.min { $0.criterion < $1.criterion }?.total ?? .nan }
        var sum = 0.0, all = 0.0
        for value in values {
            let weight = exp(-(value.criterion - best) / 2)
            sum += weight * value.total
            all += weight
        }
        return sum / all
    }
}
