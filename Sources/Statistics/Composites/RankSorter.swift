/// Ranks of a few hundred to some thousand scores, over and over: 1 for the highest, equal scores share the better rank.
///
/// Scores are thrown into as many boxes as there are scores, by size, and put in order inside them. Where they crowd in few
/// boxes an ordinary sort does it.
struct RankSorter {
    let count: Int
    private let boxes: Int
    private var starts: [Int32]
    private var box: [Int32]
    /// Places of the scores, the highest first.
    private(set) var order: [Int32]
    private var sorted: [Double]

    init(_ count: Int) {
        self.count = count
        boxes = max(4, count)
        starts = [Int32](repeating: 0, count: boxes + 1)
        box = [Int32](repeating: 0, count: count)
        order = [Int32](repeating: 0, count: count)
        sorted = [Double](repeating: 0, count: count)
    }

    /// Ranks of many draws side by side: area after area, draw after draw, beginning at 0; -1 where the score is NaN.
    struct Table {
        let draws: Int
        var ranks: [Int16]

        init(areas: Int, draws: Int) {
            self.draws = draws
            ranks = [Int16](repeating: -1, count: areas * draws)
        }

        subscript(area: Int, draw: Int) -> Int { Int(ranks[area * draws + draw]) }
    }

    mutating func rank(_ scores: UnsafeBufferPointer<Double>, into table: inout Table, draw: Int) {
        var low = Double.infinity, high = -Double.infinity, whole = true
        for score in scores {
            low = score < low ? score : low
            high = score > high ? score : high
            whole = whole && score == score
        }
        guard whole, high > low, (high - low).isFinite else { return plainly(scores, into: &table, draw) }
        let scale = Double(boxes - 1) / (high - low)
        let isEven = spread(scores, high: high, scale: scale)
        guard isEven else { return plainly(scores, into: &table, draw) }
        settle()
        number(count, into: &table, draw)
    }

    /// Into boxes by counting; false where one is crowded.
    private mutating func spread(_ scores: UnsafeBufferPointer<Double>, high: Double, scale: Double) -> Bool {
        let count = count, boxes = boxes
        return starts.withUnsafeMutableBufferPointer { starts in
            box.withUnsafeMutableBufferPointer { box in
                order.withUnsafeMutableBufferPointer { order in
                    sorted.withUnsafeMutableBufferPointer { sorted in
                        starts.update(repeating: 0)
                        for place in 0..<count {
                            let into = Int32(truncatingIfNeeded: Int((high - scores[place]) * scale))
                            box[place] = into
                            starts[Int(into) + 1] &+= 1
                        }
                        var most: Int32 = 0, sum: Int32 = 0
                        for place in 1...boxes {
                            let here = starts[place]
                            most = here > most ? here : most
                            sum &+= here
                            starts[place] = sum
                        }
                        guard most <= 24 else { return false }
                        for place in 0..<count {
                            let into = Int(box[place])
                            let at = Int(starts[into])
                            starts[into] &+= 1
                            order[at] = Int32(truncatingIfNeeded: place)
                            sorted[at] = scores[place]
                        }
                        return true
                    }
                }
            }
        }
    }

    /// What is nearly in order put in order by insertion.
    private mutating func settle() {
        let count = count
        order.withUnsafeMutableBufferPointer { order in
            sorted.withUnsafeMutableBufferPointer { sorted in
                for place in 1..<max(1, count) where sorted[place] > sorted[place - 1] {
                    let score = sorted[place], index = order[place]
                    var to = place
                    while to > 0, sorted[to - 1] < score {
                        sorted[to] = sorted[to - 1]
                        order[to] = order[to - 1]
                        to -= 1
                    }
                    sorted[to] = score
                    order[to] = index
                }
            }
        }
    }

    private mutating func plainly(
        _ scores: UnsafeBufferPointer<Double>, into table: inout Table, _ draw: Int
    ) {
        let known = scores.indices.filter { !scores[$0].isNaN }.sorted { scores[$0] > scores[$1] }
        for place in 0..<count { table.ranks[place * table.draws + draw] = -1 }
        for (at, place) in known.enumerated() {
            order[at] = Int32(place)
            sorted[at] = scores[place]
        }
        number(known.count, into: &table, draw)
    }

    private func number(_ known: Int, into table: inout Table, _ draw: Int) {
        let draws = table.draws
        table.ranks.withUnsafeMutableBufferPointer { ranks in
            order.withUnsafeBufferPointer { order in
                sorted.withUnsafeBufferPointer { sorted in
                    var start = 0, last = Double.nan
                    for place in 0..<known {
                        let score = sorted[place]
                        start = score == last ? start : place
                        last = score
                        ranks[Int(order[place]) &* draws &+ draw] = Int16(truncatingIfNeeded: start)
                    }
                }
            }
        }
    }
}
