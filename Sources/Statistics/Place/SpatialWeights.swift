/// Which areas are neighbours of which, and how much each counts: for each area a stretch of one long list.
public struct SpatialWeights: Hashable, Sendable {
    /// Where each area's stretch begins; one more than there are areas.
    public let starts: [Int32]
    public let neighbours: [Int32]
    public let weights: [Double]

    public var count: Int { starts.count - 1 }

    /// - Parameter lists: the neighbours of each area with their weights; an area is never its own neighbour here.
    public init(_ lists: [[(area: Int, weight: Double)]]) {
        var starts: [Int32] = [0], neighbours: [Int32] = [], weights: [Double] = []
        for (area, list) in lists.enumerated() {
            for entry in list.sorted(by: { $0.area < $1.area }) where entry.area != area && entry.weight > 0 {
                neighbours.append(Int32(entry.area))
                weights.append(entry.weight)
            }
            starts.append(Int32(neighbours.count))
        }
        self.starts = starts
        self.neighbours = neighbours
        self.weights = weights
    }

    private init(starts: [Int32], neighbours: [Int32], weights: [Double]) {
        self.starts = starts
        self.neighbours = neighbours
        self.weights = weights
    }

    @inline(__always)
    public func stretch(_ area: Int) -> Range<Int> { Int(starts[area])..<Int(starts[area + 1]) }

    /// Areas without any neighbour.
    public var islands: [Int] { (0..<count).filter { stretch($0).isEmpty } }

    /// The same with the weights of each area adding up to 1.
    public var rowStandardised: SpatialWeights {
        var scaled = weights
        for area in 0..<count {
            let range = stretch(area)
            let sum = range.reduce(0) { $0 + weights[$1] }
            for place in range { scaled[place] /= sum }
        }
        return SpatialWeights(starts: starts, neighbours: neighbours, weights: scaled)
    }

    /// The same with every weight 1.
    public var binary: SpatialWeights {
        SpatialWeights(starts: starts, neighbours: neighbours, weights: weights.map { _ in 1 })
    }

    /// The same among these areas alone, in their order; what they weigh of others is lost.
    public func among(_ kept: [Int]) -> SpatialWeights {
        var place = [Int](repeating: -1, count: count)
        for (new, old) in kept.enumerated() { place[old] = new }
        return SpatialWeights(
            kept.map { area in
                stretch(area).compactMap { entry -> (area: Int, weight: Double)? in
                    let other = place[Int(neighbours[entry])]
                    return other < 0 ? nil : (other, weights[entry])
                }
            })
    }

    /// The weighted sum over each area's neighbours.
    public func lag(_ values: [Double]) -> [Double] {
        (0..<count).map { area in
            var sum = 0.0
            for place in stretch(area) { sum += weights[place] * values[Int(neighbours[place])] }
            return sum
        }
    }

    /// The sums that moments of global statistics need: all weights, S1 and S2 (Cliff and Ord 1981).
    public var sums: (s0: Double, s1: Double, s2: Double) {
        var s0 = 0.0, s1 = 0.0
        var rows = [Double](repeating: 0, count: count), columns = rows
        var back: [Int64: Double] = [:]
        back.reserveCapacity(weights.count)
        for area in 0..<count {
            for place in stretch(area) { back[Int64(area) << 32 | Int64(neighbours[place])] = weights[place] }
        }
        for area in 0..<count {
            for place in stretch(area) {
                let other = Int(neighbours[place]), weight = weights[place]
                s0 += weight
                rows[area] += weight
                columns[other] += weight
                let opposite = back[Int64(other) << 32 | Int64(area)] ?? 0
                // A pair counts twice when both ways are listed, once otherwise.
                s1 += opposite > 0 ? (weight + opposite) * (weight + opposite) / 2 : weight * weight
            }
        }
        let s2 = zip(rows, columns).reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }
        return (s0, s1, s2)
    }
}

/// Rates drawn towards the average by as much as their size leaves to chance (Assunção and Reis 1999).
public enum EmpiricalBayes {
    /// Standardised rates, with mean near 0 and spread near 1 whatever the populations.
    public static func standardised(_ events: [Double], over population: [Double]) -> [Double] {
        let all = population.reduce(0, +), b = events.reduce(0, +) / all
        var s2 = 0.0
        for area in events.indices {
            let off = events[area] / population[area] - b
            s2 += population[area] * off * off
        }
        s2 /= all
        let a = s2 - b / (all / Double(events.count))
        return events.indices.map { area in
            let v = a + b / population[area]
            return (events[area] / population[area] - b) / (v > 0 ? v : b / population[area]).squareRoot()
        }
    }

    /// Rates shrunk towards the average of all (Marshall 1991).
    public static func shrunk(_ events: [Double], over population: [Double]) -> [Double] {
        let all = population.reduce(0, +), b = events.reduce(0, +) / all
        var s2 = 0.0
        for area in events.indices {
            let off = events[area] / population[area] - b
            s2 += population[area] * off * off
        }
        let a = max(0, s2 / all - b / (all / Double(events.count)))
        return events.indices.map { area in
            let rate = events[area] / population[area]
            let below = a + b / population[area]
            return below > 0 ? b + a / below * (rate - b) : b
        }
    }
}
