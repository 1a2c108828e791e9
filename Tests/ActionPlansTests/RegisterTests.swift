import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("Registers: what may be recorded, changed, reviewed, decided, answered and closed")
struct RegisterTests {
    static let today = Sample.day("2003-03-01")
    static let lead = Sample.member(2)

    static func setting(
        clearance: Marking = .official, actions: [Int: Marking] = [1: .official], others: [Member] = []
    ) -> RegisterSetting {
        var member = lead
        member.clearance = clearance
        return RegisterSetting(
            day: today, member: member, members: [member] + others,
            strategies: [StrategyID(1): .official, StrategyID(2): .official],
            actions: Dictionary(
                uniqueKeysWithValues: actions.map { (ActionID($0), .init(strategy: StrategyID(1), marking: $1)) }))
    }

    static func risk(likelihood: Int = 3, impact: Int = 4, actions: [Int] = [1]) -> RegisterRecord {
        RegisterRecord(
            title: "The lease may end", strategy: StrategyID(1), actions: actions.map { ActionID($0) },
            owner: MemberID(2), review: Sample.day("2003-06-01"),
            details: .risk(RiskDetails(likelihood: likelihood, impact: impact)))
    }

    static let pilot = RegisterRecord(
        title: "Evening clinic",
        details: .pilot(
            PilotDetails(
                site: "East ward", begins: Sample.day("2003-01-01"), ends: Sample.day("2003-02-28"),
                evaluationDue: Sample.day("2003-03-15"))))

    static let gap = RegisterRecord(
        title: "How many?",
        details: .evidenceGap(GapDetails(why: "Places depend on it", due: Sample.day("2003-04-01"))))

    static func item(_ record: RegisterRecord, marking: Marking = .official) -> RegisterItem {
        RegisterItem(
            id: RegisterItemID(7), record: record, marking: marking, opened: Sample.day("2003-01-01"),
            version: JournalSequence(9))
    }

    static func codes(_ record: RegisterRecord, marking: Marking? = nil, _ setting: RegisterSetting = setting())
        -> [String]
    {
        Sample.codes(OpenItem(record, marking: marking).decide(number: RegisterItemID(1), in: setting))
    }

    @Test("References bear the letter of the register and the one running number")
    func references() {
        #expect(RegisterReference(.risk, RegisterItemID(1)).printed == "R-0001")
        #expect(RegisterReference(.evidenceGap, RegisterItemID(12_345)).printed == "E-12345")
        #expect(RegisterReference("p-0004") == RegisterReference(.pilot, RegisterItemID(4)))
        for text in ["", "R", "R-", "R0001", "X-0001", "R-0", "R--1", "R-1a", "AP-0001"] {
            #expect(RegisterReference(text) == nil, "\(text)")
        }
    }

    @Test("A risk is recorded with its score in parts; the scale has a word for each step")
    func risk() throws {
        let entry = try OpenItem(Self.risk()).decide(number: RegisterItemID(1), in: Self.setting()).get()
        guard case .itemOpened(let facts) = entry, case .risk(let details) = facts.record.details else {
            Issue.record("\(entry)")
            return
        }
        #expect(facts.on == Self.today && facts.marking == .official)
        #expect(details.score == 12)
        #expect(details.scoreWords == "12 (likelihood 3, possible; impact 4, large)")
        #expect(RiskScale.likelihood.map(\.number) == Array(1...5) && RiskScale.impact.map(\.number) == Array(1...5))
    }

    @Test("Everything that is wrong is said at once, each at its field")
    func allAtOnce() {
        let wrong = RegisterRecord(
            title: " ", strategy: StrategyID(9), actions: [ActionID(8)], owner: MemberID(44),
            review: Sample.day("2003-03-01"), details: .risk(RiskDetails(likelihood: 0, impact: 6)))
        #expect(
            Self.codes(wrong) == [
                "title-missing", "likelihood-missing", "impact-missing", "review-not-to-come", "unknown-plan",
                "unknown-action", "unknown-owner",
            ])
    }

    static let openings: [(String, RegisterRecord, [String])] = [
        ("a pilot needs no review day", pilot, []),
        (
            "a gap whose answer was due before it was recorded",
            {
                var gap = RegisterTests.gap
                gap.details = .evidenceGap(GapDetails(why: "", due: Sample.day("2003-01-01")))
                return gap
            }(), ["why-missing", "due-not-to-come"]
        ),
        (
            "an issue without a review day", RegisterRecord(title: "Van", details: .issue(IssueDetails())),
            ["review-missing"]
        ),
        (
            "a pilot that ends before it begins",
            {
                var pilot = RegisterTests.pilot
                pilot.details = .pilot(
                    PilotDetails(
                        site: "", begins: Sample.day("2003-02-01"), ends: Sample.day("2003-01-31"),
                        evaluationDue: Sample.day("2003-01-01")))
                return pilot
            }(), ["site-missing", "ends-before-it-begins", "evaluated-before-it-ends"]
        ),
        (
            "an action of another plan",
            {
                var risk = RegisterTests.risk()
                risk.strategy = StrategyID(2)
                return risk
            }(), ["action-of-another-plan"]
        ),
    ]

    @Test("What each register asks for", arguments: openings)
    func opening(name: String, record: RegisterRecord, expected: [String]) {
        #expect(Self.codes(record) == expected, "\(name)")
    }

    @Test("The marking is the highest of what it is linked to, never lower, and never above one's own clearance")
    func marking() throws {
        let cleared = Self.setting(clearance: .officialSensitive, actions: [1: .officialSensitive])
        let entry = try OpenItem(Self.risk()).decide(number: RegisterItemID(1), in: cleared).get()
        guard case .itemOpened(let facts) = entry else { return }
        #expect(facts.marking == .officialSensitive)
        #expect(Self.codes(Self.risk(), marking: .official, cleared) == ["marking-too-low"])
        #expect(Self.codes(Self.gap, marking: .officialSensitive) == ["marking-above-own"])
        var other = Self.risk()
        other.owner = MemberID(3)
        let withOther = Self.setting(
            clearance: .officialSensitive, actions: [1: .officialSensitive], others: [Sample.member(3)])
        #expect(Self.codes(other, withOther) == ["owner-may-not-see"])
        #expect(
            Sample.codes(
                ChangeItem(RegisterItemID(7), to: Self.risk(), marking: .official, reason: "x").decide(
                    Self.item(Self.risk(likelihood: 1), marking: .officialSensitive), in: cleared))
                == ["marking-lowered"])
    }

    private static func codes(
        _ record: RegisterRecord, _ setting: RegisterSetting
    ) -> [String] { codes(record, marking: nil, setting) }

    @Test("A change says why, keeps the register, and keeps links the member does not see")
    func change() throws {
        let item = Self.item(Self.risk(actions: [1, 5]))
        let setting = Self.setting()
        func codes(_ record: RegisterRecord, _ reason: String, _ item: RegisterItem) -> [String] {
            Sample.codes(ChangeItem(item.id, to: record, reason: reason).decide(item, in: setting))
        }
        #expect(codes(Self.risk(actions: [1]), "", item) == ["nothing-changed", "reason-missing"])
        #expect(codes(Self.pilot, "x", item) == ["kind-changed"])
        var closed = item
        closed.closing = RegisterClosing(how: .closed, on: Self.today, reason: "Done")
        #expect(codes(Self.risk(likelihood: 5), "x", closed) == ["is-closed"])
        let entry = try ChangeItem(item.id, to: Self.risk(likelihood: 5, actions: []), reason: "Worse").decide(
            item, in: setting
        ).get()
        guard case .itemChanged(let facts) = entry else { return }
        #expect(facts.record.actions == [ActionID(5)], "what is out of sight stays linked")
    }

    @Test("A look moves the review day; only what changed is explained and scored")
    func review() throws {
        let item = Self.item(Self.risk())
        let setting = Self.setting()
        let later = Sample.day("2003-09-01")
        func decide(_ review: ReviewItem) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
            review.decide(item, in: setting)
        }
        #expect(
            Sample.codes(decide(ReviewItem(item.id, finding: .noChange, review: Self.today))) == ["review-not-to-come"])
        #expect(Sample.codes(decide(ReviewItem(item.id, finding: .changed, review: later))) == ["note-missing"])
        #expect(
            Sample.codes(decide(ReviewItem(item.id, finding: .changed, note: "x", review: later, likelihood: 9)))
                == ["likelihood-missing"])
        #expect(
            Sample.codes(
                ReviewItem(item.id, finding: .changed, note: "x", review: later, impact: 2).decide(
                    Self.item(Self.gap), in: setting)) == ["only-risks-are-scored"])
        let quiet = try decide(ReviewItem(item.id, finding: .noChange, review: later, likelihood: 1)).get()
        let same = try #require(RegisterItem.after(quiet, item, at: JournalSequence(10)))
        #expect(same.record.review == later && same.reviewed == Self.today && same.score == 12)
        let moved = try decide(
            ReviewItem(item.id, finding: .changed, note: "Signed", review: later, likelihood: 1)
        ).get()
        #expect(RegisterItem.after(moved, item, at: JournalSequence(10))?.score == 4)
    }

    @Test("A pilot is adopted, extended to later days, or stopped")
    func pilot() throws {
        let item = Self.item(Self.pilot)
        let setting = Self.setting()
        func codes(_ command: DecidePilot, _ item: RegisterItem) -> [String] {
            Sample.codes(command.decide(item, in: setting))
        }
        #expect(codes(DecidePilot(item.id, .adopt, reason: ""), item) == ["reason-missing"])
        #expect(
            codes(DecidePilot(item.id, .extend, reason: "x"), item) == ["ends-missing", "evaluation-missing"])
        #expect(
            codes(
                DecidePilot(
                    item.id, .extend, reason: "x", ends: Sample.day("2003-06-30"),
                    evaluationDue: Sample.day("2003-05-30")), item) == ["evaluated-before-it-ends"])
        #expect(codes(DecidePilot(RegisterItemID(7), .stop, reason: "x"), Self.item(Self.gap)) == ["not-a-pilot"])
        let extended = try DecidePilot(
            item.id, .extend, reason: "Few visits", ends: Sample.day("2003-06-30"),
            evaluationDue: Sample.day("2003-07-31")
        ).decide(item, in: setting).get()
        let after = try #require(RegisterItem.after(extended, item, at: JournalSequence(10)))
        #expect(after.isOpen && after.extensions == 1 && after.nextDue == Sample.day("2003-06-30"))
        let stopped = try DecidePilot(item.id, .stop, reason: "Nobody came").decide(after, in: setting).get()
        let closed = try #require(RegisterItem.after(stopped, after, at: JournalSequence(11)))
        #expect(closed.stateWord == "Stopped" && closed.closing?.reason == "Nobody came" && closed.nextDue == nil)
        #expect(codes(DecidePilot(item.id, .adopt, reason: "x"), closed) == ["is-closed"])
    }

    @Test("A gap is answered with its source; what was closed comes back with a reason and a day")
    func answerAndReopen() throws {
        let item = Self.item(Self.gap)
        let setting = Self.setting()
        #expect(
            Sample.codes(AnswerGap(item.id, answer: "", source: "").decide(item, in: setting))
                == ["answer-missing", "source-missing"])
        #expect(
            Sample.codes(AnswerGap(item.id, answer: "x", source: "y").decide(Self.item(Self.pilot), in: setting))
                == ["not-a-gap"])
        let answered = try AnswerGap(item.id, answer: "One in ten", source: "Survey").decide(item, in: setting).get()
        let closed = try #require(RegisterItem.after(answered, item, at: JournalSequence(10)))
        #expect(
            closed.closing == RegisterClosing(how: .answered, on: Self.today, reason: "One in ten", source: "Survey"))
        #expect(Sample.codes(CloseItem(item.id, reason: "x").decide(closed, in: setting)) == ["is-closed"])
        #expect(
            Sample.codes(ReopenItem(item.id, reason: "", review: Self.today).decide(closed, in: setting))
                == ["reason-missing", "review-not-to-come"])
        #expect(
            Sample.codes(ReopenItem(item.id, reason: "x", review: Sample.day("2003-05-01")).decide(item, in: setting))
                == ["is-open"])
        let back = try ReopenItem(item.id, reason: "Doubts", review: Sample.day("2003-05-01")).decide(
            closed, in: setting
        )
        .get()
        let again = try #require(RegisterItem.after(back, closed, at: JournalSequence(11)))
        #expect(again.isOpen && again.record.review == Sample.day("2003-05-01"))
        #expect(RegisterItem.after(back, nil, at: JournalSequence(11)) == nil, "its opening was erased")
    }

    @Test("What is due on a day, exceptions first; nothing of what is closed")
    func due() {
        var risk = Self.item(Self.risk())
        let pilot = Self.item(Self.pilot)
        let gap = Self.item(Self.gap)
        let matters = [risk, pilot, gap].due(on: Sample.day("2003-06-11"))
        #expect(
            matters.map(\.why.rawValue) == ["evaluation-overdue", "pilot-ended", "gap-due", "review-due"])
        #expect(matters.map(\.isException) == [true, false, false, false])
        #expect(matters[0].sentence == "Evaluation overdue: it was due on 15 March 2003, 88 days ago")
        #expect(matters[3].sentence == "Review due on 1 June 2003, 10 days ago")
        #expect(pilot.due(on: Sample.day("2003-03-15")).map(\.why) == [.evaluationDue, .pilotEnded])
        #expect(pilot.due(on: Sample.day("2003-03-15"))[0].sentence == "Evaluation due on 15 March 2003, today")
        #expect([risk].due(on: Sample.day("2003-05-31")).isEmpty)
        risk.closing = RegisterClosing(how: .closed, on: Self.today, reason: "Done")
        #expect(risk.due(on: Sample.day("2004-01-01")).isEmpty)
    }
}
