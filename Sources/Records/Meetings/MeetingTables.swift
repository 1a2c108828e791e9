import ActionPlans
import Vocabulary

/// The read tables of groups, meetings and decisions, as one entry writes them. Replacing a row ends it and begins a
/// new one.
struct MeetingTables {
    let connection: any Connection
    let mark: EntryMark

    init(_ connection: any Connection, _ mark: EntryMark) {
        self.connection = connection
        self.mark = mark
    }

    var now: SQLValue { SQLValue(mark.sequence) }
}

/// A current row of `meeting_group`.
struct GroupRow {
    let id: GroupID
    var name: String
    var purpose: String
    var reportsTo: GroupID?
    var marking: Marking
    let formed: Day
    var dissolved: Day?
    var dissolvedReason: String?
}

/// A current row of `meeting`.
struct MeetingRow {
    let id: MeetingID
    let group: GroupID
    var title: String
    var day: Day
    var time: String
    var place: String
    var strategies: String
    var marking: Marking
    var detailsAt: JournalSequence
    var cancelled: Day?
    var cancelledReason: String?
    var attendanceAt: JournalSequence?
    var present: String?
    var apologies: String?
    var visitors: String?
    var agreed: Day?
    var agreedAt: JournalSequence?
}

/// A current row of `decision`.
struct DecisionRow {
    let id: DecisionID
    let meeting: MeetingID
    let group: GroupID
    let text: String
    let owner: MemberID?
    let comesBack: Day?
    let marking: Marking
    let taken: Day
    var state: Decision.Word
    var closed: Day?
    var closedNote: String?
    var supersededBy: DecisionID?
}

extension SQLValue {
    fileprivate init(_ sequence: JournalSequence?) { self = sequence.map { .integer($0.number) } ?? .null }
}

extension MeetingTables {
    func group(_ id: GroupID) throws -> GroupRow? {
        let rows = try connection.rows(
            """
            SELECT name, purpose, reports_to, marking, formed, dissolved, dissolved_reason
            FROM meeting_group WHERE number = ?1 AND until_sequence IS NULL
            """, [SQLValue(id)])
        guard try rows.next() else { return nil }
        return GroupRow(
            id: id, name: rows.text(0), purpose: rows.text(1), reportsTo: rows.idIfAny(2), marking: rows.marking(3),
            formed: try rows.day(4), dissolved: rows.dayIfAny(5), dissolvedReason: rows.textIfAny(6))
    }

    func replace(_ row: GroupRow) throws {
        try connection.execute(
            "UPDATE meeting_group SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL",
            [now, SQLValue(row.id)])
        try connection.execute(
            """
            INSERT INTO meeting_group (number, from_sequence, name, purpose, reports_to, marking, formed, dissolved,
                dissolved_reason)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            [
                SQLValue(row.id), now, .text(row.name), .text(row.purpose), SQLValue(row.reportsTo),
                SQLValue(row.marking), SQLValue(row.formed), SQLValue(row.dissolved), SQLValue(row.dissolvedReason),
            ])
    }

    func term(_ number: Int, of group: GroupID) throws -> GroupTerm? {
        let rows = try connection.rows(
            """
            SELECT member, office, first_day, last_day FROM group_term
            WHERE meeting_group = ?1 AND number = ?2 AND until_sequence IS NULL
            """, [SQLValue(group), SQLValue(number)])
        guard try rows.next() else { return nil }
        return GroupTerm(
            number: number, member: rows.id(0), office: try rows.word(1), from: try rows.day(2),
            until: rows.dayIfAny(3))
    }

    func replace(_ term: GroupTerm, of group: GroupID) throws {
        try connection.execute(
            """
            UPDATE group_term SET until_sequence = ?1
            WHERE meeting_group = ?2 AND number = ?3 AND until_sequence IS NULL
            """, [now, SQLValue(group), SQLValue(term.number)])
        try connection.execute(
            """
            INSERT INTO group_term (meeting_group, number, from_sequence, member, office, first_day, last_day)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            [
                SQLValue(group), SQLValue(term.number), now, SQLValue(term.member), .text(term.office.rawValue),
                SQLValue(term.from), SQLValue(term.until),
            ])
    }

    func meeting(_ id: MeetingID) throws -> MeetingRow? {
        let rows = try connection.rows(
            """
            SELECT meeting_group, title, day, time, place, strategies, marking, details_at, cancelled,
                cancelled_reason, attendance_at, present, apologies, visitors, agreed, agreed_at
            FROM meeting WHERE number = ?1 AND until_sequence IS NULL
            """, [SQLValue(id)])
        guard try rows.next() else { return nil }
        return MeetingRow(
            id: id, group: rows.id(0), title: rows.text(1), day: try rows.day(2), time: rows.text(3),
            place: rows.text(4), strategies: rows.text(5), marking: rows.marking(6), detailsAt: rows.sequence(7),
            cancelled: rows.dayIfAny(8), cancelledReason: rows.textIfAny(9),
            attendanceAt: rows.isNull(10) ? nil : rows.sequence(10), present: rows.textIfAny(11),
            apologies: rows.textIfAny(12), visitors: rows.textIfAny(13), agreed: rows.dayIfAny(14),
            agreedAt: rows.isNull(15) ? nil : rows.sequence(15))
    }

    func replace(_ row: MeetingRow) throws {
        try connection.execute(
            "UPDATE meeting SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL",
            [now, SQLValue(row.id)])
        try connection.execute(
            """
            INSERT INTO meeting (number, from_sequence, meeting_group, title, day, time, place, strategies, marking,
                details_at, cancelled, cancelled_reason, attendance_at, present, apologies, visitors, agreed,
                agreed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
            """,
            [
                SQLValue(row.id), now, SQLValue(row.group), .text(row.title), SQLValue(row.day), .text(row.time),
                .text(row.place), .text(row.strategies), SQLValue(row.marking), SQLValue(row.detailsAt),
                SQLValue(row.cancelled), SQLValue(row.cancelledReason), SQLValue(row.attendanceAt),
                SQLValue(row.present), SQLValue(row.apologies), SQLValue(row.visitors), SQLValue(row.agreed),
                SQLValue(row.agreedAt),
            ])
    }

    func decision(_ id: DecisionID) throws -> DecisionRow? {
        let rows = try connection.rows(
            """
            SELECT meeting, meeting_group, text, owner, comes_back, marking, taken, state, closed, closed_note,
                superseded_by
            FROM decision WHERE number = ?1 AND until_sequence IS NULL
            """, [SQLValue(id)])
        guard try rows.next() else { return nil }
        return DecisionRow(
            id: id, meeting: rows.id(0), group: rows.id(1), text: rows.text(2), owner: rows.idIfAny(3),
            comesBack: rows.dayIfAny(4), marking: rows.marking(5), taken: try rows.day(6), state: try rows.word(7),
            closed: rows.dayIfAny(8), closedNote: rows.textIfAny(9), supersededBy: rows.idIfAny(10))
    }

    func replace(_ row: DecisionRow) throws {
        try connection.execute(
            "UPDATE decision SET until_sequence = ?1 WHERE number = ?2 AND until_sequence IS NULL",
            [now, SQLValue(row.id)])
        try connection.execute(
            """
            INSERT INTO decision (number, from_sequence, meeting, meeting_group, text, owner, comes_back, marking,
                taken, state, closed, closed_note, superseded_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            [
                SQLValue(row.id), now, SQLValue(row.meeting), SQLValue(row.group), .text(row.text),
                SQLValue(row.owner), SQLValue(row.comesBack), SQLValue(row.marking), SQLValue(row.taken),
                .text(row.state.rawValue), SQLValue(row.closed), SQLValue(row.closedNote),
                SQLValue(row.supersededBy),
            ])
    }
}
