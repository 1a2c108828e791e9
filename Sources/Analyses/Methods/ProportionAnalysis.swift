import Statistics
import Vocabulary

/// The share of people or events that have something, with how far it may be off by chance.
///
/// ## Definition
/// The share is `count` / `denominator`; its interval is Wilson's (score) interval, which stays between 0 and 1 and holds the
/// true share about as often as it says even for small numbers and for shares near 0 or 1.
///
/// ## When not to use it
/// Not for events that may happen to one person more than once: that is a rate. Not for survey answers with weights or
/// clusters: use `survey`. That two intervals do not overlap is no test of a difference.
///
/// ## Edge cases
/// No events: the low end is 0. Everybody: the high end is 1. More events than people is refused with its row. A record
/// without a value is left out and said so.
///
/// ## Source
/// Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22, 209-212.
public enum ProportionAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "proportion", question: .howMuch, title: "A share, with Wilson's interval",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count feel_unsafe --denominator asked \
            --multiplier 100
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("count", .count, "How many have it", unit: "people or events"),
            Role("denominator", .positive, "Out of how many", unit: "people or events"),
        ],
        options: [
            .confidence,
            Option("multiplier", .number(1...1e9), "Give the share times this: 100 for per cent", standard: "1"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["count", "denominator"])
        let counts = records.numbers("count")
        let totals = records.numbers("denominator")
        let rows = records.rows
        let over = records.rows.indices.filter { counts[$0] > totals[$0] }
        guard over.isEmpty else {
            throw AnalysisProblems(
                over.map {
                    .of(
                        "more-than-all", "Row \(rows[$0]): \(counts[$0]) out of \(totals[$0]) is more than all.",
                        row: rows[$0])
                })
        }
        let times = request.number("multiplier")
        let findings = records.keys("area").enumerated().map { index, key in
            let estimate = Proportion.wilson(counts[index], of: totals[index], confidence: request.number("confidence"))
            return Finding(
                key, .estimated(estimate.scaled(by: times)), n: counts[index], denominator: totals[index])
        }
        return AnalysisResult(
            sentence: "\(findings.count) shares.", findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Each person or event is counted once and independently of the others", .unchecked,
                    "The table cannot tell; where the same people come back, the interval is too narrow.")
            ],
            caution: "Intervals show chance alone: not what was never recorded, nor who was never asked.")
    }
}

extension Estimate {
    func scaled(by factor: Double) -> Estimate {
        Estimate(
            value * factor,
            interval.map { Interval($0.low * factor, $0.high * factor, confidence: $0.confidence) })
    }
}
