import Foundation
public import Vocabulary

/// The one encoder of payloads: JSON with sorted keys and plain slashes. What it writes is stored, hashed and never
/// written again.
enum PayloadCoder {
    static func encode(_ payload: some EntryPayload) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Facts(payload: payload)), as: UTF8.self)
    }

    /// Reads the facts of a kind, of any version its room has written.
    ///
    /// - Throws: `UnknownEntry` for a kind the room does not know; `DecodingError`.
    static func decode<Payload: EntryPayload>(
        _ type: Payload.Type, kind: EntryKind, body: UnsafeRawBufferPointer
    ) throws -> Payload {
        let facts = try JSONDecoder().decode(
            ReadFacts<Payload>.self, from: Data(body), configuration: kind)
        guard let payload = facts.payload else { throw UnknownEntry(room: Payload.room, kind: kind) }
        return payload
    }
}

/// An entry of a kind this program does not know: written by a newer one, or by a room it does not have.
public struct UnknownEntry: Error, Equatable, Sendable {
    public let room: String
    public let kind: EntryKind
}

private struct Facts<Payload: EntryPayload>: Encodable {
    let payload: Payload

    func encode(to encoder: any Encoder) throws { try payload.encodeFacts(to: encoder) }
}

private struct ReadFacts<Payload: EntryPayload>: DecodableWithConfiguration {
    let payload: Payload?

    init(from decoder: any Decoder, configuration: EntryKind) throws {
        payload = try Payload(kind: configuration, from: decoder)
    }
}
