import ActionPlans
import Coordination
import Reporting
import Tables
import Vocabulary

/// The registers as one list: risks, issues, pilots and evidence gaps, by what is due next.
struct RegistersPage: PageModel {
    struct Row: Sendable, Equatable {
        let reference: String
        let href: String
        let register: String
        let title: String
        /// The score of a risk with its parts, the site of a pilot.
        let detail: String?
        let state: String
        let keeper: String
        let isVacant: Bool
        let next: String
        let isLate: Bool
        let matters: [String]
        let planTitle: String?
    }

    static let template = "registers/list"
    static let rowsOnPage = 50

    let page: Frame
    let heading: String
    let tabs: [Tab]
    let summary: String
    let filters: RegisterFilters?
    let tags: [FilterTag]
    let hasTags: Bool
    let clearHref: String
    let result: String
    let columns: [ColumnHead]
    let rows: [Row]
    let hasRows: Bool
    let isEmpty: Bool
    let isFilteredOut: Bool
    let pagination: Pagination
    let csvHref: String
    let printHref: String
    let newHref: String?

    /// - Parameter isPrint: every item on one page, without the filters.
    init(_ look: RegisterLook, _ filter: RegisterFilter, _ all: [RegisterItem], isPrint: Bool = false) {
        let words = look.words
        let day = look.moment.day
        let found = filter.items(of: all, on: day)
        let size = isPrint ? max(1, found.count) : Self.rowsOnPage
        let number = isPrint ? 1 : Pagination.page(look.visit.query["page"], size: size, total: found.count)
        let first = (number - 1) * size
        let report = RegisterReport(
            Array(found[min(first, found.count)..<min(first + size, found.count)]), on: day, at: look.moment.sequence,
            names: look.names, strategies: look.strategies)
        heading = filter.kind.map { words("registers.title.\($0.rawValue)") } ?? words("registers.title")
        page = look.frame(heading, marking: report.marking)
        tabs = RegistersPage.tabs(words, filter, all)
        summary = RegistersPage.summary(words, all.filter(\.isOpen), on: day)
        let owners = Set(all.compactMap(\.record.owner)).sorted()
        filters = isPrint ? nil : RegisterFilters(look, filter, owners: owners)
        tags = RegistersPage.tags(look, filter)
        hasTags = !tags.isEmpty
        clearHref = RegisterFilter().with { $0.kind = filter.kind }.address()
        result = words.count("registers.found", found.count)
        columns = RegistersPage.columns(words, filter)
        rows = report.lines.map { RegistersPage.row($0, words) }
        hasRows = !rows.isEmpty
        isFilteredOut = rows.isEmpty && filter.isNarrowing
        isEmpty = rows.isEmpty && !filter.isNarrowing
        pagination = Pagination(page: number, size: size, total: found.count, words: words) { filter.address(page: $0) }
        csvHref = filter.address("/registers/items.csv")
        printHref = filter.address("/registers/print")
        newHref = look.mayKeep ? "/registers/new\(filter.kind.map { "?kind=\($0.rawValue)" } ?? "")" : nil
    }

    private static func tabs(_ words: Words, _ filter: RegisterFilter, _ all: [RegisterItem]) -> [Tab] {
        let kinds: [RegisterKind?] = [nil] + RegisterKind.allCases
        return kinds.map { kind in
            let count = all.count { $0.isOpen && (kind == nil || $0.kind == kind) }
            return Tab(
                text: kind.map { words("registers.tab.\($0.rawValue)") } ?? words("registers.tab.all"),
                href: filter.with {
                    $0.kind = kind
                    $0.sorting = nil
                }.address(), isCurrent: filter.kind == kind, count: count > 0 ? count.printed : nil)
        }
    }

    private static func summary(_ words: Words, _ open: [RegisterItem], on day: Day) -> String {
        let matters = open.due(on: day)
        let due = Set(matters.map(\.item.id)).count
        let late = matters.count(where: \.isException)
        let vacant = open.count { $0.record.owner == nil }
        return [
            words.count("registers.open", open.count), words.count("registers.due-now", due),
            late > 0 ? words.count("registers.late", late) : nil,
            vacant > 0 ? words.count("registers.vacant", vacant) : nil,
        ].compactMap(\.self).joined(separator: " ")
    }

    private static func tags(_ look: RegisterLook, _ filter: RegisterFilter) -> [FilterTag] {
        let words = look.words
        var tags: [FilterTag] = []
        func add(_ name: String, _ value: String, _ removed: RegisterFilter) {
            tags.append(FilterTag(text: words("registers.tag.\(name)", ["value": value]), href: removed.address()))
        }
        if !filter.text.isEmpty { add("text", filter.text, filter.with { $0.text = "" }) }
        if filter.state != .open {
            add("state", words("registers.state.\(filter.state.rawValue)"), filter.with { $0.state = .open })
        }
        if let plan = filter.strategy {
            add("plan", beginning(look.planTitle(plan) ?? String(plan.number), 60), filter.with { $0.strategy = nil })
        }
        if !filter.owner.isEmpty {
            let owner = Int(filter.owner).map { look.names.name(MemberID($0)) } ?? words("plan.vacant")
            add("owner", owner, filter.with { $0.owner = "" })
        }
        if let due = filter.due { add("due", words("registers.due.\(due.rawValue)"), filter.with { $0.due = nil }) }
        return tags
    }

    private static func columns(_ words: Words, _ filter: RegisterFilter) -> [ColumnHead] {
        let sorted = filter.sorting ?? (filter.kind == .risk ? .score : .due)
        func head(_ key: String, _ sorting: RegisterFilter.Sorting? = nil) -> ColumnHead {
            ColumnHead(
                label: words("registers.column.\(key)"),
                href: sorting.map { by in filter.with { $0.sorting = by }.address() },
                sorted: sorting == sorted ? (sorted == .score ? "descending" : "ascending") : nil)
        }
        let hasScores = filter.kind == nil || filter.kind == .risk
        return [
            head("item", .reference), hasScores ? head("score", .score) : head("detail"), head("state"), head("owner"),
            head("next", .due),
        ]
    }

    private static func row(_ line: RegisterReport.Line, _ words: Words) -> Row {
        let item = line.item
        let detail: String? =
            switch item.record.details {
            case .risk(let risk): risk.scoreWords
            case .pilot(let pilot): pilot.site
            case .issue, .evidenceGap: nil
            }
        return Row(
            reference: item.reference.printed, href: item.path, register: words("registers.kind.\(item.kind.rawValue)"),
            title: beginning(item.record.title, 200), detail: detail, state: item.stateWord, keeper: line.owner,
            isVacant: item.isOpen && item.record.owner == nil,
            next: item.isOpen
                ? item.nextDue.map(PageTime.short) ?? words("plan.no-date") : words("registers.no-longer"),
            isLate: line.due.contains(where: \.isException), matters: line.due.map(\.sentence),
            planTitle: line.plan)
    }

    private init(page: Frame, rows: [Row], isNarrowed: Bool) {
        self.page = page
        heading = "Registers"
        tabs = Tab.examples
        summary = "12 open items. 3 have something due."
        filters = RegisterFilters.examples[0]
        tags = FilterTag.examples
        hasTags = true
        clearHref = "/registers"
        result = "12 items"
        columns = ColumnHead.examples
        self.rows = rows
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty && !isNarrowed
        isFilteredOut = rows.isEmpty && isNarrowed
        pagination = Pagination.examples[0]
        csvHref = "/registers/items.csv"
        printHref = "/registers/print"
        newHref = "/registers/new"
    }

    static var examples: [RegistersPage] {
        let row = Row(
            reference: "R-0001", href: "/registers/R-0001", register: "Risk", title: "The lease may not be renewed.",
            detail: "12 (likelihood 3, possible; impact 4, large)", state: "Open", keeper: "vacant", isVacant: true,
            next: "30 Apr 2003", isLate: true, matters: ["Review due on 30 April 2003, today"],
            planTitle: "Example City drug strategy")
        return [
            RegistersPage(page: Frame.examples[1], rows: [row], isNarrowed: false),
            RegistersPage(page: Frame.examples[1], rows: [], isNarrowed: false),
            RegistersPage(page: Frame.examples[1], rows: [], isNarrowed: true),
        ]
    }
}

/// The registers as a CSV file, safe to open in a spreadsheet.
enum RegisterFile {
    static func text(_ look: RegisterLook, _ items: [RegisterItem]) -> String {
        let words = look.words
        let report = RegisterReport(
            items, on: look.moment.day, at: look.moment.sequence, names: look.names, strategies: look.strategies)
        let columns = [
            "reference", "register", "state", "title", "likelihood", "impact", "score", "site", "owner", "next",
            "due", "plan", "actions", "marking", "opened", "reviewed", "closed", "reason",
        ]
        var lines = [columns.map { words("registers.file.\($0)") }]
        for line in report.lines { lines.append(cells(line)) }
        return lines.map { CSVWriter.line($0) }.joined()
    }

    private static func cells(_ line: RegisterReport.Line) -> [String] {
        let item = line.item
        let own = details(item.record.details)
        let due = line.due.map(\.sentence).joined(separator: "; ")
        let actions = item.record.actions.map(\.reference).joined(separator: ", ")
        var cells = [item.reference.printed, item.kind.word, item.stateWord, item.record.title]
        cells += [own.likelihood, own.impact, item.score.map { String($0) } ?? "", own.site]
        cells += [line.owner, item.nextDue?.iso ?? "", due, line.plan ?? "", actions, item.marking.printed]
        cells += [item.opened.iso, item.reviewed?.iso ?? "", item.closing?.on.iso ?? "", item.closing?.reason ?? ""]
        return cells
    }

    /// What only a risk or a pilot has, empty for the others.
    private static func details(_ details: RegisterDetails) -> (likelihood: String, impact: String, site: String) {
        switch details {
        case .risk(let risk): (String(risk.likelihood), String(risk.impact), "")
        case .pilot(let pilot): ("", "", pilot.site)
        case .issue, .evidenceGap: ("", "", "")
        }
    }
}
