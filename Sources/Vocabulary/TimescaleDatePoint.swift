/// The year of a date as written: "2008", or the paired years "2008/09" of a plan.
enum YearReference: Equatable {
    case single(Int)
    case paired(Int, Int)
}

/// One point of the calendar as written, perhaps without its year: "end March 2009", "1 April", "summer", "2008/09".
struct DatePoint {
    enum Shape: Equatable {
        case whole
        case day(Int, month: Int)
        /// The "1" of "1 to 31 March 2009".
        case bareDay(Int)
        case month(Int)
        case season(Season)
        case quarter(Int)
        case half(Int)
        case third(YearThird)
        /// Seven days from a day.
        case week(Day)
    }

    enum Edge { case none, start, end }

    var shape: Shape
    var edge = Edge.none
    var year: YearReference?
    /// The index of the token after it.
    var end: Int
    /// Time language whose meaning is not certain: "2008/11", "academic year 2008/09", "Nov 98".
    var isVague = false

    /// The days it means; nil where the year is missing, the day does not exist or the meaning is not certain.
    func days(in plan: PlanYear) -> ClosedRange<Day>? {
        guard !isVague else { return nil }
        if case .week(let day) = shape { return day...day.adding(days: 6) }
        guard let year, let days = days(of: year, in: plan) else { return nil }
        switch edge {
        case .none: return days
        case .start: return days.lowerBound...days.lowerBound
        case .end: return days.upperBound...days.upperBound
        }
    }

    private func days(of year: YearReference, in plan: PlanYear) -> ClosedRange<Day>? {
        switch year {
        case .single(let year): Self.days(shape, from: year, startMonth: 1)
        case .paired(let first, let second): Self.days(shape, first: first, second: second, in: plan)
        }
    }

    private static func days(_ shape: Shape, from year: Int, startMonth: Int) -> ClosedRange<Day>? {
        switch shape {
        case .whole: months(12, from: year, startMonth)
        case .half(let number): months(6, from: year, startMonth + (number - 1) * 6)
        case .quarter(let number): months(3, from: year, startMonth + (number - 1) * 3)
        case .month(let month): months(1, from: year, month)
        case .day(let day, let month): Day(year: year, month: month, day: day).map { $0...$0 }
        case .season(let season): season.days(beginningIn: year)
        case .third(let third): third.days(of: year)
        case .bareDay, .week: nil
        }
    }

    /// Paired years are years of the plan: from April to March, unless the plan counts calendar years.
    private static func days(_ shape: Shape, first: Int, second: Int, in plan: PlanYear) -> ClosedRange<Day>? {
        if shape == .whole {
            let startMonth = plan == .financial ? 4 : 1
            let length = (second - first + (plan == .financial ? 0 : 1)) * 12
            return months(length, from: first, startMonth)
        }
        guard second == first + 1 else { return nil }
        switch shape {
        case .quarter, .half: return days(shape, from: first, startMonth: 4)
        case .season(.summer), .season(.autumn), .season(.winter): return days(shape, from: first, startMonth: 1)
        case .month(let month), .day(_, let month):
            guard plan == .financial else { return nil }
            return days(shape, from: month >= 4 ? first : second, startMonth: 1)
        default: return nil
        }
    }

    private static func months(_ count: Int, from year: Int, _ month: Int) -> ClosedRange<Day>? {
        guard let start = Day(year: year, month: 1, day: 1) else { return nil }
        let first = start.adding(months: month - 1)
        return first...first.adding(months: count).adding(days: -1)
    }

    /// The month it begins in, to order points that share a year.
    var order: Int? {
        switch shape {
        case .day(_, let month), .month(let month): month
        case .season(let season): season.days(beginningIn: 2000).map(\.lowerBound.month)
        case .quarter(let number): number * 3
        case .half(let number): number * 6
        case .third(let third): third.days(of: 2000).map(\.lowerBound.month)
        case .whole, .bareDay, .week: nil
        }
    }
}
