/// Withholds the corners of a cube of cells for every cell that needs it: the values at its corners can go up and down in turn
/// without any total changing. Of the cubes that leave room enough the cheapest is taken (after Repsilber's hypercube method).
struct CubeSearch {
    private let problem: Suppression
    private static let tried = 48

    init(_ problem: Suppression) {
        self.problem = problem
    }

    /// - Returns: of each need how far its cell can go down and up by its cube alone: tables that agree with everything published,
    ///   as long as no corner is published again.
    func extend(_ pattern: inout [Bool]) -> [ClosedRange<Double>?] {
        var shown = [ClosedRange<Double>?](repeating: nil, count: problem.needs.count)
        let shape = problem.shape, values = problem.values
        let partners = shape.dimensions.map { Self.partners($0) }
        let floor = shape.isFinestPublished ? problem.least : 0
        for (turn, need) in problem.needs.enumerated() where need.cell < shape.finest {
            var random = CounterRandom(seed: 5, stream: UInt64(turn))
            let (_, home) = shape.place(need.cell)
            let choices = home.indices.map { dimension -> [Int] in
                var others = partners[dimension][home[dimension]]
                if others.count > CubeSearch.tried {
                    random.shuffle(&others)
                    others = Array(others.prefix(CubeSearch.tried))
                }
                return others
            }
            guard choices.allSatisfy({ !$0.isEmpty }) else { continue }
            var best: [Int]?, bestCost = Double.infinity, reach = 0.0...0, at = choices.map { _ in 0 }
            search: while true {
                var cost = 0.0, even = Double.infinity, odd = Double.infinity, corners: [Int] = []
                for mask in 0..<(1 << home.count) {
                    var groups = home
                    for dimension in home.indices where mask >> dimension & 1 == 1 {
                        groups[dimension] = choices[dimension][at[dimension]]
                    }
                    let cell = shape.cell(0, groups)
                    corners.append(cell)
                    if !pattern[cell] { cost += problem.costs[cell] }
                    if mask.nonzeroBitCount % 2 == 0 {
                        even = min(even, values[cell] - floor)
                    } else {
                        odd = min(odd, values[cell] - floor)
                    }
                    if cost >= bestCost { break }
                }
                if cost < bestCost, even + odd >= need.width, odd >= need.above, even >= need.below {
                    (best, bestCost) = (corners, cost)
                    reach = values[need.cell] - max(0, even)...values[need.cell] + max(0, odd)
                    if cost == 0 { break search }
                }
                var dimension = home.count - 1
                while dimension >= 0 {
                    at[dimension] += 1
                    if at[dimension] < choices[dimension].count { break }
                    at[dimension] = 0
                    dimension -= 1
                }
                if dimension < 0 { break }
            }
            guard let best else { continue }
            for cell in best { pattern[cell] = true }
            shown[turn] = reach
        }
        return shown
    }

    /// Of each category the others that lie in the same groups throughout.
    private static func partners(_ dimension: TableShape.Dimension) -> [[Int]] {
        var together: [[Int]: [Int]] = [:]
        let groups = dimension.groupings[0].indices.map { category in
            dimension.groupings.dropFirst().map { $0[category] }
        }
        for (category, group) in groups.enumerated() { together[group, default: []].append(category) }
        return groups.enumerated().map { category, group in (together[group] ?? []).filter { $0 != category } }
    }
}
