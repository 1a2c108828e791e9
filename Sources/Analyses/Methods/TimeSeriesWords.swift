import Charts
import Glibc
import Statistics
import Vocabulary

/// What an interrupted series says: effects, terms, points, checks and the figure.
struct TimeSeriesWords {
    let series: InterruptedSeries
    let reading: TimeSeriesReading
    let plan: InterruptedSeries.Plan
    /// Degrees of freedom of Student's t; nil for the normal law.
    let law: Double?
    let confidence: Double
    let list: String

    private typealias Fit = (coefficient: Double, error: Double)

    private var isPlain: Bool { plan.scale == .normal }
    private var step: String { reading.step }
    private var reach: Double {
        law.map { StudentT.reach(confidence, degrees: $0) } ?? Normal.reach(confidence)
    }

    private func p(_ statistic: Double) -> Double? {
        guard !statistic.isNaN else { return nil }
        return law.map { StudentT.twoSided(statistic, degrees: $0) } ?? Normal.twoSided(statistic)
    }

    var result: AnalysisResult {
        var findings = effects
        if list != "effects" { findings += terms }
        if list == "points" { findings += points }
        let left = reading.leftOut > 0 ? ["\(reading.leftOut) \(step)s of phase-in left out."] : []
        let alone =
            reading.isControlled
            ? "" : "Without a comparison series a trend shared by all cannot be told from it. "
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: reading.exclusions + left, assumptions: checks,
            caution: "Whatever else began in that \(step) is in the effect. \(alone)\(Caution.recorded)",
            figure: AnalysisFigure.figure(
                plot.drawing(named: sentence), TimeSeriesAnalysis.description, sentence,
                "Observed \(step)s, and what the model expects without it."))
    }

    private var sentence: String {
        func share(_ logarithm: Double) -> Double { (exp(logarithm) - 1) * 100 }
        let change = series.change, half = reach * change.error
        guard !change.value.isNaN else {
            let net = series.net.value
            return
                "After the start the sum was \(ReportNumber.short(abs(net))) \(net < 0 ? "below" : "above") what was to be expected (\(ReportNumber.short(net - reach * series.net.error)) to \(ReportNumber.short(net + reach * series.net.error)))."
        }
        let percent = share(change.value)
        return
            "After the start the series ran \(ReportNumber.short(abs(percent)))% \(percent < 0 ? "below" : "above") what was to be expected (\(ReportNumber.short(share(change.value - half)))% to \(ReportNumber.short(share(change.value + half)))%)."
    }

    // MARK: Findings

    /// A term as ratio where terms multiply, as it stands where they add up.
    private func finding(_ key: String, _ fit: Fit?, isRatio: Bool, n: Double? = nil) -> Finding {
        guard let fit else {
            return Finding(key, .insufficient("It adds nothing to the terms before it, and was dropped."))
        }
        func shown(_ value: Double) -> Double { isRatio ? exp(value) : value }
        let half = reach * fit.error, statistic = fit.coefficient / fit.error
        var more = [
            NamedFigure("coefficient", fit.coefficient), NamedFigure("standard_error", fit.error),
            NamedFigure("statistic", statistic),
        ]
        if let law { more.append(NamedFigure("degrees_of_freedom", law)) }
        return Finding(
            key,
            .estimated(
                Estimate(
                    shown(fit.coefficient),
                    half.isNaN
                        ? nil
                        : Interval(
                            shown(fit.coefficient - half), shown(fit.coefficient + half), confidence: confidence))),
            p: p(statistic), n: n, more: more)
    }

    private var effects: [Finding] {
        let word = isPlain ? "change" : "ratio", n = Double(reading.points.count)
        var findings = [finding("level \(word)", series.level, isRatio: !isPlain, n: n)]
        if let slope = series.slope {
            findings.append(finding("slope \(word) a \(step)", slope, isRatio: !isPlain, n: n))
        }
        let ratio = "ratio over the time after"
        findings.append(
            series.change.value.isNaN
                ? Finding(ratio, .insufficient("The model expects a sum that is not above zero."))
                : finding(ratio, (series.change.value, series.change.error), isRatio: true, n: n))
        let after = reading.points.indices.filter {
            reading.points[$0].isTarget && reading.points[$0].time >= reading.start
        }
        let observed = after.reduce(0) { $0 + reading.points[$1].count }
        let expected = after.reduce(0) { $0 + series.counterfactual[$1] }
        var net = finding("events more than expected", (series.net.value, series.net.error), isRatio: false)
        net.n = observed
        net.denominator = expected
        // The estimate is its own coefficient.
        net.more =
            net.more.dropFirst() + [
                NamedFigure("observed", observed), NamedFigure("expected_without", expected),
                NamedFigure("observed_minus_expected", observed - expected),
                NamedFigure("dispersion", series.dispersion), NamedFigure("deviance", series.model.deviance),
                NamedFigure("residual_degrees_of_freedom", Double(series.model.degreesLeft)),
                NamedFigure("lag", Double(series.lag)), NamedFigure("ljung_box_p", series.unrelated),
                NamedFigure("first_autocorrelation", series.firstAutocorrelation),
            ]
        return findings + [net]
    }

    /// What is neither level nor change of slope: of the target, of a comparison series, and of the target beyond it.
    private var terms: [Finding] {
        let own = series.design.terms, isControlled = reading.isControlled
        let word = isPlain ? "" : " ratio", trend = "trend\(word) a \(step)"
        func columns(_ terms: [InterruptedDesign.Term]) -> [Int] {
            let places = terms.compactMap { own.firstIndex(of: $0) }
            return places + (isControlled ? places.map { $0 + own.count } : [])
        }
        var findings = [finding("intercept", series.sum(of: columns([.intercept])), isRatio: !isPlain)]
        findings.append(finding("\(trend) before", series.sum(of: columns([.trend])), isRatio: !isPlain))
        if series.slope != nil {
            findings.append(finding("\(trend) after", series.sum(of: columns([.trend, .slope])), isRatio: !isPlain))
        }
        for (place, term) in own.enumerated() {
            let name: String, isWave: Bool
            switch term {
            case .intercept: (name, isWave) = ("intercept", false)
            case .trend: (name, isWave) = (trend, false)
            case .level: (name, isWave) = (isPlain ? "level change" : "level ratio", false)
            case .slope: (name, isWave) = (isPlain ? "slope change a \(step)" : "slope ratio a \(step)", false)
            // A wave's height has no meaning as a ratio.
            case .sine(let pair): (name, isWave) = ("season sine \(pair)", true)
            case .cosine(let pair): (name, isWave) = ("season cosine \(pair)", true)
            case .place(let other): (name, isWave) = ("season \(placeWord) \(other + 1)\(word)", false)
            }
            let isRatio = !isPlain && !isWave
            if isControlled {
                findings.append(finding("comparison \(name)", series.sum(of: [place]), isRatio: isRatio))
                // The target's level and slope beyond the comparison are the effects.
                if term == .level || term == .slope { continue }
                let beyond = series.sum(of: [own.count + place])
                findings.append(finding("\(name) beyond comparison", beyond, isRatio: isRatio))
            } else if place >= (series.slope == nil ? 3 : 4) {
                findings.append(finding(name, series.sum(of: [place]), isRatio: isRatio))
            }
        }
        return findings
    }

    private var placeWord: String {
        plan.period == reading.times.step.period && reading.times.step != .day ? step : "place"
    }

    private var points: [Finding] {
        reading.points.indices.map { place in
            let point = reading.points[place], fitted = series.fitted[place]
            let half = reach * series.error(at: place)
            let interval =
                isPlain
                ? Interval(
                    fitted - half * point.exposure, fitted + half * point.exposure, confidence: confidence)
                : Interval(fitted * exp(-half), fitted * exp(half), confidence: confidence)
            var more = [
                NamedFigure("time", Double(point.time)),
                NamedFigure("after", .flag(point.time >= reading.start)),
                NamedFigure("observed", point.count), NamedFigure("fitted", fitted),
                NamedFigure("expected_without", series.counterfactual[place]),
                NamedFigure("residual", point.count - fitted),
            ]
            if reading.isControlled { more.append(NamedFigure("target", .flag(point.isTarget))) }
            let label = reading.times.label(point.time)
            return Finding(
                point.isTarget ? label : "\(label), comparison", .estimated(Estimate(fitted, interval)),
                n: point.count, denominator: point.exposure, more: more)
        }
    }

    // MARK: Figure and checks

    private var plot: SeriesPlot {
        let places = reading.points.indices.filter { reading.points[$0].isTarget }
        let points = places.map { place in
            SeriesPlot.Point(
                reading.times.label(reading.points[place].time), reading.points[place].count,
                centre: series.counterfactual[place])
        }
        return SeriesPlot(
            points: points, upright: "Events", across: step.prefix(1).uppercased() + step.dropFirst(),
            key: "dots: observed · line: expected without it",
            start: places.firstIndex { reading.points[$0].time >= reading.start })
    }

    private var checks: [AssumptionCheck] {
        let target = reading.points.filter { $0.isTarget && $0.time < reading.start }
        let hangs =
            plan.lag.map { $0 < 0 } ?? false
            ? "errors do not allow for it" : "errors allow for \(series.lag) \(step)\(series.lag == 1 ? "" : "s")"
        var checks = [
            AssumptionCheck(
                "There are enough \(step)s on both sides", min(reading.before, reading.after) >= 12 ? .held : .doubtful,
                "\(reading.before) before and \(reading.after) after; twelve or more are wanted, 24 are better."),
            AssumptionCheck(
                "What the model leaves over does not hang together", series.unrelated < 0.05 ? .doubtful : .held,
                "Ljung-Box p \(ReportNumber.short(series.unrelated)); \(hangs)."),
            RegressionToTheMean.check(target.map { $0.count / $0.exposure }, year: plan.year),
        ]
        if plan.scale == .poisson {
            checks.append(
                AssumptionCheck(
                    "Counts vary no more than chance", series.dispersion > 1.5 ? .doubtful : .held,
                    "Dispersion \(ReportNumber.short(series.dispersion)); well above 1, --scale quasi-poisson tells honest limits."
                ))
        }
        return checks
    }
}
