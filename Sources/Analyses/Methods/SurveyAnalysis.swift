import Glibc
import Statistics
import Vocabulary

/// What a survey says about everybody, with errors that know how people were drawn.
///
/// ## Definition
/// Weighted mean, total, share or ratio; the error by Taylor linearisation over strata and clusters with finite population
/// corrections. Of a sample in several stages give `cluster` and `population-size` once for each, the first stage first: each adds
/// what its units differ by within those of the stage before, times the share of all that these are. A stage without a size counts as
/// drawn with replacement, and stages below it add nothing more; one size more than clusters is that of the answers within the last
/// cluster. Intervals are normal (`survey`) or Student's with clusters less strata degrees of freedom (`t`); a share gets its
/// interval on the logit, with Student's quantile, so that it stays between 0 and 1.
///
/// `design_effect` is the variance over that of a simple random sample of as many drawn without replacement (R's deff); it needs
/// weights that add up to everybody. `design_effect_replacement` is the same drawn with replacement. `effective_size` is Kish's, by
/// unequal weights alone, of the group's own answers; `design_effect_weights` is the answers over it. Neither of Kish's knows of
/// clusters.
///
/// ## When not to use it
/// Not for people who chose themselves to answer: weights cannot mend that. Not for the same people asked twice: give their change
/// as the value.
///
/// ## Edge cases
/// A record without a value stays in the plan and adds nothing: clusters and degrees of freedom are those of everything drawn, and a
/// total leaves out what it would have said. One without a group counts in `all` only; one without weight, stratum, cluster or size
/// is left out. A stratum with one cluster has no spread of its own: it adds nothing to the error and is named. A name of a cluster that
/// comes again in another stratum or cluster is another cluster. A population size that is smaller than the sample, or that differs
/// within its stratum or cluster, is refused with its row. A group nobody answered in is left out.
///
/// ## Source
/// Särndal, C.-E., Swensson, B. and Wretman, J. (1992), Model assisted survey sampling; Kish, L. (1965), Survey sampling; Lumley, T.
/// (2004), Journal of Statistical Software 9(8); agrees with R's survey 4.1-1.
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
            Role(
                "cluster", .text, "The unit drawn: street, school; once for each stage, the first stage first",
                required: false, repeatable: true),
            Role(
                "population-size", .positive,
                "How many units the stratum has in all; at a later stage, how many the cluster of the stage before has",
                required: false, repeatable: true),
            Role("group", .text, "Gives an estimate for each", required: false),
        ],
        options: [
            .confidence,
            Option(
                "estimate", .choice(["mean", "total", "proportion", "ratio"]), "What to estimate", standard: "mean"),
            Option("category", .text, "For a proportion: the answer that counts as yes", standard: "yes"),
            Option("interval", .choice(["survey", "t"]), "Normal as R's survey, or Student's", standard: "survey"),
            Option("design-weights", .flag, "Work the weights out from the population sizes of every stage"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let wanted = request.choice("estimate")
        if wanted == "ratio", !request.has("over") {
            throw AnalysisProblems("over-missing", "A ratio needs --over COLUMN: what to divide by.")
        }
        let survey = try SurveyReading(request)
        let records = survey.records, design = survey.design
        let needed = ["value"] + (wanted == "ratio" ? ["over"] : [])
        let isAnswered = needed.map { records.known($0) }.reduce(records.rows.map { _ in true }) {
            zip($0, $1).map { $0 && $1 }
        }
        guard isAnswered.contains(true) else {
            throw AnalysisProblems("no-answers", "No answer has everything that is needed.")
        }
        let values = try numbers(records, isAnswered, wanted, request.choice("category"))
        let below = wanted == "ratio" ? records.numbers("over") : [Double](repeating: 1, count: values.count)
        let findings = domains(records, isAnswered).map { name, inGroup in
            let found =
                wanted == "total" ? design.total(values, among: inGroup) : design.ratio(values, below, among: inGroup)
            return finding(name, found, inGroup.count { $0 }, design, request)
        }
        return AnalysisResult(
            sentence:
                "\(findings.count) \(findings.count == 1 ? "estimate" : "estimates") of a \(wanted) from \(isAnswered.count { $0 }) answers.",
            findings: findings, exclusions: records.exclusions + outside(records, isAnswered, needed, wanted),
            assumptions: [
                AssumptionCheck(
                    "Everybody had a known chance to be asked, and answered", .unchecked,
                    "Compare who answered with who lives there.")
            ] + survey.checks + [
                AssumptionCheck(
                    "There are enough clusters for a normal interval", design.degrees >= 30 ? .held : .doubtful,
                    "\(ReportNumber.text(design.degrees)) degrees of freedom; below 30 take --interval t.")
            ],
            caution: "Those who did not answer may differ from those who did; no formula sees that.")
    }

    /// All answers, and those of each group somebody answered in.
    private static func domains(_ records: CompleteRecords, _ isAnswered: [Bool]) -> [(String, [Bool])] {
        guard records.request.has("group") else { return [("all", isAnswered)] }
        let names = records.texts("group"), isKnown = records.known("group")
        let used = names.indices.filter { isAnswered[$0] && isKnown[$0] }
        let groups = Grouping(names.picked(used))
        return [("all", isAnswered)]
            + zip(groups.names, groups.members).map { name, members in
                var inGroup = [Bool](repeating: false, count: names.count)
                for member in members { inGroup[used[member]] = true }
                return (name, inGroup)
            }
    }

    /// What stays in the plan without adding to an estimate.
    private static func outside(_ records: CompleteRecords, _ isAnswered: [Bool], _ needed: [String], _ wanted: String)
        -> [String]
    {
        var sentences: [String] = []
        func rows(_ isIn: [Bool]) -> [Int] { zip(records.rows, isIn).filter { $0.1 }.map { $0.0 } }
        let silent = rows(isAnswered.map { !$0 })
        if !silent.isEmpty {
            let columns = needed.flatMap { records.request.names(of: $0) }
            sentences.append(
                "\(AnalysisRequest.records(silent.count)) without a value under \(columns.joined(separator: " or ")) (\(AnalysisRequest.listed(silent))): part of the plan, outside the estimate"
                    + (wanted == "total" ? "; the total leaves out what they would have said." : "."))
        }
        let nowhere = rows(zip(isAnswered, records.known("group")).map { $0 && !$1 })
        if !nowhere.isEmpty {
            sentences.append(
                "\(AnalysisRequest.records(nowhere.count)) without a value under \(records.request.names(of: "group").joined()) (\(AnalysisRequest.listed(nowhere))): in all, in no group."
            )
        }
        return sentences
    }

    private static func finding(
        _ name: String, _ found: DesignEstimate?, _ count: Int, _ design: SurveyDesign, _ request: AnalysisRequest
    ) -> Finding {
        guard let found else {
            return Finding(name, .insufficient("Nobody answered, or there is nothing to divide by."))
        }
        var more = [
            NamedFigure("standard_error", found.error), NamedFigure("degrees_of_freedom", design.degrees),
            NamedFigure("clusters", Double(design.clusters)), NamedFigure("strata", Double(design.strata)),
        ]
        if let effect = found.effect { more.append(NamedFigure("design_effect", effect)) }
        if let effect = found.effectWithReplacement { more.append(NamedFigure("design_effect_replacement", effect)) }
        more += [
            NamedFigure("effective_size", found.effectiveSize),
            NamedFigure("design_effect_weights", Double(count) / found.effectiveSize),
        ]
        return Finding(
            name, .estimated(Estimate(found.value, interval(found, design, request))), n: Double(count), more: more)
    }

    private static func interval(
        _ found: DesignEstimate, _ design: SurveyDesign, _ request: AnalysisRequest
    ) -> Interval? {
        let confidence = request.number("confidence")
        let student = StudentT.reach(confidence, degrees: max(1, design.degrees))
        guard request.choice("estimate") == "proportion" else {
            let reach = (request.choice("interval") == "t" ? student : Normal.reach(confidence)) * found.error
            return Interval(found.value - reach, found.value + reach, confidence: confidence)
        }
        guard found.value > 0, found.value < 1 else { return nil }
        let logit = log(found.value / (1 - found.value))
        let reach = student * found.error / (found.value * (1 - found.value))
        func share(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        return Interval(share(logit - reach), share(logit + reach), confidence: confidence)
    }

    private static func numbers(
        _ records: CompleteRecords, _ isAnswered: [Bool], _ wanted: String, _ category: String
    ) throws(AnalysisProblems) -> [Double] {
        let texts = records.texts("value")
        if wanted == "proportion" { return texts.map { $0.lowercased() == category.lowercased() ? 1 : 0 } }
        let wrong = texts.indices.filter { isAnswered[$0] && CellValue.number(texts[$0]) == nil }
        guard wrong.isEmpty else {
            throw AnalysisProblems(
                wrong.prefix(20).map {
                    .of(
                        "not-a-number", "Row \(records.rows[$0]): \"\(texts[$0].prefix(60))\" is not a number.",
                        row: records.rows[$0])
                })
        }
        return texts.indices.map { isAnswered[$0] ? CellValue.number(texts[$0]) ?? 0 : 0 }
    }
}
