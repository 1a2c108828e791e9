import ActionPlans
import Charts
import Mustache
import Reporting
import Vocabulary

/// The timeline of a plan or of all plans: drawings sheet by sheet, and the table that tells the same.
struct TimelinePage: PageModel {
    /// One drawing in a region of its own, which a small screen scrolls.
    struct Sheet: Sendable {
        let label: String
        let drawing: TrustedMarkup
    }

    /// The rows of the table under one heading.
    struct Group: Sendable {
        let title: String
        let rows: [Row]
    }

    /// One commitment.
    struct Row: Sendable, MustacheParent {
        let href: String
        let reference: String
        let number: String?
        /// Empty where the row above is of the same action.
        let text: String
        let what: String
        let opens: String
        let due: String
        let agreed: String
        let further: String
        let status: StatusTag
        let done: String?

        func child(named name: String) -> Any? {
            switch name {
            case "href": href.forPage
            case "reference": reference.forPage
            case "number": number?.forPage
            case "text": text.forPage
            case "what": what.forPage
            case "opens": opens.forPage
            case "due": due.forPage
            case "agreed": agreed.forPage
            case "further": further.forPage
            case "status": status
            case "done": done?.forPage
            default: nil
            }
        }
    }

    static let template = "timeline/timeline"
    /// Actions on one page; the axis is that of the whole plan on each.
    static let size = 60

    let page: Frame
    /// Nil for all plans together.
    let head: PlanHead?
    let date: DateField?
    let filters: TimelineFilters
    let summary: String
    let subtitle: String
    let sheets: [Sheet]
    let groups: [Group]
    let isEmpty: Bool
    let emptyText: String
    let csvHref: String
    let wholeHref: String
    let pagination: Pagination

    init(_ look: PlanLook, _ asked: TimelineAsked) {
        self.init(
            page: look.frame(look.words("timeline.title")), head: PlanHead(look, at: .timeline), date: nil,
            filters: TimelineFilters(look, asked), asked: asked, asAt: look.asAt, path: "\(look.path)/timeline",
            report: asked.report(look), hasPlans: true, words: look.words, faces: look.faces)
    }

    init(_ look: AllPlansLook, _ asked: TimelineAsked) {
        let words = look.visit.words
        self.init(
            page: FrameMaker.frame(
                look.visit,
                .init(words("timeline.all"), area: .plans, marking: look.marking, problems: look.asAt.problems)),
            head: nil,
            date: DateField("as-at", words("as-at.legend"), look.asAt.boxes, problems: look.asAt.problems),
            filters: TimelineFilters(look, asked), asked: asked, asAt: look.asAt, path: "/timeline",
            report: asked.report(look), hasPlans: !look.pictures.isEmpty, words: words,
            faces: look.visit.site.faces)
    }

    private init(
        page: Frame, head: PlanHead?, date: DateField?, filters: TimelineFilters, asked: TimelineAsked, asAt: AsAt,
        path: String, report: TimelineReport, hasPlans: Bool, words: Words, faces: StatusFaces
    ) {
        let number = Pagination.page(asked.filter.page, size: Self.size, total: report.count)
        let rows = asked.isWhole ? nil : ((number - 1) * Self.size)..<min(number * Self.size, report.count)
        let figure = report.timeline(rows: rows).figure(name: "timeline", on: .screen.high(640, first: 440))
        self.page = page
        self.head = head
        self.date = date
        self.filters = filters
        summary = report.summary
        subtitle = figure.subtitle
        sheets = figure.drawings.enumerated().map { place, drawing in
            Sheet(
                label: words(
                    "timeline.sheet",
                    ["sheet": (place + 1).printed, "sheets": figure.drawings.count.printed]),
                drawing: drawing.markup)
        }
        groups = report.groups(rows: rows).map { group in
            Group(title: group.title, rows: group.lines.map { Row($0, asAt, faces) })
        }
        isEmpty = report.count == 0
        emptyText = words(hasPlans ? "timeline.empty" : "timeline.no-plan")
        csvHref = asAt.link("\(path).csv", asked.fields)
        wholeHref = asAt.link(path, asked.fields + [("all", "yes")])
        pagination = Pagination(
            page: number, size: asked.isWhole ? .max / 2 : Self.size, total: report.count, words: words
        ) {
            asAt.link(path, asked.fields + ($0 == 1 ? [] : [("page", String($0))]))
        }
    }

    private init(isOfAll: Bool) {
        page = Frame.examples[1]
        head = isOfAll ? nil : PlanHead.examples[0]
        date = isOfAll ? DateField.examples[0] : nil
        filters = TimelineFilters.examples[isOfAll ? 1 : 0]
        let timeline = TimelinePage.example
        let figure = timeline.figure(name: "timeline")
        summary = timeline.summary
        subtitle = figure.subtitle
        sheets = figure.drawings.map { Sheet(label: "Timeline, sheet 1 of 1", drawing: $0.markup) }
        groups = isOfAll ? [] : [Group(title: "1 Young people", rows: [Row(isFirst: true), Row(isFirst: false)])]
        isEmpty = isOfAll
        emptyText = "No action is like that."
        csvHref = "/plans/1/timeline.csv"
        wholeHref = "/plans/1/timeline?all=yes"
        pagination = Pagination.examples[0]
    }

    static var examples: [TimelinePage] { [TimelinePage(isOfAll: false), TimelinePage(isOfAll: true)] }

    private static var example: Timeline {
        let today = Day(number: 14_000)
        return Timeline(
            title: "Timeline: Example City drug strategy", subtitle: "Opening and due days by aim",
            summary: "Of 1 action, 1 falls due in the next three months.", source: "Example", today: today,
            year: .financial, span: today...today.adding(days: 364),
            groups: [
                TimelineGroup(
                    title: "1 Young people",
                    rows: [
                        TimelineRow(
                            name: "AP-0012 (3.2) Under way", text: "Open a second outreach base.", state: .underWay,
                            lanes: [
                                TimelineLane(
                                    state: .underWay, opens: today.adding(days: 30), stated: today.adding(days: 120))
                            ])
                    ])
            ])
    }
}

extension TimelinePage.Row {
    init(_ line: TimelineLine, _ asAt: AsAt, _ faces: StatusFaces) {
        href = asAt.link("/actions/\(line.reference)")
        reference = line.reference
        number = line.isFirst ? line.number : nil
        text = line.isFirst ? line.text : ""
        what = line.what
        opens = line.opens.map(PageTime.short) ?? "–"
        due = line.stated.map(PageTime.short) ?? "–"
        agreed = line.agreed.map(PageTime.short) ?? "–"
        further = line.further.isEmpty ? "–" : line.further
        status = faces.tag(line.status)
        done = line.status == .completed ? line.completed.map(PageTime.short) : nil
    }

    fileprivate init(isFirst: Bool) {
        href = "/actions/AP-0012"
        reference = "AP-0012"
        number = isFirst ? "3.2" : nil
        text = isFirst ? "Open a second outreach base." : ""
        what = "Review completed"
        opens = "–"
        due = "30 Apr 2003"
        agreed = "–"
        further = "every 3 months, then 31 Jul 2003"
        status = StatusTag.examples[0]
        done = isFirst ? "28 Apr 2003" : nil
    }
}

/// The form that chooses what the rows stand under, and which are shown. Its fields are the address's fields.
struct TimelineFilters: Component {
    static let template = "timeline/filters"

    let action: String
    let by: SelectField
    let status: SelectField
    /// Nil for all plans together.
    let aim: SelectField?
    let lead: SelectField?
    let kept: [PlanHead.Kept]

    init(_ look: PlanLook, _ asked: TimelineAsked) {
        let whole = StrategyFilters(look, asked.filter)
        action = "\(look.path)/timeline"
        by = TimelineFilters.by([.aim, .lead, .strategy], asked, look.words)
        status = whole.status
        aim = whole.aim
        lead = whole.lead
        kept = look.asAt.fields.map { PlanHead.Kept(name: $0.name, value: $0.value) }
    }

    init(_ look: AllPlansLook, _ asked: TimelineAsked) {
        let words = look.visit.words
        action = "/timeline"
        by = TimelineFilters.by([.strategy, .lead, .aim], asked, words)
        status = SelectField(
            "status", words("filter.status"),
            options: [(value: "", text: words("filter.any"))]
                + StatusFaces.order.map { ($0.rawValue, look.visit.site.faces.tag($0).word) },
            chosen: asked.filter.status?.rawValue ?? "")
        aim = nil
        lead = nil
        kept = look.asAt.fields.map { PlanHead.Kept(name: $0.name, value: $0.value) }
    }

    private static func by(_ groupings: [TimelineGrouping], _ asked: TimelineAsked, _ words: Words) -> SelectField {
        SelectField(
            "by", words("timeline.by"),
            options: groupings.map { (value: $0.rawValue, text: words("timeline.by.\($0.rawValue)")) },
            chosen: asked.grouping.rawValue)
    }

    private init(isOfAll: Bool) {
        action = isOfAll ? "/timeline" : "/plans/1/timeline"
        by = SelectField.examples[0]
        status = SelectField.examples[0]
        aim = isOfAll ? nil : SelectField.examples[0]
        lead = isOfAll ? nil : SelectField.examples[0]
        kept = [PlanHead.Kept(name: "as-at", value: "2003-06-30")]
    }

    static var examples: [TimelineFilters] { [TimelineFilters(isOfAll: false), TimelineFilters(isOfAll: true)] }
}
