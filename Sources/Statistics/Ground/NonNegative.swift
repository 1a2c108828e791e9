import Glibc

/// Least squares with no coefficient below zero, by the active-set method of Lawson and Hanson (1974, chapter 23).
public struct NonNegativeLeastSquares: Sendable {
    public let coefficients: [Double]
    /// What is left over: right side less what the columns give.
    public let residual: [Double]
    public let converged: Bool

    /// - Parameters:
    ///   - matrix: one column for each coefficient.
    ///   - right: what they are to add up to.
    ///   - tolerance: how much of its length a column may still gain before it is taken in.
    public init(_ matrix: Matrix, _ right: [Double], tolerance: Double = 1e-10) {
        let count = matrix.columns
        var x = [Double](repeating: 0, count: count)
        var passive: [Int] = []
        var isPassive = [Bool](repeating: false, count: count)
        var residual = right
        let lengths = (0..<count).map { NonNegativeLeastSquares.length(matrix, $0) }
        let size = right.reduce(0) { $0 + $1 * $1 }.squareRoot()
        var converged = false
        for _ in 0..<(3 * count + 30) {
            var next = -1, best = tolerance * max(size, 1e-300)
            for column in 0..<count where !isPassive[column] && lengths[column] > 0 {
                let gain = NonNegativeLeastSquares.dot(matrix, column, residual) / lengths[column]
                if gain > best { (next, best) = (column, gain) }
            }
            guard next >= 0 else {
                converged = true
                break
            }
            passive.append(next)
            isPassive[next] = true
            // A column that turns out not to help is put out again; the inner loop ends because each turn puts one out.
            while !passive.isEmpty {
                let solved = PivotedQR(matrix.keeping(passive), tolerance: 1e-12).solve(right).map { $0.isNaN ? 0 : $0 }
                if solved.allSatisfy({ $0 > 0 }) {
                    for (place, column) in passive.enumerated() { x[column] = solved[place] }
                    break
                }
                var share = 1.0
                for (place, column) in passive.enumerated() where solved[place] <= 0 {
                    let from = x[column]
                    share = min(share, from - solved[place] > 0 ? from / (from - solved[place]) : 0)
                }
                for (place, column) in passive.enumerated() { x[column] += share * (solved[place] - x[column]) }
                let out = passive.indices.filter { x[passive[$0]] <= 1e-14 * max(1, size) && solved[$0] <= 0 }
                for place in out {
                    x[passive[place]] = 0
                    isPassive[passive[place]] = false
                }
                passive = passive.filter { isPassive[$0] }
                if out.isEmpty { break }
            }
            let fitted = matrix.times(x)
            let before = residual.reduce(0) { $0 + $1 * $1 }
            residual = zip(right, fitted).map { $0 - $1 }
            if !isPassive[next], residual.reduce(0, { $0 + $1 * $1 }) >= before * (1 - 1e-13) {
                converged = true
                break
            }
        }
        coefficients = x
        self.residual = residual
        self.converged = converged
    }

    private static func dot(_ matrix: Matrix, _ column: Int, _ vector: [Double]) -> Double {
        var sum = 0.0
        for row in 0..<matrix.rows { sum += matrix.values[column * matrix.rows + row] * vector[row] }
        return sum
    }

    private static func length(_ matrix: Matrix, _ column: Int) -> Double {
        var sum = 0.0
        for row in 0..<matrix.rows {
            let value = matrix.values[column * matrix.rows + row]
            sum += value * value
        }
        return sum.squareRoot()
    }
}

/// The same from the cross products alone, for many coefficients: changes whole blocks of coefficients between zero and free
/// at a time (Júdice and Pires 1994; Kim and Park 2011).
public enum NonNegativeQuadratic {
    /// The y, none below zero, with the least y'Gy / 2 - c'y.
    ///
    /// - Parameter gram: G, positive definite.
    /// - Returns: nil where it is not, or where no end is found.
    public static func solve(_ gram: Matrix, _ linear: [Double]) -> [Double]? {
        let count = linear.count
        let tolerance = 1e-12 * (linear.map(\.magnitude).max() ?? 0)
        var isFree = [Bool](repeating: false, count: count)
        var y = [Double](repeating: 0, count: count)
        var slope = linear.map { -$0 }
        var fewest = count + 1, patience = 5
        for _ in 0..<(20 * count + 100) {
            let wrong = (0..<count).filter { isFree[$0] ? y[$0] < 0 : slope[$0] < -tolerance }
            guard let last = wrong.last else { return y }
            if wrong.count < fewest {
                (fewest, patience) = (wrong.count, 5)
                for place in wrong { isFree[place].toggle() }
            } else if patience > 0 {
                patience -= 1
                for place in wrong { isFree[place].toggle() }
            } else {
                // One at a time cannot go round in circles (Murty 1974).
                isFree[last].toggle()
            }
            let free = (0..<count).filter { isFree[$0] }
            y = [Double](repeating: 0, count: count)
            if !free.isEmpty {
                let part = Matrix(columns: free.map { column in free.map { gram[$0, column] } })
                guard let root = Cholesky(part) else { return nil }
                for (place, value) in zip(free, root.solve(free.map { linear[$0] })) { y[place] = value }
            }
            slope = zip(gram.times(y), linear).map { $0 - $1 }
        }
        return nil
    }
}
