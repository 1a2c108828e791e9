import Glibc

/// How few places hold how much.
public enum Concentration {
    /// The smallest number of places that hold at least this share of all events.
    public static func places(holding share: Double, of counts: [Double]) -> Int {
        let total = counts.reduce(0, +)
        var sum = 0.0, places = 0
        for count in counts.sorted(by: >) where sum < share * total - 1e-9 {
            sum += count
            places += 1
        }
        return places
    }

    /// The Gini coefficient, and its general form for fewer events than places (Bernasco and Steenbeek 2017): 0 when events are
    /// as spread out as their number allows, 1 when one place has all.
    public static func gini(_ counts: [Double]) -> (plain: Double, generalised: Double) {
        let sorted = counts.sorted(), n = Double(counts.count), total = counts.reduce(0, +)
        guard total > 0, n > 0 else { return (0, 0) }
        var weighted = 0.0
        for (place, count) in sorted.enumerated() { weighted += Double(place + 1) * count }
        let plain = (2 * weighted - (n + 1) * total) / (n * total)
        // The most even spread of few events leaves 1 - events / places that cannot be helped.
        let ratio = min(1, total / n)
        let generalised = max(n / total, 1) * (plain - 1) + 1
        return (plain, ratio < 1 ? max(0, generalised) : plain)
    }
}

/// How well a map foretold where events came, over every share of the area it could have named.
public enum PredictionAccuracy {
    public struct Step: Hashable, Sendable {
        /// The place in the order of prediction.
        public var place: Int
        public var shareOfArea: Double
        public var shareOfEvents: Double
        /// Hit rate over area share (Chainey, Tompson and Uhlig 2008).
        public var accuracyIndex: Double
        /// Of the best any map could do with the same area (Hunt 2016).
        public var efficiencyIndex: Double
        /// The share of what was predicted over the share of events that came, among the places named so far (Levine 2008, as
        /// ptools has it): above 1 the map promised more than came.
        public var recaptureIndex: Double
    }

    /// In the order of falling prediction for each unit of area; ties in the order given.
    public static func curve(observed: [Double], predicted: [Double], area: [Double]) -> [Step] {
        let order = predicted.indices.sorted {
            (predicted[$1] / area[$1], $0) < (predicted[$0] / area[$0], $1)
        }
        let best = observed.indices.sorted { (observed[$1] / area[$1], $0) < (observed[$0] / area[$0], $1) }
        let events = observed.reduce(0, +), ground = area.reduce(0, +), guessed = predicted.reduce(0, +)
        var hit = 0.0, covered = 0.0, forecast = 0.0
        return order.map { place in
            hit += observed[place]
            covered += area[place]
            forecast += predicted[place]
            return Step(
                place: place, shareOfArea: covered / ground, shareOfEvents: hit / events,
                accuracyIndex: (hit / events) / (covered / ground),
                efficiencyIndex: hit / most(best, observed, area, covered),
                recaptureIndex: hit > 0 ? (forecast / guessed) / (hit / events) : .nan)
        }
    }

    /// The share of events on the first part of the ground, with a part of the place where it ends.
    public static func shareOfEvents(_ curve: [Step], onShare share: Double) -> Double {
        var ground = 0.0, events = 0.0
        for step in curve {
            if step.shareOfArea >= share - 1e-12 {
                let part = step.shareOfArea > ground ? (share - ground) / (step.shareOfArea - ground) : 1
                return events + min(1, part) * (step.shareOfEvents - events)
            }
            (ground, events) = (step.shareOfArea, step.shareOfEvents)
        }
        return events
    }

    /// The most events any choice of places could hold on so much ground, with a part of the last place.
    private static func most(_ best: [Int], _ observed: [Double], _ area: [Double], _ ground: Double) -> Double {
        var left = ground, sum = 0.0
        for place in best {
            guard left > 1e-12 else { break }
            let part = min(1, left / area[place])
            sum += part * observed[place]
            left -= area[place]
        }
        return sum
    }
}
