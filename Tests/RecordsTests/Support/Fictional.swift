import ActionPlans
import Partnership
import Records
import Vocabulary

/// Facts of a partnership that does not exist.
enum Fictional {
    static func member(
        _ number: Int, roles: Set<Role> = [.coordinator], clearance: Marking = .official, active: Bool = true
    ) -> Member {
        Member(
            id: MemberID(number), name: "Holder of post \(number)", post: "Treatment Commissioner \(number)",
            agency: AgencyID(1), email: "post\(number)@example.org", roles: roles, clearance: clearance,
            isActive: active)
    }

    static let agency = Agency(id: AgencyID(1), name: "City Council", short: "CC")

    static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

    static func instant(_ second: Int64) -> Instant { Instant(microseconds: (1_200_000_000 + second) * 1_000_000) }

    static func wording(_ text: String, due: String? = "2009-03-31") -> ActionWording {
        ActionWording(
            number: "1", path: [PlanLevel(level: .aim, number: "1", text: "Availability")], text: text,
            leads: ["CC"], timescale: Timescale(wording: due, commitments: [commitment(due)]))
    }

    static func commitment(_ due: String?) -> Commitment {
        Commitment(wording: due, due: due.map { day($0) }, undecided: due == nil)
    }

    static func action(_ number: Int, marking: Marking = .official, due: String? = "2009-03-31") -> EnteredAction {
        EnteredAction(
            id: ActionID(number), position: number, wording: wording("Action \(number)", due: due), marking: marking,
            updateOwner: MemberID(1), contributing: [])
    }

    static func plan(_ number: Int = 1, actions: [EnteredAction], marking: Marking = .official) -> PlanEntry {
        .planImported(
            PlanImported(
                strategy: StrategyID(number), title: "Plan \(number)", year: .financial, marking: marking,
                source: PlanSource(name: "plan.csv", digest: String(repeating: "a", count: 64)),
                on: day("2008-04-01"), actions: actions))
    }

    static func report(_ action: Int, note: String = "Done", completes: [Int] = []) -> PlanEntry {
        .progressReported(
            ProgressReported(
                action: ActionID(action), on: day("2008-07-10"), happened: day("2008-07-01"), note: note,
                evidence: completes.isEmpty ? nil : "Minutes of the board",
                completes: completes.map { .init(promise: $0) }))
    }

    static func draft(_ entry: PlanEntry) -> EntryDraft<PlanEntry> {
        EntryDraft(author: .member(MemberID(1)), payload: entry)
    }

    /// A store with a plan of three actions, one of them marked higher, and a report: four subjects, two entries.
    static func fill(_ store: Store) async throws {
        try await store.strategies.append(
            [draft(plan(actions: [action(1), action(2, marking: .officialSensitive), action(3)]))], expecting: [:],
            at: instant(0))
        try await store.strategies.append([draft(report(1, completes: [1]))], expecting: [:], at: instant(60))
    }

    /// What an entry says about one action, without what it says about others.
    static func part(_ entry: PlanEntry, about action: ActionID) -> PlanEntry {
        switch entry {
        case .planImported(var facts):
            facts.actions.removeAll { $0.id != action }
            return .planImported(facts)
        case .planRevised(var facts):
            facts.added.removeAll { $0.id != action }
            facts.changed.removeAll { $0.id != action }
            return .planRevised(facts)
        case .ownersConfirmed(var facts):
            facts.assignments.removeAll { $0.action != action }
            return .ownersConfirmed(facts)
        case .deadlinesSettled(var facts):
            facts.answers.removeAll { $0.action != action }
            return .deadlinesSettled(facts)
        case .postHandedOver(var facts):
            facts.owned.removeAll { $0 != action }
            facts.contributing.removeAll { $0 != action }
            return .postHandedOver(facts)
        case .importUndone(var facts):
            facts.removed.removeAll { $0 != action }
            facts.restored.removeAll { $0 != action }
            return .importUndone(facts)
        default: return entry
        }
    }
}
