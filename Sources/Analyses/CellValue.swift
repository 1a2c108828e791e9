import Vocabulary

/// What a cell of an analyst's table says as a number, a day, or yes or no.
enum CellValue {
    /// Nothing was written, or a sign for "not known".
    static func isMissing(_ text: String) -> Bool {
        isFigure(text) ? false : missing.contains(text.lowercased())
    }

    /// Begins with a digit, as no sign for a missing or withheld value does.
    private static func isFigure(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return first >= 0x30 && first <= 0x39
    }

    /// There is a value, and somebody withheld it. Counted apart from missing.
    static func isSuppressed(_ text: String) -> Bool {
        isFigure(text) ? false : suppressed.contains(text.lowercased())
    }

    private static let missing: Set<String> = [
        "", "na", "n/a", "#n/a", "..", ".", "-", "–", "null", "none", "[x]", "[z]", ":",
    ]
    private static let suppressed: Set<String> = ["*", "[c]", "c", "suppressed", "#"]

    /// A finite number: 1234, -1.5, 1e6, or with commas at each thousand.
    static func number(_ text: String) -> Double? {
        if text.utf8.allSatisfy(isNumeral) {
            guard let value = Double(text), value.isFinite else { return nil }
            return value
        }
        var plain = text
        if text.contains(",") {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let head = parts[0].drop { $0 == "-" || $0 == "+" }
            guard (1...3).contains(head.count) else { return nil }
            for (place, part) in parts.dropFirst().enumerated() {
                let digits = place == parts.count - 2 ? part.prefix { $0 != "." } : part
                guard digits.count == 3 else { return nil }
            }
            plain.removeAll { $0 == "," }
        }
        if plain.hasPrefix("−") { plain = "-" + plain.dropFirst() }
        guard plain.utf8.allSatisfy({ isNumeral($0) }), let value = Double(plain), value.isFinite else { return nil }
        return value
    }

    private static func isNumeral(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x2E, 0x2B, 0x2D, 0x45, 0x65: true
        default: false
        }
    }

    /// 2027-03-31, 31/03/2027, 31.03.2027, or the first of a month: 2027-03, 03/2027. A time of day after it is left out.
    static func day(_ text: String) -> Day? {
        let date = text.prefix { $0 != "T" && $0 != " " }
        let separator: Character = date.contains("-") ? "-" : date.contains("/") ? "/" : "."
        let parts = date.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, parts.allSatisfy({ (1...4).contains($0.count) }) else { return nil }
        switch (parts.count, parts.first?.count, parts.last?.count) {
        case (3, 4, _): return Day(year: numbers[0], month: numbers[1], day: numbers[2])
        case (3, _, 4): return Day(year: numbers[2], month: numbers[1], day: numbers[0])
        case (2, 4, _): return Day(year: numbers[0], month: numbers[1], day: 1)
        case (2, _, 4): return Day(year: numbers[1], month: numbers[0], day: 1)
        default: return nil
        }
    }

    static func yesNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "y", "true", "1": true
        case "no", "n", "false", "0": false
        default: nil
        }
    }
}
