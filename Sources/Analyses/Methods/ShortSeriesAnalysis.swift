import Charts
import Statistics
import Vocabulary

/// A rise in a series too short or too sparse for a model: a sum of what comes beyond a reference, with its false alarms worked out.
///
/// ## Definition
/// S = max(0, S + count - k), with k = (m1 - m0)/(ln m1 - ln m0) for the usual mean m0 and a raised mean m1; an alarm where S reaches h. h is
/// the smallest interval whose mean time between false alarms, from the Markov chain of the sums, reaches `--arl` steps, or keeps all series
/// together within one false alarm in `--recurrence-years`. k and h are multiples of 1/`--grid`. After an alarm the sum begins anew.
///
/// ## When not to use it
/// Not with a strong season: each busy season is an alarm. With three years of weeks or more take early-warning.
///
/// ## Edge cases
/// Without `--usual` the usual mean is that of the first `--training` steps, which are not judged; its own uncertainty makes false alarms more or
/// less frequent than said. No event in them, or more than 500 a step: insufficient. With a population the reference follows it.
///
/// ## Source
/// Lucas, J. M. (1985), Technometrics 27, 129-144; Brook, D. and Evans, D. A. (1972), Biometrika 59, 539-549.
public enum PoissonCUSUMAnalysis: Analysis {
    /// Beyond it the chain of states grows past use, and the law of large numbers serves better.
    static let mostUsual = 500.0

    public static let description = MethodDescription(
        name: "poisson-cusum", question: .emerging, title: "A rise in a short or sparse series: Poisson CUSUM",
        example: """
            Documentation/examples/analyse/city-months.csv --day month --count seizures --step month \
            --training 24 --recurrence-years 3 --list alarms
            """,
        roles: WarningSeries.roles,
        options: WarningSeries.options + [
            Option(
                "usual", .number(1e-6...1e6), "The usual mean of a step, instead of that of the training",
                unit: "events"),
            Option(
                "training", .whole(1...10_000), "The first steps, that say what is usual", unit: "steps", standard: "26"
            ),
            Option("ratio", .number(1.01...100), "The rise to be found soonest, times the usual mean", standard: "2"),
            Option("reference", .number(0.01...1e6), "k itself, instead of what the rise asks for", unit: "events"),
            Option("interval", .number(0.01...1e6), "h itself, instead of what the false alarms allow", unit: "events"),
            Option("arl", .number(2...1e7), "Mean steps between false alarms of one series", unit: "steps"),
            Option(
                "recurrence-years", .number(0.001...1_000),
                "Without --arl: years between false alarms of all series together", unit: "years", standard: "1"),
            Option("grid", .whole(1...100), "k and h are multiples of one over this", standard: "10"),
            Option("after", .choice(["reset", "continue"]), "What the sum does after an alarm", standard: "reset"),
            Option(
                "list", .choice(["all", "alarms", "series"]), "List every step, alarms, or series alone",
                standard: "all"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let series = try WarningSeries(request)
        let isGiven = request.has(option: "usual"), training = isGiven ? 0 : request.whole("training")
        guard series.days.count > training else {
            throw AnalysisProblems(
                "too-short",
                "There are \(series.days.count) \(series.step.rawValue)s and --training takes \(training). Take fewer, or give --usual."
            )
        }
        let target =
            request.has(option: "arl")
            ? request.number("arl")
            : request.number("recurrence-years") * 365.25 / series.step.days * Double(series.areas.count)
        var designs: [Double: PoissonCUSUM?] = [:]
        var findings: [Finding] = [], alarms = 0,
            plotted: (area: Int, alarms: Int, steps: [PoissonCUSUM.Step], h: Double)?
        for area in series.areas.indices {
            let counts = series.counts[area], population = series.populations?[area]
            let early = counts.prefix(training).filter { !$0.isNaN }
            let usual = isGiven ? request.number("usual") : early.reduce(0, +) / Double(max(1, early.count))
            let name = series.areas.count == 1 ? "series" : series.areas[area]
            guard usual > 0 else {
                findings.append(Finding(name, .insufficient("No event in the training: nothing says what is usual.")))
                continue
            }
            guard usual <= mostUsual else {
                findings.append(
                    Finding(
                        name,
                        .insufficient("So many a step are no sparse series. Take early-warning or control-chart.")))
                continue
            }
            let chart = designs[usual] ?? design(usual, request, target)
            designs[usual] = .some(chart)
            guard let chart else {
                findings.append(
                    Finding(
                        name,
                        .insufficient("So few false alarms take too long a decision interval. Take a longer --step.")))
                continue
            }
            let middle = population.map { list in list.prefix(max(1, training)).reduce(0, +) / Double(max(1, training))
            }
            let factors = population.map { list in list.dropFirst(training).map { $0 / (middle ?? 1) } } ?? []
            let steps = chart.run(
                Array(counts.dropFirst(training)), factors: factors, resets: request.choice("after") == "reset")
            let signals = steps.indices.filter { steps[$0].isSignal }
            alarms += signals.count
            findings.append(summary(name, chart, usual, request.number("ratio"), series, signals, training))
            if signals.count > plotted?.alarms ?? -1 { plotted = (area, signals.count, steps, chart.h) }
            guard request.choice("list") != "series" else { continue }
            for at in steps.indices where request.choice("list") == "all" || steps[at].isSignal {
                findings.append(
                    Finding(
                        series.key(area, at + training), .estimated(Estimate(steps[at].sum)),
                        n: counts[at + training].isNaN ? nil : counts[at + training],
                        more: [
                            NamedFigure("alarm", .flag(steps[at].isSignal)), NamedFigure("decision_interval", chart.h),
                            NamedFigure("area", series.areas[area]),
                            NamedFigure("step_from", series.days[at + training].iso),
                        ]))
            }
        }
        let sentence =
            "\(alarms) \(alarms == 1 ? "alarm" : "alarms") in \(series.areas.count) series of \(series.days.count - training) \(series.step.rawValue)s."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: series.exclusions,
            assumptions: [
                AssumptionCheck(
                    "The usual mean is known well", isGiven ? .unchecked : training >= 26 ? .held : .doubtful,
                    isGiven ? "It was given." : "It comes from \(training) steps."),
                AssumptionCheck(
                    "Without a change counts follow a Poisson law, without season or trend", .unchecked,
                    "Counts that vary more than chance bring more false alarms than said."),
            ],
            caution: "An alarm says look, not why. " + Caution.recorded,
            figure: plotted.map { plot(series, $0.area, $0.steps, $0.h, training, sentence) })
    }

    private static func design(_ usual: Double, _ request: AnalysisRequest, _ target: Double) -> PoissonCUSUM? {
        // Fine steps for small means only: the number of states grows with both.
        let grid =
            request.has(option: "reference") || request.has(option: "interval")
            ? request.whole("grid") : max(1, min(request.whole("grid"), Int(60 / usual)))
        let k =
            request.has(option: "reference")
            ? request.number("reference") : PoissonCUSUM.reference(usual, usual * request.number("ratio"))
        if request.has(option: "interval") {
            return PoissonCUSUM(k: k, h: request.number("interval"), grid: grid)
        }
        return PoissonCUSUM.designed(usual: usual, k: k, grid: grid, runLength: target)
    }

    private static func summary(
        _ name: String, _ chart: PoissonCUSUM, _ usual: Double, _ ratio: Double, _ series: WarningSeries,
        _ signals: [Int], _ training: Int
    ) -> Finding {
        let quiet = chart.runLength(mean: usual), raised = chart.runLength(mean: usual * ratio)
        return Finding(
            "\(name): mean steps between false alarms",
            Outcome(
                quiet.fromZero.isFinite ? Estimate(quiet.fromZero) : nil, otherwise: "The chain has too many states."),
            n: Double(signals.count),
            more: [
                NamedFigure("usual_mean", usual), NamedFigure("raised_mean", usual * ratio),
                NamedFigure("reference_value", chart.k), NamedFigure("decision_interval", chart.h),
                NamedFigure("arl0", quiet.fromZero), NamedFigure("arl0_head_start", quiet.withHeadStart),
                NamedFigure("arl1", raised.fromZero), NamedFigure("arl1_head_start", raised.withHeadStart),
                NamedFigure("false_alarms_per_year", 365.25 / series.step.days / quiet.fromZero),
                NamedFigure("alarms", .texts(signals.map { series.days[$0 + training].iso })),
            ])
    }

    private static func plot(
        _ series: WarningSeries, _ area: Int, _ steps: [PoissonCUSUM.Step], _ h: Double, _ training: Int,
        _ sentence: String
    ) -> Figure {
        let points = steps.indices.map { at in
            SeriesPlot.Point(
                series.days[at + training].iso, steps[at].sum, upper: h, isSignal: steps[at].isSignal)
        }
        let plot = SeriesPlot(
            points: points, upright: series.areas.count == 1 ? "Sum" : "Sum, \(series.areas[area])",
            across: series.step.axis,
            key: "dashed: decision interval · diamond: alarm")
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence, "The sum of what came beyond the reference.")
    }
}

/// Whether a step lies far above the few before it: a crude fallback for series without a past.
///
/// ## Definition
/// C1: distance from the mean of the last `--base` steps in standard deviations (n - 1). C2: the same with two steps left out between. C3: the sum
/// of what C2 of this and the last two steps has beyond 1. An alarm where the statistic is above the normal quantile of 1 - alpha.
///
/// ## When not to use it
/// Not where there is a year of history or more: take early-warning or poisson-cusum. Its false alarms are not what alpha says, for counts are
/// not normal and the base is short.
///
/// ## Edge cases
/// A base with a gap, or without spread where `--least-deviation` is 0: insufficient. farringtonFlexible's companion earsC 1.20 leaves this
/// step's own distance out of C3; here it is in, as the definition has it.
///
/// ## Source
/// Hutwagner, L. et al. (2003), Journal of Urban Health 80(2) Suppl 1, i89-i96; Fricker, R. D., Hegler, B. L. and Dunfee, D. A. (2008),
/// Statistics in Medicine 27, 3407-3429.
public enum ShortBaselineAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "ears", question: .emerging, title: "Far above the last few: EARS C1, C2, C3",
        example: """
            Documentation/examples/analyse/days.csv --day day --count calls --step day --kind C2
            """,
        roles: WarningSeries.roles.filter { $0.name != "population" },
        options: WarningSeries.options + [
            Option("kind", .choice(ShortBaseline.Kind.allCases.map(\.rawValue)), "Which of the three", standard: "C2"),
            Option("base", .whole(3...365), "Steps in the base", unit: "steps", standard: "7"),
            Option(
                "alpha", .number(0.000001...0.5),
                "The limit is the normal quantile of 1 less this; 0.001, and 0.025 for C3, otherwise"),
            Option(
                "least-deviation", .number(0...1_000), "A smaller deviation of the base is taken as this",
                unit: "events", standard: "0"),
            Option("list", .choice(["all", "alarms"]), "List every step, or alarms alone", standard: "all"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let series = try WarningSeries(request)
        let kind = ShortBaseline.Kind(rawValue: request.choice("kind")) ?? .c2
        let alpha = request.has(option: "alpha") ? request.number("alpha") : kind == .c3 ? 0.025 : 0.001
        let rule = ShortBaseline(
            kind, base: request.whole("base"), leastDeviation: request.number("least-deviation"),
            limit: Normal.quantile(1 - alpha))
        let first = rule.base + (kind == .c1 ? 0 : kind == .c2 ? 2 : 4)
        guard series.days.count > first else {
            throw AnalysisProblems(
                "too-short",
                "\(kind.rawValue) needs \(first) \(series.step.rawValue)s before the first it judges, and there are \(series.days.count)."
            )
        }
        var findings: [Finding] = [], alarms = 0, judged = 0
        for area in series.areas.indices {
            for at in first..<series.days.count {
                let count = series.counts[area][at]
                guard let step = rule.step(series.counts[area], at) else {
                    if request.choice("list") == "all" {
                        findings.append(
                            Finding(series.key(area, at), .insufficient("The base has a gap or no spread.")))
                    }
                    continue
                }
                judged += 1
                if step.isSignal { alarms += 1 }
                guard step.isSignal || request.choice("list") == "all" else { continue }
                findings.append(
                    Finding(
                        series.key(area, at), .estimated(Estimate(step.statistic)), n: count,
                        more: [
                            NamedFigure("expected", step.mean), NamedFigure("standard_deviation", step.deviation),
                            NamedFigure("threshold", step.threshold), NamedFigure("alarm", .flag(step.isSignal)),
                            NamedFigure("area", series.areas[area]), NamedFigure("step_from", series.days[at].iso),
                        ]))
            }
        }
        return AnalysisResult(
            sentence:
                "\(alarms) of \(judged) \(series.step.rawValue)s of \(series.areas.count) series are far above the \(rule.base) before them.",
            findings: findings.isEmpty ? [Finding("alarms", .estimated(Estimate(0)), n: Double(judged))] : findings,
            exclusions: series.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Counts are roughly normal and the base is long enough", .doubtful,
                    "\(rule.base) steps say little about spread: count on more false alarms than \(ReportNumber.short(alpha)) of steps."
                )
            ],
            caution: "A crude fallback: an alarm is worth a look, no more. " + Caution.recorded)
    }
}
