extension Commitment {
    /// How the wording was understood, in words for a person who checks it: "opens 1 April 2008; continues".
    ///
    /// What was not understood says so, with the reading that is proposed where there is one.
    public var understoodAs: String {
        guard understood else {
            return repeats.map { "not understood; perhaps \($0.words)" } ?? "not understood"
        }
        var parts: [String] = []
        if past { parts.append("past") }
        if let opens { parts.append("opens \(opens.printed)") }
        if let due { parts.append("due \(due.printed)") }
        if let repeats { parts.append(repeats.words) }
        if let relative { parts.append(relative.words) }
        if continues { parts.append("continues") }
        if let condition { parts.append("waits for \(condition)") }
        if undecided { parts.append("no date known") }
        return parts.joined(separator: "; ")
    }
}

extension Recurrence {
    /// "Every month", "every 2 weeks".
    public var words: String { every == 1 ? "every \(unit.rawValue)" : "every \(every) \(unit.rawValue)s" }
}

extension RelativeTerm {
    /// "12 months counted from release".
    public var words: String { "\(every) \(unit.rawValue)\(every == 1 ? "" : "s") counted from \(anchor)" }
}
