/// How weights that sum to 1, none below zero, are found: those with the least mean square of what they leave, and a ridge that
/// keeps them spread.
public enum SyntheticSearch: String, Hashable, Sendable, CaseIterable {
    /// The least there is.
    case exact
    /// As the authors' program synthdid has it: steps of Frank and Wolfe towards one place or period at a time, 100 of them from even
    /// weights; weights of at most a quarter of the largest are then set to zero, and up to 10,000 steps more follow. It stops as
    /// soon as a step gains less than the square of 1e-5 times the noise, before the least is reached.
    case authors

    /// - Parameters:
    ///   - columns: of each place or period, what it was in each row.
    ///   - target: what the weighted columns should be.
    ///   - zeta: the square root of the ridge.
    ///   - isShifted: whether they need only run parallel.
    ///   - noise: the scale at which the authors' program stops.
    func weights(
        _ columns: [[Double]], _ target: [Double], zeta: Double, isShifted: Bool, noise: Double
    ) -> [Double]? {
        let rows = Double(target.count)
        func centred(_ column: [Double]) -> [Double] {
            let mean = isShifted ? column.reduce(0, +) / rows : 0
            return column.map { $0 - mean }
        }
        let aim = centred(target), moved = columns.map(centred)
        switch self {
        case .exact: return SyntheticSearch.least(moved, aim, ridge: zeta * zeta)
        case .authors:
            var walk = FrankWolfe(moved, aim, zeta: zeta, least: 1e-5 * noise)
            walk.go(100)
            walk.sparsify()
            walk.go(10_000)
            return walk.weights
        }
    }

    /// With (1'y - 1)^2 added, the y that has the least is the answer times a number, because the rest is homogeneous; so the sum
    /// needs no constraint of its own.
    private static func least(_ columns: [[Double]], _ aim: [Double], ridge: Double) -> [Double]? {
        let rows = Double(aim.count)
        let off = Matrix(columns: columns.map { column in zip(column, aim).map { $0 - $1 } })
        var gram = off.gram([Double](repeating: 1 / rows, count: aim.count))
        let count = columns.count
        let scale = max(gram.diagonal.reduce(0, +) / Double(count), 1e-300)
        for a in 0..<count {
            gram[a, a] += ridge + 1e-10 * scale
            for b in 0..<count { gram[a, b] += scale }
        }
        guard let y = NonNegativeQuadratic.solve(gram, [Double](repeating: scale, count: count)) else { return nil }
        let sum = y.reduce(0, +)
        return sum > 0 ? y.map { $0 / sum } : nil
    }
}

/// Steps towards one corner of the simplex at a time (Frank and Wolfe 1956), each as long as gains most.
private struct FrankWolfe {
    private(set) var weights: [Double]
    /// Column after column.
    private let cells: [Double]
    private let aim: [Double]
    private let zeta: Double
    private let least: Double

    init(_ columns: [[Double]], _ aim: [Double], zeta: Double, least: Double) {
        weights = [Double](repeating: 1 / Double(columns.count), count: columns.count)
        cells = Array(columns.joined())
        self.aim = aim
        self.zeta = zeta
        self.least = least
    }

    /// What weights of at most a quarter of the largest are becomes zero.
    mutating func sparsify() {
        let limit = (weights.max() ?? 0) / 4
        weights = weights.map { $0 <= limit ? 0 : $0 }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum }
    }

    mutating func go(_ most: Int) {
        let rows = aim.count, count = weights.count, ridge = Double(rows) * zeta * zeta
        var residual = aim.map { -$0 }
        var before = Double.infinity
        let cells = cells
        cells.withUnsafeBufferPointer { cells in
            for column in 0..<count where weights[column] > 0 {
                for row in 0..<rows { residual[row] += weights[column] * cells[column * rows + row] }
            }
            for step in 1...most {
                FrankWolfe.step(&weights, &residual, cells, aim, ridge)
                var value = 0.0, squares = 0.0
                for left in residual { value += left * left }
                for weight in weights { squares += weight * weight }
                value = value / Double(rows) + zeta * zeta * squares
                if step > 1, before - value <= least * least { break }
                before = value
            }
        }
    }

    private static func step(
        _ weights: inout [Double], _ residual: inout [Double], _ cells: UnsafeBufferPointer<Double>, _ aim: [Double],
        _ ridge: Double
    ) {
        let rows = aim.count
        var along = 0.0, lowest = Double.infinity, best = 0
        for column in weights.indices {
            var slope = ridge * weights[column]
            for row in 0..<rows { slope += cells[column * rows + row] * residual[row] }
            along += slope * weights[column]
            if slope < lowest { (lowest, best) = (slope, column) }
        }
        var fit = 0.0, move = 0.0
        for row in 0..<rows {
            let change = cells[best * rows + row] - aim[row] - residual[row]
            fit += change * change
        }
        for column in weights.indices {
            let change = (column == best ? 1 : 0) - weights[column]
            move += change * change
        }
        guard move > 0 else { return }
        let length = min(1, max(0, (along - lowest) / (fit + ridge * move)))
        for row in 0..<rows {
            residual[row] += length * (cells[best * rows + row] - aim[row] - residual[row])
        }
        for column in weights.indices { weights[column] += length * ((column == best ? 1 : 0) - weights[column]) }
    }
}
