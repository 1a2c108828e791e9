/// When a repeated commitment falls due: "Quarterly from April 2003" is due on 30 June, 30 September and so on.
///
/// Occurrences fall on the stated due day and each interval after it. With only an opening they fall on the last
/// day of each interval counted from it. With neither they fall on the last day of each interval of the plan's
/// year, beginning with the one in which the plan was imported. A commitment that opens and is due more than one
/// interval later ("monthly from April 2008 to March 2009") is a series that ends on its due day.
///
/// Nothing is listed in advance: each answer is computed, whatever the distance.
public struct OccurrenceCalendar: Hashable, Sendable {
    public let recurrence: Recurrence
    /// The day that intervals are counted from.
    private let origin: Day
    /// True where occurrences are the last day of each interval, false where they fall on its first.
    private let closesInterval: Bool
    private let firstIndex: Int
    private let until: Day?

    /// Nil where the commitment does not repeat, is not understood, or has an interval nobody can mean.
    ///
    /// - Parameters:
    ///   - year: how the plan counts its years.
    ///   - imported: the day on which the plan was brought in.
    public init?(_ commitment: Commitment, year: PlanYear, imported: Day) {
        guard commitment.understood, let recurrence = commitment.repeats, (1...10_000).contains(recurrence.every)
        else { return nil }
        self.recurrence = recurrence
        if let opens = commitment.opens {
            let firstEnd = Self.adding(1, of: recurrence, to: opens).adding(days: -1)
            if let due = commitment.due, due <= firstEnd {
                (origin, closesInterval, firstIndex, until) = (due, false, 0, nil)
            } else {
                (origin, closesInterval, firstIndex, until) = (opens, true, 1, commitment.due)
            }
        } else if let due = commitment.due {
            (origin, closesInterval, firstIndex, until) = (due, false, 0, nil)
        } else {
            let start = year.days(containing: imported).lowerBound
            origin = start
            closesInterval = true
            until = nil
            firstIndex = Self.index(onOrBefore: imported, origin: start, recurrence: recurrence, sticky: false) + 1
        }
    }

    /// The first day on which it falls due; nil where a series ends before it begins.
    public var first: Day? { bounded(day(firstIndex)) }

    /// The last day on which it has fallen due by a day, or nil if it has not yet.
    public func latestDue(onOrBefore day: Day) -> Day? {
        var limit = day
        if let until, until < limit { limit = until }
        let shifted = closesInterval ? limit.adding(days: 1) : limit
        let index = Self.index(
            onOrBefore: shifted, origin: origin, recurrence: recurrence, sticky: !closesInterval)
        return index >= firstIndex ? self.day(index) : nil
    }

    /// The next day on which it falls due after a day; nil only when a series has ended.
    public func nextDue(after day: Day) -> Day? {
        let shifted = closesInterval ? day.adding(days: 1) : day
        let index =
            Self.index(onOrBefore: shifted, origin: origin, recurrence: recurrence, sticky: !closesInterval) + 1
        return bounded(self.day(max(index, firstIndex)))
    }

    private func bounded(_ day: Day) -> Day? {
        guard let until else { return day }
        return day <= until ? day : nil
    }

    /// A due day at a month's end stays at the month's end: 30 June, 30 September, 31 December.
    private func day(_ index: Int) -> Day {
        let day = Self.adding(index, of: recurrence, to: origin)
        if closesInterval { return day.adding(days: -1) }
        return origin == origin.endOfMonth && recurrence.months != nil ? day.endOfMonth : day
    }

    private static func adding(_ count: Int, of recurrence: Recurrence, to origin: Day) -> Day {
        if let months = recurrence.months { return origin.adding(months: count * months) }
        return origin.adding(days: count * (recurrence.unit == .week ? 7 : 1) * recurrence.every)
    }

    /// The greatest index whose day, counted from the origin, is not after a day; may be negative.
    private static func index(
        onOrBefore day: Day, origin: Day, recurrence: Recurrence, sticky: Bool
    ) -> Int {
        guard let months = recurrence.months else {
            let length = (recurrence.unit == .week ? 7 : 1) * recurrence.every
            return floorDivision(day.number - origin.number, by: length)
        }
        let distance = (day.year - origin.year) * 12 + day.month - origin.month
        let index = floorDivision(distance, by: months)
        var reached = origin.adding(months: index * months)
        if sticky && origin == origin.endOfMonth { reached = reached.endOfMonth }
        return reached <= day ? index : index - 1
    }

    private static func floorDivision(_ value: Int, by divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}

extension Recurrence {
    /// The interval in months; nil for days and weeks.
    var months: Int? {
        switch unit {
        case .month: every
        case .year: every * 12
        case .day, .week: nil
        }
    }
}
