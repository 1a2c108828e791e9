import Glibc

/// Looks for whole tables in agreement with exact sums where the table falls into blocks: shifts the block of a cell towards the
/// value asked for, and makes good in up to three other blocks what that did to the sums across blocks.
///
/// What others must make good is looked up by its mark: that of a sum of moves is the sum of their marks. Every table met on the way
/// agrees with everything published, and so is proof of what it holds.
struct ExchangeSearch {
    /// The table met last.
    private(set) var values: [Double]
    private let component: Component
    private let blocks: BlockMoves
    private var random = CounterRandom(seed: 1, stream: 2)
    /// Moves by their mark.
    private var heads: [Int32]
    private var next: [Int32]
    private let marks: [UInt64]
    private var programs: [Int32: BoundedSimplex] = [:]
    /// Look-ups that one step may take: `most` as long as all of them together stay within `budget`, then `least`.
    private static let most = 80_000_000, least = 4_000_000, budget = 20_000_000_000
    /// Look-ups so far.
    private var spent = 0
    /// Where a wider range would change nothing: a short search does.
    var isHasty = false

    /// nil where the table does not fall into blocks, or where no whole table was found to begin with.
    init?(_ component: Component) {
        guard component.sums.allSatisfy(\.isExact),
            component.sums.contains(where: { $0.members.count > BlockMoves.longSum })
        else { return nil }
        self.component = component
        blocks = BlockMoves(component)
        guard blocks.blocks.count >= 8, !blocks.moves.isEmpty else { return nil }
        marks = blocks.moves.map(\.mark)
        heads = [Int32](repeating: -1, count: 1 << 16)
        next = [Int32](repeating: -1, count: blocks.moves.count)
        for (index, mark) in marks.enumerated() {
            let slot = Int(mark >> 48)
            next[index] = heads[slot]
            heads[slot] = Int32(index)
        }
        values = component.known ?? []
        if values.isEmpty, begun() == nil { return nil }
    }

    /// The least or the greatest whole number that the cell can hold as far as its own block tells.
    mutating func limit(_ place: Int, _ sense: Double) -> Double {
        let bound = sense > 0 ? component.low[place] : component.high[place]
        let block = blocks.blockOf[place], cells = blocks.blocks[Int(block)]
        guard let local = cells.firstIndex(of: Int32(place)) else { return bound }
        var program = programs.removeValue(forKey: block) ?? self.program(cells)
        let standing = program.minimise([(local, sense)], most: 5_000)
        programs[block] = program
        guard standing == .optimal else { return bound }
        return (program.x[local] * sense - 1e-6).rounded(.up) * sense
    }

    private func program(_ cells: [Int32]) -> BoundedSimplex {
        var rows: [Int32] = []
        let columns = cells.map { cell in
            blocks.shortSums[Int(cell)].map { sum -> (row: Int, value: Double) in
                if let row = rows.firstIndex(of: sum) { return (row, 1) }
                rows.append(sum)
                return (rows.count - 1, 1)
            }
        }
        return BoundedSimplex(
            SparseMatrix(rows: rows.count, columns: columns),
            low: cells.map { component.low[Int($0)] } + rows.map { component.sums[Int($0)].low },
            high: cells.map { component.high[Int($0)] } + rows.map { component.sums[Int($0)].high })
    }

    /// Whether a table has this value there; everything that tables on the way had is written down.
    mutating func reaches(_ place: Int, _ value: Double, _ seenLow: inout [Double], _ seenHigh: inout [Double]) -> Bool
    {
        guard value.isFinite else { return false }
        while values[place] != value {
            guard let taken = step(place, up: value > values[place]) else { return false }
            for index in taken {
                for cell in blocks.moves[index].cells {
                    seenLow[Int(cell)] = min(seenLow[Int(cell)], values[Int(cell)])
                    seenHigh[Int(cell)] = max(seenHigh[Int(cell)], values[Int(cell)])
                }
            }
        }
        return true
    }

    private func isPossible(_ index: Int) -> Bool {
        let move = blocks.moves[index]
        for (at, cell) in move.cells.enumerated() {
            let place = Int(cell)
            if at < move.up ? values[place] >= component.high[place] : values[place] <= component.low[place] {
                return false
            }
        }
        return true
    }

    private mutating func make(_ index: Int) {
        let move = blocks.moves[index]
        for (at, cell) in move.cells.enumerated() { values[Int(cell)] += at < move.up ? 1 : -1 }
    }

    /// Takes the cell one further; the moves that did it.
    private mutating func step(_ place: Int, up: Bool) -> [Int]? {
        let ways = (up ? blocks.rising : blocks.falling)[place].map(Int.init).filter { isPossible($0) }
        for others in 0...3 {
            let granted =
                isHasty
                ? 20_000 : spent < ExchangeSearch.budget ? ExchangeSearch.most : ExchangeSearch.least
            var left = granted
            defer { spent += granted - left }
            for way in ways where left > 0 {
                guard let found = madeGood(way, by: others, &left) else { continue }
                for index in found + [way] { make(index) }
                return found + [way]
            }
        }
        return nil
    }

    /// So many moves of other blocks that undo what a move does to the sums across blocks.
    private mutating func madeGood(_ way: Int, by others: Int, _ left: inout Int) -> [Int]? {
        let mark = 0 &- marks[way], block = blocks.moves[way].block
        switch others {
        case 0: return mark == 0 ? [] : nil
        case 1: return single(mark, [block]).map { [$0] }
        case 2: return pair(mark, [block], from: random.below(marks.count), &left)
        default:
            let start = random.below(marks.count)
            for offset in marks.indices where left > 0 {
                let first = (start + offset) % marks.count, other = blocks.moves[first].block
                guard other != block, isPossible(first) else { continue }
                if let two = pair(mark &- marks[first], [block, other], from: 0, &left) { return two + [first] }
            }
            return nil
        }
    }

    private func single(_ mark: UInt64, _ taken: [Int32]) -> Int? {
        var index = Int(heads[Int(mark >> 48)])
        while index >= 0 {
            if marks[index] == mark, !taken.contains(blocks.moves[index].block), isPossible(index) { return index }
            index = Int(next[index])
        }
        return nil
    }

    private func pair(_ mark: UInt64, _ taken: [Int32], from start: Int, _ left: inout Int) -> [Int]? {
        left -= marks.count
        return marks.withUnsafeBufferPointer { marks in
            heads.withUnsafeBufferPointer { heads in
                for offset in 0..<marks.count {
                    let first = start + offset < marks.count ? start + offset : start + offset - marks.count
                    let rest = mark &- marks[first]
                    guard heads[Int(rest >> 48)] >= 0, let second = single(rest, taken) else { continue }
                    let block = blocks.moves[first].block
                    guard block != blocks.moves[second].block, !taken.contains(block), isPossible(first) else {
                        continue
                    }
                    return [first, second]
                }
                return nil
            }
        }
    }

    // MARK: A first table

    /// Tables of the blocks alone, shifted until the sums across blocks fit as well: for the worse too, and ever less often
    /// (simulated annealing: Kirkpatrick, Gelatt and Vecchi 1983).
    private mutating func begun() -> [Double]? {
        values = component.low
        for cells in blocks.blocks {
            var search = WholeSearch(program(cells), [], limit: 300)
            _ = search.least()
            guard let found = search.best else { return nil }
            for (local, cell) in cells.enumerated() { values[Int(cell)] = found[local].rounded() }
        }
        var off = component.sums.map { sum in sum.members.reduce(-sum.low) { $0 + values[Int($1)] } }
        var all = off.reduce(0) { $0 + $1 * $1 }
        let turns = 600 * marks.count
        for turn in 0..<turns where all > 0 {
            let index = random.below(marks.count)
            guard isPossible(index) else { continue }
            let before = shift(index, 1, &off), heat = 0.5 + 7.5 * (1 - Double(turn) / Double(turns))
            if before <= 0 || random.unit() < exp(-before / heat) {
                make(index)
                all += before
            } else {
                _ = shift(index, -1, &off)
            }
        }
        return all == 0 ? values : nil
    }

    /// Moves what is off in the sums across blocks; by how much its squares grow.
    private func shift(_ index: Int, _ times: Double, _ off: inout [Double]) -> Double {
        let move = blocks.moves[index]
        var grown = 0.0
        for (at, cell) in move.cells.enumerated() {
            let step = at < move.up ? times : -times
            for sum in blocks.longSums[Int(cell)] {
                grown += 2 * step * off[Int(sum)] + 1
                off[Int(sum)] += step
            }
        }
        return grown
    }
}
