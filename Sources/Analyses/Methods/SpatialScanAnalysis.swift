import Charts
import Geography
import Statistics
import Vocabulary

/// The circles in which events gather most, and whether chance would do.
///
/// ## Definition
/// Circles about every area, growing area by area to a share of the population. For each with more than expected (or fewer, or either, as
/// `rates` says), the logarithm of the
/// likelihood ratio against the rest: Poisson with expected cases (scaled to the cases), or Bernoulli with people (`population`, or cases
/// and `controls`). p from random maps,
/// and finer through a Gumbel law. Further clusters share no area with those before.
///
/// ## When not to use it
/// A circle is a stand-in for a shape: markets along a street come out as several. The edge of a cluster is uncertain: do not draw
/// conclusions from one area at it.
///
/// ## Edge cases
/// No cases: insufficient. Areas at one distance enter in the order of the file. Coordinates must be metric; degrees are wrong here. With
/// `--boundaries` the middles of the outlines are taken; an area without one is left out. SpatialEpi 1.2.8 cuts the sum of expected cases
/// down to a whole number, so that its ratio for crude expected cases can be 0.1% below this one.
///
/// ## Source
/// Kulldorff, M. (1997), Communications in Statistics 26, 1481-1496; Abrams, A. M., Kleinman, K. and Kulldorff, M. (2010), International
/// Journal of Health Geographics 9, 61.
public enum SpatialScanAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "scan", question: .place, title: "Circles in which events gather: Kulldorff's scan",
        example: """
            Documentation/examples/analyse/areas.csv --area area --x east --y north --count offences \
            --population residents --permutations 199
            """,
        roles: [
            Role("area", .text, "The area's name"),
            Role("x", .number, "East of its middle; from the outlines otherwise", unit: "metres", required: false),
            Role("y", .number, "North of its middle; from the outlines otherwise", unit: "metres", required: false),
            Role("count", .count, "Cases", unit: "events"),
            Role(
                "population", .positive, "People; cases and controls otherwise, or expected cases", unit: "people",
                required: false),
            Role("controls", .count, "People who are no cases, instead of population", unit: "people", required: false),
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
            Option(
                "rates", .choice(SpatialScan.Rates.allCases.map(\.rawValue)),
                "Circles with more than expected, with fewer, or either", standard: "high"),
            Option("permutations", .whole(9...999_999), "Random maps", unit: "maps", standard: "999"),
            Option("clusters", .whole(1...1_000), "List at most so many", standard: "10"),
        ] + AreaShapes.options, boundaries: .optional, isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let optional = ["x", "y", "population", "controls", "expected"].filter { request.has($0) }
        let whole = request.complete(["area", "count"] + optional)
        let (records, middles, shapes) = try middles(request, whole)
        let cases = records.numbers("count")
        let law = SpatialScan.Law(rawValue: request.choice("law")) ?? .poisson
        let population = try people(request, records, law)
        guard records.count > 1 else { throw AnalysisProblems("too-few-areas", "Two areas are needed at least.") }
        let names = records.texts("area")
        let rates = SpatialScan.Rates(rawValue: request.choice("rates")) ?? .high
        let found = SpatialScan(law, share: request.number("share"), rates: rates).clusters(
            x: middles.map(\.x), y: middles.map(\.y), cases: cases,
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
                    NamedFigure("direction", cluster.cases > cluster.expected ? "more" : "fewer"),
                ])
        }
        let side = rates == .high ? "more" : rates == .low ? "fewer" : "more or fewer"
        let strong = findings.count { ($0.p ?? 1) <= 0.05 }
        let sentence =
            strong == 0
            ? "No circle holds \(side) than chance would bring."
            : "\(strong) \(strong == 1 ? "circle holds" : "circles hold") \(side) than chance would bring; the strongest has \(ReportNumber.short(found[0].cases)) where \(ReportNumber.short(found[0].expected)) were expected."
        return AnalysisResult(
            sentence: sentence,
            findings: findings.isEmpty
                ? [Finding("cluster 1", .insufficient("No circle holds \(side) than expected."))] : findings,
            exclusions: records.exclusions + (shapes?.exclusions ?? []), assumptions: [Caution.independent],
            caution: "A cluster says where to look, not why. " + Caution.recorded,
            figure: shapes.flatMap {
                AreaMap.figure(map($0, whole.texts("area"), names, found, sentence), description, sentence)
            })
    }

    /// Areas by the cluster they are in, where chance would not bring it.
    private static func map(
        _ shapes: AreaShapes, _ all: [String], _ names: [String], _ found: [SpatialScan.Cluster], _ sentence: String
    ) -> Drawing? {
        let tones: [MapPlot.Class.Tone] = [.high, .lonelyHigh, .lonelyLow]
        let strong = found.filter { $0.p <= 0.05 }
        var kinds: [String: Int] = [:]
        for (number, cluster) in strong.enumerated() {
            for area in cluster.areas { kinds[names[area]] = min(number, tones.count - 1) }
        }
        let words = ["cluster 1", "cluster 2", strong.count > 3 ? "clusters 3 to \(strong.count)" : "cluster 3"]
        let classes = zip(words, tones).prefix(strong.count).map { MapPlot.Class($0, $1) }
        let plain = classes.count
        let kind = all.map { kinds[$0] ?? plain }
        return AreaMap.drawing(
            shapes, names: all, kinds: kind, words: kind.map { $0 < plain ? words[$0] : "in no cluster" },
            classes: classes + [MapPlot.Class("in no cluster", .plain)], sentence: sentence)
    }

    /// Where areas lie: as the columns say, else the middles of their outlines.
    private static func middles(
        _ request: AnalysisRequest, _ records: CompleteRecords
    ) throws(AnalysisProblems) -> (CompleteRecords, [Boundaries.Point], AreaShapes?) {
        let shapes = try AreaShapes(request, names: records.texts("area"))
        if request.has("x"), request.has("y") {
            let points = zip(records.numbers("x"), records.numbers("y")).map { Boundaries.Point($0, $1) }
            return (records, points, shapes)
        }
        guard let shapes else {
            throw AnalysisProblems("middles-missing", "Give --x and --y, or --boundaries FILE.geojson.")
        }
        let known = shapes.middles.indices.filter { shapes.middles[$0] != nil }
        return (records.only(known), shapes.middles.compactMap { $0 }, shapes)
    }

    private static func people(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ law: SpatialScan.Law
    ) throws(AnalysisProblems) -> [Double] {
        let cases = records.numbers("count")
        if request.has("population") {
            let population = records.numbers("population")
            let over = cases.indices.filter { law == .bernoulli && cases[$0] > population[$0] }
            guard over.isEmpty else {
                throw AnalysisProblems(
                    over.map {
                        .of("more-than-all", "Row \(records.rows[$0]): more cases than people.", row: records.rows[$0])
                    })
            }
            return population
        }
        if request.has("controls") { return zip(cases, records.numbers("controls")).map { $0 + $1 } }
        guard law == .poisson, request.has("expected") else {
            throw AnalysisProblems("population-missing", "Give --population or --controls.")
        }
        return records.numbers("expected")
    }

    private static func relativeRisk(_ cluster: SpatialScan.Cluster, _ total: Double) -> Double {
        (cluster.cases / cluster.expected) / ((total - cluster.cases) / (total - cluster.expected))
    }
}
