import Statistics
import Vocabulary

/// Whether like lies beside like over a whole map: Moran, Geary and the general G.
///
/// ## Definition
/// Moran's I and Geary's C on row-standardised weights, the general G on binary ones, each with its expectation, its variance under
/// randomisation (and normality), z and p. With count and population the values are rates standardised by empirical Bayes. `weighting
/// binary` takes weights of 1 for all three (style B of spdep), `given` the weight column of the neighbours' file as it stands; without
/// it a weight column shares out each row's 1. `permutation_p` comes from values thrown about the map: the smaller tail of
/// (1 + maps at least as far out) / (1 + maps), doubled; that smaller tail itself is esda's `p_sim`, and `permutation_p_greater` and
/// `permutation_p_less` give both.
///
/// ## When not to use it
/// It says that there is a pattern, not where: use `local-moran` and `getis-ord`. Not with raw rates of small areas.
///
/// ## Edge cases
/// Areas without neighbours count in the mean, the sum of squares and the number of areas, as esda has it. `islands adjust` takes them
/// out of the number of areas alone, as spdep does unless told otherwise (`adjust.n`): with two of 100 areas Moran's I is 0.98 of what it
/// is otherwise. The general G is then that of the map without them, as there. (spdep 1.2-7 mixes both numbers of areas in the variance of
/// Geary's C; here it takes one.) `islands leave-out` is the map without them. Equal values everywhere: refused. The general G needs values that are not
/// negative, and is left out otherwise.
///
/// ## Source
/// Cliff, A. D. and Ord, J. K. (1981), Spatial processes; Getis, A. and Ord, J. K. (1992), Geographical Analysis 24, 189-206;
/// Assunção, R. and Reis, E. (1999), Statistics in Medicine 18, 2147-2162.
public enum GlobalAutocorrelationAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "autocorrelation", question: .place, title: "Does like lie beside like: Moran's I, Geary's C, general G",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences --population residents \
            --neighbours Documentation/examples/analyse/neighbours.csv
            """,
        roles: AreaNeighbours.roles,
        options: [
            AreaWeighting.option("rows"), AreaWeighting.islands(isGlobal: true),
            Option("permutations", .whole(0...99_999), "Random maps; 0 for none", unit: "maps", standard: "999"),
        ] + AreaNeighbours.options, neighbours: .required, boundaries: .optional, isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let (records, values, isStandardised) = try AreaNeighbours.values(request)
        let found = try AreaNeighbours.find(request, records)
        let used = try AreaWeighting(request, values, found.weights)
        try LocalDraws.requireSpread(used.values)
        let isBinary = request.choice("weighting") == "rows"
        let draws = request.whole("permutations"), n = used.values.count
        let moran = GlobalAutocorrelation.moran(used.values, used.weights, counted: used.counted)
        let geary = GlobalAutocorrelation.geary(used.values, used.weights, counted: used.counted)
        let drawn = GlobalPermutation.moranAndGeary(
            used.values, used.weights, draws: draws, seed: request.seed, counted: used.counted)
        var findings = [
            finding("moran", moran, drawn.moran, n), finding("geary", geary, drawn.geary, n, low: true),
        ]
        let near = used.counted == nil ? used : try AreaWeighting(request, values, found.weights, leavingOut: true)
        if near.values.allSatisfy({ $0 >= 0 }), near.values.contains(where: { $0 > 0 }) {
            // The general G is defined by which areas are near each other.
            let weights = isBinary ? near.weights.binary : near.weights
            findings.append(
                finding(
                    "general_g", GlobalAutocorrelation.generalG(near.values, weights),
                    GlobalPermutation.generalG(near.values, weights, draws: draws, seed: request.seed),
                    near.values.count))
        }
        return AnalysisResult(
            sentence:
                "Moran's I is \(ReportNumber.short(moran.value)) (p \(ReportNumber.short(Normal.twoSided(moran.z)))): "
                + (Normal.twoSided(moran.z) > 0.05
                    ? "chance would do for the pattern."
                    : moran.value > 0 ? "like lies beside like." : "unlike lies beside unlike."),
            findings: findings, exclusions: records.exclusions + found.exclusions,
            assumptions: [
                AreaNeighbours.check(found),
                AssumptionCheck(
                    "Values of small areas are not mere chance", isStandardised ? .held : .unchecked,
                    isStandardised
                        ? "Rates are standardised by empirical Bayes." : "For rates give --count and --population."),
            ],
            caution: "A pattern over the whole map says nothing of any one area, and other boundaries may show another."
        )
    }

    private static func finding(
        _ key: String, _ found: GlobalAutocorrelation, _ drawn: GlobalPermutation, _ count: Int, low: Bool = false
    ) -> Finding {
        var more = [
            NamedFigure("expected", found.expected), NamedFigure("variance_randomisation", found.variance),
            NamedFigure("z_randomisation", low ? -found.z : found.z),
        ]
        if let normal = found.normalVariance {
            let z = (found.value - found.expected) / normal.squareRoot()
            more += [NamedFigure("variance_normality", normal), NamedFigure("z_normality", low ? -z : z)]
        }
        if drawn.draws > 0 {
            more += [
                NamedFigure("permutation_p", drawn.both), NamedFigure("permutation_p_greater", drawn.greater),
                NamedFigure("permutation_p_less", drawn.less), NamedFigure("permutation_mean", drawn.mean),
                NamedFigure("permutation_variance", drawn.variance), NamedFigure("permutations", Double(drawn.draws)),
            ]
        }
        return Finding(
            key, .estimated(Estimate(found.value)), p: Normal.twoSided(found.z), n: Double(count), more: more)
    }
}
