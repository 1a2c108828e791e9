public import Partnership
public import Vocabulary

/// One more action for a plan that is here: decided in a meeting, or left out of the file.
public struct AddAction: Hashable, Sendable {
    public var wording: TypedWording
    /// Nil for the plan's own marking.
    public var marking: Marking?
    /// Nil is vacant.
    public var updateOwner: MemberID?
    public var contributing: [MemberID]
    /// The meeting in which it was decided.
    public var meeting: MeetingID?
    /// The member has looked at what may name or describe a person, and says it may stay.
    public var isScreeningConfirmed: Bool

    public init(
        wording: TypedWording, marking: Marking? = nil, updateOwner: MemberID? = nil, contributing: [MemberID] = [],
        meeting: MeetingID? = nil, isScreeningConfirmed: Bool = false
    ) {
        self.wording = wording
        self.marking = marking
        self.updateOwner = updateOwner
        self.contributing = contributing
        self.meeting = meeting
        self.isScreeningConfirmed = isScreeningConfirmed
    }
}

/// Why an action cannot be added.
public enum AddActionRefusal: Refusal {
    case fault(ActionFault)
    case tooManyActions(limit: Int)
    case markedAboveClearance
    /// The plan has no such aim, objective or task; a new one comes with a file.
    case unknownLevel

    public var words: RefusalWords {
        switch self {
        case .fault(let fault): fault.formWords
        case .tooManyActions(let limit):
            RefusalWords(
                "too-many-actions", field: "text",
                "Divide the plan: it takes up to \(limit.printed) actions, and it has as many already.")
        case .markedAboveClearance:
            RefusalWords(
                "marked-above-clearance", field: "marking",
                "Choose a marking you may see, or ask an administrator for the clearance.")
        case .unknownLevel: .unknownLevel
        }
    }
}

extension AddAction {
    /// Whether the facts allow it; with every problem at once.
    ///
    /// It comes after the last action of its level, or at the end of the plan.
    public func decide(
        in plan: Plan, by member: Member, on day: Day, numbers: NextNumbers, members: [Member]
    ) -> Result<PlanEntry, Refusals<AddActionRefusal>> {
        let wording = wording.wording(year: plan.strategy.year)
        let new = NewAction(
            wording: wording, marking: marking, updateOwner: updateOwner, contributing: contributing)
        let known = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var refusals = ActionFault.all(in: new, known).map(AddActionRefusal.fault)
        if plan.actions.count >= TextLimit.actions { refusals.append(.tooManyActions(limit: TextLimit.actions)) }
        if (marking ?? plan.strategy.marking) > member.clearance { refusals.append(.markedAboveClearance) }
        if !plan.hasLevel(wording.path) { refusals.append(.unknownLevel) }
        return .decided(
            refusals,
            .actionAdded(
                ActionAdded(
                    strategy: plan.strategy.id, on: day,
                    action: new.entered(
                        as: numbers.action, position: plan.endPosition(of: wording.path),
                        planMarking: plan.strategy.marking),
                    meeting: meeting)))
    }
}

extension Plan {
    /// Where a new action of a level stands: with the last action of the level, which it follows because its number is
    /// higher, or after the whole plan.
    func endPosition(of path: [PlanLevel]) -> Int {
        let sameLevel = path.isEmpty ? nil : actions.filter { $0.wording.path == path }.map(\.position).max()
        return sameLevel ?? (actions.map(\.position).max() ?? 0) + 1
    }

    /// Whether an aim, objective or task stands in the plan; the plan itself is no level.
    func hasLevel(_ path: [PlanLevel]) -> Bool {
        path.isEmpty || actions.contains { $0.wording.path.starts(with: path) }
    }
}

extension ActionFault {
    /// The fault as a sentence of a form about one action, at the form's field.
    var formWords: RefusalWords {
        switch self {
        case .text(let fault): return fault.words("text", "what will be done")
        case .field(let name, let fault): return fault.words(name, "the \(name)")
        case .noCommitment, .tooManyCommitments, .repeatsWithoutInterval: return at("timescale")
        case .unknownMember, .hasLeft, .cannotReport: return at("update-owner")
        }
    }

    private func at(_ field: String) -> RefusalWords {
        let words =
            switch self {
            case .noCommitment: "Enter a timescale, or leave it empty where no date is known."
            case .tooManyCommitments(let count, let limit):
                "Divide the action: it has \(count.printed) deadlines, and \(limit.printed) are the most it may have."
            case .repeatsWithoutInterval: "Give the repeated deadline an interval."
            case .unknownMember: "Choose members of the partnership."
            case .hasLeft: "Choose somebody else; one of those chosen has left."
            case .cannotReport: "Choose leads or contributors; one of those chosen cannot report."
            case .text, .field: ""
            }
        return RefusalWords(self.words(1).code, field: field, words)
    }
}

extension RefusalWords {
    static let unknownLevel = RefusalWords(
        "unknown-level", field: "place",
        "Choose a part of this plan; there is none like this. A new aim or objective comes with a revised file.")
}
