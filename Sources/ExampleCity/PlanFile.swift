public import Vocabulary

/// One of the three plan files of the example city, whose dates stand as tokens and are filled in from the month
/// the city's history begins, so that the plans are always about now.
///
/// | token | filled with |
/// |---|---|
/// | `{{m+3}}` | the month three months on: "October 2025" |
/// | `{{my+3}}` | the same, as plans shorten it: "Oct 25" |
/// | `{{y+3}}` | its year: "2025" |
/// | `{{fy+3}}` | the financial year that holds it: "2025/26" |
/// | `{{season+3}}` | its season: "Autumn 2025"; winter bears the year in which it begins |
/// | `{{early+3}}`, `{{late+3}}` | "Early 2025", "Late 2025" |
public struct PlanFile: Hashable, Sendable {
    public let name: String
    public let title: String
    /// The text with its tokens filled in.
    public let text: String

    /// A token nobody knows: the file and the program do not belong together.
    public struct UnknownToken: Error, Equatable {
        public let token: String
    }

    /// - Throws: `UnknownToken`.
    public init(name: String, title: String, template: String, base: Day) throws {
        self.name = name
        self.title = title
        text = try PlanFile.fill(template, base: base)
    }

    public var bytes: [UInt8] { Array(text.utf8) }

    static func fill(_ template: String, base: Day) throws -> String {
        var filled = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{") {
            filled += rest[..<open.lowerBound]
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { throw UnknownToken(token: String(rest.prefix(20))) }
            let token = rest[..<close.lowerBound]
            guard let words = words(for: token, base: base) else { throw UnknownToken(token: String(token)) }
            filled += words
            rest = rest[close.upperBound...]
        }
        return filled + rest
    }

    private static func words(for token: Substring, base: Day) -> String? {
        guard let sign = token.firstIndex(where: { $0 == "+" || $0 == "-" }), let months = Int(token[sign...]) else {
            return nil
        }
        let day = base.adding(months: months)
        switch token[..<sign] {
        case "m": return day.printedMonth
        case "my": return "\(day.monthName.short) \(String(day.year).suffix(2))"
        case "y": return String(day.year)
        case "fy":
            let year = day.month < 4 ? day.year - 1 : day.year
            return "\(year)/\(String(year + 1).suffix(2))"
        case "season": return season(of: day)
        case "early": return "Early \(day.year)"
        case "late": return "Late \(day.year)"
        default: return nil
        }
    }

    private static func season(of day: Day) -> String {
        switch day.month {
        case 3...5: "Spring \(day.year)"
        case 6...8: "Summer \(day.year)"
        case 9...11: "Autumn \(day.year)"
        case 12: "Winter \(day.year)"
        default: "Winter \(day.year - 1)"
        }
    }
}
