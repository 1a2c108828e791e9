import Charts
import Glibc
import Statistics
import Vocabulary

/// What happened in a few treated areas with a long series, against untreated ones weighted to run parallel.
///
/// ## Definition
/// Untreated areas get weights so that their sum runs parallel to the treated areas' mean before the start, with a ridge that keeps the weights spread; periods
/// before the start get weights so that they are like those after. The effect is the difference, treated against weighted areas, after the start, less the
/// same difference before it: events for each treated area and period. Plain difference in differences and synthetic control stand beside it.
/// Errors come from placebos (groups of untreated areas taken as if treated) or, with two treated areas or more, from leaving out one area at a time.
/// Where there are no more groups than `placebos`, all are taken; otherwise so many different ones are drawn. `placebo_p` is (1 + groups at least as far
/// from zero) / (1 + groups), the treated ones counted among them: with one treated area among 39 it is never below 1/39. The estimate's own p takes the
/// placebos' spread as the error of a normal law. Further findings give the effect in each period and the weights of periods and areas; the lists
/// `areas`, `area_weights`, `synthetic_control_weights`, `weighted_periods` and `period_weights` hold all of them.
///
/// ## When not to use it
/// Not with fewer than two periods before the start, and better ten. Where areas began at different times, each start is an analysis of its own. With thousands of areas and covariates use
/// `synthetic-control`.
///
/// ## Edge cases
/// Placebo errors need more untreated areas than treated ones; otherwise the error is the jackknife's, and with one treated area there is none. An
/// area without a value in every period is left out. A series without any change before the start is insufficient. Areas that start at different times
/// are refused with their starts, a treatment that ends with its row. The treated column may be 1 in all periods, with `since`, or only from the start on.
/// `search exact` takes the weights that fit best. The authors' program, synthdid, stops its search before that, and published figures are mostly its
/// figures: `search authors` does the same steps. California's Proposition 99 gives -15.605 (synthetic control -19.51) exactly and -15.604 (-19.62) by
/// its steps, the figures in print.
///
/// ## Source
/// Arkhangelsky, D., Athey, S., Hirshberg, D. A., Imbens, G. W. and Wager, S. (2021), American Economic Review 111, 4088-4118; placebo groups after Abadie, A.,
/// Diamond, A. and Hainmueller, J. (2010), Journal of the American Statistical Association 105, 493-505.
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
            Option(
                "placebos", .whole(20...9_999), "Placebo groups at most: all there are, or so many different ones",
                standard: "200"),
            Option(
                "search", .choice(["exact", "authors"]),
                "Weights that fit best, or where the authors' program stops its search", standard: "exact"),
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
        let search = SyntheticSearch(rawValue: request.choice("search")) ?? .exact
        var findings: [Finding] = [], details: [Finding] = [], drawings: [Drawing] = []
        var all: [SyntheticDifference.Placebos] = []
        for outcome in reading.outcomes {
            guard
                let found = SyntheticDifference(
                    outcome.values, periods: reading.periods.count, before: reading.start, treated: reading.treated,
                    search: search)
            else {
                findings.append(
                    Finding(
                        outcome.name, .insufficient("It takes two untreated areas and some change before the start."),
                        n: Double(mine)))
                continue
            }
            let said = SyntheticDifferenceWords(outcome.name, found, outcome.values, reading, request)
            findings.append(said.finding)
            details += said.details
            drawings.append(said.drawing)
            said.placebos.map { all.append($0) }
        }
        let sentence = self.sentence(findings[0])
        return AnalysisResult(
            sentence: sentence, findings: findings + details, exclusions: reading.exclusions,
            assumptions: checks(reading, all.first),
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

    private static func checks(
        _ reading: PanelReading, _ placebos: SyntheticDifference.Placebos?
    ) -> [AssumptionCheck] {
        let others = reading.treated.count { !$0 }, mine = reading.treated.count { $0 }
        let groups = placebos?.estimates.count ?? 0
        let drawn = placebos?.isEvery == true ? "; all \(groups) groups were looked at" : "; \(groups) different groups"
        return [
            AssumptionCheck(
                "There are enough periods before the start", reading.start >= 10 ? .held : .doubtful,
                "\(reading.start) before and \(reading.periods.count - reading.start) after."),
            AssumptionCheck(
                "Placebos tell the error", others > 4 * mine ? .held : .doubtful,
                "\(others) untreated areas for \(mine) treated\(placebos == nil ? "" : drawn)."),
            AssumptionCheck(
                "The treated areas would have gone on in parallel", .unchecked,
                "Look at both series before the start."),
        ] + (reading.startCheck.map { [$0] } ?? [])
    }

    private static func sentence(_ finding: Finding) -> String {
        guard let estimate = finding.estimate else { return "Too little to say anything." }
        let range = finding.interval.map { " (\(ReportNumber.short($0.low)) to \(ReportNumber.short($0.high)))" } ?? ""
        return
            "\(finding.key): \(ReportNumber.short(abs(estimate))) \(estimate < 0 ? "fewer" : "more") for each treated area and period than expected\(range)."
    }
}
