import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// Who is asked for updates, by the wording of the leads: proposed from posts and agencies, confirmed by a person.
struct OwnersPage: PageModel {
    struct Row: Sendable, Equatable {
        let field: String
        let wording: String
        let actions: String
        let present: String
        let hint: String?
        let options: [SelectField.Option]
    }

    static let template = "plans/owners"

    let page: Frame
    let head: PlanHead
    let version: String
    let since: [String]
    let isStale: Bool
    let rows: [Row]
    let hasRows: Bool

    init(
        _ look: PlanLook, _ proposal: OwnerProposal, members: [Member], chosenVacant: Set<ActionID>,
        form: FormFields? = nil,
        version: JournalSequence? = nil, since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("owners.title"), problems: problems)
        head = PlanHead(look, at: .owners)
        self.version = (version ?? look.strategy.version).description
        self.since = since
        isStale = !since.isEmpty
        let able = members.filter { $0.isActive && $0.canReport }
            .map { (number: $0.id.number, name: look.names.name($0.id)) }.sorted { $0.name < $1.name }
        rows = LeadGroup.all(in: look.plan).enumerated().map { index, group in
            let field = index == 0 ? "lead" : "lead-\(index + 1)"
            let proposed = group.isChosenVacant(chosenVacant) ? nil : proposal.member(for: group.wording)?.id
            let mayKeep = group.isMixed || group.commonOwner.map(look.names.hasLeft) ?? false
            let chosen = form.map { $0[field] } ?? group.preselected(proposed, mayKeep: mayKeep)
            return Row(
                field: field, wording: group.wording.isEmpty ? words("plan.no-lead") : group.wording,
                actions: words.count("plan.all", group.actions.count), present: group.present(look.names, words),
                hint: OwnersPage.hint(group, proposed, chosenVacant, look),
                options: [SelectField.Option(value: "", text: words("owners.vacant"), isChosen: chosen.isEmpty)]
                    + (mayKeep
                        ? [.init(value: LeadGroup.keep, text: words("owners.keep"), isChosen: chosen == LeadGroup.keep)]
                        : [])
                    + able.map {
                        .init(value: String($0.number), text: $0.name, isChosen: String($0.number) == chosen)
                    })
        }
        hasRows = !rows.isEmpty
    }

    private static func hint(
        _ group: LeadGroup, _ proposed: MemberID?, _ chosenVacant: Set<ActionID>, _ look: PlanLook
    ) -> String? {
        if let owner = group.commonOwner, look.names.hasLeft(owner) { return look.words("owners.left") }
        if group.isChosenVacant(chosenVacant) { return look.words("owners.chosen-vacant") }
        if OwnerProposal.isVacant(group.wording) || group.wording.isEmpty { return look.words("owners.names-nobody") }
        if group.commonOwner == nil, !group.isMixed, proposed != nil { return look.words("owners.proposed") }
        return nil
    }

    private init(page: Frame, rows: [Row]) {
        self.page = page
        head = PlanHead.examples[0]
        version = "17"
        since = ["Update owners confirmed."]
        isStale = true
        self.rows = rows
        hasRows = !rows.isEmpty
    }

    static var examples: [OwnersPage] {
        let row = Row(
            field: "lead", wording: "Treatment Commissioner", actions: "12 actions", present: "Now: vacant",
            hint: "Proposed from the post", options: SelectField.examples[0].options)
        return [OwnersPage(page: Frame.examples[1], rows: [row]), OwnersPage(page: Frame.examples[1], rows: [])]
    }
}

/// The actions whose first lead has the same wording.
struct LeadGroup: Sendable {
    let wording: String
    let actions: [Action]

    /// The update owner all of them have; nil where they differ or have none.
    var commonOwner: MemberID? {
        guard let first = actions.first?.updateOwner, actions.allSatisfy({ $0.updateOwner == first }) else {
            return nil
        }
        return first
    }

    /// What leaves every action of the group as it is.
    static let keep = "keep"

    /// Whether its actions are in different hands.
    var isMixed: Bool { Set(actions.map(\.updateOwner)).count > 1 }

    /// Whether nobody is asked about any of them.
    var isVacant: Bool { actions.allSatisfy { $0.updateOwner == nil } }

    /// Whether a person said of all that is vacant here that it is to stay so: then nobody is proposed again.
    func isChosenVacant(_ chosen: Set<ActionID>) -> Bool {
        isVacant && actions.contains { chosen.contains($0.id) }
    }

    fileprivate func preselected(_ proposed: MemberID?, mayKeep: Bool) -> String {
        if isMixed { return LeadGroup.keep }
        if !mayKeep, let commonOwner { return String(commonOwner.number) }
        return proposed.map { String($0.number) } ?? (mayKeep ? LeadGroup.keep : "")
    }

    func present(_ names: StaffNames, _ words: Words) -> String {
        let owners = Set(actions.map(\.updateOwner))
        if owners.count > 1 { return words("owners.now-several") }
        return words("owners.now", ["owner": names.ownerNow(actions.first?.updateOwner)])
    }

    /// In the order in which the plan first names them; withdrawn actions are left out.
    static func all(in plan: Plan) -> [LeadGroup] {
        var order: [String] = []
        var byWording: [String: [Action]] = [:]
        for action in plan.actions where action.retired == nil {
            let wording = action.wording.leads.first ?? ""
            if byWording[wording] == nil { order.append(wording) }
            byWording[wording, default: []].append(action)
        }
        return order.map { LeadGroup(wording: $0, actions: byWording[$0] ?? []) }
    }
}
