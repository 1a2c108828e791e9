import Statistics
import Vocabulary

/// Whether like lies beside like over a whole map: Moran, Geary and the general G.
///
/// ## Definition
/// Moran's I and Geary's C on row-standardised weights, the general G on binary ones, each with its expectation, its variance under
/// randomisation (and normality), z and p. With count and population the values are rates standardised by empirical Bayes.
///
/// ## When not to use it
/// It says that there is a pattern, not where: use `local-moran` and `getis-ord`. Not with raw rates of small areas.
///
/// ## Edge cases
/// Areas without neighbours count for the mean and for nothing else. Equal values everywhere: insufficient. The general G needs values
/// that are not negative, and is left out otherwise.
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
        roles: AreaNeighbours.roles, options: AreaNeighbours.options, neighbours: .required, boundaries: .optional)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let (records, values, isStandardised) = try AreaNeighbours.values(request)
        let found = try AreaNeighbours.find(request, records)
        let weights = found.weights
        guard values.count > 3, let first = values.first, values.contains(where: { $0 != first }) else {
            throw AnalysisProblems("no-spread", "Four areas with different values are needed at least.")
        }
        let rows = weights.rowStandardised
        let moran = GlobalAutocorrelation.moran(values, rows)
        var findings = [
            finding("moran", moran, values.count),
            finding("geary", GlobalAutocorrelation.geary(values, rows), values.count, low: true),
        ]
        if values.allSatisfy({ $0 >= 0 }) {
            findings.append(finding("general_g", GlobalAutocorrelation.generalG(values, weights.binary), values.count))
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
        _ key: String, _ found: GlobalAutocorrelation, _ count: Int, low: Bool = false
    ) -> Finding {
        var more = [
            NamedFigure("expected", found.expected), NamedFigure("variance_randomisation", found.variance),
            NamedFigure("z_randomisation", low ? -found.z : found.z),
        ]
        if let normal = found.normalVariance {
            let z = (found.value - found.expected) / normal.squareRoot()
            more += [NamedFigure("variance_normality", normal), NamedFigure("z_normality", low ? -z : z)]
        }
        return Finding(
            key, .estimated(Estimate(found.value)), p: Normal.twoSided(found.z), n: Double(count), more: more)
    }
}
