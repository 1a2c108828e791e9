import Statistics
import Vocabulary

/// How alarms would have served on weeks whose truth is known: found, missed, false, how soon and at what cost.
///
/// ## Definition
/// Episodes are steps in a row with an event; alarms are steps in a row with an alarm. An alarm is true where it falls in an episode or at most
/// `--early` steps before it. Given: the share of episodes found and of alarms that are true (Wilson), false alarms a year (Poisson), the delay
/// from an episode's first step to its first alarm, the lead time before the day it was found otherwise, and the cost of all alarms over the
/// episodes they found.
///
/// ## When not to use it
/// Not on the weeks the detector was tuned on: it looks better there than it is. Not where only what the detector found was looked into.
///
/// ## Edge cases
/// No episode, or no alarm: the figures that need one are insufficient. An episode without an alarm is listed as missed.
///
/// ## Source
/// Kleinman, K. and Abrams, A. M. (2006), Statistical Methods in Medical Research 15, 445-464; Buckeridge, D. L. (2007), Journal of Biomedical
/// Informatics 40, 370-379.
public enum AlarmRecordAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "backtest-alarms", question: .emerging,
        title: "How alarms would have served: found, missed, how soon, at what cost",
        example: """
            Documentation/examples/analyse/judged-weeks.csv --day week --alarm alarm --event market \
            --area ward --found reported --cost 400
            """,
        roles: [
            Role("day", .day, "The first day of the step"), Role("alarm", .yesNo, "Whether there was an alarm"),
            Role("event", .yesNo, "Whether something new truly went on"),
            Role("area", .text, "The area or series, where there are several", required: false),
            Role("found", .day, "The day it was found otherwise, in any row of the episode", required: false),
        ],
        options: [
            .confidence,
            Option("step", .choice(WarningSeries.Step.allCases.map(\.rawValue)), "The unit of time", standard: "week"),
            Option(
                "early", .whole(0...52), "An alarm so many steps before an episode belongs to it", unit: "steps",
                standard: "0"),
            Option("cost", .number(0...1e9), "What looking into one alarm costs", unit: "any"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["day", "alarm", "event"] + (request.has("area") ? ["area"] : []))
        guard !records.isEmpty else { throw AnalysisProblems("no-days", "No record has a day, an alarm and an event.") }
        let step = WarningSeries.Step(rawValue: request.choice("step")) ?? .week
        let days = records.days("day"), alarms = records.yesNo("alarm"), events = records.yesNo("event")
        let groups = Grouping(request.has("area") ? records.texts("area") : days.map { _ in "all" })
        var record = AlarmRecord(early: request.whole("early"))
        var orders: [[Int]] = []
        for (area, members) in groups.members.enumerated() {
            let order = members.sorted { days[$0] < days[$1] }
            if let twice = zip(order, order.dropFirst()).first(where: { days[$0] == days[$1] }) {
                throw AnalysisProblems(
                    "day-twice",
                    "Row \(records.rows[max(twice.0, twice.1)]): \(groups.names[area]) has this day already. Give one record for each step of an area.",
                    row: records.rows[max(twice.0, twice.1)])
            }
            orders.append(order)
            record.add(area, alarms: order.map { alarms[$0] }, events: order.map { events[$0] })
        }
        let found = try leads(request, records, record, orders)
        let findings = figures(request, record, step, found) + episodes(record, groups, orders, days, found)
        let hits = record.episodes.count { $0.alarm != nil }
        return AnalysisResult(
            sentence:
                "\(hits) of \(record.episodes.count) episodes were found, with \(record.runs.count { !$0.isTrue }) false of \(record.runs.count) alarms.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "The truth is known in every week, alarm or not", .unchecked,
                    "Where only alarms were looked into, everything missed stays unknown."),
                AssumptionCheck(
                    "There are episodes enough to judge by", record.episodes.count >= 10 ? .held : .doubtful,
                    "\(record.episodes.count) episodes."),
            ],
            caution:
                "This is how the alarms would have served then. Tuned on the same weeks, they serve worse from now on.")
    }

    private static func figures(
        _ request: AnalysisRequest, _ record: AlarmRecord, _ step: WarningSeries.Step, _ leads: [Double?]
    ) -> [Finding] {
        let confidence = request.number("confidence")
        let all = Double(record.episodes.count), alarms = Double(record.runs.count)
        let hits = record.episodes.filter { $0.alarm != nil }, hit = Double(hits.count)
        let wrong = Double(record.runs.count { !$0.isTrue })
        let years = Double(record.quietSteps) * step.days / 365.25
        let delays = hits.map { Double(($0.alarm ?? $0.from) - $0.from) }, known = leads.compactMap { $0 }
        let limits = PoissonCount.limits(wrong, confidence: confidence)
        var findings = [
            Finding(
                "episodes found",
                Outcome(
                    all > 0 ? Proportion.wilson(hit, of: all, confidence: confidence) : nil,
                    otherwise: "There was no episode."), n: hit, denominator: all),
            Finding(
                "alarms that were true",
                Outcome(
                    alarms > 0 ? Proportion.wilson(alarms - wrong, of: alarms, confidence: confidence) : nil,
                    otherwise: "There was no alarm."), n: alarms - wrong, denominator: alarms),
            Finding(
                "false alarms a year of one series",
                Outcome(
                    years > 0
                        ? Estimate(
                            wrong / years, Interval(limits.low / years, limits.high / years, confidence: confidence))
                        : nil, otherwise: "No step was quiet."), n: wrong, denominator: years),
            Finding(
                "median delay in \(step.rawValue)s",
                Outcome(delays.isEmpty ? nil : Estimate(Quantile.median(delays)), otherwise: "No episode was found."),
                n: hit, more: delays.isEmpty ? [] : [NamedFigure("mean_delay", delays.reduce(0, +) / hit)]),
        ]
        if request.has("found") {
            findings.append(
                Finding(
                    "median lead time in days",
                    Outcome(
                        known.isEmpty ? nil : Estimate(Quantile.median(known)),
                        otherwise: "No episode has both an alarm and a day it was found otherwise."),
                    n: Double(known.count),
                    more: known.isEmpty ? [] : [NamedFigure("mean_lead", known.reduce(0, +) / Double(known.count))]))
        }
        if request.has(option: "cost") {
            let cost = request.number("cost")
            findings.append(
                Finding(
                    "cost of each episode found",
                    Outcome(hit > 0 ? Estimate(cost * alarms / hit) : nil, otherwise: "No episode was found."), n: hit,
                    more: [NamedFigure("cost_of_alarms", cost * alarms), NamedFigure("alarms", alarms)]))
        }
        return findings
    }

    private static func episodes(
        _ record: AlarmRecord, _ groups: Grouping, _ orders: [[Int]], _ days: [Day], _ leads: [Double?]
    ) -> [Finding] {
        record.episodes.enumerated().map { place, episode in
            let order = orders[episode.series], first = days[order[episode.from]]
            let key =
                groups.names.count == 1
                ? "episode \(first.iso)" : "episode \(groups.names[episode.series]) \(first.iso)"
            guard let alarm = episode.alarm else {
                return Finding(
                    key, .insufficient("Missed: no alarm before it ended."),
                    more: [NamedFigure("until", days[order[episode.to]].iso)])
            }
            return Finding(
                key, .estimated(Estimate(Double(alarm - episode.from))),
                more: [
                    NamedFigure("until", days[order[episode.to]].iso),
                    NamedFigure("first_alarm", days[order[alarm]].iso),
                    NamedFigure("lead_days", leads[place] ?? .nan),
                ])
        }
    }

    /// Days from an episode's first alarm to the day it was found otherwise.
    private static func leads(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ record: AlarmRecord, _ orders: [[Int]]
    ) throws(AnalysisProblems) -> [Double?] {
        guard request.has("found") else { return record.episodes.map { _ in nil } }
        // Rows without such a day are whole all the same: it is looked up apart.
        let with = request.complete(["day", "alarm", "event", "found"] + (request.has("area") ? ["area"] : []))
        let found = Dictionary(zip(with.rows, with.days("found")), uniquingKeysWith: { first, _ in first })
        let days = records.days("day"), rows = records.rows
        return record.episodes.map { episode in
            let order = orders[episode.series]
            let known = order[episode.from...episode.to].compactMap { found[rows[$0]] }.min()
            guard let known, let alarm = episode.alarm else { return nil }
            return Double(known.number - days[order[alarm]].number)
        }
    }
}
