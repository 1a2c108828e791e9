/// One word, number or mark of a deadline's wording, with its place in the text as printed.
struct TimescaleToken {
    enum Kind { case word, number, mark }

    let kind: Kind
    /// Words in lower case; digits as printed; of marks one form each (every dash is "-").
    let text: String
    let value: Int
    /// How many digits a date could use: 0 for words, marks and numbers such as "2,000".
    let digits: Int
    /// "31st".
    let isOrdinal: Bool
    /// No space between this and what stands before it.
    let isGlued: Bool
    /// First on its line.
    let startsLine: Bool
    let isCapital: Bool
    /// Offsets of Unicode scalars.
    let place: Range<Int>

    /// What stands past the last token.
    static let none = TimescaleToken(
        kind: .mark, text: "", value: 0, digits: 0, isOrdinal: false, isGlued: false, startsLine: false,
        isCapital: false, place: 0..<0)

    var isDash: Bool { kind == .mark && text == "-" }
    var isSlash: Bool { kind == .mark && text == "/" }
    var isYear: Bool { digits == 4 && !isOrdinal && (1900...2099).contains(value) }
    var isDayNumber: Bool { (1...2).contains(digits) && (1...31).contains(value) }
}

extension Array where Element == TimescaleToken {
    /// The token at an index, or an empty one past either end.
    subscript(token index: Int) -> TimescaleToken {
        indices.contains(index) ? self[index] : .none
    }

    func isWord(_ index: Int, _ text: String) -> Bool {
        index >= 0 && index < count && self[index].kind == .word && self[index].text == text
    }

    func isMark(_ index: Int, _ text: String) -> Bool {
        index >= 0 && index < count && self[index].kind == .mark && self[index].text == text
    }

    /// Whether words follow one another from an index; "-" between two of them is passed over.
    func end(of words: [String], at index: Int) -> Int? {
        var next = index
        for (position, word) in words.enumerated() {
            if position > 0, isMark(next, "-"), !isMark(next + 1, "-") { next += 1 }
            guard self[token: next].text == word else { return nil }
            next += 1
        }
        return next
    }

    func longest(of phrases: TimescalePhrases, at index: Int) -> Int? { phrases.end(at: index, in: self) }
}

/// Cuts wording into tokens: dashes of every kind alike, footnote marks, quotation marks and times of day dropped.
struct TimescaleScanner {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var tokens: [TimescaleToken] = []
    private var isGlued = false
    private var startsLine = true

    static func tokens(of text: String) -> [TimescaleToken] {
        var scanner = TimescaleScanner(scalars: Array(text.unicodeScalars))
        scanner.run()
        return scanner.tokens
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private mutating func run() {
        while index < scalars.count {
            let scalar = scalars[index]
            if Self.isLineBreak(scalar) {
                (startsLine, isGlued) = (true, false)
                index += 1
            } else if scalar.properties.isWhitespace {
                isGlued = false
                index += 1
            } else if Self.isDigit(scalar) {
                number()
            } else if scalar.properties.isAlphabetic {
                word()
            } else if Self.isNoise(scalar) {
                index += 1
            } else {
                add(.mark, Self.form(of: scalar), from: index, to: index + 1)
            }
        }
    }

    private mutating func add(
        _ kind: TimescaleToken.Kind, _ text: String, value: Int = 0, digits: Int = 0, isOrdinal: Bool = false,
        from start: Int, to end: Int
    ) {
        tokens.append(
            TimescaleToken(
                kind: kind, text: text, value: value, digits: digits, isOrdinal: isOrdinal, isGlued: isGlued,
                startsLine: startsLine, isCapital: scalars[start].properties.isUppercase, place: start..<end))
        index = end
        (isGlued, startsLine) = (true, false)
    }

    /// Letters with apostrophes inside; letters with stops between ("t.b.c.") are one word.
    private mutating func word() {
        let start = index
        if let end = dottedLetters() {
            let letters = scalars[start..<end].filter { $0 != "." }
            add(.word, Self.string(letters).lowercased(), from: start, to: end)
            return
        }
        var end = index
        while end < scalars.count {
            let scalar = scalars[end]
            let continues =
                scalar.properties.isAlphabetic || Self.isSilent(scalar)
                || (Self.isApostrophe(scalar) && end + 1 < scalars.count
                    && scalars[end + 1].properties.isAlphabetic)
            guard continues else { break }
            end += 1
        }
        // What cannot be seen behind a word is no part of it: it would stay in a label and be lost with the cell's end.
        while end > start + 1, scalars[end - 1].properties.generalCategory == .format { end -= 1 }
        add(.word, Self.string(scalars[start..<end].filter { !Self.isSilent($0) }).lowercased(), from: start, to: end)
    }

    private func dottedLetters() -> Int? {
        var end = index
        var count = 0
        while end + 1 < scalars.count, scalars[end].properties.isAlphabetic, scalars[end + 1] == ".", count < 6 {
            end += 2
            count += 1
        }
        guard count > 0 else { return nil }
        if end < scalars.count, scalars[end].properties.isAlphabetic {
            guard end + 1 >= scalars.count || !scalars[end + 1].properties.isAlphabetic else { return nil }
            end += 1
            count += 1
        }
        return count > 1 ? end : nil
    }

    private mutating func number() {
        let start = index
        if let end = timeOfDay() {
            index = end
            return
        }
        var end = digits(from: start)
        if let grouped = thousands(from: start, firstEnd: end) {
            add(.number, Self.string(scalars[start..<grouped]), from: start, to: grouped)
            return
        }
        let text = Self.string(scalars[start..<end])
        let suffix = Self.string(scalars[end..<min(end + 2, scalars.count)]).lowercased()
        let isOrdinal =
            ["st", "nd", "rd", "th"].contains(suffix)
            && (end + 2 >= scalars.count || !scalars[end + 2].properties.isAlphabetic)
        let count = end - start
        if isOrdinal { end += 2 }
        add(
            .number, text, value: Int(text) ?? .max, digits: count, isOrdinal: isOrdinal, from: start, to: end)
    }

    private func digits(from start: Int) -> Int {
        var end = start
        while end < scalars.count, Self.isDigit(scalars[end]) { end += 1 }
        return end
    }

    /// "2,000": three digits after each comma.
    private func thousands(from start: Int, firstEnd: Int) -> Int? {
        var end = firstEnd
        while end < scalars.count, scalars[end] == ",", digits(from: end + 1) == end + 4 { end += 4 }
        return end > firstEnd && firstEnd - start <= 3 ? end : nil
    }

    /// "00:00", "10:30:00.5", with a closing Z: no part of a day.
    private func timeOfDay() -> Int? {
        var end = digits(from: index)
        guard end - index <= 2, end < scalars.count, scalars[end] == ":", digits(from: end + 1) == end + 3
        else { return nil }
        end += 3
        while end < scalars.count, scalars[end] == ":" || scalars[end] == ".", digits(from: end + 1) > end + 1 {
            end = digits(from: end + 1)
        }
        if end < scalars.count, scalars[end] == "Z" { end += 1 }
        return end
    }
}

extension TimescaleScanner {
    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2018}"
    }

    /// Marks that join a letter and characters that cannot be seen.
    private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    /// Quotation marks, footnote marks and what cannot be seen: kept in the wording, not read.
    private static func isNoise(_ scalar: Unicode.Scalar) -> Bool {
        if isSilent(scalar) { return true }
        switch scalar {
        case "'", "\"", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "`", "*", "\u{2020}", "\u{2021}", "\u{00A7}",
            "^", "~", "_", "\u{00B9}", "\u{00B2}", "\u{00B3}":
            return true
        default: return (0x2070...0x209F).contains(scalar.value)
        }
    }

    private static func form(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "[", "{": return "("
        case "]", "}": return ")"
        case "\u{2022}", "\u{25CF}", "\u{25AA}", "\u{25E6}", "\u{00B7}", "\u{2713}", "|": return "\u{2022}"
        case "\u{2044}", "\u{2215}": return "/"
        case "\u{2212}": return "-"
        case "\u{2026}": return "."
        default: return scalar.properties.generalCategory == .dashPunctuation ? "-" : String(Character(scalar))
        }
    }
}
