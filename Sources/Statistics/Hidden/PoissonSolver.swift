import Glibc

/// Newton's method for a Poisson log-linear model of a few cells, in buffers that are used again: thousands of bootstrap
/// samples go through one of these without taking memory.
final class PoissonSolver {
    let cells: Int
    let parameters: Int
    private let x: UnsafeMutablePointer<Double>
    /// Cells that count; others are known to be empty under the model.
    private let active: UnsafeMutablePointer<Bool>
    private let beta: UnsafeMutablePointer<Double>
    private let trial: UnsafeMutablePointer<Double>
    private let step: UnsafeMutablePointer<Double>
    private let means: UnsafeMutablePointer<Double>
    private let triangle: UnsafeMutablePointer<Double>
    private(set) var logLikelihood = -Double.infinity
    private(set) var converged = false

    init(_ design: Matrix, active cellsThatCount: [Bool]? = nil) {
        cells = design.rows
        parameters = design.columns
        func room(_ count: Int) -> UnsafeMutablePointer<Double> {
            let room = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            room.initialize(repeating: 0, count: max(1, count))
            return room
        }
        x = room(cells * parameters)
        beta = room(parameters)
        trial = room(parameters)
        step = room(parameters)
        means = room(cells)
        triangle = room(parameters * parameters)
        active = UnsafeMutablePointer<Bool>.allocate(capacity: max(1, cells))
        active.initialize(repeating: true, count: max(1, cells))
        for cell in 0..<cells {
            active[cell] = cellsThatCount?[cell] ?? true
            for column in 0..<parameters { x[cell * parameters + column] = design[cell, column] }
        }
    }

    deinit {
        for room in [x, beta, trial, step, means, triangle] { room.deallocate() }
        active.deallocate()
    }

    var coefficients: [Double] { (0..<parameters).map { beta[$0] } }
    var fitted: [Double] { (0..<cells).map { active[$0] ? means[$0] : 0 } }
    var constant: Double { beta[0] }

    /// - Parameters:
    ///   - counts: what was counted in each cell.
    ///   - start: coefficients to begin from; nil for a fresh start.
    ///   - precision: how small the gain of a step is to become, as a share of the whole.
    func fit(_ counts: UnsafePointer<Double>, from start: [Double]? = nil, precision: Double = 1e-13) {
        if let start {
            for column in 0..<parameters { beta[column] = start[column] }
            logLikelihood = likelihood(counts, beta)
            for cell in 0..<cells where active[cell] && !(means[cell] < 1e12) { logLikelihood = -.infinity }
        }
        if start == nil || !logLikelihood.isFinite { begin(counts) }
        converged = false
        for _ in 0..<60 {
            gradient(counts)
            assemble()
            let decrement = solve()
            var share = 1.0, next = -Double.infinity
            for _ in 0..<40 {
                for column in 0..<parameters { trial[column] = beta[column] + share * step[column] }
                next = likelihood(counts, trial)
                if next >= logLikelihood - 1e-12 * abs(logLikelihood) { break }
                share /= 2
            }
            guard next.isFinite else { break }
            for column in 0..<parameters { beta[column] = trial[column] }
            logLikelihood = next
            if decrement <= precision * (1 + abs(next)) {
                converged = true
                break
            }
        }
    }

    /// One weighted least-squares step from the counts themselves, as R's `glm` begins.
    private func begin(_ counts: UnsafePointer<Double>) {
        for column in 0..<parameters { (beta[column], step[column]) = (0, 0) }
        for cell in 0..<cells where active[cell] {
            let mean = counts[cell] + 0.1
            means[cell] = mean
            let working = mean * log(mean) + (counts[cell] - mean)
            for column in 0..<parameters { step[column] += x[cell * parameters + column] * working }
        }
        assemble()
        _ = solve()
        for column in 0..<parameters { beta[column] = step[column] }
        logLikelihood = likelihood(counts, beta)
    }

    /// Without the factorials; fills the means.
    @inline(__always)
    private func likelihood(_ counts: UnsafePointer<Double>, _ b: UnsafeMutablePointer<Double>) -> Double {
        var sum = 0.0
        for cell in 0..<cells where active[cell] {
            var linear = 0.0
            let row = x + cell * parameters
            for column in 0..<parameters { linear += row[column] * b[column] }
            let mean = exp(min(linear, 600))
            means[cell] = mean
            sum += counts[cell] * linear - mean
        }
        return sum
    }

    private func gradient(_ counts: UnsafePointer<Double>) {
        for column in 0..<parameters { step[column] = 0 }
        for cell in 0..<cells where active[cell] {
            let off = counts[cell] - means[cell]
            let row = x + cell * parameters
            for column in 0..<parameters { step[column] += row[column] * off }
        }
    }

    /// X' diag(means) X, the lower triangle, row by row.
    private func assemble() {
        for place in 0..<parameters * parameters { triangle[place] = 0 }
        for cell in 0..<cells where active[cell] {
            let row = x + cell * parameters
            for a in 0..<parameters where row[a] != 0 {
                let weight = means[cell] * row[a]
                let into = triangle + a * parameters
                for b in 0...a { into[b] += weight * row[b] }
            }
        }
    }

    /// Solves in place by Cholesky; a direction that the cells do not know stays where it is.
    ///
    /// - Returns: the gain of likelihood the step promises, twice.
    private func solve() -> Double {
        for row in 0..<parameters {
            let line = triangle + row * parameters
            let whole = line[row]
            for column in 0...row {
                var sum = line[column]
                let other = triangle + column * parameters
                for inner in 0..<column { sum -= line[inner] * other[inner] }
                if column < row {
                    line[column] = other[column] > 0 ? sum / other[column] : 0
                } else {
                    line[row] = sum > 1e-11 * whole && sum > 1e-14 ? sum.squareRoot() : 0
                }
            }
        }
        var gain = 0.0
        for row in 0..<parameters {
            let line = triangle + row * parameters
            var sum = step[row]
            for column in 0..<row { sum -= line[column] * step[column] }
            step[row] = line[row] > 0 ? sum / line[row] : 0
            gain += step[row] * step[row]
        }
        for row in stride(from: parameters - 1, through: 0, by: -1) {
            var sum = step[row]
            for below in (row + 1)..<max(parameters, row + 1) {
                sum -= triangle[below * parameters + row] * step[below]
            }
            let pivot = triangle[row * parameters + row]
            step[row] = pivot > 0 ? sum / pivot : 0
        }
        return gain
    }

    /// (X' diag(means) X)^-1 at the fit.
    func covariance() -> Matrix {
        assemble()
        var inverse = Matrix(rows: parameters, columns: parameters)
        let information = (0..<parameters * parameters).map { triangle[$0] }
        for column in 0..<parameters {
            for place in information.indices { triangle[place] = information[place] }
            for row in 0..<parameters { step[row] = row == column ? 1 : 0 }
            _ = solve()
            for row in 0..<parameters { inverse[row, column] = step[row] }
        }
        return inverse
    }
}
