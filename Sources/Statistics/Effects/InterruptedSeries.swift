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
        /// Ordinary least squares on the logarithm.
        case logNormal = "log-normal"
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
        public var season = Season.harmonics(2)
        public var hasSlope = true
        public var scale = Scale.quasiPoisson
        /// Newey-West lag; nil for the usual one; a negative one takes the model's errors times the dispersion.
        public var lag: Int?

        public init(start: Int) { self.start = start }
    }

    public let model: LinearModel
    /// On the logarithm: the step at the start, and the change of slope for each time step.
    public let level: (coefficient: Double, error: Double)
    public let slope: (coefficient: Double, error: Double)?
    /// Means without the intervention, for each point.
    public let counterfactual: [Double]
    /// Sum over the target's points after the start: expected with it less expected without it.
    public let net: (value: Double, error: Double)
    /// The logarithm of the ratio of the two sums.
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
        let (with, without) = InterruptedSeries.design(points, plan, isControlled)
        let isLog = plan.scale == .logNormal
        guard points.count > with.columns + 1, !isLog || points.allSatisfy({ $0.count > 0 }) else { return nil }
        let offset = points.map { log($0.exposure) }
        let outcome = isLog ? zip(points, offset).map { log($0.count) - $1 } : points.map(\.count)
        let family: Family = isLog ? .gaussian : .poisson
        guard
            let model = LinearModel(family, with, outcome, LinearModel.Options(offset: isLog ? nil : offset)),
            model.degreesLeft > 0
        else { return nil }
        self.model = model
        let lag = plan.lag ?? LinearModel.usualLag(points.count { $0.isTarget })
        self.lag = max(0, lag)
        let series = isControlled ? points.map { $0.isTarget ? 0 : 1 } : []
        let covariance = model.covariance(lag < 0 ? .dispersed : .neweyWest(lag: lag, series: series))
        let place = InterruptedSeries.places(plan, isControlled)
        guard !model.coefficients[place.level].isNaN else { return nil }
        level = (model.coefficients[place.level], covariance[place.level, place.level].squareRoot())
        slope = place.slope.map { (model.coefficients[$0], covariance[$0, $0].squareRoot()) }
        dispersion = model.dispersion

        let beta = model.coefficients.map { $0.isNaN ? 0 : $0 }
        let shift = isLog ? model.dispersion / 2 : 0
        func means(_ design: Matrix) -> [Double] { zip(design.times(beta), offset).map { exp($0 + $1 + shift) } }
        let here = means(with), there = means(without)
        counterfactual = there
        var gradient = [Double](repeating: 0, count: beta.count), ratioGradient = gradient
        var sumWith = 0.0, sumWithout = 0.0
        let after = points.indices.filter { points[$0].isTarget && points[$0].time >= plan.start }
        for point in after {
            sumWith += here[point]
            sumWithout += there[point]
        }
        guard !after.isEmpty, sumWithout > 0, sumWith > 0 else { return nil }
        for column in beta.indices {
            for point in after {
                let one = here[point] * with[point, column], other = there[point] * without[point, column]
                gradient[column] += one - other
                ratioGradient[column] += one / sumWith - other / sumWithout
            }
        }
        func error(_ gradient: [Double]) -> Double {
            var sum = 0.0
            for a in beta.indices where gradient[a] != 0 {
                for b in beta.indices where gradient[b] != 0 {
                    let value = covariance[a, b]
                    if !value.isNaN { sum += gradient[a] * value * gradient[b] }
                }
            }
            return max(0, sum).squareRoot()
        }
        net = (sumWith - sumWithout, error(gradient))
        change = (log(sumWith / sumWithout), error(ratioGradient))
        let rests = points.indices.filter { points[$0].isTarget }.map { point in
            isLog
                ? outcome[point] - model.means[point]
                : (outcome[point] - model.means[point]) / model.means[point].squareRoot()
        }
        firstAutocorrelation = Autocorrelation.at(1, rests)
        unrelated = Autocorrelation.ljungBox(rests, lags: min(plan.year, rests.count / 4))
    }

    private static func seasonColumns(_ plan: Plan) -> Int {
        switch plan.season {
        case .none: 0
        case .harmonics(let pairs): 2 * pairs
        case .months: plan.year - 1
        }
    }

    /// The season's terms at each place of the year; none without a season.
    private static func seasonTable(_ plan: Plan) -> [[Double]] {
        switch plan.season {
        case .none: []
        case .harmonics(let pairs):
            (0..<plan.year).map { place in
                (1..<max(1, pairs + 1)).flatMap { pair in
                    let angle = 2 * Double.pi * Double(pair * place) / Double(plan.year)
                    return [sin(angle), cos(angle)]
                }
            }
        case .months: (0..<plan.year).map { place in (1..<plan.year).map { place == $0 ? 1.0 : 0 } }
        }
    }

    /// Where the level and the slope of the target stand among the columns.
    private static func places(_ plan: Plan, _ isControlled: Bool) -> (level: Int, slope: Int?) {
        let own = 3 + (plan.hasSlope ? 1 : 0) + seasonColumns(plan)
        let base = isControlled ? own : 0
        return (base + 2, plan.hasSlope ? base + 3 : nil)
    }

    /// The columns with the intervention, and those as if the target had not had it.
    private static func design(_ points: [Point], _ plan: Plan, _ isControlled: Bool) -> (Matrix, Matrix) {
        let own = 3 + (plan.hasSlope ? 1 : 0) + seasonColumns(plan)
        var with = Matrix(rows: points.count, columns: isControlled ? 2 * own : own)
        let seasons = seasonTable(plan)
        let first = plan.hasSlope ? 4 : 3
        for (row, point) in points.enumerated() {
            func set(_ column: Int, _ term: Double) {
                with[row, column] = term
                if isControlled, point.isTarget { with[row, own + column] = term }
            }
            set(0, 1)
            set(1, Double(point.time))
            set(2, point.time >= plan.start ? 1 : 0)
            if plan.hasSlope { set(3, Double(max(0, point.time - plan.start))) }
            guard !seasons.isEmpty else { continue }
            let place = ((point.season % plan.year) + plan.year) % plan.year
            for (column, term) in seasons[place].enumerated() { set(first + column, term) }
        }
        var without = with
        let place = places(plan, isControlled)
        for row in points.indices where points[row].isTarget {
            without[row, place.level] = 0
            if let slope = place.slope { without[row, slope] = 0 }
        }
        return (with, without)
    }
}

/// How like neighbours in a series are.
public enum Autocorrelation {
    public static func at(_ lag: Int, _ values: [Double]) -> Double {
        guard values.count > lag else { return .nan }
        let mean = values.reduce(0, +) / Double(values.count)
        var above = 0.0, below = 0.0
        for place in values.indices {
            below += (values[place] - mean) * (values[place] - mean)
            if place >= lag { above += (values[place] - mean) * (values[place - lag] - mean) }
        }
        return below > 0 ? above / below : 0
    }

    /// The p-value of Ljung and Box (1978) that no lag up to this one shows anything.
    public static func ljungBox(_ values: [Double], lags: Int) -> Double {
        let n = Double(values.count)
        guard lags > 0, values.count > lags else { return .nan }
        var sum = 0.0
        for lag in 1...lags {
            let r = at(lag, values)
            sum += r * r / (n - Double(lag))
        }
        return ChiSquare.above(n * (n + 2) * sum, degrees: Double(lags))
    }
}
