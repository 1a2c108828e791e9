import ActionPlans
import Partnership
import Vocabulary

/// The oracle of the read tables: the same entries, applied to plain values. Written apart from the projections, and
/// without SQL.
struct Replay {
    private(set) var strategies: [StrategyID: Strategy] = [:]
    private(set) var actions: [ActionID: Action] = [:]
    private(set) var rounds: [RoundID: Round] = [:]
    /// Of every round there ever was.
    private(set) var strategyOfRound: [RoundID: StrategyID] = [:]
    private var owing: [RoundID: [ActionID]] = [:]
    private(set) var corrected: [ActionID: [JournalSequence: JournalSequence]] = [:]
    private var reports: [ActionID: [ReportMark]] = [:]
    /// What stood right before each import and revision.
    private(set) var before: [JournalSequence: Stood] = [:]

    struct Stood {
        let strategies: [StrategyID: Strategy]
        let actions: [ActionID: Action]
    }

    mutating func apply(_ entry: PlanEntry, at sequence: JournalSequence, recorded: Instant) {
        switch entry {
        case .planImported(let facts):
            before[sequence] = Stood(strategies: strategies, actions: actions)
            strategies[facts.strategy] = Strategy(
                id: facts.strategy, title: facts.title, year: facts.year, marking: facts.marking,
                source: facts.source, imported: facts.on, importedAt: sequence, version: sequence, sourceAt: sequence,
                layout: facts.layout)
            for action in facts.actions { enter(action, facts.strategy, facts.on, sequence) }
        case .planRevised(let facts):
            before[sequence] = Stood(strategies: strategies, actions: actions)
            revise(facts, sequence)
        case .ownersConfirmed(let facts):
            strategies[facts.strategy]?.version = sequence
            for assignment in facts.assignments {
                actions[assignment.action]?.updateOwner = assignment.updateOwner
                actions[assignment.action]?.contributing = Set(assignment.contributing)
                actions[assignment.action]?.version = sequence
            }
        case .roundOpened(let facts):
            strategies[facts.strategy]?.version = sequence
            rounds[facts.round] = Round(
                id: facts.round, strategy: facts.strategy, periodFrom: facts.periodFrom, periodTo: facts.periodTo,
                opens: facts.opens, closes: facts.closes, opened: sequence, openedAt: recorded, version: sequence)
            owing[facts.round] = facts.owing
            strategyOfRound[facts.round] = facts.strategy
        case .roundExtended(let facts):
            strategies[facts.strategy]?.version = sequence
            rounds[facts.round]?.closes = facts.closes
            rounds[facts.round]?.version = sequence
        case .roundReopened(let facts):
            strategies[facts.strategy]?.version = sequence
            rounds[facts.round]?.closes = facts.closes
            rounds[facts.round]?.version = sequence
        case .roundWithdrawn(let facts):
            strategies[facts.strategy]?.version = sequence
            rounds[facts.round] = nil
        case .roundReminded(let facts):
            rounds[facts.round]?.reminders.append(
                RoundReminder(
                    step: facts.step, on: facts.on, members: Set(facts.members).sorted(), sequence: sequence))
            rounds[facts.round]?.version = sequence
        case .progressReported(let facts): report(facts, sequence, recorded)
        case .delayAsked(let facts):
            mark(facts.action, ReportMark(sequence: sequence, recorded: recorded, day: facts.on))
            actions[facts.action]?.version = sequence
            change(facts.action, facts.promise, sequence) {
                $0.request = DelayRequest(newDay: facts.newDay, reason: facts.reason, by: facts.by)
            }
        case .delayAgreed(let facts):
            change(facts.action, facts.promise, sequence) {
                $0.slips += facts.replaces.map { facts.newDay > $0 ? 1 : 0 } ?? 0
                $0.agreedDay = facts.newDay
                $0.request = nil
            }
        case .delayRefused(let facts): change(facts.action, facts.promise, sequence) { $0.request = nil }
        case .deadlinesSettled(let facts): settle(facts, sequence)
        case .actionWithdrawn(let facts):
            actions[facts.action]?.retired = Retirement(
                on: facts.on, reason: facts.reason, successor: facts.successor)
            actions[facts.action]?.version = sequence
        case .findingSettled(let facts): strategies[facts.strategy]?.version = sequence
        case .actionAdded(let facts):
            guard strategies[facts.strategy] != nil else { break }
            strategies[facts.strategy]?.version = sequence
            enter(facts.action, facts.strategy, facts.on, sequence)
            actions[facts.action.id]?.raisedIn = facts.meeting
        case .actionAmended(let facts):
            revise(
                [ChangedAction(id: facts.action, position: facts.position, wording: facts.wording)], facts.on, sequence)
        case .entryCorrected(let facts): correct(facts, sequence)
        case .importUndone(let facts): undo(facts, sequence)
        case .postHandedOver(let facts): handOver(facts, sequence)
        }
    }

    private mutating func handOver(_ facts: HandedOver, _ sequence: JournalSequence) {
        for id in Set(facts.owned).union(facts.contributing) {
            guard var action = actions[id] else { continue }
            action.version = sequence
            if facts.owned.contains(id) {
                action.updateOwner = facts.to
                action.contributing.subtract([facts.from, facts.to])
            } else {
                action.contributing.remove(facts.from)
                if action.updateOwner != facts.to { action.contributing.insert(facts.to) }
            }
            actions[id] = action
        }
    }

    private mutating func mark(_ action: ActionID, _ mark: ReportMark) {
        guard actions[action] != nil else { return }
        reports[action, default: []].append(mark)
        actions[action]?.lastReport = mark
    }

    private mutating func correct(_ facts: EntryCorrected, _ sequence: JournalSequence) {
        guard actions[facts.action] != nil else { return }
        actions[facts.action]?.version = sequence
        if corrected[facts.action]?[facts.corrects] == nil {
            corrected[facts.action, default: [:]][facts.corrects] = sequence
        }
        if facts.retractsUpdate {
            reports[facts.action]?.removeAll { $0.sequence == facts.corrects }
            actions[facts.action]?.lastReport = reports[facts.action]?.last
        }
        if facts.reinstates { actions[facts.action]?.retired = nil }
        for part in facts.commitments {
            change(facts.action, part.promise, sequence) { promise in
                if part.reopened { promise.completed = nil }
                promise.occurrences = promise.occurrences.filter { !part.occurrences.contains($0.key) }
                promise.agreedDay = part.agreed.map(\.day) ?? promise.agreedDay
                promise.slips = part.agreed?.slips ?? promise.slips
                promise.request = part.request.map(\.open) ?? promise.request
                if part.unsettled { promise.settled = nil }
            }
        }
    }

    private mutating func undo(_ facts: ImportUndone, _ sequence: JournalSequence) {
        if facts.planLeaves {
            strategies[facts.strategy] = nil
            actions = actions.filter { $0.value.strategy != facts.strategy }
            rounds = rounds.filter { $0.value.strategy != facts.strategy }
            return
        }
        for id in facts.removed { actions[id] = nil }
        let stood = before[facts.undoes]
        for id in facts.restored {
            actions[id]?.version = sequence
            guard let old = stood?.actions[id] else { continue }
            actions[id]?.position = old.position
            actions[id]?.wording = old.wording
            actions[id]?.promises = old.promises
        }
        strategies[facts.strategy]?.version = sequence
        guard let old = stood?.strategies[facts.strategy] else { return }
        strategies[facts.strategy]?.source = old.source
        strategies[facts.strategy]?.sourceAt = old.sourceAt
        strategies[facts.strategy]?.layout = old.layout
    }

    private static func slip(_ promise: Promise, _ day: Day, occurrence: Day?) -> Int {
        guard let before = promise.agreedDay ?? occurrence ?? promise.commitment.due else { return 0 }
        return day > before ? 1 : 0
    }

    private mutating func enter(
        _ action: EnteredAction, _ strategy: StrategyID, _ day: Day, _ sequence: JournalSequence
    ) {
        var promises: [Promise] = []
        for commitment in action.wording.timescale.commitments {
            promises.append(Promise(number: promises.count + 1, commitment: commitment))
        }
        actions[action.id] = Action(
            id: action.id, strategy: strategy, position: action.position, wording: action.wording,
            marking: action.marking, promises: promises, updateOwner: action.updateOwner,
            contributing: Set(action.contributing), retired: nil, entered: sequence, enteredOn: day,
            lastReport: nil, version: sequence)
    }

    private mutating func revise(_ facts: PlanRevised, _ sequence: JournalSequence) {
        strategies[facts.strategy]?.source = facts.source
        strategies[facts.strategy]?.sourceAt = sequence
        strategies[facts.strategy]?.version = sequence
        if let layout = facts.layout { strategies[facts.strategy]?.layout = layout }
        for action in facts.added { enter(action, facts.strategy, facts.on, sequence) }
        revise(facts.changed, facts.on, sequence)
    }

    private mutating func revise(_ changes: [ChangedAction], _ day: Day, _ sequence: JournalSequence) {
        for change in changes {
            guard var action = actions[change.id] else { continue }
            var left = action.promises
            var carried: [Promise] = []
            var found: Set<Int> = []
            for commitment in change.wording.timescale.commitments {
                var next = Promise(number: carried.count + 1, commitment: commitment, enteredOn: day)
                if let index = left.indices.first(where: { left[$0].commitment == commitment }) {
                    let old = left.remove(at: index)
                    next.completed = old.completed
                    next.occurrences = old.occurrences
                    next.agreedDay = old.agreedDay
                    next.slips = old.slips
                    next.request = old.request
                    next.settled = old.settled
                    next.enteredOn = old.enteredOn
                    found.insert(next.number)
                }
                carried.append(next)
            }
            for index in carried.indices where !found.contains(carried[index].number) {
                let same = left.firstIndex { old in
                    old.commitment.due != nil && old.commitment.due == carried[index].commitment.due
                        && old.completed == nil && old.occurrences == [:] && old.agreedDay == nil && old.settled == nil
                }
                if let same { carried[index].enteredOn = left.remove(at: same).enteredOn }
            }
            action.promises = carried
            action.wording = change.wording
            action.position = change.position
            action.version = sequence
            actions[change.id] = action
        }
    }

    private mutating func report(_ facts: ProgressReported, _ sequence: JournalSequence, _ recorded: Instant) {
        guard actions[facts.action] != nil else { return }
        actions[facts.action]?.version = sequence
        mark(facts.action, ReportMark(sequence: sequence, recorded: recorded, day: facts.on))
        let completion = Completion(recordedOn: facts.on, happened: facts.happened, evidence: facts.evidence ?? "")
        for completed in facts.completes {
            change(facts.action, completed.promise, sequence) { promise in
                if let day = completed.occurrence {
                    promise.occurrences[day] = promise.occurrences[day] ?? completion
                } else {
                    promise.completed = promise.completed ?? completion
                }
            }
        }
    }

    private mutating func settle(_ facts: DeadlinesSettled, _ sequence: JournalSequence) {
        strategies[facts.strategy]?.version = sequence
        for answer in facts.answers {
            change(answer.action, answer.promise, sequence) { promise in
                promise.settled = answer.answer
                switch answer.answer {
                case .done:
                    let done = Completion(recordedOn: facts.on, happened: nil, evidence: facts.note)
                    if let day = answer.occurrence {
                        promise.occurrences[day] = promise.occurrences[day] ?? done
                    } else {
                        promise.completed = promise.completed ?? done
                    }
                case .delayAgreed(let until):
                    promise.slips += Self.slip(promise, until, occurrence: answer.occurrence)
                    promise.agreedDay = until
                case .missed, .withdrawn: break
                }
            }
        }
        for id in Set(facts.answers.map(\.action)) {
            guard let action = actions[id], action.retired == nil,
                action.promises.allSatisfy({ $0.settled == .withdrawn })
            else { continue }
            actions[id]?.retired = Retirement(on: facts.on, reason: facts.note, successor: nil)
        }
    }

    private mutating func change(
        _ action: ActionID, _ promise: Int, _ sequence: JournalSequence, _ body: (inout Promise) -> Void
    ) {
        actions[action]?.version = sequence
        guard let index = actions[action]?.promises.firstIndex(where: { $0.number == promise }) else { return }
        body(&actions[action]!.promises[index])
    }

    /// What a sight reaches of a plan, judged row by row with `maySee`.
    func plan(_ id: StrategyID, _ sight: Sight, at: JournalSequence) -> Plan? {
        guard let strategy = strategies[id], sight.maySee(markedAs: strategy.marking) else { return nil }
        var seen = actions.values.filter { $0.strategy == id && sight.maySee(markedAs: $0.marking) }
            .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        let ids = Set(seen.map(\.id))
        // A successor out of sight is not named.
        for (index, action) in seen.enumerated() {
            guard let left = action.retired, let next = left.successor, !ids.contains(next) else { continue }
            seen[index].retired = Retirement(on: left.on, reason: left.reason, successor: nil)
        }
        let opened = rounds.values.filter { $0.strategy == id }.sorted { ($0.opens, $0.id) < ($1.opens, $1.id) }
        var owed: [RoundID: Set<ActionID>] = [:]
        for round in opened { owed[round.id] = Set(owing[round.id] ?? []).intersection(ids) }
        return Plan(strategy: strategy, at: at, actions: seen, rounds: opened, owed: owed)
    }

    func strategies(_ sight: Sight) -> [Strategy] {
        strategies.values.filter { sight.maySee(markedAs: $0.marking) }.sorted { $0.id < $1.id }
    }
}
