import Foundation
import Testing
import Vocabulary

@Suite("Periods")
struct PeriodTests {
    static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    @Test(
        "Labels print real dates",
        arguments: [
            (Period.Kind.day, "8 August 2008"), (.month, "August 2008"), (.quarter, "July to September 2008"),
            (.half, "July to December 2008"), (.financialHalf, "April to September 2008"),
            (.calendarYear, "1 January to 31 December 2008"), (.financialYear, "1 April 2008 to 31 March 2009"),
        ])
    func printsRealDates(_ kind: Period.Kind, _ label: String) throws {
        #expect(Period(kind, containing: try Self.day("2008-08-08")).label == label)
    }

    @Test("A half that crosses the new year names both years")
    func namesBothYears() throws {
        let half = Period(.financialHalf, containing: try Self.day("2009-01-15"))
        #expect(half.label == "October 2008 to March 2009")
    }

    @Test("Periods of a kind follow each other without gap or overlap", arguments: Period.Kind.allCases)
    func followEachOther(_ kind: Period.Kind) throws {
        let start = try Self.day("1999-01-01")
        for offset in 0..<3000 {
            let day = start.adding(days: offset)
            let period = Period(kind, containing: day)
            #expect(period.contains(day))
            #expect(period.next.first == period.last.adding(days: 1))
            #expect(period.next.previous == period)
            #expect(Period(kind, containing: period.first) == period && Period(kind, containing: period.last) == period)
        }
    }

    @Test("Quarters roll up to either year, a calendar year to no financial one")
    func rollsUp() throws {
        let quarter = Period(.quarter, containing: try Self.day("2009-02-01"))
        #expect(quarter.rolledUp(to: .financialYear)?.label == "1 April 2008 to 31 March 2009")
        #expect(quarter.rolledUp(to: .calendarYear)?.label == "1 January to 31 December 2009")
        #expect(Period(.calendarYear, containing: quarter.first).rolledUp(to: .financialYear) == nil)
        #expect(Period(.half, containing: quarter.first).rolledUp(to: .financialHalf) == nil)
    }

    @Test("A year is made of its quarters and months, not of another kind of year")
    func isMadeOfParts() throws {
        let year = Period(.financialYear, containing: try Self.day("2008-04-01"))
        #expect(year.parts(.quarter).map(\.label).first == "April to June 2008")
        #expect(year.parts(.quarter).count == 4)
        #expect(year.parts(.month).count == 12)
        #expect(year.parts(.day).count == 365)
        #expect(year.parts(.calendarYear) == [])
        #expect(year.parts(.half) == [])
        #expect(year.parts(.financialHalf).count == 2)
        #expect(year.parts(.quarter).allSatisfy { year.contains($0) && !$0.contains(year) })
    }

    @Test("A period is stored as its kind and first day, and read back whole")
    func isStored() throws {
        let period = Period(.financialYear, containing: try Self.day("2008-08-08"))
        let bytes = try JSONEncoder().encode(period)
        #expect(try JSONDecoder().decode(Period.self, from: bytes) == period)
        let wrong = Data(#"{"kind":"quarter","first":"2008-08-08"}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Period.self, from: wrong) }
    }
}
