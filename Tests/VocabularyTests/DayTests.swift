import Testing
import Vocabulary

@Suite("Days")
struct DayTests {
    /// Counts every day from 1 January 1600 to 31 December 2400 by hand and compares.
    @Test("Every day of eight centuries agrees with counting one by one")
    func agreesWithCounting() throws {
        var number = try #require(Day(year: 1600, month: 1, day: 1)).number
        var wrong: [String] = []
        for year in 1600...2400 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    let found = Day(number: number)
                    if (found.year, found.month, found.day) != (year, index + 1, day)
                        || Day(year: year, month: index + 1, day: day) != found || Day(iso: found.iso) != found
                    {
                        wrong.append("\(year)-\(index + 1)-\(day)")
                    }
                    number += 1
                }
                if Day(year: year, month: index + 1, day: length + 1) != nil { wrong.append("\(year)-\(index + 1)") }
            }
        }
        #expect(wrong == [])
    }

    @Test("The count begins on 1 January 1970")
    func beginsIn1970() {
        #expect(Day(number: 0).iso == "1970-01-01")
        #expect(Day(number: -1).iso == "1969-12-31")
    }

    @Test("Months are added to the same day, or to a shorter month's last")
    func addsMonths() throws {
        let last = try #require(Day(iso: "2003-01-31"))
        #expect(last.adding(months: 1).iso == "2003-02-28")
        #expect(last.adding(months: 13).iso == "2004-02-29")
        #expect(last.adding(months: -2).iso == "2002-11-30")
        #expect(last.adding(months: 0) == last)
    }

    @Test(
        "Only a day that exists, written in full, is read from storage",
        arguments: ["2003-02-29", "2003-13-01", "2003-00-10", "2003-1-1", "03-01-01", "2003/01/01", " 2003-01-01", ""])
    func refusesOtherText(_ text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test("Days are printed in words and read back")
    func printsInWords() throws {
        let day = try #require(Day(iso: "2026-11-21"))
        #expect(day.printed == "21 November 2026")
        #expect(day.printedMonth == "November 2026")
        for number in stride(from: 0, to: 40_000, by: 37) {
            #expect(Day(typed: Day(number: number).printed) == Day(number: number))
        }
    }

    @Test(
        "A typed day may take any of the usual forms",
        arguments: [
            "21 November 2026", "21 Nov 2026", "21st November 2026", "21 nov 26", "21/11/2026", "21/11/26",
            "21.11.2026",
            "21-11-2026", "2026-11-21", "November 21, 2026",
        ])
    func readsTypedDays(_ text: String) {
        #expect(Day(typed: text)?.iso == "2026-11-21")
    }

    @Test(
        "Text that is not exactly one day is refused",
        arguments: [
            "", "21", "21 November", "November 2026", "2026", "31 April 2026", "31/04/2026", "11/21/2026",
            "21/11/2026 or later", "from 21/11/2026", "2026-11-21-3", "21/11/98", "x21/11/2026",
        ])
    func refusesOtherTypedText(_ text: String) {
        #expect(Day(typed: text) == nil)
    }

    @Test("Month names are read in full and in short, in any case")
    func readsMonthNames() {
        for month in MonthName.allCases {
            #expect(MonthName(word: month.printed.uppercased()) == month)
            #expect(MonthName(word: month.short) == month)
        }
        #expect(MonthName(word: "Sept") == .september)
        #expect(MonthName(word: "Sec") == nil)
    }
}
