import Coordination
import Foundation
import Testing
import Vocabulary

@Suite("The clock turns instants into days")
struct ClockTests {
    static let london = TimeZone(identifier: "Europe/London") ?? .gmt

    /// Instants from the published clock changes: 30 March 2003 01:00 UTC forward, 26 October 2003 01:00 UTC back.
    static let cases: [(seconds: Int64, day: String)] = [
        (1_048_985_999, "2003-03-30"),  // 00:59:59 UTC, still winter time
        (1_048_986_000, "2003-03-30"),
        (1_049_065_199, "2003-03-30"),  // 22:59:59 UTC is 23:59:59 summer time
        (1_049_065_200, "2003-03-31"),
        (1_067_122_799, "2003-10-25"),  // 22:59:59 UTC
        (1_067_122_800, "2003-10-26"),
        (1_067_212_799, "2003-10-26"),  // 23:59:59 UTC, winter time again
        (1_067_212_800, "2003-10-27"),
        (0, "1970-01-01"),
    ]

    @Test("In London, on both sides of midnight at both clock changes", arguments: cases)
    func days(seconds: Int64, day: String) {
        let clock = Clock(timeZone: Self.london) { Instant(microseconds: seconds * 1_000_000) }
        #expect(clock.today.iso == day)
    }

    @Test("The end of a day is its last microsecond, also on days of 23 and 25 hours")
    func ends() throws {
        let clock = Clock(timeZone: Self.london) { Instant(microseconds: 0) }
        for text in ["2003-03-29", "2003-03-30", "2003-10-26", "2003-12-31", "2004-02-29", "2026-11-21"] {
            let day = try #require(Day(iso: text))
            let end = clock.end(of: day)
            #expect(clock.day(of: end) == day)
            #expect(clock.day(of: Instant(microseconds: end.microseconds + 1)) == day.adding(days: 1))
        }
    }

    @Test("Every day of forty years begins when the one before it ends")
    func everyDay() throws {
        let clock = Clock(timeZone: Self.london) { Instant(microseconds: 0) }
        var day = try #require(Day(year: 1990, month: 1, day: 1))
        let last = try #require(Day(year: 2030, month: 1, day: 1))
        while day < last {
            let end = clock.end(of: day)
            #expect(
                clock.day(of: end) == day
                    && clock.day(of: Instant(microseconds: end.microseconds + 1)).number == day.number + 1)
            day = day.adding(days: 1)
        }
    }
}
