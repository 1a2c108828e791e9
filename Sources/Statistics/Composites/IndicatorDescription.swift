import Glibc

/// How indicators hang together: as a description, never as a reason for weights.
public struct IndicatorDescription: Sendable {
    /// Between every two indicators, from the areas that have both (Pearson).
    public let correlation: Matrix
    /// How far the sum of the indicators, each as it is, is more than its parts (Cronbach 1951); NaN below two indicators.
    public let alpha: Double
    /// The same for indicators of one spread.
    public let standardisedAlpha: Double
    /// Shares of the spread along each principal component of the correlations, the largest first.
    public let shares: [Double]
    /// Of the first component, with the sign that makes their sum positive; squares add up to 1.
    public let firstLoadings: [Double]

    /// - Parameter columns: indicator after indicator, on one scale; NaN where missing.
    public init(_ columns: [[Double]]) {
        let count = columns.count
        var covariance = Matrix(rows: count, columns: count), correlation = covariance
        for one in 0..<count {
            for other in one..<count {
                let pair = PairMoments(columns[one], columns[other])
                covariance[one, other] = pair.covariance
                covariance[other, one] = pair.covariance
                correlation[one, other] = one == other ? 1 : pair.correlation
                correlation[other, one] = correlation[one, other]
            }
        }
        self.correlation = correlation
        let k = Double(count), all = covariance.values.reduce(0, +)
        alpha = count > 1 ? k / (k - 1) * (1 - covariance.diagonal.reduce(0, +) / all) : .nan
        let mean = (correlation.values.reduce(0, +) - k) / (k * (k - 1))
        standardisedAlpha = count > 1 ? k * mean / (1 + (k - 1) * mean) : .nan
        if correlation.values.allSatisfy(\.isFinite) {
            let parts = SymmetricParts(correlation)
            shares = parts.values.map { max(0, $0) / k }
            let first = parts.vectors.column(0)
            firstLoadings = first.reduce(0, +) < 0 ? first.map { -$0 } : first
        } else {
            shares = []
            firstLoadings = []
        }
    }

    /// The squared correlation of each indicator with the scores: what it weighs in effect (Paruolo, Saisana and Saltelli 2013).
    public static func importance(_ columns: [[Double]], _ scores: [Double]) -> [Double] {
        columns.map {
            let r = PairMoments($0, scores).correlation
            return r * r
        }
    }
}

/// Covariance and correlation over the records that have both values.
struct PairMoments {
    let covariance: Double
    let correlation: Double

    init(_ one: [Double], _ other: [Double]) {
        var n = 0.0, sumOne = 0.0, sumOther = 0.0
        for (a, b) in zip(one, other) where !a.isNaN && !b.isNaN {
            n += 1
            sumOne += a
            sumOther += b
        }
        let meanOne = sumOne / n, meanOther = sumOther / n
        var squaresOne = 0.0, squaresOther = 0.0, products = 0.0
        for (a, b) in zip(one, other) where !a.isNaN && !b.isNaN {
            squaresOne += (a - meanOne) * (a - meanOne)
            squaresOther += (b - meanOther) * (b - meanOther)
            products += (a - meanOne) * (b - meanOther)
        }
        covariance = n > 1 ? products / (n - 1) : .nan
        let spread = (squaresOne * squaresOther).squareRoot()
        correlation = spread > 0 ? products / spread : .nan
    }
}

/// The eigenvalues of a symmetric matrix and their vectors, the largest first, by Jacobi's rotations (Golub and Van Loan 2013,
/// section 8.5): exact to rounding and quick for some dozens of indicators.
struct SymmetricParts {
    let values: [Double]
    /// A column for each value.
    let vectors: Matrix

    init(_ matrix: Matrix) {
        var a = matrix
        let size = a.rows
        var v = Matrix(rows: size, columns: size)
        for place in 0..<size { v[place, place] = 1 }
        for _ in 0..<100 {
            var off = 0.0
            for p in 0..<size { for q in 0..<p { off += a[p, q] * a[p, q] } }
            if off < 1e-26 * Double(size * size) { break }
            for p in 0..<size {
                for q in (p + 1)..<max(size, p + 1) where a[p, q] != 0 { SymmetricParts.turn(&a, &v, p, q) }
            }
        }
        let order = (0..<size).sorted { a[$0, $0] > a[$1, $1] }
        values = order.map { a[$0, $0] }
        vectors = size > 0 ? v.keeping(order) : v
    }

    private static func turn(_ a: inout Matrix, _ v: inout Matrix, _ p: Int, _ q: Int) {
        let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
        let t = (theta >= 0 ? 1.0 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot(), s = t * c
        for k in 0..<a.rows {
            let (x, y) = (a[k, p], a[k, q])
            a[k, p] = c * x - s * y
            a[k, q] = s * x + c * y
        }
        for k in 0..<a.rows {
            let (x, y) = (a[p, k], a[q, k])
            a[p, k] = c * x - s * y
            a[q, k] = s * x + c * y
        }
        for k in 0..<a.rows {
            let (x, y) = (v[k, p], v[k, q])
            v[k, p] = c * x - s * y
            v[k, q] = s * x + c * y
        }
    }
}
