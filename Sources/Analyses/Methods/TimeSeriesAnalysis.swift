import Statistics
import Vocabulary

/// Whether a series of days, weeks, months, quarters or years took another course when something began.
///
/// ## Definition
/// ln E(count) = ln exposure + level + trend + step at the start + change of slope from there + season; counts with spread beyond chance
/// (`quasi-poisson`), with chance alone (`poisson`), or least squares on the logarithm (`log-normal`). With `normal` it is least squares on the counts, or on
/// counts over exposure, and all terms add up instead of multiplying. With `group`, a comparison series has terms of its own and the effect is what the
/// target did beyond it. The effect is the expected sum after the start less what the model expects without it, as count and per cent.
///
/// Errors are those of Newey and West: plain, or times n over the degrees of freedom left (`newey-west-adjusted`, as Stata's newey and itsa); `dispersion`
/// takes the spread that is seen, `model` the scale's own, which for `poisson` is chance alone and what `poisson` has where nothing is said. p and limits are
/// Student's t with the degrees of freedom left wherever the spread is taken from the residuals, as R's summaries of quasi-Poisson and linear models and
/// Stata's newey have it, Newey-West included: with 30 to 70 points its errors are too small rather than too large. They are normal for `poisson` with the
/// scale's own errors, and wherever `--interval normal` asks for it (version 1 of the method did so throughout).
///
/// Time is the day of each point, a month, a quarter such as 2027Q1, a week 2027-W05, a year, a financial year 2026/27, or a running number; trend and intercept count from 0 at the
/// first point, and a running number counts as it stands. The step is seen from the differences (`--step auto`), and season, lags and phase-in follow it: 12
/// months, 4 quarters, 365.25 / 7 weeks, 365.25 days, or `--period`; years have no season. Waves are sines and cosines of 2 pi k t / period, t being 1 in January,
/// in the first quarter, and at the first week or day. The start is `--since`, in the step that holds it, or the first 1 in `--after`.
///
/// Each further term is a line of its own: intercept, trend before and after, season. `--list points` adds what was observed, what the model has
/// and what it expects without the intervention, for each point.
///
/// ## When not to use it
/// Not with fewer than twelve points on a side; 24 are better. Not when something else began at the same time. Not for the worst
/// places of last year without a look at the check for regression to the mean.
///
/// ## Edge cases
/// Steps in `phase-in` after the start are left out. A step that is missing is left out, not taken as 0. A column that adds nothing
/// is dropped. A running number says not what it counts: give `--step`, or `--season none`. With `normal` a sum expected below 0 has no ratio. Waves shorter
/// than two steps are left out. `--slope-from` says what the change of slope counts at the first point after: 0, so that the step is that of this point; 1, or
/// the running number of that point for an interaction with time that is not centred.
///
/// ## Source
/// Bernal, J. L., Cummins, S. and Gasparrini, A. (2017), International Journal of Epidemiology 46, 348-355; Newey, W. K. and West, K. D.
/// (1987), Econometrica 55, 703-708; Linden, A. (2015), Stata Journal 15, 480-500.
public enum TimeSeriesAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "time-series", version: 2, question: .worked,
        title: "Interrupted time series: level, slope, counterfactual",
        example: """
            Documentation/examples/analyse/months.csv --day month --count offences --group target \
            --since 2025-07-01
            """,
        roles: [
            Role("day", .text, "The time: a day in the month, week or quarter, 2027Q1, a year or a running number"),
            Role("count", .count, "Events in the step; any amount from 0 with --scale normal", unit: "events"),
            Role("exposure", .positive, "People, or days in the month; 1 otherwise", required: false),
            Role("group", .yesNo, "Yes for the target, no for the comparison series", required: false),
            Role("after", .yesNo, "0 before the start, 1 from it on, instead of --since", required: false),
        ],
        options: [
            .confidence, Option("since", .text, "The first day, quarter, year or number of what is judged"),
            Option(
                "step", .choice(["auto", "day", "week", "month", "quarter", "year"]),
                "How far apart points are; auto sees it from the differences", standard: "auto"),
            Option(
                "season", .choice(["harmonics", "months", "none"]),
                "Waves over the year, a level for each month (quarter, place in the period), or none; none for years",
                standard: "harmonics"),
            Option("harmonics", .whole(1...6), "How many waves", unit: "pairs", standard: "2"),
            Option(
                "period", .number(2...1_000), "The length of the season instead of the year: 7 for days of the week",
                unit: "steps"),
            Option("slope", .choice(["yes", "no"]), "Whether the trend may change too", standard: "yes"),
            Option(
                "slope-from", .whole(0...100_000), "What the change of slope counts at the first point after",
                unit: "steps", standard: "0"),
            Option(
                "scale", .choice(["quasi-poisson", "poisson", "log-normal", "normal"]),
                "Counts with spread beyond chance, or by chance alone; least squares on their logarithm, or on them",
                standard: "quasi-poisson"),
            Option(
                "errors", .choice(["newey-west", "newey-west-adjusted", "dispersion", "model"]),
                "Allow for steps that hang together, for spread that is seen, or as the scale has it; newey-west otherwise, model with poisson"
            ),
            Option(
                "interval", .choice(["t", "normal"]),
                "Which law p and limits follow; t otherwise, normal for poisson with errors of the model"),
            Option("lag", .whole(0...60), "How many steps may hang together; the usual lag otherwise", unit: "steps"),
            Option(
                "phase-in", .whole(0...60), "Leave out so many steps from the start", unit: "steps", standard: "0"),
            Option(
                "list", .choice(["effects", "terms", "points"]),
                "List the effects alone, all terms, or each point as well", standard: "terms"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let reading = try TimeSeriesReading(request)
        let plan = try plan(request, reading)
        guard let series = InterruptedSeries(reading.points, plan) else {
            throw AnalysisProblems(
                "no-fit",
                "The model cannot be fitted: it needs points on both sides of the start, more points than terms, and for log-normal no zero."
            )
        }
        let isNormal =
            request.has(option: "interval")
            ? request.choice("interval") == "normal" : plan.scale == .poisson && (plan.lag ?? 0) < 0
        return TimeSeriesWords(
            series: series, reading: reading, plan: plan, law: isNormal ? nil : Double(series.model.degreesLeft),
            confidence: request.number("confidence"), list: request.choice("list")
        ).result
    }

    private static func plan(
        _ request: AnalysisRequest, _ reading: TimeSeriesReading
    ) throws(AnalysisProblems) -> InterruptedSeries.Plan {
        var plan = InterruptedSeries.Plan(start: reading.start)
        let period = request.has(option: "period") ? request.number("period") : reading.times.step.period
        plan.year = reading.times.step.ofYear
        plan.period = period
        plan.lags = plan.year > 1 ? plan.year : 10
        plan.season =
            switch request.choice("season") {
            case _ where period == nil: .none
            case "months": .months
            case "none": .none
            default: .harmonics(request.whole("harmonics"))
            }
        if let period, plan.season == .months, period != period.rounded() {
            throw AnalysisProblems(
                "period-off",
                "--season months takes a whole number of \(reading.step)s: take --season harmonics, or --period \(Int(period))."
            )
        }
        plan.hasSlope = request.choice("slope") == "yes"
        plan.slopeFrom = request.whole("slope-from")
        plan.scale = InterruptedSeries.Scale(rawValue: request.choice("scale")) ?? .quasiPoisson
        let errors =
            request.has(option: "errors") ? request.choice("errors") : plan.scale == .poisson ? "model" : "newey-west"
        plan.isAdjusted = errors == "newey-west-adjusted"
        if request.has(option: "lag") { plan.lag = request.whole("lag") }
        if errors == "dispersion" || errors == "model" {
            if request.has(option: "lag") {
                throw AnalysisProblems(
                    "lag-unused", "--lag belongs to --errors newey-west, and the errors are \(errors).")
            }
            plan.lag = -1
            // Chance alone, with the spread that is seen: that is quasi-Poisson.
            if errors == "dispersion", plan.scale == .poisson { plan.scale = .quasiPoisson }
        }
        return plan
    }
}
