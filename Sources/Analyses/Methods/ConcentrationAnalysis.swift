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
///
/// ## Example
/// `cornerstone analyse concentration streets.csv --area street --count offences`
public enum ConcentrationAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "concentration", question: .place, title: "How few places hold half of it",
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
        return AnalysisResult(
            sentence:
                "Half of the events lie in \(ReportNumber.short((findings[0].estimate ?? 0) * 100))% of the places.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are more events than places", total >= Double(counts.count) ? .held : .doubtful,
                    "\(ReportNumber.text(total)) events in \(counts.count) places.")
            ], caution: "Events snapped to a few points look more concentrated than they are.")
    }
}

/// How well a map foretold where events came.
///
/// ## Definition
/// Places in the order of what was predicted for each unit of area. At every step: the prediction accuracy index (share of events over
/// share of area), the efficiency index (of the best possible on as much ground) and the recapture rate index (share of what was
/// predicted over share of events).
///
/// ## When not to use it
/// Never at one cut alone: look at the curve. Always beside last year's map as a prediction of its own (`--other`).
///
/// ## Edge cases
/// Ties in prediction stay in the order of the file. No events: refused.
///
/// ## Source
/// Chainey, S., Tompson, L. and Uhlig, S. (2008), Security Journal 21, 4-28; Hunt, J. (2016), Do crime hot spots move?, dissertation; Levine,
/// N. (2008), Security Journal 21, 295-302.
///
/// ## Example
/// `cornerstone analyse prediction-accuracy cells.csv --area cell --count events --predicted map --size hectares`
public enum PredictionAccuracyAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "prediction-accuracy", question: .foretold,
        title: "Accuracy, efficiency and recapture of a prediction (PAI, PEI, RRI)",
        roles: [
            Role("area", .text, "The place", required: false),
            Role("count", .count, "Events that came", unit: "events"),
            Role("predicted", .count, "What was predicted: events, a score"),
            Role("size", .positive, "Ground of the place; 1 otherwise", required: false),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["count", "predicted"] + (request.has("size") ? ["size"] : []))
        let observed = records.numbers("count"), predicted = records.numbers("predicted")
        let size = request.has("size") ? records.numbers("size") : [Double](repeating: 1, count: observed.count)
        guard observed.reduce(0, +) > 0, predicted.reduce(0, +) > 0 else {
            throw AnalysisProblems("no-events", "There must be events, and predictions above zero.")
        }
        let keys = records.keys("area")
        let curve = PredictionAccuracy.curve(observed: observed, predicted: predicted, area: size)
        let findings = curve.map { step in
            Finding(
                keys[step.place], .estimated(Estimate(step.accuracyIndex)), n: observed[step.place],
                more: [
                    NamedFigure("share_of_area", step.shareOfArea), NamedFigure("share_of_events", step.shareOfEvents),
                    NamedFigure("pai", step.accuracyIndex), NamedFigure("pei", step.efficiencyIndex),
                    NamedFigure("rri", step.recaptureIndex),
                ])
        }
        let tenth = curve.last { $0.shareOfArea <= 0.1 } ?? curve[0]
        return AnalysisResult(
            sentence:
                "On the first \(ReportNumber.short(tenth.shareOfArea * 100))% of the ground the map found \(ReportNumber.short(tenth.shareOfEvents * 100))% of the events.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck("The map was made before the events came", .unchecked, "The table cannot tell.")
            ], caution: "A map that sends patrols changes what is recorded: it can prove itself right.")
    }
}
