import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// The minutes, made from what was recorded; to be agreed, and printed on A4.
struct MinutesPage: PageModel {
    struct Item: Sendable, Equatable {
        let about: String?
        let text: String
    }

    struct Resolution: Sendable, Equatable {
        let number: String
        let href: String
        let text: String
        let facts: String
    }

    struct NewAction: Sendable, Equatable {
        let reference: String
        let href: String
        let text: String
        let facts: String
    }

    static let template = "meetings/minutes"

    let page: Frame
    let title: String
    let meetingHref: String
    let group: String
    let facts: [SummaryRow]
    let state: String
    let isDraft: Bool
    let present: [String]
    let apologies: [String]
    let hasApologies: Bool
    let missingAttendance: String?
    let items: [Item]
    let hasItems: Bool
    let decisions: [Resolution]
    let hasDecisions: Bool
    let actions: [NewAction]
    let hasActions: Bool
    let next: String
    let corrections: [Item]
    let hasCorrections: Bool
    let attendanceHref: String?
    let roomHref: String?
    let mayAgree: Bool
    let agreeAction: String
    let version: String
    let correctHref: String?
    let stale: StaleNotice?

    init(_ look: MeetingLook, _ folder: MeetingFolder, since: [String] = [], problems: [FieldProblem] = []) {
        let words = look.words
        let meeting = folder.meeting
        let path = "/meetings/\(meeting.id.number)"
        let report = MinutesReport(folder.minutesSource, names: look.names) { folder.action($0)?.action.wording.text }
        page = look.frame(
            words("minutes.title"), section: meeting.title, marking: folder.minutesMarking, problems: problems)
        title = report.title
        meetingHref = path
        group = report.group
        var facts = [SummaryRow(words("meeting.day"), report.day)]
        if !report.time.isEmpty { facts.append(SummaryRow(words("meeting.time"), report.time)) }
        if !report.place.isEmpty { facts.append(SummaryRow(words("meeting.place"), report.place)) }
        if let superior = report.reportsTo { facts.append(SummaryRow(words("meeting.reports-to"), superior)) }
        self.facts = facts
        isDraft = meeting.agreed == nil
        state =
            meeting.agreed.map {
                words("minutes.agreed", ["day": $0.on.printed, "entry": Int($0.at.number).printed])
            } ?? words("minutes.draft")
        present = report.present + report.visitors.map { words("minutes.visitor", ["who": $0]) }
        apologies = report.apologies
        hasApologies = !apologies.isEmpty
        missingAttendance = report.isAttendanceRecorded ? nil : words("minutes.no-attendance")
        items = report.items.map { Item(about: $0.about.isEmpty ? nil : $0.about, text: $0.text) }
        hasItems = !items.isEmpty
        decisions = report.decisions.map { decision in
            var facts: [String] = []
            if !decision.actions.isEmpty {
                facts.append(words("decision.about", ["actions": decision.actions.joined(separator: ", ")]))
            }
            if let owner = decision.owner { facts.append(words("decision.owner-is", ["post": owner])) }
            if let day = decision.comesBack { facts.append(words("decision.comes-back-on", ["day": day])) }
            return Resolution(
                number: decision.number, href: "/decisions/\(decision.number)", text: decision.text,
                facts: facts.joined(separator: " "))
        }
        hasDecisions = !decisions.isEmpty
        actions = report.actions.map { action in
            var facts = [words("decision.owner-is", ["post": action.owner])]
            if !action.timescale.isEmpty { facts.append(action.timescale + ".") }
            if action.isLate { facts.append(words("minutes.late-action")) }
            return NewAction(
                reference: action.reference, href: "/actions/\(action.reference)", text: action.text,
                facts: facts.joined(separator: " "))
        }
        hasActions = !actions.isEmpty
        next = report.next ?? words("minutes.no-next")
        corrections = report.corrections.map { Item(about: $0.on, text: $0.text) }
        hasCorrections = !corrections.isEmpty
        let mayHold = look.may(.holdMeeting)
        attendanceHref = mayHold && isDraft ? "\(path)/attendance" : nil
        roomHref = mayHold && isDraft ? "\(path)/room" : nil
        mayAgree = mayHold && isDraft && report.isAttendanceRecorded
        agreeAction = "\(path)/minutes/agree"
        version = meeting.version.description
        correctHref = mayHold && !isDraft ? "\(path)/minutes/correct" : nil
        stale = StaleNotice(since)
    }

    private init(page: Frame, isDraft: Bool) {
        self.page = page
        title = "Quarterly meeting"
        meetingHref = "/meetings/1"
        group = "Steering group"
        facts = SummaryRow.examples
        state = "Draft: not agreed yet."
        self.isDraft = isDraft
        present = ["Treatment Commissioner (chair)"]
        apologies = isDraft ? [] : ["Police Superintendent"]
        hasApologies = !isDraft
        missingAttendance = isDraft ? "Who was there has not been recorded." : nil
        items = isDraft ? [] : [Item(about: "AP-0012 Open a base.", text: "The lease is signed.")]
        hasItems = !isDraft
        decisions =
            isDraft ? [] : [Resolution(number: "D-0001", href: "/decisions/D-0001", text: "Open it.", facts: "Owner.")]
        hasDecisions = !isDraft
        actions =
            isDraft
            ? [] : [NewAction(reference: "AP-0090", href: "/actions/AP-0090", text: "Write to all.", facts: "Owner.")]
        hasActions = !isDraft
        next = "No further meeting has been called."
        corrections = isDraft ? [] : [Item(about: "5 March 2009", text: "The chair was present.")]
        hasCorrections = !isDraft
        attendanceHref = "/meetings/1/attendance"
        roomHref = "/meetings/1/room"
        mayAgree = true
        agreeAction = "/meetings/1/minutes/agree"
        version = "17"
        correctHref = "/meetings/1/minutes/correct"
        stale = StaleNotice.examples[0]
    }

    static var examples: [MinutesPage] {
        [MinutesPage(page: Frame.examples[1], isDraft: false), MinutesPage(page: Frame.examples[1], isDraft: true)]
    }
}
