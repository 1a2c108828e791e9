import Vocabulary

/// Counts of each area step by step, without gaps, as methods of early warning need them.
struct WarningSeries {
    enum Step: String, CaseIterable {
        case day, week, month

        var days: Double { self == .day ? 1 : self == .week ? 7 : 365.25 / 12 }
        /// What an axis of its first days is called.
        var axis: String { self == .day ? "Day" : self == .week ? "Week from" : "Month from" }
        /// How many make a year.
        var ofYear: Int { self == .day ? 365 : self == .week ? 52 : 12 }
    }

    let step: Step
    /// The first day of each step.
    private(set) var days: [Day] = []
    private(set) var areas: [String] = []
    /// Area after area; NaN where nothing is known.
    private(set) var counts: [[Double]] = []
    private(set) var populations: [[Double]]?
    private(set) var exclusions: [String] = []

    static let roles = [
        Role("day", .day, "The day of the event, or the first day of the week or month"),
        Role("count", .count, "Events; each record is one otherwise", unit: "events", required: false),
        Role("area", .text, "The area or series, where there are several", required: false),
        Role("population", .positive, "People of the area at the time", unit: "people", required: false),
    ]

    static let options = [
        Option("step", .choice(Step.allCases.map(\.rawValue)), "What counts are gathered by", standard: "week"),
        Option(
            "absent", .choice(["zero", "missing"]), "What a step without a record means", standard: "zero"),
    ]

    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let step = Step(rawValue: request.choice("step")) ?? .week
        self.step = step
        let roles = ["day"] + ["count", "area", "population"].filter { request.has($0) }
        let records = request.complete(roles), dates = records.days("day")
        guard let first = dates.min(), let last = dates.max() else {
            throw AnalysisProblems("no-days", "No record has a day and a count.")
        }
        let start = WarningSeries.start(step, first, dates)
        func place(_ day: Day) -> Int {
            switch step {
            case .day: day.number - start.number
            case .week: (day.number - start.number) / 7
            case .month: (day.year - start.year) * 12 + day.month - start.month
            }
        }
        let length = place(last) + 1
        let groups = Grouping(request.has("area") ? records.texts("area") : dates.map { _ in "all" })
        guard length <= 20_000, groups.names.count <= 20_000, length * groups.names.count <= 20_000_000 else {
            throw AnalysisProblems(
                "too-long",
                "There are \(length) steps of \(groups.names.count) areas; that is too many. Take a longer step.")
        }
        days = (0..<length).map {
            step == .day
                ? start.adding(days: $0) : step == .week ? start.adding(days: 7 * $0) : start.adding(months: $0)
        }
        areas = groups.names
        let values = request.has("count") ? records.numbers("count") : dates.map { _ in 1 }
        let people = request.has("population") ? records.numbers("population") : []
        let empty = request.choice("absent") == "zero" ? 0 : Double.nan
        var gaps = 0
        var rows: [[Double]] = []
        for members in groups.members {
            var series = [Double](repeating: .nan, count: length), under = series
            for record in members {
                let at = place(dates[record])
                series[at] = (series[at].isNaN ? 0 : series[at]) + values[record]
                if !people.isEmpty { under[at] = people[record] }
            }
            for at in series.indices where series[at].isNaN {
                gaps += 1
                series[at] = empty
            }
            counts.append(series)
            if !people.isEmpty { rows.append(WarningSeries.carried(under)) }
        }
        populations = people.isEmpty ? nil : rows
        exclusions = records.exclusions
        if gaps > 0 {
            exclusions.append(
                "\(gaps) \(step.rawValue)s of an area have no record and were taken as \(empty == 0 ? "0" : "not known")."
            )
        }
    }

    /// A week begins on the weekday all records share, else on Monday.
    private static func start(_ step: Step, _ first: Day, _ dates: [Day]) -> Day {
        switch step {
        case .day: return first
        case .month: return Day(year: first.year, month: first.month, day: 1) ?? first
        case .week:
            let shared = dates.allSatisfy { ($0.number - first.number) % 7 == 0 }
            // 1970-01-05 was a Monday.
            return shared ? first : first.adding(days: -(((first.number - 4) % 7 + 7) % 7))
        }
    }

    /// A population holds until the next one that is known, the first also before it.
    private static func carried(_ values: [Double]) -> [Double] {
        var filled = values, last = values.first { !$0.isNaN } ?? .nan
        for place in filled.indices {
            if filled[place].isNaN { filled[place] = last } else { last = filled[place] }
        }
        return filled
    }

    /// What a step of an area is called in a result.
    func key(_ area: Int, _ at: Int) -> String {
        areas.count == 1 ? days[at].iso : "\(areas[area]) \(days[at].iso)"
    }

    /// How many years pass before chance alone gives as strong an alarm among all series of one step.
    func recurrence(_ p: Double, series: Int) -> Double {
        step.days / 365.25 / Probability.any(p, of: series)
    }
}

enum Probability {
    /// The chance that at least one of several independent events of this probability happens.
    static func any(_ p: Double, of count: Int) -> Double {
        // One less the chance of none loses all its digits for small chances.
        if p * Double(count) < 1e-7 { return p * Double(count) }
        var none = 1.0
        for _ in 0..<count { none *= 1 - p }
        return 1 - none
    }
}

/// Which alarms are worth looking at when many series are watched.
struct AlarmBudget {
    let rule: String
    let years: Double
    let q: Double

    static let options = [
        Option(
            "budget", .choice(["recurrence", "q", "none"]),
            "Keep alarms that chance brings less than once in so many years over all series, or by q within the step",
            standard: "recurrence"),
        Option(
            "recurrence-years", .number(0.001...1_000), "Chance brings such an alarm at most once in so many years",
            unit: "years", standard: "1"),
        Option(
            "largest-q", .number(0.0001...0.5), "With q: the share of false alarms among those kept", standard: "0.05"),
    ]

    init(_ request: AnalysisRequest) {
        rule = request.choice("budget")
        years = request.number("recurrence-years")
        q = request.number("largest-q")
    }

    func keeps(q found: Double?, recurrence: Double) -> Bool {
        switch rule {
        case "recurrence": recurrence >= years
        case "q": (found ?? 1) <= q
        default: true
        }
    }
}
