import ActionPlans
import Vocabulary

/// What the journal says of meetings and registers.
extension EntryWords {
    static let meetings = Room(
        name: MeetingEntry.room, title: "Meetings",
        kinds: [
            ("group-formed", "Group formed"), ("group-changed", "Group changed"), ("term-begun", "Term begun"),
            ("term-ended", "Term ended"), ("group-dissolved", "Group dissolved"), ("meeting-called", "Meeting called"),
            ("meeting-changed", "Meeting changed"), ("meeting-cancelled", "Meeting cancelled"),
            ("item-added", "Agenda item added"), ("item-removed", "Agenda item removed"),
            ("attendance-recorded", "Attendance recorded"), ("item-discussed", "Minuted"),
            ("decision-taken", "Decision taken"), ("decision-done", "Decision done"),
            ("decision-superseded", "Decision superseded"), ("minutes-agreed", "Minutes agreed"),
            ("minutes-corrected", "Minutes corrected"),
        ]
    ) { payload, words, _ in (payload as? MeetingEntry).map(words.sentence) }

    static let registers = Room(
        name: RegisterEntry.room, title: "Registers",
        kinds: [
            ("item-opened", "Recorded"), ("item-changed", "Record changed"), ("item-reviewed", "Looked at again"),
            ("pilot-decided", "Pilot decided"), ("gap-answered", "Evidence gap answered"), ("item-closed", "Closed"),
            ("item-reopened", "Reopened"),
        ]
    ) { payload, _, _ in (payload as? RegisterEntry).map(EntryWords.sentence) }

    static let packs = Room(
        name: PackEntry.room, title: "Packs and files",
        kinds: [("pack-issued", "Pack issued"), ("plan-exported", "Plan taken out as a file")]
    ) { payload, _, _ in (payload as? PackEntry).map(EntryWords.sentence) }

    private static func sentence(_ entry: PackEntry) -> String {
        switch entry {
        case .packIssued(let facts):
            "Pack \(facts.pack.number) issued: \(facts.title), edition \(facts.edition), as at \(facts.asAt.printed), "
                + "digest \(facts.digest.prefix(12))."
        case .planExported(let facts):
            (facts.pack.map { "Pack \($0.number)" } ?? plans(facts.strategies))
                + " taken out as \(facts.format.printed)"
                + ", as at \(facts.asAt.printed): \(facts.rows.counted("action"))"
                + (facts.isFiltered ? ", not all of them." : ".")
        }
    }

    private static func plans(_ strategies: [StrategyID]) -> String {
        let numbers = strategies.map { String($0.number) }
        return (numbers.count == 1 ? "Plan " : "Plans ") + numbers.joined(separator: ", ")
    }

    private func sentence(_ entry: MeetingEntry) -> String {
        switch entry {
        case .groupFormed(let facts): "Group “\(facts.name)” formed: \(facts.purpose)"
        case .groupChanged(let facts): "Group “\(facts.name)” described anew: \(facts.purpose)"
        case .termBegun(let facts):
            "\(names.name(facts.term.member)) sits on group \(facts.group.number) as \(facts.term.office.words) from "
                + "\(facts.term.from.printed)\(facts.term.until.map { " to \($0.printed)" } ?? "")."
        case .termEnded(let facts):
            "Term \(facts.term) on group \(facts.group.number) ends on \(facts.until.printed)."
        case .groupDissolved(let facts): "Group \(facts.group.number) dissolved: \(facts.reason)"
        case .meetingCalled(let facts): "Meeting “\(facts.title)” called for \(facts.day.printed)."
        case .meetingChanged(let facts): "Meeting “\(facts.title)” is now on \(facts.day.printed)."
        case .meetingCancelled(let facts): "Meeting \(facts.meeting.number) cancelled: \(facts.reason)"
        case .itemAdded(let facts): "Agenda item of meeting \(facts.meeting.number): \(facts.item.text)"
        case .itemRemoved(let facts): "Agenda item \(facts.item) of meeting \(facts.meeting.number) removed."
        case .attendanceRecorded(let facts):
            "Attendance at meeting \(facts.meeting.number): \(facts.attendance.present.count.printed) present, "
                + "\(facts.attendance.apologies.count.counted("apology", "apologies"))."
        case .itemDiscussed(let facts): "Minuted: \(facts.text)"
        case .decisionTaken(let facts): "Decided: \(facts.text)"
        case .decisionDone(let facts): "Decision \(facts.decision.number) is done: \(facts.note)"
        case .decisionSuperseded(let facts):
            "Decision \(facts.decision.number) is superseded by decision \(facts.by.number): \(facts.note)"
        case .minutesAgreed(let facts): "The minutes of meeting \(facts.meeting.number) were agreed."
        case .minutesCorrected(let facts): "Correction of the minutes: \(facts.text)"
        }
    }

    private static func sentence(_ entry: RegisterEntry) -> String {
        switch entry {
        case .itemOpened(let facts):
            "\(RegisterReference(facts.record.details.kind, facts.item).printed) recorded: \(facts.record.title)"
        case .itemChanged(let facts):
            "\(RegisterReference(facts.record.details.kind, facts.item).printed) changed: \(facts.reason)"
        case .itemReviewed(let facts):
            "Looked at, \(facts.finding == .noChange ? "no change" : "something changed"); next on "
                + "\(facts.review.printed).\(facts.note.isEmpty ? "" : " \(facts.note)")"
        case .pilotDecided(let facts): "Pilot: \(facts.outcome.rawValue). \(facts.reason)"
        case .gapAnswered(let facts): "Answered: \(facts.answer) Source: \(facts.source)"
        case .itemClosed(let facts): "Closed: \(facts.reason)"
        case .itemReopened(let facts): "Reopened: \(facts.reason)"
        }
    }
}
