import Statistics
import Vocabulary

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
