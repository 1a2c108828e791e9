public import Vocabulary

/// The days of a timeline along a line: where each stands, and which months and years are named.
public struct TimeAxis: Hashable, Sendable {
    /// A line across the drawing with what stands at it.
    public struct Tick: Hashable, Sendable {
        public let x: Double
        public let label: String
    }

    /// No axis reaches further from the day it is drawn for: a date typed wrongly by centuries must not squeeze the plan
    /// into nothing. What lies beyond stands at the edge with its date.
    public static let reach = 20

    public let span: ClosedRange<Day>
    public let left: Double
    public let width: Double
    let year: PlanYear

    public init(_ span: ClosedRange<Day>, year: PlanYear, left: Double, width: Double) {
        self.span = span
        self.year = year
        self.left = left
        self.width = width
    }

    public var right: Double { left + width }

    /// The whole months, or over a long time the whole years, that hold every day that is drawn and the day it is drawn
    /// for; three months at least.
    public static func span(of days: some Sequence<Day>, today: Day, year: PlanYear) -> ClosedRange<Day> {
        let earliest = today.adding(months: -12 * min(reach, today.year - 1))
        let latest = today.adding(months: 12 * reach)
        var first = today
        var last = today
        for day in days {
            first = min(first, max(day, earliest))
            last = max(last, min(day, latest))
        }
        if last.number - first.number > 4 * 365 {
            return year.days(containing: first).lowerBound...year.days(containing: last).upperBound
        }
        first = first.startOfMonth
        last = last.endOfMonth
        while last.number - first.number < 85 { last = last.adding(days: 1).endOfMonth }
        return first...last
    }

    /// Where the middle of a day stands; at the edge for a day the axis does not reach.
    public func x(_ day: Day) -> Double { place(day, 0.5) }

    /// Where a day begins.
    public func start(_ day: Day) -> Double { place(day, 0) }

    /// Where a day is over.
    public func end(_ day: Day) -> Double { place(day, 1) }

    public func holds(_ day: Day) -> Bool { span.contains(day) }

    private func place(_ day: Day, _ part: Double) -> Double {
        let days = Double(span.upperBound.number - span.lowerBound.number + 1)
        let along = (Double(day.number - span.lowerBound.number) + part) / days
        return left + min(1, max(0, along)) * width
    }

    private var monthWidth: Double {
        width * 30.44 / Double(span.upperBound.number - span.lowerBound.number + 1)
    }

    /// Months between the lines below the years: 1, 3 or 6; nil where even half a year is too narrow to be named.
    var step: Int? { [1, 3, 6].first { monthWidth * Double($0) >= 31 } }

    /// The beginnings of months, each named where there is room.
    public var months: [Tick] {
        guard let step else { return [] }
        var ticks: [Tick] = []
        var day = year.days(containing: span.lowerBound).lowerBound
        while day <= span.upperBound {
            let room = end(day.adding(months: step).adding(days: -1)) - start(max(day, span.lowerBound))
            if day >= span.lowerBound || (step == 1 && day.endOfMonth >= span.lowerBound) {
                ticks.append(Tick(x: start(day), label: room >= 28 ? day.monthName.short : ""))
            }
            day = day.adding(months: step)
        }
        return ticks
    }

    /// The beginnings of the plan's years, each named where there is room, else every second, fifth or tenth: "2008/09",
    /// "2008".
    public var years: [Tick] {
        let needed = LetterWidths.width("2008/09", size: TimelineSheet.axisSize, isBold: true) + 8
        let every = [1, 2, 5, 10].first { monthWidth * 12 * Double($0) >= needed } ?? 20
        var ticks: [Tick] = []
        var day = year.days(containing: span.lowerBound).lowerBound
        while day <= span.upperBound {
            let next = day.adding(months: 12)
            let x = start(day)
            // Of the first and the last year there may be too little to be named, unless there is no other.
            let room = (every == 1 ? min(end(next.adding(days: -1)), right + 14) : right + 14) - x
            let isNamed = ticks.count.isMultiple(of: every) && room >= needed
            let name = year == .financial ? "\(day.year)/\(TimeAxis.two(next.year % 100))" : String(day.year)
            ticks.append(Tick(x: x, label: isNamed || (ticks.isEmpty && next > span.upperBound) ? name : ""))
            day = next
        }
        return ticks
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
