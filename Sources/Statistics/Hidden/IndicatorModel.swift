import Glibc

/// Rates of areas that were measured, carried over to areas that were not, by indicators that all of them have.
///
/// The logarithm of the anchors' rates on the leading principal components of the standardised indicators, or on the indicators with
/// a ridge. How much is taken in is chosen by leaving out one anchor at a time.
public struct IndicatorModel: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case components, ridge
    }

    public struct Prediction: Sendable {
        /// On the logarithm.
        public let value: Double
        /// Of a new area's own value, not of the mean.
        public let error: Double
        public let leverage: Double
    }

    public let predictions: [Prediction]
    public let degrees: Double
    /// Root mean square of what leaving out one anchor at a time misses, on the logarithm.
    public let leftOutError: Double
    public let residualError: Double
    /// Share of the anchors' variance that is explained when each is left out in turn.
    public let leftOutShare: Double
    /// Components taken, or the ridge.
    public let complexity: Double
    public let explained: [Double]
    public let leftOut: [Double]
    public let anchorLeverages: [Double]

    /// - Parameters:
    ///   - indicators: for each, a figure for each area.
    ///   - anchors: which areas were measured.
    ///   - rates: the logarithms of their rates, in the same order.
    ///   - fixed: how many components, or what ridge; chosen by leaving out otherwise.
    /// - Returns: nil with fewer than three anchors, or where no indicator varies.
    public init?(_ kind: Kind, indicators: [[Double]], anchors: [Int], rates: [Double], fixed: Double? = nil) {
        guard anchors.count >= 3, let areas = indicators.first?.count, areas > 1 else { return nil }
        let standard = indicators.map(IndicatorModel.standardised).filter { $0.contains { $0 != 0 } }
        guard !standard.isEmpty else { return nil }
        let columns = Matrix(columns: standard)
        let axes = SymmetricEigen(columns.gram([Double](repeating: 1 / Double(areas - 1), count: areas)))
        let whole = axes.values.reduce(0) { $0 + max(0, $1) }
        explained = axes.values.map { max(0, $0) / whole }
        let scores = (0..<standard.count).map { columns.times(axes.vectors.column($0)) }
        let design: (Double) -> (columns: [[Double]], ridge: Double)
        let choices: [Double]
        switch kind {
        case .components:
            let most = min(
                standard.count, anchors.count - 2, axes.values.count { $0 > 1e-9 * (axes.values.first ?? 1) })
            choices = (0...max(0, most)).map(Double.init)
            design = { count in (Array(scores.prefix(Int(count))), 0) }
        case .ridge:
            choices = (-12...16).map { pow(10, Double($0) / 4) }
            design = { ridge in (standard, ridge) }
        }
        func fit(_ complexity: Double) -> LeaveOneOut? {
            let (columns, ridge) = design(complexity)
            return LeaveOneOut(columns, anchors: anchors, rates: rates, ridge: ridge)
        }
        let asked = fixed.map { [kind == .components ? min($0, choices.last ?? 0) : $0] } ?? choices
        var best: (Double, LeaveOneOut)?
        for choice in asked {
            guard let found = fit(choice), found.degrees > 0.5 else { continue }
            if best == nil || found.missed < (best?.1.missed ?? 0) * (1 - 1e-9) { best = (choice, found) }
        }
        guard let (complexity, found) = best else { return nil }
        self.complexity = complexity
        leftOutError = found.missed
        residualError = found.residual
        degrees = found.degrees
        leftOut = found.leftOut
        anchorLeverages = anchors.map { found.leverages[$0] }
        let mean = rates.reduce(0, +) / Double(rates.count)
        let spread = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        leftOutShare = spread > 0 ? 1 - found.missed * found.missed * Double(rates.count) / spread : .nan
        predictions = (0..<areas).map { area in
            Prediction(
                value: found.fitted[area], error: found.residual * (1 + found.leverages[area]).squareRoot(),
                leverage: found.leverages[area])
        }
    }

    private static func standardised(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1)))
            .squareRoot()
        return values.map { spread > 1e-12 * max(1, abs(mean)) ? ($0 - mean) / spread : 0 }
    }
}

/// One fit, what it misses when each anchor is left out, and how far each area lies from the anchors.
private struct LeaveOneOut {
    var fitted: [Double]
    var leverages: [Double]
    var leftOut: [Double]
    var missed: Double
    var residual: Double
    var degrees: Double

    init?(_ columns: [[Double]], anchors: [Int], rates: [Double], ridge: Double) {
        let count = Double(anchors.count), size = columns.count
        // Centred on the anchors, so that the constant is their mean and carries no ridge.
        let means = columns.map { column in anchors.reduce(0) { $0 + column[$1] } / count }
        let mean = rates.reduce(0, +) / count
        let areas = columns.first?.count ?? 0
        var gram = Matrix(rows: size, columns: size)
        for a in 0..<size {
            for b in 0..<size {
                gram[a, b] = anchors.reduce(0) { $0 + (columns[a][$1] - means[a]) * (columns[b][$1] - means[b]) }
            }
            gram[a, a] += ridge
        }
        let right = (0..<size).map { a in
            zip(anchors, rates).reduce(0) { $0 + (columns[a][$1.0] - means[a]) * ($1.1 - mean) }
        }
        var inverse = Matrix(rows: size, columns: size), slopes: [Double] = []
        if size > 0 {
            guard let root = Cholesky(gram) else { return nil }
            inverse = root.inverse
            slopes = root.solve(right)
        }
        let total = max(areas, (anchors.max() ?? 0) + 1)
        fitted = [Double](repeating: mean, count: total)
        leverages = [Double](repeating: 1 / count, count: total)
        for area in 0..<areas {
            let off = (0..<size).map { columns[$0][area] - means[$0] }
            fitted[area] += zip(off, slopes).reduce(0) { $0 + $1.0 * $1.1 }
            leverages[area] += zip(off, inverse.times(off)).reduce(0) { $0 + $1.0 * $1.1 }
        }
        var squares = 0.0, own = 0.0, misses = 0.0
        leftOut = []
        for (anchor, rate) in zip(anchors, rates) {
            let rest = rate - fitted[anchor], share = leverages[anchor]
            squares += rest * rest
            own += share
            let miss = share < 1 - 1e-9 ? rest / (1 - share) : .infinity
            leftOut.append(rate - miss)
            misses += miss * miss
        }
        degrees = count - own
        guard degrees > 0, misses.isFinite else { return nil }
        residual = (squares / degrees).squareRoot()
        missed = (misses / count).squareRoot()
    }
}

/// Eigenvalues of a symmetric matrix, largest first, with their vectors, by Jacobi's rotations.
public struct SymmetricEigen: Sendable {
    public let values: [Double]
    /// A column for each value.
    public let vectors: Matrix

    public init(_ matrix: Matrix) {
        let size = matrix.rows
        var a = matrix, v = Matrix(rows: size, columns: size)
        for place in 0..<size { v[place, place] = 1 }
        for _ in 0..<100 {
            var off = 0.0
            for row in 0..<size { for column in 0..<row { off += a[row, column] * a[row, column] } }
            if off <= 1e-30 * a.diagonal.reduce(0, { $0 + $1 * $1 }) { break }
            for p in 0..<size {
                for q in (p + 1)..<max(size, p + 1) where a[p, q] != 0 {
                    let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
                    let t = (theta >= 0 ? 1.0 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot(), s = t * c
                    for k in 0..<size {
                        let x = a[k, p], y = a[k, q]
                        (a[k, p], a[k, q]) = (c * x - s * y, s * x + c * y)
                    }
                    for k in 0..<size {
                        let x = a[p, k], y = a[q, k]
                        (a[p, k], a[q, k]) = (c * x - s * y, s * x + c * y)
                    }
                    for k in 0..<size {
                        let x = v[k, p], y = v[k, q]
                        (v[k, p], v[k, q]) = (c * x - s * y, s * x + c * y)
                    }
                }
            }
        }
        let order = (0..<size).sorted { a[$0, $0] > a[$1, $1] }
        values = order.map { a[$0, $0] }
        vectors = v.keeping(order)
    }
}
