public import Vocabulary

/// Answers to deadlines that were past when the plan was imported, many at once, with one note for all.
public struct SettleDeadlines: Hashable, Sendable {
    public struct Answer: Hashable, Sendable {
        public var action: ActionID
        public var promise: Int
        public var answer: SettleAnswer

        public init(action: ActionID, promise: Int, answer: SettleAnswer) {
            self.action = action
            self.promise = promise
            self.answer = answer
        }
    }

    /// The evidence of each "done" and the reason of each "withdrawn".
    public var note: String
    public var answers: [Answer]

    public init(note: String, answers: [Answer]) {
        self.note = note
        self.answers = answers
    }
}

/// Why deadlines cannot be settled.
public enum SettleDeadlinesRefusal: Refusal {
    case nothingChosen
    case note(TypedText.Fault)
    case answeredTwice(ActionID, promise: Int)
    /// It was never past, or has been settled or completed since.
    case notOnTheList(ActionID, promise: Int)
    case notLaterThanDue(ActionID, promise: Int, due: Day)
    case notLaterThanToday(ActionID, promise: Int, today: Day)
    case reachesNextOccurrence(ActionID, promise: Int, next: Day)

    public var words: RefusalWords {
        switch self {
        case .nothingChosen:
            RefusalWords("nothing-chosen", field: "answers", "Choose at least one deadline and its answer.")
        case .note(.missing):
            RefusalWords(
                "note-missing", field: "note",
                "Enter a note: it is the evidence of each deadline that is done and the reason of each withdrawn.")
        case .note(let fault): fault.words("note", "the note")
        case .answeredTwice(let id, let promise):
            RefusalWords(
                "answered-twice", field: "answers",
                "Answer \(id.reference), commitment \(promise), once; it was answered twice.")
        case .notOnTheList(let id, let promise):
            RefusalWords(
                "not-on-the-list", field: "answers",
                "Leave out \(id.reference), commitment \(promise); it is not on the settle list, or not any more.")
        case .notLaterThanDue(let id, let promise, let due):
            RefusalWords(
                "not-later-than-due", field: "answers",
                "Enter a new day after \(due.printed) for \(id.reference), commitment \(promise).")
        case .notLaterThanToday(let id, let promise, let today):
            RefusalWords(
                "not-later-than-today", field: "answers",
                "Enter a new day after today, \(today.printed), for \(id.reference), commitment \(promise).")
        case .reachesNextOccurrence(let id, let promise, let next):
            RefusalWords(
                "reaches-next-occurrence", field: "answers",
                "Enter a new day before \(next.printed), when it falls due again, for \(id.reference), "
                    + "commitment \(promise).")
        }
    }
}

extension SettleDeadlines {
    /// Whether the facts allow all answers; none is taken while one is refused.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<SettleDeadlinesRefusal>> {
        var refusals: [SettleDeadlinesRefusal] = []
        if answers.isEmpty { refusals.append(.nothingChosen) }
        let needsNote = answers.contains { $0.answer == .done || $0.answer == .withdrawn }
        let note = TypedText(note, upTo: TextLimit.note, required: needsNote)
        if let fault = note.fault { refusals.append(.note(fault)) }
        let list = Dictionary(
            SettleList.of(plan, on: day).map { (Key(action: $0.action, promise: $0.promise), $0) },
            uniquingKeysWith: { first, _ in first })
        var seen: Set<Key> = []
        var settled: [DeadlinesSettled.Answer] = []
        for answer in answers {
            let key = Key(action: answer.action, promise: answer.promise)
            guard seen.insert(key).inserted else {
                refusals.append(.answeredTwice(answer.action, promise: answer.promise))
                continue
            }
            guard let item = list[key] else {
                refusals.append(.notOnTheList(answer.action, promise: answer.promise))
                continue
            }
            if let refusal = refusal(answer, item, on: day) { refusals.append(refusal) }
            settled.append(
                DeadlinesSettled.Answer(
                    action: answer.action, promise: answer.promise, answer: answer.answer,
                    occurrence: item.occurrence))
        }
        return .decided(
            refusals,
            .deadlinesSettled(
                DeadlinesSettled(strategy: plan.strategy.id, on: day, note: note.text, answers: settled)))
    }

    private func refusal(_ answer: Answer, _ item: SettleItem, on day: Day) -> SettleDeadlinesRefusal? {
        guard case .delayAgreed(let until) = answer.answer else { return nil }
        if let due = item.due, until <= due {
            return .notLaterThanDue(answer.action, promise: answer.promise, due: due)
        }
        if until <= day { return .notLaterThanToday(answer.action, promise: answer.promise, today: day) }
        if let next = item.next, until >= next {
            return .reachesNextOccurrence(answer.action, promise: answer.promise, next: next)
        }
        return nil
    }

    private struct Key: Hashable {
        let action: ActionID
        let promise: Int
    }
}
