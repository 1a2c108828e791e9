public import Partnership
public import Vocabulary

extension SQLSignInRegister {
    public func lastVisit(of member: MemberID) async throws -> LastVisit? {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT since, since_at, seen, seen_at FROM last_visit WHERE member = ?1", [SQLValue(member)])
            guard try rows.next() else { return nil }
            return LastVisit(
                member: member, since: rows.isNull(0) ? nil : rows.sequence(0),
                sinceAt: rows.isNull(1) ? nil : rows.instant(1), seen: rows.sequence(2), seenAt: rows.instant(3))
        }
    }

    public func keepVisit(_ visit: LastVisit) async throws {
        try await database.write { connection in
            try connection.execute("DELETE FROM last_visit WHERE member = ?1", [SQLValue(visit.member)])
            try connection.execute(
                "INSERT INTO last_visit (member, since, since_at, seen, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                [
                    SQLValue(visit.member), visit.since.map { SQLValue($0) } ?? .null,
                    visit.sinceAt.map { SQLValue($0) } ?? .null, SQLValue(visit.seen), SQLValue(visit.seenAt),
                ])
        }
    }
}
