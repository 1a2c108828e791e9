import Glibc
import Statistics
import Vocabulary

/// Whether events fell around a place and rose in rings about it, from points with days.
///
/// ## Definition
/// Events are sorted by their distance from the nearest of the `centres` into the target (within the first of `rings`), the rings about it,
/// and the comparison: points marked so, or else all beyond the last ring. Each is set against the comparison as in `displacement`: ln RIR
/// with phi from how monthly counts by zone varied before the start, and net events; `all rings` is the target and its rings together.
///
/// ## When not to use it
/// Not with rings chosen after looking at the points. Not where what moved would go beyond the last ring: then the comparison has received
/// it; mark events of a like place as `comparison` instead. Not with points snapped to a few places, unless rings are far wider than that.
///
/// ## Edge cases
/// A point at the edge of a ring belongs to the inner one. A zone without any event is insufficient. Distances are as the crow flies.
///
/// ## Source
/// Guerette, R. T. and Bowers, K. J. (2009), Criminology 47, 1331-1368; Weisburd, D. et al. (2006), Criminology 44, 549-592.
public enum RingDisplacementAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "ring-displacement", question: .moved, title: "Rings about a place: did it move outwards?",
        example: """
            Documentation/examples/analyse/round-the-square.csv --x east --y north --day date \
            --centres 403400,302400 --rings 250,500,1000 --since 2027-01-01
            """,
        roles: [
            Role("x", .number, "East, on a metric grid", unit: "metres"),
            Role("y", .number, "North, on a metric grid", unit: "metres"), Role("day", .day, "The day of the event"),
            Role("comparison", .yesNo, "Yes for events of a place to compare with", required: false),
        ],
        options: [
            .confidence, Option("since", .day, "The first day of what is judged"),
            Option("centres", .numbers, "Middles of the target: east,north, one after another", unit: "metres"),
            Option(
                "rings", .numbers, "Radii, rising; the first is the target", unit: "metres", standard: "250,500,1000"),
            Option(
                "phi", .number(1...1_000), "How much more counts vary than chance, instead of what the time before says"
            ),
        ], reference: 1)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let (since, centres, rings) = try settings(request)
        let records = request.complete(["x", "y", "day"] + (request.has("comparison") ? ["comparison"] : []))
        let zones = try RingZones(records, centres, rings, since, isMarked: request.has("comparison"))
        let phi = request.has(option: "phi") ? request.number("phi") : zones.phi
        let confidence = request.number("confidence"), comparison = zones.counts[zones.counts.count - 1]
        var findings: [Finding] = [], together = zones.counts[0]
        for (ring, count) in zones.counts.dropLast().enumerated() {
            if ring > 0 { together = together + count }
            let name =
                ring == 0
                ? "target, within \(ReportNumber.text(rings[0])) m"
                : "ring, \(ReportNumber.text(rings[ring - 1])) to \(ReportNumber.text(rings[ring])) m"
            findings.append(DisplacementAnalysis.ratio(name, count, comparison, phi, confidence))
        }
        if zones.counts.count > 2 {
            findings.append(DisplacementAnalysis.ratio("all rings", together, comparison, phi, confidence))
        }
        let net = Displacement.ratio(together, against: comparison, phi: phi, confidence: confidence)?.net
        return AnalysisResult(
            sentence: sentence(findings, net), findings: findings, exclusions: records.exclusions + zones.exclusions,
            assumptions: [
                AssumptionCheck(
                    "How much counts vary beyond chance can be seen", zones.degrees >= 10 ? .held : .doubtful,
                    "phi \(ReportNumber.short(phi)) from \(zones.degrees) degrees of freedom before the start."),
                AssumptionCheck(
                    "Nothing moved as far as the comparison", request.has("comparison") ? .unchecked : .doubtful,
                    request.has("comparison")
                        ? "The table cannot tell."
                        : "The comparison is all beyond the last ring; mark a like place instead."),
                AssumptionCheck("Rings were chosen before anybody looked", .unchecked, "Write them down first."),
            ],
            caution:
                "A ring is many times as large as the target, and thins out what moved into it: no finding is not no effect. "
                + Caution.recorded)
    }

    private static func sentence(_ findings: [Finding], _ net: Estimate?) -> String {
        func word(_ finding: Finding) -> String {
            guard let interval = finding.interval else { return "too little to say" }
            return interval.high < 1 ? "fell" : interval.low > 1 ? "rose" : "no change that chance would not bring"
        }
        let words = findings.filter { $0.key != "all rings" }.map { "\($0.key): \(word($0))" }.joined(separator: "; ")
        let sum = net.flatMap { net in
            net.interval.map {
                " Together \(ReportNumber.short(net.value.rounded())) events (\(ReportNumber.short($0.low.rounded())) to \(ReportNumber.short($0.high.rounded())))."
            }
        }
        return "Against the comparison, \(words).\(sum ?? "")"
    }

    private static func settings(
        _ request: AnalysisRequest
    ) throws(AnalysisProblems) -> (since: Day, centres: [(x: Double, y: Double)], rings: [Double]) {
        var problems: [Problem] = []
        let numbers = request.numbers("centres"), rings = request.numbers("rings")
        if request.day("since") == nil {
            problems.append(.of("since-missing", "--since DAY is needed: the first day of what is judged."))
        }
        if numbers.isEmpty || numbers.count % 2 != 0 || numbers.count > 2_000 {
            problems.append(.of("centres-off", "--centres must be east,north of one place, or of up to a thousand."))
        }
        if rings.isEmpty || rings.count > 20 || rings[0] <= 0
            || zip(rings, rings.dropFirst()).contains(where: { $0 >= $1 })
        {
            problems.append(
                .of("rings-off", "--rings must be up to twenty radii above 0, each wider than the one before."))
        }
        guard problems.isEmpty, let since = request.day("since") else { throw AnalysisProblems(problems) }
        let centres = stride(from: 0, to: numbers.count, by: 2).map { (x: numbers[$0], y: numbers[$0 + 1]) }
        return (since, centres, rings)
    }
}

/// Events sorted into rings, the comparison last, before and after.
private struct RingZones {
    private(set) var counts: [BeforeAfter] = []
    private(set) var phi = 1.0
    private(set) var degrees = 0
    private(set) var exclusions: [String] = []

    init(
        _ records: CompleteRecords, _ centres: [(x: Double, y: Double)], _ rings: [Double], _ since: Day, isMarked: Bool
    ) throws(AnalysisProblems) {
        let x = records.numbers("x"), y = records.numbers("y"), days = records.days("day")
        let marks = isMarked ? records.yesNo("comparison") : []
        let numbers = days.map(\.number), start = since.number
        guard let first = numbers.min(), let last = numbers.max(), first < start, last >= start else {
            throw AnalysisProblems("one-side", "There must be events before and after the start.")
        }
        counts = [BeforeAfter](
            repeating: BeforeAfter(
                0, 0, exposureBefore: Double(start - first), exposureAfter: Double(last - start + 1)),
            count: rings.count + 1)
        var monthly: [Int: [Double]] = [:], beyond = 0
        for event in x.indices {
            let squares = centres.map { ($0.x - x[event]) * ($0.x - x[event]) + ($0.y - y[event]) * ($0.y - y[event]) }
            let apart = (squares.min() ?? .infinity).squareRoot()
            var zone = rings.firstIndex { apart <= $0 } ?? rings.count
            if isMarked {
                if marks[event] {
                    zone = rings.count
                } else if zone == rings.count {
                    beyond += 1
                    continue
                }
            }
            if numbers[event] < start {
                counts[zone].before += 1
                let month = days[event].year * 12 + days[event].month
                monthly[month, default: [Double](repeating: 0, count: rings.count + 1)][zone] += 1
            } else {
                counts[zone].after += 1
            }
        }
        if beyond > 0 {
            exclusions.append("\(beyond) events lie beyond the last ring and are not marked as comparison.")
        }
        let cells = monthly.flatMap { month, zones in
            zones.enumerated().map { (area: "\($0.offset)", month: month, count: $0.element) }
        }
        let found = Overdispersion.additive(cells)
        (phi, degrees) = (max(1, found.phi), found.degrees)
    }
}
