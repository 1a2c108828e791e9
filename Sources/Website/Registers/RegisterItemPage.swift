import ActionPlans
import Coordination
import Reporting
import Vocabulary

/// The record of one item of a register: what it says now, what is due of it, everything that happened to it.
struct RegisterItemPage: PageModel {
    struct ActionLine: Sendable, Equatable {
        let reference: String
        let href: String
        let text: String
    }

    static let template = "registers/item"

    let page: Frame
    let reference: String
    let heading: String
    let stateLine: String
    let matters: [String]
    let hasMatters: Bool
    let facts: [SummaryRow]
    let actions: [ActionLine]
    let hasActions: Bool
    let buttons: [ActionPage.Button]
    let hasButtons: Bool
    let timeline: [TimelineEvent]

    init(
        _ look: RegisterLook, _ item: RegisterItem, _ history: [RegisterHistoryEntry], actions: [ActionLine]
    ) {
        let words = look.words
        page = look.frame(item.reference.printed, marking: item.marking)
        reference = "\(item.reference.printed) · \(words("registers.kind.\(item.kind.rawValue)"))"
        heading = item.record.title
        stateLine =
            item.closing.map {
                words(
                    "registers.closed-line", ["state": $0.how.word, "day": $0.on.printed, "reason": $0.reason])
            } ?? words("registers.open-line", ["day": item.opened.printed])
        matters = item.due(on: look.moment.day).map(\.sentence)
        hasMatters = !matters.isEmpty
        facts = RegisterItemPage.facts(look, item)
        self.actions = actions
        hasActions = !actions.isEmpty
        buttons = RegisterItemPage.buttons(look, item)
        hasButtons = !buttons.isEmpty
        let clock = look.visit.house.clock
        timeline = zip(RegisterWords(look.names).events(history), history).map { event, entry in
            TimelineEvent(
                what: event.what, who: look.names.author(entry.header.author),
                when: PageTime.printed(entry.header.recorded, clock), details: event.lines,
                entry: entry.header.sequence.description)
        }
    }

    private static func facts(_ look: RegisterLook, _ item: RegisterItem) -> [SummaryRow] {
        let words = look.words
        let none = words("registers.nothing")
        var rows = item.record.details.facts.map { SummaryRow($0.name, $0.value ?? none) }
        rows.append(SummaryRow(item.kind.ownerName, look.names.owner(item.record.owner)))
        if let review = item.record.review { rows.append(SummaryRow(words("registers.review"), review.printed)) }
        rows.append(SummaryRow(words("registers.reviewed"), item.reviewed?.printed ?? words("registers.not-yet")))
        if item.extensions > 0 { rows.append(SummaryRow(words("registers.extended"), item.extensions.printed)) }
        if let plan = look.planTitle(item.record.strategy) { rows.append(SummaryRow(words("registers.plan"), plan)) }
        if let source = item.closing?.source { rows.append(SummaryRow(words("registers.answer-source"), source)) }
        rows.append(SummaryRow(words("action.marking"), item.marking.printed))
        return rows
    }

    private static func buttons(_ look: RegisterLook, _ item: RegisterItem) -> [ActionPage.Button] {
        guard look.mayKeep else { return [] }
        let acts: [String] =
            if !item.isOpen {
                ["reopen"]
            } else {
                switch item.kind {
                case .risk, .issue: ["review", "change", "close"]
                case .pilot: ["decide", "review", "change", "close"]
                case .evidenceGap: ["answer", "review", "change", "close"]
                }
            }
        return acts.enumerated().map { index, act in
            ActionPage.Button(
                text: look.words("registers.button.\(act)"), href: "\(item.path)/\(act)", isFirst: index == 0)
        }
    }

    private init(page: Frame) {
        self.page = page
        reference = "R-0001 · Risk"
        heading = "The lease may not be renewed."
        stateLine = "Open since 3 March 2003."
        matters = ["Review due on 30 April 2003, today"]
        hasMatters = true
        facts = SummaryRow.examples
        actions = [ActionLine(reference: "AP-0012", href: "/actions/AP-0012", text: "Open a second outreach base.")]
        hasActions = true
        buttons = [ActionPage.Button(text: "Record a look at it", href: "/registers/R-0001/review", isFirst: true)]
        hasButtons = true
        timeline = TimelineEvent.examples
    }

    static var examples: [RegisterItemPage] { [RegisterItemPage(page: Frame.examples[1])] }
}
