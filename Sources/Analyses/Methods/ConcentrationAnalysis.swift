import Charts
import Statistics
import Vocabulary

/// How few places hold how many of the events.
///
/// ## Definition
/// The smallest number of places with half and with a quarter of all events, as a share of all places and of those with any event, and
/// the Gini coefficient, also in its general form for fewer events than places.
///
/// ## When not to use it
/// With fewer events than places some concentration cannot be helped: read the general form. Snapped points make concentration.
///
/// ## Edge cases
/// No events: insufficient.
///
/// ## Source
/// Weisburd, D. (2015), Criminology 53, 133-157; Bernasco, W. and Steenbeek, W. (2017), Journal of Quantitative Criminology 33, 451-467.
public enum ConcentrationAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "concentration", question: .place, title: "How few places hold half of it",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences
            """,
        roles: [
            Role("area", .text, "The place", required: false),
            Role("count", .count, "Events at the place", unit: "events"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["count"])
        let counts = records.numbers("count")
        let total = counts.reduce(0, +), hit = counts.count { $0 > 0 }
        guard total > 0 else {
            return AnalysisResult(
                sentence: "There are no events.", findings: [Finding("half", .insufficient("There are no events."))],
                exclusions: records.exclusions, caution: "Nothing was counted.")
        }
        let gini = Concentration.gini(counts)
        var findings = [0.5, 0.25].map { share in
            let places = Double(Concentration.places(holding: share, of: counts))
            return Finding(
                "places holding \(ReportNumber.text(share * 100))%",
                .estimated(Estimate(places / Double(counts.count))),
                n: places, denominator: Double(counts.count),
                more: [NamedFigure("share_of_places_with_any", places / Double(hit))])
        }
        findings.append(Finding("gini", .estimated(Estimate(gini.plain)), n: total, denominator: Double(counts.count)))
        findings.append(
            Finding(
                "gini_generalised", .estimated(Estimate(gini.generalised)), n: total, denominator: Double(counts.count))
        )
        let sentence =
            "Half of the events lie in \(ReportNumber.short((findings[0].estimate ?? 0) * 100))% of the places."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are more events than places", total >= Double(counts.count) ? .held : .doubtful,
                    "\(ReportNumber.text(total)) events in \(counts.count) places.")
            ], caution: "Events snapped to a few points look more concentrated than they are.",
            figure: figure(counts, total, sentence))
    }

    /// The share of events against the share of places, the fullest first.
    private static func figure(_ counts: [Double], _ total: Double, _ sentence: String) -> Figure {
        var sum = 0.0
        let line = counts.sorted(by: >).enumerated().map { place, count in
            sum += count
            return (x: 100 * Double(place + 1) / Double(counts.count), y: 100 * sum / total)
        }
        let plot = CurvePlot(
            curves: [
                CurvePlot.Curve("the places, fullest first", [(0, 0)] + line),
                CurvePlot.Curve("were all alike", [(0, 0), (100, 100)]),
            ], across: "Share of the places (%)", upright: "Share of the events (%)")
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence, "The share of events in each share of the places.")
    }
}
