import Charts
import Statistics
import Vocabulary

/// What synthetic difference in differences says of one outcome, put together.
struct SyntheticDifferenceWords {
    let name: String
    let found: SyntheticDifference
    let reading: PanelReading
    let confidence: Double
    /// Where the error comes from placebos.
    let placebos: SyntheticDifference.Placebos?
    let error: Double?

    /// Areas told by a finding of their own at most; the lists hold all.
    static let mostAreas = 100

    init(
        _ name: String, _ found: SyntheticDifference, _ values: [Double], _ reading: PanelReading,
        _ request: AnalysisRequest
    ) {
        self.name = name
        self.found = found
        self.reading = reading
        confidence = request.number("confidence")
        let others = reading.treated.count { !$0 }, mine = reading.treated.count { $0 }
        guard request.choice("errors") == "placebo", others > mine + 1 else {
            placebos = nil
            error = found.jackknife(
                values, periods: reading.periods.count, before: reading.start, treated: reading.treated)
            return
        }
        let drawn = SyntheticDifference.placebos(
            values, periods: reading.periods.count, before: reading.start, treated: reading.treated,
            most: request.whole("placebos"), search: SyntheticSearch(rawValue: request.choice("search")) ?? .exact,
            seed: request.seed)
        let isEnough = drawn.estimates.count > (drawn.isEvery ? 1 : 10)
        placebos = isEnough ? drawn : nil
        error = isEnough ? SyntheticDifference.Placebos.error(drawn.estimates) : nil
    }

    private func estimated(_ value: Double, _ error: Double?) -> Outcome {
        let half = error.map { Normal.reach(confidence) * $0 }
        return .estimated(Estimate(value, half.map { Interval(value - $0, value + $0, confidence: confidence) }))
    }

    private func normal(_ value: Double, _ error: Double?) -> Double? {
        error.flatMap { $0 > 0 ? Normal.twoSided(value / $0) : nil }
    }

    private var observed: Double {
        found.treated[reading.start...].reduce(0, +) / Double(found.treated.count - reading.start)
    }

    var finding: Finding {
        Finding(
            name, estimated(found.estimate, error), p: normal(found.estimate, error),
            n: Double(reading.treated.count { $0 }), denominator: Double(reading.treated.count { !$0 }),
            more: [NamedFigure("standard_error", error ?? .nan)] + drawn + others + lists)
    }

    /// What the placebos say of the estimate.
    private var drawn: [NamedFigure] {
        guard let placebos else { return [] }
        return [
            NamedFigure("placebo_p", SyntheticDifference.Placebos.p(found.estimate, placebos.estimates)),
            NamedFigure("placebo_groups", Double(placebos.estimates.count)),
            NamedFigure("placebo_groups_are_all", .flag(placebos.isEvery)),
        ]
    }

    /// The other two estimates with their own placebos, and the figures beside them.
    private var others: [NamedFigure] {
        var more: [NamedFigure] = []
        let both = [
            ("did", found.plain, placebos?.plain), ("synthetic_control", found.level, placebos?.level),
        ]
        for (name, value, drawn) in both {
            more.append(NamedFigure(name, value))
            guard let drawn, drawn.count > 1, value.isFinite else { continue }
            more += [
                NamedFigure("\(name)_standard_error", SyntheticDifference.Placebos.error(drawn)),
                NamedFigure("\(name)_placebo_p", SyntheticDifference.Placebos.p(value, drawn)),
            ]
        }
        let squares = found.unitWeights.reduce(0) { $0 + $1 * $1 }
        return more + [
            NamedFigure("treated_mean", observed), NamedFigure("expected_mean", observed - found.estimate),
            NamedFigure(
                "percent", observed == found.estimate ? .nan : 100 * found.estimate / (observed - found.estimate)),
            NamedFigure("effective_areas", 1 / squares),
            NamedFigure("areas_with_weight", Double(found.unitWeights.count { $0 > 1e-6 })),
        ]
    }

    private var untreated: [String] { reading.areas.indices.filter { !reading.treated[$0] }.map { reading.areas[$0] } }

    private var lists: [NamedFigure] {
        [
            NamedFigure("areas", .texts(untreated)), NamedFigure("area_weights", .numbers(found.unitWeights)),
            NamedFigure("synthetic_control_weights", .numbers(found.levelWeights)),
            NamedFigure("weighted_periods", .texts(Array(reading.periods[..<reading.start]))),
            NamedFigure("period_weights", .numbers(found.periodWeights)),
            NamedFigure("periods", .texts(reading.periods)),
            NamedFigure("treated_by_period", .numbers(found.treated)),
            NamedFigure("expected_by_period", .numbers(found.expected)),
            NamedFigure("effect_by_period", .numbers(found.effects)),
        ]
    }

    /// The effect in each period after the start, and the weights of periods and areas.
    var details: [Finding] { effects + periods + areas }

    private var effects: [Finding] {
        found.effects.enumerated().map { place, effect in
            let period = reading.start + place, drawn = placebos.map { $0.effects.map { $0[place] } }
            let error = drawn.map(SyntheticDifference.Placebos.error)
            var more = [
                NamedFigure("treated", found.treated[period]), NamedFigure("expected", found.expected[period]),
            ]
            if let drawn, let error {
                more += [
                    NamedFigure("standard_error", error),
                    NamedFigure("placebo_p", SyntheticDifference.Placebos.p(effect, drawn)),
                ]
            }
            return Finding(
                "\(name): effect in \(reading.periods[period])", estimated(effect, error), p: normal(effect, error),
                more: more)
        }
    }

    private var periods: [Finding] {
        found.periodWeights.indices.filter { found.periodWeights[$0] > 1e-6 }.map {
            Finding("\(name): weight of period \(reading.periods[$0])", .estimated(Estimate(found.periodWeights[$0])))
        }
    }

    private var areas: [Finding] {
        let names = untreated, weights = found.unitWeights
        return weights.indices.filter { weights[$0] > 1e-6 }
            .sorted { (weights[$0], $1) > (weights[$1], $0) }.prefix(Self.mostAreas).map { place in
                let level = found.levelWeights.isEmpty ? Double.nan : found.levelWeights[place]
                return Finding(
                    "\(name): weight of \(names[place])", .estimated(Estimate(weights[place])),
                    more: [NamedFigure("synthetic_control_weight", level)])
            }
    }

    var drawing: Drawing {
        let half = error.map { Normal.reach(confidence) * $0 }
        let points = found.treated.indices.map { period in
            let isAfter = period >= reading.start, middle = found.expected[period]
            return SeriesPlot.Point(
                reading.periods[period], found.treated[period], centre: middle,
                lower: isAfter ? half.map { middle - $0 } : nil, upper: isAfter ? half.map { middle + $0 } : nil)
        }
        return SeriesPlot(
            points: points, upright: name, across: "Period",
            key: half == nil
                ? "dots: treated · line: weighted areas"
                : "dots: treated · line: weighted areas · dashed: interval of the mean",
            start: reading.start
        ).drawing(named: "\(name): treated areas and weighted areas, shifted")
    }
}
