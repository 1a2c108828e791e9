import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// A plan as the list of its actions: counts, filters, fifty rows a page.
struct StrategyPage: PageModel {
    struct Need: Sendable, Equatable {
        let text: String
        let href: String
    }

    static let template = "plans/strategy"
    static let rowsOnPage = 50

    let page: Frame
    let head: PlanHead
    let counts: [StatusCount]
    let needs: [Need]
    let hasNeeds: Bool
    let filters: StrategyFilters
    let tags: [FilterTag]
    let hasTags: Bool
    let clearHref: String
    let result: String
    let columns: [ColumnHead]
    let rows: [PlanRow]
    let hasRows: Bool
    let isFilteredOut: Bool
    let pagination: Pagination
    let printHref: String
    let exportHref: String
    /// To the form of a board pack with this plan chosen; nil for who may not issue one.
    let packHref: String?
    let reviseHref: String?
    let addHref: String?
    let undoHref: String?
    let comparedWith: String

    init(_ look: PlanLook, _ filter: PlanFilter) {
        let words = look.words
        func address(_ filter: PlanFilter) -> String { look.asAt.link(look.path, filter.fields) }
        page = look.frame(words("plan.tab.actions"))
        head = PlanHead(look, at: .actions)
        counts = StrategyPage.counts(look, filter, address)
        needs = StrategyPage.needs(look, address)
        hasNeeds = !needs.isEmpty
        filters = StrategyFilters(look, filter)
        tags = StrategyPage.tags(look, filter, address)
        hasTags = !tags.isEmpty
        clearHref = look.asAt.link(look.path)
        let positions = filter.positions(in: look.picture, look.index) { look.names.name($0) }
        let number = Pagination.page(filter.page, size: Self.rowsOnPage, total: positions.count)
        result = words.count(filter.isNarrowing ? "plan.found" : "plan.all", positions.count)
        columns = StrategyPage.columns(words, filter, address)
        let first = (number - 1) * Self.rowsOnPage
        let shown = Array(positions[min(first, positions.count)..<min(first + Self.rowsOnPage, positions.count)])
        rows = shown.enumerated().map { PlanRow($1, look, after: $0 == 0 ? nil : shown[$0 - 1]) }
        hasRows = !rows.isEmpty
        isFilteredOut = rows.isEmpty && filter.isNarrowing
        pagination = Pagination(page: number, size: Self.rowsOnPage, total: positions.count, words: words) { page in
            var there = filter
            there.page = String(page)
            return address(there)
        }
        printHref = look.asAt.link("\(look.path)/print")
        exportHref = look.asAt.link("\(look.path)/export", filter.with { $0.page = "1" }.fields)
        reviseHref = look.may(.revisePlan) ? "/imports/new?revises=\(look.strategy.id.number)" : nil
        packHref = look.may(.issuePack) ? "/packs/new?plans=\(look.strategy.id.number)" : nil
        undoHref = look.may(.undoImport) ? "\(look.path)/undo-import" : nil
        addHref = look.may(.addAction) ? "\(look.path)/actions/new" : nil
        comparedWith = words("plan.compared", ["point": look.picture.comparedWith.point.words])
    }

    private static func counts(
        _ look: PlanLook, _ filter: PlanFilter, _ address: (PlanFilter) -> String
    ) -> [StatusCount] {
        let counts = look.picture.counts
        var row = StatusFaces.order.filter { $0 != .withdrawn || counts[.withdrawn] > 0 }.map { status in
            let isChosen = filter.status == status
            return StatusCount(
                counts[status], look.faces.tag(status),
                href: address(filter.with { $0.status = isChosen ? nil : status }), isChosen: isChosen)
        }
        row.append(
            StatusCount(
                counts.changed, look.faces.changed,
                href: address(filter.with { $0.isChanged = !filter.isChanged }), isChosen: filter.isChanged))
        return row
    }

    private static func needs(_ look: PlanLook, _ address: (PlanFilter) -> String) -> [Need] {
        let counts: [(PlanFilter.Need, Int)] = [
            (.delayAsked, look.index.delayAsked.count), (.notUnderstood, look.index.notUnderstood.count),
            (.vacant, look.index.vacant.count),
        ]
        return counts.filter { $0.1 > 0 }.map { need, count in
            var filter = PlanFilter()
            filter.need = need
            return Need(text: look.words.count("plan.need.\(need.rawValue)", count), href: address(filter))
        }
    }

    static func tags(
        _ look: PlanLook, _ filter: PlanFilter, _ address: (PlanFilter) -> String
    ) -> [FilterTag] {
        let words = look.words
        var tags: [FilterTag] = []
        func add(_ name: String, _ value: String, _ removed: PlanFilter) {
            tags.append(FilterTag(text: words("filter.tag.\(name)", ["value": value]), href: address(removed)))
        }
        if !filter.text.isEmpty { add("text", filter.text, filter.with { $0.text = "" }) }
        if let status = filter.status { add("status", look.faces.tag(status).word, filter.with { $0.status = nil }) }
        if filter.isChanged { add("changed", look.faces.changed.word, filter.with { $0.isChanged = false }) }
        if !filter.lead.isEmpty { add("lead", beginning(filter.lead, 60), filter.with { $0.lead = "" }) }
        if !filter.owner.isEmpty {
            let owner = Int(filter.owner).map { look.names.name(MemberID($0)) } ?? words("plan.vacant")
            add("owner", owner, filter.with { $0.owner = "" })
        }
        if let aim = filter.aim {
            let level = look.index.aims.indices.contains(aim - 1) ? look.index.aims[aim - 1].level?.printed : nil
            add("aim", beginning(level ?? String(aim), 60), filter.with { $0.aim = nil })
        }
        if let need = filter.need {
            add("need", words("filter.need.\(need.rawValue)"), filter.with { $0.need = nil })
        }
        return tags
    }

    private static func columns(
        _ words: Words, _ filter: PlanFilter, _ address: (PlanFilter) -> String
    ) -> [ColumnHead] {
        let order: [PlanFilter.Sorting] = [.status, .reference, .lead, .owner, .due, .updated]
        return order.map { sorting in
            let isSorted = filter.sorting == sorting
            let next = filter.with {
                $0.sorting = sorting
                $0.isDescending = isSorted && !filter.isDescending
            }
            return ColumnHead(
                label: words("plan.sort.\(sorting.rawValue)"), href: address(next),
                sorted: isSorted ? (filter.isDescending ? "descending" : "ascending") : nil)
        }
    }

    private init(page: Frame, rows: [PlanRow]) {
        self.page = page
        head = PlanHead.examples[0]
        counts = StatusCount.examples
        needs = [Need(text: "1 action has no update owner", href: "/plans/1?need=vacant")]
        hasNeeds = true
        filters = StrategyFilters.examples[0]
        tags = FilterTag.examples
        hasTags = true
        clearHref = "/plans/1"
        result = "2 actions found"
        columns = ColumnHead.examples
        self.rows = rows
        hasRows = !rows.isEmpty
        isFilteredOut = rows.isEmpty
        pagination = Pagination.examples[0]
        printHref = "/plans/1/print"
        exportHref = "/plans/1/export"
        reviseHref = "/imports/new?revises=1"
        addHref = "/plans/1/actions/new"
        packHref = "/packs/new?plans=1"
        undoHref = "/plans/1/undo-import"
        comparedWith = "Changed since the import on 3 March 2009."
    }

    static var examples: [StrategyPage] {
        [
            StrategyPage(page: Frame.examples[1], rows: PlanRow.examples),
            StrategyPage(page: Frame.examples[1], rows: []),
        ]
    }
}
