/// A month of the calendar with its English names, as plans print them.
public enum MonthName: Int, CaseIterable, Codable, Sendable {
    case january = 1
    case february, march, april, may, june, july, august, september, october, november, december

    /// "November".
    public var printed: String {
        switch self {
        case .january: "January"
        case .february: "February"
        case .march: "March"
        case .april: "April"
        case .may: "May"
        case .june: "June"
        case .july: "July"
        case .august: "August"
        case .september: "September"
        case .october: "October"
        case .november: "November"
        case .december: "December"
        }
    }

    /// "Nov": the first three letters.
    public var short: String { String(printed.prefix(3)) }

    /// Reads a full name or a usual abbreviation, in any case: "September", "Sept", "SEP".
    public init?(word: some StringProtocol) {
        guard let month = MonthName.byWord[word.lowercased()] else { return nil }
        self = month
    }

    /// Whether a word is nearly a month's name, as a slip of the pen would make it: "Febuary", "Septmber".
    static func resembles(_ word: String) -> Bool {
        let letters = Array(word)
        guard (3...11).contains(letters.count), MonthName(word: word) == nil else { return false }
        return allCases.contains { month in
            let name = Array(month.printed.lowercased())
            guard name[0] == letters[0], abs(name.count - letters.count) <= 2 else { return false }
            return editDistance(letters, name) <= (name.count > 5 ? 2 : 1)
        }
    }

    private static func editDistance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other[column] ? 0 : 1))
                diagonal = above
            }
        }
        return row[other.count]
    }

    static let byWord: [String: MonthName] = {
        var words: [String: MonthName] = ["sept": .september]
        for month in MonthName.allCases {
            words[month.printed.lowercased()] = month
            words[month.short.lowercased()] = month
        }
        return words
    }()
}

/// A season as plans use it: three whole months, winter ending in February of the next year.
public enum Season: String, CaseIterable, Codable, Sendable {
    case spring, summer, autumn, winter

    /// The season that begins in a year: winter 2008 is December 2008 to February 2009.
    public func days(beginningIn year: Int) -> ClosedRange<Day>? {
        let month =
            switch self {
            case .spring: 3
            case .summer: 6
            case .autumn: 9
            case .winter: 12
            }
        guard let first = Day(year: year, month: month, day: 1) else { return nil }
        return first...first.adding(months: 2).endOfMonth
    }
}

/// Early, mid and late: the thirds of a calendar year.
public enum YearThird: String, CaseIterable, Codable, Sendable {
    case early, mid, late

    /// Early 2009 is 1 January to 30 April 2009.
    public func days(of year: Int) -> ClosedRange<Day>? {
        let month =
            switch self {
            case .early: 1
            case .mid: 5
            case .late: 9
            }
        guard let first = Day(year: year, month: month, day: 1) else { return nil }
        return first...first.adding(months: 3).endOfMonth
    }
}

extension PlanYear {
    /// The plan year that holds a day.
    public func days(containing day: Day) -> ClosedRange<Day> {
        switch self {
        case .calendar: Period(.calendarYear, containing: day).days
        case .financial: Period(.financialYear, containing: day).days
        }
    }
}

extension Day {
    /// The form that people read: "21 November 2026".
    public var printed: String {
        "\(day) \(monthName.printed) \(year)"
    }

    /// "November 2026".
    public var printedMonth: String {
        "\(monthName.printed) \(year)"
    }

    public var monthName: MonthName { MonthName(rawValue: month) ?? .january }

    public var startOfMonth: Day { adding(days: 1 - day) }

    /// Reads one full date as people type it: "21 November 2026", "21 Nov 26", "21/11/2026", "2026-11-21".
    ///
    /// The day comes before the month, as in the United Kingdom. Nil for anything that is not exactly one day.
    public init?(typed text: String) {
        let tokens = TimescaleScanner.tokens(of: text)
        guard let found = DateGrammar(tokens: tokens).wholeDay(at: 0), found.end == tokens.count else { return nil }
        self = found.day
    }
}
