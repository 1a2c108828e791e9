import ActionPlans
import Vocabulary

/// A plan's history as a bare list, and the rules of colour read off it word for word: no picture, no context, every
/// question answered by searching the whole list again. Slow, and the judge of the fast way.
struct StandingOracle {
    enum Event {
        case report(action: Int, completes: [(promise: Int, occurrence: Day?)])
        case delayAgreed(action: Int, promise: Int, Day)
        case settled(action: Int, promise: Int, SettleAnswer)
        case opened(Round)
        case withdrawn(action: Int)
    }

    let imported: Day
    /// Action, then its commitments.
    let commitments: [[Commitment]]
    /// In the order of the journal, with the day of recording.
    var events: [(day: Day, event: Event)] = []

    func status(action: Int, promise: Int, on day: Day) -> Status {
        status(action, promise, on: day, of: events.filter { $0.day <= day })
    }

    private func status(_ action: Int, _ promise: Int, on day: Day, of known: [(day: Day, event: Event)]) -> Status {
        let commitment = commitments[action][promise]
        if isWithdrawn(action, promise, known) { return .withdrawn }
        let counted = countedDay(commitment, on: day)
        if isCompleted(action, promise, counted, known) { return .completed }
        if let opens = commitment.opens, day < opens { return .notYetOpen }
        let agreed = agreedDays(action, promise, known)
        let wasPast = commitment.past || (counted != nil && counted! < imported)
        if wasPast, agreed.isEmpty, answer(action, promise, known) == nil { return .notYetConfirmed }
        if let last = agreed.last, commitment.repeats == nil {
            if day > last { return .overdue }
        } else if let counted, day > counted {
            return .overdue
        }
        return isSilent(action, on: day, known) ? .silent : .underWay
    }

    /// The stated due day, or that of the occurrence that counts, found by counting up from the first.
    private func countedDay(_ commitment: Commitment, on day: Day) -> Day? {
        guard let repeats = commitment.repeats, let opens = commitment.opens else { return commitment.due }
        var count = 1
        var latest: Day?
        while true {
            let due = opens.adding(months: count * repeats.every).adding(days: -1)
            if due > day { return latest ?? due }
            latest = due
            count += 1
        }
    }

    private func isWithdrawn(_ action: Int, _ promise: Int, _ known: [(day: Day, event: Event)]) -> Bool {
        known.contains { entry in
            switch entry.event {
            case .withdrawn(let which): which == action
            case .settled(let which, let number, .withdrawn): which == action && number == promise
            default: false
            }
        }
    }

    private func isCompleted(
        _ action: Int, _ promise: Int, _ counted: Day?, _ known: [(day: Day, event: Event)]
    ) -> Bool {
        known.contains { entry in
            switch entry.event {
            case .report(let which, let completes):
                which == action
                    && completes.contains {
                        $0.promise == promise && ($0.occurrence == nil || $0.occurrence == counted)
                    }
            case .settled(let which, let number, .done):
                which == action && number == promise
                    && (commitments[action][promise].repeats == nil || counted! < imported)
            default: false
            }
        }
    }

    private func agreedDays(_ action: Int, _ promise: Int, _ known: [(day: Day, event: Event)]) -> [Day] {
        known.compactMap { entry in
            switch entry.event {
            case .delayAgreed(let which, let number, let day) where which == action && number == promise: day
            case .settled(let which, let number, .delayAgreed(let day)) where which == action && number == promise: day
            default: nil
            }
        }
    }

    private func answer(_ action: Int, _ promise: Int, _ known: [(day: Day, event: Event)]) -> SettleAnswer? {
        for case (_, .settled(let which, let number, let answer)) in known where which == action && number == promise {
            return answer
        }
        return nil
    }

    private func isSilent(_ action: Int, on day: Day, _ known: [(day: Day, event: Event)]) -> Bool {
        var last: (index: Int, round: Round)?
        for (index, entry) in known.enumerated() {
            if case .opened(let round) = entry.event, round.closes < day,
                last.map({ $0.round.closes < round.closes }) ?? true
            {
                last = (index, round)
            }
        }
        guard let last, owes(action, last.round, before: Array(known[..<last.index]), opened: known[last.index].day)
        else { return false }
        let reports = known.compactMap { entry -> Day? in
            if case .report(action, _) = entry.event { entry.day } else { nil }
        }
        let answered = reports.contains { last.round.opens <= $0 && $0 <= last.round.closes }
        let since = reports.contains { $0 > last.round.closes }
        return !answered && !since
    }

    /// In the plan when the round opened, not completed, opening on or before the period's last day.
    func owes(_ action: Int, _ round: Round, before: [(day: Day, event: Event)], opened: Day) -> Bool {
        let day = max(opened, round.opens)
        let all = commitments[action].indices
        let counted = all.filter { !isWithdrawn(action, $0, before) }
        guard !counted.isEmpty else { return false }
        let isDone = counted.allSatisfy {
            isCompleted(action, $0, countedDay(commitments[action][$0], on: day), before)
        }
        // What names no opening day is open whenever it is in the plan, also for a period that ended before the import.
        return !isDone && counted.contains { commitments[action][$0].opens.map { $0 <= round.periodTo } ?? true }
    }
}
