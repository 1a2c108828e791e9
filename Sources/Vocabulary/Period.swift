/// A stretch of the calendar that figures are counted over: a day, month, quarter, half or year.
///
/// Quarters of the calendar year and of the financial year are the same three months. Labels always print real
/// dates, so that nobody has to know which year "Q2" belongs to.
public struct Period: Hashable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case day, month, quarter
        /// January to June, or July to December.
        case half
        /// April to September, or October to March.
        case financialHalf = "financial-half"
        /// 1 January to 31 December.
        case calendarYear = "calendar-year"
        /// 1 April to 31 March.
        case financialYear = "financial-year"

        /// Nil for a day.
        var months: Int? {
            switch self {
            case .day: nil
            case .month: 1
            case .quarter: 3
            case .half, .financialHalf: 6
            case .calendarYear, .financialYear: 12
            }
        }

        /// The month of the year in which its year begins.
        var startMonth: Int {
            switch self {
            case .financialHalf, .financialYear: 4
            default: 1
            }
        }
    }

    public let kind: Kind
    public let first: Day
    public let last: Day

    /// The period of a kind that holds a day.
    public init(_ kind: Kind, containing day: Day) {
        self.kind = kind
        guard let months = kind.months else {
            (first, last) = (day, day)
            return
        }
        let monthsIn = (day.month - kind.startMonth + 12) % 12 % months
        first = day.startOfMonth.adding(months: -monthsIn)
        last = first.adding(months: months).adding(days: -1)
    }

    public var days: ClosedRange<Day> { first...last }

    public func contains(_ day: Day) -> Bool { days.contains(day) }

    /// Whether every day of the other period lies in this one.
    public func contains(_ other: Period) -> Bool { first <= other.first && other.last <= last }

    public var next: Period { Period(kind, containing: last.adding(days: 1)) }

    public var previous: Period { Period(kind, containing: first.adding(days: -1)) }

    /// Rolls up: the larger period that holds this one whole, or nil where none of that kind does (a calendar year
    /// does not lie within one financial year).
    public func rolledUp(to kind: Kind) -> Period? {
        let larger = Period(kind, containing: first)
        return larger.contains(self) ? larger : nil
    }

    /// The smaller periods this one is made of, in order; empty where they do not fit it exactly.
    public func parts(_ kind: Kind) -> [Period] {
        var part = Period(kind, containing: first)
        guard part.first == first, part.last <= last else { return [] }
        var found: [Period] = []
        while part.last <= last {
            found.append(part)
            part = part.next
        }
        return found.last?.last == last ? found : []
    }

    /// Real dates in words: "July to September 2008", "1 April 2008 to 31 March 2009", "21 November 2026".
    public var label: String {
        switch kind {
        case .day: first.printed
        case .month: first.printedMonth
        case .quarter, .half, .financialHalf:
            first.year == last.year
                ? "\(first.monthName.printed) to \(last.printedMonth)" : "\(first.printedMonth) to \(last.printedMonth)"
        case .calendarYear: "1 January to \(last.printed)"
        case .financialYear: "\(first.printed) to \(last.printed)"
        }
    }
}

extension Period: Comparable {
    /// In order of first day; of two that begin together, the shorter comes first.
    public static func < (one: Period, other: Period) -> Bool {
        (one.first, one.last, one.kind.rawValue) < (other.first, other.last, other.kind.rawValue)
    }
}

extension Period: CustomStringConvertible {
    public var description: String { label }
}

extension Period: Codable {
    private enum Key: String, CodingKey { case kind, first }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let day = try values.decode(Day.self, forKey: .first)
        self.init(try values.decode(Kind.self, forKey: .kind), containing: day)
        guard first == day else {
            throw DecodingError.dataCorruptedError(
                forKey: .first, in: values, debugDescription: "not the first day of a \(kind.rawValue)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(first, forKey: .first)
    }
}
