import Vocabulary

extension Standing {
    /// The sentence behind the colour: "Overdue: due 30 April 2003, no delay agreed, 34 days ago".
    public var sentence: String { sentence(word: status.word) }

    /// The sentence with the word a pack gives the status.
    public func sentence(word: String) -> String {
        switch status {
        case .completed: word + completedWords
        case .withdrawn: "\(word) when past deadlines were settled"
        case .notYetOpen: "\(word): opens \(promise.commitment.opens?.printed ?? "later")"
        case .notYetConfirmed: "\(word): \(unconfirmedWords)"
        case .overdue: "\(word): \(overdueWords)"
        case .silent: "\(word): no update in the round \(round?.label ?? "that closed last")"
        case .underWay: "\(word): \(underWayWords)"
        }
    }

    private var completedWords: String {
        guard let completion else { return "" }
        if settled == .done {
            return ": confirmed on \(completion.recordedOn.printed), when past deadlines were settled"
        }
        var words = " on \(completion.recordedOn.printed)"
        if let daysLate { words += ", \(daysLate.counted("day")) late" }
        if let happened = completion.happened, happened != completion.recordedOn {
            words += ", said to be done on \(happened.printed)"
        }
        if promise.completed == nil, let next { words += ", next due \(next.printed)" }
        return words
    }

    private var unconfirmedWords: String {
        if promise.commitment.past {
            return "the plan says it was done; confirm it on the settle list"
        }
        return "due \(stated?.printed ?? "day") had passed when the plan was imported"
    }

    private var overdueWords: String {
        guard let due else { return "" }
        var parts = ["due \(due.printed)"]
        if settled == .missed { parts.append("confirmed as missed") }
        if let first = firstDue { parts.append("first due \(first.printed)") }
        parts.append(due == stated ? "no delay agreed" : slipWords ?? "delay agreed")
        parts.append("\((day.number - due.number).counted("day")) ago")
        return (parts + requestWords).joined(separator: ", ")
    }

    private var underWayWords: String {
        let commitment = promise.commitment
        var parts: [String] = []
        if let due { parts.append("due \(due.printed)") }
        if let first = firstDue { parts.append("first due \(first.printed)") }
        if !commitment.understood {
            parts.append("its deadline\(quoted(commitment.wording)) is not understood yet")
        }
        if let condition = commitment.condition {
            parts.append("waits for\(quoted(condition))")
        } else if commitment.relative != nil {
            parts.append("counted from an event:\(quoted(commitment.wording))")
        }
        if commitment.continues { parts.append("continues until an update says it is completed") }
        if let slipWords { parts.append(slipWords) }
        if parts.isEmpty {
            parts.append(commitment.opens.map { "opened \($0.printed), no end stated" } ?? "no date decided")
        }
        if let round { parts.append("updated late, after the round \(round.label) had closed") }
        return (parts + requestWords).joined(separator: ", ")
    }

    /// The stated day, where a delay has moved it.
    private var firstDue: Day? { due == stated ? nil : stated }

    private var slipWords: String? { promise.slips > 0 ? promise.slips.counted("slip") : nil }

    private var requestWords: [String] {
        promise.request.map { ["a delay to \($0.newDay.printed) is asked for"] } ?? []
    }

    /// The document's own words, shortened for a line.
    private func quoted(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        return " “\(text.prefix(80))\(text.count > 80 ? "…" : "")”"
    }
}
