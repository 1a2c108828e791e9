import Statistics
import Vocabulary

/// How many people there are, from two lists and how many stand on both: a first look.
///
/// ## Definition
/// N = (n1 + 1)(n2 + 1) / (m + 1) - 1, with the variance (n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)^2 (m + 2)). A record is an area
/// or a group of people; several are summed, and so are their variances. The interval is N plus and minus its errors, or, as
/// `interval` says, one on the logarithm of the unseen, or Sadinle's on the logit of the overlap; all three stand in the result. None
/// ends below the number of people who were seen, for so many there are.
///
/// Bailey's estimator, N = n1 (n2 + 1) / (m + 1) with the variance n1^2 (n2 + 1)(n2 - m) / ((m + 1)^2 (m + 2)), is for a list of people
/// and then meetings, of which m were with people on the list: somebody may be met more than once. Seen for certain are then those
/// on the list only.
///
/// ## When not to use it
/// Not as a final figure. Two lists cannot show that they depend on each other: people whom the police send to treatment make N too
/// small, people who avoid one list because they are on the other make it too large. With three lists or more use `capture-recapture`.
///
/// ## Edge cases
/// Nobody on both: N is still finite and means little; the check says so. More on both than on one list is refused with its row.
/// With an overlap below seven the normal interval is poor; take `log-normal` or `logit`. Bailey's estimator has no interval on the logit.
///
/// ## Source
/// Chapman, D. G. (1951), University of California Publications in Statistics 1, 131-160; Bailey, N. T. J. (1951), Biometrika 38,
/// 293-306; Seber, G. A. F. (1970), Biometrics 26,
/// 13-22; Chao, A. (1987), Biometrics 43, 783-791; Sadinle, M. (2009), Communications in Statistics 38, 1909-1924.
public enum ChapmanAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "chapman", question: .hidden, title: "Two lists: Chapman's estimate",
        example: """
            Documentation/examples/analyse/two-lists.csv --area area --first treatment --second police \
            --both both
            """,
        roles: [
            Role("first", .count, "People on the first list", unit: "people"),
            Role("second", .count, "People on the second list", unit: "people"),
            Role("both", .count, "People on both", unit: "people"),
            Role("area", .text, "Which area or group each record is", required: false),
        ],
        options: [
            .confidence,
            Option(
                "interval", .choice(["normal", "log-normal", "logit"]), "On which scale the interval is taken",
                standard: "normal"),
            Option(
                "estimator", .choice(Chapman.Estimator.allCases.map(\.rawValue)),
                "Chapman for two lists of people, Bailey where the second are meetings", standard: "chapman"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["first", "second", "both"] + (request.has("area") ? ["area"] : []))
        let first = records.numbers("first"), second = records.numbers("second"), both = records.numbers("both")
        let estimator = Chapman.Estimator(rawValue: request.choice("estimator")) ?? .chapman
        if estimator == .bailey, request.choice("interval") == "logit" {
            throw AnalysisProblems(
                "no-logit", "Bailey's estimator has no interval on the logit: take --interval normal or log-normal.")
        }
        // Somebody on the first list may be met several times.
        let most = first.indices.map { estimator == .bailey ? second[$0] : min(first[$0], second[$0]) }
        let wrong = first.indices.filter { both[$0] > most[$0] }
        guard wrong.isEmpty else {
            throw AnalysisProblems(
                wrong.prefix(20).map {
                    .of(
                        "both-too-many",
                        "Row \(records.rows[$0]): \(ReportNumber.short(both[$0])) on both, but only \(ReportNumber.short(most[$0])) on one of the lists.",
                        row: records.rows[$0])
                })
        }
        guard !records.isEmpty else { throw AnalysisProblems("no-records", "No record has all three counts.") }
        let confidence = request.number("confidence"), kind = request.choice("interval")
        let estimates = first.indices.map {
            Chapman(first: first[$0], second: second[$0], both: both[$0], estimator: estimator)
        }
        var findings = zip(records.keys("area"), estimates).map { finding($0, $1, kind, confidence) }
        if findings.count > 1 { findings.append(sum(estimates, kind, confidence)) }
        let least = both.min() ?? 0
        let last = findings[findings.count - 1]
        let range = last.interval.map {
            " (\(ReportNumber.short($0.low.rounded())) to \(ReportNumber.short($0.high.rounded())))"
        }
        return AnalysisResult(
            sentence:
                "About \(ReportNumber.short((last.estimate ?? 0).rounded())) people\(range ?? ""), of whom \(ReportNumber.short(last.n ?? 0)) are on a list.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "The two lists do not depend on each other", .unchecked,
                    "Two lists cannot show it. Referral from one to the other makes the figure too small."),
                AssumptionCheck(
                    "The overlap is large enough", least >= 7 ? .held : .doubtful,
                    "The smallest overlap is \(ReportNumber.short(least)); below seven the figure runs low and its interval is poor."
                ),
                AssumptionCheck(
                    "The same people were recognised on both lists", .unchecked,
                    "Every match that is missed makes the figure too large."),
            ],
            caution:
                "A screening value. Never publish it without its interval, and do not rank areas whose intervals overlap."
        )
    }

    private static func interval(_ chapman: Chapman, _ kind: String, _ confidence: Double) -> Interval {
        switch kind {
        case "log-normal": chapman.logNormal(confidence)
        case "logit": chapman.logit(confidence)
        default: chapman.normal(confidence)
        }
    }

    private static func finding(_ key: String, _ chapman: Chapman, _ kind: String, _ confidence: Double) -> Finding {
        let normal = chapman.normal(confidence), logNormal = chapman.logNormal(confidence)
        var more = [
            NamedFigure("standard_error", chapman.error), NamedFigure("variance", chapman.variance),
            NamedFigure("unseen", chapman.total - chapman.seen),
            NamedFigure("lincoln_petersen", chapman.petersen ?? .nan),
            NamedFigure("normal_low", normal.low), NamedFigure("normal_high", normal.high),
            NamedFigure("log_normal_low", logNormal.low), NamedFigure("log_normal_high", logNormal.high),
        ]
        if chapman.estimator == .chapman {
            let logit = chapman.logit(confidence)
            more += [NamedFigure("logit_low", logit.low), NamedFigure("logit_high", logit.high)]
        }
        return Finding(
            key, .estimated(Estimate(chapman.total, interval(chapman, kind, confidence))), n: chapman.seen, more: more)
    }

    private static func sum(_ estimates: [Chapman], _ kind: String, _ confidence: Double) -> Finding {
        let total = estimates.reduce(0) { $0 + $1.total }, seen = estimates.reduce(0) { $0 + $1.seen }
        let variance = estimates.reduce(0) { $0 + $1.variance }
        let error = variance.squareRoot()
        let interval =
            kind == "normal"
            ? HiddenInterval.normal(total: total, error: error, seen: seen, confidence: confidence)
            : HiddenInterval.logNormal(seen: seen, hidden: total - seen, error: error, confidence: confidence)
        return Finding(
            "all together", .estimated(Estimate(total, interval)), n: seen,
            more: [
                NamedFigure("standard_error", error), NamedFigure("variance", variance),
                NamedFigure("unseen", total - seen),
            ])
    }
}
