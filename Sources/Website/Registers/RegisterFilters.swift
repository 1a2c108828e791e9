import ActionPlans
import Reporting
import Vocabulary

/// The form that narrows the registers. Its fields are the address's fields.
struct RegisterFilters: Component {
    static let template = "parts/register-filters"

    let action: String
    let text: TextField
    let state: SelectField
    let plan: SelectField
    let owner: SelectField
    let due: SelectField
    /// What the form keeps beside its own fields: the register, the sorting.
    let kept: [PlanHead.Kept]

    init(_ look: RegisterLook, _ filter: RegisterFilter, owners: [MemberID]) {
        let words = look.words
        let any = (value: "", text: words("filter.any"))
        action = "/registers"
        text = TextField("text", words("registers.filter.text"), value: filter.text, width: "medium", limit: 200)
        state = SelectField(
            "state", words("registers.filter.state"),
            options: RegisterFilter.State.allCases.map { ($0.rawValue, words("registers.state.\($0.rawValue)")) },
            chosen: filter.state.rawValue)
        plan = SelectField(
            "plan", words("registers.filter.plan"),
            options: [any] + look.strategies.map { (String($0.id.number), beginning($0.title, 60)) },
            chosen: filter.strategy.map { String($0.number) } ?? "")
        let people = owners.map { (value: String($0.number), text: look.names.name($0)) }.sorted { $0.text < $1.text }
        owner = SelectField(
            "owner", words("registers.filter.owner"), options: [any, ("vacant", words("plan.vacant"))] + people,
            chosen: filter.owner)
        due = SelectField(
            "due", words("registers.filter.due"),
            options: [any] + RegisterFilter.Due.allCases.map { ($0.rawValue, words("registers.due.\($0.rawValue)")) },
            chosen: filter.due?.rawValue ?? "")
        kept = filter.fields.filter { ["kind", "sort"].contains($0.name) && !$0.value.isEmpty }
            .map { PlanHead.Kept(name: $0.name, value: $0.value) }
    }

    private init() {
        action = "/registers"
        text = TextField("text", "Words")
        state = SelectField.examples[0]
        plan = SelectField.examples[0]
        owner = SelectField.examples[0]
        due = SelectField.examples[0]
        kept = [PlanHead.Kept(name: "kind", value: "risk")]
    }

    static var examples: [RegisterFilters] { [RegisterFilters()] }
}

extension RegisterFilter {
    init(_ query: FormFields) {
        self.init()
        kind = RegisterKind(rawValue: query["kind"])
        state = State(rawValue: query["state"]) ?? .open
        strategy = Int(query["plan"]).map { StrategyID($0) }
        owner = String(query["owner"].prefix(12))
        due = Due(rawValue: query["due"])
        text = String(query["text"].prefix(200))
        sorting = Sorting(rawValue: query["sort"])
    }

    /// As the address names it; what is not chosen is left out.
    var fields: [(name: String, value: String)] {
        [
            ("kind", kind?.rawValue ?? ""), ("state", state == .open ? "" : state.rawValue),
            ("plan", strategy.map { String($0.number) } ?? ""), ("owner", owner), ("due", due?.rawValue ?? ""),
            ("text", text), ("sort", sorting?.rawValue ?? ""),
        ]
    }

    func with(_ change: (inout RegisterFilter) -> Void) -> RegisterFilter {
        var copy = self
        change(&copy)
        return copy
    }

    func address(_ path: String = "/registers", page: Int = 1) -> String {
        let chosen = fields.filter { !$0.value.isEmpty } + (page > 1 ? [(name: "page", value: String(page))] : [])
        return chosen.isEmpty ? path : "\(path)?\(QueryWriter.write(chosen))"
    }

    /// Whether something beside the register and the sorting is chosen.
    var isNarrowing: Bool { state != .open || strategy != nil || !owner.isEmpty || due != nil || !text.isEmpty }
}
