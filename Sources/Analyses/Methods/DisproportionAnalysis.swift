import Statistics
import Vocabulary

/// Whether something falls on one group more than on another: ratios to a reference group, with several denominators.
///
/// ## Definition
/// For each group and each denominator the rate over the reference group's rate, with the exact interval given both counts. Beside it the
/// counts, and bounds for events whose group is not known: none of them, all of them, or as many as among the known. With `area`, the
/// ratio over all areas at once by Mantel and Haenszel.
///
/// ## When not to use it
/// Never for one person, and only for groups large enough to be published. Rates of being found with something (hit rates) do not show
/// fairness either: groups differ in more than how they are chosen.
///
/// ## Edge cases
/// A group without events, or with fewer than `least`, is insufficient. The reference is named with `--reference`.
///
/// ## Source
/// Mantel, N. and Haenszel, W. (1959), Journal of the National Cancer Institute 22, 719-748; Greenland, S. and Robins, J. M. (1985),
/// Biometrics 41, 55-68.
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
        _ strata: [(events: Double, exposure: Double, referenceEvents: Double, referenceExposure: Double)],
        _ request: AnalysisRequest
    ) -> Finding {
        let least = Double(request.whole("least")), confidence = request.number("confidence")
        guard a >= least, b >= least, b > 0 else {
            return Finding(key, .insufficient("Fewer than \(request.whole("least")) events on one side."))
        }
        let ratio = Difference.rateRatio(a, over: m, b, over: n, confidence: confidence)
        let bounds = Disproportion.bounds(
            events: a, exposure: m, referenceEvents: b, referenceExposure: n, unknown: unknown, known: known)
        var more = [
            NamedFigure("events", a), NamedFigure("reference_events", b), NamedFigure("rate", a / m),
            NamedFigure("reference_rate", b / n), NamedFigure("rate_difference", a / m - b / n),
            NamedFigure("excess_events", a - b / n * m), NamedFigure("if_unknown_are_none", bounds.none),
            NamedFigure("if_unknown_are_all", bounds.all), NamedFigure("if_unknown_as_known", bounds.proportional),
        ]
        if !strata.isEmpty, let over = Disproportion.mantelHaenszel(strata, confidence: confidence) {
            more += [
                NamedFigure("mantel_haenszel", over.value),
                NamedFigure("mantel_haenszel_low", over.interval?.low ?? .nan),
                NamedFigure("mantel_haenszel_high", over.interval?.high ?? .nan),
            ]
        }
        return Finding(
            key, Outcome(ratio, otherwise: "No events on either side."),
            p: Difference.equalRates(a, over: m, b, over: n), n: a, denominator: m, more: more)
    }

    private static func strata(
        _ records: CompleteRecords, _ name: String, _ reference: String, _ people: [Double]
    ) -> [(events: Double, exposure: Double, referenceEvents: Double, referenceExposure: Double)] {
        let groups = records.texts("group"), counts = records.numbers("count")
        return Grouping(records.texts("area")).members.map { members in
            func sum(_ which: String, _ values: [Double]) -> Double {
                members.reduce(0) { $0 + (groups[$1] == which ? values[$1] : 0) }
            }
            return (sum(name, counts), sum(name, people), sum(reference, counts), sum(reference, people))
        }
    }
}

/// How steeply something falls or rises from the most to the least deprived: slope and relative index of inequality.
///
/// ## Definition
/// A straight line through the groups' values at their middle relative rank, weighted by population; the slope index is its rise over
/// the whole range, the relative index the ratio of its two ends. Intervals by drawing each group's value from its own error.
///
/// ## When not to use it
/// Not when the relation is not a line; look at the groups first. Not with fewer than five groups.
///
/// ## Edge cases
/// The records must stand in order, from the most to the least deprived. Without `error`, `low` and `high` at 95% are needed.
///
/// ## Source
/// Low, A. and Low, A. (2004), Journal of Public Health 26, 388-395; PHEindicatormethods 2.1.0.
public enum SlopeIndexAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "slope-index", question: .fair, title: "Slope and relative index of inequality",
        example: """
            Documentation/examples/analyse/tenths.csv --group tenth --value rate --population people \
            --error se --draws 2000
            """,
        roles: [
            Role("group", .text, "The group, from most to least deprived", required: false),
            Role("value", .number, "The rate or share of the group"),
            Role("population", .positive, "People of the group", unit: "people"),
            Role("error", .positive, "Standard error of the value", required: false),
            Role("low", .number, "Lower 95% limit of the value, without error", required: false),
            Role("high", .number, "Upper 95% limit of the value, without error", required: false),
        ],
        options: [.confidence, Option("draws", .whole(100...1_000_000), "Random values", standard: "10000")],
        isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let limits = ["error", "low", "high"].filter { request.has($0) }
        let records = request.complete(["value", "population"] + limits)
        guard request.has("error") || (request.has("low") && request.has("high")) else {
            throw AnalysisProblems("error-missing", "Give --error, or --low and --high.")
        }
        let values = records.numbers("value")
        let errors =
            request.has("error")
            ? records.numbers("error")
            : zip(records.numbers("low"), records.numbers("high")).map { ($1 - $0) / (2 * Normal.reach(0.95)) }
        guard
            let found = SlopeIndex.fit(
                values: values, population: records.numbers("population"), errors: errors,
                confidence: request.number("confidence"), draws: request.whole("draws"), seed: request.seed)
        else { throw AnalysisProblems("too-few-groups", "Three groups are needed at least; five and more are wanted.") }
        return AnalysisResult(
            sentence: "From the most to the least deprived it changes by \(ReportNumber.short(found.slope.value)).",
            findings: [
                Finding("slope_index", .estimated(found.slope), n: Double(values.count)),
                Finding(
                    "relative_index",
                    Outcome(
                        found.relative.value.isFinite ? found.relative : nil,
                        otherwise: "It divides by a level that is zero."), n: Double(values.count)),
            ], exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are enough groups for a line", values.count >= 5 ? .held : .doubtful,
                    "\(values.count) groups.")
            ], caution: "A slope describes groups, and no one in them.")
    }
}
