import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// A request for a later day, to be agreed or refused.
struct DecideDelayPage: PageModel {
    static let template = "plans/decide"
    static let fields: Set<String> = ["agrees", "note"]

    let page: Frame
    let head: ActionFormHead
    let version: String
    let facts: [SummaryRow]
    /// Somebody else decided it meanwhile: what was typed is shown, and nothing can be sent.
    let isDecided: Bool
    let agrees: ChoiceField
    let note: TextArea

    init(
        _ look: PlanLook, _ action: Action, _ promise: Promise, _ request: DelayRequest?,
        form: FormFields = FormFields(), version: JournalSequence? = nil, since: [String] = [],
        problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("decide.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        let due = look.picture.standing(of: action.id)?.commitments.first { $0.promise.number == promise.number }?.due
        facts =
            [
                SummaryRow(words("decide.commitment"), promise.commitment.wording ?? words("action.no-wording")),
                SummaryRow(words("decide.due"), due?.printed ?? words("plan.no-date")),
            ]
            + (request.map { request in
                [
                    SummaryRow(words("decide.asked"), request.newDay.printed),
                    SummaryRow(words("decide.by"), look.names.name(request.by)),
                    SummaryRow(words("decide.reason"), request.reason),
                ]
            } ?? []) + [SummaryRow(words("decide.slips"), promise.slips.printed)]
        isDecided = request == nil
        agrees = ChoiceField(
            "agrees", words("decide.question"),
            choices: [("yes", words("decide.yes"), nil), ("no", words("decide.no"), words("decide.no.hint"))],
            chosen: [form["agrees"]], problems: problems)
        note = TextArea(
            "note", words("decide.note"), value: form["note"], hint: words("decide.note.hint"), rows: 3,
            limit: TextLimit.reason, problems: problems)
    }

    private init(page: Frame, isDecided: Bool) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        facts = SummaryRow.examples
        self.isDecided = isDecided
        agrees = ChoiceField.examples[0]
        note = TextArea.examples[1]
    }

    static var examples: [DecideDelayPage] {
        [false, true].map { DecideDelayPage(page: Frame.examples[1], isDecided: $0) }
    }
}

/// An action leaves the plan: the page that names the consequence before it happens.
struct WithdrawPage: PageModel {
    static let template = "plans/withdraw"
    static let fields: Set<String> = ["reason", "successor"]

    let page: Frame
    let head: ActionFormHead
    let version: String
    let reason: TextArea
    let successor: TextField

    init(
        _ look: PlanLook, _ action: Action, form: FormFields = FormFields(), version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("withdraw.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        reason = TextArea(
            "reason", words("withdraw.reason"), value: form["reason"], limit: TextLimit.reason, problems: problems)
        successor = TextField(
            "successor", words("withdraw.successor"), value: form["successor"], hint: words("withdraw.successor.hint"),
            width: "narrow", limit: 12, problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        reason = TextArea.examples[1]
        successor = TextField.examples[0]
    }

    static var examples: [WithdrawPage] { [WithdrawPage(page: Frame.examples[1])] }
}

/// A lead passes an action they own on to another member.
struct PassOnPage: PageModel {
    static let template = "plans/pass-on"
    static let fields: Set<String> = ["to"]

    let page: Frame
    let head: ActionFormHead
    let version: String
    let to: SelectField

    init(
        _ look: PlanLook, _ action: Action, members: [Member], form: FormFields = FormFields(),
        version: JournalSequence? = nil, since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("pass-on.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        let able = members.filter { $0.isActive && $0.canReport && $0.id != action.updateOwner }
        to = SelectField(
            "to", words("pass-on.to"),
            options: [("", words("filter.choose"))] + able.map { (String($0.id.number), look.names.name($0.id)) },
            chosen: form["to"], hint: words("pass-on.to.hint"), problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        to = SelectField.examples[0]
    }

    static var examples: [PassOnPage] { [PassOnPage(page: Frame.examples[1])] }
}
