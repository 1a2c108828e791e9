import Statistics
import Vocabulary

/// The mean of measurements, for each group, with Student's interval.
///
/// ## Definition
/// The sum over the number; the interval is the mean give or take the quantile of Student's t with n - 1 degrees of freedom times
/// the standard deviation over the square root of n.
///
/// ## When not to use it
/// Not for codes of a questionnaire (1 to 5), nor for prices with a few very high ones: take the median. Not for survey answers with
/// weights: use `survey`.
///
/// ## Edge cases
/// One value: insufficient.
///
/// ## Source
/// Student (1908), "The probable error of a mean", Biometrika 6, 1-25.
public enum MeanAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "mean", question: .howMuch, title: "A mean, with Student's interval",
        example: """
            Documentation/examples/analyse/waits.csv --group service --value days
            """,
        roles: [
            Role("group", .text, "Gives a mean for each", required: false),
            Role("value", .number, "What was measured"),
        ], options: [.confidence])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["value"] + (request.has("group") ? ["group"] : []))
        let values = records.numbers("value")
        let groups = Grouping(request.has("group") ? records.texts("group") : values.map { _ in "all" })
        let findings = zip(groups.names, groups.members).map { name, members in
            let found = Mean.student(values.picked(members), confidence: request.number("confidence"))
            let sum = values.picked(members).reduce(0, +)
            return Finding(
                name, Outcome(found?.estimate, otherwise: "One value has no spread."),
                n: Double(members.count),
                more: [NamedFigure("sum", sum)]
                    + (found.map {
                        [
                            NamedFigure("standard_deviation", $0.deviation),
                            NamedFigure("standard_error", $0.deviation / Double(members.count).squareRoot()),
                        ]
                    } ?? []))
        }
        return AnalysisResult(
            sentence: "\(findings.count) means.", findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Values are roughly normal, or there are many", values.count >= 30 ? .held : .unchecked,
                    "\(values.count) values.")
            ], caution: "A mean hides how values lie; a few very high ones move it.")
    }
}
