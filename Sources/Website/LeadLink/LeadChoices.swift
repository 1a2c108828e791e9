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

    /// `3`, `3@2008-06-30`; "all" stands before them where there are several.
    let completable: [Choice]
    private let completed: [String: [ProgressReported.Completed]]
    let movable: [Choice]

    init(_ item: LeadLinkItem, in strategy: Strategy, on day: Day, _ words: Words) {
        var completable: [Choice] = []
        var completed: [String: [ProgressReported.Completed]] = [:]
        var movable: [Choice] = []
        for standing in item.standing.commitments {
            let promise = standing.promise
            guard standing.status != .completed, standing.status != .withdrawn, item.action.retired == nil else {
                continue
            }
            let name = promise.commitment.label ?? promise.commitment.wording ?? words("action.no-wording")
            let text =
                item.action.promises.count == 1 ? beginning(name, 160) : "\(promise.number). \(beginning(name, 160))"
            let due = standing.due.map { words("report.due", ["day": $0.printed]) }
            if standing.due != nil, promise.request == nil {
                movable.append(Choice(value: String(promise.number), text: text, meaning: due))
            }
            // Ending what repeats for good is no answer for a thumb: it waits for the signed-in form.
            if promise.commitment.repeats == nil {
                completable.append(Choice(value: String(promise.number), text: text, meaning: due))
                completed[String(promise.number)] = [.init(promise: promise.number)]
            } else if let occurrence = promise.occurrenceToReport(on: day, in: strategy) {
                let value = "\(promise.number)@\(occurrence.iso)"
                let meaning = words("report.occurrence", ["day": occurrence.printed])
                completable.append(Choice(value: value, text: text, meaning: meaning))
                completed[value] = [.init(promise: promise.number, occurrence: occurrence)]
            }
        }
        if completable.count > 1 {
            completed["all"] = completable.flatMap { completed[$0.value] ?? [] }
            completable.insert(Choice(value: "all", text: words("report.all"), meaning: nil), at: 0)
        }
        self.completable = completable
        self.completed = completed
        self.movable = movable
    }

    /// What ticked boxes complete; nil where one of them is not on the page.
    func completes(_ values: [String]) -> [ProgressReported.Completed]? {
        if values.contains("all") { return completed["all"] ?? [] }
        var all: [ProgressReported.Completed] = []
        for value in values {
            guard let some = completed[value] else { return nil }
            all += some.filter { !all.contains($0) }
        }
        return all
    }
}
