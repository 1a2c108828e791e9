public import Partnership
public import Vocabulary

extension SQLSignInRegister {
    public func recordAttempt(_ attempt: SignInAttempt) async throws {
        try await database.write { connection in
            let number = try Counter.next("sign_in_attempt", connection)
            try connection.execute(
                """
                INSERT INTO sign_in_attempt (number, account, network, attempted, succeeded)
                VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                [
                    .integer(number), .text(attempt.account), .text(attempt.network), SQLValue(attempt.at),
                    SQLValue(attempt.succeeded),
                ])
        }
    }

    public func failedAttempts(
        account: String, network: String, since: Instant
    ) async throws -> FailedAttempts {
        try await database.read { connection in
            let parameters: [SQLValue] = [.text(account), .text(network), SQLValue(since)]
            let rows = try connection.rows(
                """
                WITH known (yes) AS (
                    SELECT EXISTS (SELECT 1 FROM sign_in_attempt k
                        WHERE k.account = ?1 AND k.network = ?2 AND k.succeeded = 1))
                SELECT
                    (SELECT COUNT(*) FROM sign_in_attempt f
                        WHERE f.account = ?1 AND f.succeeded = 0 AND f.attempted >= ?3
                            AND (f.network = ?2 OR NOT (SELECT yes FROM known))
                            AND f.number > COALESCE((SELECT MAX(g.number) FROM sign_in_attempt g
                                WHERE g.account = ?1 AND g.succeeded = 1), 0)),
                    (SELECT COUNT(*) FROM sign_in_attempt
                        WHERE network = ?2 AND succeeded = 0 AND attempted >= ?3),
                    (SELECT MAX(attempted) FROM sign_in_attempt
                        WHERE (network = ?2 OR account = ?1 AND NOT (SELECT yes FROM known))
                            AND succeeded = 0 AND attempted >= ?3)
                """, parameters)
            guard try rows.next() else { return FailedAttempts(account: 0, network: 0, last: nil) }
            return FailedAttempts(
                account: rows.int(0), network: rows.int(1), last: rows.isNull(2) ? nil : rows.instant(2))
        }
    }

    public func pruneAttempts(before instant: Instant, succeededBefore: Instant) async throws {
        try await change(
            "DELETE FROM sign_in_attempt WHERE attempted < CASE succeeded WHEN 1 THEN ?2 ELSE ?1 END",
            [SQLValue(instant), SQLValue(succeededBefore)])
    }

    public func createSetUpLink(_ link: SetUpLink) async throws {
        try await database.write { connection in
            if let member = link.member {
                try connection.execute("DELETE FROM set_up_link WHERE member = ?1", [SQLValue(member)])
            } else {
                try connection.execute("DELETE FROM set_up_link WHERE member IS NULL")
            }
            try connection.execute(
                "INSERT INTO set_up_link (token, member, created, expires) VALUES (?1, ?2, ?3, ?4)",
                [.text(link.token.hex), SQLValue(link.member), SQLValue(link.created), SQLValue(link.expires)])
        }
    }

    public func useSetUpLink(_ token: TokenDigest, at instant: Instant) async throws -> SetUpLink? {
        try await database.write { connection in
            guard let link = try Self.usable(token, at: instant, connection) else { return nil }
            try connection.execute(
                "UPDATE set_up_link SET used = ?2 WHERE token = ?1", [.text(token.hex), SQLValue(instant)])
            return link
        }
    }

    public func useSetUpLink(
        _ token: TokenDigest, at instant: Instant, choosing credential: Credential
    ) async throws -> Bool {
        try await database.write { connection in
            guard let link = try Self.usable(token, at: instant, connection), link.member == credential.member else {
                return false
            }
            try connection.execute(
                "UPDATE set_up_link SET used = ?2 WHERE token = ?1", [.text(token.hex), SQLValue(instant)])
            try Self.set(credential, on: connection)
            try connection.execute("DELETE FROM session WHERE member = ?1", [SQLValue(credential.member)])
            return true
        }
    }

    public func setUpLink(_ token: TokenDigest, at instant: Instant) async throws -> SetUpLink? {
        try await database.read { try Self.usable(token, at: instant, $0) }
    }

    public func setUpLinkPending(at instant: Instant) async throws -> Bool {
        try await database.read { connection in
            let waiting = try connection.number(
                "SELECT COUNT(*) FROM set_up_link WHERE member IS NULL AND used IS NULL AND expires > ?1",
                [SQLValue(instant)])
            return waiting ?? 0 > 0
        }
    }

    private static func usable(
        _ token: TokenDigest, at instant: Instant, _ connection: any Connection
    ) throws -> SetUpLink? {
        let rows = try connection.rows(
            "SELECT member, created, expires FROM set_up_link WHERE token = ?1 AND used IS NULL AND expires > ?2",
            [.text(token.hex), SQLValue(instant)])
        guard try rows.next() else { return nil }
        return SetUpLink(
            token: token, member: rows.idIfAny(0), created: rows.instant(1), expires: rows.instant(2))
    }
}

/// Numbers for rows of working tables: given once, also after the row is gone.
enum Counter {
    static func next(_ name: String, _ connection: any Connection) throws -> Int64 {
        let touched = try connection.execute("UPDATE counter SET value = value + 1 WHERE name = ?1", [.text(name)])
        if touched == 0 {
            try connection.execute("INSERT INTO counter (name, value) VALUES (?1, 1)", [.text(name)])
        }
        return try connection.number("SELECT value FROM counter WHERE name = ?1", [.text(name)]) ?? 1
    }
}
