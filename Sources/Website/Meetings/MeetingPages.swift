import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// The meetings there are: those to come, then those that were, newest first.
struct MeetingsPage: PageModel {
    struct Row: Sendable, Equatable {
        let day: String
        let title: String
        let href: String
        let group: String
        let place: String
        let state: String
        let minutesHref: String?
    }

    static let template = "meetings/meetings"
    static let size = 50

    let page: Frame
    let tabs: [Tab]
    /// The group whose meetings are shown; nil for all.
    let only: String?
    let coming: [Row]
    let hasComing: Bool
    let past: [Row]
    let hasPast: Bool
    let pagination: Pagination
    /// Nothing at all: what to do first.
    let empty: String?
    let emptyHref: String?
    let emptyLink: String

    init(_ look: MeetingLook, _ meetings: [Meeting], group: Group?) {
        let words = look.words
        page = look.frame(words("meetings.title"), marking: meetings.map(\.marking).max() ?? .official)
        tabs = look.tabs("meetings")
        only = group.map { words("meetings.only", ["group": $0.name]) }
        func row(_ meeting: Meeting) -> Row {
            let state = meeting.state(on: look.today)
            return Row(
                day: PageTime.short(meeting.day), title: meeting.title, href: "/meetings/\(meeting.id.number)",
                group: look.name(of: meeting.group),
                place: [meeting.time, meeting.place].filter { !$0.isEmpty }.joined(separator: ", "),
                state: words("meeting.state.\(state.rawValue)"),
                minutesHref: [.held, .agreed].contains(state) ? "/meetings/\(meeting.id.number)/minutes" : nil)
        }
        let ahead = meetings.filter { $0.day >= look.today && $0.cancelled == nil && $0.agreed == nil }
        let rest = meetings.filter { meeting in !ahead.contains { $0.id == meeting.id } }
            .sorted { ($0.day, $0.id) > ($1.day, $1.id) }
        coming = ahead.map(row)
        hasComing = !coming.isEmpty
        let number = Pagination.page(look.visit.query["page"], size: Self.size, total: rest.count)
        past = rest.dropFirst((number - 1) * Self.size).prefix(Self.size).map(row)
        hasPast = !past.isEmpty
        pagination = Pagination(page: number, size: Self.size, total: rest.count, words: words) { page in
            let fields = (group.map { [("group", String($0.id.number))] } ?? []) + [("page", String(page))]
            return "/meetings?\(QueryWriter.write(fields.map { (name: $0.0, value: $0.1) }))"
        }
        let hasGroups = look.groups.contains { $0.dissolved == nil }
        empty = meetings.isEmpty ? words(hasGroups ? "meetings.empty" : "meetings.empty-no-group") : nil
        emptyHref = meetings.isEmpty ? "/groups" : nil
        emptyLink = words("meetings.empty.next")
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        tabs = Tab.examples
        only = "Meetings of the steering group."
        let row = Row(
            day: "4 Mar 2009", title: "Quarterly meeting", href: "/meetings/1", group: "Steering group",
            place: "10am, Town Hall", state: "Held", minutesHref: "/meetings/1/minutes")
        coming = isEmpty ? [] : [row]
        hasComing = !isEmpty
        past = isEmpty ? [] : [row]
        hasPast = !isEmpty
        pagination = Pagination.examples[0]
        empty = isEmpty ? "No meeting has been called yet." : nil
        emptyHref = isEmpty ? "/groups" : nil
        emptyLink = "Go to the groups"
    }

    static var examples: [MeetingsPage] {
        [MeetingsPage(page: Frame.examples[1], isEmpty: false), MeetingsPage(page: Frame.examples[1], isEmpty: true)]
    }
}

/// A meeting with its agenda, as it is read on screen and printed for the table.
struct MeetingPage: PageModel {
    struct Line: Sendable, Equatable {
        let number: String
        let reference: String
        let href: String?
        let title: String
        let sentence: String
        let plan: String?
        let status: StatusTag?
        let removeAction: String?
    }

    struct Part: Sendable, Equatable {
        let heading: String
        let lines: [Line]
    }

    struct Button: Sendable, Equatable {
        let text: String
        let href: String
        let isFirst: Bool
    }

    static let template = "meetings/meeting"
    static let fields: Set<String> = ["item"]

    let page: Frame
    let heading: String
    let group: String
    let groupHref: String
    let facts: [SummaryRow]
    let state: String
    let cancelled: String?
    let buttons: [Button]
    let hasButtons: Bool
    let asAt: String
    let since: [String]
    let parts: [Part]
    let isEmpty: Bool
    let textHref: String
    let mayAdd: Bool
    let version: String
    let addAction: String
    let item: TextField
    let screening: ChoiceField?
    let stale: StaleNotice?

    init(_ look: MeetingLook, _ folder: MeetingFolder, _ showing: ActionForm.Showing = .init()) {
        let words = look.words
        let meeting = folder.meeting
        let path = "/meetings/\(meeting.id.number)"
        page = look.frame(
            words("meeting.title"), section: meeting.title, marking: folder.marking, problems: showing.problems)
        heading = meeting.title
        group = folder.group.name
        groupHref = "/groups/\(folder.group.id.number)"
        let titles = MeetingPage.titles(folder)
        facts = MeetingPage.facts(look, folder, titles)
        state = words("meeting.state.\(meeting.state(on: look.today).rawValue)")
        cancelled = meeting.cancelled.map {
            words("meeting.cancelled", ["day": $0.on.printed, "reason": $0.reason])
        }
        let isOpen = meeting.cancelled == nil && meeting.agreed == nil
        mayAdd = isOpen && look.may(.holdMeeting)
        buttons = MeetingPage.buttons(look, meeting, path)
        hasButtons = !buttons.isEmpty
        let report = AgendaReport(
            folder.agenda, of: meeting, group: folder.group, plans: titles, marking: folder.marking,
            words: look.visit.site.faces.words)
        asAt = words("agenda.as-at", ["day": report.asAt])
        since = report.since.map { words("agenda.since", ["what": $0]) }
        var items = folder.agenda.items[...]
        let mayRemove = mayAdd
        parts =
            meeting.cancelled != nil
            ? []
            : report.parts.map { part in
                Part(
                    heading: part.heading,
                    lines: part.lines.map { line in
                        MeetingPage.line(line, items.removeFirst(), look, path, mayRemove: mayRemove)
                    })
            }
        isEmpty = parts.isEmpty && meeting.cancelled == nil
        textHref = "\(path)/agenda.txt"
        version = meeting.version.description
        addAction = "\(path)/items"
        item = TextField(
            "item", words("agenda.item"), value: showing.form["item"], hint: words("agenda.item.hint"),
            limit: MeetingLimit.item, problems: showing.problems)
        screening = ChoiceField.screening(words, showing.form, showing.problems)
        stale = StaleNotice(showing.since)
    }

    /// The titles of the plans in sight.
    static func titles(_ folder: MeetingFolder) -> [StrategyID: String] {
        Dictionary(
            folder.pictures.map { ($0.plan.strategy.id, $0.plan.strategy.title) }, uniquingKeysWith: { one, _ in one })
    }

    private static func facts(
        _ look: MeetingLook, _ folder: MeetingFolder, _ titles: [StrategyID: String]
    ) -> [SummaryRow] {
        let words = look.words
        let meeting = folder.meeting
        let looksAt = meeting.strategies.compactMap { titles[$0] }
        var facts = [SummaryRow(words("meeting.day"), meeting.day.printed)]
        if !meeting.time.isEmpty { facts.append(SummaryRow(words("meeting.time"), meeting.time)) }
        if !meeting.place.isEmpty { facts.append(SummaryRow(words("meeting.place"), meeting.place)) }
        facts.append(
            SummaryRow(
                words("meeting.strategies"), lines: looksAt.isEmpty ? [words("meeting.strategies.none")] : looksAt))
        if let superior = folder.superior { facts.append(SummaryRow(words("meeting.reports-to"), superior.name)) }
        if let previous = folder.previous {
            facts.append(SummaryRow(words("meeting.previous"), previous.day.printed))
        }
        return facts
    }

    private static func buttons(_ look: MeetingLook, _ meeting: Meeting, _ path: String) -> [Button] {
        guard meeting.cancelled == nil else { return [] }
        var buttons: [(String, String)] = []
        let isOpen = meeting.agreed == nil && look.may(.holdMeeting)
        if isOpen { buttons.append(("room", "\(path)/room")) }
        if meeting.day <= look.today { buttons.append(("minutes", "\(path)/minutes")) }
        if isOpen, look.may(.issuePack) {
            let plans = meeting.strategies.map { (name: "plans", value: String($0.number)) }
            let order =
                plans + [(name: "audience", value: "group"), (name: "group", value: String(meeting.group.number))]
            buttons.append(("pack", "/packs/new?" + QueryWriter.write(order)))
        }
        if isOpen { buttons += [("change", "\(path)/change"), ("cancel", "\(path)/cancel")] }
        return buttons.enumerated().map { index, button in
            Button(text: look.words("meeting.button.\(button.0)"), href: button.1, isFirst: index == 0)
        }
    }

    private static func line(
        _ line: AgendaReport.Line, _ item: Agenda.Item, _ look: MeetingLook, _ path: String, mayRemove: Bool
    ) -> Line {
        var href: String?
        var remove: String?
        switch item.about {
        case .action, .delay: href = "/actions/\(item.reference)"
        case .decision: href = "/decisions/\(item.reference)"
        case .register(let due): href = due.href
        case .typed(let number): remove = mayRemove ? "\(path)/items/\(number)/remove" : nil
        }
        return Line(
            number: line.number.printed, reference: line.reference, href: href, title: line.title,
            sentence: line.sentence, plan: line.plan, status: item.status.map { look.visit.site.faces.tag($0) },
            removeAction: remove)
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        heading = "Quarterly meeting"
        group = "Steering group"
        groupHref = "/groups/1"
        facts = SummaryRow.examples
        state = "To come"
        cancelled = isEmpty ? "Cancelled on 1 March 2009: snow." : nil
        buttons = isEmpty ? [] : [Button(text: "Meeting mode", href: "/meetings/1/room", isFirst: true)]
        hasButtons = !isEmpty
        asAt = "Made by rule from the plans as at 3 March 2009."
        since = ["Changes are those since the meeting on 3 December 2008."]
        parts =
            isEmpty
            ? []
            : [
                Part(
                    heading: "Red",
                    lines: [
                        Line(
                            number: "1", reference: "AP-0012", href: "/actions/AP-0012",
                            title: "Open a second outreach base.", sentence: "Overdue: due 30 April 2003",
                            plan: "Example City drug strategy", status: StatusTag.examples[0],
                            removeAction: "/meetings/1/items/1/remove")
                    ])
            ]
        self.isEmpty = isEmpty
        textHref = "/meetings/1/agenda.txt"
        mayAdd = true
        version = "17"
        addAction = "/meetings/1/items"
        item = TextField.examples[0]
        screening = ChoiceField.examples[1]
        stale = StaleNotice.examples[0]
    }

    static var examples: [MeetingPage] {
        [MeetingPage(page: Frame.examples[1], isEmpty: false), MeetingPage(page: Frame.examples[1], isEmpty: true)]
    }
}
