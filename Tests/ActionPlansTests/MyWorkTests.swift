import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("My work: what waits for whom")
struct MyWorkTests {
    static let day = "2003-10-05"
    static let round = Sample.round()
    static let later = Sample.commitment(due: "2004-03-31")
    static let request = DelayRequest(newDay: Sample.day("2004-06-30"), reason: "Late funding", by: MemberID(2))

    static func picture(_ actions: [Action], owed: Set<Int> = [], on day: String = MyWorkTests.day) -> PlanPicture {
        let plan = Sample.plan(actions, rounds: [round], owed: [1: owed])
        return PlanPicture(
            of: plan, on: Sample.day(day),
            comparedWith: PlanComparison(point: PlanComparison.point(for: plan, on: Sample.day(day)), plan: plan))
    }

    static func work(_ picture: PlanPicture, _ member: Int, _ roles: Set<Role> = [.lead]) -> MyWork {
        var work = MyWork()
        work.add(picture, WorkIndex(picture), for: Sample.member(member, roles))
        work.sort()
        return work
    }

    private func lines(_ items: [MyWork.Item]) -> [String] {
        items.map { item in
            let what =
                switch item.reason {
                case .answer(_, let isOwner): isOwner ? "answer" : "answer-contributing"
                case .decide(let promise, _): "decide \(promise)"
                case .settle(let count): "settle \(count)"
                case .vacant(let count): "vacant \(count)"
                case .notUnderstood(let count): "not-understood \(count)"
                case .due(let status): "due \(status.rawValue)"
                case .asked(let promise, _): "asked \(promise)"
                case .unanswered(let member, let actions, _): "unanswered \(member?.number ?? 0): \(actions)"
                }
            return [what, item.action?.reference, item.day?.iso].compactMap(\.self).joined(separator: " ")
        }
    }

    @Test("Whoever owns an action, or contributes to it, is waited for until it is answered")
    func answers() {
        let actions = [
            Sample.action(1, [Sample.promise(Self.later)]),
            Sample.action(2, [Sample.promise(Self.later)], reported: "2003-10-01"),
            Sample.action(3, [Sample.promise(Self.later)], reported: "2003-09-29"),
            Sample.action(4, [Sample.promise(Self.later)], owner: 9, contributing: [2]),
            Sample.action(5, [Sample.promise(Self.later)]),
            Sample.action(6, [Sample.promise(Self.later, completed: "2003-09-01")]),
            Sample.action(7, [Sample.promise(Self.later)], retired: "2003-09-01"),
        ]
        let picture = Self.picture(actions, owed: [1, 2, 3, 4, 6, 7])
        #expect(
            lines(Self.work(picture, 2).waiting) == [
                "answer AP-0001 2003-10-14", "answer AP-0003 2003-10-14", "answer-contributing AP-0004 2003-10-14",
            ])
        #expect(lines(Self.work(picture, 9).waiting) == ["answer AP-0004 2003-10-14"])
        #expect(Self.work(picture, 2, [.reader]).waiting.isEmpty, "somebody who may not report")
        #expect(
            Self.work(Self.picture(actions, owed: [1], on: "2003-10-15"), 2).waiting.isEmpty, "the round has closed")
    }

    @Test("A request for a later day waits for those who may decide it, never for the one who asked")
    func requests() {
        let picture = Self.picture([Sample.action(1, [Sample.promise(Self.later, request: Self.request)])])
        #expect(lines(Self.work(picture, 3, [.approver]).waiting) == ["decide 1 AP-0001 2004-06-30"])
        #expect(lines(Self.work(picture, 2, [.lead, .coordinator]).waiting) == [])
        #expect(lines(Self.work(picture, 2, [.lead, .coordinator]).waitingOnOthers) == ["asked 1 AP-0001 2004-06-30"])
        #expect(Self.work(picture, 4).waiting.isEmpty)
    }

    @Test("A coordinator is shown what the plan needs, and who has not answered, most first")
    func coordinating() {
        let actions = [
            Sample.action(1, [Sample.promise(Self.later)], owner: 5),
            Sample.action(2, [Sample.promise(Self.later)], owner: 6),
            Sample.action(3, [Sample.promise(Self.later)], owner: 6),
            Sample.action(4, [Sample.promise(Self.later)], owner: nil),
            Sample.action(5, [Sample.promise(Sample.commitment(due: "2002-12-31"))], owner: 5),
            Sample.action(6, [Sample.promise(Sample.commitment(wording: "soon", understood: false))], owner: 5),
        ]
        let picture = Self.picture(actions, owed: [1, 2, 3, 4])
        let work = Self.work(picture, 3, [.coordinator])
        #expect(lines(work.waiting) == ["settle 1", "vacant 1", "not-understood 1"])
        #expect(
            lines(work.waitingOnOthers) == [
                "unanswered 6: 2 2003-10-14", "unanswered 0: 1 2003-10-14", "unanswered 5: 1 2003-10-14",
            ])
        #expect(Self.work(picture, 3, [.approver]).waitingOnOthers.isEmpty)
    }

    @Test("Due soon is what falls due in thirty days or is overdue, soonest first")
    func due() {
        func action(_ number: Int, _ day: String, agreed: String? = nil) -> Action {
            Sample.action(number, [Sample.promise(Sample.commitment(due: day), agreed: agreed)])
        }
        let actions = [
            action(1, "2003-11-04"), action(2, "2003-11-05"), action(3, "2003-09-30"), action(4, "2003-10-05"),
            action(5, "2003-09-30", agreed: "2003-10-20"), action(6, "2002-12-31"),
            Sample.action(7, [Sample.promise(Sample.commitment(due: "2003-10-06"))], owner: 8, contributing: [2]),
            Sample.action(8, [Sample.promise(Sample.commitment(due: "2003-10-06"))], owner: 8),
        ]
        #expect(
            lines(Self.work(Self.picture(actions), 2).dueSoon) == [
                "due overdue AP-0003 2003-09-30", "due under-way AP-0004 2003-10-05",
                "due under-way AP-0007 2003-10-06",
                "due under-way AP-0005 2003-10-20", "due under-way AP-0001 2003-11-04",
            ])
    }

    @Test("What others did stands once for each action, the member's own actions first")
    func changed() {
        func activity(_ action: Int, _ sequence: Int64) -> PlanActivity {
            PlanActivity(
                action: ActionID(action), strategy: StrategyID(1),
                entry: PlanHistoryEntry(
                    header: EntryHeader(
                        sequence: JournalSequence(sequence), recorded: Instant(microseconds: 0), author: .program,
                        purpose: .performance, subject: .action(ActionID(action)), room: "plans",
                        kind: EntryKind("progress-reported"), happened: nil, digest: ""), payload: nil))
        }
        var work = MyWork()
        work.add([activity(1, 9), activity(2, 8), activity(1, 7), activity(3, 6)], limit: 5) { $0.number >= 2 }
        #expect(work.changed.map(\.activity.action.number) == [2, 3, 1])
        #expect(work.changed.map(\.entries) == [1, 1, 2])
        #expect(work.changed.map(\.activity.entry.header.sequence.number) == [8, 6, 9])
        #expect(!work.hasMoreChanges)
        work.add([activity(1, 9)], limit: 1) { _ in false }
        #expect(work.hasMoreChanges)
    }
}
