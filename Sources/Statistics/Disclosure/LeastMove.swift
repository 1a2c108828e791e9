/// The cheapest way for the values of a table to shift so that one cell is free: a linear program over how much each cell goes
/// up or down. Every cell that shifts is then withheld (Kelly, Golden and Assad 1992).
struct LeastMove {
    private let problem: Suppression
    private let still: BoundedSimplex
    private let up: [Double]
    private let down: [Double]

    init(_ problem: Suppression) {
        self.problem = problem
        let shape = problem.shape, most = 2 * (problem.values.max() ?? 0) + 10
        var columns = [[(row: Int, value: Double)]](repeating: [], count: 2 * shape.count)
        for cells in shape.containing().dropFirst() {
            for (finest, cell) in cells.enumerated() {
                columns[2 * finest].append((Int(cell) - shape.finest, 1))
                columns[2 * finest + 1].append((Int(cell) - shape.finest, -1))
            }
        }
        for cell in shape.finest..<shape.count {
            columns[2 * cell].append((cell - shape.finest, -1))
            columns[2 * cell + 1].append((cell - shape.finest, 1))
        }
        let values = problem.values, floor = shape.isFinestPublished ? problem.least : 0
        var isFree = problem.costs.map(\.isFinite)
        for need in problem.needs { isFree[need.cell] = true }
        if !shape.isFinestPublished { for cell in 0..<shape.finest { isFree[cell] = true } }
        var up = [Double](repeating: 0, count: shape.count), down = up
        var high: [Double] = []
        for cell in 0..<shape.count {
            if isFree[cell] {
                up[cell] = most
                down[cell] = max(0, values[cell] - (cell < shape.finest ? floor : 0))
            }
            high.append(up[cell])
            high.append(down[cell])
        }
        self.up = up
        self.down = down
        let rows = shape.count - shape.finest
        let none = [Double](repeating: 0, count: rows), zero = [Double](repeating: 0, count: 2 * shape.count)
        still = BoundedSimplex(
            SparseMatrix(rows: rows, columns: columns), low: zero + none, high: high + none)
    }

    /// Withholds what it takes for the need to be met, and a little more in later rounds, where less did not do.
    mutating func protect(_ need: Suppression.Need, _ pattern: inout [Bool], extra: Double, round: Int) {
        let value = problem.values[need.cell]
        if need.above > 0 || need.below > 0 {
            _ = shift(need.cell, need.above * (1 + 0.05 * extra), 0, &pattern, round)
            _ = shift(need.cell, min(value, need.below * (1 + 0.05 * extra)), 1, &pattern, round)
        }
        guard need.width > 0 else { return }
        let wanted = need.width + extra, reached = shift(need.cell, wanted, 0, &pattern, round)
        if reached < wanted - 1e-6 { _ = shift(need.cell, wanted - reached, 1, &pattern, round) }
    }

    /// - Returns: how far the cell could go.
    private mutating func shift(_ cell: Int, _ by: Double, _ side: Int, _ pattern: inout [Bool], _ round: Int) -> Double
    {
        guard by > 0 else { return 0 }
        var program = still
        let column = 2 * cell + side
        program.bound(column, 0, min(by, side == 0 ? up[cell] : down[cell]))
        program.bound(2 * cell + 1 - side, 0, 0)
        var random = CounterRandom(seed: 11, stream: UInt64(round))
        var dearest = 1.0
        var costs = (0..<2 * problem.shape.count).map { column -> (variable: Int, cost: Double) in
            let price = pattern[column / 2] ? 0.001 : problem.costs[column / 2]
            guard price.isFinite else { return (column, 0) }
            dearest = max(dearest, price)
            return (column, round == 0 ? price : price * (0.5 + random.unit()))
        }
        costs[column].cost = -1_000 * dearest
        guard program.minimise(costs, most: 20_000) != .infeasible else { return 0 }
        for place in 0..<2 * problem.shape.count where program.x[place] > 1e-6 { pattern[place / 2] = true }
        return program.x[column]
    }
}
