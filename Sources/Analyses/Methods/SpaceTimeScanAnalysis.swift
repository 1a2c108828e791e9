import Statistics
import Vocabulary

/// Where and when events have gathered more than busy places and busy times explain: the space-time permutation scan.
///
/// ## Definition
/// Cylinders: circles of places, growing place by place, times stretches of time. Expected is events of the places times events of the time over
/// all events; the likelihood ratio is c ln(c/E) + (C - c) ln((C - c)/(C - E)). Prospective: cylinders that reach the last step, what goes on
/// now. p: times are thrown about over the events, (1 + as high)/(1 + draws); p_gumbel is finer. The recurrence interval is how long it takes,
/// looking once a step, until chance alone brings a cluster as strong. The estimate is observed over expected.
///
/// ## When not to use it
/// Not where the population shifts (a festival, new housing): that looks like a cluster. Not across a change of recording in some places
/// only. Points that were snapped together make places of their own.
///
/// ## Edge cases
/// Clusters share no place with a stronger one. A place with more than `--share` of the events is never looked at alone. Fewer than
/// `--least-events` is no cluster. Events without place or day are left out and counted.
///
/// ## Source
/// Kulldorff, M. et al. (2005), PLoS Medicine 2(3), e59; Kleinman, K., Lazarus, R. and Platt, R. (2004), American Journal of Epidemiology 159,
/// 217-224; Abrams, A. M., Kleinman, K. and Kulldorff, M. (2010), International Journal of Health Geographics 9, 61.
public enum SpaceTimeScanAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "space-time-scan", question: .emerging, title: "New gatherings in place and time: permutation scan",
        example: """
            Documentation/examples/analyse/area-weeks.csv --area area --x east --y north --day week \
            --count offences --step week --longest 4 --permutations 99
            """,
        roles: [
            Role("x", .number, "East, on a metric grid", unit: "metres"),
            Role("y", .number, "North, on a metric grid", unit: "metres"),
            Role("day", .day, "The day of the event, or the first day of the week or month"),
            Role("count", .count, "Events; each record is one otherwise", unit: "events", required: false),
            Role("area", .text, "The place's name; points are places otherwise", required: false),
        ],
        options: [
            Option("step", .choice(WarningSeries.Step.allCases.map(\.rawValue)), "The unit of time", standard: "day"),
            Option(
                "mode", .choice(["prospective", "retrospective"]), "What goes on now, or any time",
                standard: "prospective"),
            Option("longest", .whole(1...10_000), "Longest stretch of time; half of all otherwise", unit: "steps"),
            Option(
                "share", .number(0.001...0.5), "A circle holds at most so much of the events", unit: "share",
                standard: "0.5"),
            Option("radius", .number(0...1e9), "Largest radius", unit: "metres"),
            Option("most-places", .whole(1...100_000), "A circle holds at most so many places", standard: "50"),
            Option(
                "least-events", .whole(1...1_000), "A cluster has at least so many events", unit: "events",
                standard: "2"),
            Option("permutations", .whole(9...99_999), "Random orders of the times", standard: "999"),
            Option("clusters", .whole(1...1_000), "List at most so many", standard: "10"),
            Option(
                "recurrence-years", .number(0.001...1_000),
                "An alarm is what chance brings at most once in so many years",
                unit: "years", standard: "1"),
        ], isRandom: true, reference: 1)

    struct Events {
        var names: [String] = []
        var x: [Double] = []
        var y: [Double] = []
        var places: [Int] = []
        var steps: [Int] = []
        var days: [Day] = []
    }

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["x", "y", "day"] + ["count", "area"].filter { request.has($0) })
        let step = WarningSeries.Step(rawValue: request.choice("step")) ?? .day
        let events = try gather(records, request, step)
        var limits = SpaceTimeScan.Limits()
        limits.share = request.number("share")
        limits.places = request.whole("most-places")
        if request.has(option: "radius") { limits.radius = request.number("radius") }
        limits.longest = request.has(option: "longest") ? request.whole("longest") : max(1, events.days.count / 2)
        limits.isProspective = request.choice("mode") == "prospective"
        limits.events = request.number("least-events")
        let windows =
            limits.isProspective
            ? Double(min(limits.longest, events.days.count))
            : Double(events.days.count) * Double(min(limits.longest, events.days.count))
        guard windows * Double(events.x.count) <= 2e8,
            Double(events.x.count) * Double(min(events.x.count, limits.places)) <= 2e8
        else {
            throw AnalysisProblems(
                "too-large",
                "\(events.x.count) places and \(events.days.count) steps make too many cylinders. Take a longer --step, a smaller --longest or fewer --most-places."
            )
        }
        let scan = SpaceTimeScan(
            x: events.x, y: events.y, placeOfEvent: events.places, stepOfEvent: events.steps, steps: events.days.count,
            limits: limits)
        let draws = request.whole("permutations")
        guard scan.work * Double(draws) <= 2e11 else {
            throw AnalysisProblems(
                "too-much",
                "That would take too long. Take a longer --step, a smaller --longest or fewer --permutations.")
        }
        let found = scan.clusters(draws: draws, most: request.whole("clusters"), seed: request.seed)
        let years = request.number("recurrence-years")
        let findings = found.enumerated().map { place, cluster in
            finding("cluster \(place + 1)", cluster, events, step, limits.isProspective, years)
        }
        let strong = found.count { step.days / 365.25 / $0.p >= years }
        let first = found.first
        let sentence =
            limits.isProspective
            ? strong == 0
                ? "Nothing going on now is more than chance would bring once in \(years == 1 ? "a year" : "\(ReportNumber.short(years)) years")."
                : "\(strong) \(strong == 1 ? "gathering" : "gatherings") going on now: the strongest has \(ReportNumber.short(first?.events ?? 0)) events where \(ReportNumber.short(first?.expected ?? 0)) were expected."
            : (first?.p ?? 1) > 0.05
                ? "No place and time holds more than chance would bring."
                : "The strongest gathering has \(ReportNumber.short(first?.events ?? 0)) events where \(ReportNumber.short(first?.expected ?? 0)) were expected, from \(events.days[first?.from ?? 0].iso)."
        return AnalysisResult(
            sentence: sentence,
            findings: findings.isEmpty
                ? [Finding("cluster 1", .insufficient("No cylinder holds more than expected."))] : findings,
            exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Every place grew or shrank alike over the time", .unchecked,
                    "The scan knows no population: a place that grew looks like a cluster."),
                AssumptionCheck(
                    "There are events enough", events.places.count >= 50 ? .held : .doubtful,
                    "\(events.places.count) events in \(events.x.count) places and \(events.days.count) \(step.rawValue)s."
                ),
            ],
            caution:
                "A cluster says where to look, not why. Its edge is uncertain, and a campaign or a new way of recording makes one too. "
                + Caution.recorded)
    }

    private static func finding(
        _ key: String, _ cluster: SpaceTimeScan.Cluster, _ events: Events, _ step: WarningSeries.Step,
        _ isProspective: Bool, _ years: Double
    ) -> Finding {
        let end = events.days[cluster.to]
        let last = step == .month ? end.endOfMonth : end.adding(days: step == .week ? 6 : 0)
        var more = [
            NamedFigure("from", events.days[cluster.from].iso), NamedFigure("to", last.iso),
            NamedFigure("expected", cluster.expected),
            NamedFigure("log_likelihood_ratio", cluster.logLikelihoodRatio),
            NamedFigure("p_gumbel", cluster.gumbelP),
        ]
        if isProspective {
            more += [
                NamedFigure("recurrence_days", step.days / cluster.p),
                NamedFigure("alarm", .flag(step.days / 365.25 / cluster.p >= years)),
            ]
        }
        more += [
            NamedFigure("x", events.x[cluster.places[0]]), NamedFigure("y", events.y[cluster.places[0]]),
            NamedFigure("radius", cluster.radius), NamedFigure("place_count", Double(cluster.places.count)),
            NamedFigure("places", .texts(cluster.places.map { events.names[$0] })),
        ]
        return Finding(
            key, .estimated(Estimate(cluster.events / cluster.expected)), p: cluster.p, n: cluster.events, more: more)
    }

    private static func gather(
        _ records: CompleteRecords, _ request: AnalysisRequest, _ step: WarningSeries.Step
    ) throws(AnalysisProblems) -> Events {
        let x = records.numbers("x"), y = records.numbers("y"), dates = records.days("day")
        let counts = request.has("count") ? records.numbers("count") : x.map { _ in 1 }
        let odd = counts.indices.filter { counts[$0] != counts[$0].rounded() }
        guard odd.isEmpty else {
            throw AnalysisProblems(
                odd.prefix(20).map {
                    .of(
                        "not-whole", "Row \(records.rows[$0]): a number of events must be whole.", row: records.rows[$0]
                    )
                })
        }
        let all = counts.reduce(0, +)
        guard let first = dates.min(), let last = dates.max(), all >= 2 else {
            throw AnalysisProblems("too-few-events", "Two events with place and day are needed at least.")
        }
        guard all <= 2_000_000 else {
            throw AnalysisProblems("too-many-events", "At most 2,000,000 events; there are \(ReportNumber.short(all)).")
        }
        let named = request.has("area")
        let groups = Grouping(named ? records.texts("area") : x.indices.map { "\(x[$0]) \(y[$0])" })
        var events = Events()
        events.names = groups.names
        events.x = groups.members.map { x[$0[0]] }
        events.y = groups.members.map { y[$0[0]] }
        let split = groups.members.compactMap { members in
            members.first { x[$0] != x[members[0]] || y[$0] != y[members[0]] }
        }
        guard split.isEmpty else {
            throw AnalysisProblems(
                split.prefix(20).map {
                    .of(
                        "place-moved", "Row \(records.rows[$0]): its place stands elsewhere in an earlier row.",
                        row: records.rows[$0])
                })
        }
        // Weeks are counted back from the last day, so that the latest week is whole.
        let begin = step == .week ? last.adding(days: -((last.number - first.number) / 7 * 7 + 6)) : first
        func place(_ day: Day) -> Int {
            switch step {
            case .day: day.number - begin.number
            case .week: (day.number - begin.number) / 7
            case .month: (day.year - begin.year) * 12 + day.month - begin.month
            }
        }
        let length = place(last) + 1
        guard length > 1 else {
            throw AnalysisProblems("one-step", "All events fall in one \(step.rawValue). Take a shorter --step.")
        }
        events.days = (0..<length).map {
            step == .month
                ? (Day(year: begin.year, month: begin.month, day: 1) ?? begin).adding(months: $0)
                : begin.adding(days: $0 * (step == .week ? 7 : 1))
        }
        for (at, members) in groups.members.enumerated() {
            for record in members {
                let step = place(dates[record])
                for _ in 0..<Int(counts[record]) {
                    events.places.append(at)
                    events.steps.append(step)
                }
            }
        }
        return events
    }
}
