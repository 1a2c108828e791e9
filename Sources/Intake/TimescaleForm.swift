public import Vocabulary

/// The stable JSON form of a timescale, as `plan read` and other answers print it: every key always there.
public struct TimescaleForm: Encodable, Sendable {
    let timescale: Timescale

    public init(timescale: Timescale) { self.timescale = timescale }

    private enum Key: String, CodingKey { case wording, commitments }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(timescale.wording, forKey: .wording)
        try container.encode(timescale.commitments.map(CommitmentForm.init), forKey: .commitments)
    }
}

/// One commitment in the same form.
public struct CommitmentForm: Encodable, Sendable {
    let commitment: Commitment

    public init(_ commitment: Commitment) { self.commitment = commitment }

    private enum Key: String, CodingKey {
        case wording, label, opens, due, repeats, continues, condition, relative, past, undecided, understood
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(commitment.wording, forKey: .wording)
        try container.encode(commitment.label, forKey: .label)
        try container.encode(commitment.opens?.iso, forKey: .opens)
        try container.encode(commitment.due?.iso, forKey: .due)
        try container.encode(commitment.repeats, forKey: .repeats)
        try container.encode(commitment.continues, forKey: .continues)
        try container.encode(commitment.condition, forKey: .condition)
        try container.encode(commitment.relative, forKey: .relative)
        try container.encode(commitment.past, forKey: .past)
        try container.encode(commitment.undecided, forKey: .undecided)
        try container.encode(commitment.understood, forKey: .understood)
    }
}
