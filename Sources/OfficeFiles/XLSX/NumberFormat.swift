/// What the format of a cell says its number is.
enum NumberFormat: Hashable {
    case number, percent
    /// A day.
    case day
    /// A day of which only the month is shown.
    case month
    /// A day with a time.
    case moment
    case time
    /// A length of time, which may be longer than a day.
    case length

    /// One of the formats that stand in no file because every program knows them.
    init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .percent
        case 14, 15, 16, 27...31, 36, 50...54, 57, 58: self = .day
        case 17, 55: self = .month
        case 22: self = .moment
        case 46: self = .length
        case 18...21, 32...35, 45, 47, 56: self = .time
        default: self = .number
        }
    }

    /// By the letters of a format such as `dd/mm/yyyy`, `[$-809]d mmmm yyyy;@` or `0.0%`.
    init(code: String) {
        var letters = FormatLetters()
        letters.read(Array(code.utf8))
        self = letters.format
    }
}

/// The letters of a format that stand for something, of its first section.
private struct FormatLetters {
    private var found: Set<UInt8> = []
    private var isPercent = false
    private var isLength = false

    var format: NumberFormat {
        let hasTime = !found.isDisjoint(with: [0x68, 0x73])
        let hasDay = found.contains(0x64)
        let hasYear = found.contains(0x79)
        let hasMonth = found.contains(0x6D)
        if isLength, !hasDay, !hasYear { return .length }
        if hasDay || hasYear { return hasTime ? .moment : hasDay || !hasMonth ? .day : .month }
        if hasTime { return .time }
        if hasMonth { return .month }
        return isPercent ? .percent : .number
    }

    mutating func read(_ code: [UInt8]) {
        guard !code.starts(with: Array("General".utf8)), !code.starts(with: Array("GENERAL".utf8)) else { return }
        var at = 0
        while at < code.count {
            switch code[at] {
            case 0x3B: return
            case 0x22: at = end(of: 0x22, in: code, after: at)
            // The next character stands for itself, or for its width, or is repeated.
            case 0x5C, 0x5F, 0x2A: at += 1
            case 0x5B:
                let close = end(of: 0x5D, in: code, after: at)
                takeElapsed(code[min(at + 1, close)..<min(close, code.count)])
                at = close
            case 0x25: isPercent = true
            default:
                let letter = code[at] | 0x20
                if letter == 0x61, isNoon(code[at...]) {
                    found.insert(0x68)
                    at += code[at...].contains(0x2F) ? (code[at...].firstIndex(of: 0x2F) ?? at) - at + 1 : 0
                    while at + 1 < code.count, code[at + 1] | 0x20 == 0x6D { at += 1 }
                } else if [0x79, 0x6D, 0x64, 0x68, 0x73].contains(letter) {
                    found.insert(letter)
                }
            }
            at += 1
        }
    }

    private func end(of mark: UInt8, in code: [UInt8], after at: Int) -> Int {
        code[(at + 1)...].firstIndex(of: mark) ?? code.count
    }

    /// `[h]`, `[mm]`: hours and minutes beyond a day; anything else in brackets is a colour or a language.
    private mutating func takeElapsed(_ inside: ArraySlice<UInt8>) {
        guard let first = inside.first, inside.allSatisfy({ $0 == first }), [0x68, 0x6D, 0x73].contains(first | 0x20)
        else { return }
        found.insert(0x68)
        isLength = true
    }

    /// `AM/PM` and `A/P`.
    private func isNoon(_ rest: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: rest.prefix(5), as: UTF8.self).uppercased()
        return text == "AM/PM" || text.hasPrefix("A/P")
    }
}
