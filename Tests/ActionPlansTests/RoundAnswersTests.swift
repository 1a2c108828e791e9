import ActionPlans
import Frameworks
import Partnership
import Testing
import Vocabulary

@Suite("A round knows who answered, who is late, who is waited for and who cannot be asked")
struct RoundAnswersTests {
    static let due = Sample.promise(Sample.commitment(due: "2004-06-30"))
    static let round = Sample.round()
    static let members = [
        Sample.member(2), Sample.member(3, [.contributor]), Sample.member(4, [.approver]), Sample.member(5),
        Sample.member(6, active: false), Sample.member(7, [.reader]),
    ]

    static func people(
        accountable: [Int: Int] = [:], deputies: [Int: Int] = [:]
    ) -> RoundPeople {
        RoundPeople(
            members,
            accountable: Dictionary(uniqueKeysWithValues: accountable.map { (ActionID($0), MemberID($1)) }),
            deputy: { deputies[$0.number].map { MemberID($0) } })
    }

    static func answers(
        _ actions: [Action], on day: String, rounds: [Round] = [round], first: [Int: String]? = nil,
        people: RoundPeople = people()
    ) throws -> (RoundAnswers, Plan) {
        let owed = Set(actions.map(\.id.number))
        let plan = Sample.plan(
            actions, rounds: rounds, owed: Dictionary(uniqueKeysWithValues: rounds.map { ($0.id.number, owed) }))
        let reports = first.map { first in
            Dictionary(uniqueKeysWithValues: first.map { (ActionID($0), Sample.day($1)) })
        }
        let answers = try #require(
            RoundAnswers(of: RoundID(1), in: plan, on: Sample.day(day), people: people, firstReports: reports))
        return (answers, plan)
    }

    @Test("Each action that owed is in one state, and the counts add up")
    func states() throws {
        let (answers, _) = try Self.answers(
            [
                Sample.action(1, [Self.due], reported: "2003-10-14"),
                Sample.action(2, [Self.due], reported: "2003-10-15"),
                Sample.action(3, [Self.due], reported: "2003-09-29"),
                Sample.action(4, [Self.due], owner: nil),
                Sample.action(5, [Self.due], owner: 6),
                Sample.action(6, [Self.due], retired: "2003-10-12"),
                Sample.action(7, [Sample.promise(Sample.commitment(due: "2003-08-01"), completed: "2003-08-01")]),
                Sample.action(8, [Self.due], owner: 7),
            ], on: "2003-10-20")
        #expect(
            answers.lines.map(\.answer)
                == [.answered, .late, .waiting, .vacant, .vacant, .released, .released, .vacant])
        #expect(RoundAnswers.Answer.allCases.reduce(0) { $0 + answers[$1] } == answers.owing)
        #expect(answers.isClosed)
        #expect(answers.lines[0].owner == MemberID(2) && answers.lines[4].owner == nil)
    }

    @Test("An action that did not owe is not in it")
    func owed() {
        let plan = Sample.plan(
            [Sample.action(1, [Self.due]), Sample.action(2, [Self.due])], rounds: [Self.round], owed: [1: [2]])
        let answers = RoundAnswers(of: RoundID(1), in: plan, on: Sample.day("2003-10-01"), people: Self.people())
        #expect(answers?.lines.map(\.action) == [ActionID(2)])
        #expect(RoundAnswers(of: RoundID(9), in: plan, on: Sample.day("2003-10-01"), people: Self.people()) == nil)
    }

    @Test(
        "The first update counts, not the last, and one after the next round has closed answers this one no more",
        arguments: [
            ("2003-10-05", "2003-11-01", RoundAnswers.Answer.answered), ("2003-10-20", "2003-11-01", .late),
            ("2004-01-14", "2004-01-14", .late), ("2004-01-15", "2004-01-15", .waiting),
        ])
    func firstCounts(first: String, last: String, answer: RoundAnswers.Answer) throws {
        let next = Sample.round(2, from: "2003-10-01", to: "2003-12-31", opens: "2003-12-31", closes: "2004-01-14")
        let (answers, _) = try Self.answers(
            [Sample.action(1, [Self.due], reported: last)], on: "2004-02-01", rounds: [Self.round, next],
            first: [1: first])
        #expect(answers.lines.map(\.answer) == [answer])
    }

    @Test("Marked actions are asked of those only who may see them")
    func marked() throws {
        var action = Sample.action(1, [Self.due])
        action.marking = .officialSensitive
        let (answers, plan) = try Self.answers([action], on: "2003-10-01")
        #expect(answers.lines.map(\.answer) == [.vacant])
        #expect(AskingLadder.shares(answers, in: plan, step: 3, people: Self.people(accountable: [1: 4])).isEmpty)
    }

    // MARK: Who is asked

    @Test(
        "The owner is asked first, the deputy from the second reminder, who is accountable from the third",
        arguments: [(0, [2]), (1, [2]), (2, [2, 5]), (3, [2, 4, 5]), (9, [2, 4, 5])])
    func ladder(step: Int, asked: [Int]) throws {
        let people = Self.people(accountable: [1: 4], deputies: [2: 5])
        let (answers, plan) = try Self.answers([Sample.action(1, [Self.due])], on: "2003-10-01", people: people)
        let shares = AskingLadder.shares(answers, in: plan, step: step, people: people)
        #expect(shares.map(\.member.number) == asked)
        #expect(shares.first?[.owner] == [ActionID(1)])
    }

    @Test("Nobody is asked twice about one action, and each has one share for all of theirs")
    func oneShare() throws {
        let people = Self.people(accountable: [1: 2, 2: 2], deputies: [2: 2])
        let actions = [
            Sample.action(1, [Self.due]), Sample.action(2, [Self.due], owner: 5),
            Sample.action(3, [Self.due], reported: "2003-10-01"),
        ]
        let (answers, plan) = try Self.answers(actions, on: "2003-10-02", people: people)
        let shares = AskingLadder.shares(answers, in: plan, step: 3, people: people)
        #expect(shares.map(\.member.number) == [2, 5])
        #expect(shares[0][.owner] == [ActionID(1)] && shares[0][.accountable] == [ActionID(2)])
        #expect(shares[0].count == 2)
    }

    @Test("A vacant action is chased to who is accountable, and to nobody else")
    func vacant() throws {
        let people = Self.people(accountable: [1: 4])
        let actions = [Sample.action(1, [Self.due], owner: nil), Sample.action(2, [Self.due], owner: 6)]
        let (answers, plan) = try Self.answers(actions, on: "2003-10-02", people: people)
        let shares = AskingLadder.shares(answers, in: plan, step: 0, people: people)
        #expect(shares.map(\.member.number) == [4])
        #expect(shares[0][.vacant] == [ActionID(1)])
    }

    @Test("A member who has left is never asked, as owner, deputy or accountable")
    func left() throws {
        let people = Self.people(accountable: [1: 6], deputies: [2: 6])
        let actions = [Sample.action(1, [Self.due], owner: 6), Sample.action(2, [Self.due])]
        let (answers, plan) = try Self.answers(actions, on: "2003-10-02", people: people)
        #expect(AskingLadder.shares(answers, in: plan, step: 5, people: people).map(\.member.number) == [2])
    }

    // MARK: Reminding by hand

    static func remind(
        _ actions: [Action], on day: String = "2003-10-05", rounds: [Round] = [round]
    ) -> Result<PlanEntry, Refusals<RemindRoundRefusal>> {
        let plan = Sample.plan(actions, rounds: rounds, owed: [1: Set(actions.map(\.id.number))])
        return RemindRound(round: RoundID(1)).decide(in: plan, on: Sample.day(day), people: people())
    }

    static func reminded(_ steps: [(Int, String)]) -> Round {
        var round = round
        round.reminders = steps.map {
            RoundReminder(step: $0.0, on: Sample.day($0.1), members: [MemberID(2)], sequence: JournalSequence(20))
        }
        return round
    }

    @Test("A reminder names its step and whom it asks")
    func remindEntry() throws {
        let round = Self.reminded([(0, "2003-09-30"), (1, "2003-10-01")])
        let entry = try Self.remind([Sample.action(1, [Self.due])], rounds: [round]).get()
        #expect(
            entry
                == .roundReminded(
                    RoundReminded(
                        round: RoundID(1), strategy: StrategyID(1), on: Sample.day("2003-10-05"), step: 2,
                        members: [MemberID(2)])))
    }

    @Test("What stands against a reminder is said by name")
    func refusedReminders() {
        let waiting = [Sample.action(1, [Self.due])]
        #expect(Sample.codes(Self.remind(waiting, on: "2003-09-29")) == ["not-open-yet"])
        #expect(Sample.codes(Self.remind(waiting, rounds: [Self.reminded([(0, "2003-10-05")])])) == ["asked-today"])
        #expect(Sample.codes(Self.remind([Sample.action(1, [Self.due], reported: "2003-10-01")])) == ["nobody-owes"])
        #expect(Sample.codes(Self.remind([Sample.action(1, [Self.due], owner: nil)])) == ["nobody-to-ask"])
        #expect(Sample.codes(Self.remind(waiting, rounds: [])) == ["unknown-round"])
        let next = Sample.round(2, from: "2003-10-01", to: "2003-12-31", opens: "2003-10-16", closes: "2004-01-14")
        #expect(Sample.codes(Self.remind(waiting, on: "2003-10-20", rounds: [Self.round, next])) == ["later-round"])
        #expect(Sample.codes(Self.remind(waiting, on: "2003-10-20")).isEmpty, "the latest may be chased when closed")
    }

    @Test("A round that opens today asks at once; one that opens later is asked by rule")
    func opening() {
        let opening = RoundOpened(
            round: RoundID(1), strategy: StrategyID(1), periodFrom: Sample.day("2003-07-01"),
            periodTo: Sample.day("2003-09-30"), opens: Sample.day("2003-09-30"), closes: Sample.day("2003-10-14"),
            owing: [ActionID(1), ActionID(2)])
        let plan = Sample.plan([
            Sample.action(1, [Self.due]), Sample.action(2, [Self.due], reported: "2003-10-01", owner: 5),
        ])
        func asked(_ day: String) -> RoundReminded? {
            RoundReminded(after: opening, in: plan, on: Sample.day(day), people: Self.people())
        }
        #expect(asked("2003-09-29") == nil)
        #expect(asked("2003-09-30")?.step == 0)
        #expect(asked("2003-10-02")?.members == [MemberID(2)], "who has answered is not asked")
    }

    // MARK: Reminding by rule

    static let days = ReminderDays(beforeClosing: [7, 2], afterClosing: [1])

    @Test(
        "The rule asks on the opening day, a week and two days before the closing day, and the day after it",
        arguments: [
            ("2003-09-29", [], false), ("2003-09-30", [], true), ("2003-10-01", ["2003-09-30"], false),
            ("2003-10-06", ["2003-09-30"], false), ("2003-10-07", ["2003-09-30"], true),
            ("2003-10-08", ["2003-09-30"], true), ("2003-10-08", ["2003-09-30", "2003-10-07"], false),
            ("2003-10-12", ["2003-10-07"], true), ("2003-10-14", ["2003-10-12"], false),
            // A reminder by hand counts for the day it was due.
            ("2003-10-12", ["2003-10-12"], false), ("2003-10-15", ["2003-10-12"], true),
            ("2003-10-15", ["2003-10-15"], false), ("2003-10-21", ["2003-10-12"], true),
            // What was missed for a week is not made up for.
            ("2003-10-22", ["2003-10-12"], false), ("2004-10-22", [], false),
        ] as [(String, [String], Bool)])
    func rule(day: String, reminders: [String], isDue: Bool) {
        let round = Self.reminded(reminders.enumerated().map { ($0, $1) })
        let plan = Sample.plan([], rounds: [round])
        #expect(ReminderRule.isDue(round, in: plan, on: Sample.day(day), Self.days) == isDue)
    }

    @Test("A later round ends the reminders of an earlier one, and an extended round reminds before its new day")
    func laterAndExtended() {
        let next = Sample.round(2, from: "2003-10-01", to: "2003-12-31", opens: "2003-10-15", closes: "2004-01-14")
        let both = Sample.plan([], rounds: [Self.round, next])
        #expect(!ReminderRule.isDue(Self.round, in: both, on: Sample.day("2003-10-15"), Self.days))
        var extended = Self.reminded([(0, "2003-09-30"), (1, "2003-10-07"), (2, "2003-10-12")])
        extended.closes = Sample.day("2003-10-31")
        let plan = Sample.plan([], rounds: [extended])
        #expect(!ReminderRule.isDue(extended, in: plan, on: Sample.day("2003-10-23"), Self.days))
        #expect(ReminderRule.isDue(extended, in: plan, on: Sample.day("2003-10-24"), Self.days))
        #expect(
            ReminderRule.days(of: extended, Self.days).map(\.iso)
                == ["2003-09-30", "2003-10-24", "2003-10-29", "2003-11-01"])
    }

    // MARK: Reopening

    static func reopen(
        closes: String, reason: String = "A flood closed the offices", on day: String = "2003-10-20",
        rounds: [Round] = [round], number: Int = 1
    ) -> Result<PlanEntry, Refusals<ReopenRoundRefusal>> {
        ReopenRound(round: RoundID(number), closes: Sample.day(closes), reason: reason)
            .decide(in: Sample.plan([], rounds: rounds), on: Sample.day(day))
    }

    @Test("The latest round is reopened until today or later", arguments: ["2003-10-20", "2003-11-03"])
    func reopened(closes: String) throws {
        #expect(
            try Self.reopen(closes: closes).get()
                == .roundReopened(
                    RoundReopened(
                        round: RoundID(1), strategy: StrategyID(1), closes: Sample.day(closes),
                        reason: "A flood closed the offices")))
    }

    @Test("What cannot be reopened is refused by name, all at once")
    func refusedReopenings() {
        #expect(Sample.codes(Self.reopen(closes: "2003-10-21", number: 4)) == ["unknown-round"])
        #expect(Sample.codes(Self.reopen(closes: "2003-10-21", on: "2003-10-14")) == ["not-closed"])
        #expect(
            Sample.codes(Self.reopen(closes: "2003-10-19", reason: " "))
                == ["closes-in-the-past", "reason-missing"])
        #expect(Sample.codes(Self.reopen(closes: "2004-09-30")) == ["open-too-long"])
        #expect(Sample.codes(Self.reopen(closes: "2004-09-29")).isEmpty)
        let next = Sample.round(2, from: "2003-10-01", to: "2003-12-31", opens: "2003-12-31", closes: "2004-01-14")
        #expect(Sample.codes(Self.reopen(closes: "2003-10-21", rounds: [Self.round, next])) == ["later-round"])
    }

    // MARK: Taking back

    static func withdraw(
        _ number: Int = 1, on day: String, reason: String = "Too early"
    ) -> Result<PlanEntry, Refusals<WithdrawRoundRefusal>> {
        WithdrawRound(round: RoundID(number), reason: reason)
            .decide(in: Sample.plan([], rounds: [round]), on: Sample.day(day))
    }

    @Test("A round is taken back until the day before it opens, and not after; everything is said at once")
    func withdrawn() throws {
        let eve = Self.round.opens.adding(days: -1)
        #expect(
            try Self.withdraw(on: eve.iso).get()
                == .roundWithdrawn(
                    RoundWithdrawn(round: RoundID(1), strategy: StrategyID(1), on: eve, reason: "Too early")))
        #expect(Sample.codes(Self.withdraw(on: Self.round.opens.iso)) == ["has-opened"])
        #expect(Sample.codes(Self.withdraw(on: Self.round.opens.iso, reason: "")) == ["has-opened", "reason-missing"])
        #expect(Sample.codes(Self.withdraw(4, on: eve.iso)) == ["unknown-round"])
    }
}
