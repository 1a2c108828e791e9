import Charts
import Statistics
import Vocabulary

/// Which areas stand out together with their neighbours: local Moran.
///
/// ## Definition
/// I_i = (n - 1) z_i sum_j w_ij z_j / sum z^2 on row-standardised weights, with expectation, variance and z under conditional
/// randomisation, and a p-value from random maps that keep the area's own value: two-sided, the smaller tail doubled. q-values by
/// Benjamini and Hochberg. With count and population the values are rates standardised by empirical Bayes. `weighting binary` takes weights
/// of 1, `given` the weight column of the neighbours' file as it stands; without it a weight column shares out each row's 1.
///
/// ## When not to use it
/// A small p alone is no hot spot: read `quadrant`. Not with raw rates of small areas. A hot area says nothing of any one resident.
///
/// ## Edge cases
/// An area without neighbours is insufficient, and says so; it counts in the mean and the spread, unless `islands leave-out` takes it out
/// of them (`adjust.x` of spdep). Equal values everywhere: refused. Programs that divide the sum of squares
/// by n (spdep unless told otherwise) give `estimate_divided_by_n`; z and p are the same.
///
/// ## Source
/// Anselin, L. (1995), Geographical Analysis 27, 93-115; Sokal, R. R., Oden, N. L. and Thomson, B. A. (1998), Geographical Analysis 30,
/// 331-354; Besag, J. and Clifford, P. (1991), Biometrika 78, 301-304.
public enum LocalMoranAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "local-moran", question: .place, title: "Areas that stand out with their neighbours: local Moran",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences --population residents \
            --boundaries Documentation/examples/analyse/areas.geojson --most 9999
            """,
        roles: AreaNeighbours.roles,
        options: LocalDraws.options + [AreaWeighting.option("rows"), AreaWeighting.islands(isGlobal: false)]
            + AreaNeighbours.options, neighbours: .required, boundaries: .optional, isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let (records, values, isStandardised) = try AreaNeighbours.values(request)
        let found = try AreaNeighbours.find(request, records)
        let used = try AreaWeighting(request, values, found.weights)
        try LocalDraws.requireSpread(used.values)
        let areas = used.spread(LocalAutocorrelation.moran(used.values, used.weights))
        let p = used.spread(
            LocalPermutation.p(used.values, used.weights, LocalDraws.draws(request), seed: request.seed))
        let q = FalseDiscovery.q(p), neighbours = used.neighbours, n = Double(used.values.count)
        let findings = records.texts("area").enumerated().map { place, name in
            guard let area = areas[place] else { return LocalDraws.island(name) }
            let isFound = (q[place] ?? 1) <= 0.05
            return Finding(
                name, .estimated(Estimate(area.value)), p: p[place], q: q[place],
                n: neighbours[place].map(Double.init),
                more: [
                    NamedFigure("value", values[place]), NamedFigure("quadrant", area.quadrant.rawValue),
                    NamedFigure("stands_out", .flag(isFound)), NamedFigure("expected", area.expected),
                    NamedFigure("variance", area.variance), NamedFigure("z", area.z),
                    NamedFigure("estimate_divided_by_n", area.value * n / (n - 1)),
                ])
        }
        let hot = areas.indices.count { areas[$0]?.quadrant == .highHigh && (q[$0] ?? 1) <= 0.05 }
        let cold = areas.indices.count { areas[$0]?.quadrant == .lowLow && (q[$0] ?? 1) <= 0.05 }
        let kinds = areas.indices.map { place -> LocalMap in
            guard let area = areas[place] else { return .unknown }
            guard (q[place] ?? 1) <= 0.05 else { return .plain }
            switch area.quadrant {
            case .highHigh: return .high
            case .lowLow: return .low
            case .highLow: return .lonelyHigh
            case .lowHigh: return .lonelyLow
            }
        }
        var result = LocalDraws.result(
            "\(hot) areas are high among high neighbours and \(cold) low among low ones (q at most 0.05).", findings,
            records.exclusions, found, isStandardised, kinds, description)
        let scatter = scatter(used, findings).drawing(named: result.sentence)
        if result.figure == nil {
            result.figure = AnalysisFigure.figure(
                scatter, description, result.sentence, "Each area by its own value and its neighbours' mean.")
        } else {
            result.figure?.drawings.append(scatter)
        }
        return result
    }

    private static func scatter(_ used: AreaWeighting, _ findings: [Finding]) -> MoranPlot {
        let values = used.values, weights = used.weights.rowStandardised
        let n = Double(values.count), mean = values.reduce(0, +) / n
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
        let own = values.map { ($0 - mean) / deviation }, lag = weights.lag(own)
        let points = used.places.enumerated().compactMap { place, record -> MoranPlot.Point? in
            let finding = findings[record]
            guard finding.estimate != nil else { return nil }
            return MoranPlot.Point(
                finding.key, own: own[place], neighbours: lag[place], standsOut: (finding.q ?? 1) <= 0.05)
        }
        return MoranPlot(points: points, slope: GlobalAutocorrelation.moran(values, weights).value)
    }
}

/// Where high or low values gather: Gi*.
///
/// ## Definition
/// Gi* = (sum_j w_ij x_j - mean W_i) / (S sqrt((n S1_i - W_i^2) / (n - 1))) with binary weights and the area itself among its neighbours,
/// a z-score; with `--self no` it is Gi, without the area. The p-value comes from random maps that keep the area's own value. With `weighting given` the
/// weight column of the neighbours' file counts as it stands, and the area itself 1; `rows` is the same for Gi*, whose z does not hang on the
/// scale of a row.
///
/// ## When not to use it
/// It cannot tell one high area among low ones from a gathering: read it beside `local-moran`. Not with raw rates of small areas.
///
/// ## Edge cases
/// An area without neighbours is insufficient, and says so; it counts in the mean and the spread, unless `islands leave-out` takes it out
/// of them.
///
/// ## Source
/// Ord, J. K. and Getis, A. (1995), Geographical Analysis 27, 286-306.
public enum GetisOrdAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "getis-ord", question: .place, title: "Where high or low values gather: Gi*",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences --population residents \
            --neighbours Documentation/examples/analyse/neighbours.csv --most 9999
            """,
        roles: AreaNeighbours.roles,
        options: LocalDraws.options + [
            Option(
                "self", .choice(["yes", "no"]), "Whether the area counts among its neighbours (Gi*) or not (Gi)",
                standard: "yes"),
            AreaWeighting.option("binary"), AreaWeighting.islands(isGlobal: false),
        ] + AreaNeighbours.options, neighbours: .required, boundaries: .optional, isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let (records, values, isStandardised) = try AreaNeighbours.values(request)
        let found = try AreaNeighbours.find(request, records)
        let used = try AreaWeighting(request, values, found.weights, scales: false)
        try LocalDraws.requireSpread(used.values)
        let z = used.spread(
            LocalAutocorrelation.getisOrd(used.values, used.weights, own: request.choice("self") == "yes" ? 1 : 0))
        let p = used.spread(
            LocalPermutation.p(used.values, used.weights, LocalDraws.draws(request), seed: request.seed))
        let q = FalseDiscovery.q(p), neighbours = used.neighbours
        let findings = records.texts("area").enumerated().map { place, name in
            guard let score = z[place] else { return LocalDraws.island(name) }
            return Finding(
                name, .estimated(Estimate(score)), p: p[place], q: q[place], n: neighbours[place].map(Double.init),
                more: [
                    NamedFigure("value", values[place]), NamedFigure("p_normal", Normal.twoSided(score)),
                    NamedFigure("stands_out", .flag((q[place] ?? 1) <= 0.05)),
                ])
        }
        let hot = z.indices.count { (z[$0] ?? 0) > 0 && (q[$0] ?? 1) <= 0.05 }
        let cold = z.indices.count { (z[$0] ?? 0) < 0 && (q[$0] ?? 1) <= 0.05 }
        let kinds = z.indices.map { place -> LocalMap in
            guard let score = z[place] else { return .unknown }
            return (q[place] ?? 1) > 0.05 ? .plain : score > 0 ? .high : .low
        }
        return LocalDraws.result(
            "High values gather in \(hot) areas and low ones in \(cold) (q at most 0.05).", findings,
            records.exclusions, found, isStandardised, kinds, description)
    }
}

/// What both local methods share.
enum LocalDraws {
    static let options = [
        Option(
            "draws", .choice(["adaptive", "independent", "shared"]),
            "As many random maps as each area needs; a fixed number for each; or one table of them for all areas",
            standard: "adaptive"),
        Option(
            "permutations", .whole(19...9_999_999), "How many where the number is fixed", unit: "maps", standard: "999"),
        Option(
            "most", .whole(99...99_999_999), "At most so many where it is adaptive", unit: "maps", standard: "99999"),
    ]

    static func draws(_ request: AnalysisRequest) -> LocalPermutation.Draws {
        switch request.choice("draws") {
        case "shared": .shared(request.whole("permutations"))
        case "independent": .independent(.fixed(request.whole("permutations")))
        default: .independent(.sequential(hits: 20, cap: request.whole("most")))
        }
    }

    static func requireSpread(_ values: [Double]) throws(AnalysisProblems) {
        guard values.count > 3, let first = values.first, values.contains(where: { $0 != first }) else {
            throw AnalysisProblems("no-spread", "Four areas with different values are needed at least.")
        }
    }

    static func island(_ name: String) -> Finding { Finding(name, .insufficient("It has no neighbour.")) }

    static func result(
        _ sentence: String, _ findings: [Finding], _ exclusions: [String], _ found: AreaNeighbours.Found,
        _ isStandardised: Bool, _ kinds: [LocalMap], _ method: MethodDescription
    ) -> AnalysisResult {
        AnalysisResult(
            sentence: sentence, findings: findings, exclusions: exclusions + found.exclusions,
            assumptions: [
                AreaNeighbours.check(found),
                AssumptionCheck(
                    "Values of small areas are not mere chance", isStandardised ? .held : .unchecked,
                    isStandardised
                        ? "Rates are standardised by empirical Bayes." : "For rates give --count and --population."),
            ],
            caution:
                "Other boundaries may show other places. A place that stands out says nothing of any one who lives there. "
                + Caution.recorded,
            figure: found.shapes.flatMap { shapes in
                AreaMap.figure(
                    AreaMap.drawing(
                        shapes, names: findings.map(\.key), kinds: kinds.map(\.rawValue),
                        words: kinds.map { $0.words(method) }, classes: LocalMap.classes(method), sentence: sentence),
                    method, sentence)
            })
    }
}

/// What an area of a local map is, in the order of the key.
enum LocalMap: Int, CaseIterable {
    case high, low, lonelyHigh, lonelyLow, plain, unknown

    func words(_ method: MethodDescription) -> String {
        let isMoran = method.name == LocalMoranAnalysis.description.name
        return switch self {
        case .high: isMoran ? "high among high" : "high values gather"
        case .low: isMoran ? "low among low" : "low values gather"
        case .lonelyHigh: "high among low"
        case .lonelyLow: "low among high"
        case .plain: "no more than chance would bring"
        case .unknown: "no neighbour"
        }
    }

    static func classes(_ method: MethodDescription) -> [MapPlot.Class] {
        allCases.map { kind in
            let tone: MapPlot.Class.Tone =
                switch kind {
                case .high: .high
                case .low: .low
                case .lonelyHigh: .lonelyHigh
                case .lonelyLow: .lonelyLow
                case .plain: .plain
                case .unknown: .unknown
                }
            return MapPlot.Class(kind.words(method), tone)
        }
    }
}
