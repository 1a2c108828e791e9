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
            "INSERT INTO agency (number, from_sequence, name, short, replaced_by) VALUES (?1, ?2, ?3, ?4, ?5)",
            [
                SQLValue(agency.id), SQLValue(mark.sequence), .text(agency.name), SQLValue(agency.short),
                SQLValue(agency.replacedBy),
            ])
    }

    static func agency(_ id: AgencyID, _ connection: any Connection) throws -> Agency? {
        try agencies(connection).first { $0.id == id }
    }

    /// All of them; what each was called before is what its earlier rows say.
    static func agencies(_ connection: any Connection) throws -> [Agency] {
        let rows = try connection.rows(
            """
            SELECT number, name, short, replaced_by, until_sequence IS NULL FROM agency
            ORDER BY number, from_sequence
            """)
        var agencies: [Agency] = []
        var earlier: [String] = []
        while try rows.next() {
            let (name, short) = (rows.text(1), rows.textIfAny(2))
            guard rows.flag(4) else {
                earlier += [name] + [short].compactMap(\.self)
                continue
            }
            var former: [String] = []
            for text in earlier where text != name && text != short && !former.contains(text) { former.append(text) }
            agencies.append(
                Agency(
                    id: rows.id(0), name: name, short: short, formerNames: former, replacedBy: rows.idIfAny(3)))
            earlier = []
        }
        return agencies
    }

    /// Members who move to another agency.
    static func move(
        _ members: [MemberID], to agency: AgencyID, _ mark: EntryMark, _ connection: any Connection
    ) throws {
        for id in members {
            guard var member = try current(id, connection) else { continue }
            member.agency = agency
            try write(member, mark, connection)
        }
    }

    static func write(_ member: Member, _ mark: EntryMark, _ connection: any Connection) throws {
        let key = [SQLValue(mark.sequence), SQLValue(member.id)]
        try connection.execute(
            "UPDATE member SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL", key)
        try connection.execute(
            "UPDATE member_role SET until_sequence = ?1 WHERE member = ?2 AND until_sequence IS NULL", key)
        try connection.execute(
            """
            INSERT INTO member (number, from_sequence, name, post, agency, email, email_folded, clearance, is_active,
                deputy)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            [
                SQLValue(member.id), SQLValue(mark.sequence), .text(member.name), .text(member.post),
                SQLValue(member.agency), .text(member.email), .text(member.email.lowercased()),
                SQLValue(member.clearance), SQLValue(member.isActive), SQLValue(member.deputy),
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

    static func members(at sequence: JournalSequence, _ connection: any Connection) throws -> [Member] {
        try members(
            connection.rows(
                """
                SELECT m.number, m.name, m.post, m.agency, m.email, m.clearance, m.is_active, r.role, m.deputy
                FROM member m LEFT JOIN member_role r ON r.member = m.number AND r.from_sequence <= ?1
                    AND (r.until_sequence IS NULL OR r.until_sequence > ?1)
                WHERE m.from_sequence <= ?1 AND (m.until_sequence IS NULL OR m.until_sequence > ?1)
                ORDER BY m.number
                """, [SQLValue(sequence)]))
    }

    /// One row for each role, or one without.
    private static let everybody = """
        SELECT m.number, m.name, m.post, m.agency, m.email, m.clearance, m.is_active, r.role, m.deputy
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
                        roles: [], clearance: rows.marking(5), isActive: rows.flag(6), deputy: rows.idIfAny(8)))
            }
            guard !rows.isNull(7) else { continue }
            members[members.count - 1].roles.insert(try rows.word(7))
        }
        return members
    }
}
