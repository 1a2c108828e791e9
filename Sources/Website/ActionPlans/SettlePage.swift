import ActionPlans
import Vocabulary

/// The settle list: deadlines that were past when the plan was imported, answered many at once with one note.
struct SettlePage: PageModel {
    struct Row: Sendable, Equatable {
        /// `answer-12-1`: the action's number and the commitment's.
        let field: String
        let reference: String
        let href: String
        let text: String
        let wording: String
        let due: String
        let error: String?
        /// `until-12-1`: a new day of its own, typed in one line.
        let untilField: String
        let until: String
        let options: [SelectField.Option]
    }

    static let template = "plans/settle"
    static let rowsOnPage = 50
    static let answers = ["done", "delay", "missed", "withdrawn"]

    let page: Frame
    let head: PlanHead
    let version: String
    let since: [String]
    let isStale: Bool
    let rows: [Row]
    let hasRows: Bool
    let showing: String
    let all: SelectField
    let until: DateField
    let note: TextArea
    let pagination: Pagination

    init(
        _ look: PlanLook, form: FormFields = FormFields(), version: JournalSequence? = nil, since: [String] = [],
        problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("settle.title"), problems: problems)
        head = PlanHead(look, at: .settle)
        self.version = (version ?? look.strategy.version).description
        self.since = since
        isStale = !since.isEmpty
        let list = SettleList.of(look.plan, on: look.picture.day)
        let number = Pagination.page(look.visit.query["page"], size: Self.rowsOnPage, total: list.count)
        let first = (number - 1) * Self.rowsOnPage
        let shown = list[min(first, list.count)..<min(first + Self.rowsOnPage, list.count)]
        rows = shown.compactMap { SettlePage.row($0, look, form, problems) }
        hasRows = !rows.isEmpty
        showing = words.count("settle.count", list.count)
        let options = [("", words("settle.leave"))] + Self.answers.map { ($0, words("settle.\($0)")) }
        all = SelectField(
            "all", words("settle.all"), options: options, chosen: form["all"], hint: words("settle.all.hint"),
            problems: problems)
        until = DateField(
            "until", words("settle.until"), DateBoxes(form, "until"), hint: words("settle.until.hint"),
            problems: problems)
        note = TextArea(
            "note", words("settle.note"), value: form["note"], hint: words("settle.note.hint"), rows: 3,
            limit: TextLimit.note, problems: problems)
        pagination = Pagination(page: number, size: Self.rowsOnPage, total: list.count, words: words) {
            "\(look.path)/settle?page=\($0)"
        }
    }

    private static func row(
        _ item: SettleItem, _ look: PlanLook, _ form: FormFields, _ problems: [FieldProblem]
    ) -> Row? {
        guard let action = look.plan.action(item.action), let promise = action.promise(item.promise) else { return nil }
        let words = look.words
        let field = "answer-\(item.action.number)-\(item.promise)"
        let untilField = "until-\(item.action.number)-\(item.promise)"
        let typed = form[field]
        // What the plan itself says was done is proposed; anything else is left to a person.
        let chosen = form.holds(field) ? typed : item.proposed == .done ? "done" : ""
        return Row(
            field: field, reference: item.action.reference, href: "/actions/\(item.action.reference)",
            text: beginning(action.wording.text, 160),
            wording: promise.commitment.wording ?? words("action.no-wording"),
            due: item.due.map(PageTime.short) ?? words("plan.no-date"),
            error: problems.filter { [field, untilField].contains($0.field) }.text,
            untilField: untilField, until: form[untilField],
            options: ([("", words("settle.leave"))] + answers.map { ($0, words("settle.\($0)")) })
                .map { SelectField.Option(value: $0.0, text: $0.1, isChosen: $0.0 == chosen) })
    }

    private init(page: Frame, rows: [Row]) {
        self.page = page
        head = PlanHead.examples[0]
        version = "17"
        since = ["Past deadlines settled."]
        isStale = true
        self.rows = rows
        hasRows = !rows.isEmpty
        showing = "1 deadline"
        all = SelectField.examples[0]
        until = DateField.examples[0]
        note = TextArea.examples[0]
        pagination = Pagination.examples[0]
    }

    static var examples: [SettlePage] {
        let row = Row(
            field: "answer-12-1", reference: "AP-0012", href: "/actions/AP-0012", text: "Open a base.",
            wording: "By April 2003", due: "30 Apr 2003", error: "Enter a later day.",
            untilField: "until-12-1", until: "31 March 2009",
            options: SelectField.examples[0].options)
        return [SettlePage(page: Frame.examples[1], rows: [row]), SettlePage(page: Frame.examples[1], rows: [])]
    }
}
