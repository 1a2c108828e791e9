import ActionPlans
import Vocabulary

/// An action's report as JSON: every key always present, unknown is null. Stable and documented.
extension ActionReport: Encodable {
    private enum Key: String, CodingKey {
        case format, action, asAt, sequence, number, path, text, accountableOwner, leads, contributors, resources
        case coverage, outcome, measure, progress, equality, notes, marking, owner, contributing, status, colour
        case sentence, previous, changed, changes, comparedWith, commitments, history
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(action.id.reference, forKey: .action)
        try values.encode(day, forKey: .asAt)
        try values.encode(sequence, forKey: .sequence)
        try encodeWording(to: &values)
        try values.encode(action.marking, forKey: .marking)
        try values.encode(owner, forKey: .owner)
        try values.encode(contributing, forKey: .contributing)
        try values.encode(status, forKey: .status)
        try values.encode(status.colour, forKey: .colour)
        try values.encode(sentence, forKey: .sentence)
        try values.encode(previous, forKey: .previous)
        try values.encode(isChanged, forKey: .changed)
        try values.encode(changes.map(ChangeLine.init), forKey: .changes)
        try values.encode(ComparedWith(comparedWith), forKey: .comparedWith)
        try values.encode(commitments, forKey: .commitments)
        try values.encode(history, forKey: .history)
    }

    private func encodeWording(to values: inout KeyedEncodingContainer<Key>) throws {
        let wording = action.wording
        try values.encode(wording.number, forKey: .number)
        try values.encode(wording.path.map(LevelLine.init), forKey: .path)
        try values.encode(wording.text, forKey: .text)
        try values.encode(wording.owner, forKey: .accountableOwner)
        try values.encode(wording.leads, forKey: .leads)
        try values.encode(wording.contributors, forKey: .contributors)
        try values.encode(wording.resources, forKey: .resources)
        try values.encode(wording.coverage, forKey: .coverage)
        try values.encode(wording.outcome, forKey: .outcome)
        try values.encode(wording.measure, forKey: .measure)
        try values.encode(wording.progress, forKey: .progress)
        try values.encode(wording.equality, forKey: .equality)
        try values.encode(wording.notes, forKey: .notes)
    }
}

extension ActionReport.Previous: Encodable {
    private enum Key: String, CodingKey { case status, colour, sentence }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(status, forKey: .status)
        try values.encode(status.colour, forKey: .colour)
        try values.encode(sentence, forKey: .sentence)
    }
}

extension ActionReport.CommitmentLine: Encodable {
    private enum Key: String, CodingKey { case number, wording, label, status, colour, due, slips, sentence }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(number, forKey: .number)
        try values.encode(wording, forKey: .wording)
        try values.encode(label, forKey: .label)
        try values.encode(status, forKey: .status)
        try values.encode(status.colour, forKey: .colour)
        try values.encode(due, forKey: .due)
        try values.encode(slips, forKey: .slips)
        try values.encode(sentence, forKey: .sentence)
    }
}

extension ActionReport.HistoryLine: Encodable {
    private enum Key: String, CodingKey { case sequence, recordedOn, author, sentence }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(recordedOn, forKey: .recordedOn)
        try values.encode(author, forKey: .author)
        try values.encode(sentence, forKey: .sentence)
    }
}

/// A change with both sides present, null where there is none.
struct ChangeLine: Encodable {
    let change: ActionChange

    init(_ change: ActionChange) { self.change = change }

    private enum Key: String, CodingKey { case what, old, new }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(change.what, forKey: .what)
        try values.encode(change.old, forKey: .old)
        try values.encode(change.new, forKey: .new)
    }
}
