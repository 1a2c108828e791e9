import ActionPlans
import Vocabulary

/// What happened to an action, from the journal.
enum PlanHistory {
    static func entries(
        of action: ActionID, at: JournalSequence, before: JournalSequence, limit: Int, _ connection: any Connection
    ) throws -> [PlanHistoryEntry] {
        let rows = try connection.rows(
            PlanQuery.history,
            [
                SQLValue(at), SQLValue(action), SQLValue(before), .text(PlanEntry.room), SQLValue(max(0, limit)),
            ])
        var entries: [PlanHistoryEntry] = []
        while try rows.next() {
            let header = try JournalReading.header(rows)
            var payload: PlanEntry?
            if !rows.isNull(11) {
                payload = try rows.withBytes(11) {
                    try PayloadCoder.decode(PlanEntry.self, kind: header.kind, body: $0)
                }
            }
            entries.append(
                PlanHistoryEntry(
                    header: header, payload: payload, correctedBy: rows.isNull(12) ? nil : rows.sequence(12)))
        }
        return entries
    }
}
