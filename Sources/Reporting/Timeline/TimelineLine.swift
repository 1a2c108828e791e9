public import ActionPlans
public import Vocabulary

/// One commitment of an action.
public struct TimelineLine: Sendable {
    let action: Action
    /// Nil for an action that promises nothing.
    let standing: Standing?
    public let status: Status
    public let isFirst: Bool
    /// The action promises nothing else.
    let isAlone: Bool

    public var reference: String { action.id.reference }
    /// As the plan prints it.
    public var number: String? { action.wording.number }
    public var text: String { action.wording.text }
    public var opens: Day? { standing?.promise.commitment.opens }
    /// The due day as the plan states it; of a repeated commitment, that of the occurrence that counts.
    public var stated: Day? { standing?.stated }
    /// The due day that counts, where a delay was agreed.
    public var agreed: Day? { standing?.due == standing?.stated ? nil : standing?.due }
    public var completed: Day? { standing?.completion?.recordedOn }

    /// What the plan says is due, in its own words: of one promise alone, when.
    public var what: String {
        guard let commitment = standing?.promise.commitment else { return "" }
        if let label = commitment.label, !action.wording.text.contains(label) || !isAlone { return label }
        return commitment.wording ?? ""
    }

    /// What repeats, goes on, waits, is asked for or not known.
    public var further: String {
        guard let standing else { return "" }
        let commitment = standing.promise.commitment
        var parts: [String] = []
        if let repeats = commitment.repeats {
            parts.append(standing.next.map { "\(repeats.words), then \($0.short)" } ?? repeats.words)
        }
        if commitment.continues { parts.append("goes on without an end") }
        if let condition = commitment.condition { parts.append("waits for \(condition)") }
        if let relative = commitment.relative { parts.append(relative.words) }
        if !commitment.understood { parts.append("not understood") }
        if let request = standing.promise.request {
            parts.append("a delay to \(request.newDay.short) is asked for")
        }
        if standing.slips > 0 { parts.append(standing.slips.counted("slip")) }
        if parts.isEmpty, standing.due == nil {
            parts.append(commitment.opens == nil ? standing.undated : "no end stated")
        }
        return parts.joined(separator: "; ")
    }

    func cells(_ words: StatusWords) -> [PaperCell] {
        let done = completed.map { status == .completed ? "recorded \($0.short)" : "" } ?? ""
        return [
            PaperCell(isFirst ? "\(action.name) \(action.wording.text)" : action.name, isHeading: true),
            PaperCell(what), PaperCell(opens?.short ?? "–"), PaperCell(stated?.short ?? "–"),
            PaperCell(agreed?.short ?? "–"), PaperCell(further.isEmpty ? "–" : further),
            PaperCell(
                done,
                status: PaperStatus(
                    shape: words.shape(status), word: words.word(status), colour: status.colour?.rawValue ?? "grey")
            ),
        ]
    }
}
