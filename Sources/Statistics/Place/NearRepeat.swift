import Glibc

/// Whether events come near each other in place and time more often than chance would bring them (Knox 1964).
///
/// Times are permuted over the events, not over the pairs: permuting pairs forgets that they share events, and finds near
/// repeats in independent events that gather in place and come in bursts.
public struct NearRepeat: Sendable {
    public enum Distance: String, Hashable, Sendable, CaseIterable { case euclidean, manhattan }

    /// Pairs in bands: rows by distance, columns by time.
    public struct Table: Hashable, Sendable {
        public var observed: [[Int]]
        /// The mean over random permutations.
        public var expected: [[Double]]
        /// One-sided: how often chance brings as many.
        public var p: [[Double]]
        /// All pairs; those in each band of distance, however long apart; those in each band of time, however far.
        public var pairs: Int
        public var byDistance: [Int]
        public var byTime: [Int]

        /// What the two margins give a cell by themselves, as Knox (1964) has it.
        public func byMargins(_ row: Int, _ column: Int) -> Double {
            Double(byDistance[row]) * Double(byTime[column]) / Double(max(1, pairs))
        }
    }

    /// Edges of half-open bands [a, b): metres and days. A first distance band of [0, 0] for the same place when asked for.
    public let distanceEdges: [Double]
    public let timeEdges: [Int]
    public let hasSamePlace: Bool
    /// Whether the last row holds all pairs further apart, and the last column those longer apart.
    public let hasBeyond: Bool

    public init(distanceEdges: [Double], timeEdges: [Int], hasSamePlace: Bool, hasBeyond: Bool) {
        self.distanceEdges = distanceEdges
        self.timeEdges = timeEdges
        self.hasSamePlace = hasSamePlace
        self.hasBeyond = hasBeyond
    }

    public var rows: Int { distanceEdges.count - 1 + (hasSamePlace ? 1 : 0) + (hasBeyond ? 1 : 0) }
    public var columns: Int { timeEdges.count - 1 + (hasBeyond ? 1 : 0) }

    /// - Parameters:
    ///   - days: of each event, as whole days.
    ///   - permutations: of the times; 0 counts the pairs only.
    public func table(
        x: [Double], y: [Double], days: [Int], _ distance: Distance, permutations: Int, seed: UInt64
    ) -> Table {
        let pairs = near(x, y, distance)
        let first = days.min() ?? 0
        let times = days.map { Int32($0 - first) }
        let longest = Int(times.max() ?? 0)
        let band = (0...longest).map { UInt8(timeBand($0)) }
        let totals = totals(times, longest, band)
        let observed = count(pairs, times, band, totals)
        var sums = [Int](repeating: 0, count: rows * columns)
        var reached = sums
        var mixed = times
        for draw in 0..<permutations {
            mixed = times
            CounterWords.with(seed: seed, stream: UInt64(draw), room: 2_048) { words in
                mixed.withUnsafeMutableBufferPointer { words.shuffle($0) }
            }
            let found = count(pairs, mixed, band, totals)
            for cell in found.indices {
                sums[cell] += found[cell]
                if found[cell] >= observed[cell] { reached[cell] += 1 }
            }
        }
        func grid<Value>(_ value: (Int) -> Value) -> [[Value]] {
            (0..<rows).map { row in (0..<columns).map { value(row * columns + $0) } }
        }
        return Table(
            observed: grid { observed[$0] }, expected: grid { Double(sums[$0]) / Double(max(1, permutations)) },
            p: grid { Double(1 + reached[$0]) / Double(permutations + 1) }, pairs: Self.pairs(of: times.count),
            byDistance: (0..<rows).map { row in
                guard row < pairs.ends.count else { return Self.pairs(of: times.count) - (pairs.ends.last ?? 0) }
                return pairs.ends[row] - (row > 0 ? pairs.ends[row - 1] : 0)
            }, byTime: Array(totals.prefix(columns)))
    }

    private func timeBand(_ apart: Int) -> Int {
        for band in 0..<timeEdges.count - 1 where apart >= timeEdges[band] && apart < timeEdges[band + 1] {
            return band
        }
        return timeEdges.count - 1
    }

    private static func pairs(of events: Int) -> Int { events * (events - 1) / 2 }

    /// All pairs by time band, near or not: no permutation changes it.
    private func totals(_ times: [Int32], _ longest: Int, _ band: [UInt8]) -> [Int] {
        var onDay = [Int](repeating: 0, count: longest + 1)
        for time in times { onDay[Int(time)] += 1 }
        var totals = [Int](repeating: 0, count: timeEdges.count)
        for apart in 0...min(longest, max(0, (timeEdges.last ?? 1) - 1)) where Int(band[apart]) < timeEdges.count - 1 {
            var sum = 0
            for day in 0...(longest - apart) { sum += onDay[day] * onDay[day + apart] }
            if apart == 0 { sum = onDay.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
            totals[Int(band[apart])] += sum
        }
        totals[timeEdges.count - 1] = Self.pairs(of: times.count) - totals.dropLast().reduce(0, +)
        return totals
    }

    /// Near pairs, the bands one after another.
    private struct Pairs {
        var first: [Int32] = []
        var second: [Int32] = []
        /// Where each distance band ends.
        var ends: [Int] = []
    }

    private func count(_ pairs: Pairs, _ times: [Int32], _ band: [UInt8], _ totals: [Int]) -> [Int] {
        let known = timeEdges.count - 1
        var counts = [Int](repeating: 0, count: rows * columns)
        var found = [Int](repeating: 0, count: timeEdges.count)
        var begin = 0
        times.withUnsafeBufferPointer { times in
            band.withUnsafeBufferPointer { band in
                pairs.first.withUnsafeBufferPointer { first in
                    pairs.second.withUnsafeBufferPointer { second in
                        found.withUnsafeMutableBufferPointer { found in
                            for (row, end) in pairs.ends.enumerated() {
                                for place in found.indices { found[place] = 0 }
                                for pair in begin..<end {
                                    let apart = abs(times[Int(first[pair])] - times[Int(second[pair])])
                                    found[Int(band[Int(apart)])] += 1
                                }
                                begin = end
                                for column in 0..<columns { counts[row * columns + column] = found[column] }
                            }
                        }
                    }
                }
            }
        }
        if hasBeyond {
            for column in 0...known {
                var sum = 0
                for row in 0..<rows - 1 { sum += counts[row * columns + column] }
                counts[(rows - 1) * columns + column] = totals[column] - sum
            }
        }
        return counts
    }

    /// Pairs nearer than the last edge, found through a grid of cells as wide as that edge.
    private func near(_ x: [Double], _ y: [Double], _ distance: Distance) -> Pairs {
        let reach = distanceEdges.last ?? 0
        let bands = distanceEdges.count - 1 + (hasSamePlace ? 1 : 0)
        var lists = [[(Int32, Int32)]](repeating: [], count: bands)
        let left = x.min() ?? 0, bottom = y.min() ?? 0
        var cells: [Int64: [Int32]] = [:]
        func cell(_ event: Int) -> (Int32, Int32) {
            (Int32((x[event] - left) / max(reach, 1e-9)), Int32((y[event] - bottom) / max(reach, 1e-9)))
        }
        func key(_ a: Int32, _ b: Int32) -> Int64 { Int64(a) << 32 | Int64(UInt32(bitPattern: b)) }
        for event in x.indices {
            let (a, b) = cell(event)
            for c in a - 1...a + 1 {
                for d in b - 1...b + 1 {
                    for other in cells[key(c, d)] ?? [] {
                        let dx = abs(x[event] - x[Int(other)]), dy = abs(y[event] - y[Int(other)])
                        let apart = distance == .manhattan ? dx + dy : (dx * dx + dy * dy).squareRoot()
                        if let band = distanceBand(apart) { lists[band].append((Int32(event), other)) }
                    }
                }
            }
            cells[key(a, b), default: []].append(Int32(event))
        }
        var pairs = Pairs()
        for list in lists {
            pairs.first += list.map(\.0)
            pairs.second += list.map(\.1)
            pairs.ends.append(pairs.first.count)
        }
        return pairs
    }

    private func distanceBand(_ apart: Double) -> Int? {
        let shift = hasSamePlace ? 1 : 0
        if hasSamePlace, apart == 0 { return 0 }
        for band in 0..<distanceEdges.count - 1 where apart >= distanceEdges[band] && apart < distanceEdges[band + 1] {
            return band + shift
        }
        return nil
    }
}
