import ActionPlans
import Frameworks
import Vocabulary

/// Screens the free text of a plan for people. Owner and lead columns are not screened: partnership staff appear there
/// by role and name, as owners of work.
enum PersonalText {
    private static let staff: Set<ColumnMeaning> = [.owner, .leads, .contributors, .number, .ignored]

    static func report(_ reading: Reading) {
        let screening = Screening()
        var known: [String: [Screening.Kind]] = [:]
        for trace in reading.traces {
            var seen: Set<Place> = []
            for part in trace.parts where !staff.contains(part.meaning) && seen.insert(part.place).inserted {
                let kinds = known[part.text] ?? screening.kinds(in: part.text)
                known[part.text] = kinds
                for kind in kinds { reading.warn("personal-text", at: part.place, message(kind)) }
            }
        }
        reportLevels(reading, screening, known: Set(known.keys))
    }

    /// Headings and rows of their own, each once, where the first action under them stands.
    private static func reportLevels(_ reading: Reading, _ screening: Screening, known: Set<String>) {
        var known = known
        for action in reading.actions {
            for level in action.wording.path where known.insert(level.text).inserted {
                for kind in screening.kinds(in: level.text) {
                    reading.warn("personal-text", at: action.place, message(kind))
                }
            }
        }
    }

    static func message(_ kind: Screening.Kind) -> String {
        "This text seems to hold \(kind.words). Plans name people only as owners and leads: "
            + "clear it, or confirm that it may stay."
    }
}
