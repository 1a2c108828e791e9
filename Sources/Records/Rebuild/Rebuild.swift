import ActionPlans
import Crypto
import Partnership
import Vocabulary

/// Makes every read table again from the journal, in one transaction: whoever reads meanwhile sees what stood before.
enum Rebuild {
    static func run(_ connection: any Connection) throws -> RebuildReport {
        let before = try ReadTables.all.map { try digest($0, connection) }
        let entries = try make(connection)
        var rows: [String: Int] = [:]
        var differed: [String] = []
        for (table, stood) in zip(ReadTables.all, before) {
            let made = try digest(table, connection)
            rows[table.name] = made.rows
            if made.digest != stood.digest { differed.append(table.name) }
        }
        return RebuildReport(entries: entries, rows: rows, differed: differed)
    }

    /// Empties the read tables and projects every entry again, in order.
    ///
    /// - Returns: how many entries there were.
    @discardableResult
    static func make(_ connection: any Connection) throws -> Int {
        for table in ReadTables.all { try connection.execute(table.empty) }
        let rows = try connection.rows(
            """
            SELECT e.sequence, e.recorded, e.room, e.kind, e.kind_version, p.body
            FROM entry e LEFT JOIN payload p ON p.sequence = e.sequence ORDER BY e.sequence
            """)
        var entries = 0
        while try rows.next() {
            entries += 1
            guard !rows.isNull(5) else { continue }
            try project(
                EntryMark(sequence: rows.sequence(0), recorded: rows.instant(1)), room: rows.text(2),
                kind: EntryKind(rows.text(3), version: rows.int(4)), body: rows, connection)
        }
        return entries
    }

    private static func project(
        _ mark: EntryMark, room: String, kind: EntryKind, body rows: any Rows, _ connection: any Connection
    ) throws {
        func project<Payload: Projected>(_ type: Payload.Type) throws {
            let payload = try rows.withBytes(5) { try PayloadCoder.decode(type, kind: kind, body: $0) }
            try Journal.project(payload, mark, on: connection)
        }
        switch room {
        case PartnershipEntry.room: try project(PartnershipEntry.self)
        case PlanEntry.room: try project(PlanEntry.self)
        case RegisterEntry.room: try project(RegisterEntry.self)
        case MeetingEntry.room: try project(MeetingEntry.self)
        case PackEntry.room: try project(PackEntry.self)
        case JournalEntry.room: try project(JournalEntry.self)
        default: throw UnknownEntry(room: room, kind: kind)
        }
    }

    /// SHA-256 over every value of every row, each with its length before it.
    private static func digest(
        _ table: ReadTable, _ connection: any Connection
    ) throws -> (rows: Int, digest: SHA256.Digest) {
        let rows = try connection.rows(table.rows)
        var hash = SHA256()
        var buffer: [UInt8] = []
        var count = 0
        while try rows.next() {
            count += 1
            for column in 0..<rows.count { try append(rows, column, to: &buffer) }
            buffer.append(0x0A)
            if buffer.count > 65_536 {
                hash.update(data: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        hash.update(data: buffer)
        return (count, hash.finalize())
    }

    private static func append(_ rows: any Rows, _ column: Int, to buffer: inout [UInt8]) throws {
        guard !rows.isNull(column) else { return buffer.append(0x2D) }
        try rows.withBytes(column) { bytes in
            buffer.append(contentsOf: String(bytes.count).utf8)
            buffer.append(0x3A)
            buffer.append(contentsOf: bytes)
        }
    }
}
