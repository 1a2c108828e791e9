import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// Which decisions the log shows; all of it stands in the address.
struct DecisionQuery: Sendable, Equatable {
    var group: GroupID?
    var strategy: StrategyID?
    var state: Decision.Word?
    var text = ""
    var page = "1"

    init(_ query: FormFields) {
        func number(_ name: String) -> Int? { Int(query[name]).flatMap { $0 > 0 ? $0 : nil } }
        group = number("group").map { GroupID($0) }
        strategy = number("strategy").map { StrategyID($0) }
        state = Decision.Word(rawValue: query["state"])
        text = String(query["text"].prefix(200))
        page = query["page"]
    }

    var filter: DecisionFilter { DecisionFilter(group: group, strategy: strategy, state: state) }

    var isNarrowing: Bool { group != nil || strategy != nil || state != nil || !text.isEmpty }

    func link(_ path: String, page: Int? = nil, _ change: (inout DecisionQuery) -> Void = { _ in }) -> String {
        var copy = self
        change(&copy)
        let fields: [(name: String, value: String)] = [
            ("group", copy.group.map { String($0.number) } ?? ""),
            ("strategy", copy.strategy.map { String($0.number) } ?? ""), ("state", copy.state?.rawValue ?? ""),
            ("text", copy.text), ("page", page.map { $0 == 1 ? "" : String($0) } ?? ""),
        ]
        let query = QueryWriter.write(fields.filter { !$0.value.isEmpty })
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// Those whose words hold every word that was typed.
    func passing(_ decisions: [Decision]) -> [Decision] {
        let wanted = text.lowercased()
        guard !wanted.isEmpty else { return decisions }
        return decisions.filter { decision in
            let all = [decision.id.reference, decision.text] + decision.about.map(\.action.reference)
            return all.joined(separator: " ").lowercased().contains(wanted)
        }
    }
}

/// The log of decisions: filtered, page by page, with the file of the same view.
struct DecisionsPage: PageModel {
    struct Row: Sendable, Equatable {
        let number: String
        let href: String
        let text: String
        let taken: String
        let group: String
        let owner: String
        let comesBack: String
        let state: String
        let about: String?
    }

    static let template = "meetings/decisions"
    static let size = 50

    let page: Frame
    let tabs: [Tab]
    let result: String
    let rows: [Row]
    let hasRows: Bool
    let pagination: Pagination
    let text: TextField
    let group: SelectField
    let strategy: SelectField
    let state: SelectField
    let tags: [FilterTag]
    let hasTags: Bool
    let csvHref: String
    /// None at all yet: what to do first.
    let empty: String?
    let isFilteredOut: Bool

    init(_ look: MeetingLook, _ decisions: [Decision], _ query: DecisionQuery, plans: [Strategy]) {
        let words = look.words
        let found = query.passing(decisions)
        page = look.frame(words("decisions.title"), marking: found.map(\.marking).max() ?? .official)
        tabs = look.tabs("decisions")
        result = words.count("decisions.count", found.count)
        let number = Pagination.page(query.page, size: Self.size, total: found.count)
        let shown = Array(found.dropFirst((number - 1) * Self.size).prefix(Self.size))
        let list = DecisionList(shown, groups: look.groupNames, names: look.names)
        rows = zip(shown, list.decisions).map { decision, line in
            Row(
                number: line.number, href: "/decisions/\(line.number)", text: line.text,
                taken: PageTime.short(decision.taken), group: line.group,
                owner: line.owner.isEmpty ? words("room.owner.nobody") : line.owner,
                comesBack: decision.comesBack.map(PageTime.short) ?? "", state: line.sentence,
                about: line.actions.isEmpty ? nil : line.actions.joined(separator: ", "))
        }
        hasRows = !rows.isEmpty
        pagination = Pagination(page: number, size: Self.size, total: found.count, words: words) {
            query.link("/decisions", page: $0)
        }
        let any = (value: "", text: words("filter.any"))
        text = TextField("text", words("filter.text"), value: query.text, width: "medium", limit: 200)
        group = SelectField(
            "group", words("meetings.group"), options: [any] + look.groups.map { (String($0.id.number), $0.name) },
            chosen: query.group.map { String($0.number) } ?? "")
        strategy = SelectField(
            "strategy", words("decisions.strategy"), options: [any] + plans.map { (String($0.id.number), $0.title) },
            chosen: query.strategy.map { String($0.number) } ?? "")
        state = SelectField(
            "state", words("decisions.state"),
            options: [any] + Decision.Word.allCases.map { ($0.rawValue, words("decision.state.\($0.rawValue)")) },
            chosen: query.state?.rawValue ?? "")
        tags = DecisionsPage.tags(look, query, plans)
        hasTags = !tags.isEmpty
        csvHref = query.link("/decisions.csv")
        empty = found.isEmpty && !query.isNarrowing ? words("decisions.empty") : nil
        isFilteredOut = found.isEmpty && query.isNarrowing
    }

    private static func tags(_ look: MeetingLook, _ query: DecisionQuery, _ plans: [Strategy]) -> [FilterTag] {
        let words = look.words
        var tags: [FilterTag] = []
        func add(_ key: String, _ value: String, _ change: (inout DecisionQuery) -> Void) {
            tags.append(FilterTag(text: "\(words(key)): \(value)", href: query.link("/decisions", change)))
        }
        if !query.text.isEmpty { add("filter.text", query.text) { $0.text = "" } }
        if let group = query.group { add("meetings.group", look.name(of: group)) { $0.group = nil } }
        if let id = query.strategy {
            add("decisions.strategy", plans.first { $0.id == id }?.title ?? "") { $0.strategy = nil }
        }
        if let state = query.state {
            add("decisions.state", words("decision.state.\(state.rawValue)")) { $0.state = nil }
        }
        return tags
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        tabs = Tab.examples
        result = "1 decision"
        rows =
            isEmpty
            ? []
            : [
                Row(
                    number: "D-0001", href: "/decisions/D-0001", text: "Open a second base.", taken: "4 Mar 2009",
                    group: "Steering group", owner: "Treatment Commissioner", comesBack: "3 Jun 2009", state: "Stands",
                    about: "AP-0012")
            ]
        hasRows = !isEmpty
        pagination = Pagination.examples[0]
        text = TextField.examples[0]
        group = SelectField.examples[0]
        strategy = SelectField.examples[0]
        state = SelectField.examples[0]
        tags = FilterTag.examples
        hasTags = true
        csvHref = "/decisions.csv"
        empty = isEmpty ? "No decision has been recorded yet." : nil
        isFilteredOut = isEmpty
    }

    static var examples: [DecisionsPage] {
        [DecisionsPage(page: Frame.examples[1], isEmpty: false), DecisionsPage(page: Frame.examples[1], isEmpty: true)]
    }
}

/// One decision: what was decided, by whom, about what, and what has become of it.
struct DecisionPage: PageModel {
    static let template = "meetings/decision"

    let page: Frame
    let number: String
    let text: String
    let state: String
    let facts: [SummaryRow]
    let meetingHref: String
    let actions: [Frame.Link]
    let hasActions: Bool
    let successor: Frame.Link?
    let closeHref: String?

    init(_ look: MeetingLook, _ decision: Decision, _ meeting: Meeting, texts: [ActionID: String]) {
        let words = look.words
        number = decision.id.reference
        page = look.frame(number, section: words("decisions.title"), marking: decision.marking)
        text = decision.text
        state = decision.state.sentence
        facts = [
            SummaryRow(words("decisions.group"), look.name(of: decision.group)),
            SummaryRow(words("decisions.meeting"), "\(meeting.title), \(meeting.day.printed)"),
            SummaryRow(words("decisions.taken"), decision.taken.printed),
            SummaryRow(
                words("room.owner"), decision.owner.map(look.names.post) ?? words("room.owner.nobody")),
            SummaryRow(
                words("room.comes-back"), decision.comesBack?.printed ?? words("decision.no-return")),
            SummaryRow(words("meetings.marking"), decision.marking.printed),
        ]
        meetingHref = "/meetings/\(meeting.id.number)"
        actions = decision.about.map { about in
            let text = texts[about.action].map { " \(beginning($0, 120))" } ?? ""
            return Frame.Link("\(about.action.reference)\(text)", "/actions/\(about.action.reference)")
        }
        hasActions = !actions.isEmpty
        if case .superseded(let by, _, _) = decision.state {
            successor = Frame.Link(by.reference, "/decisions/\(by.reference)")
        } else {
            successor = nil
        }
        closeHref =
            decision.state == .standing && look.may(.holdMeeting) ? "/decisions/\(number)/close" : nil
    }

    private init(page: Frame) {
        self.page = page
        number = "D-0001"
        text = "Open a second base."
        state = "Superseded by D-0002 on 3 June 2009"
        facts = SummaryRow.examples
        meetingHref = "/meetings/1"
        actions = [Frame.Link("AP-0012 Open a second base.", "/actions/AP-0012")]
        hasActions = true
        successor = Frame.Link("D-0002", "/decisions/D-0002")
        closeHref = "/decisions/D-0001/close"
    }

    static var examples: [DecisionPage] { [DecisionPage(page: Frame.examples[1])] }
}

/// A decision is closed: done, or superseded by a later one.
struct CloseDecisionPage: PageModel {
    static let template = "meetings/decision-close"
    static let fields: Set<String> = ["answer", "by", "note"]

    let page: Frame
    let number: String
    let text: String
    let backHref: String
    let version: String
    let stale: StaleNotice?
    let answer: ChoiceField
    let by: TextField
    let note: TextArea
    let screening: ChoiceField?

    init(_ look: MeetingLook, _ decision: Decision, _ showing: ActionForm.Showing) {
        let words = look.words
        let form = showing.form
        number = decision.id.reference
        page = look.frame(
            words("close.title"), section: number, marking: decision.marking, problems: showing.problems)
        text = decision.text
        backHref = "/decisions/\(number)"
        version = (showing.version ?? decision.version).description
        stale = StaleNotice(showing.since)
        answer = ChoiceField(
            "answer", words("close.answer"),
            choices: [("done", words("close.done"), nil), ("superseded", words("close.superseded"), nil)],
            chosen: [form["answer"]], problems: showing.problems)
        by = TextField(
            "by", words("close.by"), value: form["by"], hint: words("close.by.hint"), width: "narrow", limit: 12,
            problems: showing.problems)
        note = TextArea(
            "note", words("close.note"), value: form["note"], hint: words("close.note.hint"), rows: 3,
            limit: MeetingLimit.reason, problems: showing.problems)
        screening = ChoiceField.screening(words, form, showing.problems)
    }

    private init(page: Frame) {
        self.page = page
        number = "D-0001"
        text = "Open a second base."
        backHref = "/decisions/D-0001"
        version = "17"
        stale = StaleNotice.examples[0]
        answer = ChoiceField.examples[0]
        by = TextField.examples[0]
        note = TextArea.examples[0]
        screening = ChoiceField.examples[1]
    }

    static var examples: [CloseDecisionPage] { [CloseDecisionPage(page: Frame.examples[1])] }
}
