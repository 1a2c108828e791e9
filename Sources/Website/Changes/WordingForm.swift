import ActionPlans
import Coordination
import Intake
import Vocabulary

/// The fields of what an action says, empty for a new action and filled for one that is amended.
struct WordingForm: Component {
    static let template = "parts/wording-form"
    static let fields: Set<String> = [
        "place", "number", "text", "timescale", "leads", "owner", "contributors", "resources", "coverage", "outcome",
        "measure", "progress", "equality", "notes",
    ]

    let place: SelectField
    let text: TextArea
    let timescale: TextArea
    let leads: TextArea
    let owner: TextArea
    let contributors: TextArea
    let measure: TextArea
    let others: [TextArea]
    let number: TextField

    /// - Parameter typed: what stands in the fields.
    init(_ look: PlanLook, _ typed: TypedWording, place chosen: String, problems: [FieldProblem]) {
        let words = look.words
        func area(_ id: String, _ value: String, rows: Int = 2) -> TextArea {
            TextArea(
                id, words("amend.\(id)"), value: value,
                hint: words.has("amend.\(id).hint") ? words("amend.\(id).hint") : nil, rows: rows,
                limit: TextLimit.wording, problems: problems)
        }
        place = SelectField(
            "place", words("amend.place"), options: PlanPlace.options(look), chosen: chosen, problems: problems)
        text = area("text", typed.text, rows: 4)
        timescale = area("timescale", typed.timescale)
        leads = area("leads", typed.leads.joined(separator: "\n"), rows: 3)
        owner = area("owner", typed.owner, rows: 1)
        contributors = area("contributors", typed.contributors.joined(separator: "\n"))
        measure = area("measure", typed.measure)
        number = TextField(
            "number", words("amend.number"), value: typed.number, width: "narrow", limit: 200, problems: problems)
        others = [
            area("resources", typed.resources), area("coverage", typed.coverage), area("outcome", typed.outcome),
            area("progress", typed.progress), area("equality", typed.equality), area("notes", typed.notes),
        ]
    }

    private init() {
        place = SelectField.examples[0]
        text = TextArea.examples[0]
        timescale = TextArea.examples[0]
        leads = TextArea.examples[1]
        owner = TextArea.examples[0]
        contributors = TextArea.examples[0]
        measure = TextArea.examples[0]
        others = TextArea.examples
        number = TextField.examples[0]
    }

    static var examples: [WordingForm] { [WordingForm()] }

    /// What was typed; nil with a problem where the place is none of the plan's.
    static func read(_ look: PlanLook, _ form: FormFields) -> (typed: TypedWording, problems: [FieldProblem]) {
        let path = PlanPlace.path(form["place"], in: look.plan)
        return (
            TypedWording(
                number: form["number"], path: path ?? [], text: form["text"], owner: form["owner"],
                leads: lines(form["leads"]), contributors: lines(form["contributors"]), resources: form["resources"],
                coverage: form["coverage"], outcome: form["outcome"], measure: form["measure"],
                progress: form["progress"], equality: form["equality"], notes: form["notes"],
                timescale: form["timescale"]),
            path == nil ? [FieldProblem("place", look.words("amend.place.unknown"))] : []
        )
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { FormFields.trimmed(String($0)) }.filter { !$0.isEmpty }
    }
}

/// The aims, objectives and tasks of a plan as a choice. Each is named by its depth and an action that stands in it.
enum PlanPlace {
    static func options(_ look: PlanLook) -> [(value: String, text: String)] {
        let levels = look.picture.levels.compactMap { level -> (value: String, text: String)? in
            guard let first = level.actions.first else { return nil }
            let name = level.path.map(\.printed).joined(separator: " › ")
            return (value(depth: level.path.count, look.plan.actions[first]), beginning(name, 160))
        }
        return [("", look.words("amend.place.none"))] + levels
    }

    /// The choice that stands for where an action is.
    static func value(of action: Action, _ look: PlanLook) -> String {
        let level = look.picture.levels.first { $0.path == action.wording.path }
        guard let first = level?.actions.first else { return "" }
        return value(depth: action.wording.path.count, look.plan.actions[first])
    }

    /// Nil for anything that is no choice of this plan.
    static func path(_ value: String, in plan: Plan) -> [PlanLevel]? {
        if value.isEmpty { return [] }
        let pieces = value.split(separator: "-")
        guard pieces.count == 2, let depth = Int(pieces[0]), let number = Int(pieces[1]), depth > 0,
            let action = plan.action(ActionID(number)), depth <= action.wording.path.count
        else { return nil }
        return Array(action.wording.path.prefix(depth))
    }

    private static func value(depth: Int, _ action: Action) -> String { "\(depth)-\(action.id.number)" }
}

/// What the screening found in a typed wording, and the box that confirms it may stay.
struct ScreeningNotice: Component {
    static let template = "parts/screening-notice"

    let findings: [String]
    let confirm: ChoiceField

    /// Nil where nothing was found.
    init?(_ screen: WordingScreen, _ form: FormFields, _ words: Words, problems: [FieldProblem]) {
        guard !screen.findings.isEmpty else { return nil }
        findings = screen.findings.map { finding in
            words(
                "amend.screening.finding",
                [
                    "field": words("amend.\(finding.field)"), "kind": finding.hit.kind.words,
                    "excerpt": beginning(finding.hit.excerpt, 80),
                ])
        }
        confirm = ChoiceField(
            "screening", words("amend.screening.confirm"),
            choices: [("yes", words("amend.screening.yes"), nil)], chosen: [form["screening"]], isMany: true,
            problems: problems)
    }

    private init() {
        findings = ["What will be done: seems to hold a telephone number (01632 960000)."]
        confirm = ChoiceField.examples[1]
    }

    static var examples: [ScreeningNotice] { [ScreeningNotice()] }
}
