public import Vocabulary

/// A coordinator's answer to a finding of the golden thread: it is meant so, it will be amended, or one of them is
/// withdrawn. The finding is listed apart from then on, until the wording changes.
public struct SettleFinding: Hashable, Sendable {
    /// The finding's key.
    public var finding: String
    public var answer: FindingAnswer
    public var note: String

    public init(finding: String, answer: FindingAnswer, note: String) {
        self.finding = finding
        self.answer = answer
        self.note = note
    }
}

/// Why a finding cannot be settled so.
public enum SettleFindingRefusal: Refusal {
    /// The plan was changed: what was found no longer stands.
    case noLongerFound
    /// Only what stands in several places leaves others behind when one is withdrawn.
    case nothingToWithdraw
    case note(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .noLongerFound:
            RefusalWords(
                "no-longer-found", field: "finding",
                "Look at the list again; the plan reads differently now and this was not found any more.")
        case .nothingToWithdraw:
            RefusalWords(
                "nothing-to-withdraw", field: "answer",
                "Choose another answer; this was not found in several places.")
        case .note(let fault): fault.words("note", "why")
        }
    }
}

extension SettleFinding {
    /// Whether the facts allow it; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<SettleFindingRefusal>> {
        guard let found = GoldenThread.of(plan, on: day).finding(finding) else {
            return .failure(Refusals(.noLongerFound))
        }
        var refusals: [SettleFindingRefusal] = []
        if answer == .oneWithdrawn, found.kind != .datedTwice, found.kind != .sameWording {
            refusals.append(.nothingToWithdraw)
        }
        let note = TypedText(note, upTo: TextLimit.reason)
        if let fault = note.fault { refusals.append(.note(fault)) }
        return .decided(
            refusals,
            .findingSettled(
                FindingSettled(
                    strategy: plan.strategy.id, finding: found.key, kind: found.kind, actions: found.actions,
                    answer: answer, note: note.text, on: day)))
    }
}

/// A finding was answered.
public struct FindingSettled: Hashable, Sendable, Codable {
    public var strategy: StrategyID
    public var finding: String
    public var kind: ThreadFinding.Kind
    public var actions: [ActionID]
    public var answer: FindingAnswer
    public var note: String
    public var on: Day

    public init(
        strategy: StrategyID, finding: String, kind: ThreadFinding.Kind, actions: [ActionID], answer: FindingAnswer,
        note: String, on: Day
    ) {
        self.strategy = strategy
        self.finding = finding
        self.kind = kind
        self.actions = actions
        self.answer = answer
        self.note = note
        self.on = on
    }
}
