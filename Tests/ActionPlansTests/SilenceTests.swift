import ActionPlans
import Testing
import Vocabulary

@Suite("Red comes from silence")
struct SilenceTests {
    static let open = Sample.promise(Sample.commitment(due: "2004-03-31"))
    static let round = Sample.round()

    static func status(
        reported: String? = nil, on day: String, owes: Bool = true, promise: Promise = open, rounds: [Round] = [round]
    ) -> Status {
        let action = Sample.action(1, [promise], reported: reported)
        return Sample.standing(action, on: day, rounds: rounds, owed: owes ? [1: [1]] : [:]).status
    }

    @Test(
        "It is silent from the day after the closing day",
        arguments: [
            ("2003-09-30", Status.underWay), ("2003-10-14", .underWay), ("2003-10-15", .silent),
            ("2003-12-31", .silent),
        ])
    func closing(day: String, status: Status) {
        #expect(Self.status(on: day) == status)
    }

    @Test(
        "An update answers from the opening day to the closing day, and a late one from its own day",
        arguments: [
            ("2003-09-29", "2003-10-15", Status.silent),
            ("2003-09-30", "2003-10-15", .underWay),
            ("2003-10-14", "2003-10-15", .underWay),
            ("2003-10-20", "2003-10-20", .underWay),
        ])
    func answering(reported: String, day: String, status: Status) {
        #expect(Self.status(reported: reported, on: day) == status)
    }

    @Test("The sentence names the round by its real dates")
    func sentence() {
        let action = Sample.action(1, [Self.open])
        #expect(
            Sample.standing(action, on: "2003-10-15", rounds: [Self.round], owed: [1: [1]]).sentence
                == "Silent: no update in the round July to September 2003")
    }

    @Test("Who did not owe is not silent")
    func doesNotOwe() {
        #expect(Self.status(on: "2003-10-15", owes: false) == .underWay)
    }

    @Test("Before the first round has closed nobody is silent")
    func beforeFirstClose() {
        #expect(Self.status(on: "2003-10-14") == .underWay)
        #expect(Self.status(on: "2003-10-14", rounds: []) == .underWay)
    }

    @Test("Only the last closed round asks")
    func lastRoundOnly() {
        let second = Sample.round(
            2, from: "2003-10-01", to: "2003-12-31", opens: "2003-12-31", closes: "2004-01-14")
        let action = Sample.action(1, [Self.open])
        let before = Sample.standing(action, on: "2004-01-14", rounds: [Self.round, second], owed: [1: [1]])
        #expect(before.status == .silent)
        let after = Sample.standing(action, on: "2004-01-15", rounds: [Self.round, second], owed: [1: [1]])
        #expect(after.status == .underWay)
        let owesSecond = Sample.standing(action, on: "2004-01-15", rounds: [Self.round, second], owed: [2: [1]])
        #expect(owesSecond.sentence == "Silent: no update in the round October to December 2003")
    }

    @Test("An answer to the round before is none to this one")
    func oldAnswer() {
        let second = Sample.round(
            2, from: "2003-10-01", to: "2003-12-31", opens: "2003-12-31", closes: "2004-01-14")
        let action = Sample.action(1, [Self.open], reported: "2003-10-10")
        let standing = Sample.standing(action, on: "2004-01-15", rounds: [Self.round, second], owed: [2: [1]])
        #expect(standing.status == .silent)
    }

    @Test("Completed, not yet open, not yet confirmed and overdue come before silent")
    func earlierRules() {
        let completed = Sample.promise(Sample.commitment(due: "2004-03-31"), completed: "2003-09-01")
        #expect(Self.status(on: "2003-10-15", promise: completed) == .completed)
        let later = Sample.promise(Sample.commitment(opens: "2004-01-01"))
        #expect(Self.status(on: "2003-10-15", promise: later) == .notYetOpen)
        let past = Sample.promise(Sample.commitment(due: "2002-03-31"))
        #expect(Self.status(on: "2003-10-15", promise: past) == .notYetConfirmed)
        let overdue = Sample.promise(Sample.commitment(due: "2003-10-14"))
        #expect(Self.status(on: "2003-10-15", promise: overdue) == .overdue)
    }

    @Test("A late answer is shown as late, one in time is not")
    func shownAsLate() {
        func sentence(reported: String, atClose: String?) -> String {
            let now = Sample.plan(
                [Sample.action(1, [Self.open], reported: reported)], rounds: [Self.round], owed: [1: [1]])
            let close = Sample.plan(
                [Sample.action(1, [Self.open], reported: atClose)], rounds: [Self.round], owed: [1: [1]], at: 40)
            let day = Sample.day("2003-11-01")
            let picture = PlanPicture(
                of: now, on: day, comparedWith: PlanComparison(point: .close(Self.round), plan: close))
            return picture.standings[0].sentence
        }
        #expect(
            sentence(reported: "2003-10-20", atClose: nil)
                == "Under way: due 31 March 2004, updated late, after the round July to September 2003 had closed")
        #expect(sentence(reported: "2003-10-20", atClose: "2003-10-05") == "Under way: due 31 March 2004")
        #expect(sentence(reported: "2003-10-05", atClose: "2003-10-05") == "Under way: due 31 March 2004")
    }
}
