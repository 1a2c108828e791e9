import Statistics
import Vocabulary

/// The circles in which events gather most, and whether chance would do.
///
/// ## Definition
/// Circles about every area, growing area by area to a share of the population. For each with more than expected, the logarithm of the
/// likelihood ratio against the rest: Poisson with expected cases (scaled to the cases), or Bernoulli with people. p from random maps,
/// and finer through a Gumbel law. Further clusters share no area with those before.
///
/// ## When not to use it
/// A circle is a stand-in for a shape: markets along a street come out as several. The edge of a cluster is uncertain: do not draw
/// conclusions from one area at it.
///
/// ## Edge cases
/// No cases: insufficient. Areas at one distance enter in the order of the file. Coordinates must be metric; degrees are wrong here.
///
/// ## Source
/// Kulldorff, M. (1997), Communications in Statistics 26, 1481-1496; Abrams, A. M., Kleinman, K. and Kulldorff, M. (2010), International
/// Journal of Health Geographics 9, 61.
///
/// ## Example
/// `cornerstone analyse scan areas.csv --area name --x east --y north --count cases --population people --expected expected`
public enum SpatialScanAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "scan", question: .place, title: "Circles in which events gather: Kulldorff's scan",
        roles: [
            Role("area", .text, "The area's name"), Role("x", .number, "East of its middle", unit: "metres"),
            Role("y", .number, "North of its middle", unit: "metres"), Role("count", .count, "Cases", unit: "events"),
            Role("population", .positive, "People", unit: "people"),
            Role(
                "expected", .positive, "Expected cases; by population otherwise (Poisson)", unit: "events",
                required: false),
        ],
        options: [
            Option(
                "law", .choice(["poisson", "bernoulli"]), "Cases against expected, or against people who are not cases",
                standard: "poisson"),
            Option(
                "share", .number(0.001...0.5), "A circle holds at most so much of the population", unit: "share",
                standard: "0.5"),
            Option("permutations", .whole(9...999_999), "Random maps", unit: "maps", standard: "999"),
            Option("clusters", .whole(1...1_000), "List at most so many", standard: "10"),
        ], isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(
            ["area", "x", "y", "count", "population"] + (request.has("expected") ? ["expected"] : []))
        let cases = records.numbers("count"), population = records.numbers("population")
        let law = SpatialScan.Law(rawValue: request.choice("law")) ?? .poisson
        if law == .bernoulli, let over = cases.indices.first(where: { cases[$0] > population[$0] }) {
            throw AnalysisProblems(
                "more-than-all", "Row \(records.rows[over]): more cases than people.", row: records.rows[over])
        }
        guard records.count > 1 else { throw AnalysisProblems("too-few-areas", "Two areas are needed at least.") }
        let names = records.texts("area")
        let found = SpatialScan(law, share: request.number("share")).clusters(
            x: records.numbers("x"), y: records.numbers("y"), cases: cases,
            expected: request.has("expected") ? records.numbers("expected") : population, population: population,
            draws: request.whole("permutations"), most: request.whole("clusters"), seed: request.seed)
        let findings = found.enumerated().map { place, cluster in
            Finding(
                "cluster \(place + 1)", .estimated(Estimate(cluster.cases / cluster.expected)), p: cluster.p,
                n: cluster.cases, denominator: cluster.population,
                more: [
                    NamedFigure("areas", .texts(cluster.areas.map { names[$0] })),
                    NamedFigure("log_likelihood_ratio", cluster.logLikelihoodRatio),
                    NamedFigure("expected", cluster.expected), NamedFigure("radius", cluster.radius),
                    NamedFigure("p_gumbel", cluster.gumbelP),
                    NamedFigure("relative_risk", relativeRisk(cluster, cases.reduce(0, +))),
                ])
        }
        let strong = findings.count { ($0.p ?? 1) <= 0.05 }
        return AnalysisResult(
            sentence: strong == 0
                ? "No circle holds more than chance would bring."
                : "\(strong) \(strong == 1 ? "circle holds" : "circles hold") more than chance would bring; the strongest has \(ReportNumber.short(found[0].cases)) where \(ReportNumber.short(found[0].expected)) were expected.",
            findings: findings.isEmpty
                ? [Finding("cluster 1", .insufficient("No circle holds more than expected."))] : findings,
            exclusions: records.exclusions, assumptions: [Caution.independent],
            caution: "A cluster says where to look, not why. " + Caution.recorded)
    }

    private static func relativeRisk(_ cluster: SpatialScan.Cluster, _ total: Double) -> Double {
        (cluster.cases / cluster.expected) / ((total - cluster.cases) / (total - cluster.expected))
    }
}
