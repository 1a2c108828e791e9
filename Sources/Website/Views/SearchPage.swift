import Coordination
import Partnership
import Vocabulary

/// What was found, by kind with counts; the words looked for are marked.
struct SearchPage: PageModel {
    struct Piece: Sendable, Equatable {
        let text: String
        let isFound: Bool
    }

    struct Hit: Sendable, Equatable {
        let title: String
        /// Nil where it has no page of its own.
        let link: String?
        let place: String
        let pieces: [Piece]
    }

    struct Group: Sendable, Equatable {
        let id: String
        /// "Updates: 312".
        let heading: String
        let hits: [Hit]
        let allHref: String?
        let all: String
    }

    static let template = "search/search"
    static let rowsOfKind = 5
    static let rowsOnPage = 25

    let page: Frame
    let query: String
    /// How many were found, or what to do.
    let result: String
    let isCut: Bool
    let groups: [Group]
    let kinds: [FilterTag]
    let hasKinds: Bool
    let isEmpty: Bool
    let pagination: Pagination?
    let everyHref: String?

    init(
        _ visit: Visit, _ member: Member, _ words: SearchWords, _ found: [SearchFound], chosen: SearchKind?,
        number: Int
    ) {
        let texts = visit.words
        let marking = found.map(\.marking).max() ?? .official
        page = FrameMaker.frame(visit, .init(texts("search.title"), area: .search, marking: marking))
        query = words.typed
        isCut = words.isCut
        func address(_ kind: SearchKind?, page: Int = 1) -> String {
            "/search?"
                + QueryWriter.write([
                    ("q", words.typed), ("kind", kind?.name ?? ""), ("page", page == 1 ? "" : String(page)),
                ])
        }
        let total = found.reduce(0) { $0 + $1.count }
        result = words.isEmpty ? texts("search.hint") : texts.count("search.found", total)
        isEmpty = !words.isEmpty && total == 0
        groups = found.filter { !$0.hits.isEmpty }.map { one in
            Group(
                id: one.kind.name, heading: SearchPage.heading(one, texts),
                hits: one.hits.map { SearchPage.hit($0, member) },
                allHref: chosen == nil && one.count > one.hits.count ? address(one.kind) : nil,
                all: texts("search.all.\(one.kind.name)", ["count": one.count.printed]))
        }
        kinds = found.filter { $0.count > 0 && $0.kind != chosen }
            .map { FilterTag(text: SearchPage.heading($0, texts), href: address($0.kind)) }
        hasKinds = found.count { $0.count > 0 } > 1
        everyHref = chosen == nil ? nil : address(nil)
        pagination = chosen.flatMap { kind in
            let count = found.first { $0.kind == kind }?.count ?? 0
            return count > 0
                ? Pagination(page: number, size: Self.rowsOnPage, total: count, words: texts) {
                    address(kind, page: $0)
                }
                : nil
        }
    }

    private static func heading(_ found: SearchFound, _ texts: Words) -> String {
        texts("search.kind.\(found.kind.name)", ["count": found.count.printed])
    }

    private static func hit(_ hit: SearchHit, _ member: Member) -> Hit {
        Hit(
            title: hit.title, link: SubjectAddress.of(hit.subject, titled: hit.title, for: member), place: hit.place,
            pieces: hit.excerpt.pieces.map { Piece(text: $0.text, isFound: $0.isFound) })
    }

    private init(page: Frame, groups: [Group], pagination: Pagination?) {
        self.page = page
        query = "outreach"
        result = "2 found"
        isCut = true
        self.groups = groups
        kinds = FilterTag.examples
        hasKinds = true
        isEmpty = groups.isEmpty
        self.pagination = pagination
        everyHref = pagination == nil ? nil : "/search?q=outreach"
    }

    static var examples: [SearchPage] {
        let pieces = [
            Piece(text: "Open a second ", isFound: false), Piece(text: "outreach", isFound: true),
            Piece(text: " base.", isFound: false),
        ]
        let group = Group(
            id: "actions", heading: "Actions: 12",
            hits: [
                Hit(title: "AP-0012", link: "/actions/AP-0012", place: "Example City drug strategy", pieces: pieces),
                Hit(title: "Example meeting", link: nil, place: "", pieces: pieces),
            ], allHref: "/search?q=outreach&kind=actions", all: "All 12 actions")
        return [
            SearchPage(page: Frame.examples[1], groups: [group], pagination: Pagination.examples[0]),
            SearchPage(page: Frame.examples[1], groups: [], pagination: nil),
        ]
    }
}
