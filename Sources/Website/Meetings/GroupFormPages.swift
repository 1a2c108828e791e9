import ActionPlans
import Partnership
import Vocabulary

/// A group, new or changed.
struct GroupFormPage: PageModel {
    static let template = "meetings/group-form"
    static let fields: Set<String> = ["name", "purpose", "reports-to", "marking"]

    let page: Frame
    let heading: String
    let backHref: String
    let version: String
    let stale: StaleNotice?
    let name: TextField
    let purpose: TextArea
    let reportsTo: SelectField
    let marking: ChoiceField
    let dissolveHref: String?

    init(_ look: MeetingLook, _ group: Group?, _ showing: ActionForm.Showing) {
        let words = look.words
        let problems = showing.problems
        let isTyped = !showing.form.fields.isEmpty
        func typed(_ id: String, _ present: String?) -> String { isTyped ? showing.form[id] : present ?? "" }
        heading = words(group == nil ? "group.new" : "group.change")
        page = look.frame(heading, marking: group?.marking ?? .official, problems: problems)
        backHref = group.map { "/groups/\($0.id.number)" } ?? "/groups"
        version = (showing.version ?? group?.version ?? .none).description
        stale = StaleNotice(showing.since)
        name = TextField(
            "name", words("group.name"), value: typed("name", group?.name), width: "medium",
            limit: MeetingLimit.name, problems: problems)
        purpose = TextArea(
            "purpose", words("group.purpose"), value: typed("purpose", group?.purpose),
            hint: words("group.purpose.hint"), limit: MeetingLimit.purpose, problems: problems)
        let others = look.groups.filter { $0.id != group?.id && $0.dissolved == nil }
        reportsTo = SelectField(
            "reports-to", words("group.reports-to"),
            options: [("", words("group.reports-to.nobody"))] + others.map { (String($0.id.number), $0.name) },
            chosen: typed("reports-to", group?.reportsTo.map { String($0.number) }),
            hint: words("group.reports-to.hint"), problems: problems)
        marking = look.markingField(
            typed("marking", (group?.marking ?? .official).rawValue), problems: problems)
        dissolveHref = group.map { "/groups/\($0.id.number)/dissolve" }
    }

    private init(page: Frame) {
        self.page = page
        heading = "Form a group"
        backHref = "/groups"
        version = "17"
        stale = StaleNotice.examples[0]
        name = TextField.examples[0]
        purpose = TextArea.examples[0]
        reportsTo = SelectField.examples[0]
        marking = ChoiceField.examples[0]
        dissolveHref = "/groups/1/dissolve"
    }

    static var examples: [GroupFormPage] { [GroupFormPage(page: Frame.examples[1])] }
}

/// A member takes a seat on a group.
struct TermPage: PageModel {
    static let template = "meetings/term"
    static let fields: Set<String> = ["member", "office"]
    static let dates: Set<String> = ["from", "until"]

    let page: Frame
    let group: String
    let backHref: String
    let version: String
    let stale: StaleNotice?
    let member: SelectField
    let office: ChoiceField
    let from: DateField
    let until: DateField

    init(_ look: MeetingLook, _ group: Group, _ showing: ActionForm.Showing) {
        let words = look.words
        let problems = showing.problems
        let form = showing.form
        let isTyped = !form.fields.isEmpty
        page = look.frame(words("term.title"), section: group.name, marking: group.marking, problems: problems)
        self.group = group.name
        backHref = "/groups/\(group.id.number)"
        version = (showing.version ?? group.version).description
        stale = StaleNotice(showing.since)
        member = SelectField(
            "member", words("term.member"), options: [("", words("filter.choose"))] + look.choices,
            chosen: form["member"], problems: problems)
        office = ChoiceField(
            "office", words("term.office"),
            choices: GroupOffice.allCases.map { ($0.rawValue, words("office.\($0.rawValue)"), nil) },
            chosen: [isTyped ? form["office"] : GroupOffice.member.rawValue], problems: problems)
        from = DateField(
            "from", words("term.from"), isTyped ? DateBoxes(form, "from") : DateBoxes(look.today), problems: problems)
        until = DateField(
            "until", words("term.until"), DateBoxes(form, "until"), hint: words("term.until.hint"), problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        group = "Steering group"
        backHref = "/groups/1"
        version = "17"
        stale = StaleNotice.examples[0]
        member = SelectField.examples[0]
        office = ChoiceField.examples[0]
        from = DateField.examples[0]
        until = DateField.examples[1]
    }

    static var examples: [TermPage] { [TermPage(page: Frame.examples[1])] }
}

/// One thing to say before something ends or is corrected: a reason, a correction or a last day, with what follows from
/// it.
struct LastWordPage: PageModel {
    static let template = "meetings/last-word"

    let page: Frame
    let heading: String
    let lead: String
    let backHref: String
    let version: String
    let stale: StaleNotice?
    let text: TextArea?
    let day: DateField?
    let screening: ChoiceField?
    let button: String

    init(
        _ look: MeetingLook, key: String, section: String, facts: KeyValuePairs<String, String> = [:], backHref: String,
        marking: Marking, version: JournalSequence, text: TextArea? = nil, day: DateField? = nil,
        _ showing: ActionForm.Showing
    ) {
        heading = look.words("\(key).title")
        page = look.frame(heading, section: section, marking: marking, problems: showing.problems)
        lead = look.words("\(key).lead", facts)
        self.backHref = backHref
        self.version = (showing.version ?? version).description
        stale = StaleNotice(showing.since)
        self.text = text
        self.day = day
        screening = ChoiceField.screening(look.words, showing.form, showing.problems)
        button = look.words("\(key).button")
    }

    private init(page: Frame) {
        self.page = page
        heading = "Cancel the meeting"
        lead = "Its agenda goes, the meeting stays on the list with the reason."
        backHref = "/meetings/1"
        version = "17"
        stale = StaleNotice.examples[0]
        text = TextArea.examples[1]
        day = DateField.examples[0]
        screening = ChoiceField.examples[1]
        button = "Cancel the meeting"
    }

    static var examples: [LastWordPage] { [LastWordPage(page: Frame.examples[1])] }
}
