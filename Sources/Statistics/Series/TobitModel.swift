import Glibc

/// Least squares in which some outcomes are only known to lie at or below a limit (Tobin 1958), by maximum likelihood in the form
/// that has one peak alone (Olsen 1978).
public struct TobitModel: Sendable {
    public let coefficients: [Double]
    /// Of the outcome around its mean.
    public let spread: Double
    public let covariance: Matrix
    public let logLikelihood: Double
    public let means: [Double]
    public let converged: Bool

    /// - Parameters:
    ///   - design: one row for each record; columns that repeat others are refused.
    ///   - outcome: the amounts; for a censored record its limit.
    ///   - isBelow: which are only known to lie below.
    /// - Returns: nil with too few records, a column that adds nothing, or no record above its limit.
    public init?(_ design: Matrix, _ outcome: [Double], _ isBelow: [Bool]) {
        let rows = design.rows, size = design.columns
        guard rows > size, isBelow.contains(false), PivotedQR(design).rank == size else { return nil }
        let start = PivotedQR(design).solve(outcome)
        let fitted = design.times(start)
        var squares = 0.0
        for row in 0..<rows { squares += (outcome[row] - fitted[row]) * (outcome[row] - fitted[row]) }
        let width = max((squares / Double(rows)).squareRoot(), 1e-6 * (outcome.map(\.magnitude).max() ?? 1), 1e-9)
        var point = start.map { $0 / width } + [1 / width]
        var height = TobitModel.height(design, outcome, isBelow, point)
        var converged = false
        var information = Matrix(rows: size + 1, columns: size + 1)
        for _ in 0..<200 {
            let (slope, bend) = TobitModel.derivatives(design, outcome, isBelow, point)
            information = bend
            guard let root = Cholesky(bend) else { return nil }
            let step = root.solve(slope)
            let promise = zip(step, slope).reduce(0) { $0 + $1.0 * $1.1 }
            if promise < 1e-12 * (1 + abs(height)) {
                converged = true
                break
            }
            var share = 1.0
            var isBetter = false
            for _ in 0..<60 {
                let next = zip(point, step).map { $0 + share * $1 }
                let nextHeight = next[size] > 0 ? TobitModel.height(design, outcome, isBelow, next) : -.infinity
                if nextHeight >= height {
                    (point, height, isBetter) = (next, nextHeight, true)
                    break
                }
                share /= 2
            }
            if !isBetter {
                converged = promise < 1e-7 * (1 + abs(height))
                break
            }
        }
        guard converged, let inverse = Cholesky(information)?.inverse else { return nil }
        let theta = point[size]
        coefficients = (0..<size).map { point[$0] / theta }
        spread = 1 / theta
        // From the scaled coefficients and one over the spread to the coefficients themselves.
        var covariance = Matrix(rows: size, columns: size)
        for a in 0..<size {
            for b in 0..<size {
                covariance[a, b] =
                    (inverse[a, b] - coefficients[a] * inverse[size, b] - coefficients[b] * inverse[a, size]
                        + coefficients[a] * coefficients[b] * inverse[size, size]) / (theta * theta)
            }
        }
        self.covariance = covariance
        logLikelihood = height
        means = design.times(coefficients)
        self.converged = converged
    }

    private static func height(_ x: Matrix, _ y: [Double], _ isBelow: [Bool], _ point: [Double]) -> Double {
        let size = x.columns, theta = point[size]
        let linear = x.times(Array(point[..<size]))
        var sum = 0.0
        for row in 0..<x.rows {
            let off = theta * y[row] - linear[row]
            sum += isBelow[row] ? logBelow(off) : log(theta) - 0.5 * off * off - 0.5 * log(2 * Double.pi)
        }
        return sum
    }

    /// ln P(Z <= z), far out by its tail.
    private static func logBelow(_ z: Double) -> Double {
        z > -30 ? log(Normal.below(z)) : -0.5 * z * z - log(-z) - 0.5 * log(2 * Double.pi)
    }

    private static func derivatives(
        _ x: Matrix, _ y: [Double], _ isBelow: [Bool], _ point: [Double]
    ) -> (slope: [Double], bend: Matrix) {
        let size = x.columns, theta = point[size]
        let linear = x.times(Array(point[..<size]))
        var slope = [Double](repeating: 0, count: size + 1), bend = Matrix(rows: size + 1, columns: size + 1)
        var row = [Double](repeating: 0, count: size + 1)
        for record in 0..<x.rows {
            let off = theta * y[record] - linear[record]
            for column in 0..<size { row[column] = -x[record, column] }
            row[size] = y[record]
            let first: Double, second: Double
            if isBelow[record] {
                first = off > -30 ? Normal.density(off) / Normal.below(off) : -off
                second = -first * (off + first)
            } else {
                first = -off
                second = -1
                slope[size] += 1 / theta
                bend[size, size] += 1 / (theta * theta)
            }
            for a in 0...size where row[a] != 0 {
                slope[a] += first * row[a]
                for b in 0...size { bend[a, b] -= second * row[a] * row[b] }
            }
        }
        return (slope, bend)
    }
}
