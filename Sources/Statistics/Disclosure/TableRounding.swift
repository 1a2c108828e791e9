/// A table rounded to multiples of a base: each figure by itself, or all together so that rounded cells still add up to rounded
/// totals.
public struct TableRounding: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// To multiples beside the true figures, every total the sum of its cells.
        case controlled
        /// To either multiple beside, the nearer more likely, so that nothing shifts on average.
        case random
        /// To the nearest multiple, a half upwards.
        case nearest
    }

    public struct Answer: Sendable {
        /// Of every cell of the shape.
        public var values: [Double]
        /// Whether every rounded total is the sum of its rounded cells.
        public var isAdditive: Bool
        /// How far a cell or total is from the truth at most.
        public var furthest: Double
    }

    public let shape: TableShape
    public let base: Double

    public init(_ shape: TableShape, base: Double) {
        self.shape = shape
        self.base = base
    }

    /// - Parameter finest: what stands in the finest crossing.
    public func rounded(_ finest: [Double], _ kind: Kind, seed: UInt64) -> Answer {
        let truth = shape.totals(finest)
        let values: [Double]
        switch kind {
        case .nearest: values = truth.map { ($0 / base + 0.5).rounded(.down) * base }
        case .random:
            values = truth.indices.map { cell in
                let below = (truth[cell] / base).rounded(.down)
                var random = CounterRandom(seed: seed, stream: UInt64(cell))
                return base * (below + (random.unit() * base < truth[cell] - below * base ? 1 : 0))
            }
        case .controlled: values = shape.totals(controlled(finest, truth, seed: seed))
        }
        let sums = shape.totals(Array(values[0..<shape.finest]))
        let far = zip(values, truth).reduce(0) { max($0, abs($1.0 - $1.1)) }
        return Answer(
            values: values, isAdditive: zip(values, sums).allSatisfy { abs($0 - $1) < 1e-6 }, furthest: far)
    }

    /// The rounding that shifts cells least of all that keep every total beside its true figure: by linear program, whose answer
    /// is whole in two dimensions, and by branches where it is not. nil where none was found.
    private func leastShift(_ finest: [Double], _ truth: [Double]) -> [Double]? {
        let below = finest.map { ($0 / base).rounded(.down) }, sums = shape.totals(below)
        var low = [Double](repeating: 0, count: shape.finest), high = low
        var columns = [[(row: Int, value: Double)]](repeating: [], count: shape.finest)
        var costs: [(variable: Int, cost: Double)] = []
        for cell in 0..<shape.finest {
            let rest = finest[cell] / base - below[cell]
            high[cell] = rest > 1e-9 ? 1 : 0
            // Up costs what it shifts more than down would.
            costs.append((cell, 1 - 2 * rest))
        }
        for cell in shape.finest..<shape.count {
            let share = truth[cell] / base
            low.append((share - 1e-9).rounded(.down) - sums[cell])
            high.append((share + 1e-9).rounded(.up) - sums[cell])
            if abs(share - share.rounded()) < 1e-9 {
                low[cell] = share.rounded() - sums[cell]
                high[cell] = low[cell]
            }
        }
        for cells in shape.containing().dropFirst() {
            for (cell, sum) in cells.enumerated() { columns[cell].append((Int(sum) - shape.finest, 1)) }
        }
        let program = BoundedSimplex(
            SparseMatrix(rows: shape.count - shape.finest, columns: columns), low: low, high: high)
        var search = WholeSearch(program, costs, limit: 400)
        _ = search.least()
        return search.best.map { ups in zip(below, ups).map { ($0 + $1.rounded()) * base } }
    }

    /// Rounds cells down or up so that every total too comes to a multiple beside its true value, where that can be had: begins
    /// with the nearest and changes the cell that mends most; a total that will not mend weighs more each time.
    private func controlled(_ finest: [Double], _ truth: [Double], seed: UInt64) -> [Double] {
        if shape.finest <= 1_500, let exact = leastShift(finest, truth) { return exact }
        var state = RoundingState(shape, base, finest, truth, seed: seed)
        state.mend(most: 40 * shape.finest + 4_000)
        state.improve()
        return state.values
    }
}

/// A controlled rounding on its way.
private struct RoundingState {
    private(set) var values: [Double]
    private let base: Double
    private let finest: [Double]
    private let containing: [[Int32]]
    private var members: [[Int32]]
    /// Rounded less true, of every cell of the shape.
    private var error: [Double]
    private let first: Int
    private var broken: [Int32] = []
    private var weight: [Double]
    private var random: CounterRandom

    init(_ shape: TableShape, _ base: Double, _ finest: [Double], _ truth: [Double], seed: UInt64) {
        self.base = base
        self.finest = finest
        first = shape.finest
        containing = Array(shape.containing().dropFirst())
        members = [[Int32]](repeating: [], count: shape.count - shape.finest)
        for cells in containing {
            for (cell, sum) in cells.enumerated() { members[Int(sum) - shape.finest].append(Int32(cell)) }
        }
        values = finest.map { ($0 / base + 0.5).rounded(.down) * base }
        error = zip(shape.totals(values), truth).map { $0 - $1 }
        weight = [Double](repeating: 1, count: shape.count)
        random = CounterRandom(seed: seed, stream: 0)
        for sum in shape.finest..<shape.count where excess(error[sum]) > 0 { broken.append(Int32(sum)) }
    }

    /// By how much an error is beyond what the multiples beside the truth allow; counts are whole.
    private func excess(_ error: Double) -> Double { max(0, abs(error) - base + 1) }

    /// The step by which a cell goes to the multiple on the other side of its true value; 0 where it is a multiple itself.
    private func step(_ cell: Int) -> Double {
        let off = values[cell] - finest[cell]
        return off > 1e-9 ? -base : off < -1e-9 ? base : 0
    }

    private mutating func change(_ cell: Int, _ by: Double) {
        values[cell] += by
        error[cell] += by
        for cells in containing {
            let sum = Int(cells[cell])
            error[sum] += by
            if excess(error[sum]) > 1e-9 { broken.append(cells[cell]) }
        }
    }

    mutating func mend(most: Int) {
        var left = most
        while !broken.isEmpty, left > 0 {
            let index = random.below(broken.count), sum = Int(broken[index])
            guard excess(error[sum]) > 1e-9 else {
                broken.swapAt(index, broken.count - 1)
                broken.removeLast()
                continue
            }
            left -= 1
            let list = members[sum - first], looked = min(list.count, 40)
            let start = list.count > 40 ? random.below(list.count) : 0
            var best = -1, bestGain = -Double.infinity
            for offset in 0..<looked {
                let cell = Int(list[(start + offset) % list.count]), by = step(cell)
                guard by * error[sum] < 0 else { continue }
                let gain = self.gain(cell, by)
                if gain > bestGain { (best, bestGain) = (cell, gain) }
            }
            if bestGain <= 0 { weight[sum] += 1 }
            if best >= 0 {
                change(best, step(best))
            } else if looked == list.count {
                broken.swapAt(index, broken.count - 1)
                broken.removeLast()
            }
        }
    }

    private func gain(_ cell: Int, _ by: Double) -> Double {
        containing.reduce(-0.01 * (abs(values[cell] + by - finest[cell]) - abs(values[cell] - finest[cell]))) {
            let sum = Int($1[cell])
            return $0 + weight[sum] * (excess(error[sum]) - excess(error[sum] + by))
        }
    }

    /// Takes back what is not needed: a cell goes to its nearer multiple where no total is the worse for it.
    mutating func improve() {
        for cell in values.indices {
            let by = step(cell)
            guard by != 0, abs(values[cell] + by - finest[cell]) < abs(values[cell] - finest[cell]) - 1e-9 else {
                continue
            }
            if containing.allSatisfy({ excess(error[Int($0[cell])] + by) <= excess(error[Int($0[cell])]) + 1e-9 }) {
                change(cell, by)
            }
        }
    }
}
