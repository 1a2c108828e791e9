/// How alarms would have served: which true episodes they found, how soon, and what they cost.
public struct AlarmRecord: Hashable, Sendable {
    public struct Episode: Hashable, Sendable {
        public var series: Int
        public var from: Int
        public var to: Int
        /// The first alarm that belongs to it; nil where it was missed.
        public var alarm: Int?
    }

    /// Steps in a row with an alarm: one thing to look at.
    public struct Run: Hashable, Sendable {
        public var series: Int
        public var from: Int
        public var to: Int
        public var isTrue: Bool
    }

    public private(set) var episodes: [Episode] = []
    public private(set) var runs: [Run] = []
    /// Steps of all series outside any episode.
    public private(set) var quietSteps = 0

    /// - Parameters:
    ///   - early: an alarm so many steps before an episode belongs to it.
    public init(early: Int) { self.early = early }

    private let early: Int

    /// One more series, step after step.
    public mutating func add(_ series: Int, alarms: [Bool], events: [Bool]) {
        let episodes = AlarmRecord.stretches(events), raised = AlarmRecord.stretches(alarms)
        for stretch in episodes {
            let from = max(0, stretch.lowerBound - early)
            let alarm = (from..<stretch.upperBound).first { alarms[$0] }
            self.episodes.append(
                Episode(series: series, from: stretch.lowerBound, to: stretch.upperBound - 1, alarm: alarm))
        }
        for stretch in raised {
            let isTrue = episodes.contains {
                $0.lowerBound - early < stretch.upperBound && stretch.lowerBound < $0.upperBound
            }
            runs.append(Run(series: series, from: stretch.lowerBound, to: stretch.upperBound - 1, isTrue: isTrue))
        }
        quietSteps += events.count { !$0 }
    }

    private static func stretches(_ flags: [Bool]) -> [Range<Int>] {
        var found: [Range<Int>] = [], start: Int?
        for place in flags.indices {
            if flags[place], start == nil { start = place }
            if !flags[place], let from = start {
                found.append(from..<place)
                start = nil
            }
        }
        if let start { found.append(start..<flags.count) }
        return found
    }
}
