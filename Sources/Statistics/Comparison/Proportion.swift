import Glibc
public import Vocabulary

/// Shares of a number of people or events.
public enum Proportion {
    /// The interval by Wilson (1927): the chances under which a share like this one would not be surprising.
    ///
    /// For 0 <= `events` <= `trials`, `trials` > 0; events need not be whole (weighted counts).
    public static func wilson(_ events: Double, of trials: Double, confidence: Double) -> Estimate {
        let (low, high) = wilsonLimits(events, of: trials, reach: Normal.reach(confidence))
        return Estimate(events / trials, Interval(low, high, confidence: confidence))
    }

    /// The same for many at once, into room that is there already; `reach` is the number of standard errors.
    @inline(__always)
    public static func wilsonLimits(_ events: Double, of trials: Double, reach z: Double) -> (low: Double, high: Double)
    {
        let q = trials - events
        let root = z * (z * z + 4 * events * q / trials).squareRoot()
        let below = 2 * (trials + z * z)
        let low = (2 * events + z * z - root) / below
        let high = (2 * events + z * z + root) / below
        return (events == 0 ? 0 : max(0, low), q == 0 ? 1 : min(1, high))
    }
}
