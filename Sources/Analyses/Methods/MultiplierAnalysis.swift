import Glibc
import Statistics
import Vocabulary

/// How many people there are, from a count of some of them and the share of all that such a count reaches.
///
/// ## Definition
/// N = B / p for each source: B people counted (in treatment, arrested, given naloxone), p the share of the hidden people who are in such a count, from a
/// survey. The logarithm of N has the variance Var(B) / B^2 + Var(p) / p^2, with p(1 - p) / n where p is `positive` of `sampled`; each `factor` (overlap,
/// cessation, coverage) multiplies N and adds its own relative variance. Several sources of one area are put together with random effects, and how far they
/// conflict stands beside it: Cochran's Q, its p, I squared, and the range.
///
/// ## When not to use it
/// Not where the survey that gives p was drawn from the people counted in B: p is then too large and N too small. Sources that conflict are not made true by a
/// mean.
///
/// ## Edge cases
/// A share of 0 or above 1 is refused with its row. Without `benchmark-error` the count is taken as exact, or with `benchmark-varies` as a Poisson count. A
/// share without error or sample is refused, because then the interval would say nothing.
///
/// ## Source
/// Hickman, M. and others (2006), Estimating the prevalence of problematic drug use, Bulletin on Narcotics 58; UNAIDS and WHO (2010), Guidelines on estimating the
/// size of populations most at risk; DerSimonian, R. and Laird, N. (1986), Controlled Clinical Trials 7, 177-188; Hartung, J. and Knapp, G. (2001), Statistics in
/// Medicine 20, 3875-3889.
public enum MultiplierAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "multiplier", question: .hidden, title: "Multiplier: a count over the share it reaches",
        example: """
            Documentation/examples/analyse/sources.csv --source source --benchmark counted \
            --positive in_count --sampled asked
            """,
        roles: [
            Role("benchmark", .positive, "People counted", unit: "people"),
            Role("benchmark-error", .count, "Its standard error", unit: "people", required: false),
            Role("share", .positive, "Share of the hidden people who are in the count", unit: "share", required: false),
            Role("share-error", .count, "Its standard error", unit: "share", required: false),
            Role(
                "positive", .positive, "Instead of the share: how many in the survey were in the count", required: false
            ),
            Role("sampled", .positive, "How many were in the survey", unit: "people", required: false),
            Role(
                "factor", .positive, "What N is multiplied by: overlap, cessation, coverage", required: false,
                repeatable: true),
            Role("factor-error", .count, "Its standard error, in the same order", required: false, repeatable: true),
            Role("source", .text, "Which source each record is", required: false),
            Role("area", .text, "The area, where there are several", required: false),
        ],
        options: [
            .confidence,
            Option("benchmark-varies", .flag, "Take the count as a Poisson count"),
            Option(
                "between", .choice(["dersimonian-laird", "paule-mandel", "fixed"]), "How sources are put together",
                standard: "dersimonian-laird"),
            Option("knapp", .choice(["yes", "no"]), "Hartung and Knapp's interval over sources", standard: "no"),
        ])

    struct Source {
        var name: String
        var area: String
        var estimate: Double
        var variance: Double
        var benchmark: Double
        var share: Double
    }

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let (sources, exclusions) = try read(request)
        let confidence = request.number("confidence"), z = Normal.reach(confidence)
        var findings = sources.map { source -> Finding in
            let error = source.variance.squareRoot()
            return Finding(
                source.area.isEmpty ? source.name : "\(source.area), \(source.name)",
                .estimated(
                    Estimate(
                        source.estimate,
                        Interval(
                            source.estimate * exp(-z * error), source.estimate * exp(z * error), confidence: confidence)
                    )),
                n: source.benchmark,
                more: [
                    NamedFigure("share", source.share), NamedFigure("multiplier", source.estimate / source.benchmark),
                    NamedFigure("log_error", error), NamedFigure("standard_error", source.estimate * error),
                ])
        }
        var conflict: [AssumptionCheck] = []
        let areas = Grouping(sources.map(\.area))
        for (area, members) in zip(areas.names, areas.members) where members.count > 1 {
            let of = members.map { sources[$0] }
            guard let finding = together(area, of, request) else { continue }
            findings.append(finding)
            let p = finding.p ?? 1
            conflict.append(
                AssumptionCheck(
                    "The sources\(area.isEmpty ? "" : " for \(area)") agree within their errors",
                    p < 0.1 ? .doubtful : .held,
                    "Cochran's Q p \(ReportNumber.short(p)); they run from \(ReportNumber.short((of.map(\.estimate).min() ?? 0).rounded())) to \(ReportNumber.short((of.map(\.estimate).max() ?? 0).rounded()))."
                ))
        }
        let last = findings[findings.count - 1]
        let range =
            last.interval.map {
                " (\(ReportNumber.short($0.low.rounded())) to \(ReportNumber.short($0.high.rounded())))"
            } ?? ""
        let sentence = "\(last.key): about \(ReportNumber.short((last.estimate ?? 0).rounded())) people\(range)."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: exclusions,
            assumptions: conflict + [
                AssumptionCheck(
                    "The survey is of the same people, place and time as the count, and was not drawn from it",
                    .unchecked,
                    "A survey among people in treatment makes the share too large and the figure too small."),
                AssumptionCheck(
                    "Nobody is in the count twice", .unchecked, "Count people, not episodes."),
            ],
            caution:
                "Never publish the figure without its interval. Where sources conflict, the conflict is the finding.",
            figure: AnalysisFigure.intervals(
                findings, description, sentence: sentence, axis: "People", isLogarithmic: true))
    }

    private static func together(_ area: String, _ sources: [Source], _ request: AnalysisRequest) -> Finding? {
        let confidence = request.number("confidence")
        let between = RandomEffects.Between(rawValue: request.choice("between")) ?? .dersimonianLaird
        guard let found = RandomEffects(sources.map { log($0.estimate) }, sources.map(\.variance), between: between)
        else { return nil }
        let isKnapp = request.choice("knapp") == "yes", count = Double(sources.count)
        let error = isKnapp ? found.knappError : found.error
        let reach = isKnapp ? StudentT.reach(confidence, degrees: count - 1) : Normal.reach(confidence)
        let wide = count > 2 ? StudentT.reach(confidence, degrees: count - 2) : .nan
        let another = (found.tauSquared + found.error * found.error).squareRoot()
        return Finding(
            area.isEmpty ? "all sources" : "\(area), all sources",
            .estimated(
                Estimate(
                    exp(found.mean),
                    Interval(exp(found.mean - reach * error), exp(found.mean + reach * error), confidence: confidence))),
            p: found.p, n: count,
            more: [
                NamedFigure("log_error", error), NamedFigure("tau_squared", found.tauSquared),
                NamedFigure("cochran_q", found.q), NamedFigure("conflict_p", found.p),
                NamedFigure("i_squared", found.iSquared),
                NamedFigure("another_source_low", exp(found.mean - wide * another)),
                NamedFigure("another_source_high", exp(found.mean + wide * another)),
                NamedFigure("range_low", sources.map(\.estimate).min() ?? .nan),
                NamedFigure("range_high", sources.map(\.estimate).max() ?? .nan),
                NamedFigure("weights", .numbers(found.weights)),
            ])
    }

    private static func read(
        _ request: AnalysisRequest
    ) throws(AnalysisProblems) -> (sources: [Source], exclusions: [String]) {
        let isSampled = request.has("positive") && request.has("sampled")
        guard isSampled || request.has("share") && request.has("share-error") else {
            throw AnalysisProblems(
                "share-missing",
                "Give the share with its error (--share, --share-error), or the survey (--positive, --sampled): without an error of the share there is no interval."
            )
        }
        let factors = request.names(of: "factor").count, errors = request.names(of: "factor-error").count
        guard factors == errors else {
            throw AnalysisProblems(
                "factors-off",
                "--factor is given \(factors) times and --factor-error \(errors) times; each factor needs its error, 0 where it is exact."
            )
        }
        var roles = ["benchmark"] + (isSampled ? ["positive", "sampled"] : ["share", "share-error"])
        for role in ["benchmark-error", "factor", "factor-error", "source", "area"] where request.has(role) {
            roles.append(role)
        }
        let records = request.complete(roles)
        let benchmark = records.numbers("benchmark")
        let names = records.keys("source"), areas = request.has("area") ? records.texts("area") : names.map { _ in "" }
        var sources: [Source] = [], problems: [Problem] = []
        for record in benchmark.indices {
            let share: Double, spread: Double
            if isSampled {
                let n = records.numbers("sampled")[record]
                share = records.numbers("positive")[record] / n
                spread = share * (1 - share) / n
            } else {
                share = records.numbers("share")[record]
                let error = records.numbers("share-error")[record]
                spread = error * error
            }
            if share > 1 {
                problems.append(
                    .of(
                        "share-off",
                        "Row \(records.rows[record]): the share is \(ReportNumber.short(share)); it must be above 0 and at most 1.",
                        row: records.rows[record]))
                continue
            }
            var estimate = benchmark[record] / share, variance = spread / (share * share)
            if request.has("benchmark-error") {
                let error = records.numbers("benchmark-error")[record]
                variance += error * error / (benchmark[record] * benchmark[record])
            } else if request.isOn("benchmark-varies") {
                variance += 1 / benchmark[record]
            }
            for place in 0..<factors {
                let factor = records.numbers("factor", place)[record],
                    error = records.numbers("factor-error", place)[record]
                estimate *= factor
                variance += error * error / (factor * factor)
            }
            if variance <= 0 {
                problems.append(
                    .of(
                        "no-error",
                        "Row \(records.rows[record]): nothing in it has an error, so it would count as exact.",
                        row: records.rows[record]))
            }
            sources.append(
                Source(
                    name: names[record], area: areas[record], estimate: estimate, variance: variance,
                    benchmark: benchmark[record], share: share))
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(20))) }
        guard !sources.isEmpty else { throw AnalysisProblems("no-records", "No record has a count and a share.") }
        guard sources.count <= 5_000 else {
            throw AnalysisProblems("too-many", "\(sources.count) records are too many; 5,000 are the most.")
        }
        return (sources, records.exclusions)
    }
}
