import ActionPlans
import Frameworks
import Vocabulary

/// Slips told in the progress text of a document: the rule is `SlipInText`, here with the places of the cells.
enum HiddenSlips {
    static func report(_ reading: Reading) {
        for (action, trace) in zip(reading.actions, reading.traces) {
            let latest = SlipInText.latestDay(action.wording.timescale)
            var seen: Set<Place> = []
            for part in trace.parts
            where [.progress, .notes].contains(part.meaning) && seen.insert(part.place).inserted {
                let slip =
                    part.heading.map(namesNewDay) == true
                    ? newDay(part.text, after: latest, reading.deadlines)
                    : SlipInText.find(in: part.text, after: latest) {
                        reading.deadlines.read($0).timescale.commitments.first?.due
                    }
                guard let slip else { continue }
                reading.warn("hidden-slip", at: part.place, slip.sentence)
            }
        }
    }

    /// "Revised date", "Forecast completion": a column of days that are not the deadline.
    private static func namesNewDay(_ heading: String) -> Bool {
        !Set(Folding.words(heading)).isDisjoint(with: ["revised", "forecast", "new", "extended"])
    }

    private static func newDay(_ text: String, after latest: Day?, _ deadlines: Deadlines) -> SlipInText? {
        guard let latest, let day = deadlines.read(text).timescale.commitments.compactMap(\.due).max(), day > latest
        else { return nil }
        return .laterDay(day, deadline: latest)
    }
}
