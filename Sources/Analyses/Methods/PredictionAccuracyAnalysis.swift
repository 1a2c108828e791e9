import Charts
import Statistics
import Vocabulary

/// How well a map foretold where events came.
///
/// ## Definition
/// Places in the order of what was predicted for each unit of area. At every step: the prediction accuracy index (share of events over
/// share of area), the efficiency index (of the best possible on as much ground) and the recapture rate index (share of what was
/// predicted over share of events). With `baseline`, the events of an earlier time, the same for the map that simply repeats them; the share
/// of events that either finds on 1, 2, 5, 10, 20 and 50% of the ground stands in `at` findings, with the gain.
///
/// ## When not to use it
/// Never at one cut alone: look at the curve. Never without last year's map beside it (`--baseline`): a prediction that does not beat it is
/// not worth having.
///
/// ## Edge cases
/// Ties in prediction stay in the order of the file. No events: refused.
///
/// ## Source
/// Chainey, S., Tompson, L. and Uhlig, S. (2008), Security Journal 21, 4-28; Hunt, J. (2016), Do crime hot spots move?, dissertation; Levine,
/// N. (2008), Security Journal 21, 295-302.
public enum PredictionAccuracyAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "prediction-accuracy", question: .foretold,
        title: "Accuracy, efficiency and recapture of a prediction (PAI, PEI, RRI)",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences --predicted calls \
            --size hectares --baseline offences_before
            """,
        roles: [
            Role("area", .text, "The place", required: false),
            Role("count", .count, "Events that came", unit: "events"),
            Role("predicted", .count, "What was predicted: events, a score"),
            Role("size", .positive, "Ground of the place; 1 otherwise", required: false),
            Role("baseline", .count, "Events of an earlier time: last year's map", unit: "events", required: false),
        ],
        options: [
            Option(
                "at", .numbers, "Shares of the ground at which prediction and baseline are set side by side",
                standard: "0.01,0.02,0.05,0.1,0.2,0.5")
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let shares = request.numbers("at")
        guard shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
            throw AnalysisProblems("at-off", "--at must be shares above 0 and at most 1.")
        }
        let records = request.complete(["count", "predicted"] + ["size", "baseline"].filter { request.has($0) })
        let observed = records.numbers("count"), predicted = records.numbers("predicted")
        let size = request.has("size") ? records.numbers("size") : [Double](repeating: 1, count: observed.count)
        guard observed.reduce(0, +) > 0, predicted.reduce(0, +) > 0 else {
            throw AnalysisProblems("no-events", "There must be events, and predictions above zero.")
        }
        let keys = records.keys("area")
        let curve = PredictionAccuracy.curve(observed: observed, predicted: predicted, area: size)
        let baseline =
            request.has("baseline")
            ? PredictionAccuracy.curve(observed: observed, predicted: records.numbers("baseline"), area: size) : nil
        var findings = curve.map { step in
            Finding(
                keys[step.place], .estimated(Estimate(step.accuracyIndex)), n: observed[step.place],
                more: [
                    NamedFigure("share_of_area", step.shareOfArea), NamedFigure("share_of_events", step.shareOfEvents),
                    NamedFigure("pai", step.accuracyIndex), NamedFigure("pei", step.efficiencyIndex),
                    NamedFigure("rri", step.recaptureIndex),
                ])
        }
        let tenth = curve.last { $0.shareOfArea <= 0.1 } ?? curve[0]
        var sentence =
            "On the first \(ReportNumber.short(tenth.shareOfArea * 100))% of the ground the map found \(ReportNumber.short(tenth.shareOfEvents * 100))% of the events."
        if let baseline {
            findings += shares.map { beside(curve, baseline, $0, observed.reduce(0, +)) }
            let old = PredictionAccuracy.shareOfEvents(baseline, onShare: tenth.shareOfArea)
            sentence += " Last year's map found \(ReportNumber.short(old * 100))% on as much."
        }
        let best = PredictionAccuracy.curve(observed: observed, predicted: observed, area: size)
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck("The map was made before the events came", .unchecked, "The table cannot tell."),
                AssumptionCheck(
                    "The map is set beside last year's", baseline == nil ? .doubtful : .held,
                    baseline == nil ? "Give --baseline, the events of an earlier time." : "Both are in the table."),
            ], caution: "A map that sends patrols changes what is recorded: it can prove itself right.",
            figure: figure(curve, baseline, best, sentence))
    }

    private static func beside(
        _ curve: [PredictionAccuracy.Step], _ baseline: [PredictionAccuracy.Step], _ share: Double, _ events: Double
    ) -> Finding {
        let ours = PredictionAccuracy.shareOfEvents(curve, onShare: share)
        let old = PredictionAccuracy.shareOfEvents(baseline, onShare: share)
        return Finding(
            "at \(ReportNumber.short(share * 100))% of the ground", .estimated(Estimate(ours / share)),
            n: ours * events,
            denominator: events,
            more: [
                NamedFigure("share_of_area", share), NamedFigure("share_of_events", ours),
                NamedFigure("pai", ours / share), NamedFigure("baseline_share_of_events", old),
                NamedFigure("baseline_pai", old / share), NamedFigure("gain_share_of_events", ours - old),
            ])
    }

    private static func figure(
        _ curve: [PredictionAccuracy.Step], _ baseline: [PredictionAccuracy.Step]?, _ best: [PredictionAccuracy.Step],
        _ sentence: String
    ) -> Figure {
        func line(_ words: String, _ steps: [PredictionAccuracy.Step]) -> CurvePlot.Curve {
            CurvePlot.Curve(words, [(0, 0)] + steps.map { ($0.shareOfArea * 100, $0.shareOfEvents * 100) })
        }
        let plot = CurvePlot(
            curves: [line("the map", curve)] + (baseline.map { [line("last year's map", $0)] } ?? [])
                + [line("the best there could be", best), CurvePlot.Curve("by chance", [(0, 0), (100, 100)])],
            across: "Share of the ground (%)", upright: "Share of the events (%)")
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence,
            "The share of events found on each share of the ground, in the order of the prediction.")
    }
}
