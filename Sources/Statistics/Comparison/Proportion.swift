import CLoops
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

    /// The same without the estimate; `reach` is the number of standard errors.
    public static func wilsonLimits(_ events: Double, of trials: Double, reach z: Double) -> (low: Double, high: Double)
    {
        var low = 0.0, high = 0.0
        withUnsafePointer(to: events) { events in
            withUnsafePointer(to: trials) { loop_wilson(events, $0, 1, z, &low, &high) }
        }
        return (low, high)
    }

    /// Many shares at once.
    public static func wilson(
        _ events: [Double], of trials: [Double], confidence: Double
    ) -> (low: [Double], high: [Double]) {
        LimitRoom.fill(events.count) { low, high in
            events.withUnsafeBufferPointer { events in
                trials.withUnsafeBufferPointer { trials in
                    wilson(events, of: trials, confidence: confidence, low: low, high: high)
                }
            }
        }
    }

    /// Many shares at once, into room that is there already and as long as `events`.
    public static func wilson(
        _ events: UnsafeBufferPointer<Double>, of trials: UnsafeBufferPointer<Double>, confidence: Double,
        low: UnsafeMutableBufferPointer<Double>, high: UnsafeMutableBufferPointer<Double>
    ) {
        precondition(trials.count == events.count && low.count == events.count && high.count == events.count)
        loop_wilson(
            events.baseAddress, trials.baseAddress, events.count, Normal.reach(confidence), low.baseAddress,
            high.baseAddress)
    }
}

/// Room for many lower and upper ends, filled by who knows them.
enum LimitRoom {
    static func fill(
        _ count: Int, _ body: (UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void
    ) -> (low: [Double], high: [Double]) {
        var low: [Double] = []
        let high = [Double](unsafeUninitializedCapacity: count) { high, filled in
            low = [Double](unsafeUninitializedCapacity: count) { low, filled in
                body(
                    UnsafeMutableBufferPointer(rebasing: low[..<count]),
                    UnsafeMutableBufferPointer(rebasing: high[..<count]))
                filled = count
            }
            filled = count
        }
        return (low, high)
    }
}
