/// How many random draws a test may take and how fine its p-value must be.
///
/// *Sequential* (Besag and Clifford 1991, "Sequential Monte Carlo p-values"): a draw after another until `hits` of them were
/// as far out as what was observed, in each tail that counts, or until `cap`. A thing that is nothing needs some hundred
/// draws, one that is something gets a p-value fine enough to survive the correction for thousands of areas.
/// *Fixed*: always `draws`.
public enum DrawRule: Hashable, Sendable {
    case fixed(Int)
    case sequential(hits: Int, cap: Int)

    /// Twenty hits, at most 99,999 draws.
    public static let standard = DrawRule.sequential(hits: 20, cap: 99_999)

    public var most: Int {
        switch self {
        case .fixed(let draws): draws
        case .sequential(_, let cap): cap
        }
    }
}

/// Which way counts as "far out".
public enum Tail: String, Hashable, Sendable, CaseIterable {
    case high, low
    /// Twice the smaller tail, at most 1. Taking the smaller tail without doubling rejects twice as often as it says.
    case both
}

/// Counts how often random draws reach what was observed, says when to stop, and gives the p-value.
public struct DrawCount: Sendable {
    public private(set) var draws = 0
    private var high = 0
    private var low = 0
    /// The draw at which a tail had its hits.
    private var highDone = 0
    private var lowDone = 0
    private let rule: DrawRule
    private let tail: Tail

    public init(_ rule: DrawRule, tail: Tail = .both) {
        self.rule = rule
        self.tail = tail
    }

    /// Whether nothing more has to be drawn.
    @inline(__always)
    public var isDone: Bool {
        switch rule {
        case .fixed(let all): draws >= all
        case .sequential(_, let cap):
            draws >= cap
                || (tail == .both ? highDone > 0 && lowDone > 0 : tail == .high ? highDone > 0 : lowDone > 0)
        }
    }

    /// One more draw.
    ///
    /// - Parameters:
    ///   - reachesHigh: it was at least as high as what was observed.
    ///   - reachesLow: it was at most as high. A draw equal to what was observed is both.
    @inline(__always)
    public mutating func add(reachesHigh: Bool, reachesLow: Bool) {
        draws += 1
        if reachesHigh { high += 1 }
        if reachesLow { low += 1 }
        if case .sequential(let hits, _) = rule {
            if highDone == 0, high >= hits { highDone = draws }
            if lowDone == 0, low >= hits { lowDone = draws }
        }
    }

    /// The p-value: hits over the draw of the last hit where a tail had its fill, else (1 + hits) / (1 + draws).
    public var p: Double {
        func one(_ count: Int, _ done: Int) -> Double {
            if case .sequential(let hits, _) = rule, done > 0 { return Double(hits) / Double(done) }
            return Double(1 + count) / Double(1 + draws)
        }
        switch tail {
        case .high: return min(1, one(high, highDone))
        case .low: return min(1, one(low, lowDone))
        case .both: return min(1, 2 * min(one(high, highDone), one(low, lowDone)))
        }
    }
}

/// How many to expect by chance alone among many findings.
public enum FalseDiscovery {
    /// q-values by Benjamini and Hochberg (1995): the least rate of false discoveries at which each would be called.
    /// A p that is nil (insufficient data) counts for nothing and stays nil.
    public static func q(_ p: [Double?]) -> [Double?] {
        let known = p.indices.filter { p[$0] != nil }.sorted { (p[$0] ?? 1) < (p[$1] ?? 1) }
        var q = [Double?](repeating: nil, count: p.count)
        var least = 1.0
        for (rank, index) in known.enumerated().reversed() {
            least = min(least, (p[index] ?? 1) * Double(known.count) / Double(rank + 1))
            q[index] = least
        }
        return q
    }

    /// Adjusted p-values by Holm (1979): the chance of even one false finding stays below the level.
    public static func holm(_ p: [Double?]) -> [Double?] {
        let known = p.indices.filter { p[$0] != nil }.sorted { (p[$0] ?? 1) < (p[$1] ?? 1) }
        var adjusted = [Double?](repeating: nil, count: p.count)
        var most = 0.0
        for (rank, index) in known.enumerated() {
            most = max(most, min(1, (p[index] ?? 1) * Double(known.count - rank)))
            adjusted[index] = most
        }
        return adjusted
    }
}
