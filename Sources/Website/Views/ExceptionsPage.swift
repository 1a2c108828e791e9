import ActionPlans
import Mustache
import Reporting
import Vocabulary

/// Everything of a plan that needs somebody, grouped by why.
struct ExceptionsPage: PageModel {
    struct Row: Sendable, Equatable, MustacheParent {
        let reference: String
        let href: String
        let number: String?
        let text: String
        let sentence: String
        let leads: String
        let owner: String
        let isVacant: Bool

        func child(named name: String) -> Any? {
            switch name {
            case "reference": reference.forPage
            case "href": href.forPage
            case "number": number?.forPage
            case "text": text.forPage
            case "sentence": sentence.forPage
            case "leads": leads.forPage
            case "owner": owner.forPage
            case "isVacant": isVacant
            default: nil
            }
        }
    }

    struct Group: Sendable, Equatable {
        let id: String
        /// "Overdue: 12".
        let heading: String
        let rows: [Row]
        /// The link to all of them, where only the first are shown.
        let moreHref: String?
        let more: String
    }

    static let template = "plans/exceptions"
    static let rowsOfGroup = 100

    let page: Frame
    let head: PlanHead
    let groups: [Group]
    let isEmpty: Bool
    let csvHref: String
    let wholeHref: String

    init(_ look: PlanLook) {
        let words = look.words
        let path = "\(look.path)/exceptions"
        page = look.frame(words("exceptions.title"))
        head = PlanHead(look, at: .exceptions)
        csvHref = look.asAt.link("\(path).csv")
        wholeHref = look.asAt.link(path, [("all", "yes")])
        let isWhole = look.visit.query["all"] == "yes"
        let byKind = Dictionary(grouping: look.picture.exceptions(word: look.faces.words.word), by: \.kind)
        groups = PlanException.Kind.allCases.compactMap { kind in
            guard let found = byKind[kind] else { return nil }
            let shown = isWhole ? found.count : min(found.count, Self.rowsOfGroup)
            return Group(
                id: kind.rawValue,
                heading: words("exceptions.heading", ["kind": kind.words, "count": found.count.printed]),
                rows: found.prefix(shown).compactMap { Self.row($0, look) },
                moreHref: shown < found.count ? look.asAt.link(path, [("all", "yes")]) + "#\(kind.rawValue)" : nil,
                more: words("exceptions.all", ["count": found.count.printed]))
        }
        isEmpty = groups.isEmpty
    }

    private static func row(_ exception: PlanException, _ look: PlanLook) -> Row? {
        guard let position = look.picture.position(of: exception.action) else { return nil }
        let action = look.plan.actions[position]
        let words = look.words
        return Row(
            reference: action.id.reference, href: look.asAt.link("/actions/\(action.id.reference)"),
            number: action.wording.number, text: beginning(action.wording.text, 200), sentence: exception.sentence,
            leads: action.wording.leads.isEmpty ? words("plan.no-lead") : action.wording.leads.joined(separator: "; "),
            owner: action.updateOwner.map(look.names.name) ?? words("plan.vacant"),
            isVacant: action.updateOwner == nil)
    }

    private init(page: Frame, groups: [Group]) {
        self.page = page
        head = PlanHead.examples[0]
        self.groups = groups
        isEmpty = groups.isEmpty
        csvHref = "/plans/1/exceptions.csv"
        wholeHref = "/plans/1/exceptions?all=yes"
    }

    static var examples: [ExceptionsPage] {
        let rows = [true, false].map { isVacant in
            Row(
                reference: "AP-0012", href: "/actions/AP-0012", number: isVacant ? "3.2" : nil,
                text: "Open a second outreach base.",
                sentence: "Overdue: due 30 April 2003, no delay agreed, 34 days ago", leads: "Health",
                owner: isVacant ? "Vacant" : "Treatment Commissioner", isVacant: isVacant)
        }
        let group = Group(
            id: "overdue", heading: "Overdue: 312", rows: rows, moreHref: "/plans/1/exceptions?all=yes#overdue",
            more: "Show all 312")
        return [
            ExceptionsPage(page: Frame.examples[1], groups: [group]),
            ExceptionsPage(page: Frame.examples[1], groups: []),
        ]
    }
}
