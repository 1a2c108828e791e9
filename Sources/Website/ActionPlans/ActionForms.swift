import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// What stands above every form about one action: which action it is, what it is now, and what others did to it since
/// the form was opened.
struct ActionFormHead: Component {
    static let template = "parts/action-form-head"

    let reference: String
    let href: String
    let text: String
    let status: StatusTag
    let sentence: String
    /// What was entered since this form was opened; empty nearly always.
    let since: [String]
    let isStale: Bool

    init(_ look: PlanLook, _ action: Action, since: [String] = []) {
        reference = action.id.reference
        href = "/actions/\(action.id.reference)"
        text = beginning(action.wording.text, 300)
        let standing = look.picture.standing(of: action.id)
        status = look.faces.tag(standing?.status ?? .underWay)
        sentence = standing.map { $0.sentence(word: look.faces.words.word($0.status)) } ?? ""
        self.since = since
        isStale = !since.isEmpty
    }

    private init() {
        reference = "AP-0012"
        href = "/actions/AP-0012"
        text = "Open a second outreach base."
        status = StatusTag.examples[0]
        sentence = "Overdue: due 30 April 2003"
        since = ["Progress reported: two briefings were held."]
        isStale = true
    }

    static var examples: [ActionFormHead] { [ActionFormHead()] }
}

/// "Report progress": no change, what was done with what it completes, or the way to a later day.
struct ReportPage: PageModel {
    static let template = "plans/report"
    static let fields: Set<String> = ["answer", "note", "completes", "evidence", "happened"]

    let page: Frame
    let head: ActionFormHead
    let version: String
    let answer: ChoiceField
    let note: TextArea
    let completes: ChoiceField
    let mayComplete: Bool
    let evidence: TextArea
    let happened: DateField

    init(
        _ look: PlanLook, _ action: Action, form: FormFields = FormFields(), version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("report.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        var answers: [(value: String, text: String, meaning: String?)] = [
            ("none", words("report.none"), nil), ("done", words("report.done"), words("report.done.hint")),
            ("longer", words("report.longer"), words("report.longer.hint")),
        ]
        if ActionPolicy.may(.rerouteAction, look.member, on: action).isAllowed {
            answers.append(("not-mine", words("report.not-mine"), words("report.not-mine.hint")))
        }
        answer = ChoiceField(
            "answer", words("report.answer"), choices: answers, chosen: [form["answer"]], problems: problems)
        note = TextArea(
            "note", words("report.note"), value: form["note"], hint: words("report.note.hint"),
            limit: TextLimit.note, problems: problems)
        let choices = ReportPage.completable(look, action)
        mayComplete = !choices.isEmpty
        completes = ChoiceField(
            "completes", words("report.completes"), choices: choices, chosen: Set(form.all("completes")), isMany: true,
            hint: words("report.completes.hint"), problems: problems)
        evidence = TextArea(
            "evidence", words("report.evidence"), value: form["evidence"], hint: words("report.evidence.hint"), rows: 3,
            limit: TextLimit.evidence, problems: problems)
        happened = DateField(
            "happened", words("report.happened"), DateBoxes(form, "happened"), hint: words("report.happened.hint"),
            problems: problems)
    }

    /// The commitments an update can complete, "all" first; a repeated one by its occurrence, and once for all.
    private static func completable(
        _ look: PlanLook, _ action: Action
    ) -> [(value: String, text: String, meaning: String?)] {
        let words = look.words
        let day = look.picture.day
        var choices: [(value: String, text: String, meaning: String?)] = []
        for promise in action.promises where promise.completed == nil && promise.settled != .withdrawn {
            let name = promise.commitment.label ?? promise.commitment.wording ?? words("action.no-wording")
            let facts = "\(promise.number). \(beginning(name, 160))"
            let due = look.picture.standing(of: action.id)?.commitments.first { $0.promise.number == promise.number }?
                .due
            guard promise.commitment.repeats != nil else {
                choices.append(
                    (String(promise.number), facts, due.map { words("report.due", ["day": $0.printed]) }))
                continue
            }
            if let occurrence = promise.occurrenceToReport(on: day, in: look.strategy) {
                choices.append(
                    (
                        "\(promise.number)@\(occurrence.iso)", facts,
                        words("report.occurrence", ["day": occurrence.printed])
                    ))
            }
            choices.append((String(promise.number), facts, words("report.for-good")))
        }
        if choices.count > 1, !choices.contains(where: { $0.value.contains("@") }) {
            choices.insert(("all", words("report.all"), nil), at: 0)
        }
        return choices
    }

    private init(page: Frame) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        answer = ChoiceField.examples[0]
        note = TextArea.examples[0]
        completes = ChoiceField.examples[1]
        mayComplete = true
        evidence = TextArea.examples[1]
        happened = DateField.examples[0]
    }

    static var examples: [ReportPage] { [ReportPage(page: Frame.examples[1])] }
}

/// "Ask for a later day".
struct DelayPage: PageModel {
    static let template = "plans/delay"
    static let fields: Set<String> = ["commitment", "new-day", "reason"]

    let page: Frame
    let head: ActionFormHead
    let version: String
    let commitment: ChoiceField
    let newDay: DateField
    let reason: TextArea

    init(
        _ look: PlanLook, _ action: Action, form: FormFields = FormFields(), version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("delay.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        let standings = look.picture.standing(of: action.id)?.commitments ?? []
        let open = standings.filter { $0.status != .completed && $0.status != .withdrawn && $0.due != nil }
        let choices: [(value: String, text: String, meaning: String?)] = open.map { standing in
            let promise = standing.promise
            let name = promise.commitment.label ?? promise.commitment.wording ?? words("action.no-wording")
            return (
                String(promise.number), "\(promise.number). \(beginning(name, 160))",
                standing.due.map { words("report.due", ["day": $0.printed]) }
            )
        }
        let typed = form["commitment"]
        commitment = ChoiceField(
            "commitment", words("delay.commitment"), choices: choices,
            chosen: [typed.isEmpty && choices.count == 1 ? choices[0].value : typed], problems: problems)
        newDay = DateField(
            "new-day", words("delay.new-day"), DateBoxes(form, "new-day"), hint: words("date.example"),
            problems: problems)
        reason = TextArea(
            "reason", words("delay.reason"), value: form["reason"], hint: words("delay.reason.hint"),
            limit: TextLimit.reason, problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        commitment = ChoiceField.examples[0]
        newDay = DateField.examples[0]
        reason = TextArea.examples[1]
    }

    static var examples: [DelayPage] { [DelayPage(page: Frame.examples[1])] }
}
