import Charts
import Glibc
import Statistics
import Vocabulary

/// Whether a monthly series took another course when something began.
///
/// ## Definition
/// ln E(count) = ln exposure + level + trend + step at `since` + change of slope from there + season; counts with spread beyond chance
/// (quasi-Poisson), errors by Newey and West. With `group`, a comparison series has terms of its own and the effect is what the
/// target did beyond it. The effect is the expected sum after the start less what the model expects without it, as count and per cent.
///
/// ## When not to use it
/// Not with fewer than twelve points on a side; 24 are better. Not when something else began in the same month. Not for the worst
/// places of last year without a look at the check for regression to the mean.
///
/// ## Edge cases
/// Months in `phase-in` after the start are left out. A month that is missing is left out, not taken as 0. A column that adds nothing
/// is dropped.
///
/// ## Source
/// Bernal, J. L., Cummins, S. and Gasparrini, A. (2017), International Journal of Epidemiology 46, 348-355; Newey, W. K. and West, K. D.
/// (1987), Econometrica 55, 703-708.
public enum TimeSeriesAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "time-series", question: .worked, title: "Interrupted time series: level, slope, counterfactual",
        example: """
            Documentation/examples/analyse/months.csv --day month --count offences --group target \
            --since 2025-07-01
            """,
        roles: [
            Role("day", .day, "The month, by a day in it"),
            Role("count", .count, "Events in the month", unit: "events"),
            Role("exposure", .positive, "People, or days in the month; 1 otherwise", required: false),
            Role("group", .yesNo, "Yes for the target, no for the comparison series", required: false),
        ],
        options: [
            .confidence, Option("since", .day, "The first day of what is judged"),
            Option(
                "season", .choice(["harmonics", "months", "none"]),
                "Waves over the year, a level for each month, or none",
                standard: "harmonics"),
            Option("harmonics", .whole(1...6), "How many waves", unit: "pairs", standard: "2"),
            Option("slope", .choice(["yes", "no"]), "Whether the trend may change too", standard: "yes"),
            Option(
                "scale", .choice(["quasi-poisson", "log-normal"]), "Counts, or least squares on their logarithm",
                standard: "quasi-poisson"),
            Option(
                "errors", .choice(["newey-west", "dispersion"]),
                "Allow for months that hang together, or for spread alone",
                standard: "newey-west"),
            Option("lag", .whole(0...60), "How many months may hang together; the usual lag otherwise", unit: "months"),
            Option(
                "phase-in", .whole(0...60), "Leave out so many months from the start", unit: "months", standard: "0"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        guard let since = request.day("since") else {
            throw AnalysisProblems("since-missing", "--since DAY is needed: the first day of what is judged.")
        }
        let optional = ["exposure", "group"].filter { request.has($0) }
        let records = request.complete(["day", "count"] + optional)
        let prepared = try prepare(records, request, since)
        var plan = InterruptedSeries.Plan(start: prepared.start)
        plan.season =
            switch request.choice("season") {
            case "months": .months
            case "none": .none
            default: .harmonics(request.whole("harmonics"))
            }
        plan.hasSlope = request.choice("slope") == "yes"
        plan.scale = InterruptedSeries.Scale(rawValue: request.choice("scale")) ?? .quasiPoisson
        if request.choice("errors") == "dispersion" {
            plan.lag = -1
        } else if request.has(option: "lag") {
            plan.lag = request.whole("lag")
        }
        guard let series = InterruptedSeries(prepared.points, plan) else {
            throw AnalysisProblems(
                "no-fit",
                "The model cannot be fitted: it needs points on both sides of the start, more points than terms, and for log-normal no zero."
            )
        }
        return result(series, prepared, plan, records, request)
    }

    struct Prepared {
        var points: [InterruptedSeries.Point]
        var start: Int
        var before: Int
        var after: Int
        var leftOut: Int
        var isControlled: Bool
    }

    private static func prepare(
        _ records: CompleteRecords, _ request: AnalysisRequest, _ since: Day
    ) throws(AnalysisProblems) -> Prepared {
        let days = records.days("day"), counts = records.numbers("count")
        let exposures = request.has("exposure") ? records.numbers("exposure") : days.map { _ in 1 }
        let inTarget = request.has("group") ? records.yesNo("group") : days.map { _ in true }
        func month(_ day: Day) -> Int { day.year * 12 + day.month - 1 }
        guard let first = days.map(month).min() else { throw AnalysisProblems("no-months", "No month can be used.") }
        let start = month(since) - first, phaseIn = request.whole("phase-in")
        var points: [InterruptedSeries.Point] = [], leftOut = 0
        var seen: [String: Int] = [:]
        for place in days.indices {
            let time = month(days[place]) - first
            let key = "\(time) \(inTarget[place])"
            if let row = seen[key] {
                throw AnalysisProblems(
                    "month-twice",
                    "Row \(records.rows[place]): this month is in row \(row) already. Give one record for each month.",
                    row: records.rows[place])
            }
            seen[key] = records.rows[place]
            if time >= start, time < start + phaseIn {
                leftOut += 1
                continue
            }
            points.append(
                InterruptedSeries.Point(
                    time: time, season: (first + time) % 12, count: counts[place], exposure: exposures[place],
                    isTarget: inTarget[place]))
        }
        points.sort { ($0.isTarget ? 0 : 1, $0.time) < ($1.isTarget ? 0 : 1, $1.time) }
        let target = points.filter(\.isTarget)
        let before = target.count { $0.time < start }
        guard before > 0, before < target.count else {
            throw AnalysisProblems(
                "one-side",
                "The series needs months before and after the start; it has \(before) of \(target.count) before.")
        }
        return Prepared(
            points: points, start: start, before: before, after: target.count - before, leftOut: leftOut,
            isControlled: target.count < points.count)
    }

    private static func result(
        _ series: InterruptedSeries, _ prepared: Prepared, _ plan: InterruptedSeries.Plan, _ records: CompleteRecords,
        _ request: AnalysisRequest
    ) -> AnalysisResult {
        let confidence = request.number("confidence")
        let z = Normal.reach(confidence)
        func ratio(_ key: String, _ fit: (coefficient: Double, error: Double)) -> Finding {
            Finding(
                key,
                .estimated(
                    Estimate(
                        exp(fit.coefficient),
                        Interval(
                            exp(fit.coefficient - z * fit.error), exp(fit.coefficient + z * fit.error),
                            confidence: confidence))
                ), p: Normal.twoSided(fit.coefficient / fit.error), n: Double(prepared.points.count),
                more: [NamedFigure("coefficient", fit.coefficient), NamedFigure("standard_error", fit.error)])
        }
        var findings = [ratio("level ratio", series.level)]
        if let slope = series.slope { findings.append(ratio("slope ratio a month", slope)) }
        findings.append(ratio("ratio over the time after", (series.change.value, series.change.error)))
        let after = prepared.points.indices.filter {
            prepared.points[$0].isTarget && prepared.points[$0].time >= prepared.start
        }
        let observed = after.reduce(0) { $0 + prepared.points[$1].count }
        let expected = after.reduce(0) { $0 + series.counterfactual[$1] }
        let half = z * series.net.error
        findings.append(
            Finding(
                "events more than expected",
                .estimated(
                    Estimate(
                        series.net.value,
                        Interval(series.net.value - half, series.net.value + half, confidence: confidence))),
                p: Normal.twoSided(series.net.value / series.net.error), n: observed, denominator: expected,
                more: [
                    NamedFigure("observed", observed), NamedFigure("expected_without", expected),
                    NamedFigure("observed_minus_expected", observed - expected),
                    NamedFigure("dispersion", series.dispersion), NamedFigure("lag", Double(series.lag)),
                    NamedFigure("ljung_box_p", series.unrelated),
                    NamedFigure("first_autocorrelation", series.firstAutocorrelation),
                ]))
        let percent = (exp(series.change.value) - 1) * 100
        let low = (exp(series.change.value - z * series.change.error) - 1) * 100
        let high = (exp(series.change.value + z * series.change.error) - 1) * 100
        let left = prepared.leftOut > 0 ? ["\(prepared.leftOut) months of phase-in left out."] : []
        let sentence =
            "After the start the series ran \(ReportNumber.short(abs(percent)))% \(percent < 0 ? "below" : "above") what was to be expected (\(ReportNumber.short(low))% to \(ReportNumber.short(high))%)."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: records.exclusions + left,
            assumptions: checks(series, prepared),
            caution:
                "Whatever else began in that month is in the effect. \(prepared.isControlled ? "" : "Without a comparison series a trend shared by all cannot be told from it. ")"
                + Caution.recorded,
            figure: AnalysisFigure.figure(
                plot(series, prepared, records).drawing(named: sentence), description, sentence,
                "Observed months, and what the model expects without it."))
    }

    private static func plot(
        _ series: InterruptedSeries, _ prepared: Prepared, _ records: CompleteRecords
    ) -> SeriesPlot {
        let places = prepared.points.indices.filter { prepared.points[$0].isTarget }
        let first = records.days("day").min() ?? Day(number: 0)
        let points = places.map { place in
            let day = first.adding(months: prepared.points[place].time)
            return SeriesPlot.Point(
                "\(day.iso.prefix(7))", prepared.points[place].count, centre: series.counterfactual[place])
        }
        return SeriesPlot(
            points: points, upright: "Events", across: "Month",
            key: "dots: observed · line: expected without it",
            start: places.firstIndex { prepared.points[$0].time >= prepared.start })
    }

    private static func checks(_ series: InterruptedSeries, _ prepared: Prepared) -> [AssumptionCheck] {
        let target = prepared.points.filter { $0.isTarget && $0.time < prepared.start }
        return [
            AssumptionCheck(
                "There are enough months on both sides", min(prepared.before, prepared.after) >= 12 ? .held : .doubtful,
                "\(prepared.before) before and \(prepared.after) after; twelve or more are wanted, 24 are better."),
            AssumptionCheck(
                "What the model leaves over does not hang together", series.unrelated < 0.05 ? .doubtful : .held,
                "Ljung-Box p \(ReportNumber.short(series.unrelated)); errors allow for \(series.lag) months."),
            RegressionToTheMean.check(target.map { $0.count / $0.exposure }),
        ]
    }
}

/// Whether the time just before the start was unusual, so that a return to normal would look like an effect.
enum RegressionToTheMean {
    /// - Parameter before: rates of the months before the start, in order.
    static func check(_ before: [Double]) -> AssumptionCheck {
        let name = "The place was not chosen for a bad time that would have passed anyway"
        guard before.count >= 24 else {
            return AssumptionCheck(name, .unchecked, "It takes two years before the start to see it.")
        }
        let last = before.suffix(12), earlier = before.dropLast(12)
        func mean(_ values: ArraySlice<Double>) -> Double { values.reduce(0, +) / Double(values.count) }
        let usual = mean(earlier), recent = mean(last)
        var squares = 0.0
        for value in earlier { squares += (value - usual) * (value - usual) }
        let spread = (squares / Double(max(1, earlier.count - 1)) * (1.0 / 12 + 1 / Double(earlier.count))).squareRoot()
        let z = spread > 0 ? (recent - usual) / spread : 0
        return AssumptionCheck(
            name, z.magnitude > 1.645 ? .doubtful : .held,
            "The year before the start ran at \(ReportNumber.short(recent)) against \(ReportNumber.short(usual)) before it (z \(ReportNumber.short(z)))."
        )
    }
}
