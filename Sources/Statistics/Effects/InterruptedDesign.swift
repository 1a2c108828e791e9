import Glibc

/// Which terms the columns of an interrupted series stand for, in their order.
public struct InterruptedDesign: Hashable, Sendable {
    public enum Term: Hashable, Sendable {
        case intercept, trend, level, slope
        case sine(Int)
        case cosine(Int)
        /// A place in the year beside the first, from 1.
        case place(Int)
    }

    /// The terms of one series; with a comparison series they come twice: its own, and the target's beyond it.
    public let terms: [Term]
    public let isControlled: Bool
    let plan: InterruptedSeries.Plan
    private let period: Double
    /// The season's terms at each place of the year, where the year is a whole number of steps.
    private let table: [[Double]]

    init(_ plan: InterruptedSeries.Plan, isControlled: Bool) {
        self.plan = plan
        self.isControlled = isControlled
        let period = plan.period ?? Double(plan.year)
        self.period = period
        let season = InterruptedDesign.season(plan, period)
        terms = [.intercept, .trend, .level] + (plan.hasSlope ? [.slope] : []) + season
        let isWhole = period == period.rounded() && period >= 1 && period <= 1_000
        table =
            isWhole && !season.isEmpty
            ? (0..<Int(period)).map { InterruptedDesign.values(season, at: $0, period) } : []
    }

    /// Waves shorter than two steps cannot be told from longer ones, and the sine of that length is zero at every step.
    private static func season(_ plan: InterruptedSeries.Plan, _ period: Double) -> [Term] {
        switch plan.season {
        case .none: []
        case .harmonics(let pairs):
            stride(from: 1, through: min(pairs, Int(period / 2)), by: 1).flatMap { pair -> [Term] in
                2 * Double(pair) == period ? [.cosine(pair)] : [.sine(pair), .cosine(pair)]
            }
        case .months: (1..<max(1, Int(period))).map { .place($0) }
        }
    }

    /// The angle counts from 1 at the first place, as is usual where months are numbered from 1.
    private static func values(_ season: [Term], at place: Int, _ period: Double) -> [Double] {
        season.map { term in
            switch term {
            case .sine(let pair): sin(2 * Double.pi * Double(pair) * Double(place + 1) / period)
            case .cosine(let pair): cos(2 * Double.pi * Double(pair) * Double(place + 1) / period)
            case .place(let other): place == other ? 1 : 0
            default: 0
            }
        }
    }

    /// Where the target's term stands: beyond the comparison's, where there is one.
    func column(_ term: Term) -> Int? { terms.firstIndex(of: term).map { isControlled ? terms.count + $0 : $0 } }

    /// The columns with the intervention, and those as if the target had not had it.
    func matrices(_ points: [InterruptedSeries.Point]) -> (with: Matrix, without: Matrix) {
        let own = terms.count
        var with = Matrix(rows: points.count, columns: isControlled ? 2 * own : own)
        let first = plan.hasSlope ? 4 : 3
        let season = Array(terms.dropFirst(first))
        for (row, point) in points.enumerated() {
            func set(_ column: Int, _ term: Double) {
                with[row, column] = term
                if isControlled, point.isTarget { with[row, own + column] = term }
            }
            let isAfter = point.time >= plan.start
            set(0, 1)
            set(1, Double(point.time))
            set(2, isAfter ? 1 : 0)
            if plan.hasSlope { set(3, isAfter ? Double(point.time - plan.start + plan.slopeFrom) : 0) }
            guard !season.isEmpty else { continue }
            if table.isEmpty {
                for (column, term) in InterruptedDesign.values(season, at: point.season, period).enumerated() {
                    set(first + column, term)
                }
            } else {
                let place = ((point.season % table.count) + table.count) % table.count
                for (column, term) in table[place].enumerated() { set(first + column, term) }
            }
        }
        var without = with
        for column in [column(.level), column(.slope)] {
            guard let column else { continue }
            for row in points.indices where points[row].isTarget { without[row, column] = 0 }
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
