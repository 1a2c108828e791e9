import ActionPlans
import Vocabulary

/// A meeting, called or called anew.
struct MeetingFormPage: PageModel {
    static let template = "meetings/meeting-form"
    static let fields: Set<String> = ["title", "time", "place", "strategies", "marking"]
    static let dates: Set<String> = ["day"]

    let page: Frame
    let heading: String
    let back: String
    let backHref: String
    let version: String
    let stale: StaleNotice?
    let title: TextField
    let day: DateField
    let time: TextField
    let place: TextField
    let strategies: ChoiceField?
    let marking: ChoiceField
    let button: String

    init(
        _ look: MeetingLook, _ group: Group, _ meeting: Meeting?, strategies plans: [Strategy],
        _ showing: ActionForm.Showing
    ) {
        let words = look.words
        let problems = showing.problems
        let form = showing.form
        let isTyped = !form.fields.isEmpty
        func typed(_ id: String, _ present: String?) -> String { isTyped ? form[id] : present ?? "" }
        heading = words(meeting == nil ? "meeting.new" : "meeting.change")
        page = look.frame(
            heading, section: group.name, marking: max(group.marking, meeting?.marking ?? .official),
            problems: problems)
        back = meeting?.title ?? group.name
        backHref = meeting.map { "/meetings/\($0.id.number)" } ?? "/groups/\(group.id.number)"
        version = (showing.version ?? meeting?.detailsAt ?? .none).description
        stale = StaleNotice(showing.since)
        title = TextField(
            "title", words("meeting.name"),
            value: typed("title", meeting?.title ?? words("meeting.name.proposed", ["group": group.name])),
            width: "medium", limit: MeetingLimit.name, problems: problems)
        day = DateField(
            "day", words("meeting.day"), isTyped ? DateBoxes(form, "day") : DateBoxes(meeting?.day),
            hint: words("date.example"), problems: problems)
        time = TextField(
            "time", words("meeting.time"), value: typed("time", meeting?.time), hint: words("meeting.time.hint"),
            width: "narrow", limit: MeetingLimit.time, problems: problems)
        place = TextField(
            "place", words("meeting.place"), value: typed("place", meeting?.place), width: "medium",
            limit: MeetingLimit.place, problems: problems)
        // A first meeting looks at every plan, unless somebody says otherwise.
        let chosen = meeting?.strategies ?? plans.map(\.id)
        strategies =
            plans.isEmpty
            ? nil
            : ChoiceField(
                "strategies", words("meeting.strategies"),
                choices: plans.map { (String($0.id.number), $0.title, nil) },
                chosen: isTyped ? Set(form.all("strategies")) : Set(chosen.map { String($0.number) }), isMany: true,
                hint: words("meeting.strategies.hint"), problems: problems)
        marking = look.markingField(
            typed("marking", (meeting?.marking ?? group.marking).rawValue), problems: problems)
        button = words(meeting == nil ? "meeting.new.button" : "meeting.change.button")
    }

    private init(page: Frame) {
        self.page = page
        heading = "Call a meeting"
        back = "Steering group"
        backHref = "/groups/1"
        version = "0"
        stale = StaleNotice.examples[0]
        title = TextField.examples[0]
        day = DateField.examples[0]
        time = TextField.examples[0]
        place = TextField.examples[0]
        strategies = ChoiceField.examples[1]
        marking = ChoiceField.examples[0]
        button = "Call the meeting"
    }

    static var examples: [MeetingFormPage] { [MeetingFormPage(page: Frame.examples[1])] }
}
