/// The cheapest safe pattern, by a master problem over what is withheld and an attacker who answers each of its patterns with an
/// inequality that every safe one keeps (Fischetti and Salazar 2001).
struct OptimalPattern {
    private let problem: Suppression
    private let forced: [Bool]
    private let free: [Int]
    private var placeOf: [Int]
    private var cuts: [(cells: [(place: Int, weight: Double)], least: Double)] = []
    private var attacker: BoundedSimplex
    private let up: [Double]
    private let down: [Double]
    private let incumbent: Double
    private var branches: Int
    /// No safe pattern costs less.
    private(set) var bound = 0.0

    init(_ problem: Suppression, _ forced: [Bool], incumbent: Double, branches: Int) {
        self.problem = problem
        self.forced = forced
        self.incumbent = incumbent
        self.branches = branches
        let shape = problem.shape, most = 2 * (problem.values.max() ?? 0) + 10
        free = (0..<shape.count).filter { !forced[$0] && problem.costs[$0].isFinite }
        placeOf = [Int](repeating: -1, count: shape.count)
        for (place, cell) in free.enumerated() { placeOf[cell] = place }
        let floor = shape.isFinestPublished ? problem.least : 0
        up = [Double](repeating: most, count: shape.count)
        var down = problem.values
        for cell in 0..<shape.finest { down[cell] = max(0, down[cell] - floor) }
        self.down = down
        var columns = [[(row: Int, value: Double)]](repeating: [], count: shape.finest)
        for cells in shape.containing().dropFirst() {
            for (finest, cell) in cells.enumerated() { columns[finest].append((Int(cell) - shape.finest, 1)) }
        }
        let none = [Double](repeating: 0, count: shape.count)
        attacker = BoundedSimplex(
            SparseMatrix(rows: shape.count - shape.finest, columns: columns), low: none, high: none)
    }

    /// nil where nothing cheaper than the incumbent was found.
    mutating func search() -> [Bool]? {
        var pattern = forced
        for _ in 0..<400 {
            guard add(cutsAgainst: pattern) else { return cost(pattern) < incumbent - 1e-9 ? pattern : nil }
            let low = [Double](repeating: 0, count: free.count), high = [Double](repeating: 1, count: free.count)
            var columns = [[(row: Int, value: Double)]](repeating: [], count: free.count)
            for (row, cut) in cuts.enumerated() {
                for (place, weight) in cut.cells { columns[place].append((row, weight)) }
            }
            let master = BoundedSimplex(
                SparseMatrix(rows: cuts.count, columns: columns), low: low + cuts.map(\.least),
                high: high + cuts.map { _ in Double.infinity })
            let costs = free.indices.map { (variable: $0, cost: problem.costs[free[$0]]) }
            var search = WholeSearch(master, costs, incumbent: incumbent, limit: branches)
            let found = search.least()
            branches -= search.branches
            bound = max(bound, min(search.openBound, search.bestValue))
            guard found != nil, let best = search.best, search.isExhausted, branches > 0 else { return nil }
            pattern = forced
            for (place, cell) in free.enumerated() where best[place] > 0.5 { pattern[cell] = true }
        }
        return nil
    }

    private func cost(_ pattern: [Bool]) -> Double { problem.cost(pattern, forced) }

    /// Adds an inequality for every need the pattern does not meet; false when it meets all.
    private mutating func add(cutsAgainst pattern: [Bool]) -> Bool {
        for cell in pattern.indices {
            attacker.bound(cell, pattern[cell] ? -down[cell] : 0, pattern[cell] ? up[cell] : 0)
        }
        var isAdded = false
        for need in problem.needs {
            let (above, aboveWeights) = reach(need.cell, 1), (below, belowWeights) = reach(need.cell, -1)
            if above < need.above - 1e-6 { isAdded = cut([aboveWeights], need.above) || isAdded }
            if below < need.below - 1e-6 { isAdded = cut([belowWeights], need.below) || isAdded }
            if above + below < need.width - 1e-6 {
                isAdded = cut([aboveWeights, belowWeights], need.width) || isAdded
            }
        }
        return isAdded
    }

    /// How far a cell can go one way, and how much of that each cell would give by being withheld.
    private mutating func reach(_ cell: Int, _ sense: Double) -> (Double, [Int: Double]) {
        attacker.begin(at: [Double](repeating: 0, count: problem.shape.finest))
        guard attacker.minimise([(cell, -sense)]) == .optimal else { return (.infinity, [:]) }
        var weights: [Int: Double] = [:]
        for other in 0..<problem.shape.count {
            let worth = attacker.reducedCost(other)
            if worth < -1e-9 { weights[other] = -worth * up[other] }
            if worth > 1e-9 { weights[other] = worth * down[other] }
        }
        return (sense * attacker.x[cell], weights)
    }

    private mutating func cut(_ parts: [[Int: Double]], _ least: Double) -> Bool {
        var weights: [Int: Double] = [:], rest = least
        for part in parts { weights.merge(part) { $0 + $1 } }
        for (cell, weight) in weights where forced[cell] { rest -= weight }
        guard rest > 1e-9 else { return false }
        let cells = weights.filter { placeOf[$0.key] >= 0 && $0.value > 1e-9 }.sorted { $0.key < $1.key }
        cuts.append((cells.map { (placeOf[$0.key], min($0.value, rest)) }, rest))
        return true
    }
}
