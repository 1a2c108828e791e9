public import ActionPlans
public import Vocabulary

/// Drafts of imports in a database: a working table, without entries.
public struct SQLImportDraftRegister<Store: Database>: ImportDraftRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    public func save(_ draft: NewImportDraft) async throws -> ImportDraftID {
        try await database.write { connection in
            let number = try Counter.next("import_draft", connection)
            try connection.execute(
                """
                INSERT INTO import_draft (number, member, strategy, source_name, source_digest, created, choices, plan)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """,
                [
                    .integer(number), SQLValue(draft.member), SQLValue(draft.strategy), .text(draft.source.name),
                    .text(draft.source.digest), SQLValue(draft.created), .blob(draft.choices), .blob(draft.plan),
                ])
            return ImportDraftID(Int(number))
        }
    }

    public func draft(_ id: ImportDraftID, of member: MemberID) async throws -> ImportDraft? {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT strategy, source_name, source_digest, created, choices, plan FROM import_draft
                WHERE number = ?1 AND member = ?2
                """, [SQLValue(id), SQLValue(member)])
            guard try rows.next() else { return nil }
            return ImportDraft(
                id: id,
                content: NewImportDraft(
                    member: member, strategy: rows.idIfAny(0),
                    source: PlanSource(name: rows.text(1), digest: rows.text(2)), created: rows.instant(3),
                    choices: try rows.withBytes(4) { Array($0) }, plan: try rows.withBytes(5) { Array($0) }))
        }
    }

    public func drafts(of member: MemberID) async throws -> [ImportDraftSummary] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT number, strategy, source_name, source_digest, created FROM import_draft WHERE member = ?1
                ORDER BY number DESC
                """, [SQLValue(member)])
            var drafts: [ImportDraftSummary] = []
            while try rows.next() {
                drafts.append(
                    ImportDraftSummary(
                        id: rows.id(0), strategy: rows.idIfAny(1),
                        source: PlanSource(name: rows.text(2), digest: rows.text(3)), created: rows.instant(4)))
            }
            return drafts
        }
    }

    @discardableResult
    public func setChoices(_ choices: [UInt8], of id: ImportDraftID, member: MemberID) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                "UPDATE import_draft SET choices = ?3 WHERE number = ?1 AND member = ?2",
                [SQLValue(id), SQLValue(member), .blob(choices)]) > 0
        }
    }

    public func delete(_ id: ImportDraftID, of member: MemberID) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                "DELETE FROM import_draft WHERE number = ?1 AND member = ?2", [SQLValue(id), SQLValue(member)])
        }
    }

    @discardableResult
    public func prune(before instant: Instant) async throws -> Int {
        try await database.write { connection in
            try connection.execute("DELETE FROM import_draft WHERE created < ?1", [SQLValue(instant)])
        }
    }
}
