/// The same wording at several places of a plan: often pasted from one theme to the next without being thought through
/// again. Found by a folded key, never by comparing each with each.
public struct RepeatedWording: Hashable, Sendable {
    /// What is worded the same.
    public enum What: Hashable, Sendable {
        case action
        /// The finest level above the action, below its aim, in its own words.
        case level(String)
    }

    /// The later one, by its place among the wordings.
    public let place: Int
    /// The first that reads so.
    public let first: Int
    public let what: What

    /// Every repeated wording, in the order of the plan.
    public static func all(in wordings: [ActionWording]) -> [RepeatedWording] {
        var texts: [String: Int] = [:]
        var levels: [String: Int] = [:]
        var found: [RepeatedWording] = []
        for (place, wording) in wordings.enumerated() {
            let words = Folding.words(wording.text)
            let text = words.joined(separator: " ")
            let level = ownLevel(wording).map { (text: $0, words: Folding.words($0)) }
            let key = level?.words.joined(separator: " ")
            if let first = texts[text], words.count >= 5 || !sharesTheme(wording, wordings[first]) {
                found.append(RepeatedWording(place: place, first: first, what: .action))
            } else if let level, level.words.count >= 5, let key, let first = levels[key],
                !sharesTheme(wording, wordings[first])
            {
                found.append(RepeatedWording(place: place, first: first, what: .level(level.text)))
            }
            if words.count >= 3, texts[text] == nil { texts[text] = place }
            if let key, levels[key] == nil { levels[key] = place }
        }
        return found
    }

    /// The finest level above an action, below its aim.
    private static func ownLevel(_ wording: ActionWording) -> String? {
        wording.path.count > 1 ? wording.path.last?.text : nil
    }

    /// Whether two actions stand under the same outermost level.
    public static func sharesTheme(_ one: ActionWording, _ other: ActionWording) -> Bool {
        one.path.first == other.path.first
    }
}
