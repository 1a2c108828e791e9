public import ActionPlans
import Vocabulary

/// The registers in plain words, so that page, file and command share them.
public struct RegisterWords: Sendable {
    private let names: StaffNames

    public init(_ names: StaffNames) { self.names = names }

    /// One thing that happened to an item: a heading and its lines.
    public struct Event: Sendable, Equatable {
        public let what: String
        public let lines: [String]
    }

    /// What each entry of an item's history says, in the order given (newest first). A change names old and new.
    public func events(_ history: [RegisterHistoryEntry]) -> [Event] {
        var item: RegisterItem?
        var events: [Event] = []
        for entry in history.reversed() {
            let before = item
            if let payload = entry.payload {
                item = RegisterItem.after(payload, before, at: entry.header.sequence)
                events.append(event(payload, before: before))
            } else {
                events.append(Event(what: "Erased", lines: ["The content of this entry was erased."]))
            }
        }
        return events.reversed()
    }

    private func event(_ entry: RegisterEntry, before: RegisterItem?) -> Event {
        switch entry {
        case .itemOpened(let facts):
            return Event(what: "Recorded", lines: [facts.record.title] + facts.record.details.lines)
        case .itemChanged(let facts):
            let changed = before.map { changes(from: $0, to: facts) } ?? []
            return Event(what: "Changed", lines: [facts.reason] + changed)
        case .itemReviewed(let facts): return reviewed(facts, before)
        case .pilotDecided(let facts): return decided(facts)
        case .gapAnswered(let facts):
            return Event(what: "Answered", lines: [facts.answer, "Source: \(facts.source)"])
        case .itemClosed(let facts): return Event(what: "Closed", lines: [facts.reason])
        case .itemReopened(let facts):
            return Event(what: "Reopened", lines: [facts.reason, "Next review on \(facts.review.printed)."])
        }
    }

    private func reviewed(_ facts: ItemReviewed, _ before: RegisterItem?) -> Event {
        var lines = facts.note.isEmpty ? [] : [facts.note]
        if case .risk(let old) = before?.record.details {
            var new = old
            new.likelihood = facts.likelihood ?? old.likelihood
            new.impact = facts.impact ?? old.impact
            if new != old { lines.append("Score: \(old.scoreWords) before, \(new.scoreWords) now.") }
        }
        lines.append("Next review on \(facts.review.printed).")
        return Event(
            what: facts.finding == .noChange ? "Looked at, no change" : "Looked at, something changed", lines: lines)
    }

    private func decided(_ facts: PilotDecided) -> Event {
        var lines = [facts.reason]
        if let ends = facts.ends, let due = facts.evaluationDue {
            lines.append("It now ends on \(ends.printed); the evaluation is due on \(due.printed).")
        }
        switch facts.outcome {
        case .adopt: return Event(what: "Pilot adopted", lines: lines)
        case .extend: return Event(what: "Pilot extended", lines: lines)
        case .stop: return Event(what: "Pilot stopped", lines: lines)
        }
    }

    private func changes(from before: RegisterItem, to facts: ItemChanged) -> [String] {
        let old = allFacts(before.record, before.marking)
        let new = allFacts(facts.record, facts.marking)
        var changes: [String] = []
        for (one, other) in zip(old, new) where one.value != other.value {
            changes.append("\(one.name): “\(one.value ?? "nothing")” before, “\(other.value ?? "nothing")” now.")
        }
        return changes
    }

    private func allFacts(_ record: RegisterRecord, _ marking: Marking) -> [(name: String, value: String?)] {
        let details = record.details
        var facts: [(name: String, value: String?)] = [
            (details.kind.titleName, record.title), (details.kind.ownerName, names.owner(record.owner)),
            ("Plan", record.strategy.map { "number \($0.number)" }),
            ("Actions", record.actions.isEmpty ? nil : record.actions.map(\.reference).joined(separator: ", ")),
            ("Marking", marking.printed), ("Next review", record.review?.printed),
        ]
        facts += details.facts
        return facts
    }
}

extension RegisterKind {
    /// What the title of an item says: "What may happen".
    public var titleName: String {
        switch self {
        case .risk: "What may happen"
        case .issue: "What happened"
        case .pilot: "What is tried"
        case .evidenceGap: "Question"
        }
    }

    /// What its owner is.
    public var ownerName: String { self == .pilot ? "Who evaluates" : "Owner" }
}

extension RegisterDetails {
    /// What only this kind has, each with its name; nil where nothing is recorded.
    public var facts: [(name: String, value: String?)] {
        switch self {
        case .risk(let risk):
            [
                ("Score", risk.scoreWords), ("Cause", risk.cause), ("Effect", risk.effect),
                ("Mitigation", risk.mitigation),
            ]
        case .issue(let issue): [("Effect", issue.effect), ("What is being done", issue.response)]
        case .pilot(let pilot):
            [
                ("Site", pilot.site), ("Begins", pilot.begins.printed), ("Ends", pilot.ends.printed),
                ("Evaluation due", pilot.evaluationDue.printed),
            ]
        case .evidenceGap(let gap):
            [("Why it matters", gap.why), ("What would fill it", gap.fill), ("Answer due", gap.due.printed)]
        }
    }

    fileprivate var lines: [String] { facts.compactMap { fact in fact.value.map { "\(fact.name): \($0)" } } }
}
