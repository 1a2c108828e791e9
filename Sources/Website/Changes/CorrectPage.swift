import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// Taking back a mistaken entry: what it said, what taking it back comes to, and why it was mistaken.
struct CorrectPage: PageModel {
    static let template = "changes/correct"
    static let fields: Set<String> = ["reason"]

    let page: Frame
    let head: ActionFormHead
    let version: String
    let entry: String
    let event: TimelineEvent
    /// What taking it back comes to; empty where it cannot be taken back.
    let consequences: [String]
    let mayCorrect: Bool
    /// Why it cannot be taken back, and what to do instead.
    let obstacles: [String]
    let reason: TextArea

    init(
        _ look: PlanLook, _ action: Action, _ entry: PlanHistoryEntry, consequences: [String], obstacles: [String],
        form: FormFields = FormFields(), version: JournalSequence? = nil, since: [String] = [],
        problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("correct.title"), problems: problems, marking: action.marking)
        head = ActionFormHead(look, action, since: since)
        self.version = (version ?? action.version).description
        self.entry = entry.header.sequence.description
        let clock = look.visit.house.clock
        let line = ActionReport.HistoryLine(
            sequence: entry.header.sequence, recordedOn: clock.day(of: entry.header.recorded),
            author: look.names.author(entry.header.author),
            sentence: HistoryWords(look.names).sentence(entry.payload, about: action.id))
        event = TimelineEvent(line, entry, time: PageTime.printed(entry.header.recorded, clock), words)
        self.consequences = consequences
        self.obstacles = obstacles
        mayCorrect = obstacles.isEmpty
        reason = TextArea(
            "reason", words("correct.reason"), value: form["reason"], hint: words("correct.reason.hint"), rows: 3,
            limit: TextLimit.reason, problems: problems)
    }

    private init(page: Frame, obstacles: [String]) {
        self.page = page
        head = ActionFormHead.examples[0]
        version = "17"
        entry = "12"
        event = TimelineEvent.examples[0]
        consequences = ["Commitment 1 is not completed any more."]
        self.obstacles = obstacles
        mayCorrect = obstacles.isEmpty
        reason = TextArea.examples[1]
    }

    static var examples: [CorrectPage] {
        [
            CorrectPage(page: Frame.examples[1], obstacles: []),
            CorrectPage(page: Frame.examples[1], obstacles: ["Entry 17 came later and rests on this one."]),
        ]
    }
}

/// Undoing the last import of a plan: what would leave and what would be as before.
struct UndoImportPage: PageModel {
    static let template = "changes/undo-import"
    static let fields: Set<String> = ["reason"]

    let page: Frame
    let planTitle: String
    let planHref: String
    let version: String
    let facts: [SummaryRow]
    let consequences: [String]
    let mayUndo: Bool
    let obstacles: [String]
    let reason: TextArea

    init(
        _ look: PlanLook, _ undone: ImportUndone?, obstacles: [String], form: FormFields = FormFields(),
        version: JournalSequence? = nil, problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("undo.title"), problems: problems)
        planTitle = look.strategy.title
        planHref = look.path
        self.version = (version ?? look.strategy.version).description
        facts = [
            SummaryRow(words("entered.source"), look.strategy.source.name),
            SummaryRow(words("entered.entry"), look.strategy.sourceAt.description),
        ]
        consequences = undone.map { UndoImportPage.consequences($0, look) } ?? []
        self.obstacles = obstacles
        mayUndo = obstacles.isEmpty
        reason = TextArea(
            "reason", words("undo.reason"), value: form["reason"], rows: 3, limit: TextLimit.reason,
            problems: problems)
    }

    /// Counted as far as the member may see.
    private static func consequences(_ undone: ImportUndone, _ look: PlanLook) -> [String] {
        let words = look.words
        let seen = Set(look.plan.actions.map(\.id))
        let removed = undone.removed.count(where: seen.contains)
        if undone.planLeaves { return [words.count("undo.plan-leaves", removed), words("undo.again")] }
        let restored = undone.restored.count(where: seen.contains)
        return [words.count("undo.removed", removed), words.count("undo.restored", restored), words("undo.owners")]
    }

    private init(page: Frame, obstacles: [String]) {
        self.page = page
        planTitle = "Example City drug strategy"
        planHref = "/plans/1"
        version = "17"
        facts = SummaryRow.examples
        consequences = ["The plan leaves, with its 12 actions."]
        self.obstacles = obstacles
        mayUndo = obstacles.isEmpty
        reason = TextArea.examples[1]
    }

    static var examples: [UndoImportPage] {
        [
            UndoImportPage(page: Frame.examples[1], obstacles: []),
            UndoImportPage(page: Frame.examples[1], obstacles: ["Other work rests on this import already."]),
        ]
    }
}
