import Vocabulary

/// A day typed in three boxes: day, month, year. `1`, `01` and `Nov` are all welcome.
struct DateBoxes: Sendable, Equatable {
    var day = ""
    var month = ""
    var year = ""

    init() {}

    init(_ day: Day?) {
        guard let day else { return }
        self.day = String(day.day)
        self.month = String(day.month)
        self.year = String(day.year)
    }

    /// Reads `due-day`, `due-month` and `due-year` of a field called `due`.
    init(_ fields: FormFields, _ name: String) {
        day = fields["\(name)-day"]
        month = fields["\(name)-month"]
        year = fields["\(name)-year"]
    }

    /// A day typed in one line: "31 March 2009", "31/3/2009", "2009-03-31"; nil where it has not three parts.
    init?(line: String) {
        let parts = line.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard parts.count == 3 else { return nil }
        let isYearFirst = parts[0].count == 4
        day = isYearFirst ? parts[2] : parts[0]
        month = parts[1]
        year = isYearFirst ? parts[0] : parts[2]
    }

    enum Reading: Equatable {
        case empty
        case day(Day)
        /// A box is empty: which of day, month, year.
        case missing([String])
        /// The three do not make a day there is.
        case noSuchDay
    }

    var reading: Reading {
        let missing = [("day", day), ("month", month), ("year", year)].filter { $0.1.isEmpty }.map(\.0)
        if missing.count == 3 { return .empty }
        guard missing.isEmpty else { return .missing(missing) }
        guard let day = DateBoxes.number(day), let month = DateBoxes.monthNumber(month),
            let year = DateBoxes.number(year),
            let found = Day(year: year < 100 ? 2000 + year : year, month: month, day: day),
            (1900...2999).contains(found.year)
        else { return .noSuchDay }
        return .day(found)
    }

    /// As a query string names it, so that a view's address holds the day.
    func fields(named name: String) -> [(name: String, value: String)] {
        [("\(name)-day", day), ("\(name)-month", month), ("\(name)-year", year)]
    }

    private static func number(_ text: String) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]

    private static func monthNumber(_ text: String) -> Int? {
        if let number = number(text) { return number }
        let word = text.lowercased()
        guard word.count >= 3 else { return nil }
        return months.firstIndex { $0.hasPrefix(word) || word == "sept" && $0 == "september" }.map { $0 + 1 }
    }
}
