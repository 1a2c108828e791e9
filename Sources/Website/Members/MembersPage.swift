import Partnership
import Vocabulary

/// Who works here: agencies and members. Whoever is signed in may look; administrators change.
struct MembersPage: PageModel {
    struct Row: Sendable, Equatable {
        let name: String
        let post: String
        let agency: String
        let email: String
        let roles: String
        let clearance: String
        let changeHref: String?
        let workHref: String?
    }

    struct AgencyRow: Sendable, Equatable {
        let name: String
        let short: String
        let members: String
    }

    static let template = "members/members"

    let page: Frame
    let rows: [Row]
    let left: [Row]
    let hasLeft: Bool
    let agencies: [AgencyRow]
    let mayManage: Bool
    let summary: String

    init(page: Frame, members: [Member], agencies: [Agency], mayManage: Bool, seesPlans: Bool, words: Words) {
        self.page = page
        self.mayManage = mayManage
        let names = Dictionary(agencies.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
        func row(_ member: Member) -> Row {
            Row(
                name: member.name, post: member.post, agency: names[member.agency] ?? "", email: member.email,
                roles: member.roles.sorted().map { words("role.\($0.rawValue)") }.joined(separator: ", "),
                clearance: member.clearance.printed,
                changeHref: mayManage ? "/members/\(member.id.number)" : nil,
                workHref: seesPlans ? "/members/\(member.id.number)/work" : nil)
        }
        let ordered = members.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        rows = ordered.filter(\.isActive).map(row)
        left = ordered.filter { !$0.isActive }.map(row)
        hasLeft = !left.isEmpty
        self.agencies = agencies.filter(\.isCurrent).sorted { $0.name < $1.name }.map { agency in
            AgencyRow(
                name: agency.name, short: agency.short ?? "",
                members: members.count { $0.agency == agency.id && $0.isActive }.printed)
        }
        summary = words.count("members.count", rows.count)
    }

    private init(page: Frame) {
        let row = Row(
            name: "Example Member", post: "Treatment Commissioner", agency: "Health", email: "member@example.org",
            roles: "Lead", clearance: "OFFICIAL", changeHref: "/members/2",
            workHref: "/members/2/work")
        self.page = page
        rows = [row]
        left = [row]
        hasLeft = true
        agencies = [AgencyRow(name: "Health", short: "H", members: "1")]
        mayManage = true
        summary = "1 member"
    }

    static var examples: [MembersPage] { [MembersPage(page: Frame.examples[1])] }
}

/// One member's details, new or changed.
struct MemberPage: PageModel {
    static let template = "members/member"
    static let fields: Set<String> = ["name", "post", "agency", "email", "roles", "clearance", "deputy", "member"]

    let page: Frame
    let heading: String
    /// The member's number; nil for a new one.
    let number: String?
    let version: String
    let since: [String]
    let isStale: Bool
    let hasLeft: Bool
    let name: TextField
    let post: TextField
    let agency: SelectField
    let email: TextField
    let roles: ChoiceField
    let clearance: ChoiceField
    let deputy: SelectField
    let mayLeave: Bool
    let mayInvite: Bool

    init(
        page: Frame, words: Words, member: Member?, version: JournalSequence, agencies: [Agency], colleagues: [Member],
        isSelf: Bool, form: FormFields? = nil, since: [String] = [], problems: [FieldProblem] = []
    ) {
        self.page = page
        heading =
            member.map { words("member.title-of", ["post": $0.post]) } ?? words("member.title-new")
        number = member.map { String($0.id.number) }
        self.version = version.description
        self.since = since
        isStale = !since.isEmpty
        hasLeft = member.map { !$0.isActive } ?? false
        func typed(_ id: String, _ present: String?) -> String { form?[id] ?? present ?? "" }
        name = TextField(
            "name", words("member.name"), value: typed("name", member?.name), width: "medium", problems: problems)
        post = TextField(
            "post", words("member.post"), value: typed("post", member?.post), hint: words("set-up.post.hint"),
            width: "medium", problems: problems)
        agency = SelectField(
            "agency", words("member.agency"),
            options: [("", words("filter.choose"))] + agencies.map { (String($0.id.number), $0.name) },
            chosen: typed("agency", member.map { String($0.agency.number) }), problems: problems)
        email = TextField(
            "email", words("member.email"), value: typed("email", member?.email), kind: "email", width: "medium",
            problems: problems)
        let chosen = form.map { Set($0.all("roles")) } ?? Set((member?.roles ?? []).map(\.rawValue))
        roles = ChoiceField(
            "roles", words("member.roles"),
            choices: Role.allCases.map {
                ($0.rawValue, words("role.\($0.rawValue)"), words("role.\($0.rawValue).what"))
            }, chosen: chosen, isMany: true, hint: words("member.roles.hint"), problems: problems)
        clearance = ChoiceField(
            "clearance", words("member.clearance"), choices: Marking.allCases.map { ($0.rawValue, $0.printed, nil) },
            chosen: [typed("clearance", member?.clearance.rawValue ?? Marking.official.rawValue)], problems: problems)
        let others = colleagues.filter { $0.isActive && $0.id != member?.id }.sorted { $0.name < $1.name }
        deputy = SelectField(
            "deputy", words("member.deputy"),
            options: [("", words("member.deputy.none"))]
                + others.map { (String($0.id.number), $0.name == $0.post ? $0.post : "\($0.name), \($0.post)") },
            chosen: typed("deputy", member?.deputy.map { String($0.number) }), hint: words("member.deputy.hint"),
            problems: problems)
        let isActive = member?.isActive ?? false
        mayLeave = isActive && !isSelf
        mayInvite = isActive
    }

    private init(page: Frame, number: String?) {
        self.page = page
        heading = "Member"
        self.number = number
        version = "3"
        since = ["The post was changed."]
        isStale = true
        hasLeft = true
        name = TextField.examples[0]
        post = TextField.examples[0]
        agency = SelectField.examples[0]
        email = TextField.examples[1]
        roles = ChoiceField.examples[1]
        clearance = ChoiceField.examples[0]
        deputy = SelectField.examples[0]
        mayLeave = true
        mayInvite = true
    }

    static var examples: [MemberPage] {
        [MemberPage(page: Frame.examples[1], number: "2"), MemberPage(page: Frame.examples[1], number: nil)]
    }
}

/// An organisation joins.
struct AgencyPage: PageModel {
    static let template = "members/agency"
    static let fields: Set<String> = ["name", "short"]

    let page: Frame
    let name: TextField
    let short: TextField

    init(page: Frame, words: Words, form: FormFields = FormFields(), problems: [FieldProblem] = []) {
        self.page = page
        name = TextField("name", words("agency.name"), value: form["name"], width: "medium", problems: problems)
        short = TextField(
            "short", words("agency.short"), value: form["short"], hint: words("agency.short.hint"), width: "narrow",
            limit: 40, problems: problems)
    }

    static var examples: [AgencyPage] {
        [AgencyPage(page: Frame.examples[1], words: Words(language: "en", texts: [:]))]
    }
}

/// A one-time link, shown once to the administrator who made it.
struct InvitedPage: PageModel {
    static let template = "members/invited"

    let page: Frame
    let post: String
    let email: String
    let link: String
    let memberHref: String

    static var examples: [InvitedPage] {
        [
            InvitedPage(
                page: Frame.examples[1], post: "Treatment Commissioner", email: "member@example.org",
                link: "https://example.org/invitation/abc",
                memberHref: "/members/2")
        ]
    }
}
