import Statistics
import Vocabulary

/// Medians and other quantiles, for each group, with intervals that need no law of the values.
///
/// ## Definition
/// The quantile by one of the nine definitions of Hyndman and Fan (7, as spreadsheets and R have it, unless `--definition` says otherwise).
/// The interval lies between two of the values themselves: the ranks are those at which a binomial law leaves at most half of what the
/// confidence leaves out on either side, so that it holds the quantile at least as often as it says; `coverage` is how often.
///
/// ## When not to use it
/// Not for shares of yes and no: use `proportion`. Not for answers from 1 to 5, where many values are equal: give the shares.
///
/// ## Edge cases
/// With few values there is no rank far enough out: that end is open, and the reason is said (the median needs six values at 95%). Values
/// that are equal make the interval safer than it says.
///
/// ## Source
/// Hyndman, R. J. and Fan, Y. (1996), The American Statistician 50, 361-365; Conover, W. J. (1999), Practical nonparametric statistics, 3rd
/// ed., section 3.2; Campbell, M. J. and Gardner, M. J. (1988), British Medical Journal 296, 1454-1456.
public enum QuantilesAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "quantiles", question: .howMuch, title: "Medians and other quantiles, with exact intervals",
        example: """
            Documentation/examples/analyse/waits.csv --group service --value days --shares 0.5,0.75
            """,
        roles: [
            Role("group", .text, "Gives quantiles for each", required: false),
            Role("value", .number, "What was measured"),
        ],
        options: [
            .confidence,
            Option("shares", .numbers, "Which quantiles, each above 0 and below 1", standard: "0.25,0.5,0.75"),
            Option("definition", .whole(1...9), "Which definition of Hyndman and Fan", standard: "7"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let shares = request.numbers("shares")
        guard shares.allSatisfy({ $0 > 0 && $0 < 1 }), (1...100).contains(shares.count) else {
            throw AnalysisProblems("shares-off", "--shares must be 1 to 100 numbers above 0 and below 1.")
        }
        let records = request.complete(["value"] + (request.has("group") ? ["group"] : []))
        let values = records.numbers("value")
        let groups = Grouping(request.has("group") ? records.texts("group") : values.map { _ in "all" })
        var findings: [Finding] = []
        for (name, members) in zip(groups.names, groups.members) {
            let sorted = values.picked(members).sorted()
            for share in shares {
                let key = request.has("group") ? "\(name), \(title(share))" : title(share)
                findings.append(finding(key, sorted, share, request))
            }
        }
        let first = findings.first { $0.key.hasSuffix("median") } ?? findings.first
        let reach = first?.interval.map { " (\(ReportNumber.short($0.low)) to \(ReportNumber.short($0.high)))" }
        return AnalysisResult(
            sentence: first.map { "\($0.key): \(ReportNumber.short($0.estimate ?? .nan))\(reach ?? "")." }
                ?? "There are no values.",
            findings: findings.isEmpty ? [Finding("all", .insufficient("There are no values."))] : findings,
            exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Values were taken independently of each other", .unchecked, "The table cannot tell.")
            ], caution: "A quantile describes a group, and no one in it.")
    }

    private static func title(_ share: Double) -> String {
        share == 0.5 ? "median" : "\(ReportNumber.text((share * 100).rounded(places: 6)))%"
    }

    private static func finding(_ key: String, _ sorted: [Double], _ share: Double, _ request: AnalysisRequest)
        -> Finding
    {
        guard
            let found = QuantileEstimate.of(
                sorted, share, confidence: request.number("confidence"), definition: request.whole("definition"))
        else { return Finding(key, .insufficient("There are no values.")) }
        let n = sorted.count, isOpen = found.ranks.low < 1 || found.ranks.high > n
        var more = [
            NamedFigure("low_rank", Double(found.ranks.low)), NamedFigure("high_rank", Double(found.ranks.high)),
            NamedFigure("coverage", found.coverage), NamedFigure("least", sorted[0]),
            NamedFigure("most", sorted[n - 1]),
        ]
        if isOpen {
            more.append(NamedFigure("open_end", "too few values for an end at this confidence"))
        }
        let interval = found.ranks.low < 1 && found.ranks.high > n ? nil : found.estimate.interval
        return Finding(key, .estimated(Estimate(found.estimate.value, interval)), n: Double(n), more: more)
    }
}
