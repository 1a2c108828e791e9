import ActionPlans
import Partnership
import Vocabulary

/// The rooms that write entries, by their stable names: what rebuilding and reading the journal decode with.
enum RoomPayloads {
    static let all: [any Projected.Type] = [
        PartnershipEntry.self, PlanEntry.self, MeetingEntry.self, RegisterEntry.self, JournalEntry.self,
        PackEntry.self,
    ]

    /// What an entry says; nil where no room of this program knows its kind, or the bytes are not as they were written.
    static func decoded(room: String, kind: EntryKind, body: UnsafeRawBufferPointer) -> (any Projected)? {
        guard let type = all.first(where: { $0.room == room }) else { return nil }
        func decode<Payload: Projected>(_ type: Payload.Type) -> (any Projected)? {
            try? PayloadCoder.decode(type, kind: kind, body: body)
        }
        return decode(type)
    }
}

/// A payload that speaks of many actions, and can leave out those somebody may not know of.
protocol Reducible {
    func reduced(without closed: Set<ActionID>) -> Self
}

extension PlanEntry: Reducible {}
