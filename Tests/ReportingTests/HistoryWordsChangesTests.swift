import ActionPlans
import Partnership
import Reporting
import Testing
import Vocabulary

@Suite("What was added, amended, corrected and undone, in plain sentences")
struct HistoryWordsChangesTests {
    private static let action = ActionID(7)
    private static let day = Day(iso: "2003-07-01") ?? Day(number: 0)
    private static let words = HistoryWords(StaffNames([]))

    private static let entered = EnteredAction(
        id: action, position: 3,
        wording: ActionWording(text: "Open", timescale: Timescale(wording: nil, commitments: [])), marking: .official,
        updateOwner: nil, contributing: [])

    private static func corrected(_ parts: [EntryCorrected.Restored], reinstates: Bool = false) -> PlanEntry {
        .entryCorrected(
            EntryCorrected(
                action: action, corrects: JournalSequence(17), kind: "progress-reported", on: day,
                reason: "Wrong action", retractsUpdate: true, reinstates: reinstates, commitments: parts))
    }

    private static func undone(leaves: Bool, removed: [ActionID]) -> PlanEntry {
        .importUndone(
            ImportUndone(
                strategy: StrategyID(1), undoes: JournalSequence(4), on: day, reason: "Wrong file", planLeaves: leaves,
                removed: removed, restored: leaves ? [] : [action]))
    }

    static let cases: [(PlanEntry, String)] = [
        (
            .actionAdded(ActionAdded(strategy: StrategyID(1), on: day, action: entered, meeting: MeetingID(3))),
            "Added to the plan by decision of meeting 3. Update owner: vacant."
        ),
        (
            .actionAmended(
                ActionAmended(action: action, on: day, position: 3, wording: entered.wording, reason: "Board")),
            "Amended: Board"
        ),
        (
            corrected([.init(promise: 1, reopened: true, occurrences: [day])]),
            "Entry 17 (progress was reported) corrected: Wrong action. Commitment 1 is not completed any more. "
                + "Commitment 1, due 1 July 2003, is not completed any more. It no longer counts as an update."
        ),
        (
            corrected(
                [
                    .init(
                        promise: 1, agreed: .init(day: nil, slips: 0),
                        request: .init(open: DelayRequest(newDay: day, reason: "Late", by: MemberID(1)))),
                    .init(promise: 2, agreed: .init(day: day, slips: 1), request: .init(open: nil), unsettled: true),
                ], reinstates: true),
            "Entry 17 (progress was reported) corrected: Wrong action. The action is in the plan again. "
                + "Commitment 1 has no agreed day any more, and 0 slips. "
                + "The request for 1 July 2003 waits for a decision again. "
                + "Commitment 2 has the agreed day 1 July 2003 again, with 1 slip. "
                + "The request for a later day of commitment 2 is taken back. "
                + "Commitment 2 waits on the settle list again. It no longer counts as an update."
        ),
        (
            undone(leaves: false, removed: [ActionID(8)]),
            "The revision of the plan, entry 4, was undone. Wording and commitments are again what stood before. "
                + "Reason: Wrong file"
        ),
        (
            undone(leaves: true, removed: [action]),
            "The import of the plan, entry 4, was undone. The action left the plan. Reason: Wrong file"
        ),
    ]

    @Test("Each has its sentence", arguments: cases)
    func sentence(entry: PlanEntry, sentence: String) {
        #expect(Self.words.sentence(entry, about: Self.action).lowercased() == sentence.lowercased())
    }

    @Test("About the plan as a whole, actions are counted or named")
    func whole() {
        #expect(
            Self.words.sentence(Self.cases[0].0).hasPrefix("AP-0007 added to the plan by decision of meeting 3."))
        #expect(Self.words.sentence(Self.cases[5].0).contains("1 action left the plan, 0 read as before."))
    }
}
