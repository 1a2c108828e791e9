public import Vocabulary

/// An update on an action: no change, or what was done, with evidence where something is completed.
///
/// "Need longer" is `AskDelay`.
public struct ReportProgress: Hashable, Sendable {
    public var action: ActionID
    /// What was done; empty for "no change".
    public var note: String
    /// Evidence or measure of progress; required where anything is completed.
    public var evidence: String?
    /// The day it happened, as the reporter says.
    public var happened: Day?
    /// The commitments it completes: whole, or one occurrence of a repeated one.
    public var completes: [ProgressReported.Completed]

    public init(
        action: ActionID, note: String = "", evidence: String? = nil, happened: Day? = nil,
        completes: [ProgressReported.Completed] = []
    ) {
        self.action = action
        self.note = note
        self.evidence = evidence
        self.happened = happened
        self.completes = completes
    }
}

/// Why an update cannot be recorded.
public enum ReportProgressRefusal: Refusal {
    case unknownAction
    case withdrawn
    case note(TypedText.Fault)
    case evidence(TypedText.Fault)
    case happenedLater(than: Day)
    case unknownPromise(Int)
    case namedTwice(promise: Int)
    case promiseWithdrawn(Int)
    case alreadyCompleted(promise: Int, on: Day)
    /// The day is no due day of the repeated commitment, or lies after the next one.
    case noSuchOccurrence(promise: Int, day: Day)
    case doesNotRepeat(promise: Int)

    public var words: RefusalWords {
        switch self {
        case .unknownAction: .unknownAction
        case .withdrawn: .withdrawn
        case .note(let fault): fault.words("note", "the note")
        case .evidence(.missing):
            RefusalWords(
                "evidence-missing", field: "evidence",
                "Enter the evidence or the measure of progress: it is needed where something is completed.")
        case .evidence(let fault): fault.words("evidence", "the evidence")
        case .happenedLater(let today):
            RefusalWords(
                "happened-later", field: "happened",
                "Enter a day that is not in the future: today is \(today.printed).")
        case .unknownPromise(let number): .unknownPromise(number, field: "completes")
        case .namedTwice(let number):
            RefusalWords(
                "named-twice", field: "completes", "Name commitment \(number) once; it was named twice.")
        case .promiseWithdrawn(let number):
            RefusalWords(
                "commitment-withdrawn", field: "completes",
                "Leave out commitment \(number); it was withdrawn when past deadlines were settled.")
        case .alreadyCompleted(let number, let day):
            RefusalWords(
                "already-completed", field: "completes",
                "Leave out commitment \(number); it was completed on \(day.printed).")
        case .noSuchOccurrence(let number, let day):
            RefusalWords(
                "no-such-occurrence", field: "completes",
                "Choose a due day of commitment \(number), up to the next one; \(day.printed) is none of them.")
        case .doesNotRepeat(let number):
            RefusalWords(
                "does-not-repeat", field: "completes",
                "Complete commitment \(number) as a whole; it does not repeat.")
        }
    }
}

extension ReportProgress {
    /// Whether the facts allow the update; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<ReportProgressRefusal>> {
        guard let action = plan.action(action) else { return .failure(Refusals(.unknownAction)) }
        guard action.retired == nil else { return .failure(Refusals(.withdrawn)) }
        var refusals: [ReportProgressRefusal] = []
        let note = TypedText(note, upTo: TextLimit.note, required: false)
        let evidence = TypedText(evidence ?? "", upTo: TextLimit.evidence, required: !completes.isEmpty)
        if let fault = note.fault { refusals.append(.note(fault)) }
        if let fault = evidence.fault { refusals.append(.evidence(fault)) }
        if let happened, happened > day { refusals.append(.happenedLater(than: day)) }
        let context = StandingContext(plan, on: day)
        var seen: Set<ProgressReported.Completed> = []
        for completed in completes {
            if !seen.insert(completed).inserted {
                refusals.append(.namedTwice(promise: completed.promise))
            } else if let refusal = refusal(completed, in: action, on: day, context) {
                refusals.append(refusal)
            }
        }
        return .decided(
            refusals,
            .progressReported(
                ProgressReported(
                    action: action.id, on: day, happened: happened, note: note.text,
                    evidence: evidence.isEmpty ? nil : evidence.text, completes: completes)))
    }

    private func refusal(
        _ completed: ProgressReported.Completed, in action: Action, on day: Day, _ context: StandingContext
    ) -> ReportProgressRefusal? {
        guard let promise = action.promise(completed.promise) else { return .unknownPromise(completed.promise) }
        if promise.settled == .withdrawn { return .promiseWithdrawn(promise.number) }
        if let completion = promise.completed {
            return .alreadyCompleted(promise: promise.number, on: completion.recordedOn)
        }
        guard let occurrence = completed.occurrence else { return nil }
        guard let calendar = OccurrenceCalendar(promise.commitment, year: context.year, imported: context.imported)
        else { return .doesNotRepeat(promise: promise.number) }
        if let completion = promise.occurrences[occurrence] {
            return .alreadyCompleted(promise: promise.number, on: completion.recordedOn)
        }
        guard calendar.latestDue(onOrBefore: occurrence) == occurrence,
            calendar.nextDue(after: day).map({ occurrence <= $0 }) ?? true
        else { return .noSuchOccurrence(promise: promise.number, day: occurrence) }
        return nil
    }
}

extension Promise {
    /// The occurrence of a repeated commitment that an update on a day would complete: the latest due by the day while
    /// it is not completed, else the next; nil where it does not repeat.
    public func occurrenceToReport(on day: Day, in strategy: Strategy) -> Day? {
        guard let calendar = OccurrenceCalendar(commitment, year: strategy.year, imported: strategy.imported)
        else { return nil }
        if let latest = calendar.latestDue(onOrBefore: day), occurrences[latest] == nil { return latest }
        guard let next = calendar.nextDue(after: day), occurrences[next] == nil else { return nil }
        return next
    }
}
