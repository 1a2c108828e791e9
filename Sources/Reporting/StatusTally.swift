public import ActionPlans
public import Frameworks

/// How statuses are called and drawn in a report: the pack's words, or the product's own where a pack has none.
public struct StatusWords: Sendable {
    private let appearances: [String: StatusAppearance]

    public init(_ pack: FrameworkPack? = nil) {
        appearances = Dictionary(
            (pack?.statuses ?? []).map { ($0.status, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func word(_ status: Status) -> String { appearances[status.rawValue]?.word ?? status.word }

    /// Empty where no pack gives one.
    public func shape(_ status: Status) -> String { appearances[status.rawValue]?.shape ?? "" }

    /// "▲ Overdue".
    public func drawn(_ status: Status) -> String {
        let shape = shape(status)
        return shape.isEmpty ? word(status) : "\(shape) \(word(status))"
    }

    /// The mark beside a status: "■ Changed".
    public var changed: String {
        guard let mark = appearances[StatusMeaning.changed] else { return "Changed" }
        return "\(mark.shape) \(mark.word)"
    }
}

/// The counts of a plan or of one of its levels, as JSON: each status by its own word, zero included.
public struct StatusTally: Encodable, Equatable, Sendable {
    public let counts: StatusCounts

    public init(_ counts: StatusCounts) { self.counts = counts }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        for status in Status.allCases { try values.encode(counts[status], forKey: Key(status.rawValue)) }
        try values.encode(counts.total, forKey: Key("total"))
        try values.encode(counts.changed, forKey: Key("changed"))
    }
}
