import ActionPlans
import Partnership
import Vocabulary

/// A sight as the parameters of a query: the highest marking code it reaches, below all of them when it sees no
/// plans.
extension Sight {
    var ceilingCode: SQLValue { seesPlans ? SQLValue(ceiling) : .integer(-1) }
}

/// Reads whole plans at a sequence. Each query asks for what the sight reaches and no more.
struct PlanReading {
    let connection: any Connection
    let sight: Sight
    let at: JournalSequence

    init(_ connection: any Connection, _ sight: Sight, at: JournalSequence) {
        self.connection = connection
        self.sight = sight
        self.at = at
    }

    func strategies() throws -> [Strategy] {
        let rows = try connection.rows(
            PlanQuery.strategies + " ORDER BY s.number", [SQLValue(at), sight.ceilingCode])
        var found: [Strategy] = []
        while try rows.next() { found.append(try strategy(rows)) }
        return found
    }

    func plan(_ id: StrategyID) throws -> Plan? {
        let rows = try connection.rows(
            PlanQuery.strategies + " AND s.number = ?3", [SQLValue(at), sight.ceilingCode, SQLValue(id)])
        guard try rows.next() else { return nil }
        let strategy = try strategy(rows)
        var assembly = PlanAssembly(promises: try promises(id), contributing: try contributing(id))
        try addOccurrences(id, to: &assembly)
        let actions = try actions(id, assembly)
        let (rounds, owed) = try rounds(id, reached: actions, try reminders(id))
        return Plan(strategy: strategy, at: at, actions: actions, rounds: rounds, owed: owed)
    }

    /// Which strategy an action belongs to, where the sight reaches both.
    func strategy(of action: ActionID) throws -> StrategyID? {
        let number = try connection.number(
            PlanQuery.strategyOfAction, [SQLValue(at), sight.ceilingCode, SQLValue(action)])
        return number.map { StrategyID(Int($0)) }
    }

    private func strategy(_ rows: any Rows) throws -> Strategy {
        Strategy(
            id: rows.id(0), title: rows.text(1), year: try rows.word(2), marking: rows.marking(3),
            source: PlanSource(name: rows.text(4), digest: rows.text(5)), imported: try rows.day(6),
            importedAt: rows.sequence(7), version: rows.sequence(8), sourceAt: rows.sequence(9),
            layout: rows.textIfAny(10))
    }

    private func parameters(_ id: StrategyID) -> [SQLValue] { [SQLValue(at), sight.ceilingCode, SQLValue(id)] }

    private func promises(_ id: StrategyID) throws -> [ActionID: [Promise]] {
        let rows = try connection.rows(PlanQuery.promises, parameters(id))
        var found: [ActionID: [Promise]] = [:]
        while try rows.next() {
            let action: ActionID = rows.id(0)
            found[action, default: []].append(try PromiseColumns.promise(rows, from: 1))
        }
        return found
    }

    private func addOccurrences(_ id: StrategyID, to assembly: inout PlanAssembly) throws {
        let rows = try connection.rows(PlanQuery.occurrences, parameters(id))
        while try rows.next() {
            let promise = rows.int(1)
            let day = try rows.day(2)
            assembly.add(try rows.completion(at: 3), on: day, promise: promise, of: rows.id(0))
        }
    }

    private func contributing(_ id: StrategyID) throws -> [ActionID: Set<MemberID>] {
        let rows = try connection.rows(PlanQuery.contributing, parameters(id))
        var found: [ActionID: Set<MemberID>] = [:]
        while try rows.next() { found[rows.id(0), default: []].insert(rows.id(1)) }
        return found
    }

    private func actions(_ id: StrategyID, _ assembly: PlanAssembly) throws -> [Action] {
        let rows = try connection.rows(PlanQuery.actions, parameters(id))
        var texts = SharedTexts()
        var found: [Action] = []
        while try rows.next() {
            let action: ActionID = rows.id(0)
            let promises = assembly.promises(of: action)
            var report: ReportMark?
            if !rows.isNull(9) {
                report = ReportMark(sequence: rows.sequence(9), recorded: rows.instant(10), day: try rows.day(11))
            }
            found.append(
                Action(
                    id: action, strategy: id, position: rows.int(1),
                    wording: try texts.wording(rows, from: 13, promises),
                    marking: rows.marking(2), promises: promises, updateOwner: rows.idIfAny(3),
                    contributing: assembly.contributing[action] ?? [], retired: rows.retirement(at: 4),
                    entered: rows.sequence(7), enteredOn: try texts.day(rows, 8), lastReport: report,
                    version: rows.sequence(12), raisedIn: rows.idIfAny(27)))
        }
        return PlanReading.withSuccessorsInSight(found)
    }

    /// Which action came in the place of another is left out where the sight does not reach it.
    private static func withSuccessorsInSight(_ actions: [Action]) -> [Action] {
        let reached = Set(actions.map(\.id))
        return actions.map { action in
            guard let retired = action.retired, let successor = retired.successor, !reached.contains(successor) else {
                return action
            }
            var action = action
            action.retired = Retirement(on: retired.on, reason: retired.reason, successor: nil)
            return action
        }
    }

    private func reminders(_ id: StrategyID) throws -> [RoundID: [RoundReminder]] {
        let rows = try connection.rows(PlanQuery.reminders, parameters(id))
        var found: [RoundID: [RoundReminder]] = [:]
        while try rows.next() {
            let members = NumberRanges.read(rows.text(3)).flatMap(Array.init).map { MemberID($0) }
            found[rows.id(0), default: []].append(
                RoundReminder(
                    step: rows.int(1), on: try rows.day(2), members: members, sequence: rows.sequence(4)))
        }
        return found
    }

    /// The first update of each action on or after a day.
    func firstReports(_ id: StrategyID, since day: Day) throws -> [ActionID: Day] {
        let rows = try connection.rows(PlanQuery.firstReports, parameters(id) + [SQLValue(day)])
        var found: [ActionID: Day] = [:]
        while try rows.next() { found[rows.id(0)] = try rows.day(1) }
        return found
    }

    /// An action the sight does not reach owes nothing that it could know of.
    private func rounds(
        _ id: StrategyID, reached actions: [Action], _ reminders: [RoundID: [RoundReminder]]
    ) throws -> (rounds: [Round], owed: [RoundID: Set<ActionID>]) {
        let reached = ReachedNumbers(actions.map(\.id.number))
        let rows = try connection.rows(PlanQuery.rounds, parameters(id))
        var rounds: [Round] = []
        var owed: [RoundID: Set<ActionID>] = [:]
        while try rows.next() {
            let round = Round(
                id: rows.id(0), strategy: id, periodFrom: try rows.day(1), periodTo: try rows.day(2),
                opens: try rows.day(3), closes: try rows.day(4), opened: rows.sequence(5), openedAt: rows.instant(6),
                version: rows.sequence(7), reminders: reminders[rows.id(0)] ?? [])
            rounds.append(round)
            owed[round.id] = reached.actions(in: NumberRanges.read(rows.text(8)))
        }
        return (rounds, owed)
    }
}

/// What is read before the actions and put into them.
struct PlanAssembly {
    var promises: [ActionID: [Promise]]
    let contributing: [ActionID: Set<MemberID>]

    func promises(of action: ActionID) -> [Promise] {
        guard let found = promises[action] else { return [] }
        return found.count == 1 ? found : found.sorted { $0.number < $1.number }
    }

    mutating func add(_ completion: Completion, on day: Day, promise number: Int, of action: ActionID) {
        guard let index = promises[action]?.firstIndex(where: { $0.number == number }) else { return }
        promises[action]?[index].occurrences[day] = completion
    }
}

/// The action numbers a picture holds, for asking often.
private struct ReachedNumbers {
    private let isReached: [Bool]

    init(_ numbers: [Int]) {
        var flags = [Bool](repeating: false, count: (numbers.max() ?? 0) + 1)
        for number in numbers where number >= 0 { flags[number] = true }
        isReached = flags
    }

    func actions(in ranges: [ClosedRange<Int>]) -> Set<ActionID> {
        var found: Set<ActionID> = []
        found.reserveCapacity(ranges.reduce(0) { $0 + min($1.count, isReached.count) })
        for range in ranges {
            for number in range.clamped(to: 0...(isReached.count - 1)) where range.contains(number) && isReached[number]
            {
                found.insert(ActionID(number))
            }
        }
        return found
    }
}

/// Texts that many actions share, made once for a picture: paths, leads, days.
private struct SharedTexts {
    private var paths: [String: [PlanLevel]] = [:]
    private var lists: [String: [String]] = ["[]": []]
    private var days: [String: Day] = [:]

    mutating func day(_ rows: any Rows, _ column: Int) throws -> Day {
        let text = rows.text(column)
        if let day = days[text] { return day }
        let day = try rows.day(column)
        days[text] = day
        return day
    }

    mutating func wording(_ rows: any Rows, from first: Int, _ promises: [Promise]) throws -> ActionWording {
        ActionWording(
            number: rows.textIfAny(first), path: try path(rows, first + 1), text: rows.text(first + 2),
            owner: rows.textIfAny(first + 3), leads: try list(rows, first + 4),
            contributors: try list(rows, first + 5), resources: rows.textIfAny(first + 6),
            coverage: rows.textIfAny(first + 7), outcome: rows.textIfAny(first + 8), measure: rows.textIfAny(first + 9),
            progress: rows.textIfAny(first + 10), equality: rows.textIfAny(first + 11),
            notes: rows.textIfAny(first + 12),
            timescale: Timescale(wording: rows.textIfAny(first + 13), commitments: promises.map(\.commitment)))
    }

    private mutating func path(_ rows: any Rows, _ column: Int) throws -> [PlanLevel] {
        let text = rows.text(column)
        if let path = paths[text] { return path }
        guard let path = PlanLevel.read(text) else { throw MisreadRow(column: column, expected: "a path") }
        paths[text] = path
        return path
    }

    private mutating func list(_ rows: any Rows, _ column: Int) throws -> [String] {
        let text = rows.text(column)
        if let list = lists[text] { return list }
        guard let items = TextList.read(text) else { throw MisreadRow(column: column, expected: "a list") }
        let list = items.compactMap(\.self)
        lists[text] = list
        return list
    }
}
