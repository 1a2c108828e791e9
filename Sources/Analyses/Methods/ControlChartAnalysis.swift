import Charts
import Statistics
import Vocabulary

/// A series against what it has done so far: centre, limits, and the signs of change by declared rules.
///
/// ## Definition
/// `xmr`: mean of the values give or take 3 / 1.128 times the mean moving range. `p` and `u`: all counts over all denominators
/// give or take three standard errors of the point; `p-prime` and `u-prime` widen them by the moving range of the z-scores
/// (Laney). `c`: counts over equal exposure. `g` and `t`: for events so rare that what lies between them is charted. NHS rules: beyond
/// three sigma; seven on one side; seven rising or falling; two of three beyond two sigma. Anhøj rules: longest run and crossings.
/// With `better` the first NHS sign of a point makes it an improvement or a concern (`variation`, and of a stretch that of its last point); with
/// `target` as well a stretch meets it throughout, falls short throughout, or does either by chance (`assurance`), by where the limits lie.
///
/// ## When not to use it
/// Not with fewer than about twelve points to set limits from. Not for a series with seasons: they look like signals; take
/// `time-series`. A chart says that something changed, not what changed it.
///
/// ## Edge cases
/// A new value of `phase` begins new limits; write down why. Points with `exclude` are drawn and do not count for the limits.
/// A point on the centre ends a run. With `screen` the mean moving range is worked out again without ranges above 3.267 times it.
///
/// ## Source
/// Montgomery, D. C. (2019), Introduction to statistical quality control; Laney, D. B. (2002), Quality Engineering 14, 531-537;
/// NHS England, Making data count (rules as of November 2023); Anhøj, J. and Olesen, A. V. (2014), PLoS ONE 9, e113825.
public enum ControlChartAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "control-chart", question: .changing,
        title: "Control chart: XmR, p, u, c, Laney, g, t; NHS and Anhøj rules",
        example: """
            Documentation/examples/analyse/city-months.csv --label month --value shoplifting --chart xmr \
            --baseline 24
            """,
        roles: [
            Role("label", .text, "What each point is: a month, a sample", required: false),
            Role("value", .number, "The value, or the count"),
            Role("denominator", .positive, "Out of how many, or over how much (p and u charts)", required: false),
            Role("phase", .text, "A new text begins a stretch with limits of its own", required: false),
            Role("exclude", .yesNo, "Yes where the point is not to count for the limits", required: false),
        ],
        options: [
            Option("chart", .choice(ControlChart.Kind.allCases.map(\.rawValue)), "Which chart", standard: "xmr"),
            Option(
                "baseline", .whole(2...1_000_000), "Set limits from the first so many points of each stretch",
                unit: "points"),
            Option("rules", .choice(["nhs", "anhoej", "both"]), "Which signs to look for", standard: "both"),
            Option(
                "screen", .choice(["yes", "no"]),
                "XmR: whether moving ranges beyond their own limit are left out, as NHS England does", standard: "no"),
            Option("better", .choice(["higher", "lower"]), "Which way is better: signs become improvement or concern"),
            Option("target", .number(-1e15...1e15), "What is to be reached, on the chart's scale"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let kind = ControlChart.Kind(rawValue: request.choice("chart")) ?? .xmr
        let needsDenominator = [.p, .u, .laneyP, .laneyU].contains(kind)
        if needsDenominator, !request.has("denominator") {
            throw AnalysisProblems("denominator-missing", "A \(kind.rawValue) chart needs --denominator COLUMN.")
        }
        let optional = ["denominator", "phase", "exclude"].filter { request.has($0) }
        let records = request.complete(["value"] + optional)
        let values = records.numbers("value")
        let denominators = records.numbers("denominator")
        if let over = values.indices.first(where: {
            (kind == .p || kind == .laneyP) && values[$0] > denominators[$0]
        }) {
            throw AnalysisProblems(
                "more-than-all", "Row \(records.rows[over]): more events than people.", row: records.rows[over])
        }
        let phases = stretches(records, request)
        let inBase = base(records, request, phases)
        guard
            let chart = ControlChart(
                kind, values: values, denominators: denominators, phases: phases, inBase: inBase,
                isScreened: request.choice("screen") == "yes")
        else {
            throw AnalysisProblems(
                "empty-stretch", "Every stretch needs at least one point that counts for its limits.")
        }
        return result(chart, records, request, inBase)
    }

    private static func stretches(_ records: CompleteRecords, _ request: AnalysisRequest) -> [Int] {
        guard request.has("phase") else { return records.rows.map { _ in 0 } }
        let texts = records.texts("phase")
        var stretch = 0
        return texts.indices.map { place in
            if place > 0, texts[place] != texts[place - 1] { stretch += 1 }
            return stretch
        }
    }

    private static func base(_ records: CompleteRecords, _ request: AnalysisRequest, _ phases: [Int]) -> [Bool] {
        let left = request.has("exclude") ? records.yesNo("exclude") : phases.map { _ in false }
        var taken: [Int: Int] = [:]
        let most = request.has(option: "baseline") ? request.whole("baseline") : Int.max
        return phases.indices.map { place in
            taken[phases[place], default: 0] += 1
            return !left[place] && taken[phases[place], default: 0] <= most
        }
    }

    private static func result(
        _ chart: ControlChart, _ records: CompleteRecords, _ request: AnalysisRequest, _ inBase: [Bool]
    ) -> AnalysisResult {
        let points = chart.points
        let rules = request.choice("rules")
        let signals = rules == "anhoej" ? points.map { _ in [String]() } : signs(points)
        var findings: [Finding] = []
        var runsFound = 0
        for phase in Set(points.map(\.phase)).sorted() {
            let members = points.indices.filter { points[$0].phase == phase }
            let runs = ChartRule.runs(ChartRule.sides(members.map { points[$0] }))
            if rules != "nhs", runs.isSignal { runsFound += 1 }
            var found = summary(phase, points, members, runs, members.count { inBase[$0] })
            if let last = members.last { found.more += meaning(points[last], signals[last], request, isStretch: true) }
            if [.laneyP, .laneyU].contains(chart.kind) {
                found.more.append(NamedFigure("sigma_z", chart.widenings[phase]))
            }
            if chart.kind == .xmr {
                let sigma = points[members[0]].sigma
                found.more += [
                    NamedFigure("sigma", sigma),
                    NamedFigure("mean_moving_range", sigma * ControlChart.rangeFactor),
                ]
            }
            findings.append(found)
        }
        let labels = records.keys("label")
        for (place, point) in points.enumerated() {
            findings.append(
                Finding(
                    labels[place], .estimated(Estimate(point.value)),
                    more: [
                        NamedFigure("centre", point.centre), NamedFigure("lower", point.lower),
                        NamedFigure("upper", point.upper), NamedFigure("stretch", Double(point.phase + 1)),
                        NamedFigure("in_base", .flag(inBase[place])), NamedFigure("signals", .texts(signals[place])),
                    ] + meaning(point, signals[place], request, isStretch: false)))
        }
        let flagged = signals.count { !$0.isEmpty }
        let few = inBase.count { $0 } < 12
        let sentence =
            flagged + runsFound == 0
            ? "No sign of change in \(points.count) points."
            : "\(flagged) of \(points.count) points carry a sign of change\(runsFound > 0 ? ", and the runs speak for a shift" : "")."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are enough points to set limits from", few ? .doubtful : .held,
                    "\(inBase.count { $0 }) points count; twelve or more are wanted."),
                AssumptionCheck(
                    "Neighbouring points do not carry over, and there are no seasons", .unchecked,
                    "Look at the same months of each year."),
            ],
            caution:
                "A sign says that something changed, not what. Begin a new stretch only for a reason that is written down. "
                + Caution.recorded,
            figure: AnalysisFigure.figure(
                plot(chart, labels, signals).drawing(named: sentence), description, sentence,
                "\(points.count) points with centre and limits."))
    }

    private static func plot(_ chart: ControlChart, _ labels: [String], _ signals: [[String]]) -> SeriesPlot {
        SeriesPlot(
            points: chart.points.enumerated().map { place, point in
                SeriesPlot.Point(
                    labels[place], point.value, centre: point.centre, lower: point.lower, upper: point.upper,
                    isSignal: !signals[place].isEmpty,
                    startsStretch: place > 0 && chart.points[place - 1].phase != point.phase)
            }, upright: "Value", across: "Point", key: "solid: centre · dashed: limits · diamond: sign of change")
    }

    private static func summary(
        _ phase: Int, _ points: [ControlChart.Point], _ members: [Int], _ runs: ChartRule.Runs, _ base: Int
    ) -> Finding {
        let first = points[members[0]]
        let even = members.allSatisfy { points[$0].lower == first.lower && points[$0].upper == first.upper }
        return Finding(
            "stretch \(phase + 1)",
            .estimated(Estimate(first.centre, even ? Interval(first.lower, first.upper, confidence: 0.9973) : nil)),
            n: Double(base),
            more: [
                NamedFigure("useful_points", Double(runs.useful)), NamedFigure("longest_run", Double(runs.longest)),
                NamedFigure("longest_run_allowed", Double(runs.longestAllowed)),
                NamedFigure("crossings", Double(runs.crossings)),
                NamedFigure("crossings_needed", Double(runs.crossingsNeeded)),
                NamedFigure("runs_signal", .flag(runs.isSignal)),
            ])
    }

    /// What a sign means where it is said which way is better, and whether the limits lie on the right side of the target.
    private static func meaning(
        _ point: ControlChart.Point, _ signs: [String], _ request: AnalysisRequest, isStretch: Bool
    ) -> [NamedFigure] {
        guard request.has(option: "better") else { return [] }
        let isUp = request.choice("better") == "higher"
        let variation = signs.first.map { $0.hasSuffix("high") == isUp ? "improvement" : "concern" } ?? "common cause"
        var more = [NamedFigure("variation", variation)]
        guard isStretch, request.has(option: "target") else { return more }
        let target = request.number("target")
        let isMet = isUp ? point.lower >= target : point.upper <= target
        let isMissed = isUp ? point.upper < target : point.lower > target
        more.append(
            NamedFigure("assurance", isMet ? "meets the target" : isMissed ? "misses the target" : "hit or miss"))
        return more
    }

    /// The names of the NHS rules that each point breaks. Runs do not reach over the end of a stretch.
    private static func signs(_ points: [ControlChart.Point]) -> [[String]] {
        var signs = points.map { _ in [String]() }
        for phase in Set(points.map(\.phase)) {
            let members = points.indices.filter { points[$0].phase == phase }
            let those = members.map { points[$0] }
            let found: [(String, [Int])] = [
                ("beyond three sigma", ChartRule.beyond(those)),
                ("seven on one side", ChartRule.wholeRun(ChartRule.oneSide(ChartRule.sides(those)))),
                ("seven rising or falling", ChartRule.wholeRun(ChartRule.trend(those.map(\.value)))),
                ("two of three beyond two sigma", ChartRule.twoOfThree(those)),
            ]
            for (name, flags) in found {
                for (place, flag) in flags.enumerated() where flag != 0 {
                    signs[members[place]].append("\(name), \(flag > 0 ? "high" : "low")")
                }
            }
        }
        return signs
    }
}
