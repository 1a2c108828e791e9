import ActionPlans
import Testing
import Vocabulary

@Suite("The golden thread: where a plan has no action, owner, date or measure, or contradicts itself")
struct GoldenThreadTests {
    static let today = Sample.day("2003-03-01")
    static let aim = PlanLevel(level: .aim, number: "1", text: "Treatment")
    static let other = PlanLevel(level: .aim, number: "2", text: "Young people")
    static func objective(_ text: String) -> PlanLevel { PlanLevel(level: .objective, number: nil, text: text) }

    /// An action that nothing is wrong with.
    static func sound(
        _ number: Int, _ text: String, path: [PlanLevel] = [aim], due: String = "2003-12-31", retired: String? = nil,
        completed: String? = nil
    ) -> Action {
        var action = Sample.action(
            number, [Sample.promise(Sample.commitment(due: due, wording: due), completed: completed)], retired: retired,
            text: text, path: path)
        action.wording.measure = "Visits counted"
        return action
    }

    static func kinds(_ actions: [Action]) -> [String] {
        GoldenThread.of(Sample.plan(actions), on: today).findings.map(\.kind.rawValue)
    }

    @Test("A plan whose thread holds has no finding")
    func whole() {
        #expect(Self.kinds([Self.sound(1, "Open a clinic"), Self.sound(2, "Train all staff")]).isEmpty)
        #expect(Self.kinds([]).isEmpty)
    }

    @Test("Priorities without a standing action are told from those whose actions are all completed")
    func levels() {
        let gone = [Self.aim, Self.objective("Outreach")]
        let done = [Self.other, Self.objective("Schools")]
        let thread = GoldenThread.of(
            Sample.plan([
                Self.sound(1, "Open a clinic", path: [Self.aim]),
                Self.sound(2, "Hire a van", path: gone, retired: "2003-02-01"),
                Self.sound(3, "Visit schools", path: done, completed: "2003-02-01"),
                Self.sound(4, "Print leaflets", path: done, retired: "2003-02-01"),
            ]), on: Self.today)
        #expect(thread.findings.map(\.kind) == [.levelWithdrawn, .levelCompleted])
        #expect(thread.findings[0].path == gone && thread.findings[0].actions == [ActionID(2)])
        #expect(thread.findings[0].sentence == "Objective “Outreach”. Every action under it was withdrawn: 1.")
        #expect(thread.findings[1].path == [Self.other], "the outermost level only")
        #expect(thread.findings[1].sentence.hasSuffix("still stands is completed: 1."))
    }

    static let gaps: [(String, @Sendable (inout Action) -> Void, [String])] = [
        ("neither measure nor outcome", { $0.wording.measure = "  " }, ["no-measure"]),
        ("an outcome is enough", { ($0.wording.measure, $0.wording.outcome) = (nil, "Open") }, []),
        ("nobody is asked", { $0.updateOwner = nil }, ["no-owner"]),
        ("no day known", { $0.promises[0].commitment = Commitment(wording: "TBA", undecided: true) }, ["no-date"]),
        ("it continues", { $0.promises[0].commitment = Commitment(wording: "Ongoing", continues: true) }, []),
        (
            "it waits for something",
            { $0.promises[0].commitment = Commitment(wording: "Subject to funds", condition: "funds") }, ["no-date"]
        ),
        (
            "a new day was agreed",
            {
                $0.promises[0].commitment = Commitment(wording: "TBA", undecided: true)
                $0.promises[0].agreedDay = Sample.day("2003-12-31")
            }, []
        ),
        (
            "withdrawn actions are left alone",
            {
                $0.updateOwner = nil
                $0.retired = Retirement(on: Sample.day("2003-02-01"), reason: "x", successor: nil)
            }, ["level-withdrawn"]
        ),
    ]

    @Test("What an action lacks", arguments: gaps.indices)
    func gap(index: Int) {
        let (name, change, expected) = Self.gaps[index]
        var action = Self.sound(1, "Open a clinic")
        change(&action)
        #expect(Self.kinds([action]) == expected, "\(name)")
    }

    @Test("The same promise dated twice names both; the same wording is one finding however often it stands")
    func document() {
        let text = "Publish the protocol for sharing needles data"
        let thread = GoldenThread.of(
            Sample.plan([
                Self.sound(1, text, path: [Self.aim], due: "2003-06-30"),
                Self.sound(2, text, path: [Self.other], due: "2003-09-30"),
                Self.sound(3, text, path: [Self.other, Self.objective("Schools")], due: "2003-06-30"),
            ]), on: Self.today)
        #expect(thread.findings.map(\.kind) == [.datedTwice, .datedTwice, .sameWording])
        #expect(thread.findings[0].actions == [ActionID(1), ActionID(2)])
        #expect(
            thread.findings[0].sentence
                == "The same promise is dated “2003-06-30” in AP-0001 and “2003-09-30” in AP-0002.")
        #expect(thread.findings[2].actions == [ActionID(1), ActionID(2), ActionID(3)])
        #expect(
            thread.findings[2].sentence
                == "This action is worded the same in 3 places under “Treatment”, “Young people”.")
    }

    @Test("A slip told in the progress text is found, until the delay is asked for or agreed")
    func hiddenSlip() {
        var action = Self.sound(1, "Publish guidance", due: "2003-05-31")
        action.wording.progress = "Publication now due in November 2003."
        #expect(Self.kinds([action]) == ["hidden-slip"])
        var asked = action
        asked.promises[0].request = DelayRequest(newDay: Sample.day("2003-11-30"), reason: "x", by: MemberID(2))
        #expect(Self.kinds([asked]).isEmpty)
        var agreed = action
        agreed.promises[0].agreedDay = Sample.day("2003-11-30")
        agreed.promises[0].slips = 1
        #expect(Self.kinds([agreed]).isEmpty)
    }

    @Test("A finding is settled with a reason, listed apart, and comes back when the wording changes")
    func settling() throws {
        var action = Self.sound(1, "Open a clinic")
        action.updateOwner = nil
        let plan = Sample.plan([action])
        let key = try #require(GoldenThread.of(plan, on: Self.today).findings.first?.key)
        func codes(_ command: SettleFinding) -> [String] { Sample.codes(command.decide(in: plan, on: Self.today)) }
        #expect(codes(SettleFinding(finding: "no-owner:AP-0009:0", answer: .meantSo, note: "x")) == ["no-longer-found"])
        #expect(
            codes(SettleFinding(finding: key, answer: .oneWithdrawn, note: "")) == [
                "nothing-to-withdraw", "note-missing",
            ])
        let entry = try SettleFinding(finding: key, answer: .meantSo, note: " The board leads ").decide(
            in: plan, on: Self.today
        ).get()
        guard case .findingSettled(let facts) = entry else {
            Issue.record("\(entry)")
            return
        }
        #expect(facts.note == "The board leads" && facts.actions == [ActionID(1)] && facts.kind == .noOwner)
        let settled = [
            SettledFinding(
                key: key, answer: .willBeAmended, note: "x", on: Self.today, by: .member(MemberID(1)),
                sequence: JournalSequence(4)),
            SettledFinding(
                key: key, answer: .meantSo, note: "y", on: Self.today, by: .member(MemberID(1)),
                sequence: JournalSequence(5)),
        ]
        let apart = GoldenThread.of(plan, on: Self.today).apart(settled)
        #expect(apart.open.isEmpty && apart.settled.map(\.by.answer) == [.meantSo])
        action.wording.text = "Open two clinics"
        let later = GoldenThread.of(Sample.plan([action]), on: Self.today).apart(settled)
        #expect(later.open.map(\.kind) == [.noOwner] && later.settled.isEmpty)
    }

    @Test("A plan of 2,000 actions is looked over whole")
    func large() {
        let words = ["clinic", "school", "prison", "ward", "street", "market", "station", "hostel", "court", "park"]
        let actions = (1...2_000).map { number in
            var action = Self.sound(
                number, "Visit the \(words[number % 10]) and the \(words[number / 10 % 10]) with team \(number)",
                path: [number.isMultiple(of: 2) ? Self.aim : Self.other],
                due: number % 3 == 0 ? "2003-06-30" : "2003-09-30")
            if number.isMultiple(of: 5) { action.wording.progress = "Now due in November 2003." }
            return action
        }
        let plan = Sample.plan(actions)
        let thread = GoldenThread.of(plan, on: Self.today)
        #expect(thread.findings.count { $0.kind == .hiddenSlip } == 400)
    }
}
