import Glibc

/// How several values on one scale become one.
public enum Aggregation: String, Hashable, Sendable, CaseIterable {
    /// What is missing in one indicator can be made good by another.
    case arithmetic
    /// Weak points weigh more. Values above zero only.
    case geometric
    /// Weak points weigh most. Values above zero only.
    case harmonic

    var needsPositive: Bool { self != .arithmetic }

    @inline(__always)
    func forth(_ value: Double) -> Double {
        switch self {
        case .arithmetic: value
        case .geometric: log(value)
        case .harmonic: 1 / value
        }
    }

    @inline(__always)
    func back(_ value: Double) -> Double {
        switch self {
        case .arithmetic: value
        case .geometric: exp(value)
        case .harmonic: 1 / value
        }
    }
}

/// Indicators in groups, groups in groups, and one index at the top.
public struct CompositeTree: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case indicator(Int)
        /// An earlier group.
        case group(Int)
    }

    public struct Group: Hashable, Sendable {
        public var name: String
        public var parts: [Part]
        /// Of each part; only their proportions count.
        public var weights: [Double]

        public init(_ name: String, _ parts: [Part], weights: [Double]) {
            self.name = name
            self.parts = parts
            self.weights = weights
        }
    }

    /// Every group after the groups it is made of; the last is the index.
    public let groups: [Group]

    public init(_ groups: [Group]) { self.groups = groups }

    /// All indicators in one group.
    public static func flat(_ weights: [Double], name: String = "index") -> CompositeTree {
        CompositeTree([Group(name, weights.indices.map { .indicator($0) }, weights: weights)])
    }

    /// The share of each indicator in the index, through all its groups, when nothing is missing.
    public func nominalWeights(_ indicators: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: indicators)
        var ofGroup = [Double](repeating: 0, count: groups.count)
        ofGroup[groups.count - 1] = 1
        for place in groups.indices.reversed() {
            let group = groups[place], all = group.weights.reduce(0, +)
            for (part, weight) in zip(group.parts, group.weights) {
                switch part {
                case .indicator(let index): shares[index] += ofGroup[place] * weight / all
                case .group(let index): ofGroup[index] += ofGroup[place] * weight / all
                }
            }
        }
        return shares
    }

    /// The value of every group for every area.
    ///
    /// - Parameters:
    ///   - values: indicator after indicator, on one scale; NaN where missing.
    ///   - leastShare: of the parts of a group that must be there; below it the group is NaN.
    /// - Returns: group after group.
    public func values(
        _ values: [Double], areas: Int, _ aggregation: Aggregation, top: Aggregation? = nil, leastShare: Double = 0
    ) -> [Double] {
        var results = [Double](repeating: .nan, count: groups.count * areas)
        var sums = [Double](repeating: 0, count: areas), weights = sums, known = [Int](repeating: 0, count: areas)
        for (place, group) in groups.enumerated() {
            let way = place == groups.count - 1 ? top ?? aggregation : aggregation
            for area in 0..<areas { (sums[area], weights[area], known[area]) = (0, 0, 0) }
            for (part, weight) in zip(group.parts, group.weights) {
                for area in 0..<areas {
                    let value =
                        switch part {
                        case .indicator(let index): values[index * areas + area]
                        case .group(let index): results[index * areas + area]
                        }
                    if value.isNaN { continue }
                    known[area] += 1
                    guard weight > 0 else { continue }
                    sums[area] += weight * way.forth(value)
                    weights[area] += weight
                }
            }
            let least = leastShare * Double(group.parts.count) - 1e-9
            for area in 0..<areas where weights[area] > 0 && Double(known[area]) >= least {
                results[place * areas + area] = way.back(sums[area] / weights[area])
            }
        }
        return results
    }
}

/// Places in an order of scores: 1 for the highest, equal scores share the better place.
public enum ScoreRank {
    public static func of(_ scores: [Double]) -> [Int?] {
        let order = scores.indices.filter { !scores[$0].isNaN }.sorted { scores[$0] > scores[$1] }
        var ranks = [Int?](repeating: nil, count: scores.count)
        var start = 0
        for (place, index) in order.enumerated() {
            if place > 0, scores[index] < scores[order[place - 1]] { start = place }
            ranks[index] = start + 1
        }
        return ranks
    }
}
