public import ActionPlans
public import Partnership
public import Vocabulary

/// Links of leads in a database: a working table, without entries.
public struct SQLLeadLinkRegister<Store: Database>: LeadLinkRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    public func issue(_ link: LeadLink) async throws {
        try await database.write { connection in
            try connection.execute(
                "DELETE FROM lead_link WHERE member = ?1 AND round = ?2",
                [SQLValue(link.member), SQLValue(link.round)])
            try connection.execute(
                "INSERT INTO lead_link (token, member, strategy, round, created) VALUES (?1, ?2, ?3, ?4, ?5)",
                [
                    .text(link.token.hex), SQLValue(link.member), SQLValue(link.strategy), SQLValue(link.round),
                    SQLValue(link.created),
                ])
        }
    }

    public func link(_ token: TokenDigest) async throws -> LeadLink? {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT member, strategy, round, created FROM lead_link WHERE token = ?1", [.text(token.hex)])
            guard try rows.next() else { return nil }
            return LeadLink(
                token: token, member: rows.id(0), strategy: rows.id(1), round: rows.id(2), created: rows.instant(3))
        }
    }

    public func rounds() async throws -> [LeadLinkRound] {
        try await database.read { connection in
            let rows = try connection.rows("SELECT DISTINCT strategy, round FROM lead_link ORDER BY round")
            var rounds: [LeadLinkRound] = []
            while try rows.next() { rounds.append(LeadLinkRound(strategy: rows.id(0), round: rows.id(1))) }
            return rounds
        }
    }

    public func end(of member: MemberID) async throws {
        try await database.write { connection in
            _ = try connection.execute("DELETE FROM lead_link WHERE member = ?1", [SQLValue(member)])
        }
    }

    public func end(of round: RoundID) async throws {
        try await database.write { connection in
            _ = try connection.execute("DELETE FROM lead_link WHERE round = ?1", [SQLValue(round)])
        }
    }
}
