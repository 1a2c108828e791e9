import Coordination
import Partnership
import Reporting
import Vocabulary

/// Everything that was entered, newest first, in plain words.
struct JournalPage: PageModel {
    struct Row: Sendable, Equatable {
        let number: String
        let href: String
        let kind: String
        let sentence: String
        let about: String
        let aboutHref: String?
        let who: String
        let when: String
        let purpose: String
        /// Set where it is marked higher than the page would be without it.
        let marking: String?
    }

    static let template = "journal/journal"
    static let rowsOnPage = 50

    let page: Frame
    let filters: JournalFilterForm
    let tags: [FilterTag]
    let hasTags: Bool
    let clearHref: String
    let result: String
    let rows: [Row]
    let hasRows: Bool
    let isFilteredOut: Bool
    let isEmpty: Bool
    let newestHref: String?
    let newerHref: String?
    let olderHref: String?
    let hasPages: Bool
    let csvHref: String
    /// Said to everybody without the highest clearance, whether or not anything is kept from them.
    let gaps: String?
    let publicKey: String

    init(
        page: Frame, _ filter: JournalFilter, _ leaf: JournalLeaf, _ lines: JournalLines, clearance: Marking,
        publicKey: String?
    ) {
        let words = lines.words
        self.page = page
        filters = JournalFilterForm(filter, lines)
        tags = JournalPage.tags(filter, lines)
        hasTags = !tags.isEmpty
        clearHref = "/journal"
        result = words.count(filter.isNarrowing ? "journal.found" : "journal.all", leaf.total)
        rows = leaf.records.map { JournalPage.row($0, filter, lines) }
        hasRows = !rows.isEmpty
        isFilteredOut = rows.isEmpty && filter.isNarrowing
        isEmpty = rows.isEmpty && !filter.isNarrowing
        let first = leaf.records.first?.header.sequence
        let last = leaf.records.last?.header.sequence
        newestHref = leaf.hasNewer ? filter.with { _ in }.address() : nil
        newerHref = leaf.hasNewer ? first.map { sequence in filter.with { $0.after = sequence }.address() } : nil
        olderHref = leaf.hasOlder ? last.map { sequence in filter.with { $0.before = sequence }.address() } : nil
        hasPages = leaf.hasNewer || leaf.hasOlder
        csvHref = filter.with { _ in }.address("/journal/entries.csv")
        gaps = clearance == Marking.allCases.max() ? nil : words("journal.gaps")
        self.publicKey = publicKey ?? words("journal.no-key")
    }

    private static func row(_ record: JournalRecord, _ filter: JournalFilter, _ lines: JournalLines) -> Row {
        let about = filter.subject?.kind == .action ? filter.subject.map { ActionID($0.number) } : nil
        return Row(
            number: record.header.sequence.description, href: "/journal/\(record.header.sequence)",
            kind: EntryWords.title(of: record.header), sentence: lines.entries.sentence(record, about: about),
            about: lines.text(record.header.subject), aboutHref: lines.href(record.header.subject),
            who: lines.who(record), when: lines.when(record), purpose: lines.purpose(record),
            marking: record.marking > .official ? record.marking.printed : nil)
    }

    private static func tags(_ filter: JournalFilter, _ lines: JournalLines) -> [FilterTag] {
        let words = lines.words
        var tags: [FilterTag] = []
        func add(_ name: String, _ value: String, _ removed: JournalFilter) {
            tags.append(FilterTag(text: words("journal.tag.\(name)", ["value": value]), href: removed.address()))
        }
        if !filter.who.isEmpty {
            let name =
                filter.who == "program" ? words("journal.program") : lines.names.name(MemberID(Int(filter.who) ?? 0))
            add("who", name, filter.with { $0.who = "" })
        }
        if !filter.what.isEmpty {
            add("what", JournalFilterForm.title(of: filter.what) ?? filter.what, filter.with { $0.what = "" })
        }
        if !filter.about.isEmpty { add("about", filter.about, filter.with { $0.about = "" }) }
        if let from = filter.from { add("from", from.printed, filter.with { $0.from = nil }) }
        if let to = filter.to { add("to", to.printed, filter.with { $0.to = nil }) }
        return tags
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        filters = JournalFilterForm.examples[0]
        tags = FilterTag.examples
        hasTags = true
        clearHref = "/journal"
        result = "1 entry"
        rows =
            isEmpty
            ? []
            : [
                Row(
                    number: "17", href: "/journal/17", kind: "Progress reported", sentence: "Two briefings were held.",
                    about: "AP-0004", aboutHref: "/actions/AP-0004", who: "Treatment Commissioner",
                    when: "9:30am on 21 November 2026", purpose: "Performance", marking: "OFFICIAL-SENSITIVE")
            ]
        hasRows = !isEmpty
        isFilteredOut = isEmpty
        self.isEmpty = isEmpty
        newestHref = "/journal"
        newerHref = "/journal?after=17"
        olderHref = "/journal?before=17"
        hasPages = true
        csvHref = "/journal/entries.csv"
        gaps = "Numbers may be missing."
        publicKey = "3f9a"
    }

    static var examples: [JournalPage] {
        [JournalPage(page: Frame.examples[1], isEmpty: false), JournalPage(page: Frame.examples[1], isEmpty: true)]
    }
}

/// The form that narrows the journal. Its fields are the address's fields.
struct JournalFilterForm: Component {
    static let template = "journal/filters"

    let who: SelectField
    let what: SelectField
    let about: TextField
    let from: DateField
    let to: DateField

    init(_ filter: JournalFilter, _ lines: JournalLines) {
        let words = lines.words
        let any = (value: "", text: words("filter.any"))
        let members = lines.staff.map { (value: String($0.id.number), text: lines.names.name($0.id)) }
            .sorted { ($0.text.lowercased(), $0.value) < ($1.text.lowercased(), $1.value) }
        who = SelectField(
            "who", words("journal.who"), options: [any, ("program", words("journal.program"))] + members,
            chosen: filter.who)
        let kinds = EntryWords.rooms.flatMap { room in
            [(value: room.name, text: words("journal.room", ["room": room.title]))]
                + room.kinds.map { (value: "\(room.name)/\($0.name)", text: $0.title) }
        }
        what = SelectField("what", words("journal.what"), options: [any] + kinds, chosen: filter.what)
        about = TextField(
            "about", words("journal.about"), value: filter.about, hint: words("journal.about.hint"), width: "medium",
            limit: 60, problems: filter.problems)
        from = DateField("from", words("journal.from"), filter.fromBoxes, problems: filter.problems)
        to = DateField("to", words("journal.to"), filter.toBoxes, problems: filter.problems)
    }

    /// What a room, or one of its kinds, is called.
    static func title(of what: String) -> String? {
        let pieces = what.split(separator: "/", maxSplits: 1).map(String.init)
        guard let room = EntryWords.rooms.first(where: { $0.name == pieces.first }) else { return nil }
        return pieces.count < 2 ? room.title : room.kinds.first { $0.name == pieces[1] }?.title
    }

    private init() {
        who = SelectField.examples[0]
        what = SelectField.examples[0]
        about = TextField("about", "About", problems: [FieldProblem("about", "Enter a reference.")])
        from = DateField.examples[0]
        to = DateField.examples[1]
    }

    static var examples: [JournalFilterForm] { [JournalFilterForm()] }
}
