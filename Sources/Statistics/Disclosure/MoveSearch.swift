/// Looks for whole tables in agreement with exact sums by the least move: which cells must give and take, and how little, for
/// one cell to stand where it is asked for. Moves that small are mostly whole of themselves; where one is not, a few branches
/// are tried. In a large table it looks among a few of its blocks first: what one area gives, another takes.
struct MoveSearch {
    private let component: Component
    private let table: [Double]
    private let sumsOf: [[Int32]]
    /// Cells that hang together through short sums alone, and the block of each cell.
    private var blocks: [[Int32]] = []
    private var blockOf: [Int32] = []
    private var part: Part?
    /// Steps of the simplex that may still be spent.
    private var left: Int

    /// Cells that may move, and the program of their least move.
    private struct Part {
        var block: Int32
        var size: Int
        var cells: [Int32]
        var still: BoundedSimplex
    }

    /// Sums of more cells than this tie blocks together and make none.
    private static let longSum = 40

    /// - Parameters:
    ///   - table: a whole table that fits.
    ///   - steps: of the simplex, over all questions.
    init(_ component: Component, _ table: [Double], steps: Int) {
        left = steps
        self.component = component
        self.table = table
        var of = [[Int32]](repeating: [], count: component.low.count)
        for (place, sum) in component.sums.enumerated() {
            for member in sum.members { of[Int(member)].append(Int32(place)) }
        }
        sumsOf = of
        findBlocks()
    }

    private mutating func findBlocks() {
        blockOf = [Int32](repeating: -1, count: table.count)
        for start in table.indices where blockOf[start] < 0 {
            let number = Int32(blocks.count)
            var found = [Int32(start)], index = 0
            blockOf[start] = number
            while index < found.count {
                for sum in sumsOf[Int(found[index])]
                where component.sums[Int(sum)].members.count <= MoveSearch.longSum {
                    for member in component.sums[Int(sum)].members where blockOf[Int(member)] < 0 {
                        blockOf[Int(member)] = number
                        found.append(member)
                    }
                }
                index += 1
            }
            blocks.append(found)
        }
    }

    /// A whole table with this value at a place, where one was found.
    mutating func table(with value: Double, at place: Int) -> [Double]? {
        guard value != table[place] else { return table }
        guard left > 0 else { return nil }
        for size in [24, 72] where size < blocks.count {
            if let found = move(to: value, at: place, among: size) { return found }
        }
        return blocks.count <= 72 ? move(to: value, at: place, among: blocks.count) : nil
    }

    private mutating func move(to value: Double, at place: Int, among size: Int) -> [Double]? {
        let part = part(of: blockOf[place], size)
        guard let local = part.cells.firstIndex(of: Int32(place)) else { return nil }
        let step = value - table[place], column = 2 * local + (step > 0 ? 0 : 1)
        var program = part.still
        program.bound(column, 0, step.magnitude)
        var costs = (0..<2 * part.cells.count).map { (variable: $0, cost: 1.0) }
        costs[column].cost = -4_096
        let standing = program.minimise(costs, most: 3_000)
        left -= program.steps
        guard standing == .optimal, program.x[column] > step.magnitude - 1e-6 else {
            return nil
        }
        if program.isWholeTable { return moved(part.cells, program.x) }
        var search = WholeSearch(program, costs, limit: 30)
        _ = search.least()
        left -= search.steps
        guard let best = search.best, best[column] > step.magnitude - 1e-6 else { return nil }
        return moved(part.cells, best)
    }

    /// The block of the cell and the next ones after it.
    private mutating func part(of block: Int32, _ size: Int) -> Part {
        if let part, part.block == block, part.size == size { return part }
        var cells: [Int32] = []
        for offset in 0..<size { cells += blocks[(Int(block) + offset) % blocks.count] }
        var rowOf: [Int32: Int] = [:], low: [Double] = [], high: [Double] = [], rows: [Int32] = []
        let columns = cells.flatMap { cell -> [[(row: Int, value: Double)]] in
            let entries = sumsOf[Int(cell)].map { sum -> Int in
                if let row = rowOf[sum] { return row }
                rowOf[sum] = rows.count
                rows.append(sum)
                return rows.count - 1
            }
            return [entries.map { ($0, 1) }, entries.map { ($0, -1) }]
        }
        for cell in cells {
            low += [0, 0]
            high += [component.high[Int(cell)] - table[Int(cell)], table[Int(cell)] - component.low[Int(cell)]]
        }
        for row in rows {
            let sum = component.sums[Int(row)]
            let total = sum.members.reduce(0) { $0 + table[Int($1)] }
            low.append(sum.low - total)
            high.append(sum.high - total)
        }
        let program = BoundedSimplex(SparseMatrix(rows: rows.count, columns: columns), low: low, high: high)
        let made = Part(block: block, size: size, cells: cells, still: program)
        part = made
        return made
    }

    private func moved(_ cells: [Int32], _ x: [Double]) -> [Double] {
        var moved = table
        for (local, cell) in cells.enumerated() {
            moved[Int(cell)] = (table[Int(cell)] + (x[2 * local] - x[2 * local + 1])).rounded()
        }
        return moved
    }
}
