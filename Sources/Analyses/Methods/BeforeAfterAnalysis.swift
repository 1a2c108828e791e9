import Glibc
import Statistics
import Vocabulary

/// A count before and after, against a comparison: the ratio of the two changes.
///
/// ## Definition
/// (after / before) of the target over the same of the comparison, with an interval on the logarithm, the events more than expected, and
/// the smallest change that could have been seen. phi widens the interval where counts vary more than chance; it should come from months
/// before the start (see `displacement`, which works it out).
///
/// ## When not to use it
/// Without a comparison it is not evidence of an effect, and is labelled so. Not where months are known: take `time-series`.
///
/// ## Edge cases
/// A count of 0 adds half an event to each. Without a comparison the plain ratio is given.
///
/// ## Source
/// Farrington, D. P. et al. (2007), Crime prevention and community safety 9; McCullagh, P. and Nelder, J. A. (1989), chapter 6.
public enum BeforeAfterAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "before-after", question: .worked, title: "Before and after, against a comparison",
        example: """
            Documentation/examples/analyse/operations.csv --area operation --before target_before \
            --after target_after --comparison-before comparison_before --comparison-after comparison_after \
            --phi 1.8
            """,
        roles: [
            Role("area", .text, "What each record is about", required: false),
            Role("before", .count, "Events before", unit: "events"),
            Role("after", .count, "Events after", unit: "events"),
            Role("comparison-before", .count, "Events in the comparison before", unit: "events", required: false),
            Role("comparison-after", .count, "Events in the comparison after", unit: "events", required: false),
            Role("time-before", .positive, "Length of the time before; 1 otherwise", required: false),
            Role("time-after", .positive, "Length of the time after; 1 otherwise", required: false),
        ],
        options: [
            .confidence, Option("phi", .number(1...1_000), "How much more counts vary than chance", standard: "1"),
        ], reference: 1)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let isControlled = request.has("comparison-before") && request.has("comparison-after")
        let times = ["time-before", "time-after"].filter { request.has($0) }
        let records = request.complete(
            ["before", "after"] + times + (isControlled ? ["comparison-before", "comparison-after"] : []))
        let phi = request.number("phi"), confidence = request.number("confidence")
        func time(_ role: String, _ place: Int) -> Double { request.has(role) ? records.numbers(role)[place] : 1 }
        let findings = records.keys("area").enumerated().map { place, key in
            let here = BeforeAfter(
                records.numbers("before")[place], records.numbers("after")[place],
                exposureBefore: time("time-before", place), exposureAfter: time("time-after", place))
            guard isControlled else { return alone(key, here, phi, confidence) }
            let there = BeforeAfter(
                records.numbers("comparison-before")[place], records.numbers("comparison-after")[place],
                exposureBefore: time("time-before", place), exposureAfter: time("time-after", place))
            return against(key, here, there, phi, confidence)
        }
        let apart = findings.count { !($0.interval?.holds(1) ?? true) }
        return AnalysisResult(
            sentence: isControlled
                ? "\(apart) of \(findings.count) changed by more than chance would do against the comparison."
                : "\(apart) of \(findings.count) changed by more than chance would do. Without a comparison this is not evidence of an effect.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Without it the place would have changed as the comparison did",
                    isControlled ? .unchecked : .doubtful,
                    isControlled ? "Look at both before the start." : "There is no comparison."),
                AssumptionCheck(
                    "Counts vary as chance does, times phi", phi > 1 ? .held : .doubtful,
                    "phi is \(ReportNumber.short(phi)); counts of crime usually vary more than chance."),
                AssumptionCheck(
                    "The place was not chosen for a bad time that would have passed anyway", .unchecked,
                    "Two numbers cannot tell; see regression-to-mean."),
            ],
            caution: "No finding is not no effect: read the smallest change that could have been seen. "
                + Caution.recorded)
    }

    private static func against(
        _ key: String, _ here: BeforeAfter, _ there: BeforeAfter, _ phi: Double, _ confidence: Double
    ) -> Finding {
        guard let found = Displacement.ratio(here, against: there, phi: phi, confidence: confidence) else {
            return Finding(key, .insufficient("There were no events to compare."))
        }
        let few = min(here.smallest, there.smallest) < 10
        let edges = Displacement.detectable(here, against: there, phi: phi)
        return Finding(
            key, .estimated(found.estimate), p: few && phi == 1 ? Displacement.midP(here, against: there) : found.p,
            n: here.before + here.after,
            more: [
                NamedFigure("log_ratio", log(found.estimate.value)), NamedFigure("standard_error", found.error),
                NamedFigure("expected", found.expected), NamedFigure("net_events", found.net.value),
                NamedFigure("net_low", found.net.interval?.low ?? .nan),
                NamedFigure("net_high", found.net.interval?.high ?? .nan),
                NamedFigure("smallest_fall_seen", edges?.fall ?? .nan),
                NamedFigure("smallest_rise_seen", edges?.rise ?? .nan),
            ])
    }

    private static func alone(_ key: String, _ here: BeforeAfter, _ phi: Double, _ confidence: Double) -> Finding {
        guard
            let ratio = Difference.rateRatio(
                here.after / phi, over: here.exposureAfter, here.before / phi, over: here.exposureBefore,
                confidence: confidence)
        else { return Finding(key, .insufficient("There were no events.")) }
        return Finding(
            key, .estimated(ratio),
            p: Difference.equalRates(
                here.after / phi, over: here.exposureAfter, here.before / phi, over: here.exposureBefore),
            n: here.before + here.after)
    }
}

/// How far places chosen for a bad year fall back of themselves.
///
/// ## Definition
/// The counts of all places in the year of choosing give the spread of their true rates (gamma law); a chosen place is expected to return
/// to its shrunken rate. Given is what to expect of the chosen places next time without anything being done.
///
/// ## When not to use it
/// Not when places were chosen for something else than their count. It is an average: a single place may do anything.
///
/// ## Edge cases
/// Counts that vary no more than chance: everything falls back to the average. No place chosen: refused.
///
/// ## Source
/// Clayton, D. and Kaldor, J. (1987), Biometrics 43, 671-681; Hauer, E. (1997), Observational before-after studies in road safety.
public enum RegressionToMeanAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "regression-to-mean", question: .worked, title: "How far the worst places fall back of themselves",
        example: """
            Documentation/examples/analyse/areas.csv --area area --count offences_before \
            --exposure residents --chosen chosen --after offences
            """,
        roles: [
            Role("area", .text, "The place", required: false),
            Role("count", .count, "Events in the year of choosing", unit: "events"),
            Role("chosen", .yesNo, "Yes for the places that were chosen for their count"),
            Role("exposure", .positive, "People or time of the place; 1 otherwise", required: false),
            Role("after", .count, "Events of the same length of time afterwards", unit: "events", required: false),
        ], options: [.confidence])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let optional = ["exposure", "after"].filter { request.has($0) }
        let records = request.complete(["count", "chosen"] + optional)
        let chosen = records.yesNo("chosen"), counts = records.numbers("count")
        let exposure =
            request.has("exposure") ? records.numbers("exposure") : [Double](repeating: 1, count: counts.count)
        guard
            let found = RegressionToMean.expected(
                counts: counts, exposure: exposure, isChosen: chosen, confidence: request.number("confidence"))
        else {
            throw AnalysisProblems(
                "nothing-chosen", "Three places at least, events, and a place that was chosen are needed.")
        }
        var findings = [
            Finding(
                "expected next time", .estimated(found.expected), n: found.before,
                denominator: Double(chosen.count { $0 }),
                more: [NamedFigure("before", found.before), NamedFigure("fall_share", found.fall)])
        ]
        if request.has("after") {
            let after = zip(chosen, records.numbers("after")).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
            let isInside = found.expected.interval?.holds(after) ?? true
            findings.append(
                Finding(
                    "observed next time", .estimated(Estimate(after)),
                    more: [NamedFigure("within_what_to_expect", .flag(isInside))]))
        }
        return AnalysisResult(
            sentence:
                "The chosen places had \(ReportNumber.short(found.before)) and may be expected to have \(ReportNumber.short(found.expected.value.rounded())) next time (\(ReportNumber.short(found.fall * 100))%) without anything being done.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "There are enough places to see how much they differ", counts.count >= 20 ? .held : .doubtful,
                    "\(counts.count) places.")
            ], caution: "A fall of this size proves nothing; one well beyond it may.")
    }
}
