public import Partnership
public import Vocabulary

/// Agencies and members in a database.
public struct SQLMemberRegister<Store: Database>: MemberRegister {
    let database: Store
    let salts: SaltSource

    public init(over database: Store, salts: SaltSource = .system) {
        self.database = database
        self.salts = salts
    }

    public func profile() async throws -> PartnershipProfile? {
        try await database.read { connection in
            let rows = try connection.rows("SELECT name, time_zone FROM partnership WHERE until_sequence IS NULL")
            guard try rows.next() else { return nil }
            return PartnershipProfile(name: rows.text(0), timeZone: rows.text(1))
        }
    }

    public func profile(at sequence: JournalSequence) async throws -> PartnershipProfile? {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT name, time_zone FROM partnership
                WHERE from_sequence <= ?1 AND (until_sequence IS NULL OR until_sequence > ?1)
                """, [SQLValue(sequence)])
            guard try rows.next() else { return nil }
            return PartnershipProfile(name: rows.text(0), timeZone: rows.text(1))
        }
    }

    public func agencies() async throws -> [Agency] {
        try await database.read { try MemberTables.agencies($0) }
    }

    public func members() async throws -> [Member] {
        try await database.read { try MemberTables.current($0) }
    }

    public func members(at sequence: JournalSequence) async throws -> [Member] {
        try await database.read { try MemberTables.members(at: sequence, $0) }
    }

    public func member(_ id: MemberID) async throws -> Member? {
        try await database.read { try MemberTables.current(id, $0) }
    }

    public func member(email: String) async throws -> Member? {
        try await database.read { try MemberTables.current(email: email, $0) }
    }

    @discardableResult
    public func append(
        _ drafts: [EntryDraft<PartnershipEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            try Journal.append(drafts, expecting: expecting, at: recorded, salts: salts, on: connection)
        }
    }

    public func version(of subject: Subject) async throws -> JournalSequence {
        try await database.read { try JournalReading.version(of: subject, $0) }
    }
}
