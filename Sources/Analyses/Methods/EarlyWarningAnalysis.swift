import Charts
import Statistics
import Vocabulary

/// Weeks with more events than season, trend and earlier years lead to expect, over many areas with a budget of false alarms.
///
/// ## Definition
/// For each week looked at, a quasi-Poisson model is fitted to the weeks about the same week of `--years` earlier years and the seasons between
/// them, the latest `--omit` weeks left out; weeks with Anscombe residuals beyond `--reweight-above` weigh 1 over their square, and the
/// model is fitted again. Dispersion is at least 1. The threshold is the 1 - alpha quantile of a negative binomial law. The estimate is
/// observed over expected; p is the chance of as many or more. An alarm is more than the threshold (or reaching it, with `--alarm-at reach`)
/// with at least `--least-events` in `--least-weeks`. Alarms kept stay within the budget: over all series chance brings one as strong less
/// than once in `--recurrence-years`, or q within the week is small.
///
/// ## When not to use it
/// Not on less than `--years` of history: take poisson-cusum. Not where counts arrive late: leave the last weeks out. A campaign, or another
/// way of recording, looks like something new.
///
/// ## Edge cases
/// A week whose base is too short or whose fit does not settle is insufficient. The trend is dropped where it would lead beyond the highest
/// count of the base, or with fewer than three years. A step without a record is 0 unless `--absent missing` is said.
///
/// ## Source
/// Farrington, C. P. et al. (1996), Journal of the Royal Statistical Society A 159, 547-563; Noufaily, A. et al. (2013), Statistics in
/// Medicine 32, 1206-1222; Salmon, M., Schumacher, D. and Höhle, M. (2016), Journal of Statistical Software 70(10).
public enum EarlyWarningAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "early-warning", question: .emerging,
        title: "More than season and trend explain: Farrington and Noufaily",
        example: """
            Documentation/examples/analyse/weeks.csv --day week --count calls --area ward --watch 6
            """,
        roles: WarningSeries.roles,
        options: WarningSeries.options + [
            Option("watch", .whole(1...10_000), "Look at the latest so many steps", unit: "steps", standard: "52"),
            Option("years", .whole(1...20), "Years looked back", unit: "years", standard: "5"),
            Option(
                "half-window", .whole(0...26), "Steps on either side of the same time of year", unit: "steps",
                standard: "3"),
            Option("omit", .whole(0...200), "The latest steps left out of the base", unit: "steps", standard: "26"),
            Option("seasons", .whole(1...26), "Levels of the season", standard: "10"),
            Option(
                "alpha", .number(0.00001...0.25), "The chance of a false alarm in one step of one series",
                standard: "0.005"),
            Option("trend", .choice(["yes", "no"]), "Whether there may be a trend", standard: "yes"),
            Option("trend-p", .number(0...1), "The trend stays where its p is below this; 1 keeps it", standard: "1"),
            Option(
                "reweight-above", .number(0...100), "Residuals beyond this weigh less; 0 weighs all alike",
                standard: "2.58"),
            Option(
                "threshold", .choice(Farrington.Threshold.allCases.map(\.rawValue)),
                "Quantile at the mean, at the mean's upper end, or of the 2/3 power", standard: "plugin"),
            Option(
                "reference", .choice(["dates", "weeks"]), "The same date of earlier years, or 52 weeks for each",
                standard: "dates"),
            Option(
                "alarm-at", .choice(["above", "reach"]), "Alarm above the threshold, or on reaching it",
                standard: "above"),
            Option("least-events", .number(0...1_000), "No alarm with fewer events", unit: "events", standard: "5"),
            Option("least-weeks", .whole(1...52), "in so many steps", unit: "steps", standard: "4"),
            Option(
                "errors", .choice(["pearson", "surveillance"]),
                "Standard errors by the fit's dispersion, or as farringtonFlexible 1.20 has them", standard: "pearson"),
            Option("list", .choice(["all", "alarms"]), "List every step, or alarms alone", standard: "all"),
        ] + AlarmBudget.options, reference: 1)

    struct Watched {
        var area: Int
        var at: Int
        var result: Farrington.Result?
        var recent = 0.0
        var isAlarm = false
        var q: Double?
        var recurrence = Double.nan
        var isKept = false
    }

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let series = try WarningSeries(request), model = model(request)
        let length = series.days.count
        let from = max(0, length - request.whole("watch"))
        let references = (from..<length).map { at in sameTime(series, at, model.years, request.choice("reference")) }
        guard references.contains(where: { $0.count == model.years }) else {
            throw AnalysisProblems(
                "too-short",
                "There are \(length) \(series.step.rawValue)s, and the steps looked at need \(model.years) years before them. Take fewer --years, or poisson-cusum."
            )
        }
        guard model.seasons == 1 || series.step.ofYear - 2 * model.halfWindow - 1 >= model.seasons - 1,
            2 * model.halfWindow < series.step.ofYear
        else {
            throw AnalysisProblems(
                "too-many-seasons",
                "--seasons and --half-window do not fit into a year of \(series.step.ofYear) \(series.step.rawValue)s.")
        }
        let watched = watch(series, model, from, references, request)
        let shown = request.choice("list") == "alarms" ? watched.filter(\.isAlarm) : watched
        let findings = shown.map { finding($0, series) }
        let kept = watched.count(where: \.isKept), alarms = watched.count(where: \.isAlarm)
        let judged = watched.count { $0.result != nil }
        let sentence =
            "\(kept) of \(judged) \(series.step.rawValue)s of \(series.areas.count) series stand out within the budget of false alarms (\(alarms) without it)."
        return AnalysisResult(
            sentence: sentence,
            findings: findings.isEmpty
                ? [Finding("alarms", .estimated(Estimate(0)), n: Double(judged))] : findings,
            exclusions: series.exclusions, assumptions: checks(series, watched, model, request),
            caution:
                "An alarm says look, not why: a campaign, a new way of recording and late reports look the same. "
                + Caution.recorded,
            figure: plot(series, watched, sentence))
    }

    private static func model(_ request: AnalysisRequest) -> Farrington {
        var model = Farrington()
        model.years = request.whole("years")
        model.halfWindow = request.whole("half-window")
        model.omitted = request.whole("omit")
        model.seasons = request.whole("seasons")
        model.alpha = request.number("alpha")
        model.hasTrend = request.choice("trend") == "yes"
        model.trendP = request.number("trend-p") >= 1 ? .infinity : request.number("trend-p")
        model.residualLimit = request.number("reweight-above")
        model.isReweighted = model.residualLimit > 0
        model.threshold = Farrington.Threshold(rawValue: request.choice("threshold")) ?? .plugin
        model.asPeer = request.choice("errors") == "surveillance"
        return model
    }

    /// The same step of the years before, the latest first; those before the series began are left out.
    private static func sameTime(_ series: WarningSeries, _ at: Int, _ years: Int, _ kind: String) -> [Int] {
        let days = series.days
        return (1...years).compactMap { year in
            var place = at - year * series.step.ofYear
            if kind == "dates", series.step != .month {
                let length = series.step == .week ? 7.0 : 1
                let off = Double(days[at].adding(months: -12 * year).number - days[0].number)
                place = Int((off / length).rounded())
            }
            return place >= 0 ? place : nil
        }
    }

    private static func watch(
        _ series: WarningSeries, _ model: Farrington, _ from: Int, _ references: [[Int]], _ request: AnalysisRequest
    ) -> [Watched] {
        let length = series.days.count, steps = length - from
        let results = Farrington.results(
            model, series.counts, populations: series.populations, weeks: Array(from..<length), references: references)
        let least = request.number("least-events"), weeks = request.whole("least-weeks")
        let reaches = request.choice("alarm-at") == "reach", budget = AlarmBudget(request)
        var watched: [Watched] = []
        for area in series.areas.indices {
            for step in 0..<steps {
                let at = from + step, result = results[area * steps + step]
                var one = Watched(area: area, at: at, result: result)
                one.recent = series.counts[area][max(0, at - weeks + 1)...at].reduce(0) { $0 + ($1.isNaN ? 0 : $1) }
                if let result {
                    let y = series.counts[area][at]
                    one.isAlarm = one.recent >= least && y > 0 && (reaches ? y >= result.upper : y > result.upper)
                }
                watched.append(one)
            }
        }
        for step in 0..<steps {
            let places = series.areas.indices.map { $0 * steps + step }
            let p = places.map { watched[$0].result?.p }
            let q = FalseDiscovery.q(p), judged = p.count { $0 != nil }
            for (place, q) in zip(places, q) {
                watched[place].q = q
                guard let p = watched[place].result?.p else { continue }
                watched[place].recurrence = series.recurrence(p, series: judged)
                watched[place].isKept =
                    watched[place].isAlarm && budget.keeps(q: q, recurrence: watched[place].recurrence)
            }
        }
        return watched
    }

    private static func finding(_ one: Watched, _ series: WarningSeries) -> Finding {
        let key = series.key(one.area, one.at), count = series.counts[one.area][one.at]
        guard let result = one.result else {
            return Finding(
                key,
                .insufficient(
                    count.isNaN
                        ? "No count for this \(series.step.rawValue)."
                        : "The base is too short, or the model does not settle."))
        }
        return Finding(
            key, .estimated(Estimate(count / result.expected)), p: result.p, q: one.q, n: count,
            denominator: series.populations?[one.area][one.at],
            more: [
                NamedFigure("expected", result.expected), NamedFigure("threshold", result.upper),
                NamedFigure("dispersion", result.dispersion), NamedFigure("score", result.score),
                NamedFigure("alarm", .flag(one.isAlarm)), NamedFigure("within_budget", .flag(one.isKept)),
                NamedFigure("recurrence_years", one.recurrence), NamedFigure("recent_events", one.recent),
                NamedFigure("trend", result.trend ?? .nan), NamedFigure("base_steps", Double(result.base)),
                NamedFigure("area", series.areas[one.area]), NamedFigure("step_from", series.days[one.at].iso),
            ])
    }

    private static func checks(
        _ series: WarningSeries, _ watched: [Watched], _ model: Farrington, _ request: AnalysisRequest
    ) -> [AssumptionCheck] {
        let judged = watched.compactMap(\.result)
        let small = judged.count { $0.expected < 1 }
        let alarms = watched.count(where: \.isAlarm), due = model.alpha * Double(judged.count)
        return [
            AssumptionCheck(
                "Counts are large enough for a threshold to mean something",
                small * 2 > judged.count ? .doubtful : .held,
                "\(small) of \(judged.count) expect less than one event; for those a longer step or poisson-cusum sees more."
            ),
            AssumptionCheck(
                "Alarms come about as often as chance alone would bring them",
                Double(alarms) > 3 * due + 3 ? .doubtful : .held,
                "\(alarms) alarms; chance alone would bring at most \(ReportNumber.short(due)). Many more in all series at once speak of a change of recording."
            ),
            AssumptionCheck(
                "Reports have all come in", .unchecked, "The table cannot tell; hold back weeks that are still filling."
            ),
        ]
    }

    /// The series with the strongest alarm, or the largest one.
    private static func plot(_ series: WarningSeries, _ watched: [Watched], _ sentence: String) -> Figure? {
        let strongest = watched.filter { $0.result != nil }.min { one, other in
            (one.isKept ? 0 : 1, one.result?.p ?? 1) < (other.isKept ? 0 : 1, other.result?.p ?? 1)
        }
        guard let area = strongest?.area else { return nil }
        let points = watched.filter { $0.area == area && !series.counts[area][$0.at].isNaN }.map { one in
            SeriesPlot.Point(
                one.at < series.days.count ? series.days[one.at].iso : "", series.counts[area][one.at],
                centre: one.result?.expected, upper: one.result?.upper, isSignal: one.isAlarm)
        }
        let plot = SeriesPlot(
            points: points, upright: series.areas.count == 1 ? "Events" : "Events, \(series.areas[area])",
            across: series.step.axis, key: "line: expected · dashed: threshold · diamond: alarm")
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence,
            series.areas.count == 1
                ? "Events, what was expected and the threshold."
                : "\(series.areas[area]), the series that stands out most; the table has all \(series.areas.count).")
    }
}
