import Coordination
import Frameworks
import ActionPlans
import Partnership
import Vocabulary

/// The reporting rounds of a plan, and the form that opens the next one.
struct RoundsPage: PageModel {
    struct Row: Sendable, Equatable {
        let label: String
        let href: String
        let opens: String
        let closes: String
        let owing: String
        let state: String
        let extendHref: String?
    }

    static let template = "plans/rounds"
    static let fields: Set<String> = []
    static let dates: Set<String> = ["period-from", "period-to", "opens", "closes"]

    let page: Frame
    let head: PlanHead
    let rows: [Row]
    let hasRows: Bool
    let mayOpen: Bool
    let version: String
    let since: [String]
    let isStale: Bool
    let periodFrom: DateField
    let periodTo: DateField
    let opens: DateField
    let closes: DateField

    init(
        _ look: PlanLook, form: FormFields? = nil, version: JournalSequence? = nil, since: [String] = [],
        problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("plan.tab.rounds"), problems: problems)
        head = PlanHead(look, at: .rounds)
        rows = look.plan.rounds.sorted { $0.opens > $1.opens }.map { RoundsPage.row($0, look) }
        hasRows = !rows.isEmpty
        mayOpen = look.may(.openRound)
        self.version = (version ?? look.strategy.version).description
        self.since = since
        isStale = !since.isEmpty
        let pack = look.visit.house.pack
        let proposal = RoundProposal.next(
            for: look.plan, on: look.picture.day, cycle: pack.cycle, closingDays: pack.closingDays)
        func field(_ id: String, _ proposed: Day) -> DateField {
            DateField(
                id, words("rounds.\(id)"), form.map { DateBoxes($0, id) } ?? DateBoxes(proposed),
                hint: words("rounds.\(id).hint"), problems: problems)
        }
        periodFrom = field("period-from", proposal.periodFrom)
        periodTo = field("period-to", proposal.periodTo)
        opens = field("opens", max(proposal.opens, look.picture.day))
        closes = field("closes", max(proposal.closes, look.picture.day.adding(days: pack.closingDays)))
    }

    private static func row(_ round: Round, _ look: PlanLook) -> Row {
        let words = look.words
        let day = look.picture.day
        let owed = look.plan.owed[round.id] ?? []
        let isOpen = round.accepts(on: day)
        let state: String
        if isOpen {
            let answered = look.plan.actions.count {
                owed.contains($0.id) && ($0.lastReport.map { $0.day >= round.opens } ?? false)
            }
            state = words("rounds.open", ["answered": answered.printed, "owing": owed.count.printed])
        } else {
            state = words(round.isClosed(on: day) ? "rounds.closed" : "rounds.coming")
        }
        let mayExtend = !round.isClosed(on: day) && look.may(.extendRound)
        return Row(
            label: round.label, href: look.asAt.link("\(look.path)/rounds/\(round.id.number)"),
            opens: PageTime.short(round.opens), closes: PageTime.short(round.closes),
            owing: owed.count.printed, state: state,
            extendHref: mayExtend ? "\(look.path)/rounds/\(round.id.number)/extend" : nil)
    }

    private init(page: Frame, rows: [Row]) {
        self.page = page
        head = PlanHead.examples[0]
        self.rows = rows
        hasRows = !rows.isEmpty
        mayOpen = true
        version = "17"
        since = ["A round was opened."]
        isStale = true
        periodFrom = DateField.examples[0]
        periodTo = DateField.examples[0]
        opens = DateField.examples[0]
        closes = DateField.examples[0]
    }

    static var examples: [RoundsPage] {
        let row = Row(
            label: "July to September 2003", href: "/plans/1/rounds/1", opens: "30 Sep 2003", closes: "14 Oct 2003",
            owing: "12",
            state: "Open: 3 of 12 have answered", extendHref: "/plans/1/rounds/1/extend")
        return [RoundsPage(page: Frame.examples[1], rows: [row]), RoundsPage(page: Frame.examples[1], rows: [])]
    }
}

/// A new closing day for a round.
struct ExtendPage: PageModel {
    static let template = "plans/extend"
    static let fields: Set<String> = ["reason"]
    static let dates: Set<String> = ["closes"]

    let page: Frame
    let planHref: String
    let label: String
    let present: String
    let version: String
    let since: [String]
    let isStale: Bool
    let closes: DateField
    let reason: TextArea

    init(
        _ look: PlanLook, _ round: Round, form: FormFields? = nil, version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("extend.title"), problems: problems)
        planHref = "\(look.path)/rounds"
        label = round.label
        present = words("extend.present", ["closes": round.closes.printed])
        self.version = (version ?? round.version).description
        self.since = since
        isStale = !since.isEmpty
        closes = DateField(
            "closes", words("extend.closes"), form.map { DateBoxes($0, "closes") } ?? DateBoxes(round.closes),
            hint: words("extend.closes.hint"), problems: problems)
        reason = TextArea(
            "reason", words("extend.reason"), value: form?["reason"] ?? "", rows: 3, limit: TextLimit.reason,
            problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        planHref = "/plans/1/rounds"
        label = "July to September 2003"
        present = "It closes on 14 October 2003."
        version = "17"
        since = ["It was extended."]
        isStale = true
        closes = DateField.examples[0]
        reason = TextArea.examples[1]
    }

    static var examples: [ExtendPage] { [ExtendPage(page: Frame.examples[1])] }
}
