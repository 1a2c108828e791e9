import Partnership
import Vocabulary

/// The read tables of agencies and members. Writing ends the row that stood and begins a new one.
enum MemberTables {
    static func write(_ profile: PartnershipProfile, _ mark: EntryMark, _ connection: any Connection) throws {
        let end = [SQLValue(mark.sequence)]
        try connection.execute("UPDATE partnership SET until_sequence = ?1 WHERE until_sequence IS NULL", end)
        try connection.execute(
            "INSERT INTO partnership (from_sequence, name, time_zone) VALUES (?1, ?2, ?3)",
            [SQLValue(mark.sequence), .text(profile.name), .text(profile.timeZone)])
    }

    static func write(_ agency: Agency, _ mark: EntryMark, _ connection: any Connection) throws {
        try connection.execute(
            "UPDATE agency SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL",
            [SQLValue(mark.sequence), SQLValue(agency.id)])
        try connection.execute(
            "INSERT INTO agency (number, from_sequence, name, short) VALUES (?1, ?2, ?3, ?4)",
            [SQLValue(agency.id), SQLValue(mark.sequence), .text(agency.name), SQLValue(agency.short)])
    }

    static func write(_ member: Member, _ mark: EntryMark, _ connection: any Connection) throws {
        let key = [SQLValue(mark.sequence), SQLValue(member.id)]
        try connection.execute(
            "UPDATE member SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL", key)
        try connection.execute(
            "UPDATE member_role SET until_sequence = ?1 WHERE member = ?2 AND until_sequence IS NULL", key)
        try connection.execute(
            """
            INSERT INTO member (number, from_sequence, name, post, agency, email, email_folded, clearance, is_active)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            [
                SQLValue(member.id), SQLValue(mark.sequence), .text(member.name), .text(member.post),
                SQLValue(member.agency), .text(member.email), .text(member.email.lowercased()),
                SQLValue(member.clearance), SQLValue(member.isActive),
            ])
        for role in member.roles.sorted() {
            try connection.execute(
                "INSERT INTO member_role (member, role, from_sequence) VALUES (?1, ?2, ?3)",
                [SQLValue(member.id), .text(role.rawValue), SQLValue(mark.sequence)])
        }
    }

    static func current(_ id: MemberID, _ connection: any Connection) throws -> Member? {
        try members(connection.rows(everybody + " AND m.number = ?1 ORDER BY m.number", [SQLValue(id)])).first
    }

    /// Somebody who works here comes before somebody who left with the same address.
    static func current(email: String, _ connection: any Connection) throws -> Member? {
        let inOrder = " AND m.email_folded = ?1 ORDER BY m.is_active DESC, m.number DESC"
        return try members(connection.rows(everybody + inOrder, [.text(email.lowercased())])).first
    }

    static func current(_ connection: any Connection) throws -> [Member] {
        try members(connection.rows(everybody + " ORDER BY m.number"))
    }

    /// One row for each role, or one without.
    private static let everybody = """
        SELECT m.number, m.name, m.post, m.agency, m.email, m.clearance, m.is_active, r.role
        FROM member m LEFT JOIN member_role r ON r.member = m.number AND r.until_sequence IS NULL
        WHERE m.until_sequence IS NULL
        """

    private static func members(_ rows: any Rows) throws -> [Member] {
        var members: [Member] = []
        while try rows.next() {
            let id: MemberID = rows.id(0)
            if members.last?.id != id {
                members.append(
                    Member(
                        id: id, name: rows.text(1), post: rows.text(2), agency: rows.id(3), email: rows.text(4),
                        roles: [], clearance: rows.marking(5), isActive: rows.flag(6)))
            }
            guard !rows.isNull(7) else { continue }
            members[members.count - 1].roles.insert(try rows.word(7))
        }
        return members
    }
}
