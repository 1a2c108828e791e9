import Glibc
import Statistics
import Vocabulary

/// Whether it fell in the target, moved into the surroundings or did them good, told against a comparison: ratios and events.
///
/// ## Definition
/// ln RIR = ln(T1 C0 / (T0 C1)) for the target and for the buffer around it, with the months' own exposure; its variance is phi times the sum
/// of one over each count, where phi comes from how counts varied by area and month before the start (at least 1). Net events are
/// observed less expected, for each and for both together. Where a count is below 10 and phi is 1, p is the exact mid-p.
///
/// ## When not to use it
/// Not with a buffer as the comparison: it may have received what moved. Not when the target was chosen for its worst months: read the
/// check for regression to the mean.
///
/// ## Edge cases
/// A count of 0 adds half an event to each count. No months before or after: refused. One area and few months: phi cannot be seen and is 1,
/// and the check says so.
///
/// ## Source
/// Guerette, R. T. and Bowers, K. J. (2009), Criminology 47, 1331-1368; Bowers, K. J. and Johnson, S. D. (2003), Journal of Quantitative
/// Criminology 19, 275-301; McCullagh, P. and Nelder, J. A. (1989), Generalized linear models, 2nd ed.
public enum DisplacementAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "displacement", question: .moved, title: "Target, buffer and comparison: did it move or do good?",
        example: """
            Documentation/examples/analyse/zones.csv --zone zone --area beat --day month --count offences \
            --since 2024-07-01
            """,
        roles: [
            Role("zone", .text, "target, buffer or comparison"),
            Role("day", .day, "The month, by a day in it"),
            Role("count", .count, "Events", unit: "events"),
            Role("area", .text, "The area, where a zone has several", required: false),
        ],
        options: [
            .confidence, Option("since", .day, "The first day of what is judged"),
            Option(
                "phi", .number(1...1_000), "How much more counts vary than chance, instead of what the time before says"
            ),
            Option(
                "quotient", .choice(["yes", "no"]), "Also the weighted displacement quotient, to continue older series",
                standard: "no"),
        ], isRandom: true)

    struct Zones {
        var places: [String: BeforeAfter] = [:]
        var phi = 1.0
        var degrees = 0
        var months = (before: 0, after: 0)
        var before: [Double] = []
    }

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        guard let since = request.day("since") else {
            throw AnalysisProblems("since-missing", "--since DAY is needed: the first day of what is judged.")
        }
        let records = request.complete(["zone", "day", "count"] + (request.has("area") ? ["area"] : []))
        let zones = try gather(records, request, since)
        guard let target = zones.places["target"], let comparison = zones.places["comparison"] else {
            throw AnalysisProblems("zone-missing", "The zones target and comparison are both needed.")
        }
        let confidence = request.number("confidence")
        var findings: [Finding] = []
        let buffer = zones.places["buffer"]
        for (name, place) in [("target", target)] + (buffer.map { [("buffer", $0)] } ?? []) {
            findings.append(ratio("\(name), ratio", place, comparison, zones.phi, confidence))
        }
        for (name, place) in [("target", target)]
            + (buffer.map { [("buffer", $0), ("target and buffer", target + $0)] } ?? [])
        {
            findings.append(net(name, place, comparison, zones.phi, confidence))
        }
        if request.choice("quotient") == "yes", let buffer {
            findings.append(
                DisplacementQuotientAnalysis.finding(
                    "weighted displacement quotient", target: target, buffer: buffer, comparison: comparison,
                    phi: zones.phi, confidence: confidence, seed: request.seed))
        }
        return AnalysisResult(
            sentence: sentence(findings, buffer != nil), findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "How much counts vary beyond chance can be seen", zones.degrees >= 10 ? .held : .doubtful,
                    "phi \(ReportNumber.short(zones.phi)) from \(zones.degrees) degrees of freedom before the start."),
                AssumptionCheck(
                    "Without it the target would have changed as the comparison did", .unchecked,
                    "Look at both series before the start."),
                RegressionToTheMean.check(zones.before),
            ],
            caution: "No finding is not no effect: read the smallest change that could have been seen. "
                + (request.choice("quotient") == "yes" ? DisplacementQuotientAnalysis.warning + " " : "")
                + Caution.recorded)
    }

    static func ratio(
        _ name: String, _ place: BeforeAfter, _ comparison: BeforeAfter, _ phi: Double, _ confidence: Double
    ) -> Finding {
        guard let found = Displacement.ratio(place, against: comparison, phi: phi, confidence: confidence) else {
            return Finding(name, .insufficient("There were no events to compare."))
        }
        let few = min(place.smallest, comparison.smallest) < 10
        let edges = Displacement.detectable(place, against: comparison, phi: phi)
        return Finding(
            name, .estimated(found.estimate),
            p: few && phi == 1 ? Displacement.midP(place, against: comparison) : found.p,
            n: place.before + place.after,
            more: [
                NamedFigure("log_ratio", log(found.estimate.value)), NamedFigure("standard_error", found.error),
                NamedFigure("before", place.before), NamedFigure("after", place.after),
                NamedFigure("comparison_before", comparison.before), NamedFigure("comparison_after", comparison.after),
                NamedFigure("phi", phi), NamedFigure("half_added", .flag(found.isAdjusted)),
                NamedFigure("net_events", found.net.value), NamedFigure("net_low", found.net.interval?.low ?? .nan),
                NamedFigure("net_high", found.net.interval?.high ?? .nan),
                NamedFigure("smallest_fall_seen", edges?.fall ?? .nan),
                NamedFigure("smallest_rise_seen", edges?.rise ?? .nan),
            ])
    }

    private static func net(
        _ name: String, _ place: BeforeAfter, _ comparison: BeforeAfter, _ phi: Double, _ confidence: Double
    ) -> Finding {
        guard let found = Displacement.ratio(place, against: comparison, phi: phi, confidence: confidence) else {
            return Finding("\(name), net events", .insufficient("There were no events to compare."))
        }
        return Finding(
            "\(name), net events", .estimated(found.net), p: found.p, n: place.after,
            more: [NamedFigure("expected", found.expected), NamedFigure("observed", place.after)])
    }

    private static func sentence(_ findings: [Finding], _ hasBuffer: Bool) -> String {
        func word(_ finding: Finding) -> String {
            guard let interval = finding.interval else { return "too little to say" }
            return interval.high < 1 ? "fell" : interval.low > 1 ? "rose" : "no change that chance would not bring"
        }
        let target = "Target against comparison: \(word(findings[0]))"
        guard hasBuffer else { return target + "." }
        let both = findings.first { $0.key == "target and buffer, net events" }
        let net = both.flatMap { finding in
            finding.interval.map {
                " Together \(ReportNumber.short((finding.estimate ?? 0).rounded())) events (\(ReportNumber.short($0.low.rounded())) to \(ReportNumber.short($0.high.rounded())))."
            }
        }
        return target + "; surroundings: \(word(findings[1]))." + (net ?? "")
    }

    // MARK: Months into before and after

    private static func gather(
        _ records: CompleteRecords, _ request: AnalysisRequest, _ since: Day
    ) throws(AnalysisProblems) -> Zones {
        let names = records.texts("zone").map { $0.lowercased() }, days = records.days("day"),
            counts = records.numbers("count")
        let known: Set<String> = ["target", "buffer", "comparison"]
        let wrong = names.indices.filter { !known.contains(names[$0]) }
        guard wrong.isEmpty else {
            throw AnalysisProblems(
                wrong.prefix(20).map {
                    .of(
                        "zone-off",
                        "Row \(records.rows[$0]): \"\(names[$0].prefix(40))\" is not target, buffer or comparison.",
                        row: records.rows[$0])
                })
        }
        func month(_ day: Day) -> Int { day.year * 12 + day.month - 1 }
        let start = month(since)
        let months = Set(days.map(month))
        let before = months.count { $0 < start }, after = months.count { $0 >= start }
        guard before > 0, after > 0 else {
            throw AnalysisProblems(
                "one-side",
                "There must be months before and after the start; there are \(before) before and \(after) after.")
        }
        var zones = Zones()
        zones.months = (before, after)
        for zone in known {
            let members = names.indices.filter { names[$0] == zone }
            guard !members.isEmpty else { continue }
            func sum(_ isAfter: Bool) -> Double {
                members.reduce(0) { $0 + ((month(days[$1]) >= start) == isAfter ? counts[$1] : 0) }
            }
            zones.places[zone] = BeforeAfter(
                sum(false), sum(true), exposureBefore: Double(before), exposureAfter: Double(after))
        }
        let areas = request.has("area") ? records.texts("area") : names
        let keys = names.indices.map { "\(names[$0])\u{1}\(areas[$0])" }
        let found = Overdispersion.additive(
            names.indices.filter { month(days[$0]) < start }.map { (keys[$0], month(days[$0]), counts[$0]) })
        zones.degrees = found.degrees
        zones.phi = request.has(option: "phi") ? request.number("phi") : max(1, found.phi)
        let target = names.indices.filter { names[$0] == "target" && month(days[$0]) < start }
        zones.before = Set(target.map { month(days[$0]) }).sorted().map { at in
            target.reduce(0) { $0 + (month(days[$1]) == at ? counts[$1] : 0) }
        }
        return zones
    }
}

/// How much counts vary beyond chance once areas and months each have their own level.
enum Overdispersion {
    /// Pearson's chi-square over its degrees of freedom, for a Poisson model with terms for area and month.
    static func additive(_ cells: [(area: String, month: Int, count: Double)]) -> (phi: Double, degrees: Int) {
        var areas: [String: Double] = [:], months: [Int: Double] = [:]
        var all = 0.0
        for cell in cells {
            areas[cell.area, default: 0] += cell.count
            months[cell.month, default: 0] += cell.count
            all += cell.count
        }
        let used = cells.filter { (areas[$0.area] ?? 0) > 0 && (months[$0.month] ?? 0) > 0 }
        let degrees =
            (areas.values.count { $0 > 0 } - 1) * (months.values.count { $0 > 0 } - 1)
        guard all > 0 else { return (1, 0) }
        if degrees > 0 {
            var chiSquare = 0.0
            for cell in used {
                let mean = (areas[cell.area] ?? 0) * (months[cell.month] ?? 0) / all
                chiSquare += (cell.count - mean) * (cell.count - mean) / mean
            }
            return (chiSquare / Double(degrees), degrees)
        }
        return (1, 0)
    }
}
