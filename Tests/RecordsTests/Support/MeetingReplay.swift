import ActionPlans
import Partnership
import Vocabulary

/// What groups, meetings and decisions are after some entries: worked out in memory, without tables. The oracle of the
/// meeting register.
struct MeetingReplay {
    private(set) var groups: [GroupID: Group] = [:]
    private(set) var meetings: [MeetingID: Meeting] = [:]
    private(set) var notes: [MeetingID: [MeetingNote]] = [:]
    private(set) var decisions: [DecisionID: Decision] = [:]

    mutating func apply(_ entry: MeetingEntry, at sequence: JournalSequence) {
        switch entry {
        case .groupFormed(let facts):
            groups[facts.group] = Group(
                id: facts.group, name: facts.name, purpose: facts.purpose, reportsTo: facts.reportsTo,
                marking: facts.marking, formed: facts.on, version: sequence)
        case .groupChanged(let facts):
            groups[facts.group]?.name = facts.name
            groups[facts.group]?.purpose = facts.purpose
            groups[facts.group]?.reportsTo = facts.reportsTo
            groups[facts.group]?.marking = facts.marking
        case .termBegun(let facts): groups[facts.group]?.terms.append(facts.term)
        case .termEnded(let facts):
            if let index = groups[facts.group]?.terms.firstIndex(where: { $0.number == facts.term }) {
                groups[facts.group]?.terms[index].until = facts.until
            }
        case .groupDissolved(let facts):
            groups[facts.group]?.dissolved = Dissolution(on: facts.on, reason: facts.reason)
        case .meetingCalled(let facts):
            meetings[facts.meeting] = Meeting(
                id: facts.meeting, group: facts.group, title: facts.title, day: facts.day, time: facts.time,
                place: facts.place, strategies: facts.strategies, marking: facts.marking, detailsAt: sequence,
                version: sequence)
        case .meetingChanged(let facts): change(facts, at: sequence)
        case .meetingCancelled(let facts):
            meetings[facts.meeting]?.cancelled = Cancellation(on: facts.on, reason: facts.reason)
            meetings[facts.meeting]?.detailsAt = sequence
        case .itemAdded(let facts): meetings[facts.meeting]?.items.append(facts.item)
        case .itemRemoved(let facts): meetings[facts.meeting]?.items.removeAll { $0.number == facts.item }
        case .attendanceRecorded(let facts):
            meetings[facts.meeting]?.attendance = facts.attendance
            meetings[facts.meeting]?.attendanceAt = sequence
        case .itemDiscussed(let facts): note(facts, .discussed)
        case .minutesCorrected(let facts): note(facts, .correction)
        case .decisionTaken(let facts):
            decisions[facts.decision] = Decision(
                id: facts.decision, meeting: facts.meeting, group: facts.group, text: facts.text, about: facts.about,
                owner: facts.owner, comesBack: facts.comesBack, marking: facts.marking, taken: facts.on,
                version: sequence)
        case .decisionDone(let facts):
            decisions[facts.decision]?.state = .done(on: facts.on, note: facts.note)
        case .decisionSuperseded(let facts):
            decisions[facts.decision]?.state = .superseded(by: facts.by, on: facts.on, note: facts.note)
        case .minutesAgreed(let facts):
            meetings[facts.meeting]?.agreed = MinutesAgreement(on: facts.on, at: sequence)
        }
        for subject in entry.alsoTouches + [entry.subject] { touch(subject, at: sequence) }
    }

    private mutating func touch(_ subject: Subject, at sequence: JournalSequence) {
        switch subject.kind {
        case .group: groups[GroupID(subject.number)]?.version = sequence
        case .meeting: meetings[MeetingID(subject.number)]?.version = sequence
        case .decision: decisions[DecisionID(subject.number)]?.version = sequence
        default: break
        }
    }

    private mutating func change(_ facts: MeetingDescribed, at sequence: JournalSequence) {
        meetings[facts.meeting]?.title = facts.title
        meetings[facts.meeting]?.day = facts.day
        meetings[facts.meeting]?.time = facts.time
        meetings[facts.meeting]?.place = facts.place
        meetings[facts.meeting]?.strategies = facts.strategies
        meetings[facts.meeting]?.marking = facts.marking
        meetings[facts.meeting]?.detailsAt = sequence
    }

    private mutating func note(_ facts: NoteMade, _ kind: MeetingNote.Kind) {
        notes[facts.meeting, default: []].append(
            MeetingNote(
                meeting: facts.meeting, number: facts.note, kind: kind, about: facts.about, text: facts.text,
                marking: facts.marking, on: facts.on))
    }

    // MARK: As a sight reaches it

    func groups(_ sight: Sight) -> [Group] {
        groups.values.filter { sight.maySee(markedAs: $0.marking) }.sorted { $0.id < $1.id }
    }

    func meetings(_ sight: Sight) -> [Meeting] {
        meetings.values.filter { reaches($0, sight) }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    }

    private func reaches(_ meeting: Meeting, _ sight: Sight) -> Bool {
        sight.maySee(markedAs: meeting.marking)
            && groups[meeting.group].map { sight.maySee(markedAs: $0.marking) } ?? false
    }

    func notes(of meeting: MeetingID, _ sight: Sight) -> [MeetingNote] {
        guard let found = meetings[meeting], reaches(found, sight) else { return [] }
        return (notes[meeting] ?? []).filter { sight.maySee(markedAs: $0.marking) }
    }

    /// - Parameter actions: the marking of each action of the plans.
    func decisions(_ sight: Sight, actions: [ActionID: Marking]) -> [Decision] {
        decisions.values.filter { decision in
            guard let meeting = meetings[decision.meeting], reaches(meeting, sight) else { return false }
            return sight.maySee(markedAs: decision.marking)
                && decision.about.allSatisfy { sight.maySee(markedAs: actions[$0.action] ?? .official) }
        }.sorted { $0.id > $1.id }
    }
}
