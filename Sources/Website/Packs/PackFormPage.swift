import ActionPlans
import Charts
import Coordination
import Reporting
import Vocabulary

/// What a pack is made of: plans, day, audience. Also for one pack of each plan at once.
struct PackFormPage: PageModel {
    static let template = "packs/form"

    let page: Frame
    let heading: String
    let lead: String
    let isEmpty: Bool
    /// Where the form goes, and how: looking at one pack changes nothing.
    let isEach: Bool
    let plans: ChoiceField?
    let title: TextField?
    let asAt: DateField
    let since: DateField
    let audience: ChoiceField
    let group: SelectField
    let issue: ChoiceField?

    init(_ look: PackLook, _ asked: PackAsked, isEach: Bool = false, problems: [FieldProblem] = []) {
        let words = look.words
        let form = asked.form
        heading = words(isEach ? "packs.each" : "packs.new")
        lead = isEach ? words.count("packs.each.lead", look.strategies.count) : words("packs.new.lead")
        self.isEach = isEach
        isEmpty = look.strategies.isEmpty
        page = look.frame(
            heading, section: words("packs.title"), marking: look.strategies.map(\.marking).max() ?? .official,
            problems: problems)
        let chosen = Set(form.all("plans"))
        plans =
            isEach
            ? nil
            : ChoiceField(
                "plans", words("packs.plans"),
                choices: look.strategies.map { (String($0.id.number), $0.title, nil) },
                chosen: chosen.isEmpty && look.strategies.count == 1 && problems.isEmpty
                    ? [String(look.strategies[0].id.number)] : chosen, isMany: true, problems: problems)
        title =
            isEach
            ? nil
            : TextField(
                "title", words("packs.name"), value: form["title"], hint: words("packs.name.hint"), width: "medium",
                limit: OrderPack.longestTitle, problems: problems)
        asAt = DateField(
            "as-at", words("packs.as-at"), DateBoxes(form, "as-at"),
            hint: words("packs.as-at.hint", ["today": look.today.printed]), problems: problems)
        since = DateField(
            "since", words("packs.since"), DateBoxes(form, "since"), hint: words("packs.since.hint"),
            problems: problems)
        let kind = form["audience"].isEmpty ? PackAudience.Kind.readers.rawValue : form["audience"]
        audience = ChoiceField(
            "audience", words("packs.for"),
            choices: PackAudience.Kind.allCases.map {
                ($0.rawValue, words("packs.for.\($0.rawValue)"), words("packs.for.\($0.rawValue).meaning"))
            }, chosen: [kind], hint: words("packs.for.hint"), problems: problems)
        group = SelectField(
            "group", words("packs.group-field"),
            options: [("", words("packs.group.none"))]
                + look.groups.filter { $0.dissolved == nil }.map { (String($0.id.number), $0.name) },
            chosen: form["group"], hint: words("packs.group.hint"), problems: problems)
        issue =
            isEach
            ? ChoiceField(
                "issue", words("packs.each.issue"),
                choices: [("yes", words("packs.each.issue.yes"), words("packs.each.issue.meaning"))],
                chosen: [form["issue"]], isMany: true, problems: problems) : nil
    }

    private init(page: Frame, isEach: Bool) {
        self.page = page
        heading = "Make a board pack"
        lead = "Choose what stands in it."
        isEmpty = false
        self.isEach = isEach
        plans = isEach ? nil : ChoiceField.examples[1]
        title = isEach ? nil : TextField.examples[0]
        asAt = DateField.examples[0]
        since = DateField.examples[0]
        audience = ChoiceField.examples[0]
        group = SelectField.examples[0]
        issue = isEach ? ChoiceField.examples[1] : nil
    }

    private init(empty page: Frame) {
        self.init(page: page, isEach: false, isEmpty: true)
    }

    private init(page: Frame, isEach: Bool, isEmpty: Bool) {
        self.page = page
        heading = "Make a board pack"
        lead = "Choose what stands in it."
        self.isEmpty = isEmpty
        self.isEach = isEach
        plans = nil
        title = nil
        asAt = DateField.examples[0]
        since = DateField.examples[0]
        audience = ChoiceField.examples[0]
        group = SelectField.examples[0]
        issue = nil
    }

    static var examples: [PackFormPage] {
        [
            PackFormPage(page: Frame.examples[1], isEach: false), PackFormPage(page: Frame.examples[1], isEach: true),
            PackFormPage(empty: Frame.examples[1]),
        ]
    }
}

/// A pack before it is issued: everything that will stand in it, its edition and its digest.
struct PackCheckPage: PageModel {
    struct Kept: Sendable, Equatable {
        let name: String
        let value: String
    }

    static let template = "packs/check"

    let page: Frame
    let heading: String
    let statement: String
    let staleNotice: String?
    let edition: String
    let digest: String
    let kept: [Kept]
    let backHref: String
    let paper: TrustedMarkup

    init(_ look: PackLook, _ asked: PackAsked, _ made: PackMade, isStale: Bool) {
        let words = look.words
        heading = made.paper.title
        page = look.frame(words("packs.check"), section: words("packs.title"), marking: made.paper.marking)
        edition = String(made.edition)
        digest = made.digest
        statement = words(
            "packs.check.statement",
            [
                "edition": edition, "digest": String(made.digest.prefix(12)),
                "audience": look.audience(made.terms.audience), "marking": made.paper.marking.printed,
            ])
        staleNotice = isStale ? words("packs.check.stale") : nil
        kept = asked.kept.map { Kept(name: $0.name, value: $0.value) }
        backHref =
            "/packs/new?" + QueryWriter.write(asked.kept.map { ($0.name, $0.value) })
        paper = PaperHTML.fragment(of: made.paper)
    }

    private init(page: Frame) {
        self.page = page
        heading = "Board pack"
        statement = "This will be edition 2."
        staleNotice = "The plan changed since you looked."
        edition = "2"
        digest = String(repeating: "a", count: 64)
        kept = [Kept(name: "plans", value: "1")]
        backHref = "/packs/new?plans=1"
        paper = PaperHTML.fragment(of: .example)
    }

    static var examples: [PackCheckPage] { [PackCheckPage(page: Frame.examples[1])] }
}
