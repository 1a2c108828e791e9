import CLoops

/// Ranks of some hundred areas in sixteen draws at once, counted as they come. A draw in which two scores are too near to tell
/// apart, or one is missing, is left to `RankSorter`.
struct RankLanes {
    static let width = 16
    /// More areas than this crowd so much that nearly every draw would be left over.
    private static let most = 1_024

    let count: Int
    private let isUsed: Bool
    /// Area after area, draw after draw.
    private(set) var scores: [Double]
    private var order: [UInt32]
    /// How often each area stood at each rank (0 first): rank after rank, area after area.
    private(set) var times: [UInt32]

    init(_ count: Int) {
        self.count = count
        isUsed = count > 1 && count <= RankLanes.most
        scores = [Double](repeating: 0, count: count * RankLanes.width)
        order = [UInt32](repeating: 0, count: isUsed ? count * RankLanes.width : 0)
        times = [UInt32](repeating: 0, count: isUsed ? count * count : 0)
    }

    mutating func put(_ column: [Double], draw: Int) {
        for area in 0..<count { scores[area &* RankLanes.width &+ draw] = column[area] }
    }

    func take(draw: Int, into column: inout [Double]) {
        for area in 0..<count { column[area] = scores[area &* RankLanes.width &+ draw] }
    }

    /// Scores of every draw: sums of the table's columns, one after the other, by weights that stand part after part, draw after draw.
    mutating func weigh(_ table: [Double], _ weights: [Double]) {
        loop_lane_scores(table, weights.count / RankLanes.width, count, weights, &scores)
    }

    /// Counts the first so many draws where the order is sure.
    ///
    /// - Returns: a bit for each draw that is counted.
    mutating func counted(draws: Int) -> UInt32 {
        guard isUsed else { return 0 }
        let sure = loop_lane_order(scores, count, &order) & (1 << UInt32(draws) - 1)
        loop_lane_count(order, count, sure, &times)
        return sure
    }

    /// In how many of these draws the second area came before the first.
    func overtaken(_ pair: (Int, Int), _ draws: UInt32) -> UInt32 {
        let first = pair.0 * RankLanes.width, second = pair.1 * RankLanes.width
        var found: UInt32 = 0
        for draw in 0..<RankLanes.width where scores[second + draw] > scores[first + draw] {
            found += draws >> UInt32(draw) & 1
        }
        return found
    }
}
