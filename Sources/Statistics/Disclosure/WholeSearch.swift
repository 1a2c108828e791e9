import Glibc

/// The least value of a linear program over whole numbers, by branch and bound: depth first, the nearer branch first.
struct WholeSearch {
    private var program: BoundedSimplex
    private let costs: [(variable: Int, cost: Double)]
    private let whole: Int
    private var left: Int
    /// How many were looked into.
    private(set) var branches = 0
    private let isWholeCost: Bool
    private(set) var best: [Double]?
    private(set) var bestValue = Double.infinity
    /// The least value that could still hide in branches that were not looked into.
    private(set) var openBound = Double.infinity
    /// Every branch was looked into: what was found is the least there is.
    var isExhausted: Bool { openBound >= bestValue - 1e-9 }
    /// Steps of the simplex so far.
    var steps: Int { program.steps }

    /// - Parameters:
    ///   - whole: the first so many variables are whole; nil for all.
    ///   - incumbent: a value that is to be beaten.
    ///   - limit: branches.
    init(
        _ program: BoundedSimplex, _ costs: [(variable: Int, cost: Double)], whole: Int? = nil,
        incumbent: Double = .infinity, limit: Int
    ) {
        self.program = program
        self.costs = costs
        self.whole = whole ?? program.matrix.columns
        left = limit
        isWholeCost = costs.allSatisfy { $0.cost == $0.cost.rounded() }
        bestValue = incumbent
    }

    mutating func least() -> Double? {
        branch(depth: 0)
        return best == nil ? nil : bestValue
    }

    private mutating func branch(depth: Int) {
        left -= 1
        branches += 1
        let standing = program.minimise(costs)
        guard standing == .optimal else {
            if standing != .infeasible { openBound = -.infinity }
            return
        }
        var value = costs.reduce(0) { $0 + $1.cost * program.x[$1.variable] }
        if isWholeCost { value = (value - 1e-6).rounded(.up) }
        guard value < bestValue - 1e-9 else { return }
        guard left > 0, depth < 400 else {
            openBound = min(openBound, value)
            return
        }
        var chosen = -1, far = 1e-6
        for variable in 0..<whole {
            let off = abs(program.x[variable] - program.x[variable].rounded())
            if off > far { (chosen, far) = (variable, off) }
        }
        guard chosen >= 0 else {
            best = Array(program.x[0..<program.matrix.columns])
            bestValue = value
            return
        }
        let held = program.x[chosen], low = program.low[chosen], high = program.high[chosen]
        let sides = held - held.rounded(.down) > 0.5 ? [1, 0] : [0, 1]
        for side in sides {
            if side == 0 {
                program.bound(chosen, low, held.rounded(.down))
            } else {
                program.bound(chosen, held.rounded(.up), high)
            }
            branch(depth: depth + 1)
            program.bound(chosen, low, high)
        }
    }
}
