public import Partnership
public import Vocabulary

/// A newer file of a plan that is here: what is new and what reads differently, as confirmed in the preview.
///
/// An action the file no longer has is not touched: it stays until somebody withdraws it with a reason.
public struct RevisePlan: Hashable, Sendable {
    public struct Addition: Hashable, Sendable {
        public var position: Int
        public var action: NewAction

        public init(position: Int, action: NewAction) {
            self.position = position
            self.action = action
        }
    }

    public var source: PlanSource
    public var added: [Addition]
    public var changed: [ChangedAction]
    /// The layout the plan is in from now on; nil leaves it as it is.
    public var layout: String?

    public init(source: PlanSource, added: [Addition], changed: [ChangedAction], layout: String? = nil) {
        self.source = source
        self.added = added
        self.changed = changed
        self.layout = layout
    }
}

/// Why a plan cannot be revised.
public enum RevisePlanRefusal: Refusal {
    case source(SourceFault)
    /// Every action reads as it stands; an unchanged file writes no entry.
    case nothingChanged
    case tooManyActions(count: Int, limit: Int)
    case markedAboveClearance
    case unknownAction(ActionID)
    case withdrawn(ActionID)
    case namedTwice(ActionID)
    case action(position: Int, ActionFault)
    /// Not a name a framework pack can give to a layout.
    case layout

    public var words: RefusalWords {
        switch self {
        case .source(let fault): fault.words
        case .nothingChanged:
            RefusalWords(
                "nothing-changed", field: "file",
                "Nothing was entered: every action of this file stands in the plan as it reads.")
        case .tooManyActions(let count, let limit):
            RefusalWords(
                "too-many-actions", field: "actions",
                "Divide the plan: it takes up to \(limit.printed) actions, and it would have \(count.printed).")
        case .markedAboveClearance:
            RefusalWords(
                "marked-above-clearance", field: "marking",
                "Choose a marking you may see, or ask an administrator for the clearance.")
        case .unknownAction(let id):
            RefusalWords(
                "unknown-action", field: "actions",
                "Match the row to an action of this plan; it has none called \(id.reference).")
        case .withdrawn(let id):
            RefusalWords(
                "withdrawn", field: "actions",
                "Enter the row as a new action; \(id.reference) was withdrawn.")
        case .namedTwice(let id):
            RefusalWords(
                "named-twice", field: "actions", "Match only one row to \(id.reference); two were matched.")
        case .action(let position, let fault): fault.words(position)
        case .layout: .notALayout
        }
    }
}

extension RevisePlan {
    /// Whether the revision can be entered whole. Actions that read as they stand are left out of the entry.
    ///
    /// - Parameter members: everybody who is or was a member.
    public func decide(
        in plan: Plan, by member: Member, on day: Day, numbers: NextNumbers, members: [Member]
    ) -> Result<PlanEntry, Refusals<RevisePlanRefusal>> {
        let actions = Dictionary(plan.actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var refusals: [RevisePlanRefusal] = []
        if let fault = SourceFault(source) { refusals.append(.source(fault)) }
        if let layout, !LayoutName.isOne(layout) { refusals.append(.layout) }
        let count = plan.actions.count + added.count
        if count > TextLimit.actions { refusals.append(.tooManyActions(count: count, limit: TextLimit.actions)) }
        if added.compactMap(\.action.marking).contains(where: { $0 > member.clearance }) {
            refusals.append(.markedAboveClearance)
        }
        for addition in added {
            refusals += ActionFault.all(in: addition.action, known)
                .map { .action(position: addition.position, $0) }
        }
        var seen: Set<ActionID> = []
        for change in changed {
            if !seen.insert(change.id).inserted { refusals.append(.namedTwice(change.id)) }
            guard let action = actions[change.id] else {
                refusals.append(.unknownAction(change.id))
                continue
            }
            if action.retired != nil { refusals.append(.withdrawn(change.id)) }
            refusals += ActionFault.all(in: change.wording).map { .action(position: change.position, $0) }
        }
        let differing = changed.filter { change in
            actions[change.id].map { $0.wording != change.wording || $0.position != change.position } ?? true
        }
        let other = layout == plan.strategy.layout ? nil : layout
        if added.isEmpty, differing.isEmpty, other == nil { refusals.append(.nothingChanged) }
        return .decided(refusals, entry(plan.strategy, on: day, numbers, differing, other))
    }

    private func entry(
        _ strategy: Strategy, on day: Day, _ numbers: NextNumbers, _ differing: [ChangedAction],
        _ layout: String?
    ) -> PlanEntry {
        .planRevised(
            PlanRevised(
                strategy: strategy.id, source: source, on: day,
                added: added.enumerated().map { index, addition in
                    addition.action.entered(
                        as: ActionID(numbers.action.number + index), position: addition.position,
                        planMarking: strategy.marking)
                },
                changed: differing, layout: layout))
    }
}
