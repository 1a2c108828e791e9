import Statistics
import Vocabulary

/// Changes of counts in a target and its surroundings, less those of comparison areas: the weighted displacement difference.
///
/// ## Definition
/// (T1 - T0) - (C1 - C0) for the target, the same for the area around it, and their sum; each count divided by its weight. The
/// variance is the sum of the counts over their squared weights; the interval is normal. With `weight`, a column of what one event of each
/// record counts for (kinds of offences by their harm), the records are added up so weighed (`all, weighed`).
///
/// ## When not to use it
/// Not with a comparison of another size, unless weighted: a trend shared by all then looks like an effect (with one ten times as large
/// and a shared fall of a fifth, 98 in 100 studies without any effect find one). `displacement` compares ratios and does not suffer from it.
///
/// ## Edge cases
/// Without an area around it, the total is the target's part. Counts may be 0.
///
/// ## Source
/// Wheeler, A. P. and Ratcliffe, J. H. (2018), Crime Science 7, 11; agrees with ptools 2.0.0, whose `wdd_harm` adds up kinds of events
/// by their harm.
public enum WeightedDifferenceAnalysis: Analysis {
    static let places = ["target", "comparison", "buffer", "buffer-comparison"]

    public static let description = MethodDescription(
        name: "wdd", question: .moved, title: "Weighted displacement difference",
        example: """
            Documentation/examples/analyse/operations.csv --case operation --target-before target_before \
            --target-after target_after --comparison-before comparison_before \
            --comparison-after comparison_after --buffer-before buffer_before --buffer-after buffer_after
            """,
        roles: [
            Role("case", .text, "What each record is about", required: false),
            Role("target-before", .count, "Events in the target before", unit: "events"),
            Role("target-after", .count, "Events in the target after", unit: "events"),
            Role("comparison-before", .count, "Events in the comparison before", unit: "events"),
            Role("comparison-after", .count, "Events in the comparison after", unit: "events"),
            Role("buffer-before", .count, "Events around the target before", unit: "events", required: false),
            Role("buffer-after", .count, "Events around the target after", unit: "events", required: false),
            Role(
                "buffer-comparison-before", .count, "Events in the comparison of the surroundings before",
                required: false),
            Role(
                "buffer-comparison-after", .count, "Events in the comparison of the surroundings after", required: false
            ),
            Role("time-before", .positive, "Length of the time before; 1 otherwise", required: false),
            Role("time-after", .positive, "Length of the time after; 1 otherwise", required: false),
            Role("target-size", .positive, "Size of the target; 1 otherwise", required: false),
            Role("comparison-size", .positive, "Size of the comparison; 1 otherwise", required: false),
            Role("buffer-size", .positive, "Size of the surroundings; 1 otherwise", required: false),
            Role("buffer-comparison-size", .positive, "Size of their comparison; 1 otherwise", required: false),
            Role("weight", .positive, "What one event of this record counts for: its harm", required: false),
        ], options: [.confidence], reference: 0)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let sizes = ["time-before", "time-after", "weight"] + places.map { "\($0)-size" }
        let records = request.complete(
            ["target-before", "target-after", "comparison-before", "comparison-after"]
                + sizes.filter { request.has($0) })
        let buffered = request.complete(
            places.flatMap { ["\($0)-before", "\($0)-after"] }.filter { request.has($0) })
        let hasBuffer = request.has("buffer-before") && request.has("buffer-after")
        let hasOwn = request.has("buffer-comparison-before") && request.has("buffer-comparison-after")
        let withBuffer = Set(hasBuffer ? buffered.rows : [])
        var findings: [Finding] = []
        let keys = request.has("case") ? records.texts("case") : records.rows.map { "row \($0)" }
        let confidence = request.number("confidence")
        var all: [[WeightedDifference.Part]] = []
        for (place, row) in records.rows.enumerated() {
            let target = pair("target", records, place), comparison = pair("comparison", records, place)
            let local = WeightedDifference.part(target, against: comparison)
            var parts = [local]
            if withBuffer.contains(row), let other = buffered.rows.firstIndex(of: row) {
                let buffer = pair("buffer", buffered, other, sizes: records, at: place)
                let against =
                    hasOwn ? pair("buffer-comparison", buffered, other, sizes: records, at: place) : comparison
                parts.append(WeightedDifference.part(buffer, against: against))
            }
            findings.append(finding(keys[place], parts, n: target.before + target.after, confidence))
            if request.has("weight") { all.append(parts.map { $0.weighed(records.numbers("weight")[place]) }) }
        }
        if all.count > 1 {
            let locals = all.map { $0[0] }, buffers = all.compactMap { $0.count > 1 ? $0[1] : nil }
            let parts = [locals, buffers].filter { !$0.isEmpty }.map(WeightedDifference.total)
            findings.append(
                finding("all, weighed", parts, n: findings.reduce(0) { $0 + ($1.n ?? 0) }, confidence))
        }
        return AnalysisResult(
            sentence:
                "\(findings.prefix(records.count).count { ($0.interval?.high ?? 0) < 0 }) of \(records.count) fell by more than chance would do.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Target and comparison are of like size and would have changed by like counts",
                    findings.isEmpty ? .unchecked : sizesAlike(records) ? .held : .doubtful,
                    "Counts before lie within a factor of two of each other, or they do not."),
                Caution.independent,
            ],
            caution:
                "A difference of counts mistakes a shared trend for an effect when areas differ in size; read `displacement` beside it."
        )
    }

    /// - Parameter parts: the target's, and the surroundings' where there are some.
    private static func finding(
        _ key: String, _ parts: [WeightedDifference.Part], n: Double, _ confidence: Double
    ) -> Finding {
        let total = WeightedDifference.total(parts)
        return Finding(
            key, .estimated(Estimate(total.estimate, total.interval(confidence))),
            p: total.error > 0 ? Normal.twoSided(total.estimate / total.error) : nil, n: n,
            more: [
                NamedFigure("standard_error", total.error), NamedFigure("z", total.estimate / total.error),
                NamedFigure("p_one_sided", Normal.below(total.estimate / total.error)),
                NamedFigure("local", parts[0].estimate), NamedFigure("local_standard_error", parts[0].error),
                NamedFigure("displaced", parts.count > 1 ? parts[1].estimate : 0),
                NamedFigure("displaced_standard_error", parts.count > 1 ? parts[1].error : 0),
            ])
    }

    private static func pair(
        _ name: String, _ records: CompleteRecords, _ place: Int, sizes: CompleteRecords? = nil, at other: Int? = nil
    ) -> BeforeAfter {
        let sizes = sizes ?? records, at = other ?? place
        func size(_ role: String) -> Double {
            let column = sizes.numbers(role)
            return at < column.count && column[at].isFinite ? column[at] : 1
        }
        let area = size("\(name)-size")
        return BeforeAfter(
            records.numbers("\(name)-before")[place], records.numbers("\(name)-after")[place],
            exposureBefore: area * size("time-before"), exposureAfter: area * size("time-after"))
    }

    private static func sizesAlike(_ records: CompleteRecords) -> Bool {
        zip(records.numbers("target-before"), records.numbers("comparison-before")).allSatisfy {
            max($0, $1) <= 2 * max(1, min($0, $1))
        }
    }
}
