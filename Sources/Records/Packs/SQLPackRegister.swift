public import ActionPlans
public import Partnership
public import Vocabulary

/// Issued packs and exports in a database.
public struct SQLPackRegister<Store: Database>: PackRegister {
    let database: Store
    let salts: SaltSource

    public init(over database: Store, salts: SaltSource = .system) {
        self.database = database
        self.salts = salts
    }

    public func packs(_ sight: Sight, at: JournalSequence) async throws -> [IssuedPack] {
        try await database.read { try PackReading($0, sight, at: at).packs() }
    }

    public func pack(_ id: PackID, _ sight: Sight, at: JournalSequence) async throws -> IssuedPack? {
        try await database.read { try PackReading($0, sight, at: at).packs(only: id).first }
    }

    public func exports(_ sight: Sight, at: JournalSequence, limit: Int) async throws -> [LoggedExport] {
        try await database.read { try PackReading($0, sight, at: at).exports(limit: limit) }
    }

    public func lastEdition(of strategies: [StrategyID]) async throws -> Int {
        try await database.read { connection in
            let key = SQLValue.text(PackEntry.key(strategies))
            let last = try connection.number("SELECT MAX(edition) FROM pack WHERE strategies = ?1", [key])
            let issued = try connection.number("SELECT MAX(from_sequence) FROM pack WHERE strategies = ?1", [key])
            // Nothing is left that says of which plans an erased pack was: each may have been the next of these.
            let erased = try connection.number(
                """
                SELECT COUNT(*) FROM erasure x JOIN entry e ON e.sequence = x.erased
                WHERE e.room = ?1 AND e.subject_kind = ?2 AND e.sequence > ?3
                """,
                [.text(PackEntry.room), .text(Subject.Kind.pack.rawValue), .integer(issued ?? 0)])
            return Int((last ?? 0) + (erased ?? 0))
        }
    }

    public func markings(of group: GroupID, since: JournalSequence) async throws -> GroupMarkings {
        try await database.read { connection in
            let values = [SQLValue(group), SQLValue(since)]
            let own = try connection.rows(PackQuery.groupSince, values)
            var markings = GroupMarkings()
            while try own.next() { if !own.isNull(0) { markings.group = own.marking(0) } }
            let rows = try connection.rows(PackQuery.meetingsSince, values)
            while try rows.next() { markings.meetings[rows.id(0)] = rows.marking(1) }
            return markings
        }
    }

    public func erased(upTo known: JournalSequence, since issued: JournalSequence) async throws -> [JournalSequence] {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT erased FROM erasure WHERE erased <= ?1 AND sequence > ?2 ORDER BY erased",
                [SQLValue(known), SQLValue(issued)])
            var found: [JournalSequence] = []
            while try rows.next() { found.append(rows.sequence(0)) }
            return found
        }
    }

    public func lastFact() async throws -> JournalSequence {
        try await database.read { connection in
            let last = try connection.number(
                "SELECT sequence FROM entry WHERE room <> ?1 ORDER BY sequence DESC LIMIT 1", [.text(PackEntry.room)])
            return JournalSequence(last ?? 0)
        }
    }

    /// Counted from the journal, so that the number of what was erased is not given again.
    public func nextNumbers() async throws -> NextPackNumbers {
        try await database.read { connection in
            func next(_ kind: Subject.Kind) throws -> Int {
                let last = try connection.number(
                    "SELECT MAX(subject_number) FROM entry_subject WHERE subject_kind = ?1", [.text(kind.rawValue)])
                return Int(last ?? 0) + 1
            }
            return NextPackNumbers(pack: PackID(try next(.pack)), export: ExportID(try next(.export)))
        }
    }

    @discardableResult
    public func append(
        _ drafts: [EntryDraft<PackEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            try Journal.append(drafts, expecting: expecting, at: recorded, salts: salts, on: connection)
        }
    }
}

/// Reads packs and exports at a sequence, as far as a sight reaches.
private struct PackReading {
    let connection: any Connection
    let reach: [SQLValue]

    init(_ connection: any Connection, _ sight: Sight, at: JournalSequence) {
        self.connection = connection
        reach = [SQLValue(at), sight.ceilingCode, SQLValue(Marking.highest)]
    }

    func packs(only pack: PackID? = nil) throws -> [IssuedPack] {
        let rows = try connection.rows(
            """
            SELECT p.from_sequence, e.recorded, e.author, e.kind, e.kind_version, b.body
            FROM pack p JOIN entry e ON e.sequence = p.from_sequence JOIN payload b ON b.sequence = e.sequence
            WHERE p.from_sequence <= ?1 AND p.number IN (\(PackQuery.open("?2", "?3")))
                AND (?4 IS NULL OR p.number = ?4)
            ORDER BY p.number DESC
            """, reach + [SQLValue(pack)])
        var packs: [IssuedPack] = []
        while try rows.next() {
            guard case .packIssued(let facts) = try payload(rows) else { continue }
            packs.append(
                IssuedPack(facts: facts, issued: rows.sequence(0), recorded: rows.instant(1), author: rows.idIfAny(2)))
        }
        return packs
    }

    func exports(limit: Int) throws -> [LoggedExport] {
        let rows = try connection.rows(
            """
            SELECT x.from_sequence, e.recorded, e.author, e.kind, e.kind_version, b.body
            FROM plan_export x JOIN entry e ON e.sequence = x.from_sequence JOIN payload b ON b.sequence = e.sequence
            WHERE x.from_sequence <= ?1 AND x.number IN (\(PackQuery.openExports("?2", "?3")))
            ORDER BY x.number DESC LIMIT ?4
            """, reach + [SQLValue(max(0, limit))])
        var exports: [LoggedExport] = []
        while try rows.next() {
            guard case .planExported(let facts) = try payload(rows) else { continue }
            exports.append(
                LoggedExport(facts: facts, entry: rows.sequence(0), recorded: rows.instant(1), author: rows.idIfAny(2)))
        }
        return exports
    }

    private func payload(_ rows: any Rows) throws -> PackEntry {
        let kind = EntryKind(rows.text(3), version: rows.int(4))
        return try rows.withBytes(5) { try PayloadCoder.decode(PackEntry.self, kind: kind, body: $0) }
    }
}
