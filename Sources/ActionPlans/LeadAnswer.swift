public import Vocabulary

/// What a lead answers about one action by their link: no change, done, or need longer. "Not mine" is not among them:
/// passing an action on needs a session.
public struct LeadAnswer: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        /// As before; a note may say more.
        case noChange(note: String)
        case done(note: String, evidence: String, completes: [ProgressReported.Completed])
        case longer(promise: Int, newDay: Day, reason: String)
    }

    public let action: ActionID
    /// The action's version as the page showed it.
    public let version: JournalSequence
    public let what: What

    public init(action: ActionID, version: JournalSequence, what: What) {
        self.action = action
        self.version = version
        self.what = what
    }

    /// The update or the request it comes to.
    public enum Asked: Hashable, Sendable {
        case report(ReportProgress)
        case delay(AskDelay)
    }

    public var asked: Asked {
        switch what {
        case .noChange(let note): .report(ReportProgress(action: action, note: note))
        case .done(let note, let evidence, let completes):
            .report(ReportProgress(action: action, note: note, evidence: evidence, completes: completes))
        case .longer(let promise, let newDay, let reason):
            .delay(AskDelay(action: action, promise: promise, newDay: newDay, reason: reason))
        }
    }
}

/// Why an answer cannot be taken by a link, beside what keeps any update from being recorded.
public enum LeadAnswerRefusal: Refusal {
    /// The text carries a marking that this page must not take.
    case carriesMarking(Marking, field: String)
    /// "Done" that names nothing as done.
    case nothingDone

    public var words: RefusalWords {
        switch self {
        case .carriesMarking(let marking, let field):
            RefusalWords(
                "carries-marking", field: field,
                "Take out what is marked \(marking.printed): it does not belong on this page. "
                    + "Sign in and record it where that marking is allowed, or ask the coordinator.")
        case .nothingDone:
            RefusalWords("nothing-done", field: "completes", "Choose what is done, or choose “No change”.")
        }
    }
}

extension LeadAnswer {
    /// What is wrong with it for a link, all at once; the plan's own rules are asked when it is recorded.
    public var refusals: [LeadAnswerRefusal] {
        var refusals: [LeadAnswerRefusal] = []
        if case .done(_, _, let completes) = what, completes.isEmpty { refusals.append(.nothingDone) }
        for marking in Marking.allCases {
            for (field, text) in texts where marking.isNamed(in: text) {
                refusals.append(.carriesMarking(marking, field: field))
            }
        }
        return refusals
    }

    private var texts: [(field: String, text: String)] {
        switch what {
        case .noChange(let note): [("note", note)]
        case .done(let note, let evidence, _): [("note", note), ("evidence", evidence)]
        case .longer(_, _, let reason): [("reason", reason)]
        }
    }

    /// Whether an entry says the same: a form that was sent twice is recorded once.
    public func isRecorded(by entry: PlanEntry) -> Bool {
        switch (asked, entry) {
        case (.report(let report), .progressReported(let facts)):
            let evidence = TypedText(report.evidence ?? "", upTo: TextLimit.evidence, required: false).text
            return facts.action == action && facts.note == TypedText(report.note, upTo: TextLimit.note).text
                && (facts.evidence ?? "") == evidence && Set(facts.completes) == Set(report.completes)
        case (.delay(let ask), .delayAsked(let facts)):
            return facts.action == action && facts.promise == ask.promise && facts.newDay == ask.newDay
                && facts.reason == TypedText(ask.reason, upTo: TextLimit.reason).text
        default: return false
        }
    }
}
