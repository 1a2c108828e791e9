import Glibc

/// What a study could see before anything is done: from the counts there are, how long it will go on, and how much counts vary.
public struct DetectableChange: Hashable, Sendable {
    /// Events of the place before.
    public var before: Double
    /// Events of the comparison before; nil without one.
    public var comparison: Double?
    /// Length of the time after over that before.
    public var time: Double
    /// How much more counts vary than chance, at least 1.
    public var phi: Double

    public init(before: Double, comparison: Double?, time: Double, phi: Double) {
        self.before = before
        self.comparison = comparison
        self.time = time
        self.phi = phi
    }

    /// The standard error of the logarithm of the ratio if the true ratio is this.
    func error(_ ratio: Double) -> Double {
        var sum = 1 / before + 1 / (before * time * ratio)
        if let comparison { sum += 1 / comparison + 1 / (comparison * time) }
        return (max(1, phi) * sum).squareRoot()
    }

    /// How often the two-sided test at this level finds a true ratio.
    public func power(_ ratio: Double, level: Double) -> Double {
        let size = abs(log(ratio)) / error(ratio), z = Normal.reach(1 - level)
        return Normal.below(size - z) + Normal.below(-size - z)
    }

    /// The ratios nearest to 1 that are found as often as `power` says, below and above it; nil where no fall whatever would be.
    public func edges(level: Double, power: Double) -> (fall: Double?, rise: Double) {
        // Power falls again towards a ratio of 0, where nothing is left to count: the first ratio that has it is looked for.
        func edge(_ sign: Double) -> Double? {
            var low = 0.0, high = 0.0
            repeat {
                low = high
                high += 0.02
                if high > 12 { return nil }
            } while self.power(exp(sign * high), level: level) < power
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if self.power(exp(sign * middle), level: level) < power { low = middle } else { high = middle }
            }
            return exp(sign * high)
        }
        return (edge(-1), edge(1) ?? .infinity)
    }
}
