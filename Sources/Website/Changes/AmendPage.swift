import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// New wording for an action: every field as it stands, to be changed.
struct AmendPage: PageModel {
    static let template = "changes/amend"
    static let fields = WordingForm.fields.union(["reason", "screening"])

    let page: Frame
    let head: ActionFormHead
    let version: String
    /// What differs between what was typed and what stands now, when somebody else was quicker.
    let differences: [ActionPage.ChangeRow]
    let hasDifferences: Bool
    let wording: WordingForm
    let reason: TextArea

    init(
        _ look: PlanLook, _ action: Action, form: FormFields? = nil, version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("amend.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        let typed = form.map { WordingForm.read(look, $0).typed } ?? TypedWording(action.wording)
        let command = AmendAction(action: action.id, wording: typed, reason: "")
        let changes = since.isEmpty ? [] : command.amendment(in: look.plan, on: look.picture.day)?.changes ?? []
        differences = changes.map { AmendPage.row($0, words) }
        hasDifferences = !differences.isEmpty
        wording = WordingForm(
            look, typed, place: form?["place"] ?? PlanPlace.value(of: action, look), problems: problems)
        reason = TextArea(
            "reason", words("amend.reason"), value: form?["reason"] ?? "", hint: words("amend.reason.hint"), rows: 3,
            limit: TextLimit.reason, problems: problems)
    }

    static func row(_ change: ActionChange, _ words: Words) -> ActionPage.ChangeRow {
        ActionPage.ChangeRow(
            what: change.what, old: change.old ?? words("action.nothing"), new: change.new ?? words("action.nothing"))
    }

    private init(page: Frame) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        differences = [ActionPage.ChangeRow(what: "Leads", old: "Police", new: "Council")]
        hasDifferences = true
        wording = WordingForm.examples[0]
        reason = TextArea.examples[1]
    }

    static var examples: [AmendPage] { [AmendPage(page: Frame.examples[1])] }
}

/// What an amendment would change, and how its timescale is understood: looked at before it is entered.
struct AmendCheckPage: PageModel {
    struct CommitmentRow: Sendable, Equatable {
        let number: String
        let wording: String
        let understood: String
        let becomes: String
        let isNotUnderstood: Bool
    }

    static let template = "changes/amend-check"

    let page: Frame
    let head: ActionFormHead
    let version: String
    let changes: [ActionPage.ChangeRow]
    let commitments: [CommitmentRow]
    let dropped: [String]
    let hasDropped: Bool
    let reason: String
    let screening: ScreeningNotice?
    /// What was typed, carried along.
    let hidden: [PlanHead.Kept]

    init(
        _ look: PlanLook, _ action: Action, _ command: AmendAction, _ amendment: Amendment, form: FormFields,
        version: JournalSequence, problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("amend.check.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action)
        self.version = version.description
        changes = amendment.changes.map { AmendPage.row($0, words) }
        let day = look.picture.day
        commitments = amendment.promises.map { AmendCheckPage.row($0, amendment, on: day, words) }
        dropped = amendment.dropped.compactMap { action.promise($0) }.map { AmendCheckPage.dropped($0, words) }
        hasDropped = !dropped.isEmpty
        reason = command.reason
        screening = ScreeningNotice(
            WordingScreen(command.wording, standing: TypedWording(action.wording), isConfirmed: false), form, words,
            problems: problems)
        hidden = (WordingForm.fields.sorted() + ["reason"]).map { PlanHead.Kept(name: $0, value: form[$0]) }
    }

    private static func row(_ promise: Promise, _ amendment: Amendment, on day: Day, _ words: Words) -> CommitmentRow {
        let commitment = promise.commitment
        let becomes: String
        if !amendment.fresh.contains(promise.number) {
            becomes = words("amend.check.kept")
        } else if commitment.past || commitment.due.map({ $0 < day }) == true {
            becomes = words(promise.enteredOn == day ? "amend.check.past" : "amend.check.same-day")
        } else {
            becomes = words("amend.check.fresh")
        }
        return CommitmentRow(
            number: promise.number.printed,
            wording: (commitment.label.map { "\($0): " } ?? "") + (commitment.wording ?? words("action.no-wording")),
            understood: commitment.understoodAs, becomes: becomes, isNotUnderstood: !commitment.understood)
    }

    private static func dropped(_ promise: Promise, _ words: Words) -> String {
        let name = promise.commitment.wording ?? words("action.no-wording")
        return words(
            promise.request == nil ? "amend.check.dropped" : "amend.check.dropped-request",
            ["number": promise.number.printed, "wording": beginning(name, 160)])
    }

    private init(page: Frame) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        changes = [ActionPage.ChangeRow(what: "Leads", old: "Police", new: "Council")]
        commitments = [
            CommitmentRow(
                number: "1", wording: "By end March 2027", understood: "due 31 March 2027",
                becomes: "It begins afresh.",
                isNotUnderstood: true)
        ]
        dropped = ["Commitment 1 (By June 2026) falls away."]
        hasDropped = true
        reason = "The lead agency changed."
        screening = ScreeningNotice.examples[0]
        hidden = [PlanHead.Kept(name: "text", value: "Open a clinic")]
    }

    static var examples: [AmendCheckPage] { [AmendCheckPage(page: Frame.examples[1])] }
}
