import Charts
import Statistics
import Vocabulary

/// Many areas around one average: which are further off than their size explains.
///
/// ## Definition
/// The average is all events over everything. Each area gets limits at 95% and 99.8% by its size, from the score test or from exact
/// quantiles, and once more with the variance between areas that chance does not explain (z-scores winsorised, additive tau-squared).
/// `--limits phe` are those of the English public-health indicators: for ratios and rates an area lies outside when the exact Poisson
/// limits of its own count leave out the average, and for ratios the average is 1 unless `average` says otherwise; for proportions
/// they are the score limits.
///
/// ## When not to use it
/// Not as a league table: inside the limits areas do not differ. Not with fewer than about ten areas: overdispersion cannot be judged.
///
/// ## Edge cases
/// An area of size 0 is refused with its row. More events than people in a proportion too. The limits that allow for overdispersion
/// are always those of the score test.
///
/// ## Source
/// Spiegelhalter, D. J. (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine 24, 1185-1202; limits of
/// `phe`: Office for Health Improvement and Disparities, Fingertips technical guidance, as PHEindicatormethods 2.0 works them out.
public enum FunnelAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "funnel", question: .elsewhere, title: "Funnel: who is further off the average than size explains",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences --denominator residents \
            --measure rate --multiplier 1000
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("count", .count, "Events", unit: "events"),
            Role("denominator", .positive, "People, exposure, or expected events", unit: "people or events"),
        ],
        options: [
            Option(
                "measure", .choice(["proportion", "rate", "ratio"]),
                "Out of people, over exposure, or over expected events",
                standard: "proportion"),
            Option("limits", .choice(["score", "exact", "phe"]), "How the limits are found", standard: "score"),
            Option(
                "winsorise", .number(0...0.4), "Share of z-scores drawn in at each end", unit: "share", standard: "0.1"),
            Option("average", .number(0...1e12), "Compare with this instead of the average of all"),
            Option("multiplier", .number(1e-6...1e9), "Give figures times this", standard: "1"),
        ] + AreaShapes.options, boundaries: .optional)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["count", "denominator"])
        let counts = records.numbers("count"), totals = records.numbers("denominator")
        let measure = Funnel.Measure(rawValue: request.choice("measure")) ?? .proportion
        let over = counts.indices.filter { measure == .proportion && counts[$0] > totals[$0] }
        guard over.isEmpty else {
            throw AnalysisProblems(
                over.map {
                    .of("more-than-all", "Row \(records.rows[$0]): more events than people.", row: records.rows[$0])
                })
        }
        guard counts.count > 2 else {
            throw AnalysisProblems(
                "too-few-areas", "A funnel needs at least three areas, and \(counts.count) can be used.")
        }
        let map = try AreaShapes(request, names: records.keys("area"))
        let kind = Funnel.Limits(rawValue: request.choice("limits")) ?? .score
        let average = request.has(option: "average") ? request.number("average") / request.number("multiplier") : nil
        let funnel = Funnel(
            measure, events: counts, of: totals, winsorised: request.number("winsorise"),
            average: average ?? (kind == .phe && measure == .ratio ? 1 : nil))
        let p: [Double?] = funnel.adjusted.map(Normal.twoSided)
        let q = FalseDiscovery.q(p)
        let times = request.number("multiplier")
        let findings = records.keys("area").enumerated().map { index, key in
            finding(key, funnel, index, counts[index], totals[index], kind, times, p[index], q[index])
        }
        let out = findings.count {
            $0.more.contains(NamedFigure("place", "high (99.8%)"))
                || $0.more.contains(NamedFigure("place", "low (99.8%)"))
        }
        let isSpread = funnel.dispersion > overdispersed
        let beyond = findings.count { !$0.more.contains(NamedFigure("place_overdispersed", "inside")) }
        let middle = ReportNumber.short(funnel.average * times)
        let sentence =
            isSpread
            ? "\(beyond) of \(findings.count) areas lie outside the 99.8% limits around \(middle) that allow for overdispersion; \(out) outside those of chance alone."
            : "\(out) of \(findings.count) areas lie outside the 99.8% limits around \(middle)."
        return AnalysisResult(
            sentence: sentence,
            findings: findings, exclusions: records.exclusions + (map?.exclusions ?? []),
            assumptions: [
                AssumptionCheck(
                    "Chance alone, by size, explains how areas differ", isSpread ? .doubtful : .held,
                    "Overdispersion \(ReportNumber.short(funnel.dispersion)) (1 is chance alone); p and q allow for it."
                )
            ],
            caution:
                "Inside the limits areas do not differ: never rank them. Outside them, look first at the data, then at who lives there.",
            figure: figure(plot(funnel, findings, kind, times).drawing(named: sentence), map, findings, sentence))
    }

    /// With outlines the map comes first, the funnel after it.
    private static func figure(
        _ funnel: Drawing, _ shapes: AreaShapes?, _ findings: [Finding], _ sentence: String
    ) -> Figure {
        let summary = "\(findings.count) areas by size around the average."
        var figure = AnalysisFigure.figure(funnel, description, sentence, summary)
        let classes: [MapPlot.Class] = [
            .init("above 99.8% limits", .high), .init("below 99.8% limits", .low),
            .init("above 95% limits", .lonelyHigh), .init("below 95% limits", .lonelyLow), .init("inside", .plain),
        ]
        let places = ["high (99.8%)", "low (99.8%)", "high (95%)", "low (95%)"]
        let words = findings.map { finding -> String in
            if case .text(let place)? = finding.more.first(where: { $0.name == "place" })?.value { place } else { "" }
        }
        if let shapes,
            let map = AreaMap.drawing(
                shapes, names: findings.map(\.key), kinds: words.map { places.firstIndex(of: $0) ?? 4 },
                words: zip(findings, words).map { "\(ReportNumber.short($0.estimate ?? 0)), \($1)" }, classes: classes,
                sentence: sentence)
        {
            figure.drawings.insert(map, at: 0)
            figure.summary = "The map shows which lie outside the limits. " + summary
        }
        return figure
    }

    /// From here on the figure and the sentence go by the limits that allow for it.
    private static let overdispersed = 1.5

    private static func plot(
        _ funnel: Funnel, _ findings: [Finding], _ kind: Funnel.Limits, _ times: Double
    ) -> FunnelPlot {
        let largest = findings.compactMap(\.denominator).max() ?? 1
        let limits = (1...120).map { step in
            let size = max(1, largest * Double(step * step) / 14_400)
            let inner = funnel.limits(total: size, confidence: 0.95, kind)
            let outer = funnel.limits(total: size, confidence: 0.998, kind)
            let wide = funnel.limits(total: size, confidence: 0.998, overdispersed: true)
            return FunnelPlot.Limits(
                size: size, inner: (inner.low * times, inner.high * times),
                outer: (outer.low * times, outer.high * times),
                wide: funnel.dispersion > overdispersed ? (wide.low * times, wide.high * times) : nil)
        }
        let named = funnel.dispersion > overdispersed ? "place_overdispersed" : "place"
        let points = findings.map { finding in
            let place = finding.more.first { $0.name == named }?.value
            return FunnelPlot.Point(
                finding.key, size: finding.denominator ?? 0, value: finding.estimate ?? 0,
                isOutside: place == .text("high (99.8%)") || place == .text("low (99.8%)"))
        }
        return FunnelPlot(
            points: points, average: funnel.average * times, limits: limits, across: "Size (people or expected events)",
            upright: "Value")
    }

    private static func finding(
        _ key: String, _ funnel: Funnel, _ index: Int, _ count: Double, _ total: Double, _ kind: Funnel.Limits,
        _ times: Double, _ p: Double?, _ q: Double?
    ) -> Finding {
        let inner = funnel.limits(total: total, confidence: 0.95, kind)
        let outer = funnel.limits(total: total, confidence: 0.998, kind)
        let wide = funnel.limits(total: total, confidence: 0.998, overdispersed: true)
        let value = count / total
        let place =
            value > outer.high
            ? "high (99.8%)"
            : value < outer.low
                ? "low (99.8%)"
                : value > inner.high ? "high (95%)" : value < inner.low ? "low (95%)" : "inside"
        return Finding(
            key, .estimated(Estimate(value * times)), p: p, q: q, n: count, denominator: total,
            more: [
                NamedFigure("average", funnel.average * times), NamedFigure("lower_95", inner.low * times),
                NamedFigure("upper_95", inner.high * times), NamedFigure("lower_99_8", outer.low * times),
                NamedFigure("upper_99_8", outer.high * times),
                NamedFigure("lower_99_8_overdispersed", wide.low * times),
                NamedFigure("upper_99_8_overdispersed", wide.high * times), NamedFigure("z", funnel.z[index]),
                NamedFigure("z_overdispersed", funnel.adjusted[index]), NamedFigure("dispersion", funnel.dispersion),
                NamedFigure("tau_squared", funnel.between), NamedFigure("place", place),
                NamedFigure(
                    "place_overdispersed",
                    value > wide.high ? "high (99.8%)" : value < wide.low ? "low (99.8%)" : "inside"),
            ])
    }
}
