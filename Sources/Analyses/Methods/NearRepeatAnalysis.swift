import Statistics
import Vocabulary

/// Whether one event brings another close by and soon after: the Knox table of near repeats.
///
/// ## Definition
/// Pairs of events by bands of distance and of time, half-open: [a, b). Each cell is told against what comes when the times are
/// thrown about over the events; p is one-sided, and q allows for the number of cells. The estimate is observed over mean expected. Beside it stands Knox's
/// own test: expected from the two margins (pairs in the band of distance x pairs in the band of time / all pairs), and the chance of as many or
/// more under a Poisson law, which takes pairs for independent.
///
/// ## When not to use it
/// Not on points that were snapped together or hold the police station: same-place pairs are then made, not found. Not across a
/// change of recording.
///
/// ## Edge cases
/// With `--same-place yes` pairs at distance 0 have a row of their own and the first band begins above 0. With `--beyond yes` the last row
/// and column hold everything further and longer apart. Nothing expected in a cell: insufficient. Without permutations (0) the estimate is
/// observed over what the margins give.
///
/// ## Source
/// Knox, E. G. (1964), Applied Statistics 13, 25-29; Johnson, S. D. et al. (2007), Journal of Quantitative Criminology 23, 201-219.
public enum NearRepeatAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "near-repeat", question: .near, title: "Near repeats: the Knox table",
        example: """
            Documentation/examples/analyse/events.csv --x east --y north --day date \
            --distances 0,100,200,400 --days 0,7,14,28 --permutations 199
            """,
        roles: [
            Role("x", .number, "East, on a metric grid", unit: "metres"),
            Role("y", .number, "North, on a metric grid", unit: "metres"),
            Role("day", .day, "The day of the event"),
        ],
        options: [
            Option(
                "distances", .numbers, "Edges of the distance bands", unit: "metres", standard: "0,100,200,300,400,500"),
            Option("days", .numbers, "Edges of the time bands", unit: "days", standard: "0,7,14,21,28,35"),
            Option(
                "distance", .choice(["euclidean", "manhattan"]), "As the crow flies, or along a street grid",
                standard: "euclidean"),
            Option("same-place", .choice(["yes", "no"]), "Whether distance 0 has a row of its own", standard: "no"),
            Option(
                "beyond", .choice(["yes", "no"]), "Whether to add what is further and longer apart", standard: "no"),
            Option(
                "permutations", .whole(0...999_999), "Random orders of the times", unit: "permutations", standard: "999"
            ),
        ], isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["x", "y", "day"])
        let distances = request.numbers("distances"), times = request.numbers("days").map { Int($0) }
        var problems: [Problem] = []
        if distances.count < 2 || zip(distances, distances.dropFirst()).contains(where: { $0 >= $1 })
            || distances[0] < 0
        {
            problems.append(.of("bands-off", "--distances must rise, from 0 or more, with two edges at least."))
        }
        if times.count < 2 || zip(times, times.dropFirst()).contains(where: { $0 >= $1 }) || times[0] < 0
            || times.count > 200
        {
            problems.append(
                .of("bands-off", "--days must rise, from 0 or more, with two edges at least and 200 at most."))
        }
        if records.count < 2 { problems.append(.of("too-few-events", "Two events are needed at least.")) }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        let hasSame = request.choice("same-place") == "yes", hasBeyond = request.choice("beyond") == "yes"
        let knox = NearRepeat(distanceEdges: distances, timeEdges: times, hasSamePlace: hasSame, hasBeyond: hasBeyond)
        let permutations = request.whole("permutations")
        let table = knox.table(
            x: records.numbers("x"), y: records.numbers("y"), days: records.days("day").map(\.number),
            request.choice("distance") == "manhattan" ? .manhattan : .euclidean, permutations: permutations,
            seed: request.seed)
        let flat = table.p.flatMap { $0 }.map { permutations > 0 ? Optional($0) : nil }
        let q = FalseDiscovery.q(flat)
        var findings: [Finding] = []
        for row in 0..<knox.rows {
            for column in 0..<knox.columns {
                let cell = row * knox.columns + column
                let expected = permutations > 0 ? table.expected[row][column] : table.byMargins(row, column)
                let observed = Double(table.observed[row][column])
                let name = "\(distanceName(row, knox)), \(timeName(column, knox))"
                findings.append(
                    Finding(
                        name,
                        Outcome(
                            expected > 0 ? Estimate(observed / expected) : nil, otherwise: "No pair is expected here."),
                        p: flat[cell], q: q[cell], n: observed,
                        more: [
                            NamedFigure("observed", observed), NamedFigure("expected", expected),
                            NamedFigure("expected_by_margins", table.byMargins(row, column)),
                            NamedFigure(
                                "knox_poisson_p", PoissonLaw.atLeast(observed, mean: table.byMargins(row, column))),
                            NamedFigure("pairs_in_distance_band", Double(table.byDistance[row])),
                            NamedFigure("pairs_in_time_band", Double(table.byTime[column])),
                            NamedFigure("distance_band", distanceName(row, knox)),
                            NamedFigure("time_band", timeName(column, knox)),
                        ]))
            }
        }
        let first = findings.first
        let found = findings.count { ($0.q ?? 1) <= 0.05 && ($0.estimate ?? 0) > 1 }
        return AnalysisResult(
            sentence: found == 0
                ? "Chance would do for the pairs in every band."
                : "\(found) of \(findings.count) bands hold more pairs than chance would bring; the nearest has \(ReportNumber.short(first?.estimate ?? 0)) times as many.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Where events gather does not change with time", .unchecked,
                    "A part of town that grows in the period makes near pairs of its own."),
                AssumptionCheck(
                    "Points lie where the events were", .unchecked,
                    "\(samePlaces(records)) of \(records.count) events share their point with another."),
            ], caution: "A near repeat is a pattern of events, and names nobody. " + Caution.recorded)
    }

    private static func samePlaces(_ records: CompleteRecords) -> Int {
        let keys = zip(records.numbers("x"), records.numbers("y")).map { "\($0) \($1)" }
        return Grouping(keys).members.filter { $0.count > 1 }.reduce(0) { $0 + $1.count }
    }

    private static func distanceName(_ row: Int, _ knox: NearRepeat) -> String {
        if knox.hasSamePlace, row == 0 { return "same place" }
        let band = row - (knox.hasSamePlace ? 1 : 0)
        guard band < knox.distanceEdges.count - 1 else {
            return "\(ReportNumber.text(knox.distanceEdges.last ?? 0)) m or more"
        }
        let low = knox.distanceEdges[band], high = knox.distanceEdges[band + 1]
        let sign = knox.hasSamePlace && low == 0 ? "above 0" : "\(ReportNumber.text(low))"
        return "\(sign) to below \(ReportNumber.text(high)) m"
    }

    private static func timeName(_ column: Int, _ knox: NearRepeat) -> String {
        guard column < knox.timeEdges.count - 1 else { return "\(knox.timeEdges.last ?? 0) days or more" }
        return "\(knox.timeEdges[column]) to below \(knox.timeEdges[column + 1]) days"
    }
}
