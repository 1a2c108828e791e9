import Glibc

/// Where and when events gather more than place and time alone explain: a scan by cylinders, with nothing but the events themselves
/// (Kulldorff, Heffernan, Hartman, Assunção and Mostashari 2005).
///
/// A cylinder is a circle of places and a stretch of time. Expected is events of its places times events of its time over all events.
/// Times are thrown about over the events, so that neither busy places nor busy times count as a cluster.
public struct SpaceTimeScan: Sendable {
    public struct Cluster: Hashable, Sendable {
        /// The middle first, by distance from it.
        public var places: [Int]
        public var radius: Double
        public var from: Int
        public var to: Int
        public var events: Double
        public var expected: Double
        public var logLikelihoodRatio: Double
        public var p: Double
        /// Through a Gumbel law fitted to the random maxima: finer than one in the number of draws.
        public var gumbelP: Double
    }

    public struct Limits: Hashable, Sendable {
        /// A circle holds at most this share of the events.
        public var share = 0.5
        public var places = 50
        public var radius = Double.infinity
        /// Steps of time.
        public var longest = 1
        /// Cylinders that reach the last step alone: what goes on now.
        public var isProspective = true
        /// A cluster has at least so many events.
        public var events = 2.0

        public init() {}
    }

    let limits: Limits
    let steps: Int
    /// Circles one after another: where each begins, and its places by distance.
    let starts: [Int]
    let members: [Int32]
    let distances: [Double]
    /// Events of the first places of a circle, up to and with each.
    let within: [Float]
    let windows: [(from: Int, to: Int)]
    /// Share of all events in each window, padded to whole lanes of four.
    let shares: [Float]
    /// Events of each window.
    let eventsOfWindow: [Double]
    let total: Double
    let placeOfEvent: [Int32]
    let stepOfEvent: [Int32]
    let placeCount: Int

    /// - Parameters:
    ///   - x: of each place, on a metric grid.
    ///   - placeOfEvent: for each event its place.
    ///   - stepOfEvent: for each event its step of time, from 0.
    public init(x: [Double], y: [Double], placeOfEvent: [Int], stepOfEvent: [Int], steps: Int, limits: Limits) {
        self.limits = limits
        self.steps = steps
        total = Double(placeOfEvent.count)
        placeCount = x.count
        self.placeOfEvent = placeOfEvent.map { Int32($0) }
        self.stepOfEvent = stepOfEvent.map { Int32($0) }
        var events = [Double](repeating: 0, count: x.count)
        for place in placeOfEvent { events[place] += 1 }
        var starts = [0], members: [Int32] = [], distances: [Double] = [], within: [Float] = []
        for middle in x.indices {
            var sum = 0.0
            for (place, distance) in SpaceTimeScan.nearest(middle, x, y, limits.places) {
                sum += events[place]
                guard distance <= limits.radius, sum <= limits.share * total else { break }
                members.append(Int32(place))
                distances.append(distance)
                within.append(Float(sum))
            }
            starts.append(members.count)
        }
        self.starts = starts
        self.members = members
        self.distances = distances
        self.within = within
        var windows: [(from: Int, to: Int)] = []
        for to in limits.isProspective ? steps - 1..<steps : 0..<steps {
            for length in 1...max(1, min(limits.longest, to + 1)) { windows.append((to - length + 1, to)) }
        }
        self.windows = windows
        var ofStep = [Double](repeating: 0, count: steps)
        for step in stepOfEvent { ofStep[step] += 1 }
        eventsOfWindow = windows.map { ofStep[$0.from...$0.to].reduce(0, +) }
        var shares = eventsOfWindow.map { Float($0 / Double(placeOfEvent.count)) }
        while shares.count % 4 != 0 { shares.append(1) }
        self.shares = shares
    }

    /// Logarithms and sums that one map costs.
    public var work: Double { Double(members.count) * Double(shares.count) }

    /// The nearest places, the middle first; at one distance in the order of the file.
    private static func nearest(_ middle: Int, _ x: [Double], _ y: [Double], _ most: Int) -> [(Int, Double)] {
        var best: [(Int, Double)] = []
        best.reserveCapacity(most + 1)
        for place in x.indices {
            let dx = x[place] - x[middle], dy = y[place] - y[middle]
            let square = dx * dx + dy * dy
            if best.count >= most, let last = best.last, square >= last.1 { continue }
            var low = 0, high = best.count
            while low < high {
                let at = (low + high) / 2
                if best[at].1 <= square { low = at + 1 } else { high = at }
            }
            best.insert((place, square), at: low)
            if best.count > most { best.removeLast() }
        }
        return best.map { ($0.0, $0.1.squareRoot()) }
    }

    /// Events of the circle's places times events of the window over all.
    @inline(__always)
    func expected(_ at: Int, _ window: Int) -> Double { Double(within[at]) * eventsOfWindow[window] / total }

    @inline(__always)
    func ratio(_ c: Double, _ e: Double) -> Double {
        guard c > e, c >= limits.events else { return 0 }
        let rest = total - c
        return c * log(c / e) + (rest > 0 ? rest * log(rest / (total - e)) : 0)
    }
}
