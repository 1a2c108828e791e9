import Glibc

/// A sum that grows while counts run above a reference and signals at a decision interval, with its run lengths worked out exactly.
///
/// S = max(0, S + count - k); a signal where S reaches h. With k and h multiples of one over `grid`, S is a Markov chain with finitely many
/// states, and the mean number of steps to a signal solves a set of linear equations (Brook and Evans 1972).
public struct PoissonCUSUM: Hashable, Sendable {
    /// Reference value.
    public let k: Double
    /// Decision interval.
    public let h: Double
    /// Parts of one event that k and h are multiples of.
    public let grid: Int

    public init(k: Double, h: Double, grid: Int) {
        self.grid = max(1, grid)
        self.k = (k * Double(self.grid)).rounded() / Double(self.grid)
        self.h = max(1, (h * Double(self.grid)).rounded()) / Double(self.grid)
    }

    /// The reference value that finds a change from one mean to another soonest.
    public static func reference(_ usual: Double, _ raised: Double) -> Double {
        (raised - usual) / (log(raised) - log(usual))
    }

    private var states: Int { Int((h * Double(grid)).rounded()) }

    /// Mean number of steps until a signal when counts have this mean, from 0 and with a head start of half the decision interval.
    public func runLength(mean: Double) -> (fromZero: Double, withHeadStart: Double) {
        let size = states, reference = Int((k * Double(grid)).rounded())
        guard size <= PoissonCUSUM.mostStates, mean >= 0, mean.isFinite else { return (.nan, .nan) }
        let most = (size + reference) / grid + 1
        var exact = [Double](repeating: 0, count: most + 1), below = exact
        for count in 0...most {
            exact[count] = exp(PoissonLaw.logProbability(Double(count), mean: mean))
            below[count] = PoissonLaw.atMost(Double(count), mean: mean)
        }
        // Row after row of I - Q, with the right side of ones beside it.
        let width = size + 1
        var system = [Double](repeating: 0, count: size * width)
        for from in 0..<size {
            let room = reference - from
            if room >= 0 { system[from * width] -= below[min(most, room / grid)] }
            for count in max(0, room / grid)...most {
                let to = from + count * grid - reference
                if to > 0, to < size { system[from * width + to] -= exact[count] }
            }
            system[from * width + from] += 1
            system[from * width + size] = 1
        }
        PoissonCUSUM.solve(&system, size)
        return (system[size], system[(size / 2) * width + size])
    }

    static let mostStates = 1_500

    /// Elimination without exchange: what leaves a state is never more than 1, so the diagonal stays the largest.
    private static func solve(_ system: inout [Double], _ size: Int) {
        let width = size + 1
        system.withUnsafeMutableBufferPointer { a in
            for pivot in 0..<size {
                let scale = 1 / a[pivot * width + pivot]
                for row in pivot + 1..<max(size, pivot + 1) {
                    let factor = a[row * width + pivot] * scale
                    guard factor != 0 else { continue }
                    for column in pivot..<width { a[row * width + column] -= factor * a[pivot * width + column] }
                }
            }
            for row in (0..<size).reversed() {
                var sum = a[row * width + size]
                for column in row + 1..<max(size, row + 1) { sum -= a[row * width + column] * a[column * width + size] }
                a[row * width + size] = sum / a[row * width + row]
            }
        }
    }

    /// The chart with the smallest decision interval whose run length without a change is at least this long.
    ///
    /// - Returns: nil where that takes too many states.
    public static func designed(usual: Double, k: Double, grid: Int, runLength: Double) -> PoissonCUSUM? {
        func chart(_ states: Int) -> PoissonCUSUM {
            PoissonCUSUM(k: k, h: Double(states) / Double(grid), grid: grid)
        }
        func isEnough(_ states: Int) -> Bool { chart(states).runLength(mean: usual).fromZero >= runLength }
        var high = max(1, grid)
        while !isEnough(high) {
            high *= 2
            if high > mostStates { return nil }
        }
        var low = 0
        while high - low > 1 {
            let middle = (low + high) / 2
            if isEnough(middle) { high = middle } else { low = middle }
        }
        return chart(high)
    }

    public struct Step: Hashable, Sendable {
        public var sum: Double
        public var isSignal: Bool
    }

    /// - Parameters:
    ///   - factors: by how much the usual mean of a step differs from the chart's; empty for never.
    ///   - resets: begins anew after a signal.
    public func run(_ counts: [Double], factors: [Double] = [], resets: Bool = true) -> [Step] {
        var sum = 0.0
        return counts.enumerated().map { place, count in
            guard !count.isNaN else { return Step(sum: sum, isSignal: false) }
            sum = max(0, sum + count - k * (factors.isEmpty ? 1 : factors[place]))
            // Sums of tenths are off by a rounding.
            let isSignal = sum >= h - 1e-9
            let shown = sum
            if isSignal, resets { sum = 0 }
            return Step(sum: shown, isSignal: isSignal)
        }
    }
}

/// Whether a count lies far above the mean of the few before it: the early aberration reporting system's C1, C2 and C3.
public struct ShortBaseline: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable { case c1 = "C1", c2 = "C2", c3 = "C3" }

    public let kind: Kind
    /// Steps in the base.
    public let base: Int
    /// A smaller standard deviation of the base is taken as this.
    public let leastDeviation: Double
    /// Signals lie above this.
    public let limit: Double

    public init(_ kind: Kind, base: Int = 7, leastDeviation: Double = 0, limit: Double) {
        self.kind = kind
        self.base = base
        self.leastDeviation = leastDeviation
        self.limit = limit
    }

    public struct Step: Hashable, Sendable {
        public var mean: Double
        public var deviation: Double
        public var statistic: Double
        /// The count above which there is a signal.
        public var threshold: Double
        public var isSignal: Bool
    }

    /// - Returns: nil where the base is not whole, or has no spread and none is set.
    public func step(_ counts: [Double], _ at: Int) -> Step? {
        guard let now = distance(counts, at) else { return nil }
        guard kind == .c3 else {
            return Step(
                mean: now.mean, deviation: now.deviation, statistic: now.value,
                threshold: now.mean + limit * now.deviation, isSignal: now.value > limit)
        }
        guard let one = distance(counts, at - 1), let two = distance(counts, at - 2) else { return nil }
        let before = max(0, one.value - 1) + max(0, two.value - 1)
        let statistic = before + max(0, now.value - 1)
        return Step(
            mean: now.mean, deviation: now.deviation, statistic: statistic,
            threshold: before > limit ? 0 : now.mean + (1 + limit - before) * now.deviation,
            isSignal: statistic > limit)
    }

    private func distance(_ counts: [Double], _ at: Int) -> (mean: Double, deviation: Double, value: Double)? {
        let gap = kind == .c1 ? 0 : 2
        let from = at - gap - base
        guard from >= 0, base > 1, !counts[at].isNaN else { return nil }
        let moments = Moments(Array(counts[from..<from + base]))
        guard moments.count == base else { return nil }
        let deviation = max(moments.deviation, leastDeviation)
        guard deviation > 0 else { return nil }
        return (moments.mean, deviation, (counts[at] - moments.mean) / deviation)
    }
}
