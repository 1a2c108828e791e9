import ActionPlans
import Vocabulary

/// Which rows of the read tables follow from an entry. What an entry says about something that is not there (its
/// beginning was erased) leaves no row.
extension MeetingEntry: Projected {
    func project(_ mark: EntryMark, on connection: any Connection) throws {
        let tables = MeetingTables(connection, mark)
        switch self {
        case .groupFormed(let facts): try tables.form(facts)
        case .groupChanged(let facts): try tables.change(facts)
        case .termBegun(let facts):
            guard try tables.group(facts.group) != nil else { return }
            try tables.replace(facts.term, of: facts.group)
        case .termEnded(let facts):
            guard var term = try tables.term(facts.term, of: facts.group) else { return }
            term.until = facts.until
            try tables.replace(term, of: facts.group)
        case .groupDissolved(let facts):
            guard var group = try tables.group(facts.group) else { return }
            group.dissolved = facts.on
            group.dissolvedReason = facts.reason
            try tables.replace(group)
        case .meetingCalled(let facts): try tables.call(facts)
        case .meetingChanged(let facts): try tables.change(facts)
        case .meetingCancelled(let facts):
            try tables.change(facts.meeting) {
                $0.cancelled = facts.on
                $0.cancelledReason = facts.reason
                $0.detailsAt = mark.sequence
            }
        case .itemAdded(let facts): try tables.add(facts)
        case .itemRemoved(let facts): try tables.remove(facts)
        case .attendanceRecorded(let facts):
            try tables.change(facts.meeting) {
                $0.attendanceAt = mark.sequence
                $0.present = NumberRanges.written(facts.attendance.present.map(\.number))
                $0.apologies = NumberRanges.written(facts.attendance.apologies.map(\.number))
                $0.visitors = TextList.written(facts.attendance.visitors)
            }
        case .itemDiscussed(let facts): try tables.note(facts, .discussed)
        case .minutesCorrected(let facts): try tables.note(facts, .correction)
        case .decisionTaken(let facts): try tables.take(facts)
        case .decisionDone(let facts):
            try tables.close(facts.decision, .done, on: facts.on, note: facts.note, by: nil)
        case .decisionSuperseded(let facts):
            try tables.close(facts.decision, .superseded, on: facts.on, note: facts.note, by: facts.by)
        case .minutesAgreed(let facts):
            try tables.change(facts.meeting) {
                $0.agreed = facts.on
                $0.agreedAt = mark.sequence
            }
        }
    }

    func excerpts() -> [(subject: Subject, facts: MeetingEntry)] { [] }
}

extension MeetingTables {
    func form(_ facts: GroupDescribed) throws {
        try replace(
            GroupRow(
                id: facts.group, name: facts.name, purpose: facts.purpose, reportsTo: facts.reportsTo,
                marking: facts.marking, formed: facts.on))
    }

    func change(_ facts: GroupDescribed) throws {
        guard var group = try group(facts.group) else { return }
        group.name = facts.name
        group.purpose = facts.purpose
        group.reportsTo = facts.reportsTo
        group.marking = facts.marking
        try replace(group)
    }

    func call(_ facts: MeetingDescribed) throws {
        try replace(
            MeetingRow(
                id: facts.meeting, group: facts.group, title: facts.title, day: facts.day, time: facts.time,
                place: facts.place, strategies: NumberRanges.written(facts.strategies.map(\.number)),
                marking: facts.marking, detailsAt: mark.sequence))
    }

    func change(_ facts: MeetingDescribed) throws {
        try change(facts.meeting) {
            $0.title = facts.title
            $0.day = facts.day
            $0.time = facts.time
            $0.place = facts.place
            $0.strategies = NumberRanges.written(facts.strategies.map(\.number))
            $0.marking = facts.marking
            $0.detailsAt = mark.sequence
        }
    }

    func change(_ id: MeetingID, _ change: (inout MeetingRow) -> Void) throws {
        guard var row = try meeting(id) else { return }
        change(&row)
        try replace(row)
    }

    func add(_ facts: ItemAdded) throws {
        guard try meeting(facts.meeting) != nil else { return }
        try connection.execute(
            "INSERT INTO meeting_item (meeting, number, from_sequence, text) VALUES (?1, ?2, ?3, ?4)",
            [SQLValue(facts.meeting), SQLValue(facts.item.number), now, .text(facts.item.text)])
    }

    func remove(_ facts: ItemRemoved) throws {
        try connection.execute(
            "UPDATE meeting_item SET until_sequence = ?1 WHERE meeting = ?2 AND number = ?3 AND until_sequence IS NULL",
            [now, SQLValue(facts.meeting), SQLValue(facts.item)])
    }

    func note(_ facts: NoteMade, _ kind: MeetingNote.Kind) throws {
        guard try meeting(facts.meeting) != nil else { return }
        try connection.execute(
            """
            INSERT INTO meeting_note (meeting, number, from_sequence, kind, about, text, marking, noted)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            [
                SQLValue(facts.meeting), SQLValue(facts.note), now, .text(kind.rawValue), SQLValue(facts.about?.name),
                .text(facts.text), SQLValue(facts.marking), SQLValue(facts.on),
            ])
    }

    func take(_ facts: DecisionTaken) throws {
        guard try meeting(facts.meeting) != nil else { return }
        try replace(
            DecisionRow(
                id: facts.decision, meeting: facts.meeting, group: facts.group, text: facts.text, owner: facts.owner,
                comesBack: facts.comesBack, marking: facts.marking, taken: facts.on, state: .standing))
        for (position, about) in facts.about.enumerated() {
            try connection.execute(
                """
                INSERT INTO decision_action (decision, position, from_sequence, action, strategy)
                VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                [
                    SQLValue(facts.decision), SQLValue(position + 1), now, SQLValue(about.action),
                    SQLValue(about.strategy),
                ])
        }
    }

    func close(
        _ id: DecisionID, _ state: Decision.Word, on day: Day, note: String, by successor: DecisionID?
    ) throws {
        guard var row = try decision(id) else { return }
        row.state = state
        row.closed = day
        row.closedNote = note
        row.supersededBy = successor
        try replace(row)
    }
}
