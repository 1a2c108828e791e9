/// What a column of a plan table holds. The raw value is the word in commands, files and packs.
public enum ColumnMeaning: String, Codable, Sendable, CaseIterable {
    case number, aim, objective, task, text, owner, leads, contributors, resources, coverage, outcome, measure
    case progress, equality, notes, timescale, ignored
}

/// The meaning of one column: one word, or two joined by `+` where a column mixes them.
public struct ColumnReading: Hashable, Codable, Sendable, CustomStringConvertible {
    public let meanings: [ColumnMeaning]

    public init(_ meanings: ColumnMeaning...) { self.meanings = meanings }
    public init(_ meanings: [ColumnMeaning]) { self.meanings = meanings }

    /// `text+timescale`.
    public var description: String { meanings.map(\.rawValue).joined(separator: "+") }

    /// Reads `text` or `text+timescale`; nil for anything else.
    public init?(word: some StringProtocol) {
        let parts = word.split(separator: "+", omittingEmptySubsequences: false).map {
            ColumnMeaning(rawValue: String($0))
        }
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0 != nil }) else { return nil }
        meanings = parts.compactMap(\.self)
    }

    public func holds(_ meaning: ColumnMeaning) -> Bool { meanings.contains(meaning) }

    public init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        guard let reading = ColumnReading(word: word) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a column meaning: \(word)"))
        }
        self = reading
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
