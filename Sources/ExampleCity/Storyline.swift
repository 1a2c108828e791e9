import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// What becomes of one action over the city's history: every update, request and answer, as deeds of its members.
///
/// A pure function of the action, the dates and the seed. It knows nothing of colours: what the page shows follows
/// from the deeds by the rules of the product.
struct Storyline {
    let action: Action
    let strategy: Strategy
    let dates: CityDates
    let cast: Cast
    let notes: Notes
    let time: WorkingTime
    /// The day on which the action is withdrawn; nothing happens to it from then on.
    let withdrawn: Day?

    private var draw: Draw { time.draw }
    private var story: Story? { Story.of(action.wording.text) }
    private var key: String { action.id.reference }

    /// In no order.
    func deeds() -> [Deed] {
        var kept: [Kept] = []
        for promise in action.promises { kept += keeping(promise) }
        let done = kept.filter { $0.completes != nil }
        return kept.compactMap(\.deed) + updates(beside: done)
    }

    /// A step in keeping one commitment.
    struct Kept {
        let day: Day
        let deed: Deed?
        let completes: Int?
    }

    // MARK: Updates when a round asks

    private func updates(beside done: [Kept]) -> [Deed] {
        let last =
            action.promises.allSatisfy({ promise in
                done.contains { $0.completes == promise.number } && promise.commitment.repeats == nil
            }) ? done.map(\.day).max() : nil
        return dates.rounds.enumerated().compactMap { index, round in
            if let last, last < round.opens { return nil }
            if let withdrawn, withdrawn <= dates.lastDay(of: round) { return nil }
            guard action.promises.contains(where: { $0.commitment.opens.map { $0 <= round.periodTo } ?? true }),
                !done.contains(where: { round.opens <= $0.day && $0.day <= dates.lastDay(of: round) }),
                let day = answer(to: round, index)
            else { return nil }
            return update(on: day, index)
        }
    }

    /// The day on which a round is answered: in time, late, or nil.
    private func answer(to round: CityDates.RoundDates, _ index: Int) -> Day? {
        let roundKey = "\(key) round \(index)"
        if let quiet = story?.quietFrom, index >= quiet { return nil }
        guard let owner = owner(on: round.opens) else { return nil }
        let isOpen = index == dates.rounds.count - 1
        let answers = draw.share("answers \(roundKey)") < cast.answers(owner) * (isOpen ? 0.5 : 1)
        let last = min(dates.lastDay(of: round), dates.today)
        if answers {
            let span = last.number - round.opens.number
            let day = WorkingTime.onOrAfter(round.opens.adding(days: draw.whole(0...max(0, span), "day \(roundKey)")))
            return day <= last ? day : nil
        }
        guard !isOpen, draw.share("late \(roundKey)") < 0.3 else { return nil }
        return WorkingTime.onOrAfter(last.adding(days: draw.whole(3...25, "late day \(roundKey)")))
    }

    private func update(on day: Day, _ index: Int) -> Deed? {
        guard let owner = owner(on: day) else { return nil }
        let noChange = draw.share("no change \(key) \(index)") < 0.12
        let note = noChange ? "" : notes.progress(cast.agency(of: owner), "\(key) \(index)")
        return deed(day, by: owner, .reportProgress(ReportProgress(action: action.id, note: note)), "update \(index)")
    }

    // MARK: Keeping commitments

    private func keeping(_ promise: Promise) -> [Kept] {
        let commitment = promise.commitment
        guard commitment.understood, promise.settled != .done, promise.settled != .withdrawn else { return [] }
        if let calendar = OccurrenceCalendar(commitment, year: strategy.year, imported: strategy.imported) {
            return occurrences(of: promise, calendar)
        }
        if case .finished(let month) = story?.fate {
            return completion(of: promise, on: WorkingTime.onOrBefore(dates.base.adding(months: month).endOfMonth))
        }
        guard !commitment.past, let due = promise.agreedDay ?? commitment.due else { return [] }
        if due < dates.imports[0] {
            return promise.settled == nil
                ? [] : completion(of: promise, on: WorkingTime.onOrAfter(dates.base.adding(days: 52)))
        }
        let fate = story.map(\.fate) ?? .drawn
        return keeping(
            promise, due: due, fate == .drawn || promise.number > 1 ? draw.fate("\(key) \(promise.number)") : fate)
    }

    private func keeping(_ promise: Promise, due: Day, _ fate: Fate) -> [Kept] {
        let early = draw.whole(1...16, "early \(key) \(promise.number)")
        let inTime = WorkingTime.onOrBefore(due.adding(days: -early))
        switch fate {
        case .inTime: return completion(of: promise, on: inTime)
        case .late(let days): return completion(of: promise, on: WorkingTime.onOrAfter(due.adding(days: days)))
        case .slips(let times, let completed): return slips(promise, due: due, times: times, completed: completed)
        case .refused(let completed):
            let asked = request(promise, due: due, agrees: false, time: 1)
            let days = draw.whole(15...45, "refused \(key)")
            return asked.kept
                + (completed ? completion(of: promise, on: WorkingTime.onOrAfter(due.adding(days: days))) : [])
        case .asked: return request(promise, due: due, agrees: nil, time: 1).kept
        case .forgotten, .finished, .drawn: return []
        }
    }

    private func slips(_ promise: Promise, due: Day, times: Int, completed: Bool) -> [Kept] {
        var kept: [Kept] = []
        var due = due
        for time in 1...times {
            let asked = request(promise, due: due, agrees: true, time: time)
            guard !asked.kept.isEmpty else { return kept }
            kept += asked.kept
            due = asked.newDay
        }
        guard completed else { return kept }
        let early = draw.whole(3...14, "after slips \(key)")
        return kept + completion(of: promise, on: WorkingTime.onOrBefore(due.adding(days: -early)))
    }

    /// A request for a later day some days before it is due, and the answer to it; nil leaves it undecided.
    private func request(_ promise: Promise, due: Day, agrees: Bool?, time: Int) -> (kept: [Kept], newDay: Day) {
        let requestKey = "\(key) \(promise.number) request \(time)"
        let ahead = agrees == nil ? 12 : draw.whole(6...14, requestKey)
        let day = WorkingTime.onOrBefore(due.adding(days: -ahead))
        let newDay = due.adding(months: draw.whole(2...3, "new day \(requestKey)")).endOfMonth
        guard day <= dates.today, let owner = owner(on: day) else { return ([], newDay) }
        let ask = AskDelay(action: action.id, promise: promise.number, newDay: newDay, reason: notes.delay(requestKey))
        var kept = [Kept(day: day, deed: deed(day, by: owner, .askDelay(ask), requestKey), completes: nil)]
        let decided = WorkingTime.onOrAfter(day.adding(days: draw.whole(1...3, "decided \(requestKey)")))
        if let agrees, decided <= dates.today, let decider = decider(of: owner, requestKey) {
            let note = agrees ? notes.agreed(requestKey) : notes.refused(requestKey)
            let answer = DecideDelay(action: action.id, promise: promise.number, agrees: agrees, note: note)
            kept.append(
                Kept(
                    day: decided, deed: deed(decided, by: decider, .decideDelay(answer), "answer \(requestKey)"),
                    completes: nil))
        }
        return (kept, newDay)
    }

    /// Nobody decides their own request, and nobody decides what they may not see.
    private func decider(of asker: MemberID, _ key: String) -> MemberID? {
        let posts = [CityMember.coordinator, CityMember.coordinator, CityMember.approver]
        let chosen = draw.one(of: posts, "decider \(key)") ?? CityMember.approver
        let first = try? cast.member(chosen).id
        return first == asker ? try? cast.member(CityMember.approver).id : first
    }

    private func occurrences(of promise: Promise, _ calendar: OccurrenceCalendar) -> [Kept] {
        var kept: [Kept] = []
        var due = calendar.nextDue(after: strategy.imported)
        while let day = due, day <= dates.today.adding(days: 3) {
            let occurrenceKey = "\(key) \(promise.number) \(day.iso)"
            let offset = draw.whole(-4...8, "occurrence \(occurrenceKey)")
            let isKept = draw.share("kept \(occurrenceKey)") < 0.9
            due = calendar.nextDue(after: day)
            let done = WorkingTime.onOrAfter(day.adding(days: offset))
            if isKept, due.map({ done < $0 }) ?? true { kept += completion(of: promise, on: done, occurrence: day) }
        }
        return kept
    }

    private func completion(of promise: Promise, on day: Day, occurrence: Day? = nil) -> [Kept] {
        guard day <= dates.today, withdrawn.map({ day < $0 }) ?? true, let owner = owner(on: day) else { return [] }
        let completionKey = "\(key) \(promise.number) \(occurrence?.iso ?? "")"
        let report = ReportProgress(
            action: action.id, note: notes.progress(cast.agency(of: owner), completionKey),
            evidence: notes.evidence(cast.agency(of: owner), completionKey),
            happened: day.adding(days: -draw.whole(0...4, "happened \(completionKey)")),
            completes: [.init(promise: promise.number, occurrence: occurrence)])
        return [
            Kept(
                day: day, deed: deed(day, by: owner, .reportProgress(report), "done \(completionKey)"),
                completes: occurrence == nil ? promise.number : nil)
        ]
    }

    // MARK: Who and when

    /// Whoever reports on a day: the owner, or a contributor while the post is vacant.
    private func owner(on day: Day) -> MemberID? {
        ([action.updateOwner].compactMap(\.self) + action.contributing.sorted()).first { cast.isHere($0, on: day) }
    }

    private func deed(_ day: Day, by member: MemberID, _ command: PlanCommand, _ what: String) -> Deed {
        Deed(at: time.moment(on: day, "\(key) \(what)"), by: member, what: .plan(command))
    }
}
