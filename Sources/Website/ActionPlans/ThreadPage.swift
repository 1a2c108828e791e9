import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// The golden thread of a plan: what breaks it, kind by kind, and what was settled, apart.
struct ThreadPage: PageModel {
    struct Row: Sendable, Equatable {
        let links: [Frame.Link]
        /// How many more actions there are than links.
        let andMore: String?
        let place: String?
        let found: String
        let settleHref: String?
    }

    struct Part: Sendable, Equatable {
        let id: String
        let name: String
        let number: String
        let advice: String
        let rows: [Row]
        /// The way to the rest of a long part.
        let allHref: String?
        let allText: String
    }

    struct Count: Sendable, Equatable {
        let href: String
        let number: String
        let name: String
        let isChosen: Bool
    }

    struct Settled: Sendable, Equatable {
        let row: Row
        let answer: String
        let who: String
        let why: String
    }

    static let template = "plans/thread"
    static let rowsInPart = 20
    static let rowsOnPage = 50

    let page: Frame
    let head: PlanHead
    let summary: String
    let counts: [Count]
    let hasCounts: Bool
    let parts: [Part]
    let pagination: Pagination?
    let isWhole: Bool
    let settled: [Settled]
    let hasSettled: Bool
    let csvHref: String
    let printHref: String
    let notYet: String

    /// One kind, page by page; every kind with its first rows; or everything, for print.
    enum Showing: Equatable {
        case kind(ThreadFinding.Kind)
        case parts
        case everything
    }

    init(_ look: PlanLook, _ report: GoldenThreadReport, _ showing: Showing) {
        let words = look.words
        let path = "\(look.path)/thread"
        page = look.frame(words("plan.tab.thread"))
        head = PlanHead(look, at: .thread)
        summary =
            words.count("thread.open", report.open.count) + " "
            + words("thread.settled-count", ["count": report.settled.count.printed])
        counts = report.counts.map { kind, count in
            let isChosen = showing == .kind(kind)
            return Count(
                href: look.asAt.link(path, isChosen ? [] : [("kind", kind.rawValue)]), number: count.printed,
                name: kind.words, isChosen: isChosen)
        }
        hasCounts = !counts.isEmpty
        var pages: Pagination?
        parts = report.counts.compactMap { kind, count in
            let lines = report.open.filter { $0.finding.kind == kind }
            var shown = lines[...]
            switch showing {
            case .everything: break
            case .parts: shown = lines.prefix(Self.rowsInPart)
            case .kind(let chosen):
                guard chosen == kind else { return nil }
                let number = Pagination.page(look.visit.query["page"], size: Self.rowsOnPage, total: count)
                let first = (number - 1) * Self.rowsOnPage
                shown = lines[first..<min(first + Self.rowsOnPage, count)]
                pages = Pagination(page: number, size: Self.rowsOnPage, total: count, words: words) {
                    look.asAt.link(path, [("kind", kind.rawValue), ("page", String($0))])
                }
            }
            let isCut = showing == .parts && lines.count > shown.count
            return Part(
                id: kind.rawValue, name: kind.words, number: count.printed, advice: kind.advice,
                rows: shown.map { ThreadPage.row($0, look) },
                allHref: isCut ? look.asAt.link(path, [("kind", kind.rawValue)]) : nil,
                allText: words("thread.all", ["count": count.printed]))
        }
        pagination = pages
        isWhole = report.open.isEmpty
        let apart: [GoldenThreadReport.Line] =
            if case .kind(let kind) = showing {
                report.settled.filter { $0.finding.kind == kind }
            } else {
                report.settled
            }
        settled = apart.compactMap { ThreadPage.settled($0, look) }
        hasSettled = !settled.isEmpty
        csvHref = look.asAt.link("\(path).csv")
        printHref = look.asAt.link(path, [("show", "all")])
        notYet = GoldenThreadReport.notYet
    }

    private static func row(_ line: GoldenThreadReport.Line, _ look: PlanLook) -> Row {
        let finding = line.finding
        let place = finding.path.map(\.printed).joined(separator: " › ")
        let mayAnswer = look.may(.settleFinding)
        return Row(
            links: finding.actions.prefix(6).map {
                Frame.Link($0.reference, look.asAt.link("/actions/\($0.reference)"))
            },
            andMore: finding.actions.count > 6
                ? look.words("thread.more", ["count": (finding.actions.count - 6).printed]) : nil,
            place: place.isEmpty ? nil : beginning(place, 160), found: finding.sentence,
            settleHref: mayAnswer
                ? "\(look.path)/thread/settle?\(QueryWriter.write([(name: "finding", value: finding.key)]))" : nil)
    }

    private static func settled(_ line: GoldenThreadReport.Line, _ look: PlanLook) -> Settled? {
        guard let answer = line.settled else { return nil }
        return Settled(
            row: row(line, look), answer: answer.answer.words,
            who: look.words("thread.by", ["who": line.settledBy ?? "", "day": answer.on.printed]), why: answer.note)
    }

    private init(page: Frame, isWhole: Bool) {
        self.page = page
        head = PlanHead.examples[0]
        summary = "12 findings to settle."
        let row = Row(
            links: [Frame.Link("AP-0012", "/actions/AP-0012")], andMore: "and 3 more", place: "1 Young people",
            found: "It names neither a measure of progress nor an expected outcome.",
            settleHref: "/plans/1/thread/settle?finding=no-measure")
        counts =
            isWhole
            ? [] : [Count(href: "?kind=no-measure", number: "12", name: "Actions without a measure", isChosen: true)]
        hasCounts = !counts.isEmpty
        parts =
            isWhole
            ? []
            : [
                Part(
                    id: "no-measure", name: "Actions without a measure or an outcome", number: "12",
                    advice: "Write down how anybody would see that it is done.", rows: [row],
                    allHref: "?kind=no-measure", allText: "All 12")
            ]
        pagination = isWhole ? nil : Pagination.examples[0]
        self.isWhole = isWhole
        settled =
            isWhole
            ? []
            : [Settled(row: row, answer: "It is meant so", who: "Partnership Coordinator on 3 March", why: "Agreed.")]
        hasSettled = !settled.isEmpty
        csvHref = "/plans/1/thread.csv"
        printHref = "/plans/1/thread?show=all"
        notYet = GoldenThreadReport.notYet
    }

    static var examples: [ThreadPage] {
        [ThreadPage(page: Frame.examples[1], isWhole: false), ThreadPage(page: Frame.examples[1], isWhole: true)]
    }
}

/// The answer to one finding.
struct SettleFindingPage: PageModel {
    static let template = "plans/settle-finding"
    static let fields: Set<String> = ["answer", "note"]

    let page: Frame
    let backHref: String
    let key: String
    let kindName: String
    let found: String?
    let advice: String
    let links: [Frame.Link]
    let version: String
    let since: [String]
    let isStale: Bool
    let answer: ChoiceField
    let note: TextArea

    init(
        _ look: PlanLook, _ finding: ThreadFinding?, key: String, form: FormFields = FormFields(),
        version: JournalSequence? = nil, since: [String] = [], problems: [FieldProblem] = []
    ) {
        let words = look.words
        page = look.frame(words("thread.settle.title"), problems: problems)
        backHref = "\(look.path)/thread"
        self.key = key
        kindName = finding?.kind.words ?? words("thread.settle.gone")
        found = finding?.sentence
        advice = finding?.kind.advice ?? ""
        links = (finding?.actions ?? []).prefix(12).map { Frame.Link($0.reference, "/actions/\($0.reference)") }
        self.version = (version ?? look.strategy.version).description
        self.since = since
        isStale = !since.isEmpty
        let isSeveral = finding?.kind == .sameWording || finding?.kind == .datedTwice
        answer = ChoiceField(
            "answer", words("thread.settle.answer"),
            choices: FindingAnswer.allCases.filter { isSeveral || $0 != .oneWithdrawn }.map {
                ($0.rawValue, $0.words, words("thread.settle.\($0.rawValue)"))
            }, chosen: [form["answer"]], problems: problems)
        note = TextArea(
            "note", words("thread.settle.note"), value: form["note"], rows: 3, limit: TextLimit.reason,
            problems: problems)
    }

    private init() {
        page = Frame.examples[1]
        backHref = "/plans/1/thread"
        key = "no-measure:AP-0012:0"
        kindName = "Actions without a measure or an outcome"
        found = "It names neither a measure of progress nor an expected outcome."
        advice = "Write down how anybody would see that it is done."
        links = [Frame.Link("AP-0012", "/actions/AP-0012")]
        version = "17"
        since = ["The plan was changed."]
        isStale = true
        answer = ChoiceField.examples[0]
        note = TextArea.examples[1]
    }

    static var examples: [SettleFindingPage] { [SettleFindingPage()] }
}
