import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// Who was at a meeting: the group's members first, everybody else of the partnership below, visitors by post and
/// agency.
struct AttendancePage: PageModel {
    static let template = "meetings/attendance"
    static let fields: Set<String> = ["present", "apologies", "others", "visitors"]

    let page: Frame
    let title: String
    let backHref: String
    let version: String
    let stale: StaleNotice?
    let present: ChoiceField?
    let apologies: ChoiceField?
    let others: ChoiceField?
    let visitors: TextArea
    let screening: ChoiceField?
    /// Where the group has no members, the page says what to do first.
    let noMembers: String?
    let othersOpen: Bool

    init(_ look: MeetingLook, _ meeting: Meeting, _ group: Group, _ showing: ActionForm.Showing) {
        let words = look.words
        let form = showing.form
        let isTyped = !form.fields.isEmpty
        page = look.frame(
            words("attendance.title"), section: meeting.title, marking: max(meeting.marking, group.marking),
            problems: showing.problems)
        title = meeting.title
        backHref = "/meetings/\(meeting.id.number)"
        version = (showing.version ?? meeting.attendanceAt).description
        stale = StaleNotice(showing.since)
        let recorded = meeting.attendance
        let sitting = group.members(on: meeting.day)
        let seats = Set(sitting.map(\.member))
        let here = (recorded?.present ?? []) + (recorded?.apologies ?? [])
        let further = look.staff.filter { !seats.contains($0.id) && ($0.isActive || here.contains($0.id)) }
            .sorted { ($0.post.lowercased(), $0.id) < ($1.post.lowercased(), $1.id) }
        func chosen(_ id: String, _ recorded: [MemberID]) -> Set<String> {
            isTyped ? Set(form.all(id)) : Set(recorded.map { String($0.number) })
        }
        func field(_ id: String, _ recorded: [MemberID]) -> ChoiceField? {
            guard !sitting.isEmpty else { return nil }
            return ChoiceField(
                id, words("attendance.\(id)"),
                choices: sitting.map { term in
                    let office = term.office == .member ? "" : " (\(term.office.words))"
                    return (String(term.member.number), look.names.post(term.member) + office, nil)
                }, chosen: chosen(id, recorded), isMany: true, problems: showing.problems)
        }
        present = field("present", recorded?.present ?? [])
        apologies = field("apologies", recorded?.apologies ?? [])
        let othersHere = (recorded?.present ?? []).filter { !seats.contains($0) }
        let othersChosen = chosen("others", othersHere)
        others =
            further.isEmpty
            ? nil
            : ChoiceField(
                sitting.isEmpty ? "present" : "others", words("attendance.others"),
                choices: further.map { (String($0.id.number), $0.post, nil) },
                chosen: sitting.isEmpty ? chosen("present", othersHere) : othersChosen, isMany: true,
                problems: showing.problems)
        othersOpen = sitting.isEmpty || !othersChosen.isEmpty
        visitors = TextArea(
            "visitors", words("attendance.visitors"),
            value: isTyped ? form["visitors"] : (recorded?.visitors ?? []).joined(separator: "\n"),
            hint: words("attendance.visitors.hint"), rows: 4, problems: showing.problems)
        screening = ChoiceField.screening(words, form, showing.problems)
        noMembers = sitting.isEmpty ? words("attendance.no-members", ["group": group.name]) : nil
    }

    private init(page: Frame) {
        self.page = page
        title = "Quarterly meeting"
        backHref = "/meetings/1"
        version = "17"
        stale = StaleNotice.examples[0]
        present = ChoiceField.examples[1]
        apologies = ChoiceField.examples[1]
        others = ChoiceField.examples[1]
        visitors = TextArea.examples[0]
        screening = ChoiceField.examples[1]
        noMembers = "The group has no members."
        othersOpen = true
    }

    static var examples: [AttendancePage] { [AttendancePage(page: Frame.examples[1])] }
}
