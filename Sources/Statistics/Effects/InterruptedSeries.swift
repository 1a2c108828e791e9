import Glibc

/// Whether a series took another course when something began (Bernal, Cummins and Gasparrini 2017), alone or against a
/// comparison series.
public struct InterruptedSeries: Sendable {
    public enum Season: Hashable, Sendable {
        case none
        /// Pairs of sine and cosine over the year.
        case harmonics(Int)
        /// A level for each month.
        case months
    }

    public enum Scale: String, Hashable, Sendable, CaseIterable {
        /// Counts with spread beyond chance.
        case quasiPoisson = "quasi-poisson"
        /// Counts with the spread of chance alone.
        case poisson
        /// Ordinary least squares on the logarithm.
        case logNormal = "log-normal"
        /// Ordinary least squares on counts, or on counts over exposure: terms add up instead of multiplying.
        case normal
    }

    /// One point of a series.
    public struct Point: Hashable, Sendable {
        /// Steps since the first point of all.
        public var time: Int
        /// From 0: the place in the year.
        public var season: Int
        public var count: Double
        public var exposure: Double
        public var isTarget: Bool

        public init(time: Int, season: Int, count: Double, exposure: Double = 1, isTarget: Bool = true) {
            self.time = time
            self.season = season
            self.count = count
            self.exposure = exposure
            self.isTarget = isTarget
        }
    }

    public struct Plan: Hashable, Sendable {
        /// The step with which the intervention begins.
        public var start: Int
        /// Steps a year.
        public var year = 12
        /// Steps a year where they are no whole number: 365.25 / 7 for weeks.
        public var period: Double?
        /// How many lags are looked at for residuals that hang together; a year's otherwise.
        public var lags: Int?
        public var season = Season.harmonics(2)
        public var hasSlope = true
        /// What the change of slope counts at the first point after the start.
        public var slopeFrom = 0
        public var scale = Scale.quasiPoisson
        /// Newey-West lag; nil for the usual one; a negative one takes the model's errors: times the dispersion, but for `poisson`.
        public var lag: Int?
        /// Newey-West errors times n over the degrees of freedom left.
        public var isAdjusted = false

        public init(start: Int) { self.start = start }
    }

    public let model: LinearModel
    public let design: InterruptedDesign
    /// Of the coefficients, NaN where a column adds nothing.
    public let covariance: Matrix
    /// On the logarithm, but for `normal`: the step at the start, and the change of slope for each time step.
    public let level: (coefficient: Double, error: Double)
    public let slope: (coefficient: Double, error: Double)?
    /// Means as the model has them, for each point.
    public let fitted: [Double]
    /// Means without the intervention, for each point.
    public let counterfactual: [Double]
    /// Sum over the target's points after the start: expected with it less expected without it.
    public let net: (value: Double, error: Double)
    /// The logarithm of the ratio of the two sums; NaN where `normal` expects nothing or less.
    public let change: (value: Double, error: Double)
    public let lag: Int
    public let dispersion: Double
    /// Ljung and Box's p-value that neighbouring residuals are unrelated, over one year.
    public let unrelated: Double
    public let firstAutocorrelation: Double

    /// - Parameter points: in order of time within each series, the target's first.
    /// - Returns: nil when the model cannot be fitted: too few points, or no point on one side.
    public init?(_ points: [Point], _ plan: Plan) {
        let isControlled = points.contains { !$0.isTarget }
        let design = InterruptedDesign(plan, isControlled: isControlled)
        let (with, without) = design.matrices(points)
        let isLog = plan.scale == .logNormal, isPlain = plan.scale == .normal
        guard points.count > with.columns + 1, !isLog || points.allSatisfy({ $0.count > 0 }) else { return nil }
        let offset = points.map { log($0.exposure) }
        let outcome =
            isPlain
            ? points.map { $0.count / $0.exposure }
            : isLog ? zip(points, offset).map { log($0.count) - $1 } : points.map(\.count)
        let isGaussian = isLog || isPlain
        guard
            let model = LinearModel(
                isGaussian ? .gaussian : .poisson, with, outcome, LinearModel.Options(offset: isGaussian ? nil : offset)
            ), model.degreesLeft > 0, let levelPlace = design.column(.level), !model.coefficients[levelPlace].isNaN
        else { return nil }
        self.model = model
        self.design = design
        let lag = plan.lag ?? LinearModel.usualLag(points.count { $0.isTarget })
        self.lag = max(0, lag)
        let covariance = InterruptedSeries.covariance(of: model, points, plan, lag, isControlled)
        self.covariance = covariance
        func term(_ place: Int) -> (coefficient: Double, error: Double) {
            (model.coefficients[place], covariance[place, place].squareRoot())
        }
        level = term(levelPlace)
        slope = design.column(.slope).map(term)
        dispersion = model.dispersion

        let beta = model.coefficients.map { $0.isNaN ? 0 : $0 }
        let shift = isLog ? model.dispersion / 2 : 0
        func means(_ design: Matrix) -> [Double] {
            isPlain
                ? zip(design.times(beta), points).map { $0 * $1.exposure }
                : zip(design.times(beta), offset).map { exp($0 + $1 + shift) }
        }
        let here = means(with), there = means(without)
        fitted = here
        counterfactual = there
        var gradient = [Double](repeating: 0, count: beta.count), ratioGradient = gradient
        var sumWith = 0.0, sumWithout = 0.0
        let after = points.indices.filter { points[$0].isTarget && points[$0].time >= plan.start }
        for point in after {
            sumWith += here[point]
            sumWithout += there[point]
        }
        let hasRatio = sumWithout > 0 && sumWith > 0
        guard !after.isEmpty, hasRatio || isPlain else { return nil }
        for column in beta.indices {
            for point in after {
                let one = (isPlain ? points[point].exposure : here[point]) * with[point, column]
                let other = (isPlain ? points[point].exposure : there[point]) * without[point, column]
                gradient[column] += one - other
                ratioGradient[column] += one / sumWith - other / sumWithout
            }
        }
        net = (sumWith - sumWithout, InterruptedSeries.error(gradient, covariance))
        change =
            hasRatio ? (log(sumWith / sumWithout), InterruptedSeries.error(ratioGradient, covariance)) : (.nan, .nan)
        let rests = points.indices.filter { points[$0].isTarget }.map { point in
            isGaussian
                ? outcome[point] - model.means[point]
                : (outcome[point] - model.means[point]) / model.means[point].squareRoot()
        }
        firstAutocorrelation = Autocorrelation.at(1, rests)
        unrelated = Autocorrelation.ljungBox(rests, lags: min(plan.lags ?? plan.year, rests.count / 4))
    }

    private static func covariance(
        of model: LinearModel, _ points: [Point], _ plan: Plan, _ lag: Int, _ isControlled: Bool
    ) -> Matrix {
        guard lag >= 0 else { return model.covariance(plan.scale == .poisson ? .model : .dispersed) }
        let series = isControlled ? points.map { $0.isTarget ? 0 : 1 } : []
        var covariance = model.covariance(.neweyWest(lag: lag, series: series))
        if plan.isAdjusted {
            let factor = Double(points.count) / Double(model.degreesLeft)
            for place in covariance.values.indices { covariance.values[place] *= factor }
        }
        return covariance
    }

    private static func error(_ gradient: [Double], _ covariance: Matrix) -> Double {
        var sum = 0.0
        for a in gradient.indices where gradient[a] != 0 {
            for b in gradient.indices where gradient[b] != 0 {
                let value = covariance[a, b]
                if !value.isNaN { sum += gradient[a] * value * gradient[b] }
            }
        }
        return max(0, sum).squareRoot()
    }

    /// The sum of the coefficients of some columns, with its error; nil where one of them adds nothing.
    public func sum(of columns: [Int]) -> (coefficient: Double, error: Double)? {
        guard columns.allSatisfy({ !model.coefficients[$0].isNaN }) else { return nil }
        var weights = [Double](repeating: 0, count: model.coefficients.count)
        for column in columns { weights[column] = 1 }
        return (columns.reduce(0) { $0 + model.coefficients[$1] }, InterruptedSeries.error(weights, covariance))
    }

    /// The error of what the model has for a point: on the logarithm, but for `normal`, where it is that of the count over exposure.
    public func error(at point: Int) -> Double {
        InterruptedSeries.error(model.coefficients.indices.map { model.design[point, $0] }, covariance)
    }
}
