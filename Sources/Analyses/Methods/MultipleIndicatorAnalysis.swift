import Glibc
import Statistics
import Vocabulary

/// How many people there are in areas where nobody estimated it, from areas where somebody did and indicators that all have.
///
/// ## Definition
/// The logarithm of the anchors' rates is regressed on the leading principal components of the standardised indicators (or on the indicators with a
/// ridge); how many components, or which ridge, is chosen by leaving out one anchor at a time. Each area gets its predicted number with a prediction
/// interval, which is for its own value and not for a mean. An area whose indicators lie further from the anchors than any anchor's is flagged. With
/// `total` all numbers are scaled to a known total of the region.
///
/// ## When not to use it
/// Not with fewer than five anchors; ten or more are wanted. Not with indicators that count police activity where what is wanted is use. Not to rank areas: the
/// intervals overlap.
///
/// ## Edge cases
/// No component helps: every area gets the anchors' mean rate, and the check says so. An indicator that does not vary is dropped. Areas without an indicator or a
/// population are left out.
///
/// ## Source
/// Frischer, M., Hickman, M., Kraus, L., Mariani, F. and Wiessing, L. (2001), Addiction 96, 1465-1476; Hay, G., Gannon, M., MacDougall, J., Millar, T., Eastwood, C. and
/// McKeganey, N. (2006), Home Office Online Report 16/06; Hoerl, A. E. and Kennard, R. W. (1970), Technometrics 12, 55-67.
public enum MultipleIndicatorAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "multiple-indicator", question: .hidden, title: "Multiple indicators: measured areas tell of others",
        example: """
            Documentation/examples/analyse/areas.csv --area area --population residents --anchor estimate \
            --indicator treated_rate --indicator calls_rate
            """,
        roles: [
            Role("area", .text, "The area"), Role("population", .positive, "People in it", unit: "people"),
            Role("anchor", .count, "The estimated number, in areas that have one", unit: "people"),
            Role("indicator", .number, "What goes with it, as a rate", repeatable: true),
        ],
        options: [
            .confidence,
            Option("by", .choice(["components", "ridge"]), "Principal components, or a ridge", standard: "components"),
            Option("complexity", .number(0...1e6), "How many components, or what ridge; chosen otherwise"),
            Option("total", .number(1...1e9), "What all areas together must come to", unit: "people"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["area", "population", "indicator"])
        let names = records.texts("area"), populations = records.numbers("population")
        let measured = records.optionalNumbers("anchor")
        let zero = measured.indices.filter { measured[$0] == 0 }
        guard zero.isEmpty else {
            throw AnalysisProblems(
                zero.prefix(20).map {
                    .of(
                        "anchor-zero",
                        "Row \(records.rows[$0]): an anchor of 0 has no logarithm. Leave it empty if it was not measured.",
                        row: records.rows[$0])
                })
        }
        guard Set(names).count == names.count else {
            throw AnalysisProblems("area-twice", "An area stands in two records. Give one record for each area.")
        }
        guard names.count <= 20_000, request.names(of: "indicator").count <= 60 else {
            throw AnalysisProblems("too-large", "20,000 areas and 60 indicators are the most.")
        }
        let anchors = measured.indices.filter { !measured[$0].isNaN }
        let kind = IndicatorModel.Kind(rawValue: request.choice("by")) ?? .components
        let indicators = request.names(of: "indicator").indices.map { records.numbers("indicator", $0) }
        guard anchors.count >= 5,
            let model = IndicatorModel(
                kind, indicators: indicators, anchors: anchors,
                rates: anchors.map { log(measured[$0] / populations[$0]) },
                fixed: request.has(option: "complexity") ? request.number("complexity") : nil)
        else {
            throw AnalysisProblems(
                "too-few-anchors",
                "It takes five areas with an estimate, better ten, and indicators that vary; there are \(anchors.count) anchors."
            )
        }
        return result(model, names, populations, measured, anchors, records.exclusions, request)
    }

    private static func result(
        _ model: IndicatorModel, _ names: [String], _ populations: [Double], _ measured: [Double], _ anchors: [Int],
        _ exclusions: [String], _ request: AnalysisRequest
    ) -> AnalysisResult {
        let confidence = request.number("confidence")
        let reach = StudentT.reach(confidence, degrees: model.degrees)
        let raw = model.predictions.indices.map { exp(model.predictions[$0].value) * populations[$0] }
        let scale = request.has(option: "total") ? request.number("total") / raw.reduce(0, +) : 1
        let farthest = model.anchorLeverages.max() ?? 0
        var far = 0
        let areas = names.indices.map { area -> Finding in
            let prediction = model.predictions[area], isFar = prediction.leverage > farthest * (1 + 1e-9)
            if isFar { far += 1 }
            let value = raw[area] * scale, factor = exp(reach * prediction.error)
            return Finding(
                names[area],
                .estimated(Estimate(value, Interval(value / factor, value * factor, confidence: confidence))),
                denominator: populations[area],
                more: [
                    NamedFigure("rate_per_1000", 1_000 * value / populations[area]),
                    NamedFigure("anchor", measured[area]), NamedFigure("log_error", prediction.error),
                    NamedFigure("leverage", prediction.leverage), NamedFigure("extrapolated", .flag(isFar)),
                ])
        }
        let all = Finding(
            "all areas", .estimated(Estimate(raw.reduce(0, +) * scale)), n: Double(anchors.count),
            denominator: populations.reduce(0, +),
            more: [
                NamedFigure("left_out_rmse", model.leftOutError), NamedFigure("residual_error", model.residualError),
                NamedFigure("left_out_r_squared", model.leftOutShare),
                NamedFigure(request.choice("by") == "ridge" ? "ridge" : "components", model.complexity),
                NamedFigure("degrees_of_freedom", model.degrees), NamedFigure("scale", scale),
                NamedFigure("explained", .numbers(model.explained)),
                NamedFigure(
                    "left_out_predictions", .numbers(zip(anchors, model.leftOut).map { exp($1) * populations[$0] })),
            ])
        let off = (exp(model.leftOutError) - 1) * 100
        let sentence =
            "\(names.count) areas from \(anchors.count) anchors; left out, an anchor was missed by a factor of \(ReportNumber.short(exp(model.leftOutError))) (\(ReportNumber.short(off.rounded()))%)."
        return AnalysisResult(
            sentence: sentence, findings: [all] + areas, exclusions: exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are enough anchors", anchors.count >= 10 ? .held : .doubtful,
                    "\(anchors.count) of \(names.count) areas."),
                AssumptionCheck(
                    "The indicators tell of the anchors", model.leftOutShare > 0.2 ? .held : .doubtful,
                    "Left out in turn, \(ReportNumber.short(max(0, model.leftOutShare) * 100))% of how anchors differ is foretold."
                ),
                AssumptionCheck(
                    "Areas lie within what the anchors cover", far == 0 ? .held : .doubtful,
                    "\(far) areas have indicators further off than any anchor's; their figures are extrapolated."),
                AssumptionCheck(
                    "The anchors themselves are right", .unchecked,
                    "Their own errors are in the intervals only as spread."),
            ],
            caution: "A prediction interval is for one area's own number. Do not rank areas by these figures.",
            figure: AnalysisFigure.intervals(
                areas, description, sentence: sentence, axis: "People", isLogarithmic: true))
    }
}
