import Vocabulary

/// How far apart the points of a series are.
enum SeriesStep: String, CaseIterable {
    case day, week, month, quarter, year
    /// A running number, and nobody said of what.
    case step

    /// Whole steps a year, as near as can be.
    var ofYear: Int {
        switch self {
        case .day: 365
        case .week: 52
        case .month: 12
        case .quarter: 4
        case .year, .step: 1
        }
    }

    /// The season's length in steps; nil where there is none.
    var period: Double? {
        switch self {
        case .day: 365.25
        case .week: 365.25 / 7
        case .month: 12
        case .quarter: 4
        case .year, .step: nil
        }
    }

    /// Rises by one from a step to the next.
    func index(_ day: Day) -> Int {
        switch self {
        case .day, .step: day.number
        // Weeks count from the first day of all; see `SeriesTimes`.
        case .week: day.number
        case .month: day.year * 12 + day.month - 1
        case .quarter: day.year * 4 + (day.month - 1) / 3
        case .year: day.year
        }
    }
}

/// The times of a table as steps: days, months, quarters, years, or a running number.
struct SeriesTimes {
    enum Form { case day, quarter, number }

    let step: SeriesStep
    /// For each record: steps since the first, or the running number as it stands.
    private(set) var times: [Int] = []
    private let form: Form
    /// Running numbers that are years of the calendar.
    private let isYears: Bool
    /// Years from spring to spring, as 2026/27.
    private let isFinancial: Bool
    private let first: Day
    private var origin = 0

    /// - Parameter asked: the step as asked for; nil to see it from the differences.
    /// - Throws: `AnalysisProblems` with each time that is of no form, or not of the form of the others.
    init(_ texts: [String], _ rows: [Int], column: String, asked: SeriesStep?) throws(AnalysisProblems) {
        // 2026/27 alone may be a month; where every time is of this kind they are years.
        let spans = texts.compactMap { SeriesTimes.financialYear($0) }
        isFinancial = (asked ?? .year) == .year && spans.count == texts.count && Set(spans).count > 1
        let readings =
            isFinancial ? spans.map { Reading(form: .number, number: $0) } : texts.map { SeriesTimes.read($0) }
        let forms = readings.compactMap { $0?.form }
        guard
            let mostly = [Form.day, .quarter, .number].max(by: { one, other in
                forms.count { $0 == one } < forms.count { $0 == other }
            }), !forms.isEmpty
        else {
            throw AnalysisProblems("no-times", "\(column): \(SeriesTimes.wanted).")
        }
        var problems: [Problem] = []
        for (place, reading) in readings.enumerated() where reading?.form != mostly {
            let why =
                reading == nil ? SeriesTimes.wanted : "the other times are written otherwise. Write all in one way"
            problems.append(
                .of(
                    "not-a-time", "Row \(rows[place]), \(column): \"\(texts[place].prefix(60))\": \(why).",
                    row: rows[place]))
        }
        guard problems.isEmpty else { throw AnalysisProblems(SeriesTimes.shortened(problems)) }
        form = mostly
        let numbers = readings.compactMap { $0?.number }
        let days = readings.compactMap { $0?.day }
        if mostly == .number {
            let areYears = numbers.allSatisfy { (1000...2999).contains($0) }
            isYears = areYears && (asked ?? .year) == .year
            step = isYears ? .year : asked ?? .step
            first = Day(number: 0)
            origin = isYears ? numbers.min() ?? 0 : 0
            times = numbers.map { $0 - origin }
            return
        }
        isYears = false
        first = days.min() ?? Day(number: 0)
        step = asked ?? (mostly == .quarter ? .quarter : SeriesTimes.step(of: days))
        origin = step.index(first)
        if step == .week {
            for (place, day) in days.enumerated() where (day.number - first.number) % 7 != 0 {
                problems.append(
                    .of(
                        "not-weekly",
                        "Row \(rows[place]), \(column): \(day) is not a whole number of weeks after \(first). Give each week by the same day of the week, or another --step.",
                        row: rows[place]))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(SeriesTimes.shortened(problems)) }
        times = days.map { count($0) }
    }

    private func count(_ day: Day) -> Int {
        let apart = step.index(day) - origin
        return step == .week ? Int((Double(apart) / 7).rounded(.down)) : apart
    }

    /// The step a word stands for, written as the column is; nil where it is of another form.
    func time(of text: String) -> Int? {
        if isFinancial, let year = SeriesTimes.financialYear(text) { return year - origin }
        guard let reading = SeriesTimes.read(text) else { return nil }
        switch form {
        case .number:
            if let number = reading.number { return number - origin }
            return isYears ? reading.day.map { $0.year - origin } : nil
        case .day, .quarter:
            if let day = reading.day { return count(day) }
            // A bare year is its first day.
            return reading.number.flatMap { Day(year: $0, month: 1, day: 1) }.map { count($0) }
        }
    }

    /// The place in the year, from 0; in a running number, 1 is the first place.
    ///
    /// - Parameter isOwn: whether the season is of another length than the year, and begins with the first point.
    func place(_ time: Int, isOwn: Bool) -> Int {
        switch (form, step) {
        case (.number, _): isYears ? time : time - 1
        case _ where isOwn: time
        case (_, .month): (origin + time) % 12
        case (_, .quarter): (origin + time) % 4
        default: time
        }
    }

    func label(_ time: Int) -> String {
        let index = origin + time
        if isFinancial { return "\(index)/" + "\(100 + (index + 1) % 100)".dropFirst() }
        if form == .number { return "\(index)" }
        return switch step {
        case .day, .step: first.adding(days: time).iso
        case .week: first.adding(days: 7 * time).iso
        case .month: "\(first.adding(months: time).iso.prefix(7))"
        case .quarter: "\(index / 4)Q\(index % 4 + 1)"
        case .year: "\(index)"
        }
    }

    /// How a time of this column looks.
    var example: String {
        switch form {
        case .number: isYears ? "a year such as 2027" : "a number as in the column"
        case .quarter: "a quarter such as 2027Q1"
        case .day: "a day such as 2027-03-31"
        }
    }

    static let words = "day, month, quarter, year or number"

    static let wanted =
        "a time must be a day such as 2027-03-31, a month 2027-03, a quarter 2027Q1, a week 2027-W05, a year (2027, 2026/27) or a running number"

    /// At most twenty; the rest are counted.
    static func shortened(_ problems: [Problem]) -> [Problem] {
        guard problems.count > 20, let code = problems.first?.code else { return problems }
        return problems.prefix(20) + [.of(code, "\(problems.count - 20) more like this.")]
    }

    /// The step that days show: by the middle one of their differences.
    private static func step(of days: [Day]) -> SeriesStep {
        let numbers = Set(days.map(\.number)).sorted()
        let gaps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }.sorted()
        guard !gaps.isEmpty else { return .month }
        let middle = gaps[gaps.count / 2]
        let months = Set(days.map { SeriesStep.month.index($0) }).sorted()
        let apart = zip(months, months.dropFirst()).map { $1 - $0 }
        if middle < 32, middle >= 7, gaps.allSatisfy({ $0 % 7 == 0 }) { return .week }
        if middle < 27 { return middle >= 6 && middle <= 8 ? .week : .day }
        if middle > 330, apart.allSatisfy({ $0 % 12 == 0 }) { return .year }
        if middle > 80, apart.allSatisfy({ $0 % 3 == 0 }) { return .quarter }
        return .month
    }
}
