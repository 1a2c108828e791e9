import Statistics
import Vocabulary

/// What happened in treated areas, against untreated ones weighted so that together they were the same before.
///
/// ## Definition
/// Untreated areas get weights, none below zero and as even as can be (raking), so that their weighted sums equal the treated areas' sums of every
/// covariate and of every outcome in every period before the start. The change is treated / weighted - 1 over the periods from the start on, in per
/// cent. Its interval is linearised on the logarithm: from what the matching leaves of each area (`errors matched`), or as microsynth has it (`survey`).
/// Beside it stand a jackknife that weights anew, the share of placebo groups at least as far out, the test of all outcomes together (chi-square;
/// with `tail` lower or upper whether they moved that way together: the sum of their ratios in errors), the effective
/// number of areas with the weights of the 1,000 heaviest, and what other weights that match as exactly would have said. Where there are no more
/// placebo groups than `placebos`, all are taken, otherwise so many different ones; each tail of `placebo_p` is (1 + groups at least as far out) /
/// (1 + groups), the treated ones counted among them.
///
/// ## When not to use it
/// Not where something else began in the treated areas alone at the same time, nor where untreated areas received what moved. Not with a handful of
/// untreated areas: use `synthetic-did`. Arrests and seizures are what an operation does, not what it achieves.
///
/// ## Edge cases
/// Totals that cannot be met: the least imbalance is told, and the check says so. Sparse outcomes are matched over several periods together with
/// `match-every`. A total of zero is met by weight zero for every area with any. Areas without a value in every period are left out. The treated column may
/// be 1 in all periods, with `since`, or only from the start on. Areas that start at different times are refused with their starts, a treatment that
/// ends with its row.
///
/// ## Source
/// Robbins, M. W., Saunders, J. and Kilmer, B. (2017), Journal of the American Statistical Association 112, 109-126; Robbins, M. W. and Davenport, S.
/// (2021), Journal of Statistical Software 97(2); Deville, J.-C. and Särndal, C.-E. (1992), Journal of the American Statistical Association 87, 376-382.
public enum SyntheticControlAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "synthetic-control", question: .worked, title: "Synthetic comparison by calibrated weights",
        example: """
            Documentation/examples/analyse/panel.csv --area block --period quarter --treated treated \
            --outcome crime --covariate residents --since 13 --match-every 4 --placebos 99 --jackknife 10
            """,
        roles: [
            Role("area", .text, "The area"), Role("period", .text, "The period, as a number or a day"),
            Role("treated", .yesNo, "Yes for treated areas, in all periods or from the start on"),
            Role("outcome", .number, "What is counted in each period", unit: "events", repeatable: true),
            Role("covariate", .number, "What does not change in time", required: false, repeatable: true),
        ],
        options: [
            .confidence, Option("since", .text, "The first period of what is judged"),
            Option("until", .text, "The last period of what is judged"),
            Option(
                "match-every", .whole(1...1_000), "Periods before the start matched together", unit: "periods",
                standard: "1"),
            Option(
                "distance", .choice(["linear", "raking"]),
                "What even weights means: chi-square cut off at zero, or entropy",
                standard: "linear"),
            Option(
                "errors", .choice(["matched", "survey"]), "What is left after matching, or as microsynth",
                standard: "matched"),
            Option(
                "tail", .choice(["both", "lower", "upper"]), "Which change p looks for: any, a fall, a rise",
                standard: "both"),
            Option(
                "placebos", .whole(0...9_999), "Placebo groups at most: all there are, or so many different ones",
                standard: "999"),
            Option("jackknife", .whole(0...500), "Groups left out in turn; 0 for none", standard: "40"),
            Option("other-weights", .whole(0...500), "Other sets of weights looked at", standard: "20"),
        ], isRandom: true, reference: 0)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let reading = try PanelReading(request)
        let panel = SyntheticPanel(
            units: reading.areas.count, periods: reading.periods.count, before: reading.start, treated: reading.treated,
            outcomes: reading.outcomes.map(\.values), covariates: reading.covariates.map(\.values),
            lump: request.whole("match-every"))
        let columns = 1 + panel.covariates.count + panel.outcomes.count * panel.lumps.count
        guard columns <= 400 else {
            throw AnalysisProblems(
                "too-many-columns",
                "\(columns) figures to match are too many; 400 are the most. Use --match-every to take periods together."
            )
        }
        let errors = SyntheticComparison.Errors(rawValue: request.choice("errors")) ?? .matched
        let distance = Calibration.Distance(rawValue: request.choice("distance")) ?? .linear
        guard let comparison = SyntheticComparison(panel, errors: errors, distance: distance) else {
            throw AnalysisProblems("one-group", "There must be treated and untreated areas.")
        }
        let said = SyntheticWords(reading, comparison, request)
        return AnalysisResult(
            sentence: said.sentence, findings: said.findings, exclusions: reading.exclusions, assumptions: said.checks,
            caution:
                "Weighted areas match what is known from before; what nobody recorded they need not match. \(said.inexact)"
                + Caution.recorded, figure: said.figure)
    }
}
