/// Whether few contributors make up so much of a sum that one could be worked out by another.
public struct Dominance: Hashable, Sendable {
    /// The largest contributions, largest first.
    public let largest: [Double]
    public let total: Double
    public let contributors: Int

    /// - Parameter contributions: what each contributor adds, none below zero.
    public init(_ contributions: [Double]) {
        total = contributions.reduce(0, +)
        contributors = contributions.count
        largest = Array(contributions.sorted(by: >).prefix(10))
    }

    /// The share of the largest `n`.
    public func share(_ n: Int) -> Double { total > 0 ? largest.prefix(n).reduce(0, +) / total : 0 }

    /// The (n, k) rule: the largest n are more than k per cent.
    public func fails(n: Int, k: Double) -> Bool { total > 0 && largest.prefix(n).reduce(0, +) > k / 100 * total }

    /// What is left of the total for whoever comes second and wants to know the first: all but the two largest, as a
    /// percentage of the largest.
    public var closeness: Double {
        guard let first = largest.first, first > 0 else { return .infinity }
        return 100 * (total - first - (largest.count > 1 ? largest[1] : 0)) / first
    }

    /// The p per cent rule: the second can bring the first within p per cent; with q, what everybody knows of everybody before.
    public func fails(p: Double, q: Double = 100) -> Bool {
        guard let first = largest.first, first > 0 else { return false }
        let rest = total - first - (largest.count > 1 ? largest[1] : 0)
        return q / 100 * rest < p / 100 * first - 1e-12 * first
    }

    /// How far above the total the attacker's interval must reach for the (n, k) rule to hold at its upper end.
    public func neededAbove(n: Int, k: Double) -> Double {
        max(0, largest.prefix(n).reduce(0, +) * 100 / k - total)
    }

    /// The same for the p per cent rule.
    public func neededAbove(p: Double, q: Double = 100) -> Double {
        guard let first = largest.first else { return 0 }
        let rest = total - first - (largest.count > 1 ? largest[1] : 0)
        return max(0, p / q * first - rest)
    }
}
