public import Partnership
public import Vocabulary

/// The last import or revision of a plan is taken back whole, while nobody has built on it.
public struct UndoImport: Hashable, Sendable {
    /// How many days after it an import can be undone.
    public static let days = 30

    public var reason: String

    public init(reason: String) { self.reason = reason }
}

/// Why an import cannot be undone.
public enum UndoImportRefusal: Refusal {
    /// One entry that rests on the import.
    public struct Later: Hashable, Sendable {
        public let sequence: JournalSequence
        public let kind: String
        /// The action it is about, where it is about one.
        public let action: ActionID?
    }

    case tooLongAgo(on: Day, days: Int)
    /// What was entered since, as far as the member may see it.
    case enteredSince([Later])
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .tooLongAgo(let day, let days):
            return RefusalWords(
                "too-long-ago", field: "plan",
                "Import a corrected file as a revision: the import of \(day.printed) is more than \(days) days old, "
                    + "and can no longer be undone.")
        case .enteredSince(let later):
            let shown = later.prefix(5).map { item in
                EntryNames.words(item.kind) + (item.action.map { " on \($0.reference)" } ?? "")
                    + " (entry \(item.sequence))"
            }
            let more = later.count > shown.count ? "; and \((later.count - shown.count).printed) more" : ""
            let list = shown.isEmpty ? "." : ": \(shown.joined(separator: "; "))\(more)."
            return RefusalWords(
                "entered-since", field: "plan",
                "Amend or withdraw single actions, or import a corrected file as a revision: other work rests on this "
                    + "import already\(list)")
        case .reason(let fault): return fault.words("reason", "the reason for undoing the import")
        }
    }
}

extension UndoImport {
    /// Whether the facts allow it; with every problem at once. Owners confirmed since do not stand against it.
    ///
    /// - Parameters:
    ///   - plan: the whole plan, also what the member may not see: an import is undone whole or not at all.
    ///   - before: the whole plan as it stood before the last import; nil where that import brought it.
    ///   - later: every entry since that is about the plan, its actions or its rounds, oldest first.
    ///   - enteredOn: the day of the last import.
    public func decide(
        in plan: Plan, before: Plan?, later: [EntryHeader], enteredOn: Day, by member: Member, on day: Day
    ) -> Result<PlanEntry, Refusals<UndoImportRefusal>> {
        var refusals: [UndoImportRefusal] = []
        if day.number - enteredOn.number > Self.days {
            refusals.append(.tooLongAgo(on: enteredOn, days: Self.days))
        }
        // A revision that came later was undone itself, or it would be the last one.
        let harmless: Set<String> = ["owners-confirmed", "import-undone", "plan-revised", "erased"]
        let weighty = later.filter { !harmless.contains($0.kind.name) }
        if !weighty.isEmpty {
            let hidden = Set(plan.actions.filter { $0.marking > member.clearance }.map(\.id))
            refusals.append(
                .enteredSince(
                    weighty.map(UndoImportRefusal.Later.init).filter { $0.action.map(hidden.contains) != true })
            )
        }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        let old = Dictionary((before?.actions ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return .decided(
            refusals,
            .importUndone(
                ImportUndone(
                    strategy: plan.strategy.id, undoes: plan.strategy.sourceAt, on: day, reason: reason.text,
                    planLeaves: before == nil, removed: plan.actions.map(\.id).filter { old[$0] == nil }.sorted(),
                    restored: plan.actions.filter { action in
                        guard let old = old[action.id] else { return false }
                        return old.wording != action.wording || old.position != action.position
                            || old.promises != action.promises
                    }.map(\.id).sorted())))
    }
}

extension UndoImportRefusal.Later {
    init(_ header: EntryHeader) {
        sequence = header.sequence
        kind = header.kind.name
        action = header.subject.kind == .action ? ActionID(header.subject.number) : nil
    }
}
