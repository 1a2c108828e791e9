import Testing
import Vocabulary

@Suite("When a repeated commitment falls due")
struct OccurrenceCalendarTests {
    static func calendar(
        _ wording: String, year: PlanYear = .financial, imported: String = "2003-05-10"
    ) throws -> OccurrenceCalendar {
        let commitment = try #require(TimescaleReader(year: year).read(wording).timescale.commitments.first)
        let day = try #require(Day(iso: imported))
        return try #require(OccurrenceCalendar(commitment, year: year, imported: day))
    }

    /// The first occurrences, asked for one after another.
    static func firstDays(_ calendar: OccurrenceCalendar, _ count: Int) -> [String] {
        var days: [Day] = []
        var next = calendar.first
        while let day = next, days.count < count {
            days.append(day)
            next = calendar.nextDue(after: day)
        }
        return days.map(\.iso)
    }

    @Test("With only an opening: the last day of each interval counted from it")
    func countsFromOpening() throws {
        let calendar = try Self.calendar("Quarterly from April 2003")
        #expect(Self.firstDays(calendar, 4) == ["2003-06-30", "2003-09-30", "2003-12-31", "2004-03-31"])
    }

    @Test("With a due day: that day and each interval after it, month's end staying month's end")
    func countsFromDueDay() throws {
        let calendar = try Self.calendar("January 2003, thereafter quarterly meetings")
        #expect(Self.firstDays(calendar, 5) == ["2003-01-31", "2003-04-30", "2003-07-31", "2003-10-31", "2004-01-31"])
        let day = try Self.calendar("By 10 January 2003, then every 2 weeks")
        #expect(Self.firstDays(day, 3) == ["2003-01-10", "2003-01-24", "2003-02-07"])
        let june = try Self.calendar("June 2003, then every six months")
        #expect(Self.firstDays(june, 3) == ["2003-06-30", "2003-12-31", "2004-06-30"])
    }

    @Test(
        "With neither: the last day of each interval of the plan's year, from the one of the import on",
        arguments: [
            ("Quarterly", PlanYear.financial, "2003-05-10", ["2003-06-30", "2003-09-30", "2003-12-31"]),
            ("Quarterly", .calendar, "2003-05-10", ["2003-06-30", "2003-09-30", "2003-12-31"]),
            ("Quarterly", .financial, "2003-06-30", ["2003-06-30", "2003-09-30", "2003-12-31"]),
            ("Quarterly", .financial, "2003-07-01", ["2003-09-30", "2003-12-31", "2004-03-31"]),
            ("every four months", .financial, "2003-05-10", ["2003-07-31", "2003-11-30", "2004-03-31"]),
            ("every four months", .calendar, "2003-05-10", ["2003-08-31", "2003-12-31", "2004-04-30"]),
            ("annually", .financial, "2003-05-10", ["2004-03-31", "2005-03-31", "2006-03-31"]),
            ("annually", .calendar, "2003-05-10", ["2003-12-31", "2004-12-31", "2005-12-31"]),
            ("6 monthly", .financial, "2004-02-29", ["2004-03-31", "2004-09-30", "2005-03-31"]),
            ("monthly", .financial, "2004-02-01", ["2004-02-29", "2004-03-31", "2004-04-30"]),
            ("every 2 weeks", .financial, "2003-04-20", ["2003-04-28", "2003-05-12", "2003-05-26"]),
            ("daily", .financial, "2003-04-20", ["2003-04-20", "2003-04-21", "2003-04-22"]),
        ])
    func countsFromPlanYear(_ wording: String, _ year: PlanYear, _ imported: String, _ expected: [String]) throws {
        let calendar = try Self.calendar(wording, year: year, imported: imported)
        #expect(Self.firstDays(calendar, 3) == expected)
    }

    @Test("A series that opens and is due ends on its due day")
    func endsSeries() throws {
        let calendar = try Self.calendar("Monthly from January to March 2009")
        #expect(Self.firstDays(calendar, 9) == ["2009-01-31", "2009-02-28", "2009-03-31"])
        let after = try #require(Day(iso: "2012-01-01"))
        #expect(calendar.latestDue(onOrBefore: after)?.iso == "2009-03-31")
        #expect(calendar.nextDue(after: after) == nil)
    }

    @Test("What does not repeat, or is not understood, has no occurrences")
    func refusesOthers() throws {
        let day = try #require(Day(iso: "2003-05-10"))
        for wording in ["Ongoing", "Bi-monthly", "April 2003", "TBC"] {
            let commitment = TimescaleReader(year: .financial).read(wording).timescale.commitments[0]
            #expect(OccurrenceCalendar(commitment, year: .financial, imported: day) == nil)
        }
        for every in [0, -3, .max] {
            let commitment = Commitment(repeats: Recurrence(every: every, unit: .month))
            #expect(OccurrenceCalendar(commitment, year: .financial, imported: day) == nil)
        }
    }

    @Test("Each question agrees with walking through the occurrences", arguments: IntervalUnit.allCases, 1...7)
    func agreesWithWalking(_ unit: IntervalUnit, _ every: Int) throws {
        let imported = try #require(Day(iso: "2003-05-10"))
        for opening in [nil, "2003-01-31", "2003-04-01", "2004-02-29", "2003-12-15"] {
            for isDue in [true, false] where opening != nil || !isDue {
                var commitment = Commitment(repeats: Recurrence(every: every, unit: unit))
                let stated = opening.flatMap { Day(iso: $0) }
                if isDue { commitment.due = stated } else { commitment.opens = stated }
                let calendar = try #require(
                    OccurrenceCalendar(commitment, year: .financial, imported: imported))
                try check(calendar, from: imported.adding(days: -900), until: imported.adding(days: 2400))
            }
        }
    }

    private func check(_ calendar: OccurrenceCalendar, from start: Day, until end: Day) throws {
        var occurrences: [Day] = []
        var next = calendar.first
        while let day = next, day <= end.adding(days: 3000), occurrences.count < 8000 {
            occurrences.append(day)
            next = calendar.nextDue(after: day)
        }
        #expect(zip(occurrences, occurrences.dropFirst()).allSatisfy { $0 < $1 })
        var wrong: [String] = []
        var latest = -1
        for number in stride(from: start.number, to: end.number, by: 1) {
            let day = Day(number: number)
            while latest + 1 < occurrences.count, occurrences[latest + 1] <= day { latest += 1 }
            let expected = latest >= 0 ? occurrences[latest] : nil
            if calendar.latestDue(onOrBefore: day) != expected { wrong.append("latest \(day)") }
            if latest + 1 < occurrences.count, calendar.nextDue(after: day) != occurrences[latest + 1] {
                wrong.append("next \(day)")
            }
        }
        #expect(wrong.prefix(5) == [])
    }

    @Test("A question about a far day is answered at once")
    func answersFarDays() throws {
        let calendar = try Self.calendar("daily")
        let far = try #require(Day(iso: "9999-12-30"))
        #expect(calendar.latestDue(onOrBefore: far) == far)
        #expect(calendar.nextDue(after: far)?.iso == "9999-12-31")
    }
}
