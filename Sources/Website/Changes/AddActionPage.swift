import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// One more action for a plan that is here.
struct AddActionPage: PageModel {
    static let template = "changes/add-action"
    static let fields = WordingForm.fields.union(["update-owner", "contributing", "marking", "screening"])

    let page: Frame
    let planTitle: String
    let planHref: String
    let version: String
    let since: [String]
    let isStale: Bool
    /// The meeting it is decided in, carried along.
    let meeting: String?
    let backHref: String
    let wording: WordingForm
    let updateOwner: SelectField
    let contributing: ChoiceField
    let marking: SelectField?
    let screening: ScreeningNotice?

    init(
        _ look: PlanLook, form: FormFields = FormFields(), meeting: MeetingID? = nil, version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("add.title"), problems: problems)
        planTitle = look.strategy.title
        planHref = look.path
        self.version = (version ?? look.strategy.version).description
        self.since = since
        isStale = !since.isEmpty
        self.meeting = meeting.map { String($0.number) }
        backHref = meeting.map { "/meetings/\($0.number)" } ?? look.path
        let typed = WordingForm.read(look, form).typed
        wording = WordingForm(look, typed, place: form["place"], problems: problems)
        let able = look.staff.filter { $0.isActive && $0.canReport }
        updateOwner = SelectField(
            "update-owner", words("add.update-owner"),
            options: [("", words("add.vacant"))] + able.map { (String($0.id.number), look.names.name($0.id)) },
            chosen: form["update-owner"], hint: words("add.update-owner.hint"), problems: problems)
        contributing = ChoiceField(
            "contributing", words("add.contributing"),
            choices: able.map { (String($0.id.number), look.names.name($0.id), nil) },
            chosen: Set(form.all("contributing")), isMany: true, hint: words("add.contributing.hint"),
            problems: problems)
        marking = AddActionPage.marking(look, form, problems)
        screening = ScreeningNotice(
            WordingScreen(typed, isConfirmed: false), form, words, problems: problems)
    }

    /// Only where there is something to choose: no marking below the plan's, and none above one's clearance.
    private static func marking(_ look: PlanLook, _ form: FormFields, _ problems: [FieldProblem]) -> SelectField? {
        let choices = Marking.allCases.filter { $0 >= look.strategy.marking && $0 <= look.member.clearance }
        guard choices.count > 1 else { return nil }
        return SelectField(
            "marking", look.words("action.marking"), options: choices.map { ($0.printed, $0.printed) },
            chosen: form["marking"].isEmpty ? look.strategy.marking.printed : form["marking"], problems: problems)
    }

    private init(page: Frame, meeting: String?) {
        self.page = page
        planTitle = "Example City drug strategy"
        planHref = "/plans/1"
        version = "17"
        since = ["A round was opened."]
        isStale = true
        self.meeting = meeting
        backHref = "/plans/1"
        wording = WordingForm.examples[0]
        updateOwner = SelectField.examples[0]
        contributing = ChoiceField.examples[1]
        marking = SelectField.examples[0]
        screening = ScreeningNotice.examples[0]
    }

    static var examples: [AddActionPage] {
        [AddActionPage(page: Frame.examples[1], meeting: nil), AddActionPage(page: Frame.examples[1], meeting: "3")]
    }
}
