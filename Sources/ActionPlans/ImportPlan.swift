public import Partnership
public import Vocabulary

/// An action as a person confirmed it in the preview, before it has a reference.
public struct NewAction: Hashable, Sendable {
    public var wording: ActionWording
    /// Nil for the plan's own marking.
    public var marking: Marking?
    /// Proposed from the leads; nil is vacant.
    public var updateOwner: MemberID?
    public var contributing: [MemberID]

    public init(
        wording: ActionWording, marking: Marking? = nil, updateOwner: MemberID? = nil, contributing: [MemberID] = []
    ) {
        self.wording = wording
        self.marking = marking
        self.updateOwner = updateOwner
        self.contributing = contributing
    }
}

/// A plan comes into the partnership from the file people have, as confirmed in the preview.
public struct ImportPlan: Hashable, Sendable {
    public var title: String
    public var year: PlanYear
    public var marking: Marking
    public var source: PlanSource
    public var actions: [NewAction]
    /// The layout its file has, by its name in the framework pack.
    public var layout: String?

    public init(
        title: String, year: PlanYear, marking: Marking, source: PlanSource, actions: [NewAction],
        layout: String? = nil
    ) {
        self.title = title
        self.year = year
        self.marking = marking
        self.source = source
        self.actions = actions
        self.layout = layout
    }
}

/// Why a plan cannot be imported.
public enum ImportPlanRefusal: Refusal {
    case title(TypedText.Fault)
    case source(SourceFault)
    case noActions
    case tooManyActions(count: Int, limit: Int)
    /// The same file is a plan here already.
    case importedAlready(as: StrategyID)
    /// The author could not see what they import.
    case markedAboveClearance
    case action(position: Int, ActionFault)
    /// Not a name a framework pack can give to a layout.
    case layout

    public var words: RefusalWords {
        switch self {
        case .title(let fault): fault.words("title", "the title")
        case .source(let fault): fault.words
        case .noActions:
            RefusalWords("no-actions", field: "actions", "Choose a file with at least one action; none was found.")
        case .tooManyActions(let count, let limit):
            RefusalWords(
                "too-many-actions", field: "actions",
                "Divide the file: a plan takes up to \(limit.printed) actions, and it has \(count.printed).")
        case .importedAlready:
            RefusalWords(
                "imported-already", field: "file",
                "This file is imported already. Open that plan, or import a changed file as its revision.")
        case .markedAboveClearance:
            RefusalWords(
                "marked-above-clearance", field: "marking",
                "Choose a marking you may see, or ask an administrator for the clearance.")
        case .action(let position, let fault): fault.words(position)
        case .layout: .notALayout
        }
    }
}

extension ImportPlan {
    /// Whether the plan can be entered whole; actions get their references here, in the plan's order.
    ///
    /// - Parameters:
    ///   - existing: every strategy there is, to recognise the same file.
    ///   - members: everybody who is or was a member.
    public func decide(
        by member: Member, on day: Day, numbers: NextNumbers, existing: [Strategy], members: [Member]
    ) -> Result<PlanEntry, Refusals<ImportPlanRefusal>> {
        var refusals: [ImportPlanRefusal] = []
        let title = TypedText(title, upTo: TextLimit.title, .line)
        if let fault = title.fault { refusals.append(.title(fault)) }
        if let fault = SourceFault(source) { refusals.append(.source(fault)) }
        if let layout, !LayoutName.isOne(layout) { refusals.append(.layout) }
        if actions.isEmpty { refusals.append(.noActions) }
        if actions.count > TextLimit.actions {
            refusals.append(.tooManyActions(count: actions.count, limit: TextLimit.actions))
        }
        if let same = existing.first(where: { $0.source.digest == source.digest }) {
            refusals.append(.importedAlready(as: same.id))
        }
        let highest = actions.compactMap(\.marking).reduce(marking, max)
        if highest > member.clearance { refusals.append(.markedAboveClearance) }
        let known = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, action) in actions.enumerated() {
            refusals += ActionFault.all(in: action, known).map { .action(position: index + 1, $0) }
        }
        return .decided(refusals, entry(title.text, on: day, numbers))
    }

    private func entry(_ title: String, on day: Day, _ numbers: NextNumbers) -> PlanEntry {
        .planImported(
            PlanImported(
                strategy: numbers.strategy, title: title, year: year, marking: marking, source: source, on: day,
                actions: actions.enumerated().map { index, action in
                    action.entered(
                        as: ActionID(numbers.action.number + index), position: index + 1, planMarking: marking)
                }, layout: layout))
    }
}

extension NewAction {
    func entered(as id: ActionID, position: Int, planMarking: Marking) -> EnteredAction {
        let people = ConfirmOwners.tidied(
            OwnersConfirmed.Assignment(action: id, updateOwner: updateOwner, contributing: contributing))
        return EnteredAction(
            id: id, position: position, wording: wording, marking: marking ?? planMarking,
            updateOwner: people.updateOwner, contributing: people.contributing)
    }
}
