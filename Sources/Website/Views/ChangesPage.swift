import ActionPlans
import Mustache
import Reporting
import Vocabulary

/// What changed in a plan between two days: achieved, new, withdrawn, changed with old and new side by side, agreed to
/// be later, recorded.
struct ChangesPage: PageModel {
    /// One difference of one action.
    struct Line: Sendable, Equatable, MustacheParent {
        let reference: String
        let href: String
        /// Empty where the row above is of the same action.
        let text: String
        let what: String
        let old: String
        let new: String

        func child(named name: String) -> Any? {
            switch name {
            case "reference": reference.forPage
            case "href": href.forPage
            case "text": text.forPage
            case "what": what.forPage
            case "old": old.forPage
            case "new": new.forPage
            default: nil
            }
        }
    }

    /// Something that can be said in one sentence of one action.
    struct Fact: Sendable, Equatable, MustacheParent {
        let reference: String
        let href: String
        let text: String
        let day: String
        let who: String
        let sentence: String
        let detail: String?
        let late: String?

        func child(named name: String) -> Any? {
            switch name {
            case "reference": reference.forPage
            case "href": href.forPage
            case "text": text.forPage
            case "day": day.forPage
            case "who": who.forPage
            case "sentence": sentence.forPage
            case "detail": detail?.forPage
            case "late": late?.forPage
            default: nil
            }
        }
    }

    /// A part of the page with its rows, and how many there are in all.
    struct Part<Row: Sendable & Equatable>: Sendable, Equatable {
        let heading: String
        let rows: [Row]
        let isAny: Bool
        /// "The first 100 of 312 are shown."
        let more: String?
    }

    /// A count at the top, leading to its part.
    struct Jump: Sendable, Equatable {
        let text: String
        let href: String
    }

    static let template = "plans/changes"
    static let rowsOfPart = 100

    let page: Frame
    let head: PlanHead
    let from: DateField
    let to: DateField
    /// Between which two moments; nil where the days make no span.
    let span: String?
    let visitHref: String
    let closeHref: String
    let wholeHref: String?
    let csvHref: String
    let jumps: [Jump]
    let isEmpty: Bool
    let gone: String?
    let achieved: Part<Fact>
    let added: Part<Fact>
    let withdrawn: Part<Fact>
    let changed: Part<Line>
    let slips: Part<Fact>
    let recorded: Part<Fact>

    init(_ look: PlanLook, _ asked: ChangesAsked, _ report: PlanChangesReport?, problems: [FieldProblem] = []) {
        let words = look.words
        let path = "\(look.path)/changes"
        page = look.frame(words("changes.title"), problems: problems)
        head = PlanHead(look, at: .changes)
        from = DateField(
            "from", words("changes.from"),
            asked.fromBoxes == DateBoxes() ? DateBoxes(report?.from.day) : asked.fromBoxes, problems: problems)
        to = DateField("to", words("changes.to"), asked.toBoxes, problems: problems)
        span = report.map {
            words(
                asked.isVisit ? "changes.span-visit" : "changes.span",
                ["from": $0.from.words, "to": $0.to.day.printed, "entry": Int($0.from.sequence.number).printed])
        }
        visitHref = "\(path)?since=visit"
        closeHref = path
        let kept = ChangesAsked.kept(look)
        csvHref = look.asAt.link("\(path).csv", kept)
        isEmpty = report?.isEmpty ?? false
        gone = report.flatMap { $0.gone > 0 ? words.count("changes.gone", $0.gone) : nil }
        let limit = asked.isWhole ? Int.max : Self.rowsOfPart
        let made = ChangesParts(look, limit: limit)
        achieved = made.part("achieved", report?.achievements ?? []) { made.fact($0) }
        added = made.part("added", report?.added ?? [], of: report?.totals.added) { made.fact($0) }
        withdrawn = made.part("withdrawn", report?.withdrawn ?? [], of: report?.totals.withdrawn) { made.fact($0) }
        changed = made.changed(report?.changed ?? [], of: report?.totals.changed ?? 0)
        slips = made.part("slips", report?.slips ?? []) { made.fact($0) }
        recorded = made.part("recorded", report?.said ?? []) { made.fact($0) }
        let isCut = [achieved.more, added.more, withdrawn.more, changed.more, slips.more, recorded.more]
            .contains { $0 != nil }
        wholeHref = isCut ? look.asAt.link(path, kept + [("all", "yes")]) : nil
        jumps = [
            ("achieved", achieved.isAny, achieved.heading), ("added", added.isAny, added.heading),
            ("withdrawn", withdrawn.isAny, withdrawn.heading), ("changed", changed.isAny, changed.heading),
            ("slips", slips.isAny, slips.heading), ("recorded", recorded.isAny, recorded.heading),
        ].filter(\.1).map { Jump(text: $0.2, href: "#\($0.0)") }
    }

    private init(page: Frame, isEmpty: Bool) {
        let fact = Fact(
            reference: "AP-0012", href: "/actions/AP-0012", text: "Open a second outreach base.", day: "3 Mar 2009",
            who: "Treatment Commissioner", sentence: "Completed on 3 March 2009, 12 days late",
            detail: "Minutes of the board.", late: "12 days late")
        let plain = Fact(
            reference: "AP-0013", href: "/actions/AP-0013", text: "Train the staff.", day: "4 Mar 2009", who: "",
            sentence: "Completed on 4 March 2009", detail: nil, late: nil)
        let facts = Part(heading: "Achieved: 2", rows: [fact, plain], isAny: true, more: "The first 2 of 3 are shown.")
        let none = Part<Fact>(heading: "Achieved: 0", rows: [], isAny: false, more: nil)
        self.page = page
        head = PlanHead.examples[0]
        from = DateField.examples[0]
        to = DateField.examples[1]
        span = isEmpty ? nil : "From the import on 3 March 2009 to the end of 4 March 2009."
        visitHref = "/plans/1/changes?since=visit"
        closeHref = "/plans/1/changes"
        wholeHref = isEmpty ? nil : "/plans/1/changes?all=yes"
        csvHref = "/plans/1/changes.csv"
        jumps = [Jump(text: "Achieved: 1", href: "#achieved")]
        self.isEmpty = isEmpty
        gone = isEmpty ? nil : "1 action is no longer in the plan."
        achieved = isEmpty ? none : facts
        added = isEmpty ? none : facts
        withdrawn = isEmpty ? none : facts
        let line = Line(
            reference: "AP-0012", href: "/actions/AP-0012", text: "Open a second outreach base.", what: "Leads",
            old: "Health", new: "Police")
        changed = Part(
            heading: "Changed: 1", rows: isEmpty ? [] : [line], isAny: !isEmpty,
            more: isEmpty ? nil : "The first of 2 is shown.")
        slips = isEmpty ? none : facts
        recorded = isEmpty ? none : facts
    }

    static var examples: [ChangesPage] {
        [
            ChangesPage(page: Frame.examples[1], isEmpty: false),
            ChangesPage(page: Frame.examples[1], isEmpty: true),
        ]
    }
}

/// Makes the rows of the page about changes.
struct ChangesParts {
    private let look: PlanLook
    private let limit: Int

    init(_ look: PlanLook, limit: Int) {
        self.look = look
        self.limit = limit
    }

    /// - Parameter total: how many there are, where not all of them are given.
    func part<One, Row>(
        _ name: String, _ all: [One], of total: Int? = nil, _ row: (One) -> Row
    ) -> ChangesPage.Part<Row> {
        let count = total ?? all.count
        return ChangesPage.Part(
            heading: heading(name, count), rows: all.prefix(limit).map(row), isAny: !all.isEmpty,
            more: more(name, count))
    }

    /// The rows of each action stand together; an action is never cut in two.
    func changed(_ items: [PlanChangesReport.Item], of total: Int) -> ChangesPage.Part<ChangesPage.Line> {
        ChangesPage.Part(
            heading: heading("changed", total),
            rows: items.prefix(limit).flatMap { item in
                item.changes.enumerated().map { index, change in
                    ChangesPage.Line(
                        reference: item.action.reference, href: href(item.action),
                        text: index == 0 ? beginning(item.text, 200) : "", what: change.what,
                        old: beginning(change.old ?? "–", 600), new: beginning(change.new ?? "–", 600))
                }
            }, isAny: !items.isEmpty, more: more("changed", total))
    }

    /// More entries than asked for may be there: one more than is shown was read.
    private func heading(_ name: String, _ count: Int) -> String {
        let number =
            name == "recorded" && count > limit
            ? look.words("changes.more-than", ["count": limit.printed]) : count.printed
        return look.words("changes.part.\(name)", ["count": number])
    }

    private func more(_ name: String, _ count: Int) -> String? {
        guard count > limit else { return nil }
        if name == "recorded" { return look.words("changes.newest", ["shown": limit.printed]) }
        return look.words("changes.first", ["shown": limit.printed, "count": count.printed])
    }

    private func href(_ action: ActionID) -> String { "/actions/\(action.reference)" }

    func fact(_ item: PlanChangesReport.Item) -> ChangesPage.Fact {
        ChangesPage.Fact(
            reference: item.action.reference, href: href(item.action), text: beginning(item.text, 300), day: "",
            who: "",
            sentence: item.sentence, detail: nil, late: nil)
    }

    func fact(_ slip: PlanChangesReport.Slip) -> ChangesPage.Fact {
        ChangesPage.Fact(
            reference: slip.action.reference, href: href(slip.action), text: beginning(slip.text, 200), day: "",
            who: "",
            sentence: slip.sentence, detail: nil, late: nil)
    }

    func fact(_ achieved: PlanChangesReport.Achievement) -> ChangesPage.Fact {
        ChangesPage.Fact(
            reference: achieved.action.reference, href: href(achieved.action), text: beginning(achieved.text, 200),
            day: PageTime.short(achieved.completedOn), who: "",
            sentence: [achieved.what, achieved.sentence].compactMap(\.self).joined(separator: ": "),
            detail: achieved.evidence.isEmpty ? nil : beginning(achieved.evidence, 600),
            late: achieved.daysLate.map { look.words.count("changes.late", $0) })
    }

    func fact(_ said: PlanChangesReport.Said) -> ChangesPage.Fact {
        ChangesPage.Fact(
            reference: said.action.reference, href: href(said.action), text: beginning(said.text, 120),
            day: PageTime.short(said.recordedOn), who: said.author, sentence: beginning(said.sentence, 800),
            detail: nil,
            late: nil)
    }
}
