import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// The record of one action: what it is now and why, its commitments, what changed, what the plan says, what happened.
struct ActionPage: PageModel {
    struct CommitmentRow: Sendable, Equatable {
        let number: String
        let wording: String
        let label: String?
        let due: String
        let slips: String
        let status: StatusTag
        let sentence: String
        let decideHref: String?
    }

    /// "No change" with one press, while a round asks for it.
    struct NoChange: Sendable, Equatable {
        let address: String
        let version: String
    }

    struct ChangeRow: Sendable, Equatable {
        let what: String
        let old: String
        let new: String
    }

    struct Button: Sendable, Equatable {
        let text: String
        let href: String
        /// The first is what most people come for.
        let isFirst: Bool
    }

    /// An item of the registers that names this action.
    struct RegisterLine: Sendable, Equatable {
        let reference: String
        let href: String
        let text: String
        /// The state, and what is due.
        let words: String
    }

    static let template = "plans/action"

    let page: Frame
    let reference: String
    let planTitle: String
    let planHref: String
    let heading: String
    let place: String?
    let status: StatusTag
    let changed: StatusTag?
    let sentence: String
    let previous: String
    let facts: [SummaryRow]
    let buttons: [Button]
    let hasButtons: Bool
    let noChange: NoChange?
    let past: String?
    let todayHref: String
    let date: DateField
    let isOpen: Bool
    let commitments: [CommitmentRow]
    let changes: [ChangeRow]
    let hasChanges: Bool
    let comparedWith: String
    let wording: [SummaryRow]
    let registers: [RegisterLine]
    let hasRegisters: Bool
    let registerHref: String?
    let timeline: [TimelineEvent]
    let earlierHref: String?
    let decisions: [ActionDecision]
    let hasDecisions: Bool
    let successor: Frame.Link?
    let predecessors: [Frame.Link]
    let hasPredecessors: Bool

    init(
        _ look: PlanLook, _ action: Action, _ report: ActionReport, _ history: [PlanHistoryEntry],
        registers items: [RegisterItem] = [], decisions: [Decision] = []
    ) {
        let words = look.words
        page = look.frame(
            action.id.reference,
            marking: max(
                look.strategy.marking, action.marking, decisions.map(\.marking).max() ?? .official))
        reference = action.wording.number.map { "\(action.id.reference) (\($0))" } ?? action.id.reference
        planTitle = look.strategy.title
        planHref = look.asAt.link(look.path)
        heading = action.wording.text
        place = action.wording.path.isEmpty ? nil : action.wording.path.map(\.printed).joined(separator: " › ")
        status = look.faces.tag(report.status)
        changed = report.isChanged ? look.faces.changed : nil
        sentence = report.sentence
        previous = ActionPage.previous(report, words)
        facts = ActionPage.facts(look, action, report)
        buttons = ActionPage.buttons(look, action)
        hasButtons = !buttons.isEmpty
        noChange = ActionPage.noChange(look, action)
        past =
            look.asAt.moment.isToday
            ? nil
            : words(
                "as-at.banner",
                ["day": look.asAt.moment.day.printed, "entry": Int(look.asAt.moment.sequence.number).printed])
        todayHref = "/actions/\(action.id.reference)"
        date = DateField("as-at", words("as-at.legend"), look.asAt.boxes, problems: look.asAt.problems)
        isOpen = !look.asAt.problems.isEmpty
        commitments = report.commitments.map { ActionPage.row($0, look, action) }
        changes = report.changes.map {
            ChangeRow(what: $0.what, old: $0.old ?? words("action.nothing"), new: $0.new ?? words("action.nothing"))
        }
        hasChanges = !changes.isEmpty
        comparedWith = words("plan.compared", ["point": report.comparedWith.words])
        wording = ActionPage.wording(action.wording, words)
        registers = items.map { RegisterLine($0, on: look.picture.day) }
        hasRegisters = !registers.isEmpty
        registerHref = look.may(.keepRegisters) ? "/registers/new?action=\(action.id.reference)" : nil
        let clock = look.visit.house.clock
        timeline = zip(report.history, history).map { line, entry in
            TimelineEvent(
                line, entry, time: PageTime.printed(entry.header.recorded, clock), words,
                correctHref: ActionPage.correctHref(look, action, entry))
        }
        successor = action.retired?.successor.flatMap { look.plan.action($0) }.map { ActionPage.link($0, look) }
        predecessors = look.plan.actions.filter { $0.retired?.successor == action.id }.map { ActionPage.link($0, look) }
        hasPredecessors = !predecessors.isEmpty
        earlierHref = ActionPage.earlier(look, action, history)
        self.decisions = decisions.map { ActionDecision($0) }
        hasDecisions = !decisions.isEmpty
    }

    private static func link(_ action: Action, _ look: PlanLook) -> Frame.Link {
        Frame.Link(
            "\(action.id.reference): \(beginning(action.wording.text, 100))",
            look.asAt.link("/actions/\(action.id.reference)"))
    }

    /// The way to take an entry back, for who may.
    private static func correctHref(_ look: PlanLook, _ action: Action, _ entry: PlanHistoryEntry) -> String? {
        guard look.mayAct, ActionPolicy.may(.correctEntry, look.member, on: action).isAllowed,
            CorrectEntry.isOffered(entry, to: look.member)
        else { return nil }
        return "/actions/\(action.id.reference)/correct/\(entry.header.sequence)"
    }

    /// The link to older entries, when there may be some.
    private static func earlier(_ look: PlanLook, _ action: Action, _ history: [PlanHistoryEntry]) -> String? {
        guard history.count >= ActionRoutes.historyOnPage, let last = history.last else { return nil }
        return look.asAt.link(
            "/actions/\(action.id.reference)", [("before", String(last.header.sequence.number))])
    }

    private static func previous(_ report: ActionReport, _ words: Words) -> String {
        guard let previous = report.previous else {
            return words("action.previous-none", ["point": report.comparedWith.words])
        }
        if previous.sentence == report.sentence {
            return words("action.previous-same", ["point": report.comparedWith.words])
        }
        return words("action.previous", ["sentence": previous.sentence, "point": report.comparedWith.words])
    }

    private static func facts(_ look: PlanLook, _ action: Action, _ report: ActionReport) -> [SummaryRow] {
        let words = look.words
        let deadline = look.picture.standing(of: action.id)?.nextDeadline
        var facts = [
            SummaryRow(words("action.next-deadline"), deadline?.printed ?? words("plan.no-date")),
            SummaryRow(words("action.update-owner"), report.owner),
        ]
        if !report.contributing.isEmpty {
            facts.append(SummaryRow(words("action.contributing"), lines: report.contributing))
        }
        facts.append(
            SummaryRow(words("action.last-update"), action.lastReport?.day.printed ?? words("plan.no-update")))
        facts.append(SummaryRow(words("action.marking"), action.marking.printed))
        return facts
    }

    /// What this member may do to this action: the same question the command asks.
    private static func buttons(_ look: PlanLook, _ action: Action) -> [Button] {
        guard look.mayAct, action.retired == nil else { return [] }
        let path = "/actions/\(action.id.reference)"
        let acts: [(Act, String)] = [
            (.reportProgress, "report"), (.askDelay, "delay"), (.rerouteAction, "pass-on"),
            (.amendAction, "amend"), (.withdrawAction, "withdraw"),
        ]
        let open = acts.filter { ActionPolicy.may($0.0, look.member, on: action).isAllowed }
        return open.enumerated().map { index, act in
            Button(
                text: look.words("action.button.\(act.1)"), href: "\(path)/\(act.1)",
                isFirst: index == 0 && act.0 == .reportProgress)
        }
    }

    private static func noChange(_ look: PlanLook, _ action: Action) -> NoChange? {
        guard look.mayAct, action.retired == nil, let round = look.plan.openRound(on: look.asAt.moment.day),
            look.plan.owed[round.id]?.contains(action.id) == true,
            action.lastReport.map({ $0.sequence < round.opened || $0.day < round.opens }) ?? true,
            ActionPolicy.may(.reportProgress, look.member, on: action).isAllowed
        else { return nil }
        return NoChange(
            address: "/actions/\(action.id.reference)/report", version: action.version.description)
    }

    private static func row(
        _ line: ActionReport.CommitmentLine, _ look: PlanLook, _ action: Action
    ) -> CommitmentRow {
        let words = look.words
        let isAsked = action.promise(line.number)?.request != nil
        let mayDecide =
            look.mayAct && isAsked
            && ActionPolicy.may(.decideDelay, look.member, on: action, promise: line.number).isAllowed
        return CommitmentRow(
            number: line.number.printed, wording: line.wording ?? words("action.no-wording"), label: line.label,
            due: line.due.map(PageTime.short) ?? words("plan.no-date"),
            slips: line.slips == 0 ? "" : words.count("action.slips", line.slips), status: look.faces.tag(line.status),
            sentence: line.sentence,
            decideHref: mayDecide ? "/actions/\(action.id.reference)/delay/\(line.number)" : nil)
    }

    private static func wording(_ wording: ActionWording, _ words: Words) -> [SummaryRow] {
        let texts: [(String, String?)] = [
            ("owner", wording.owner), ("leads", wording.leads.isEmpty ? nil : wording.leads.joined(separator: "\n")),
            ("contributors", wording.contributors.isEmpty ? nil : wording.contributors.joined(separator: "\n")),
            ("timescale", wording.timescale.wording), ("resources", wording.resources),
            ("coverage", wording.coverage), ("outcome", wording.outcome), ("measure", wording.measure),
            ("progress", wording.progress), ("equality", wording.equality), ("notes", wording.notes),
        ]
        return texts.compactMap { key, text in
            text.flatMap { $0.isEmpty ? nil : SummaryRow(words("wording.\(key)"), $0) }
        }
    }

    private init(page: Frame, past: String?) {
        self.page = page
        reference = "AP-0012 (3.2)"
        planTitle = "Example City drug strategy"
        planHref = "/plans/1"
        heading = "Open a second outreach base."
        place = "1 Young people › 1.2 Early help"
        status = StatusTag.examples[0]
        changed = StatusTag.examples[4]
        sentence = "Overdue: due 30 April 2003, no delay agreed, 34 days ago"
        previous = "Under way before."
        facts = SummaryRow.examples
        buttons = [Button(text: "Report progress", href: "/actions/AP-0012/report", isFirst: true)]
        hasButtons = true
        noChange = NoChange(address: "/actions/AP-0012/report", version: "17")
        self.past = past
        todayHref = "/actions/AP-0012"
        date = DateField.examples[0]
        isOpen = true
        commitments = [
            CommitmentRow(
                number: "1", wording: "By end April 2003", label: "Base opened", due: "30 Apr 2003", slips: "1 slip",
                status: StatusTag.examples[0], sentence: "Overdue", decideHref: "/actions/AP-0012/delay/1")
        ]
        changes = [ChangeRow(what: "Leads", old: "Police", new: "Council")]
        hasChanges = true
        comparedWith = "Changed since the import."
        wording = SummaryRow.examples
        registers = [
            RegisterLine(
                reference: "R-0001", href: "/registers/R-0001", text: "The lease may not be renewed.",
                words: "Open. Review due on 30 April 2003, today")
        ]
        hasRegisters = true
        registerHref = "/registers/new?action=AP-0012"
        timeline = TimelineEvent.examples
        earlierHref = "/actions/AP-0012?before=3"
        decisions = ActionDecision.examples
        hasDecisions = true
        successor = Frame.Link("AP-0015: Open it elsewhere.", "/actions/AP-0015")
        predecessors = [Frame.Link("AP-0003: Open one base.", "/actions/AP-0003")]
        hasPredecessors = true
    }

    static var examples: [ActionPage] {
        [ActionPage(page: Frame.examples[1], past: nil), ActionPage(page: Frame.examples[1], past: "As at a day.")]
    }
}

extension TimelineEvent {
    init(
        _ line: ActionReport.HistoryLine, _ entry: PlanHistoryEntry, time: String, _ words: Words,
        correctHref: String? = nil
    ) {
        let what = entry.payload.map { words("entry.\($0.kind.name)") } ?? words("entry.erased")
        let isSaid = line.sentence.hasPrefix("\(what): ")
        self.init(
            what: what, who: line.author, when: time,
            details: [isSaid ? String(line.sentence.dropFirst(what.count + 2)) : line.sentence],
            entry: line.sequence.description,
            corrected: entry.correctedBy.map { words("correct.corrected", ["entry": $0.description]) },
            correctHref: correctHref)
    }
}

extension ActionPage.RegisterLine {
    init(_ item: RegisterItem, on day: Day) {
        reference = item.reference.printed
        href = item.path
        text = beginning(item.record.title, 120)
        words = ([item.stateWord] + item.due(on: day).map(\.sentence)).joined(separator: ". ")
    }
}
