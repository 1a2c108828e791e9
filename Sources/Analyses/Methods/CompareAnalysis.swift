import Statistics
import Vocabulary

/// Two shares against each other: difference, ratio, and whether chance would do.
///
/// ## Definition
/// For each record, the first share minus the second with Newcombe's interval (method 10), their ratio with an interval on the
/// logarithm, and a two-sided p-value: pooled normal, or Fisher's exact where fewer than five are expected. Beside them the odds
/// ratio (Woolf), Pearson's chi-squared without a correction, and, up to 2,000 in all, Fisher's p-value.
///
/// With `pool` the records are strata of one comparison, and `all together` is added: the common difference (Mantel and
/// Haenszel, limits of Sato), the common ratio (limits of Greenland and Robins), the common odds ratio (limits of Robins, Breslow and Greenland), p and chi-squared of the
/// Mantel-Haenszel test without and with the correction for continuity, and the test that the odds ratio is the same in all (Breslow
/// and Day, corrected by Tarone).
///
/// ## When not to use it
/// Not for the same people asked twice: that is paired. Not for more than two at once: look at `funnel`, or mind the q-values.
///
/// ## Edge cases
/// No events in either: the ratio is left out.
///
/// ## Source
/// Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890; Katz, D. et al. (1978), Biometrics 34, 469-474; Greenland, S. and
/// Robins, J. M. (1985), Biometrics 41, 55-68; Robins, J., Breslow, N. and Greenland, S. (1986), Biometrics 42, 311-323; Sato, T.
/// (1989), Biometrics 45, 1323-1324.
public enum CompareProportionsAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "compare-proportions", question: .elsewhere, title: "Two shares: difference (Newcombe), ratio and test",
        example: """
            Documentation/examples/analyse/two-years.csv --area area --count unsafe_2027 \
            --denominator asked_2027 --other-count unsafe_2026 --other-denominator asked_2026
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("count", .count, "Events of the first", unit: "people or events"),
            Role("denominator", .positive, "Out of how many", unit: "people or events"),
            Role("other-count", .count, "Events of the second", unit: "people or events"),
            Role("other-denominator", .positive, "Out of how many", unit: "people or events"),
        ],
        options: [
            .confidence, Option("pool", .flag, "Add what all records say together, as strata of one comparison"),
        ], reference: 0)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["count", "denominator", "other-count", "other-denominator"])
        let a = records.numbers("count"), m = records.numbers("denominator")
        let b = records.numbers("other-count"), n = records.numbers("other-denominator")
        let over = a.indices.filter { a[$0] > m[$0] || b[$0] > n[$0] }
        guard over.isEmpty else {
            throw AnalysisProblems(
                over.map {
                    .of("more-than-all", "Row \(records.rows[$0]): more events than people.", row: records.rows[$0])
                })
        }
        let confidence = request.number("confidence")
        let p: [Double?] = a.indices.map { Difference.equalProportions(a[$0], of: m[$0], b[$0], of: n[$0]) }
        let q = FalseDiscovery.q(p)
        let findings = records.keys("area").enumerated().map { index, key in
            let ratio = Difference.proportionRatio(
                a[index], of: m[index], b[index], of: n[index], confidence: confidence)
            return Finding(
                key,
                .estimated(
                    Difference.proportions(a[index], of: m[index], b[index], of: n[index], confidence: confidence)),
                p: p[index], q: q[index], n: a[index] + b[index], denominator: m[index] + n[index],
                more: [NamedFigure("share", a[index] / m[index]), NamedFigure("other_share", b[index] / n[index])]
                    + NamedFigure.ratio(ratio)
                    + tests(a[index], of: m[index], b[index], of: n[index], confidence))
        }
        var together: [Finding] = []
        if request.isOn("pool") {
            together = [pooled(MantelHaenszel(a.indices.map { (a[$0], m[$0], b[$0], n[$0]) }), a, m, b, n, confidence)]
        }
        return AnalysisResult(
            sentence:
                "\(findings.count { ($0.q ?? 1) <= 0.05 }) of \(findings.count) differences are more than chance would do.",
            findings: findings + together, exclusions: records.exclusions, assumptions: [Caution.independent],
            caution: "More than chance is not the same as worth acting on: look at the size. " + Caution.intervals)
    }

    private static func pooled(
        _ tables: MantelHaenszel, _ a: [Double], _ m: [Double], _ b: [Double], _ n: [Double], _ confidence: Double
    ) -> Finding {
        func sum(_ one: [Double], _ other: [Double]) -> Double { one.reduce(0, +) + other.reduce(0, +) }
        return Finding(
            "all together",
            Outcome(tables.riskDifference(confidence: confidence), otherwise: "There is no record to pool."),
            p: tables.test()?.p, n: sum(a, b), denominator: sum(m, n),
            more: tables.figures(ratio: "ratio", odds: "odds_ratio", confidence))
    }

    /// What published two-by-two tables give besides: the odds ratio, and the tests under their names.
    private static func tests(
        _ a: Double, of m: Double, _ b: Double, of n: Double, _ confidence: Double
    ) -> [NamedFigure] {
        var figures: [NamedFigure] = []
        if let odds = Difference.oddsRatio(a, of: m, b, of: n, confidence: confidence) {
            figures.append(NamedFigure("odds_ratio", odds.value))
            if let interval = odds.interval {
                figures += [
                    NamedFigure("odds_ratio_low", interval.low), NamedFigure("odds_ratio_high", interval.high),
                ]
            }
        }
        if let z = Difference.pooledZ(a, of: m, b, of: n) {
            figures += [
                NamedFigure("z", z), NamedFigure("chi_square", z * z), NamedFigure("chi_square_p", Normal.twoSided(z)),
            ]
        }
        if m + n <= 2000, let fisher = Difference.fisher(a, of: m, b, of: n) {
            figures.append(NamedFigure("fisher_p", fisher))
        }
        return figures
    }
}

/// Two rates against each other: difference, ratio, and whether chance would do.
///
/// ## Definition
/// For each record, the ratio of the first rate to the second, the difference, and a two-sided p-value: exact (doubled smaller
/// tail), its mid-p form, or the e-test. The interval of the ratio is exact given both counts; with `--test mid-p` it is the mid-p
/// one, so that it leaves out 1 where p is small. `interval` takes another: `log` is Wald's on the logarithm, `score` Wilson's given
/// both counts. With mid-p limits `median_unbiased_ratio` stands beside them.
///
/// ## When not to use it
/// Not where events come in bursts: chance is then larger than a Poisson count allows, and p too small.
///
/// ## Edge cases
/// No events on one side: the ratio is 0 or has no upper end, and no interval with `log`. None at all: insufficient.
///
/// ## Source
/// Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26, 404-413; Rothman, K. J. and Greenland, S. (1998), Modern epidemiology,
/// chapter 14; mid-p and log limits agree with epitools 0.5-10.1; Krishnamoorthy, K. and Thomson, J. (2004), Journal of
/// Statistical Planning and Inference 119, 23-35.
public enum CompareRatesAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "compare-rates", question: .elsewhere, title: "Two rates: ratio, difference and test",
        example: """
            Documentation/examples/analyse/two-years.csv --area area --count offences_2027 \
            --population residents_2027 --other-count offences_2026 --other-population residents_2026
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("count", .count, "Events of the first", unit: "events"),
            Role("population", .positive, "People or time of the first; 1 for each otherwise", required: false),
            Role("other-count", .count, "Events of the second", unit: "events"),
            Role("other-population", .positive, "People or time of the second; 1 for each otherwise", required: false),
        ],
        options: [
            .confidence,
            Option(
                "test", .choice(["exact", "mid-p", "e-test"]),
                "Which p-value; the e-test sees more and keeps its level",
                standard: "exact"),
            Option(
                "interval", .choice(RateRatio.Limits.allCases.map(\.rawValue)),
                "How the limits of the ratio are found; without it mid-p with --test mid-p, exact otherwise"),
            Option("difference", .number(-1e9...1e9), "Test for this difference of rates (e-test only)", standard: "0"),
        ], reference: 1)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let exposures = ["population", "other-population"].filter { request.has($0) }
        let records = request.complete(["count", "other-count"] + exposures)
        let a = records.numbers("count"), b = records.numbers("other-count")
        let m = request.has("population") ? records.numbers("population") : [Double](repeating: 1, count: a.count)
        let n =
            request.has("other-population")
            ? records.numbers("other-population") : [Double](repeating: 1, count: b.count)
        let confidence = request.number("confidence"), test = request.choice("test")
        let p: [Double?] = a.indices.map { index in
            if test == "e-test" {
                return PoissonETest.p(
                    counts: (a[index], b[index]), exposures: (m[index], n[index]),
                    difference: request.number("difference"))
            }
            return Difference.equalRates(a[index], over: m[index], b[index], over: n[index], midP: test == "mid-p")
        }
        let q = FalseDiscovery.q(p)
        let limits = RateRatio.Limits(rawValue: request.choice("interval")) ?? (test == "mid-p" ? .midP : .exact)
        let findings = records.keys("area").enumerated().map { index, key in
            finding(key, (a[index], m[index]), (b[index], n[index]), limits, confidence, p[index], q[index])
        }
        return AnalysisResult(
            sentence:
                "\(findings.count { ($0.q ?? 1) <= 0.05 }) of \(findings.count) pairs differ by more than chance would do.",
            findings: findings, exclusions: records.exclusions, assumptions: [Caution.independent],
            caution: Caution.intervals + " " + Caution.recorded)
    }

    private static func finding(
        _ key: String, _ one: (count: Double, exposure: Double), _ other: (count: Double, exposure: Double),
        _ limits: RateRatio.Limits, _ confidence: Double, _ p: Double?, _ q: Double?
    ) -> Finding {
        let ratio = RateRatio.estimate(
            one.count, over: one.exposure, other.count, over: other.exposure, confidence: confidence, limits)
        let difference = Difference.rates(
            one.count, over: one.exposure, other.count, over: other.exposure, confidence: confidence)
        var more = [
            NamedFigure("rate", one.count / one.exposure), NamedFigure("other_rate", other.count / other.exposure),
            NamedFigure("difference", difference.value),
            NamedFigure("difference_low", difference.interval?.low ?? .nan),
            NamedFigure("difference_high", difference.interval?.high ?? .nan),
        ]
        if limits == .midP,
            let median = RateRatio.medianUnbiased(one.count, over: one.exposure, other.count, over: other.exposure)
        {
            more.append(NamedFigure("median_unbiased_ratio", median))
        }
        return Finding(
            key, Outcome(ratio, otherwise: "No events on either side."), p: p, q: q, n: one.count + other.count,
            denominator: one.exposure + other.exposure, more: more)
    }
}

extension NamedFigure {
    static func ratio(_ ratio: Estimate?) -> [NamedFigure] {
        guard let ratio else { return [] }
        return [
            NamedFigure("ratio", ratio.value), NamedFigure("ratio_low", ratio.interval?.low ?? .nan),
            NamedFigure("ratio_high", ratio.interval?.high ?? .nan),
        ]
    }
}
