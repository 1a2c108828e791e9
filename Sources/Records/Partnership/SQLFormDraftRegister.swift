public import Partnership
public import Vocabulary

/// Forms that are begun and not sent yet, in a database: a working table, without entries.
public struct SQLFormDraftRegister<Store: Database>: FormDraftRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    public func save(_ draft: FormDraft, limit: Int) async throws {
        try await database.write { connection in
            let key: [SQLValue] = [SQLValue(draft.member), .text(draft.path)]
            try connection.execute("DELETE FROM form_draft WHERE member = ?1 AND path = ?2", key)
            try connection.execute(
                "INSERT INTO form_draft (member, path, fields, saved) VALUES (?1, ?2, ?3, ?4)",
                key + [.text(draft.fields), SQLValue(draft.saved)])
            try connection.execute(
                """
                DELETE FROM form_draft WHERE member = ?1 AND path IN (
                    SELECT path FROM form_draft WHERE member = ?1 ORDER BY saved DESC, path LIMIT 1000000 OFFSET ?2)
                """, [SQLValue(draft.member), SQLValue(limit)])
        }
    }

    public func draft(of member: MemberID, path: String) async throws -> FormDraft? {
        try await drafts(of: member, " AND path = ?2", [.text(path)]).first
    }

    public func drafts(of member: MemberID) async throws -> [FormDraft] {
        try await drafts(of: member, " ORDER BY saved DESC, path", [])
    }

    private func drafts(of member: MemberID, _ which: String, _ further: [SQLValue]) async throws -> [FormDraft] {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT path, fields, saved FROM form_draft WHERE member = ?1" + which, [SQLValue(member)] + further)
            var drafts: [FormDraft] = []
            while try rows.next() {
                drafts.append(
                    FormDraft(member: member, path: rows.text(0), fields: rows.text(1), saved: rows.instant(2)))
            }
            return drafts
        }
    }

    public func delete(of member: MemberID, path: String) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                "DELETE FROM form_draft WHERE member = ?1 AND path = ?2", [SQLValue(member), .text(path)])
        }
    }

    public func deleteAll(of member: MemberID) async throws {
        try await database.write { connection in
            _ = try connection.execute("DELETE FROM form_draft WHERE member = ?1", [SQLValue(member)])
        }
    }

    @discardableResult
    public func prune(before instant: Instant) async throws -> Int {
        try await database.write { connection in
            try connection.execute("DELETE FROM form_draft WHERE saved < ?1", [SQLValue(instant)])
        }
    }
}
