import Vocabulary

/// The ways in which a time may be written.
extension SeriesTimes {
    struct Reading {
        var form: Form
        var day: Day?
        var number: Int?
    }

    /// What one cell says.
    static func read(_ text: String) -> Reading? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) {
            if digits.count == 8 || digits.count == 6, let day = compact(number, digits.count) {
                return Reading(form: .day, day: day)
            }
            return abs(number) < 10_000_000 ? Reading(form: .number, number: number) : nil
        }
        if let day = CellValue.day(text) { return Reading(form: .day, day: day) }
        return lettered(text)
    }

    /// 20270331 or 202703.
    private static func compact(_ number: Int, _ digits: Int) -> Day? {
        let day = digits == 8 ? number % 100 : 1, months = digits == 8 ? number / 100 : number
        guard (1000...2999).contains(months / 100) else { return nil }
        return Day(year: months / 100, month: months % 100, day: day)
    }

    /// 2027Q1, 2027-Q1, Q1 2027; 2027-W05, 2027W5; 2027M3, Mar 2027.
    private static func lettered(_ text: String) -> Reading? {
        let letters = text.uppercased().filter { $0 != " " && $0 != "-" && $0 != "/" }
        for (letter, most) in [(Character("Q"), 4), ("W", 53), ("M", 12)] {
            let parts = letters.split(separator: letter, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            // Q1 2027: the letter stands first, with one digit after it.
            let isFirst = parts[0].isEmpty && letter == "Q"
            let year = isFirst ? Int(parts[1].dropFirst()) : Int(parts[0])
            let place = isFirst ? Int(parts[1].prefix(1)) : Int(parts[1])
            guard let year, let place, (1000...2999).contains(year), (1...most).contains(place) else { continue }
            switch letter {
            case "Q": return Reading(form: .quarter, day: Day(year: year, month: 3 * place - 2, day: 1))
            case "M": return Reading(form: .day, day: Day(year: year, month: place, day: 1))
            default:
                // The week of 4 January is the first of its year (ISO 8601); day 0 of all was a Thursday.
                let fourth = (Day(year: year, month: 1, day: 4) ?? Day(number: 0)).number
                let monday = fourth - ((fourth + 3) % 7 + 7) % 7
                return Reading(form: .day, day: Day(number: monday + 7 * (place - 1)))
            }
        }
        return named(letters)
    }

    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    /// January 2027, Jan 2027, 2027 Jan: letters and four digits.
    private static func named(_ letters: String) -> Reading? {
        let name = letters.filter(\.isLetter), digits = letters.filter(\.isNumber)
        guard letters == name + digits || letters == digits + name, digits.count == 4, let year = Int(digits),
            let month = months.firstIndex(of: String(name.prefix(3)))
        else { return nil }
        return Day(year: year, month: month + 1, day: 1).map { Reading(form: .day, day: $0) }
    }

    /// The first year of 2026/27, 2026-27 or 2026/2027; nil where the second is not the year after.
    static func financialYear(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "-" })
        guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), let next = Int(parts[1]) else {
            return nil
        }
        return parts[1].count == 2 && next == (year + 1) % 100 || next == year + 1 ? year : nil
    }
}
