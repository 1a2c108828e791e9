/// What a member has begun and not sent yet: their own drafts, and nobody else's.
struct DraftsPage: PageModel {
    struct Row: Sendable, Equatable {
        let what: String
        let about: String
        let href: String
        let path: String
        let saved: String
    }

    static let template = "drafts/drafts"

    let page: Frame
    let rows: [Row]
    let hasRows: Bool

    init(page: Frame, rows: [Row]) {
        self.page = page
        self.rows = rows
        hasRows = !rows.isEmpty
    }

    static var examples: [DraftsPage] {
        let row = Row(
            what: "Report progress", about: "AP-0012", href: "/actions/AP-0012/report",
            path: "/actions/AP-0012/report", saved: "9:30am on 21 November 2026")
        return [DraftsPage(page: Frame.examples[1], rows: [row]), DraftsPage(page: Frame.examples[1], rows: [])]
    }
}
