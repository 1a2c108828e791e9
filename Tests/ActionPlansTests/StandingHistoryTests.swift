import ActionPlans
import Testing
import TestSupport
import Vocabulary

/// A small random history: kept as the oracle's list and, beside it, as the pictures a store would hand out.
struct RandomHistory {
    static let length = 420
    private(set) var oracle: StandingOracle
    private var rounds: [Round] = []
    private var owed: [RoundID: Set<ActionID>] = [:]

    init(seed: UInt64) {
        var numbers = SeededRandom(seed: seed)
        let commitments = (0...numbers.below(3)).map { _ in
            (0...numbers.below(2)).map { _ in RandomHistory.commitment(&numbers) }
        }
        oracle = StandingOracle(imported: Sample.imported, commitments: commitments)
        var day = Sample.imported
        while day < Sample.imported.adding(days: RandomHistory.length) {
            day = day.adding(days: numbers.below(12))
            addEvent(on: day, &numbers)
        }
    }

    private static func commitment(_ numbers: inout SeededRandom) -> Commitment {
        let due = Sample.imported.adding(days: numbers.below(400) - 120)
        switch numbers.below(10) {
        case 0: return Commitment(undecided: true)
        case 1: return Commitment(due: numbers.chance(50) ? due : nil, past: true)
        case 2, 3:
            let months = [1, 3, 6][numbers.below(3)]
            let opens = Sample.imported.startOfMonth.adding(months: numbers.below(8) - 4)
            return Commitment(opens: opens, repeats: Recurrence(every: months, unit: .month))
        case 4, 5: return Commitment(opens: due.adding(days: -numbers.below(90)), due: due)
        case 6: return Commitment(opens: due, continues: true)
        default: return Commitment(due: due)
        }
    }

    private mutating func addEvent(on day: Day, _ numbers: inout SeededRandom) {
        let action = numbers.below(oracle.commitments.count)
        let promise = numbers.below(oracle.commitments[action].count)
        switch numbers.below(14) {
        case 0...4: oracle.events.append((day, .report(action: action, completes: [])))
        case 5:
            oracle.events.append((day, .report(action: action, completes: [(promise, nil)])))
        case 6:
            let now = picture(on: day)
            let occurrence = now.actions[action].promises[promise].occurrenceToReport(on: day, in: now.strategy)
            guard let occurrence else { return }
            oracle.events.append((day, .report(action: action, completes: [(promise, occurrence)])))
        case 7, 8:
            guard oracle.commitments[action][promise].repeats == nil else { return }
            let later = (oracle.commitments[action][promise].due ?? day).adding(days: 1 + numbers.below(150))
            oracle.events.append((day, .delayAgreed(action: action, promise: promise, later)))
        case 9, 10:
            let item = SettleList.of(picture(on: day), on: day)
                .first { $0.action.number == action + 1 && $0.promise == promise + 1 }
            guard item != nil else { return }
            let answers: [SettleAnswer] = [.done, .missed, .withdrawn, .delayAgreed(until: day.adding(days: 40))]
            let isRepeated = oracle.commitments[action][promise].repeats != nil
            let answer = answers[numbers.below(isRepeated ? 3 : 4)]
            oracle.events.append((day, .settled(action: action, promise: promise, answer)))
        case 11, 12: openRound(on: day, &numbers)
        default:
            if numbers.chance(15) { oracle.events.append((day, .withdrawn(action: action))) }
        }
    }

    private mutating func openRound(on day: Day, _ numbers: inout SeededRandom) {
        let opens = day.adding(days: numbers.below(9) - 4)
        let last = rounds.last
        let command = OpenRound(
            periodFrom: last.map { $0.periodTo.adding(days: 1) } ?? opens.adding(days: -30), periodTo: opens,
            opens: opens, closes: max(day, opens).adding(days: numbers.below(20)))
        let number = RoundID(rounds.count + 1)
        let decided = command.decide(in: picture(on: day), number: number, on: day)
        guard case .success(.roundOpened(let facts)) = decided else { return }
        let round = Round(
            id: number, strategy: StrategyID(1), periodFrom: facts.periodFrom, periodTo: facts.periodTo,
            opens: facts.opens, closes: facts.closes, opened: JournalSequence(Int64(oracle.events.count) + 2),
            openedAt: Instant(microseconds: 0), version: .none)
        rounds.append(round)
        owed[number] = Set(facts.owing)
        oracle.events.append((day, .opened(round)))
    }

    /// The plan as a store would give it at the end of a day.
    func picture(on day: Day) -> Plan {
        var actions = oracle.commitments.enumerated().map { index, commitments in
            Sample.action(
                index + 1, commitments.enumerated().map { Sample.promise($1, number: $0 + 1) })
        }
        for (sequence, entry) in oracle.events.enumerated() where entry.day <= day {
            apply(entry.event, on: entry.day, Int64(sequence) + 2, to: &actions)
        }
        let known = rounds.filter { round in
            oracle.events.contains { entry in
                if case .opened(round) = entry.event { entry.day <= day } else { false }
            }
        }
        return Plan(
            strategy: Sample.strategy(), at: JournalSequence(100), actions: actions, rounds: known, owed: owed)
    }

    private func apply(_ event: StandingOracle.Event, on day: Day, _ sequence: Int64, to actions: inout [Action]) {
        let completion = Completion(recordedOn: day, happened: nil, evidence: "Evidence")
        switch event {
        case .report(let action, let completes):
            actions[action].lastReport = ReportMark(
                sequence: JournalSequence(sequence), recorded: Instant(microseconds: 0), day: day)
            for (promise, occurrence) in completes {
                if let occurrence {
                    actions[action].promises[promise].occurrences[occurrence] = completion
                } else {
                    actions[action].promises[promise].completed = completion
                }
            }
        case .delayAgreed(let action, let promise, let newDay):
            actions[action].promises[promise].agreedDay = newDay
        case .settled(let action, let promise, let answer):
            actions[action].promises[promise].settled = answer
            switch answer {
            case .done:
                let calendar = OccurrenceCalendar(
                    actions[action].promises[promise].commitment, year: .financial, imported: Sample.imported)
                if let past = calendar?.latestDue(onOrBefore: Sample.imported.adding(days: -1)) {
                    actions[action].promises[promise].occurrences[past] = completion
                } else {
                    actions[action].promises[promise].completed = completion
                }
            case .delayAgreed(let until): actions[action].promises[promise].agreedDay = until
            case .missed, .withdrawn: break
            }
        case .withdrawn(let action):
            actions[action].retired = Retirement(on: day, reason: "No longer needed", successor: nil)
        case .opened: break
        }
    }
}

@Suite("Standing agrees with the rules read word for word, over random histories")
struct StandingHistoryTests {
    @Test("Every commitment on every week of every history", arguments: 0..<150)
    func agrees(seed: Int) {
        let history = RandomHistory(seed: UInt64(seed))
        for week in stride(from: 0, through: RandomHistory.length + 60, by: 5) {
            let day = Sample.imported.adding(days: week)
            let plan = history.picture(on: day)
            let context = StandingContext(plan, on: day)
            for (index, action) in plan.actions.enumerated() {
                for (number, promise) in action.promises.enumerated() {
                    let found = Standing.of(promise, in: action, on: day, context).status
                    let expected = history.oracle.status(action: index, promise: number, on: day)
                    #expect(found == expected, "seed \(seed), action \(index), promise \(number), \(day)")
                }
            }
        }
    }

    @Test("The histories reach every status")
    func reachesEverything() {
        var found: Set<Status> = []
        for seed in 0..<150 {
            let history = RandomHistory(seed: UInt64(seed))
            for week in stride(from: 0, through: RandomHistory.length, by: 20) {
                let day = Sample.imported.adding(days: week)
                for (index, action) in history.oracle.commitments.enumerated() {
                    for number in action.indices {
                        found.insert(history.oracle.status(action: index, promise: number, on: day))
                    }
                }
            }
        }
        #expect(found == Set(Status.allCases))
    }

    @Test("Time alone never makes a commitment better, but by a closing round or a new occurrence", arguments: 0..<60)
    func timeAlone(seed: Int) {
        let history = RandomHistory(seed: UInt64(seed))
        let plan = history.picture(on: Sample.imported.adding(days: 200))
        guard plan.rounds.isEmpty else { return }
        for action in plan.actions {
            for promise in action.promises where promise.commitment.repeats == nil {
                var before: Colour?
                for later in 200..<600 {
                    let day = Sample.imported.adding(days: later)
                    let colour = Standing.of(promise, in: action, on: day, StandingContext(plan, on: day)).colour
                    if let before, let colour, before != .grey { #expect(colour <= before) }
                    before = colour
                }
            }
        }
    }

    @Test("The mark and its list agree on every history", arguments: 0..<60)
    func markAndList(seed: Int) {
        let history = RandomHistory(seed: UInt64(seed))
        for week in stride(from: 0, through: RandomHistory.length, by: 21) {
            let day = Sample.imported.adding(days: week)
            let plan = history.picture(on: day)
            let point = PlanComparison.point(for: plan, on: day)
            let earlier = history.picture(on: point.day)
            let then = Plan(
                strategy: earlier.strategy,
                at: JournalSequence(Int64(history.oracle.events.filter { $0.day <= point.day }.count) + 1),
                actions: earlier.actions, rounds: earlier.rounds, owed: earlier.owed)
            let picture = PlanPicture(of: plan, on: day, comparedWith: PlanComparison(point: point, plan: then))
            for (position, action) in plan.actions.enumerated() {
                #expect(picture.isChanged[position] == !picture.changes(of: action.id).isEmpty)
            }
            #expect(picture.counts.changed == picture.isChanged.filter(\.self).count)
            #expect(picture.counts.total + picture.counts[.withdrawn] == plan.actions.count)
        }
    }
}
