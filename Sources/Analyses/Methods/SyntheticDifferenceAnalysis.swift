import Charts
import Glibc
import Statistics
import Vocabulary

/// What happened in a few treated areas with a long series, against untreated ones weighted to run parallel.
///
/// ## Definition
/// Untreated areas get weights so that their sum runs parallel to the treated areas' mean before the start, with a ridge that keeps the weights spread; periods
/// before the start get weights so that they are like those after. The effect is the difference, treated against weighted areas, after the start, less the
/// same difference before it: events for each treated area and period. Errors come from placebos (untreated areas taken as if treated) or, with two treated
/// areas or more, from leaving out one area at a time. Plain difference in differences and synthetic control stand beside it.
///
/// ## When not to use it
/// Not with fewer than two periods before the start, and better ten. Not where areas began at different times. With thousands of areas and covariates use
/// `synthetic-control`.
///
/// ## Edge cases
/// Placebo errors need more untreated areas than treated ones; otherwise the error is the jackknife's, and with one treated area there is none. An
/// area without a value in every period is left out. A series without any change before the start is insufficient.
///
/// ## Source
/// Arkhangelsky, D., Athey, S., Hirshberg, D. A., Imbens, G. W. and Wager, S. (2021), American Economic Review 111, 4088-4118. The weights are the exact
/// solution; the authors' program stops their search early.
public enum SyntheticDifferenceAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "synthetic-did", question: .worked, title: "Synthetic difference in differences",
        example: """
            Documentation/examples/analyse/panel.csv --area block --period quarter --treated treated \
            --outcome crime --since 13 --placebos 40
            """,
        roles: [
            Role("area", .text, "The area"), Role("period", .text, "The period, as a number or a day"),
            Role("treated", .yesNo, "Yes for treated areas, in all periods or from the start on"),
            Role("outcome", .number, "What is counted in each period", unit: "events", repeatable: true),
        ],
        options: [
            .confidence, Option("since", .text, "The first period of what is judged"),
            Option("until", .text, "The last period of what is judged"),
            Option("errors", .choice(["placebo", "jackknife"]), "Where the error comes from", standard: "placebo"),
            Option("placebos", .whole(20...9_999), "Placebo groups", standard: "200"),
        ], isRandom: true, reference: 0)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let reading = try PanelReading(request)
        let others = reading.treated.count { !$0 }, mine = reading.treated.count { $0 }
        guard others <= 1_000 else {
            throw AnalysisProblems(
                "too-many-areas",
                "\(others) untreated areas are too many for this method; 1,000 are the most. Use synthetic-control.")
        }
        guard reading.start > 1, reading.start <= 1_000 else {
            throw AnalysisProblems("one-side", "There must be two to 1,000 periods before the start.")
        }
        var findings: [Finding] = [], drawings: [Drawing] = []
        for outcome in reading.outcomes {
            guard
                let found = SyntheticDifference(
                    outcome.values, periods: reading.periods.count, before: reading.start, treated: reading.treated)
            else {
                findings.append(
                    Finding(
                        outcome.name, .insufficient("It takes two untreated areas and some change before the start."),
                        n: Double(mine)))
                continue
            }
            let error = self.error(found, outcome.values, reading, request)
            findings.append(finding(outcome.name, found, error, reading, request))
            drawings.append(plot(outcome.name, found, error.map { $0.error }, reading, request))
        }
        let first = findings[0]
        let sentence = self.sentence(first)
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: reading.exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are enough periods before the start", reading.start >= 10 ? .held : .doubtful,
                    "\(reading.start) before and \(reading.periods.count - reading.start) after."),
                AssumptionCheck(
                    "Placebos tell the error", others > 4 * mine ? .held : .doubtful,
                    "\(others) untreated areas for \(mine) treated."),
                AssumptionCheck(
                    "The treated areas would have gone on in parallel", .unchecked,
                    "Look at both series before the start."),
            ],
            caution: "One effect for all areas and periods after the start; whatever else began then is in it. "
                + Caution.recorded,
            figure: drawings.isEmpty
                ? nil
                : Figure(
                    drawings: drawings, title: sentence, subtitle: description.title,
                    summary:
                        "The treated areas' mean in each period, and what the weighted areas say it would have been.",
                    source: "cornerstone analyse synthetic-did, version \(description.version)"))
    }

    private static func error(
        _ found: SyntheticDifference, _ values: [Double], _ reading: PanelReading, _ request: AnalysisRequest
    ) -> (error: Double, placebos: [Double])? {
        let others = reading.treated.count { !$0 }, mine = reading.treated.count { $0 }
        if request.choice("errors") == "placebo", others > mine + 1 {
            let draws = SyntheticDifference.placebos(
                values, periods: reading.periods.count, before: reading.start, treated: reading.treated,
                draws: request.whole("placebos"), seed: request.seed)
            guard draws.count > 10 else { return nil }
            let mean = draws.reduce(0, +) / Double(draws.count)
            let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return ((squares / Double(draws.count)).squareRoot(), draws)
        }
        return found.jackknife(
            values, periods: reading.periods.count, before: reading.start, treated: reading.treated
        ).map { ($0, []) }
    }

    private static func finding(
        _ name: String, _ found: SyntheticDifference, _ error: (error: Double, placebos: [Double])?,
        _ reading: PanelReading, _ request: AnalysisRequest
    ) -> Finding {
        let confidence = request.number("confidence"), z = Normal.reach(confidence)
        let half = error.map { z * $0.error }
        let observed = found.treated[reading.start...].reduce(0, +) / Double(found.treated.count - reading.start)
        let squares = found.unitWeights.reduce(0) { $0 + $1 * $1 }
        var more = [
            NamedFigure("standard_error", error?.error ?? .nan), NamedFigure("did", found.plain),
            NamedFigure("synthetic_control", found.level), NamedFigure("treated_mean", observed),
            NamedFigure("expected_mean", observed - found.estimate),
            NamedFigure(
                "percent", observed == found.estimate ? .nan : 100 * found.estimate / (observed - found.estimate)),
            NamedFigure("effective_areas", 1 / squares),
            NamedFigure("areas_with_weight", Double(found.unitWeights.count { $0 > 1e-6 })),
            NamedFigure("period_weights", .numbers(found.periodWeights)),
            NamedFigure("treated_by_period", .numbers(found.treated)),
            NamedFigure("expected_by_period", .numbers(found.expected)),
        ]
        if let draws = error?.placebos, !draws.isEmpty {
            let beyond = draws.count { $0.magnitude >= found.estimate.magnitude }
            more.insert(NamedFigure("placebo_p", Double(1 + beyond) / Double(1 + draws.count)), at: 1)
        }
        return Finding(
            name,
            .estimated(
                Estimate(
                    found.estimate,
                    half.map { Interval(found.estimate - $0, found.estimate + $0, confidence: confidence) })),
            p: error.flatMap { $0.error > 0 ? Normal.twoSided(found.estimate / $0.error) : nil },
            n: Double(reading.treated.count { $0 }), denominator: Double(reading.treated.count { !$0 }), more: more)
    }

    private static func sentence(_ finding: Finding) -> String {
        guard let estimate = finding.estimate else { return "Too little to say anything." }
        let range = finding.interval.map { " (\(ReportNumber.short($0.low)) to \(ReportNumber.short($0.high)))" } ?? ""
        return
            "\(finding.key): \(ReportNumber.short(abs(estimate))) \(estimate < 0 ? "fewer" : "more") for each treated area and period than expected\(range)."
    }

    private static func plot(
        _ name: String, _ found: SyntheticDifference, _ error: Double?, _ reading: PanelReading,
        _ request: AnalysisRequest
    ) -> Drawing {
        let half = error.map { Normal.reach(request.number("confidence")) * $0 }
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
