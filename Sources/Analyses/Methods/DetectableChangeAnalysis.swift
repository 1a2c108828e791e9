import Statistics
import Vocabulary

/// Before an operation: the smallest change that it could be shown to have made.
///
/// ## Definition
/// From the counts of the target (and of the comparison and the buffer) before, the length of time afterwards, and how much counts vary
/// beyond chance (phi), the ratio that a two-sided test of ln RIR at `level` finds with probability `power`; in events, too. With `ratio`
/// also the probability of finding just that.
///
/// ## When not to use it
/// Not afterwards with the effect that was found: that repeats its p-value. Not with phi 1 for crime without a reason: take the phi that
/// `displacement` found in earlier months.
///
/// ## Edge cases
/// So few events that not even their complete end could be shown: the fall is insufficient, and says so. A count of 0 before is refused.
///
/// ## Source
/// Normal approximation on the logarithm, as the test in `displacement`; Ng, H. K. T. and Tang, M.-L. (2005), Statistics in Medicine 24,
/// 955-965, for ratios of two Poisson rates.
public enum DetectableChangeAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "detectable-change", question: .worked,
        title: "Before it begins: the smallest change that could be shown",
        example: """
            Documentation/examples/analyse/operations.csv --area operation --before target_before \
            --comparison-before comparison_before --time-before months_before --time-after months_after \
            --phi 1.8 --ratio 0.8
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("before", .positive, "Events of the target before", unit: "events"),
            Role("comparison-before", .positive, "Events of the comparison before", unit: "events", required: false),
            Role("buffer-before", .positive, "Events of the buffer before", unit: "events", required: false),
            Role("time-before", .positive, "Length of the time before; 1 otherwise", required: false),
            Role("time-after", .positive, "Length of the time after; 1 otherwise", required: false),
        ],
        options: [
            Option("phi", .number(1...1_000), "How much more counts vary than chance", standard: "1"),
            Option("power", .number(0.5...0.999), "How often it is to be found", unit: "share", standard: "0.8"),
            Option("level", .number(0.0001...0.2), "Two-sided level of the test", unit: "share", standard: "0.05"),
            Option("ratio", .number(0.01...100), "Also the power for this ratio: 0.8 is a fall by a fifth"),
        ], reference: 1)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let optional = ["comparison-before", "buffer-before", "time-before", "time-after"].filter { request.has($0) }
        let records = request.complete(["before"] + optional)
        func column(_ role: String, _ place: Int) -> Double? {
            request.has(role) ? records.numbers(role)[place] : nil
        }
        var findings: [Finding] = []
        for (place, key) in records.keys("area").enumerated() {
            let time = (column("time-after", place) ?? 1) / (column("time-before", place) ?? 1)
            let comparison = column("comparison-before", place)
            for (name, before) in [("target", column("before", place)), ("buffer", column("buffer-before", place))] {
                guard let before else { continue }
                let study = DetectableChange(
                    before: before, comparison: comparison, time: time, phi: request.number("phi"))
                findings += changes("\(key), \(name)", study, request)
            }
        }
        let first = findings.first { $0.estimate != nil && $0.key.hasSuffix("smallest fall") }
        return AnalysisResult(
            sentence: first.map {
                "\($0.key): a fall by \(ReportNumber.short(100 * (1 - ($0.estimate ?? 1)).rounded(places: 3)))% or more would be found \(ReportNumber.short(request.number("power") * 100))% of the time."
            } ?? "Not even a complete end of the events would be found.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Counts vary as chance does, times phi", request.number("phi") > 1 ? .held : .doubtful,
                    "phi is \(ReportNumber.short(request.number("phi"))); counts of crime usually vary more than chance."
                ),
                AssumptionCheck(
                    "There is a comparison", request.has("comparison-before") ? .held : .doubtful,
                    request.has("comparison-before")
                        ? "Its counts are allowed for." : "Without one a change is not evidence of an effect."),
            ],
            caution:
                "If only a change can be shown that nobody expects, do not promise that the figures will tell: measure longer, wider, or something else."
        )
    }

    private static func changes(_ key: String, _ study: DetectableChange, _ request: AnalysisRequest) -> [Finding] {
        let edges = study.edges(level: request.number("level"), power: request.number("power"))
        let expected = study.before * study.time
        var power: [NamedFigure] = []
        if request.has(option: "ratio") {
            power = [
                NamedFigure("power_for_ratio", study.power(request.number("ratio"), level: request.number("level")))
            ]
        }
        func change(_ name: String, _ ratio: Double?) -> Finding {
            Finding(
                "\(key), \(name)",
                Outcome(
                    ratio.flatMap { $0.isFinite ? Estimate($0) : nil },
                    otherwise: "So few events that not even their end could be shown."),
                n: study.before,
                more: [
                    NamedFigure("expected_without_effect", expected),
                    NamedFigure("events", ratio.map { expected * ($0 - 1) } ?? .nan),
                    NamedFigure("percent", ratio.map { 100 * ($0 - 1) } ?? .nan), NamedFigure("phi", study.phi),
                ] + power)
        }
        return [change("smallest fall", edges.fall), change("smallest rise", edges.rise)]
    }
}

extension Double {
    /// To so many places after the point.
    func rounded(places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
