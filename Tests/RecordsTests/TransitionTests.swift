import ActionPlans
import Foundation
import Partnership
import Records
import Testing
import Vocabulary

/// The table of the state machines against the projections: every row is gone through in a store.
@Suite("The state machines are what the entries do")
struct TransitionTests {
    /// Entries that bring about the state a row begins in, and the entry of the row.
    struct Way: Sendable {
        let before: [PlanEntry]
        let entry: PlanEntry
        /// The commitment looked at: the first, where none is named.
        var promise = 1
    }

    static let action = ActionID(1)
    static let strategy = StrategyID(1)
    static func day(_ text: String) -> Day { Fictional.day(text) }

    static let imported = Fictional.plan(actions: [Fictional.action(1, due: "2008-03-01")])
    static let completed = Fictional.report(1, completes: [1])
    static let asked = PlanEntry.delayAsked(
        DelayAsked(
            action: action, promise: 1, newDay: day("2009-06-30"), on: day("2008-05-01"), reason: "Late",
            by: MemberID(1)))
    static let decision = DelayDecided(
        action: action, promise: 1, newDay: day("2009-06-30"), replaces: day("2008-03-01"), on: day("2008-05-02"),
        note: nil)
    static let withdrawn = PlanEntry.actionWithdrawn(
        ActionWithdrawn(action: action, on: day("2008-05-01"), reason: "No", successor: nil))

    static func settled(_ answer: SettleAnswer) -> PlanEntry {
        .deadlinesSettled(
            DeadlinesSettled(
                strategy: strategy, on: day("2008-05-01"), note: "Board",
                answers: [.init(action: action, promise: 1, answer: answer)]))
    }

    static func revised(added: [EnteredAction] = [], changed: [ChangedAction] = []) -> PlanEntry {
        .planRevised(
            PlanRevised(
                strategy: strategy, source: PlanSource(name: "b.csv", digest: String(repeating: "b", count: 64)),
                on: day("2008-05-01"), added: added, changed: changed))
    }

    static func amended(_ commitments: [Commitment]) -> PlanEntry {
        .actionAmended(
            ActionAmended(
                action: action, on: day("2008-05-01"), position: 1,
                wording: ActionWording(
                    text: "Amended", timescale: Timescale(wording: "new", commitments: commitments)), reason: "Board"))
    }

    static func corrected(_ parts: [EntryCorrected.Restored], reinstates: Bool = false) -> PlanEntry {
        .entryCorrected(
            EntryCorrected(
                action: action, corrects: JournalSequence(2), kind: "", on: day("2008-05-03"), reason: "Mistaken",
                retractsUpdate: false, reinstates: reinstates, commitments: parts))
    }

    static func undone(_ sequence: Int64, leaves: Bool, removed: [Int] = [], restored: [Int] = []) -> PlanEntry {
        .importUndone(
            ImportUndone(
                strategy: strategy, undoes: JournalSequence(sequence), on: day("2008-05-03"), reason: "Wrong",
                planLeaves: leaves, removed: removed.map { ActionID($0) }, restored: restored.map { ActionID($0) }))
    }

    static let opened = PlanEntry.roundOpened(
        RoundOpened(
            round: RoundID(1), strategy: strategy, periodFrom: day("2008-04-01"), periodTo: day("2008-06-30"),
            opens: day("2008-07-01"), closes: day("2008-07-14"), owing: [action]))

    static let shut = PlanEntry.roundOpened(
        RoundOpened(
            round: RoundID(1), strategy: strategy, periodFrom: day("2008-04-01"), periodTo: day("2008-06-30"),
            opens: day("2008-07-01"), closes: day("2008-07-10"), owing: [action]))

    static let reworded = ChangedAction(id: action, position: 1, wording: Fictional.wording("New", due: "2008-03-01"))

    static func key(_ row: Transition) -> String {
        "\(row.machine.rawValue): \(row.from) - \(row.entry ?? "rule") - \(row.to)"
    }

    static let ways: [String: Way] = [
        "plan: absent - plan-imported - in use": Way(before: [], entry: imported),
        "plan: in use - plan-revised - in use": Way(before: [imported], entry: revised(changed: [reworded])),
        "plan: in use - import-undone - absent": Way(before: [imported], entry: undone(1, leaves: true, removed: [1])),
        "plan: in use - import-undone - in use": Way(
            before: [imported, revised(changed: [reworded])], entry: undone(2, leaves: false, restored: [1])),
        "action: absent - plan-imported - in the plan": Way(before: [], entry: imported),
        "action: absent - plan-revised - in the plan": Way(
            before: [Fictional.plan(actions: [Fictional.action(2)])], entry: revised(added: [Fictional.action(1)])),
        "action: absent - action-added - in the plan": Way(
            before: [Fictional.plan(actions: [Fictional.action(2)])],
            entry: .actionAdded(
                ActionAdded(strategy: strategy, on: day("2008-05-01"), action: Fictional.action(1), meeting: nil))),
        "action: in the plan - plan-revised - in the plan": Way(
            before: [imported], entry: revised(changed: [reworded])),
        "action: in the plan - action-amended - in the plan": Way(
            before: [imported], entry: amended([Fictional.commitment("2009-01-01")])),
        "action: in the plan - owners-confirmed - in the plan": Way(
            before: [imported],
            entry: .ownersConfirmed(
                OwnersConfirmed(
                    strategy: strategy,
                    assignments: [.init(action: action, updateOwner: MemberID(2), contributing: [])]))),
        "action: in the plan - action-withdrawn - withdrawn": Way(before: [imported], entry: withdrawn),
        "action: in the plan - deadlines-settled - withdrawn": Way(before: [imported], entry: settled(.withdrawn)),
        "action: withdrawn - entry-corrected - in the plan": Way(
            before: [imported, withdrawn], entry: corrected([], reinstates: true)),
        "action: in the plan - import-undone - absent": Way(
            before: [Fictional.plan(actions: [Fictional.action(2)]), revised(added: [Fictional.action(1)])],
            entry: undone(2, leaves: false, removed: [1])),
        "commitment: absent - action-amended - open": Way(
            before: [imported],
            entry: amended([Fictional.commitment("2008-03-01"), Fictional.commitment("2009-01-01")]), promise: 2),
        "commitment: open - action-amended - absent": Way(
            before: [
                imported, amended([Fictional.commitment("2008-03-01"), Fictional.commitment("2009-01-01")]),
            ], entry: amended([Fictional.commitment("2008-03-01")]), promise: 2),
        "commitment: open - progress-reported - open": Way(before: [imported], entry: Fictional.report(1)),
        "commitment: open - progress-reported - completed": Way(before: [imported], entry: completed),
        "commitment: moved - progress-reported - completed": Way(
            before: [imported, asked, .delayAgreed(decision)], entry: completed),
        "commitment: open - delay-agreed - moved": Way(before: [imported, asked], entry: .delayAgreed(decision)),
        "commitment: moved - delay-agreed - moved": Way(
            before: [imported, asked, .delayAgreed(decision), asked], entry: .delayAgreed(decision)),
        "commitment: open - deadlines-settled - completed": Way(before: [imported], entry: settled(.done)),
        "commitment: open - deadlines-settled - moved": Way(
            before: [imported], entry: settled(.delayAgreed(until: day("2009-01-01")))),
        "commitment: open - deadlines-settled - open": Way(before: [imported], entry: settled(.missed)),
        "commitment: open - deadlines-settled - withdrawn": Way(before: [imported], entry: settled(.withdrawn)),
        "commitment: completed - entry-corrected - open": Way(
            before: [imported, completed], entry: corrected([.init(promise: 1, reopened: true)])),
        "commitment: moved - entry-corrected - open": Way(
            before: [imported, asked, .delayAgreed(decision)],
            entry: corrected([.init(promise: 1, agreed: .init(day: nil, slips: 0))])),
        "commitment: withdrawn - entry-corrected - open": Way(
            before: [imported, settled(.withdrawn)],
            entry: corrected([.init(promise: 1, unsettled: true)], reinstates: true)),
        "request: absent - delay-asked - waiting": Way(before: [imported], entry: asked),
        "request: waiting - delay-agreed - absent": Way(before: [imported, asked], entry: .delayAgreed(decision)),
        "request: waiting - delay-refused - absent": Way(before: [imported, asked], entry: .delayRefused(decision)),
        "request: waiting - entry-corrected - absent": Way(
            before: [imported, asked], entry: corrected([.init(promise: 1, request: .init(open: nil))])),
        "request: absent - entry-corrected - waiting": Way(
            before: [imported, asked, .delayRefused(decision)],
            entry: corrected([
                .init(
                    promise: 1,
                    request: .init(
                        open: DelayRequest(newDay: day("2009-06-30"), reason: "Late", by: MemberID(1))))
            ])),
        "plan: in use - finding-settled - in use": Way(
            before: [imported],
            entry: .findingSettled(
                FindingSettled(
                    strategy: strategy, finding: "no-owner:AP-0001:1", kind: .noOwner, actions: [action],
                    answer: .meantSo, note: "The board leads", on: day("2008-05-01")))),
        "action: in the plan - post-handed-over - in the plan": Way(
            before: [imported],
            entry: .postHandedOver(
                HandedOver(
                    from: MemberID(1), to: MemberID(2), on: day("2008-05-01"), reason: "New holder",
                    owned: [action], contributing: []))),
        "round: open - round-reminded - open": Way(
            before: [imported, opened],
            entry: .roundReminded(
                RoundReminded(
                    round: RoundID(1), strategy: strategy, on: day("2008-07-02"), step: 1, members: [MemberID(1)]))),
        "round: closed - round-reopened - open": Way(
            before: [imported, shut],
            entry: .roundReopened(
                RoundReopened(
                    round: RoundID(1), strategy: strategy, closes: day("2008-07-20"), reason: "A flood"))),
        "round: open - round-withdrawn - absent": Way(
            before: [imported, opened],
            entry: .roundWithdrawn(
                RoundWithdrawn(round: RoundID(1), strategy: strategy, on: day("2008-06-20"), reason: "Too early"))),
        "round: absent - round-opened - open": Way(before: [imported], entry: opened),
        "round: open - round-extended - open": Way(
            before: [imported, opened],
            entry: .roundExtended(
                RoundExtended(round: RoundID(1), strategy: strategy, closes: day("2008-07-20"), reason: "Holidays"))),
    ]

    @Test("Every row of the table has a way through a store, and no way is left over")
    func whole() {
        let rows = Transition.table.filter { $0.entry != nil }.map(Self.key)
        #expect(Set(rows) == Set(Self.ways.keys))
        #expect(rows.count == Set(rows).count)
    }

    @Test("Every kind of entry stands in the table, and every act of a row is somebody's")
    func kinds() {
        let kinds = Set(PayloadFixtures.plans.map(\.payload.kind.name))
        #expect(Set(Transition.table.compactMap(\.entry)) == kinds)
        for row in Transition.table {
            if let act = row.act { #expect(!Policy.roles(for: act).isEmpty) }
        }
    }

    @Test("The read tables go each way of the table", arguments: Transition.table.filter { $0.entry != nil })
    func goes(row: Transition) async throws {
        let way = try #require(Self.ways[Self.key(row)])
        #expect(way.entry.kind.name == row.entry)
        let store = try await StoreKind.memory.with { store in
            for (index, entry) in way.before.enumerated() {
                try await store.strategies.append(
                    [Fictional.draft(entry)], expecting: [:], at: Fictional.instant(Int64(index)))
            }
            #expect(try await Self.state(row.machine, way, store) == row.from)
            try await store.strategies.append([Fictional.draft(way.entry)], expecting: [:], at: Fictional.instant(99))
            #expect(try await Self.state(row.machine, way, store) == row.to)
            return try await store.keeping.rebuild()
        }
        #expect(store.differed == [])
    }

    private static func state(_ machine: Machine, _ way: Way, _ store: Store) async throws -> String {
        let head = try await store.keeping.head()?.sequence ?? .none
        let plan = try await store.strategies.plan(strategy, .program, at: head)
        let found = plan?.action(action)
        switch machine {
        case .plan: return Transition.state(of: plan)
        case .action: return Transition.state(of: found)
        case .commitment: return Transition.state(of: found?.promise(way.promise))
        case .request: return Transition.state(of: found?.promise(way.promise)?.request)
        case .round:
            guard let round = plan?.round(RoundID(1)) else { return Transition.absent }
            return round.isClosed(on: day("2008-07-14")) ? "closed" : "open"
        }
    }

    @Test("A round closes by rule, after its closing day")
    func closes() throws {
        let round = Round(
            id: RoundID(1), strategy: Self.strategy, periodFrom: Self.day("2008-04-01"),
            periodTo: Self.day("2008-06-30"), opens: Self.day("2008-07-01"), closes: Self.day("2008-07-14"),
            opened: JournalSequence(2), openedAt: Fictional.instant(0), version: JournalSequence(2))
        #expect(!round.isClosed(on: Self.day("2008-07-14")) && round.isClosed(on: Self.day("2008-07-15")))
    }

    @Test("The page in the repository is the one the table writes")
    func page() throws {
        let page = Beside.repository.appendingPathComponent("Documentation/reference/transitions.md")
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] != nil {
            try Data(TransitionReference.markdown.utf8).write(to: page)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == TransitionReference.markdown)
    }
}
