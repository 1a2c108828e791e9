import Glibc
public import Vocabulary

/// Whether something falls on one group more than on another.
public enum Disproportion {
    /// The ratio of two groups' rates over several areas at once (Mantel and Haenszel 1959; Rothman and Greenland 1998), with
    /// the interval of Greenland and Robins (1985): free of the accident that groups live in different places.
    ///
    /// - Returns: nil when no area has events of both sides to tell.
    public static func mantelHaenszel(
        _ strata: [(events: Double, exposure: Double, referenceEvents: Double, referenceExposure: Double)],
        confidence: Double
    ) -> Estimate? {
        var above = 0.0, below = 0.0, spread = 0.0
        for area in strata {
            let whole = area.exposure + area.referenceExposure
            guard whole > 0 else { continue }
            above += area.events * area.referenceExposure / whole
            below += area.referenceEvents * area.exposure / whole
            spread +=
                (area.events + area.referenceEvents) * area.exposure * area.referenceExposure / (whole * whole)
        }
        guard above > 0, below > 0 else { return nil }
        return Difference.logarithmic(above / below, (spread / (above * below)).squareRoot(), confidence)
    }

    /// What the ratio would be if the events whose group is unknown all belonged to the group, none of them, or as many as
    /// among the known.
    public static func bounds(
        events: Double, exposure: Double, referenceEvents: Double, referenceExposure: Double, unknown: Double,
        known: Double
    ) -> (none: Double, all: Double, proportional: Double) {
        func ratio(_ a: Double, _ b: Double) -> Double { (a / exposure) / (b / referenceExposure) }
        let share = known > 0 ? unknown / known : 0
        return (
            ratio(events, referenceEvents + unknown), ratio(events + unknown, referenceEvents),
            ratio(events * (1 + share), referenceEvents * (1 + share))
        )
    }
}
