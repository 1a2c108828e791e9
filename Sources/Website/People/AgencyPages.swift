import Coordination
import Partnership
import Vocabulary

/// Every agency: those of the partnership, and those that were, with who took their place.
struct AgenciesPage: PageModel {
    struct Row: Sendable, Equatable {
        let name: String
        let short: String
        /// "Before: Primary Care Trust, PCT"; nil where it never was called otherwise.
        let before: String?
        let members: String
        let hasLinks: Bool
        let editHref: String
        let mergeHref: String
        let replaceHref: String
    }

    struct FormerRow: Sendable, Equatable {
        let name: String
        let short: String
        let successor: String
    }

    static let template = "people/agencies"

    let page: Frame
    let rows: [Row]
    let former: [FormerRow]
    let hasFormer: Bool
    let mayManage: Bool

    init(page: Frame, agencies: [Agency], members: [Member], mayManage: Bool, words: Words) {
        self.page = page
        self.mayManage = mayManage
        let ordered = agencies.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        rows = ordered.filter(\.isCurrent).map { agency in
            let path = "/agencies/\(agency.id.number)"
            return Row(
                name: agency.name, short: agency.short ?? "",
                before: agency.formerNames.isEmpty
                    ? nil : words("agencies.before", ["names": agency.formerNames.joined(separator: ", ")]),
                members: members.count { $0.agency == agency.id && $0.isActive }.printed, hasLinks: mayManage,
                editHref: "\(path)/edit", mergeHref: "\(path)/merge", replaceHref: "\(path)/replace")
        }
        former = ordered.filter { !$0.isCurrent }.map { agency in
            FormerRow(
                name: agency.name, short: agency.short ?? "", successor: agencies.successor(of: agency.id)?.name ?? "")
        }
        hasFormer = !former.isEmpty
    }

    private init(page: Frame) {
        self.page = page
        rows = [
            Row(
                name: "Health", short: "H", before: "Before: Primary Care Trust", members: "3", hasLinks: true,
                editHref: "/agencies/1/edit", mergeHref: "/agencies/1/merge", replaceHref: "/agencies/1/replace")
        ]
        former = [FormerRow(name: "Health Authority", short: "HA", successor: "Health")]
        hasFormer = true
        mayManage = true
    }

    static var examples: [AgenciesPage] { [AgenciesPage(page: Frame.examples[1])] }
}

/// An agency is called something else.
struct AgencyEditPage: PageModel {
    static let template = "people/agency-edit"
    static let fields: Set<String> = ["name", "short"]

    let page: Frame
    let present: String
    let version: String
    let since: [String]
    let isStale: Bool
    let name: TextField
    let short: TextField

    init(
        page: Frame, words: Words, agency: Agency, version: JournalSequence, form: FormFields? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) {
        self.page = page
        present = agency.name
        self.version = version.description
        self.since = since
        isStale = !since.isEmpty
        name = TextField(
            "name", words("agency.name"), value: form?["name"] ?? agency.name, width: "medium", problems: problems)
        short = TextField(
            "short", words("agency.short"), value: form?["short"] ?? agency.short ?? "",
            hint: words("agency.short.hint"), width: "narrow", limit: 40, problems: problems)
    }

    private init(page: Frame) {
        self.page = page
        present = "Health"
        version = "17"
        since = ["It is called “Health” now."]
        isStale = true
        name = TextField.examples[0]
        short = TextField.examples[0]
    }

    static var examples: [AgencyEditPage] { [AgencyEditPage(page: Frame.examples[1])] }
}

/// An agency ends: its work goes to another of the partnership, or to a new one. The page names who moves.
struct AgencyEndPage: PageModel {
    static let template = "people/agency-end"
    static let fields: Set<String> = ["into", "name", "short"]

    let page: Frame
    let heading: String
    let lead: String
    let button: String
    let present: String
    let version: String
    /// Who moves, as the page names them: compared when the form comes back.
    let moving: String
    let since: [String]
    let isStale: Bool
    let movers: [String]
    let hasMovers: Bool
    /// For a merger.
    let into: SelectField?
    /// For a new agency.
    let name: TextField?
    let short: TextField?

    /// - Parameter isMerger: into an agency there is; otherwise a new one takes its place.
    init(
        page: Frame, words: Words, agency: Agency, agencies: [Agency], movers: [Member], isMerger: Bool,
        version: JournalSequence, form: FormFields = FormFields(), since: [String] = [], problems: [FieldProblem] = []
    ) {
        self.page = page
        heading = words(isMerger ? "agency-merge.title" : "agency-replace.title")
        lead = words(isMerger ? "agency-merge.lead" : "agency-replace.lead")
        button = words(isMerger ? "agency-merge.button" : "agency-replace.button")
        present = agency.name
        self.version = version.description
        moving = AgencyEndPage.moving(movers)
        self.since = since
        isStale = !since.isEmpty
        self.movers = movers.map { $0.name == $0.post ? $0.post : "\($0.name), \($0.post)" }
        hasMovers = !movers.isEmpty
        let others = agencies.filter { $0.isCurrent && $0.id != agency.id }
            .map { (value: String($0.id.number), text: $0.name) }.sorted { $0.text < $1.text }
        into =
            isMerger
            ? SelectField(
                "into", words("agency-merge.into"), options: [(value: "", text: words("filter.choose"))] + others,
                chosen: form["into"], problems: problems) : nil
        name =
            isMerger
            ? nil
            : TextField(
                "name", words("agency-replace.name"), value: form["name"], width: "medium", problems: problems)
        short =
            isMerger
            ? nil
            : TextField(
                "short", words("agency.short"), value: form["short"], hint: words("agency.short.hint"),
                width: "narrow", limit: 40, problems: problems)
    }

    static func moving(_ members: [Member]) -> String {
        members.map { String($0.id.number) }.joined(separator: ",")
    }

    private init(page: Frame, movers: [String]) {
        self.page = page
        heading = "Merge an agency"
        lead = "Its work goes to another."
        button = "Merge"
        present = "Health"
        version = "17"
        moving = "2,3"
        since = ["It is called “Health” now."]
        isStale = true
        self.movers = movers
        hasMovers = !movers.isEmpty
        into = SelectField.examples[0]
        name = TextField.examples[0]
        short = TextField.examples[0]
    }

    static var examples: [AgencyEndPage] {
        [
            AgencyEndPage(page: Frame.examples[1], movers: ["Example Member, Treatment Commissioner"]),
            AgencyEndPage(page: Frame.examples[1], movers: []),
        ]
    }
}
