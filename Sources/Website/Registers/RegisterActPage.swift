import ActionPlans
import Coordination
import Reporting
import Vocabulary

/// One act on an item: a look at it, a decision on a pilot, an answer, closing, reopening.
struct RegisterActPage: PageModel {
    static let template = "registers/act"

    let page: Frame
    let heading: String
    let intro: String
    let backHref: String
    let backText: String
    let itemTitle: String
    let matters: [String]
    let version: String
    let since: [String]
    let isStale: Bool
    let choices: [ChoiceField]
    let texts: [TextArea]
    let dates: [DateField]
    let button: String

    init(_ look: RegisterLook, _ item: RegisterItem, _ act: RegisterAct, _ showing: RegisterForm.Showing) {
        let words = look.words
        let problems = showing.problems
        let form = showing.form
        let name = act.rawValue
        heading = words("registers.act.\(name)", ["reference": item.reference.printed])
        page = look.frame(heading, marking: item.marking, problems: problems)
        intro = words("registers.act-intro.\(name)")
        backHref = item.path
        backText = item.reference.printed
        itemTitle = item.record.title
        matters = item.due(on: look.moment.day).map(\.sentence)
        version = (showing.version ?? item.version).description
        since = showing.since
        isStale = !since.isEmpty
        choices = RegisterActPage.choices(act, item, form, words, problems)
        texts = act.texts.map { field in
            TextArea(
                field, words("registers.act.\(name).\(field)"), value: form[field], rows: 3,
                limit: field == "answer" ? RegisterLimit.text : RegisterLimit.reason, problems: problems)
        }
        dates = act.dates.map { field in
            DateField(
                field, words("registers.act.\(name).\(field)"), DateBoxes(form, field),
                hint: words(act == .decide ? "registers.act.decide.dates" : "date.example"), problems: problems)
        }
        button = words("registers.act-button.\(name)")
    }

    private static func choices(
        _ act: RegisterAct, _ item: RegisterItem, _ form: FormFields, _ words: Words, _ problems: [FieldProblem]
    ) -> [ChoiceField] {
        switch act {
        case .review:
            let finding = ChoiceField(
                "finding", words("registers.act.finding"),
                choices: ItemReviewed.Finding.allCases.map {
                    ($0.rawValue, words("registers.finding.\($0.rawValue)"), nil)
                }, chosen: [form["finding"]], problems: problems)
            guard case .risk(let risk) = item.record.details else { return [finding] }
            func scale(_ id: String, _ steps: [ScaleStep], _ stands: Int) -> ChoiceField {
                ChoiceField(
                    id, words("registers.act.\(id)"),
                    choices: steps.map { ("\($0.number)", "\($0.number) \($0.word)", $0.meaning) },
                    chosen: [form.holds(id) ? form[id] : String(stands)], problems: problems)
            }
            return [
                finding, scale("likelihood", RiskScale.likelihood, risk.likelihood),
                scale("impact", RiskScale.impact, risk.impact),
            ]
        case .decide:
            return [
                ChoiceField(
                    "outcome", words("registers.act.outcome"),
                    choices: PilotDecided.Outcome.allCases.map {
                        ($0.rawValue, words("registers.outcome.\($0.rawValue)"), nil)
                    }, chosen: [form["outcome"]], problems: problems)
            ]
        case .answer, .close, .reopen: return []
        }
    }

    private init(page: Frame) {
        self.page = page
        heading = "Record a look at R-0001"
        intro = "Say whether anything changed."
        backHref = "/registers/R-0001"
        backText = "R-0001"
        itemTitle = "The lease may not be renewed."
        matters = ["Review due on 30 April 2003, today"]
        version = "17"
        since = ["The score was changed."]
        isStale = true
        choices = ChoiceField.examples
        texts = TextArea.examples
        dates = DateField.examples
        button = "Record the look"
    }

    static var examples: [RegisterActPage] { [RegisterActPage(page: Frame.examples[1])] }
}

/// What can be done to an item beside changing what it says.
enum RegisterAct: String, Sendable, CaseIterable {
    case review, decide, answer, close, reopen

    var texts: [String] {
        switch self {
        case .review: ["note"]
        case .decide, .close, .reopen: ["reason"]
        case .answer: ["answer", "source"]
        }
    }

    var dates: [String] {
        switch self {
        case .review, .reopen: ["review"]
        case .decide: ["ends", "evaluation"]
        case .answer, .close: []
        }
    }

    var fields: Set<String> {
        switch self {
        case .review: ["finding", "likelihood", "impact", "note"]
        case .decide: ["outcome", "reason"]
        default: Set(texts)
        }
    }

    /// The field a problem belongs to that has none of the form's.
    var otherwise: String { texts[0] }

    /// Whether it can be done to an item as it stands.
    func fits(_ item: RegisterItem) -> Bool {
        switch self {
        case .review, .close: item.isOpen
        case .decide: item.isOpen && item.kind == .pilot
        case .answer: item.isOpen && item.kind == .evidenceGap
        case .reopen: !item.isOpen
        }
    }
}
