import ActionPlans
import Testing
import Vocabulary

@Suite("Each occurrence of a repeated commitment counts")
struct RepeatedCommitmentTests {
    static let quarter = Recurrence(every: 3, unit: .month)
    /// Due 30 June, 30 September, 31 December 2003 and so on.
    static let quarterly = Sample.commitment(
        opens: "2003-04-01", repeats: quarter, wording: "Quarterly from April 2003")

    @Test(
        "The latest occurrence due by the day counts, or the first where none is due yet",
        arguments: [
            ("2003-03-31", Status.notYetOpen, "2003-06-30"),
            ("2003-06-29", .underWay, "2003-06-30"),
            ("2003-06-30", .underWay, "2003-06-30"),
            ("2003-07-01", .overdue, "2003-06-30"),
            ("2003-09-29", .overdue, "2003-06-30"),
            ("2003-09-30", .underWay, "2003-09-30"),
            ("2003-10-01", .overdue, "2003-09-30"),
        ])
    func counted(day: String, status: Status, due: String) {
        let standing = Sample.standing(Sample.promise(Self.quarterly), on: day)
        #expect(standing.status == status)
        #expect(standing.due == Sample.day(due))
    }

    @Test(
        "A completed occurrence is green until the next falls due",
        arguments: [
            ("2003-06-28", Status.completed), ("2003-07-01", .completed), ("2003-09-29", .completed),
            ("2003-09-30", .underWay), ("2003-10-01", .overdue),
        ])
    func completedOccurrence(day: String, status: Status) {
        let promise = Sample.promise(Self.quarterly, occurrences: ["2003-06-30": "2003-06-28"])
        #expect(Sample.standing(promise, on: day).status == status)
    }

    @Test("The sentence of a completed occurrence says when it is due next")
    func sentence() {
        let promise = Sample.promise(Self.quarterly, occurrences: ["2003-06-30": "2003-07-02"])
        #expect(
            Sample.standing(promise, on: "2003-07-05").sentence
                == "Completed on 2 July 2003, 2 days late, next due 30 September 2003")
    }

    @Test("An occurrence may be completed before the one that counts has passed")
    func early() {
        let promise = Sample.promise(
            Self.quarterly, occurrences: ["2003-06-30": "2003-06-28", "2003-09-30": "2003-09-10"])
        #expect(Sample.standing(promise, on: "2003-09-30").status == .completed)
        #expect(Sample.standing(promise, on: "2004-01-01").status == .overdue)
    }

    @Test("Completed as a whole, it stays so")
    func whole() {
        let promise = Sample.promise(Self.quarterly, completed: "2003-08-01")
        #expect(Sample.standing(promise, on: "2005-01-01").status == .completed)
    }

    @Test(
        "A delay moves the occurrence it follows and no other",
        arguments: [
            ("2003-07-15", Status.underWay), ("2003-07-16", .overdue), ("2003-09-30", .underWay),
            ("2003-10-01", .overdue),
        ])
    func delayed(day: String, status: Status) {
        let promise = Sample.promise(Self.quarterly, agreed: "2003-07-15", slips: 1)
        #expect(Sample.standing(promise, on: day).status == status)
    }

    @Test("Only the occurrence that was past at the import waits for the settle list")
    func pastAtImport() {
        let commitment = Sample.commitment(opens: "2002-04-01", repeats: Self.quarter)
        let promise = Sample.promise(commitment)
        #expect(Sample.standing(promise, on: "2003-02-01").status == .notYetConfirmed)
        #expect(Sample.standing(promise, on: "2003-03-30").status == .notYetConfirmed)
        #expect(Sample.standing(promise, on: "2003-03-31").status == .underWay)
        #expect(Sample.standing(promise, on: "2003-04-01").status == .overdue)
        let settled = Sample.promise(commitment, occurrences: ["2002-12-31": "2003-01-20"], settled: .done)
        #expect(Sample.standing(settled, on: "2003-02-01").status == .completed)
        #expect(Sample.standing(settled, on: "2003-04-01").status == .overdue)
        let later = Sample.promise(
            commitment, occurrences: ["2002-12-31": "2003-01-20", "2003-03-31": "2003-04-03"], settled: .done)
        #expect(
            Sample.standing(later, on: "2003-04-05").sentence
                == "Completed on 3 April 2003, 3 days late, next due 30 June 2003")
    }

    @Test("With neither day the intervals are those of the plan's year, from the one of the import")
    func neitherDay() {
        let promise = Sample.promise(Sample.commitment(repeats: Self.quarter, wording: "Quarterly"))
        #expect(Sample.standing(promise, on: "2003-02-01").due == Sample.day("2003-03-31"))
        #expect(Sample.standing(promise, on: "2003-02-01").status == .underWay)
        #expect(Sample.standing(promise, on: "2003-04-01").status == .overdue)
    }

    @Test("With a stated due day occurrences fall on it and each interval after it")
    func statedDay() {
        let yearly = Recurrence(every: 1, unit: .year)
        let promise = Sample.promise(
            Sample.commitment(due: "2003-05-31", repeats: yearly), occurrences: ["2003-05-31": "2003-05-30"])
        #expect(Sample.standing(promise, on: "2004-05-30").status == .completed)
        #expect(Sample.standing(promise, on: "2004-05-31").status == .underWay)
        #expect(Sample.standing(promise, on: "2004-06-01").status == .overdue)
    }

    @Test("An update is offered the occurrence that is due, or the next")
    func offered() {
        let strategy = Sample.strategy()
        let promise = Sample.promise(Self.quarterly)
        #expect(promise.occurrenceToReport(on: Sample.day("2003-07-01"), in: strategy) == Sample.day("2003-06-30"))
        let done = Sample.promise(Self.quarterly, occurrences: ["2003-06-30": "2003-06-28"])
        #expect(done.occurrenceToReport(on: Sample.day("2003-07-01"), in: strategy) == Sample.day("2003-09-30"))
        let plain = Sample.promise(Sample.commitment(due: "2003-05-31"))
        #expect(plain.occurrenceToReport(on: Sample.day("2003-07-01"), in: strategy) == nil)
    }
}
