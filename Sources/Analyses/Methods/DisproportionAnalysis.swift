import Statistics
import Vocabulary

/// Whether something falls on one group more than on another: ratios to a reference group, with several denominators.
///
/// ## Definition
/// For each group and each denominator the rate over the reference group's rate, with the exact interval given both counts. Beside it the
/// counts, and bounds for events whose group is not known: none of them, all of them, or as many as among the known. With `area`, the
/// ratio over all areas at once by Mantel and Haenszel.
///
/// With `trials` the population is what each event came out of at most once, searches with a find among them: the interval is that of
/// a ratio of shares (Katz), p that of two shares, and beside them stand the odds ratio and, with `area`, the common risk ratio
/// (`mantel_haenszel`, limits of Greenland and Robins for trials), the common odds ratio (limits of Robins, Breslow and Greenland), the
/// Mantel-Haenszel test without and with the correction for continuity, and the test that the odds ratio is the same in all areas
/// (Breslow and Day, corrected by Tarone).
///
/// ## When not to use it
/// Never for one person, and only for groups large enough to be published. Rates of being found with something (hit rates) do not show
/// fairness either: groups differ in more than how they are chosen.
///
/// ## Edge cases
/// A group without events, or with fewer than `least`, is insufficient. The reference is named with `--reference`. With `trials` more
/// events than trials are refused with their row.
///
/// ## Source
/// Mantel, N. and Haenszel, W. (1959), Journal of the National Cancer Institute 22, 719-748; Greenland, S. and Robins, J. M. (1985),
/// Biometrics 41, 55-68; Robins, J., Breslow, N. and Greenland, S. (1986), Biometrics 42, 311-323; Tarone, R. E. (1985), Biometrika
/// 72, 91-95.
public enum DisproportionAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "disproportion", question: .fair, title: "Ratios of groups to a reference, several denominators",
        example: """
            Documentation/examples/analyse/searches.csv --group group --count searches \
            --population residents --population present --area district --reference "group A"
            """,
        roles: [
            Role("group", .text, "The group, in aggregate"),
            Role("count", .count, "Events", unit: "events"),
            Role(
                "population", .positive,
                "Residents, people available, or another benchmark; may be given up to three times",
                unit: "people", required: false, repeatable: true),
            Role("area", .text, "Where, for a ratio over all areas at once", required: false),
        ],
        options: [
            .confidence, Option("reference", .text, "The group the others are told against"),
            Option("unknown", .text, "The name of the group that is not known", standard: "unknown"),
            Option("least", .whole(0...1_000), "Say nothing below so many events", unit: "events", standard: "5"),
            Option("trials", .flag, "The population is trials, each with one event at most: searches with a find"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        guard let reference = request.text("reference") else {
            throw AnalysisProblems(
                "reference-missing", "--reference GROUP is needed: the group the others are told against.")
        }
        let denominators = request.names(of: "population")
        guard !denominators.isEmpty else { throw AnalysisProblems("role-missing", "--population COLUMN is needed.") }
        let areas = request.has("area") ? ["area"] : []
        let counted = request.complete(["group", "count"] + areas)
        let unknownName = request.choice("unknown").lowercased()
        var findings: [Finding] = [], exclusions = counted.exclusions
        let unknown = zip(counted.texts("group"), counted.numbers("count")).reduce(0) {
            $0 + ($1.0.lowercased() == unknownName ? $1.1 : 0)
        }
        let known = counted.numbers("count").reduce(0, +) - unknown
        let records = request.complete(["group", "count", "population"] + areas)
        exclusions += records.exclusions.filter { !exclusions.contains($0) && unknown == 0 }
        let groups = records.texts("group"), counts = records.numbers("count")
        let grouping = Grouping(groups)
        guard grouping.names.contains(reference) else {
            throw AnalysisProblems(
                "no-reference",
                "There is no group \(reference) with a population. Groups are: \(grouping.names.prefix(20).joined(separator: ", "))."
            )
        }
        if request.isOn("trials") { try checkTrials(records, counts, denominators) }
        for (index, denominator) in denominators.enumerated() {
            let people = records.numbers("population", index)
            func total(_ name: String, _ values: [Double]) -> Double {
                groups.indices.reduce(0) { $0 + (groups[$1] == name ? values[$1] : 0) }
            }
            for name in grouping.names where name != reference && name.lowercased() != unknownName {
                let a = total(name, counts), m = total(name, people)
                let b = total(reference, counts), n = total(reference, people)
                let strata = request.has("area") ? strata(records, name, reference, people) : []
                findings.append(
                    finding("\(name), by \(denominator)", a, m, b, n, unknown, known, strata, request))
            }
        }
        let above = findings.count { ($0.interval?.low ?? 0) > 1 }
        return AnalysisResult(
            sentence: "\(above) of \(findings.count) ratios lie above 1 by more than chance would do.",
            findings: findings,
            exclusions: exclusions,
            assumptions: [
                AssumptionCheck(
                    "Everybody's group is known", unknown == 0 ? .held : .doubtful,
                    "\(ReportNumber.text(unknown)) of \(ReportNumber.text(unknown + known)) events have none; see the bounds."
                ),
                AssumptionCheck(
                    "The denominator is who could have been chosen", denominators.count > 1 ? .unchecked : .doubtful,
                    "\(denominators.count) given; residents are not who is in the street. Give several."),
            ],
            caution:
                "A ratio shows a difference, not its cause; equal hit rates do not prove fairness. Publish none that could tell about a person."
        )
    }

    private static func finding(
        _ key: String, _ a: Double, _ m: Double, _ b: Double, _ n: Double, _ unknown: Double, _ known: Double,
        _ strata: [(Double, Double, Double, Double)],
        _ request: AnalysisRequest
    ) -> Finding {
        let least = Double(request.whole("least")), confidence = request.number("confidence")
        guard a >= least, b >= least, b > 0 else {
            return Finding(key, .insufficient("Fewer than \(request.whole("least")) events on one side."))
        }
        let isTrials = request.isOn("trials")
        let ratio =
            isTrials
            ? Difference.proportionRatio(a, of: m, b, of: n, confidence: confidence)
            : Difference.rateRatio(a, over: m, b, over: n, confidence: confidence)
        let p =
            isTrials ? Difference.equalProportions(a, of: m, b, of: n) : Difference.equalRates(a, over: m, b, over: n)
        let bounds = Disproportion.bounds(
            events: a, exposure: m, referenceEvents: b, referenceExposure: n, unknown: unknown, known: known)
        var more = [
            NamedFigure("events", a), NamedFigure("reference_events", b), NamedFigure("rate", a / m),
            NamedFigure("reference_rate", b / n), NamedFigure("rate_difference", a / m - b / n),
            NamedFigure("excess_events", a - b / n * m), NamedFigure("if_unknown_are_none", bounds.none),
            NamedFigure("if_unknown_are_all", bounds.all), NamedFigure("if_unknown_as_known", bounds.proportional),
        ]
        if isTrials {
            more += NamedFigure.limits("odds_ratio", Difference.oddsRatio(a, of: m, b, of: n, confidence: confidence))
            if !strata.isEmpty {
                more += MantelHaenszel(strata).figures(
                    ratio: "mantel_haenszel", odds: "mantel_haenszel_odds_ratio", confidence)
            }
        } else if !strata.isEmpty {
            more += NamedFigure.limits("mantel_haenszel", Disproportion.mantelHaenszel(strata, confidence: confidence))
        }
        return Finding(
            key, Outcome(ratio, otherwise: "No events on either side."), p: p, n: a, denominator: m, more: more)
    }

    private static func checkTrials(
        _ records: CompleteRecords, _ counts: [Double], _ denominators: [String]
    ) throws(AnalysisProblems) {
        var problems: [Problem] = []
        for (index, name) in denominators.enumerated() {
            for (record, trials) in records.numbers("population", index).enumerated() where counts[record] > trials {
                problems.append(
                    .of(
                        "more-than-all",
                        "Row \(records.rows[record]): more events than \(name). Without --trials it is read as people or time.",
                        row: records.rows[record]))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(40))) }
    }

    private static func strata(
        _ records: CompleteRecords, _ name: String, _ reference: String, _ people: [Double]
    ) -> [(Double, Double, Double, Double)] {
        let groups = records.texts("group"), counts = records.numbers("count")
        return Grouping(records.texts("area")).members.map { members in
            func sum(_ which: String, _ values: [Double]) -> Double {
                members.reduce(0) { $0 + (groups[$1] == which ? values[$1] : 0) }
            }
            return (sum(name, counts), sum(name, people), sum(reference, counts), sum(reference, people))
        }
    }
}

extension NamedFigure {
    /// A figure and its limits, under `name`, `name_low` and `name_high`; nothing where there is no figure.
    static func limits(_ name: String, _ estimate: Estimate?) -> [NamedFigure] {
        guard let estimate else { return [] }
        return [NamedFigure(name, estimate.value)]
            + (estimate.interval.map { [NamedFigure("\(name)_low", $0.low), NamedFigure("\(name)_high", $0.high)] }
                ?? [])
    }
}

extension MantelHaenszel {
    /// Everything a published table of strata gives.
    ///
    /// `ratio` and `odds` are the names of the risk ratio and of the odds ratio.
    func figures(ratio: String, odds: String, _ confidence: Double) -> [NamedFigure] {
        var figures =
            NamedFigure.limits(ratio, riskRatio(confidence: confidence))
            + NamedFigure.limits(odds, oddsRatio(confidence: confidence))
        if let plain = test(), let corrected = test(corrected: true) {
            figures += [
                NamedFigure("mantel_haenszel_chi_square", plain.chiSquare),
                NamedFigure("mantel_haenszel_p", plain.p),
                NamedFigure("mantel_haenszel_chi_square_corrected", corrected.chiSquare),
                NamedFigure("mantel_haenszel_p_corrected", corrected.p),
            ]
        }
        if let same = homogeneity() {
            figures += [
                NamedFigure("homogeneity_chi_square", same.chiSquare),
                NamedFigure("homogeneity_degrees_of_freedom", same.degrees), NamedFigure("homogeneity_p", same.p),
            ]
        }
        return figures
    }
}
