import Statistics
import Vocabulary

/// The weighted displacement quotient, only to continue older series: it has no sampling theory as usually printed.
///
/// ## Definition
/// (D1/C1 - D0/C0) / (T1/C1 - T0/C0) for a target T, a buffer D and a comparison C. The interval is that of a parametric bootstrap
/// (Poisson counts, percentiles); `fieller_low` and `fieller_high` are Fieller's. Above 0 is read as diffusion of benefit, below 0 as
/// displacement, beyond -1 as more displaced than prevented.
///
/// ## When not to use it
/// For any new judgement: with no effect whatever it is "valid" half of the time, and then says diffusion or displacement. Use
/// `displacement`, which gives ratios and events with intervals.
///
/// ## Edge cases
/// No finding where the target did not fall against the comparison, where the interval of that fall (the denominator) holds 0, and where the
/// interval of the quotient holds 0. The figures still stand under `more`.
///
/// ## Source
/// Bowers, K. J. and Johnson, S. D. (2003), Journal of Quantitative Criminology 19, 275-301; Fieller, E. C. (1954), Journal of the Royal
/// Statistical Society B 16, 175-185.
public enum DisplacementQuotientAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "wdq", question: .moved, title: "Weighted displacement quotient, to continue older series",
        example: """
            Documentation/examples/analyse/operations.csv --case operation --target-before target_before \
            --target-after target_after --buffer-before buffer_before --buffer-after buffer_after \
            --comparison-before comparison_before --comparison-after comparison_after --draws 2000
            """,
        roles: [
            Role("case", .text, "What each record is about", required: false),
            Role("target-before", .count, "Events in the target before", unit: "events"),
            Role("target-after", .count, "Events in the target after", unit: "events"),
            Role("buffer-before", .count, "Events around the target before", unit: "events"),
            Role("buffer-after", .count, "Events around the target after", unit: "events"),
            Role("comparison-before", .count, "Events in the comparison before", unit: "events"),
            Role("comparison-after", .count, "Events in the comparison after", unit: "events"),
        ],
        options: [
            .confidence, Option("phi", .number(1...1_000), "How much more counts vary than chance", standard: "1"),
            Option("draws", .whole(100...1_000_000), "Bootstrap samples", standard: "10000"),
        ], isRandom: true, reference: 0)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let places = ["target", "buffer", "comparison"]
        let records = request.complete(places.flatMap { ["\($0)-before", "\($0)-after"] })
        let keys = request.has("case") ? records.texts("case") : records.rows.map { "row \($0)" }
        let counts = places.map { zip(records.numbers("\($0)-before"), records.numbers("\($0)-after")).map(pair) }
        let findings = keys.indices.map { place in
            finding(
                keys[place], target: counts[0][place], buffer: counts[1][place], comparison: counts[2][place],
                phi: request.number("phi"), confidence: request.number("confidence"), draws: request.whole("draws"),
                seed: request.seed)
        }
        let found = findings.count { $0.estimate != nil }
        return AnalysisResult(
            sentence: "\(found) of \(findings.count) quotients can be told from 0.", findings: findings,
            exclusions: records.exclusions, assumptions: [Caution.independent], caution: warning)
    }

    private static func pair(_ before: Double, _ after: Double) -> BeforeAfter { BeforeAfter(before, after) }

    static let warning =
        "The quotient is printed only so that older series can go on. Without any effect it still comes out half of the time, mostly far from 0: judge by `displacement`, never by the quotient alone."

    /// One quotient, or why it says nothing; its figures stand under `more` either way.
    static func finding(
        _ key: String, target: BeforeAfter, buffer: BeforeAfter, comparison: BeforeAfter, phi: Double,
        confidence: Double, draws: Int = 10_000, seed: UInt64
    ) -> Finding {
        let found = DisplacementQuotient.quotient(
            target: target, buffer: buffer, comparison: comparison, phi: phi, confidence: confidence, draws: draws,
            seed: seed)
        guard let found else {
            return Finding(key, .insufficient("The comparison had no events, or the target did not change at all."))
        }
        let fall = found.target.interval ?? Interval(0, 0, confidence: confidence)
        let outcome: Outcome =
            if found.target.value >= 0 {
                .insufficient("The target did not fall against the comparison; the quotient means nothing then.")
            } else if fall.holds(0) {
                .insufficient("No finding: the fall in the target, by which it is divided, may be none at all.")
            } else if found.interval.holds(0) {
                .insufficient("No finding: its interval holds 0.")
            } else {
                .estimated(Estimate(found.value, found.interval))
            }
        var more = [
            NamedFigure("quotient", found.value), NamedFigure("buffer_change", found.buffer),
            NamedFigure("target_change", found.target.value), NamedFigure("target_change_low", fall.low),
            NamedFigure("target_change_high", fall.high), NamedFigure("bootstrap_low", found.interval.low),
            NamedFigure("bootstrap_high", found.interval.high), NamedFigure("valid_share", found.valid),
        ]
        if let fieller = found.fieller {
            more += [NamedFigure("fieller_low", fieller.low), NamedFigure("fieller_high", fieller.high)]
        }
        return Finding(
            key, outcome,
            n: target.before + target.after + buffer.before + buffer.after + comparison.before + comparison.after,
            more: more)
    }
}
