import Glibc

/// What is published about a table, as an attacker who knows all of it would write it down: a range for each cell of the
/// finest crossing and for each sum.
struct AttackerSystem: Sendable {
    /// The finest cells that are still open.
    private(set) var variables: [Int32] = []
    private(set) var low: [Double]
    private(set) var high: [Double]
    /// Sums that still say something: the places of their open cells, and the range of these.
    private(set) var sums: [Sum] = []
    /// Where each finest cell stands among the open ones; -1 when it is known.
    private(set) var placeOf: [Int32] = []
    private(set) var isContradictory = false
    let isWhole: Bool

    struct Sum: Sendable {
        var cell: Int
        var members: [Int32]
        var low: Double
        var high: Double
        var isExact: Bool { high - low < 1e-9 }
    }

    /// - Parameters:
    ///   - low, high: of every cell of the shape; a published figure has both alike.
    init(_ shape: TableShape, low: [Double], high: [Double], isWhole: Bool) {
        self.low = Array(low[0..<shape.finest])
        self.high = Array(high[0..<shape.finest])
        self.isWhole = isWhole
        let refinements = shape.refinements(), containing = shape.containing()
        var place = [Int32](repeating: -1, count: shape.count)
        for crossing in shape.crossings.indices.dropFirst() {
            let end = crossing + 1 < shape.starts.count ? shape.starts[crossing + 1] : shape.count
            for cell in shape.starts[crossing]..<end {
                guard low[cell] > 0 || high[cell].isFinite else { continue }
                if low[cell] == high[cell],
                    let parts = Self.publishedParts(cell, shape, refinements[crossing], low, high)
                {
                    let sum = parts.reduce(0) { $0 + low[$1] }
                    if abs(sum - low[cell]) > 1e-6 * max(1, abs(sum)) { isContradictory = true }
                    continue
                }
                place[cell] = Int32(sums.count)
                sums.append(Sum(cell: cell, members: [], low: low[cell], high: high[cell]))
            }
        }
        for cells in containing.dropFirst() {
            for (finest, cell) in cells.enumerated() where place[Int(cell)] >= 0 {
                sums[Int(place[Int(cell)])].members.append(Int32(finest))
            }
        }
        narrow()
        reduce(shape.finest)
    }

    /// The parts of a sum all of whose parts are published: it tells nothing more, if it is what they add up to.
    private static func publishedParts(
        _ cell: Int, _ shape: TableShape, _ refinements: [(crossing: Int, dimension: Int)], _ low: [Double],
        _ high: [Double]
    ) -> [Int]? {
        for refinement in refinements {
            let parts = shape.parts(of: cell, refinement)
            if parts.allSatisfy({ low[$0] == high[$0] }) { return parts }
        }
        return nil
    }

    /// Narrows each cell by every sum it stands in, until nothing more comes of it.
    private mutating func narrow() {
        let containing = membership()
        var waiting = Array(sums.indices), isWaiting = [Bool](repeating: true, count: sums.count),
            left = 40 * sums.count
        while let sum = waiting.popLast(), left > 0 {
            left -= 1
            isWaiting[sum] = false
            var least = 0.0, most = 0.0, open = 0
            for member in sums[sum].members {
                least += low[Int(member)]
                most += high[Int(member)]
                if !high[Int(member)].isFinite { open += 1 }
            }
            let slack = 1e-6 * max(1, abs(sums[sum].high.isFinite ? sums[sum].high : 1))
            if least > sums[sum].high + slack || most < sums[sum].low - slack { isContradictory = true }
            for member in sums[sum].members {
                let cell = Int(member)
                var down = low[cell], up = high[cell]
                guard up - down > 1e-9 else { continue }
                up = min(up, rounded(sums[sum].high - (least - low[cell]), .down))
                let others =
                    open == 0
                    ? most - high[cell] : (open == 1 && !high[cell].isFinite) ? finiteMost(sum, cell) : .infinity
                down = max(down, rounded(sums[sum].low - others, .up))
                guard up < high[cell] - 1e-9 || down > low[cell] + 1e-9 else { continue }
                if down > up + 1e-6 { isContradictory = true; continue }
                let wasOpen = !high[cell].isFinite
                least += max(down, low[cell]) - low[cell]
                if wasOpen, up.isFinite {
                    open -= 1
                    most = sums[sum].members.reduce(0) { $0 + (Int($1) == cell ? up : high[Int($1)]) }
                } else if up.isFinite {
                    most += up - high[cell]
                }
                (low[cell], high[cell]) = (max(down, low[cell]), max(up, down))
                for other in containing[cell] where !isWaiting[Int(other)] {
                    isWaiting[Int(other)] = true
                    waiting.append(Int(other))
                }
            }
        }
    }

    private func finiteMost(_ sum: Int, _ but: Int) -> Double {
        sums[sum].members.reduce(0) { Int($1) == but ? $0 : $0 + high[Int($1)] }
    }

    private func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
        guard isWhole, value.isFinite else { return value }
        return rule == .up ? (value - 1e-6).rounded(.up) : (value + 1e-6).rounded(.down)
    }

    private func membership() -> [[Int32]] {
        var of = [[Int32]](repeating: [], count: low.count)
        for (place, sum) in sums.enumerated() {
            for member in sum.members { of[Int(member)].append(Int32(place)) }
        }
        return of
    }

    /// Keeps open cells and the sums that still bind them.
    private mutating func reduce(_ finest: Int) {
        placeOf = [Int32](repeating: -1, count: finest)
        for cell in 0..<finest where high[cell] - low[cell] > 1e-9 {
            placeOf[cell] = Int32(variables.count)
            variables.append(Int32(cell))
        }
        var kept: [Sum] = []
        for sum in sums {
            var known = 0.0, least = 0.0, most = 0.0
            var members: [Int32] = []
            for member in sum.members {
                if placeOf[Int(member)] < 0 {
                    known += low[Int(member)]
                } else {
                    members.append(placeOf[Int(member)])
                    least += low[Int(member)]
                    most += high[Int(member)]
                }
            }
            guard !members.isEmpty, sum.low - known > least + 1e-9 || sum.high - known < most - 1e-9 else { continue }
            kept.append(Sum(cell: sum.cell, members: members, low: sum.low - known, high: sum.high - known))
        }
        sums = kept
    }
}
