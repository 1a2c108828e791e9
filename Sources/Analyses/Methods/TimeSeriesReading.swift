import Statistics
import Vocabulary

/// The records of an interrupted series in order of time, and where the start lies among them.
struct TimeSeriesReading {
    let points: [InterruptedSeries.Point]
    let times: SeriesTimes
    /// The step with which the intervention begins.
    let start: Int
    let before: Int
    let after: Int
    let leftOut: Int
    let isControlled: Bool
    let exclusions: [String]

    var step: String { times.step.rawValue }

    /// - Throws: `AnalysisProblems`: no start or two, times that cannot be read or come twice, a column that goes back to 0.
    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let records = request.complete(["day", "count"] + ["exposure", "group", "after"].filter { request.has($0) })
        exclusions = records.exclusions
        guard !records.isEmpty else { throw AnalysisProblems("no-months", "No record can be used.") }
        let times = try SeriesTimes(
            records.texts("day"), records.rows, column: request.names(of: "day").first ?? "day",
            asked: SeriesStep(rawValue: request.choice("step")))
        self.times = times
        let inTarget = request.has("group") ? records.yesNo("group") : times.times.map { _ in true }
        let (found, problems) = TimeSeriesReading.start(request, records, times, inTarget)
        guard let found, problems.isEmpty else { throw AnalysisProblems(problems) }
        start = found
        let counts = records.numbers("count")
        let exposures = request.has("exposure") ? records.numbers("exposure") : counts.map { _ in 1 }
        let begin = start, resume = start + request.whole("phase-in")
        let hasOwnPeriod = request.has(option: "period")
        let kept = times.times.indices.filter { times.times[$0] < begin || times.times[$0] >= resume }
        leftOut = counts.count - kept.count
        points = kept.map { place in
            InterruptedSeries.Point(
                time: times.times[place], season: times.place(times.times[place], isOwn: hasOwnPeriod),
                count: counts[place],
                exposure: exposures[place], isTarget: inTarget[place])
        }.sorted { ($0.isTarget ? 0 : 1, $0.time) < ($1.isTarget ? 0 : 1, $1.time) }
        let target = points.filter(\.isTarget)
        before = target.count { $0.time < begin }
        after = target.count - before
        isControlled = target.count < points.count
        guard before > 0, after > 0 else {
            throw AnalysisProblems(
                "one-side",
                "The series needs \(times.step)s before and after the start; it has \(before) of \(target.count) before."
            )
        }
    }

    /// Where the start is, and all that is wrong with the times.
    private static func start(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ times: SeriesTimes, _ inTarget: [Bool]
    ) -> (start: Int?, problems: [Problem]) {
        var problems = twice(times, inTarget, records.rows), start: Int?
        if times.step == .step, request.choice("season") != "none", !request.has(option: "period") {
            problems.append(
                .of(
                    "step-missing",
                    "The times are a running number: say with --step month (day, week, quarter, year) what it counts, or give --season none."
                ))
        }
        switch (request.text("since"), request.has("after")) {
        case (nil, false):
            problems.append(
                .of(
                    "since-missing",
                    "--since TIME is needed, the first \(SeriesTimes.words) of what is judged, or --after COLUMN with 0 before and 1 from the start on."
                ))
        case (.some, true):
            problems.append(
                .of("since-twice", "Give --since or --after, not both: each says where the start is."))
        case (let since?, false):
            start = times.time(of: since)
            if start == nil {
                problems.append(
                    .of("since-off", "--since must be \(times.example), and \"\(since.prefix(60))\" is not."))
            }
        case (nil, true):
            let (first, wrong) = firstAfter(times, inTarget, records)
            start = first
            problems += wrong
        }
        return (start, problems)
    }

    private static func twice(_ times: SeriesTimes, _ inTarget: [Bool], _ rows: [Int]) -> [Problem] {
        var seen: [[Int]: Int] = [:], problems: [Problem] = []
        for (place, time) in times.times.enumerated() {
            let key = [time, inTarget[place] ? 1 : 0]
            guard let row = seen[key] else {
                seen[key] = rows[place]
                continue
            }
            problems.append(
                .of(
                    "month-twice",
                    "Row \(rows[place]): this \(times.step), \(times.label(time)), is in row \(row) already. Give one record for each \(times.step), or say with --step how far apart they are.",
                    row: rows[place]))
        }
        return SeriesTimes.shortened(problems)
    }

    /// The first time of the target with a 1. The comparison's column may be 0 throughout.
    private static func firstAfter(
        _ times: SeriesTimes, _ inTarget: [Bool], _ records: CompleteRecords
    ) -> (start: Int?, problems: [Problem]) {
        let isAfter = records.yesNo("after"), rows = records.rows
        func first(_ target: Bool) -> Int? {
            isAfter.indices.filter { isAfter[$0] && inTarget[$0] == target }.min { times.times[$0] < times.times[$1] }
        }
        guard let begin = first(true) else {
            return (
                nil, [.of("one-side", "The column of --after is 0 throughout: it must be 1 from the start on.")]
            )
        }
        let start = times.times[begin]
        var back: [Problem] = [], apart: [Problem] = []
        for place in isAfter.indices where inTarget[place] && !isAfter[place] && times.times[place] > start {
            back.append(
                .of(
                    "after-back",
                    "Row \(rows[place]): the column of --after is 0 again after 1 in row \(rows[begin]). It must be 0 before the start and 1 from there on.",
                    row: rows[place]))
        }
        if let other = first(false) {
            for place in isAfter.indices where !inTarget[place] && isAfter[place] != (times.times[place] >= start) {
                apart.append(
                    .of(
                        "after-apart",
                        "Row \(rows[place]): in the comparison series --after must be 0 throughout or turn 1 where the target does; it is 1 in row \(rows[other]).",
                        row: rows[place]))
            }
        }
        return (start, SeriesTimes.shortened(back) + SeriesTimes.shortened(apart))
    }
}
