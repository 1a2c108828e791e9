import Coordination
import Partnership
import Reporting
import Vocabulary

/// A member's post: who holds it, who is turned to after them, and what is open.
struct PostPage: PageModel {
    static let template = "people/post"

    let page: Frame
    let heading: String
    let facts: [SummaryRow]
    let rows: [WorkRow]
    let hasRows: Bool
    let summary: String
    let more: String?
    let hasLeft: Bool
    let handOverHref: String?
    let changeHref: String?

    init(page: Frame, member: Member, names: StaffNames, agency: String, work: WorkList, asks: Member, words: Words) {
        self.page = page
        heading = member.name == member.post ? member.post : "\(member.name), \(member.post)"
        facts = [
            SummaryRow(words("member.agency"), agency),
            SummaryRow(words("member.deputy"), member.deputy.map(names.name) ?? words("people.no-deputy")),
            SummaryRow(
                words("member.roles"),
                member.roles.sorted().map { words("role.\($0.rawValue)") }.joined(separator: ", ")),
        ]
        rows = work.rows
        hasRows = !rows.isEmpty
        summary = words(
            "people.work-count",
            ["owned": work.owned.printed, "contributing": work.contributing.printed])
        more = work.count > work.rows.count ? words.count("people.more", work.count - work.rows.count) : nil
        hasLeft = !member.isActive
        handOverHref =
            Policy.may(.handOverPost, asks).isAllowed ? "/members/\(member.id.number)/hand-over" : nil
        changeHref = Policy.may(.manageMembers, asks).isAllowed ? "/members/\(member.id.number)" : nil
    }

    private init(page: Frame, rows: [WorkRow]) {
        self.page = page
        heading = "Example Member, Treatment Commissioner"
        facts = SummaryRow.examples
        self.rows = rows
        hasRows = !rows.isEmpty
        summary = "Owns 1 open action and contributes to 0."
        more = "12 more"
        hasLeft = true
        handOverHref = "/members/2/hand-over"
        changeHref = "/members/2"
    }

    static var examples: [PostPage] {
        [PostPage(page: Frame.examples[1], rows: [WorkRow.example]), PostPage(page: Frame.examples[1], rows: [])]
    }
}

/// A post is handed over: what passes on, to whom and why.
struct HandOverPage: PageModel {
    static let template = "people/hand-over"
    static let fields: Set<String> = ["to", "reason"]

    let page: Frame
    let holder: String
    let backHref: String
    let version: String
    /// The sequence at which the page was made: what has passed on since is told from it.
    let at: String
    let since: [String]
    let isStale: Bool
    let to: SelectField
    let reason: TextArea
    let rows: [WorkRow]
    let hasRows: Bool
    let more: String?

    init(
        page: Frame, words: Words, member: Member, members: [Member], names: StaffNames, work: WorkList,
        version: JournalSequence, at: JournalSequence, form: FormFields = FormFields(), since: [String] = [],
        problems: [FieldProblem] = []
    ) {
        self.page = page
        self.at = at.description
        holder = names.name(member.id)
        backHref = "/members/\(member.id.number)/work"
        self.version = version.description
        self.since = since
        isStale = !since.isEmpty
        let able = members.filter { $0.isActive && $0.id != member.id && HandOverPage.canReport($0) }
            .map { (value: String($0.id.number), text: names.name($0.id)) }.sorted { $0.text < $1.text }
        // The deputy is the first who comes to mind.
        let proposed = member.deputy.flatMap { deputy in able.first { $0.value == String(deputy.number) } }?.value ?? ""
        to = SelectField(
            "to", words("hand-over.to"), options: [(value: "", text: words("filter.choose"))] + able,
            chosen: form.holds("to") ? form["to"] : proposed, hint: words("hand-over.to.hint"), problems: problems)
        reason = TextArea(
            "reason", words("hand-over.reason"), value: form["reason"], hint: words("hand-over.reason.hint"), rows: 3,
            limit: 2_000, problems: problems)
        rows = work.rows
        hasRows = !rows.isEmpty
        more = work.count > work.rows.count ? words.count("people.more", work.count - work.rows.count) : nil
    }

    private static func canReport(_ member: Member) -> Bool {
        Policy.may(.reportProgress, member, toward: Relation(.owner)).isAllowed
    }

    private init(page: Frame, rows: [WorkRow]) {
        self.page = page
        holder = "Example Member, Treatment Commissioner"
        backHref = "/members/2/work"
        version = "17"
        at = "412"
        since = ["Post: was “A”, is now “B”."]
        isStale = true
        to = SelectField.examples[0]
        reason = TextArea.examples[1]
        self.rows = rows
        hasRows = !rows.isEmpty
        more = "12 more"
    }

    static var examples: [HandOverPage] {
        [
            HandOverPage(page: Frame.examples[1], rows: [WorkRow.example]),
            HandOverPage(page: Frame.examples[1], rows: []),
        ]
    }
}

/// Before a member leaves: what follows from it, and the way to hand the work over first.
struct LeavePage: PageModel {
    static let template = "people/leave"
    static let fields: Set<String> = ["member"]

    let page: Frame
    let holder: String
    let backHref: String
    let version: String
    let since: [String]
    let isStale: Bool
    let work: String
    let handOverHref: String?

    init(
        page: Frame, words: Words, member: Member, names: StaffNames, work: WorkList?, mayHandOver: Bool,
        version: JournalSequence, since: [String] = []
    ) {
        self.page = page
        holder = names.name(member.id)
        backHref = "/members/\(member.id.number)"
        self.version = version.description
        self.since = since
        isStale = !since.isEmpty
        self.work = work.map { words.count("leave.work", $0.owned) } ?? words("leave.work-unseen")
        handOverHref = mayHandOver ? "/members/\(member.id.number)/hand-over" : nil
    }

    private init(page: Frame) {
        self.page = page
        holder = "Example Member, Treatment Commissioner"
        backHref = "/members/2"
        version = "17"
        since = ["Post: was “A”, is now “B”."]
        isStale = true
        work = "12 open actions wait for an owner."
        handOverHref = "/members/2/hand-over"
    }

    static var examples: [LeavePage] { [LeavePage(page: Frame.examples[1])] }
}
