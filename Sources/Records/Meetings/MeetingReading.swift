import ActionPlans
import Partnership
import Vocabulary

/// Reads groups, meetings and decisions at a sequence, as far as a sight reaches.
struct MeetingReading {
    let connection: any Connection
    let sight: Sight
    let at: JournalSequence

    init(_ connection: any Connection, _ sight: Sight, at: JournalSequence) {
        self.connection = connection
        self.sight = sight
        self.at = at
    }

    private var reach: [SQLValue] { [SQLValue(at), sight.ceilingCode] }

    func groups() throws -> [Group] {
        var terms: [GroupID: [GroupTerm]] = [:]
        let held = try connection.rows(MeetingQuery.terms, reach)
        while try held.next() {
            let group: GroupID = held.id(0)
            terms[group, default: []].append(
                GroupTerm(
                    number: held.int(1), member: held.id(2), office: try held.word(3), from: try held.day(4),
                    until: held.dayIfAny(5)))
        }
        let rows = try connection.rows(MeetingQuery.groups, reach)
        var groups: [Group] = []
        while try rows.next() {
            let id: GroupID = rows.id(0)
            groups.append(
                Group(
                    id: id, name: rows.text(1), purpose: rows.text(2), reportsTo: rows.idIfAny(3),
                    marking: rows.marking(4), formed: try rows.day(5),
                    dissolved: rows.dayIfAny(6).map { Dissolution(on: $0, reason: rows.text(7)) },
                    terms: terms[id] ?? [], version: rows.sequence(8)))
        }
        return groups
    }

    func meetings(of group: GroupID?, only meeting: MeetingID? = nil) throws -> [Meeting] {
        let parameters = reach + [SQLValue(group), SQLValue(meeting)]
        var items: [MeetingID: [TypedItem]] = [:]
        let typed = try connection.rows(MeetingQuery.items, parameters)
        while try typed.next() {
            let meeting: MeetingID = typed.id(0)
            items[meeting, default: []].append(TypedItem(number: typed.int(1), text: typed.text(2)))
        }
        let rows = try connection.rows(MeetingQuery.meetings, parameters)
        var meetings: [Meeting] = []
        while try rows.next() { meetings.append(try self.meeting(rows, items)) }
        return meetings
    }

    private func meeting(_ rows: any Rows, _ items: [MeetingID: [TypedItem]]) throws -> Meeting {
        let id: MeetingID = rows.id(0)
        var attendance: Attendance?
        if !rows.isNull(11) {
            attendance = Attendance(
                present: members(rows.text(12)), apologies: members(rows.text(13)),
                visitors: (TextList.read(rows.text(14)) ?? []).compactMap(\.self))
        }
        return Meeting(
            id: id, group: rows.id(1), title: rows.text(2), day: try rows.day(3), time: rows.text(4),
            place: rows.text(5), strategies: numbers(rows.text(6)).map { StrategyID($0) }, marking: rows.marking(7),
            cancelled: rows.dayIfAny(9).map { Cancellation(on: $0, reason: rows.text(10)) }, attendance: attendance,
            agreed: rows.dayIfAny(15).map { MinutesAgreement(on: $0, at: rows.sequence(16)) },
            items: items[id] ?? [], detailsAt: rows.sequence(8),
            attendanceAt: rows.isNull(11) ? .none : rows.sequence(11), version: rows.sequence(17))
    }

    private func numbers(_ text: String) -> [Int] { NumberRanges.read(text).flatMap { Array($0) } }
    private func members(_ text: String) -> [MemberID] { numbers(text).map { MemberID($0) } }

    func notes(of meeting: MeetingID) throws -> [MeetingNote] {
        let rows = try connection.rows(MeetingQuery.notes, reach + [SQLValue(meeting)])
        var notes: [MeetingNote] = []
        while try rows.next() {
            notes.append(
                MeetingNote(
                    meeting: meeting, number: rows.int(0), kind: try rows.word(1),
                    about: rows.textIfAny(2).flatMap { ItemReference(name: $0) }, text: rows.text(3),
                    marking: rows.marking(4), on: try rows.day(5)))
        }
        return notes
    }

    func decisions(_ filter: DecisionFilter, only decision: DecisionID? = nil) throws -> [Decision] {
        var about: [DecisionID: [DecidedAbout]] = [:]
        let named = try connection.rows(MeetingQuery.about, [SQLValue(at), SQLValue(decision)])
        while try named.next() {
            let decision: DecisionID = named.id(0)
            about[decision, default: []].append(DecidedAbout(action: named.id(1), strategy: named.id(2)))
        }
        let rows = try connection.rows(
            MeetingQuery.decisions,
            reach + [
                SQLValue(filter.group), SQLValue(filter.meeting), SQLValue(filter.strategy), SQLValue(filter.action),
                SQLValue(filter.state?.rawValue), SQLValue(decision),
            ])
        var decisions: [Decision] = []
        while try rows.next() {
            let id: DecisionID = rows.id(0)
            decisions.append(
                Decision(
                    id: id, meeting: rows.id(1), group: rows.id(2), text: rows.text(3), about: about[id] ?? [],
                    owner: rows.idIfAny(4), comesBack: rows.dayIfAny(5), marking: rows.marking(6),
                    taken: try rows.day(7), state: try state(rows), version: rows.sequence(12)))
        }
        return decisions
    }

    private func state(_ rows: any Rows) throws -> Decision.State {
        let word: Decision.Word = try rows.word(8)
        return switch word {
        case .standing: .standing
        case .done: .done(on: try rows.day(9), note: rows.text(10))
        case .superseded: .superseded(by: rows.id(11), on: try rows.day(9), note: rows.text(10))
        }
    }
}
