import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// What is recorded about an item, new or changed: one form whose fields follow its kind.
struct RegisterForm: PageModel {
    static let template = "registers/form"

    /// How the form stands when it is shown.
    struct Showing: Sendable {
        var form = FormFields()
        var isTyped = false
        var version: JournalSequence?
        var since: [String] = []
        var problems: [FieldProblem] = []
    }

    let page: Frame
    let heading: String
    let intro: String
    let backHref: String
    let backText: String
    let kind: String
    let version: String
    let since: [String]
    let isStale: Bool
    let title: TextArea
    let texts: [TextArea]
    let scores: [ChoiceField]
    let site: TextField?
    let dates: [DateField]
    let owner: SelectField
    let plan: SelectField
    let actions: TextField
    let markings: ChoiceField
    let reason: TextArea?
    let button: String

    static func textFields(_ kind: RegisterKind) -> [String] {
        switch kind {
        case .risk: ["cause", "effect", "mitigation"]
        case .issue: ["effect", "response"]
        case .pilot: []
        case .evidenceGap: ["why", "fill"]
        }
    }

    static func dateFields(_ kind: RegisterKind) -> [String] {
        switch kind {
        case .risk, .issue: ["review"]
        case .pilot: ["begins", "ends", "evaluation", "review"]
        case .evidenceGap: ["due", "review"]
        }
    }

    /// The fields a problem may belong to.
    static func fields(_ kind: RegisterKind) -> Set<String> {
        Set(
            textFields(kind) + [
                "title", "likelihood", "impact", "site", "owner", "plan", "actions", "marking", "reason",
            ]
        )
        .subtracting(kind == .risk ? [] : ["likelihood", "impact"]).subtracting(kind == .pilot ? [] : ["site"])
    }

    /// - Parameter item: the one that is changed; nil for a new one.
    init(_ look: RegisterLook, _ kind: RegisterKind, changing item: RegisterItem? = nil, _ showing: Showing) {
        let words = look.words
        let form = showing.isTyped ? showing.form : RegisterForm.filled(look, item, showing.form)
        let problems = showing.problems
        let name = kind.rawValue
        heading =
            item.map { words("registers.form.change", ["reference": $0.reference.printed]) }
            ?? words("registers.form.new.\(name)")
        page = look.frame(heading, marking: item?.marking ?? .official, problems: problems)
        intro = words("registers.form.intro.\(name)")
        backHref = item?.path ?? "/registers"
        backText = item?.reference.printed ?? words("registers.title")
        self.kind = name
        version = (showing.version ?? item?.version ?? .none).description
        since = showing.since
        isStale = !since.isEmpty
        title = TextArea(
            "title", words("registers.form.title.\(name)"), value: form["title"],
            hint: words("registers.form.title-hint.\(name)"), rows: 2, limit: RegisterLimit.title, problems: problems)
        texts = Self.textFields(kind).map {
            TextArea($0, words("registers.form.\($0)"), value: form[$0], rows: 3, problems: problems)
        }
        scores =
            kind == .risk
            ? [
                RegisterForm.scale("likelihood", RiskScale.likelihood, form, words, problems),
                RegisterForm.scale("impact", RiskScale.impact, form, words, problems),
            ] : []
        site =
            kind == .pilot
            ? TextField(
                "site", words("registers.form.site"), value: form["site"], hint: words("registers.form.site.hint"),
                width: "medium", limit: RegisterLimit.site, problems: problems) : nil
        dates = Self.dateFields(kind).map { field in
            let isOptional = field == "review" && (kind == .pilot || kind == .evidenceGap)
            return DateField(
                field, words("registers.form.\(field)"), DateBoxes(form, field),
                hint: words(isOptional ? "registers.form.optional" : "date.example"), problems: problems)
        }
        owner = RegisterForm.owner(look, kind, item, form, problems)
        plan = SelectField(
            "plan", words("registers.form.plan"),
            options: [("", words("registers.form.no-plan"))]
                + look.strategies.map { (String($0.id.number), beginning($0.title, 80)) },
            chosen: form["plan"], problems: problems)
        actions = TextField(
            "actions", words("registers.form.actions"), value: form["actions"],
            hint: words("registers.form.actions.hint"), width: "medium", limit: 600, problems: problems)
        markings = RegisterForm.markings(look, item, form, problems)
        reason = item.map { _ in
            TextArea(
                "reason", words("registers.form.reason"), value: form["reason"], rows: 2, limit: RegisterLimit.reason,
                problems: problems)
        }
        button = words(item == nil ? "registers.form.record" : "registers.form.save")
    }

    private static func scale(
        _ id: String, _ steps: [ScaleStep], _ form: FormFields, _ words: Words, _ problems: [FieldProblem]
    ) -> ChoiceField {
        ChoiceField(
            id, words("registers.form.\(id)"),
            choices: steps.map { (String($0.number), "\($0.number) \($0.word)", $0.meaning) }, chosen: [form[id]],
            problems: problems)
    }

    private static func owner(
        _ look: RegisterLook, _ kind: RegisterKind, _ item: RegisterItem?, _ form: FormFields,
        _ problems: [FieldProblem]
    ) -> SelectField {
        let able = look.staff.filter { Sight.of($0).seesPlans || $0.id == item?.record.owner }
        return SelectField(
            "owner", kind.ownerName,
            options: [("", look.words("registers.form.vacant"))]
                + able.map { (String($0.id.number), look.names.name($0.id)) }.sorted { $0.1 < $1.1 },
            chosen: form["owner"], problems: problems)
    }

    /// Only markings the member may see: nobody records what they could not open again.
    private static func markings(
        _ look: RegisterLook, _ item: RegisterItem?, _ form: FormFields, _ problems: [FieldProblem]
    ) -> ChoiceField {
        let words = look.words
        let able = Marking.allCases.filter { $0 <= look.member.clearance && $0 >= (item?.marking ?? .official) }
        return ChoiceField(
            "marking", words("action.marking"),
            choices: [("", words("registers.form.marking.highest"), words("registers.form.marking.hint"))]
                + able.map { ($0.rawValue, $0.printed, nil) },
            chosen: [form["marking"]], problems: problems)
    }

    /// What stands now, as the form's fields; for a new item what the address asks for.
    private static func filled(_ look: RegisterLook, _ item: RegisterItem?, _ asked: FormFields) -> FormFields {
        guard let item else { return asked }
        var form = FormFields()
        let record = item.record
        form.add("title", record.title)
        form.add("owner", record.owner.map { String($0.number) } ?? "")
        form.add("plan", record.strategy.map { String($0.number) } ?? "")
        form.add("actions", record.actions.map(\.reference).joined(separator: ", "))
        func day(_ name: String, _ day: Day?) {
            for field in DateBoxes(day).fields(named: name) { form.add(field.name, field.value) }
        }
        day("review", record.review)
        switch record.details {
        case .risk(let risk):
            form.add("cause", risk.cause ?? "")
            form.add("effect", risk.effect ?? "")
            form.add("mitigation", risk.mitigation ?? "")
            form.add("likelihood", String(risk.likelihood))
            form.add("impact", String(risk.impact))
        case .issue(let issue):
            form.add("effect", issue.effect ?? "")
            form.add("response", issue.response ?? "")
        case .pilot(let pilot):
            form.add("site", pilot.site)
            day("begins", pilot.begins)
            day("ends", pilot.ends)
            day("evaluation", pilot.evaluationDue)
        case .evidenceGap(let gap):
            form.add("why", gap.why)
            form.add("fill", gap.fill ?? "")
            day("due", gap.due)
        }
        return form
    }

    private init(page: Frame) {
        self.page = page
        heading = "Record a risk"
        intro = "What may happen."
        backHref = "/registers"
        backText = "Registers"
        kind = "risk"
        version = "17"
        since = ["The score was changed."]
        isStale = true
        title = TextArea.examples[0]
        texts = TextArea.examples
        scores = ChoiceField.examples
        site = TextField.examples[0]
        dates = DateField.examples
        owner = SelectField.examples[0]
        plan = SelectField.examples[0]
        actions = TextField.examples[1]
        markings = ChoiceField.examples[0]
        reason = TextArea.examples[1]
        button = "Record it"
    }

    static var examples: [RegisterForm] { [RegisterForm(page: Frame.examples[1])] }
}
