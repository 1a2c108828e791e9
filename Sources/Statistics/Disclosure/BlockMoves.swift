/// A table that falls into blocks (areas, say) which only long sums tie together, and the ways in which a block can shift by ones
/// without any of its own sums changing.
struct BlockMoves {
    struct Move {
        let block: Int32
        /// Cells that go up by one, then those that go down.
        let cells: [Int32]
        let up: Int
        /// What it does to the long sums, as one number: those of several moves add up, and alike effects have alike numbers.
        let mark: UInt64
    }

    /// Sums of more cells than this tie blocks together and make none.
    static let longSum = 40
    /// A shift of more cells than this is left out; of those that begin at one cell no more are kept than this, nor longer sought.
    private static let longest = 12, most = 60, tried = 1_500

    private(set) var blocks: [[Int32]] = []
    private(set) var blockOf: [Int32]
    private(set) var moves: [Move] = []
    /// Of each cell the moves it stands in: going up, and going down.
    private(set) var rising: [[Int32]]
    private(set) var falling: [[Int32]]
    /// The sums of each cell that lie within its block, and those that do not.
    let shortSums: [[Int32]]
    let longSums: [[Int32]]
    private let keys: [UInt64]

    init(_ component: Component) {
        var short = [[Int32]](repeating: [], count: component.low.count), long = short
        for (place, sum) in component.sums.enumerated() {
            for member in sum.members {
                if sum.members.count > BlockMoves.longSum {
                    long[Int(member)].append(Int32(place))
                } else {
                    short[Int(member)].append(Int32(place))
                }
            }
        }
        shortSums = short
        longSums = long
        var random = CounterRandom(seed: 1, stream: 1)
        keys = component.sums.map { _ in random.next() }
        blockOf = [Int32](repeating: -1, count: component.low.count)
        rising = [[Int32]](repeating: [], count: component.low.count)
        falling = rising
        findBlocks(component)
        for block in blocks.indices { findMoves(block, component) }
    }

    private mutating func findBlocks(_ component: Component) {
        for start in blockOf.indices where blockOf[start] < 0 {
            let number = Int32(blocks.count)
            var found = [Int32(start)], index = 0
            blockOf[start] = number
            while index < found.count {
                for sum in shortSums[Int(found[index])] {
                    for member in component.sums[Int(sum)].members where blockOf[Int(member)] < 0 {
                        blockOf[Int(member)] = number
                        found.append(member)
                    }
                }
                index += 1
            }
            blocks.append(found.sorted())
        }
    }

    /// Begins at a cell and mends one sum after the other with a cell that was not used yet, until all are whole again.
    private mutating func findMoves(_ block: Int, _ component: Component) {
        var found: [(up: [Int32], down: [Int32])] = []
        var seen: Set<[Int32]> = []
        var off: [Int32: Int] = [:]
        var used: [Int32: Int] = [:]
        var tries = 0, kept = 0
        func put(_ cell: Int32, _ step: Int) {
            used[cell] = step == 0 ? nil : step
        }
        func shift(_ cell: Int32, _ step: Int) {
            for sum in shortSums[Int(cell)] {
                let now = off[sum, default: 0] + step
                off[sum] = now == 0 ? nil : now
            }
        }
        func search(_ start: Int32) {
            tries -= 1
            guard tries > 0, kept < BlockMoves.most else { return }
            guard let (sum, excess) = off.min(by: { $0.key < $1.key }) else {
                let up = used.filter { $0.value > 0 }.keys.sorted(), down = used.filter { $0.value < 0 }.keys.sorted()
                if seen.insert(up + [-1] + down).inserted {
                    found.append((up, down))
                    kept += 1
                }
                return
            }
            guard used.count < BlockMoves.longest else { return }
            let step = excess > 0 ? -1 : 1
            for member in component.sums[Int(sum)].members where member > start && used[member] == nil {
                put(member, step)
                shift(member, step)
                search(start)
                shift(member, -step)
                put(member, 0)
            }
        }
        for start in blocks[block] {
            (tries, kept) = (BlockMoves.tried, 0)
            put(start, 1)
            shift(start, 1)
            search(start)
            shift(start, -1)
            put(start, 0)
        }
        for (up, down) in found {
            keep(Int32(block), up, down)
            keep(Int32(block), down, up)
        }
    }

    private mutating func keep(_ block: Int32, _ up: [Int32], _ down: [Int32]) {
        var mark: UInt64 = 0
        for cell in up { for sum in longSums[Int(cell)] { mark &+= keys[Int(sum)] } }
        for cell in down { for sum in longSums[Int(cell)] { mark &-= keys[Int(sum)] } }
        let index = Int32(moves.count)
        for cell in up { rising[Int(cell)].append(index) }
        for cell in down { falling[Int(cell)].append(index) }
        moves.append(Move(block: block, cells: up + down, up: up.count, mark: mark))
    }
}
