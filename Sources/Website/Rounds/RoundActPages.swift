import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// A closed round takes answers again: the new closing day and the reason.
struct ReopenPage: PageModel {
    static let template = "rounds/reopen"
    static let fields: Set<String> = ["reason"]
    static let dates: Set<String> = ["closes"]

    let page: Frame
    let roundHref: String
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
        page = look.frame(words("reopen.title"), problems: problems)
        roundHref = "\(look.path)/rounds/\(round.id.number)"
        label = round.label
        present = words("reopen.present", ["closes": round.closes.printed])
        self.version = (version ?? round.version).description
        self.since = since
        isStale = !since.isEmpty
        closes = DateField(
            "closes", words("extend.closes"),
            form.map { DateBoxes($0, "closes") } ?? DateBoxes(look.picture.day.adding(days: 7)),
            hint: words("reopen.closes.hint"), problems: problems)
        reason = TextArea(
            "reason", words("extend.reason"), value: form?["reason"] ?? "", rows: 3, limit: TextLimit.reason,
            problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        roundHref = "/plans/1/rounds/1"
        label = "July to September 2003"
        present = "It closed at the end of 14 October 2003."
        version = "17"
        since = ["It was reopened."]
        isStale = true
        closes = DateField.examples[0]
        reason = TextArea.examples[1]
    }

    static var examples: [ReopenPage] { [ReopenPage(page: Frame.examples[1])] }
}

/// A round that has not opened yet is taken back: the reason.
struct WithdrawRoundPage: PageModel {
    static let template = "rounds/withdraw"
    static let fields: Set<String> = ["reason"]

    let page: Frame
    let roundHref: String
    let label: String
    let present: String
    let version: String
    let since: [String]
    let isStale: Bool
    let reason: TextArea

    init(
        _ look: PlanLook, _ round: Round, form: FormFields? = nil, version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("withdraw-round.title"), problems: problems)
        roundHref = "\(look.path)/rounds/\(round.id.number)"
        label = round.label
        present = words(
            "withdraw-round.present", ["opens": round.opens.printed, "closes": round.closes.printed])
        self.version = (version ?? round.version).description
        self.since = since
        isStale = !since.isEmpty
        reason = TextArea(
            "reason", words("withdraw-round.reason"), value: form?["reason"] ?? "", rows: 3, limit: TextLimit.reason,
            problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        roundHref = "/plans/1/rounds/1"
        label = "July to September 2003"
        present = "It was to open on 1 October 2003."
        version = "17"
        since = ["Its closing day was changed."]
        isStale = true
        reason = TextArea.examples[1]
    }

    static var examples: [WithdrawRoundPage] { [WithdrawRoundPage(page: Frame.examples[1])] }
}

/// Who would get a reminder now, and the button that sends it.
struct RemindPage: PageModel {
    struct Line: Sendable, Equatable {
        let name: String
        let actions: String
        let why: String
    }

    static let template = "rounds/remind"

    let page: Frame
    let roundHref: String
    let label: String
    let lead: String
    let version: String
    let since: [String]
    let isStale: Bool
    let lines: [Line]
    /// Why nobody can be reminded; empty where somebody can.
    let obstacles: [String]
    let mayRemind: Bool

    /// - Parameter obstacles: what stands against it, as the decision says it.
    init(
        _ look: PlanLook, _ round: Round, _ shares: [RoundShare], obstacles: [RefusalWords], since: [String] = [],
        problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("remind.title"), problems: problems)
        roundHref = "\(look.path)/rounds/\(round.id.number)"
        label = round.label
        lead = words(round.nextStep == 0 ? "remind.first" : "remind.again", ["step": round.nextStep.printed])
        version = round.version.description
        self.since = since
        isStale = !since.isEmpty
        lines = shares.map { share in
            let why = RoundShare.Reason.allCases.filter { !share[$0].isEmpty }.map { words("remind.\($0.rawValue)") }
            return Line(
                name: look.names.name(share.member), actions: share.count.printed, why: why.joined(separator: "; "))
        }
        self.obstacles = obstacles.map(\.sentence)
        mayRemind = obstacles.isEmpty
    }

    private init(page: Frame, mayRemind: Bool) {
        self.page = page
        roundHref = "/plans/1/rounds/1"
        label = "July to September 2003"
        lead = "Each gets one mail for all their actions."
        version = "17"
        since = ["Somebody was reminded."]
        isStale = true
        lines = mayRemind ? [Line(name: "Treatment Commissioner", actions: "3", why: "update owner")] : []
        obstacles = mayRemind ? [] : ["There is nobody to remind."]
        self.mayRemind = mayRemind
    }

    static var examples: [RemindPage] {
        [
            RemindPage(page: Frame.examples[1], mayRemind: true), RemindPage(page: Frame.examples[1], mayRemind: false),
        ]
    }
}

/// The present round of every plan one may see, side by side.
struct AllRoundsPage: PageModel {
    struct Row: Sendable, Equatable {
        let plan: String
        let planHref: String
        let label: String
        let href: String
        let closes: String
        let state: String
        let owed: String
        let answered: String
        let late: String
        let waiting: String
        let vacant: String
    }

    static let template = "rounds/all"

    let page: Frame
    let rows: [Row]
    let hasRows: Bool
    let summary: String

    init(page: Frame, rows: [Row], summary: String) {
        self.page = page
        self.rows = rows
        hasRows = !rows.isEmpty
        self.summary = summary
    }

    static func row(_ answers: RoundAnswers, in plan: Plan, _ words: Words) -> Row {
        let path = "/plans/\(plan.strategy.id.number)"
        let round = answers.round
        let key = answers.isClosed ? "closed" : round.accepts(on: answers.day) ? "open" : "coming"
        return Row(
            plan: plan.strategy.title, planHref: path, label: round.label,
            href: "\(path)/rounds/\(round.id.number)", closes: PageTime.short(round.closes),
            state: words("all-rounds.\(key)"), owed: answers.owing.printed, answered: answers[.answered].printed,
            late: answers[.late].printed, waiting: answers[.waiting].printed, vacant: answers[.vacant].printed)
    }

    static var examples: [AllRoundsPage] {
        let row = Row(
            plan: "Example City drug strategy", planHref: "/plans/1", label: "July to September 2003",
            href: "/plans/1/rounds/1", closes: "14 Oct 2003", state: "Open", owed: "12", answered: "3", late: "0",
            waiting: "7", vacant: "2")
        return [
            AllRoundsPage(page: Frame.examples[1], rows: [row], summary: "1 round is open."),
            AllRoundsPage(page: Frame.examples[1], rows: [], summary: ""),
        ]
    }
}
