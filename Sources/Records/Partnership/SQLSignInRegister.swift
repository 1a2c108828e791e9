public import Partnership
public import Vocabulary

/// Sign-in facts in a database: working tables, without entries.
public struct SQLSignInRegister<Store: Database>: SignInRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    public func credential(of member: MemberID) async throws -> Credential? {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT secret, changed FROM credential WHERE member = ?1", [SQLValue(member)])
            guard try rows.next() else { return nil }
            return Credential(member: member, secret: rows.text(0), changed: rows.instant(1))
        }
    }

    public func setCredential(_ credential: Credential) async throws {
        try await database.write { try Self.set(credential, on: $0) }
    }

    static func set(_ credential: Credential, on connection: any Connection) throws {
        try connection.execute("DELETE FROM credential WHERE member = ?1", [SQLValue(credential.member)])
        try connection.execute(
            "INSERT INTO credential (member, secret, changed) VALUES (?1, ?2, ?3)",
            [SQLValue(credential.member), .text(credential.secret), SQLValue(credential.changed)])
    }

    public func openSession(_ session: SignedInSession) async throws {
        try await change(
            "INSERT INTO session (token, member, created, last_seen, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
            [
                .text(session.token.hex), SQLValue(session.member), SQLValue(session.created),
                SQLValue(session.lastSeen), SQLValue(session.expires),
            ])
    }

    public func session(_ token: TokenDigest) async throws -> SignedInSession? {
        try await database.read { connection in
            try Self.sessions(
                connection.rows(
                    "SELECT token, member, created, last_seen, expires FROM session WHERE token = ?1",
                    [.text(token.hex)])
            ).first
        }
    }

    public func sessions(of member: MemberID) async throws -> [SignedInSession] {
        try await database.read { connection in
            try Self.sessions(
                connection.rows(
                    """
                    SELECT token, member, created, last_seen, expires FROM session WHERE member = ?1
                    ORDER BY last_seen DESC, token
                    """, [SQLValue(member)]))
        }
    }

    private static func sessions(_ rows: any Rows) throws -> [SignedInSession] {
        var sessions: [SignedInSession] = []
        while try rows.next() {
            sessions.append(
                SignedInSession(
                    token: TokenDigest(hex: rows.text(0)), member: rows.id(1), created: rows.instant(2),
                    lastSeen: rows.instant(3), expires: rows.instant(4)))
        }
        return sessions
    }

    public func touch(_ token: TokenDigest, at instant: Instant) async throws {
        try await change("UPDATE session SET last_seen = ?2 WHERE token = ?1", [.text(token.hex), SQLValue(instant)])
    }

    public func endSession(_ token: TokenDigest) async throws {
        try await change("DELETE FROM session WHERE token = ?1", [.text(token.hex)])
    }

    public func endAllSessions(of member: MemberID) async throws {
        try await change("DELETE FROM session WHERE member = ?1", [SQLValue(member)])
    }

    public func pruneSessions(expiredBy instant: Instant, idleSince: Instant) async throws {
        try await change(
            "DELETE FROM session WHERE expires <= ?1 OR last_seen < ?2", [SQLValue(instant), SQLValue(idleSince)])
    }

    func change(_ sql: String, _ arguments: [SQLValue]) async throws {
        try await database.write { connection in _ = try connection.execute(sql, arguments) }
    }
}
