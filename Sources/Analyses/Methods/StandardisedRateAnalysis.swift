import Statistics
import Vocabulary

/// Rates as they would be if every area had the same mix of ages.
///
/// ## Definition
/// The rates of the age bands weighted by a standard population: sum of w events / population over sum of w. Limits by Dobson's
/// method from Byar's limits of the total count. Where people may have many events, `variance` holds the variance of each band's
/// events instead of the count.
///
/// ## When not to use it
/// Not below 10 events: withheld, as the English indicators rule. Not when the bands of areas differ: every area needs the same.
///
/// ## Edge cases
/// Without `standard` the European Standard Population 2013 is taken, and each area needs 19 records, 0-4 to 90 and over, in
/// this order; one with fewer is insufficient. A band without events counts as it is.
///
/// ## Source
/// Dobson, A. J., Kuulasmaa, K., Eberle, E., Scherer, J. (1991), Statistics in Medicine 10, 457-462; European Standard
/// Population 2013, Eurostat.
public enum StandardisedRateAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "dsr", question: .howMuch, title: "Directly standardised rate, with Dobson's limits",
        example: """
            Documentation/examples/analyse/bands.csv --area area --count admissions --population people
            """,
        roles: [
            Role("area", .text, "What the records are about", required: false),
            Role("count", .count, "Events in the band", unit: "events"),
            Role("population", .positive, "People in the band", unit: "people"),
            Role(
                "standard", .count, "Weight of the band; otherwise the European Standard Population 2013",
                unit: "people",
                required: false),
            Role("variance", .count, "Variance of the band's events, where they are not independent", required: false),
        ],
        options: [
            .confidence,
            Option("multiplier", .number(1...1e9), "For each so many people", unit: "people", standard: "100000"),
            Option("least", .number(0...1e6), "Withhold below so many events", unit: "events", standard: "10"),
        ])

    /// Weights of the 19 bands from 0-4 to 90 and over.
    static let european2013: [Double] = [
        5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500,
        1000,
    ]

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let roles = ["count", "population"] + ["standard", "variance"].filter { request.has($0) }
        let records = request.complete(roles)
        let counts = records.numbers("count"), populations = records.numbers("population")
        let given = records.numbers("standard"), variances = records.numbers("variance")
        let groups = Grouping(request.has("area") ? records.keys("area") : records.rows.map { _ in "all" })
        let times = request.number("multiplier"), least = request.number("least")
        var findings: [Finding] = []
        for (name, members) in zip(groups.names, groups.members) {
            let total = members.reduce(0) { $0 + counts[$1] }
            let people = members.reduce(0) { $0 + populations[$1] }
            guard !given.isEmpty || members.count == european2013.count else {
                let why =
                    "\(members.count) bands can be used, and the standard population has 19, from 0-4 to 90 and over."
                findings.append(Finding(name, .insufficient(why), n: total, denominator: people))
                continue
            }
            let found = StandardisedRate.direct(
                events: counts.picked(members), population: populations.picked(members),
                standard: given.isEmpty ? european2013 : given.picked(members),
                variances: variances.isEmpty ? nil : variances.picked(members),
                confidence: request.number("confidence"),
                least: least)
            findings.append(
                Finding(
                    name,
                    Outcome(found?.scaled(by: times), otherwise: "Fewer than \(ReportNumber.text(least)) events."),
                    n: total, denominator: people, more: [NamedFigure("crude_rate", total / people * times)]))
        }
        return AnalysisResult(
            sentence:
                "\(findings.count { $0.estimate != nil }) standardised rates for each \(ReportNumber.text(times)).",
            findings: findings, exclusions: records.exclusions, assumptions: [Caution.independent],
            caution: "A standardised rate compares; it is nobody's actual rate. " + Caution.intervals)
    }
}

/// Events against those expected if every band had the rates of a reference: the standardised ratio.
///
/// ## Definition
/// Expected events are the sum over bands of the area's people times the reference's rate. The ratio is observed over expected,
/// times `multiplier`; limits are those of the observed count, exact below 10 and Byar's from there.
/// Where expected events are known already, `--expected` takes the place of people and reference.
///
/// ## When not to use it
/// Ratios of two areas may not be compared with each other, only each with the reference: their mixes differ.
///
/// ## Edge cases
/// Nothing expected: insufficient. No events: a ratio of 0 with a high end above it.
///
/// ## Source
/// Breslow, N. E. and Day, N. E. (1987), Statistical methods in cancer research II, IARC, chapter 2.
public enum StandardisedRatioAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "isr", question: .elsewhere, title: "Indirectly standardised ratio: observed over expected",
        example: """
            Documentation/examples/analyse/bands.csv --area area --count admissions --population people \
            --reference-count city_admissions --reference-population city_people
            """,
        roles: [
            Role("area", .text, "What the records are about", required: false),
            Role("count", .count, "Events in the band", unit: "events"),
            Role("population", .positive, "People in the band", unit: "people", required: false),
            Role(
                "reference-count", .count, "Events of the reference in the band", unit: "events", required: false),
            Role(
                "reference-population", .positive, "People of the reference in the band", unit: "people",
                required: false),
            Role(
                "expected", .count, "Events expected in the band, instead of the three before", unit: "events",
                required: false),
        ],
        options: [
            .confidence,
            Option(
                "multiplier", .number(1...1e9), "Give the ratio times this: 100 where the reference is 100",
                standard: "1"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let bands = ["population", "reference-count", "reference-population"]
        if request.has("expected") { return try fromExpected(request, bands) }
        let missing = bands.filter { !request.has($0) }
        guard missing.isEmpty else {
            throw AnalysisProblems(
                missing.map { .of("role-missing", "--\($0) COLUMN is needed, or --expected COLUMN instead.") })
        }
        let records = request.complete(["count"] + bands)
        let counts = records.numbers("count"), populations = records.numbers("population")
        let events = records.numbers("reference-count"), people = records.numbers("reference-population")
        let groups = Grouping(request.has("area") ? records.keys("area") : records.rows.map { _ in "all" })
        let times = request.number("multiplier")
        let findings = zip(groups.names, groups.members).map { name, members in
            let observed = members.reduce(0) { $0 + counts[$1] }
            let found = StandardisedRate.indirect(
                events: observed, population: populations.picked(members), referenceEvents: events.picked(members),
                referencePopulation: people.picked(members), confidence: request.number("confidence"))
            let rate = events.picked(members).reduce(0, +) / people.picked(members).reduce(0, +)
            return Finding(
                name,
                found.expected > 0
                    ? .estimated(found.ratio.scaled(by: times))
                    : .insufficient("The reference has no events in these bands."),
                n: observed, denominator: found.expected,
                more: [
                    NamedFigure("expected", found.expected), NamedFigure("reference_rate", rate),
                    NamedFigure("standardised_rate", found.ratio.value * rate),
                ])
        }
        return result(findings, records)
    }

    /// Where somebody else has worked out what was to be expected.
    private static func fromExpected(
        _ request: AnalysisRequest, _ bands: [String]
    ) throws(AnalysisProblems) -> AnalysisResult {
        let besides = bands.filter { request.has($0) }
        guard besides.isEmpty else {
            throw AnalysisProblems(
                besides.map { .of("expected-twice", "--\($0) cannot stand beside --expected. Give one or the other.") })
        }
        let records = request.complete(["count", "expected"])
        let counts = records.numbers("count"), expected = records.numbers("expected")
        let groups = Grouping(request.has("area") ? records.keys("area") : records.rows.map { _ in "all" })
        let times = request.number("multiplier")
        let findings = zip(groups.names, groups.members).map { name, members in
            let observed = counts.picked(members).reduce(0, +), sum = expected.picked(members).reduce(0, +)
            guard sum > 0 else { return Finding(name, .insufficient("No events are expected."), n: observed) }
            let ratio = Rate.estimate(observed, over: sum, confidence: request.number("confidence"))
            return Finding(
                name, .estimated(ratio.scaled(by: times)), n: observed, denominator: sum,
                more: [NamedFigure("expected", sum)])
        }
        return result(findings, records)
    }

    private static func result(_ findings: [Finding], _ records: CompleteRecords) -> AnalysisResult {
        AnalysisResult(
            sentence: "\(findings.count) ratios of observed to expected events.", findings: findings,
            exclusions: records.exclusions, assumptions: [Caution.independent],
            caution: "Each area is compared with the reference, not with another area. " + Caution.intervals)
    }
}
