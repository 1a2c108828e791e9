import ActionPlans
import Coordination
import Vocabulary

/// What one action's commitments leave to choose on a link's page: those an answer can complete, and those whose day
/// can be moved.
struct LeadChoices: Sendable {
    struct Choice: Sendable {
        let value: String
        let text: String
        let meaning: String?
    }

    /// `3`, `3@2008-06-30`; all of them, with commas between, stand before them where there are several. A value says
    /// by itself what it completes, so that a form sent twice reads the same both times.
    let completable: [Choice]
    let movable: [Choice]

    init(_ item: LeadLinkItem, in strategy: Strategy, on day: Day, _ words: Words) {
        var completable: [Choice] = []
        var movable: [Choice] = []
        for standing in item.standing.commitments {
            let promise = standing.promise
            guard standing.status != .completed, standing.status != .withdrawn, item.action.retired == nil else {
                continue
            }
            let name = beginning(
                promise.commitment.label ?? promise.commitment.wording ?? words("action.no-wording"), 160)
            let text = item.action.promises.count == 1 ? name : "\(promise.number). \(name)"
            let due = standing.due.map { words("report.due", ["day": $0.printed]) }
            if standing.due != nil, promise.request == nil {
                movable.append(Choice(value: String(promise.number), text: text, meaning: due))
            }
            // Ending what repeats for good is no answer for a thumb: it waits for the signed-in form.
            if promise.commitment.repeats == nil {
                completable.append(Choice(value: String(promise.number), text: text, meaning: due))
            } else if let occurrence = promise.occurrenceToReport(on: day, in: strategy) {
                let meaning = words("report.occurrence", ["day": occurrence.printed])
                completable.append(
                    Choice(value: "\(promise.number)@\(occurrence.iso)", text: text, meaning: meaning))
            }
        }
        if completable.count > 1 {
            let all = completable.map(\.value).joined(separator: ",")
            completable.insert(Choice(value: all, text: words("report.all"), meaning: nil), at: 0)
        }
        self.completable = completable
        self.movable = movable
    }

    /// Whether every ticked box is one of the page as it stands now.
    func offers(_ values: [String]) -> Bool {
        values.allSatisfy { value in completable.contains { $0.value == value } }
    }

    /// What ticked boxes complete; nil where one of them is not written as the page writes them.
    static func completes(_ values: [String]) -> [ProgressReported.Completed]? {
        var all: [ProgressReported.Completed] = []
        for value in values.flatMap({ $0.split(separator: ",") }) {
            let pieces = value.split(separator: "@", omittingEmptySubsequences: false)
            guard pieces.count <= 2, let number = pieces.first.flatMap({ Int($0) }) else { return nil }
            let occurrence = pieces.count == 2 ? Day(iso: pieces[1]) : nil
            if pieces.count == 2, occurrence == nil { return nil }
            let one = ProgressReported.Completed(promise: number, occurrence: occurrence)
            if !all.contains(one) { all.append(one) }
        }
        return all
    }
}
