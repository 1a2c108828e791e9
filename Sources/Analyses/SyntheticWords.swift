import Charts
import Glibc
import Statistics
import Vocabulary

/// What a synthetic comparison says, put together.
struct SyntheticWords {
    let reading: PanelReading
    let comparison: SyntheticComparison
    let request: AnalysisRequest
    let placebos: SyntheticComparison.Placebos
    let jackknife: [Double]?
    let sensitivity: SyntheticComparison.Sensitivity
    /// With microsynth's errors.
    let surveyed: [SyntheticComparison.Effect]
    let z: Double

    /// Areas whose weights are told, the largest first.
    static let mostWeights = 1_000

    init(_ reading: PanelReading, _ comparison: SyntheticComparison, _ request: AnalysisRequest) {
        self.reading = reading
        self.comparison = comparison
        self.request = request
        placebos = comparison.placebos(request.whole("placebos"), seed: request.seed)
        let groups = request.whole("jackknife")
        jackknife = groups > 1 ? comparison.jackknife(groups: groups, seed: request.seed) : nil
        sensitivity = comparison.sensitivity(sets: request.whole("other-weights"), seed: request.seed)
        surveyed = comparison.effects(.survey)
        z = Normal.reach(request.number("confidence"))
    }

    var inexact: String {
        comparison.calibration.isExact ? "" : "The areas could not be matched exactly: read the balance first. "
    }

    private func percent(_ log: Double) -> Double { (exp(log) - 1) * 100 }

    private func tail(_ lower: Double, _ upper: Double) -> Double {
        switch request.choice("tail") {
        case "lower": lower
        case "upper": upper
        default: min(1, 2 * min(lower, upper))
        }
    }

    var findings: [Finding] {
        var effects = comparison.effects.indices.map(effect)
        for (place, q) in FalseDiscovery.q(effects.map(\.p)).enumerated() { effects[place].q = q }
        var all = effects
        if effects.count > 1, let omnibus = comparison.omnibus {
            let beyond = placebos.omnibus.count { $0 >= omnibus.chiSquare }
            let together = comparison.together ?? .nan, isOneSided = request.choice("tail") != "both"
            all.append(
                Finding(
                    "all outcomes", .estimated(Estimate(omnibus.chiSquare)),
                    p: isOneSided && together.isFinite
                        ? tail(Normal.below(together), Normal.above(together)) : omnibus.p,
                    more: [
                        NamedFigure("df", Double(omnibus.degrees)), NamedFigure("chi_square_p", omnibus.p),
                        NamedFigure("z_together", together),
                        NamedFigure(
                            "placebo_p",
                            placebos.omnibus.isEmpty ? .nan : Double(1 + beyond) / Double(1 + placebos.omnibus.count)),
                    ]))
        }
        all.append(weights)
        return all + balance
    }

    private func effect(_ place: Int) -> Finding {
        let effect = comparison.effects[place], name = reading.outcomes[place].name
        let start = comparison.panel.before, periods = comparison.panel.periods
        var mine = [Double](repeating: 0, count: periods)
        for unit in reading.treated.indices where reading.treated[unit] {
            for period in 0..<periods { mine[period] += reading.outcomes[place].values[unit * periods + period] }
        }
        var more = [
            NamedFigure("treated", effect.treated), NamedFigure("comparison", effect.expected),
            NamedFigure("difference", effect.treated - effect.expected),
        ]
        let series = [
            NamedFigure("treated_by_period", .numbers(mine)),
            NamedFigure("comparison_by_period", .numbers(comparison.series[place])),
            NamedFigure("difference_by_period", .numbers(zip(mine, comparison.series[place]).map { $0 - $1 })),
            NamedFigure("periods", .texts(reading.periods)),
            NamedFigure("periods_before", Double(start)),
        ]
        guard effect.isKnown else {
            return Finding(
                name,
                .insufficient(
                    "Nothing was counted after the start in the treated areas, or in those weighted as they are."),
                n: effect.treated, more: more + series)
        }
        let confidence = request.number("confidence")
        let lower = Normal.below(effect.z), upper = Normal.above(effect.z)
        more += [
            NamedFigure("ratio", effect.ratio), NamedFigure("log_ratio", effect.logRatio),
            NamedFigure("standard_error", effect.error), NamedFigure("z", effect.z), NamedFigure("p_lower", lower),
            NamedFigure("p_upper", upper), NamedFigure("p_both", min(1, 2 * min(lower, upper))),
        ]
        if let error = jackknife?[place], error > 0 {
            let t = effect.logRatio / error
            more += [
                NamedFigure("jackknife_error", error),
                NamedFigure("jackknife_p", tail(Normal.below(t), Normal.above(t))),
                NamedFigure("jackknife_low", percent(effect.logRatio - z * error)),
                NamedFigure("jackknife_high", percent(effect.logRatio + z * error)),
            ]
        }
        let survey = surveyed[place], low = Normal.below(survey.z)
        more += [
            NamedFigure("survey_error", survey.error), NamedFigure("survey_p", tail(low, Normal.above(survey.z))),
            NamedFigure("survey_p_lower", low), NamedFigure("survey_low", percent(survey.logRatio - z * survey.error)),
            NamedFigure("survey_high", percent(survey.logRatio + z * survey.error)),
        ]
        more += placebo(place, effect, confidence)
        if let least = sensitivity.ratios[place].first, let most = sensitivity.ratios[place].last {
            more += [
                NamedFigure("other_weights_low", (least - 1) * 100),
                NamedFigure("other_weights_high", (most - 1) * 100),
            ]
        }
        return Finding(
            name,
            .estimated(
                Estimate(
                    (effect.ratio - 1) * 100,
                    Interval(
                        percent(effect.logRatio - z * effect.error), percent(effect.logRatio + z * effect.error),
                        confidence: confidence))), p: tail(lower, upper), n: effect.treated,
            denominator: effect.expected,
            more: more + series)
    }

    /// Where the effect lies among placebo groups, and the interval they give: the effects that would not be far out.
    private func placebo(_ place: Int, _ effect: SyntheticComparison.Effect, _ confidence: Double) -> [NamedFigure] {
        guard placebos.drawn > 0 else { return [] }
        let p = SyntheticComparison.Placebos.p(effect.z, placebos.z[place])
        let drawn = placebos.z[place].sorted()
        let alpha = (1 - confidence) / 2
        return [
            NamedFigure("placebo_p", tail(p.lower, p.upper)), NamedFigure("placebo_p_lower", p.lower),
            NamedFigure("placebo_p_upper", p.upper), NamedFigure("placebo_groups", Double(placebos.drawn)),
            NamedFigure("placebo_groups_are_all", .flag(placebos.isEvery)),
            NamedFigure("placebo_groups_inexact", Double(placebos.inexact)),
            NamedFigure("placebo_low", percent(effect.logRatio - Quantile.of(sorted: drawn, 1 - alpha) * effect.error)),
            NamedFigure("placebo_high", percent(effect.logRatio - Quantile.of(sorted: drawn, alpha) * effect.error)),
        ]
    }

    private var weights: Finding {
        let weights = comparison.calibration.weights
        let sum = weights.reduce(0, +), used = weights.count { $0 > 1e-6 * sum }
        let size = comparison.calibration.effectiveSize
        let largest = weights.indices.filter { weights[$0] > 1e-6 * sum }
            .sorted { (weights[$0], $1) > (weights[$1], $0) }.prefix(Self.mostWeights)
        return Finding(
            "effective number of comparison areas", .estimated(Estimate(size)), n: Double(used),
            denominator: Double(reading.treated.count { !$0 }),
            more: [
                NamedFigure("treated_areas", Double(reading.treated.count { $0 })),
                NamedFigure("sum_of_weights", sum), NamedFigure("largest_weight", weights.max() ?? .nan),
                NamedFigure("design_effect", Double(used) / size),
                NamedFigure("exact", .flag(comparison.calibration.isExact)),
                NamedFigure("worst_imbalance", comparison.calibration.worst),
                NamedFigure("other_weights_sets", Double(sensitivity.exact)),
                NamedFigure("other_weights_least_effective", sensitivity.effectiveSizes.min() ?? .nan),
                NamedFigure("weighted_areas", .texts(largest.map { reading.areas[$0] })),
                NamedFigure("area_weights", .numbers(largest.map { weights[$0] })),
            ])
    }

    private var names: [String] {
        let stretches = comparison.panel.lumps.map { stretch in
            stretch.count == 1
                ? reading.periods[stretch.lowerBound]
                : "\(reading.periods[stretch.lowerBound]) to \(reading.periods[stretch.upperBound - 1])"
        }
        return ["areas"] + reading.covariates.map(\.name)
            + reading.outcomes.flatMap { outcome in stretches.map { "\(outcome.name), \($0)" } }
    }

    private var balance: [Finding] {
        zip(names, comparison.balance).map { name, balance in
            Finding(
                "balance: \(name)", .estimated(Estimate(balance.weighted)),
                more: [
                    NamedFigure("target", balance.target), NamedFigure("weighted", balance.weighted),
                    NamedFigure("all_scaled", balance.unweighted),
                    NamedFigure("imbalance", balance.weighted - balance.target),
                ])
        }
    }

    var sentence: String {
        guard let effect = comparison.effects.first, effect.isKnown else {
            return "Too little was counted after the start to say anything."
        }
        let change = (effect.ratio - 1) * 100
        let low = percent(effect.logRatio - z * effect.error), high = percent(effect.logRatio + z * effect.error)
        return
            "\(reading.outcomes[0].name): \(ReportNumber.short(effect.treated)) against \(ReportNumber.short(effect.expected)) in the weighted comparison, \(ReportNumber.short(abs(change)))% \(change < 0 ? "fewer" : "more") (\(ReportNumber.short(low))% to \(ReportNumber.short(high))%)."
    }

    /// How far the placebo groups' differences lie from zero, in their own errors: the root of the mean square over all outcomes.
    private var placeboSpread: Double? {
        let all = placebos.z.flatMap { $0 }
        guard all.count >= 40 else { return nil }
        return (all.reduce(0) { $0 + $1 * $1 } / Double(all.count)).squareRoot()
    }

    var checks: [AssumptionCheck] {
        let calibration = comparison.calibration
        let range = sensitivity.ratios.first.flatMap { list in list.first.flatMap { low in list.last.map { (low, $0) } }
        }
        let effect = comparison.effects[0]
        let moved = range.map { max(abs(log($0.0 / effect.ratio)), abs(log($0.1 / effect.ratio))) } ?? 0
        let size = calibration.effectiveSize, spread = placeboSpread
        return [
            AssumptionCheck(
                "The weighted areas were as the treated ones before the start", calibration.isExact ? .held : .doubtful,
                calibration.isExact
                    ? "All \(comparison.balance.count) totals are met."
                    : "The worst is off by \(ReportNumber.short(calibration.worst * 100))%; the least imbalance that weights without negatives allow is in the balance."
            ),
            AssumptionCheck(
                "The answer does not hang on which of many exact weights are taken",
                range == nil ? .unchecked : moved > effect.error ? .doubtful : .held,
                range.map {
                    "\(sensitivity.exact) other sets give \(ReportNumber.short(($0.0 - 1) * 100))% to \(ReportNumber.short(($0.1 - 1) * 100))% for \(reading.outcomes[0].name)."
                } ?? "No other weights were looked at."),
            AssumptionCheck(
                "The linearised errors are as large as placebo groups say",
                spread == nil ? .unchecked : (spread ?? 0) > 1.2 ? .doubtful : .held,
                spread.map {
                    "Differences of placebo groups spread over \(ReportNumber.short($0)) of their errors; 1 is right. Where it is more, read placebo_p and its limits."
                } ?? "No placebo groups were drawn."),
            AssumptionCheck(
                "The comparison rests on many areas", size < 10 ? .doubtful : .held,
                "They are worth \(ReportNumber.short(size)) evenly weighted ones."),
            AssumptionCheck(
                "Without the intervention the treated areas would have gone on as the weighted ones", .unchecked,
                "That they matched before speaks for it; it cannot be shown."),
            AssumptionCheck(
                "Untreated areas felt nothing of it", .unchecked,
                "What moved next door would make the effect look larger: see displacement."),
        ] + (reading.startCheck.map { [$0] } ?? [])
    }

    var figure: Figure {
        let start = comparison.panel.before
        let drawings = reading.outcomes.indices.prefix(6).map { outcome in
            let finding = effect(outcome)
            guard case .numbers(let mine)? = finding.more.first(where: { $0.name == "treated_by_period" })?.value else {
                return SeriesPlot(points: [], upright: "", across: "", key: "").drawing(named: sentence)
            }
            let spread = comparison.seriesErrors(outcome)
            let points = mine.indices.map { period in
                let middle = comparison.series[outcome][period], reach = z * spread[period]
                return SeriesPlot.Point(
                    reading.periods[period], mine[period], centre: middle,
                    lower: period >= start ? max(0, middle - reach) : nil, upper: period >= start ? middle + reach : nil
                )
            }
            return SeriesPlot(
                points: points, upright: reading.outcomes[outcome].name, across: "Period",
                key: "dots: treated · line: weighted comparison · dashed: interval", start: start
            ).drawing(named: "\(reading.outcomes[outcome].name): treated areas and weighted comparison")
        }
        return Figure(
            drawings: Array(drawings), title: sentence, subtitle: SyntheticControlAnalysis.description.title,
            summary: "Treated areas in each period, and what areas weighted to match them counted.",
            source: "cornerstone analyse synthetic-control, version \(SyntheticControlAnalysis.description.version)")
    }
}
