import ActionPlans
import Partnership
import TestSupport
import Vocabulary

/// Makes random entries that could have happened, and some that hardly could: answers to promises that are not
/// there, reports on withdrawn actions, clocks put back, texts of every kind.
struct RandomHistory {
    var random: SeededRandom
    private(set) var replay = Replay()
    private(set) var sequence = JournalSequence.none
    private(set) var recorded = Instant(microseconds: 1_200_000_000_000_000)
    private var day = Day(number: 13_900)
    private var nextAction = 1
    private var nextRound = 1
    private var nextStrategy = 1

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One append: usually one entry, sometimes several. The instant may lie before the last one.
    mutating func step() -> (drafts: [EntryDraft<PlanEntry>], at: Instant) {
        day = day.adding(days: random.number(0...4))
        let offered = recorded.adding(seconds: Int64(random.number(-500...90_000)))
        let count = random.chance(15) ? random.number(2...4) : 1
        var drafts: [EntryDraft<PlanEntry>] = []
        for _ in 0..<count {
            let entry = entry()
            sequence = JournalSequence(sequence.number + 1)
            recorded = max(recorded, offered)
            replay.apply(entry, at: sequence, recorded: recorded)
            let author: Author = random.chance(80) ? .member(MemberID(random.number(1...5))) : .program
            drafts.append(EntryDraft(author: author, payload: entry))
        }
        return (drafts, offered)
    }

    private mutating func entry() -> PlanEntry {
        if nextStrategy == 1 || (nextStrategy < 4 && random.chance(5)) { return imported() }
        let action = anyAction()
        let promise = random.number(1...3)
        switch random.number(1...100) {
        case 1...8: return revised()
        case 9...16: return owners()
        case 17...24: return roundOpened()
        case 25...26 where !replay.rounds.isEmpty: return roundExtended()
        case 27 where !replay.rounds.isEmpty: return roundReopened()
        case 28 where !replay.rounds.isEmpty: return random.chance(60) ? roundReminded() : roundWithdrawn()
        case 29...38:
            return .delayAsked(
                DelayAsked(
                    action: action, promise: promise, newDay: someDay(), on: day, reason: text(),
                    by: MemberID(random.number(1...5))))
        case 39...46: return .delayAgreed(decided(action, promise))
        case 47...50: return .delayRefused(decided(action, promise))
        case 51...58: return settled()
        case 63...65: return added()
        case 66...69: return amended()
        case 70...75: return corrected(action)
        case 76...78: return undone()
        case 79...81: return findingSettled()
        case 59...62:
            return .actionWithdrawn(
                ActionWithdrawn(
                    action: action, on: day, reason: text(), successor: random.chance(30) ? anyAction() : nil))
        case 63...68: return handedOver()
        default: return reported(action)
        }
    }

    private mutating func anyAction() -> ActionID { random.pick(replay.actions.keys.sorted()) }
    private mutating func anyStrategy() -> StrategyID { random.pick(replay.strategies.keys.sorted()) }
    private mutating func someDay() -> Day { day.adding(days: random.number(-200...400)) }
    private mutating func someMembers() -> [MemberID] {
        (0..<random.number(0...3)).map { _ in MemberID(random.number(1...5)) }
    }

    private mutating func imported() -> PlanEntry {
        let id = StrategyID(nextStrategy)
        nextStrategy += 1
        return .planImported(
            PlanImported(
                strategy: id, title: text(), year: random.pick(PlanYear.allCases), marking: marking(),
                source: source(), on: day, actions: (0..<random.number(1...8)).map { _ in entered() },
                layout: layout()))
    }

    private mutating func layout() -> String? {
        random.chance(60) ? random.pick(["national-2008", "metropolitan-2003"]) : nil
    }

    private mutating func revised() -> PlanEntry {
        let strategy = anyStrategy()
        let mine = replay.actions.values.filter { $0.strategy == strategy }.sorted { $0.id < $1.id }
        var changed: [ChangedAction] = []
        for action in mine where random.chance(40) {
            var wording = wording()
            if random.chance(60) {
                // Some commitments stay as they were, in another order, and some are gone.
                let kept = action.wording.timescale.commitments.filter { _ in random.chance(70) }.reversed()
                wording.timescale.commitments = Array(kept) + wording.timescale.commitments.prefix(1)
                // And some say the same day in other words.
                for index in wording.timescale.commitments.indices where random.chance(20) {
                    wording.timescale.commitments[index].label = text()
                }
            }
            changed.append(ChangedAction(id: action.id, position: random.number(1...20), wording: wording))
        }
        return .planRevised(
            PlanRevised(
                strategy: strategy, source: source(), on: day, added: (0..<random.number(0...2)).map { _ in entered() },
                changed: changed, layout: layout()))
    }

    private mutating func added() -> PlanEntry {
        .actionAdded(
            ActionAdded(
                strategy: anyStrategy(), on: day, action: entered(),
                meeting: random.chance(50) ? MeetingID(random.number(1...5)) : nil))
    }

    private mutating func amended() -> PlanEntry {
        let action = anyAction()
        var wording = wording()
        if random.chance(60), let old = replay.actions[action] {
            wording.timescale.commitments =
                old.wording.timescale.commitments.filter { _ in random.chance(70) }
                + wording.timescale.commitments.prefix(1)
        }
        return .actionAmended(
            ActionAmended(
                action: action, on: day, position: random.number(1...20), wording: wording, reason: text()))
    }

    /// Of something, sometimes of what never was.
    private mutating func corrected(_ action: ActionID) -> PlanEntry {
        let reported = replay.actions[action]?.lastReport?.sequence
        let other = JournalSequence(Int64(random.number(1...Int(sequence.number))))
        let request = DelayRequest(newDay: someDay(), reason: text(), by: MemberID(1))
        let parts = (1...3).filter { _ in random.chance(50) }.map { number in
            EntryCorrected.Restored(
                promise: number, reopened: random.chance(50),
                occurrences: random.chance(30) ? [Day(number: 14_000 + random.number(0...3) * 91)] : [],
                agreed: random.chance(30) ? .init(day: random.chance(50) ? someDay() : nil, slips: 1) : nil,
                request: random.chance(30) ? .init(open: random.chance(50) ? request : nil) : nil,
                unsettled: random.chance(30))
        }
        return .entryCorrected(
            EntryCorrected(
                action: action, corrects: random.chance(70) ? reported ?? other : other, kind: "progress-reported",
                on: day, reason: text(), retractsUpdate: random.chance(70), reinstates: random.chance(50),
                commitments: parts))
    }

    /// The last revision of a plan, or a whole plan while another one is left.
    private mutating func undone() -> PlanEntry {
        let strategy = anyStrategy()
        guard let row = replay.strategies[strategy], let stood = replay.before[row.sourceAt] else { return added() }
        let mine = replay.actions.values.filter { $0.strategy == strategy }.map(\.id).sorted()
        let leaves = stood.strategies[strategy] == nil
        if leaves, replay.strategies.count < 2 { return added() }
        return .importUndone(
            ImportUndone(
                strategy: strategy, undoes: row.sourceAt, on: day, reason: text(), planLeaves: leaves,
                removed: mine.filter { stood.actions[$0] == nil }, restored: mine.filter { stood.actions[$0] != nil }))
    }

    private mutating func owners() -> PlanEntry {
        let strategy = anyStrategy()
        let mine = replay.actions.values.filter { $0.strategy == strategy }.map(\.id).sorted()
        return .ownersConfirmed(
            OwnersConfirmed(
                strategy: strategy,
                assignments: mine.filter { _ in random.chance(50) }.map { action in
                    .init(
                        action: action, updateOwner: random.chance(80) ? MemberID(random.number(1...5)) : nil,
                        contributing: someMembers())
                }))
    }

    /// Also of posts nobody holds, of actions that are not theirs, and back to the one who hands over.
    private mutating func handedOver() -> PlanEntry {
        let all = replay.actions.keys.sorted()
        return .postHandedOver(
            HandedOver(
                from: MemberID(random.number(1...5)), to: MemberID(random.number(1...5)), on: day, reason: text(),
                owned: all.filter { _ in random.chance(25) }, contributing: all.filter { _ in random.chance(20) }))
    }

    private mutating func roundOpened() -> PlanEntry {
        let strategy = anyStrategy()
        let id = RoundID(nextRound)
        nextRound += 1
        let mine = replay.actions.values.filter { $0.strategy == strategy }.map(\.id).sorted()
        return .roundOpened(
            RoundOpened(
                round: id, strategy: strategy, periodFrom: day.adding(days: -90), periodTo: day, opens: day,
                closes: day.adding(days: 14), owing: mine.filter { _ in random.chance(70) }))
    }

    private mutating func roundExtended() -> PlanEntry {
        let round = random.pick(replay.rounds.values.sorted { $0.id < $1.id })
        return .roundExtended(
            RoundExtended(round: round.id, strategy: round.strategy, closes: someDay(), reason: text()))
    }

    private mutating func roundReopened() -> PlanEntry {
        let round = random.pick(replay.rounds.values.sorted { $0.id < $1.id })
        return .roundReopened(
            RoundReopened(round: round.id, strategy: round.strategy, closes: someDay(), reason: text()))
    }

    private mutating func roundWithdrawn() -> PlanEntry {
        let round = random.pick(replay.rounds.values.sorted { $0.id < $1.id })
        return .roundWithdrawn(
            RoundWithdrawn(round: round.id, strategy: round.strategy, on: someDay(), reason: text()))
    }

    private mutating func roundReminded() -> PlanEntry {
        let round = random.pick(replay.rounds.values.sorted { $0.id < $1.id })
        return .roundReminded(
            RoundReminded(
                round: round.id, strategy: round.strategy, on: day, step: random.number(0...4), members: someMembers()))
    }

    private mutating func decided(_ action: ActionID, _ promise: Int) -> DelayDecided {
        DelayDecided(
            action: action, promise: promise, newDay: someDay(), replaces: random.chance(70) ? someDay() : nil, on: day,
            note: random.chance(50) ? text() : nil)
    }

    private mutating func settled() -> PlanEntry {
        let strategy = anyStrategy()
        let mine = replay.actions.values.filter { $0.strategy == strategy }.map(\.id).sorted()
        let withdrawAll = random.chance(30)
        var answers: [DeadlinesSettled.Answer] = []
        for action in mine where random.chance(40) {
            for promise in 1...3 where withdrawAll || random.chance(50) {
                let other = random.pick([SettleAnswer.done, .delayAgreed(until: someDay()), .missed, .withdrawn])
                answers.append(
                    .init(
                        action: action, promise: promise, answer: withdrawAll ? .withdrawn : other,
                        occurrence: random.chance(30) ? someDay() : nil))
            }
        }
        return .deadlinesSettled(DeadlinesSettled(strategy: strategy, on: day, note: text(), answers: answers))
    }

    private mutating func findingSettled() -> PlanEntry {
        .findingSettled(
            FindingSettled(
                strategy: anyStrategy(), finding: "no-owner:\(random.number(1...3))", kind: .noOwner,
                actions: [anyAction()], answer: random.pick(FindingAnswer.allCases), note: text(), on: day))
    }

    private mutating func reported(_ action: ActionID) -> PlanEntry {
        var completes: [ProgressReported.Completed] = []
        while random.chance(35) {
            let occurrence: Day? = random.chance(40) ? Day(number: 14_000 + random.number(0...3) * 91) : nil
            completes.append(.init(promise: random.number(1...3), occurrence: occurrence))
        }
        return .progressReported(
            ProgressReported(
                action: action, on: day, happened: random.chance(40) ? someDay() : nil, note: text(),
                evidence: completes.isEmpty ? nil : text(), completes: completes))
    }

    private mutating func entered() -> EnteredAction {
        let id = ActionID(nextAction)
        nextAction += 1
        return EnteredAction(
            id: id, position: random.number(1...20), wording: wording(), marking: marking(),
            updateOwner: random.chance(70) ? MemberID(random.number(1...5)) : nil, contributing: someMembers())
    }

    private mutating func marking() -> Marking { random.chance(25) ? .officialSensitive : .official }

    private mutating func source() -> PlanSource {
        PlanSource(name: text() + ".csv", digest: String(repeating: random.pick(["a", "b", "0"]), count: 64))
    }
}

extension RandomHistory {
    private mutating func wording() -> ActionWording {
        func maybe(_ value: String) -> String? { random.chance(60) ? value : nil }
        return ActionWording(
            number: maybe("\(random.number(1...90)).\(random.number(1...9))"),
            path: (0..<random.number(0...3)).map { _ in
                PlanLevel(level: random.pick(PlanLevel.Kind.allCases), number: maybe("2"), text: text())
            },
            text: text(), owner: maybe(text()), leads: (0..<random.number(0...3)).map { _ in text() },
            contributors: (0..<random.number(0...2)).map { _ in text() }, resources: maybe(text()),
            coverage: maybe(text()), outcome: maybe(text()), measure: maybe(text()), progress: maybe(text()),
            equality: maybe(text()), notes: maybe(text()),
            timescale: Timescale(
                wording: maybe(text()), commitments: (0..<random.number(1...3)).map { _ in commitment() }))
    }

    private mutating func commitment() -> Commitment {
        func maybe<Value>(_ percent: Int, _ value: Value) -> Value? { random.chance(percent) ? value : nil }
        return Commitment(
            wording: maybe(90, text()), label: maybe(20, text()), opens: maybe(30, someDay()),
            due: maybe(70, someDay()),
            repeats: maybe(25, Recurrence(every: random.number(1...6), unit: random.pick(IntervalUnit.allCases))),
            continues: random.chance(15), condition: maybe(10, text()),
            relative: maybe(
                10, RelativeTerm(every: random.number(1...9), unit: random.pick(IntervalUnit.allCases), anchor: text())),
            past: random.chance(10), undecided: random.chance(10), understood: random.chance(90))
    }

    private static let texts = [
        "", "Open a drop-in clinic", "Café «évaluation»", "a \"quoted\" / 'odd' \\ text", "line one\nline two\ttab",
        "Robert'); DROP TABLE entry;--", "<script>alert(1)</script>", "שלום עולם", "null", "🙂 4 × ½", "=1+1",
        "\u{1}\u{1F}",
        String(repeating: "long ", count: 300),
    ]

    private mutating func text() -> String { random.pick(Self.texts) }
}
