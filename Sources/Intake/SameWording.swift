import ActionPlans
import Vocabulary

/// The same wording under several themes of a document: the rule is `RepeatedWording`, here with the places.
enum SameWording {
    static func report(_ reading: Reading) {
        for repeated in RepeatedWording.all(in: reading.actions.map(\.wording)) {
            let beginning =
                switch repeated.what {
                case .action: "The action has the same wording"
                case .level(let text): "“\(text.beginning(60))” is worded the same"
                }
            warn(reading, repeated.place, sameAs: repeated.first, beginning)
        }
    }

    private static func warn(_ reading: Reading, _ index: Int, sameAs first: Int, _ beginning: String) {
        let place = reading.actions[index].place
        let there = WordsForPlace.words(reading.actions[first].place, from: place)
        let one = reading.actions[index].wording
        let other = reading.actions[first].wording
        let theme = other.path.first?.text.beginning(60)
        let under = RepeatedWording.sharesTheme(one, other) ? "" : theme.map { " under “\($0)”" } ?? ""
        reading.warn(
            "same-wording", at: place, "\(beginning)\(under) \(there). Check that it was written for this place too.")
    }
}
