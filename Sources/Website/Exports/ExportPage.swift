import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// Where a plan is taken out as a file: which file, which rows, what will be in it and how it comes back.
struct ExportPage: PageModel {
    static let template = "exports/export"
    static let fields: Set<String> = ["format", "rows"]

    let page: Frame
    let head: PlanHead
    /// The form's address, with the filter and the day.
    let action: String
    let format: ChoiceField
    let rows: ChoiceField
    /// There is a filter to choose by.
    let hasRows: Bool
    let facts: [SummaryRow]
    let isEmpty: Bool
    let reviseHref: String?
    let planHref: String

    init(
        _ look: PlanLook, _ filter: PlanFilter, form: FormFields? = nil, problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("export.title"), problems: problems)
        head = PlanHead(look, at: .none)
        action = look.asAt.link("\(look.path)/export", filter.with { $0.page = "1" }.fields)
        planHref = look.asAt.link(look.path, filter.with { $0.page = "1" }.fields)
        format = ChoiceField(
            "format", words("export.format"),
            choices: SheetFormat.allCases.map {
                ($0.rawValue, words("export.format.\($0.rawValue)"), words("export.format.\($0.rawValue).hint"))
            }, chosen: [form?["format"] ?? SheetFormat.xlsx.rawValue], problems: problems)
        hasRows = filter.isNarrowing
        let total = look.plan.actions.count
        let found = hasRows ? filter.positions(in: look.picture, look.index) { look.names.name($0) }.count : total
        rows = ChoiceField(
            "rows", words("export.rows"),
            choices: [
                ("chosen", words.count("export.rows.chosen", found), ExportPage.filterWords(look, filter)),
                ("all", words.count("export.rows.all", total), nil),
            ], chosen: [form?["rows"] == "all" ? "all" : "chosen"], problems: problems)
        isEmpty = total == 0
        facts = [
            SummaryRow(words("export.fact.as-at"), ExportPage.moment(look)),
            SummaryRow(words("export.fact.rows"), words.count("plan.actions", total)),
            SummaryRow(words("export.fact.marking"), look.index.marking.printed),
            SummaryRow(words("export.fact.in-it"), words("export.in-it")),
            SummaryRow(words("export.fact.not-in-it"), words("export.not-in-it")),
            SummaryRow(words("export.fact.logged"), words("export.logged")),
        ]
        reviseHref = look.may(.revisePlan) ? "/imports/new?revises=\(look.strategy.id.number)" : nil
    }

    private static func moment(_ look: PlanLook) -> String {
        look.words(
            look.asAt.moment.isToday ? "export.as-at.today" : "export.as-at.past",
            ["day": look.asAt.moment.day.printed, "entry": Int(look.asAt.moment.sequence.number).printed])
    }

    /// What a filter chooses by, in words: what the sheet of notes and the page say of it. Members by their post.
    static func filterWords(_ look: PlanLook, _ filter: PlanFilter) -> String? {
        guard filter.isNarrowing else { return nil }
        var tags = StrategyPage.tags(look, filter.with { $0.owner = "" }) { _ in "" }.map(\.text)
        if !filter.owner.isEmpty {
            let owner = Int(filter.owner).map { look.names.post(MemberID($0)) } ?? look.words("plan.vacant")
            tags.append(look.words("filter.tag.owner", ["value": owner]))
        }
        return tags.joined(separator: "; ")
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        head = PlanHead.examples[0]
        action = "/plans/1/export?status=overdue"
        planHref = "/plans/1?status=overdue"
        format = ChoiceField.examples[0]
        rows = ChoiceField(
            "rows", "Which actions",
            choices: [("chosen", "The 3 actions chosen", "Status: overdue"), ("all", "All 87 actions", nil)],
            chosen: ["chosen"])
        hasRows = !isEmpty
        facts = SummaryRow.examples
        self.isEmpty = isEmpty
        reviseHref = isEmpty ? nil : "/imports/new?revises=1"
    }

    static var examples: [ExportPage] {
        [
            ExportPage(page: Frame.examples[1], isEmpty: false), ExportPage(page: Frame.examples[1], isEmpty: true),
        ]
    }
}
