import ActionPlans
import Vocabulary

/// The same wording under several themes: often pasted from one to the next without being thought through again.
enum SameWording {
    static func report(_ reading: Reading) {
        var texts: [String: Int] = [:]
        var levels: [String: Int] = [:]
        for (index, action) in reading.actions.enumerated() {
            let wording = action.wording
            let words = Folding.words(wording.text)
            let text = words.joined(separator: " ")
            let level = ownLevel(wording).map(Folding.words)
            if let first = texts[text], words.count >= 5 || !sharesTheme(reading, index, first) {
                warn(reading, index, sameAs: first, "The action has the same wording")
            } else if let level, level.count >= 5, let first = levels[level.joined(separator: " ")],
                !sharesTheme(reading, index, first)
            {
                warn(reading, index, sameAs: first, "“\(ownLevel(wording)?.beginning(60) ?? "")” is worded the same")
            }
            if words.count >= 3, texts[text] == nil { texts[text] = index }
            if let key = level?.joined(separator: " "), levels[key] == nil { levels[key] = index }
        }
    }

    /// The finest level above an action, below its aim.
    private static func ownLevel(_ wording: ActionWording) -> String? {
        wording.path.count > 1 ? wording.path.last?.text : nil
    }

    private static func sharesTheme(_ reading: Reading, _ one: Int, _ other: Int) -> Bool {
        reading.actions[one].wording.path.first == reading.actions[other].wording.path.first
    }

    private static func warn(_ reading: Reading, _ index: Int, sameAs first: Int, _ beginning: String) {
        let place = reading.actions[index].place
        let there = WordsForPlace.words(reading.actions[first].place, from: place)
        let theme = reading.actions[first].wording.path.first?.text.beginning(60)
        let under = sharesTheme(reading, index, first) ? "" : theme.map { " under “\($0)”" } ?? ""
        reading.warn(
            "same-wording", at: place, "\(beginning)\(under) \(there). Check that it was written for this place too.")
    }
}
