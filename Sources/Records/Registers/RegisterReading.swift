import ActionPlans
import Partnership
import Vocabulary

/// Reads the registers at a sequence. What the sight does not reach today it does not reach in the past either: the
/// marking that counts is the current one, which only ever rises.
struct RegisterReading {
    let connection: any Connection
    let sight: Sight
    let at: JournalSequence

    init(_ connection: any Connection, _ sight: Sight, at: JournalSequence) {
        self.connection = connection
        self.sight = sight
        self.at = at
    }

    /// `?1` is the sequence of the picture, `?2` the highest marking code the sight reaches.
    private static let query =
        "SELECT " + RegisterColumns.list + """
            , (SELECT MAX(e.sequence) FROM entry_subject e
                WHERE e.subject_kind = 'register-item' AND e.subject_number = i.number AND e.sequence <= ?1)
            FROM register_item i
            JOIN register_item c ON c.number = i.number AND c.until_sequence IS NULL AND c.marking <= ?2
            WHERE i.from_sequence <= ?1 AND (i.until_sequence IS NULL OR i.until_sequence > ?1) AND i.marking <= ?2
            """

    func items() throws -> [RegisterItem] { try read(" ORDER BY i.number", []) }

    func item(_ id: RegisterItemID) throws -> RegisterItem? { try read(" AND i.number = ?3", [SQLValue(id)]).first }

    func items(about action: ActionID) throws -> [RegisterItem] {
        try read(
            """
             AND EXISTS (SELECT 1 FROM register_item_action l WHERE l.item = i.number AND l.action = ?3
                AND l.from_sequence <= ?1 AND (l.until_sequence IS NULL OR l.until_sequence > ?1))
            ORDER BY i.number
            """, [SQLValue(action)])
    }

    private func read(_ condition: String, _ further: [SQLValue]) throws -> [RegisterItem] {
        let rows = try connection.rows(Self.query + condition, [SQLValue(at), sight.ceilingCode] + further)
        var found: [RegisterItem] = []
        while try rows.next() { found.append(try RegisterColumns.item(rows)) }
        let links = try links()
        for index in found.indices { found[index].record.actions = links[found[index].id] ?? [] }
        return found
    }

    /// Of every item: the registers are short, and their links shorter. A link to an action the sight does not reach
    /// is left out.
    private func links() throws -> [RegisterItemID: [ActionID]] {
        let rows = try connection.rows(
            """
            SELECT l.item, l.action FROM register_item_action l
            JOIN action a ON a.number = l.action AND a.until_sequence IS NULL AND a.marking <= ?2
            JOIN strategy s ON s.number = a.strategy AND s.until_sequence IS NULL AND s.marking <= ?2
            WHERE l.from_sequence <= ?1 AND (l.until_sequence IS NULL OR l.until_sequence > ?1)
            ORDER BY l.item, l.action
            """, [SQLValue(at), sight.ceilingCode])
        var found: [RegisterItemID: [ActionID]] = [:]
        while try rows.next() { found[rows.id(0), default: []].append(rows.id(1)) }
        return found
    }

    func history(of id: RegisterItemID, limit: Int) throws -> [RegisterHistoryEntry] {
        guard try item(id) != nil else { return [] }
        let rows = try connection.rows(
            """
            SELECT e.sequence, e.recorded, e.author, e.purpose, e.subject_kind, e.subject_number, e.room, e.kind,
                e.kind_version, e.happened, e.digest, p.body
            FROM entry_subject h
            JOIN entry e ON e.sequence = h.sequence
            LEFT JOIN payload p ON p.sequence = h.sequence
            WHERE h.subject_kind = 'register-item' AND h.subject_number = ?2 AND h.sequence <= ?1 AND e.room = ?3
            ORDER BY h.sequence DESC LIMIT ?4
            """, [SQLValue(at), SQLValue(id), .text(RegisterEntry.room), SQLValue(max(0, limit))])
        var entries: [RegisterHistoryEntry] = []
        while try rows.next() {
            let header = try JournalReading.header(rows)
            var payload: RegisterEntry?
            if !rows.isNull(11) {
                payload = try rows.withBytes(11) {
                    try PayloadCoder.decode(RegisterEntry.self, kind: header.kind, body: $0)
                }
            }
            entries.append(RegisterHistoryEntry(header: header, payload: payload))
        }
        return entries
    }
}
