import ActionPlans
import Tables
import Vocabulary

/// What somebody wrote into the column of markings of an export. A file changes no marking: a lower one is not followed,
/// and a row marked higher is not taken, since what it says may be for fewer people than would see it.
enum ReturnedMarking: Equatable {
    case same
    case lower(Marking?)
    /// As it was typed.
    case higher(String)

    /// - Parameters:
    ///   - cell: nil where the column was taken out.
    ///   - known: the markings that nobody typed: as exported, and as it stands.
    init(_ cell: String?, standing: Marking, known: [Marking]) {
        guard let cell else {
            self = .same
            return
        }
        let typed = CellFolding.folded(cell)
        guard !typed.isEmpty else {
            self = standing > .official ? .lower(nil) : .same
            return
        }
        guard let marking = Self.marking(named: typed) else {
            self = .higher(typed)
            return
        }
        self =
            known.contains(marking) || marking == standing
            ? .same : marking < standing ? .lower(marking) : .higher(marking.printed)
    }

    /// Nil for a text that is no marking known here.
    static func marking(named text: String) -> Marking? {
        let typed = text.uppercased()
        return Marking.allCases.sorted(by: >).first { $0.printed == typed || $0.isNamed(in: text) }
    }
}

extension Plan {
    /// The highest marking of anything in the plan, as far as it is seen.
    var highestMarking: Marking { actions.reduce(strategy.marking) { max($0, $1.marking) } }
}
