import Glibc

/// A comparison made of many untreated places, weighted so that together they are as the treated ones were in everything that is known
/// from before (Robbins, Saunders and Kilmer 2017).
public struct SyntheticComparison: Sendable {
    /// Where the errors come from.
    public enum Errors: String, Hashable, Sendable, CaseIterable {
        /// What is left of each place after the matching, summed over its periods: the linearised error of a calibrated total.
        case matched
        /// As microsynth does: a survey regression on treatment and period, each place in each period by itself.
        case survey
    }

    /// One outcome over the time after the start.
    public struct Effect: Sendable {
        public let treated: Double
        public let expected: Double
        public let logRatio: Double
        /// Of the log ratio.
        public let error: Double
        /// The difference over its error.
        public let z: Double

        public var ratio: Double { treated / expected }
        public var isKnown: Bool { expected > 0 && treated > 0 && error > 0 && error.isFinite }
    }

    public struct Balance: Sendable {
        public let target: Double
        public let weighted: Double
        /// All untreated places, scaled to as many as the treated are.
        public let unweighted: Double
    }

    public let panel: SyntheticPanel
    public let errors: Errors
    public let distance: Calibration.Distance
    public let calibration: Calibration
    public let effects: [Effect]
    /// Covariance of the log ratios of the outcomes.
    public let covariance: Matrix
    public let balance: [Balance]
    /// Outcome by outcome: the weighted sum of the comparison in each period.
    public let series: [[Double]]
    let rows: SparseRows
    let sums: [[Double]]

    /// - Returns: nil without a treated and an untreated place.
    public init?(_ panel: SyntheticPanel, errors: Errors, distance: Calibration.Distance) {
        let treated = panel.treated.count { $0 }
        guard treated > 0, treated < panel.units else { return nil }
        self.panel = panel
        self.errors = errors
        self.distance = distance
        let design = panel.design
        rows = SparseRows(design)
        sums = panel.outcomes.indices.map { outcome in (0..<panel.units).map { panel.sum(outcome, $0) } }
        let targets = rows.total(panel.treated.map { $0 ? 1 : 0 })
        let calibrator = Calibrator(rows, distance)
        calibration = calibrator.weights(targets, excluded: panel.treated)
        let found = Estimating(panel, rows, sums, errors).effects(calibration.weights, panel.treated)
        effects = found.effects
        covariance = found.covariance
        let weighted = rows.total(calibration.weights)
        let plain = rows.total(panel.treated.map { $0 ? 0 : 1 })
        let scale = Double(treated) / Double(panel.units - treated)
        balance = targets.indices.map {
            Balance(target: targets[$0], weighted: weighted[$0], unweighted: plain[$0] * scale)
        }
        let weights = calibration.weights
        series = panel.outcomes.map { outcome in
            (0..<panel.periods).map { period in
                var sum = 0.0
                for unit in 0..<panel.units where weights[unit] > 0 {
                    sum += weights[unit] * outcome[unit * panel.periods + period]
                }
                return sum
            }
        }
    }

    /// The same weights and effects with errors of another kind.
    public func effects(_ errors: Errors) -> [Effect] {
        errors == self.errors
            ? effects : Estimating(panel, rows, sums, errors).effects(calibration.weights, panel.treated).effects
    }

    /// All outcomes together: chi-square of the log ratios against their covariance.
    public var omnibus: (chiSquare: Double, degrees: Int, p: Double)? {
        SyntheticComparison.omnibus(effects, covariance)
    }

    static func omnibus(_ effects: [Effect], _ covariance: Matrix) -> (chiSquare: Double, degrees: Int, p: Double)? {
        let known = effects.indices.filter { effects[$0].isKnown }
        guard !known.isEmpty else { return nil }
        let part = Matrix(columns: known.map { column in known.map { covariance[$0, column] } })
        let logs = known.map { effects[$0].logRatio }
        let solved = PivotedQR(part, tolerance: 1e-8)
        let through = solved.solve(logs).map { $0.isNaN ? 0 : $0 }
        let chiSquare = zip(logs, through).reduce(0) { $0 + $1.0 * $1.1 }
        guard chiSquare.isFinite, chiSquare >= 0 else { return nil }
        return (chiSquare, solved.rank, ChiSquare.above(chiSquare, degrees: Double(solved.rank)))
    }
}

extension SyntheticComparison {
    /// Whether all outcomes together moved one way: the sum of their ratios in errors, against its own spread (as microsynth
    /// has it for a one-sided question). Less than zero for a fall; nil where no outcome has an error.
    public var together: Double? {
        let known = effects.indices.filter { effects[$0].isKnown && covariance[$0, $0] > 0 }
        guard !known.isEmpty else { return nil }
        let pull = known.map { 1 / covariance[$0, $0].squareRoot() }
        let sum = zip(known, pull).reduce(0) { $0 + effects[$1.0].logRatio * $1.1 }
        var spread = 0.0
        for (one, a) in zip(known, pull) {
            for (other, b) in zip(known, pull) { spread += a * b * covariance[one, other] }
        }
        return spread > 0 ? sum / spread.squareRoot() : nil
    }
}

/// Effects and their errors for one group and its weights.
struct Estimating {
    let panel: SyntheticPanel
    let rows: SparseRows
    let sums: [[Double]]
    let errors: SyntheticComparison.Errors

    init(_ panel: SyntheticPanel, _ rows: SparseRows, _ sums: [[Double]], _ errors: SyntheticComparison.Errors) {
        self.panel = panel
        self.rows = rows
        self.sums = sums
        self.errors = errors
    }

    func effects(
        _ weights: [Double], _ group: [Bool], groupWeight: Double = 1
    ) -> (effects: [SyntheticComparison.Effect], covariance: Matrix) {
        errors == .matched ? matched(weights, group, groupWeight) : survey(weights, group, groupWeight)
    }

    /// Sums of the group and of its comparison over the time after.
    func totals(_ weights: [Double], _ group: [Bool], groupWeight: Double = 1) -> [(group: Double, other: Double)] {
        sums.map { sum in
            var mine = 0.0, others = 0.0
            for unit in 0..<panel.units {
                if group[unit] { mine += sum[unit] } else { others += weights[unit] * sum[unit] }
            }
            return (mine * groupWeight, others)
        }
    }

    // MARK: What is left after the matching

    private func matched(
        _ weights: [Double], _ group: [Bool], _ groupWeight: Double
    ) -> (effects: [SyntheticComparison.Effect], covariance: Matrix) {
        let totals = totals(weights, group, groupWeight: groupWeight)
        let count = sums.count
        let fits = coefficients(weights)
        var ofRatio = Matrix(rows: count, columns: count), ofDifference = [Double](repeating: 0, count: count)
        var influence = [Double](repeating: 0, count: count)
        for unit in 0..<panel.units {
            let weight = group[unit] ? groupWeight : weights[unit]
            guard weight > 0 else { continue }
            for outcome in 0..<count {
                var rest = sums[outcome][unit]
                for place in Int(rows.starts[unit])..<Int(rows.starts[unit + 1]) {
                    rest -= rows.values[place] * fits[outcome][Int(rows.places[place])]
                }
                ofDifference[outcome] += weight * weight * rest * rest
                influence[outcome] =
                    group[unit] ? weight * rest / totals[outcome].group : -weight * rest / totals[outcome].other
            }
            for a in 0..<count { for b in 0...a { ofRatio[a, b] += influence[a] * influence[b] } }
        }
        for a in 0..<count { for b in 0..<a { ofRatio[b, a] = ofRatio[a, b] } }
        let effects = totals.indices.map { outcome in
            SyntheticComparison.Effect(
                treated: totals[outcome].group, expected: totals[outcome].other,
                logRatio: log(totals[outcome].group / totals[outcome].other),
                error: ofRatio[outcome, outcome].squareRoot(),
                z: (totals[outcome].group - totals[outcome].other) / ofDifference[outcome].squareRoot())
        }
        return (effects, ofRatio)
    }

    /// How each outcome after the start goes with what was matched, among the weighted places.
    private func coefficients(_ weights: [Double]) -> [[Double]] {
        let columns = rows.columns
        var gram = Matrix(rows: columns, columns: columns)
        var right = [[Double]](repeating: [Double](repeating: 0, count: columns), count: sums.count)
        gram.values.withUnsafeMutableBufferPointer { gram in
            for unit in 0..<panel.units where weights[unit] > 0 {
                let from = Int(rows.starts[unit]), to = Int(rows.starts[unit + 1])
                for a in from..<to {
                    let line = Int(rows.places[a]), factor = weights[unit] * rows.values[a]
                    for b in from...a { gram[Int(rows.places[b]) * columns + line] += factor * rows.values[b] }
                    for outcome in sums.indices { right[outcome][line] += factor * sums[outcome][unit] }
                }
            }
        }
        let solver = SemiDefinite(gram)
        return right.map(solver.solve)
    }

    // MARK: As microsynth

    private func survey(
        _ weights: [Double], _ group: [Bool], _ groupWeight: Double
    ) -> (effects: [SyntheticComparison.Effect], covariance: Matrix) {
        let totals = totals(weights, group, groupWeight: groupWeight)
        let count = sums.count, after = panel.after
        var ours = 0.0, others = 0.0
        var observations = 0
        for unit in 0..<panel.units {
            if group[unit] { ours += groupWeight } else { others += weights[unit] }
            if group[unit] || weights[unit] > 0 { observations += after }
        }
        let fits = sums.indices.map { SurveyFit($0, self, weights, group, groupWeight, ours, others) }
        var ofRatio = Matrix(rows: count, columns: count), ofDifference = [Double](repeating: 0, count: count)
        var influence = [Double](repeating: 0, count: count)
        let correction = Double(observations) / Double(max(1, observations - 1))
        for unit in 0..<panel.units {
            let weight = group[unit] ? groupWeight : weights[unit]
            guard weight > 0 else { continue }
            for period in 0..<after {
                for outcome in 0..<count {
                    let fit = fits[outcome]
                    let value = panel.outcomes[outcome][unit * panel.periods + panel.before + period]
                    let off = weight * (value - fit.levels[period] - (group[unit] ? fit.effect : 0))
                    let slope = fit.ofTime + (group[unit] ? fit.ofTreatment : 0)
                    let plain = fit.plainTime + (group[unit] ? fit.plainTreatment : 0)
                    influence[outcome] = slope * off
                    ofDifference[outcome] += plain * plain * off * off
                }
                for a in 0..<count { for b in 0...a { ofRatio[a, b] += influence[a] * influence[b] } }
            }
        }
        for a in 0..<count {
            for b in 0...a {
                ofRatio[a, b] *= correction
                ofRatio[b, a] = ofRatio[a, b]
            }
        }
        let effects = totals.indices.map { outcome in
            SyntheticComparison.Effect(
                treated: totals[outcome].group, expected: totals[outcome].other,
                logRatio: log(totals[outcome].group / totals[outcome].other),
                error: ofRatio[outcome, outcome].squareRoot(),
                z: fits[outcome].effect / (correction * ofDifference[outcome]).squareRoot())
        }
        return (effects, ofRatio)
    }
}

/// Weighted least squares of one outcome on treatment and period, and how its log ratio and its difference hang on each observation.
private struct SurveyFit {
    var effect = 0.0
    var levels: [Double] = []
    var ofTreatment = 0.0
    var ofTime = 0.0
    var plainTreatment = 0.0
    var plainTime = 0.0

    init(
        _ outcome: Int, _ all: Estimating, _ weights: [Double], _ group: [Bool], _ groupWeight: Double, _ ours: Double,
        _ others: Double
    ) {
        let panel = all.panel, after = panel.after, count = Double(after)
        var mine = [Double](repeating: 0, count: after), theirs = mine
        let values = panel.outcomes[outcome]
        for unit in 0..<panel.units {
            let weight = group[unit] ? groupWeight : weights[unit]
            guard weight > 0 else { continue }
            for period in 0..<after {
                let value = weight * values[unit * panel.periods + panel.before + period]
                if group[unit] { mine[period] += value } else { theirs[period] += value }
            }
        }
        let both = ours + others
        /// Solves the normal equations for a right side that is the same in every period, or sums over them.
        func solve(_ treatment: Double, _ sumOfTimes: Double) -> Double {
            (treatment - ours * sumOfTimes / both) / (count * ours * (1 - ours / both))
        }
        let effect = solve(mine.reduce(0, +), zip(mine, theirs).reduce(0) { $0 + $1.0 + $1.1 })
        let levels = (0..<after).map { (mine[$0] + theirs[$0] - ours * effect) / both }
        let level = levels.reduce(0, +) / count
        let first = 1 / (effect + level), each = (first - 1 / level) / count
        self.effect = effect
        self.levels = levels
        ofTreatment = solve(first, count * each)
        ofTime = (each - ours * ofTreatment) / both
        plainTreatment = solve(1, 0)
        plainTime = -ours * plainTreatment / both
    }
}

/// Solves with a matrix that may lack some directions; those get nothing.
struct SemiDefinite {
    private let lower: Matrix

    /// - Parameter matrix: its lower triangle is read.
    init(_ matrix: Matrix) {
        let size = matrix.rows
        var lower = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row, column]
                for inner in 0..<column { sum -= lower[row, inner] * lower[column, inner] }
                if column < row {
                    lower[row, column] = lower[column, column] > 0 ? sum / lower[column, column] : 0
                } else {
                    lower[row, row] = sum > 1e-11 * matrix[row, row] && sum > 0 ? sum.squareRoot() : 0
                }
            }
        }
        self.lower = lower
    }

    func solve(_ right: [Double]) -> [Double] {
        var x = right
        let size = lower.rows
        for row in 0..<size {
            for column in 0..<row { x[row] -= lower[row, column] * x[column] }
            x[row] = lower[row, row] > 0 ? x[row] / lower[row, row] : 0
        }
        for row in (0..<size).reversed() {
            guard lower[row, row] > 0 else {
                x[row] = 0
                continue
            }
            for below in (row + 1)..<max(size, row + 1) { x[row] -= lower[below, row] * x[below] }
            x[row] /= lower[row, row]
        }
        return x
    }
}
