import ActionPlans
import Reporting
import Vocabulary

/// The form that narrows the list of a plan. Its fields are the address's fields.
struct StrategyFilters: Component {
    static let template = "parts/strategy-filters"

    let action: String
    let text: TextField
    let status: SelectField
    let lead: SelectField
    let owner: SelectField
    let aim: SelectField
    let changed: ChoiceField
    /// What the form keeps beside its own fields: sorting, the day.
    let kept: [PlanHead.Kept]
    /// Whether one of the further filters is chosen, so that they stand open.
    let isOpen: Bool

    init(_ look: PlanLook, _ filter: PlanFilter) {
        let words = look.words
        let any = (value: "", text: words("filter.any"))
        action = look.path
        text = TextField("text", words("filter.text"), value: filter.text, width: "medium", limit: 200)
        status = SelectField(
            "status", words("filter.status"),
            options: [any] + StatusFaces.order.map { ($0.rawValue, look.faces.tag($0).word) },
            chosen: filter.status?.rawValue ?? "")
        lead = SelectField(
            "lead", words("filter.lead"), options: [any] + look.index.leads.prefix(400).map { ($0, beginning($0, 80)) },
            chosen: filter.lead)
        let owners = look.index.owners.map { (value: String($0.number), text: look.names.name($0)) }
            .sorted { $0.text < $1.text }
        owner = SelectField(
            "owner", words("filter.owner"), options: [any, ("vacant", words("plan.vacant"))] + owners,
            chosen: filter.owner)
        aim = SelectField(
            "aim", words("filter.aim"),
            options: [any]
                + look.index.aims.prefix(200).enumerated().map {
                    (String($0.offset + 1), beginning($0.element.level?.printed ?? "", 80))
                }, chosen: filter.aim.map(String.init) ?? "")
        changed = ChoiceField(
            "changed", words("filter.changed"), choices: [("yes", look.faces.changed.word, nil)],
            chosen: filter.isChanged ? ["yes"] : [], isMany: true)
        let others = filter.fields.filter { ["sort", "order", "need"].contains($0.name) } + look.asAt.fields
        kept = others.filter { !$0.value.isEmpty }.map { PlanHead.Kept(name: $0.name, value: $0.value) }
        isOpen = !filter.lead.isEmpty || !filter.owner.isEmpty || filter.aim != nil || filter.isChanged
    }

    private init() {
        action = "/plans/1"
        text = TextField("text", "Words")
        status = SelectField.examples[0]
        lead = SelectField.examples[0]
        owner = SelectField.examples[0]
        aim = SelectField.examples[0]
        changed = ChoiceField.examples[1]
        kept = [PlanHead.Kept(name: "sort", value: "due")]
        isOpen = true
    }

    static var examples: [StrategyFilters] { [StrategyFilters()] }
}
