public import Partnership
public import Vocabulary

/// Outgoing mail in a database: a working table, without entries of its own.
public struct SQLMailRegister<Store: Database>: MailRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    private func reach(_ sight: Sight, _ keeper: Bool) -> [SQLValue] { [sight.ceilingCode, SQLValue(keeper)] }

    public func mail(
        _ sight: Sight, keeper: Bool, in state: MailState?, limit: Int, offset: Int
    ) async throws -> [OutgoingMail] {
        let reach = reach(sight, keeper)
        return try await database.read { connection in
            try MailQueue.read(
                connection.rows(
                    MailQuery.list,
                    reach + [.text(state?.rawValue ?? ""), SQLValue(max(0, limit)), SQLValue(max(0, offset))]))
        }
    }

    public func counts(_ sight: Sight, keeper: Bool) async throws -> [MailState: Int] {
        let reach = reach(sight, keeper)
        return try await database.read { connection in
            let rows = try connection.rows(MailQuery.counts, reach)
            var counts: [MailState: Int] = [:]
            while try rows.next() { counts[try rows.word(0)] = rows.int(1) }
            return counts
        }
    }

    public func mail(_ number: Int, _ sight: Sight, keeper: Bool) async throws -> OutgoingMail? {
        let reach = reach(sight, keeper)
        return try await database.read { connection in
            try MailQueue.read(
                connection.rows(
                    MailQuery.one, reach + [SQLValue(number)])
            ).first
        }
    }

    public func waiting(limit: Int) async throws -> [OutgoingMail] {
        try await database.read { connection in
            try MailQueue.read(
                connection.rows(
                    MailQuery.waiting, [SQLValue(max(0, limit))]))
        }
    }

    public func update(_ mail: OutgoingMail) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                UPDATE outgoing_mail SET state = ?2, attempts = ?3, last_try = ?4, next_try = ?5, sent_at = ?6,
                    problem = ?7
                WHERE number = ?1
                """,
                [
                    SQLValue(mail.number), .text(mail.state.rawValue), SQLValue(mail.attempts),
                    mail.lastTry.map { SQLValue($0) } ?? .null, SQLValue(mail.nextTry),
                    mail.sentAt.map { SQLValue($0) } ?? .null, SQLValue(mail.problem),
                ])
        }
    }

    public func pruneMail(before instant: Instant) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                "DELETE FROM outgoing_mail WHERE state <> 'waiting' AND created < ?1", [SQLValue(instant)])
        }
    }
}

/// The questions asked of the queue. `?1` is the highest marking code the sight reaches, `?2` is 1 for who keeps the
/// installation running.
private enum MailQuery {
    static let columns = """
        m.number, m.message_id, m.entry, m.kind, m.member, m.strategy, m.round, m.step, m.created, m.state, m.attempts,
        m.last_try, m.next_try, m.sent_at, m.problem
        """

    static let reached = """
         FROM outgoing_mail m
        WHERE (?2 = 1 OR (?1 >= 0 AND m.strategy IS NULL) OR EXISTS (
            SELECT 1 FROM strategy s
            WHERE s.number = m.strategy AND s.until_sequence IS NULL AND s.marking <= ?1))
        """

    static let list =
        "SELECT " + columns + reached + " AND (?3 = '' OR m.state = ?3) ORDER BY m.number DESC LIMIT ?4 OFFSET ?5"
    static let one = "SELECT " + columns + reached + " AND m.number = ?3"
    static let counts = "SELECT m.state, COUNT(*)" + reached + " GROUP BY m.state"
    static let waiting =
        "SELECT " + columns + " FROM outgoing_mail m WHERE m.state = 'waiting' ORDER BY m.number LIMIT ?1"
}
