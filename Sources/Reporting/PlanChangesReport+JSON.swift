import ActionPlans
import Vocabulary

extension PlanChangesReport: Encodable {
    private enum Key: String, CodingKey {
        case format, strategy, title, marking, from, to, achievements, added, withdrawn, changed, slips, recorded, gone
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(strategy.id, forKey: .strategy)
        try values.encode(strategy.title, forKey: .title)
        try values.encode(marking, forKey: .marking)
        try values.encode(from, forKey: .from)
        try values.encode(to, forKey: .to)
        try values.encode(achievements, forKey: .achievements)
        try values.encode(added, forKey: .added)
        try values.encode(withdrawn, forKey: .withdrawn)
        try values.encode(changed, forKey: .changed)
        try values.encode(slips, forKey: .slips)
        try values.encode(said, forKey: .recorded)
        try values.encode(gone, forKey: .gone)
    }
}

extension PlanChangesReport.Point: Encodable {
    private enum Key: String, CodingKey { case day, sequence, words }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(day, forKey: .day)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(words, forKey: .words)
    }
}

extension PlanChangesReport.Item: Encodable {
    private enum Key: String, CodingKey { case action, number, text, statusBefore, statusNow, sentence, changes }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(action.reference, forKey: .action)
        try values.encode(number, forKey: .number)
        try values.encode(text, forKey: .text)
        try values.encode(statusBefore, forKey: .statusBefore)
        try values.encode(statusNow, forKey: .statusNow)
        try values.encode(sentence, forKey: .sentence)
        try values.encode(changes.map(Line.init), forKey: .changes)
    }

    private struct Line: Encodable {
        let change: ActionChange

        private enum Key: String, CodingKey { case what, old, new }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: Key.self)
            try values.encode(change.what, forKey: .what)
            try values.encode(change.old, forKey: .old)
            try values.encode(change.new, forKey: .new)
        }
    }
}

extension PlanChangesReport.Slip: Encodable {
    private enum Key: String, CodingKey { case action, number, text, commitment, times, before, now }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(action.reference, forKey: .action)
        try values.encode(number, forKey: .number)
        try values.encode(text, forKey: .text)
        try values.encode(commitment, forKey: .commitment)
        try values.encode(times, forKey: .times)
        try values.encode(before, forKey: .before)
        try values.encode(now, forKey: .now)
    }
}

extension PlanChangesReport.Achievement: Encodable {
    private enum Key: String, CodingKey {
        case action, number, text, what, completedOn, happened, evidence, daysLate, settled
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(action.reference, forKey: .action)
        try values.encode(number, forKey: .number)
        try values.encode(text, forKey: .text)
        try values.encode(what, forKey: .what)
        try values.encode(completedOn, forKey: .completedOn)
        try values.encode(happened, forKey: .happened)
        try values.encode(evidence, forKey: .evidence)
        try values.encode(daysLate, forKey: .daysLate)
        try values.encode(isSettled, forKey: .settled)
    }
}

extension PlanChangesReport.Said: Encodable {
    private enum Key: String, CodingKey { case action, number, text, sequence, recordedOn, author, kind, sentence }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(action.reference, forKey: .action)
        try values.encode(number, forKey: .number)
        try values.encode(text, forKey: .text)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(recordedOn, forKey: .recordedOn)
        try values.encode(author, forKey: .author)
        try values.encode(kind, forKey: .kind)
        try values.encode(sentence, forKey: .sentence)
    }
}
