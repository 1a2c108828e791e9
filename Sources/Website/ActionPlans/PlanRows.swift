import ActionPlans
import Mustache
import Reporting
import Vocabulary

/// One action in the list of a plan.
struct PlanRow: Component, Equatable, MustacheParent {
    static let template = "parts/plan-row"

    let reference: String
    let href: String
    let number: String?
    let text: String
    /// Aim, objective and task above it.
    let place: String?
    let leads: String
    let owner: String
    let isVacant: Bool
    let due: String
    let isLate: Bool
    let updated: String
    let sentence: String
    let status: StatusTag
    let changed: StatusTag?

    /// - Parameter previous: the row above, whose part of the plan is not said twice.
    init(_ position: Int, _ look: PlanLook, after previous: Int? = nil, textLimit: Int = 260) {
        let action = look.plan.actions[position]
        let standing = look.picture.standings[position]
        let words = look.words
        reference = action.id.reference
        href = look.asAt.link("/actions/\(action.id.reference)")
        number = action.wording.number
        text = beginning(action.wording.text, textLimit)
        let isSaid = previous.map { look.plan.actions[$0].wording.path == action.wording.path } ?? false
        place =
            isSaid || action.wording.path.isEmpty
            ? nil : action.wording.path.map { beginning($0.printed, 90) }.joined(separator: " › ")
        leads = action.wording.leads.isEmpty ? words("plan.no-lead") : action.wording.leads.joined(separator: "; ")
        isVacant = action.isVacant(among: look.index.working)
        owner = action.updateOwner.map(look.names.ownerNow) ?? words("plan.vacant")
        let deadline = standing.nextDeadline
        due = deadline.map(PageTime.short) ?? words("plan.no-date")
        isLate = standing.status == .overdue
        updated = action.lastReport.map { PageTime.short($0.day) } ?? words("plan.no-update")
        sentence = standing.sentence(word: look.faces.words.word(standing.status))
        status = look.faces.tag(standing.status)
        changed = look.picture.isChanged[position] ? look.faces.changed : nil
    }

    /// By hand, since a wall or a print shows thousands of rows and reflection is slow.
    func child(named name: String) -> Any? {
        switch name {
        case "reference": reference.forPage
        case "href": href.forPage
        case "number": number?.forPage
        case "text": text.forPage
        case "place": place?.forPage
        case "leads": leads.forPage
        case "owner": owner.forPage
        case "isVacant": isVacant
        case "due": due.forPage
        case "isLate": isLate
        case "updated": updated.forPage
        case "sentence": sentence.forPage
        case "status": status
        case "changed": changed
        default: nil
        }
    }

    private init(isLate: Bool) {
        reference = "AP-0012"
        href = "/actions/AP-0012"
        number = isLate ? "3.2" : nil
        text = "Open a second outreach base."
        place = isLate ? "1 Young people › 1.2 Early help" : nil
        leads = "Treatment Commissioner"
        owner = isLate ? "vacant" : "Example Member, Treatment Commissioner"
        isVacant = isLate
        due = "30 Apr 2003"
        self.isLate = isLate
        updated = "none yet"
        sentence = "Overdue: due 30 April 2003, no delay agreed, 34 days ago"
        status = StatusTag.examples[0]
        changed = isLate ? StatusTag.examples[4] : nil
    }

    static var examples: [PlanRow] { [PlanRow(isLate: true), PlanRow(isLate: false)] }
}

extension PlanLevel {
    /// "1.2 Early help".
    var printed: String { number.map { "\($0) \(text)" } ?? text }
}
