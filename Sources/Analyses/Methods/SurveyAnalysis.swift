import Glibc
import Statistics
import Vocabulary

/// What a survey says about everybody, with errors that know how people were drawn.
///
/// ## Definition
/// Weighted mean, total, share or ratio; the error by Taylor linearisation over strata and first-stage clusters with the finite
/// population correction. Intervals are normal (`survey`) or Student's with clusters less strata degrees of freedom (`t`); a
/// share gets its interval on the logit, with Student's quantile, so that it stays between 0 and 1.
///
/// ## When not to use it
/// Not for people who chose themselves to answer: weights cannot mend that. Not for the same people asked twice: give their change
/// as the value.
///
/// ## Edge cases
/// A stratum with one cluster has no spread of its own: it adds nothing to the error and is named. A group nobody answered in is
/// left out.
///
/// ## Source
/// Särndal, C.-E., Swensson, B. and Wretman, J. (1992), Model assisted survey sampling; Lumley, T. (2004), Journal of Statistical
/// Software 9(8); agrees with R's survey 4.1-1.
public enum SurveyAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "survey", question: .howMuch, title: "Survey estimates with design-based errors",
        example: """
            Documentation/examples/analyse/answers.csv --value feels_safe --weight weight --stratum stratum \
            --population-size residents --estimate proportion
            """,
        roles: [
            Role("value", .text, "What was answered: a number, or the category whose share is wanted"),
            Role("over", .number, "For a ratio: what to divide by", required: false),
            Role("weight", .positive, "How many people the answer stands for; 1 for each otherwise", required: false),
            Role("stratum", .text, "The part of the population it was drawn from", required: false),
            Role("cluster", .text, "The first-stage unit: street, school", required: false),
            Role("population-size", .positive, "How many first-stage units the stratum has in all", required: false),
            Role("group", .text, "Gives an estimate for each", required: false),
        ],
        options: [
            .confidence,
            Option(
                "estimate", .choice(["mean", "total", "proportion", "ratio"]), "What to estimate", standard: "mean"),
            Option("category", .text, "For a proportion: the answer that counts as yes", standard: "yes"),
            Option("interval", .choice(["survey", "t"]), "Normal as R's survey, or Student's", standard: "survey"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let wanted = request.choice("estimate")
        if wanted == "ratio", !request.has("over") {
            throw AnalysisProblems("over-missing", "A ratio needs --over COLUMN: what to divide by.")
        }
        let optional = ["weight", "stratum", "cluster", "population-size", "group"].filter { request.has($0) }
        let records = request.complete(["value"] + optional + (wanted == "ratio" ? ["over"] : []))
        guard !records.isEmpty else { throw AnalysisProblems("no-answers", "No answer has everything that is needed.") }
        let values = try numbers(records, wanted, request.choice("category"))
        let design = design(records, request)
        let groups = request.has("group") ? Grouping(records.texts("group")) : nil
        let domains: [(String, [Bool])] =
            [("all", values.map { _ in true })]
            + (groups.map { groups in
                zip(groups.names, groups.members).map { name, members in
                    let those = Set(members)
                    return (name, values.indices.map { those.contains($0) })
                }
            } ?? [])
        let below = wanted == "ratio" ? records.numbers("over") : [Double](repeating: 1, count: values.count)
        let findings = domains.map { name, inGroup in
            let found =
                wanted == "total" ? design.total(values, among: inGroup) : design.ratio(values, below, among: inGroup)
            return finding(name, found, inGroup.count { $0 }, design, request)
        }
        return AnalysisResult(
            sentence: "\(findings.count) estimates of a \(wanted) from \(values.count) answers.", findings: findings,
            exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Everybody had a known chance to be asked, and answered", .unchecked,
                    "Compare who answered with who lives there."),
                AssumptionCheck(
                    "Every stratum has at least two clusters", design.lonely == 0 ? .held : .doubtful,
                    "\(design.lonely) strata with one."),
                AssumptionCheck(
                    "There are enough clusters for a normal interval", design.degrees >= 30 ? .held : .doubtful,
                    "\(ReportNumber.text(design.degrees)) degrees of freedom; below 30 take --interval t."),
            ],
            caution: "Those who did not answer may differ from those who did; no formula sees that.")
    }

    private static func finding(
        _ name: String, _ found: (value: Double, error: Double)?, _ count: Int, _ design: SurveyDesign,
        _ request: AnalysisRequest
    ) -> Finding {
        let confidence = request.number("confidence")
        let student = StudentT.reach(confidence, degrees: max(1, design.degrees))
        guard let found else {
            return Finding(name, .insufficient("Nobody answered, or there is nothing to divide by."))
        }
        var interval: Interval
        if request.choice("estimate") == "proportion" {
            guard found.value > 0, found.value < 1 else {
                return Finding(
                    name, .estimated(Estimate(found.value)), n: Double(count),
                    more: [NamedFigure("standard_error", found.error)])
            }
            let logit = log(found.value / (1 - found.value))
            let reach = student * found.error / (found.value * (1 - found.value))
            func share(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
            interval = Interval(share(logit - reach), share(logit + reach), confidence: confidence)
        } else {
            let reach = (request.choice("interval") == "t" ? student : Normal.reach(confidence)) * found.error
            interval = Interval(found.value - reach, found.value + reach, confidence: confidence)
        }
        return Finding(
            name, .estimated(Estimate(found.value, interval)), n: Double(count),
            more: [
                NamedFigure("standard_error", found.error), NamedFigure("degrees_of_freedom", design.degrees),
                NamedFigure("effective_size", design.effectiveSize),
            ])
    }

    private static func numbers(
        _ records: CompleteRecords, _ wanted: String, _ category: String
    ) throws(AnalysisProblems) -> [Double] {
        let texts = records.texts("value")
        if wanted == "proportion" { return texts.map { $0.lowercased() == category.lowercased() ? 1 : 0 } }
        let wrong = texts.indices.filter { CellValue.number(texts[$0]) == nil }
        guard wrong.isEmpty else {
            throw AnalysisProblems(
                wrong.prefix(20).map {
                    .of(
                        "not-a-number", "Row \(records.rows[$0]): \"\(texts[$0].prefix(60))\" is not a number.",
                        row: records.rows[$0])
                })
        }
        return texts.map { CellValue.number($0) ?? .nan }
    }

    private static func design(_ records: CompleteRecords, _ request: AnalysisRequest) -> SurveyDesign {
        func places(_ keys: [String]) -> [Int] {
            let groups = Grouping(keys)
            var places = [Int](repeating: 0, count: keys.count)
            for (place, members) in groups.members.enumerated() { for member in members { places[member] = place } }
            return places
        }
        let count = records.count
        let strata = request.has("stratum") ? records.texts("stratum") : [String](repeating: "", count: count)
        let clusters =
            request.has("cluster")
            ? zip(strata, records.texts("cluster")).map { "\($0)\u{1}\($1)" } : (0..<count).map { "\($0)" }
        return SurveyDesign(
            weights: request.has("weight") ? records.numbers("weight") : [Double](repeating: 1, count: count),
            strata: places(strata), clusters: places(clusters),
            populations: request.has("population-size") ? records.numbers("population-size") : nil)
    }
}
