import Foundation

/// A paper as the JSON its digests are taken of: sorted keys, plain slashes, no white space.
public struct PaperJSON: Sendable {
    /// Everything but the sections, which are an empty list in it: title, facts, notice, foot, marking.
    public let cover: String
    /// One for each section, in their order.
    public let sections: [(id: String, title: String, json: String)]

    public init(_ paper: Paper) throws {
        var bare = paper
        bare.sections = []
        cover = try Self.encode(bare)
        sections = try paper.sections.map { ($0.id, $0.title, try Self.encode($0)) }
    }

    /// The whole paper. Put together from its parts, each of which was encoded once.
    public var whole: String {
        // Quotation marks within texts are escaped, so this stands once.
        cover.replacing(
            #""sections":[]"#, with: #""sections":["# + sections.map(\.json).joined(separator: ",") + "]",
            maxReplacements: 1
        )
    }

    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
