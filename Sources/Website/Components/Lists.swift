import Vocabulary

/// The head of a column: a plain word, or a link that sorts by it.
struct ColumnHead: Component, Equatable {
    static let template = "parts/column-head"

    var label: String
    var href: String?
    /// `ascending` or `descending` when the rows are sorted by this column.
    var sorted: String?
    var isNumber = false

    static let examples = [
        ColumnHead(label: "Due", href: "?sort=due", sorted: "ascending"), ColumnHead(label: "Action"),
        ColumnHead(label: "Actions", isNumber: true),
    ]
}

/// Where one is in a long list, and the way to the rest of it.
struct Pagination: Component, Equatable {
    struct PageLink: Sendable, Equatable {
        let number: String
        let href: String
        let isCurrent: Bool
        /// Pages between this one and the next are left out.
        let isBeforeGap: Bool
    }

    static let template = "parts/pagination"

    let showing: String
    let previous: String?
    let next: String?
    let pages: [PageLink]
    let isNeeded: Bool

    /// - Parameter href: the address of a page of the list, by its number from 1.
    init(page: Int, size: Int, total: Int, words: Words, href: (Int) -> String) {
        let last = max(1, (total + size - 1) / size)
        let first = total == 0 ? 0 : (page - 1) * size + 1
        showing = words(
            "list.showing",
            [
                "first": first.printed, "last": min(page * size, total).printed,
                "total": total.printed,
            ])
        previous = page > 1 ? href(page - 1) : nil
        next = page < last ? href(page + 1) : nil
        let numbers = Set([1, page - 1, page, page + 1, last]).filter { (1...last).contains($0) }.sorted()
        pages = numbers.enumerated().map { index, number in
            PageLink(
                number: number.printed, href: href(number), isCurrent: number == page,
                isBeforeGap: index + 1 < numbers.count && numbers[index + 1] > number + 1)
        }
        isNeeded = last > 1
    }

    static var examples: [Pagination] {
        let words = Words(language: "en", texts: ["list.showing": "Showing {first} to {last} of {total}"])
        return [
            Pagination(page: 2, size: 50, total: 312, words: words) { "?page=\($0)" },
            Pagination(page: 1, size: 50, total: 12, words: words) { "?page=\($0)" },
        ]
    }

    /// The page asked for, kept within the list.
    static func page(_ text: String, size: Int, total: Int) -> Int {
        min(max(1, Int(text) ?? 1), max(1, (total + size - 1) / size))
    }
}

/// A chosen filter and the link that takes it away.
struct FilterTag: Component, Equatable {
    static let template = "parts/filter-tag"

    let text: String
    let href: String

    static let examples = [FilterTag(text: "Status: Overdue", href: "/plans/1")]
}

/// One line of a record: what, and its value as lines of text.
struct SummaryRow: Component, Equatable {
    static let template = "parts/summary-row"

    let label: String
    let lines: [String]
    /// The link that changes it, with what it changes.
    let change: Frame.Link?

    init(_ label: String, _ value: String, change: Frame.Link? = nil) {
        self.init(label, lines: [value], change: change)
    }

    init(_ label: String, lines: [String], change: Frame.Link? = nil) {
        self.label = label
        self.lines = lines
        self.change = change
    }

    static let examples = [
        SummaryRow("Leads", lines: ["Treatment Commissioner", "Police"]),
        SummaryRow("Update owner", "Vacant", change: Frame.Link("update owner", "/plans/1/owners")),
    ]
}

/// One thing that happened: what, who, when, and what was said.
struct TimelineEvent: Component, Equatable {
    static let template = "parts/timeline-event"

    let what: String
    let who: String
    let when: String
    let details: [String]
    /// The number of the journal's entry.
    let entry: String
    /// That it was taken back, and by which entry.
    var corrected: String? = nil
    /// The way to take it back, where this member may.
    var correctHref: String? = nil

    static let examples = [
        TimelineEvent(
            what: "Progress reported", who: "Treatment Commissioner", when: "9:30am on 21 November 2026",
            details: ["Two briefings were held."], entry: "17", corrected: "Corrected by entry 19: it does not count.",
            correctHref: "/actions/AP-0012/correct/17")
    ]
}

/// A view of the same thing: actions, wall, rounds.
struct Tab: Component, Equatable {
    static let template = "parts/tab"

    let text: String
    let href: String
    let isCurrent: Bool
    /// How many wait there; nil for none.
    let count: String?

    static let examples = [
        Tab(text: "Actions", href: "/plans/1", isCurrent: true, count: nil),
        Tab(text: "Settle", href: "/plans/1/settle", isCurrent: false, count: "12"),
    ]
}
