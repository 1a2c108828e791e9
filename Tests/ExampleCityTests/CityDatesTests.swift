import Testing
import Vocabulary

@testable import ExampleCity

@Suite("The example city is alive on any day")
struct CityDatesTests {
    @Test("On every day of four years, five rounds have closed and the sixth takes answers")
    func everyDay() throws {
        let first = try #require(Day(iso: "2026-01-01"))
        for offset in 0..<1461 {
            let today = first.adding(days: offset)
            let dates = CityDates(today: today)
            #expect(dates.rounds.count == 6)
            for round in dates.rounds.dropLast() { #expect(dates.lastDay(of: round) < today) }
            let open = try #require(dates.rounds.last)
            #expect(open.opens < today && today <= dates.lastDay(of: open), "\(today)")
            #expect(open.extended.map { $0.on < today && $0.on <= open.closes } ?? true, "\(today)")
        }
    }

    @Test("Rounds follow one another without a gap between their periods, and never overlap")
    func order() throws {
        for offset in 0..<366 {
            let dates = CityDates(today: try #require(Day(iso: "2026-01-01")).adding(days: offset))
            for (earlier, later) in zip(dates.rounds, dates.rounds.dropFirst()) {
                #expect(earlier.periodTo.adding(days: 1) == later.periodFrom)
                #expect(dates.lastDay(of: earlier) < later.opens)
                #expect(later.opens >= later.periodFrom)
            }
        }
    }

    @Test("The history is between sixteen and twenty months long")
    func length() throws {
        for offset in 0..<366 {
            let today = try #require(Day(iso: "2026-01-01")).adding(days: offset)
            let days = today.number - CityDates(today: today).imports[0].number
            #expect((480...610).contains(days), "\(today): \(days)")
        }
    }
}
