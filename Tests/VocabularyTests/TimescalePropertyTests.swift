import Testing
import TestSupport
import Vocabulary

@Suite("Whatever is written")
struct TimescalePropertyTests {
    // MARK: Any text at all

    /// What holds for every text: wording kept, nothing dated that is not understood, openings before due days.
    private func check(_ text: String) {
        let reading = TimescaleReader(year: .financial).read(text)
        let commitments = reading.timescale.commitments
        #expect(!commitments.isEmpty)
        let whole = reading.timescale.wording ?? ""
        #expect(Self.holds(text, whole))
        for commitment in commitments {
            #expect(commitment.wording != nil || commitments.count == 1)
            #expect(Self.holds(whole, commitment.wording ?? ""))
            if !commitment.understood {
                #expect(commitment.opens == nil && commitment.due == nil && !commitment.continues)
                #expect(commitment.condition == nil && commitment.relative == nil && !commitment.undecided)
            }
            if let opens = commitment.opens, let due = commitment.due { #expect(opens <= due) }
            if let label = commitment.label { #expect(!label.isEmpty && !label.contains("\n")) }
            #expect(!commitment.past || commitment.repeats == nil)
        }
        #expect(TimescaleReader(year: .financial).read(reading.timescale.wording) == reading)
        let split = TimescaleReader(year: .calendar).splitting(combined: text)
        #expect(!split.reading.timescale.commitments.isEmpty)
    }

    /// Whether a text holds another, character code by character code.
    private static func holds(_ text: String, _ part: String) -> Bool {
        Array(text.unicodeScalars).contains(Array(part.unicodeScalars))
    }

    @Test("Text made of date words in any order is read without harm and kept", arguments: 0..<40)
    func readsShuffledWords(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<60 {
            let count = Int.random(in: 1...14, using: &random)
            var text = ""
            for _ in 0..<count {
                text += Self.pieces.randomElement(using: &random) ?? ""
                text += [" ", " ", " ", "", "\n", "  ", "\u{A0}"].randomElement(using: &random) ?? ""
            }
            check(text)
        }
    }

    @Test("Random characters of every script are read without harm and kept", arguments: 0..<20)
    func readsRandomCharacters(_ seed: UInt64) {
        var random = SeededRandom(seed: 1000 + seed)
        for _ in 0..<60 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let range = Self.ranges.randomElement(using: &random) ?? 0x20...0x7E
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { view.append(scalar) }
            }
            check(String(view))
        }
    }

    @Test(
        "A cell of 20,000 characters is read to its end",
        arguments: [
            "x", "by ", "1, ", "mid/", "8 to ", "2008(", "subject to and ", "January 2003 ", "(", "When by: ",
            "\u{301}",
        ])
    func readsLongCells(_ piece: String) {
        let text = String(String(repeating: piece, count: 20_000 / piece.count))
        let reading = TimescaleReader(year: .financial).read(text)
        #expect(!reading.timescale.commitments.isEmpty)
        let split = TimescaleReader(year: .financial).splitting(combined: text)
        #expect(!split.reading.timescale.commitments.isEmpty)
    }

    static let pieces = [
        "January", "may", "March", "Sept.", "2008", "09", "2008/09", "2008-2011", "31", "1st", "31/03/2009",
        "2009-03-31",
        "Q2", "H1", "half", "quarter", "spring", "Winter", "early", "mid-", "end of", "the", "by", "By", "from", "to",
        "until", "before", "after", "during", "between", "and", "&", ",", ";", ".", ":", "-", "–", "/", "(", ")", "+",
        "?",
        "onwards", "ongoing", "On Going", "quarterly", "bi-monthly", "every", "two", "months", "within", "6", "weeks",
        "subject to", "once", "funding", "TBC", "to be agreed", "published", "completed", "has been", "was", "slipped",
        "originally", "then", "thereafter", "When by:", "Timescale:", "review", "Report", "1,000", "£250K", "21%",
        "Act",
        "Easter", "financial year", "week commencing", "following", "12", "•", "no later than", "twice a year",
        "\u{301}",
    ]

    static let ranges: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x30...0x39, 0xA0...0x24F, 0x300...0x36F, 0x600...0x6FF, 0x900...0x97F, 0x2000...0x206F,
        0x2070...0x209F, 0x3040...0x30FF, 0x4E00...0x4FFF, 0x1F300...0x1F6FF, 0xE000...0xE0FF, 0x0...0x1F,
        0xFE00...0xFEFF, 0x10FF00...0x10FFFF,
    ]

    // MARK: Wordings with known answers

    struct MadeDate {
        let wording: String
        let first: Day
        let last: Day
    }

    private static func date(using random: inout SeededRandom) -> MadeDate? {
        let year = Int.random(in: 2000...2069, using: &random)
        let month = MonthName.allCases.randomElement(using: &random) ?? .april
        let name = [month.printed, month.short].randomElement(using: &random) ?? month.printed
        let two = year % 100 < 10 ? "0\(year % 100)" : "\(year % 100)"
        let next = (year + 1) % 100 < 10 ? "0\((year + 1) % 100)" : "\((year + 1) % 100)"
        let day = Int.random(in: 1...28, using: &random)
        func span(_ month: Int, _ count: Int) -> (Day, Day)? {
            guard let first = Day(year: year, month: month, day: 1) else { return nil }
            return (first, first.adding(months: count).adding(days: -1))
        }
        let thirds = [("early", 1), ("mid", 5), ("late", 9)]
        let seasons = [("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12)]
        let (third, thirdMonth) = thirds.randomElement(using: &random) ?? ("early", 1)
        let (season, seasonMonth) = seasons.randomElement(using: &random) ?? ("spring", 3)
        let quarter = Int.random(in: 1...4, using: &random)
        let forms: [(String, (Day, Day)?)] = [
            ("\(name) \(year)", span(month.rawValue, 1)), ("\(name) \(two)", span(month.rawValue, 1)),
            ("\(name)-\(two)", span(month.rawValue, 1)), ("\(year)", span(1, 12)), ("\(year)/\(next)", span(4, 12)),
            ("\(year)-\(year + 1)", span(4, 12)), ("\(third) \(year)", span(thirdMonth, 4)),
            ("\(season) \(year)", span(seasonMonth, 3)), ("Q\(quarter) \(year)", span(quarter * 3 - 2, 3)),
            ("Q\(quarter) \(year)/\(next)", span(quarter * 3 + 1, 3)),
            ("\(day) \(name) \(year)", Day(year: year, month: month.rawValue, day: day).map { ($0, $0) }),
            ("\(day)/\(month.rawValue)/\(year)", Day(year: year, month: month.rawValue, day: day).map { ($0, $0) }),
        ]
        guard let (wording, days) = forms.randomElement(using: &random) else { return nil }
        let started = span(1, 12)
        if wording.hasPrefix("Q"), wording.contains("/"), let start = started?.0 {
            let first = start.adding(months: quarter * 3)
            return MadeDate(wording: wording, first: first, last: first.adding(months: 3).adding(days: -1))
        }
        return days.map { MadeDate(wording: wording, first: $0.0, last: $0.1) }
    }

    @Test("Random dates in random sentences are read as they were made", arguments: 0..<30)
    func readsMadeSentences(_ seed: UInt64) throws {
        var random = SeededRandom(seed: 5000 + seed)
        for _ in 0..<120 {
            let date = try #require(Self.date(using: &random))
            let made: [(String, Commitment)] = [
                (date.wording, Commitment(due: date.last)),
                ("By \(date.wording)", Commitment(due: date.last)),
                ("by the end of \(date.wording)", Commitment(due: date.last)),
                ("No later than \(date.wording)", Commitment(due: date.last)),
                ("Before \(date.wording)", Commitment(due: date.first.adding(days: -1))),
                ("From \(date.wording)", Commitment(opens: date.first)),
                ("From \(date.wording) onwards", Commitment(opens: date.first, continues: true)),
                ("\(date.wording) – ongoing", Commitment(opens: date.first, continues: true)),
                ("Ongoing from \(date.wording)", Commitment(opens: date.first, continues: true)),
                ("During \(date.wording)", Commitment(opens: date.first, due: date.last)),
                ("Report to the board by \(date.wording)", Commitment(label: "Report to the board", due: date.last)),
                (
                    "Quarterly from \(date.wording)",
                    Commitment(opens: date.first, repeats: Recurrence(every: 3, unit: .month))
                ),
                ("\(date.wording), subject to funding", Commitment(due: date.last, condition: "funding")),
            ]
            let (wording, answer) = try #require(made.randomElement(using: &random))
            var expected = answer
            // "The end of early 2009" and "the end of a day" are not said.
            let edged =
                wording.contains("end of")
                && (date.first == date.last || date.wording.contains("ly ") || date.wording.hasPrefix("mid")
                    || date.wording.hasPrefix("late"))
            if edged { continue }
            expected.wording = wording
            let found = TimescaleReader(year: .financial).read(wording).timescale
            #expect(found == Timescale(wording: wording, commitments: [expected]))
        }
    }

    @Test("Two random dates make a range, an order being all it needs", arguments: 0..<20)
    func readsMadeRanges(_ seed: UInt64) throws {
        var random = SeededRandom(seed: 9000 + seed)
        for _ in 0..<60 {
            let one = try #require(Self.date(using: &random))
            let other = try #require(Self.date(using: &random))
            let found = TimescaleReader(year: .financial).read("From \(one.wording) to \(other.wording)")
            let commitment = found.timescale.commitments[0]
            #expect(found.timescale.commitments.count == 1)
            if one.first <= other.last && one.last <= other.last {
                #expect(commitment.opens == one.first && commitment.due == other.last)
            } else {
                #expect(!commitment.understood)
            }
        }
    }

    // MARK: The same words printed otherwise

    @Test("Capitals, spaces, dashes and footnote marks do not change what is read", arguments: ReferencePageTests.rows)
    func readsOtherPrints(_ row: ReferencePageTests.Row) {
        let reader = TimescaleReader(year: row.year)
        func shape(_ text: String) -> [Commitment] {
            reader.read(text).timescale.commitments.map { commitment in
                var plain = commitment
                (plain.wording, plain.label) = (nil, commitment.label?.lowercased())
                plain.condition = commitment.condition?.lowercased()
                plain.relative = commitment.relative.map {
                    RelativeTerm(every: $0.every, unit: $0.unit, anchor: $0.anchor.lowercased())
                }
                return plain
            }
        }
        let printed = shape(row.wording)
        #expect(shape(row.wording.uppercased()) == printed)
        #expect(shape("  \(row.wording)\n") == printed)
        #expect(shape(row.wording.replacing(" ", with: "\u{A0}")) == printed)
        #expect(shape(row.wording.replacing(" ", with: "  ")) == printed)
        #expect(shape(row.wording + "\u{B3}") == printed)
        #expect(shape("\u{201C}\(row.wording)\u{201D}") == printed)
        for dash in ["-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{2212}"] {
            #expect(shape(row.wording.replacing("-", with: dash).replacing("\u{2013}", with: dash)) == printed)
        }
    }
}
