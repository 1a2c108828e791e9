/// A table with everything it adds up to: dimensions, groupings of each (the finest, those above it, the total), and the
/// crossings of groupings that are published.
///
/// Groupings of a dimension need not lie within each other: counties and small against big towns are two ways up from the same
/// places, and a table for each is linked with the other through them.
public struct TableShape: Hashable, Sendable {
    public struct Dimension: Hashable, Sendable {
        /// Of each grouping the group of every category. The first is the categories themselves, the last the total.
        public var groupings: [[Int]]
        public var sizes: [Int]

        /// - Parameters:
        ///   - categories: how many there are.
        ///   - above: further groupings, each with the group of every category.
        public init(categories: Int, above: [[Int]] = []) {
            groupings = [Array(0..<categories)] + above + [[Int](repeating: 0, count: categories)]
            sizes = groupings.map { ($0.max() ?? -1) + 1 }
        }
    }

    public let dimensions: [Dimension]
    /// A grouping of each dimension; the first is the finest crossing, published or not.
    public let crossings: [[Int]]
    /// Whether the finest crossing itself is published.
    public let isFinestPublished: Bool
    /// Where the cells of each crossing begin.
    public let starts: [Int]
    /// How many cells there are in all crossings.
    public let count: Int
    /// How many cells the finest crossing has.
    public let finest: Int

    /// - Parameter published: crossings of groupings; nil for all of them.
    public init(_ dimensions: [Dimension], published: [[Int]]? = nil) {
        self.dimensions = dimensions
        let first = dimensions.map { _ in 0 }
        var all: [[Int]] = [[]]
        for dimension in dimensions {
            all = all.flatMap { crossing in dimension.groupings.indices.map { crossing + [$0] } }
        }
        let others = (published ?? all).filter { $0 != first }
        isFinestPublished = published?.contains(first) ?? true
        crossings = [first] + others
        var starts: [Int] = [], count = 0
        for crossing in crossings {
            starts.append(count)
            count += zip(dimensions, crossing).reduce(1) { $0 * $1.0.sizes[$1.1] }
        }
        self.starts = starts
        self.count = count
        finest = dimensions.reduce(1) { $0 * $1.sizes[0] }
    }

    /// The groups of a cell, one of each dimension, and its crossing.
    public func place(_ cell: Int) -> (crossing: Int, groups: [Int]) {
        let crossing = (starts.firstIndex { $0 > cell } ?? starts.count) - 1
        var rest = cell - starts[crossing]
        var groups = [Int](repeating: 0, count: dimensions.count)
        for dimension in dimensions.indices.reversed() {
            let size = dimensions[dimension].sizes[crossings[crossing][dimension]]
            groups[dimension] = rest % size
            rest /= size
        }
        return (crossing, groups)
    }

    public func cell(_ crossing: Int, _ groups: [Int]) -> Int {
        var place = 0
        for dimension in dimensions.indices {
            place = place * dimensions[dimension].sizes[crossings[crossing][dimension]] + groups[dimension]
        }
        return starts[crossing] + place
    }

    /// Of every crossing the cell in which each cell of the finest crossing stands.
    func containing() -> [[Int32]] {
        crossings.indices.map { crossing in
            var cells = [Int32](repeating: 0, count: 1)
            for dimension in dimensions.indices {
                let grouping = dimensions[dimension].groupings[crossings[crossing][dimension]]
                let size = Int32(dimensions[dimension].sizes[crossings[crossing][dimension]])
                cells = cells.flatMap { cell in grouping.map { cell * size + Int32($0) } }
            }
            let start = Int32(starts[crossing])
            return cells.map { $0 + start }
        }
    }

    /// What every cell of every crossing adds up to.
    public func totals(_ finestValues: [Double]) -> [Double] {
        var totals = [Double](repeating: 0, count: count)
        for cells in containing() {
            for (cell, value) in zip(cells, finestValues) { totals[Int(cell)] += value }
        }
        return totals
    }

    /// For each crossing those that split each of its cells along one dimension and are here too.
    func refinements() -> [[(crossing: Int, dimension: Int)]] {
        crossings.map { crossing in
            var found: [(crossing: Int, dimension: Int)] = []
            for dimension in dimensions.indices {
                for finer in dimensions[dimension].groupings.indices where finer != crossing[dimension] {
                    guard isRefined(dimension, crossing[dimension], by: finer) else { continue }
                    var other = crossing
                    other[dimension] = finer
                    guard let place = crossings.firstIndex(of: other), place > 0 || isFinestPublished else { continue }
                    found.append((place, dimension))
                }
            }
            return found
        }
    }

    /// Whether every group of `finer` lies in one group of `coarser`, and is not merely the same groups once more.
    private func isRefined(_ dimension: Int, _ coarser: Int, by finer: Int) -> Bool {
        let sizes = dimensions[dimension].sizes
        guard sizes[finer] > sizes[coarser] || (sizes[finer] == sizes[coarser] && finer < coarser) else { return false }
        var within = [Int](repeating: -1, count: sizes[finer])
        for (fine, coarse) in zip(dimensions[dimension].groupings[finer], dimensions[dimension].groupings[coarser]) {
            if within[fine] >= 0, within[fine] != coarse { return false }
            within[fine] = coarse
        }
        return true
    }

    /// The cells into which a refinement splits a cell.
    func parts(of cell: Int, _ refinement: (crossing: Int, dimension: Int)) -> [Int] {
        let (crossing, groups) = place(cell)
        let dimension = dimensions[refinement.dimension]
        let finer = dimension.groupings[crossings[refinement.crossing][refinement.dimension]]
        let coarser = dimension.groupings[crossings[crossing][refinement.dimension]]
        var seen: Set<Int> = [], parts: [Int] = []
        for (fine, coarse) in zip(finer, coarser)
        where coarse == groups[refinement.dimension] && seen.insert(fine).inserted {
            var other = groups
            other[refinement.dimension] = fine
            parts.append(self.cell(refinement.crossing, other))
        }
        return parts
    }
}

extension TableShape {
    /// Of the finest crossing, and of every other where they are asked for: its first cell, and the place in it of each finest cell.
    public func finestAndSums(withTotals: Bool) -> [(first: Int, members: [Int32])] {
        let all = containing()
        return (withTotals ? Array(crossings.indices) : [0]).map { crossing in
            (starts[crossing], all[crossing].map { $0 - Int32(starts[crossing]) })
        }
    }
}
