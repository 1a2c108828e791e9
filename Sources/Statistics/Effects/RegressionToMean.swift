import Glibc
public import Vocabulary

/// How far the worst places of one time fall in the next of themselves, because they were chosen for a bad time.
public enum RegressionToMean {
    public struct Finding: Hashable, Sendable {
        /// What the chosen places had in the time they were chosen for.
        public var before: Double
        /// What to expect of them next time without anything being done, and how far chance may carry it.
        public var expected: Estimate
        /// Expected over before, less 1.
        public var fall: Double
    }

    /// Counts of each place are taken to be Poisson about rates that vary by a gamma law fitted to them (Clayton and Kaldor 1987);
    /// a chosen place is expected to fall back to its shrunken rate.
    ///
    /// - Parameters:
    ///   - counts: of every place in the time of choosing.
    ///   - exposure: of every place.
    ///   - isChosen: the places that were chosen for their counts.
    /// - Returns: nil with fewer than three places, or when none was chosen.
    public static func expected(
        counts: [Double], exposure: [Double], isChosen: [Bool], confidence: Double
    ) -> Finding? {
        guard counts.count > 2, isChosen.contains(true), counts.reduce(0, +) > 0 else { return nil }
        let rate = counts.reduce(0, +) / exposure.reduce(0, +)
        var spread = 0.0, noise = 0.0
        for place in counts.indices {
            let off = counts[place] / exposure[place] - rate
            spread += exposure[place] * off * off
            noise += rate
        }
        let between = max(1e-12 * rate * rate, (spread - noise) / exposure.reduce(0, +))
        let shape = rate * rate / between, scale = rate / between
        var before = 0.0, mean = 0.0, variance = 0.0
        for place in counts.indices where isChosen[place] {
            let level = (counts[place] + shape) / (exposure[place] + scale)
            before += counts[place]
            mean += exposure[place] * level
            // What comes next varies about its rate, and the rate about its estimate.
            variance += exposure[place] * level * (1 + exposure[place] / (exposure[place] + scale))
        }
        let half = Normal.reach(confidence) * variance.squareRoot()
        return Finding(
            before: before,
            expected: Estimate(mean, Interval(max(0, mean - half), mean + half, confidence: confidence)),
            fall: before > 0 ? mean / before - 1 : 0)
    }
}
