import Glibc

/// What to expect of a series if nothing changes: a centre and limits for each point, and the signs that something did
/// (Shewhart; Wheeler 2000; Montgomery 2019).
public struct ControlChart: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Single values: limits from the mean moving range.
        case xmr
        /// Shares of people; counts out of denominators.
        case p
        /// Events for each so much exposure.
        case u
        /// Counts over equal exposure.
        case c
        /// Laney's p and u: allow for spread between points beyond chance, for large denominators.
        case laneyP = "p-prime"
        case laneyU = "u-prime"
        /// How many went well between two rare events.
        case g
        /// How long between two rare events.
        case t
    }

    /// The constant that turns a mean moving range into a standard deviation (two values at a time).
    public static let rangeFactor = 1.128

    public struct Point: Hashable, Sendable {
        /// On the scale of the chart: a value, a share, a rate.
        public var value: Double
        public var centre: Double
        public var lower: Double
        public var upper: Double
        /// One standard deviation of the point about its centre; 0 for t charts, whose limits are not even.
        public var sigma: Double
        public var phase: Int

        public init(value: Double, centre: Double, lower: Double, upper: Double, sigma: Double, phase: Int) {
            self.value = value
            self.centre = centre
            self.lower = lower
            self.upper = upper
            self.sigma = sigma
            self.phase = phase
        }
    }

    public let kind: Kind
    public let points: [Point]
    /// Laney's factor by which the limits are wider than chance alone; 1 in other charts. One for each stretch.
    public let widenings: [Double]

    /// - Parameters:
    ///   - values: single values, or counts.
    ///   - denominators: for p and u charts.
    ///   - phases: which stretch each point belongs to, from 0; each has its own centre and limits.
    ///   - inBase: whether a point counts towards centre and limits of its stretch.
    ///   - isScreened: in charts of single values, moving ranges beyond their own upper limit are left out of the mean.
    /// - Returns: nil where a stretch has no point that counts.
    public init?(
        _ kind: Kind, values: [Double], denominators: [Double] = [], phases: [Int] = [], inBase: [Bool] = [],
        isScreened: Bool = false
    ) {
        self.kind = kind
        let phases = phases.isEmpty ? values.map { _ in 0 } : phases
        let inBase = inBase.isEmpty ? values.map { _ in true } : inBase
        var points = [Point?](repeating: nil, count: values.count), widenings: [Double] = []
        for phase in Set(phases).sorted() {
            let members = values.indices.filter { phases[$0] == phase }
            let base = members.filter { inBase[$0] }
            guard !base.isEmpty else { return nil }
            let (numbers, widening) = ControlChart.stretch(kind, values, denominators, members, base, isScreened)
            widenings.append(widening)
            for (member, number) in zip(members, numbers) {
                points[member] = number
                points[member]?.phase = phase
            }
        }
        self.points = points.compactMap(\.self)
        self.widenings = widenings
    }

    private static func stretch(
        _ kind: Kind, _ values: [Double], _ denominators: [Double], _ members: [Int], _ base: [Int],
        _ isScreened: Bool
    ) -> (points: [Point], widening: Double) {
        func point(_ value: Double, _ centre: Double, _ sigma: Double, floor: Double = 0, roof: Double = .infinity)
            -> Point
        {
            Point(
                value: value, centre: centre, lower: max(floor, centre - 3 * sigma),
                upper: min(roof, centre + 3 * sigma),
                sigma: sigma, phase: 0)
        }
        let count = Double(base.count)
        switch kind {
        case .xmr:
            let centre = base.reduce(0) { $0 + values[$1] } / count
            let sigma = meanRange(base.map { values[$0] }, isScreened) / rangeFactor
            return (members.map { point(values[$0], centre, sigma, floor: -.infinity) }, 1)
        case .c:
            let centre = base.reduce(0) { $0 + values[$1] } / count
            return (members.map { point(values[$0], centre, centre.squareRoot()) }, 1)
        case .p, .u, .laneyP, .laneyU:
            let centre = base.reduce(0) { $0 + values[$1] } / base.reduce(0) { $0 + denominators[$1] }
            let isShare = kind == .p || kind == .laneyP
            let variance = isShare ? centre * (1 - centre) : centre
            var widening = 1.0
            if kind == .laneyP || kind == .laneyU {
                let z = base.map {
                    (values[$0] / denominators[$0] - centre) / (variance / denominators[$0]).squareRoot()
                }
                widening = meanRange(z) / rangeFactor
            }
            let points = members.map {
                point(
                    values[$0] / denominators[$0], centre, widening * (variance / denominators[$0]).squareRoot(),
                    roof: isShare ? 1 : .infinity)
            }
            return (points, widening)
        case .g:
            let centre = base.reduce(0) { $0 + values[$1] } / count
            return (members.map { point(values[$0], centre, (centre * (centre + 1)).squareRoot()) }, 1)
        case .t:
            // Waiting times become nearly normal at the power 1/3.6 (Nelson 1994).
            func bent(_ x: Double) -> Double { pow(x, 1 / 3.6) }
            func straight(_ y: Double) -> Double { pow(max(0, y), 3.6) }
            let centre = base.reduce(0) { $0 + bent(values[$1]) } / count
            let sigma = meanRange(base.map { bent(values[$0]) }) / rangeFactor
            let points = members.map {
                Point(
                    value: values[$0], centre: straight(centre), lower: straight(centre - 3 * sigma),
                    upper: straight(centre + 3 * sigma), sigma: 0, phase: 0)
            }
            return (points, 1)
        }
    }

    /// The mean distance of neighbours; when screened, without those beyond 3.267 times it, the upper limit of a range of two.
    static func meanRange(_ values: [Double], _ isScreened: Bool = false) -> Double {
        guard values.count > 1 else { return 0 }
        let ranges = zip(values, values.dropFirst()).map { abs($1 - $0) }
        let mean = ranges.reduce(0, +) / Double(ranges.count)
        guard isScreened else { return mean }
        let kept = ranges.filter { $0 <= 3.267 * mean }
        return kept.reduce(0, +) / Double(kept.count)
    }
}

/// Signs that a series does not go on as before, each declared by name.
public enum ChartRule {
    /// Beyond a limit: 1 above, -1 below, 0 neither.
    public static func beyond(_ points: [ControlChart.Point]) -> [Int] {
        points.map { $0.value > $0.upper ? 1 : $0.value < $0.lower ? -1 : 0 }
    }

    /// Where a run of `length` on one side of the centre is complete; a value on the centre ends a run.
    public static func oneSide(_ sides: [Int], length: Int = 7) -> [Int] {
        var run = 0, last = 0
        return sides.map { side in
            run = side == last && side != 0 ? run + 1 : (side == 0 ? 0 : 1)
            last = side
            return run >= length ? side : 0
        }
    }

    /// Where `length` values have risen or fallen one after another; an equal value ends a trend.
    public static func trend(_ values: [Double], length: Int = 7) -> [Int] {
        var run = 1, last = 0
        return values.indices.map { place in
            guard place > 0 else { return 0 }
            let step = values[place] > values[place - 1] ? 1 : values[place] < values[place - 1] ? -1 : 0
            run = step == 0 ? 1 : step == last ? run + 1 : 2
            last = step
            return run >= length ? step : 0
        }
    }

    /// Two of three in a row beyond two standard deviations on the same side: every such point of the three, as the NHS
    /// counts since November 2023.
    public static func twoOfThree(_ points: [ControlChart.Point]) -> [Int] {
        let sides = points.map { point in
            point.sigma <= 0
                ? 0
                : point.value > point.centre + 2 * point.sigma
                    ? 1 : point.value < point.centre - 2 * point.sigma ? -1 : 0
        }
        var flags = [Int](repeating: 0, count: points.count)
        for end in points.indices where end >= 2 {
            for side in [1, -1] {
                let those = (end - 2...end).filter { sides[$0] == side }
                if those.count >= 2 { for place in those { flags[place] = side } }
            }
        }
        return flags
    }

    /// All points of a run whose end is flagged.
    public static func wholeRun(_ flags: [Int], length: Int = 7) -> [Int] {
        var marked = flags
        for (place, flag) in flags.enumerated() where flag != 0 {
            for earlier in max(0, place - length + 1)...place { marked[earlier] = flag }
        }
        return marked
    }

    /// The runs rules of Anhøj and Olesen (2014): no limits, only the longest run and how often the centre is crossed.
    public struct Runs: Hashable, Sendable {
        /// Points that are not on the centre.
        public var useful: Int
        public var longest: Int
        public var longestAllowed: Int
        public var crossings: Int
        public var crossingsNeeded: Int

        public var isSignal: Bool { longest > longestAllowed || crossings < crossingsNeeded }
    }

    public static func runs(_ sides: [Int]) -> Runs {
        let useful = sides.filter { $0 != 0 }
        guard useful.count > 1 else {
            return Runs(
                useful: useful.count, longest: useful.count, longestAllowed: 3, crossings: 0, crossingsNeeded: 0)
        }
        var longest = 1, run = 1, crossings = 0
        for place in 1..<useful.count {
            if useful[place] == useful[place - 1] {
                run += 1
                longest = max(longest, run)
            } else {
                run = 1
                crossings += 1
            }
        }
        let allowed = Int(log2(Double(useful.count)).rounded()) + 3
        var needed = 0.0
        while BinomialLaw.atMost(needed, of: Double(useful.count - 1), chance: 0.5) < 0.05 { needed += 1 }
        return Runs(
            useful: useful.count, longest: longest, longestAllowed: allowed, crossings: crossings,
            crossingsNeeded: Int(needed))
    }

    /// On which side of its centre each point lies.
    public static func sides(_ points: [ControlChart.Point]) -> [Int] {
        points.map { $0.value > $0.centre ? 1 : $0.value < $0.centre ? -1 : 0 }
    }
}
