/// Looks for whole tables in agreement with ranges by single steps: sets a cell where it is asked for and mends every sum that
/// no longer fits with the cell that mends most; a sum that will not mend weighs more each time (breakout, Morris 1993). What it
/// finds is proof; that it finds nothing proves nothing.
struct StepSearch {
    /// A whole table that fits.
    private(set) var values: [Double]
    private let component: Component
    private var totals: [Double]
    private let sumsOf: [[Int32]]
    private var changed: [(place: Int32, before: Double)] = []
    private var broken: [Int32] = []
    private var weight: [Double]
    private var weighted: [Int32] = []
    private var random = CounterRandom(seed: 1, stream: 0)

    /// nil where no table was found to begin with.
    init?(_ component: Component) {
        self.component = component
        var of = [[Int32]](repeating: [], count: component.low.count)
        for (place, sum) in component.sums.enumerated() {
            for member in sum.members { of[Int(member)].append(Int32(place)) }
        }
        sumsOf = of
        weight = [Double](repeating: 1, count: component.sums.count)
        values =
            component.known
            ?? component.low.indices.map { place in
                let high = component.high[place]
                return high.isFinite ? ((component.low[place] + high) / 2).rounded(.down) : component.low[place]
            }
        totals = component.sums.map { _ in 0 }
        for (place, sum) in component.sums.enumerated() {
            totals[place] = sum.members.reduce(0) { $0 + values[Int($1)] }
            if excess(place) != 0 { broken.append(Int32(place)) }
        }
        guard mend(keeping: -1, most: 4 * component.low.count + 2_000) else { return nil }
        forgetWeights()
    }

    private func excess(_ sum: Int) -> Double {
        totals[sum] > component.sums[sum].high + 1e-9
            ? totals[sum] - component.sums[sum].high
            : totals[sum] < component.sums[sum].low - 1e-9 ? totals[sum] - component.sums[sum].low : 0
    }

    /// Whether a table has this value there; everything that tables on the way had is written down.
    mutating func reaches(
        _ place: Int, _ value: Double, _ seenLow: inout [Double], _ seenHigh: inout [Double]
    ) -> Bool {
        for _ in 0..<3 {
            changed.removeAll(keepingCapacity: true)
            broken.removeAll(keepingCapacity: true)
            move(place, value - values[place])
            let isFound = mend(keeping: place, most: 40)
            forgetWeights()
            if isFound {
                for change in changed {
                    let at = Int(change.place)
                    seenLow[at] = min(seenLow[at], values[at])
                    seenHigh[at] = max(seenHigh[at], values[at])
                }
            }
            for change in changed.reversed() {
                let at = Int(change.place), back = change.before - values[Int(change.place)]
                values[at] = change.before
                for sum in sumsOf[at] { totals[Int(sum)] += back }
            }
            if isFound { return true }
        }
        return false
    }

    private mutating func forgetWeights() {
        for sum in weighted { weight[Int(sum)] = 1 }
        weighted.removeAll(keepingCapacity: true)
    }

    private mutating func move(_ place: Int, _ by: Double) {
        changed.append((Int32(place), values[place]))
        values[place] += by
        for sum in sumsOf[place] {
            totals[Int(sum)] += by
            if excess(Int(sum)) != 0 { broken.append(sum) }
        }
    }

    private mutating func mend(keeping kept: Int, most: Int) -> Bool {
        var left = most
        while !broken.isEmpty {
            let index = random.below(broken.count), sum = Int(broken[index])
            guard excess(sum) != 0 else {
                broken.swapAt(index, broken.count - 1)
                broken.removeLast()
                continue
            }
            guard left > 0 else { return false }
            left -= 1
            guard let (place, step, gain) = bestStep(sum, keeping: kept) else { return false }
            if gain <= 0 {
                weight[sum] += 1
                weighted.append(Int32(sum))
            }
            move(place, step)
        }
        return true
    }

    /// The step that mends most, in this sum, of all that is off: of every member where they are few, else of some.
    private mutating func bestStep(_ sum: Int, keeping kept: Int) -> (Int, Double, Double)? {
        let off = excess(sum), members = component.sums[sum].members
        let looked = min(members.count, 40), start = members.count > 40 ? random.below(members.count) : 0
        var best: (Int, Double, Double)?
        for index in 0..<looked {
            let place = Int(members[(start + index) % members.count])
            guard place != kept else { continue }
            let room = off > 0 ? component.low[place] - values[place] : component.high[place] - values[place]
            guard room != 0 else { continue }
            let step = off > 0 ? max(-off, room) : min(-off, room)
            let gain = self.gain(place, step)
            if gain > best?.2 ?? -.infinity { best = (place, step, gain) }
        }
        return best
    }

    /// By how much all that is off lessens with a step.
    private func gain(_ place: Int, _ step: Double) -> Double {
        var gain = 0.0
        for sum in sumsOf[place] {
            let total = totals[Int(sum)], low = component.sums[Int(sum)].low, high = component.sums[Int(sum)].high
            let before = max(0, total - high) + max(0, low - total)
            let after = max(0, total + step - high) + max(0, low - total - step)
            gain += weight[Int(sum)] * (before - after)
        }
        return gain
    }
}
