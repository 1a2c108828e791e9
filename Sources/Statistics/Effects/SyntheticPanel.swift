/// Places over periods: several outcomes, some places treated from one period on, and what is known of each place.
public struct SyntheticPanel: Sendable {
    public let units: Int
    public let periods: Int
    /// How many periods come before the start.
    public let before: Int
    public let treated: [Bool]
    /// For each outcome, place after place, its periods in order.
    public let outcomes: [[Double]]
    /// For each covariate, a figure for each place.
    public let covariates: [[Double]]
    /// Periods before the start that are matched together, counted back from the start; 1 matches each.
    public let lump: Int

    public init(
        units: Int, periods: Int, before: Int, treated: [Bool], outcomes: [[Double]], covariates: [[Double]],
        lump: Int = 1
    ) {
        self.units = units
        self.periods = periods
        self.before = before
        self.treated = treated
        self.outcomes = outcomes
        self.covariates = covariates
        self.lump = lump
        precondition(treated.count == units && outcomes.allSatisfy { $0.count == units * periods })
        precondition(covariates.allSatisfy { $0.count == units } && before > 0 && before < periods)
    }

    public var after: Int { periods - before }

    /// The first and last period of each match; what does not fill a whole one at the far end is left out.
    public var lumps: [Range<Int>] {
        stride(from: before, to: 0, by: -lump).map { max(0, $0 - lump)..<$0 }.filter { $0.count == lump }.reversed()
    }

    /// What places are matched on: how many they are, covariates, each outcome in each stretch before the start.
    var design: Matrix {
        var columns = [[Double](repeating: 1, count: units)] + covariates
        for outcome in outcomes {
            for stretch in lumps {
                columns.append((0..<units).map { unit in stretch.reduce(0) { $0 + outcome[unit * periods + $1] } })
            }
        }
        return Matrix(columns: columns)
    }

    func sum(_ outcome: Int, _ unit: Int) -> Double {
        var sum = 0.0
        for period in before..<periods { sum += outcomes[outcome][unit * periods + period] }
        return sum
    }
}
