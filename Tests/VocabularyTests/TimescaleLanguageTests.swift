import Testing
import Vocabulary

/// Ways of writing deadlines beyond those on the reference page.
@Suite("The language of deadlines")
struct TimescaleLanguageTests {
    @Test("Dates in other plans' styles", arguments: dates)
    func readsDates(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test("Several deadlines, remarks and corrections in one cell", arguments: several)
    func readsSeveral(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test("Repetition, continuation and conditions together", arguments: mixed)
    func readsMixed(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test(
        "What has no certain meaning is kept, marked and never dated",
        arguments: [
            "Urgent", "High priority", "Medium term", "In progress", "2,000 cautions", "Increase cautions to 2000",
            "Train 2000 staff", "2000 leaflets", "Act 2003", "£2008", "21%", "spring clean", "It may follow",
            "31 March",
            "1st April", "Q3", "by end of year", "next spring", "03/31/2009", "29 February 2009", "12/13/14", "1/4",
            "2008-11",
            "2008/11", "FY09", "Late March 2009", "Septmber 2008", "12 months", "Within 24 hours", "1/2/3/4",
            "٣١ مارس ٢٠٠٨", "2008年4月", "***", "<script>alert(1)</script>", "From June 2009 to May 2008",
        ])
    func leavesToAPerson(_ wording: String) {
        let reading = TimescaleReader(year: .financial).read(wording)
        #expect(reading.timescale.wording == wording)
        #expect(reading.timescale.commitments.count == 1)
        let commitment = reading.timescale.commitments[0]
        #expect(!commitment.understood && commitment.wording == wording)
        #expect(commitment.opens == nil && commitment.due == nil && commitment.repeats == nil && !commitment.undecided)
    }

    @Test("A blank cell is undecided and has no wording", arguments: [nil, "", "  ", "\n\t", "\u{A0}", "\u{FEFF} "])
    func readsBlank(_ wording: String?) {
        let reading = TimescaleReader(year: .financial).read(wording)
        #expect(reading.timescale == Timescale(wording: nil, commitments: [Commitment(undecided: true)]))
        #expect(reading.warnings == [])
    }

    @Test(
        "Words for a date not known are undecided and understood",
        arguments: [
            "To be determined", "to be confirmed", "TBC", "tbd", "T.B.A.", "not yet known", "-", "–", "n/a", "N/A", "?",
            "Unknown", "Not yet agreed", "Dates to be set", "To be agreed", "None", "...", "To be advised",
        ])
    func readsUndecided(_ wording: String) {
        #expect(
            TimescaleReader(year: .financial).read(wording).timescale.commitments
                == [Commitment(wording: wording, undecided: true)])
    }

    @Test("A cell with one commitment keeps its whole wording; one with several shares it out")
    func keepsWording() {
        func wordings(_ text: String) -> [String?] {
            TimescaleReader(year: .financial).read(text).timescale.commitments.map(\.wording)
        }
        #expect(wordings("  January 2003. ") == ["January 2003."])
        #expect(wordings("Events January and June 2002") == ["Events January", "June 2002"])
        #expect(
            wordings("Pilot by June 2008, and report in 2009.") == ["Pilot by June 2008", "report in 2009"])
    }

    @Test("Paired years in a plan of calendar years carry one warning")
    func warnsOfPairedYears() {
        let reading = TimescaleReader(year: .calendar).read("Guidance 2008/09; review 2008/09")
        #expect(reading.warnings.map(\.code) == ["paired-years"])
        #expect(reading.timescale.commitments.compactMap(\.due?.iso) == ["2009-12-31", "2009-12-31"])
        #expect(TimescaleReader(year: .financial).read("2008/09").warnings == [])
        #expect(TimescaleReader(year: .calendar).read("December 2008").warnings == [])
    }

    @Test("Years written further apart, and provisional dates, carry a warning")
    func warnsOfDoubt() {
        #expect(TimescaleReader(year: .financial).read("2008-2011").warnings.map(\.code) == ["years-apart"])
        #expect(TimescaleReader(year: .financial).read("March 2009 (TBC)").warnings.map(\.code) == ["provisional"])
    }

    static let dates = [
        Case("By end of Q3 2009-10", "due 31 December 2009"),
        Case("Qtr 3 09/10", "due 31 December 2009"),
        Case("Q4 2008/09 - Q1 2009/10", "opens 1 January 2009; due 30 June 2009"),
        Case("FY 09-10", "due 31 March 2010"),
        Case("Sep 09 – Mar 10", "opens 1 September 2009; due 31 March 2010"),
        Case("Dec. 2008", "due 31 December 2008"),
        Case("Nov '05", "due 30 November 2005"),
        Case("Sept2006", "due 30 September 2006"),
        Case("2009-03-31T00:00:00Z", "due 31 March 2009"),
        Case("2009-03-31 00:00:00", "due 31 March 2009"),
        Case("1 to 31 March 2009", "opens 1 March 2009; due 31 March 2009"),
        Case("1 April to 30 June 2008", "opens 1 April 2008; due 30 June 2008"),
        Case("January 2003 to June", "opens 1 January 2003; due 30 June 2003"),
        Case("2007/8-2010/11", "opens 1 April 2007; due 31 March 2011"),
        Case("From 2008 to 2009", "opens 1 January 2008; due 31 December 2009"),
        Case("2008 to 2009", "due 31 March 2009"),
        Case("Autumn/Winter 2009", "due 28 February 2010"),
        Case("Autumn 2008 – Spring 2009", "opens 1 September 2008; due 31 May 2009"),
        Case("mid/late 2008", "due 31 December 2008"),
        Case("December/January 2009", "due 31 January 2009"),
        Case("rest of 2009", "due 31 December 2009"),
        Case("Year ending 31 March 2009", "due 31 March 2009"),
        Case("Not before April 2008", "opens 1 April 2008"),
        Case("w.e.f. 1 April 2008", "opens 1 April 2008"),
        Case("April 2008 and beyond", "opens 1 April 2008; continues"),
        Case("April 2008+", "opens 1 April 2008; continues"),
        Case("Now - March 2009", "due 31 March 2009"),
        Case("When by: Nov 05", "due 30 November 2005"),
        Case("Deadline: 31 March 2009", "due 31 March 2009"),
        Case("extra 1,000 in 2008/09", "extra 1,000: due 31 March 2009"),
        Case("Train 2000 staff by March 2009", "Train 2000 staff: due 31 March 2009"),
        Case("Race Relations Act (2000) by December 2005", "Race Relations Act (2000): due 31 December 2005"),
        Case("Phase 2 June 2009", "Phase 2: due 30 June 2009"),
        Case("By end\nMarch 2009", "due 31 March 2009"),
        Case("Extended to June 2009", "Extended: due 30 June 2009"),
    ]

    static let several = [
        Case("January 2002 and June", "due 31 January 2002", "not understood"),
        Case(
            "Report in January, April and July 2003", "Report: due 31 January 2003", "Report: due 30 April 2003",
            "Report: due 31 July 2003"),
        Case("Draft January 2003; final June 2003", "Draft: due 31 January 2003", "final: due 30 June 2003"),
        Case("January 2003 (draft), June 2003 (final)", "draft: due 31 January 2003", "final: due 30 June 2003"),
        Case("Year 1 (2009/10), Year 2 (2010/11)", "Year 1: due 31 March 2010", "Year 2: due 31 March 2011"),
        Case("Phase 1 March 2009, Phase 2 June 2009", "Phase 1: due 31 March 2009", "Phase 2: due 30 June 2009"),
        Case("2008, 2009 and 2010", "due 31 December 2008", "due 31 December 2009", "due 31 December 2010"),
        Case("Pilot in 2008 and roll out in 2009", "Pilot: due 31 December 2008", "roll out: due 31 December 2009"),
        Case("• Draft June 2008\n• Final June 2009", "Draft: due 30 June 2008", "Final: due 30 June 2009"),
        Case("Slipped from March 2009 to June 2009", "Slipped: due 30 June 2009"),
        Case("March 2010 - slipped from December 2009", "due 31 March 2010"),
        Case("June 2009, originally March 2009", "due 30 June 2009"),
        Case("Draft circulated; final version June 2009", "Draft circulated: past", "final version: due 30 June 2009"),
        Case(
            "Published June 2003 and September 2003", "Published: past; due 30 June 2003",
            "Published: past; due 30 September 2003"),
        Case(
            "Contract awarded by June 2008, service live from September 2008", "Contract awarded: due 30 June 2008",
            "service live: opens 1 September 2008"),
        Case("April 2008\nOngoing", "due 30 April 2008", "continues"),
    ]

    static let mixed = [
        Case("Three times a year", "every 4 months"),
        Case("At least once a year", "every year"),
        Case("On a monthly basis", "every month"),
        Case("Every Monday", "every week"),
        Case("biennial", "every 2 years"),
        Case("By Sept 09 then 6 monthly", "due 30 September 2009; every 6 months"),
        Case("April 2008 and every six months thereafter", "due 30 April 2008; every 6 months"),
        Case("Each quarter from April 2009", "opens 1 April 2009; every 3 months"),
        Case("Every 3 months, starting June 2008", "opens 1 June 2008; every 3 months"),
        Case("To be in place by April 2008 and reviewed annually", "To be in place: due 30 April 2008; every year"),
        Case(
            "Quarterly meetings, and final report by March 2009", "meetings: every 3 months",
            "final report: due 31 March 2009"),
        Case("Ongoing with quarterly reviews", "reviews: every 3 months; continues"),
        Case("Ongoing review by March 2009", "Ongoing review: due 31 March 2009"),
        Case("Ongoing throughout 2008/09", "opens 1 April 2008; due 31 March 2009"),
        Case("Immediate and ongoing", "continues"),
        Case("Quarterly (Jan, Apr, Jul, Oct)", "not understood; perhaps every 3 months"),
        Case("Bi-annual (April and October)", "not understood; perhaps every 6 months"),
        Case("Bi-monthly from April 2008", "not understood; perhaps every 2 months"),
        Case("Depending on results of the pilot, April 2010", "due 30 April 2010; waits for results of the pilot"),
        Case("Following evaluation in 2009", "waits for evaluation in 2009"),
        Case("Roll-out following evaluation", "Roll-out: waits for evaluation"),
        Case(
            "Six months before the end of the contract",
            "6 months counted from the end of the contract; waits for the end of the contract"),
        Case("For 12 months from April 2008", "opens 1 April 2008; 12 months counted from April 2008"),
        Case("over the next two years", "2 years counted from the plan"),
        Case("tbc – dependent on funding", "waits for funding; no date known"),
    ]
}
