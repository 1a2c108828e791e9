import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// What stands above every page of a plan: its title, where it comes from, its tabs, the day it is shown as of.
struct PlanHead: Component {
    static let template = "parts/plan-head"

    let title: String
    /// How many actions, and which round takes answers.
    let facts: String
    /// How its years count, when and from what it was imported.
    let origin: String
    /// The day stands open when it is not today, or when what was typed is no day.
    let isOpen: Bool
    let tabs: [Tab]
    let date: DateField
    /// The banner of a past picture: the sentence and the way back to today.
    let past: String?
    let todayHref: String
    /// What the form for another day keeps of the address.
    let kept: [Kept]

    struct Kept: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// The tabs, by their page's own word.
    enum Place: String {
        case actions, wall, timeline, changes, exceptions, rounds, thread, settle, owners, none
    }

    init(_ look: PlanLook, at place: Place, path: String? = nil) {
        let words = look.words
        let strategy = look.strategy
        title = strategy.title
        facts = words(
            "plan.facts",
            ["actions": words.count("plan.actions", look.picture.counts.total), "round": PlanHead.round(look)])
        origin = words(
            "plan.origin",
            [
                "year": words("plan.year.\(strategy.year.rawValue)"), "imported": strategy.imported.printed,
                "source": strategy.source.name,
            ])
        isOpen = !look.asAt.problems.isEmpty
        tabs = PlanHead.tabs(look, place)
        date = DateField(
            "as-at", words("as-at.legend"), look.asAt.boxes, problems: look.asAt.problems)
        past =
            look.asAt.moment.isToday
            ? nil
            : words(
                "as-at.banner",
                ["day": look.asAt.moment.day.printed, "entry": Int(look.asAt.moment.sequence.number).printed])
        let kept = look.visit.query.fields.filter { !$0.name.hasPrefix("as-at") && $0.name != "page" }
        self.kept = kept.map { Kept(name: $0.name, value: $0.value) }
        let query = QueryWriter.write(kept.map { (name: $0.name, value: $0.value) })
        let own = path ?? look.visit.path
        todayHref = query.isEmpty ? own : "\(own)?\(query)"
    }

    private static func round(_ look: PlanLook) -> String {
        let day = look.picture.day
        if let open = look.plan.openRound(on: day) {
            return look.words("plan.round-open", ["round": open.label, "closes": open.closes.printed])
        }
        if let closed = look.plan.lastClosedRound(on: day) {
            return look.words("plan.round-closed", ["round": closed.label, "closes": closed.closes.printed])
        }
        if let coming = look.plan.rounds.filter({ $0.opens > day }).min(by: { $0.opens < $1.opens }) {
            return look.words("plan.round-coming", ["round": coming.label, "opens": coming.opens.printed])
        }
        return look.words("plan.round-none")
    }

    private static func tabs(_ look: PlanLook, _ place: Place) -> [Tab] {
        let words = look.words
        func tab(_ at: Place, _ path: String, count: Int = 0) -> Tab {
            Tab(
                text: words("plan.tab.\(at.rawValue)"), href: look.asAt.link(look.path + path), isCurrent: at == place,
                count: count > 0 ? count.printed : nil)
        }
        var tabs = [
            tab(.actions, ""), tab(.wall, "/wall"), tab(.timeline, "/timeline"), tab(.changes, "/changes"),
            tab(.exceptions, "/exceptions"),
            tab(.rounds, "/rounds"), tab(.thread, "/thread"),
        ]
        if look.may(.settleDeadlines), look.index.toSettle > 0 || place == .settle {
            tabs.append(tab(.settle, "/settle", count: look.index.toSettle))
        }
        if look.may(.confirmOwners) { tabs.append(tab(.owners, "/owners", count: look.index.vacant.count)) }
        return tabs
    }

    private init(past: String?) {
        title = "Example City drug strategy"
        facts = "87 actions. No round has been opened."
        origin = "Counted in financial years. Imported on 3 March 2009 from plan.csv."
        isOpen = true
        tabs = Tab.examples
        date = DateField.examples[0]
        self.past = past
        todayHref = "/plans/1"
        kept = [Kept(name: "status", value: "overdue")]
    }

    static var examples: [PlanHead] { [PlanHead(past: nil), PlanHead(past: "As at 30 June 2008 (entry 12).")] }
}
