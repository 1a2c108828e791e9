public import Vocabulary

extension RegisterItem {
    /// The item after an entry: what the read tables are written from, and what its timeline is told by.
    ///
    /// - Parameter before: the item before it; nil for one that is opened now.
    /// - Returns: nil for an entry about an item that is not there, because its opening was erased.
    public static func after(_ entry: RegisterEntry, _ before: RegisterItem?, at sequence: JournalSequence)
        -> RegisterItem?
    {
        if case .itemOpened(let facts) = entry {
            return RegisterItem(
                id: facts.item, record: facts.record, marking: facts.marking, opened: facts.on, version: sequence)
        }
        guard var item = before else { return nil }
        item.version = sequence
        switch entry {
        case .itemOpened: break
        case .itemChanged(let facts):
            item.record = facts.record
            item.marking = facts.marking
        case .itemReviewed(let facts): item.look(facts)
        case .pilotDecided(let facts): item.decide(facts)
        case .gapAnswered(let facts):
            item.closing = RegisterClosing(how: .answered, on: facts.on, reason: facts.answer, source: facts.source)
        case .itemClosed(let facts):
            item.closing = RegisterClosing(how: .closed, on: facts.on, reason: facts.reason)
        case .itemReopened(let facts):
            item.closing = nil
            item.record.review = facts.review
        }
        return item
    }

    private mutating func look(_ facts: ItemReviewed) {
        reviewed = facts.on
        record.review = facts.review
        if case .risk(var details) = record.details {
            details.likelihood = facts.likelihood ?? details.likelihood
            details.impact = facts.impact ?? details.impact
            record.details = .risk(details)
        }
    }

    private mutating func decide(_ facts: PilotDecided) {
        switch facts.outcome {
        case .adopt: closing = RegisterClosing(how: .adopted, on: facts.on, reason: facts.reason)
        case .stop: closing = RegisterClosing(how: .stopped, on: facts.on, reason: facts.reason)
        case .extend:
            guard case .pilot(var details) = record.details else { return }
            details.ends = facts.ends ?? details.ends
            details.evaluationDue = facts.evaluationDue ?? details.evaluationDue
            record.details = .pilot(details)
            extensions += 1
        }
    }
}
