public import Partnership
public import Vocabulary

/// A mistaken entry about an action is taken back by a new entry that names it.
public struct CorrectEntry: Hashable, Sendable {
    public var action: ActionID
    public var entry: JournalSequence
    public var reason: String

    public init(action: ActionID, entry: JournalSequence, reason: String) {
        self.action = action
        self.entry = entry
        self.reason = reason
    }
}

/// Why an entry cannot be corrected.
public enum CorrectEntryRefusal: Refusal {
    case unknownAction
    case notAboutThisAction
    /// Its content is gone under a retention schedule.
    case erased
    case correctedAlready(by: JournalSequence)
    /// Entries of this kind are mended in another way.
    case otherwiseMended(kind: String)
    /// Leads and contributors correct what they entered themselves.
    case notYours
    case actionWithdrawn(by: JournalSequence)
    case decidedSince(JournalSequence)
    /// A later entry rests on it.
    case builtOn(JournalSequence, kind: String)
    /// Nothing it did stands any more.
    case nothingLeft
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownAction: return .unknownAction
        case .reason(let fault): return fault.words("reason", "what was mistaken")
        default: return RefusalWords(stableWord, field: "entry", nextStep)
        }
    }

    private var stableWord: String {
        switch self {
        case .unknownAction, .reason: ""
        case .notAboutThisAction: "not-about-this-action"
        case .erased: "erased"
        case .correctedAlready: "corrected-already"
        case .otherwiseMended: "otherwise-mended"
        case .notYours: "not-yours"
        case .actionWithdrawn: "action-withdrawn"
        case .decidedSince: "decided-since"
        case .builtOn: "built-on"
        case .nothingLeft: "nothing-left"
        }
    }

    private var nextStep: String {
        switch self {
        case .unknownAction, .reason: ""
        case .notAboutThisAction: "Choose an entry of this action's history; this one is not about it."
        case .erased: "The content of this entry was erased, so it stays as it is. Report what is right now."
        case .correctedAlready(let by): "This entry was corrected by entry \(by) already. Nothing more is needed."
        case .otherwiseMended(let kind): EntryNames.mending(kind)
        case .notYours:
            "You may correct only what you entered yourself. Ask whoever entered it, or a coordinator, to correct it."
        case .actionWithdrawn(let by):
            "This action was withdrawn by entry \(by). Correct that entry first; then this one."
        case .decidedSince(let by): "The request was decided by entry \(by). Correct that entry first; then this one."
        case .builtOn(let by, let kind):
            "Entry \(by) came later and rests on this one (\(EntryNames.words(kind))). "
                + (EntryNames.correctable.contains(kind)
                    ? "Correct that entry first; then this one."
                    : "Report or enter what is right now, instead of correcting this entry.")
        case .nothingLeft: "Nothing this entry did stands any more. Report or enter what is right now."
        }
    }
}

extension CorrectEntry {
    /// Whether the facts allow it; with every problem at once.
    ///
    /// - Parameters:
    ///   - history: every entry about the action, newest first.
    ///   - before: the action as it stood right before the entry.
    public func decide(
        in plan: Plan, history: [PlanHistoryEntry], before: Action?, by member: Member, on day: Day
    ) -> Result<PlanEntry, Refusals<CorrectEntryRefusal>> {
        guard let action = plan.action(action) else { return .failure(Refusals(.unknownAction)) }
        guard let place = history.firstIndex(where: { $0.header.sequence == entry }) else {
            return .failure(Refusals(.notAboutThisAction))
        }
        let mistaken = history[place]
        guard let payload = mistaken.payload else { return .failure(Refusals(.erased)) }
        var refusals: [CorrectEntryRefusal] = []
        if !Self.isTheirs(mistaken, member) { refusals.append(.notYours) }
        let later = history[..<place].filter { $0.counts }
        var undone = Undoing(entry: mistaken, of: action, before: before, later: Array(later))
        if let by = mistaken.correctedBy {
            refusals.append(.correctedAlready(by: by))
        } else if let refusal = undone.undo(payload, retiredBy: Self.retiring(history)) {
            refusals.append(refusal)
        }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals,
            .entryCorrected(
                EntryCorrected(
                    action: action.id, corrects: entry, kind: payload.kind.name, on: day, reason: reason.text,
                    retractsUpdate: undone.retractsUpdate, reinstates: undone.reinstates,
                    commitments: undone.restored)))
    }

    /// Whether the link to correct an entry is shown beside it. What later entries rest on it is for the decision.
    public static func isOffered(_ entry: PlanHistoryEntry, to member: Member) -> Bool {
        entry.payload.map { EntryNames.correctable.contains($0.kind.name) } == true && entry.correctedBy == nil
            && isTheirs(entry, member)
    }

    private static func isTheirs(_ entry: PlanHistoryEntry, _ member: Member) -> Bool {
        member.roles.contains(.coordinator) || entry.header.author == .member(member.id)
    }

    /// The last entry that took the action out of the plan, where one did.
    private static func retiring(_ history: [PlanHistoryEntry]) -> JournalSequence? {
        history.first { entry in
            guard entry.counts else { return false }
            return switch entry.payload {
            case .actionWithdrawn: true
            case .deadlinesSettled(let facts): facts.answers.contains { $0.answer == .withdrawn }
            default: false
            }
        }?.header.sequence
    }
}

extension PlanHistoryEntry {
    /// Neither corrected nor itself a correction.
    fileprivate var counts: Bool {
        if case .entryCorrected = payload { return false }
        return correctedBy == nil
    }
}

/// What taking back one entry comes to.
private struct Undoing {
    let entry: PlanHistoryEntry
    let action: Action
    let before: Action?
    /// What was entered after it and still counts, newest first.
    let later: [PlanHistoryEntry]
    var retractsUpdate = false
    var reinstates = false
    var restored: [EntryCorrected.Restored] = []

    init(entry: PlanHistoryEntry, of action: Action, before: Action?, later: [PlanHistoryEntry]) {
        self.entry = entry
        self.action = action
        self.before = before
        self.later = later
    }

    /// Finds what is to be undone, or the first thing that stands against it.
    mutating func undo(_ payload: PlanEntry, retiredBy: JournalSequence?) -> CorrectEntryRefusal? {
        guard EntryNames.correctable.contains(payload.kind.name) else {
            return .otherwiseMended(kind: payload.kind.name)
        }
        if action.retired != nil {
            guard let retiredBy, retiredBy == entry.header.sequence else {
                return .actionWithdrawn(by: retiredBy ?? action.version)
            }
            reinstates = true
        }
        switch payload {
        case .progressReported(let facts): return undo(facts)
        case .delayAsked(let facts): return undo(facts)
        case .delayAgreed(let facts): return undo(facts, agreed: true)
        case .delayRefused(let facts): return undo(facts, agreed: false)
        case .deadlinesSettled(let facts): return undo(facts)
        case .actionWithdrawn: return reinstates ? nil : .nothingLeft
        default: return .otherwiseMended(kind: payload.kind.name)
        }
    }

    private mutating func undo(_ facts: ProgressReported) -> CorrectEntryRefusal? {
        retractsUpdate = true
        guard !facts.completes.isEmpty else { return nil }
        if let refusal = amendedSince() { return refusal }
        let completion = Completion(recordedOn: facts.on, happened: facts.happened, evidence: facts.evidence ?? "")
        for number in Set(facts.completes.map(\.promise)).sorted() {
            guard let promise = action.promise(number) else { continue }
            let days = facts.completes.filter { $0.promise == number }.compactMap(\.occurrence)
            let isWhole = facts.completes.contains { $0.promise == number && $0.occurrence == nil }
            restored.append(
                EntryCorrected.Restored(
                    promise: number, reopened: isWhole && promise.completed == completion,
                    occurrences: days.filter { promise.occurrences[$0] == completion }.sorted()))
        }
        return nil
    }

    private mutating func undo(_ facts: DelayAsked) -> CorrectEntryRefusal? {
        if let refusal = amendedSince() { return refusal }
        let asked = DelayRequest(newDay: facts.newDay, reason: facts.reason, by: facts.by)
        guard action.promise(facts.promise)?.request == asked else {
            if let decided = later.last(where: { $0.payload?.decides(facts.promise) == true }) {
                return .decidedSince(decided.header.sequence)
            }
            return .nothingLeft
        }
        retractsUpdate = true
        restored = [.init(promise: facts.promise, request: .init(open: nil))]
        return nil
    }

    private mutating func undo(_ facts: DelayDecided, agreed: Bool) -> CorrectEntryRefusal? {
        if let refusal = amendedSince() ?? spokenSince(of: [facts.promise], completions: true) { return refusal }
        guard let old = before?.promise(facts.promise) else { return .nothingLeft }
        restored = [
            .init(
                promise: facts.promise, agreed: agreed ? .init(day: old.agreedDay, slips: old.slips) : nil,
                request: .init(open: old.request))
        ]
        return nil
    }

    private mutating func undo(_ facts: DeadlinesSettled) -> CorrectEntryRefusal? {
        let answers = facts.answers.filter { $0.action == action.id }
        if let refusal = amendedSince() ?? spokenSince(of: Set(answers.map(\.promise)), completions: false) {
            return refusal
        }
        let completion = Completion(recordedOn: facts.on, happened: nil, evidence: facts.note)
        for answer in answers {
            guard let promise = action.promise(answer.promise), promise.settled == answer.answer else { continue }
            var part = EntryCorrected.Restored(promise: answer.promise, unsettled: true)
            switch answer.answer {
            case .done:
                if let day = answer.occurrence {
                    if promise.occurrences[day] == completion { part.occurrences = [day] }
                } else {
                    part.reopened = promise.completed == completion
                }
            case .delayAgreed:
                let old = before?.promise(answer.promise)
                part.agreed = .init(day: old?.agreedDay, slips: old?.slips ?? 0)
            case .missed, .withdrawn: break
            }
            restored.append(part)
        }
        return restored.isEmpty ? .nothingLeft : nil
    }

    /// An amendment since that changed the commitments: numbers may mean others now.
    private func amendedSince() -> CorrectEntryRefusal? {
        guard before?.promises.map(\.commitment) != action.promises.map(\.commitment) else { return nil }
        let amendment = later.first { entry in
            switch entry.payload {
            case .planRevised, .actionAmended, .importUndone: true
            default: false
            }
        }
        guard let amendment else { return .nothingLeft }
        return .builtOn(amendment.header.sequence, kind: amendment.header.kind.name)
    }

    /// A later word on one of the commitments: the last of them is corrected first.
    private func spokenSince(of promises: Set<Int>, completions: Bool) -> CorrectEntryRefusal? {
        let word = later.first { entry in
            switch entry.payload {
            case .delayAsked(let facts): promises.contains(facts.promise)
            case .delayAgreed(let facts), .delayRefused(let facts): promises.contains(facts.promise)
            case .deadlinesSettled(let facts):
                facts.answers.contains { $0.action == action.id && promises.contains($0.promise) }
            case .progressReported(let facts):
                completions && facts.completes.contains { promises.contains($0.promise) }
            default: false
            }
        }
        return word.map { .builtOn($0.header.sequence, kind: $0.header.kind.name) }
    }
}

extension PlanEntry {
    fileprivate func decides(_ promise: Int) -> Bool {
        switch self {
        case .delayAgreed(let facts), .delayRefused(let facts): facts.promise == promise
        default: false
        }
    }
}
