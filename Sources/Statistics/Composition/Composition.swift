import Glibc

/// Parts of a whole, compared by their ratios: what cuts, adulterants and by-products have to one another, whatever the purity.
public struct Composition: Sendable {
    /// Centred logarithms of the parts, seizure after seizure.
    public let logRatios: [[Double]]
    /// How many parts of each were below their limit.
    public let censored: [Int]

    /// - Parameters:
    ///   - parts: of each seizure its parts; 0 or below its limit means not detected.
    ///   - limits: of each part what could just be detected, in the unit of the parts.
    ///   - fraction: of the limit that stands in for what was not detected (0.65: Martin-Fernandez 2003).
    public init(_ parts: [[Double]], limits: [Double], fraction: Double) {
        var censored: [Int] = []
        logRatios = parts.map { row in
            let isBelow = row.indices.map { row[$0] <= 0 || row[$0] < limits[$0] }
            censored.append(isBelow.count { $0 })
            let total = row.indices.reduce(0) { isBelow[$1] ? $0 : $0 + row[$1] }
            // Multiplicative replacement: the parts that were detected keep their ratios and give way to what stands in.
            let stand = row.indices.map { isBelow[$0] ? fraction * limits[$0] / max(total, 1e-300) : 0 }
            let rest = max(1e-12, 1 - stand.reduce(0, +))
            let logs = row.indices.map { log(isBelow[$0] ? max(stand[$0], 1e-300) : row[$0] / total * rest) }
            let mean = logs.reduce(0, +) / Double(logs.count)
            return logs.map { $0 - mean }
        }
        self.censored = censored
    }

    /// Aitchison's distance: the same by centred and by isometric log-ratios.
    public func distance(_ one: Int, _ other: Int) -> Double {
        var sum = 0.0
        for part in logRatios[one].indices {
            let off = logRatios[one][part] - logRatios[other][part]
            sum += off * off
        }
        return sum.squareRoot()
    }
}

/// Things joined by distance, nearest first, until the next join would be further than a cut.
public enum Agglomeration {
    public enum Linkage: String, Hashable, Sendable, CaseIterable { case complete, average, single }

    public struct Join: Hashable, Sendable {
        public var one: Int
        public var other: Int
        public var height: Double
    }

    /// Every join, by chains of nearest neighbours (Murtagh 1983); ones made of several are named by their least member.
    public static func joins(_ count: Int, _ linkage: Linkage, distance: (Int, Int) -> Double) -> [Join] {
        var d = [Double](repeating: 0, count: count * count)
        for one in 0..<count {
            for other in 0..<one {
                let far = distance(one, other)
                d[one * count + other] = far
                d[other * count + one] = far
            }
        }
        var size = [Double](repeating: 1, count: count), isOpen = [Bool](repeating: true, count: count)
        var joins: [Join] = [], chain: [Int] = []
        while joins.count < count - 1 {
            if chain.isEmpty, let first = isOpen.firstIndex(of: true) { chain = [first] }
            let top = chain[chain.count - 1]
            let previous = chain.count > 1 ? chain[chain.count - 2] : -1
            var nearest = previous, far = previous >= 0 ? d[top * count + previous] : Double.infinity
            for other in 0..<count where isOpen[other] && other != top && d[top * count + other] < far {
                (nearest, far) = (other, d[top * count + other])
            }
            guard nearest == previous, previous >= 0 else {
                if nearest < 0 { break }
                chain.append(nearest)
                continue
            }
            chain.removeLast(2)
            let one = min(top, nearest), other = max(top, nearest)
            joins.append(Join(one: one, other: other, height: far))
            isOpen[other] = false
            for third in 0..<count where isOpen[third] && third != one {
                let a = d[one * count + third], b = d[other * count + third]
                let joined: Double
                switch linkage {
                case .complete: joined = max(a, b)
                case .single: joined = min(a, b)
                case .average: joined = (size[one] * a + size[other] * b) / (size[one] + size[other])
                }
                d[one * count + third] = joined
                d[third * count + one] = joined
            }
            size[one] += size[other]
        }
        return joins.sorted { ($0.height, $0.one) < ($1.height, $1.one) }
    }

    /// The cluster of each after all joins up to a height, numbered by first member.
    public static func clusters(_ count: Int, _ joins: [Join], cut: Double) -> [Int] {
        var parent = Array(0..<count)
        func root(_ start: Int) -> Int {
            var at = start
            while parent[at] != at { at = parent[at] }
            return at
        }
        for join in joins where join.height <= cut {
            let one = root(join.one), other = root(join.other)
            parent[max(one, other)] = min(one, other)
        }
        var numbers: [Int: Int] = [:]
        return (0..<count).map { item in
            let top = root(item), number = numbers[top] ?? numbers.count
            numbers[top] = number
            return number
        }
    }
}

/// How often unlinked pairs look as alike as a distance, from pairs known to be unlinked.
public struct LinkCalibration: Sendable {
    /// Distances of known-unlinked and of known-linked pairs, rising.
    public let unlinked: [Double]
    public let linked: [Double]

    public init(unlinked: [Double], linked: [Double]) {
        self.unlinked = unlinked.sorted()
        self.linked = linked.sorted()
    }

    /// The chance that two unlinked ones are as near as this, the pair itself counted in (so never 0).
    public func chance(_ distance: Double) -> Double {
        Double(1 + LinkCalibration.atMost(distance, unlinked)) / Double(1 + unlinked.count)
    }

    /// The largest distance at which no more than this share of unlinked pairs would be called linked; below all of them where none
    /// would do.
    public func cut(falseLinks: Double) -> Double {
        let allowed = Int((falseLinks * Double(unlinked.count)).rounded(.down))
        guard allowed < unlinked.count else { return unlinked.last ?? 0 }
        return unlinked[allowed].nextDown
    }

    /// The share of known-linked pairs that a cut would miss; nil without any.
    public func missed(_ cut: Double) -> Double? {
        linked.isEmpty ? nil : 1 - Double(LinkCalibration.atMost(cut, linked)) / Double(linked.count)
    }

    /// How much likelier a distance is among linked than among unlinked pairs, by kernel densities of its logarithm; held within
    /// what so many pairs can show. nil with fewer than ten pairs of either kind.
    public func likelihoodRatio(_ distance: Double) -> Double? {
        guard linked.count >= 10, unlinked.count >= 10 else { return nil }
        let ratio = LinkCalibration.density(distance, linked) / LinkCalibration.density(distance, unlinked)
        return min(Double(unlinked.count), max(1 / Double(linked.count), ratio.isFinite ? ratio : 1))
    }

    private static func atMost(_ value: Double, _ sorted: [Double]) -> Int {
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func density(_ distance: Double, _ known: [Double]) -> Double {
        let logs = known.map { log(max($0, 1e-9)) }, at = log(max(distance, 1e-9)), n = Double(logs.count)
        let mean = logs.reduce(0, +) / n
        let spread = (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)).squareRoot()
        let width = max(1e-3, 1.06 * spread * pow(n, -0.2))
        return logs.reduce(0) { $0 + Normal.density((at - $1) / width) } / (n * width)
    }
}
