import CLoops
import Glibc

/// A dense matrix, stored column after column.
public struct Matrix: Hashable, Sendable {
    public let rows: Int
    public let columns: Int
    public var values: [Double]

    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        values = [Double](repeating: 0, count: rows * columns)
    }

    /// Of columns of equal length.
    public init(columns list: [[Double]]) {
        rows = list.first?.count ?? 0
        columns = list.count
        values = list.flatMap { $0 }
        precondition(values.count == rows * columns, "columns of different lengths")
    }

    @inline(__always)
    public subscript(row: Int, column: Int) -> Double {
        get { values[column * rows + row] }
        set { values[column * rows + row] = newValue }
    }

    public func column(_ column: Int) -> [Double] { Array(values[column * rows..<(column + 1) * rows]) }

    /// The matrix with these columns alone, in this order.
    public func keeping(_ kept: [Int]) -> Matrix { Matrix(columns: kept.map(column)) }

    /// The product with a vector.
    public func times(_ vector: [Double]) -> [Double] {
        var product = [Double](repeating: 0, count: rows)
        values.withUnsafeBufferPointer { values in
            product.withUnsafeMutableBufferPointer { product in
                guard let from = values.baseAddress, let to = product.baseAddress else { return }
                for column in 0..<columns { loop_take_off(from + column * rows, -vector[column], rows, to) }
            }
        }
        return product
    }

    /// A' diag(weights) A, whole.
    public func gram(_ weights: [Double]) -> Matrix {
        var gram = Matrix(rows: columns, columns: columns)
        gram.values.withUnsafeMutableBufferPointer { gram in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, rows)) { weighed in
                values.withUnsafeBufferPointer { values in
                    weights.withUnsafeBufferPointer { weights in
                        guard let base = values.baseAddress, let first = weighed.baseAddress else { return }
                        for column in 0..<columns {
                            let start = base + column * rows
                            for row in 0..<rows { first[row] = weights[row] * start[row] }
                            for other in column..<columns {
                                let sum = DotProduct.of(first, base + other * rows, rows)
                                gram[other * columns + column] = sum
                                gram[column * columns + other] = sum
                            }
                        }
                    }
                }
            }
        }
        return gram
    }

    /// A' B, for two matrices with as many rows.
    public func crossed(with other: Matrix) -> Matrix {
        var product = Matrix(rows: columns, columns: other.columns)
        product.values.withUnsafeMutableBufferPointer { product in
            values.withUnsafeBufferPointer { values in
                other.values.withUnsafeBufferPointer { others in
                    guard let left = values.baseAddress, let right = others.baseAddress else { return }
                    for column in 0..<other.columns {
                        for row in 0..<columns {
                            product[column * columns + row] = DotProduct.of(
                                left + row * rows, right + column * rows, rows)
                        }
                    }
                }
            }
        }
        return product
    }

    /// A' v.
    public func crossed(with vector: [Double]) -> [Double] {
        values.withUnsafeBufferPointer { values in
            vector.withUnsafeBufferPointer { vector in
                guard let left = values.baseAddress, let right = vector.baseAddress else {
                    return [Double](repeating: 0, count: columns)
                }
                return (0..<columns).map { DotProduct.of(left + $0 * rows, right, rows) }
            }
        }
    }

    public func times(_ other: Matrix) -> Matrix {
        var product = Matrix(rows: rows, columns: other.columns)
        product.values.withUnsafeMutableBufferPointer { product in
            values.withUnsafeBufferPointer { values in
                guard let from = values.baseAddress, let to = product.baseAddress else { return }
                for place in 0..<other.columns {
                    for column in 0..<columns {
                        loop_take_off(from + column * rows, -other[column, place], rows, to + place * rows)
                    }
                }
            }
        }
        return product
    }

    public var transposed: Matrix {
        var turned = Matrix(rows: columns, columns: rows)
        for row in 0..<rows { for column in 0..<columns { turned[column, row] = self[row, column] } }
        return turned
    }

    public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }
}

/// The square root of a positive definite matrix: a lower triangle L with L L' = A.
public struct Cholesky: Sendable {
    public let lower: Matrix
    /// The smallest share of a diagonal place that the places before it left over: the squared share of a column that those
    /// before it do not say already, where the matrix is a gram matrix.
    public let leastShare: Double

    /// - Returns: nil when the matrix is not positive definite, within rounding.
    public init?(_ matrix: Matrix) {
        let size = matrix.rows
        var lower = Matrix(rows: size, columns: size)
        var leastShare = 1.0
        let isDefinite = lower.values.withUnsafeMutableBufferPointer { lower in
            matrix.values.withUnsafeBufferPointer { matrix in
                for column in 0..<size {
                    let start = column * size
                    for row in column..<size { lower[start + row] = matrix[start + row] }
                    for step in 0..<column {
                        let before = step * size, factor = lower[before + column]
                        for row in column..<size { lower[start + row] -= factor * lower[before + row] }
                    }
                    let pivot = lower[start + column], whole = abs(matrix[start + column])
                    guard pivot > 1e-13 * whole, pivot.isFinite else { return false }
                    leastShare = min(leastShare, pivot / whole)
                    let root = pivot.squareRoot()
                    for row in column..<size { lower[start + row] /= root }
                }
                return true
            }
        }
        guard isDefinite else { return nil }
        self.lower = lower
        self.leastShare = leastShare
    }

    public func solve(_ right: [Double]) -> [Double] {
        var x = right
        x.withUnsafeMutableBufferPointer { if let first = $0.baseAddress { solve(first) } }
        return x
    }

    private func solve(_ x: UnsafeMutablePointer<Double>) {
        let size = lower.rows
        lower.values.withUnsafeBufferPointer { lower in
            for column in 0..<size {
                let start = column * size
                x[column] /= lower[start + column]
                let factor = x[column]
                for row in (column + 1)..<max(size, column + 1) { x[row] -= lower[start + row] * factor }
            }
            for row in (0..<size).reversed() {
                let start = row * size
                var rest = x[row]
                for column in (row + 1)..<max(size, row + 1) { rest -= lower[start + column] * x[column] }
                x[row] = rest / lower[start + row]
            }
        }
    }

    public var inverse: Matrix {
        let size = lower.rows
        var inverse = Matrix(rows: size, columns: size)
        inverse.values.withUnsafeMutableBufferPointer { values in
            guard let first = values.baseAddress else { return }
            for column in 0..<size {
                values[column * size + column] = 1
                solve(first + column * size)
            }
        }
        return inverse
    }

    public var logDeterminant: Double { 2 * lower.diagonal.reduce(0) { $0 + Glibc.log($1) } }
}

/// A matrix taken apart as Q R with the columns in order of how much they add, by Householder reflections with column
/// pivoting (Golub and Van Loan 2013, algorithm 5.4.1): says which columns add nothing.
public struct PivotedQR: Sendable {
    /// Columns of the matrix in the order taken; the first `rank` of them are independent.
    public let order: [Int]
    public let rank: Int
    private let reflected: Matrix
    private let factors: [Double]

    /// - Parameter tolerance: a column whose rest is smaller than this share of its length adds nothing.
    public init(_ matrix: Matrix, tolerance: Double = 1e-9) {
        var a = matrix
        let m = a.rows, n = a.columns
        var order = Array(0..<n)
        var factors: [Double] = []
        let lengths = (0..<n).map { PivotedQR.length(a, $0, from: 0) }
        var rank = 0
        for step in 0..<min(m, n) {
            // The columns' order is kept where it can be, so that the first of two equal columns stays.
            guard
                let next = (step..<n).first(where: {
                    let rest = PivotedQR.length(a, $0, from: step)
                    return rest > tolerance * lengths[order[$0]] && rest > 0
                })
            else { break }
            if next != step {
                for row in 0..<m {
                    let kept = a[row, next]
                    for column in stride(from: next, to: step, by: -1) { a[row, column] = a[row, column - 1] }
                    a[row, step] = kept
                }
                order.insert(order.remove(at: next), at: step)
            }
            factors.append(PivotedQR.reflect(&a, step))
            rank += 1
        }
        self.order = order
        self.rank = rank
        self.factors = factors
        reflected = a
    }

    private static func length(_ a: Matrix, _ column: Int, from row: Int) -> Double {
        a.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return 0 }
            let start = base + column * a.rows + row
            return DotProduct.of(start, start, a.rows - row).squareRoot()
        }
    }

    /// Makes everything below the diagonal of a column vanish; the reflection stays in its place.
    private static func reflect(_ a: inout Matrix, _ step: Int) -> Double {
        let rows = a.rows, columns = a.columns
        return a.values.withUnsafeMutableBufferPointer { a in
            guard let base = a.baseAddress else { return 0 }
            let start = base + step * rows + step, below = rows - step - 1
            let length = DotProduct.of(start, start, rows - step).squareRoot()
            let head = start[0]
            let alpha = head > 0 ? -length : length
            let scale = 1 / (head - alpha)
            for row in 1..<max(rows - step, 1) { start[row] *= scale }
            let factor = (alpha - head) / alpha
            for column in (step + 1)..<max(columns, step + 1) {
                let other = base + column * rows + step
                let dot = factor * (other[0] + DotProduct.of(start + 1, other + 1, below))
                other[0] -= dot
                loop_take_off(start + 1, dot, below, other + 1)
            }
            start[0] = alpha
            return factor
        }
    }

    /// The least-squares solution, in the order of the matrix's own columns; columns that add nothing get NaN.
    public func solve(_ right: [Double]) -> [Double] {
        var b = right
        let rows = reflected.rows
        for step in 0..<rank {
            var dot = b[step]
            for row in (step + 1)..<max(rows, step + 1) { dot += reflected[row, step] * b[row] }
            dot *= factors[step]
            b[step] -= dot
            for row in (step + 1)..<max(rows, step + 1) { b[row] -= dot * reflected[row, step] }
        }
        var x = [Double](repeating: .nan, count: order.count)
        for row in (0..<rank).reversed() {
            var sum = b[row]
            for column in (row + 1)..<max(rank, row + 1) { sum -= reflected[row, column] * x[order[column]] }
            x[order[row]] = sum / reflected[row, row]
        }
        return x
    }

    /// (A'A)^-1, in the order of the matrix's own columns; NaN in the rows and columns of what adds nothing.
    public var crossInverse: Matrix {
        var inverse = Matrix(rows: order.count, columns: order.count)
        var triangle = Matrix(rows: rank, columns: rank)
        for column in 0..<rank {
            for row in (0...column).reversed() {
                var sum = row == column ? 1.0 : 0
                for step in (row + 1)..<max(column + 1, row + 1) {
                    sum -= reflected[row, step] * triangle[step, column]
                }
                triangle[row, column] = sum / reflected[row, row]
            }
        }
        let dropped = Set(order[rank...])
        for a in 0..<order.count {
            for b in 0..<order.count where dropped.contains(a) || dropped.contains(b) { inverse[a, b] = .nan }
        }
        for a in 0..<rank {
            for b in 0..<rank {
                var sum = 0.0
                for step in max(a, b)..<rank { sum += triangle[a, step] * triangle[b, step] }
                inverse[order[a], order[b]] = sum
            }
        }
        return inverse
    }
}
