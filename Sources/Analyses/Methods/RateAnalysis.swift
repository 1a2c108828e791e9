import Statistics
import Vocabulary

/// Events for each so many people, with how far the rate may be off by chance.
///
/// ## Definition
/// The rate is `count` / `population` times `multiplier`. Limits are those of a Poisson count: exact (chi-square) below 10
/// events and Byar's approximation from 10 on, the rule of the English public-health indicators; `--limits` takes one throughout.
///
/// ## When not to use it
/// Not to compare areas whose people differ in age or sex: use `dsr`. Not where one person may bring many events: use
/// `repeat-rate`. Not with residents as denominator for a town centre that fills by day.
///
/// ## Edge cases
/// No events: the low end is 0 and the high end is still above it. A population of 0 is refused with its row.
///
/// ## Source
/// Breslow, N. E. and Day, N. E. (1987), Statistical methods in cancer research II, IARC, p. 69; Ulm, K. (1990), American Journal
/// of Epidemiology 131, 373-375; rule as in PHEindicatormethods 2.1.0.
public enum RateAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "rate", question: .howMuch, title: "Events for each so many people, with Byar's or exact limits",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences --population residents \
            --multiplier 1000
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("count", .count, "Events", unit: "events"),
            Role("population", .positive, "People, or people times years", unit: "people"),
        ],
        options: [
            .confidence,
            Option("multiplier", .number(1e-6...1e9), "For each so many people", unit: "people", standard: "100000"),
            Option(
                "limits", .choice(["usual", "exact", "byar"]),
                "Exact below 10 and Byar from 10 on, or one of them throughout",
                standard: "usual"),
        ] + AreaShapes.options, boundaries: .optional)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["count", "population"])
        let counts = records.numbers("count"), populations = records.numbers("population")
        let times = request.number("multiplier"), confidence = request.number("confidence")
        let kind = PoissonCount.Limits(rawValue: request.choice("limits")) ?? .usual
        let limits = PoissonCount.limits(counts, confidence: confidence, kind)
        let findings = records.keys("area").enumerated().map { index, key in
            let scale = times / populations[index]
            let used = kind == .usual ? (counts[index] < 10 ? "exact" : "byar") : kind.rawValue
            return Finding(
                key,
                .estimated(
                    Estimate(
                        counts[index] * scale,
                        Interval(limits.low[index] * scale, limits.high[index] * scale, confidence: confidence))),
                n: counts[index], denominator: populations[index], more: [NamedFigure("limits", used)])
        }
        let sentence = "\(findings.count) rates for each \(ReportNumber.text(times))."
        let shapes = try AreaShapes(request, names: records.keys("area"))
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: records.exclusions + (shapes?.exclusions ?? []),
            assumptions: [Caution.independent], caution: Caution.intervals + " " + Caution.recorded,
            figure: shapes.flatMap {
                AreaMap.figure(AreaMap.steps($0, findings, sentence: sentence), description, sentence)
            })
    }
}

/// A rate of events of which some befell the same person, with limits widened for it.
///
/// ## Definition
/// Each record says how many `people` had `times` events. The rate is the sum of events over `population`; the distance of its
/// limits is widened by the square root of sum k^2 f / sum k f, the variance of the events over what independent events have.
///
/// ## When not to use it
/// Not when it is unknown who had how many: then say that the limits of `rate` are too narrow.
///
/// ## Edge cases
/// Everybody once: the limits are those of `rate`. No events: as `rate`.
///
/// ## Source
/// Stukel, T. A. et al. (1994), Statistics in Medicine 13, 1781-1791; Glynn, R. J. et al. (1993), Journal of the National Cancer
/// Institute 85, 1016-1017.
public enum RepeatRateAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "repeat-rate", question: .howMuch, title: "A rate where one person may have many events",
        example: """
            Documentation/examples/analyse/admissions.csv --area area --times admissions --people patients \
            --population residents
            """,
        roles: [
            Role("area", .text, "What the records are about", required: false),
            Role("times", .count, "How many events each of these people had", unit: "events"),
            Role("people", .count, "How many people had so many", unit: "people"),
            Role("population", .positive, "All people of the area; the same in each of its records", unit: "people"),
        ],
        options: [
            .confidence,
            Option("multiplier", .number(1e-6...1e9), "For each so many people", unit: "people", standard: "100000"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["times", "people", "population"])
        let times = records.numbers("times"), people = records.numbers("people")
        let populations = records.numbers("population")
        let groups = Grouping(request.has("area") ? records.keys("area") : records.rows.map { _ in "all" })
        let scale = request.number("multiplier")
        var findings: [Finding] = []
        for (name, members) in zip(groups.names, groups.members) {
            let population = populations[members[0]]
            guard members.allSatisfy({ populations[$0] == population }) else {
                throw AnalysisProblems(
                    "two-populations", "\(name): the population must be the same in each record of an area.",
                    row: records.rows[members[0]])
            }
            let found = Rate.repeated(
                times: times.picked(members), people: people.picked(members), over: population,
                confidence: request.number("confidence"))
            let events = members.reduce(0) { $0 + times[$1] * people[$1] }
            findings.append(
                Finding(
                    name, .estimated(found.estimate.scaled(by: scale)), n: events, denominator: population,
                    more: [NamedFigure("inflation", found.inflation)]))
        }
        return AnalysisResult(
            sentence: "\(findings.count) rates, with limits widened for events of the same people.", findings: findings,
            exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "People have their events independently of each other", .unchecked, "The table cannot tell.")
            ], caution: Caution.intervals)
    }
}
