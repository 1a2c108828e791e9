import Partnership
public import Vocabulary

/// A group decides something at a meeting.
public struct TakeDecision: Hashable, Sendable {
    public var meeting: MeetingID
    public var text: String
    public var actions: [ActionID]
    public var owner: MemberID?
    public var comesBack: Day?

    public init(
        meeting: MeetingID, text: String, actions: [ActionID] = [], owner: MemberID? = nil, comesBack: Day? = nil
    ) {
        self.meeting = meeting
        self.text = text
        self.actions = actions
        self.owner = owner
        self.comesBack = comesBack
    }
}

/// What was decided has been done.
public struct FinishDecision: Hashable, Sendable {
    public var decision: DecisionID
    public var note: String

    public init(decision: DecisionID, note: String) {
        self.decision = decision
        self.note = note
    }
}

/// A later decision stands in the place of this one.
public struct SupersedeDecision: Hashable, Sendable {
    public var decision: DecisionID
    public var by: DecisionID
    public var note: String

    public init(decision: DecisionID, by: DecisionID, note: String) {
        self.decision = decision
        self.by = by
        self.note = note
    }
}

/// Why a decision cannot be taken or closed.
public enum DecisionRefusal: Refusal {
    /// What stands against the meeting itself.
    case meeting(MeetingRefusal)
    case text(TypedText.Fault)
    case unknownAction(ActionID)
    case tooManyActions
    case unknownOwner
    /// The owner could not see what they are to do.
    case ownerBelowMarking
    case comesBackTooEarly(after: Day)
    case comesBackTooLate(latest: Day)
    case unknownDecision
    case notStanding
    case unknownSuccessor
    case successorNotLater
    case note(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .meeting(let refusal): refusal.words
        case .text(let fault): fault.words("text", "what was decided")
        case .unknownAction(let id):
            RefusalWords(
                "unknown-action", field: "actions",
                "Enter references of actions, such as AP-0012; there is no \(id.reference) here.")
        case .tooManyActions:
            RefusalWords(
                "too-many-actions", field: "actions",
                "Name up to \(MeetingLimit.actions.printed) actions; what is wider concerns the plan as a whole.")
        case .unknownOwner: RefusalWords("unknown-owner", field: "owner", "Choose a member who works here, or nobody.")
        case .ownerBelowMarking:
            RefusalWords(
                "owner-below-marking", field: "owner",
                "Choose somebody whose clearance reaches this decision, which is marked as its actions are.")
        case .comesBackTooEarly(let day):
            RefusalWords("comes-back-too-early", field: "comes-back", "Enter a day after \(day.printed).")
        case .comesBackTooLate(let day):
            RefusalWords("comes-back-too-late", field: "comes-back", "Enter a day up to \(day.printed).")
        case .unknownDecision:
            RefusalWords("unknown-decision", field: "decision", "Choose a decision; there is none with this number.")
        case .notStanding:
            RefusalWords("not-standing", field: "answer", "This decision is closed already. Look at its record.")
        case .unknownSuccessor:
            RefusalWords(
                "unknown-successor", field: "by", "Enter the number of a decision that stands, such as D-0012.")
        case .successorNotLater:
            RefusalWords("successor-not-later", field: "by", "Enter a later decision than the one it replaces.")
        case .note(let fault): fault.words("note", "what shows it")
        }
    }
}

extension TakeDecision {
    static let monthsAhead = 60

    /// Whether the facts allow it; with every problem at once. The decision bears the highest marking of its meeting
    /// and of the actions it is about.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<DecisionRefusal>> {
        let meeting: Meeting
        switch facts.held(self.meeting) {
        case .failure(let refused): return .failure(Refusals(.meeting(refused.all[0])))
        case .success(let found): meeting = found
        }
        var refusals: [DecisionRefusal] = []
        let text = TypedText(text, upTo: MeetingLimit.text)
        if let fault = text.fault { refusals.append(.text(fault)) }
        var marking = meeting.marking
        var about: [DecidedAbout] = []
        for id in actions where !about.contains(where: { $0.action == id }) {
            guard let action = facts.actions[id] else {
                refusals.append(.unknownAction(id))
                continue
            }
            about.append(DecidedAbout(action: id, strategy: action.strategy))
            marking = max(marking, action.marking)
        }
        if about.count > MeetingLimit.actions { refusals.append(.tooManyActions) }
        if let owner {
            if let member = facts.member(owner), member.isActive {
                if member.clearance < marking { refusals.append(.ownerBelowMarking) }
            } else {
                refusals.append(.unknownOwner)
            }
        }
        if let comesBack {
            let latest = facts.today.adding(months: Self.monthsAhead)
            if comesBack <= meeting.day { refusals.append(.comesBackTooEarly(after: meeting.day)) }
            if comesBack > latest { refusals.append(.comesBackTooLate(latest: latest)) }
        }
        return .decided(
            refusals,
            .decisionTaken(
                DecisionTaken(
                    decision: facts.numbers.decision, meeting: meeting.id, group: meeting.group, text: text.text,
                    about: about, owner: owner, comesBack: comesBack, marking: marking, on: facts.today)))
    }
}

extension FinishDecision {
    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<DecisionRefusal>> {
        guard let decision = facts.decision(decision) else { return .failure(Refusals(.unknownDecision)) }
        guard decision.state == .standing else { return .failure(Refusals(.notStanding)) }
        let note = TypedText(note, upTo: MeetingLimit.reason)
        return .decided(
            note.fault.map { [.note($0)] } ?? [],
            .decisionDone(DecisionDone(decision: decision.id, on: facts.today, note: note.text)))
    }
}

extension SupersedeDecision {
    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<DecisionRefusal>> {
        guard let decision = facts.decision(decision) else { return .failure(Refusals(.unknownDecision)) }
        guard decision.state == .standing else { return .failure(Refusals(.notStanding)) }
        var refusals: [DecisionRefusal] = []
        if let successor = facts.decision(by), successor.state == .standing {
            if successor.id <= decision.id { refusals.append(.successorNotLater) }
        } else {
            refusals.append(.unknownSuccessor)
        }
        let note = TypedText(note, upTo: MeetingLimit.reason, required: false)
        if let fault = note.fault { refusals.append(.note(fault)) }
        return .decided(
            refusals,
            .decisionSuperseded(
                DecisionSuperseded(decision: decision.id, by: by, on: facts.today, note: note.text)))
    }
}
