import ActionPlans
import Partnership
import Reporting
import Testing
import Vocabulary

@Suite("A history in plain sentences")
struct HistoryWordsTests {
    static let day = Day(number: 12_234)  // 1 July 2003
    static let words = HistoryWords(
        StaffNames([
            Member(
                id: MemberID(2), name: "Member Two", post: "Treatment Commissioner", agency: AgencyID(1),
                email: "two@example.org", roles: [.lead])
        ]))
    static let action = ActionID(7)
    static let entered = EnteredAction(
        id: action, position: 1,
        wording: ActionWording(text: "Open the service", timescale: Timescale(wording: nil, commitments: [])),
        marking: .official, updateOwner: MemberID(2), contributing: [])
    static let source = PlanSource(name: "plan.csv", digest: "")

    static let cases: [(PlanEntry, String)] = [
        (
            .planImported(
                PlanImported(
                    strategy: StrategyID(1), title: "Plan", year: .financial, marking: .official, source: source,
                    on: day,
                    actions: [entered])),
            "Entered with the plan “Plan” from plan.csv. Update owner: Member Two, Treatment Commissioner."
        ),
        (
            .planRevised(
                PlanRevised(
                    strategy: StrategyID(1), source: source, on: day, added: [],
                    changed: [ChangedAction(id: action, position: 1, wording: entered.wording)])),
            "Reworded by the revised plan from plan.csv."
        ),
        (
            .planRevised(PlanRevised(strategy: StrategyID(1), source: source, on: day, added: [entered], changed: [])),
            "Entered with the revised plan from plan.csv. Update owner: Member Two, Treatment Commissioner."
        ),
        (
            .ownersConfirmed(
                OwnersConfirmed(
                    strategy: StrategyID(1),
                    assignments: [.init(action: action, updateOwner: nil, contributing: [MemberID(2)])])),
            "Update owner: vacant. Contributing: Member Two, Treatment Commissioner."
        ),
        (
            .roundOpened(
                RoundOpened(
                    round: RoundID(1), strategy: StrategyID(1), periodFrom: Day(number: 12_143),
                    periodTo: day.adding(days: -1),
                    opens: day, closes: day.adding(days: 14), owing: [action])),
            "Round April to June 2003 opened: answers from 1 July 2003 to 15 July 2003; 1 action to report on."
        ),
        (
            .roundExtended(RoundExtended(round: RoundID(1), strategy: StrategyID(1), closes: day, reason: "Leave")),
            "Round closes on 1 July 2003 instead: Leave"
        ),
        (
            .progressReported(
                ProgressReported(action: action, on: day, happened: nil, note: "", evidence: nil, completes: [])),
            "No change reported."
        ),
        (
            .progressReported(
                ProgressReported(
                    action: action, on: day, happened: day.adding(days: -1), note: "Opened.", evidence: "Minutes.",
                    completes: [.init(promise: 1), .init(promise: 2, occurrence: day)])),
            "Progress reported: Opened. Commitment 1 completed. Commitment 2, due 1 July 2003, completed. "
                + "Evidence: Minutes. Said to have happened on 30 June 2003."
        ),
        (
            .delayAsked(
                DelayAsked(action: action, promise: 1, newDay: day, on: day, reason: "Late funding", by: MemberID(2))),
            "Delay of commitment 1 to 1 July 2003 asked for: Late funding"
        ),
        (
            .delayAgreed(DelayDecided(action: action, promise: 1, newDay: day, replaces: nil, on: day, note: nil)),
            "Delay of commitment 1 to 1 July 2003 agreed."
        ),
        (
            .delayRefused(
                DelayDecided(action: action, promise: 1, newDay: day, replaces: nil, on: day, note: "No need")),
            "Delay of commitment 1 to 1 July 2003 refused: No need"
        ),
        (
            .deadlinesSettled(
                DeadlinesSettled(
                    strategy: StrategyID(1), on: day, note: "Checked.",
                    answers: [
                        .init(action: action, promise: 1, answer: .done),
                        .init(action: action, promise: 2, answer: .delayAgreed(until: day)),
                        .init(action: ActionID(8), promise: 1, answer: .missed),
                    ])),
            "Past deadlines settled, commitment 1: done; commitment 2: delay agreed to 1 July 2003. Note: Checked."
        ),
        (
            .actionWithdrawn(ActionWithdrawn(action: action, on: day, reason: "No money", successor: ActionID(9))),
            "Withdrawn, replaced by AP-0009: No money"
        ),
        (
            .postHandedOver(
                HandedOver(
                    from: MemberID(2), to: MemberID(9), on: day, reason: "New holder", owned: [action],
                    contributing: [])),
            "Update owner: a former member, who took the post over from Member Two, Treatment Commissioner: New holder"
        ),
        (
            .postHandedOver(
                HandedOver(
                    from: MemberID(9), to: MemberID(2), on: day, reason: "New holder", owned: [],
                    contributing: [action])),
            "Contributing: Member Two, Treatment Commissioner, who took the post over from a former member: New holder"
        ),
        (
            .roundReopened(RoundReopened(round: RoundID(1), strategy: StrategyID(1), closes: day, reason: "A flood")),
            "Round reopened, closes on 1 July 2003: A flood"
        ),
        (
            .roundWithdrawn(RoundWithdrawn(round: RoundID(1), strategy: StrategyID(1), on: day, reason: "Too early")),
            "Round taken back before it opened: Too early"
        ),
        (
            .roundReminded(
                RoundReminded(round: RoundID(1), strategy: StrategyID(1), on: day, step: 0, members: [MemberID(2)])),
            "Asked for updates: Member Two, Treatment Commissioner."
        ),
        (
            .roundReminded(
                RoundReminded(round: RoundID(1), strategy: StrategyID(1), on: day, step: 2, members: [MemberID(2)])),
            "Reminded for the second time: Member Two, Treatment Commissioner."
        ),
        (
            .findingSettled(
                FindingSettled(
                    strategy: StrategyID(1), finding: "no-owner:AP-0007:1", kind: .noOwner, actions: [action],
                    answer: .meantSo, note: "The board leads", on: day)),
            "Finding settled, actions without an owner (AP-0007). It is meant so: The board leads"
        ),
    ]

    @Test("Each kind of entry has its sentence", arguments: cases)
    func sentence(entry: PlanEntry, sentence: String) {
        #expect(Self.words.sentence(entry, about: Self.action) == sentence)
    }

    @Test("No kind of entry is missing from the cases above")
    func everyKind() {
        #expect(Set(Self.cases.map(\.0.kind)).count == 16)
    }

    @Test("What was erased says so")
    func erased() {
        #expect(Self.words.sentence(nil) == "The content of this entry was erased.")
    }

    @Test("About the plan as a whole, entries over many actions are counted")
    func whole() {
        func entry(_ kind: String) -> PlanEntry? { Self.cases.first { $0.0.kind.name == kind }?.0 }
        #expect(Self.words.sentence(entry("plan-imported")) == "Plan “Plan” imported from plan.csv: 1 action.")
        #expect(Self.words.sentence(entry("plan-revised")) == "Plan revised from plan.csv: 0 new, 1 changed.")
        #expect(Self.words.sentence(entry("owners-confirmed")) == "Update owners confirmed for 1 action.")
        #expect(Self.words.sentence(entry("deadlines-settled")) == "3 past deadlines settled. Note: Checked.")
        let handedOver = PlanEntry.postHandedOver(
            HandedOver(
                from: MemberID(2), to: MemberID(9), on: Self.day, reason: "Moved", owned: [Self.action],
                contributing: [ActionID(8)]))
        #expect(
            Self.words.sentence(handedOver)
                == "Post handed over from Member Two, Treatment Commissioner to a former member: Moved",
            "how many are not said: some may be above a reader's clearance")
    }
}
